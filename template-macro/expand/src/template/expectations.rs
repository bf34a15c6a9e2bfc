//! `#[expect(dead_code)]` for fields and slots that a template does not use.
//!
//! For rustc an expectation is met if a lint of its own fires below the attribute. The warnings of `template!` are beside the
//! struct, and are not emitted if an attribute expects them. So the attribute becomes `#[allow(…)]` where one would be emitted.

use super::warnings::{FIELD_LINTS, STRUCT_LINTS, is_level_of, unread_fields};
use crate::template_text::TemplateText;
use proc_macro2::Ident;
use std::ptr;
use syn::{Attribute, ItemStruct, Meta, Path};
use template_compiler::Symbolic;

/// Returns the struct, with `allow` for each `expect` that is met by a field that the template does not read, or a slot that it
/// does not print; `None` if nothing is expected.
pub(crate) fn with_met_allowed(
    item: &ItemStruct,
    text: &TemplateText,
    program: &Symbolic,
) -> Option<ItemStruct> {
    let attributes = item.fields.iter().flat_map(|field| &field.attrs).chain(&item.attrs);
    if !attributes.into_iter().any(|attribute| is_level_of(attribute, &["expect"], &FIELD_LINTS)) {
        return None;
    }
    let mut changed = item.clone();
    let unread = unread_fields(item, text, program);
    if !unread.is_empty() || !program.unused_slots.is_empty() {
        allow_expected(&mut changed.attrs, &STRUCT_LINTS);
    }
    for (field, changed) in item.fields.iter().zip(&mut changed.fields) {
        if unread.iter().any(|(_, unread)| ptr::eq(*unread, field)) {
            allow_expected(&mut changed.attrs, &FIELD_LINTS);
        }
    }
    Some(changed)
}

/// Replaces `expect` by `allow` in attributes for one of these lints.
fn allow_expected(attributes: &mut [Attribute], lints: &[&str]) {
    for attribute in attributes {
        if is_level_of(attribute, &["expect"], lints)
            && let Meta::List(list) = &mut attribute.meta
        {
            list.path = Path::from(Ident::new("allow", list.path.segments[0].ident.span()));
        }
    }
}
