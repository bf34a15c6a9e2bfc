//! `template!`: the form that makes a struct, and the expression.

mod emit;
mod expression;
mod input;
mod options;
mod program;
mod text;
mod warnings;

use crate::data;
pub(crate) use input::Input;
use input::ItemInput;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, DeriveInput, Error, ItemStruct};
pub(crate) use text::TemplateText;

/// Expands `template!`, in either form.
pub(crate) fn expand(input: &Input) -> TokenStream {
    match input {
        Input::Item(item) => expand_item(item),
        Input::Expression(expression) => expression::expand(expression),
    }
}

/// Expands to the struct and what makes it a template.
fn expand_item(input: &ItemInput) -> TokenStream {
    let ItemInput { item, text, options, functions } = input;
    if let Err(error) = data::derive(&DeriveInput::from(item.clone())) {
        let (item, error) = (without_data(item), error.into_compile_error());
        let stand_in = program::without_data(&item, text);
        return quote!(#error #item #stand_in);
    }
    let compiled = program::compile(text, options);
    let implementation = match compiled {
        Ok(program) => {
            let unread = warnings::unread_field_warnings(item, text, &program);
            let implementation = program::implement(item, text, options, functions, &program)
                .unwrap_or_else(Error::into_compile_error);
            quote!(#implementation #unread)
        }
        Err(errors) => program::broken(item, text, &errors),
    };
    let item = program::declare(item);
    quote!(#item #implementation)
}

/// The struct without the attributes that are for the derive: rustc does not know them.
fn without_data(item: &ItemStruct) -> ItemStruct {
    let mut plain = item.clone();
    let theirs = |attribute: &Attribute| !attribute.path().is_ident("data");
    plain.attrs.retain(theirs);
    for field in &mut plain.fields {
        field.attrs.retain(theirs);
    }
    plain
}
