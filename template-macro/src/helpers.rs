//! The functions that a template calls, and the small functions that call them.

use crate::text::Text;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::ExprPath;
use template_compiler::{Symbolic, resolved::Helper};

/// Gives the items `__SPECS`, what link knows of the helpers, and `__CALLS`, what calls them.
pub(crate) fn bind(program: &Symbolic, text: &Text) -> syn::Result<TokenStream> {
    let bound = program.helpers.iter().enumerate().map(|(index, helper)| one(index, helper, text));
    let bound: Vec<TokenStream> = bound.collect::<syn::Result<_>>()?;
    let specs = (0..bound.len()).map(|index| format_ident!("__SPEC_{index}"));
    let calls = (0..bound.len()).map(|index| format_ident!("__call_{index}"));
    let names = program.helpers.iter().map(|helper| &helper.path);
    Ok(quote! {
        #(#bound)*
        const __SPECS: &[::template_runtime::__private::HelperSpec] = &[#(#specs),*];
        const __CALLS: &[::template_runtime::__private::HelperFn] = &[#(#calls),*];
        const __HELPER_NAMES: &[&::core::primitive::str] = &[#(#names),*];
    })
}

/// Binds one helper.
///
/// Its path stands in a macro of its own. When the path does not resolve, or the function cannot
/// be a helper, the error is rustc's, which points at the whole literal; but it also says in which
/// macro it arose, and the name of that is the place inside the template.
fn one(index: usize, helper: &Helper, text: &Text) -> syn::Result<TokenStream> {
    let name = &helper.path;
    let path = respan(path(name, text.span)?.into_token_stream(), text.span);
    let spec = format_ident!("__SPEC_{index}");
    let call = format_ident!("__call_{index}");
    let place = text.source.place(helper.span.start);
    let at = format!("helper_at_line_{}_column_{}", place.line, place.column);
    let at = Ident::new(&at, Span::call_site());
    // All tokens have the span of the literal, so that rustc takes the errors of both uses of the
    // path for one.
    let body = quote_spanned! {text.span=>
        const #spec: ::template_runtime::__private::HelperSpec = {
            #[allow(unused_imports, reason = "one of the steps holds")]
            use ::template_runtime::__private::{
                ViaDisplay as _, ViaOption as _, ViaResult as _, ViaValue as _,
            };
            ::template_runtime::__private::HelperSpec {
                name: #name,
                params: ::template_runtime::__private::params(&#path),
                result: ::template_runtime::__private::result(
                    || (&&&&::template_runtime::__private::output(&#path)).tag(),
                ),
            }
        };
        fn #call<'v>(
            args: &[::template_runtime::Value<'v>],
            sink: &mut ::template_runtime::Sink<'_, '_, 'v>,
        ) -> ::core::result::Result<(), ::template_runtime::ErrorKind> {
            #[allow(unused_imports, reason = "one of the steps holds")]
            use ::template_runtime::__private::{
                Tag as _, ViaDisplay as _, ViaOption as _, ViaResult as _, ViaValue as _,
            };
            let helper = #path;
            let tag = (&&&&::template_runtime::__private::output(&helper)).tag();
            tag.give(::template_runtime::__private::invoke(&helper, args)?, sink)
        }
    };
    Ok(quote! {
        macro_rules! #at { () => { #body }; }
        #at!();
    })
}

fn path(name: &str, span: Span) -> syn::Result<ExprPath> {
    syn::parse_str(name)
        .map_err(|_| syn::Error::new(span, format!("`{name}` cannot be the name of a function")))
}

/// Gives all tokens one span.
fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let respanned = tokens.into_iter().map(|mut token| {
        if let TokenTree::Group(group) = &token {
            let mut group =
                proc_macro2::Group::new(group.delimiter(), respan(group.stream(), span));
            group.set_span(span);
            token = TokenTree::Group(group);
        } else {
            token.set_span(span);
        }
        token
    });
    respanned.collect()
}
