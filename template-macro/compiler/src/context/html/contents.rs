//! The contents of elements that are not HTML, or that browsers may parse as text: the start tags that begin them, and their
//! ends.

use super::{Mistake, Step};
use crate::context::{
    collapse::Display,
    content::{Content, ContentKind, Unreadable},
    elements::TagRead,
    end_tags::{EndStep, EndTag},
    foreign::{Foreign, Reading},
    language::Language,
    script::Script,
    state::{HtmlState, Raw, State},
    style::Style,
    tag::Tag,
};

/// The elements whose content is text with character references.
const RCDATA: &[&str] = &["title", "textarea"];

/// The elements whose content is text without character references.
const RAW_TEXT: &[&str] = &["xmp", "iframe", "noembed", "noframes"];

impl State {
    /// Returns the state after the end of a tag.
    pub(super) fn end_tag(&mut self, tag: Tag, step: &mut Step) -> HtmlState {
        let is_styled = tag.may_have("style");
        step.tag = Some(TagRead {
            name: tag.name.clone(),
            is_end: tag.is_end,
            is_self_closing: tag.is_self_closing,
            display: Display { is_styled, ..Display::default() },
        });
        if let Some(name) = tag.contradiction() {
            step.mistake = Some(Mistake::LateMeaning(name));
        }
        // An end tag of an element around the template may leave an `<svg>` around it, too.
        let is_stray = tag.is_end && self.foreign.may_end_outside(&tag.name);
        step.needs_html |= self.foreign.would_leave(&tag)
            || is_stray && !self.elements.is_certainly_open(&tag.name);
        let reading = self.foreign.content(&tag.name);
        if tag.is_end {
            self.foreign.read(&tag);
            return HtmlState::Text;
        }
        // Only what the content may be read as needs it.
        let before = match tag.name.as_str() {
            "noscript" | "script" => self.foreign.clone(),
            _ => Foreign::default(),
        };
        self.foreign.read(&tag);
        let Tag { name, is_self_closing, .. } = &tag;
        let kind = match name.as_str() {
            "script" | "style" => match tag.languages.of_content(name) {
                Language::Script(dialect) => Some(ContentKind::Script(Script::new(dialect))),
                Language::Style => Some(ContentKind::Style(Style::new())),
                Language::OtherStyle(reason) => Some(ContentKind::Style(Style::unread(reason))),
                Language::Markup if reading == Reading::Foreign => return HtmlState::Text,
                Language::Markup => None,
            },
            // In SVG and MathML they are elements like all others.
            _ if reading == Reading::Foreign => return HtmlState::Text,
            "noscript" => None,
            "plaintext" => {
                step.needs_html = true;
                return HtmlState::Plaintext;
            }
            element if RCDATA.contains(&element) => Some(ContentKind::Rcdata),
            element if RAW_TEXT.contains(&element) => Some(ContentKind::RawText),
            _ => return HtmlState::Text,
        };
        match (is_self_closing, reading) {
            (true, Reading::Foreign) => return HtmlState::Text,
            (true, Reading::Doubtful) => {
                step.mistake = Some(Mistake::DoubtfulSlash(tag.name));
                return HtmlState::Lost;
            }
            _ => {}
        }
        step.needs_html = true;
        let end = EndTag::new(tag.name);
        let Some(kind) = kind else {
            self.raw.push(Raw { end, has_ended: false, foreign: before });
            return HtmlState::Text;
        };
        HtmlState::Content(Content {
            kind,
            end,
            reading,
            markup: String::new(),
            cdata: None,
            is_ambiguous: false,
            last: '\0',
        })
    }

