//! `#[data(display)]` on a type: templates print it by its `Display`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Generics, Ident, ext::IdentExt as _, parse_quote};

/// Implements `Data` for a type with `Display`.
pub(super) fn implement(ident: &Ident, generics: &Generics) -> TokenStream {
    let mut bounded = generics.clone();
    if generics.type_params().next().is_some() {
        bounded.make_where_clause().predicates.push(parse_quote!(Self: ::core::fmt::Display));
    }
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, ty_generics, _) = generics.split_for_impl();
    let name = ident.unraw().to_string();
    quote! {
        #[automatically_derived]
        impl #impl_generics ::template_runtime::Data for #ident #ty_generics #where_clause {
            const SHAPE: ::template_runtime::ShapeRef =
                ::template_runtime::ShapeRef::new(&::template_runtime::Shape {
                    name: #name,
                    kind: ::template_runtime::Kind::Text,
                });

            #[inline]
            fn value(&self) -> ::template_runtime::Value<'_> {
                ::template_runtime::Value::Display(self)
            }
        }
    }
}
