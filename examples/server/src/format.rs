//! Functions that templates call.

use std::fmt::Display;

/// Formats an amount of cents: `€12.50`.
pub(crate) fn euros(cents: u32) -> String {
    format!("€{}.{:02}", cents / 100, cents % 100)
}

/// Returns the check digit of the number on a label: the one that makes the sum of all digits, of which every second one
/// counts three times, a multiple of ten.
///
/// # Errors
///
/// Returns an error if the number contains anything but digits. The response is then the page for status 500: see `errors.rs`.
pub(crate) fn check_digit(number: &str) -> Result<u32, impl Display + use<>> {
    let mut sum = 0;
    for (index, character) in number.chars().rev().enumerate() {
        let Some(digit) = character.to_digit(10) else {
            return Err(format!("`{number}` is not a label number"));
        };
        sum += if index % 2 == 0 { 3 * digit } else { digit };
    }
    Ok((10 - sum % 10) % 10)
}

#[cfg(test)]
mod tests {
    use super::{check_digit, euros};

    #[test]
    fn amounts() {
        assert_eq!((euros(5), euros(1250)), ("€0.05".into(), "€12.50".into()));
    }

    #[test]
    fn check_digits() {
        assert_eq!(check_digit("629104150021").ok(), Some(3));
        assert_eq!(check_digit("400638133393").ok(), Some(1));
        assert!(check_digit("12X").is_err());
    }
}
