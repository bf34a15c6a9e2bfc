//! The printed values in an output: what stands between the static parts of a template.

/// A part of a template.
#[derive(Clone, Debug, PartialEq)]
enum Piece<'t> {
    /// Text, and whether it is inside of a block, so that it may not be printed.
    Static(&'t str, bool),
    /// A mustache that prints; it prints nothing in a block that is left out.
    Printed,
}

/// Returns what the mustaches of `template` printed in `output`, or `None` if the static parts are not there.
/// Of adjacent
/// mustaches in blocks, the last may have it all. Whitespace control and partials are not supported.
pub fn parts<'o>(template: &str, output: &'o str) -> Option<Vec<&'o str>> {
    let mut found = Vec::new();
    align(&pieces(template), output, &mut found).then_some(found)
}

fn pieces(template: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut depth, mut rest) = (Vec::new(), 0_usize, template);
    while let Some(start) = rest.find("{{") {
        let Some(end) = rest[start..].find("}}").map(|end| start + end) else { break };
        if start > 0 {
            pieces.push(Piece::Static(&rest[..start], depth > 0));
        }
        match rest[start + 2..end].chars().next() {
            Some('#') => depth += 1,
            Some('/') => depth = depth.saturating_sub(1),
            Some('!') => {}
            _ if rest[start + 2..end].trim() == "else" => {}
            _ => pieces.push(Piece::Printed),
        }
        rest = &rest[end + 2..];
    }
    if !rest.is_empty() {
        pieces.push(Piece::Static(rest, depth > 0));
    }
    pieces
}

/// Finds the pieces in the output; pieces in blocks may be absent.
fn align<'o>(pieces: &[Piece<'_>], output: &'o str, found: &mut Vec<&'o str>) -> bool {
    let Some((first, others)) = pieces.split_first() else { return output.is_empty() };
    match first {
        Piece::Static(text, is_optional) => {
            if let Some(rest) = output.strip_prefix(text)
                && align(others, rest, found)
            {
                return true;
            }
            *is_optional && align(others, output, found)
        }
        Piece::Printed => {
            for (end, _) in output.char_indices().chain([(output.len(), ' ')]) {
                found.push(&output[..end]);
                if align(others, &output[end..], found) {
                    return true;
                }
                found.pop();
            }
            false
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn values() {
        assert_eq!(parts("<b>{{x}}</b>", "<b>a</b>"), Some(vec!["a"]));
        assert_eq!(parts("<b>{{x}}</b>", "<i>a</i>"), None);
        let blocks = "a{{#if x}}b{{y}}{{else}}c{{z}}{{/if}}d";
        assert_eq!(parts(blocks, "ab1d").map(|parts| parts.concat()), Some("1".to_owned()));
        assert_eq!(parts(blocks, "ac2d").map(|parts| parts.concat()), Some("2".to_owned()));
    }
}
