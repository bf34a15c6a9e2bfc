//! `template!`, in its two forms: a struct with a template, and an expression.

mod component;
mod constants;
mod emit;
mod expression;
mod fragments;
mod input;
mod options;
mod partial_folder;
mod program;
mod reload;
mod warnings;

use crate::{crate_path, data};
pub(crate) use input::Input;
use input::ItemInput;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, DeriveInput, ItemStruct};

/// Expands `template!`.
pub(crate) fn expand(input: Input) -> TokenStream {
    let (tokens, crate_path) = match input {
        Input::Item(item) => {
            let crate_path = item.options.crate_path.clone();
            (expand_item(*item), crate_path)
        }
        Input::Expression(expression) => {
            let crate_path = expression.options.crate_path.clone();
            (expression::expand(*expression), crate_path)
        }
    };
    crate_path::replaced(tokens, crate_path.as_ref())
}

/// Expands to the struct and its implementation of `Template`.
fn expand_item(input: ItemInput) -> TokenStream {
    let ItemInput { item, mut text, options, functions, component } = input;
    let (item, options, functions) = (&item, &options, functions.as_slice());
    if let Err(error) = data::derive(&DeriveInput::from(item.clone())) {
        let (item, error) = (without_data(item), error.into_compile_error());
        let stub = program::stub_without_data(&item, &text);
        return quote!(#error #item #stub);
    }
    let compiled = program::compile(&mut text, options);
    let text = &text;
    let implementation = match compiled {
        Ok(program) => {
            let unread = warnings::unread_field_warnings(item, text, &program);
            let implementation = program::implement(item, text, options, functions, &program);
            let unused = warnings::unused_slot_warnings(item, text, &component, &program);
            let component = component::implement(item, &component, options, &program);
            quote!(#implementation #component #unread #unused)
        }
        Err(errors) => {
            let (stub, component) = (program::stub(item, text, &errors), component::stub(item));
            quote!(#stub #component)
        }
    };
    let item = program::declare(item, options);
    quote!(#item #implementation)
}

/// Returns the struct without its `#[data(…)]` attributes, which rustc rejects on a struct without
/// `#[derive(Data)]`.
fn without_data(item: &ItemStruct) -> ItemStruct {
    let mut plain = item.clone();
    let is_other = |attribute: &Attribute| !attribute.path().is_ident("data");
    plain.attrs.retain(is_other);
    for field in &mut plain.fields {
        field.attrs.retain(is_other);
    }
    plain
}
