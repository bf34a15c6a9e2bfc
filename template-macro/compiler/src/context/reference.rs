//! Character references in the static text of attribute values.

/// The names of references that matter in URLs, scripts and style sheets. Other names stand for characters that have
/// no meaning there.
const NAMES: &[(&str, char)] = &[
    ("amp", '&'),
    ("AMP", '&'),
    ("apos", '\''),
    ("ast", '*'),
    ("bsol", '\\'),
    ("colon", ':'),
    ("comma", ','),
    ("commat", '@'),
    ("dollar", '$'),
    ("equals", '='),
    ("excl", '!'),
    ("grave", '`'),
    ("gt", '>'),
    ("GT", '>'),
    ("lbrace", '{'),
    ("lcub", '{'),
    ("lbrack", '['),
    ("lsqb", '['),
    ("lpar", '('),
    ("lt", '<'),
    ("LT", '<'),
    ("nbsp", '\u{a0}'),
    ("NewLine", '\n'),
    ("num", '#'),
    ("period", '.'),
    ("plus", '+'),
    ("quest", '?'),
    ("quot", '"'),
    ("QUOT", '"'),
    ("rbrace", '}'),
    ("rcub", '}'),
    ("rbrack", ']'),
    ("rsqb", ']'),
    ("rpar", ')'),
    ("semi", ';'),
    ("sol", '/'),
    ("Tab", '\t'),
];

/// The names that need no `;`.
const WITHOUT_SEMICOLON: &[&str] = &["amp", "AMP", "gt", "GT", "lt", "LT", "nbsp", "quot", "QUOT"];

/// The length of the longest reference that is decoded, with `&`, without `;`.
pub(super) const MAX_REFERENCE: usize = 12;

/// Decodes a reference, from its `&` on, without the `;` that ends it if `is_closed`.
pub(super) fn decode(reference: &str, is_closed: bool) -> Option<char> {
    let name = reference.strip_prefix('&')?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    if !is_closed && !WITHOUT_SEMICOLON.contains(&name) {
        return None;
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, c)| *c)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references() {
        for (reference, is_closed, c) in [
            ("&quot", true, Some('"')),
            ("&quot", false, Some('"')),
            ("&colon", true, Some(':')),
            ("&colon", false, None),
            ("&#39", true, Some('\'')),
            ("&#x2F", false, Some('/')),
            ("&eacute", true, None),
            ("&", false, None),
            ("&#", false, None),
        ] {
            assert_eq!(decode(reference, is_closed), c, "{reference}");
        }
    }
}
