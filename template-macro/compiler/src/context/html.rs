//! The automaton over static text of HTML, by the states of the [tokenizer].
//!
//! [tokenizer]: https://html.spec.whatwg.org/multipage/parsing.html#tokenization

use super::{
    collapse::Display,
    elements::TagRead,
    language::{Language, Languages},
    script::Script,
    state::{Comments, Content, ContentKind, Ended, Facts, Place, State, Tag, Value, ValueContent},
    style::Style,
};

/// A mistake in static text, at the character that has been read last.
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
    /// The `http-equiv` of a refresh after the `content` that it gives another meaning.
    LateRefresh,
    /// The end tag of an element inside of a tag or a comment in it, where browsers may or may not end it.
    HiddenEnd(String),
}

/// What reading a character requires.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Step {
    /// Whether a quote is written before the character.
    pub writes_quote: bool,
    pub mistake: Option<Mistake>,
    /// The tag that the character ends.
    pub tag: Option<TagRead>,
}

/// The elements whose content is text with character references.
const RCDATA: &[&str] = &["title", "textarea"];

/// The elements whose content is text without character references.
const RAW_TEXT: &[&str] = &["xmp", "iframe", "noembed", "noframes"];

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\x0c')
}

impl State {
    /// Continues with a character of static text. `rest` returns the static text after it, in which the other attributes
    /// of a tag are found.
    pub(super) fn push(&mut self, c: char, rest: &dyn Fn() -> String) -> Step {
        let mut step = Step::default();
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
                'a'..='z' | 'A'..='Z' => Place::TagName(Tag::new(c, false)),
                _ => Place::Text,
            },
            Place::EndTagOpen => match c {
                '>' => Place::Text,
                'a'..='z' | 'A'..='Z' => Place::TagName(Tag::new(c, true)),
                _ => Place::BogusComment,
            },
            Place::TagName(mut tag) => match c {
                '/' | '>' => {
                    tag.facts = Facts::of(&tag, rest);
                    self.in_tag(tag, c, &mut step)
                }
                _ if is_space(c) => {
                    tag.facts = Facts::of(&tag, rest);
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
                _ if is_space(c) => Place::BeforeName(tag),
                _ => {
                    step.mistake = Some(Mistake::NoSpace);
                    Place::Lost
                }
            },
            Place::Name(mut tag, mut name) => match c {
                '=' | '/' | '>' | ' ' | '\t' | '\n' | '\r' | '\x0c' => {
                    if tag.repeats(&name) {
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
                _ if is_space(c) => Place::AfterName(tag, name),
                _ => self.in_tag(tag, c, &mut step),
            },
            Place::BeforeValue(tag, name) => match c {
                '"' | '\'' => {
                    let value = Value::new(&tag, name, Some(c));
                    Place::Value(tag, value)
                }
                '>' => self.in_tag(tag, c, &mut step),
                _ if is_space(c) => Place::BeforeValue(tag, name),
                _ => {
                    let value = Value::new(&tag, name, None);
                    self.in_value(tag, value, c, &mut step)
                }
            },
            Place::Value(tag, value) => self.in_value(tag, value, c, &mut step),
            Place::Declaration(mut begin) => {
                begin.push(c);
                match begin.as_str() {
                    "-" => Place::Declaration(begin),
                    "--" => Place::Comment(String::from("<!")),
                    "[CDATA[" if self.foreign > 0 => Place::Cdata(String::new()),
                    _ if "[CDATA[".starts_with(begin.as_str()) && self.foreign > 0 => {
                        Place::Declaration(begin)
                    }
                    _ if c == '>' => Place::Text,
                    _ => Place::BogusComment,
                }
            }
            Place::Comment(last) => in_comment(last, c),
            Place::BogusComment if c == '>' => Place::Text,
            Place::BogusComment => Place::BogusComment,
            Place::Cdata(last) if last == "]]" && c == '>' => Place::Text,
            Place::Cdata(mut last) => {
                last.push(c);
                Place::Cdata(last_characters(last, 2))
            }
            Place::Content(content) => self.in_content(content, c, &mut step),
            Place::Plaintext => Place::Plaintext,
            Place::Lost => Place::Lost,
        };
        if !matches!(self.place, Place::Lost) && step.mistake.is_none() {
            step.mistake = self.hidden_end(c);
        }
        step
    }

    /// Returns the place after a character in a tag, outside of names and values.
    fn in_tag(&mut self, mut tag: Tag, c: char, step: &mut Step) -> Place {
        match c {
            '>' => self.end_tag(tag, step),
            '/' => {
                tag.is_self_closing = true;
                Place::BeforeName(tag)
            }
            _ if is_space(c) => Place::BeforeName(tag),
            '<' | '=' | '"' | '\'' => {
                step.mistake = Some(Mistake::Character(c));
                Place::Lost
            }
            _ => {
                tag.is_self_closing = false;
                Place::Name(tag, c.to_ascii_lowercase().to_string())
            }
        }
    }

    /// Returns the place after the end of a tag.
    fn end_tag(&mut self, tag: Tag, step: &mut Step) -> Place {
        let is_styled = tag.names.iter().any(|(name, _)| name == "style");
        let Tag { name, is_end, is_self_closing, languages, .. } = tag;
        let is_foreign_root = matches!(name.as_str(), "svg" | "math");
        let is_foreign = self.foreign > 0 || is_foreign_root;
        let is_empty = !is_end && is_self_closing && is_foreign;
        step.tag = Some(TagRead {
            name: name.clone(),
            is_end,
            is_self_closing,
            display: Display { is_styled, ..Display::default() },
        });
        if is_end {
            self.foreign -= u32::from(is_foreign_root && self.foreign > 0);
            self.raw.take_if(|raw| *raw == name);
            return Place::Text;
        }
        if is_empty {
            return Place::Text;
        }
        self.foreign += u32::from(is_foreign_root);
        let kind = match name.as_str() {
            "noscript" => {
                self.raw.get_or_insert(name);
                return Place::Text;
            }
            "script" | "style" => match languages.of_content(&name) {
                Language::Script(dialect) => {
                    ContentKind::Script(Script::new(dialect), Comments::default())
                }
                Language::Markup => {
                    self.raw.get_or_insert(name);
                    return Place::Text;
                }
                Language::Style => ContentKind::Style(Style::new()),
                Language::OtherStyle(reason) => ContentKind::Style(Style::unread(reason)),
            },
            "plaintext" => return Place::Plaintext,
            element if RCDATA.contains(&element) => ContentKind::Rcdata,
            element if RAW_TEXT.contains(&element) => ContentKind::RawText,
            _ => return Place::Text,
        };
        Place::Content(Content {
            element: name,
            kind,
            tail: String::new(),
            is_ambiguous: false,
            last: '\0',
        })
    }

    /// Returns the place after a character in a value.
    fn in_value(&mut self, mut tag: Tag, mut value: Value, c: char, step: &mut Step) -> Place {
        let ends = match value.quote {
            Some(quote) => c == quote,
            None => is_space(c) || c == '>',
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
        if let ValueContent::ScriptType(media) = &value.content {
            // Another one may precede.
            let is_first =
                tag.names.iter().all(|(name, is_certain)| *name != value.name || *is_certain);
            tag.languages.note(&tag.name, &value.name, media.as_deref(), is_first);
        }
        if let ValueContent::MetaName(meaning) = &value.content
            && meaning.trim().eq_ignore_ascii_case("refresh")
            && !tag.facts.refreshes
        {
            if tag.names.iter().any(|(name, _)| name == "content") {
                step.mistake = Some(Mistake::LateRefresh);
            }
            tag.facts.refreshes = true;
        }
        match value.quote {
            // After a quoted value browsers need no space.
            Some(_) => Place::BeforeName(tag),
            None => self.in_tag(tag, c, step),
        }
    }

    /// Returns the place after a character in an element whose content is no HTML.
    fn in_content(&mut self, mut content: Content, c: char, step: &mut Step) -> Place {
        let in_end_tag = content.tail.len() >= 2;
        if content.ends_with(c) {
            let mut tag = Tag::new('?', true);
            tag.name = content.element;
            return match c {
                '>' => self.end_tag(tag, step),
                _ => Place::BeforeName(tag),
            };
        }
        let begins_reference = content.last == '&' && (c.is_ascii_alphabetic() || c == '#');
        content.is_ambiguous |= self.foreign > 0 && (c == '<' || begins_reference);
        // The end tag of another element, perhaps of the one whose content browsers may read as text.
        content.is_ambiguous |= self.raw.is_some() && in_end_tag && content.tail.is_empty();
        content.last = c;
        match &mut content.kind {
            ContentKind::Script(script, _) => script.push(c),
            ContentKind::Style(style) => style.push(c),
            ContentKind::Rcdata | ContentKind::RawText => {}
        }
        Place::Content(content)
    }

    /// Returns the mistake of what may be an end tag to browsers that read the element around it as text.
    fn hidden_end(&self, c: char) -> Option<Mistake> {
        let raw = self.raw.as_ref()?;
        let is_end = match &self.place {
            Place::Value(_, _) => c == '<',
            Place::Comment(last) => last.ends_with("</"),
            _ => false,
        };
        is_end.then(|| Mistake::HiddenEnd(raw.clone()))
    }
}

impl Tag {
    /// Returns a tag whose name begins with a letter.
    pub(super) fn new(first: char, is_end: bool) -> Self {
        Self {
            name: first.to_ascii_lowercase().to_string(),
            is_end,
            is_self_closing: false,
            languages: Languages::default(),
            facts: Facts::default(),
            names: Vec::new(),
        }
    }
}

impl Tag {
    /// Adds an attribute. Reports whether the tag already has it, in all ways through the template.
    fn repeats(&mut self, name: &str) -> bool {
        match self.names.iter_mut().find(|(known, _)| known == name) {
            Some((_, is_certain)) => *is_certain,
            None => {
                self.names.push((name.to_owned(), true));
                false
            }
        }
    }
}

impl Content {
    /// Continues the end tag that the content may end in. Reports whether the character ends its name.
    fn ends_with(&mut self, c: char) -> bool {
        let end = matches!(c, '>' | '/') || is_space(c);
        let is_complete = self.tail.len() == self.element.len() + 2;
        let ends = is_complete && end;
        if let ContentKind::Script(_, comments) = &mut self.kind
            && comments.push(c, ends)
        {
            self.tail.clear();
            return false;
        }
        if ends {
            return true;
        }
        let next = match self.tail.len() {
            0 => (c == '<').then_some('<'),
            1 => (c == '/').then_some('/'),
            at => self.element.as_bytes().get(at - 2).map(|byte| char::from(*byte)),
        };
        if next == Some(c.to_ascii_lowercase()) {
            self.tail.push(c.to_ascii_lowercase());
        } else {
            self.tail.clear();
            if c == '<' {
                self.tail.push(c);
            }
        }
        false
    }
}

impl Comments {
    /// The number of characters that are kept: those of `</script` and one after it.
    const LENGTH: usize = 9;

    /// Continues with a character. Reports whether it ends a script inside of a comment, `ends` being whether it ends a
    /// script at all.
    fn push(&mut self, c: char, ends: bool) -> bool {
        self.last.push(if is_space(c) { ' ' } else { c.to_ascii_lowercase() });
        self.last = last_characters(std::mem::take(&mut self.last), Self::LENGTH);
        let begins = |text: &str| {
            let before = text.strip_suffix([' ', '/', '>']);
            before.is_some_and(|before| before.ends_with("<script"))
        };
        match self.level {
            0 if self.last.ends_with("<!--") => self.level = 1,
            1 | 2 if self.last.ends_with("-->") => self.level = 0,
            1 if begins(&self.last) => self.level = 2,
            2 if ends => {
                self.level = 1;
                return true;
            }
            _ => {}
        }
        false
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

/// Returns the last characters of a text.
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
            let rest = || text[at + c.len_utf8()..].to_owned();
            let step = state.push(c, &rest);
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
            "<noscript><img>",
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
