//! The messages about places in which values, blocks and static text cannot stand.

use super::{
    choose::{ForwardRefusal, Refusal},
    content::{Content, ContentKind},
    foreign::Reading,
    html::Mistake,
    language::Unread,
    reading::ScriptPlace,
    script::Script,
    state::{Place, State, Value, ValueContent},
    style::{Style, StylePlace},
};
use crate::{
    resolve::resolved::Statement,
    source::{Diagnostic, Span},
};

/// How a template that is no HTML says so.
const OTHER_ESCAPE: &str = "if the template is no HTML, set `escape = \"text\"`";

/// Returns the error about a value that no escaping makes safe.
pub(super) fn refusal(refusal: &Refusal, span: Span, value: &str, state: &State) -> Diagnostic {
    let (message, help) = match refusal {
        Refusal::AfterAngle(angle) => (
            format!("no value can follow `{angle}`: it would be the name of a tag"),
            match *angle {
                "<" => String::from(
                    "write the tag itself, in a block `{{#if …}}` for each choice, or `&lt;` to print `<`",
                ),
                _ => String::from("write the tag itself, in a block `{{#if …}}` for each choice"),
            },
        ),
        Refusal::TagName => (
            String::from("a value cannot be part of the name of a tag"),
            String::from("write the whole tag, in a block `{{#if …}}` for each choice"),
        ),
        Refusal::AttributeName => (
            String::from("a value cannot be an attribute, or part of its name"),
            format!(
                "write the attribute, and the value in quotes: `name=\"{{{{{value}}}}}\"`, or `{{{{#if {value}}}}} name{{{{/if}}}}`"
            ),
        ),
        Refusal::Doctype => (
            String::from("a value cannot stand in a declaration"),
            String::from(
                "HTML reads `<!…>` and `<?…>` as comments: in XML, set `escape = \"entities\"`",
            ),
        ),
        Refusal::Comment => (
            String::from("a value cannot stand in a comment of HTML"),
            String::from("write a comment of the template, which is not printed: `{{!-- … --}}`"),
        ),
        Refusal::EndTag(tail) => (
            format!("no value can follow `{tail}` here: it would continue an end tag"),
            match &state.place {
                Place::Content(Content { kind: ContentKind::Script(_), .. }) => {
                    format!("write `\\x3c{}` in a string, or a space after `<`", &tail[1..])
                }
                _ => format!("write `&lt;{}`", &tail[1..]),
            },
        ),
        Refusal::CommentStart(start) => (
            format!("no value can follow `{start}` here: it would begin a comment of HTML"),
            format!("write `\\x3c{}`", &start[1..]),
        ),
        Refusal::Ambiguous(element) => (
            format!(
                "browsers may read this `<{element}>` by other rules than the text before the value allows"
            ),
            format!(
                "move the `<{element}>` out of the element around it, or remove `<` and `&` from its text"
            ),
        ),
        Refusal::NestedScript => (
            String::from("no value can follow `<!--` and `<script` in a script"),
            String::from(
                "write `\\x3c` for the `<` in strings: browsers look for another end of the script",
            ),
        ),
        Refusal::TemplateLiteral => (
            String::from("a value cannot stand in the text of a template literal"),
            format!("write it in a substitution, with spaces: `${{ {{{{{value}}}}} }}`"),
        ),
        Refusal::Regexp => (
            String::from("a value cannot stand in a regular expression"),
            format!("write `new RegExp({{{{{value}}}}})`"),
        ),
        Refusal::CommentOf(language) => (
            format!("a value cannot stand in a comment of a {language}"),
            String::from("write a comment of the template, which is not printed: `{{!-- … --}}`"),
        ),
        Refusal::Slash => (
            String::from(
                "whether this value is in a regular expression depends on what the `/` before it means",
            ),
            String::from(
                "write parentheses before a division, `(…) / …`, or a `;` before a regular expression",
            ),
        ),
        Refusal::Backslash => (
            String::from(
                "no value can follow a backslash: it would escape the first character of the value",
            ),
            String::from("write two backslashes for one that is part of the text"),
        ),
        Refusal::EscapeSequence(language) => (
            String::from("no value can follow an escape sequence that it may continue"),
            match *language {
                "script" => String::from("write all digits of the escape sequence"),
                _ => String::from("write a space after the escape, which ends it"),
            },
        ),
        Refusal::Word => (
            String::from("a value cannot be a part of a name or a number: it is printed as JSON"),
            String::from("write a string with the value in it, as in `window[\"name_…\"]`"),
        ),
        Refusal::Property => (
            String::from(
                "a value cannot be the name of a property after a dot: it is printed as JSON",
            ),
            format!("write brackets in place of the dot: `[{{{{{value}}}}}]`"),
        ),
        Refusal::Declaration(keyword) => (
            format!("`{keyword}` cannot declare a value: it is printed as JSON"),
            format!("declare a name, and assign the value: `var name = {{{{{value}}}}};`"),
        ),
        Refusal::Beside => (
            String::from("a value of a script cannot directly follow another one"),
            String::from("write an operator, a comma or a line break between them"),
        ),
        Refusal::Evaluated(name) => (
            format!("`{name}` would run the value as a script"),
            match *name {
                "setImmediate" | "setInterval" | "setTimeout" => {
                    format!("write a function: `{name}(function () {{ … }})`")
                }
                _ => String::from("write the script itself, and the value in it"),
            },
        ),
        Refusal::Module => (
            String::from("a value cannot choose which module is imported"),
            String::from(
                "begin the URL with a folder, as in `\"./locales/…\"`, or write each choice in a block `{{#if …}}`",
            ),
        ),
        Refusal::Unread(Unread::Unknown) => (
            format!(
                "how a value is written in {} of this type is not known",
                described_element(state)
            ),
            match &state.place {
                Place::Content(Content { kind: ContentKind::Style(_), .. }) => {
                    String::from("write the values into a `<style>` without a type")
                }
                _ => format!(
                    "write `<script type=\"application/json\">{{{{{value}}}}}</script>` or an attribute `data-…=\"{{{{{value}}}}}\"`, and read it in a script"
                ),
            },
        ),
        Refusal::Unread(Unread::Dynamic) => (
            format!(
                "how a value is written in {} whose type depends on a value or a block is not known",
                described_element(state)
            ),
            String::from("write the whole element in each branch"),
        ),
        Refusal::Unread(Unread::Loads) => (
            String::from("a value cannot choose what this `<script>` loads"),
            String::from("write each choice in a block `{{#if …}}`"),
        ),
        Refusal::AtRule => (
            String::from("a value cannot be the name of an at-rule"),
            String::from("write each choice in a block `{{#if …}}`"),
        ),
        Refusal::BadUrl => (
            String::from(
                "browsers read no URL here: a URL without quotes has no spaces, quotes or parentheses",
            ),
            String::from("write quotes around the URL: `url(\"…\")`"),
        ),
        Refusal::Unclear => (
            String::from(
                "how browsers read this value depends on the value or the block before it",
            ),
            String::from(
                "write the name before a `(`, quotes around a URL, and what may begin a comment, as static text",
            ),
        ),
        Refusal::Reference(reference) => (
            format!("no value can follow `{reference}`: it would continue a character reference"),
            format!("write `&amp;{}`", &reference[1..]),
        ),
        Refusal::UnknownReference(reference) => (
            format!("what `{reference}` means to the script before this value is not known"),
            String::from("write the character itself, or move it into a string"),
        ),
        Refusal::Scheme(scheme) => (
            format!("no value is safe in a URL that begins with `{scheme}:`"),
            match scheme.to_ascii_lowercase().as_str() {
                "data" => String::from(
                    "a value may follow the type of an image, as in `data:image/png;base64,`, or be a `SafeUrl`",
                ),
                _ => String::from("print the value into a `data-` attribute, which a script reads"),
            },
        ),
        Refusal::UrlPart => (
            String::from(
                "whether this value is in the query of the URL depends on a block before it",
            ),
            String::from("write the whole URL in each branch, or the value inside of the branches"),
        ),
        Refusal::Origin { attribute, prefix } => (
            if prefix.is_empty() {
                format!("a value cannot choose from where `{attribute}` loads")
            } else {
                format!("after `{prefix}` a value can choose from where `{attribute}` loads")
            },
            String::from(
                "begin the URL with a folder, as in `/static/…`, or with a server, as in `https://example.org/…`, or print a `TrustedResourceUrl` alone",
            ),
        ),
        Refusal::Boolean(name) => (
            format!("`{name}` has an effect whatever its value is"),
            format!("write `{{{{#if {value}}}}} {name}{{{{/if}}}}`"),
        ),
        Refusal::Code(name) => (
            format!("no value is safe in the attribute `{name}`"),
            match name.as_str() {
                "srcdoc" => String::from("serve the document from a URL of its own, in `src`"),
                _ => String::from(
                    "write the value into a `data-` attribute, or each choice in a block `{{#if …}}`",
                ),
            },
        ),
        Refusal::Meaning(name) => (
            format!("a value cannot be that of `{name}`: it decides what others mean"),
            String::from("write each choice in a block `{{#if …}}`"),
        ),
        Refusal::Import => (
            String::from("a value cannot choose which style sheet is imported"),
            String::from("write each choice in a block `{{#if …}}`"),
        ),
    };
    located(Diagnostic::error(span, message).help(help), state)
}

