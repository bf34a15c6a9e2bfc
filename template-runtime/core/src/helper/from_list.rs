//! Lists as parameters of helpers: slices, which are borrowed from the data or created for the call, and vectors.

#[cfg(feature = "alloc")]
use super::kept::{Keep, keep};
use super::{
    from_value::{ByConversion, Conversion, FromValue, Taken},
    printable::{Printable, is_printable},
};
use crate::data::{Data, Kind, Param, ParamKind, Shape, Value, WithLifetime, const_str_eq};
#[cfg(feature = "alloc")]
use crate::{
    data::{AnySlice, List},
    error::ErrorKind,
};
#[cfg(feature = "alloc")]
use alloc::vec::Vec;

impl<'v, T: Data + WithLifetime<'v>> Taken<'v> for &'v [T] {
    type By = ByConversion;
}

impl<'v, T: Data + WithLifetime<'v>> Conversion<'v, ByConversion> for &'v [T] {
    const PARAM: Param = match created_items(T::SHAPE.get()) {
        Some(item) => Param::new(ParamKind::Items(item), "a list"),
        None => Param::new(ParamKind::Slice(T::SHAPE), T::SHAPE.get().name),
    };

    /// A slice of text or of values of any kind is created from a list of another type.
    const IS_CREATED: bool = created_items(T::SHAPE.get()).is_some();

    #[inline]
    fn from_value(value: Value<'v>) -> Option<Self> {
        match value {
            Value::List(list) => list.slice(),
            _ => None,
        }
    }

    #[cfg(feature = "alloc")]
    #[inline]
    fn from_argument(
        value: Value<'v>,
        memory: &mut dyn Keep<'v>,
    ) -> Result<Option<Self>, ErrorKind> {
        match value {
            Value::List(list) if const { <Self as Conversion<'v, ByConversion>>::IS_CREATED } => {
                match list.slice() {
                    Some(items) => Ok(Some(items)),
                    None => created_slice(list, memory),
                }
            }
            value => Ok(<Self as Conversion<'v, ByConversion>>::from_value(value)),
        }
    }
}

/// Returns the parameter that accepts the items of a slice which is created from a list of another type, judging by the shape
/// of the items; `None` if no such slice is created.
const fn created_items(shape: &'static Shape) -> Option<&'static Param> {
    match shape.kind {
        _ if !cfg!(feature = "alloc") => None,
        Kind::Any if is_printable(shape) => Some(&<Printable<'_> as FromValue<'_>>::PARAM),
        Kind::Any => Some(&<Value<'_> as FromValue<'_>>::PARAM),
        Kind::Text if const_str_eq(shape.name, "&str") => Some(&<&str as FromValue<'_>>::PARAM),
        _ => None,
    }
}

/// Returns the items of a list, as values, as printable values or as text, if `T` is [`Value`], [`Printable`] or `&str`.
#[cfg(feature = "alloc")]
fn created_slice<'v, T: WithLifetime<'v>>(
    list: List<'v>,
    memory: &mut dyn Keep<'v>,
) -> Result<Option<&'v [T]>, ErrorKind> {
    /// Returns the items, converted to `I`, if that is `T`.
    fn converted<'v, I: WithLifetime<'v> + FromValue<'v>, T: WithLifetime<'v>>(
        list: List<'v>,
        memory: &mut dyn Keep<'v>,
    ) -> Result<Option<&'v [T]>, ErrorKind> {
        if AnySlice::new::<I>(&[]).downcast::<T>().is_none() {
            return Ok(None);
        }
        let Some(items) = <Vec<I> as FromValue>::from_argument(Value::List(list), memory)? else {
            return Ok(None);
        };
        Ok(AnySlice::new(keep(items, memory)?.as_slice()).downcast())
    }

    if let values @ Some(_) = converted::<Value<'v>, T>(list, memory)? {
        return Ok(values);
    }
    if let values @ Some(_) = converted::<Printable<'v>, T>(list, memory)? {
        return Ok(values);
    }
    converted::<&'v str, T>(list, memory)
}

/// The items of a list of any kind, each of which is converted: `Vec<String>` takes a `&[&str]` and an array of JSON.
#[cfg(feature = "alloc")]
impl<'v, T: FromValue<'v>> Taken<'v> for Vec<T> {
    type By = ByConversion;
}

#[cfg(feature = "alloc")]
impl<'v, T: FromValue<'v>> Conversion<'v, ByConversion> for Vec<T> {
    const PARAM: Param = Param::new(ParamKind::Items(&T::PARAM), "a list");

    /// An item that is printed with its `Display` implementation becomes text.
    const IS_CREATED: bool = T::IS_CREATED || matches!(T::PARAM.kind, ParamKind::Text);

    fn from_value(value: Value<'v>) -> Option<Self> {
        match value {
            Value::List(list) => list.iter().map(T::from_value).collect(),
            _ => None,
        }
    }

    fn from_argument(
        value: Value<'v>,
        memory: &mut dyn Keep<'v>,
    ) -> Result<Option<Self>, ErrorKind> {
        match value {
            Value::List(list) => {
                let mut items = Self::new();
                for item in list.iter() {
                    let Some(item) = T::from_argument(item, memory)? else { return Ok(None) };
                    items.push(item);
                }
                Ok(Some(items))
            }
            _ => Ok(None),
        }
    }
}
