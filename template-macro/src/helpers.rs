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
    // The same tokens in both places, so that rustc takes the errors of both for one.
    let bound = quote_spanned! {text.span=>
        ::template_runtime::__private::bind(&#path, |probe| (&&&&&probe).__template_tag())
    };
    let steps = quote! {
        #[allow(unused_imports, reason = "one of the steps holds")]
        use ::template_runtime::__private::{
            ViaDisplay as _, ViaNothing as _, ViaOption as _, ViaResult as _, ViaValue as _,
        };
    };
    let decoy = decoy(name, text.span);
    let body = quote! {
        const #spec: ::template_runtime::__private::HelperSpec = {
            #steps
            #decoy
            #bound.spec(#name)
        };
        fn #call<'v>(
            args: &[::template_runtime::Value<'v>],
            sink: &mut ::template_runtime::Sink<'_, '_, 'v>,
        ) -> ::core::result::Result<(), ::template_runtime::ErrorKind> {
            #steps
            #decoy
            #bound.call(args, sink)
        }
    };
    Ok(quote! {
        macro_rules! #at { () => { #body }; }
        #at!();
    })
}

/// An item that keeps rustc from proposing to replace the whole text of the template by a function
/// whose name is similar to that of the helper. Of all similar names rustc prefers the one that
/// differs in nothing but case, and it proposes none that is defined where the error is.
fn decoy(name: &str, span: Span) -> TokenStream {
    let last = name.rsplit("::").next().unwrap_or(name);
    let upper = last.to_uppercase();
    match syn::parse_str::<Ident>(&upper) {
        Ok(_) if upper != last => {
            let decoy = Ident::new(&upper, span);
            quote_spanned! {span=>
                #[allow(dead_code, non_upper_case_globals, reason = "only errors see it")]
                const #decoy: () = ();
            }
        }
        _ => TokenStream::new(),
    }
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
