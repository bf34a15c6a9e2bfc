//! Escaped text.

use super::{
    Out,
    swar::{ROOM, escape_html},
    writer,
};
use template_bytecode::Escape;

/// How long a text is escaped in one piece if the room is short.
const CHUNK: usize = 56;

// A `WriterDrain` can make the room that a chunk asks for.
const _: () = assert!((CHUNK + 1) * ROOM <= writer::SIZE);

impl Out<'_> {
    /// Appends `text`, escaped as `escape` says; [`Escape::Custom`] is the business of the VM.
    #[inline(always)]
    pub fn escaped(self, text: &str, escape: Escape) -> Self {
        match escape {
            Escape::Html => self.html(text),
            // What is escaped by others comes here when they are done.
            Escape::None | Escape::Custom => self.str(text),
        }
    }

    /// Appends `text` with `& < > " '` as `&amp; &lt; &gt; &quot; &#x27;`.
    #[inline(always)]
    pub fn html(self, text: &str) -> Self {
        if text.len() >= self.room() / ROOM {
            return self.seldom(move |out| out.html_long(text));
        }
        // SAFETY: `len + 1 <= room / ROOM`, so there is the room that it asks for; `text` is
        // borrowed, so it does not overlap with the region. What is written is `text` with some of
        // its ASCII bytes replaced by ASCII: a whole `str`.
        unsafe {
            let len = escape_html(text, self.at());
            self.advance(len)
        }
    }

    /// Appends `c`, escaped as `escape` says.
    #[inline(always)]
    pub fn char(self, c: char, escape: Escape) -> Self {
        match (escape, entity(c)) {
            (Escape::Html, Some(entity)) => self.str(entity),
            _ => self.str(c.encode_utf8(&mut [0; 4])),
        }
    }

    /// Appends `true` or `false`.
    #[inline(always)]
    pub fn bool(self, value: bool) -> Self {
        self.str(if value { "true" } else { "false" })
    }

    /// As `html`, for a text that is long or for which there may be no room.
    ///
    /// Piece by piece, so as not to ask for eight times the length of a long text.
    fn html_long(mut self, mut text: &str) -> Self {
        while !text.is_empty() {
            let (chunk, rest) = text.split_at_checked(chunk_len(text)).unwrap_or((text, ""));
            if chunk.len() >= self.room() / ROOM {
                self = self.reserve((chunk.len() + 1) * ROOM);
            }
            self = if chunk.len() >= self.room() / ROOM {
                self.html_exact(chunk)
            } else {
                // SAFETY: as in `html`.
                unsafe {
                    let len = escape_html(chunk, self.at());
                    self.advance(len)
                }
            };
            text = rest;
        }
        self
    }

    /// As `html`, in no more room than it takes.
    fn html_exact(mut self, text: &str) -> Self {
        for run in text.split_inclusive(|c| entity(c).is_some()) {
            let mut rest = run.chars();
            self = match rest.next_back().and_then(entity) {
                Some(entity) => self.str(rest.as_str()).str(entity),
                None => self.str(run),
            };
        }
        self
    }
}

/// Returns how long the next piece is: `CHUNK`, or a little less so as not to cut a character.
fn chunk_len(text: &str) -> usize {
    if text.len() <= CHUNK {
        return text.len();
    }
    (0..=CHUNK).rev().find(|&len| text.is_char_boundary(len)).unwrap_or(0)
}

/// Returns what is written for `c` if it is special; must agree with `swar::entity`.
fn entity(c: char) -> Option<&'static str> {
    Escape::Html.entity(c)
}

#[cfg(test)]
mod tests {
    use std::{format, string::String};

    use super::super::tests::{escaped, fits};
    use super::Escape;

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
