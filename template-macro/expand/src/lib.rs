//! Expands the macros of `template-runtime`, which `template-macro` defines. It documents them.
//!
//! A library of its own, because cargo builds a library as soon as the metadata of what it depends on is there, but a crate
//! of macros, which is linked, only after all of that has been built.

#![forbid(unsafe_code)]

mod crate_path;
mod data;
mod deprecated;
mod helper;
mod renamed_dependency;
mod rust_type;
mod template;
mod template_text;
mod trees;
mod unroll;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DeriveInput, Error, Expr, Result, parse2};

/// Returns the expansion of `template!`.
#[must_use]
pub fn template(input: TokenStream) -> TokenStream {
    or_error(parse2(input).map(template::expand))
}

/// Returns the expansion of `#[derive(Data)]`.
#[must_use]
pub fn derive_data(input: TokenStream) -> TokenStream {
    or_error(parse2::<DeriveInput>(input).and_then(|input| data::expand(&input)))
}

/// Returns the expansion of `#[helper]`.
#[must_use]
pub fn helper(arguments: TokenStream, item: TokenStream) -> TokenStream {
    helper::attribute::expand(arguments, item)
}

/// Returns the expansion of `dyn_helper!`.
#[must_use]
pub fn dyn_helper(input: TokenStream) -> TokenStream {
    or_error(helper::values::dyn_helper(input))
}

/// Returns the expansion of `helpers!`.
#[must_use]
pub fn helpers(input: TokenStream) -> TokenStream {
    or_error(parse2::<helper::values::Table>(input).map(|table| {
        let helpers = helper::values::helper_table(&table);
        crate_path::replaced(helpers, table.crate_path.as_ref())
    }))
}

/// Returns the expansion of `callable!`.
#[must_use]
pub fn callable(input: TokenStream) -> TokenStream {
    or_error(parse2::<helper::values::WithCrate<Expr>>(input).map(|input| {
        if let Some(error) = helper::values::untyped_param_error(&input.value) {
            let error = error.into_compile_error();
            return quote!({ #error });
        }
        let callable = helper::values::callable("", &input.value);
        crate_path::replaced(callable, input.crate_path.as_ref())
    }))
}

/// Returns the expansion of the derive macro that binds a helper, for code that `template!` generates.
#[must_use]
pub fn bind_helper(holder: TokenStream) -> TokenStream {
    or_error(parse2::<DeriveInput>(holder).and_then(|holder| helper::binding::expand(&holder)))
}

/// Returns an expansion, or the error instead of it.
fn or_error(expansion: Result<TokenStream>) -> TokenStream {
    expansion.unwrap_or_else(Error::into_compile_error)
}
