//! Parses the parameters of a helper and their attributes.

use super::{
    CollectedErrors, Open,
    block_param::{self, BlockParam, is_block},
};
use quote::ToTokens as _;
use std::{collections::BTreeSet, mem};
use syn::{
    Attribute, Error, Expr, FnArg, Ident, Lifetime, LitStr, Meta, Pat, PatType, Signature, Token,
    Type, TypeReference,
    ext::IdentExt as _,
    parse::ParseStream,
    parse_quote_spanned,
    spanned::Spanned as _,
    visit_mut::{VisitMut, visit_type_mut},
};
use template_bytecode::CONTEXT;

/// A parameter of a helper.
pub(super) struct HelperParam {
    pub(super) role: Role,
    /// Its type, for use outside of the function: without the lifetimes of the function, with `Printable`
    /// for `impl Display`, and with `&str` for `impl AsRef<str>`.
    pub(super) ty: Type,
    /// Whether its type contains `impl Display`.
    pub(super) is_open: bool,
    /// The value if the argument is left out.
    pub(super) default: Option<Expr>,
}

/// The way in which a parameter receives its argument.
pub(super) enum Role {
    /// By its position.
    Positional,
    /// By this name.
    Named(String),
    /// It receives all further positional arguments.
    Rest,
    /// It receives all further named arguments.
    NamedRest,
    /// It receives the block.
    Block(BlockParam),
}

/// Removes the attributes of `#[helper]` from the parameters, and returns the attributes of each parameter.
pub(super) fn take_attributes(signature: &mut Signature) -> Vec<Vec<Attribute>> {
    let take = |param: &mut FnArg| {
        let attributes = match param {
            FnArg::Receiver(param) => &mut param.attrs,
            FnArg::Typed(param) => &mut param.attrs,
        };
        let (removed, others) = mem::take(attributes).into_iter().partition(is_param_attribute);
        *attributes = others;
        removed
    };
    signature.inputs.iter_mut().map(take).collect()
}

fn is_cfg(attribute: &Attribute) -> bool {
    ["cfg", "cfg_attr"].iter().any(|name| attribute.path().is_ident(name))
}

/// Returns `true` if an attribute of a parameter belongs to `#[helper]`.
fn is_param_attribute(attribute: &Attribute) -> bool {
    ["named", "optional", "rest", "block", "context"]
        .iter()
        .any(|name| attribute.path().is_ident(name))
}

/// Parses the parameters, with the attributes that [`take_attributes`] has removed.
pub(super) fn read(
    signature: &Signature,
    attributes: &[Vec<Attribute>],
    errors: &mut CollectedErrors,
) -> Vec<HelperParam> {
    let mut params = Vec::new();
    let mut order = Order::default();
    for (param, attributes) in signature.inputs.iter().zip(attributes) {
        let FnArg::Typed(param) = param else { continue };
        match read_param(param, attributes, signature) {
            Ok(read) => {
                if let Err(error) = order.check(param, &read) {
                    errors.add(error);
                }
                params.push(read);
            }
            Err(error) => errors.add(error),
        }
    }
    params
}

fn read_param(
    param: &PatType,
    attributes: &[Attribute],
    signature: &Signature,
) -> syn::Result<HelperParam> {
    let mut ty = (*param.ty).clone();
    let mut outside = MakeNameable { signature, is_open: false, error: None };
    outside.visit_type_mut(&mut ty);
    if let Some(error) = outside.error {
        return Err(error);
    }
    let is_open = outside.is_open;
    if let Some(cfg) = param.attrs.iter().find(|attribute| is_cfg(attribute)) {
        return Err(Error::new_spanned(
            cfg,
            "a parameter of a helper cannot be conditional: put `#[cfg]` on the function, and write one function for each case",
        ));
    }
    let Some((attribute, others)) = attributes.split_first() else {
        if is_block(&param.ty) {
            return Err(Error::new_spanned(
                param,
                "add `#[block]`: this parameter receives the block",
            ));
        }
        return Ok(HelperParam { role: Role::Positional, ty, is_open, default: None });
    };
    if let Some(other) = others.first() {
        return Err(Error::new_spanned(
            other,
            "a parameter can have only one of `#[named]`, `#[optional]`, `#[rest]`, `#[block]` and `#[context]`",
        ));
    }
    let (role, default) = if attribute.path().is_ident("context") {
        expect_bare(attribute)?;
        (Role::Named(CONTEXT.to_owned()), None)
    } else if is_named_rest(attribute) {
        if !is_named(&param.ty, "NamedArgs") {
            return Err(Error::new_spanned(
                &param.ty,
                "`#[named(rest)]` requires a parameter of type `NamedArgs<'_, '_>`, which takes all further named arguments",
            ));
        }
        (Role::NamedRest, None)
    } else if attribute.path().is_ident("named") {
        let ParamAttribute { name: given, default } = parse_attribute(attribute)?;
        let name = match given {
            Some(given) => given,
            None => param_name(param)?,
        };
        (Role::Named(name), default)
    } else if attribute.path().is_ident("optional") {
        let ParamAttribute { default, .. } = parse_attribute(attribute)?;
        if default.is_none() {
            return Err(Error::new_spanned(
                attribute,
                "`#[optional]` needs a default: write `#[optional(default = …)]`, or remove the attribute and use the type `Option<…>`",
            ));
        }
        (Role::Positional, default)
    } else if attribute.path().is_ident("rest") {
        expect_bare(attribute)?;
        if !is_value_slice(&param.ty) {
            return Err(Error::new_spanned(
                &param.ty,
                "`#[rest]` requires a parameter of type `&[Value<'_>]`, which takes all further arguments",
            ));
        }
        check_slice_not_returned(&param.ty, signature)?;
        (Role::Rest, None)
    } else {
        (Role::Block(block_param::read(param, attribute)?), None)
    };
    Ok(HelperParam { role, ty, is_open, default })
}

