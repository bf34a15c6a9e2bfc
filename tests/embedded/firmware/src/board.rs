//! The start, the serial port and the debugger.

use core::{arch::asm, panic::PanicInfo, ptr::write_volatile};

unsafe extern "Rust" {
    /// What a firmware does. Returns whether it has succeeded.
    safe fn run() -> bool;
}

unsafe extern "C" {
    // What the linker script defines.
    static __stack_start: u8;
    static mut __bss_start: u32;
    static mut __bss_end: u32;
    static mut __data_start: u32;
    static mut __data_end: u32;
    static __data_load: u32;
}

/// The first two entries of the vector table: the top of the stack, and where the processor starts.
#[repr(C)]
struct Vectors {
    stack: *const u8,
    reset: unsafe extern "C" fn() -> !,
    /// The other exceptions.
    faults: [extern "C" fn() -> !; 14],
}

// SAFETY: nothing writes to what it points to through it.
unsafe impl Sync for Vectors {}

// SAFETY: the linker script places the section where the processor looks for it.
#[unsafe(link_section = ".vectors")]
#[used]
static VECTORS: Vectors = Vectors { stack: &raw const __stack_start, reset, faults: [fault; 14] };

/// Starts the firmware.
///
/// # Safety
///
/// Called by the processor, once.
// SAFETY: nothing else has the name.
#[unsafe(no_mangle)]
unsafe extern "C" fn reset() -> ! {
    // SAFETY: no Rust code has run yet, so nothing refers to the statics, which lie between these symbols.
    unsafe {
        let (mut to, mut from) = (&raw mut __data_start, &raw const __data_load);
        while to < &raw mut __data_end {
            write_volatile(to, from.read_volatile());
            (to, from) = (to.add(1), from.add(1));
        }
        let mut to = &raw mut __bss_start;
        while to < &raw mut __bss_end {
            write_volatile(to, 0);
            to = to.add(1);
        }
    }
    exit(run())
}

extern "C" fn fault() -> ! {
    log("fault\n\0");
    exit(false)
}

/// Nothing that is linked panics: the script `run` looks for this function in the firmware.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    log("panic\n\0");
    exit(false)
}

/// Sends bytes through the serial port.
pub fn send(bytes: &[u8]) {
    const UART0_DATA: *mut u32 = 0x4000_C000 as *mut u32;
    for byte in bytes {
        // SAFETY: this is the register, and the emulated port is never busy.
        unsafe { write_volatile(UART0_DATA, u32::from(*byte)) };
    }
}

/// Writes a text, which ends with a zero, to the console of the debugger.
pub fn log(text: &str) {
    const WRITE0: usize = 0x04;
    debug_assert!(text.ends_with('\0'));
    // SAFETY: the text ends with a zero.
    unsafe { call_debugger(WRITE0, text.as_ptr() as usize) };
}

/// Writes a number and a line break to the console of the debugger.
pub fn log_number(mut number: u32) {
    let mut text = *b"0000000000\n\0";
    for digit in text.iter_mut().rev().skip(2) {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
    // SAFETY: the bytes are ASCII.
    log(unsafe { core::str::from_utf8_unchecked(&text) });
}

/// Ends the emulation.
fn exit(success: bool) -> ! {
    const EXIT: usize = 0x18;
    const APPLICATION_EXIT: usize = 0x2_0026;
    const RUN_TIME_ERROR: usize = 0x2_0023;
    loop {
        let reason = if success { APPLICATION_EXIT } else { RUN_TIME_ERROR };
        // SAFETY: the call takes a number.
        unsafe { call_debugger(EXIT, reason) };
    }
}

/// Calls the debugger, here the emulator.
///
/// # Safety
///
/// The argument is what the operation takes.
unsafe fn call_debugger(operation: usize, argument: usize) {
    // SAFETY: the call changes only the register of its result.
    unsafe {
        asm!("bkpt 0xAB", inlateout("r0") operation => _, in("r1") argument, options(nostack));
    }
}
