//! A logarithmic scale.

/// A mapping of numbers to a range of coordinates by their logarithm.
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// Returns the scale that maps `low` to `from` and `high` to `to`.
    pub(super) fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        Scale { low, high, from, to }
    }

    /// Returns the coordinate of a number. A number outside the scale is clamped to its nearer end.
    pub(super) fn at(&self, number: f64) -> f64 {
        let part = (number / self.low).ln() / (self.high / self.low).ln();
        self.from + (self.to - self.from) * part.clamp(0.0, 1.0)
    }

    /// Returns the powers of ten on the scale and, on a short scale, also two and five times these.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let steps: &[f64] = if self.high / self.low > 200.0 { &[1.0] } else { &[1.0, 2.0, 5.0] };
        let powers = -3..12;
        let ticks =
            powers.flat_map(|power| steps.iter().map(move |step| step * 10_f64.powi(power)));
        let (low, high) = (self.low * 0.999, self.high * 1.001);
        ticks.filter(|tick| (low..=high).contains(tick)).collect()
    }
}

/// Returns the largest number of the series 1, 2, 5, 10, 20 … that is not greater than `number`.
pub(super) fn floor(number: f64) -> f64 {
    let power = 10_f64.powf(number.log10().floor());
    let step = [5.0, 2.0, 1.0].into_iter().find(|step| step * power <= number * 1.000_001);
    step.unwrap_or(1.0) * power
}

/// Returns the smallest number of the series 1, 2, 5, 10, 20 … that is not less than `number`.
pub(super) fn ceiling(number: f64) -> f64 {
    let below = floor(number);
    if below >= number * 0.999_999 { below } else { floor(below * 2.6) }
}

#[cfg(test)]
mod tests {
    use super::{Scale, ceiling, floor};

    #[test]
    fn numbers_are_rounded_to_ticks() {
        let rounded = [1.0, 3.0, 7.0, 70.0].map(|number| (floor(number), ceiling(number)));
        assert_eq!(rounded, [(1.0, 1.0), (2.0, 5.0), (5.0, 10.0), (50.0, 100.0)]);
    }

    #[test]
    fn a_scale_is_logarithmic() {
        let scale = Scale::new((1.0, 100.0), (0.0, 10.0));
        assert!((scale.at(10.0) - 5.0).abs() < 1e-9);
        assert_eq!((scale.at(0.1), scale.at(1e9)), (0.0, 10.0));
        assert_eq!(scale.ticks(), [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0]);
    }
}
