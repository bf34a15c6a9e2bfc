//! The hook that `{{log}}` calls.

use crate::data::Value;
use std::sync::RwLock;

/// The function that `{{log}}` calls.
static HOOK: RwLock<Option<LogFn>> = RwLock::new(None);

/// A function that receives the values of one `{{log}}`.
pub type LogFn = fn(&[Value<'_>]);

/// Sets the function that `{{log a b}}` calls with its values. With `None`, the initial state,
/// `log` does nothing.
///
/// There is one hook for the whole process. Without feature `std`, `log` never does anything.
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

/// Calls the hook for `log`, if there is one.
pub(super) fn call_hook(values: &[Value<'_>]) {
    // Copied, so that the lock is not held while the hook runs.
    let hook = *HOOK.read().unwrap_or_else(|poisoned| poisoned.into_inner());
    if let Some(hook) = hook {
        hook(values);
    }
}
