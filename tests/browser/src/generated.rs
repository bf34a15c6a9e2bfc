//! The templates that the build script generates.

use escaping::data::Node;
use template_runtime::{Error, Template};

/// Renders a template with the values of `x`, `y` and `xs`.
type WithAny = fn(&Node, &Node, &[&Node]) -> Result<String, Error>;

/// Renders a template whose values are text by their types.
type WithText = fn(&str, &str, &[&str]) -> Result<String, Error>;

/// A template of a position.
pub(crate) struct Generated {
    /// Its text.
    pub(crate) text: &'static str,
    /// With data of any type: interpreted and unrolled.
    pub(crate) any: [WithAny; 2],
    /// With text, if text can be printed at the position.
    pub(crate) text_only: Option<[WithText; 2]>,
}

include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// Returns the templates with this text.
pub(crate) fn find(text: &str) -> Option<&'static Generated> {
    GENERATED.iter().find(|generated| generated.text == text)
}
