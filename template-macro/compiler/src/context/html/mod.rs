//! The automaton over static text of HTML, by the states of the [tokenizer].
//!
//! [tokenizer]: https://html.spec.whatwg.org/multipage/parsing.html#tokenization

mod contents;

use super::{
    content::{Cdata, CdataStep},
    cost::MAX_COST,
    elements::TagRead,
    facts::has_facts,
    foreign::Reading,
    state::{Ended, HtmlState, State, Value},
    tag::{Facts, Tag},
};

/// An error in static text, at the character that has been read last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mistake {
    /// A character that a tag or the name of an attribute cannot have.
    Character(char),
    /// A character that needs quotes around the value of this attribute.
    Unquoted { name: String, c: char },
    /// An attribute that follows a block directly.
    NoSpace,
    /// A `:` that ends a scheme which is dynamic.
    DynamicScheme,
    /// An attribute that its tag already has.
    Repeated(String),
    /// An attribute, of this name, that changes the meaning of an earlier attribute.
    LateMeaning(&'static str),
    /// The end tag of an element inside of a tag or a comment in it, where browsers may or may not end it.
    HiddenEnd(String),
    /// A tag in an element that contains text in HTML, where browsers read, or may read, it by other rules.
    Markup { element: String, reading: Reading },
    /// A slash at the end of a start tag that browsers may ignore.
    DoubtfulSlash(String),
    /// A possible end of a CDATA section.
    CdataEnd,
    /// A `<script` in a comment in a script, which may have ended before.
    NestedScript,
}

/// The length of a name up to which it is not moved.
const NAME_CAPACITY: usize = 16;

/// The static text that follows a character.
pub(super) type Rest<'r, 't> = &'r dyn Fn() -> Box<dyn Iterator<Item = char> + 't>;

/// The action that a character requires.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    /// Whether a quote is written before the character.
    pub writes_quote: bool,
    pub mistake: Option<Mistake>,
    /// The tag that the character ends.
    pub tag: Option<TagRead>,
    /// Whether the character would mean something else in `<svg>`, or in an element whose content is text.
    pub needs_html: bool,
}

impl State {
    /// Continues with a character of static text. `rest` returns the static text after it, in which the other attributes
    /// of a tag are found.
    pub(super) fn push(&mut self, c: char, rest: Rest<'_, '_>) -> Step {
        let mut step = Step { needs_html: self.needs_html(c), ..Step::default() };
        let html = std::mem::replace(&mut self.html, HtmlState::Text);
        self.html = match html {
            HtmlState::Text => match c {
                '<' => HtmlState::TagOpen,
                _ => HtmlState::Text,
            },
            HtmlState::TagOpen => match c {
                '<' => HtmlState::TagOpen,
                '/' => HtmlState::EndTagOpen,
                '!' => HtmlState::Declaration(String::new()),
                '?' => HtmlState::BogusComment,
                'a'..='z' | 'A'..='Z' => HtmlState::TagName(Tag::new(name_start(c), false)),
                _ => HtmlState::Text,
            },
            HtmlState::EndTagOpen => match c {
                '>' => HtmlState::Text,
                'a'..='z' | 'A'..='Z' => HtmlState::TagName(Tag::new(name_start(c), true)),
                _ => HtmlState::BogusComment,
            },
            HtmlState::TagName(mut tag) => match c {
                '/' | '>' => {
                    tag.facts = facts_ahead(&tag, rest);
                    self.in_tag(tag, c, &mut step)
                }
                _ if c.is_ascii_whitespace() => {
                    tag.facts = facts_ahead(&tag, rest);
                    HtmlState::BeforeName(tag)
                }
                '<' | '=' | '"' | '\'' => {
                    step.mistake = Some(Mistake::Character(c));
                    HtmlState::Lost
                }
                _ => {
                    tag.name.push(c.to_ascii_lowercase());
                    HtmlState::TagName(tag)
                }
            },
            HtmlState::BeforeName(tag) => self.in_tag(tag, c, &mut step),
            HtmlState::Separator(tag, after) => match c {
                '>' => self.in_tag(tag, c, &mut step),
                '/' if after == Ended::Certainly => self.in_tag(tag, c, &mut step),
                _ if c.is_ascii_whitespace() => HtmlState::BeforeName(tag),
                _ => {
                    step.mistake = Some(Mistake::NoSpace);
                    HtmlState::Lost
                }
            },
            HtmlState::Name(mut tag, mut name) => match c {
                '=' | '/' | '>' | ' ' | '\t' | '\n' | '\r' | '\x0c' => {
                    if tag.add(&name) {
                        step.mistake = Some(Mistake::Repeated(name.clone()));
                    }
                    match c {
                        '=' => HtmlState::BeforeValue(tag, name),
                        '/' | '>' => self.in_tag(tag, c, &mut step),
                        _ => HtmlState::AfterName(tag, name),
                    }
                }
                '<' | '"' | '\'' => {
                    step.mistake = Some(Mistake::Character(c));
                    HtmlState::Lost
                }
                _ => {
                    name.push(c.to_ascii_lowercase());
                    HtmlState::Name(tag, name)
                }
            },
            HtmlState::AfterName(tag, name) => match c {
                '=' => HtmlState::BeforeValue(tag, name),
                _ if c.is_ascii_whitespace() => HtmlState::AfterName(tag, name),
                _ => self.in_tag(tag, c, &mut step),
            },
            HtmlState::BeforeValue(mut tag, name) => match c {
                '"' | '\'' => {
                    let value = Value::new(&mut tag, name, Some(c));
                    HtmlState::Value(tag, value)
                }
                '>' => self.in_tag(tag, c, &mut step),
                _ if c.is_ascii_whitespace() => HtmlState::BeforeValue(tag, name),
                _ => {
                    let value = Value::new(&mut tag, name, None);
                    self.in_value(tag, value, c, &mut step)
                }
            },
            HtmlState::Value(tag, value) => self.in_value(tag, value, c, &mut step),
            HtmlState::Declaration(mut begin) => {
                begin.push(c);
                match begin.as_str() {
                    "-" => HtmlState::Declaration(begin),
                    "--" => HtmlState::Comment(String::from("<!")),
                    "[CDATA[" if self.foreign.text() != Reading::Html => {
                        HtmlState::Cdata(Cdata::default(), self.foreign.text())
                    }
                    _ if "[CDATA[".starts_with(begin.as_str())
                        && self.foreign.text() != Reading::Html =>
                    {
                        HtmlState::Declaration(begin)
                    }
                    _ if c == '>' => HtmlState::Text,
                    _ => HtmlState::BogusComment,
                }
            }
            HtmlState::Comment(last) => in_comment(last, c),
            HtmlState::BogusComment if c == '>' => HtmlState::Text,
            HtmlState::BogusComment => HtmlState::BogusComment,
            HtmlState::Cdata(mut cdata, reading) => match cdata.push(c) {
                CdataStep::Ends => HtmlState::Text,
                // A comment would end here.
                CdataStep::MayEnd => {
                    step.mistake = Some(Mistake::CdataEnd);
                    HtmlState::Lost
                }
                CdataStep::Inside if c == '>' && reading != Reading::Foreign => {
                    step.mistake = Some(Mistake::CdataEnd);
                    HtmlState::Lost
                }
                CdataStep::Inside => HtmlState::Cdata(cdata, reading),
            },
            HtmlState::Content(content) => self.in_content(content, c, &mut step),
            HtmlState::Plaintext => HtmlState::Plaintext,
            HtmlState::Lost => HtmlState::Lost,
        };
        if !matches!(self.html, HtmlState::Lost) && step.mistake.is_none() {
            step.mistake = self.read_raw(c, step.tag.as_ref());
        }
        step
    }

