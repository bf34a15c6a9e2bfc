//! Fuzzes texts: compiling terminates without a panic, and the spans of errors are inside the text.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| properties::any_text(text));
