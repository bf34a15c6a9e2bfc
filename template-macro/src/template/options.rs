//! What `#[template(…)]` says, or the words before the text in the expression form.

use proc_macro2::Span;
use syn::{
    Attribute, Error, Expr, Ident, LitBool, LitStr, Path, Result, Token, parse::ParseStream,
    spanned::Spanned as _,
};
use template_compiler::{Escape, Options};

/// How a template is compiled and run.
#[derive(Clone)]
pub(crate) struct TemplateOptions {
    /// What the compiler needs to know.
    pub(crate) compiler: Options,
    /// The type that escapes, where it is one of the user's own.
    pub(crate) escaper: Option<Path>,
    /// Whether the program is driven op by op as constants, and not by the interpreter.
    pub(crate) unroll: bool,
    /// How many bytes of scratch memory the template gets, where the user has chosen.
    pub(crate) scratch: Option<Expr>,
    /// The options that have been read, as they are written.
    given: Vec<String>,
}

#[allow(clippy::derivable_impls, reason = "it depends on a feature")]
impl Default for TemplateOptions {
    fn default() -> Self {
        Self {
            compiler: Options::default(),
            escaper: None,
            unroll: cfg!(feature = "unroll"),
            scratch: None,
            given: Vec::new(),
        }
    }
}

impl TemplateOptions {
    /// Reads an attribute of a struct.
    pub(crate) fn read_attribute(&mut self, attribute: &Attribute) -> Result<()> {
        attribute.parse_nested_meta(|meta| {
            if let Some(word) = meta.path.get_ident() {
                self.once(&word.to_string(), meta.path.span())?;
            }
            if meta.path.is_ident("escape") {
                self.read_escape(meta.value()?)
            } else if meta.path.is_ident("optimize") {
                self.compiler.optimize = meta.value()?.parse::<LitBool>()?.value;
                Ok(())
            } else if meta.path.is_ident("strict") {
                self.compiler.strict = true;
                bare(meta.input, "strict")
            } else if meta.path.is_ident("implicit_calls") {
                self.compiler.implicit_calls = true;
                bare(meta.input, "implicit_calls")
            } else if meta.path.is_ident("unroll") {
                self.unroll = read_bool(meta.input)?;
                Ok(())
            } else if meta.path.is_ident("scratch") {
                self.scratch = Some(meta.value()?.parse()?);
                Ok(())
            } else if meta.path.is_ident("text") {
                Err(meta.error("here it is written `escape = \"text\"`"))
            } else {
                Err(meta
                    .error("expected `escape = …`, `strict`, `implicit_calls`, `unroll`, `scratch = …` or `optimize = false`"))
            }
        })
    }

    /// Reads the options before the text of the expression form, each followed by a comma.
    pub(crate) fn read_words(
        &mut self,
        input: ParseStream<'_>,
        is_text: fn(ParseStream<'_>) -> bool,
    ) -> Result<()> {
        while !is_text(input) && input.peek(Ident) {
            let word: Ident = input.parse()?;
            self.once(&word.to_string(), word.span())?;
            match word.to_string().as_str() {
                "unroll" => self.unroll = read_bool(input)?,
                "text" | "strict" | "implicit_calls" | "unoptimized" => {
                    bare(input, &word.to_string())?;
                    match word.to_string().as_str() {
                        "text" => self.compiler.escape = Escape::None,
                        "strict" => self.compiler.strict = true,
                        "implicit_calls" => self.compiler.implicit_calls = true,
                        _ => self.compiler.optimize = false,
                    }
                }
                "scratch" => {
                    input.parse::<Token![=]>()?;
                    self.scratch = Some(input.parse()?);
                }
                "escape" => {
                    input.parse::<Token![=]>()?;
                    self.read_escape(input)?;
                }
                _ => {
                    let message = format!(
                        "there is no option `{word}`: the options are `text`, `escape = …`, `strict`, `implicit_calls`, `unroll`, `scratch = …` and `unoptimized`"
                    );
                    return Err(Error::new(word.span(), message));
                }
            }
            input.parse::<Token![,]>()?;
        }
        Ok(())
    }

    /// Refuses an option that is given again. `text` is short for one of `escape`.
    fn once(&mut self, word: &str, span: Span) -> Result<()> {
        if self.given.iter().any(|given| given == word) {
            return Err(Error::new(span, format!("the option `{word}` is given twice")));
        }
        let other = match word {
            "text" => "escape",
            "escape" => "text",
            _ => "",
        };
        if self.given.iter().any(|given| given == other) {
            let message = "`text` is short for `escape = \"text\"`: give one option of the two";
            return Err(Error::new(span, message));
        }
        self.given.push(word.to_owned());
        Ok(())
    }

    /// Reads `"html"`, `"text"`, or the path of a type.
    fn read_escape(&mut self, input: ParseStream<'_>) -> Result<()> {
        if input.peek(LitStr) {
            let value: LitStr = input.parse()?;
            self.compiler.escape = match value.value().as_str() {
                "html" => Escape::Html,
                "text" => Escape::None,
                _ => {
                    let message = "expected \"html\", \"text\", or the path of an `Escaper`";
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

/// Parses `= true` or `= false` after an option; without a value it is on.
fn read_bool(input: ParseStream<'_>) -> Result<bool> {
    if !input.peek(Token![=]) {
        return Ok(true);
    }
    input.parse::<Token![=]>()?;
    Ok(input.parse::<LitBool>()?.value)
}

/// Rejects a value after an option that takes none.
fn bare(input: ParseStream<'_>, word: &str) -> Result<()> {
    if input.peek(Token![=]) {
        return Err(input.error(format!("`{word}` has no value: write it alone")));
    }
    Ok(())
}
