//! The nesting depth of a template, before it is parsed: the stages are recursive, and a caller may need a larger stack.

/// Returns an upper bound of the nesting depth of blocks, partials and parentheses in text, in linear time and
/// without a recursion. It is more than the number if the text has an error, a long chain of `else`, or inline partials.
/// The contents of partials are not counted.
#[must_use]
pub fn nesting(text: &str) -> usize {
    let (mut blocks, mut parentheses) = (0_usize, 0_usize);
    let (mut most_blocks, mut most_parentheses) = (0, 0);
    let (mut inlines, mut includes) = (0, 0);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'(' => {
                parentheses += 1;
                most_parentheses = most_parentheses.max(parentheses);
            }
            b')' => parentheses = parentheses.saturating_sub(1),
            b'{' if bytes.get(at + 1) == Some(&b'{') => {
                parentheses = 0;
                // The character after the braces and the whitespace sign determines the kind of the tag.
                at += bytes.iter().skip(at).take_while(|byte| matches!(byte, b'{' | b'~')).count();
                let tag = bytes.get(at..).unwrap_or_default().trim_ascii_start();
                match tag {
                    [b'>', ..] => includes = 1,
                    // It may include the one before.
                    [b'#', b'*', ..] => {
                        blocks += 1;
                        inlines += 1;
                    }
                    [b'/', ..] => blocks = blocks.saturating_sub(1),
                    [b'#' | b'^', ..] => blocks += 1,
                    _ if tag.starts_with(b"else ") => blocks += 1,
                    _ => {}
                }
                most_blocks = most_blocks.max(blocks);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    most_blocks + most_parentheses + inlines + includes
}

#[cfg(test)]
mod tests {
    use super::nesting;

    #[test]
    fn blocks_and_parentheses_are_counted() {
        for (text, expected) in [
            ("", 0),
            ("text (with one)", 1),
            ("{{a}}{{#b}}{{c (d (e))}}{{/b}}", 3),
            ("{{#a}}{{/a}}{{~#b~}}{{/b}}{{^c}}{{/c}}", 1),
            ("{{#a}}{{#b}}{{else if c}}{{/b}}{{/a}}", 3),
            ("{{ # a}}{{{b}}}{{", 1),
            ("{{f (g}}{{f (g", 1),
            ("{{/a}}{{#a}}", 1),
            ("{{> a}}{{#if a}}{{> b}}{{/if}}", 2),
            ("{{#*inline 'a'}}{{/inline}}{{#*inline 'b'}}{{> a}}{{/inline}}{{> b}}", 4),
        ] {
            assert_eq!(nesting(text), expected, "{text}");
        }
        assert_eq!(nesting(&"{{#a}}(".repeat(100_000)), 100_001);
    }
}
