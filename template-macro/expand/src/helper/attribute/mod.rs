//! `#[helper]`: declares how the parameters of a function receive their arguments.

mod annotation;
mod block_param;
mod params;
mod replacement;
mod signature;
mod spelling;

use crate::crate_path;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{
    Error, FnArg, GenericParam, Item, ItemFn, PathArguments, Safety, Signature, TraitItemFn,
    TypeParam, TypeParamBound, WherePredicate,
    parse::{ParseStream, Parser as _},
};

/// Expands to the function without the attributes of its parameters, and to the items by which templates find
/// its declaration.
pub(crate) fn expand(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let is_empty = arguments.is_empty();
    let crate_path = |input: ParseStream<'_>| {
        match crate_path::parse_before(input)? {
        Some(path) => Ok(path),
        None => Err(input.error(
            "`#[helper]` does not accept arguments: attributes such as `#[named]` go on the parameters",
        )),
    }
    };
    let crate_path = if is_empty { Ok(None) } else { crate_path.parse2(arguments).map(Some) };
    match crate_path {
        Ok(path) => crate_path::replaced(expand_function(item, None), path.as_ref()),
        Err(error) => expand_function(item, Some(error)),
    }
}

/// Expands the attribute on a function; `error` is the error in its arguments.
fn expand_function(item: TokenStream, error: Option<Error>) -> TokenStream {
    let mut function: ItemFn = match syn::parse2(item.clone()) {
        Ok(function) => function,
        Err(error) => {
            let error = not_a_function(&item, error).into_compile_error();
            return quote!(#error #item);
        }
    };
    let mut errors = CollectedErrors(error);
    let attributes = params::take_attributes(&mut function.sig);
    check(&function, &mut errors);
    let params = params::read(&function.sig, &attributes, &mut errors);
    let Some(error) = errors.0 else {
        let signature = signature::line(&function.sig, &attributes);
        let annotation = annotation::annotate(&function, &params, &signature);
        return quote!(#function #annotation);
    };
    let error = error.into_compile_error();
    // Inside an `impl` or a trait, no such items are allowed.
    if function.sig.receiver().is_some() {
        return quote!(#function #error);
    }
    let (items, function) = (annotation::stub(&function, &error), replacement::of(function));
    quote!(#function #items)
}

/// The errors that were found, combined.
struct CollectedErrors(Option<Error>);

impl CollectedErrors {
    fn add(&mut self, error: Error) {
        match &mut self.0 {
            Some(all) => all.combine(error),
            None => self.0 = Some(error),
        }
    }
}

/// Returns the error for `#[helper]` on another item, which the message names. `error` is the syntax error
/// of parsing it as a function, and is returned for invalid syntax.
fn not_a_function(item: &TokenStream, error: Error) -> Error {
    let what = match syn::parse2(item.clone()) {
        _ if syn::parse2::<TraitItemFn>(item.clone()).is_ok() => "a function without a body",
        Ok(Item::Struct(_)) => "a struct",
        Ok(Item::Enum(_)) => "an enum",
        Ok(Item::Impl(_)) => "an `impl`",
        Ok(Item::Mod(_)) => "a module",
        Ok(Item::Trait(_)) => "a trait",
        Ok(Item::Const(_) | Item::Static(_)) => "a constant",
        Ok(Item::Macro(_)) => "a macro",
        Ok(Item::Use(_)) => "an import",
        Ok(_) => "something else",
        // It may be a function with a syntax error.
        Err(_) => return error,
    };
    Error::new(
        proc_macro2::Span::call_site(),
        format!("`#[helper]` must be applied to a function, but this is {what}"),
    )
}

/// The maximum number of parameters of a helper.
const MAX_PARAMS: usize = 12;

/// The traits that `Printable` implements: it is the argument for `impl Display` and its like.
const PRINTABLE: &[&str] = &["Debug", "Display", "Into", "ToString"];

/// Checks that a function can be a helper, and adds an error for each obstacle.
fn check(function: &ItemFn, errors: &mut CollectedErrors) {
    let signature = &function.sig;
    let mut reject = |tokens: &dyn ToTokens, message: &str| {
        errors.add(Error::new_spanned(tokens, message));
    };
    if let Some(FnArg::Receiver(receiver)) = signature.inputs.first() {
        reject(
            receiver,
            "a helper cannot have a `self` parameter: `#[helper]` is for functions in a module or in the body of a function; write one that takes the value as a parameter",
        );
    }
    if let Some(word) = &signature.asyncness {
        reject(
            word,
            "a helper cannot be `async`: templates do not wait; do the work before rendering, and pass the result as data",
        );
    }
    if let Safety::Unsafe(word) = &signature.safety {
        reject(
            word,
            "a helper cannot be `unsafe`: a template cannot uphold its contract; call it from a safe function",
        );
    }
    if let Some(abi) = &signature.abi {
        reject(abi, "a helper cannot be `extern`: call it from a Rust function");
    }
    for param in &signature.generics.params {
        match param {
            GenericParam::Const(param) => reject(
                param,
                "a helper cannot have const parameters: a template cannot choose them",
            ),
            GenericParam::Type(param) => {
                if Open::of_param(signature, param).is_none() {
                    reject(
                        param,
                        "a helper cannot have type parameters; write `impl Display` for what can be printed, `&str` for text, `Value<'_>` for all values",
                    );
                }
            }
            GenericParam::Lifetime(_) => {}
        }
    }
    if let Some(param) = signature.inputs.iter().nth(MAX_PARAMS) {
        reject(
            param,
            &format!(
                "a helper has at most {MAX_PARAMS} parameters; a struct with `#[derive(Data)]`, or `#[rest]`, can hold more"
            ),
        );
    }
}

/// The type that a parameter of a type which is not fixed by the function has in templates.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    /// `Printable<'_>`, for `impl Display` and its like.
    Printable,
    /// `&str`, for `impl AsRef<str>`.
    Text,
}

impl Open {
    /// Returns the type for an `impl Trait` or a type parameter with these bounds, or `None` if no type has all of them for
    /// certain.
    fn of<'b>(bounds: impl IntoIterator<Item = &'b TypeParamBound>) -> Option<Self> {
        bounds.into_iter().filter_map(Self::of_bound).max_by_key(|open| *open == Self::Text)
    }

    /// Returns the type for one bound.
    fn of_bound(bound: &TypeParamBound) -> Option<Self> {
        let TypeParamBound::Trait(bound) = bound else { return None };
        let last = bound.path.segments.last()?;
        let is_text = |arguments: &PathArguments| {
            let PathArguments::AngleBracketed(arguments) = arguments else { return false };
            arguments.args.to_token_stream().to_string() == "str"
        };
        if last.ident == "AsRef" && is_text(&last.arguments) {
            Some(Self::Text)
        } else {
            PRINTABLE.iter().any(|name| last.ident == name).then_some(Self::Printable)
        }
    }

    /// Returns the type for a type parameter of a function.
    fn of_param(signature: &Signature, param: &TypeParam) -> Option<Self> {
        Self::of(param.bounds.iter().chain(bounds_of(signature, param)))
    }
}

/// Returns the bounds of a type parameter that are in the `where` clause.
fn bounds_of<'f>(
    signature: &'f Signature,
    param: &'f TypeParam,
) -> impl Iterator<Item = &'f TypeParamBound> {
    let clauses = signature.generics.where_clause.iter().flat_map(|clause| &clause.predicates);
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
