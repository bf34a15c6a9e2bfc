//! The run-time compiler of templates.

use super::{
    Compiled,
    deep_stack::with_stack,
    error::{CompileError, render},
    partials::{PartialTable, unknown_partial},
    table::{Helpers, TableHelper},
    target::{LinkedTemplate, Target, link},
};
use crate::{
    error::Diagnostic,
    output::{CustomEscaper, Escaper},
    vm::Budget,
};
use alloc::{borrow::ToOwned as _, string::String, vec, vec::Vec};
use template_bytecode::{Escape, diagnostics::Severity};
use template_compiler::{
    FragmentUse, KnownHelper, Options, Source, Symbolic, compile_source, nesting, parse::parse,
    resolve::UNKNOWN_PARTIAL, source::Span,
};

/// A compiler that compiles templates at run time.
///
/// It contains the helpers and partials that its templates can use, and the compiler options.
///
/// # Examples
///
/// ```
/// use template_runtime::{Compiler, helpers};
///
/// fn shout(text: &str) -> String {
///     text.to_uppercase()
/// }
///
/// let compiler = Compiler::new().helpers(helpers![shout]).strict();
/// let hello = compiler.compile("Hello {{shout this}}!")?;
/// assert_eq!(hello.render("you")?, "Hello YOU!");
///
/// let error = compiler.compile("Hello {{shuot this}}!").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "template:1:9: there is no helper called `shuot`
///   |
/// 1 | Hello {{shuot this}}!
///   |         ^^^^^
/// help: did you mean `shout`?"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Compiler {
    /// The options for the compiler crate, with the names of `helpers`.
    options: Options,
    helpers: Helpers,
    partials: PartialTable,
    escaper: Option<CustomEscaper>,
    budget: Budget,
    output_limit: usize,
}

/// The default of [`Compiler::fuel`].
const DEFAULT_FUEL: u64 = 100_000_000;

/// The default of [`Compiler::scratch`].
const DEFAULT_SCRATCH: usize = 64 << 20;

/// The default of [`Compiler::output`].
const DEFAULT_OUTPUT: usize = 256 << 20;

impl Compiler {
    /// Creates a compiler without helpers. Its options are the defaults of [`template!`](macro.template.html), except
    /// that `../name` above the data and `@index` outside of a loop are null, as in Handlebars, and cause a
    /// [warning](Compiled::warnings).
    #[must_use]
    pub fn new() -> Self {
        let options = Options {
            helpers: Some(Vec::new()),
            lenient_paths: true,
            fragments: FragmentUse::InPlace,
            ..Options::default()
        };
        Self {
            options,
            helpers: Helpers::new(),
            partials: PartialTable::default(),
            escaper: None,
            budget: Budget { steps: DEFAULT_FUEL, scratch: DEFAULT_SCRATCH },
            output_limit: DEFAULT_OUTPUT,
        }
    }

    /// Sets the helpers that templates can call, and replaces the helpers of an earlier call.
    #[must_use]
    pub fn helpers(mut self, helpers: Helpers) -> Self {
        let known = |(name, helper): (&str, &TableHelper)| KnownHelper {
            name: name.to_owned(),
            takes_block: helper.spec().takes_block(),
            needs_block: helper.spec().needs_block(),
            takes_context: helper.spec().takes_context(),
            block_data: helper
                .spec()
                .block_data
                .map(|names| names.iter().map(|name| (*name).to_owned()).collect()),
            needs_arguments: helper.spec().needs_arguments(),
            is_value: matches!(helper, TableHelper::Value(_)),
        };
        self.options.helpers = Some(helpers.iter().map(known).collect());
        self.helpers = helpers;
        self
    }

