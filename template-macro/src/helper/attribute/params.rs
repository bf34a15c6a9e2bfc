//! The parameters of a helper, and their attributes.

use super::{CollectedErrors, is_of_printable};
use crate::rust_type::plain_name;
use quote::ToTokens as _;
use std::{collections::BTreeSet, mem};
use syn::{
    Attribute, Error, Expr, FnArg, GenericArgument, Ident, Lifetime, LitStr, Meta, Pat, PatType,
    PathArguments, Signature, Token, Type, TypePath, TypeReference,
    ext::IdentExt as _,
    parse::ParseStream,
    parse_quote_spanned,
    spanned::Spanned as _,
    visit::Visit,
    visit_mut::{VisitMut, visit_type_mut},
};

/// A parameter.
pub(super) struct HelperParam {
    pub(super) role: Role,
    /// Its type as the macro's code can name it: without the lifetimes of the function, and with
    /// `Printable` for `impl Display`.
    pub(super) ty: Type,
    /// Whether `impl Display` is in its type.
    pub(super) is_open: bool,
    /// The value of an argument that is not given.
    pub(super) default: Option<Expr>,
}

/// How a parameter gets its argument.
pub(super) enum Role {
    /// By its place.
    Positional,
    /// By its name.
    Named(String),
    /// It gets all further positional arguments.
    Rest,
    /// It gets the block.
    Block,
}

/// Takes our attributes away from the parameters, and gives them.
pub(super) fn take_attributes(signature: &mut Signature) -> Vec<Vec<Attribute>> {
    let take = |param: &mut FnArg| {
        let attributes = match param {
            FnArg::Receiver(param) => &mut param.attrs,
            FnArg::Typed(param) => &mut param.attrs,
        };
        let (ours, theirs) = mem::take(attributes).into_iter().partition(is_ours);
        *attributes = theirs;
        ours
    };
    signature.inputs.iter_mut().map(take).collect()
}

fn is_cfg(attribute: &Attribute) -> bool {
    ["cfg", "cfg_attr"].iter().any(|name| attribute.path().is_ident(name))
}

fn is_ours(attribute: &Attribute) -> bool {
    ["named", "optional", "rest", "block"].iter().any(|name| attribute.path().is_ident(name))
}

/// Reads the parameters, of which [`take_attributes`] has taken the attributes.
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
    let mut own = MakeOwn { signature, is_open: false, error: None };
    own.visit_type_mut(&mut ty);
    if let Some(error) = own.error {
        return Err(error);
    }
    let is_open = own.is_open;
    if let Some(cfg) = param.attrs.iter().find(|attribute| is_cfg(attribute)) {
        return Err(Error::new_spanned(
            cfg,
            "a parameter of a helper is always there: put `#[cfg]` on the function, and write one for each case",
        ));
    }
    let Some((attribute, others)) = attributes.split_first() else {
        if is_block(&param.ty) {
            return Err(Error::new_spanned(
                param,
                "add `#[block]` to it: it is how the helper gets its block",
            ));
        }
        return Ok(HelperParam { role: Role::Positional, ty, is_open, default: None });
    };
    if let Some(other) = others.first() {
        return Err(Error::new_spanned(
            other,
            "a parameter has one of `#[named]`, `#[optional]`, `#[rest]` and `#[block]`",
        ));
    }
    let (role, default) = if attribute.path().is_ident("named") {
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
                "what is the parameter when it is left out? Write `#[optional(default = …)]`, or leave the attribute away and let the type be `Option<…>`",
            ));
        }
        (Role::Positional, default)
    } else if attribute.path().is_ident("rest") {
        expect_bare(attribute)?;
        if !is_value_slice(&param.ty) {
            return Err(Error::new_spanned(
                &param.ty,
                "`#[rest]` is for a parameter of type `&[Value<'_>]`, which gets all further arguments as they are",
            ));
        }
        slice_is_not_returned(&param.ty, signature)?;
        (Role::Rest, None)
    } else {
        expect_bare(attribute)?;
        if !is_block(&param.ty) {
            return Err(Error::new_spanned(
                &param.ty,
                "`#[block]` is for a parameter of type `&mut Block<'_, '_>`, by which the helper prints its block",
            ));
        }
        if let Some(lifetime) = repeated_lifetime(&param.ty) {
            let message = format!(
                "the first lifetime of a block is its own: write `&mut Block<'_, {lifetime}>`"
            );
            return Err(Error::new_spanned(&param.ty, message));
        }
        (Role::Block, None)
    };
    Ok(HelperParam { role, ty, is_open, default })
}

/// The name by which templates give a parameter.
fn param_name(param: &PatType) -> syn::Result<String> {
    match &*param.pat {
        Pat::Ident(pattern) => Ok(plain_name(&pattern.ident)),
        pattern => Err(Error::new_spanned(
            pattern,
            "`#[named]` needs a parameter with a name, by which templates give its argument",
        )),
    }
}

