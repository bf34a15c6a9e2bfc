//! JSON for the driver.

use std::fmt::Write as _;

/// Returns a list of texts. It is ASCII, and has no `<`.
pub(crate) fn texts(texts: &[&str]) -> String {
    let mut out = String::from("[");
    for (index, text) in texts.iter().enumerate() {
        out.push_str(if index > 0 { ",\n\"" } else { "\n\"" });
        for unit in text.encode_utf16() {
            match char::from_u32(u32::from(unit)) {
                Some(c @ (' '..='~')) if !matches!(c, '"' | '\\' | '<') => out.push(c),
                _ => {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
        out.push('"');
    }
    out + "]"
}

/// Returns a list of numbers.
pub(crate) fn numbers(numbers: impl Iterator<Item = usize>) -> String {
    let numbers: Vec<String> = numbers.map(|number| number.to_string()).collect();
    format!("[{}]", numbers.join(","))
}

#[cfg(test)]
mod tests {
    use super::texts;

    #[test]
    fn escapes() {
        assert_eq!(texts(&["a\"<", "ä"]), "[\n\"a\\u0022\\u003c\",\n\"\\u00e4\"]");
    }
}
