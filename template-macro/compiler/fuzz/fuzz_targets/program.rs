//! Any ops: what the verifier lets pass, the VM runs to an end.

#![no_main]

use arbitrary::Unstructured;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = properties::any_program(&mut Unstructured::new(bytes));
});
