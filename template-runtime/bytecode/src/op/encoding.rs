//! The encoding of the ops in the expansion of `template!`: a byte string with eight bytes for each op.
//!
//! rustc takes much longer to parse and check an array of ops than to evaluate a function that creates it.

use super::{Op, SymbolicOp};
use crate::operand::{
    Comparison, ConstantRef, Count, Entry, Escape, HelperRef, Immediate, LoopId, Missing, NameRef,
    NameRow, PathRow, PathSegment, Target, TextRef, VarId,
};

/// The number of bytes of an encoded op, and of an encoded segment of a path.
pub const ENCODED_SIZE: usize = 8;

/// The bytes of an op, or of a segment of a path.
struct Encoder {
    bytes: [u8; ENCODED_SIZE],
    len: usize,
}

impl Encoder {
    /// Appends bytes. No op has more operands than there is room for, which a test of each kind checks.
    fn push(&mut self, bytes: &[u8]) {
        let end = self.len + bytes.len();
        self.bytes[self.len..end].copy_from_slice(bytes);
        self.len = end;
    }
}

/// Implements `encode`, which appends an operand to the bytes of its op.
macro_rules! encode {
    ($($type:ident: |$operand:ident| $bytes:expr;)*) => { $(
        impl $type {
            fn encode(self, encoder: &mut Encoder) {
                let $operand = self;
                encoder.push(&$bytes);
            }
        }
    )* };
}

encode! {
    Comparison: |comparison| [comparison as u8];
    ConstantRef: |constant| constant.0.to_le_bytes();
    Count: |count| [count.0];
    Entry: |entry| entry.0.to_le_bytes();
    Escape: |escape| [escape as u8];
    HelperRef: |helper| helper.0.to_le_bytes();
    Immediate: |value| value.0.to_le_bytes();
    LoopId: |loop_id| [loop_id.0];
    Missing: |missing| missing.0.to_le_bytes();
    NameRef: |name| name.0.to_le_bytes();
    NameRow: |row| [row.first[0], row.first[1], row.count];
    PathRow: |row| [row.first[0], row.first[1], row.count];
    VarId: |var| var.0.to_le_bytes();
    Target: |target| target.0.to_le_bytes();
    TextRef: |text| [text.start[0], text.start[1], text.start[2], text.start[3], text.len[0], text.len[1]];
}

/// A number from its bytes. Not by `from_le_bytes`: rustc takes long over calls when it evaluates constants.
macro_rules! number {
    ($a:ident $b:ident) => {
        $a as u16 | ($b as u16) << 8
    };
    ($a:ident $b:ident $c:ident $d:ident) => {
        $a as u32 | ($b as u32) << 8 | ($c as u32) << 16 | ($d as u32) << 24
    };
}

