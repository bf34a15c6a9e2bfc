use super::{
    Object,
    attributes::{Attributes, refuse_second},
    shape_of, value_of,
};
use quote::quote;
use syn::{Fields, Generics, Ident, Result};

/// A struct: its fields, by name or by number.
pub(super) fn object(ident: &Ident, generics: &Generics, fields: &Fields) -> Result<Object> {
    let mut object =
        Object { kind: quote!(Object), fields: Vec::new(), arms: Vec::new(), text: None };
    let mut names = Vec::new();
    for (field, member) in fields.iter().zip(fields.members()) {
        let attributes = Attributes::parse(&field.attrs)?;
        if attributes.skip {
            continue;
        }
        let name = attributes.name(&member);
        refuse_second(&mut names, &name, |name| {
            format!("two fields are called `{name}` in templates")
        })?;
        let index = object.fields.len();
        object.fields.push((name.0, shape_of(&field.ty, ident, generics)));
        let place = quote!(&this.#member);
        object.arms.push(value_of(index, &quote!(this), &place, &field.ty, (ident, generics)));
    }
    Ok(object)
}
