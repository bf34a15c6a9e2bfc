//! The code that reads a field, as specified by its `#[data(…)]` attribute.

use super::attributes::ReadMode;
use crate::{
    helper::tag_closure,
    rust_type::{differs_from_static, is_generic, static_field, type_in_static, without_self},
};
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{
    Expr, Generics, Ident, Type, TypeReference, TypeSlice, parse_quote, spanned::Spanned as _,
};

/// A field that templates read.
#[derive(Clone)]
pub(super) struct ReadField {
    pub(super) ty: Type,
    pub(super) mode: ReadMode,
    /// The number of the field among those with `with`.
    pub(super) number: usize,
}

impl ReadField {
    /// Creates a field whose type implements `Data`.
    pub(super) fn of_data(ty: Type) -> Self {
        Self { ty, mode: ReadMode::Data, number: 0 }
    }

    /// Returns an expression of type `ShapeRef` for the shape of the field.
    pub(super) fn shape(&self, ident: &Ident, generics: &Generics) -> TokenStream {
        let ty = if is_generic(generics) {
            without_self(&self.ty, ident)
        } else {
            static_field(&self.ty, ident, generics)
        };
        if let ReadMode::With(_) = self.mode {
            let (number, this) = (self.number, type_in_static(ident, generics));
            return quote!(<#this as ::template_runtime::__private::WithField<#number>>::SHAPE);
        }
        Self { ty, ..self.clone() }.unchanged_shape()
    }

    /// Returns the shape of the field, with its type as written.
    pub(super) fn unchanged_shape(&self) -> TokenStream {
        let (ty, span) = (&self.ty, self.ty.span());
        match &self.mode {
            ReadMode::As { mode, .. } => {
                quote_spanned!(span=> <#ty as ::template_runtime::__private::ReadAs<#mode, _>>::SHAPE)
            }
            _ => match item_of_slice(ty) {
                // rustc then reports the type of the items, and not that of the slice.
                Some(item) => quote_spanned! {item.span()=>
                    ::template_runtime::__private::slice_shape::<#item>()
                },
                None => quote_spanned!(span=> <#ty as ::template_runtime::Data>::SHAPE),
            },
        }
    }

    /// Returns the shape of the field of an enum, which is null in other variants.
    pub(super) fn optional_shape(&self, ident: &Ident, generics: &Generics) -> TokenStream {
        if let ReadMode::With(_) = self.mode {
            return quote!(::template_runtime::ShapeRef::ANY);
        }
        let ty = &self.ty;
        let ty = parse_quote!(::core::option::Option<#ty>);
        Self { ty, ..self.clone() }.shape(ident, generics)
    }

    /// Returns the arm of `match (index, self)` that evaluates to the value of the field at `place`.
    ///
    /// The type is spelled as in [`ReadField::shape`], so that rustc reports the error of a type that is not data
    /// once. Where that is impossible, because the shape has `'static` for a lifetime, only the shape requires
    /// `Data`, and the value is read by autoref-based specialization.
    pub(super) fn value(
        &self,
        index: usize,
        pattern: &TokenStream,
        place: &TokenStream,
        (ident, generics): (&Ident, &Generics),
    ) -> TokenStream {
        let ty = &self.ty;
        match &self.mode {
            ReadMode::Data if !is_generic(generics) && differs_from_static(ty, ident, generics) => {
                quote! {
                    (#index, #pattern) => {
                        use ::template_runtime::__private::{ViaData as _, ViaNoData as _};
                        (&&::template_runtime::__private::FieldAccess(#place)).__template_value()
                    }
                }
            }
            _ => {
                let value = self.read();
                match self.mode {
                    ReadMode::With(_) => {
                        // The pattern may bind the field, which the function is passed elsewhere.
                        quote!((#index, #pattern) => #value(self),)
                    }
                    _ => quote!((#index, #pattern) => #value(#place),),
                }
            }
        }
    }

    /// Returns the function that returns the value of the field: of a reference to the field, or of `self` for
    /// [`ReadMode::With`].
    pub(super) fn read(&self) -> TokenStream {
        let ty = &self.ty;
        let span = ty.span();
        match &self.mode {
            ReadMode::Data => quote_spanned!(span=> <#ty as ::template_runtime::Data>::value),
            ReadMode::As { mode, .. } => {
                quote_spanned!(span=> <#ty as ::template_runtime::__private::ReadAs<#mode, _>>::read)
            }
            ReadMode::With(_) => {
                let number = self.number;
                quote!(::template_runtime::__private::value_with::<Self, #number>)
            }
        }
    }

    /// Returns the implementation of `WithField` for [`ReadMode::With`]. `pattern` matches `self`, and binds what
    /// `place` refers to.
    pub(super) fn with_function(
        &self,
        pattern: &TokenStream,
        place: &TokenStream,
        ident: &Ident,
        (generics, bounded): (&Generics, &Generics),
    ) -> Option<TokenStream> {
        let ReadMode::With(function) = &self.mode else { return None };
        let (ty, number) = (&self.ty, self.number);
        // Errors are reported at the function, but lints know that the code is that of a macro.
        let span = Span::mixed_site().located_at(function.span());
        let [field, sink] = ["__field", "__sink"].map(|name| Ident::new(name, Span::mixed_site()));
        // The function may take what the reference derefs to, as in any call.
        let (call, closure) = if let Expr::Path(_) = **function {
            let closure = quote_spanned!(span=> |#field| #function(#field));
            (quote_spanned!(span=> #function(#place)), closure)
        } else {
            let call = quote_spanned! {span=>
                ::template_runtime::__private::function_of::<#ty, _, _>(#function)(#place)
            };
            (call, function.to_token_stream())
        };
        let tag = tag_closure(span);
        // The same tokens in both places, so that rustc reports their errors once.
        let made = quote_spanned! {span=>
            ::template_runtime::__private::made_by::<#ty, _, _, _, _>(&#closure, #tag)
        };
        let steps = quote! {
            use ::template_runtime::__private::steps::*;
        };
        let (impl_generics, _, where_clause) = bounded.split_for_impl();
        let (_, ty_generics, _) = generics.split_for_impl();
        Some(quote! {
            #[automatically_derived]
            impl #impl_generics ::template_runtime::__private::WithField<#number>
                for #ident #ty_generics #where_clause
            {
                const SHAPE: ::template_runtime::ShapeRef = {
                    #steps
                    #made.shape()
                };

                fn give<'__v>(
                    &'__v self,
                    #sink: &mut dyn ::template_runtime::Sink<'__v>,
                ) -> ::core::result::Result<(), ::template_runtime::ErrorKind> {
                    #steps
                    match self {
                        #pattern => #made.give(#call, #sink),
                        _ => ::core::result::Result::Ok(()),
                    }
                }
            }
        })
    }
}

/// Returns the type of the items of a reference to a slice.
fn item_of_slice(ty: &Type) -> Option<&Type> {
    let Type::Reference(TypeReference { mutability: None, elem, .. }) = ty else { return None };
    match &**elem {
        Type::Slice(TypeSlice { elem, .. }) => Some(elem),
        _ => None,
    }
}
