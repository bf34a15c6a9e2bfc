//! Fuzzes valid templates: they render without a panic, and to the same output in all modes.

#![no_main]

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = properties::any_template(&mut Unstructured::new(bytes));
});
