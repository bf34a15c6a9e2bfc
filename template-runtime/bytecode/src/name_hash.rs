//! The hash of names.

/// Returns the 32-bit FNV-1a hash of a name, which the linker uses to find fields. Different names may have the same
/// hash.
#[must_use]
pub const fn name_hash(name: &str) -> u32 {
    let bytes = name.as_bytes();
    let count = bytes.len();
    let mut hash: u32 = 0x811c_9dc5;
    let mut i = 0;
    while i < count {
        hash = (hash ^ bytes[i] as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_are_those_of_fnv_1a() {
        // The test vectors of the authors of the algorithm.
        assert_eq!(name_hash(""), 0x811c_9dc5);
        assert_eq!(name_hash("a"), 0xe40c_292c);
        assert_eq!(name_hash("foobar"), 0xbf9c_f968);
    }
}