/// Returns the error about `{{{value}}}` outside of text.
pub(super) fn raw_value(span: Span, value: &str, state: &State) -> Diagnostic {
    let place = describe(state);
    let message = format!("an unescaped value can only stand in text, but this is {place}");
    let help = match &state.place {
        Place::Content(Content { kind: ContentKind::Script(_), .. }) => {
            format!("write `{{{{{value}}}}}`, which prints JSON, or code as a `SafeScript`")
        }
        Place::Content(Content { kind: ContentKind::Style(_), .. }) => {
            format!("write `{{{{{value}}}}}`, and give it the type `SafeStyle`")
        }
        Place::Value(..) | Place::BeforeValue(..) | Place::Content(_) => {
            format!("write `{{{{{value}}}}}`")
        }
        _ => String::from("write the attribute in a block `{{#if …}}`"),
    };
    located(Diagnostic::error(span, message).help(help), state)
}

/// Returns the error about a block in the value of an attribute without quotes.
pub(super) fn block_in_unquoted_value(span: Span, state: &State) -> Diagnostic {
    let name = match &state.place {
        Place::BeforeValue(_, name) | Place::Value(_, Value { name, .. }) => name.as_str(),
        _ => "name",
    };
    let message = format!("a block in the value of `{name}` needs quotes around the value");
    located(Diagnostic::error(span, message).help(format!("write `{name}=\"…\"`")), state)
}