    /// Returns `true` if a character would mean something else in elements with other rules than those of HTML.
    fn needs_html(&self, c: char) -> bool {
        match &self.html {
            HtmlState::Value(..)
            | HtmlState::Comment(_)
            | HtmlState::BogusComment
            | HtmlState::Cdata(..) => c == '<',
            HtmlState::Declaration(begin) => c == '<' || c == '[' && begin.is_empty(),
            _ => false,
        }
    }

    /// Returns the state after a character in a tag, outside of names and values.
    fn in_tag(&mut self, mut tag: Tag, c: char, step: &mut Step) -> HtmlState {
        match c {
            '>' => self.end_tag(tag, step),
            '/' => {
                tag.is_self_closing = true;
                HtmlState::BeforeName(tag)
            }
            _ if c.is_ascii_whitespace() => HtmlState::BeforeName(tag),
            '<' | '=' | '"' | '\'' => {
                step.mistake = Some(Mistake::Character(c));
                HtmlState::Lost
            }
            _ => {
                tag.is_self_closing = false;
                HtmlState::Name(tag, name_start(c))
            }
        }
    }

    /// Returns the state after a character in a value.
    fn in_value(&mut self, mut tag: Tag, mut value: Value, c: char, step: &mut Step) -> HtmlState {
        let ends = match value.quote {
            Some(quote) => c == quote,
            None => c.is_ascii_whitespace() || c == '>',
        };
        if !ends {
            if value.quote.is_none() && matches!(c, '"' | '\'' | '<') {
                step.mistake = Some(Mistake::Unquoted { name: value.name, c });
                return HtmlState::Lost;
            }
            if !value.push(c) {
                step.mistake = Some(Mistake::DynamicScheme);
                return HtmlState::Lost;
            }
            return HtmlState::Value(tag, value);
        }
        step.writes_quote = value.is_quoted;
        if !value.end() {
            step.mistake = Some(Mistake::DynamicScheme);
            return HtmlState::Lost;
        }
        tag.set_value(&value.name, value.text.clone());
        if value.text.is_some() && tag.contradiction() == Some("http-equiv") {
            step.mistake = Some(Mistake::LateMeaning("http-equiv"));
            return HtmlState::Lost;
        }
        match value.quote {
            // After a quoted value browsers need no space.
            Some(_) => HtmlState::BeforeName(tag),
            None => self.in_tag(tag, c, step),
        }
    }
}

