//! The escapers of printed values.

/// The escaper of a printed value, which its HTML context determines.
///
/// A template with the option `escape = "html"` prints HTML. The compiler parses the text of the template like the tokenizer of
/// the [HTML standard], and selects the variant for the HTML context of the mustache in each op that
/// prints. With `escape = "entities"`, all of them are [`Html`](Self::Html).
///
/// Variants that treat text in the same way are adjacent, so that the interpreter distinguishes them with a single comparison.
///
/// [HTML standard]: https://html.spec.whatwg.org/multipage/parsing.html#tokenization
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Escape {
    /// HTML text: `& < > " '` become `&amp; &lt; &gt; &quot; &#x27;`; `SafeHtml` is printed unchanged.
    Html,
    /// The text of `<title>` and `<textarea>`: as [`Html`](Self::Html), but `<` and `>` are also escaped in
    /// `SafeHtml`, whose character references are preserved.
    Rcdata,
    /// A quoted attribute value: as [`Html`](Self::Html), but `SafeHtml` is printed without its tags.
    Attribute,
    /// Nothing is escaped.
    None,
    /// The custom escaper of the template.
    Custom,
    /// The beginning of a URL, in a quoted attribute value: a scheme that may run a script becomes
    /// `#unsafe-url`, the rest is as in [`UrlPart`](Self::UrlPart).
    Url,
    /// A part of a URL after a prefix that may be part of a scheme: as [`UrlPart`](Self::UrlPart), and `:`
    /// is percent-encoded.
    UrlBegun,
    /// A part of a URL after its scheme, in a quoted attribute value: characters that are not allowed in URLs are
    /// percent-encoded.
    UrlPart,
    /// A part of the query or the fragment of a URL: all characters except letters, digits and `-._~` are
    /// percent-encoded.
    UrlQuery,
    /// The URL from which a script, a frame, an object or a style sheet is loaded, in a quoted attribute value:
    /// prints a `TrustedResourceUrl`, or a path to the root of the site, such as `../`; any other value becomes
    /// `#unsafe-url`.
    ResourceUrl,
    /// The value of `srcset`, or a part of it: each of its URLs as [`Url`](Self::Url).
    Srcset,
    /// A value of a script, in a `<script>` element: JSON, except for a key `__proto__`, which is written `["__proto__"]`,
    /// so that it is an ordinary key in JavaScript.
    Script,
    /// A value of a script, in a quoted attribute value.
    ScriptInAttribute,
    /// A value in a `<script>` element that contains JSON.
    Json,
    /// A part of a string in a script.
    ScriptString,
    /// A value of a style sheet, in a `<style>` element: letters, digits and a few other characters.
    Style,
    /// A value of a style sheet, in a quoted attribute value.
    StyleInAttribute,
    /// The beginning of a string in a style sheet, which may be a URL: its scheme is as in [`Url`](Self::Url),
    /// special characters are CSS escapes.
    StyleString,
    /// A part of a string in a style sheet after its beginning.
    StyleStringPart,
    /// The beginning of a `url(…)` in a `<style>` element.
    StyleUrl,
    /// A part of a `url(…)` after its beginning, in a `<style>` element.
    StyleUrlPart,
}

impl Escape {
    /// All variants, in order.
    pub const ALL: [Self; 21] = [
        Self::Html,
        Self::Rcdata,
        Self::Attribute,
        Self::None,
        Self::Custom,
        Self::Url,
        Self::UrlBegun,
        Self::UrlPart,
        Self::UrlQuery,
        Self::ResourceUrl,
        Self::Srcset,
        Self::Script,
        Self::ScriptInAttribute,
        Self::Json,
        Self::ScriptString,
        Self::Style,
        Self::StyleInAttribute,
        Self::StyleString,
        Self::StyleStringPart,
        Self::StyleUrl,
        Self::StyleUrlPart,
    ];

