//! Types as the keys of a map: enums without fields, and types that are parsed from the text of a key.

use super::attributes::Attributes;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{
    DataEnum, Fields, Generics, Ident, Member, Path, Result, Type, parse_quote,
    spanned::Spanned as _,
};

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
            arms.push(quote!(#name => __key(&Self::#variant),));
        }
    }
    let with_name = quote! {
        match __name {
            #(#arms)*
            _ => ::core::option::Option::None,
        }
    };
    let with_value = quote! {
        match __value {
            ::template_runtime::Value::Object(__object) => {
                Self::with_name(__object.text()?, __key)
            },
            _ => ::core::option::Option::None,
        }
    };
    Ok(Some(implement_with(ident, generics, &with_name, &with_value)))
}

/// Implements `Key` for a type. `with_name` and `with_value` are the bodies of the methods of `KeyForm`, which call `__key`
/// with the key that has the text `__name`, or that is equal to `__value`.
fn implement_with(
    ident: &Ident,
    generics: &Generics,
    with_name: &TokenStream,
    with_value: &TokenStream,
) -> TokenStream {
    let (_, _, where_clause) = generics.split_for_impl();
    quote! {
        const _: () = {
            #[automatically_derived]
            impl ::template_runtime::Key for #ident #where_clause {
                type Form = Self;
            }

            #[automatically_derived]
            impl ::template_runtime::KeyForm for #ident #where_clause {
                fn with_name<__R>(
                    __name: &::core::primitive::str,
                    __key: impl ::core::ops::FnOnce(&Self) -> ::core::option::Option<__R>,
                ) -> ::core::option::Option<__R> {
                    #with_name
                }

                fn with_value<__R>(
                    __value: ::template_runtime::Value<'_>,
                    __key: impl ::core::ops::FnOnce(&Self) -> ::core::option::Option<__R>,
                ) -> ::core::option::Option<__R> {
                    #with_value
                }
            }
        };
    }
}

/// Implements `Key` for a `transparent` struct without generics whose only field is parsed from the text of the key. With the
/// argument `try_from`, text that `TryFrom` rejects is no key.
pub(super) fn implement_transparent(
    ident: &Ident,
    generics: &Generics,
    fields: &Fields,
    try_from: Option<&Path>,
) -> Option<TokenStream> {
    let (Some(field), 1) = (fields.iter().next(), fields.len()) else { return None };
    let member = fields.members().next()?;
    let ty = &field.ty;
    let parsed = match try_from {
        None => quote!(Self { #member: __name.parse().ok()? }),
        // If it is not implemented, rustc reports that once for this place and the place of parameters, which have the same span.
        Some(try_from) => quote_spanned! {try_from.span()=>
            <Self as ::core::convert::TryFrom<#ty>>::try_from(__name.parse().ok()?).ok()?
        },
    };
    implement_parsed(ident, generics, &field.ty, &parsed)
}

/// Implements `Key` for a type without generics that is printed with its `Display` implementation, if it is parsed from that
/// text.
pub(super) fn implement_displayed(ident: &Ident, generics: &Generics) -> Option<TokenStream> {
    implement_parsed(ident, generics, &parse_quote!(Self), &quote!(__name.parse::<Self>().ok()?))
}

/// Implements `Key` for a type if `parsed_type` has `FromStr`. `parsed` is the expression for the key with the text `__name`.
fn implement_parsed(
    ident: &Ident,
    generics: &Generics,
    parsed_type: &Type,
    parsed: &TokenStream,
) -> Option<TokenStream> {
    if !generics.params.is_empty() {
        return None;
    }
    // The lifetime makes the bound one that rustc does not check here.
    let mut bounded = generics.clone();
    bounded
        .make_where_clause()
        .predicates
        .push(parse_quote!(for<'__x> #parsed_type: ::core::str::FromStr));
    let with_value = quote! {
        ::template_runtime::__private::key_with_text_of(
            __value,
            |__name| <Self as ::template_runtime::KeyForm>::with_name(__name, __key),
        )
    };
    Some(implement_with(ident, &bounded, &quote!(__key(&#parsed)), &with_value))
}