/// An op with operands from bytes: `[Op { operands so far }] [operands to come] bytes to come`.
macro_rules! decoded {
    ([$name:ident { $($done:tt)* }] [] $($rest:ident)*) => {
        Op::$name { $($done)* }
    };
    ([$name:ident { $($done:tt)* }] [$operand:ident: $type:ident $(, $others:ident: $types:ident)*] $($bytes:ident)*) => {
        decoded!(@ $type [$name { $($done)* $operand: }] [$($others: $types),*] $($bytes)*)
    };
    (@ Comparison [$name:ident { $($done:tt)* }] $others:tt $a:ident $($rest:ident)*) => {
        decoded!([$name { $($done)* Comparison::ALL[$a as usize], }] $others $($rest)*)
    };
    (@ Escape [$name:ident { $($done:tt)* }] $others:tt $a:ident $($rest:ident)*) => {
        decoded!([$name { $($done)* Escape::ALL[$a as usize], }] $others $($rest)*)
    };
    (@ Immediate [$name:ident { $($done:tt)* }] $others:tt $a:ident $b:ident $c:ident $d:ident $($rest:ident)*) => {
        decoded!([$name { $($done)* Immediate((number!($a $b $c $d)) as i32), }] $others $($rest)*)
    };
    (@ NameRow [$name:ident { $($done:tt)* }] $others:tt $a:ident $b:ident $c:ident $($rest:ident)*) => {
        decoded!([$name { $($done)* NameRow { first: [$a, $b], count: $c }, }] $others $($rest)*)
    };
    (@ PathRow [$name:ident { $($done:tt)* }] $others:tt $a:ident $b:ident $c:ident $($rest:ident)*) => {
        decoded!([$name { $($done)* PathRow { first: [$a, $b], count: $c }, }] $others $($rest)*)
    };
    (@ TextRef [$name:ident { $($done:tt)* }] $others:tt $a:ident $b:ident $c:ident $d:ident $e:ident $f:ident $($rest:ident)*) => {
        decoded!([$name { $($done)* TextRef { start: [$a, $b, $c, $d], len: [$e, $f] }, }] $others $($rest)*)
    };
    (@ Count $($parts:tt)*) => { decoded!(@one Count $($parts)*) };
    (@ LoopId $($parts:tt)*) => { decoded!(@one LoopId $($parts)*) };
    (@ HelperRef $($parts:tt)*) => { decoded!(@two HelperRef $($parts)*) };
    (@ Missing $($parts:tt)*) => { decoded!(@two Missing $($parts)*) };
    (@ NameRef $($parts:tt)*) => { decoded!(@two NameRef $($parts)*) };
    (@ VarId $($parts:tt)*) => { decoded!(@two VarId $($parts)*) };
    (@ ConstantRef $($parts:tt)*) => { decoded!(@four ConstantRef $($parts)*) };
    (@ Entry $($parts:tt)*) => { decoded!(@four Entry $($parts)*) };
    (@ Target $($parts:tt)*) => { decoded!(@four Target $($parts)*) };
    (@one $type:ident [$name:ident { $($done:tt)* }] $others:tt $a:ident $($rest:ident)*) => {
        decoded!([$name { $($done)* $type($a), }] $others $($rest)*)
    };
    (@two $type:ident [$name:ident { $($done:tt)* }] $others:tt $a:ident $b:ident $($rest:ident)*) => {
        decoded!([$name { $($done)* $type(number!($a $b)), }] $others $($rest)*)
    };
    (@four $type:ident [$name:ident { $($done:tt)* }] $others:tt $a:ident $b:ident $c:ident $d:ident $($rest:ident)*) => {
        decoded!([$name { $($done)* $type(number!($a $b $c $d)), }] $others $($rest)*)
    };
}

