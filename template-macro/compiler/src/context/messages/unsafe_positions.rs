//! The messages about values and attributes that no escaping makes safe.

use super::{located, phrases::describe_element};
use crate::{
    context::{
        choose::{ForwardRefusal, UnsafePosition},
        content::{Content, ContentKind},
        language::Unread,
        state::{HtmlState, State},
    },
    source::{Diagnostic, Span},
};

/// Returns the error about a value that no escaping makes safe.
pub(in crate::context) fn unsafe_position(
    position: &UnsafePosition,
    span: Span,
    value: &str,
    state: &State,
) -> Diagnostic {
    let (message, help) = match position {
        UnsafePosition::AfterAngle(angle) => (
            format!("a value is not allowed after `{angle}`: it would be a tag name"),
            match *angle {
                "<" => String::from(
                    "write the tag itself, in a block `{{#if …}}` for each choice, or `&lt;` to print `<`",
                ),
                _ => String::from("write the tag itself, in a block `{{#if …}}` for each choice"),
            },
        ),
        UnsafePosition::TagName => (
            String::from("a value cannot be part of a tag name"),
            String::from("write the whole tag, in a block `{{#if …}}` for each choice"),
        ),
        UnsafePosition::AttributeName => (
            String::from("a value cannot be an attribute or part of an attribute name"),
            format!(
                "write the attribute, and the value in quotes: `name=\"{{{{{value}}}}}\"`, or `{{{{#if {value}}}}} name{{{{/if}}}}`"
            ),
        ),
        UnsafePosition::Doctype => (
            String::from("a value is not allowed in a declaration"),
            String::from(
                "HTML parses `<!…>` and `<?…>` as comments: for XML, set `escape = \"entities\"`",
            ),
        ),
        UnsafePosition::Comment => (
            String::from("a value is not allowed in an HTML comment"),
            String::from("write a template comment, which is not printed: `{{!-- … --}}`"),
        ),
        UnsafePosition::EndTag(tail) => (
            format!("a value is not allowed after `{tail}` here: it would continue an end tag"),
            match &state.html {
                HtmlState::Content(Content { kind: ContentKind::Script(_), .. }) => {
                    format!("write `\\x3c{}` in a string, or a space after `<`", &tail[1..])
                }
                _ => format!("write `&lt;{}`", &tail[1..]),
            },
        ),
        UnsafePosition::CommentStart(start) => (
            format!("a value is not allowed after `{start}` here: it would begin an HTML comment"),
            format!("write `\\x3c{}`", &start[1..]),
        ),
        UnsafePosition::Ambiguous(element) => (
            format!(
                "browsers may parse this `<{element}>` in two ways, and the text before the value differs between them"
            ),
            format!(
                "move the `<{element}>` out of the element around it, or remove `<` and `&` from its text"
            ),
        ),
        UnsafePosition::NestedScript => (
            String::from("a value is not allowed after `<!--` and `<script` in a script"),
            String::from(
                "write `\\x3c` for the `<` in strings: browsers look for another end of the script",
            ),
        ),
        UnsafePosition::TemplateLiteral => (
            String::from("a value is not allowed in the text of a template literal"),
            format!("write it in a substitution, with spaces: `${{ {{{{{value}}}}} }}`"),
        ),
        UnsafePosition::Regexp => (
            String::from("a value is not allowed in a regular expression"),
            format!("write `new RegExp({{{{{value}}}}})`"),
        ),
        UnsafePosition::CommentOf(language) => (
            format!("a value is not allowed in a {language} comment"),
            String::from("write a template comment, which is not printed: `{{!-- … --}}`"),
        ),
        UnsafePosition::Slash => (
            String::from(
                "the `/` before this value may be a division or begin a regular expression",
            ),
            String::from(
                "write parentheses before a division, `(…) / …`, or a `;` before a regular expression",
            ),
        ),
        UnsafePosition::Backslash => (
            String::from(
                "a value is not allowed after a backslash: it would escape the first character of the value",
            ),
            String::from("write two backslashes for one that is part of the text"),
        ),
        UnsafePosition::EscapeSequence(language) => (
            String::from("a value is not allowed after an escape sequence that it could continue"),
            match *language {
                "script" => String::from("write all digits of the escape sequence"),
                _ => String::from("write a space after the escape, which ends it"),
            },
        ),
        UnsafePosition::Word => (
            String::from("a value cannot be part of a name or a number: it is printed as JSON"),
            String::from("write a string with the value in it, as in `window[\"name_…\"]`"),
        ),
        UnsafePosition::Property => (
            String::from("a value cannot be a property name after a dot: it is printed as JSON"),
            format!("write brackets instead of the dot: `[{{{{{value}}}}}]`"),
        ),
        UnsafePosition::Declaration(keyword) => (
            format!("`{keyword}` cannot declare a value: it is printed as JSON"),
            format!("declare a name, and assign the value: `var name = {{{{{value}}}}};`"),
        ),
        UnsafePosition::Beside => (
            String::from("a value in a script cannot directly follow another value"),
            String::from("write an operator, a comma or a line break between them"),
        ),
        UnsafePosition::Evaluated(name) => (
            format!("`{name}` would run the value as a script"),
            match *name {
                "setImmediate" | "setInterval" | "setTimeout" => {
                    format!("write a function: `{name}(function () {{ … }})`")
                }
                _ => String::from("write the script itself, and the value in it"),
            },
        ),
        UnsafePosition::Module => (
            String::from("a value cannot determine which module is imported"),
            String::from(
                "begin the URL with a folder, as in `\"./locales/…\"`, or write each choice in a block `{{#if …}}`",
            ),
        ),
        UnsafePosition::Unread(Unread::Unknown) => (
            format!("values are not supported in {} of this type", describe_element(state)),
            match &state.html {
                HtmlState::Content(Content { kind: ContentKind::Style(_), .. }) => {
                    String::from("write the values in a `<style>` without a type")
                }
                _ => format!(
                    "write `<script type=\"application/json\">{{{{{value}}}}}</script>` or an attribute `data-…=\"{{{{{value}}}}}\"`, and read it in a script"
                ),
            },
        ),
        UnsafePosition::Unread(Unread::Dynamic) => (
            format!(
                "values are not supported in {} whose type depends on a value or a block",
                describe_element(state)
            ),
            String::from("write the whole element in each branch"),
        ),
        UnsafePosition::Unread(Unread::Loads) => (
            String::from("a value cannot determine what this `<script>` loads"),
            String::from("write each choice in a block `{{#if …}}`"),
        ),
        UnsafePosition::AtRule => (
            String::from("a value cannot be the name of an at-rule"),
            String::from("write each choice in a block `{{#if …}}`"),
        ),
        UnsafePosition::BadUrl => (
            String::from("an unquoted URL cannot contain spaces, quotes or parentheses"),
            String::from("write quotes around the URL: `url(\"…\")`"),
        ),
        UnsafePosition::Unclear => (
            String::from(
                "how browsers parse this value depends on the value or the block before it",
            ),
            String::from(
                "write the name before a `(`, quotes around a URL, and what may begin a comment, as static text",
            ),
        ),
        UnsafePosition::Reference(reference) => (
            format!(
                "a value is not allowed after `{reference}`: it would continue a character reference"
            ),
            format!("write `&amp;{}`", &reference[1..]),
        ),
        UnsafePosition::UnknownReference(reference) => (
            format!("the meaning of `{reference}` in the script before this value is unknown"),
            String::from("write the character itself, or move it into a string"),
        ),
        UnsafePosition::Scheme(scheme) => (
            format!("no value is safe in a URL that begins with `{scheme}:`"),
            match scheme.to_ascii_lowercase().as_str() {
                "data" => String::from(
                    "a value may follow the type of an image, as in `data:image/png;base64,`, or be the whole URL of an image",
                ),
                _ => String::from("print the value in a `data-` attribute, which a script reads"),
            },
        ),
        UnsafePosition::UrlPart => (
            String::from(
                "whether this value is in the query of the URL depends on a block before it",
            ),
            String::from("write the whole URL in each branch, or write the value in each branch"),
        ),
        UnsafePosition::Origin { attribute, prefix } => (
            if prefix.is_empty() {
                format!("a value cannot determine where `{attribute}` loads from")
            } else {
                format!("after `{prefix}` a value can determine where `{attribute}` loads from")
            },
            String::from(
                "begin the URL with a folder, as in `/static/…`, or with a server, as in `https://example.org/…`, or print a `TrustedResourceUrl` alone",
            ),
        ),
        UnsafePosition::Boolean(name) => (
            format!("`{name}` has an effect regardless of its value"),
            format!("write `{{{{#if {value}}}}} {name}{{{{/if}}}}`"),
        ),
        UnsafePosition::Code(name) => (
            format!("no value is safe in the attribute `{name}`"),
            match name.as_str() {
                "srcdoc" => String::from("serve the document from a separate URL, in `src`"),
                _ => String::from(
                    "write the value in a `data-` attribute, or each choice in a block `{{#if …}}`",
                ),
            },
        ),
        UnsafePosition::Meaning(name) => (
            format!(
                "a value is not allowed in `{name}`: it determines the meaning of other attributes"
            ),
            String::from("write each choice in a block `{{#if …}}`"),
        ),
        UnsafePosition::Import => (
            String::from("a value cannot determine which style sheet is imported"),
            String::from("write each choice in a block `{{#if …}}`"),
        ),
    };
    located(Diagnostic::error(span, message).help(help), state)
}

/// Returns the error about attributes that are forwarded to an element in which they could do harm.
pub(in crate::context) fn forwarded(position: &ForwardRefusal, span: Span) -> Diagnostic {
    let (message, help) = match position {
        ForwardRefusal::Undecided(element) => (
            format!("attributes that are forwarded to `<{element}>` could set or change a URL that it loads"),
            match element.as_str() {
                "param" => "write a `name` before them that does not name a URL attribute",
                _ => "write an `attributeName` before them that does not name a URL attribute",
            },
        ),
        ForwardRefusal::Content => (
            "attributes that are forwarded to this `<meta>` could load another page, or change the encoding of this one".to_owned(),
            "write the attributes in the tag",
        ),
    };
    Diagnostic::error(span, message).help(help)
}
