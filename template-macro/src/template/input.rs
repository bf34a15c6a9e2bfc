//! What `template!` is given.

use crate::{
    rust_type::identifier,
    template::{options::TemplateOptions, text::TemplateText},
};
use syn::{
    Attribute, Expr, Ident, ItemStruct, Result, Token,
    ext::IdentExt as _,
    parse::{Parse, ParseStream},
};

/// One of the two forms.
pub(crate) enum Input {
    /// A struct and a text.
    Item(Box<ItemInput>),
    /// A text, and values for names.
    Expression(Box<ExpressionInput>),
}

/// The form with a struct.
pub(crate) struct ItemInput {
    /// The struct, without the attributes that are ours.
    pub(crate) item: ItemStruct,
    /// The text.
    pub(crate) text: TemplateText,
    /// What `#[template(…)]` says.
    pub(crate) options: TemplateOptions,
    /// The functions that are given by name.
    pub(crate) functions: Vec<(Ident, Expr)>,
}

/// The form that is an expression.
pub(crate) struct ExpressionInput {
    /// The text.
    pub(crate) text: TemplateText,
    /// The values that are given by name.
    pub(crate) values: Vec<(Ident, Expr)>,
    /// The functions and closures that are given by name.
    pub(crate) functions: Vec<(Ident, Expr)>,
    /// What the words before the text say.
    pub(crate) options: TemplateOptions,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Token![enum]) || input.peek(Token![union]) {
            return Err(input.error("a template is a struct, or an expression"));
        }
        let is_item =
            input.peek(Token![#]) || input.peek(Token![pub]) || input.peek(Token![struct]);
        if is_item {
            item(input).map(Box::new).map(Self::Item)
        } else {
            expression(input).map(Box::new).map(Self::Expression)
        }
    }
}

fn item(input: ParseStream<'_>) -> Result<ItemInput> {
    let mut item: ItemStruct = input.parse()?;
    let mut options = TemplateOptions::default();
    let (ours, theirs) = item
        .attrs
        .into_iter()
        .partition(|attribute: &Attribute| attribute.path().is_ident("template"));
    item.attrs = theirs;
    for attribute in ours {
        options.read_attribute(&attribute)?;
    }
    if input.is_empty() {
        let message = "the text of the template is missing: write it behind the struct";
        return Err(syn::Error::new(item.ident.span(), message));
    }
    let text = input.parse()?;
    let mut functions = Vec::new();
    while input.peek(Token![,]) && !input.peek2(syn::parse::End) {
        input.parse::<Token![,]>()?;
        if !input.peek(Token![fn]) {
            let message = "expected `fn name = …`, or nothing, behind the text of the template";
            return Err(input.error(message));
        }
        function(input, &mut functions, &[])?;
    }
    let _: Option<Token![,]> = input.parse()?;
    let _: Option<Token![;]> = input.parse()?;
    if !input.is_empty() {
        return Err(input.error("expected nothing behind the text of the template"));
    }
    Ok(ItemInput { item, text, options, functions })
}

/// Reads `fn name = …`.
fn function(
    input: ParseStream<'_>,
    functions: &mut Vec<(Ident, Expr)>,
    values: &[(Ident, Expr)],
) -> Result<()> {
    input.parse::<Token![fn]>()?;
    let name = keyword_or_name(input)?;
    if !input.peek(Token![=]) {
        let plain = name.unraw();
        let message = format!("write `fn {plain} = …`: a closure, or the name of a function");
        return Err(syn::Error::new(name.span(), message));
    }
    input.parse::<Token![=]>()?;
    let function = input.parse()?;
    if functions.iter().chain(values).any(|(other, _)| *other == name) {
        return Err(syn::Error::new(name.span(), format!("`{name}` is given twice")));
    }
    functions.push((name, function));
    Ok(())
}

fn expression(input: ParseStream<'_>) -> Result<ExpressionInput> {
    let mut options = TemplateOptions::default();
    options.read_before_text(input)?;
    let text = input.parse()?;
    let mut values: Vec<(Ident, Expr)> = Vec::new();
    let mut functions = Vec::new();
    while !input.is_empty() {
        input.parse::<Token![,]>()?;
        if input.is_empty() {
            break;
        }
        if input.peek(Token![fn]) {
            function(input, &mut functions, &values)?;
            continue;
        }
        let name = keyword_or_name(input)?;
        if !input.peek(Token![=]) {
            let message = format!(
                "write `{name} = …` for a value; a local variable is captured without being named here"
            );
            return Err(syn::Error::new(name.span(), message));
        }
        input.parse::<Token![=]>()?;
        let value = input.parse()?;
        if values.iter().chain(&functions).any(|(other, _)| *other == name) {
            return Err(syn::Error::new(name.span(), format!("`{name}` is given twice")));
        }
        values.push((name, value));
    }
    Ok(ExpressionInput { text, values, functions, options })
}

/// Reads a name; a keyword may be one, and becomes `r#name`.
fn keyword_or_name(input: ParseStream<'_>) -> Result<Ident> {
    let name = Ident::parse_any(input)?;
    identifier(&name.unraw().to_string(), name.span())
        .ok_or_else(|| syn::Error::new(name.span(), format!("`{name}` cannot be a name here")))
}
