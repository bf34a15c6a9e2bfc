//! Any template of the grammar: it renders without a panic, the same in all ways.

#![no_main]

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = properties::any_template(&mut Unstructured::new(bytes));
});
