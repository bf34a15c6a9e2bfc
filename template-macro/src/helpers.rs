//! The functions that a template calls, and the small functions that call them.

use crate::{rust_type::identifier, text::Text};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use std::collections::BTreeSet;
use syn::ExprPath;
use template_compiler::{Diagnostic, Symbolic, resolved::Helper};

/// Refuses helpers whose names no function can have.
pub(crate) fn check(program: Symbolic) -> Result<Symbolic, Vec<Diagnostic>> {
    let wrong =
        program.helpers.iter().filter(|helper| path(&helper.path, Span::call_site()).is_none());
    let errors: Vec<Diagnostic> = wrong.map(refuse).collect();
    if errors.is_empty() { Ok(program) } else { Err(errors) }
}

fn refuse(helper: &Helper) -> Diagnostic {
    let name = &helper.path;
    let error = Diagnostic::new(helper.span, format!("`{name}` cannot be the name of a function"));
    if name.contains('-') {
        return error.help(format!("a helper is a function: `{}`", name.replace('-', "_")));
    }
    error.help("a helper is a function of Rust: `name` or `module::name`")
}

/// Gives the items `__SPECS`, what link knows of the helpers, and `__CALLS`, what calls them.
pub(crate) fn bind(program: &Symbolic, text: &Text) -> syn::Result<TokenStream> {
    let bound = program.helpers.iter().enumerate().map(|(index, helper)| one(index, helper, text));
    let bound: Vec<TokenStream> = bound.collect::<syn::Result<_>>()?;
    let decoys = decoys(program, text.span);
    let specs = (0..bound.len()).map(|index| format_ident!("__SPEC_{index}"));
    let calls = (0..bound.len()).map(|index| format_ident!("__call_{index}"));
    let names = program.helpers.iter().map(|helper| &helper.path);
    Ok(quote! {
        #(#bound)*
        #(#decoys)*
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
    let path = path(name, text.span)
        .ok_or_else(|| syn::Error::new(text.span, format!("`{name}` is no path")))?;
    let path = respan(path.into_token_stream(), text.span);
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
    let body = quote! {
        const #spec: ::template_runtime::__private::HelperSpec = {
            #steps
            #bound.spec(#name)
        };
        fn #call<'v>(
            args: &[::template_runtime::Value<'v>],
            sink: &mut ::template_runtime::Sink<'_, '_, 'v>,
        ) -> ::core::result::Result<(), ::template_runtime::ErrorKind> {
            #steps
            #bound.call(args, sink)
        }
    };
    Ok(quote! {
        macro_rules! #at { () => { #body }; }
        #at!();
    })
}

/// Items that keep rustc from proposing to replace the whole text of the template by a function
/// whose name is similar to that of a helper. Of all similar names rustc prefers the one that differs
/// in nothing but case, and it proposes none that is defined where the error is.
fn decoys(program: &Symbolic, span: Span) -> Vec<TokenStream> {
    let last = |helper: &Helper| helper.path.rsplit("::").next().unwrap_or_default().to_owned();
    let names: BTreeSet<String> = program.helpers.iter().map(last).collect();
    let upper: BTreeSet<String> = names.iter().map(|name| name.to_uppercase()).collect();
    let decoys = upper.difference(&names).filter_map(|name| identifier(name, span));
    let decoy = |name| {
        quote_spanned! {span=>
            #[allow(dead_code, reason = "only errors see it")]
            const #name: () = ();
        }
    };
    decoys.map(decoy).collect()
}

/// The path of a helper; a keyword in it is a raw identifier.
fn path(name: &str, span: Span) -> Option<ExprPath> {
    let plain = |segment| matches!(segment, "crate" | "self" | "super" | "Self");
    let segments: Option<Vec<String>> = name
        .split("::")
        .map(|segment| {
            if plain(segment) {
                return Some(segment.to_owned());
            }
            identifier(segment, span).map(|segment| segment.to_string())
        })
        .collect();
    syn::parse_str(&segments?.join("::")).ok()
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
