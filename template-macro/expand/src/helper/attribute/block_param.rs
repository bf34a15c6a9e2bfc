//! The parameter that receives the block of a helper: `#[block] block: &mut Block<'_, '_>`.

use super::params::is_named;
use syn::{
    Attribute, Error, GenericArgument, Ident, Lifetime, LitStr, Meta, PatType, PathArguments,
    Token, Type, TypePath, TypeReference,
    ext::IdentExt as _,
    parenthesized,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
};
use template_bytecode::MAX_BLOCK_DATA;

/// A parameter that receives the block.
pub(super) struct BlockParam {
    /// Whether the helper can be called without a block.
    pub(super) is_optional: bool,
    /// If the helper chooses the context of the block: the names that it passes to the block as `@name`.
    pub(super) data: Option<Vec<String>>,
}

/// Parses `#[block]` or `#[block(context, data(name, …))]` on a parameter.
pub(super) fn read(param: &PatType, attribute: &Attribute) -> syn::Result<BlockParam> {
    let is_optional = optional_type(&param.ty).is_some();
    if !is_block(&param.ty) {
        return Err(Error::new_spanned(
            &param.ty,
            "`#[block]` requires a parameter of type `&mut Block<'_, '_>`, with which the helper prints its block, or `Option<&mut Block<'_, '_>>`",
        ));
    }
    if let Some(lifetime) = repeated_lifetime(&param.ty) {
        let message = format!(
            "the first lifetime of a block must be `'_`: write `&mut Block<'_, {lifetime}>`"
        );
        return Err(Error::new_spanned(&param.ty, message));
    }
    let data = match &attribute.meta {
        Meta::Path(_) => None,
        meta => match attribute.parse_args_with(parse_scope)? {
            Some(names) => Some(names),
            None => return Err(Error::new_spanned(meta, EXPECTED)),
        },
    };
    if is_optional && data.is_some() {
        return Err(Error::new_spanned(
            &param.ty,
            "a helper that sets the context of its block requires a block: remove the `Option`",
        ));
    }
    Ok(BlockParam { is_optional, data })
}

const EXPECTED: &str =
    "`#[block]` accepts only `context` and `data`: write `#[block(context, data(name, …))]`";

/// Parses `context, data(name, …)`. Returns `None` if there is anything else.
fn parse_scope(input: ParseStream<'_>) -> syn::Result<Option<Vec<String>>> {
    let words = Punctuated::<ScopeWord, Token![,]>::parse_terminated(input)
        .map_err(|error| Error::new(error.span(), EXPECTED))?;
    let mut words = words.into_iter();
    if !matches!(words.next(), Some(ScopeWord::Context)) {
        return Ok(None);
    }
    let names = match (words.next(), words.next()) {
        (None, _) => return Ok(Some(Vec::new())),
        (Some(ScopeWord::Data(names)), None) => names,
        _ => return Ok(None),
    };
    if let Some((name, _)) = names.get(MAX_BLOCK_DATA) {
        let message =
            format!("a helper can pass at most {MAX_BLOCK_DATA} data variables to its block");
        return Err(Error::new(name.span(), message));
    }
    let mut given: Vec<String> = Vec::new();
    for (ident, name) in names {
        if given.contains(&name) {
            return Err(Error::new(ident.span(), "this name is specified more than once"));
        }
        given.push(name);
    }
    Ok(Some(given))
}

/// A word in the parentheses of `#[block(…)]`.
enum ScopeWord {
    Context,
    Data(Vec<(Ident, String)>),
}

impl Parse for ScopeWord {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let word: Ident = input.parse()?;
        if word == "context" {
            return Ok(Self::Context);
        }
        if word != "data" {
            return Err(Error::new(word.span(), "unknown"));
        }
        let names;
        parenthesized!(names in input);
        let name = |input: ParseStream<'_>| -> syn::Result<(Ident, String)> {
            if input.peek(LitStr) {
                let text: LitStr = input.parse()?;
                return Ok((Ident::new("_name", text.span()), text.value()));
            }
            let name = Ident::parse_any(input)?;
            let text = name.unraw().to_string();
            Ok((name, text))
        };
        let names = Punctuated::<_, Token![,]>::parse_terminated_with(&names, name)?;
        Ok(Self::Data(names.into_iter().collect()))
    }
}

/// Returns `true` if a type is spelled `&mut Block<'_, '_>` or `Option<&mut Block<'_, '_>>`.
pub(super) fn is_block(ty: &Type) -> bool {
    match optional_type(ty).unwrap_or(ty) {
        Type::Reference(TypeReference { mutability: Some(_), elem, .. }) => is_named(elem, "Block"),
        _ => false,
    }
}

/// Returns the `T` of `Option<T>`.
fn optional_type(ty: &Type) -> Option<&Type> {
    let Type::Path(TypePath { path, .. }) = ty else { return None };
    let last = path.segments.last().filter(|last| last.ident == "Option")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first() {
        Some(GenericArgument::Type(ty)) => Some(ty),
        _ => None,
    }
}

/// Returns the repeated lifetime of a type `&mut Block<'a, 'a>`.
fn repeated_lifetime(ty: &Type) -> Option<&Lifetime> {
    let Type::Reference(TypeReference { elem, .. }) = optional_type(ty).unwrap_or(ty) else {
        return None;
    };
    let Type::Path(TypePath { path, .. }) = &**elem else { return None };
    let PathArguments::AngleBracketed(arguments) = &path.segments.last()?.arguments else {
        return None;
    };
    let mut lifetimes = arguments.args.iter().map(|argument| match argument {
        GenericArgument::Lifetime(lifetime) if lifetime.ident != "_" => Some(lifetime),
        _ => None,
    });
    let (first, second) = (lifetimes.next()??, lifetimes.next()??);
    (first == second).then_some(first)
}