/// Defines the two directions for the rows of `symbolic`.
macro_rules! define_encoding {
    (
        symbolic { $($(#[$doc:meta])* $name:ident { $($operand:ident: $type:ident),* } [$($effect:tt)*] $class:ident;)* }
        linked { $($linked_rows:tt)* }
    ) => {
        /// The first byte of each op.
        enum Kind {
            $($name),*
        }

        /// The first byte of each op as a constant, which can be a pattern.
        #[allow(non_upper_case_globals)]
        mod kind {
            $(pub(super) const $name: u8 = super::Kind::$name as u8;)*
        }

        impl SymbolicOp {
            /// Returns the op as bytes, which [`Op::decoded`] reads.
            #[must_use]
            pub fn encode(self) -> [u8; ENCODED_SIZE] {
                let mut encoder = Encoder { bytes: [0; ENCODED_SIZE], len: 1 };
                match self {
                    $(Self::$name { $($operand),* } => {
                        encoder.bytes[0] = kind::$name;
                        $($operand.encode(&mut encoder);)*
                    })*
                }
                encoder.bytes
            }
        }

        impl Op {
            /// Returns the ops with these bytes; one that ends the program for bytes that are those of no op.
            ///
            /// # Panics
            ///
            /// Panics if there are too few bytes. It is called in constants only.
            #[must_use]
            pub const fn decoded<const COUNT: usize>(encoded: &[u8]) -> [Self; COUNT] {
                let (encoded, _) = encoded.as_chunks::<ENCODED_SIZE>();
                let mut ops = [Self::Return {}; COUNT];
                let mut at = 0;
                while at < COUNT {
                    let [kind, a, b, c, d, e, f, g] = encoded[at];
                    ops[at] = match kind {
                        $(kind::$name => decoded!([$name {}] [$($operand: $type),*] a b c d e f g),)*
                        _ => Self::Return {},
                    };
                    at += 1;
                }
                ops
            }
        }
    };
}

crate::op_table!(define_encoding);

impl PathSegment {
    /// Returns the segment as bytes, which [`PathSegment::decoded`] reads.
    #[must_use]
    pub fn encode(self) -> [u8; ENCODED_SIZE] {
        let mut encoder = Encoder { bytes: [0; ENCODED_SIZE], len: 0 };
        self.name.encode(&mut encoder);
        self.missing.encode(&mut encoder);
        encoder.push(&self.end.to_le_bytes());
        encoder.bytes
    }

    /// Returns the segments with these bytes.
    ///
    /// # Panics
    ///
    /// Panics if there are too few bytes. It is called in constants only.
    #[must_use]
    pub const fn decoded<const COUNT: usize>(encoded: &[u8]) -> [Self; COUNT] {
        let (encoded, _) = encoded.as_chunks::<ENCODED_SIZE>();
        let mut segments = [Self { name: NameRef(0), missing: Missing::IS_NULL, end: 0 }; COUNT];
        let mut at = 0;
        while at < COUNT {
            let [a, b, c, d, e, f, g, h] = encoded[at];
            segments[at] = Self {
                name: NameRef(number!(a b)),
                missing: Missing(number!(c d)),
                end: number!(e f g h),
            };
            at += 1;
        }
        segments
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::vec::Vec;

    /// An operand whose bytes differ from each other.
    trait Sample {
        const SAMPLE: Self;
    }

    macro_rules! samples {
        ($($type:ident: $sample:expr;)*) => { $(
            impl Sample for $type {
                const SAMPLE: Self = $sample;
            }
        )* };
    }

    samples! {
        Comparison: Self::Ge;
        ConstantRef: Self(0x4030_2010);
        Count: Self(0x50);
        Entry: Self(0x4131_2111);
        Escape: Self::StyleUrlPart;
        HelperRef: Self(0x2212);
        Immediate: Self(-2);
        LoopId: Self(0x53);
        Missing: Self(0x2414);
        NameRef: Self(0x2515);
        NameRow: Self::new(0x2616, 0x56);
        PathRow: Self::new(0x2717, 0x57);
        VarId: Self(0x2818);
        Target: Self(0x4939_2919);
        TextRef: Self::new(0x4a3a_2a1a, 0x2b1b);
    }

    macro_rules! symbolic_samples {
        (
            symbolic { $($(#[$doc:meta])* $name:ident { $($operand:ident: $type:ty),* } [$($effect:tt)*] $class:ident;)* }
            linked { $($linked_rows:tt)* }
        ) => {
            &[$(SymbolicOp::$name { $($operand: <$type as Sample>::SAMPLE),* }),*]
        };
    }

    const SAMPLES: &[SymbolicOp] = crate::op_table!(symbolic_samples);

    #[test]
    fn each_op_is_decoded_from_its_bytes() {
        let bytes: Vec<u8> = SAMPLES.iter().flat_map(|op| op.encode()).collect();
        let decoded = Op::decoded::<{ SAMPLES.len() }>(&bytes);
        for (op, decoded) in SAMPLES.iter().zip(decoded) {
            assert_eq!(op.to_op(), decoded);
        }
    }

    #[test]
    fn segments_are_decoded_from_their_bytes() {
        let segment = |end| PathSegment { name: NameRef(0x0201), missing: Missing(0x0403), end };
        let bytes: Vec<u8> = [segment(0x0807_0605), segment(0)].map(PathSegment::encode).concat();
        assert_eq!(PathSegment::decoded::<2>(&bytes), [segment(0x0807_0605), segment(0)]);
    }

    #[test]
    fn bytes_of_no_op_end_the_program() {
        assert_eq!(Op::decoded::<1>(&[u8::MAX; ENCODED_SIZE]), [Op::Return {}]);
    }
}