    /// Returns the name of the variant.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "Html",
            Self::None => "None",
            Self::Custom => "Custom",
            Self::Rcdata => "Rcdata",
            Self::Attribute => "Attribute",
            Self::Url => "Url",
            Self::UrlBegun => "UrlBegun",
            Self::UrlPart => "UrlPart",
            Self::UrlQuery => "UrlQuery",
            Self::ResourceUrl => "ResourceUrl",
            Self::Srcset => "Srcset",
            Self::Script => "Script",
            Self::ScriptInAttribute => "ScriptInAttribute",
            Self::Json => "Json",
            Self::ScriptString => "ScriptString",
            Self::Style => "Style",
            Self::StyleInAttribute => "StyleInAttribute",
            Self::StyleString => "StyleString",
            Self::StyleStringPart => "StyleStringPart",
            Self::StyleUrl => "StyleUrl",
            Self::StyleUrlPart => "StyleUrlPart",
        }
    }

    /// Returns the name of the variant in listings: `url part`.
    #[must_use]
    pub const fn description(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::None => "none",
            Self::Custom => "custom",
            Self::Rcdata => "rcdata",
            Self::Attribute => "attribute",
            Self::Url => "url",
            Self::UrlBegun => "url-begun",
            Self::UrlPart => "url-part",
            Self::UrlQuery => "url-query",
            Self::ResourceUrl => "resource-url",
            Self::Srcset => "srcset",
            Self::Script => "script",
            Self::ScriptInAttribute => "script-in-attribute",
            Self::Json => "json",
            Self::ScriptString => "script-string",
            Self::Style => "style",
            Self::StyleInAttribute => "style-in-attribute",
            Self::StyleString => "style-string",
            Self::StyleStringPart => "style-string-part",
            Self::StyleUrl => "style-url",
            Self::StyleUrlPart => "style-url-part",
        }
    }

    /// Returns `true` if a value may be escaped part by part, with the same result as for the whole text. Other
    /// escapers need the whole value, for example because the scheme of a URL may consist of two parts.
    #[must_use]
    #[inline]
    pub const fn is_divisible(self) -> bool {
        matches!(self, Self::Html | Self::Rcdata | Self::Attribute | Self::None)
    }

    /// Returns `true` if an integer is printed in decimal, as without escaping.
    #[must_use]
    #[inline]
    pub const fn keeps_integers(self) -> bool {
        match self {
            Self::Url | Self::UrlBegun | Self::UrlPart | Self::UrlQuery => true,
            Self::ScriptString | Self::StyleUrl | Self::StyleUrlPart => true,
            escape => escape.is_divisible(),
        }
    }

    /// Returns `true` if text is escaped as in HTML text: each special character becomes a character reference.
    #[must_use]
    #[inline]
    pub const fn is_html(self) -> bool {
        matches!(self, Self::Html | Self::Rcdata | Self::Attribute)
    }

    /// Returns `true` if the value is part of a script, and so may be a list, a map or an object.
    #[must_use]
    #[inline]
    pub const fn is_script(self) -> bool {
        matches!(self, Self::Script | Self::ScriptInAttribute | Self::Json)
    }

    /// Returns the character reference that is printed instead of `c`, or `None` if `c` is not
    /// escaped as a character reference.
    ///
    /// The escaped characters are those that are special in HTML text and quoted attributes.
    /// Handlebars escapes two more, `` ` `` and `=`, for unquoted attributes.
    #[must_use]
    #[inline]
    pub const fn entity(self, c: char) -> Option<&'static str> {
        match (self, c) {
            (Self::Html | Self::Rcdata | Self::Attribute, '&') => Some("&amp;"),
            (Self::Html | Self::Rcdata | Self::Attribute, '<') => Some("&lt;"),
            (Self::Html | Self::Rcdata | Self::Attribute, '>') => Some("&gt;"),
            (Self::Html | Self::Rcdata | Self::Attribute, '"') => Some("&quot;"),
            (Self::Html | Self::Rcdata | Self::Attribute, '\'') => Some("&#x27;"),
            _ => None,
        }
    }
}
