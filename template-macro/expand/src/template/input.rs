//! Parses the input of `template!`.

use crate::{
    data::fields_of,
    rust_type::identifier,
    template::{component::ComponentInput, options::TemplateOptions},
    template_text::TemplateText,
};
use proc_macro2::TokenStream;
use syn::{
    Attribute, Expr, Ident, ItemStruct, Meta, Result, Token,
    ext::IdentExt as _,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};

/// The input, in one of the two forms.
pub(crate) enum Input {
    /// A struct and the text of a template.
    Item(Box<ItemInput>),
    /// The text of a template, and values for its names.
    Expression(Box<ExpressionInput>),
}

/// The input of the struct form.
pub(crate) struct ItemInput {
    /// The struct, without the `#[template(…)]` attributes.
    pub(crate) item: ItemStruct,
    /// The text.
    pub(crate) text: TemplateText,
    /// The options of `#[template(…)]`.
    pub(crate) options: TemplateOptions,
    /// The functions that the macro call binds to names.
    pub(crate) functions: Vec<(Ident, Expr)>,
    /// The attributes that specify the component.
    pub(crate) component: ComponentInput,
}

/// The input of the expression form.
pub(crate) struct ExpressionInput {
    /// The text.
    pub(crate) text: TemplateText,
    /// The values of names.
    pub(crate) values: Vec<(Ident, Expr)>,
    /// The functions and closures that the macro call binds to names.
    pub(crate) functions: Vec<(Ident, Expr)>,
    /// The options before the text.
    pub(crate) options: TemplateOptions,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        if input.peek(Token![enum]) || input.peek(Token![union]) {
            return Err(input.error("a template must be a struct or an expression"));
        }
        let is_item =
            input.peek(Token![#]) || input.peek(Token![pub]) || input.peek(Token![struct]);
        if is_item {
            parse_item(input).map(Box::new).map(Self::Item)
        } else {
            parse_expression(input).map(Box::new).map(Self::Expression)
        }
    }
}

/// Parses the struct form.
fn parse_item(input: ParseStream<'_>) -> Result<ItemInput> {
    let mut options = TemplateOptions::default();
    if cfg!(feature = "reload") {
        options.call = input.fork().parse::<TokenStream>()?.to_string();
    }
    let mut item: ItemStruct = input.parse()?;
    reject_conditions(&item)?;
    let (template_attributes, other_attributes) = item
        .attrs
        .into_iter()
        .partition(|attribute: &Attribute| attribute.path().is_ident("template"));
    item.attrs = other_attributes;
    for attribute in template_attributes {
        options.read_attribute(&attribute)?;
    }
    let component = ComponentInput::take(&mut item)?;
    options.compiler.slots = Some(component.declared_slots());
    // An error in an attribute is reported later.
    options.compiler.flush =
        fields_of(&item).is_ok_and(|fields| fields.iter().all(|(name, _)| name != "flush"));
    if input.is_empty() {
        let message = "missing text of the template: write it after the struct";
        return Err(syn::Error::new(item.ident.span(), message));
    }
    if input.peek(Token![,]) {
        return Err(input.error("unexpected comma between the struct and the text"));
    }
    let text = input.parse()?;
    let mut functions = Vec::new();
    while input.peek(Token![,]) && !input.peek2(syn::parse::End) {
        input.parse::<Token![,]>()?;
        if !input.peek(Token![fn]) {
            let message = "expected `fn name = …` or nothing after the text of the template";
            return Err(input.error(message));
        }
        parse_function(input, &mut functions, &[])?;
    }
    let _: Option<Token![,]> = input.parse()?;
    let _: Option<Token![;]> = input.parse()?;
    if !input.is_empty() {
        return Err(input.error("unexpected tokens after the text of the template"));
    }
    Ok(ItemInput { item, text, options, functions, component })
}

/// The attributes of a struct and of its fields that `template!` itself reads.
const OWN_ATTRIBUTES: [&str; 5] = ["template", "slots", "default", "inherit", "rest"];

/// Rejects a `#[cfg_attr(…)]` with an attribute that `template!` reads: it cannot know whether the condition holds.
fn reject_conditions(item: &ItemStruct) -> Result<()> {
    let attributes = item.attrs.iter().chain(item.fields.iter().flat_map(|field| &field.attrs));
    for attribute in attributes.filter(|attribute| attribute.path().is_ident("cfg_attr")) {
        // rustc checks whether it is valid.
        let conditional = attribute
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .unwrap_or_default();
        for meta in conditional.iter().skip(1) {
            let is_own = |name: &&&str| meta.path().is_ident(name);
            if let Some(name) = OWN_ATTRIBUTES.iter().find(is_own) {
                let message = format!(
                    "`#[{name}]` cannot depend on a condition: write two templates, each with a `#[cfg(…)]`"
                );
                return Err(syn::Error::new_spanned(meta, message));
            }
        }
    }
    Ok(())
}

/// Parses `fn name = …`, and adds it to `functions`, unless it or `values` has the name.
fn parse_function(
    input: ParseStream<'_>,
    functions: &mut Vec<(Ident, Expr)>,
    values: &[(Ident, Expr)],
) -> Result<()> {
    input.parse::<Token![fn]>()?;
    let name = parse_name(input)?;
    if !input.peek(Token![=]) {
        let plain = name.unraw();
        let message = format!("write `fn {plain} = …`: a closure, or the name of a function");
        return Err(syn::Error::new(name.span(), message));
    }
    input.parse::<Token![=]>()?;
    let function = input.parse()?;
    if functions.iter().chain(values).any(|(other, _)| *other == name) {
        return Err(syn::Error::new(name.span(), format!("`{name}` is specified more than once")));
    }
    functions.push((name, function));
    Ok(())
}

/// Parses the expression form.
fn parse_expression(input: ParseStream<'_>) -> Result<ExpressionInput> {
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
            parse_function(input, &mut functions, &values)?;
            continue;
        }
        if !input.peek(Ident::peek_any) {
            let message = "a value has a name: write `x = …` here, and `{{x}}` in the text";
            return Err(syn::Error::new(input.span(), message));
        }
        let name = parse_name(input)?;
        if !input.peek(Token![=]) {
            let message = format!(
                "write `{name} = …` for a value: a local variable is captured without being named here"
            );
            return Err(syn::Error::new(name.span(), message));
        }
        input.parse::<Token![=]>()?;
        let value = input.parse()?;
        if values.iter().chain(&functions).any(|(other, _)| *other == name) {
            return Err(syn::Error::new(
                name.span(),
                format!("`{name}` is specified more than once"),
            ));
        }
        values.push((name, value));
    }
    Ok(ExpressionInput { text, values, functions, options })
}

/// Parses a name. A keyword is accepted, as `r#name`.
fn parse_name(input: ParseStream<'_>) -> Result<Ident> {
    let name = Ident::parse_any(input)?;
    identifier(&name.unraw().to_string(), name.span())
        .ok_or_else(|| syn::Error::new(name.span(), format!("`{name}` cannot be a name here")))
}
