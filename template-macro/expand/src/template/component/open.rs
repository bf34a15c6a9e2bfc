//! Components with type parameters. A call does not specify these types: they are values of any kind, or templates of
//! any type.

use super::input::ComponentInput;
use crate::{
    rust_type::{OPEN_LIFETIME, is_open, mentions_params, open_param},
    trees::Trees,
};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote};
use syn::{
    GenericParam, Generics, Ident, ItemStruct, Lifetime, Path, Type, TypePath, WherePredicate,
    parse_quote,
    visit_mut::{VisitMut, visit_path_mut, visit_type_mut},
};

/// Returns the struct with its type parameters replaced with the types of a call in its fields, and with a further
/// lifetime for these. Its generics still have the parameters. None if there are no such types, or if the default of a field
/// has the type of a parameter.
pub(super) fn opened(item: &ItemStruct, input: &ComponentInput) -> Option<ItemStruct> {
    let mut opened = item.clone();
    opened.generics = with_all_bounds(&item.generics)?;
    let lifetime = Lifetime::new(OPEN_LIFETIME, Span::call_site());
    let mut substitute = OpenParams { params: Vec::new(), is_possible: true };
    for param in &opened.generics.params {
        match param {
            GenericParam::Lifetime(_) => {}
            GenericParam::Type(param) => {
                let ty = open_param(param, &lifetime)?;
                substitute.params.push((param.ident.clone(), Type::Verbatim(ty)));
            }
            GenericParam::Const(_) => return None,
        }
    }
    let mut types_only = item.generics.clone();
    types_only.params = item.generics.type_params().cloned().map(GenericParam::Type).collect();
    for (index, field) in opened.fields.iter_mut().enumerate() {
        let has_default = input.fields.get(index).is_some_and(|field| field.default.is_some());
        if has_default && mentions_params(&field.ty, &item.ident, &types_only) {
            return None;
        }
        substitute.visit_type_mut(&mut field.ty);
    }
    opened.generics.params.insert(0, parse_quote!(#lifetime));
    substitute.is_possible.then_some(opened)
}

/// Returns a type of the struct to which the constant belongs that states why it cannot be called; none if there is no type that
/// has the bounds of its parameters.
pub(super) fn any_type(item: &ItemStruct) -> Option<Trees> {
    let generics = with_all_bounds(&item.generics)?;
    let lifetime = Lifetime::new("'static", Span::call_site());
    let arguments =
        generics.params.iter().filter(|param| !is_open(param)).map(|param| match param {
            GenericParam::Lifetime(_) => Some(quote!(#lifetime)),
            GenericParam::Type(param) => open_param(param, &lifetime),
            GenericParam::Const(param) => match param.ty.to_token_stream().to_string().as_str() {
                "bool" => Some(quote!(false)),
                "char" => Some(quote!(' ')),
                _ => Some(quote!(0)),
            },
        });
    let arguments: Vec<TokenStream> = arguments.collect::<Option<_>>()?;
    let ident = &item.ident;
    Some(quote!(#ident<#(#arguments),*>).into())
}

/// Returns the generics with the bounds of the `where` clause at the parameters. None if it says something else.
fn with_all_bounds(generics: &Generics) -> Option<Generics> {
    let mut bounded = generics.clone();
    for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
        let WherePredicate::Type(predicate) = predicate else { return None };
        let Type::Path(TypePath { qself: None, path, .. }) = &predicate.bounded_ty else {
            return None;
        };
        let param = bounded.type_params_mut().find(|param| path.is_ident(&param.ident))?;
        param.bounds.extend(predicate.bounds.iter().cloned());
    }
    Some(bounded)
}

/// Substitutes types for type parameters.
struct OpenParams {
    params: Vec<(Ident, Type)>,
    /// Whether all places of parameters are types.
    is_possible: bool,
}

impl VisitMut for OpenParams {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::Path(TypePath { qself: None, path, .. }) = &*ty
            && let Some((_, open)) = self.params.iter().find(|(param, _)| path.is_ident(param))
        {
            let Type::Verbatim(open) = open else { return };
            *ty = parse_quote!(#open);
            return;
        }
        visit_type_mut(self, ty);
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        let first = path.segments.first().map(|first| &first.ident);
        self.is_possible &= self.params.iter().all(|(param, _)| first != Some(param));
        visit_path_mut(self, path);
    }
}
