//! The options of a template: the arguments of `#[template(…)]` on a struct, or the arguments before the text in
//! the expression form. Both forms have the same options, with the same spelling.

use crate::{crate_path, template_text::TemplateText};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{
    Attribute, Error, Expr, Ident, LitBool, LitStr, Path, Result, Token, ext::IdentExt as _,
    parse::ParseStream, spanned::Spanned as _,
};
use template_compiler::{Escape, Options};

/// The options with which a template is compiled and run.
#[derive(Clone)]
pub(crate) struct TemplateOptions {
    /// The options of the compiler.
    pub(crate) compiler: Options,
    /// The user's type that escapes, if any.
    pub(crate) escaper: Option<Path>,
    /// Whether the program is unrolled: Rust code instead of ops that the VM interprets.
    pub(crate) unroll: bool,
    /// The size of the scratch memory in bytes, if the user has chosen it.
    pub(crate) scratch: Option<Expr>,
    /// The folder of the partials, relative to that of the crate, if the user has chosen it.
    pub(crate) partials: Option<LitStr>,
    /// The path of the runtime crate, if the user has specified one.
    pub(crate) crate_path: Option<Path>,
    /// The tokens of the macro call, if they are searched for in the file when the program runs.
    pub(crate) call: String,
    /// The span of the option `whitespace`.
    collapse: Option<Span>,
    /// The names of the options that have been read.
    given: Vec<String>,
}

#[allow(clippy::derivable_impls, reason = "it depends on a feature")]
impl Default for TemplateOptions {
    fn default() -> Self {
        Self {
            compiler: Options { components: true, flush: true, ..Options::default() },
            escaper: None,
            unroll: cfg!(feature = "unroll"),
            scratch: None,
            partials: None,
            crate_path: None,
            call: String::new(),
            collapse: None,
            given: Vec::new(),
        }
    }
}

/// The options without a value that abbreviate another one: their names, that of the other option, and
/// what they are short for.
const ABBREVIATIONS: &[(&str, &str, &str)] =
    &[("text", "escape", "escape = \"text\""), ("unoptimized", "optimize", "optimize = false")];

