//! Shapes: descriptions of the types of data, for the type check of programs at compile time.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(
    unsafe_code,
    reason = "a shape is reached through a raw pointer, so that types may recurse; strings are compared by words"
)]

use super::{helper_spec::HelperSpec, safe::SafeKind};
use template_bytecode::name_hash;

/// The description of a type, for the type check at compile time.
#[derive(Debug)]
pub struct Shape {
    /// The name of the type in messages.
    pub name: &'static str,
    /// The kind, which determines the operations on values of the type.
    pub kind: Kind,
}

// SAFETY: a `Shape` has no interior mutability (invariant 18). Written by hand because rustc would prove it from the types of all
// fields, for the static items of each template.
unsafe impl Sync for Shape {}

/// The kind of a type, which determines the operations on its values.
#[derive(Debug)]
#[non_exhaustive]
pub enum Kind {
    /// Known only at run time, when names are looked up.
    Any,
    /// `true` or `false`.
    Bool,
    /// An integer.
    Integer,
    /// A floating-point number.
    Float,
    /// An integer or a float. As the result of a helper: an integer if all arguments are integers, and a float if one of them is.
    Number,
    /// One character.
    Char,
    /// Text.
    Text,
    /// Text that a `Display` implementation writes.
    Displayed,
    /// Text that is trusted in one HTML context, such as [`SafeHtml`](crate::SafeHtml).
    Safe(SafeKind),
    /// A value of the shape, or null.
    Optional(ShapeRef),
    /// A list, with the shape of its items.
    List(ShapeRef),
    /// A map, with the shape of its values. Its keys are known only at run time.
    Map(ShapeRef),
    /// An object with fields.
    Object(&'static [FieldShape]),
    /// A template, which is printed by its program. Its fields can be read like the fields of an object.
    Template(&'static [FieldShape]),
    /// One of several variants. The fields are the fields of all variants; a variant without fields prints its name. In the
    /// shape of a value of which the variant is known, `Event::Login`, the fields of other variants have no names.
    Enum(&'static [FieldShape]),
    /// A helper, with its specification if that is known.
    Helper(Option<&'static HelperSpec>),
}

/// A field of an object.
#[derive(Clone, Copy, Debug)]
pub struct FieldShape {
    /// The name of the field in templates.
    pub name: &'static str,
    /// The shape of its value.
    pub shape: ShapeRef,
    /// The [`name_hash`](template_bytecode::name_hash) of the name.
    pub hash: u32,
    /// The index of the field that is at this position when the fields are sorted by hash.
    pub by_hash: u16,
}

impl FieldShape {
    /// Returns the fields of an object, given their names and shapes.
    ///
    /// # Panics
    ///
    /// Panics if there are more than 65,535 fields.
    #[must_use]
    pub const fn list<const FIELDS: usize>(
        fields: [(&'static str, ShapeRef); FIELDS],
    ) -> [Self; FIELDS] {
        assert!(FIELDS <= u16::MAX as usize, "an object has at most 65,535 fields");
        let mut list =
            [const { Self { name: "", shape: ShapeRef::ANY, hash: 0, by_hash: 0 } }; FIELDS];
        let mut i = 0;
        while i < FIELDS {
            let (name, shape) = fields[i];
            list[i] = Self { name, shape, hash: name_hash(name), by_hash: 0 };
            // Inserts the field into the order of those before it.
            let mut at = i;
            while at > 0 && list[list[at - 1].by_hash as usize].hash > list[i].hash {
                list[at].by_hash = list[at - 1].by_hash;
                at -= 1;
            }
            list[at].by_hash = i as u16;
            i += 1;
        }
        list
    }

    /// Returns the fields of an enum whose variant is known. The fields of the variant have their indices among the fields of the
    /// enum; the other fields have no names.
    ///
    /// # Panics
    ///
    /// Panics if there are more than 65,535 fields, or an index is out of range.
    #[doc(hidden)]
    #[must_use]
    pub const fn of_variant<const FIELDS: usize>(
        own: &[(usize, &'static str, ShapeRef)],
    ) -> [Self; FIELDS] {
        let mut fields = [("", ShapeRef::ANY); FIELDS];
        let mut i = 0;
        while i < own.len() {
            let (index, name, shape) = own[i];
            fields[index] = (name, shape);
            i += 1;
        }
        Self::list(fields)
    }

    /// Returns `true` if these are the fields of an enum of which the variant is known. The fields for the variants are the
    /// last ones.
    pub(crate) const fn are_of_one_variant(fields: &[Self]) -> bool {
        matches!(fields, [.., last] if last.name.is_empty())
    }

    /// Returns the index of the field with a name, whose hash is `hash`.
    pub(crate) const fn find(fields: &[Self], hash: u32, name: &str) -> Option<usize> {
        // Few fields are found faster in their own order: see `const_str_eq` for the time that rustc takes.
        if fields.len() > 12 {
            return Self::find_among_many(fields, hash, name);
        }
        let mut i = 0;
        while i < fields.len() {
            if fields[i].hash == hash && const_str_eq(fields[i].name, name) {
                return Some(i);
            }
            i += 1;
        }
        None
    }

    /// Returns the index of the field with a name, like [`FieldShape::find`], in logarithmic time.
    const fn find_among_many(fields: &[Self], hash: u32, name: &str) -> Option<usize> {
        let (mut low, mut high) = (0, fields.len());
        // The first field, in the order of hashes, whose hash is not less.
        while low < high {
            let middle = (low + high) / 2;
            if fields[fields[middle].by_hash as usize].hash < hash {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        while low < fields.len() {
            let index = fields[low].by_hash as usize;
            if fields[index].hash != hash {
                return None;
            }
            if const_str_eq(fields[index].name, name) {
                return Some(index);
            }
            low += 1;
        }
        None
    }
}

/// The shape of a value that is known only at run time.
pub static ANY: Shape = Shape { name: "Value", kind: Kind::Any };

/// A reference to a [`Shape`].
///
/// It is a raw pointer, because rustc follows references when it evaluates constants, and a type
/// that contains itself (a comment with replies) would be a cycle (E0391). It does not follow raw
/// pointers.
#[derive(Clone, Copy, Debug)]
pub struct ShapeRef(*const Shape);

impl ShapeRef {
    /// The shape of a value that is known only at run time.
    pub const ANY: Self = Self::new(&ANY);

    /// Creates a reference to a shape.
    #[must_use]
    pub const fn new(shape: &'static Shape) -> Self {
        Self(shape)
    }

    /// Returns the shape.
    #[must_use]
    pub const fn get(self) -> &'static Shape {
        // SAFETY: `new` is the only constructor, so the pointer comes from a `&'static Shape`
        // (invariant 17 of `ARCHITECTURE.md`).
        unsafe { &*self.0 }
    }
}

// SAFETY: a `ShapeRef` is a shared reference to immutable data: `Shape` has no interior mutability
// (invariant 18 of `ARCHITECTURE.md`).
unsafe impl Send for ShapeRef {}
// SAFETY: see `Send`.
unsafe impl Sync for ShapeRef {}

impl Shape {
    /// Returns the shape inside of all layers of [`Kind::Optional`].
    #[must_use]
    pub const fn peel(&'static self) -> &'static Self {
        let mut shape = self;
        while let Kind::Optional(inner) = &shape.kind {
            shape = inner.get();
        }
        shape
    }

    /// Returns `true` if this is the shape of values that are safe in one context.
    pub(crate) const fn is_safe(&self, kind: SafeKind) -> bool {
        matches!(self.kind, Kind::Safe(own) if own as u8 == kind as u8)
    }

    /// Returns the fields of an object or of an enum, and an empty slice for other kinds.
    #[must_use]
    pub const fn fields(&self) -> &'static [FieldShape] {
        match self.kind {
            Kind::Object(fields) | Kind::Template(fields) | Kind::Enum(fields) => fields,
            _ => &[],
        }
    }

    /// Returns the dense index of the field `name`, and `None` if there is no such field.
    #[must_use]
    pub const fn index_of(&self, name: &str) -> Option<usize> {
        let fields = self.fields();
        let mut i = 0;
        while i < fields.len() {
            if const_str_eq(fields[i].name, name) {
                return Some(i);
            }
            i += 1;
        }
        None
    }
}

/// A number of any alignment.
#[repr(C, packed)]
struct Unaligned<N>(N);

/// Returns `true` if two strings are equal; `==` on strings is not `const`.
#[must_use]
pub const fn const_str_eq(a: &str, b: &str) -> bool {
    /// The maximum length of strings that are compared by words, which is more than the length of names in templates.
    const MAX: usize = 1 << 12;
    type Words = [Unaligned<u64>; MAX / 8];
    type Bytes = [u8; MAX];
    let len = a.len();
    if len != b.len() {
        return false;
    }
    if len > MAX {
        return are_bytes_equal(a.as_bytes(), b.as_bytes());
    }
    // rustc evaluates this for each name in a template, and a word takes as long as a byte. The words are read by indexing an
    // array, because `ptr::add` and `read_unaligned` are calls, which take as long as many statements. The last word overlaps
    // the one before it.
    let (a, b) = (a as *const str, b as *const str);
    let (a_bytes, b_bytes) = (a as *const Bytes, b as *const Bytes);
    let mut at = 0;
    if len >= 8 {
        let (a_words, b_words) = (a as *const Words, b as *const Words);
        let words = len / 8;
        while at < words {
            // SAFETY: both strings have more than `at` words (invariant 33), and any bytes are a number.
            if unsafe { (*a_words)[at].0 != (*b_words)[at].0 } {
                return false;
            }
            at += 1;
        }
        let last = len - 8;
        // SAFETY: both strings have eight bytes from `last` on (invariant 33), and any bytes are a number.
        return unsafe {
            let a_last = &raw const (*a_bytes)[last] as *const Unaligned<u64>;
            let b_last = &raw const (*b_bytes)[last] as *const Unaligned<u64>;
            (*a_last).0 == (*b_last).0
        };
    }
    if len >= 4 {
        let last = len - 4;
        // SAFETY: both strings have four bytes, also from `last` on (invariant 33), and any bytes are a number.
        return unsafe {
            let (a_first, b_first) = (a as *const Unaligned<u32>, b as *const Unaligned<u32>);
            let a_last = &raw const (*a_bytes)[last] as *const Unaligned<u32>;
            let b_last = &raw const (*b_bytes)[last] as *const Unaligned<u32>;
            (*a_first).0 == (*b_first).0 && (*a_last).0 == (*b_last).0
        };
    }
    while at < len {
        // SAFETY: both strings have more than `at` bytes (invariant 33).
        if unsafe { (*a_bytes)[at] != (*b_bytes)[at] } {
            return false;
        }
        at += 1;
    }
    true
}

/// Returns `true` if two slices of the same length are equal.
const fn are_bytes_equal(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_by_their_names() {
        let names = ["costarring", "name", "liquid", "", "zip", "a"];
        // The first and the third have the same hash.
        assert_eq!(name_hash(names[0]), name_hash(names[2]));
        let fields = FieldShape::list(names.map(|name| (name, ShapeRef::ANY)));
        // Many fields are found in the order of the hashes.
        let others = ["c", "d", "e", "f", "g", "h", "i", "j"];
        let many = FieldShape::list::<14>(core::array::from_fn(|index| {
            let name = names.get(index).unwrap_or_else(|| &others[index - names.len()]);
            (*name, ShapeRef::ANY)
        }));
        for fields in [&fields[..], &many] {
            for (index, field) in fields.iter().enumerate() {
                let name = field.name;
                assert_eq!(FieldShape::find(fields, name_hash(name), name), Some(index), "{name}");
            }
            for name in ["names", "b", "costarrings"] {
                assert_eq!(FieldShape::find(fields, name_hash(name), name), None, "{name}");
            }
        }
        // A name with the hash of a field is not its name.
        assert_eq!(FieldShape::find(&fields, name_hash("name"), "other"), None);
        assert_eq!(FieldShape::find(&[], 0, ""), None);
    }

    #[test]
    fn texts_are_equal_if_all_of_their_bytes_are() {
        for len in [4095, 4096, 4097] {
            let (mut a, b) = (std::vec![b'a'; len], std::vec![b'a'; len]);
            let is_equal = |a: &[u8], b: &[u8]| {
                let text = |bytes| core::str::from_utf8(bytes).expect("it is ASCII");
                const_str_eq(text(a), text(b))
            };
            assert!(is_equal(&a, &b));
            a[len - 1] = b'_';
            assert!(!is_equal(&a, &b));
            assert!(!is_equal(&b[1..], &b));
        }
        let text = "abcdefghijklmnopqrstuvwxyz";
        for len in 0..text.len() {
            let other = &"abcdefghijklmnopqrstuvwxyz"[..len];
            assert!(const_str_eq(&text[..len], other));
            assert!(!const_str_eq(text, other));
            for at in 0..len {
                let mut bytes = [0; 26];
                bytes.copy_from_slice(text.as_bytes());
                bytes[at] = b'_';
                let changed = core::str::from_utf8(&bytes[..len]).expect("it is ASCII");
                assert!(!const_str_eq(other, changed), "{changed}");
            }
        }
    }
}
