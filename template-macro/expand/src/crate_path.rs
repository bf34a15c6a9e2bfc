//! The path of the runtime crate in generated code: `::template_runtime`, unless the user specifies another path, or renames
//! the dependency.

use crate::renamed_dependency::renamed_dependency;
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::{LitStr, Path, Result, Token, ext::IdentExt as _, parse::ParseStream};

/// The name of the runtime crate.
const CRATE: &str = "template_runtime";

/// Returns `true` if `crate = …` is next in the input.
pub(crate) fn peek(input: ParseStream<'_>) -> bool {
    input.peek(Token![crate]) && input.peek2(Token![=])
}

/// Parses `crate = path`, if it is next in the input, and the comma after it.
pub(crate) fn parse_before(input: ParseStream<'_>) -> Result<Option<Path>> {
    if !peek(input) {
        return Ok(None);
    }
    input.call(Ident::parse_any)?;
    let path = parse_value(input)?;
    if !input.is_empty() {
        input.parse::<Token![,]>()?;
    }
    Ok(Some(path))
}

/// Parses `= path`, whose path may be in quotes.
pub(crate) fn parse_value(input: ParseStream<'_>) -> Result<Path> {
    input.parse::<Token![=]>()?;
    if input.peek(LitStr) {
        return input.parse::<LitStr>()?.parse_with(Path::parse_mod_style);
    }
    input.call(Path::parse_mod_style)
}

/// Returns the import of short names for the runtime crate, which is `__t`, and for its private module, `__p`: rustc and the
/// macro take long to process each token. The import must be in a separate block.
pub(crate) fn aliases() -> TokenStream {
    quote!(
        use ::template_runtime::{self as __t, __private as __p};
    )
}

/// Returns generated code with `path` for `::template_runtime`, or, if there is none, with the name that `Cargo.toml` gives the
/// runtime crate.
pub(crate) fn replaced(tokens: TokenStream, path: Option<&Path>) -> TokenStream {
    if let Some(path) = path {
        let path = path.to_token_stream();
        return replace(tokens, &|_, replaced| {
            // The two colons.
            replaced.truncate(replaced.len() - 2);
            if begins_with_dollar_crate(&path) {
                allow_unused_import(replaced);
            }
            replaced.extend(path.clone());
        });
    }
    match renamed_dependency() {
        Some(name) => with_name(tokens, &name),
        None => tokens,
    }
}

/// Returns generated code with another name for `template_runtime`.
fn with_name(tokens: TokenStream, name: &str) -> TokenStream {
    replace(tokens, &|written, replaced| {
        replaced.push(Ident::new(name, written.span()).into());
    })
}

/// Returns code in which each name of the runtime crate at the beginning of a path was passed to a function, with the tokens
/// before it, to which the function adds what replaces it.
fn replace(tokens: TokenStream, add: &dyn Fn(&Ident, &mut Vec<TokenTree>)) -> TokenStream {
    let mut replaced: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), replace(group.stream(), add));
                inner.set_span(group.span());
                replaced.push(inner.into());
            }
            TokenTree::Ident(name) if name == CRATE && begins_path(&replaced) => {
                add(&name, &mut replaced);
            }
            token => replaced.push(token),
        }
    }
    replaced.into_iter().collect()
}

fn begins_with_dollar_crate(path: &TokenStream) -> bool {
    matches!(path.clone().into_iter().next(), Some(TokenTree::Ident(name)) if name == "$crate")
}

/// Allows the import that begins at the end of `tokens`, if one does, to be unused. The lint takes what `$crate` begins
/// for code of the user's `macro_rules!`, and some traits are imported in case that a type has no inherent method.
fn allow_unused_import(tokens: &mut Vec<TokenTree>) {
    if let Some(last @ TokenTree::Ident(_)) = tokens.pop_if(|last| last.to_string() == "use") {
        tokens.extend(quote!(#[allow(unused_imports)]));
        tokens.push(last);
    }
}

/// Returns `true` if tokens end with a `::` that begins a path.
fn begins_path(tokens: &[TokenTree]) -> bool {
    let is_colon =
        |token: &TokenTree| matches!(token, TokenTree::Punct(punct) if punct.as_char() == ':');
    match tokens {
        [.., before, first, second] if is_colon(first) && is_colon(second) => {
            // After a keyword, such as `impl`, a path begins.
            let is_segment = |name: &Ident| {
                let name = name.to_string();
                matches!(name.as_str(), "crate" | "self" | "super" | "Self")
                    || syn::parse_str::<Ident>(&name).is_ok()
            };
            !matches!(before, TokenTree::Ident(name) if is_segment(name))
        }
        [first, second] => is_colon(first) && is_colon(second),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{replaced, with_name};
    use quote::quote;
    use syn::parse_quote;

    #[test]
    fn the_crate_is_replaced_at_the_beginning_of_paths() {
        let tokens = quote! {
            use ::template_runtime::{bytecode as b};
            #[derive(::template_runtime::Data)]
            impl ::template_runtime::Template for X {
                fn f() -> Vec<&'static dyn ::template_runtime::Template> {
                    other::template_runtime::f(template_runtime::g)
                }
            }
        };
        let expected = quote! {
            use crate::rt::{bytecode as b};
            #[derive(crate::rt::Data)]
            impl crate::rt::Template for X {
                fn f() -> Vec<&'static dyn crate::rt::Template> {
                    other::template_runtime::f(template_runtime::g)
                }
            }
        };
        let path = parse_quote!(crate::rt);
        assert_eq!(replaced(tokens.clone(), Some(&path)).to_string(), expected.to_string());
        assert_eq!(replaced(tokens.clone(), None).to_string(), tokens.to_string());
    }

    #[test]
    fn a_renamed_crate_is_named_at_the_beginning_of_paths() {
        let tokens = quote!(impl ::template_runtime::Template for X { x: other::template_runtime });
        let expected = quote!(impl ::tpl::Template for X { x: other::template_runtime });
        assert_eq!(with_name(tokens, "tpl").to_string(), expected.to_string());
    }
}
