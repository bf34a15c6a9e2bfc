//! Fuzzes data of pages: hostile data makes no elements and no attributes.

#![no_main]

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = escaping::property::any_data_keeps_the_tree(&mut Unstructured::new(bytes));
});
