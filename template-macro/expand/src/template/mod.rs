//! `template!`, in its two forms: a struct with a template, and an expression.

mod component;
mod constants;
mod emit;
mod expectations;
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
use options::TemplateOptions;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, GenericParam, ItemStruct, ext::IdentExt as _};

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
    let ItemInput { item, mut text, mut options, functions, component } = input;
    options.compiler.functions =
        functions.iter().map(|(name, _)| name.unraw().to_string()).collect();
    let (item, options, functions) = (&item, &options, functions.as_slice());
    let data = match data::derive_template(item) {
        Ok(data) => data,
        Err(error) => {
            let (item, error) = (without_data(item), error.into_compile_error());
            let stub = program::stub_without_data(&item, &text);
            return quote!(#error #item #stub);
        }
    };
    let compiled = program::compile(&mut text, options);
    let text = &text;
    let mut declared = None;
    let implementation = match compiled {
        Ok(program) => {
            declared = expectations::with_met_allowed(item, text, &program);
            let unread = warnings::unread_field_warnings(item, text, &program);
            let has_warnings = !unread.is_empty();
            // These refer to the specifications of the components.
            let (within, beside) =
                if program.reads.inherited { (unread, quote!()) } else { (quote!(), unread) };
            let implementation =
                program::implement(item, text, options, functions, &program, &within, has_warnings);
            let unused = warnings::unused_slot_warnings(item, text, &component, &program);
            let component = component::implement(item, &component, options, &program);
            quote!(#implementation #component #beside #unused)
        }
        Err(errors) => {
            let (stub, component) = (program::stub(item, text, &errors), component::stub(item));
            quote!(#stub #component)
        }
    };
    let item = declare(declared.as_ref().unwrap_or(item), data, options);
    quote!(#item #implementation)
}

/// Returns the struct with its implementation of `Data`, which is `data` if nothing changes the struct; otherwise
/// `#[derive(Data)]` reads what it has become.
fn declare(item: &ItemStruct, data: TokenStream, options: &TemplateOptions) -> TokenStream {
    /// The attributes that neither remove a struct nor change it. What else there is may be a macro.
    const INERT: &[&str] = &[
        "allow",
        "data",
        "deprecated",
        "derive",
        "doc",
        "expect",
        "must_use",
        "non_exhaustive",
        "warn",
    ];

    let is_inert = |attribute: &Attribute| INERT.iter().any(|name| attribute.path().is_ident(name));
    // On fields and parameters there are no macros.
    let is_conditional = |attribute: &Attribute| {
        attribute.path().is_ident("cfg") || attribute.path().is_ident("cfg_attr")
    };
    let fields = item.fields.iter().map(|field| &field.attrs);
    let params = item.generics.params.iter().map(|param| match param {
        GenericParam::Lifetime(param) => &param.attrs,
        GenericParam::Type(param) => &param.attrs,
        GenericParam::Const(param) => &param.attrs,
    });
    if item.attrs.iter().all(is_inert) && !fields.chain(params).flatten().any(is_conditional) {
        let item = without_data(item);
        return quote!(#item #data);
    }
    let crate_path = options.crate_path.as_ref().map(|path| quote!(#[data(crate = #path)]));
    quote! {
        #[derive(::template_runtime::Data)]
        #[data(__template)]
        #crate_path
        #item
    }
}

/// Returns the struct without its `#[data(…)]` attributes, which rustc rejects on a struct without
/// `#[derive(Data)]`, and without that.
fn without_data(item: &ItemStruct) -> ItemStruct {
    let mut plain = item.clone();
    let is_other = |attribute: &Attribute| !attribute.path().is_ident("data");
    plain.attrs.retain(is_other);
    for attribute in &mut plain.attrs {
        data::remove_derived_data(attribute);
    }
    for field in &mut plain.fields {
        field.attrs.retain(is_other);
    }
    plain
}
