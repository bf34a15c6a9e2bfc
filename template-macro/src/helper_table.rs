//! `helpers!`: functions by their names, for templates that are compiled at run time.

use crate::{
    dyn_helper::{static_helper, untyped},
    helpers::Callee,
};
use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{
    Expr, ExprPath, LitStr, PathArguments, Result, Token,
    ext::IdentExt as _,
    parse::{Parse, ParseStream},
    punctuated::Punctuated,
    spanned::Spanned as _,
};

/// The table as it is written.
pub(crate) struct Table {
    entries: Punctuated<Entry, Token![,]>,
}

/// `path`, `name = function` or `"name" = function`.
struct Entry {
    name: String,
    function: Expr,
}

impl Parse for Table {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        Ok(Self { entries: Punctuated::parse_terminated(input)? })
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
        if let Some(error) = untyped(&function) {
            return Err(error);
        }
        let name = match (name, &function) {
            (Some(name), _) => name,
            (None, function) => own_name(function)
                .ok_or_else(|| syn::Error::new(function.span(), "give it a name: `name = …`"))?,
        };
        Ok(Self { name, function })
    }
}

/// The name by which a template calls a path; none for what is no path, or has more than names in it.
fn own_name(function: &Expr) -> Option<String> {
    let Expr::Path(ExprPath { qself: None, path, .. }) = function else { return None };
    let names = path.segments.iter().map(|segment| match segment.arguments {
        PathArguments::None => Some(segment.ident.unraw().to_string()),
        _ => None,
    });
    let names: Option<Vec<String>> = names.collect();
    names.map(|names| names.join("::"))
}

/// Expands to a table of the functions.
pub(crate) fn expand(table: &Table) -> TokenStream {
    let entries = table.entries.iter().map(entry);
    quote!(::template_runtime::Helpers::of([#(#entries),*]))
}

/// A name with the function.
fn entry(Entry { name, function }: &Entry) -> TokenStream {
    let callee = Callee::of_expression(function);
    let helper = static_helper(&callee, function, &quote!(spec(#name)));
    quote!((#name, { #helper HELPER }))
}
