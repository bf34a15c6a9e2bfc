//! `#[data(transparent)]`: a struct that templates read as its only field.

use super::{
    attributes::Attributes,
    layout,
    template::{DataImpl, TEMPLATE, implement_data, is_template},
};
use crate::rust_type::without_self;
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
            if meta.path.is_ident(TEMPLATE) {
                Ok(())
            } else if meta.path.is_ident("transparent") {
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
    attributes: &[Attribute],
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
    let data = DataImpl {
        shape,
        layout: Some(layout::implement_transparent(member, ty, ident, generics)),
        value: quote!(#value(&self.#member)),
    };
    let data = implement_data(&data, ident, generics, is_template(attributes));
    Ok(quote! {
        const _: () = {
            #data
        };
    })
}
