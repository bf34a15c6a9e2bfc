//! The order and the truth of values that are printed with their `Display` implementation, if they differ from the order and the
//! truth of their text: 9.00 is less than 10.00, and a time in one time zone may be equal to a time in another.

use super::{
    displayed,
    displayed_types::Debugged,
    identity::{AnyRef, Displayed},
};
use core::{
    cmp::Ordering,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6},
};

/// Returns the order of two values. They are compared by their type if both have the same type, and this crate knows it;
/// otherwise by their text. Returns `None` if their type does not order them.
pub(super) fn order(a: &dyn Displayed, b: &dyn Displayed) -> Option<Ordering> {
    let values = (AnyRef::of_displayed(a), AnyRef::of_displayed(b));
    order_of_types(values).unwrap_or_else(|| Some(displayed::order(a, b)))
}

/// Returns `true` if a value is true in a condition: if its text is not empty, and it is not the number zero.
pub(super) fn is_true(value: &dyn Displayed) -> bool {
    #[cfg(feature = "rust_decimal")]
    if let Some(number) = decimal(value) {
        return !number.is_zero();
    }
    !displayed::is_empty(value)
}

/// Returns the value, if it is a decimal number.
#[cfg(feature = "rust_decimal")]
pub(super) fn decimal(value: &dyn Displayed) -> Option<&rust_decimal::Decimal> {
    AnyRef::of_displayed(value).downcast()
}

/// Returns the order of the first of several types that both values have.
macro_rules! order_of {
    ($values:expr; $($ty:ty)*) => { $(
        if let (Some(a), Some(b)) = ($values.0.downcast::<$ty>(), $values.1.downcast::<$ty>()) {
            return Some(a.partial_cmp(b));
        }
    )* };
}

/// Returns the order of two values of a known type, and `None` if they are of different or of other types.
fn order_of_types(values: (AnyRef<'_>, AnyRef<'_>)) -> Option<Option<Ordering>> {
    order_of!(values; IpAddr Ipv4Addr Ipv6Addr SocketAddr SocketAddrV4 SocketAddrV6);
    if let (Some(a), Some(b)) = (values.0.downcast::<Debugged>(), values.1.downcast::<Debugged>()) {
        return Some(a.value.partial_cmp(&b.value));
    }
    #[cfg(feature = "chrono")]
    {
        order_of!(values; chrono::NaiveDate chrono::NaiveTime chrono::NaiveDateTime chrono::TimeDelta);
        if let (Some(a), Some(b)) = (instant(values.0), instant(values.1)) {
            return Some(a.partial_cmp(&b));
        }
    }
    #[cfg(feature = "jiff")]
    order_of!(
        values;
        jiff::Timestamp jiff::Zoned jiff::SignedDuration jiff::civil::Date jiff::civil::DateTime jiff::civil::Time
    );
    #[cfg(feature = "rust_decimal")]
    order_of!(values; rust_decimal::Decimal);
    #[cfg(feature = "time")]
    order_of!(
        values;
        time::Date time::Duration time::Month time::OffsetDateTime time::PrimitiveDateTime time::Time time::UtcDateTime
    );
    None
}

/// Returns the point in time that a value of `chrono` is, in any time zone.
#[cfg(feature = "chrono")]
fn instant(value: AnyRef<'_>) -> Option<chrono::NaiveDateTime> {
    use chrono::{DateTime, FixedOffset, Utc};

    #[cfg(feature = "chrono-clock")]
    if let Some(time) = value.downcast::<DateTime<chrono::Local>>() {
        return Some(time.naive_utc());
    }
    match value.downcast::<DateTime<Utc>>() {
        Some(time) => Some(time.naive_utc()),
        None => value.downcast::<DateTime<FixedOffset>>().map(DateTime::naive_utc),
    }
}
