//! The binding to the host: output, the entry point and the panic handler.

use core::{
    ffi::{c_int, c_void},
    fmt,
    panic::PanicInfo,
};

#[link(name = "c")]
unsafe extern "C" {
    fn write(file: c_int, bytes: *const c_void, count: usize) -> isize;
    fn abort() -> !;
}

/// Standard output.
pub(crate) struct Stdout;

impl Stdout {
    pub(crate) fn print(&self, text: &str) {
        put(1, text);
    }
}

impl fmt::Write for Stdout {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.print(text);
        Ok(())
    }
}

/// Standard error.
struct Stderr;

impl fmt::Write for Stderr {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        put(2, text);
        Ok(())
    }
}

fn put(file: c_int, text: &str) {
    let mut rest = text.as_bytes();
    while !rest.is_empty() {
        // SAFETY: the pointer and the length come from a slice, which is valid for reads.
        let count = unsafe { write(file, rest.as_ptr().cast(), rest.len()) };
        match usize::try_from(count) {
            Ok(count) if count > 0 => rest = rest.get(count..).unwrap_or(&[]),
            _ => return,
        }
    }
}

/// The entry point.
// SAFETY: nothing else defines `main`.
#[unsafe(no_mangle)]
extern "C" fn main() -> c_int {
    match crate::run() {
        Ok(()) => 0,
        Err(check) => {
            put(2, "failed: ");
            put(2, check);
            put(2, "\n");
            1
        }
    }
}

/// The precompiled `core` is built for unwinding and refers to this symbol; nothing here unwinds.
// SAFETY: without std nothing else defines it.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    let _ = fmt::write(&mut Stderr, format_args!("{info}\n"));
    // SAFETY: `abort` has no preconditions.
    unsafe { abort() }
}
