//! Whether two shapes may be those of one type.

use crate::data::{Kind, Shape, const_str_eq};

/// Returns `true` if two shapes may be those of one type: the names of the types, of their fields and of the types of these are
/// the same, at any depth. Pointers to a type have its shape.
pub(super) const fn may_be_one_type(shape: &'static Shape, wanted: &'static Shape) -> bool {
    // A component with type parameters takes any value for one.
    matches!(wanted.kind, Kind::Any) || is_like(shape, wanted, &mut { MAX_COMPARISONS }, None)
}

/// The maximum number of comparisons. rustc takes about 20 microseconds for each, and compares the types of an argument in each
/// call.
const MAX_COMPARISONS: usize = 1000;

/// The maximum number of types in each other: rustc limits the depth of calls in constants.
const MAX_DEPTH: usize = 16;

/// How often a type is compared inside of itself. A type with type parameters may be in itself without end.
const MAX_REPEATS: usize = 2;

/// An object that contains the types that are compared.
struct Around<'a> {
    /// The name of its type.
    name: &'static str,
    /// The number of objects that contain it.
    depth: usize,
    outer: Option<&'a Around<'a>>,
}

impl Around<'_> {
    /// Returns `true` if a type with a name is compared no further inside of this object.
    const fn is_limit(&self, name: &str) -> bool {
        let (mut around, mut repeats) = (self, 0);
        loop {
            repeats += const_str_eq(around.name, name) as usize;
            match around.outer {
                Some(outer) => around = outer,
                None => return repeats > MAX_REPEATS || self.depth == MAX_DEPTH,
            }
        }
    }
}

/// Returns `true` if two shapes inside of some objects may be those of one type, after at most `left` comparisons.
const fn is_like(
    shape: &'static Shape,
    wanted: &'static Shape,
    left: &mut usize,
    around: Option<&Around<'_>>,
) -> bool {
    if matches!(shape.kind, Kind::Any) || *left == 0 {
        return true;
    }
    *left -= 1;
    let name = name_of_type(wanted);
    // The type of a `Value`, such as that of a field `&[(K, V)]` of a component with type parameters, is no known type.
    if matches!(wanted.kind, Kind::Any) || !const_str_eq(name_of_type(shape), name) {
        return false;
    }
    match (&shape.kind, &wanted.kind) {
        (Kind::List(a), Kind::List(b))
        | (Kind::Map(a), Kind::Map(b))
        | (Kind::Optional(a), Kind::Optional(b)) => {
            return is_like(a.get(), b.get(), left, around);
        }
        (Kind::List(_) | Kind::Map(_), _) => return false,
        (Kind::Object(_) | Kind::Template(_), Kind::Object(_) | Kind::Template(_))
        | (Kind::Enum(_), Kind::Enum(_)) => {}
        (Kind::Object(_) | Kind::Template(_), Kind::Enum(_))
        | (Kind::Enum(_), Kind::Object(_) | Kind::Template(_)) => return false,
        // What is displayed may be any type with the name.
        _ => return true,
    }
    let depth = match around {
        Some(outer) if outer.is_limit(name) => return true,
        Some(outer) => outer.depth + 1,
        None => 0,
    };
    let around = Around { name, depth, outer: around };
    let (a, b) = (shape.fields(), wanted.fields());
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        // The shape of a variant of an enum has the fields of the enum, of which those of other variants have no names.
        let (name, wanted) = (a[i].name, b[i].name);
        let has_names = !name.is_empty() && !wanted.is_empty();
        if has_names && !const_str_eq(name, wanted) {
            return false;
        }
        if !is_like(a[i].shape.get(), b[i].shape.get(), left, Some(&around)) {
            return false;
        }
        i += 1;
    }
    true
}

