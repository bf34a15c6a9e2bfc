//! Live reload of pages: a script, and the server's responses to it.

use crate::data::SafeHtml;
use alloc::string::String;

/// Returns a `<script>` element that reloads the page when a template has changed. `path` is the path at which the server returns
/// [`answer`].
///
/// In a build without `debug_assertions`, the result is empty.
///
/// # Examples
///
/// ```
/// use template_runtime::reload;
///
/// let script = reload::script("/reload").to_string();
/// if cfg!(debug_assertions) {
///     assert!(script.starts_with(r#"<script src="/reload" data-version=""#));
/// } else {
///     assert_eq!(script, "");
/// }
/// ```
#[must_use]
pub fn script(path: &str) -> SafeHtml<String> {
    #[cfg(debug_assertions)]
    return development::script(path);
    #[cfg(not(debug_assertions))]
    {
        let _ = path;
        SafeHtml(String::new())
    }
}

/// The response of the server to the [`script`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The value of the header `content-type`.
    pub content_type: &'static str,
    /// The body of the response.
    pub body: String,
}

/// Returns the response to a request of the [`script`]. If the `query` has no parameter `version`, the response is the code
/// of the script. Otherwise, it is the current version, as soon as it differs from `version`, or after 20 seconds.
///
/// This function blocks: a server with asynchronous handlers must call it on a thread for blocking work. In a build without
/// `debug_assertions`, it immediately returns an empty body.
///
/// # Examples
///
/// ```
/// use template_runtime::reload;
///
/// let code = reload::answer(None);
/// assert!(code.content_type.starts_with("text/javascript"));
/// assert_eq!(code.body.contains("location.reload"), cfg!(debug_assertions));
///
/// // Another version than the current one is out of date.
/// assert_ne!(reload::answer(Some("version=1")).body, "1");
/// ```
#[must_use]
pub fn answer(query: Option<&str>) -> Answer {
    #[cfg(debug_assertions)]
    return development::answer(query);
    #[cfg(not(debug_assertions))]
    {
        let content_type = match query {
            None => "text/javascript; charset=utf-8",
            Some(_) => "text/plain; charset=utf-8",
        };
        Answer { content_type, body: String::new() }
    }
}

#[cfg(debug_assertions)]
pub(super) use development::known_script;

#[cfg(debug_assertions)]
mod development {
    use super::{
        super::watch::{current_version, version_read},
        Answer,
    };
    use crate::{data::SafeHtml, template::Template as _};
    use alloc::{
        borrow::ToOwned as _,
        string::{String, ToString as _},
    };
    use std::{
        sync::{Mutex, PoisonError},
        thread::sleep,
        time::{Duration, Instant},
    };
    use template_macro::template;

    /// The time between two looks at the files.
    const PAUSE: Duration = Duration::from_millis(20);

    /// The time after which a request is answered even if nothing has changed, because proxies end it otherwise.
    const PATIENCE: Duration = Duration::from_secs(20);

    /// The path of the last script, for pages that show an error.
    static PATH: Mutex<Option<String>> = Mutex::new(None);

    pub(super) fn script(path: &str) -> SafeHtml<String> {
        *PATH.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.to_owned());
        SafeHtml(element(path))
    }

    /// Returns the script that other pages have, and an empty text if none has one.
    pub(in super::super) fn known_script() -> String {
        let path = PATH.lock().unwrap_or_else(PoisonError::into_inner);
        path.as_deref().map_or_else(String::new, element)
    }

    fn element(path: &str) -> String {
        // Nothing in it can fail.
        template!(
            escape = "entities",
            r#"<script src="{{path}}" data-version="{{version}}" async></script>"#,
            version = version_read().to_string()
        )
        .render()
        .unwrap_or_default()
    }

    pub(super) fn answer(query: Option<&str>) -> Answer {
        let mut parameters = query.unwrap_or_default().split('&');
        let Some(known) = parameters.find_map(|parameter| parameter.strip_prefix("version="))
        else {
            let content_type = "text/javascript; charset=utf-8";
            return Answer { content_type, body: include_str!("script.js").to_owned() };
        };
        let start = Instant::now();
        let mut current = current_version().to_string();
        while current == known && start.elapsed() < PATIENCE {
            sleep(PAUSE);
            current = current_version().to_string();
        }
        Answer { content_type: "text/plain; charset=utf-8", body: current }
    }

    #[cfg(test)]
    mod tests {
        #[test]
        fn paths_are_escaped() {
            let script = super::element("/reload?a=1&b=\"<");
            let start = r#"<script src="/reload?a=1&amp;b=&quot;&lt;" data-version=""#;
            assert!(script.starts_with(start), "{script}");
        }
    }
}
