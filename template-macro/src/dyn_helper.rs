//! `dyn_helper!` and `callable!`: a function as a value.

use crate::helpers::{Callee, plain_trait};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{Error, Expr, ExprGroup, ExprParen, Pat, spanned::Spanned as _};

/// Expands to a `DynHelper` of a function, or of a closure that captures nothing.
///
/// A block helper is refused: nothing could call it.
pub(crate) fn expand(input: TokenStream) -> syn::Result<TokenStream> {
    if input.is_empty() {
        let message = "the function is missing: write `dyn_helper!(name)`";
        return Err(Error::new(Span::call_site(), message));
    }
    let function: Expr = syn::parse2(input)?;
    let callee = Callee::of_expression(&function);
    let name = &callee.name;
    let helper = static_helper(&callee, &function, &quote!(value_spec(#name)));
    Ok(quote! {{
        #helper
        ::template_runtime::DynHelper::new(&HELPER)
    }})
}

/// Expands to the item `HELPER`, the `StaticHelper` of a function; `spec` is the method, with its
/// arguments, that gives the specification.
///
/// The function stands twice in one constant, with the same tokens: what rustc finds wrong with it
/// is then reported once.
pub(crate) fn static_helper(callee: &Callee, function: &Expr, spec: &TokenStream) -> TokenStream {
    let bound = callee.bound(function.span());
    let (import, plain) = (&callee.import, plain_trait(callee.method()));
    let [args, sink] = ["args", "sink"].map(|name| Ident::new(name, Span::mixed_site()));
    quote! {
        const HELPER: ::template_runtime::__private::StaticHelper = {
            #[allow(unused_imports, clippy::wildcard_imports, reason = "one of the steps holds")]
            use ::template_runtime::__private::steps::*;
            #import
            #plain
            ::template_runtime::__private::StaticHelper {
                spec: &#bound.#spec,
                call: |#args, #sink| #bound.call(#args, #sink),
            }
        };
    }
}

/// Refuses a closure that has parameters without a type: rustc infers one with a lifetime of its own,
/// and says nothing but that something escapes (E0521).
pub(crate) fn untyped(function: &Expr) -> Option<Error> {
    match function {
        Expr::Group(ExprGroup { expr, .. }) | Expr::Paren(ExprParen { expr, .. }) => untyped(expr),
        Expr::Closure(closure) => {
            let untyped = closure.inputs.iter().filter(|input| !matches!(input, Pat::Type(_)));
            let error = |param: &Pat| {
                let name = match param {
                    Pat::Ident(_) | Pat::Wild(_) => param.to_token_stream().to_string(),
                    _ => "v".to_owned(),
                };
                let message = format!("give the parameter a type, as `|{name}: Value<'_>|`");
                Error::new_spanned(param, message)
            };
            untyped.map(error).reduce(combined)
        }
        _ => None,
    }
}

/// Both mistakes.
pub(crate) fn combined(mut one: Error, other: Error) -> Error {
    one.combine(other);
    one
}

/// Expands to a value that calls a function or a closure, which templates call `name`.
pub(crate) fn callable(name: &str, function: &Expr) -> TokenStream {
    let callee = Callee::of_expression(function);
    let span = function.span();
    let (mode, returned, function) = (callee.mode(span), callee.returned(span), &callee.function);
    let (import, plain) = (&callee.import, plain_trait(callee.method()));
    // The user's closure sees none of these.
    let [given, args, sink] =
        ["function", "args", "sink"].map(|name| Ident::new(name, Span::mixed_site()));
    quote_spanned! {span=> {
        #[allow(unused_imports, clippy::wildcard_imports, reason = "one of the steps holds")]
        use ::template_runtime::__private::steps::*;
        #import
        #plain
        ::template_runtime::__private::closure(
            #name,
            #mode,
            #function,
            #returned,
            |#given, #args, #sink| {
                ::template_runtime::__private::bind(#mode, #given, #returned).call(#args, #sink)
            },
        )
    }}
}
