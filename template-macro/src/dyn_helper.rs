//! `dyn_helper!`: a function as a value.

use crate::helpers::{Callee, plain_trait};
use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Error, Expr, spanned::Spanned as _};

/// Expands to a `DynHelper` of a function, or of a closure that captures nothing.
///
/// The function stands twice in one constant, with the same tokens: what rustc finds wrong with it
/// is then reported once.
pub(crate) fn expand(input: TokenStream) -> syn::Result<TokenStream> {
    if input.is_empty() {
        let message = "the function is missing: write `dyn_helper!(name)`";
        return Err(Error::new(Span::call_site(), message));
    }
    let function: Expr = syn::parse2(input)?;
    let callee = Callee::of_expression(&function);
    let bound = callee.bound(function.span());
    let (import, name) = (&callee.import, &callee.name);
    let plain = plain_trait(callee.method());
    Ok(quote! {{
        const HELPER: &::template_runtime::__private::StaticHelper = {
            #[allow(unused_imports, reason = "one of the steps holds")]
            use ::template_runtime::__private::steps::*;
            #import
            #plain
            &::template_runtime::__private::StaticHelper {
                spec: &#bound.spec(#name),
                call: |args, sink| #bound.call(args, sink),
            }
        };
        ::template_runtime::DynHelper::new(HELPER)
    }})
}
