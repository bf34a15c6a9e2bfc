use template_bytecode::Escape;

/// How a template is compiled.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How `{{…}}` escapes.
    pub escape: Escape,
    /// Whether a name that is missing while the template runs is an error, and not null.
    pub strict: bool,
    /// Whether the optimiser runs. What is printed does not depend on it.
    pub optimize: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self { escape: Escape::Html, strict: false, optimize: true }
    }
}
