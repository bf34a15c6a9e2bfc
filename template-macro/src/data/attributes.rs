use crate::rust_type::plain_name;
use syn::{Attribute, LitStr, Member, Result};

/// What `#[data(…)]` says.
#[derive(Default)]
pub(super) struct Attributes {
    /// `rename = "…"`.
    pub(super) rename: Option<String>,
    /// `skip`.
    pub(super) skip: bool,
}

impl Attributes {
    pub(super) fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut parsed = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("data")) {
            attribute.parse_nested_meta(|meta| {
                if meta.path.is_ident("rename") {
                    parsed.rename = Some(meta.value()?.parse::<LitStr>()?.value());
                    Ok(())
                } else if meta.path.is_ident("skip") {
                    parsed.skip = true;
                    Ok(())
                } else {
                    Err(meta.error("expected `rename = \"…\"` or `skip`"))
                }
            })?;
        }
        Ok(parsed)
    }

    /// What templates call a field.
    pub(super) fn field_name(self, member: &Member) -> String {
        self.rename.unwrap_or_else(|| match member {
            Member::Named(name) => plain_name(name),
            Member::Unnamed(index) => index.index.to_string(),
        })
    }
}
