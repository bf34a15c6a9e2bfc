//! `#[helper]`: tells templates of the parameters of a function what its type does not.

mod annotation;
mod function;
mod params;
mod signature;
mod spelling;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, Item, ItemFn, TraitItemFn, spanned::Spanned as _};

/// Expands to the function, without what is ours, and to what templates find beside it.
pub(crate) fn expand(arguments: &TokenStream, item: TokenStream) -> TokenStream {
    let mut function: ItemFn = match syn::parse2(item.clone()) {
        Ok(function) => function,
        Err(error) => {
            let error = not_a_function(&item, error).into_compile_error();
            return quote!(#error #item);
        }
    };
    let mut errors = Errors::default();
    if !arguments.is_empty() {
        let message = "`#[helper]` takes no arguments: those of a parameter stand in front of it, as `#[named]`";
        errors.add(Error::new(arguments.span(), message));
    }
    let attributes = params::take_attributes(&mut function.sig);
    function::check(&function, &mut errors);
    let params = params::read(&function.sig, &attributes, &mut errors);
    let Some(error) = errors.0 else {
        let signature = signature::line(&function.sig, &attributes);
        let annotation = annotation::of(&function, &params, &signature);
        return quote!(#function #annotation);
    };
    let error = error.into_compile_error();
    // Beside a method nothing can stand.
    let beside = match function.sig.receiver() {
        Some(_) => error,
        None => annotation::stand_in(&function, &error),
    };
    quote!(#function #beside)
}

/// What is wrong, all at once.
#[derive(Default)]
struct Errors(Option<Error>);

impl Errors {
    fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            None => self.0 = Some(error),
        }
    }
}

/// Says what the attribute stands on instead.
fn not_a_function(item: &TokenStream, error: Error) -> Error {
    let what = match syn::parse2(item.clone()) {
        _ if syn::parse2::<TraitItemFn>(item.clone()).is_ok() => "one without a body",
        Ok(Item::Struct(_)) => "a struct",
        Ok(Item::Enum(_)) => "an enum",
        Ok(Item::Impl(_)) => "an `impl`",
        Ok(Item::Mod(_)) => "a module",
        Ok(Item::Trait(_)) => "a trait",
        Ok(Item::Const(_) | Item::Static(_)) => "a constant",
        Ok(Item::Macro(_)) => "a macro",
        Ok(Item::Use(_)) => "an import",
        Ok(_) => "something else",
        // The error is that of the function.
        Err(_) => return error,
    };
    Error::new(
        proc_macro2::Span::call_site(),
        format!("`#[helper]` is for functions, and this is {what}"),
    )
}
