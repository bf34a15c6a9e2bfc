//! Helpers that change the case of text.

use super::{
    display::{from_fn, write_chars},
    unicode_tables::is_case_ignorable,
};
use core::fmt::Display;

/// Converts text to uppercase.
///
/// Each character is mapped with [`char::to_uppercase`], as in `str::to_uppercase`:
/// `ß` becomes `SS`. There are no locale-specific rules.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::uppercase, template};
///
/// let line = template!("{{uppercase 'Straße'}}");
/// assert_eq!(line.render_into(&mut [0; 16])?, "STRASSE");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn uppercase(text: &str) -> impl Display {
    from_fn(move |f| write_chars(f, text.chars().flat_map(char::to_uppercase)))
}

/// Converts text to lowercase.
///
/// Each character is mapped with [`char::to_lowercase`], and a sigma at the end of a word becomes
/// `ς`, as in `str::to_lowercase` (Unicode, section 3.13, `Final_Sigma`). There are no
/// locale-specific rules.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::lowercase, template};
///
/// let line = template!("{{lowercase 'ΟΔΥΣΣΕΥΣ'}}");
/// assert_eq!(line.render_into(&mut [0; 16])?, "οδυσσευς");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn lowercase(text: &str) -> impl Display {
    from_fn(move |f| {
        let chars = text.char_indices().flat_map(|(at, c)| match c {
            'Σ' => lowercase_sigma(text, at).to_lowercase(),
            c => c.to_lowercase(),
        });
        write_chars(f, chars)
    })
}

/// Converts the first character of text to uppercase.
///
/// The first character is mapped with [`char::to_uppercase`]. The rest is unchanged;
/// `capitalize (lowercase name)` converts it to lowercase.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::{capitalize, lowercase}, template};
///
/// let line = template!("{{capitalize 'the BBC'}}, {{capitalize (lowercase 'OSLO')}}");
/// assert_eq!(line.render_into(&mut [0; 16])?, "The BBC, Oslo");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn capitalize(text: &str) -> impl Display {
    from_fn(move |f| {
        let mut rest = text.chars();
        write_chars(f, rest.next().into_iter().flat_map(char::to_uppercase))?;
        f.write_str(rest.as_str())
    })
}

/// Returns the lower case of the `Σ` at the byte offset `at`: `ς` at the end of a word, else `σ`.
///
/// The rule is `Final_Sigma` of Unicode's section 3.13: there is a cased letter before it and none
/// after it, not counting case-ignorable characters.
fn lowercase_sigma(text: &str, at: usize) -> char {
    let before = text.get(..at).unwrap_or_default();
    let after = text.get(at + 'Σ'.len_utf8()..).unwrap_or_default();
    let is_some_cased = |found: Option<char>| found.is_some_and(is_cased);
    let is_final = is_some_cased(before.chars().rev().find(|&c| !is_case_ignorable(c)))
        && !is_some_cased(after.chars().find(|&c| !is_case_ignorable(c)));
    if is_final { 'ς' } else { 'σ' }
}

/// Returns `true` if a character has the property `Cased`: lower, upper or title case.
pub(super) fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || !c.to_lowercase().eq([c])
}

#[cfg(test)]
mod tests {
    use super::lowercase_sigma;
    use std::string::String;

    #[test]
    fn sigma_in_every_position() {
        for text in
            ["Σ", "ΑΣ", "ΣΑ", "ΑΣΑ", "Α Σ", "ΑΣ Α", "ΑΣ'Α", "Α'Σ", "Α'Σ'", "1Σ", "ΑΣΣ", "ΑΣ́"]
        {
            let lower: String = text
                .char_indices()
                .flat_map(|(at, c)| {
                    if c == 'Σ' { lowercase_sigma(text, at) } else { c }.to_lowercase()
                })
                .collect();
            assert_eq!(lower, text.to_lowercase());
        }
    }
}
