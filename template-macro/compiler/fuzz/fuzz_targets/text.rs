//! Any text: compiling it ends, without a panic, and the positions of errors are inside of it.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| properties::any_text(text));
