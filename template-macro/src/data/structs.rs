use super::{Object, attributes::Attributes, shape_of, value_of};
use crate::rust_type::plain_name;
use quote::quote;
use syn::{Fields, Generics, Ident, Member, Result};

/// A struct: its fields, by name or by number.
pub(super) fn object(ident: &Ident, generics: &Generics, fields: &Fields) -> Result<Object> {
    let mut object =
        Object { kind: quote!(Object), fields: Vec::new(), arms: Vec::new(), text: None };
    for (field, member) in fields.iter().zip(fields.members()) {
        let attributes = Attributes::parse(&field.attrs)?;
        if attributes.skip {
            continue;
        }
        let name = attributes.rename.unwrap_or_else(|| match &member {
            Member::Named(name) => plain_name(name),
            Member::Unnamed(index) => index.index.to_string(),
        });
        let index = object.fields.len();
        object.fields.push((name, shape_of(&field.ty, ident, generics)));
        let place = quote!(&this.#member);
        object.arms.push(value_of(index, &quote!(this), &place, &field.ty, (ident, generics)));
    }
    Ok(object)
}