/// Returns `true` if an attribute is `#[named(rest)]`.
fn is_named_rest(attribute: &Attribute) -> bool {
    let word = |input: ParseStream<'_>| input.call(Ident::parse_any);
    attribute.path().is_ident("named")
        && attribute.parse_args_with(word).is_ok_and(|word| word == "rest")
}

/// Returns the name by which templates pass an argument for a parameter.
fn param_name(param: &PatType) -> syn::Result<String> {
    match &*param.pat {
        Pat::Ident(pattern) => Ok(pattern.ident.unraw().to_string()),
        pattern => Err(Error::new_spanned(
            pattern,
            "`#[named]` needs a parameter with a name, which becomes the name of the argument",
        )),
    }
}

/// The arguments of the attribute of a parameter.
#[derive(Default)]
struct ParamAttribute {
    /// `name = "…"`, only in `#[named]`: the name in templates, which need not be an identifier.
    name: Option<String>,
    /// `default = …`
    default: Option<Expr>,
}

fn parse_attribute(attribute: &Attribute) -> syn::Result<ParamAttribute> {
    let mut given = ParamAttribute::default();
    if let Meta::Path(_) = attribute.meta {
        return Ok(given);
    }
    let may_have_name = attribute.path().is_ident("named");
    let rejection = |span| {
        let message = if may_have_name {
            "`#[named]` accepts only a name and a default: `#[named(name = \"…\", default = …)]`"
        } else {
            "`#[optional]` accepts only a default: `#[optional(default = …)]`"
        };
        Err(Error::new(span, message))
    };
    attribute.parse_args_with(|input: ParseStream<'_>| {
        if input.is_empty() {
            return rejection(input.span());
        }
        while !input.is_empty() {
            let span = input.span();
            let word = match Ident::parse_any(input) {
                Ok(word) if input.peek(Token![=]) => word,
                _ => return rejection(span),
            };
            input.parse::<Token![=]>()?;
            if word == "default" && given.default.is_none() {
                given.default = Some(input.parse()?);
            } else if word == "name" && may_have_name && given.name.is_none() {
                given.name = Some(input.parse::<LitStr>()?.value());
            } else {
                return rejection(span);
            }
            if input.parse::<Option<Token![,]>>()?.is_none() && !input.is_empty() {
                return rejection(input.span());
            }
        }
        Ok(())
    })?;
    Ok(given)
}

/// Rejects arguments of an attribute that takes none.
fn expect_bare(attribute: &Attribute) -> syn::Result<()> {
    if let Meta::Path(_) = attribute.meta {
        return Ok(());
    }
    let name = attribute.path().to_token_stream();
    Err(Error::new_spanned(&attribute.meta, format!("`#[{name}]` does not accept arguments")))
}

/// Returns `true` if a type is spelled `&[Value<'_>]`.
fn is_value_slice(ty: &Type) -> bool {
    match ty {
        Type::Reference(TypeReference { mutability: None, elem, .. }) => match &**elem {
            Type::Slice(slice) => is_named(&slice.elem, "Value"),
            _ => false,
        },
        _ => false,
    }
}

/// Checks that the result does not borrow from the slice of `#[rest]` itself.
fn check_slice_not_returned(ty: &Type, signature: &Signature) -> syn::Result<()> {
    let Type::Reference(TypeReference { lifetime: Some(lifetime), .. }) = ty else { return Ok(()) };
    let mut search = LifetimeSearch { lifetime, found: false };
    // Only the mutable visitor of syn is built (feature `visit-mut`); it changes nothing here.
    search.visit_return_type_mut(&mut signature.output.clone());
    if !search.found {
        return Ok(());
    }
    let message = format!(
        "the slice does not outlive the call, but the data of its values does: write `&[Value<{lifetime}>]`"
    );
    Err(Error::new_spanned(ty, message))
}

