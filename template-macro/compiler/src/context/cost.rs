//! The cost of copying the state at a position, and of continuing it. The text of the template determines the size of the
//! state, and how often blocks copy it.

use super::{
    content::{Content, ContentKind},
    script::Script,
    state::{HtmlState, Raw, State, Value, ValueContent},
    style::Style,
    tag::Tag,
    url::{Url, UrlPart},
};

/// The costs of a template. A unit takes between one and a few nanoseconds. A page of a megabyte with a block in each line
/// costs a tenth of it.
pub(super) const MAX_COST: usize = 1 << 27;

/// The cost of a part with separately allocated memory.
const ALLOCATION: usize = 16;

/// The number of bytes of text that cost a unit.
const BYTES: usize = 16;

impl State {
    /// Returns the cost of copying the state.
    pub(super) fn cost(&self) -> usize {
        let raw = self.raw.iter().map(|Raw { foreign, .. }| foreign.count() + 1).sum::<usize>();
        let html = match &self.html {
            HtmlState::TagName(tag) | HtmlState::BeforeName(tag) | HtmlState::Separator(tag, _) => {
                tag.cost()
            }
            HtmlState::Name(tag, name)
            | HtmlState::AfterName(tag, name)
            | HtmlState::BeforeValue(tag, name) => tag.cost() + name.len() / BYTES,
            HtmlState::Value(tag, value) => tag.cost() + value.cost(),
            HtmlState::Content(content) => content.cost(),
            _ => 0,
        };
        ALLOCATION * (1 + raw + self.foreign.count()) + html
    }

    /// Returns the cost of continuing the state with a character.
    pub(super) fn step_cost(&self) -> usize {
        let html = match &self.html {
            // A name may be the name of another attribute.
            HtmlState::Name(tag, _) => tag.attributes.len(),
            HtmlState::Value(_, Value { content: ValueContent::Script(script), .. })
            | HtmlState::Content(Content { kind: ContentKind::Script(script), .. }) => {
                script.step_cost()
            }
            _ => 0,
        };
        ALLOCATION * self.raw.len() + html
    }

    /// Returns the cost of reading a tag.
    pub(super) fn tag_cost(&self) -> usize {
        ALLOCATION * self.foreign.count()
    }
}

impl Tag {
    fn cost(&self) -> usize {
        let attributes =
            self.attributes.iter().map(|attribute| 1 + attribute.count()).sum::<usize>();
        ALLOCATION * attributes + self.name.len() / BYTES
    }
}

impl Value {
    fn cost(&self) -> usize {
        let content = match &self.content {
            ValueContent::Url(url) | ValueContent::ResourceUrl(url) => url.cost(),
            ValueContent::Script(script) => script.cost(),
            ValueContent::Style(style) => style.cost(),
            ValueContent::Kind(_) | ValueContent::Refresh(_) => 0,
        };
        self.name.len() / BYTES + content
    }
}

impl Content {
    fn cost(&self) -> usize {
        match &self.kind {
            ContentKind::Script(script) => script.cost(),
            ContentKind::Style(style) => style.cost(),
            ContentKind::Rcdata | ContentKind::RawText => 0,
        }
    }
}

impl Script {
    fn cost(&self) -> usize {
        self.readings().iter().map(|reading| ALLOCATION * (1 + reading.open_count())).sum()
    }

    /// Returns the cost of continuing it with a character: several readings are compared.
    fn step_cost(&self) -> usize {
        match self.readings() {
            [_] => 0,
            readings => readings.iter().map(|reading| 1 + reading.open_count() / 4).sum(),
        }
    }
}

impl Style {
    fn cost(&self) -> usize {
        self.url().map_or(0, Url::cost)
    }
}

impl Url {
    fn cost(&self) -> usize {
        let schemes = match &self.part {
            UrlPart::Scheme(schemes) => schemes.iter().map(String::len).sum(),
            _ => 0,
        };
        (self.prefix.as_ref().map_or(0, String::len) + schemes) / BYTES
    }
}
