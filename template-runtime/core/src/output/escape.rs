//! Escaping: the trait for custom escapers, and the output of HTML-escaped text.

use super::{
    compact::COMPACT,
    cursor::Out,
    html::{Progress, SLACK, copy_plain, escape, escape_bytes},
    special::{BLOCK, plain_len},
    writer_drain,
};
use core::{any::TypeId, fmt};
use template_bytecode::Escape;

/// A custom escaper, for output that is not HTML.
///
/// A template selects a type that implements this trait with `#[template(escape = path::to::Type)]`. The type escapes
/// everything that `{{…}}` prints except [`SafeHtml`](crate::SafeHtml); it does not escape the output of `{{{…}}}`.
///
/// # Examples
///
/// ```
/// use core::fmt;
/// use template_runtime::{Escaper, Template, template};
///
/// /// Quotes a value of a CSV file.
/// struct Csv;
///
/// impl Escaper for Csv {
///     fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
///         write!(output, "\"{}\"", text.replace('"', "\"\""))
///     }
/// }
///
/// let (name, score) = ("the \"Owls\"", 43);
/// let line = template!(escape = Csv, "{{name}};{{score}};{{{name}}}");
/// assert_eq!(line.render()?, r#""the ""Owls""";"43";the "Owls""#);
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not escape",
    label = "`{Self}` is not an `Escaper`",
    note = "implement `Escaper` for the type, or write `escape = \"html\"` or `escape = \"text\"`"
)]
#[doc(alias = "escape")]
pub trait Escaper: 'static {
    /// Writes the escaped `text` to `output`. `text` is the whole output of one mustache.
    ///
    /// # Errors
    ///
    /// Returns the errors of `output`.
    fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result;

    /// The escaper as a value, which the macro reads by the path of the trait, to check that the type implements it.
    #[doc(hidden)]
    const __CUSTOM: CustomEscaper = CustomEscaper::of::<Self>();
}

/// The type of [`Escaper::escape`].
pub(crate) type EscapeFn = fn(&str, &mut dyn fmt::Write) -> fmt::Result;

/// The escaper of a template, and its identity.
#[derive(Clone, Copy)]
pub struct CustomEscaper {
    pub(crate) escape: EscapeFn,
    /// Returns the identity of the type. The address of `escape` would not identify it.
    type_id: fn() -> TypeId,
}

impl CustomEscaper {
    /// Returns the escaper of a type.
    #[must_use]
    pub const fn of<E: Escaper + ?Sized>() -> Self {
        Self { escape: E::escape, type_id: TypeId::of::<E> }
    }

    /// Returns `true` if another escaper is of the same type.
    pub(crate) fn is(self, other: Self) -> bool {
        (self.type_id)() == (other.type_id)()
    }
}

impl fmt::Debug for CustomEscaper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CustomEscaper")
    }
}

/// The maximum number of bytes that are escaped at once if the whole text may not fit in the
/// region.
const CHUNK: usize = 256;

// The buffer of a `WriterDrain` is long enough for a chunk.
const _: () = assert!(CHUNK + SLACK <= writer_drain::SIZE);

/// The maximum number of bytes that a string shorter than a block takes when it is escaped.
const SHORT: usize = 6 * (BLOCK - 1) + BLOCK;

