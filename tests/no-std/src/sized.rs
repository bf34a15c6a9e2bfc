//! Checks the size of scratch memory: the option `scratch`, or the size that the verifier has computed.
//! Without a heap it does not grow.

use crate::{join, kind, shout, times};
use template_runtime::{ErrorKind, List, Map, Template, template};

const HALF: usize = 1000;

template! {
    #[template(scratch = 2 * HALF)]
    struct Enough {
        count: usize,
    }

    "{{shout (times 'x' count)}}"
}

template! {
    #[template(scratch = 2 * HALF - 1)]
    struct TooLittle {
        count: usize,
    }

    "{{shout (times 'x' count)}}"
}

fn big(n: u8) -> i128 {
    i128::MAX - i128::from(n)
}

fn less(n: i128) -> i128 {
    n - 1
}

fn size(list: List<'_>) -> usize {
    list.len()
}

fn entries(map: Map<'_>) -> usize {
    map.len()
}

/// Checks the outputs of templates.
macro_rules! prints {
    ($($name:expr, $($option:ident $(= $value:expr)?,)* $text:literal $expected:expr;)*) => { $(
        let page = template!($($option $(= $value)?,)* $text);
        if page.render_into(&mut [0; 512]) != Ok($expected) {
            return Err($name);
        }
    )* };
}

/// Checks the outputs of templates, interpreted, unoptimized and unrolled.
macro_rules! prints_in_all_modes {
    ($($name:literal: $text:literal $expected:expr;)*) => { $(
        prints! {
            $name, $text $expected;
            concat!($name, ", unoptimized"), unoptimized, $text $expected;
            concat!($name, ", unrolled"), unroll, $text $expected;
        }
    )* };
}

/// Checks that templates need more scratch memory than they have.
macro_rules! lacks {
    ($($name:literal: $size:literal $text:literal $needed:literal;)*) => { $(
        if kind(&template!(scratch = $size, $text)) != Some(ErrorKind::ScratchFull { needed: $needed }) {
            return Err($name);
        }
    )* };
}

/// Runs the checks.
///
/// # Errors
///
/// The name of the first check that fails.
pub(crate) fn check() -> Result<(), &'static str> {
    let mut buffer = [0; 2048];
    let enough = Enough { count: 2000 }.render_into(&mut buffer).map(str::len);
    if enough != Ok(2000) {
        return Err("2000 bytes of scratch");
    }
    if kind(&Enough { count: 2001 }) != Some(ErrorKind::ScratchFull { needed: 2001 }) {
        return Err("a byte more than there is scratch");
    }
    if kind(&TooLittle { count: 2000 }) != Some(ErrorKind::ScratchFull { needed: 2000 }) {
        return Err("1999 bytes of scratch");
    }
    exact()?;
    known()
}

/// Checks that each inner call stores its text once, and that the outermost stores none.
fn exact() -> Result<(), &'static str> {
    prints! {
        "the outermost call", scratch = 0, "{{shout 'abc'}}{{times 'xyz' 3}}{{{shout 'd'}}}" "ABCxyzxyzxyzD";
        "an empty text", scratch = 0, "{{shout (times 'x' 0)}}{{shout ''}}" "";
        "an inner call", scratch = 4, "{{shout (times 'x' 4)}}" "XXXX";
        "two inner calls", scratch = 8, "{{shout (shout (times 'x' 4))}}" "XXXX";
        "a borrowed text", scratch = 4, "{{shout (tail (tail (times 'x' 4)))}}" "XX";
        "two arguments", scratch = 7, "{{same (shout 'abc') (shout 'defg')}}" "false";
        "consecutive statements", scratch = 4, "{{shout (times 'x' 4)}}{{shout (times 'y' 4)}}{{#if (times 'z' 4)}}{{shout (times 'z' 4)}}{{/if}}" "XXXXYYYYZZZZ";
        "a text that is bound", scratch = 8, "{{#let (times 'x' 4) as |x|}}{{shout (times x 1)}}{{shout (times 'y' 4)}}{{/let}}{{shout (times 'z' 8)}}" "XXXXYYYYZZZZZZZZ";
        "a text that is borrowed and bound", scratch = 3, "{{#let 'abc' as |x|}}{{shout (shout x)}}{{shout (shout x)}}{{/let}}" "ABCABC";
        "arguments that `or` skips", scratch = 4, "{{shout (or (times 'x' 0) (times 'y' 4))}}" "YYYY";
        "arguments that `and` skips", scratch = 4, "{{#with (and (times 'x' 4) (times 'y' 4)) as |y|}}{{y}}{{/with}}" "yyyy";
        "large numbers", scratch = 31, "{{less (big 1)}}" "170141183460469231731687303715884105725";
        "the outermost large number", scratch = 0, "{{big 1}}" "170141183460469231731687303715884105726";
    }
    lacks! {
        "nothing for an inner call": 0 "{{shout (times 'x' 1)}}" 1;
        "a byte less for an inner call": 3 "{{shout (times 'x' 4)}}" 4;
        "a byte less for two inner calls": 7 "{{shout (shout (times 'x' 4))}}" 8;
        "a byte less for a text that is bound": 7 "{{#let (times 'x' 4) as |x|}}{{shout (times x 1)}}{{/let}}" 8;
        "a byte less for `concat`": 5 "{{shout (concat (tail 'abcd') (tail 'xyz') 1)}}" 6;
    }
    Ok(())
}

fn same(a: &str, b: &str) -> bool {
    a == b
}

fn tail(s: &str) -> &str {
    s.get(1..).unwrap_or("")
}

/// Checks that the computed size suffices for the lists and maps of a template, without a heap.
fn known() -> Result<(), &'static str> {
    prints_in_all_modes! {
        "arrays": "{{size (array)}}{{size (array 1)}}{{size (array 1 2 3 4 5 6 7 8 9)}}" "019";
        "hashes": "{{entries (hash)}}{{entries (hash a=1)}}{{entries (hash a=1 b=2 c=3)}}" "013";
        "nested": "{{#each (array (array 1 (array 2 (array 3 (hash a=(array 4 (hash b=(array 5 6)))))))) as |x|}}{{x.1.1.1.a.1.b.1}}{{/each}}" "6";
        "many pending values": "{{#each (array (array) (array) (array) (array) (hash) (hash) (hash) (hash) (array 7))}}{{this.[0]}}{{/each}}" "7";
        "loops": "{{#each (array 1 2 3) as |a|}}{{#each (array a a) as |b|}}{{#with (hash c=b) as |h|}}{{#let (array a b h) as |l|}}{{l.2.c}}{{/let}}{{/with}}{{/each}} {{/each}}" "11 22 33 ";
        "branches": "{{#each (or (array) (array) (array) (array) (array) (array) (array 1 2))}}{{this}}{{/each}}{{#each (and (array 1 2 3) (array 4 5 6) (array 7))}}{{this}}{{/each}}" "127";
        "the larger branch": "{{#let (or (array 1 2 3 4 5 6 7 8) (array)) (and (array) (array 1)) as |x y|}}{{#each (array 1 2 3 4 5 6 7 x)}}{{#if @last}}{{this.7}}{{/if}}{{/each}}{{size y}}{{/let}}" "80";
        "with texts": "{{#each (array (shout 'a') (join 'b' 1) (array (shout 'c')))}}{{#if @last}}{{this.[0]}}{{else}}{{this}}{{/if}}{{/each}}" "Ab 1C";
    }
    Ok(())
}