/// Returns the error about a block whose ways end in different places.
pub(super) fn branches_differ(span: Span, one: &State, other: &State) -> Diagnostic {
    let (one_end, other_end) = describe_both(one, other);
    let message = if one_end == other_end {
        format!("the ways through this block end in different parts of {one_end}")
    } else {
        format!("one way through this block ends in {one_end}, another in {other_end}")
    };
    let help = "what follows is read from there: close in each branch what it opens";
    let open = if one.is_text() { other } else { one };
    located(Diagnostic::error(span, message).help(help), open)
}

/// Returns the error about a loop whose body does not end where it begins.
pub(super) fn loop_ends(span: Span, begin: &State, end: &State) -> Diagnostic {
    let (begins, ends) = describe_both(begin, end);
    let message = if begins == ends {
        format!("the body of this loop begins and ends in different parts of {begins}")
    } else {
        format!("the body of this loop begins in {begins}, but ends in {ends}")
    };
    let help = "the next iteration begins there: close in the body what it opens";
    located(Diagnostic::error(span, message).help(help), end)
}

/// Returns the error about a construct that stands in text only.
pub(super) fn outside_of_text(span: Span, noun: &str, state: &State) -> Diagnostic {
    let message = format!("{noun} can only stand in text, but this is {}", describe(state));
    located(Diagnostic::error(span, message), state)
}

/// Returns the error about a body that must end in text.
pub(super) fn unclosed_body(span: Span, noun: &str, end: &State) -> Diagnostic {
    let message = format!("{noun} must end in text, but ends in {}", describe(end));
    located(Diagnostic::error(span, message), end)
}

/// Returns the error about a body that leaves elements of SVG or MathML open.
pub(super) fn unbalanced_body(span: Span, noun: &str) -> Diagnostic {
    let message =
        format!("{noun} must close the `<svg>` and `<math>` that it opens, and no others");
    Diagnostic::error(span, message)
        .help("close the elements in them in the order in which they are opened")
}

/// Returns the error about `{{attributes …}}` that is in no tag.
pub(super) fn attributes_outside_of_tag(span: Span, state: &State) -> Diagnostic {
    let message = format!("attributes can only stand in a tag, but this is {}", describe(state));
    located(Diagnostic::error(span, message), state)
}

/// Returns the error about attributes that are forwarded to an element in which they could do harm.
pub(super) fn forwarded(refusal: &ForwardRefusal, span: Span) -> Diagnostic {
    let (message, help) = match refusal {
        ForwardRefusal::Undecided(element) => (
            format!("attributes that are forwarded to `<{element}>` could be URLs from which it loads, or change one"),
            match element.as_str() {
                "param" => "write a `name` before them that is none of a URL",
                _ => "write an `attributeName` before them that is none of a URL",
            },
        ),
        ForwardRefusal::Content => (
            "attributes that are forwarded to this `<meta>` could load another page, or change the encoding of this one".to_owned(),
            "write the attributes in the tag",
        ),
    };
    Diagnostic::error(span, message).help(help)
}

