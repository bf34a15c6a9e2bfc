//! `{{log …}}`: values for whoever watches the program, not for the page.

use crate::data::Value;
use std::sync::RwLock;

/// What `{{log}}` calls.
static HOOK: RwLock<Option<LogFn>> = RwLock::new(None);

/// A function that is given the values of one `{{log}}`.
pub type LogFn = fn(&[Value<'_>]);

/// Sets what `{{log a b}}` calls with the values that it is given; none makes it silent, as it is
/// at first.
///
/// The hook is that of the whole process. Without feature `std`, `log` is always silent.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, set_log, template};
///
/// set_log(Some(|values| eprintln!("{values:?}")));
/// assert_eq!(template!(r#"a{{log "seen" 1}}b"#).render()?, "ab");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn set_log(hook: Option<LogFn>) {
    *HOOK.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = hook;
}

/// Calls the hook, if there is one.
pub(crate) fn log(values: &[Value<'_>]) {
    // Copied, so that nothing is locked while the hook runs.
    let hook = *HOOK.read().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(hook) = hook {
        hook(values);
    }
}
