//! Fuzzes ops: the VM runs any program that the verifier accepts to its end.

#![no_main]

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = properties::any_program(&mut Unstructured::new(bytes));
});