/// Returns the error about a `{{yield}}` that is not in text.
pub(super) fn yield_outside_of_text(span: Span, is_plain: bool, state: &State) -> Diagnostic {
    let place = describe(state);
    if is_plain {
        let message = format!(
            "a plain slot can stand in text, in `<title>`, `<textarea>`, and in quoted attributes of text, but this is {place}"
        );
        return located(Diagnostic::error(span, message), state);
    }
    let message = format!("a slot can only stand in text, but this is {place}");
    if state.plain_quote().is_none() {
        return located(Diagnostic::error(span, message), state);
    }
    let help = "declare the slot as plain, `#[slots(name: plain)]`: then it may stand in `<title>` and in quoted attributes";
    located(Diagnostic::error(span, message).help(help), state)
}

/// Returns the error about a template that does not end in text.
pub(super) fn unclosed_template(end: &State, body: &[Statement]) -> Diagnostic {
    let last = body.last().map(super::statement_span).unwrap_or_default();
    let span = end.opened.0.unwrap_or(Span::new(last.end, last.end));
    let message = format!("the template ends in {}", describe(end));
    let help = match &end.place {
        Place::TagOpen | Place::EndTagOpen | Place::TagName(_) | Place::Declaration(_) => {
            format!("write `&lt;` to print `<`, or close the tag; {OTHER_ESCAPE}")
        }
        _ => format!("close what is opened here; {OTHER_ESCAPE}"),
    };
    Diagnostic::error(span, message).help(help)
}

/// Returns the error about a template whose loops are nested too deeply to be read.
pub(super) fn too_complex() -> Diagnostic {
    let message = "the template is too large to find out how its values are escaped";
    Diagnostic::error(Span::default(), message)
        .help("set `escape = \"entities\"`, which escapes all values as in text")
}

/// Returns the error about static text.
pub(super) fn mistake(mistake: &Mistake, span: Span, state: &State) -> Diagnostic {
    let error = match mistake {
        Mistake::Character(c) => {
            Diagnostic::error(span, format!("unexpected `{c}` in a tag"))
                .help(format!("write `&lt;` if the `<` before is text; {OTHER_ESCAPE}"))
        }
        Mistake::Unquoted { name, c } => {
            Diagnostic::error(span, format!("unexpected `{c}` in the value of `{name}`"))
                .help(format!("write quotes around the value: `{name}=\"…\"`"))
        }
        Mistake::NoSpace => Diagnostic::error(span, "a space is missing before an attribute")
            .help("the block or the attributes before may end with an attribute"),
        Mistake::DynamicScheme => {
            Diagnostic::error(span, "the value before this `:` would be the scheme of the URL")
                .help("write the scheme itself, in a block `{{#if …}}` for each choice, or print the whole URL as one value")
        }
        Mistake::Repeated(name) => {
            Diagnostic::error(span, format!("the attribute `{name}` is repeated"))
                .help("browsers ignore all but the first: remove the others")
        }
        Mistake::LateMeaning(name) => {
            Diagnostic::error(span, format!("`{name}` gives an attribute before it another meaning"))
                .help(format!("write `{name}` as the first attribute, and outside of blocks"))
        }
        Mistake::Markup { element, reading: Reading::Foreign } => Diagnostic::error(
            span,
            format!("browsers read a tag here: in `<svg>` and `<math>` the content of `<{element}>` is no text"),
        )
        .help("write `<![CDATA[` and `]]>` around the text, or `&lt;` for `<`"),
        Mistake::Markup { element, .. } => Diagnostic::error(
            span,
            format!("browsers may read a tag here, or text of the `<{element}>`"),
        )
        .help(format!("move the `<{element}>` out of the elements around it, or close those in the order in which they are opened")),
        Mistake::DoubtfulSlash(element) => Diagnostic::error(
            span,
            "browsers may ignore the slash at the end of this tag",
        )
        .help(format!("write `></{element}>`")),
        Mistake::CdataEnd => Diagnostic::error(
            span,
            "browsers may end the CDATA section here",
        )
        .help("write the text without `<![CDATA[` and `]]>`, with `&lt;`, `&gt;` and `&amp;`"),
        Mistake::NestedScript => Diagnostic::error(
            span,
            "browsers may look for another end of the script after this",
        )
        .help("write `\\x3cscript` for `<script` in strings, and remove `<!--`"),
        Mistake::HiddenEnd(element) => Diagnostic::error(
            span,
            format!("browsers that read the content of `<{element}>` as text may end it here"),
        )
        .help("write `&lt;` in place of `<`"),
    };
    let depends_on_doubt = matches!(
        mistake,
        Mistake::CdataEnd
            | Mistake::DoubtfulSlash(_)
            | Mistake::Markup { reading: Reading::Doubtful, .. }
    );
    let error = match state.opened.0 {
        Some(opened) if opened.end <= span.start => error.related(opened, "opened here"),
        _ => error,
    };
    match state.doubted.0 {
        Some(doubted) if depends_on_doubt => error.related(
            doubted,
            "after this, browsers may be inside or outside of `<svg>` or `<math>`",
        ),
        _ => error,
    }
}

