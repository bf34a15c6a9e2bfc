//! The variants of an enum without fields by name, with which a template passes one to a helper or a component.

use super::attributes::Attributes;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, Fields, Generics, Ident, Member, Result};

/// Implements `Variants` for an enum without fields and generics.
pub(super) fn implement(
    ident: &Ident,
    generics: &Generics,
    data: &DataEnum,
) -> Result<Option<TokenStream>> {
    if !is_plain(generics, data) {
        return Ok(None);
    }
    let (mut names, mut variants) = (Vec::new(), Vec::new());
    for variant in &data.variants {
        let attributes = Attributes::parse_variant(&variant.attrs)?;
        if !attributes.skip {
            names.push(attributes.name(&Member::Named(variant.ident.clone())).0);
            variants.push(&variant.ident);
        }
    }
    Ok(Some(quote! {
        #[automatically_derived]
        impl ::template_runtime::__private::Variants for #ident {
            const NAMES: &'static [&'static ::core::primitive::str] = &[#(#names),*];

            const ALL: &'static [Self] = &[#(Self::#variants),*];
        }
    }))
}

/// Returns `true` if an enum has variants without fields only, and no generics.
pub(super) fn is_plain(generics: &Generics, data: &DataEnum) -> bool {
    let is_unit = |variant: &syn::Variant| matches!(variant.fields, Fields::Unit);
    generics.params.is_empty()
        && generics.where_clause.is_none()
        && !data.variants.is_empty()
        && data.variants.iter().all(is_unit)
}