impl Out<'_> {
    /// Appends `text`, escaped with `escape`. [`Escape::Custom`] escapes nothing here: the VM
    /// calls the escaper itself. An escape that needs the whole value is not supported here; use
    /// `print_in_context`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn escaped(self, text: &str, escape: Escape) -> Self {
        debug_assert!(escape.is_divisible() || escape == Escape::Custom, "{escape:?}");
        match escapes_nothing(escape) {
            true if COMPACT => self.str(text),
            true => self.escape_html(text, true),
            false => self.html(text),
        }
    }

    /// Appends `text` escaped like [`escaped`](Self::escaped), where there is one instance of the code for all programs:
    /// short strings in which nothing has to be escaped are copied without a call.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn escaped_inline(self, text: &str, escape: Escape) -> Self {
        debug_assert!(escape.is_divisible() || escape == Escape::Custom, "{escape:?}");
        let is_plain = escapes_nothing(escape);
        if COMPACT {
            return if is_plain { self.str_out_of_line(text) } else { self.html(text) };
        }
        self.escape_html(text, is_plain)
    }

    /// Appends `text` with `& < > " '` as `&amp; &lt; &gt; &quot; &#x27;`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn html(self, text: &str) -> Self {
        self.outline(
            move |out| if COMPACT { out.html_exact(text) } else { out.escape_html(text, false) },
        )
    }

    /// Appends `text` escaped, or unchanged if it `is_plain`; the body of [`html`](Self::html).
    ///
    /// Other functions are called last, and so this one saves no registers.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn escape_html(self, text: &str, is_plain: bool) -> Self {
        let (from, len) = (text.as_ptr(), text.len());
        if len >= BLOCK || len > self.room() {
            if is_plain {
                return self.str_out_of_line(text);
            }
            return self.outline(move |out| out.escape_long(text));
        }
        // SAFETY: there is room for `len` bytes; `text` is borrowed, so it does not overlap with
        // the region. The bytes are a whole `str`.
        unsafe {
            if copy_plain(from, len, self.at()) || is_plain {
                return self.advance(len);
            }
        }
        self.outline(move |out| out.escape_short(text))
    }

    /// Returns `true` if there is the room that a string shorter than a block takes at most when it is escaped.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn has_room_for_short(&self) -> bool {
        self.room() >= SHORT
    }

    /// Appends text that is shorter than a block and contains special characters, escaped.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn escape_short(self, text: &str) -> Self {
        if !self.has_room_for_short() || text.len() >= BLOCK {
            return self.cold(move |out| out.html_exact(text));
        }
        // SAFETY: there is the room that the function requires. The output is `text` with some
        // of its ASCII bytes replaced by ASCII: a whole `str`.
        unsafe {
            let to = escape_bytes(text.as_ptr(), text.len(), self.at());
            let written = to.offset_from_unsigned(self.at());
            self.advance(written)
        }
    }

    /// Appends text, escaped with `escape`, if that is short, and nothing in it has to be escaped, and there is room for it.
    /// Returns `true` if it has been appended.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn append_short(&mut self, text: &str, escape: Escape) -> bool {
        let (from, len) = (text.as_ptr(), text.len());
        if len >= BLOCK || len > self.room() {
            return false;
        }
        // SAFETY: there is room for `len` bytes; `text` is borrowed, so it does not overlap with the region. The bytes are a
        // whole `str`.
        unsafe {
            let is_plain = copy_plain(from, len, self.at()) || escapes_nothing(escape);
            if is_plain {
                self.advance_in_place(len);
            }
            is_plain
        }
    }

    /// Appends an ASCII character, escaped with `escape`, if it has not to be escaped, and there is room for it. Returns
    /// `true` if it has been appended.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn append_ascii(&mut self, c: char, escape: Escape) -> bool {
        let is_plain = c.is_ascii() && (entity(c).is_none() || escapes_nothing(escape));
        if is_plain && self.room() > 0 {
            // SAFETY: there is room for a byte, and an ASCII character is a whole `str`.
            unsafe {
                self.at().write(c as u8);
                self.advance_in_place(1);
            }
            return true;
        }
        false
    }

    /// Appends `c`, escaped with `escape`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn char(self, c: char, escape: Escape) -> Self {
        self.outline(move |out| out.escape_char(c, escape))
    }

    /// Appends `c`, escaped; the body of [`char`](Self::char).
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn escape_char(self, c: char, escape: Escape) -> Self {
        match entity(c) {
            Some(entity) if escape.is_html() => self.str(entity),
            _ => self.str(c.encode_utf8(&mut [0; 4])),
        }
    }

    /// Appends `true` or `false`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn bool(self, value: bool) -> Self {
        self.str_out_of_line(if value { "true" } else { "false" })
    }

    /// Appends text that is long, or for which the region may have too little room, escaped.
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn escape_long(self, text: &str) -> Self {
        if self.room() < text.len() + SLACK {
            return self.outline(move |out| out.escape_in_chunks(text));
        }
        // SAFETY: there is that room.
        let (out, done) = unsafe { self.escape_piece(text) };
        if done == text.len() {
            return out;
        }
        let rest = &text[done..];
        out.outline(move |out| out.escape_in_chunks(rest))
    }

    /// Appends text escaped in several steps, requesting room for each.
    fn escape_in_chunks(mut self, mut text: &str) -> Self {
        while !text.is_empty() {
            if self.room() < text.len() + SLACK {
                self = self.reserve(text.len().min(CHUNK) + SLACK);
            }
            let (out, mut done) = self.escape_fitting(text);
            self = out;
            if done == 0 {
                done = boundary(text, CHUNK);
                let piece = &text[..done];
                self = self.cold(move |out| out.html_exact(piece));
            }
            text = &text[done..];
        }
        self
    }

    /// Appends a prefix of a string, escaped, that fits in the region; it is not always the longest one that does. Returns the
    /// length of the prefix in bytes, which is 0 if the room is at most [`SLACK`].
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn escape_fitting(self, text: &str) -> (Self, usize) {
        // The longest prefix that certainly fits if nothing in it is special.
        let fitting = boundary(text, self.room().saturating_sub(SLACK));
        let piece = &text[..fitting];
        if piece.is_empty() {
            return (self, 0);
        }
        // SAFETY: `piece.len() <= room - SLACK`.
        unsafe { self.escape_piece(piece) }
    }

    /// Appends a prefix of the text, escaped. The prefix is usually the whole text. Returns its length in bytes.
    ///
    /// # Safety
    ///
    /// There is room for the length of the text plus [`SLACK`] bytes.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn escape_piece(self, piece: &str) -> (Self, usize) {
        let (start, to) = (piece.as_ptr(), self.at());
        // SAFETY: there is the room that `escape` requires (the caller's promise);
        // `piece` is borrowed, so it does not overlap with the region.
        unsafe {
            let end = start.add(piece.len());
            let stopped = escape(Progress { from: start, to }, end, to.add(self.room()));
            self.advance_to(piece, stopped)
        }
    }

    /// Advances to where escaping a string has stopped or, if that is inside of a character, to its start. Returns the number
    /// of bytes of the string up to there.
    ///
    /// # Safety
    ///
    /// The bytes of the string up to `stopped.from` have been written, escaped, from the position of this output up to
    /// `stopped.to`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) unsafe fn advance_to(self, text: &str, stopped: Progress) -> (Self, usize) {
        // SAFETY: at the end of the string, the output is the string with some of its ASCII bytes replaced with ASCII: a whole
        // `str`. If escaping has stopped before that, perhaps inside of a character, then the bytes of that character were copied
        // unchanged, so that going back by as many bytes in both, to the start of the character, leaves a whole `str` as well
        // (invariant 3).
        unsafe {
            let done = stopped.from.offset_from_unsigned(text.as_ptr());
            let written = stopped.to.offset_from_unsigned(self.at());
            if done == text.len() {
                return (self.advance(written), done);
            }
            let whole = boundary(text, done);
            (self.advance(written - (done - whole)), whole)
        }
    }

    /// Appends a string escaped, in exactly the room that it takes.
    fn html_exact(mut self, mut text: &str) -> Self {
        loop {
            let (plain, rest) = split_plain(text);
            self = self.str(plain);
            let mut rest = rest.chars();
            let Some(special) = rest.next() else { return self };
            self = self.str(entity(special).unwrap_or_default());
            text = rest.as_str();
        }
    }
}

