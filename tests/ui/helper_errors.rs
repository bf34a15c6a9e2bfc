use template_runtime::template;

struct Failed;

fn checked(n: u8) -> Result<u8, Failed> {
    if n > 3 { Err(Failed) } else { Ok(n) }
}

/// # Safety
///
/// None is needed.
unsafe fn raw(n: u8) -> u8 {
    n
}

template! {
    struct Page {
        n: u8,
    }
    "{{checked n}}"
}

template! {
    struct Raw {
        n: u8,
    }
    "{{raw n}}"
}

fn main() {}
