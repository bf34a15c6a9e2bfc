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
    state::{Ended, Place, State, Value},
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
        let place = std::mem::replace(&mut self.place, Place::Text);
        self.place = match place {
            Place::Text => match c {
                '<' => Place::TagOpen,
                _ => Place::Text,
            },
            Place::TagOpen => match c {
                '<' => Place::TagOpen,
                '/' => Place::EndTagOpen,
                '!' => Place::Declaration(String::new()),
                '?' => Place::BogusComment,
                'a'..='z' | 'A'..='Z' => Place::TagName(Tag::new(name_start(c), false)),
                _ => Place::Text,
            },
            Place::EndTagOpen => match c {
                '>' => Place::Text,
                'a'..='z' | 'A'..='Z' => Place::TagName(Tag::new(name_start(c), true)),
                _ => Place::BogusComment,
            },
            Place::TagName(mut tag) => match c {
                '/' | '>' => {
                    tag.facts = facts_ahead(&tag, rest);
                    self.in_tag(tag, c, &mut step)
                }
                _ if c.is_ascii_whitespace() => {
                    tag.facts = facts_ahead(&tag, rest);
                    Place::BeforeName(tag)
                }
                '<' | '=' | '"' | '\'' => {
                    step.mistake = Some(Mistake::Character(c));
                    Place::Lost
                }
                _ => {
                    tag.name.push(c.to_ascii_lowercase());
                    Place::TagName(tag)
                }
            },
            Place::BeforeName(tag) => self.in_tag(tag, c, &mut step),
            Place::Separator(tag, after) => match c {
                '>' => self.in_tag(tag, c, &mut step),
                '/' if after == Ended::Certainly => self.in_tag(tag, c, &mut step),
                _ if c.is_ascii_whitespace() => Place::BeforeName(tag),
                _ => {
                    step.mistake = Some(Mistake::NoSpace);
                    Place::Lost
                }
            },
            Place::Name(mut tag, mut name) => match c {
                '=' | '/' | '>' | ' ' | '\t' | '\n' | '\r' | '\x0c' => {
                    if tag.add(&name) {
                        step.mistake = Some(Mistake::Repeated(name.clone()));
                    }
                    match c {
                        '=' => Place::BeforeValue(tag, name),
                        '/' | '>' => self.in_tag(tag, c, &mut step),
                        _ => Place::AfterName(tag, name),
                    }
                }
                '<' | '"' | '\'' => {
                    step.mistake = Some(Mistake::Character(c));
                    Place::Lost
                }
                _ => {
                    name.push(c.to_ascii_lowercase());
                    Place::Name(tag, name)
                }
            },
            Place::AfterName(tag, name) => match c {
                '=' => Place::BeforeValue(tag, name),
                _ if c.is_ascii_whitespace() => Place::AfterName(tag, name),
                _ => self.in_tag(tag, c, &mut step),
            },
            Place::BeforeValue(mut tag, name) => match c {
                '"' | '\'' => {
                    let value = Value::new(&mut tag, name, Some(c));
                    Place::Value(tag, value)
                }
                '>' => self.in_tag(tag, c, &mut step),
                _ if c.is_ascii_whitespace() => Place::BeforeValue(tag, name),
                _ => {
                    let value = Value::new(&mut tag, name, None);
                    self.in_value(tag, value, c, &mut step)
                }
            },
            Place::Value(tag, value) => self.in_value(tag, value, c, &mut step),
            Place::Declaration(mut begin) => {
                begin.push(c);
                match begin.as_str() {
                    "-" => Place::Declaration(begin),
                    "--" => Place::Comment(String::from("<!")),
                    "[CDATA[" if self.foreign.text() != Reading::Html => {
                        Place::Cdata(Cdata::default(), self.foreign.text())
                    }
                    _ if "[CDATA[".starts_with(begin.as_str())
                        && self.foreign.text() != Reading::Html =>
                    {
                        Place::Declaration(begin)
                    }
                    _ if c == '>' => Place::Text,
                    _ => Place::BogusComment,
                }
            }
            Place::Comment(last) => in_comment(last, c),
            Place::BogusComment if c == '>' => Place::Text,
            Place::BogusComment => Place::BogusComment,
            Place::Cdata(mut cdata, reading) => match cdata.push(c) {
                CdataStep::Ends => Place::Text,
                // A comment would end here.
                CdataStep::MayEnd => {
                    step.mistake = Some(Mistake::CdataEnd);
                    Place::Lost
                }
                CdataStep::Inside if c == '>' && reading != Reading::Foreign => {
                    step.mistake = Some(Mistake::CdataEnd);
                    Place::Lost
                }
                CdataStep::Inside => Place::Cdata(cdata, reading),
            },
            Place::Content(content) => self.in_content(content, c, &mut step),
            Place::Plaintext => Place::Plaintext,
            Place::Lost => Place::Lost,
        };
        if !matches!(self.place, Place::Lost) && step.mistake.is_none() {
            step.mistake = self.read_raw(c, step.tag.as_ref());
        }
        step
    }

    /// Returns `true` if a character would have another meaning in elements that are not parsed by the rules of HTML.
    fn needs_html(&self, c: char) -> bool {
        match &self.place {
            Place::Value(..) | Place::Comment(_) | Place::BogusComment | Place::Cdata(..) => {
                c == '<'
            }
            Place::Declaration(begin) => c == '<' || c == '[' && begin.is_empty(),
            _ => false,
        }
    }

    /// Returns the place after a character in a tag, outside of names and values.
    fn in_tag(&mut self, mut tag: Tag, c: char, step: &mut Step) -> Place {
        match c {
            '>' => self.end_tag(tag, step),
            '/' => {
                tag.is_self_closing = true;
                Place::BeforeName(tag)
            }
            _ if c.is_ascii_whitespace() => Place::BeforeName(tag),
            '<' | '=' | '"' | '\'' => {
                step.mistake = Some(Mistake::Character(c));
                Place::Lost
            }
            _ => {
                tag.is_self_closing = false;
                Place::Name(tag, name_start(c))
            }
        }
    }

    /// Returns the place after a character in a value.
    fn in_value(&mut self, mut tag: Tag, mut value: Value, c: char, step: &mut Step) -> Place {
        let ends = match value.quote {
            Some(quote) => c == quote,
            None => c.is_ascii_whitespace() || c == '>',
        };
        if !ends {
            if value.quote.is_none() && matches!(c, '"' | '\'' | '<') {
                step.mistake = Some(Mistake::Unquoted { name: value.name, c });
                return Place::Lost;
            }
            if !value.push(c) {
                step.mistake = Some(Mistake::DynamicScheme);
                return Place::Lost;
            }
            return Place::Value(tag, value);
        }
        step.writes_quote = value.is_quoted;
        if !value.end() {
            step.mistake = Some(Mistake::DynamicScheme);
            return Place::Lost;
        }
        tag.set_value(&value.name, value.text.clone());
        if value.text.is_some() && tag.contradiction() == Some("http-equiv") {
            step.mistake = Some(Mistake::LateMeaning("http-equiv"));
            return Place::Lost;
        }
        match value.quote {
            // After a quoted value browsers need no space.
            Some(_) => Place::BeforeName(tag),
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
    state.place = Place::BeforeName(Tag::new(String::from("?"), false));
    let mut cost = 0;
    for c in rest() {
        cost += state.step_cost();
        if cost > MAX_COST {
            // The analyzer reports that when it reads them.
            return Facts::default();
        }
        let is_quoted = matches!(&state.place, Place::Value(_, value) if value.quote.is_some());
        let ends = c == '>' && !is_quoted;
        // A space ends what the end of the tag does.
        state.push(if ends { ' ' } else { c }, &|| Box::new([].into_iter()));
        if ends {
            break;
        }
    }
    match state.place {
        Place::BeforeName(mut read)
        | Place::AfterName(mut read, _)
        | Place::BeforeValue(mut read, _)
        | Place::Value(mut read, _)
        | Place::Name(mut read, _) => {
            read.name.clone_from(&tag.name);
            Facts::of(&read)
        }
        // After an error, which is reported when it is read.
        _ => Facts::default(),
    }
}

/// Returns the place after a character in a comment.
fn in_comment(mut last: String, c: char) -> Place {
    let ends = match last.as_str() {
        // Directly after `<!--`, and after a dash there.
        "<!" | "!-" => true,
        _ => last.ends_with("--") || last.ends_with("--!"),
    };
    if c == '>' && ends {
        return Place::Text;
    }
    last.push(c);
    Place::Comment(match last.as_str() {
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
            assert!(state(text).is_text(), "{text}: {:?}", state(text).place);
        }
    }

    #[test]
    fn other_places() {
        let is = |text: &str, test: fn(&Place) -> bool| {
            assert!(test(&state(text).place), "{text}: {:?}", state(text).place);
        };
        is("<", |place| matches!(place, Place::TagOpen));
        is("<a", |place| matches!(place, Place::TagName(_)));
        is("<a ", |place| matches!(place, Place::BeforeName(_)));
        is("<a b", |place| matches!(place, Place::Name(_, _)));
        is("<a b ", |place| matches!(place, Place::AfterName(_, _)));
        is("<a b=", |place| matches!(place, Place::BeforeValue(_, _)));
        is("<a b=\"c", |place| matches!(place, Place::Value(_, _)));
        is("<a b=\"c\"", |place| matches!(place, Place::BeforeName(_)));
        is("<!-- -- >", |place| matches!(place, Place::Comment(_)));
        is("<script></scrip>", |place| matches!(place, Place::Content(_)));
        is("<script></scripts>", |place| matches!(place, Place::Content(_)));
        is("<script type=module>", |place| matches!(place, Place::Content(_)));
        is("<script><!-- <script> </script>", |place| matches!(place, Place::Content(_)));
        is("<![CDATA[ ", |place| matches!(place, Place::BogusComment));
        is("<plaintext></plaintext>", |place| matches!(place, Place::Plaintext));
    }
}