/// Searches a type for a lifetime.
struct LifetimeSearch<'l> {
    lifetime: &'l Lifetime,
    found: bool,
}

impl VisitMut for LifetimeSearch<'_> {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        self.found |= *lifetime == *self.lifetime;
    }
}

/// Returns `true` if a type is a path whose last segment is `name`.
pub(super) fn is_named(ty: &Type, name: &str) -> bool {
    match ty {
        Type::Path(ty) => ty.path.segments.last().is_some_and(|last| last.ident == name),
        _ => false,
    }
}

/// Checks the order of the parameters.
#[derive(Default)]
struct Order {
    has_optional: bool,
    has_rest: bool,
    has_named_rest: bool,
    has_block: bool,
    names: BTreeSet<String>,
}

impl Order {
    /// Checks the next parameter against the ones before it.
    fn check(&mut self, param: &PatType, read: &HelperParam) -> syn::Result<()> {
        let rejection = |message: &str| Err(Error::new_spanned(param, message));
        match &read.role {
            Role::Positional if self.has_rest => rejection(
                "this parameter would never receive an argument: the `#[rest]` parameter before it takes all further arguments; put this one first, or make it `#[named]`",
            ),
            Role::Positional if read.default.is_some() => {
                self.has_optional = true;
                Ok(())
            }
            Role::Positional if self.has_optional && !is_named(&read.ty, "Option") => rejection(
                "this parameter is required, so the one before it could never be omitted; put this one first, or make it `#[optional(default = …)]` or `#[named]`",
            ),
            Role::Positional => Ok(()),
            Role::Named(name) if !self.names.insert(name.clone()) => {
                rejection(if name == CONTEXT {
                    "only one parameter can have `#[context]`"
                } else {
                    "another parameter has the same name"
                })
            }
            Role::Named(_) => Ok(()),
            Role::Rest if self.has_rest => {
                rejection("only one parameter can have `#[rest]`: it takes all further arguments")
            }
            Role::Rest => {
                self.has_rest = true;
                Ok(())
            }
            Role::NamedRest if self.has_named_rest => rejection(
                "only one parameter can have `#[named(rest)]`: it takes all further named arguments",
            ),
            Role::NamedRest => {
                self.has_named_rest = true;
                Ok(())
            }
            Role::Block(_) if self.has_block => rejection(
                "only one parameter can have `#[block]`: it also prints the `{{else}}` block",
            ),
            Role::Block(_) => {
                self.has_block = true;
                Ok(())
            }
        }
    }
}

/// Changes a type so that it can be named outside of the function.
struct MakeNameable<'s> {
    signature: &'s Signature,
    is_open: bool,
    error: Option<Error>,
}

impl VisitMut for MakeNameable<'_> {
    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if self.signature.generics.lifetimes().any(|param| param.lifetime == *lifetime) {
            lifetime.ident = Ident::new("_", lifetime.ident.span());
        }
    }

    fn visit_type_mut(&mut self, ty: &mut Type) {
        let span = ty.span();
        let open = match &*ty {
            Type::Reference(TypeReference { lifetime: Some(lifetime), .. })
                if lifetime.ident == "static" =>
            {
                self.error = Some(Error::new_spanned(
                    lifetime,
                    "an argument does not outlive the data of the template: remove `'static`",
                ));
                return;
            }
            Type::ImplTrait(open) => {
                let open = Open::of(&open.bounds);
                if open.is_none() {
                    self.error = Some(Error::new_spanned(
                        &*ty,
                        "`impl Display` and `impl AsRef<str>` are the only `impl Trait` types that a parameter of a helper can have; write `Value<'_>` for all values, `List<'_>` for lists, `DynHelper<'_>` for helpers",
                    ));
                    return;
                }
                open
            }
            Type::Path(path) => {
                let mut params = self.signature.generics.type_params();
                let param = params.find(|param| path.path.is_ident(&param.ident));
                // There is an error already if the type parameter has no such bound.
                param.map(|param| Open::of_param(self.signature, param).unwrap_or(Open::Printable))
            }
            _ => None,
        };
        match open {
            Some(Open::Printable) => {
                self.is_open = true;
                *ty = parse_quote_spanned!(span=> ::template_runtime::Printable<'_>);
            }
            Some(Open::Text) => *ty = parse_quote_spanned!(span=> &'_ str),
            None => visit_type_mut(self, ty),
        }
    }
}
