use crate::{
    data::Data,
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};

/// `Data` for scalars: the type, its kind, and how `self` becomes a value.
macro_rules! scalars {
    ($($ty:ident $kind:ident |$value:ident| $into:expr;)*) => { $(
        impl Data for $ty {
            const SHAPE: ShapeRef =
                ShapeRef::new(&Shape { name: stringify!($ty), kind: Kind::$kind });

            #[inline]
            fn value(&self) -> Value<'_> {
                let $value = self;
                $into
            }
        }
    )* };
}

scalars! {
    bool Bool |value| Value::Bool(*value);
    char Char |value| Value::Char(*value);
    f32 Float |value| Value::Float32(*value);
    f64 Float |value| Value::Float(*value);
    i8 Integer |value| Value::Int(i64::from(*value));
    i16 Integer |value| Value::Int(i64::from(*value));
    i32 Integer |value| Value::Int(i64::from(*value));
    i64 Integer |value| Value::Int(*value);
    isize Integer |value| Value::Int(*value as i64);
    u8 Integer |value| Value::Int(i64::from(*value));
    u16 Integer |value| Value::Int(i64::from(*value));
    u32 Integer |value| Value::Int(i64::from(*value));
    u64 Integer |value| unsigned(*value);
    usize Integer |value| unsigned(*value as u64);
    i128 Integer |value| match i64::try_from(*value) {
        Ok(small) => Value::Int(small),
        Err(_) => Value::Int128(value),
    };
    u128 Integer |value| match u64::try_from(*value) {
        Ok(small) => unsigned(small),
        Err(_) => Value::UInt128(value),
    };
}

/// Gives the one form that a number has: `UInt` only where `Int` is too small.
#[inline]
pub(crate) fn unsigned(value: u64) -> Value<'static> {
    match i64::try_from(value) {
        Ok(value) => Value::Int(value),
        Err(_) => Value::UInt(value),
    }
}