/// The contents of the parentheses of an attribute, which may have none.
#[derive(Default)]
struct ParamAttribute {
    /// `name = "…"`, of `#[named]` alone: a name that no parameter can have.
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
    let refused = |at| {
        let message = if may_have_name {
            "`#[named]` has nothing but a name and a default: `#[named(name = \"…\", default = …)]`"
        } else {
            "`#[optional]` has nothing but a default: `#[optional(default = …)]`"
        };
        Err(Error::new(at, message))
    };
    attribute.parse_args_with(|input: ParseStream<'_>| {
        if input.is_empty() {
            return refused(input.span());
        }
        while !input.is_empty() {
            let at = input.span();
            let word = match Ident::parse_any(input) {
                Ok(word) if input.peek(Token![=]) => word,
                _ => return refused(at),
            };
            input.parse::<Token![=]>()?;
            if word == "default" && given.default.is_none() {
                given.default = Some(input.parse()?);
            } else if word == "name" && may_have_name && given.name.is_none() {
                given.name = Some(input.parse::<LitStr>()?.value());
            } else {
                return refused(at);
            }
            if input.parse::<Option<Token![,]>>()?.is_none() && !input.is_empty() {
                return refused(input.span());
            }
        }
        Ok(())
    })?;
    Ok(given)
}

/// Refuses arguments of an attribute that has none.
fn expect_bare(attribute: &Attribute) -> syn::Result<()> {
    if let Meta::Path(_) = attribute.meta {
        return Ok(());
    }
    let name = attribute.path().to_token_stream();
    Err(Error::new_spanned(&attribute.meta, format!("`#[{name}]` takes nothing")))
}

/// Whether a type is written `&[Value<'_>]`.
fn is_value_slice(ty: &Type) -> bool {
    match ty {
        Type::Reference(TypeReference { mutability: None, elem, .. }) => match &**elem {
            Type::Slice(slice) => is_called(&slice.elem, "Value"),
            _ => false,
        },
        _ => false,
    }
}

/// Whether a type is written `&mut Block<'_, '_>`.
fn is_block(ty: &Type) -> bool {
    match ty {
        Type::Reference(TypeReference { mutability: Some(_), elem, .. }) => {
            is_called(elem, "Block")
        }
        _ => false,
    }
}

/// The lifetime that a type `&mut Block<'a, 'a>` has twice.
fn repeated_lifetime(ty: &Type) -> Option<&Lifetime> {
    let Type::Reference(TypeReference { elem, .. }) = ty else { return None };
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

/// Refuses a result that borrows from the slice of `#[rest]` itself.
fn slice_is_not_returned(ty: &Type, signature: &Signature) -> syn::Result<()> {
    let Type::Reference(TypeReference { lifetime: Some(lifetime), .. }) = ty else { return Ok(()) };
    let mut uses = Uses { lifetime, found: false };
    uses.visit_return_type(&signature.output);
    if !uses.found {
        return Ok(());
    }
    let message = format!(
        "the slice is gone when the helper returns; what its values hold is not: write `&[Value<{lifetime}>]`"
    );
    Err(Error::new_spanned(ty, message))
}

struct Uses<'l> {
    lifetime: &'l Lifetime,
    found: bool,
}

impl Visit<'_> for Uses<'_> {
    fn visit_lifetime(&mut self, lifetime: &Lifetime) {
        self.found |= lifetime == self.lifetime;
    }
}

fn is_called(ty: &Type, name: &str) -> bool {
    match ty {
        Type::Path(ty) => ty.path.segments.last().is_some_and(|last| last.ident == name),
        _ => false,
    }
}

/// Checks the order of parameters.
#[derive(Default)]
struct Order {
    has_optional: bool,
    has_rest: bool,
    has_block: bool,
    names: BTreeSet<String>,
}

impl Order {
    fn check(&mut self, param: &PatType, read: &HelperParam) -> syn::Result<()> {
        let refused = |message: &str| Err(Error::new_spanned(param, message));
        match &read.role {
            Role::Positional if self.has_rest => refused(
                "this parameter would get nothing: the one with `#[rest]` in front of it gets all further arguments; put it first, or let it be `#[named]`",
            ),
            Role::Positional if read.default.is_some() => {
                self.has_optional = true;
                Ok(())
            }
            Role::Positional if self.has_optional && !is_called(&read.ty, "Option") => refused(
                "this parameter is always given, so the one in front of it could never be left out; put this one first, or let it be `#[optional(default = …)]` or `#[named]`",
            ),
            Role::Positional => Ok(()),
            Role::Named(name) if !self.names.insert(name.clone()) => {
                refused("there is a parameter of this name already")
            }
            Role::Named(_) => Ok(()),
            Role::Rest if self.has_rest => {
                refused("only one parameter can have `#[rest]`: it gets all further arguments")
            }
            Role::Rest => {
                self.has_rest = true;
                Ok(())
            }
            Role::Block if self.has_block => refused(
                "only one parameter can have `#[block]`: it also prints what stands behind `{{else}}`",
            ),
            Role::Block => {
                self.has_block = true;
                Ok(())
            }
        }
    }
}

/// Makes a type one that can be named outside of the function.
struct MakeOwn<'s> {
    signature: &'s Signature,
    is_open: bool,
    error: Option<Error>,
}

impl VisitMut for MakeOwn<'_> {
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
                    "what a template gives to a helper lives no longer than its data: leave `'static` away",
                ));
                return;
            }
            Type::ImplTrait(open) => {
                if !open.bounds.iter().any(is_of_printable) {
                    self.error = Some(Error::new_spanned(
                        &*ty,
                        "of all `impl …` a helper only takes `impl Display`: what can be printed; write `Value<'_>` for all values, `DynHelper<'_>` for helpers",
                    ));
                    return;
                }
                true
            }
            Type::Path(path) => {
                self.signature.generics.type_params().any(|param| path.path.is_ident(&param.ident))
            }
            _ => false,
        };
        if open {
            self.is_open = true;
            *ty = parse_quote_spanned!(span=> ::template_runtime::Printable<'_>);
        } else {
            visit_type_mut(self, ty);
        }
    }
}
