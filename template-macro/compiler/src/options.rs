//! The options of a compilation.

use template_bytecode::Escape;

/// The options for compiling a template.
#[derive(Clone, Debug)]
pub struct Options {
    /// The escaper of `{{…}}`: [`Escape::Html`], [`Escape::None`] or [`Escape::Custom`].
    pub escape: Escape,
    /// Whether, in a template that escapes as HTML, each mustache is escaped as its HTML context requires, and is an error
    /// where no escaping makes it safe. Otherwise all are escaped as in HTML text.
    pub contexts: bool,
    /// Whether a failed lookup at run time is an error where the value is required: where it is printed or
    /// called, where a name is looked up in it, and where it is the value of a section. Otherwise, and
    /// everywhere else, a failed lookup yields null.
    pub strict: bool,
    /// Whether a path that leads out of the template, `../name` above its own data or `@index` outside of a
    /// loop, is null and a warning, as in Handlebars, and not an error.
    pub lenient_paths: bool,
    /// Whether the optimizer runs. It does not change the output of the template.
    pub optimize: bool,
    /// All helpers, if they are known at compile time: any other name is an error. If `None`, any name may be
    /// that of a Rust function.
    pub helpers: Option<Vec<KnownHelper>>,
    /// Whether the data is a map of the template's own data, [`OWN_DATA`], and of the values that `@name` reads,
    /// [`PRIVATE_DATA`].
    pub private_data: bool,
    /// Whether names call helpers without parentheses, as in Handlebars:
    ///
    /// * `{{name}}` and `{{#name}}` call the helper with that name, if [`Options::helpers`] contains it.
    /// * `name x`, where `name` is not in the list, calls the field of the context, which must be a helper at
    ///   run time.
    /// * A field that is a helper is called without arguments if it is printed, or is the value of an `if`,
    ///   `unless`, `each`, `each-in`, `with` or section.
    pub implicit_calls: bool,
    /// Whether white space that browsers do not show is left out, in a template whose values are escaped by their HTML contexts.
    pub collapses: bool,
    /// Whether tags that do not match, and tags of other template languages, are warnings.
    pub lint: bool,
    /// The closures: fields of the template's own data that can be called by their plain name.
    pub closures: Vec<String>,
    /// Whether the template may call components, structs of `template!`: then the names of partials that begin with a
    /// capital, or are Rust paths, are those of components.
    pub components: bool,
    /// Whether `{{flush}}` ends a chunk; otherwise it prints a field of that name.
    pub flush: bool,
    /// The slots that the template declares, if it is a component itself. Slot 0 is its content; these follow. Only
    /// then `yield`, `has-block`, `slots` and `attributes` are keywords.
    pub slots: Option<Vec<DeclaredSlot>>,
    /// The closures that are functions, which `{{#name …}}` may call as block helpers.
    pub functions: Vec<String>,
    /// The use of fragments.
    pub fragments: FragmentUse,
}

/// The use of the fragments of a template: `{{#fragment name}}…{{/fragment}}`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FragmentUse {
    /// Each prints in place, and is a separate program, for a method of the template's struct.
    #[default]
    Methods,
    /// They only print in place.
    InPlace,
    /// They are errors, because the template's struct has no name, and no methods.
    Rejected,
}

/// A slot that a component declares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeclaredSlot {
    /// Its name.
    pub name: String,
    /// The names of the attributes of its fills.
    pub attributes: Vec<String>,
    /// Whether its fills are text, without tags.
    pub is_plain: bool,
}

/// The name of the template's own data, if `@name` reads other values.
pub const OWN_DATA: &str = "@root";

/// The name of the values that `@name` reads.
pub const PRIVATE_DATA: &str = "@data";

/// A helper that is known at compile time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KnownHelper {
    /// Its name in templates: a plain name, or a path with `::`.
    pub name: String,
    /// Whether it can be called with a block.
    pub takes_block: bool,
    /// Whether it can only be called with a block.
    pub needs_block: bool,
    /// Whether it takes the context of the call, as the named argument [`CONTEXT`](template_bytecode::CONTEXT).
    pub takes_context: bool,
    /// If it sets the context of its block: the names that it passes to the block as `@name`. The first variables of
    /// the body are then the context and the values of these names.
    pub block_data: Option<Vec<String>>,
    /// Whether it has required parameters.
    pub needs_arguments: bool,
    /// Whether it is called as a value, because it has state.
    pub is_value: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            escape: Escape::Html,
            contexts: true,
            collapses: false,
            lint: true,
            strict: false,
            lenient_paths: false,
            optimize: true,
            helpers: None,
            private_data: false,
            implicit_calls: false,
            components: false,
            flush: false,
            slots: None,
            closures: Vec::new(),
            functions: Vec::new(),
            fragments: FragmentUse::default(),
        }
    }
}
