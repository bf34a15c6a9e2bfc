//! The helpers: ordinary functions, which the templates call by name.

use template_runtime::helper;

pub(crate) fn uppercase(text: &str) -> String {
    text.to_uppercase()
}

pub(crate) fn lowercase(text: &str) -> String {
    text.to_lowercase()
}

/// Concatenates two texts, without a separator.
pub(crate) fn join(a: &str, b: &str) -> String {
    format!("{a}{b}")
}

#[helper]
pub(crate) fn greet(
    greeting: &str,
    separator: &str,
    #[named] name: &str,
    #[named(default = ".")] suffix: &str,
) -> String {
    format!("{greeting}{separator}{name}{suffix}")
}
