//! The form of `template!` that makes a struct.

use crate::{input::Item, program};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, Error};
use template_compiler::compile;

/// Expands to the struct and what makes it a template.
pub(crate) fn expand(input: &Item) -> TokenStream {
    let Item { item, text, options } = input;
    let implementation = match compile(&text.source, &options.compiler) {
        Ok(program) => program::implement(item, text, options, &program)
            .unwrap_or_else(Error::into_compile_error),
        Err(errors) => program::broken(item, text, &errors),
    };
    // The attributes that are for the derive are not for rustc.
    let mut plain = item.clone();
    let theirs = |attribute: &Attribute| !attribute.path().is_ident("data");
    plain.attrs.retain(theirs);
    for field in &mut plain.fields {
        field.attrs.retain(theirs);
    }
    quote!(#plain #implementation)
}
