//! `#[data(transparent)]`: a struct that templates read as its only field.

use super::{attributes::Attributes, layout};
use crate::rust_type::{with_data_bounds, without_self};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Attribute, Error, Fields, Generics, Ident, Path, Result, spanned::Spanned as _};

/// Returns the argument `transparent` of the `#[data(…)]` attributes of a type, if there is one.
///
/// # Errors
///
/// If there is any other argument.
pub(super) fn parse_transparent(attributes: &[Attribute]) -> Result<Option<Path>> {
    let mut found = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("data")) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("transparent") {
                found = Some(meta.path);
                Ok(())
            } else {
                Err(meta.error(
                    "expected `transparent`; the other arguments are for fields and variants",
                ))
            }
        })?;
    }
    Ok(found)
}

/// Rejects `transparent` on an enum.
pub(super) fn reject_transparent(attributes: &[Attribute]) -> Result<()> {
    match parse_transparent(attributes)? {
        Some(word) => Err(Error::new_spanned(word, "an enum cannot be `transparent`")),
        None => Ok(()),
    }
}

/// Implements `Data` with the shape and the value of the field. Errors are reported at `word`, the argument
/// `transparent`.
pub(super) fn implement(
    word: &Path,
    ident: &Ident,
    generics: &Generics,
    fields: &Fields,
) -> Result<TokenStream> {
    let mut read = Vec::new();
    for (field, member) in fields.iter().zip(fields.members()) {
        let attributes = Attributes::parse(&field.attrs)?;
        if attributes.rename.is_some() {
            let message = "the field of a `transparent` struct has no name in templates";
            return Err(Error::new_spanned(field, message));
        }
        if !attributes.skip {
            read.push((member, &field.ty));
        }
    }
    let [(member, ty)] = read.as_slice() else {
        let message = format!(
            "a `transparent` struct has exactly one field, and this one has {}: \
             mark the others with `#[data(skip)]`",
            read.len()
        );
        return Err(Error::new_spanned(word, message));
    };
    let span = ty.span();
    // A shape that is a constant cannot contain itself.
    let known = without_self(ty, ident);
    let shape = quote_spanned!(span=> <#known as ::template_runtime::Data>::SHAPE);
    let value = quote_spanned!(span=> <#ty as ::template_runtime::Data>::value);
    let bounded = with_data_bounds(generics);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, ty_generics, _) = generics.split_for_impl();
    let (layout_static, layout) = layout::implement_transparent(member, ty, ident, generics);
    Ok(quote! {
        const _: () = {
            #layout_static

            #[automatically_derived]
            impl #impl_generics ::template_runtime::Data for #ident #ty_generics #where_clause {
                const SHAPE: ::template_runtime::ShapeRef = #shape;

                #layout

                #[inline]
                fn value(&self) -> ::template_runtime::Value<'_> {
                    #value(&self.#member)
                }
            }
        };
    })
}
