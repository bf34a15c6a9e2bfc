//! The key of a function: its JavaScript source code, with whitespace normalized.

/// Removes whitespace that does not separate words, and replaces other whitespace by one blank. Quoted text
/// stays unchanged.
pub fn normalize(code: &str) -> String {
    let mut key = String::with_capacity(code.len());
    let (mut quote, mut blank) = (None, false);
    let mut chars = code.trim().trim_end_matches(';').chars();
    while let Some(c) = chars.next() {
        if let Some(open) = quote {
            key.push(c);
            if c == '\\' {
                key.extend(chars.next());
            } else if c == open {
                quote = None;
            }
            continue;
        }
        if c.is_whitespace() {
            blank = true;
            continue;
        }
        let separates_words = is_word(c) && key.ends_with(is_word);
        if blank && separates_words {
            key.push(' ');
        }
        blank = false;
        if matches!(c, '"' | '\'' | '`') {
            quote = Some(c);
        }
        key.push(c);
    }
    key
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

#[cfg(test)]
mod tests {
    use super::normalize;

    #[test]
    fn white_space_between_words_and_in_quotes_is_kept() {
        let key = "function f(a){return'a  b'+a;}";
        assert_eq!(normalize("function f (a) {\n  return 'a  b' + a;\n}"), key);
        assert_eq!(normalize(" function  f(a){return 'a  b'+a;};"), key);
        assert_ne!(normalize("function f(a){return 'a b'+a;}"), key);
        assert_eq!(normalize(r"'\' x'  + y"), r"'\' x'+y");
    }
}
