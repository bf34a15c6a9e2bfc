//! The functions that the templates call.

pub(crate) fn uppercase(text: &str) -> String {
    text.to_uppercase()
}

pub(crate) fn lowercase(text: &str) -> String {
    text.to_lowercase()
}

pub(crate) fn join(a: &str, b: &str) -> String {
    format!("{a} {b}")
}
