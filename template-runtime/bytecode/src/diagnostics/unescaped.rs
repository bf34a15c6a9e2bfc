/// The kind of value that an unescaped mustache (`{{{value}}}` or `{{&value}}`) prints, as far as link
/// knows it.
///
/// Link derives it from the type of the value. A macro knows no types: it writes code in which
/// rustc chooses a warning by the number of the variant, `kind as usize`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unescaped {
    /// The value may have something to escape.
    Unknown,
    /// A `SafeHtml`, which no escaper changes.
    SafeHtml,
    /// An integer. It has nothing to escape in HTML, nor do the variants that follow.
    Integer,
    /// A float.
    Float,
    /// A bool.
    Bool,
}

impl Unescaped {
    /// The values that the escaper for HTML does not change. The first of them is
    /// [`SafeHtml`](Self::SafeHtml), the only one that holds for every escaper.
    pub const UNCHANGED: [Self; 4] = [Self::SafeHtml, Self::Integer, Self::Float, Self::Bool];

    /// Returns the name of the variant.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "Unknown",
            Self::SafeHtml => "SafeHtml",
            Self::Integer => "Integer",
            Self::Float => "Float",
            Self::Bool => "Bool",
        }
    }

    /// Returns the words for such a value in a message: "an integer".
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Unknown => "a value",
            Self::SafeHtml => "`SafeHtml`",
            Self::Integer => "an integer",
            Self::Float => "a float",
            Self::Bool => "a bool",
        }
    }
}
