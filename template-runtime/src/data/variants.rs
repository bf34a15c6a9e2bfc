//! Enums whose variants have no fields: a text can name one, as an argument of a helper or a component.

use super::{ByReference, Param, ParamKind, value::Value};
use crate::helper::reference;

/// An enum whose variants have no fields. `#[derive(Data)]` implements it.
pub trait Variants: for<'v> ByReference<'v> + 'static {
    /// The names of the variants in templates.
    const NAMES: &'static [&'static str];

    /// The variants with these names.
    const ALL: &'static [Self];
}

/// Returns the parameter that takes the values of an enum, and the names of its variants.
pub const fn variant_param<T: Variants>() -> Param {
    let param = reference::<T>();
    let ParamKind::Reference(shape) = param.kind else { return param };
    Param { kind: ParamKind::Variant(T::NAMES, shape), ..param }
}

/// Returns the variant that a value of the enum is, or that a text names.
pub fn variant_of_value<'v, T: Variants>(value: Value<'v>) -> Option<&'v T> {
    match value {
        Value::Text(text) => {
            let index = T::NAMES.iter().position(|name| *name == text)?;
            T::ALL.get(index)
        }
        Value::Object(object) => object.downcast(),
        _ => None,
    }
}
