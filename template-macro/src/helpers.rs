//! The functions that a template calls, and the small functions that call them.

use crate::{rust_type::identifier, text::Text};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use std::collections::BTreeSet;
use syn::{
    DeriveInput, Expr, ExprGroup, ExprParen, ExprPath, LitStr, Token,
    ext::IdentExt as _,
    parse::{Parse, ParseStream},
    spanned::Spanned as _,
};
use template_bytecode::Op;
use template_compiler::{Diagnostic, Symbolic, resolved::Helper};

/// Refuses helpers whose names no function can have.
pub(crate) fn check(program: Symbolic) -> Result<Symbolic, Vec<Diagnostic>> {
    let wrong = program.helpers.iter().filter(|helper| {
        is_of_self(&helper.path) || path(&helper.path, Span::call_site()).is_none()
    });
    let errors: Vec<Diagnostic> = wrong.map(refuse).collect();
    if errors.is_empty() { Ok(program) } else { Err(errors) }
}

fn refuse(helper: &Helper) -> Diagnostic {
    let name = &helper.path;
    if is_of_self(name) {
        let last = last_segment(name);
        return Diagnostic::new(helper.span, "`Self` is not known in a template").help(format!(
            "write the type, or in the expression form `fn {last} = {name}` behind the text"
        ));
    }
    let error = Diagnostic::new(helper.span, not_a_function(name));
    if name.contains('-') {
        return error.help(format!("a helper is a function: `{}`", name.replace('-', "_")));
    }
    error.help("a helper is a function of Rust: `name` or `module::name`")
}

/// Whether a path begins with `Self`: functions that stand beside the struct do not know it.
fn is_of_self(path: &str) -> bool {
    path.split("::").next() == Some("Self")
}

fn not_a_function(name: &str) -> String {
    format!("`{name}` cannot be the name of a function")
}