    /// Returns the state after a character in an element whose content is no HTML.
    pub(super) fn in_content(
        &mut self,
        mut content: Content,
        c: char,
        step: &mut Step,
    ) -> HtmlState {
        let step_of_end = match content.reading {
            Reading::Html => content.end.push(c),
            Reading::Foreign | Reading::Doubtful => match content.push_markup(c) {
                Ok(step) => step,
                Err(unreadable) => {
                    step.mistake = Some(match unreadable {
                        Unreadable::CdataEnd => Mistake::CdataEnd,
                        Unreadable::Tag => {
                            let (element, reading) = (content.end.name, content.reading);
                            Mistake::Markup { element, reading }
                        }
                    });
                    return HtmlState::Lost;
                }
            },
        };
        match step_of_end {
            EndStep::Ends => {
                let tag = Tag::new(content.end.name, true);
                return match c {
                    '>' => self.end_tag(tag, step),
                    _ => HtmlState::BeforeName(tag),
                };
            }
            EndStep::Nested => {
                step.mistake = Some(Mistake::NestedScript);
                return HtmlState::Lost;
            }
            EndStep::Inside => {}
        }
        if content.reading != Reading::Html && content.cdata.is_none() {
            content.is_ambiguous |= content.last == '&' && (c.is_ascii_alphabetic() || c == '#');
        }
        content.last = c;
        match &mut content.kind {
            ContentKind::Script(script) => script.push(c),
            ContentKind::Style(style) => style.push(c),
            ContentKind::Rcdata | ContentKind::RawText => {}
        }
        HtmlState::Content(content)
    }

    /// Continues the elements around whose content browsers may parse as text. Returns the error of an end that only
    /// one of both readings sees. `tag` is the tag that the character ends.
    pub(super) fn read_raw(&mut self, c: char, tag: Option<&TagRead>) -> Option<Mistake> {
        for raw in self.raw.iter_mut().filter(|raw| !raw.has_ended) {
            let is_seen = match &self.html {
                HtmlState::BeforeName(tag) => tag.is_end && tag.name == raw.end.name,
                _ => tag.is_some_and(|tag| tag.is_end && tag.name == raw.end.name),
            };
            match raw.end.push(c) {
                EndStep::Inside => {}
                EndStep::Ends if is_seen => raw.has_ended = true,
                _ => return Some(Mistake::HiddenEnd(raw.end.name.clone())),
            }
        }
        let tag = tag.filter(|tag| tag.is_end)?;
        let at = self.raw.iter().rposition(|raw| raw.end.name == tag.name)?;
        let raw = self.raw.remove(at);
        if raw.foreign != self.foreign {
            // For browsers that read text there are no elements in it.
            self.foreign.doubt();
        }
        (!raw.has_ended).then(|| Mistake::HiddenEnd(tag.name.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes() {
        let mistake = |text: &str| {
            let mut state = State::new();
            text.char_indices().find_map(|(at, c)| {
                state.push(c, &|| Box::new(text[at + c.len_utf8()..].chars())).mistake
            })
        };
        let hidden = |name: &str| Some(Mistake::HiddenEnd(name.to_owned()));
        let markup = |element: &str, reading| {
            let element = element.to_owned();
            Some(Mistake::Markup { element, reading })
        };
        for (text, expected) in [
            ("<noscript><p title='</noscript>'>", hidden("noscript")),
            ("<noscript><style></noscript>", hidden("noscript")),
            ("<noscript><!x </noscript>", hidden("noscript")),
            ("<noscript><!-- </noscript>", hidden("noscript")),
            ("<script type=text/html><!--<script>--></script>", None),
            ("<script type=text/html><!-- <script> --></script>", None),
            ("<script type=text/html><p title='<!--'><script></script>", hidden("script")),
            ("<svg><style><a", markup("style", Reading::Foreign)),
            ("<svg><script><!--", markup("script", Reading::Foreign)),
            ("<svg><p><style><![CDATA[", markup("style", Reading::Doubtful)),
            ("<svg><p><title><b", markup("title", Reading::Doubtful)),
            ("<svg><p><script/>", Some(Mistake::DoubtfulSlash("script".to_owned()))),
            ("<svg><p><![CDATA[ > ", Some(Mistake::CdataEnd)),
            ("<svg><![CDATA[ > ]]>", None),
            ("<select><title><b>", markup("title", Reading::Doubtful)),
        ] {
            assert_eq!(mistake(text), expected, "{text}");
        }
    }
}
