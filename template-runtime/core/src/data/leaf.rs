//! Leaves: text, numbers, bools and characters of the data, which are read in place.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "layouts prove which leaf lies at a place")]

use super::value::Value;
use core::marker::PhantomData;
use template_bytecode::Leaf;

/// The value of a leaf, in the forms in which it is printed.
pub(crate) enum LeafValue<'v> {
    Null,
    Text(&'v str),
    Int(i64),
    UInt(u64),
    Float(f64),
    Float32(f32),
    Bool(bool),
    Char(char),
}

/// Reads a leaf.
///
/// # Safety
///
/// A value of the type that `leaf` names must be at `place`, and must live for `'v`.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) unsafe fn read_leaf<'v>(place: *const u8, leaf: Leaf) -> LeafValue<'v> {
    // SAFETY: the caller's promise.
    unsafe {
        match leaf {
            Leaf::Str => LeafValue::Text(*place.cast::<&str>()),
            #[cfg(feature = "alloc")]
            Leaf::OwnedString => LeafValue::Text(&*place.cast::<alloc::string::String>()),
            #[cfg(feature = "alloc")]
            Leaf::CowStr => LeafValue::Text(&*place.cast::<alloc::borrow::Cow<'_, str>>()),
            #[cfg(feature = "alloc")]
            Leaf::BoxStr => LeafValue::Text(&*place.cast::<alloc::boxed::Box<str>>()),
            #[cfg(feature = "alloc")]
            Leaf::RcStr => LeafValue::Text(&*place.cast::<alloc::rc::Rc<str>>()),
            #[cfg(feature = "alloc")]
            Leaf::ArcStr => LeafValue::Text(&*place.cast::<alloc::sync::Arc<str>>()),
            #[cfg(not(feature = "alloc"))]
            Leaf::OwnedString | Leaf::CowStr | Leaf::BoxStr | Leaf::RcStr | Leaf::ArcStr => {
                LeafValue::Text("")
            }
            Leaf::OptionStr => {
                (*place.cast::<Option<&str>>()).map_or(LeafValue::Null, LeafValue::Text)
            }
            #[cfg(feature = "alloc")]
            Leaf::OptionOwnedString => match &*place.cast::<Option<alloc::string::String>>() {
                Some(text) => LeafValue::Text(text),
                None => LeafValue::Null,
            },
            #[cfg(not(feature = "alloc"))]
            Leaf::OptionOwnedString => LeafValue::Null,
            Leaf::Bool => LeafValue::Bool(*place.cast()),
            Leaf::Char => LeafValue::Char(*place.cast()),
            Leaf::F32 => LeafValue::Float32(*place.cast()),
            Leaf::F64 => LeafValue::Float(*place.cast()),
            Leaf::I8 => LeafValue::Int((*place.cast::<i8>()).into()),
            Leaf::I16 => LeafValue::Int((*place.cast::<i16>()).into()),
            Leaf::I32 => LeafValue::Int((*place.cast::<i32>()).into()),
            Leaf::I64 => LeafValue::Int(*place.cast()),
            Leaf::Isize => LeafValue::Int(*place.cast::<isize>() as i64),
            Leaf::U8 => LeafValue::UInt((*place.cast::<u8>()).into()),
            Leaf::U16 => LeafValue::UInt((*place.cast::<u16>()).into()),
            Leaf::U32 => LeafValue::UInt((*place.cast::<u32>()).into()),
            Leaf::U64 => LeafValue::UInt(*place.cast()),
            Leaf::Usize => LeafValue::UInt(*place.cast::<usize>() as u64),
        }
    }
}

/// Returns the value of a leaf.
///
/// # Safety
///
/// The requirements of [`read_leaf`].
#[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
pub(crate) unsafe fn leaf_value<'v>(place: *const u8, leaf: Leaf) -> Value<'v> {
    // SAFETY: the caller's promise.
    unsafe { read_leaf(place, leaf) }.into()
}

impl<'v> From<LeafValue<'v>> for Value<'v> {
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    fn from(value: LeafValue<'v>) -> Self {
        match value {
            LeafValue::Null => Value::Null,
            LeafValue::Text(text) => Value::Text(text),
            LeafValue::Int(value) => Value::Int(value),
            LeafValue::UInt(value) => value.into(),
            LeafValue::Float(value) => Value::Float(value),
            LeafValue::Float32(value) => Value::Float32(value),
            LeafValue::Bool(value) => Value::Bool(value),
            LeafValue::Char(value) => Value::Char(value),
        }
    }
}

/// A leaf at a place, which lives for `'v`.
#[derive(Clone, Copy)]
pub struct LeafAt<'v> {
    place: *const u8,
    leaf: Leaf,
    data: PhantomData<&'v ()>,
}

