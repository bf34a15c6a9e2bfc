//! `#[data(transparent)]` and `#[data(display)]` on a type, which templates therefore do not read as an object with
//! its fields.

use super::{
    attributes::{Attributes, ReadMode},
    bounds_of_struct,
    field::ReadField,
    layout,
    template::{DataImpl, TEMPLATE, implement_data},
    type_params::mode_of,
};
use crate::{crate_path, rust_type::without_self};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{
    Attribute, Error, Fields, Generics, Ident, Lifetime, Path, Result, ext::IdentExt as _,
    parse_quote,
};

/// A form in which templates read a type that is not an object.
pub(super) enum TypeForm {
    /// `transparent`: the type is read as its only field.
    Transparent {
        /// The argument, for errors.
        word: Path,
        /// The argument `try_from`: values are created with `TryFrom`.
        try_from: Option<Path>,
    },
    /// `display`: the type is printed through its `Display`.
    Display,
}

/// Returns the form that the `#[data(…)]` attributes of a type specify, if any.
///
/// # Errors
///
/// Returns an error if there is any other argument, or more than one.
pub(super) fn parse_form(attributes: &[Attribute]) -> Result<Option<TypeForm>> {
    let (mut found, mut checked) = (None, None);
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("data")) {
        attribute.parse_nested_meta(|meta| {
            let form = if meta.path.is_ident(TEMPLATE) {
                return Ok(());
            } else if meta.path.is_ident("crate") {
                return crate_path::parse_value(meta.input).map(drop);
            } else if meta.path.is_ident("try_from") {
                checked = Some(meta.path);
                return Ok(());
            } else if meta.path.is_ident("transparent") {
                TypeForm::Transparent { word: meta.path.clone(), try_from: None }
            } else if meta.path.is_ident("display") {
                TypeForm::Display
            } else {
                return Err(meta.error(
                    "expected `transparent`, `try_from`, `display` or `crate = path`; the other arguments are for fields and variants",
                ));
            };
            match found.replace(form) {
                None => Ok(()),
                Some(_) => Err(meta.error("a type cannot be both `transparent` and `display`")),
            }
        })?;
    }
    match (&mut found, checked) {
        (_, None) => {}
        (Some(TypeForm::Transparent { try_from, .. }), checked) => *try_from = checked,
        (_, Some(checked)) => {
            let message = "`try_from` is for `transparent` structs, which are created from the value of their field";
            return Err(Error::new_spanned(checked, message));
        }
    }
    Ok(found)
}

/// Returns the path of the runtime crate that the `#[data(…)]` attributes of a type specify, if any. Other errors
/// than those in it are not reported.
pub(super) fn parse_crate_path(attributes: &[Attribute]) -> Option<Path> {
    let mut found = None;
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("data")) {
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("crate") {
                found = Some(crate_path::parse_value(meta.input)?);
            }
            Ok(())
        });
    }
    found
}

/// Implements `Data` for a `transparent` struct, with the shape and the value of its field. Errors are reported at `word`,
/// the argument `transparent`.
pub(super) fn implement_transparent(
    word: &Path,
    ident: &Ident,
    generics: &Generics,
    fields: &Fields,
    is_template: bool,
) -> Result<TokenStream> {
    let mut read = Vec::new();
    for (field, member) in fields.iter().zip(fields.members()) {
        let attributes = Attributes::parse(&field.attrs)?;
        if attributes.rename.is_some() {
            let message = "the field of a `transparent` struct has no name in templates";
            return Err(Error::new_spanned(field, message));
        }
        if !attributes.skip {
            let (ty, mode) = (field.ty.clone(), mode_of(attributes.mode, &field.ty, generics));
            read.push((member, ReadField { ty, mode, number: 0 }));
        }
    }
    let [(member, field)] = read.as_slice() else {
        let message = format!(
            "a `transparent` struct must have exactly one field, but this one has {}: \
             mark the others with `#[data(skip)]`",
            read.len()
        );
        return Err(Error::new_spanned(word, message));
    };
    // A shape that is a constant cannot contain itself.
    let known = ReadField { ty: without_self(&field.ty, ident), ..field.clone() };
    let shape = match field.mode {
        ReadMode::With(_) => {
            quote!(<Self as ::template_runtime::__private::WithField<0>>::SHAPE)
        }
        _ => known.unchanged_shape(),
    };
    let value = field.read();
    let bounded = bounds_of_struct(generics, fields);
    let (this, place) = (quote!(this), quote!(&this.#member));
    let with_function = field.with_function(&this, &place, ident, (generics, &bounded));
    let place = match field.mode {
        ReadMode::With(_) => quote!(self),
        _ => quote!(&self.#member),
    };
    let data = DataImpl {
        shape,
        template_shape: None,
        layout: layout::implement_transparent(member, field, ident, generics),
        value: quote!(#value(#place)),
        is_struct: false,
    };
    let data = implement_data(&data, ident, (generics, &bounded), is_template);
    let aliases = crate_path::aliases();
    Ok(quote! {
        const _: () = {
            #aliases
            #data
            #with_function
        };
    })
}

/// Implements `Data` for a type that is printed through its `Display`, and `IntoValue`, by which a helper that returns it
/// passes it on to another one.
pub(super) fn implement_display(ident: &Ident, generics: &Generics) -> TokenStream {
    let mut bounded = generics.clone();
    if generics.type_params().next().is_some() {
        bounded.make_where_clause().predicates.push(parse_quote!(Self: ::core::fmt::Display));
    }
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, ty_generics, _) = generics.split_for_impl();
    let name = ident.unraw().to_string();
    let lifetime = Lifetime::new("'__v", Span::call_site());
    let mut returned = bounded.clone();
    returned.params.insert(0, parse_quote!(#lifetime));
    if !generics.params.is_empty() {
        returned.make_where_clause().predicates.push(parse_quote!(Self: #lifetime));
    }
    let (returned_generics, _, if_returned) = returned.split_for_impl();
    quote! {
        #[automatically_derived]
        impl #returned_generics ::template_runtime::IntoValue<#lifetime>
            for #ident #ty_generics #if_returned
        {
            const SHAPE: ::template_runtime::ShapeRef = <Self as ::template_runtime::Data>::SHAPE;

            const IS_DISPLAYED: ::core::primitive::bool = true;

            fn give(
                self,
                __sink: &mut dyn ::template_runtime::Sink<#lifetime>,
            ) -> ::core::result::Result<(), ::template_runtime::ErrorKind> {
                ::template_runtime::__private::give_displayed(self, __sink)
            }
        }

        #[automatically_derived]
        impl #impl_generics ::template_runtime::Data for #ident #ty_generics #where_clause {
            const SHAPE: ::template_runtime::ShapeRef =
                ::template_runtime::ShapeRef::new(&::template_runtime::Shape {
                    name: #name,
                    kind: ::template_runtime::Kind::Displayed,
                });

            #[inline]
            fn value(&self) -> ::template_runtime::Value<'_> {
                ::template_runtime::Value::Display(self)
            }
        }
    }
}
