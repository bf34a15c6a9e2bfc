//! Functions with `#[helper]` that cannot be helpers, and that a template and Rust code call: only the attribute reports them.

use std::fmt::Display;
use template_runtime::{helper, template};

#[helper]
unsafe fn raw(place: *const u8) -> u8 {
    // SAFETY: the caller upholds it.
    unsafe { *place }
}

#[helper]
unsafe fn first(text: &str) -> &str {
    raw(text.as_ptr());
    text
}

#[helper]
extern "C" fn foreign(a: u8) -> u8 {
    a
}

#[helper]
pub(crate) async fn later(a: impl Display) -> String {
    a.to_string()
}

#[helper]
fn sized<const N: usize>(a: [u8; N]) -> usize {
    used_by_sized();
    a.len().min(N)
}

fn used_by_sized() {}

#[helper]
#[allow(clippy::too_many_arguments)]
fn many(_: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8, _: u8) -> u8 {
    13
}

template! {
    struct Page {
        n: u8,
    }

    "{{raw n}} {{first \"a\"}} {{foreign n}} {{later n}} {{#if (sized n)}}{{many n}}{{/if}}"
}

fn main() {
    let _ = template!("{{sized 1}}{{f 1}}{{g 1}}", fn f = many, fn g = raw);
    // SAFETY: a literal.
    let _ = unsafe { first("a") };
    let _ = foreign(1);
}
