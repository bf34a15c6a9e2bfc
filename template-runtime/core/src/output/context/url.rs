//! URLs: which schemes they may have, and which of their characters are percent-encoded.

use super::{
    UNSAFE_URL,
    bytes::append_char,
    feed::{TextEscaper, feed, write_text},
};
use crate::{
    data::{Value, safe_text},
    error::ErrorKind,
    output::{Out, replace::Replacements},
};
use core::fmt::{self, Write};

/// URLs in text. All characters are percent-encoded but those that are reserved in URLs, except `'()`, which end URLs
/// in style sheets and strings, and those that are not. Stops at `%`, which may begin an encoded byte.
static IN_TEXT: Replacements = Replacements::percent_encoded(b"-._~!#$*+,/:;=?@[]&").until(b"%");

/// URLs in quoted attributes.
static IN_ATTRIBUTE: Replacements =
    Replacements::percent_encoded(b"-._~!#$*+,/:;=?@[]").with(b'&', b"&amp;").until(b"%");

/// URLs in quoted attributes in which a `:` would end a scheme.
static WITHOUT_SCHEME: Replacements =
    Replacements::percent_encoded(b"-._~!#$*+,/;=?@[]").with(b'&', b"&amp;").until(b"%");

/// URLs of a list in a quoted attribute, which a comma would end.
static IN_LIST: Replacements =
    Replacements::percent_encoded(b"-._~!#$*+/:;=?@[]").with(b'&', b"&amp;").until(b"%");

/// Parts of a query or of a fragment.
static QUERY: Replacements = Replacements::percent_encoded(b"-._~");

/// Appends a URL if its scheme is allowed, and [`UNSAFE_URL`] otherwise; `part` escapes what follows
/// the scheme.
///
/// # Errors
///
/// Returns the errors of [`write_text`].
#[inline]
pub(super) fn print_filtered<'o, E: TextEscaper>(
    out: Out<'o>,
    value: &Value<'_>,
    part: &mut E,
) -> Result<Out<'o>, ErrorKind> {
    let mut scheme = Scheme::or_image();
    match *value {
        Value::Text(text) | safe_text!(text) => {
            scheme.add_text(text);
            if !scheme.is_unsafe() && !scheme.is_media {
                return feed(out, value, part);
            }
        }
        _ => write_text(value, &mut scheme)?,
    }
    if scheme.is_unsafe() {
        return Ok(out.str(UNSAFE_URL));
    }
    if scheme.is_media {
        return feed(out, value, &mut Image { scheme: Scheme::or_image(), part });
    }
    feed(out, value, &mut Filtered { scheme: Scheme::new(), part })
}

/// Appends a path from a page to the root of its site, such as `../../`, which can choose neither a server nor a file,
/// and [`UNSAFE_URL`] for any other text.
///
/// # Errors
///
/// Returns the errors of [`write_text`].
pub(super) fn print_path_to_root<'o>(
    out: Out<'o>,
    value: &Value<'_>,
) -> Result<Out<'o>, ErrorKind> {
    let mut path = PathToRoot::default();
    write_text(value, &mut path)?;
    if path.is_other {
        return Ok(out.str(UNSAFE_URL));
    }
    feed(out, value, &mut PathToRoot::default())
}

/// A path to the root of a site. Any further output of a `Display` implementation after the path has been recognized is omitted.
#[derive(Default)]
struct PathToRoot {
    /// Whether the text has begun.
    has_begun: bool,
    /// Whether the text is something else.
    is_other: bool,
}

impl PathToRoot {
    /// Adds a character. Returns whether it belongs to the path.
    fn add(&mut self, c: char) -> bool {
        let is_part = c == '.' || c == '/' && self.has_begun;
        self.has_begun = true;
        self.is_other |= !is_part;
        !self.is_other
    }
}

impl Write for PathToRoot {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            self.add(c);
        }
        Ok(())
    }
}

impl TextEscaper for PathToRoot {
    fn piece<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o> {
        text.chars().fold(out, |out, c| if self.add(c) { append_char(out, c) } else { out })
    }
}