impl TemplateOptions {
    /// Reads the options of a `#[template(…)]` attribute.
    pub(crate) fn read_attribute(&mut self, attribute: &Attribute) -> Result<()> {
        attribute.parse_args_with(|input: ParseStream<'_>| {
            while !input.is_empty() {
                self.read_option(input)?;
                if !input.is_empty() {
                    input.parse::<Token![,]>()?;
                }
            }
            Ok(())
        })?;
        self.check()
    }

    /// Returns the expression for the user's type that escapes, an `Option`.
    pub(crate) fn custom_escaper(&self) -> TokenStream {
        let Some(path) = &self.escaper else { return quote!(::core::option::Option::None) };
        let escaper =
            quote_spanned!(path.span()=> <#path as ::template_runtime::Escaper>::__CUSTOM);
        quote!(::core::option::Option::Some(#escaper))
    }

    /// Reads the options before the text of the expression form, each followed by a comma.
    pub(crate) fn read_before_text(&mut self, input: ParseStream<'_>) -> Result<()> {
        while !TemplateText::peek(input) && (input.peek(Ident) || crate_path::peek(input)) {
            self.read_option(input)?;
            input.parse::<Token![,]>()?;
        }
        self.check()
    }

    /// Reads one option.
    fn read_option(&mut self, input: ParseStream<'_>) -> Result<()> {
        let ident = input.call(Ident::parse_any)?;
        let name = ident.to_string();
        self.reject_repetition(&name, ident.span())?;
        match name.as_str() {
            "escape" => {
                input.parse::<Token![=]>()?;
                self.read_escape(input)?;
            }
            "scratch" => {
                input.parse::<Token![=]>()?;
                self.scratch = Some(input.parse()?);
            }
            "partials" => {
                input.parse::<Token![=]>()?;
                if !input.peek(LitStr) {
                    let message = "the value of `partials` must be a string, as in `partials = \"templates\"`";
                    return Err(input.error(message));
                }
                self.partials = Some(input.parse()?);
            }
            "crate" => self.crate_path = Some(crate_path::parse_value(input)?),
            "whitespace" => {
                input.parse::<Token![=]>()?;
                self.read_whitespace(input)?;
            }
            "lint" => self.compiler.lint = read_bool(input)?,
            "unroll" => self.unroll = read_bool(input)?,
            "optimize" => self.compiler.optimize = read_bool(input)?,
            "strict" => {
                self.compiler.strict = true;
                reject_value(input, &name)?;
            }
            "implicit_calls" => {
                self.compiler.implicit_calls = true;
                reject_value(input, &name)?;
            }
            "text" => {
                self.compiler.escape = Escape::None;
                reject_value(input, &name)?;
            }
            "unoptimized" => {
                self.compiler.optimize = false;
                reject_value(input, &name)?;
            }
            "path" | "file" | "source" | "src" => {
                let message = format!(
                    "there is no option `{name}`: the text of a template is a string literal, or `include_str!(\"file\")`"
                );
                return Err(Error::new(ident.span(), message));
            }
            _ => {
                let message = format!(
                    "there is no option `{name}`: the options are `escape = …`, `text`, `strict`, `implicit_calls`, `unroll`, `scratch = …`, `partials = …`, `crate = …`, `whitespace = …`, `lint = false`, `optimize = false` and `unoptimized`"
                );
                return Err(Error::new(ident.span(), message));
            }
        }
        Ok(())
    }

    /// Rejects an option that is repeated, itself or as an abbreviation.
    fn reject_repetition(&mut self, name: &str, span: Span) -> Result<()> {
        let is_given = |name: &str| self.given.iter().any(|given| given == name);
        if is_given(name) {
            return Err(Error::new(
                span,
                format!("the option `{name}` is specified more than once"),
            ));
        }
        for &(short, option, long) in ABBREVIATIONS {
            if name == short && is_given(option) || name == option && is_given(short) {
                let message =
                    format!("`{short}` is short for `{long}`: specify only one of the two");
                return Err(Error::new(span, message));
            }
        }
        self.given.push(name.to_owned());
        Ok(())
    }

    /// Reads `"keep"` or `"collapse"`.
    fn read_whitespace(&mut self, input: ParseStream<'_>) -> Result<()> {
        let value: LitStr = input.parse()?;
        self.collapse = Some(value.span());
        self.compiler.collapses = match value.value().as_str() {
            "keep" => false,
            "collapse" => true,
            _ => return Err(Error::new(value.span(), "expected \"keep\" or \"collapse\"")),
        };
        Ok(())
    }

    /// Rejects options that have no effect together.
    fn check(&self) -> Result<()> {
        let follows_html = self.compiler.escape == Escape::Html && self.compiler.contexts;
        match self.collapse.filter(|_| self.compiler.collapses && !follows_html) {
            Some(span) => {
                Err(Error::new(span, "whitespace can be collapsed only with `escape = \"html\"`"))
            }
            None => Ok(()),
        }
    }

    /// Reads `"html"`, `"entities"`, `"text"`, or the path of a type.
    fn read_escape(&mut self, input: ParseStream<'_>) -> Result<()> {
        if input.peek(LitStr) {
            let value: LitStr = input.parse()?;
            self.compiler.escape = match value.value().as_str() {
                "html" => Escape::Html,
                "entities" => {
                    self.compiler.contexts = false;
                    Escape::Html
                }
                "text" => Escape::None,
                _ => {
                    let message =
                        "expected \"html\", \"entities\", \"text\", or the path of an `Escaper`";
                    return Err(Error::new(value.span(), message));
                }
            };
        } else {
            self.escaper = Some(input.parse()?);
            self.compiler.escape = Escape::Custom;
        }
        Ok(())
    }
}

/// Parses `= true` or `= false` after an option; an option without a value is on.
fn read_bool(input: ParseStream<'_>) -> Result<bool> {
    if !input.peek(Token![=]) {
        return Ok(true);
    }
    input.parse::<Token![=]>()?;
    Ok(input.parse::<LitBool>()?.value)
}

/// Rejects a value after an option that takes none.
fn reject_value(input: ParseStream<'_>, name: &str) -> Result<()> {
    if input.peek(Token![=]) {
        return Err(input.error(format!("`{name}` does not accept a value")));
    }
    Ok(())
}
