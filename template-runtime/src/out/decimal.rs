//! Floats with few decimal places, which are most of those that people print: prices, percentages.

use super::Out;

/// A number of thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Thousandths(u64);

impl Thousandths {
    /// Gives `value`, which is positive, as thousandths if those are its shortest decimal: the one with
    /// the fewest digits that is read as the same float.
    ///
    /// They are if dividing them gives the float again, as a division is rounded as reading is: then
    /// no shorter decimal is read as the float unless it is the same number. A second one would be at
    /// least 0.001 away, but below 2^40 the decimals that are read as a float lie within 2^-12 of it.
    #[inline]
    pub(super) fn of(value: f64) -> Option<Self> {
        const BELOW: f64 = (1_u64 << 40) as f64;
        if value >= BELOW {
            return None;
        }
        let nearest = (value * 1000.0 + 0.5) as u64;
        (nearest as f64 / 1000.0 == value).then_some(Self(nearest))
    }

    /// The same for an `f32`: below 2^12, where they lie within 2^-12 as well, and where its thousandths
    /// are an `f32`.
    #[inline]
    pub(super) fn of_f32(value: f32) -> Option<Self> {
        const BELOW: f32 = (1_u32 << 12) as f32;
        if value >= BELOW {
            return None;
        }
        let nearest = (value * 1000.0 + 0.5) as u32;
        (nearest as f32 / 1000.0 == value).then_some(Self(nearest.into()))
    }
}

impl Out<'_> {
    /// Appends thousandths, which are not a whole number, as a decimal without zeros at its end.
    #[inline]
    pub(super) fn thousandths(self, Thousandths(number): Thousandths) -> Self {
        let places = (number % 1000) as u16;
        let digits = [
            b'0' + (places / 100) as u8,
            b'0' + (places / 10 % 10) as u8,
            b'0' + (places % 10) as u8,
        ];
        let len = match digits {
            [_, b'0', b'0'] => 1,
            [_, _, b'0'] => 2,
            _ => 3,
        };
        let out = self.uint(number / 1000).str(".");
        out.str(
            core::str::from_utf8(&digits)
                .ok()
                .and_then(|digits| digits.get(..len))
                .unwrap_or_default(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::Thousandths;

    #[test]
    fn only_what_is_read_as_the_same() {
        assert_eq!(Thousandths::of(19.99), Some(Thousandths(19_990)));
        assert_eq!(Thousandths::of(0.001), Some(Thousandths(1)));
        assert_eq!(Thousandths::of(0.0001), None);
        assert_eq!(Thousandths::of(1.0 / 3.0), None);
        assert_eq!(Thousandths::of(0.1 + 0.2), None);
        assert_eq!(Thousandths::of(f64::MIN_POSITIVE), None);
        assert_eq!(Thousandths::of(1e12 + 0.5), Some(Thousandths(1_000_000_000_000_500)));
        assert_eq!(Thousandths::of(2e12 + 0.5), None);
        assert_eq!(Thousandths::of(f64::INFINITY), None);
        assert_eq!(Thousandths::of_f32(0.1), Some(Thousandths(100)));
        assert_eq!(Thousandths::of_f32(4095.5), Some(Thousandths(4_095_500)));
        assert_eq!(Thousandths::of_f32(4096.5), None);
    }
}