/// The scheme of a URL, which is fed the bytes of the URL until it is decided whether the URL is safe.
#[derive(Clone, Copy)]
pub(super) struct Scheme {
    /// The name, in lower case; after `data:`, the media type.
    name: [u8; Self::LONGEST],
    /// The number of bytes of the name, `LONGEST + 1` if there are more.
    len: usize,
    /// Whether the URL may contain an image, as in `data:image/png;base64,`.
    allows_images: bool,
    /// Whether `name` is the media type.
    is_media: bool,
    verdict: Verdict,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// The text so far may be the beginning of a scheme.
    Open,
    /// The URL has no scheme, or an allowed one.
    Safe,
    /// The URL has another scheme.
    Unsafe,
}

impl Scheme {
    const LONGEST: usize = 12;

    pub(super) const fn new() -> Self {
        Self {
            name: [0; Self::LONGEST],
            len: 0,
            allows_images: false,
            is_media: false,
            verdict: Verdict::Open,
        }
    }

    /// Returns the scheme of a URL that may contain an image.
    const fn or_image() -> Self {
        Self { allows_images: true, ..Self::new() }
    }

    fn is_decided(self) -> bool {
        self.verdict != Verdict::Open
    }

    /// Returns `true` if the URL has a scheme that is not allowed, also if what follows would decide that.
    pub(super) fn is_unsafe(self) -> bool {
        self.verdict == Verdict::Unsafe || self.is_media && !self.is_decided()
    }

    /// Adds a byte.
    pub(super) fn add(&mut self, byte: u8) {
        match byte {
            _ if self.is_decided() => {}
            b',' | b';' if self.is_media => {
                self.verdict = if self.image().is_some() { Verdict::Safe } else { Verdict::Unsafe };
            }
            b':' if self.allows_images && !self.is_media && self.name() == b"data" => {
                (self.is_media, self.len) = (true, 0);
            }
            b':' => self.verdict = if self.is_allowed() { Verdict::Safe } else { Verdict::Unsafe },
            b'/' | b'?' | b'#' if !self.is_media => self.verdict = Verdict::Safe,
            // A browser removes these everywhere, and at the beginning all controls and spaces.
            b'\t' | b'\n' | b'\r' => {}
            0..=b' ' if self.len == 0 => {}
            _ => {
                if let Some(next) = self.name.get_mut(self.len) {
                    *next = byte.to_ascii_lowercase();
                }
                self.len = (self.len + 1).min(Self::LONGEST + 1);
            }
        }
    }

    /// Adds the bytes of a string, and returns how many were needed for the decision.
    fn add_text(&mut self, text: &str) -> usize {
        let mut count = 0;
        for byte in text.bytes() {
            if self.is_decided() {
                break;
            }
            self.add(byte);
            count += 1;
        }
        count
    }

    /// Returns the name, and an empty name if it is longer than all that are known.
    fn name(&self) -> &[u8] {
        self.name.get(..self.len).unwrap_or_default()
    }

    /// Returns `true` if the scheme is allowed.
    fn is_allowed(&self) -> bool {
        matches!(self.name(), b"http" | b"https" | b"mailto" | b"tel") && !self.is_media
    }

    /// Returns the beginning of the URL of an image, if the name is the media type of images that contain no scripts, as
    /// those of SVG may.
    fn image(&self) -> Option<&'static str> {
        let media = if self.is_media { self.name() } else { b"" };
        Some(match media {
            b"image/png" => "data:image/png",
            b"image/jpeg" => "data:image/jpeg",
            b"image/gif" => "data:image/gif",
            b"image/webp" => "data:image/webp",
            b"image/avif" => "data:image/avif",
            b"image/apng" => "data:image/apng",
            b"image/bmp" => "data:image/bmp",
            b"image/x-icon" => "data:image/x-icon",
            _ => return None,
        })
    }
}

impl Write for Scheme {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.add_text(text);
        Ok(())
    }
}

/// A URL that has been found safe. Should its `Display` write another text now, the `:` of a scheme that is not
/// allowed is percent-encoded, so that it is none.
struct Filtered<'p, E> {
    scheme: Scheme,
    part: &'p mut E,
}

