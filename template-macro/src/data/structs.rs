use super::{Object, attributes::Attributes, shape_of, value_of};
use quote::quote;
use syn::{Fields, Generics, Ident, Result};

/// A struct: its fields, by name or by number.
pub(super) fn object(ident: &Ident, generics: &Generics, fields: &Fields) -> Result<Object> {
    let mut object =
        Object { kind: quote!(Object), fields: Vec::new(), arms: Vec::new(), text: None };
    for (field, member) in fields.iter().zip(fields.members()) {
        let attributes = Attributes::parse(&field.attrs)?;
        if attributes.skip {
            continue;
        }
        let name = attributes.field_name(&member);
        let index = object.fields.len();
        object.fields.push((name, shape_of(&field.ty, ident, generics)));
        let place = quote!(&this.#member);
        object.arms.push(value_of(index, &quote!(this), &place, &field.ty, (ident, generics)));
    }
    Ok(object)
}
