use template_bytecode::Escape;

/// How a template is compiled.
#[derive(Clone, Debug)]
pub struct Options {
    /// How `{{…}}` escapes.
    pub escape: Escape,
    /// Whether a name that is missing while the template runs is an error, and not null.
    pub strict: bool,
    /// Whether the optimizer runs. The output does not depend on it.
    pub optimize: bool,
    /// All helpers, where they are known while the template is compiled: any other name is an error.
    /// Without them a helper is whatever function of Rust has the name.
    pub helpers: Option<Vec<KnownHelper>>,
    /// Whether names call helpers without parentheses, as in Handlebars.
    ///
    /// * `{{name}}` and `{{#name}}` call the helper of that name, if [`Options::helpers`] has one.
    /// * `name x`, where `name` is not among them, calls the field of the context, which must be a helper
    ///   while the template runs.
    /// * A field that is a helper is called without arguments where it is printed, and where `if`,
    ///   `unless`, `each`, `each-in`, `with` or a section look at it.
    pub implicit_calls: bool,
    /// The fields of the template's own data that can be called by their name alone.
    pub closures: Vec<String>,
    /// Those of them that are functions: `{{#name …}}` calls one as a block helper, by its name.
    pub functions: Vec<String>,
}

/// A helper that is known while a template is compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownHelper {
    /// Its name, as templates call it: a plain one, or a path with `::`.
    pub name: String,
    /// Whether it is called with a block.
    pub takes_block: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            escape: Escape::Html,
            strict: false,
            optimize: true,
            helpers: None,
            implicit_calls: false,
            closures: Vec::new(),
            functions: Vec::new(),
        }
    }
}
