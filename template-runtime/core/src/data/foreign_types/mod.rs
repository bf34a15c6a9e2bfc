//! [`Data`] for types of other crates, each with a feature of its name.

#[cfg(feature = "heapless")]
mod heapless;
#[cfg(feature = "indexmap")]
mod indexmap;

#[cfg(any(
    feature = "chrono",
    feature = "jiff",
    feature = "rust_decimal",
    feature = "time",
    feature = "url",
    feature = "uuid"
))]
use super::{
    Data,
    displayed_types::displayed,
    shape::{Kind, Shape, ShapeRef},
    value::Value,
};

#[cfg(feature = "chrono")]
displayed! {
    chrono::NaiveDate, "NaiveDate";
    chrono::NaiveTime, "NaiveTime";
    chrono::NaiveDateTime, "NaiveDateTime";
    chrono::FixedOffset, "FixedOffset";
    chrono::TimeDelta, "TimeDelta";
    chrono::Utc, "Utc";
    chrono::Weekday, "Weekday";
}

#[cfg(feature = "chrono")]
impl<Z: chrono::TimeZone<Offset: core::fmt::Display>> Data for chrono::DateTime<Z> {
    const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: "DateTime", kind: Kind::Displayed });

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Display(self)
    }
}

#[cfg(feature = "chrono")]
impl<'v, Z: chrono::TimeZone<Offset: core::fmt::Display> + 'v> crate::helper::Returned<'v>
    for chrono::DateTime<Z>
{
    const SHAPE: ShapeRef = <Self as Data>::SHAPE;

    const IS_DISPLAYED: bool = true;

    fn give(self, sink: &mut dyn super::Sink<'v>) -> Result<(), crate::error::ErrorKind> {
        crate::helper::give_displayed(self, sink)
    }
}

// A time zone may have lifetimes, so that not all `DateTime`s are taken by reference.
#[cfg(feature = "chrono")]
super::by_reference::by_value! {
    [] chrono::DateTime<chrono::Utc>;
    [] chrono::DateTime<chrono::FixedOffset>;
}

#[cfg(feature = "chrono")]
impl<'v> super::ByReference<'v> for chrono::DateTime<chrono::Utc> {}

#[cfg(feature = "chrono")]
impl<'v> super::ByReference<'v> for chrono::DateTime<chrono::FixedOffset> {}

#[cfg(feature = "chrono-clock")]
super::by_reference::by_value! { [] chrono::DateTime<chrono::Local>; }

#[cfg(feature = "chrono-clock")]
impl<'v> super::ByReference<'v> for chrono::DateTime<chrono::Local> {}

#[cfg(feature = "jiff")]
displayed! {
    jiff::Timestamp, "Timestamp";
    jiff::Zoned, "Zoned";
    jiff::Span, "Span";
    jiff::SignedDuration, "SignedDuration";
    jiff::civil::Date, "Date";
    jiff::civil::DateTime, "DateTime";
    jiff::civil::Time, "Time";
    jiff::tz::Offset, "Offset";
}

#[cfg(feature = "rust_decimal")]
displayed! {
    rust_decimal::Decimal, "Decimal";
}

#[cfg(feature = "time")]
displayed! {
    time::Date, "Date";
    time::Duration, "Duration";
    time::Month, "Month";
    time::OffsetDateTime, "OffsetDateTime";
    time::PrimitiveDateTime, "PrimitiveDateTime";
    time::Time, "Time";
    time::UtcDateTime, "UtcDateTime";
    time::UtcOffset, "UtcOffset";
    time::Weekday, "Weekday";
}

#[cfg(feature = "uuid")]
displayed! {
    uuid::Uuid, "Uuid";
}

#[cfg(feature = "url")]
displayed! {
    url::Url, "Url";
}
