//! The functions that a template calls, and the small functions that call them.

use crate::{rust_type::identifier, text::Text};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use std::collections::BTreeSet;
use syn::{Expr, ExprPath, ext::IdentExt as _};
use template_bytecode::Op;
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

/// Gives the items `__SPECS`, what link knows of the helpers, `__CALLS`, what calls them, and
/// `__HELPER_VALUES`, both, if the template uses helpers as values. `bound` are the functions that the
/// macro call binds to names.
pub(crate) fn bind(
    program: &Symbolic,
    bound: &[(Ident, Expr)],
    text: &Text,
) -> syn::Result<TokenStream> {
    let helpers = program.helpers.iter().enumerate();
    let items: Vec<TokenStream> = helpers
        .map(|(index, helper)| one(index, helper, bound, text))
        .collect::<syn::Result<_>>()?;
    let decoys = decoys(program, text.span);
    let plain = plain_methods(program);
    let specs: Vec<Ident> = (0..items.len()).map(|i| format_ident!("__SPEC_{i}")).collect();
    let calls: Vec<Ident> = (0..items.len()).map(|i| format_ident!("__call_{i}")).collect();
    let names = program.helpers.iter().map(|helper| &helper.path);
    let are_values = program.ops.iter().any(|op| matches!(op, Op::PushHelper { .. }));
    let values = if are_values {
        quote!(#(::template_runtime::__private::StaticHelper { spec: &#specs, call: #calls }),*)
    } else {
        quote!()
    };
    Ok(quote! {
        #(#items)*
        #(#decoys)*
        #plain
        const __SPECS: &[::template_runtime::__private::HelperSpec] = &[#(#specs),*];
        const __CALLS: &[::template_runtime::__private::HelperFn] = &[#(#calls),*];
        const __HELPER_NAMES: &[&::core::primitive::str] = &[#(#names),*];
        const __HELPER_VALUES: &[::template_runtime::__private::StaticHelper] = &[#values];
    })
}

/// Binds one helper.
///
/// Its path stands in a macro of its own. When the path does not resolve, or the function cannot
/// be a helper, the error is rustc's, which points at the whole literal; but it also says in which
/// macro it arose, and the name of that is the place inside the template.
fn one(
    index: usize,
    helper: &Helper,
    bound: &[(Ident, Expr)],
    text: &Text,
) -> syn::Result<TokenStream> {
    let name = &helper.path;
    let spec = format_ident!("__SPEC_{index}");
    let call = format_ident!("__call_{index}");
    let place = text.source.place(helper.span.start);
    let at = format!("helper_at_line_{}_column_{}", place.line, place.column);
    let at = Ident::new(&at, Span::call_site());
    let (import, function) = match bound.iter().find(|(bound, _)| bound.unraw() == name) {
        Some((_, function)) => (quote!(), function.to_token_stream()),
        None => function(name, text.span)?,
    };
    let last = last_segment(name);
    // The same tokens in both places, so that rustc takes the errors of both for one.
    let bound = bound_function(&function, last, text.span);
    let body = quote! {
        const #spec: ::template_runtime::__private::HelperSpec = {
            #[allow(unused_imports, reason = "one of the steps holds")]
            use ::template_runtime::__private::steps::*;
            #import
            #bound.spec(#name)
        };
        fn #call<'v>(
            args: &::template_runtime::Args<'_, 'v>,
            sink: &mut dyn ::template_runtime::Sink<'v>,
        ) -> ::core::result::Result<(), ::template_runtime::ErrorKind> {
            #[allow(unused_imports, reason = "one of the steps holds")]
            use ::template_runtime::__private::steps::*;
            #import
            #bound.call(args, sink)
        }
    };
    Ok(quote! {
        macro_rules! #at { () => { #body }; }
        #at!();
    })
}

/// Gives the expression that binds a function: the method of [`plain_methods`] or that of `#[helper]`
/// tells how it is called.
pub(crate) fn bound_function(function: &TokenStream, last: &str, span: Span) -> TokenStream {
    let method = method(last);
    let params = (0..6).map(|i| format_ident!("__template_param_{i}"));
    quote_spanned! {span=>
        ::template_runtime::__private::bind(
            |site| site.#method(),
            #function,
            |probe, params| {
                #((&&params).#params();)*
                (&&&&&probe).__template_tag()
            },
        )
    }
}

/// The method of a site by which a helper is found whose name ends in `last`.
pub(crate) fn method(last: &str) -> Ident {
    format_ident!("__template_helper_{last}")
}

/// For each helper's name the method that says that its function is a plain one. A function with
/// `#[helper]` brings a trait into scope which has a method of the same name, and which method look-up
/// prefers, because it needs one reference less.
fn plain_methods(program: &Symbolic) -> TokenStream {
    let names: BTreeSet<&str> =
        program.helpers.iter().map(|helper| last_segment(&helper.path)).collect();
    let methods: Vec<Ident> = names.into_iter().map(method).collect();
    if methods.is_empty() {
        return quote!();
    }
    plain_trait(&methods)
}

/// The trait with these methods.
pub(crate) fn plain_trait(methods: &[Ident]) -> TokenStream {
    quote! {
        #[allow(non_snake_case, reason = "a name may be anything")]
        trait __Plain: ::core::marker::Sized {
            #(fn #methods(self) -> ::template_runtime::__private::Plain {
                ::template_runtime::__private::Plain
            })*
        }
        impl __Plain for &::template_runtime::__private::Site {}
    }
}

/// The last part of a path, without `r#`.
pub(crate) fn last_segment(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// The function of a path, and the import that it needs.
///
/// What stands in a module is imported, and with it the trait that `#[helper]` has made under the same
/// name: it has to be in scope. A function of a type cannot be imported, nor have `#[helper]`.
fn function(name: &str, span: Span) -> syn::Result<(TokenStream, TokenStream)> {
    let path =
        path(name, span).ok_or_else(|| syn::Error::new(span, format!("`{name}` is no path")))?;
    let tokens = respan(path.to_token_stream(), span);
    let segments: Vec<String> =
        path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let of_type = match segments.as_slice() {
        [.., module, _] => is_type(module),
        _ => true,
    };
    if of_type {
        return Ok((quote!(), tokens));
    }
    let alias = Ident::new("__template_function", span);
    let import = quote_spanned! {span=>
        #[allow(unused_imports, reason = "the trait may not be there")]
        use #tokens as #alias;
    };
    Ok((import, alias.into_token_stream()))
}

/// Whether a part of a path is the name of a type, by how it is written.
fn is_type(name: &str) -> bool {
    const PRIMITIVE: &[&str] = &[
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8",
        "u16", "u32", "u64", "u128", "usize",
    ];
    PRIMITIVE.contains(&name) || name.starts_with(char::is_uppercase)
}

/// Items that keep rustc from proposing to replace the whole text of the template by a function
/// whose name is similar to that of a helper. Of all similar names rustc prefers the one that differs
/// in nothing but case, and it proposes none that is defined where the error is.
fn decoys(program: &Symbolic, span: Span) -> Vec<TokenStream> {
    let last = |helper: &Helper| last_segment(&helper.path).to_owned();
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
