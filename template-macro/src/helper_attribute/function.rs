//! Which functions can have `#[helper]`.

use super::Errors;
use quote::ToTokens;
use syn::{Error, FnArg, GenericParam, ItemFn, TypeParam, TypeParamBound, WherePredicate};

/// How many parameters a helper can have.
const MAX_PARAMS: usize = 12;

/// The traits of `Printable`, which is what `impl Display` stands for.
const PRINTABLE: &[&str] = &["Debug", "Display", "Into", "ToString"];

/// Looks for what no helper has.
pub(super) fn check(function: &ItemFn, errors: &mut Errors) {
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

/// The bounds of a type parameter that stand behind `where`.
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
pub(super) fn is_of_printable(bound: &TypeParamBound) -> bool {
    match bound {
        TypeParamBound::Trait(bound) => bound
            .path
            .segments
            .last()
            .is_some_and(|last| PRINTABLE.iter().any(|name| last.ident == name)),
        _ => false,
    }
}