impl<E: TextEscaper> TextEscaper for Filtered<'_, E> {
    fn piece<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o> {
        if self.scheme.is_decided() {
            return self.part.piece(out, text);
        }
        let count = self.scheme.add_text(text);
        if !self.scheme.is_unsafe() {
            return self.part.piece(out, text);
        }
        // The last of the bytes is the `:`.
        let (scheme, rest) = text.split_at_checked(count).unwrap_or(("", text));
        let out = self.part.piece(out, scheme.strip_suffix(':').unwrap_or_default());
        let out = self.part.piece(out, "%3a");
        self.part.piece(out, rest)
    }

    fn end<'o>(&mut self, out: Out<'o>) -> Out<'o> {
        self.part.end(out)
    }
}

/// The URL of an image, which has been found safe. Nothing is printed before its type is known: should the `Display` of the
/// value write another text now, it is replaced with [`UNSAFE_URL`].
struct Image<'p, E> {
    scheme: Scheme,
    part: &'p mut E,
}

impl<E: TextEscaper> TextEscaper for Image<'_, E> {
    fn piece<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o> {
        if self.scheme.is_decided() {
            return if self.scheme.is_unsafe() { out } else { self.part.piece(out, text) };
        }
        let count = self.scheme.add_text(text);
        if !self.scheme.is_decided() {
            return out;
        }
        // The last of the bytes is the `,` or `;` after the type.
        match self.scheme.image().zip(text.get(count.saturating_sub(1)..)) {
            Some((image, rest)) => self.part.piece(out.str(image), rest),
            None => {
                self.scheme.verdict = Verdict::Unsafe;
                out.str(UNSAFE_URL)
            }
        }
    }

    fn end<'o>(&mut self, out: Out<'o>) -> Out<'o> {
        let out = if self.scheme.is_decided() { out } else { out.str(UNSAFE_URL) };
        self.part.end(out)
    }
}

/// A part of a URL: characters that are not allowed in URLs are percent-encoded.
pub(super) struct Normalized {
    /// The output for each byte except `%`.
    table: &'static Replacements,
    /// The beginning of an encoded byte, at the end of the text so far.
    held: Held,
}

#[derive(Clone, Copy)]
enum Held {
    Nothing,
    /// `%`
    Percent,
    /// `%` and a hexadecimal digit.
    Digit(char),
}

impl Normalized {
    const fn of(table: &'static Replacements) -> Self {
        Self { table, held: Held::Nothing }
    }

    /// Returns the escaper for quoted attributes.
    pub(super) const fn in_attribute() -> Self {
        Self::of(&IN_ATTRIBUTE)
    }

    /// Returns the escaper for quoted attributes in which a `:` would end a scheme.
    pub(super) const fn without_scheme() -> Self {
        Self::of(&WITHOUT_SCHEME)
    }

    /// Returns the escaper for places without character references.
    pub(super) const fn in_text() -> Self {
        Self::of(&IN_TEXT)
    }

    /// Returns the escaper for a URL of a list, which a comma would end.
    pub(super) const fn in_list() -> Self {
        Self::of(&IN_LIST)
    }

    /// Appends a held `%` that begins no encoded byte.
    fn release<'o>(&mut self, out: Out<'o>) -> Out<'o> {
        match core::mem::replace(&mut self.held, Held::Nothing) {
            Held::Nothing => out,
            Held::Percent => out.str("%25"),
            Held::Digit(digit) => append_char(out.str("%25"), digit),
        }
    }
}

impl TextEscaper for Normalized {
    fn piece<'o>(&mut self, mut out: Out<'o>, text: &str) -> Out<'o> {
        let mut rest = text;
        loop {
            if let Held::Nothing = self.held {
                (out, rest) = out.replaced(rest, self.table);
            }
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { return out };
            match (self.held, c) {
                (Held::Percent, c) if c.is_ascii_hexdigit() => self.held = Held::Digit(c),
                (Held::Digit(first), second) if second.is_ascii_hexdigit() => {
                    out = append_char(append_char(out.str("%"), first), second);
                    self.held = Held::Nothing;
                }
                (Held::Percent | Held::Digit(_), _) => {
                    out = self.release(out);
                    continue;
                }
                // The table stops at nothing else.
                (Held::Nothing, _) => self.held = Held::Percent,
            }
            rest = chars.as_str();
        }
    }

    fn end<'o>(&mut self, out: Out<'o>) -> Out<'o> {
        self.release(out)
    }
}

/// A part of a query or of a fragment.
pub(super) struct Query;

impl TextEscaper for Query {
    fn piece<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o> {
        out.replaced(text, &QUERY).0
    }
}
