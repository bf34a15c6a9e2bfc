//! What a type looks like to a template, known while constants are evaluated.

#![allow(
    unsafe_code,
    reason = "a shape is reached through a raw pointer, so that types may recurse"
)]

use super::signature::HelperSpec;

/// The static side of a type: its name and kind.
#[derive(Debug)]
pub struct Shape {
    /// The type, as messages name it.
    pub name: &'static str,
    /// What a template can do with it.
    pub kind: Kind,
}

/// What a template can do with a value.
#[derive(Debug)]
pub enum Kind {
    /// Known only while running: names are looked up there.
    Any,
    /// `true` or `false`.
    Bool,
    /// A number without a fraction.
    Integer,
    /// A number with a fraction.
    Float,
    /// One character.
    Char,
    /// Text.
    Text,
    /// Perhaps nothing.
    Optional(ShapeRef),
    /// Items in a row.
    List(ShapeRef),
    /// Items under names that are known only while running.
    Map(ShapeRef),
    /// Fields.
    Object(&'static [FieldShape]),
    /// One of several variants: it has the fields of all of them, and prints its name when it has
    /// none.
    Enum(&'static [FieldShape]),
    /// A helper, of which may be known what it takes.
    Helper(Option<&'static HelperSpec>),
}

/// A field of an object.
#[derive(Debug)]
pub struct FieldShape {
    /// What templates call it.
    pub name: &'static str,
    /// What it is.
    pub shape: ShapeRef,
}

/// The shape of a value of which nothing is known.
pub static ANY: Shape = Shape { name: "Value", kind: Kind::Any };

/// The shape of [`SafeHtml`](crate::SafeHtml).
pub(crate) static SAFE_HTML: Shape = Shape { name: "SafeHtml", kind: Kind::Text };

/// A reference to a [`Shape`].
///
/// It is a raw pointer inside: while constants are evaluated the compiler follows references, and
/// a type that contains itself (a comment with replies) would be a cycle (E0391). A raw pointer is
/// not followed until somebody asks.
#[derive(Clone, Copy, Debug)]
pub struct ShapeRef(*const Shape);

impl ShapeRef {
    /// The shape of a value of which nothing is known.
    pub const ANY: Self = Self::new(&ANY);

    /// Makes a reference to a shape.
    #[must_use]
    pub const fn new(shape: &'static Shape) -> Self {
        Self(shape)
    }

    /// Gives the shape.
    #[must_use]
    pub const fn get(self) -> &'static Shape {
        // SAFETY: `new` is the only way to make a `ShapeRef`, so the pointer is a `&'static Shape`.
        unsafe { &*self.0 }
    }
}

// SAFETY: a `ShapeRef` is a shared reference to data that nobody ever changes: `Shape` has no
// interior mutability.
unsafe impl Send for ShapeRef {}
// SAFETY: as above.
unsafe impl Sync for ShapeRef {}

impl Shape {
    /// Gives the shape under all layers of [`Kind::Optional`].
    #[must_use]
    pub const fn peel(&'static self) -> &'static Self {
        let mut shape = self;
        while let Kind::Optional(inner) = &shape.kind {
            shape = inner.get();
        }
        shape
    }

    /// Whether it is that of [`SafeHtml`](crate::SafeHtml).
    pub(crate) const fn is_safe(&self) -> bool {
        matches!(self.kind, Kind::Text) && same(self.name, SAFE_HTML.name)
    }

    /// Gives the fields of an object or of an enum, and nothing for other kinds.
    #[must_use]
    pub const fn fields(&self) -> &'static [FieldShape] {
        match self.kind {
            Kind::Object(fields) | Kind::Enum(fields) => fields,
            _ => &[],
        }
    }

    /// Gives the dense index of the field `name`.
    #[must_use]
    pub const fn index_of(&self, name: &str) -> Option<usize> {
        let fields = self.fields();
        let mut i = 0;
        while i < fields.len() {
            if same(fields[i].name, name) {
                return Some(i);
            }
            i += 1;
        }
        None
    }
}

/// Whether two texts are equal, while constants are evaluated.
#[must_use]
pub const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}
