use template_bytecode::Escape;

/// How a template is compiled.
#[derive(Clone, Debug)]
pub struct Options {
    /// How `{{…}}` escapes.
    pub escape: Escape,
    /// Whether a name that is missing while the template runs is an error, and not null.
    pub strict: bool,
    /// Whether the optimiser runs. What is printed does not depend on it.
    pub optimize: bool,
    /// The fields of the template's own data that can be called by their name alone.
    pub closures: Vec<String>,
    /// Those of them that are functions: `{{#name …}}` calls one as a block helper, by its name.
    pub functions: Vec<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            escape: Escape::Html,
            strict: false,
            optimize: true,
            closures: Vec::new(),
            functions: Vec::new(),
        }
    }
}