/// Adds where the construct that is open was opened.
fn located(error: Diagnostic, state: &State) -> Diagnostic {
    match state.opened.0 {
        Some(opened) if !state.is_text() && opened != error.span => {
            error.related(opened, "opened here")
        }
        _ => error,
    }
}

/// Returns the noun phrases for two places: those of their parts if the places are the same.
fn describe_both(one: &State, other: &State) -> (String, String) {
    let places = (describe(one), describe(other));
    match (part(one), part(other)) {
        (Some(one), Some(other)) if places.0 == places.1 && one != other => {
            (format!("{one} of {}", places.0), format!("{other} of {}", places.1))
        }
        _ => places,
    }
}

/// Returns the noun phrase for the part of a script or a style sheet.
fn part(state: &State) -> Option<&'static str> {
    let script = |script: &Script| match script.place()? {
        ScriptPlace::Expression | ScriptPlace::Beside => Some("the code"),
        ScriptPlace::String => Some("a string"),
        ScriptPlace::Template => Some("a template literal"),
        ScriptPlace::Regexp => Some("a regular expression"),
        ScriptPlace::Comment => Some("a comment"),
        _ => None,
    };
    let style = |style: &Style| match style.place() {
        StylePlace::Code => Some("the rules"),
        StylePlace::String(_) => Some("a string"),
        StylePlace::Url(_) => Some("a URL"),
        StylePlace::Comment => Some("a comment"),
        _ => None,
    };
    match &state.place {
        Place::Content(Content { kind: ContentKind::Script(token), .. }) => script(token),
        Place::Content(Content { kind: ContentKind::Style(token), .. }) => style(token),
        Place::Value(_, Value { content: ValueContent::Script(token), .. }) => script(token),
        Place::Value(_, Value { content: ValueContent::Style(token), .. }) => style(token),
        _ => None,
    }
}

/// Returns the noun phrase for the element whose content is a script or a style sheet.
fn described_element(state: &State) -> &'static str {
    match &state.place {
        Place::Content(Content { kind: ContentKind::Style(_), .. }) => "a `<style>`",
        _ => "a `<script>`",
    }
}

/// Returns the noun phrase for a place.
fn describe(state: &State) -> String {
    match &state.place {
        Place::Text | Place::Lost => String::from("text"),
        Place::TagOpen | Place::EndTagOpen => String::from("a tag"),
        Place::TagName(tag)
        | Place::BeforeName(tag)
        | Place::Separator(tag, _)
        | Place::Name(tag, _)
        | Place::AfterName(tag, _) => {
            let slash = if tag.is_end { "/" } else { "" };
            ["the tag `<", slash, &tag.name, ">`"].concat()
        }
        Place::BeforeValue(_, name) => ["the attribute `", name, "`"].concat(),
        Place::Value(_, value) => describe_value(value),
        Place::Declaration(_) | Place::BogusComment => String::from("a declaration"),
        Place::Comment(_) => String::from("a comment"),
        Place::Cdata(..) => String::from("a CDATA section"),
        Place::Content(content) => match &content.kind {
            ContentKind::Script(_) => String::from("a script"),
            ContentKind::Style(_) => String::from("a style sheet"),
            ContentKind::Rcdata | ContentKind::RawText => format!("`<{}>`", content.end.name),
        },
        Place::Plaintext => String::from("`<plaintext>`"),
    }
}

fn describe_value(value: &Value) -> String {
    let what = match &value.content {
        ValueContent::Script(_) => "the script in ",
        ValueContent::Style(_) => "the style sheet in ",
        _ => "the value of ",
    };
    format!("{what}`{}`", value.name)
}
