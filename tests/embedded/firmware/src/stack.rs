//! The measurement of the stack: what is below it is painted, and what has been painted over was used.

use core::{arch::asm, ptr};

const PAINT: u32 = 0xC5C5_C5C5;

unsafe extern "C" {
    /// The end of the stack, which grows towards it.
    static mut __stack_end: u32;
}

/// The stack, painted below the variables of a function.
pub(crate) struct PaintedStack {
    top: *mut u32,
}

/// Paints the stack below the variables of the function that calls it.
#[inline(always)]
pub(crate) fn paint() -> PaintedStack {
    let top: *mut u32;
    // SAFETY: it reads the stack pointer.
    unsafe { asm!("mov {}, sp", out(reg) top, options(nomem, nostack, preserves_flags)) };
    let mut at = &raw mut __stack_end;
    while at < top {
        // SAFETY: nothing lies below the stack pointer, down to the end of the stack.
        unsafe { ptr::write_volatile(at, PAINT) };
        at = at.wrapping_add(1);
    }
    PaintedStack { top }
}

impl PaintedStack {
    /// Returns the number of bytes that have been used since.
    #[inline(always)]
    pub(crate) fn used(&self) -> usize {
        let mut at = &raw mut __stack_end;
        // SAFETY: as in `paint`.
        while at < self.top && unsafe { ptr::read_volatile(at) } == PAINT {
            at = at.wrapping_add(1);
        }
        self.top as usize - at as usize
    }
}