    /// Adds a partial, which templates include as `{{> name}}`. It replaces an existing partial with the same name.
    ///
    /// A partial may include other partials, which may be added later: they are resolved when a template is
    /// compiled. `./row` in a partial called `shop/list` is the partial `shop/row`. The name of a partial may be
    /// known only at run time, as in `{{> (lookup . "kind")}}`; if the compiler has no partial of this name, rendering fails.
    /// A partial may [include itself](language/index.html#partials).
    ///
    /// # Errors
    ///
    /// Returns the syntax errors in `text`. All other errors are reported when a template that includes the partial is compiled.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Compiler, Tree};
    ///
    /// let compiler = Compiler::new().partial("item", "<li>{{name}}{{mark}}</li>")?;
    /// let page = compiler.compile(r#"{{#each this}}{{> item mark="!"}}{{/each}}"#)?;
    /// let data = Tree::List(&[Tree::Map(&[("name", Tree::Text("a"))])]);
    /// assert_eq!(page.render(&data)?, "<li>a!</li>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn partial(
        mut self,
        name: impl Into<String>,
        text: impl Into<String>,
    ) -> Result<Self, CompileError> {
        let source = self.partials.insert(name.into(), text.into());
        let parsed = with_stack(nesting(&source.text), || parse(&source.text).map(drop));
        match parsed.unwrap_or_else(|_| Err(vec![no_stack()])) {
            Ok(()) => Ok(self),
            Err(errors) => Err(CompileError { diagnostics: render(&errors, source) }),
        }
    }

    /// Makes a failed lookup of a name an error if the value is printed, if another name follows in
    /// the path, and in `{{#name}}`, like `#[template(strict)]`. `../name` above the data and
    /// `@index` outside of a loop become compile errors.
    #[must_use]
    pub fn strict(mut self) -> Self {
        self.options.strict = true;
        self.options.lenient_paths = false;
        self
    }

    /// Escapes all values as in HTML text, regardless of their HTML context, as Handlebars does. This is the equivalent of
    /// `#[template(escape = "entities")]`.
    ///
    /// By default, a value is escaped [for its HTML context](escaping/index.html): in URLs, scripts and style sheets, other
    /// characters are special than in text.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::Compiler;
    ///
    /// let text = r#"<a href="{{url}}">"#;
    /// let data = std::collections::BTreeMap::from([("url", "javascript:alert()")]);
    /// assert_eq!(Compiler::new().compile(text)?.render(&data)?, r##"<a href="#unsafe-url">"##);
    /// let old = Compiler::new().entities().compile(text)?;
    /// assert_eq!(old.render(&data)?, r#"<a href="javascript:alert()">"#);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn entities(mut self) -> Self {
        self.options.escape = Escape::Html;
        self.options.contexts = false;
        self.escaper = None;
        self
    }

    /// Removes whitespace that browsers do not show. This is the equivalent of `#[template(whitespace = "collapse")]`; it has
    /// no effect on templates that are not escaped as HTML.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::Compiler;
    ///
    /// let list = "<ul>\n  <li> one </li>\n  <li> two </li>\n</ul>\n";
    /// let list = Compiler::new().collapse_whitespace().compile(list)?;
    /// assert_eq!(list.render(&())?, "<ul><li>one</li><li>two</li></ul>");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn collapse_whitespace(mut self) -> Self {
        self.options.collapses = true;
        self
    }

    /// Disables escaping in `{{…}}`. This is the equivalent of `#[template(escape = "text")]`.
    #[must_use]
    pub fn text(mut self) -> Self {
        self.options.escape = Escape::None;
        self.escaper = None;
        self
    }

    /// Sets the escaper of `{{…}}`. This is the equivalent of `#[template(escape = E)]`.
    #[must_use]
    pub fn escaper<E: Escaper>(mut self) -> Self {
        self.options.escape = Escape::Custom;
        self.escaper = Some(CustomEscaper::of::<E>());
        self
    }

    /// Enables calls of helpers without parentheses, as in Handlebars.
    ///
    /// * `{{name}}` and `{{#name}}` call the helper of that name, if there is one.
    /// * `{{name x}}`, if there is no helper of that name, calls the field `name` of the context, which must be a
    ///   helper.
    /// * A field that is a helper is called without arguments where it is printed, and where `if`,
    ///   `unless`, `each`, `each-in`, `with` or a section use it.
    ///
    /// This option is off by default, because with it the output of a template depends on which helpers exist.
    #[must_use]
    pub fn implicit_calls(mut self) -> Self {
        self.options.implicit_calls = true;
        self
    }

    /// Lets `@name` read private data, which [`Compiled::with_private_data`] adds to a render. A name that the private data
    /// does not have is looked up in the template's own data, as without this option.
    #[must_use]
    pub fn private_data(mut self) -> Self {
        self.options.private_data = true;
        self
    }

    /// Sets the maximum number of steps of a render. Each op that is executed in a loop or in the body of a block helper
    /// counts as a step, as does each list item and each 64 bytes of text that are compared or passed to a helper. The
    /// default is 100 million, which takes about a second. The work within a helper is not counted.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Compiler, ErrorKind};
    ///
    /// let endless = "{{#let (array 1 2 3 4 5 6 7 8) as |xs|}}{{#each xs}}{{#each xs}}{{#each xs}}.\
    ///     {{/each}}{{/each}}{{/each}}{{/let}}";
    /// let page = Compiler::new().fuel(500).compile(endless)?;
    /// assert_eq!(*page.render(&()).unwrap_err().kind(), ErrorKind::OutOfFuel { steps: 500 });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn fuel(mut self, steps: u64) -> Self {
        self.budget.steps = steps;
        self
    }

    /// Sets the maximum heap memory for the intermediate results of a render, in bytes. The default is
    /// 64 MiB.
    ///
    /// A render that needs more memory fails with [`ErrorKind::ScratchFull`](crate::ErrorKind::ScratchFull).
    #[must_use]
    pub fn scratch(mut self, bytes: usize) -> Self {
        self.budget.scratch = bytes;
        self
    }

    /// Sets the maximum length of the output of [`Compiled::render`] in bytes, and the maximum length that
    /// [`Compiled::render_into`] counts if the output does not fit into the slice. The default is 256 MiB. There is no limit for
    /// writers, which can enforce their own: a render ends when its writer fails.
    ///
    /// A render with a longer output fails with [`ErrorKind::OutputLimit`](crate::ErrorKind::OutputLimit).
    #[must_use]
    pub fn output(mut self, bytes: usize) -> Self {
        self.output_limit = bytes;
        self
    }

    /// Disables the optimizer. The output of templates does not change.
    #[must_use]
    pub fn unoptimized(mut self) -> Self {
        self.options.optimize = false;
        self
    }

    /// Compiles a template: a string, or a [`Source`], which also has a file name for messages.
    ///
    /// # Errors
    ///
    /// Returns all errors of the first stage that finds any: the errors that `template!` reports, and calls of helpers
    /// that the compiler does not have.
    pub fn compile(&self, source: impl Into<Source>) -> Result<Compiled, CompileError> {
        let mut source = source.into();
        let nesting = nesting(&source.text) + self.partials.nesting();
        let compiled =
            with_stack(nesting, || compile_source(&mut source, &self.options, &mut &self.partials));
        match compiled.unwrap_or_else(|_| Err(vec![no_stack()])) {
            Ok(symbolic) => self.link(symbolic, &source),
            Err(errors) => Err(CompileError { diagnostics: render(&errors, &source) }),
        }
    }

    /// Returns the helper that a template calls by this name, which is not always one of the table.
    fn helper(&self, name: &str) -> Option<TableHelper> {
        if name == UNKNOWN_PARTIAL { unknown_partial() } else { self.helpers.get(name).cloned() }
    }

    /// Links a compiled template to the helpers.
    ///
    /// # Errors
    ///
    /// Returns the errors of linking: calls whose arguments the helper does not take.
    fn link(&self, symbolic: Symbolic, source: &Source) -> Result<Compiled, CompileError> {
        let found: Option<Vec<TableHelper>> =
            symbolic.helpers.iter().map(|helper| self.helper(&helper.path)).collect();
        let Some(helpers) = found else { return Err(unknown_helper()) };
        let target = Target {
            helpers,
            components: Vec::new(),
            data: None,
            files: &[],
            escape: self.options.escape,
            escaper: self.escaper,
            budget: self.budget,
        };
        let LinkedTemplate { program, warnings } = link(symbolic, source, target)?;
        Ok(Compiled {
            program,
            output_limit: self.output_limit,
            has_private_data: self.options.private_data,
            warnings,
        })
    }
}

impl Default for Compiler {
    fn default() -> Self {
        Self::new()
    }
}

/// Returns the error for a helper that does not exist, which cannot occur here: the compiler has already
/// reported it.
#[cold]
fn unknown_helper() -> CompileError {
    let message =
        "internal error: template-compiler accepted a helper that does not exist; please report this".to_owned();
    let diagnostic = Diagnostic { severity: Severity::Error, position: None, message };
    CompileError { diagnostics: vec![diagnostic] }
}

/// Returns the error for a template that is nested deep, if there is no thread to compile it.
fn no_stack() -> template_compiler::Diagnostic {
    let message = "the template is deeply nested, and no thread can be created to compile it";
    template_compiler::Diagnostic::error(Span::new(0, 0), message)
}
