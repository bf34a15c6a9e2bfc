//! The property of every template, for templates made from a fixed seed.

use arbitrary::Unstructured;
use escaping::property::{Seen, any_data_keeps_the_tree};
use std::panic;

/// The number of inputs.
const INPUTS: usize = 12_000;

#[test]
fn hostile_data_makes_no_elements_and_no_attributes() {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let (mut compared, mut refused) = (0, 0);
    let mut failures = Vec::new();
    for _ in 0..INPUTS {
        let mut bytes = [0_u8; 512];
        for byte in &mut bytes {
            // Xorshift.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            *byte = state.to_le_bytes()[4];
        }
        let seen = panic::catch_unwind(|| any_data_keeps_the_tree(&mut Unstructured::new(&bytes)));
        match seen {
            Ok(Seen::Compared) => compared += 1,
            Ok(Seen::Refused) => refused += 1,
            Ok(Seen::Failed | Seen::Nothing) => {}
            Err(message) => failures.push(message.downcast_ref::<String>().cloned()),
        }
    }
    assert!(
        failures.is_empty(),
        "{} failures, of which the first is {:?}",
        failures.len(),
        failures[0]
    );
    // Neither nearly all templates are refused, nor none.
    assert!(compared > INPUTS / 10, "{compared} compared, {refused} refused");
    assert!(refused > INPUTS / 10, "{compared} compared, {refused} refused");
}