/// Returns the name of the type of a shape: `Event` for `Event::Login`.
const fn name_of_type(shape: &'static Shape) -> &'static str {
    let name = shape.name;
    if !matches!(shape.kind, Kind::Enum(_)) {
        return name;
    }
    let bytes = name.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] == b':' {
            return name.split_at(i).0;
        }
        i += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::{MAX_COMPARISONS, may_be_one_type};
    use crate::data::{Data, FieldShape, Kind, Shape, ShapeRef};

    /// Defines static items that are shapes.
    macro_rules! shapes {
        ($($shape:ident $name:literal $kind:ident [$($field:ident: $of:expr),*];)*) => { $(
            static $shape: Shape = Shape {
                name: $name,
                kind: Kind::$kind(
                    const { &FieldShape::list([$((stringify!($field), ShapeRef::new($of))),*]) },
                ),
            };
        )* };
    }

    static TEXT: Shape = Shape { name: "str", kind: Kind::Text };
    static ANY: Shape = Shape { name: "Value", kind: Kind::Any };
    static TREES: Shape = Shape { name: "Vec", kind: Kind::List(ShapeRef::new(&TREE)) };
    static OTHER_TREES: Shape = Shape { name: "Vec", kind: Kind::List(ShapeRef::new(&OTHER_TREE)) };

    shapes! {
        CITY "City" Object [name: &TEXT, state: &TEXT];
        RENAMED "City" Object [name: &TEXT, country: &TEXT];
        SHORTER "City" Object [name: &TEXT];
        ENUM "City" Enum [name: &TEXT, state: &TEXT];
        UNKNOWN "City" Object [name: &TEXT, state: &ANY];
        // Each contains itself twice.
        TREE "Tree" Object [left: &TREES, right: &TREES, city: &CITY];
        OTHER_TREE "Tree" Object [left: &OTHER_TREES, right: &OTHER_TREES, city: &RENAMED];
        // Types that are in others of the same name.
        A1 "A" Object [a: &CITY];
        A2 "A" Object [a: &A1];
        A3 "A" Object [a: &A2];
        B1 "A" Object [a: &RENAMED];
        B2 "A" Object [a: &B1];
        B3 "A" Object [a: &B2];
    }

    #[test]
    fn types_are_compared_at_any_depth() {
        /// Returns two types that differ inside of a number of others.
        fn nested(depth: usize) -> [&'static Shape; 2] {
            static NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "f", "g", "h"];
            [&CITY, &RENAMED].map(|mut shape: &'static Shape| {
                for name in &NAMES[..depth] {
                    let field = FieldShape::list([("of", ShapeRef::new(shape))]);
                    let fields = std::boxed::Box::leak(std::boxed::Box::new(field));
                    let around = Shape { name, kind: Kind::Object(fields) };
                    shape = std::boxed::Box::leak(std::boxed::Box::new(around));
                }
                shape
            })
        }
        for depth in 0..=8 {
            let [a, b] = nested(depth);
            assert!(may_be_one_type(a, a) && may_be_one_type(b, b), "{depth}");
            assert!(!may_be_one_type(a, b) && !may_be_one_type(b, a), "{depth}");
        }
        assert!(may_be_one_type(&A3, &A3) && !may_be_one_type(&A3, &B3));
        assert!(!may_be_one_type(&A2, &B2) && !may_be_one_type(&A2, &A3));
    }

    #[test]
    fn types_that_contain_themselves_are_compared_in_finite_time() {
        assert!(may_be_one_type(&TREE, &TREE));
        assert!(!may_be_one_type(&TREE, &OTHER_TREE));
    }

    #[test]
    fn types_of_one_name_may_be_others() {
        assert!(!may_be_one_type(&CITY, &SHORTER) && !may_be_one_type(&SHORTER, &CITY));
        assert!(!may_be_one_type(&CITY, &ENUM) && !may_be_one_type(&ENUM, &CITY));
        // A value may be of the type.
        assert!(may_be_one_type(&UNKNOWN, &CITY) && may_be_one_type(&ANY, &CITY));
        assert!(may_be_one_type(&CITY, &ANY) && !may_be_one_type(&CITY, &UNKNOWN));
        assert!(!may_be_one_type(<u8 as Data>::SHAPE.get(), <u16 as Data>::SHAPE.get()));
    }

    /// What is not compared in time may be one type.
    #[test]
    fn the_number_of_comparisons_is_limited() {
        fn long(last: &'static Shape) -> Shape {
            let mut fields = std::vec![("", ShapeRef::new(&TEXT)); MAX_COMPARISONS];
            fields.push(("last", ShapeRef::new(last)));
            let fields: [_; MAX_COMPARISONS + 1] = fields.try_into().expect("as many");
            let fields = std::boxed::Box::leak(std::boxed::Box::new(FieldShape::list(fields)));
            Shape { name: "Long", kind: Kind::Object(fields) }
        }
        let [a, b] = [&CITY, &RENAMED].map(|last| &*std::boxed::Box::leak(long(last).into()));
        assert!(may_be_one_type(a, b));
    }
}
