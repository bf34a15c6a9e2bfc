//! The value of `srcset`: URLs with descriptors, separated by commas.

use super::{
    UNSAFE_URL,
    feed::{TextEscaper, feed, write_text},
    url::{Normalized, Scheme},
};
use crate::{data::Value, error::ErrorKind, output::Out};
use core::fmt::{self, Write};

/// Appends the candidates, each one as it is or as [`UNSAFE_URL`].
///
/// # Errors
///
/// Returns the errors of [`write_text`].
pub(super) fn print<'o>(out: Out<'o>, value: &Value<'_>) -> Result<Out<'o>, ErrorKind> {
    let mut verdicts = Verdicts { candidate: Candidate::new(), number: 0, unsafe_ones: 0 };
    write_text(value, &mut verdicts)?;
    verdicts.end_candidate();
    let unsafe_ones = verdicts.unsafe_ones;
    feed(
        out,
        value,
        &mut Filtered {
            candidate: Candidate::new(),
            url: Normalized::in_attribute(),
            number: 0,
            begun: false,
            unsafe_ones,
        },
    )
}

/// The number of candidates that a value may have. Those that follow are not printed.
const MAX_CANDIDATES: u32 = 64;

/// The part of a candidate that has been read.
#[derive(Clone, Copy)]
struct Candidate {
    part: Part,
    scheme: Scheme,
    /// Whether the descriptor has only characters that descriptors have.
    is_described: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Before,
    Url,
    Descriptor,
}

impl Candidate {
    const fn new() -> Self {
        Self { part: Part::Before, scheme: Scheme::new(), is_described: true }
    }

    /// Adds a byte, which is not a comma, and returns the part that it belongs to.
    fn add(&mut self, byte: u8) -> Part {
        let is_space = matches!(byte, b' ' | b'\t' | b'\n' | b'\x0c' | b'\r');
        match self.part {
            Part::Before if !is_space => self.part = Part::Url,
            Part::Url if is_space => self.part = Part::Descriptor,
            _ => {}
        }
        match self.part {
            Part::Before => {}
            Part::Url => self.scheme.add(byte),
            Part::Descriptor => {
                self.is_described &= is_space || byte.is_ascii_alphanumeric() || byte == b'.';
            }
        }
        self.part
    }

    fn is_unsafe(&self) -> bool {
        self.scheme.is_unsafe() || !self.is_described
    }
}

/// The first pass: decides which candidates are safe.
struct Verdicts {
    candidate: Candidate,
    number: u32,
    /// A bit for each candidate that is not safe.
    unsafe_ones: u64,
}

impl Verdicts {
    fn end_candidate(&mut self) {
        if self.candidate.is_unsafe() {
            self.unsafe_ones |= 1_u64.checked_shl(self.number).unwrap_or(0);
        }
        self.number = self.number.saturating_add(1);
        self.candidate = Candidate::new();
    }
}

impl Write for Verdicts {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for byte in text.bytes() {
            if byte == b',' {
                self.end_candidate();
            } else {
                self.candidate.add(byte);
            }
        }
        Ok(())
    }
}

/// The second pass: appends the candidates. It checks them again, so that a `Display` that writes another text now
/// cannot bring in a scheme or a descriptor that is not allowed.
struct Filtered {
    candidate: Candidate,
    url: Normalized,
    number: u32,
    /// Whether the candidate has begun.
    begun: bool,
    unsafe_ones: u64,
}

impl Filtered {
    fn is_unsafe(&self) -> bool {
        self.number >= MAX_CANDIDATES || self.unsafe_ones >> self.number & 1 == 1
    }

    /// Begins a candidate unless it has begun.
    fn begin<'o>(&mut self, out: Out<'o>) -> Out<'o> {
        let is_first = !core::mem::replace(&mut self.begun, true);
        if is_first && self.is_unsafe() { out.str(UNSAFE_URL) } else { out }
    }

    /// Appends a part of a candidate without commas.
    fn append<'o>(&mut self, out: Out<'o>, text: &str) -> Out<'o> {
        if self.is_unsafe() || text.is_empty() {
            return out;
        }
        // Most parts are not a mixture.
        let mut out = out;
        for c in text.chars() {
            let mut utf8 = [0; 4];
            let c = &*c.encode_utf8(&mut utf8);
            let was = self.candidate.part;
            let was_unsafe = self.candidate.is_unsafe();
            let mut part = was;
            for byte in c.bytes() {
                part = self.candidate.add(byte);
            }
            if part != was && was == Part::Url {
                out = self.url.end(out);
            }
            let is_new = self.candidate.is_unsafe() && !was_unsafe;
            out = match part {
                Part::Url if is_new => self.url.piece(out, "%3a"),
                Part::Url => self.url.piece(out, c),
                Part::Descriptor if self.candidate.is_unsafe() => out,
                Part::Before | Part::Descriptor => out.str(c),
            };
        }
        out
    }
}

impl TextEscaper for Filtered {
    fn piece<'o>(&mut self, mut out: Out<'o>, text: &str) -> Out<'o> {
        for part in text.split_inclusive(',') {
            out = self.begin(out);
            match part.strip_suffix(',') {
                None => out = self.append(out, part),
                Some(part) => {
                    out = self.append(out, part);
                    out = self.url.end(out).str(",");
                    self.candidate = Candidate::new();
                    self.number = self.number.saturating_add(1);
                    self.begun = false;
                }
            }
        }
        out
    }

    fn end<'o>(&mut self, out: Out<'o>) -> Out<'o> {
        let out = self.begin(out);
        self.url.end(out)
    }
}