/// Gives the items `__SPECS`, what link knows of the helpers, `__CALLS`, what calls them, and
/// `__HELPER_VALUES`, both, if the template uses helpers as values. `bound` are the functions that the
/// macro call binds to names.
pub(crate) fn bind(program: &Symbolic, bound: &[(Ident, Expr)], text: &Text) -> TokenStream {
    let helpers = program.helpers.iter().enumerate();
    let items: Vec<TokenStream> =
        helpers.map(|(index, helper)| one(index, helper, bound, text)).collect();
    let plain = plain_methods(program, bound);
    let specs: Vec<Ident> = (0..items.len()).map(|i| format_ident!("__SPEC_{i}")).collect();
    let calls: Vec<Ident> = (0..items.len()).map(|i| format_ident!("__call_{i}")).collect();
    let names = program.helpers.iter().map(|helper| &helper.path);
    let are_values = program.ops.iter().any(|op| matches!(op, Op::PushHelper { .. }));
    let values = if are_values {
        quote!(#(::template_runtime::__private::StaticHelper { spec: &#specs, call: #calls }),*)
    } else {
        quote!()
    };
    quote! {
        #(#items)*
        #plain
        const __SPECS: &[::template_runtime::__private::HelperSpec] = &[#(#specs),*];
        const __CALLS: &[::template_runtime::__private::HelperFn] = &[#(#calls),*];
        const __HELPER_NAMES: &[&::core::primitive::str] = &[#(#names),*];
        const __HELPER_VALUES: &[::template_runtime::__private::StaticHelper] = &[#values];
    }
}

/// Binds one helper.
///
/// When its path does not resolve, or the function cannot be a helper, the error is rustc's, which
/// points at the whole literal; but it also says in which macro it arose. So the work is done by a macro
/// of its own, [`expand`], under a name that is the place inside the template. And for what a derive
/// macro has written rustc does not propose to replace the text of the template by a similar name.
fn one(index: usize, helper: &Helper, bound: &[(Ident, Expr)], text: &Text) -> TokenStream {
    let span = text.span_of(helper.span);
    let place = text.source.place(helper.span.start);
    let at = Ident::new(&format!("helper_at_line_{}_column_{}", place.line, place.column), span);
    let (spec, call) = (format_ident!("__SPEC_{index}"), format_ident!("__call_{index}"));
    let name = &helper.path;
    let function = bound.iter().find(|(bound, _)| bound.unraw() == name);
    let function = function.map(|(_, function)| function);
    let holder = format_ident!("__Helper_{index}");
    let derive = quote_spanned!(span=> #[derive(#at)]);
    quote! {
        use ::template_runtime::__private::BindHelper as #at;
        #derive
        #[__template_helper(#spec, #call, #name, #function)]
        #[allow(dead_code, reason = "it carries the attribute")]
        struct #holder;
    }
}

/// What the derive macro of [`one`] is given.
struct Binding {
    spec: Ident,
    call: Ident,
    name: LitStr,
    function: Option<Expr>,
}

impl Parse for Binding {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let spec = input.parse()?;
        input.parse::<Token![,]>()?;
        let call = input.parse()?;
        input.parse::<Token![,]>()?;
        let name = input.parse()?;
        input.parse::<Token![,]>()?;
        let function = if input.is_empty() { None } else { Some(input.parse()?) };
        Ok(Self { spec, call, name, function })
    }
}

/// Expands to what link knows of a helper, and to the function that calls it.
pub(crate) fn expand(holder: &DeriveInput) -> syn::Result<TokenStream> {
    let span = Span::call_site();
    let attribute =
        holder.attrs.iter().find(|attribute| attribute.path().is_ident("__template_helper"));
    let attribute =
        attribute.ok_or_else(|| syn::Error::new(span, "this is for `template!` alone"))?;
    let Binding { spec, call, name, function } = attribute.parse_args()?;
    let callee = match function {
        Some(function) => Callee::of_expression(&function),
        None => Callee::of_name(&name.value(), span)?,
    };
    let import = &callee.import;
    // The same tokens in both places, so that rustc takes the errors of both for one.
    let bound = callee.bound(span);
    // A function may be called so too.
    let [args, sink] = ["args", "sink"].map(|name| Ident::new(name, Span::mixed_site()));
    Ok(quote! {
        const #spec: ::template_runtime::__private::HelperSpec = {
            #[allow(unused_imports, clippy::wildcard_imports, reason = "one of the steps holds")]
            use ::template_runtime::__private::steps::*;
            #import
            #bound.spec(#name)
        };
        fn #call<'v>(
            #args: &::template_runtime::Args<'_, 'v>,
            #sink: &mut dyn ::template_runtime::Sink<'v>,
        ) -> ::core::result::Result<(), ::template_runtime::ErrorKind> {
            #[allow(unused_imports, clippy::wildcard_imports, reason = "one of the steps holds")]
            use ::template_runtime::__private::steps::*;
            #import
            #bound.call(#args, #sink)
        }
    })
}

/// A function that is called, and what is needed to call it.
pub(crate) struct Callee {
    /// The import that it needs.
    pub(crate) import: TokenStream,
    /// The function.
    pub(crate) function: TokenStream,
    /// The last part of its path, without `r#`; nothing where it is a closure.
    pub(crate) name: String,
}

impl Callee {
    /// The function that a template calls by a name which the macro call does not bind.
    fn of_name(name: &str, span: Span) -> syn::Result<Self> {
        let path = path(name, span).ok_or_else(|| syn::Error::new(span, not_a_function(name)))?;
        Ok(Self::of_path(&path, respan(path.to_token_stream(), span), span))
    }

    /// The function of a path, of which `tokens` are the tokens.
    ///
    /// What stands in a module is imported, and with it the trait that `#[helper]` has made under the
    /// same name: it has to be in scope. A function of a type cannot be imported, nor have `#[helper]`.
    fn of_path(path: &ExprPath, tokens: TokenStream, span: Span) -> Self {
        let segments: Vec<String> =
            path.path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect();
        let is_plain = path.qself.is_none()
            && path.path.segments.iter().all(|segment| segment.arguments.is_none());
        let name = segments.last().cloned().unwrap_or_default();
        match segments.as_slice() {
            [.., module, _] if is_plain && !is_type(module) => {
                let alias = Ident::new("__template_function", span);
                let import = quote_spanned! {span=>
                    #[allow(unused_imports, reason = "the trait may not be there")]
                    use #tokens as #alias;
                };
                Self { import, function: alias.into_token_stream(), name }
            }
            _ => Self { import: quote!(), function: tokens, name },
        }
    }

    /// The function that an expression is, or the closure.
    pub(crate) fn of_expression(expression: &Expr) -> Self {
        match expression {
            Expr::Path(path) => Self::of_path(path, path.to_token_stream(), path.span()),
            Expr::Group(ExprGroup { expr, .. }) | Expr::Paren(ExprParen { expr, .. }) => {
                Self::of_expression(expr)
            }
            other => {
                Self { import: quote!(), function: other.to_token_stream(), name: String::new() }
            }
        }
    }

    /// Gives the expression that binds the function: the method of [`plain_methods`] or that of
    /// `#[helper]` tells how it is called.
    pub(crate) fn bound(&self, span: Span) -> TokenStream {
        let function = &self.function;
        let (mode, returned) = (self.mode(span), self.returned(span));
        quote_spanned!(span=> ::template_runtime::__private::bind(#mode, #function, #returned))
    }

    /// The closure that tells whether the function has `#[helper]`: by the method of [`plain_trait`] or
    /// by that of the attribute.
    pub(crate) fn mode(&self, span: Span) -> TokenStream {
        match self.method() {
            Some(method) => quote_spanned!(span=> |site| site.#method()),
            None => quote_spanned!(span=> |_| ::template_runtime::__private::Plain),
        }
    }

    /// The closure that tells how results are given away, and gives types to parameters of type
    /// `impl Display`.
    pub(crate) fn returned(&self, span: Span) -> TokenStream {
        let params = (0..6).map(|i| format_ident!("__template_param_{i}"));
        quote_spanned! {span=>
            |probe, params| {
                #((&&params).#params();)*
                (&&&&&probe).__template_tag()
            }
        }
    }

    /// The method of a site by which it is found; none for a closure.
    pub(crate) fn method(&self) -> Option<Ident> {
        (!self.name.is_empty()).then(|| method(&self.name))
    }
}

/// The method of a site by which a helper is found whose name ends in `last`.
pub(crate) fn method(last: &str) -> Ident {
    format_ident!("__template_helper_{last}")
}

/// For each helper's name the method that says that its function is a plain one. A function with
/// `#[helper]` brings a trait into scope which has a method of the same name, and which method look-up
/// prefers, because it needs one reference less.
fn plain_methods(program: &Symbolic, bound: &[(Ident, Expr)]) -> TokenStream {
    let given = bound.iter().map(|(_, function)| Callee::of_expression(function).method());
    let named = program.helpers.iter().map(|helper| Some(method(last_segment(&helper.path))));
    let methods: BTreeSet<Ident> = given.chain(named).flatten().collect();
    if methods.is_empty() { quote!() } else { plain_trait(methods) }
}

/// The trait with these methods.
pub(crate) fn plain_trait(methods: impl IntoIterator<Item = Ident>) -> TokenStream {
    let methods = methods.into_iter();
    quote! {
        #[allow(non_snake_case, reason = "a name may be anything")]
        trait __Plain: ::core::marker::Sized {
            #(fn #methods(self) -> ::template_runtime::__private::Plain {
                ::template_runtime::__private::Plain
            })*
        }
        impl<F, P> __Plain for &::template_runtime::__private::Site<F, P> {}
    }
}

/// The last part of a path, without `r#`.
fn last_segment(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// Whether a part of a path is the name of a type, by how it is written.
fn is_type(name: &str) -> bool {
    const PRIMITIVE: &[&str] = &[
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8",
        "u16", "u32", "u64", "u128", "usize",
    ];
    PRIMITIVE.contains(&name) || name.starts_with(char::is_uppercase)
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