/// Returns the facts that the attributes in the static text after the name of a tag determine.
fn facts_ahead(tag: &Tag, rest: Rest<'_, '_>) -> Facts {
    if tag.is_end || !has_facts(&tag.name) {
        return Facts::default();
    }
    let mut state = State::new();
    // A character without a special meaning.
    state.html = HtmlState::BeforeName(Tag::new(String::from("?"), false));
    let mut cost = 0;
    for c in rest() {
        cost += state.step_cost();
        if cost > MAX_COST {
            // The analyzer reports that when it reads them.
            return Facts::default();
        }
        let is_quoted = matches!(&state.html, HtmlState::Value(_, value) if value.quote.is_some());
        let ends = c == '>' && !is_quoted;
        // A space ends what the end of the tag does.
        state.push(if ends { ' ' } else { c }, &|| Box::new([].into_iter()));
        if ends {
            break;
        }
    }
    match state.html {
        HtmlState::BeforeName(mut read)
        | HtmlState::AfterName(mut read, _)
        | HtmlState::BeforeValue(mut read, _)
        | HtmlState::Value(mut read, _)
        | HtmlState::Name(mut read, _) => {
            read.name.clone_from(&tag.name);
            Facts::of(&read)
        }
        // After an error, which is reported when it is read.
        _ => Facts::default(),
    }
}

/// Returns the state after a character in a comment.
fn in_comment(mut last: String, c: char) -> HtmlState {
    let ends = match last.as_str() {
        // Directly after `<!--`, and after a dash there.
        "<!" | "!-" => true,
        _ => last.ends_with("--") || last.ends_with("--!"),
    };
    if c == '>' && ends {
        return HtmlState::Text;
    }
    last.push(c);
    HtmlState::Comment(match last.as_str() {
        "<!-" => String::from("!-"),
        "!--" => String::from("--"),
        _ => last_characters(last, 3),
    })
}

/// Returns the beginning of a name, in lower case.
fn name_start(first: char) -> String {
    let mut name = String::with_capacity(NAME_CAPACITY);
    name.push(first.to_ascii_lowercase());
    name
}

/// Returns the last characters of text.
fn last_characters(text: String, count: usize) -> String {
    match text.char_indices().rev().nth(count - 1) {
        Some((at, _)) => text[at..].to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(text: &str) -> State {
        let mut state = State::new();
        for (at, c) in text.char_indices() {
            let step = state.push(c, &|| Box::new(text[at + c.len_utf8()..].chars()));
            assert_eq!(step.mistake, None, "{text}");
        }
        state
    }

    #[test]
    fn texts() {
        for text in [
            "",
            "a",
            "a < b",
            "<a>",
            "<a/>",
            "<a b>",
            "<a b=c>",
            "<a b='>'>",
            "<a b = \"c\"d>",
            "</a>",
            "</>",
            "<!doctype html>",
            "<!-- a > b -->",
            "<!-->",
            "<!--->",
            "<!---->",
            "<!-- a --!>",
            "<?xml ?>",
            "<script>'<a'</script>",
            "<script>a</script >",
            "<style>a</style/>",
            "<title><b></title>",
            "<textarea></TEXTAREA>",
            "<svg><![CDATA[ > ]]>",
            "<svg><script/>",
            "<svg><style><![CDATA[ a > b </style> ]]></style>",
            "<svg><title><b>",
            "<noscript><img>",
            "<noscript><style></style></noscript>",
            "<noscript><!x </p></noscript>",
            "<script><!-- <script> </script> --></script>",
            "<script><!-- </script>",
            "<script type=\"text/template\"><a href=\"\">",
            "<img alt=a>",
            "<script type='text/html'>",
        ] {
            assert!(state(text).is_text(), "{text}: {:?}", state(text).html);
        }
    }

    #[test]
    fn other_places() {
        let is = |text: &str, test: fn(&HtmlState) -> bool| {
            assert!(test(&state(text).html), "{text}: {:?}", state(text).html);
        };
        is("<", |html| matches!(html, HtmlState::TagOpen));
        is("<a", |html| matches!(html, HtmlState::TagName(_)));
        is("<a ", |html| matches!(html, HtmlState::BeforeName(_)));
        is("<a b", |html| matches!(html, HtmlState::Name(_, _)));
        is("<a b ", |html| matches!(html, HtmlState::AfterName(_, _)));
        is("<a b=", |html| matches!(html, HtmlState::BeforeValue(_, _)));
        is("<a b=\"c", |html| matches!(html, HtmlState::Value(_, _)));
        is("<a b=\"c\"", |html| matches!(html, HtmlState::BeforeName(_)));
        is("<!-- -- >", |html| matches!(html, HtmlState::Comment(_)));
        is("<script></scrip>", |html| matches!(html, HtmlState::Content(_)));
        is("<script></scripts>", |html| matches!(html, HtmlState::Content(_)));
        is("<script type=module>", |html| matches!(html, HtmlState::Content(_)));
        is("<script><!-- <script> </script>", |html| matches!(html, HtmlState::Content(_)));
        is("<![CDATA[ ", |html| matches!(html, HtmlState::BogusComment));
        is("<plaintext></plaintext>", |html| matches!(html, HtmlState::Plaintext));
    }
}