impl<'v> LeafAt<'v> {
    /// Creates a leaf.
    ///
    /// # Safety
    ///
    /// The requirements of [`read_leaf`].
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) unsafe fn new(place: *const u8, leaf: Leaf) -> Self {
        Self { place, leaf, data: PhantomData }
    }

    /// Returns the value. Not inlined: it is read for each field of a component.
    #[inline(never)]
    pub(crate) fn value(self) -> Value<'v> {
        // SAFETY: the leaf is at the place (the promise of `new`; invariant 20).
        unsafe { leaf_value(self.place, self.leaf) }
    }

    /// Returns the leaf if it is of this type.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn of_type<T: LeafType>(self) -> Option<T> {
        match T::LEAF {
            // SAFETY: a value of the type of the leaf is at the place (the promise of `new`; invariant 20).
            Some(leaf) if leaf == self.leaf => Some(unsafe { *self.place.cast::<T>() }),
            _ => None,
        }
    }

    /// Returns the text; `None` if the leaf is of another kind.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn text(self) -> Option<&'v str> {
        // SAFETY: the leaf is at the place (the promise of `new`; invariant 20).
        unsafe {
            match self.leaf {
                Leaf::Str => Some(*self.place.cast::<&str>()),
                #[cfg(feature = "alloc")]
                Leaf::OwnedString => Some(&*self.place.cast::<alloc::string::String>()),
                _ => match self.value() {
                    Value::Text(text) => Some(text),
                    _ => None,
                },
            }
        }
    }
}

/// An integer type.
///
/// # Safety
///
/// `LEAF` names the type.
pub(crate) unsafe trait LeafType: Copy {
    /// The leaf of this type, if there is one.
    const LEAF: Option<Leaf>;
}

macro_rules! leaf_types {
    ($($ty:ty: $leaf:expr;)*) => { $(
        // SAFETY: the leaf is named for the type.
        unsafe impl LeafType for $ty {
            const LEAF: Option<Leaf> = $leaf;
        }
    )* };
}

leaf_types! {
    i8: Some(Leaf::I8); i16: Some(Leaf::I16); i32: Some(Leaf::I32); i64: Some(Leaf::I64);
    isize: Some(Leaf::Isize); i128: None;
    u8: Some(Leaf::U8); u16: Some(Leaf::U16); u32: Some(Leaf::U32); u64: Some(Leaf::U64);
    usize: Some(Leaf::Usize); u128: None;
}

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use super::LeafAt;
    use crate::data::Value;
    use alloc::{borrow::Cow, boxed::Box, rc::Rc, string::String, sync::Arc};
    use core::ptr::from_ref;
    use template_bytecode::Leaf;

    #[test]
    fn leaves_are_read_as_what_they_are() {
        let (text, owned, number, sign) = ("abc", String::from("def"), 7u16, 'x');
        let (cow, boxed) = (Cow::Borrowed("ghi"), Box::<str>::from("jkl"));
        let (rc, arc) = (Rc::<str>::from("mno"), Arc::<str>::from("pqr"));
        // SAFETY: as below.
        let texts = unsafe {
            [
                LeafAt::new(from_ref(&cow).cast(), Leaf::CowStr),
                LeafAt::new(from_ref(&boxed).cast(), Leaf::BoxStr),
                LeafAt::new(from_ref(&rc).cast(), Leaf::RcStr),
                LeafAt::new(from_ref(&arc).cast(), Leaf::ArcStr),
            ]
        };
        assert_eq!(texts.map(LeafAt::text), ["ghi", "jkl", "mno", "pqr"].map(Some));
        // SAFETY: each place belongs to a variable of the type that the leaf names.
        let leaves = unsafe {
            [
                LeafAt::new(from_ref(&text).cast(), Leaf::Str),
                LeafAt::new(from_ref(&owned).cast(), Leaf::OwnedString),
                LeafAt::new(from_ref(&number).cast(), Leaf::U16),
                LeafAt::new(from_ref(&sign).cast(), Leaf::Char),
            ]
        };
        assert_eq!(leaves.map(LeafAt::text), [Some("abc"), Some("def"), None, None]);
        assert_eq!(leaves.map(LeafAt::of_type::<u16>), [None, None, Some(7), None]);
        assert_eq!(leaves.map(LeafAt::of_type::<i16>), [None; 4]);
        assert_eq!(leaves.map(LeafAt::of_type::<u128>), [None; 4]);
        assert!(matches!(leaves[2].value(), Value::Int(7)));
        assert!(matches!(leaves[3].value(), Value::Char('x')));
    }
}
