//! An enum without fields as the key of a map.

use super::attributes::Attributes;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, Fields, Generics, Ident, Member, Result};

/// Implements `Key` for an enum without fields and generics.
pub(super) fn implement(
    ident: &Ident,
    generics: &Generics,
    data: &DataEnum,
) -> Result<Option<TokenStream>> {
    let is_plain = |variant: &syn::Variant| matches!(variant.fields, Fields::Unit);
    if !generics.params.is_empty()
        || data.variants.is_empty()
        || !data.variants.iter().all(is_plain)
    {
        return Ok(None);
    }
    let mut arms = Vec::new();
    for variant in &data.variants {
        let attributes = Attributes::parse_variant(&variant.attrs)?;
        if !attributes.skip {
            let variant = &variant.ident;
            let (name, _) = attributes.name(&Member::Named(variant.clone()));
            arms.push(quote!(#name => key(&Self::#variant),));
        }
    }
    let (_, _, where_clause) = generics.split_for_impl();
    Ok(Some(quote! {
        const _: () = {
            #[automatically_derived]
            impl ::template_runtime::Key for #ident #where_clause {
                type Form = Self;
            }

            #[automatically_derived]
            impl ::template_runtime::KeyForm for #ident #where_clause {
                fn with_name<__R>(
                    name: &::core::primitive::str,
                    key: impl ::core::ops::FnOnce(&Self) -> ::core::option::Option<__R>,
                ) -> ::core::option::Option<__R> {
                    match name {
                        #(#arms)*
                        _ => ::core::option::Option::None,
                    }
                }

                fn with_value<__R>(
                    value: ::template_runtime::Value<'_>,
                    key: impl ::core::ops::FnOnce(&Self) -> ::core::option::Option<__R>,
                ) -> ::core::option::Option<__R> {
                    match value {
                        ::template_runtime::Value::Object(object) => {
                            Self::with_name(object.text()?, key)
                        }
                        _ => ::core::option::Option::None,
                    }
                }
            }
        };
    }))
}
