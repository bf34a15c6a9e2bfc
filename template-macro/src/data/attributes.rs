//! `#[data(…)]` on fields and variants.

use proc_macro2::Span;
use syn::{Attribute, Error, LitStr, Member, Result, ext::IdentExt as _, spanned::Spanned as _};

/// The arguments of `#[data(…)]` on a field or a variant.
#[derive(Default)]
pub(super) struct Attributes {
    /// `rename = "…"`.
    pub(super) rename: Option<LitStr>,
    /// `skip`.
    pub(super) skip: bool,
}

impl Attributes {
    pub(super) fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut parsed = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("data")) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("rename") && parsed.rename.is_none() {
                    parsed.rename = Some(meta.value()?.parse()?);
                    Ok(())
                } else if meta.path.is_ident("skip") && !parsed.skip {
                    parsed.skip = true;
                    Ok(())
                } else if meta.path.is_ident("rename") {
                    Err(meta.error("`rename` is given twice"))
                } else if meta.path.is_ident("skip") {
                    Err(meta.error("`skip` is given twice"))
                } else {
                    Err(meta.error("expected `rename = \"…\"` or `skip`"))
                }
            })?;
        }
        Ok(parsed)
    }

    /// Returns the name of a field or a variant in templates, and the span of the name.
    pub(super) fn name(self, member: &Member) -> (String, Span) {
        match (self.rename, member) {
            (Some(name), _) => (name.value(), name.span()),
            (None, Member::Named(name)) => (name.unraw().to_string(), name.span()),
            (None, Member::Unnamed(index)) => (index.index.to_string(), index.span()),
        }
    }
}

/// Adds a name to `names`.
///
/// # Errors
///
/// If it is there already; `message` returns the message for a name.
pub(super) fn insert_unique(
    names: &mut Vec<String>,
    (name, span): &(String, Span),
    message: impl FnOnce(&str) -> String,
) -> Result<()> {
    if names.contains(name) {
        return Err(Error::new(*span, message(name)));
    }
    names.push(name.clone());
    Ok(())
}
