//! The content of elements that is not HTML, and CDATA sections.

use super::{
    end_tags::{EndStep, EndTag, ends_tag_name},
    foreign::Reading,
    script::Script,
    style::Style,
};

/// The content of an element that is not HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub kind: ContentKind,
    /// The name of the element, and where it ends.
    pub end: EndTag,
    /// The rules by which browsers parse it.
    pub reading: Reading,
    /// If the text is not read as HTML, the beginning of a tag or of a CDATA section that the text ends in.
    pub markup: String,
    /// The position in a CDATA section.
    pub cdata: Option<Cdata>,
    /// Whether the preceding text is ambiguous, so that the meaning of a value is not known.
    pub is_ambiguous: bool,
    /// The last character.
    pub last: char,
}

/// A position in a CDATA section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cdata {
    /// The number of `]` that the text ends in, up to 2.
    pub brackets: u8,
    /// Whether a value precedes them, which may end with more of them.
    pub follows_value: bool,
}

/// The kind of the content of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ContentKind {
    /// Text with character references.
    Rcdata,
    /// Text without.
    RawText,
    Script(Script),
    Style(Style),
}

/// A construct that is ambiguous.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// A tag.
    Tag,
    /// A possible end of a CDATA section.
    CdataEnd,
}

/// The beginning of a CDATA section.
const CDATA: &str = "<![CDATA[";

/// The role of a character in a CDATA section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CdataStep {
    /// A part of the text.
    Inside,
    /// The end.
    Ends,
    /// The end if a value before ends in `]`.
    MayEnd,
}

impl Cdata {
    /// Continues with a character of static text.
    pub(super) fn push(&mut self, c: char) -> CdataStep {
        match c {
            ']' => self.brackets = (self.brackets + 1).min(2),
            '>' if self.brackets == 2 => return CdataStep::Ends,
            '>' if self.follows_value => return CdataStep::MayEnd,
            _ => *self = Self::default(),
        }
        CdataStep::Inside
    }

    /// Continues with a value, which contains no `>`.
    pub(super) fn push_value(&mut self) {
        *self = Self { brackets: 0, follows_value: true };
    }

    /// Joins the positions of two branches.
    pub(super) fn join(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        // If only one of the states may end the content here, the end is as doubtful as after a value.
        Self { brackets: self.brackets.min(other.brackets), follows_value: true }
    }
}

impl Content {
    /// Continues with a character where browsers read tags, or may read them: only the end tag may follow, and in
    /// SVG and MathML a CDATA section.
    pub(super) fn push_markup(&mut self, c: char) -> Result<EndStep, Unreadable> {
        if let Some(cdata) = &mut self.cdata {
            match cdata.push(c) {
                CdataStep::Inside => {}
                CdataStep::Ends => self.cdata = None,
                CdataStep::MayEnd => return Err(Unreadable::CdataEnd),
            }
            return Ok(EndStep::Inside);
        }
        if self.markup.is_empty() && c != '<' {
            return Ok(EndStep::Inside);
        }
        self.markup.push(c);
        let end = ["</", &self.end.name].concat();
        let begun = self.markup.to_ascii_lowercase();
        if begun.strip_prefix(&*end).is_some_and(|rest| rest.len() == c.len_utf8()) {
            return if ends_tag_name(c) { Ok(EndStep::Ends) } else { Err(Unreadable::Tag) };
        }
        if self.reading == Reading::Foreign && CDATA.starts_with(&*self.markup) {
            if self.markup == CDATA {
                self.markup.clear();
                self.cdata = Some(Cdata::default());
                // The preceding text is not a part of the script or the style sheet.
                self.is_ambiguous = true;
            }
            return Ok(EndStep::Inside);
        }
        if end.starts_with(&*begun) { Ok(EndStep::Inside) } else { Err(Unreadable::Tag) }
    }

    /// Returns the beginning of a tag, or of a construct that determines the end of the content, that the text ends in.
    pub(super) fn begun(&self) -> Option<&str> {
        if self.markup.is_empty() { self.end.begun() } else { Some(&self.markup) }
    }
}
