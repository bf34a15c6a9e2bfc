//! The measurement of the stack: what is below it is painted, and what has been painted over was used.

use core::{arch::asm, hint::black_box, ptr};

const PAINT: u32 = 0xC5C5_C5C5;

unsafe extern "C" {
    /// The end of the stack, which grows towards it.
    static mut __stack_end: u32;
}

/// Calls a function, and returns its result and the number of bytes of the stack that it has used.
#[inline(never)]
pub fn measure<T>(function: fn() -> T) -> (T, usize) {
    let end = &raw mut __stack_end;
    let top: *mut u32;
    // SAFETY: it reads the stack pointer.
    unsafe { asm!("mov {}, sp", out(reg) top, options(nomem, nostack, preserves_flags)) };
    let mut at = end;
    while at < top {
        // SAFETY: nothing lies below the stack pointer, down to the end of the stack.
        unsafe { ptr::write_volatile(at, PAINT) };
        at = at.wrapping_add(1);
    }
    let result = black_box(function)();
    let mut at = end;
    // SAFETY: as above.
    while at < top && unsafe { ptr::read_volatile(at) } == PAINT {
        at = at.wrapping_add(1);
    }
    (result, top as usize - at as usize)
}
