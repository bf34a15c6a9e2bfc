//! The implementation of `Data`, including that for the struct of a template.

use crate::{
    rust_type::{is_generic, static_type},
    trees::Trees,
};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Generics, Ident};

/// The argument of `#[data(…)]` that `template!` writes on its structs.
pub(super) const TEMPLATE: &str = "__template";

/// Returns `true` if these are the attributes of a template's struct.
pub(super) fn is_template(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("data")
            && attribute.parse_args::<Ident>().is_ok_and(|argument| argument == TEMPLATE)
    })
}

/// The expressions with which a type is read as data.
pub(super) struct DataImpl {
    /// Its shape.
    pub(super) shape: TokenStream,
    /// A reference to the shape of the template, if it is declared with that of the data.
    pub(super) template_shape: Option<TokenStream>,
    /// The static that holds its layout, if there is one, and its layout.
    pub(super) layout: (TokenStream, TokenStream),
    /// Its value.
    pub(super) value: TokenStream,
    /// Whether it is a struct with fields, which are read by its layout.
    pub(super) is_struct: bool,
}

/// Returns the shape by which the own program of a template reads a type, or the only shape of another type.
pub(super) fn root_shape(is_template: bool, this: &Trees) -> TokenStream {
    if is_template {
        quote!(<#this as __p::StructData>::ROOT_SHAPE)
    } else {
        quote!(<#this as __t::Data>::SHAPE)
    }
}

/// Implements `Data`. The constants of a template's `StructData` are those by which its own program
/// reads it, and its `Data` describes a template, which is printed.
pub(super) fn implement_data(
    data: &DataImpl,
    ident: &Ident,
    (generics, bounded): (&Generics, &Generics),
    is_template: bool,
) -> TokenStream {
    let DataImpl { shape, template_shape, layout: (layout_static, layout), value, is_struct } =
        data;
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, ty_generics, _) = generics.split_for_impl();
    if !is_template {
        let struct_data = is_struct.then(|| {
            quote! {
                #[automatically_derived]
                impl #impl_generics __p::StructData for #ident #ty_generics #where_clause {}
            }
        });
        return quote! {
            #layout_static
            #struct_data

            #[automatically_derived]
            impl #impl_generics __t::Data for #ident #ty_generics #where_clause {
                const SHAPE: __t::ShapeRef = #shape;
                const LAYOUT: __p::Layout<Self> = #layout;

                #[inline]
                fn value(&self) -> __t::Value<'_> {
                    #value
                }
            }
        };
    }
    let (declaration, reference) = if let Some(template_shape) = template_shape {
        (None, template_shape.clone())
    } else if is_generic(generics) {
        let shape = root_shape(true, &quote!(Self).into());
        let shape = quote!(__p::template_shape(#shape.get()));
        (None, quote!(const { &#shape }))
    } else {
        let shape = root_shape(true, &static_type(ident, generics));
        let declaration = quote! {
            static __TEMPLATE_SHAPE: __t::Shape =
                __p::template_shape(#shape.get());
        };
        (Some(declaration), quote!(&__TEMPLATE_SHAPE))
    };
    quote! {
        #layout_static
        #declaration

        #[automatically_derived]
        impl #impl_generics __p::StructData for #ident #ty_generics #where_clause {
            const ROOT_SHAPE: __t::ShapeRef = #shape;
            const ROOT_LAYOUT: __p::Layout<Self> = #layout;
        }

        #[automatically_derived]
        impl #impl_generics __t::Data for #ident #ty_generics #where_clause {
            const SHAPE: __t::ShapeRef =
                __t::ShapeRef::new(#reference);
            const LAYOUT: __p::Layout<Self> =
                __p::layout_template::<Self>();

            #[inline]
            fn value(&self) -> __t::Value<'_> {
                __p::template_value(self)
            }
        }
    }
}
