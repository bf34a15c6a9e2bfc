//! The function that replaces an invalid one, so that templates that call it cause no further errors.
//!
//! A template accepts only functions that implement `Fn` for at most twelve arguments, and whose parameters it can infer.

use super::MAX_PARAMS;
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{GenericParam, ItemFn, Safety, Visibility, parse_quote};

/// Returns the replacement of an invalid function: the function itself if templates accept it.
pub(super) fn of(function: ItemFn) -> TokenStream {
    let signature = &function.sig;
    let is_const = |param: &GenericParam| matches!(param, GenericParam::Const(_));
    if signature.inputs.len() > MAX_PARAMS
        || signature.variadic.is_some()
        || signature.generics.params.iter().any(is_const)
    {
        enclosed(function)
    } else {
        safe(function).into_token_stream()
    }
}

/// Returns the function without `unsafe` and `extern`, which Rust code calls as before.
fn safe(mut function: ItemFn) -> ItemFn {
    if matches!(function.sig.safety, Safety::Unsafe(_)) {
        function.sig.safety = Safety::Default;
        let body = &function.block;
        function.block = parse_quote!({ unsafe #body });
        function.attrs.push(parse_quote!(#[allow(unused_unsafe)]));
    }
    function.sig.abi = None;
    function
}

/// Returns a function without parameters that contains the function, so that rustc checks its body, and sees what it uses.
/// Templates can name it; a call in Rust code is a further error.
fn enclosed(mut function: ItemFn) -> TokenStream {
    let is_cfg = |attribute: &syn::Attribute| attribute.path().is_ident("cfg");
    let (cfgs, attributes) = function.attrs.into_iter().partition(is_cfg);
    function.attrs = attributes;
    let cfgs: Vec<syn::Attribute> = cfgs;
    let vis = std::mem::replace(&mut function.vis, Visibility::Inherited);
    let ident = &function.sig.ident;
    quote! {
        #(#cfgs)*
        #[doc(hidden)]
        #[allow(dead_code)]
        #vis fn #ident() {
            #[allow(dead_code)]
            #function
        }
    }
}
