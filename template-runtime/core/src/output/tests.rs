//! The tests of all drains together, and the functions that the tests of this folder share.

use super::{
    cursor::Out, slice_drain::SliceDrain, string_drain::StringDrain, writer_drain::WriterDrain,
};
use core::fmt::{self, Display, Formatter};
use std::{
    format,
    string::{String, ToString},
    vec,
};
use template_bytecode::{Escape, TEXT_PAD};

/// Asserts that the output of `write` is `expected` with every drain, and with a slice of every
/// length: too short ones report the length of the output, and no byte outside is touched.
pub(super) fn fits(expected: &str, write: impl Fn(Out<'_>) -> Out<'_>) {
    assert_eq!(rendered(&write), expected);
    let mut text = String::new();
    let mut drain = WriterDrain::new(&mut text);
    write(Out::new(&mut drain)).finish();
    assert_eq!(drain.finish(), Ok(()));
    assert_eq!(text, expected);

    const GUARD: usize = 64;
    // Fewer lengths under Miri, which is slow: none, one too short, exact, and room for everything.
    let few = [0, expected.len().saturating_sub(1), expected.len(), expected.len() * 8 + 40];
    let all = 0..=expected.len() + 40;
    for len in all.filter(|_| !cfg!(miri)).chain(few) {
        let mut bytes = vec![0xAA; GUARD + len + GUARD];
        let mut drain = SliceDrain::new(&mut bytes[GUARD..GUARD + len]);
        write(Out::new(&mut drain)).finish();
        let fits = if len >= expected.len() { Ok(expected) } else { Err(expected.len()) };
        assert_eq!(drain.finish(), fits, "in {len} bytes");
        assert_eq!(bytes[..GUARD], [0xAA; GUARD], "before {len} bytes");
        assert_eq!(bytes[GUARD + len..], [0xAA; GUARD], "after {len} bytes");
    }
}

/// Returns what `write` appends to an empty string.
pub(super) fn rendered(write: impl Fn(Out<'_>) -> Out<'_>) -> String {
    let mut string = String::new();
    write(Out::new(&mut StringDrain::new(&mut string))).finish();
    string
}

/// Escapes text with a reference implementation.
pub(crate) fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#x27;")
}

/// A value whose `Display` panics after some output.
pub(super) struct Panics;

impl Display for Panics {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("half")?;
        panic!("in the middle")
    }
}

/// A generator of pseudorandom numbers.
pub(super) struct Random(u64);

impl Random {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 ^ self.0 >> 29).rotate_left(17)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

const TEXT: &str = "<b>Größe</b> & \"Weite\": 'viel' 世界 🎉 plain text that goes on and on, with no \
    special character at all for a while <i>then</i> more && <<>> \"\" '' äöü ÄÖÜ";

/// Returns a random part of `TEXT`, often a short one.
fn part(random: &mut Random) -> &'static str {
    let at = random.below(TEXT.len());
    let max_len = [4, 12, 40, TEXT.len()][random.below(4)];
    let end = (at + random.below(max_len)).min(TEXT.len());
    TEXT.get(at..end).unwrap_or("é")
}

/// Performs a random write to `out`, and appends the reference output to `expected`.
fn write_randomly<'o>(
    random: &mut Random,
    out: Out<'o>,
    pool: &str,
    expected: &mut String,
) -> Out<'o> {
    let kind = random.below(12);
    let text = part(random);
    let number = random.next() >> random.below(64);
    let escape = if number.is_multiple_of(3) { Escape::None } else { Escape::Html };
    let as_is_or_escaped = |text: &str| match escape {
        Escape::Html => escaped(text),
        _ => text.to_string(),
    };
    let (out, piece) = match kind {
        0 | 1 => (out.str(text), text.to_string()),
        2..=4 => (out.html(text), escaped(text)),
        5 => (out.escaped(text, escape), as_is_or_escaped(text)),
        6 | 7 => {
            let end = pool.len() - TEXT_PAD;
            let start = random.below(end + 1);
            let len = random.below(60).min(end - start);
            match pool.get(start..start + len) {
                Some(piece) => (super::text::tests::text(out, pool, start, len), piece.to_string()),
                None => (out, String::new()),
            }
        }
        8 => (out.int(number as i64), (number as i64).to_string()),
        9 => {
            let wide = i128::from(number as i64) * i128::from(random.next());
            (out.int128(wide).uint128(wide as u128), format!("{wide}{}", wide as u128))
        }
        10 => {
            let float = (number >> 24) as f64 / 4.0;
            (out.float(float), float.to_string())
        }
        _ => {
            let c = text.chars().next().unwrap_or('<');
            let out = out.char(c, escape).bool(number.is_multiple_of(2));
            let (out, result) = out.display(&format_args!("{text}{number:>9}"), escape);
            assert_eq!(result, Ok(()));
            let char = as_is_or_escaped(&c.to_string());
            let display = as_is_or_escaped(&format!("{text}{number:>9}"));
            (out, format!("{char}{}{display}", number.is_multiple_of(2)))
        }
    };
    expected.push_str(&piece);
    out
}

/// Performs `steps` random writes with several cursors, and returns the reference output.
fn write_sequence(seed: u64, steps: usize, drain: &mut dyn super::drain::Drain) -> String {
    let pool = String::from(TEXT) + &" ".repeat(TEXT_PAD);
    let (mut random, mut expected) = (Random::new(seed), String::new());
    let mut left = steps;
    while left > 0 {
        let part = (1 + random.below(left)).min(left);
        let mut out = Out::new(drain);
        for _ in 0..part {
            out = write_randomly(&mut random, out, &pool, &mut expected);
        }
        out.finish();
        left -= part;
    }
    expected
}

#[test]
fn drains_agree_on_long_sequences() {
    let (seeds, steps) = if cfg!(miri) { (3, 60) } else { (400, 400) };
    for seed in 0..seeds {
        let mut string = String::new();
        let expected = write_sequence(seed, steps, &mut StringDrain::new(&mut string));
        assert_eq!(string, expected);

        let mut text = String::new();
        let mut drain = WriterDrain::new(&mut text);
        assert_eq!(write_sequence(seed, steps, &mut drain), expected);
        assert_eq!(drain.finish(), Ok(()));
        assert_eq!(text, expected);

        let mut lens = vec![0, 1, expected.len() / 2];
        lens.extend(expected.len().saturating_sub(4)..expected.len() + 4);
        for len in lens {
            let mut buffer = vec![0xAA; len];
            let mut drain = SliceDrain::new(&mut buffer);
            assert_eq!(write_sequence(seed, steps, &mut drain), expected);
            let fits = if len >= expected.len() { Ok(&*expected) } else { Err(expected.len()) };
            assert_eq!(drain.finish(), fits);
        }
    }
}
