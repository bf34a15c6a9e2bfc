//! The spelling of character references.

/// Spells each character reference in one way: `&quot;`, `&#34;` and `&#x22;` become `&quot;`. A reference to a
/// character that needs none, such as `&#43;`, becomes the character. An escaped character stays different from
/// the character itself.
pub fn alike(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match reference(rest) {
            Some((c, length)) => {
                match c {
                    '&' => out.push_str("&amp;"),
                    '<' => out.push_str("&lt;"),
                    '>' => out.push_str("&gt;"),
                    '"' => out.push_str("&quot;"),
                    '\'' => out.push_str("&apos;"),
                    _ => out.push(c),
                }
                rest = &rest[length..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

/// Returns the character of the reference with which `text` begins, and the length of the reference.
fn reference(text: &str) -> Option<(char, usize)> {
    let end = text.find(';')?;
    let name = text.get(1..end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((c, end + 1))
}

#[cfg(test)]
mod tests {
    use super::alike;

    #[test]
    fn references() {
        assert_eq!(alike("&#34;&quot;&#x22;\""), "&quot;&quot;&quot;\"");
        assert_eq!(alike("&#39;&#x27;&apos;'"), "&apos;&apos;&apos;'");
        assert_eq!(alike("a&#43;b&#32;c &amp;&iexcl; & &;"), "a+b c &amp;&iexcl; & &;");
    }
}
