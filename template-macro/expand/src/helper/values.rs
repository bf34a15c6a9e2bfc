//! `dyn_helper!`, `callable!` and `helpers!`: functions and closures as values.

use crate::{
    crate_path,
    helper::{CalledFunction, plain_trait},
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{
    Error, Expr, ExprGroup, ExprParen, ExprPath, LitStr, Pat, Path, PathArguments, Result, Token,
    ext::IdentExt as _,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    spanned::Spanned as _,
};

/// Expands to a `DynHelper` of a function, or of a closure that captures nothing.
///
/// A block helper is rejected by the generated code, because a value cannot be called with a block.
///
/// # Errors
///
/// Returns an error if the input is not one expression.
pub(crate) fn dyn_helper(input: TokenStream) -> syn::Result<TokenStream> {
    if input.is_empty() {
        let message = "missing function: write `dyn_helper!(name)`";
        return Err(Error::new(Span::call_site(), message));
    }
    let WithCrate { crate_path, value: function } = syn::parse2::<WithCrate<Expr>>(input)?;
    let callee = CalledFunction::of_expression(&function);
    let name = &callee.name;
    let helper = static_helper(&callee, &callee.bound_value(function.span()), name);
    let value = quote! {{
        #helper
        ::template_runtime::DynHelper::new(&HELPER)
    }};
    Ok(crate_path::replaced(value, crate_path.as_ref()))
}

/// The input of a macro with the path of the runtime crate before it, if there is one: `crate = path, function`.
pub(crate) struct WithCrate<T> {
    pub(crate) crate_path: Option<Path>,
    pub(crate) value: T,
}

impl<T: Parse> Parse for WithCrate<T> {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Ok(Self { crate_path: crate_path::parse_before(input)?, value: input.parse()? })
    }
}

/// Expands to the item `HELPER`, the `StaticHelper` of a function that templates call `name`.
///
/// The expression `bound` appears twice in one constant, with the same tokens, so that rustc reports its errors once.
fn static_helper(callee: &CalledFunction, bound: &TokenStream, name: &str) -> TokenStream {
    let (import, plain) = (&callee.import, plain_trait(callee.method()));
    let [args, sink] = ["__args", "__sink"].map(|name| Ident::new(name, Span::mixed_site()));
    quote! {
        const HELPER: ::template_runtime::__private::StaticHelper = {
            use ::template_runtime::__private::steps::*;
            #import
            #plain
            ::template_runtime::__private::StaticHelper {
                spec: &#bound.spec(#name),
                call: |#args, #sink| #bound.call(#args, #sink),
            }
        };
    }
}

/// Returns an error for the parameters of a closure that have no type, if there are any: rustc would infer a
/// type with one specific lifetime, and report only that borrowed data escapes (E0521).
pub(crate) fn untyped_param_error(function: &Expr) -> Option<Error> {
    match function {
        Expr::Group(ExprGroup { expr, .. }) | Expr::Paren(ExprParen { expr, .. }) => {
            untyped_param_error(expr)
        }
        Expr::Closure(closure) => {
            let untyped = closure.inputs.iter().filter(|input| !matches!(input, Pat::Type(_)));
            let error = |param: &Pat| {
                let name = match param {
                    Pat::Ident(_) | Pat::Wild(_) => param.to_token_stream().to_string(),
                    _ => "v".to_owned(),
                };
                let message = format!("this parameter needs a type, as in `|{name}: &str|`");
                Error::new_spanned(param, message)
            };
            untyped.map(error).reduce(combine_errors)
        }
        _ => None,
    }
}

/// Combines two errors into one.
pub(crate) fn combine_errors(mut first: Error, second: Error) -> Error {
    first.combine(second);
    first
}

/// Expands to a value that calls a function or a closure. Errors at run time call it `name`.
pub(crate) fn callable(name: &str, function: &Expr) -> TokenStream {
    let callee = CalledFunction::of_expression(function);
    let span = function.span();
    let (selection, function) = (callee.value_selection(span), &callee.function);
    let (import, plain) = (&callee.import, plain_trait(callee.method()));
    // Hygienic, so that the user's closure does not see them.
    let [given, args, sink] =
        ["__function", "__args", "__sink"].map(|name| Ident::new(name, Span::mixed_site()));
    let value = Ident::new("__value", Span::mixed_site().located_at(span));
    // All tokens have the span of the closure, so that rustc reports an error in it once.
    let closure = quote_spanned! {span=>
        ::template_runtime::__private::closure(
            #name,
            #value,
            #selection,
            |#given, #args, #sink| {
                ::template_runtime::__private::bind(#given, #selection).call(#args, #sink)
            },
        )
    };
    quote!({
        use ::template_runtime::__private::steps::*;
        #import
        #plain
        let #value = #function;
        #closure
    })
}

/// The input of `helpers!`: functions by name, for templates that are compiled at run time.
pub(crate) struct Table {
    pub(crate) crate_path: Option<Path>,
    entries: Punctuated<Entry, Token![,]>,
}

/// An element of the table: `path`, `name = function` or `"name" = function`.
struct Entry {
    name: String,
    function: Expr,
}

impl Parse for Table {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let crate_path = crate_path::parse_before(input)?;
        Ok(Self { crate_path, entries: Punctuated::parse_terminated(input)? })
    }
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = if input.peek(LitStr) {
            Some(input.parse::<LitStr>()?.value())
        } else if input.peek(Ident::peek_any) && input.peek2(Token![=]) {
            Some(input.call(Ident::parse_any)?.unraw().to_string())
        } else {
            None
        };
        if name.is_some() {
            input.parse::<Token![=]>()?;
        }
        let function: Expr = input.parse()?;
        if let Some(error) = untyped_param_error(&function) {
            return Err(error);
        }
        let name = match (name, &function) {
            (Some(name), _) => name,
            (None, function) => path_name(function).ok_or_else(|| {
                syn::Error::new(function.span(), "this helper needs a name: write `name = …`")
            })?,
        };
        Ok(Self { name, function })
    }
}

/// Returns the name of a path in templates, or `None` if the expression is not a path of plain segments.
fn path_name(function: &Expr) -> Option<String> {
    let Expr::Path(ExprPath { qself: None, path, .. }) = function else { return None };
    let names = path.segments.iter().map(|segment| match segment.arguments {
        PathArguments::None => Some(segment.ident.unraw().to_string()),
        _ => None,
    });
    let names: Option<Vec<String>> = names.collect();
    names.map(|names| names.join("::"))
}

/// Expands to the `Helpers` of a table.
pub(crate) fn helper_table(table: &Table) -> TokenStream {
    let entries = table.entries.iter().map(entry);
    quote!(::template_runtime::Helpers::of([#(#entries),*]))
}

/// Expands to an element of the table: a name and a `StaticHelper`.
fn entry(Entry { name, function }: &Entry) -> TokenStream {
    let callee = CalledFunction::of_expression(function);
    let helper = static_helper(&callee, &callee.bound(function.span()), name);
    quote!((#name, { #helper HELPER }))
}
