//! The lint `deprecated` in generated code, for types that are deprecated themselves, or have fields that are.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Data, DeriveInput, Fields, ItemStruct, Meta, punctuated::Punctuated};

/// Returns the items, with the lint `deprecated` allowed if the attributes of the type, or of one of its fields, mention it:
/// the generated code uses the type and all of its fields.
///
/// It is not allowed otherwise, because that is an error in a crate that forbids the lint.
pub(crate) fn allowed(is_mentioned: bool, items: TokenStream) -> TokenStream {
    if !is_mentioned {
        return items;
    }
    quote! {
        #[allow(deprecated)]
        const _: () = { #items };
    }
}

/// Returns `true` if the attributes of a struct or of its fields mention the lint.
pub(crate) fn is_mentioned_in_struct(item: &ItemStruct) -> bool {
    any_mentions(&item.attrs) || is_mentioned_in_fields(&item.fields)
}

/// Returns `true` if the attributes of a type, or of one of its fields and variants, mention the lint.
pub(crate) fn is_mentioned(input: &DeriveInput) -> bool {
    any_mentions(&input.attrs)
        || match &input.data {
            Data::Struct(data) => is_mentioned_in_fields(&data.fields),
            Data::Enum(data) => data.variants.iter().any(|variant| {
                any_mentions(&variant.attrs) || is_mentioned_in_fields(&variant.fields)
            }),
            Data::Union(_) => false,
        }
}

fn is_mentioned_in_fields(fields: &Fields) -> bool {
    fields.iter().any(|field| any_mentions(&field.attrs))
}

/// Returns `true` if one of the attributes is `#[deprecated]`, or allows or expects the lint.
fn any_mentions(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let path = attribute.path();
        path.is_ident("deprecated")
            || ((path.is_ident("allow") || path.is_ident("expect")) && names_lint(attribute))
    })
}

fn names_lint(attribute: &Attribute) -> bool {
    attribute
        .parse_args_with(Punctuated::<Meta, syn::Token![,]>::parse_terminated)
        .is_ok_and(|lints| lints.iter().any(|lint| lint.path().is_ident("deprecated")))
}
