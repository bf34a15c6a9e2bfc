//! Tokens that `quote!` inserts one by one.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;

/// A few tokens, which many parts of an expansion contain. Where `quote!` inserts a [`TokenStream`], the macro calls rustc
/// several times, which takes longer than to insert the tokens.
#[derive(Clone)]
pub(crate) struct Trees(Vec<TokenTree>);

impl From<TokenStream> for Trees {
    fn from(tokens: TokenStream) -> Self {
        Self(tokens.into_iter().collect())
    }
}

impl From<&Ident> for Trees {
    fn from(ident: &Ident) -> Self {
        Self(vec![TokenTree::Ident(ident.clone())])
    }
}

impl ToTokens for Trees {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(self.0.iter().cloned());
    }
}

/// Returns what is left to insert of tokens that most expansions do not have: `None` if there are none.
pub(crate) fn unless_empty(tokens: &TokenStream) -> Option<&TokenStream> {
    (!tokens.is_empty()).then_some(tokens)
}
