//! Words that begin a statement in other template languages, and have no tag of the same shape here.

/// Returns what to write in place of a statement with a word that has no tag of the same shape here.
pub(crate) fn word_help(statement: &str) -> Option<String> {
    let (word, rest) = statement.split_once(char::is_whitespace).unwrap_or((statement, ""));
    let name = rest.split_whitespace().next().unwrap_or_default().trim_matches(['"', '\'']);
    let is_named =
        !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "_-./".contains(c));
    let stem = name.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
    let stem = if is_named && !stem.is_empty() { stem } else { "name" };
    Some(match word {
        "include" | "partial" | "template" | "render" | "component" => {
            format!("write `{{{{> {stem}}}}}`, which includes a partial")
        }
        "extends" => format!(
            "write the page in `{{{{#> {stem}}}}}…{{{{/{stem}}}}}`, and `{{{{> @partial-block}}}}` in the layout"
        ),
        "block" | "define" => format!(
            "write `{{{{#*inline \"{stem}\"}}}}…{{{{/inline}}}}` in the page, and `{{{{> {stem}}}}}` in the layout"
        ),
        "outlet" | "super" | "caller" => {
            "the content of a layout is printed by `{{yield}}` in a component, or by `{{> @partial-block}}`"
                .to_owned()
        }
        "raw" | "verbatim" | "safe" | "html" if is_named => {
            format!("write `{{{{{{{name}}}}}}}` to print without escaping")
        }
        "match" | "switch" | "when" | "case" => {
            "write `{{#if (eq x \"A\")}}…{{else if (eq x \"B\")}}…{{/if}}`".to_owned()
        }
        "end" | "endif" | "endfor" | "endblock" | "endwith" => {
            "a block ends with its name, as in `{{/if}}`".to_owned()
        }
        "on" | "action" | "debugger" | "unbound" => {
            "the output is text, in which there are no events: write attributes of HTML".to_owned()
        }
        _ => return None,
    })
}
