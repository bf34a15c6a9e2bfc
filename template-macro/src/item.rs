//! The form of `template!` that makes a struct.

use crate::{input::Item, program};
use proc_macro2::TokenStream;
use quote::quote;
use syn::Error;
use template_compiler::compile;

/// Expands to the struct and what makes it a template.
pub(crate) fn expand(input: &Item) -> TokenStream {
    let Item { item, text, options } = input;
    let implementation = match compile(&text.source, &options.compiler) {
        Ok(program) => program::implement(item, text, options, &program)
            .unwrap_or_else(Error::into_compile_error),
        Err(errors) => program::broken(item, text, &errors),
    };
    // The attributes of fields that are for the derive are not for rustc.
    let mut plain = item.clone();
    for field in &mut plain.fields {
        field.attrs.retain(|attribute| !attribute.path().is_ident("data"));
    }
    quote!(#plain #implementation)
}