/// Splits a string before its first special character.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(super) fn split_plain(text: &str) -> (&str, &str) {
    let len = plain_len(text.as_bytes());
    // SAFETY: special characters are ASCII, so that this is an offset between characters.
    unsafe { (text.get_unchecked(..len), text.get_unchecked(len..)) }
}

/// Returns the last character boundary of `text` that is at most `max`, which may be larger than its length.
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) fn boundary(text: &str, max: usize) -> usize {
    (0..=max.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// Returns `true` if [`Out::escaped`] appends text unchanged.
#[cfg_attr(not(debug_assertions), inline(always))]
const fn escapes_nothing(escape: Escape) -> bool {
    matches!(escape, Escape::None | Escape::Custom)
}

/// Returns the character reference of `c` if it is special. It is the same character reference as in
/// `special::entity`.
fn entity(c: char) -> Option<&'static str> {
    Escape::Html.entity(c)
}

#[cfg(test)]
mod tests {
    use std::{format, string::String};

    use crate::output::tests::{escaped, fits};
    use template_bytecode::Escape;

    #[test]
    fn specials_at_every_position() {
        for special in ['&', '<', '>', '"', '\''] {
            for len in if cfg!(miri) { 9..11 } else { 0..20 } {
                for position in 0..=len {
                    let (before, after) = ("a".repeat(position), "é".repeat(len - position));
                    let text = format!("{before}{special}{after}");
                    fits(&escaped(&text), |out| out.html(&text));
                }
            }
        }
    }

    #[test]
    fn runs_of_specials() {
        for len in (0..40).step_by(if cfg!(miri) { 7 } else { 1 }) {
            let text: String = "&<>\"'x<<".chars().cycle().take(len).collect();
            fits(&escaped(&text), |out| out.html(&text));
            fits(&escaped(&text), |out| out.html_exact(&text));
            let text = "\"".repeat(len);
            fits(&escaped(&text), |out| out.html(&text));
        }
    }

    #[test]
    fn characters_across_words_and_chunks() {
        for character in ["é", "世", "🎉", "\u{fffd}", "\u{80}", "\u{7f}", "\0", "\u{1}"] {
            for before in (0..18).chain(48..66).step_by(if cfg!(miri) { 5 } else { 1 }) {
                let text = "a".repeat(before) + &character.repeat(5) + "<" + character;
                fits(&escaped(&text), |out| out.html(&text));
                fits(&escaped(&text), |out| out.html_exact(&text));
            }
        }
    }

    #[test]
    fn long_texts() {
        let text = "a long text, <b>größer</b> als ein Stück & mehr 🎉 ".repeat(5);
        fits(&escaped(&text), |out| out.html(&text));
        fits(&text, |out| out.escaped(&text, Escape::None));
    }

    #[test]
    fn characters_and_booleans() {
        fits("&lt;&#x27;aé🎉", |out| {
            "<'aé🎉".chars().fold(out, |out, c| out.char(c, Escape::Html))
        });
        fits("<'aé🎉", |out| "<'aé🎉".chars().fold(out, |out, c| out.char(c, Escape::None)));
        fits("truefalse", |out| out.bool(true).bool(false));
    }
}
