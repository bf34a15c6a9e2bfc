//! `#[helper]`: what templates need to know of the parameters of a function beyond their types.

mod annotation;
mod params;
mod signature;
mod spelling;

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Error, FnArg, GenericParam, Item, ItemFn, TraitItemFn, TypeParam, TypeParamBound,
    WherePredicate, spanned::Spanned as _,
};

/// Expands to the function, without what is ours, and to what templates find beside it.
pub(crate) fn expand(arguments: &TokenStream, item: TokenStream) -> TokenStream {
    let mut function: ItemFn = match syn::parse2(item.clone()) {
        Ok(function) => function,
        Err(error) => {
            let error = not_a_function(&item, error).into_compile_error();
            return quote!(#error #item);
        }
    };
    let mut errors = CollectedErrors::default();
    if !arguments.is_empty() {
        let message = "`#[helper]` takes no arguments: those of a parameter stand in front of it, as `#[named]`";
        errors.add(Error::new(arguments.span(), message));
    }
    let attributes = params::take_attributes(&mut function.sig);
    check(&function, &mut errors);
    let params = params::read(&function.sig, &attributes, &mut errors);
    let Some(error) = errors.0 else {
        let signature = signature::line(&function.sig, &attributes);
        let annotation = annotation::annotate(&function, &params, &signature);
        return quote!(#function #annotation);
    };
    let error = error.into_compile_error();
    // No item can be added beside a method.
    let beside = match function.sig.receiver() {
        Some(_) => error,
        None => annotation::stand_in(&function, &error),
    };
    quote!(#function #beside)
}

/// The errors that were found, combined.
#[derive(Default)]
struct CollectedErrors(Option<Error>);

impl CollectedErrors {
    fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            None => self.0 = Some(error),
        }
    }
}

/// Returns the error for an attribute on another item, and names that.
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

// Which functions can have `#[helper]`.

/// How many parameters a helper can have.
const MAX_PARAMS: usize = 12;

/// The traits of `Printable`, which replaces `impl Display`.
const PRINTABLE: &[&str] = &["Debug", "Display", "Into", "ToString"];

/// Checks that a function can be a helper.
fn check(function: &ItemFn, errors: &mut CollectedErrors) {
    let signature = &function.sig;
    let mut refuse = |at: &dyn ToTokens, message: &str| {
        errors.add(Error::new_spanned(at, message));
    };
    if let Some(FnArg::Receiver(receiver)) = signature.inputs.first() {
        refuse(
            receiver,
            "a helper has no `self`: `#[helper]` is for functions that stand in a module or in the body of a function; let this be one, with a parameter for the value",
        );
    }
    if let Some(word) = &signature.asyncness {
        refuse(
            word,
            "a helper cannot be `async`: templates do not wait; do the work before, and give the template its result as data",
        );
    }
    if let Some(word) = &signature.unsafety {
        refuse(
            word,
            "a helper cannot be `unsafe`: a template cannot promise what it asks for; call it in a function that can",
        );
    }
    if let Some(abi) = &signature.abi {
        refuse(abi, "a helper cannot be `extern`: call it in a function of Rust");
    }
    for param in &signature.generics.params {
        match param {
            GenericParam::Const(param) => refuse(
                param,
                "a helper has no const parameters: a template cannot say what they are",
            ),
            GenericParam::Type(param) => {
                if !param.bounds.iter().chain(bounds_of(function, param)).any(is_of_printable) {
                    refuse(
                        param,
                        "a helper has no type parameters; write `impl Display` for what can be printed, `Value<'_>` for all values",
                    );
                }
            }
            GenericParam::Lifetime(_) => {}
        }
    }
    if let Some(param) = signature.inputs.iter().nth(MAX_PARAMS) {
        refuse(
            param,
            &format!(
                "a helper has at most {MAX_PARAMS} parameters; a struct with `#[derive(Data)]`, or `#[rest]`, can hold more"
            ),
        );
    }
}

/// Returns the bounds of a type parameter in the `where` clause.
fn bounds_of<'f>(
    function: &'f ItemFn,
    param: &'f TypeParam,
) -> impl Iterator<Item = &'f TypeParamBound> {
    let clauses = function.sig.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let name = param.ident.to_token_stream().to_string();
    clauses
        .filter_map(move |clause| match clause {
            WherePredicate::Type(clause)
                if clause.bounded_ty.to_token_stream().to_string() == name =>
            {
                Some(&clause.bounds)
            }
            _ => None,
        })
        .flatten()
}

/// Whether a bound is one that what can be printed has.
fn is_of_printable(bound: &TypeParamBound) -> bool {
    match bound {
        TypeParamBound::Trait(bound) => bound
            .path
            .segments
            .last()
            .is_some_and(|last| PRINTABLE.iter().any(|name| last.ident == name)),
        _ => false,
    }
}
