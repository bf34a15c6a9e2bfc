//! The user's type as the macros need it: its generics, and types as constants can name them.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::{
    Attribute, GenericParam, Generics, Ident, ItemStruct, Lifetime, Path, Type, TypeParamBound,
    parse_quote,
    visit_mut::{VisitMut, visit_path_mut},
};

/// Whether a type has type or const parameters, so that constants of it cannot be items of their own.
pub(crate) fn is_generic(generics: &Generics) -> bool {
    generics.params.iter().any(|param| !matches!(param, GenericParam::Lifetime(_)))
}

/// The generics with `Data` as a bound of each type parameter.
pub(crate) fn with_data_bounds(generics: &Generics) -> Generics {
    let mut bounded = generics.clone();
    for param in bounded.type_params_mut() {
        param.bounds.push(parse_quote!(::template_runtime::Data));
    }
    bounded
}

/// The type with `'static` for each of its lifetimes, for use outside of its impls.
pub(crate) fn static_type(ident: &Ident, generics: &Generics) -> TokenStream {
    let lifetimes: Vec<Lifetime> = generics.lifetimes().map(|_| parse_quote!('static)).collect();
    if lifetimes.is_empty() { ident.to_token_stream() } else { quote!(#ident<#(#lifetimes),*>) }
}

/// The type with `'static` for each of its lifetimes, and a type of which nothing is known for each of
/// its type parameters. None where those must have other traits than `Data`.
pub(crate) fn open_type(ident: &Ident, generics: &Generics) -> Option<TokenStream> {
    let is_data = |bound: &TypeParamBound| match bound {
        TypeParamBound::Trait(bound) => {
            let last = bound.path.segments.last();
            last.is_some_and(|last| last.ident == "Data" || last.ident == "Sized")
        }
        _ => false,
    };
    if generics.where_clause.is_some() {
        return None;
    }
    let arguments = generics.params.iter().map(|param| match param {
        GenericParam::Lifetime(_) => Some(quote!('static)),
        GenericParam::Type(param) if param.bounds.iter().all(is_data) => {
            Some(quote!(::template_runtime::__private::Recursive))
        }
        _ => None,
    });
    let arguments: Vec<TokenStream> = arguments.collect::<Option<_>>()?;
    Some(quote!(#ident<#(#arguments),*>))
}

/// The type of a field with `'static` for each lifetime of the type that it belongs to, and with
/// the name of that for `Self`.
pub(crate) fn static_field(ty: &Type, ident: &Ident, generics: &Generics) -> Type {
    let mut ty = ty.clone();
    MakeStatic(ident, generics).visit_type_mut(&mut ty);
    ty
}

struct MakeStatic<'g>(&'g Ident, &'g Generics);

impl VisitMut for MakeStatic<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        if path.is_ident("Self") {
            let this = static_type(self.0, self.1);
            *path = parse_quote!(#this);
        } else {
            visit_path_mut(self, path);
        }
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        if self.1.lifetimes().any(|param| param.lifetime == *lifetime) {
            lifetime.ident = Ident::new("static", lifetime.ident.span());
        }
    }
}

/// Returns the type of a field with a placeholder for the type that it belongs to.
///
/// The shape of a type without type parameters is a `static`, which may refer to itself. With type
/// parameters it is a constant, which may not (E0391): there the shape ends at the placeholder.
pub(crate) fn without_self(ty: &Type, ident: &Ident) -> Type {
    let mut ty = ty.clone();
    ReplaceSelf(ident).visit_type_mut(&mut ty);
    ty
}

struct ReplaceSelf<'i>(&'i Ident);

impl VisitMut for ReplaceSelf<'_> {
    fn visit_path_mut(&mut self, path: &mut Path) {
        if path.is_ident("Self") || path.segments.last().is_some_and(|last| last.ident == *self.0) {
            *path = parse_quote!(::template_runtime::__private::Recursive);
        } else {
            visit_path_mut(self, path);
        }
    }
}

/// The name of an identifier without `r#`.
pub(crate) fn plain_name(ident: &Ident) -> String {
    let name = ident.to_string();
    name.strip_prefix("r#").map_or(name.clone(), str::to_owned)
}

/// The identifier of this name, as `r#name` where it is a keyword in any edition.
pub(crate) fn identifier(name: &str, span: Span) -> Option<Ident> {
    // A keyword since 2024: what the macro makes may be read as of that edition, in a crate of another.
    let is_keyword = name == "gen";
    if !is_keyword && syn::parse_str::<Ident>(name).is_ok() {
        return Some(Ident::new(name, span));
    }
    syn::parse_str::<Ident>(&format!("r#{name}")).ok().map(|_| Ident::new_raw(name, span))
}

/// The conditions under which the struct is there: what belongs to it has the same.
pub(crate) fn cfgs(item: &ItemStruct) -> Vec<&Attribute> {
    item.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg")).collect()
}
