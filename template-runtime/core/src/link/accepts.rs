//! The shapes of values that a parameter accepts.

use super::one_type::may_be_one_type;
use crate::data::{Kind, Param, ParamKind, Shape};

/// Returns `true` if a parameter accepts values of a shape. What depends on the value (whether an
/// optional one is null, whether a number is in range) is checked at run time.
pub(super) const fn accepts(param: &Param, shape: &'static Shape) -> bool {
    let shape = shape.peel();
    if let Kind::Any = shape.kind {
        return true;
    }
    match param.kind {
        ParamKind::Any => true,
        ParamKind::Printable => {
            !matches!(shape.kind, Kind::List(_) | Kind::Map(_) | Kind::Object(_) | Kind::Helper(_))
        }
        ParamKind::Bool => matches!(shape.kind, Kind::Bool),
        ParamKind::Integer { .. } => matches!(shape.kind, Kind::Integer | Kind::Number),
        ParamKind::Number => matches!(shape.kind, Kind::Integer | Kind::Float | Kind::Number),
        ParamKind::Char => {
            matches!(shape.kind, Kind::Char | Kind::Text | Kind::Displayed | Kind::Safe(_))
        }
        ParamKind::Text => {
            matches!(shape.kind, Kind::Text | Kind::Displayed | Kind::Safe(_) | Kind::Enum(_))
        }
        ParamKind::Safe(kind) => shape.is_safe(kind),
        ParamKind::TextOrList => {
            matches!(
                shape.kind,
                Kind::Text | Kind::Displayed | Kind::Safe(_) | Kind::Enum(_) | Kind::List(_)
            )
        }
        ParamKind::Countable => matches!(
            shape.kind,
            Kind::Text
                | Kind::Displayed
                | Kind::Safe(_)
                | Kind::Enum(_)
                | Kind::List(_)
                | Kind::Map(_)
                | Kind::Object(_)
                | Kind::Template(_)
        ),
        ParamKind::List => matches!(shape.kind, Kind::List(_)),
        ParamKind::Map => matches!(shape.kind, Kind::Map(_)),
        ParamKind::Object => {
            matches!(shape.kind, Kind::Object(_) | Kind::Template(_) | Kind::Enum(_))
        }
        ParamKind::Reference(wanted) => {
            matches!(
                shape.kind,
                Kind::Object(_)
                    | Kind::Template(_)
                    | Kind::Enum(_)
                    | Kind::List(_)
                    | Kind::Map(_)
                    | Kind::Text
                    | Kind::Displayed
            ) && may_be_one_type(shape, wanted.get())
        }
        ParamKind::Slice(wanted) => match shape.kind {
            Kind::List(item) => {
                // Without a heap, no slice of values is created from a list of another type.
                let is_created =
                    matches!(wanted.get().kind, Kind::Any) && !matches!(item.get().kind, Kind::Any);
                !is_created && is_contiguous(shape) && may_be_one_type(item.get(), wanted.get())
            }
            _ => false,
        },
        ParamKind::Items(wanted) => match shape.kind {
            Kind::List(item) => accepts(wanted, item.get()),
            _ => false,
        },
        ParamKind::Helper => matches!(shape.kind, Kind::Helper(_)),
        ParamKind::Template => matches!(shape.kind, Kind::Template(_)),
        // Which text names a variant is checked for literals.
        ParamKind::Variant(_, wanted) => match shape.kind {
            Kind::Enum(_) => may_be_one_type(shape, wanted.get()),
            _ => false,
        },
        ParamKind::Nothing => false,
    }
}

/// Returns `true` if the items of a list are contiguous in memory, judging by the name of its type. For the lists of
/// other crates that is known only at run time.
const fn is_contiguous(list: &Shape) -> bool {
    !matches!(
        list.name.as_bytes(),
        b"VecDeque"
            | b"LinkedList"
            | b"BTreeSet"
            | b"HashSet"
            | b"IndexSet"
            | b"List"
            | b"Range"
            | b"RangeInclusive"
    )
}

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use super::accepts;
    use crate::{
        data::{
            Data, DynHelper, FieldShape, Kind, List, Map, Object, Param, SafeHtml, SafeUrl, Shape,
            ShapeRef, Tree, Value,
        },
        helper::{FromValue, Printable, reference},
        helpers::{Length, Number, TextOrList},
    };
    use std::{boxed::Box, collections::BTreeMap, rc::Rc, string::String, vec::Vec};

    /// Defines types with a shape; no test constructs a value of them.
    macro_rules! types {
        ($($ty:ident $name:literal $kind:expr;)*) => { $(
            struct $ty;

            impl Data for $ty {
                const SHAPE: ShapeRef = ShapeRef::new(&Shape { name: $name, kind: $kind });

                fn value(&self) -> Value<'_> {
                    Value::Null
                }
            }
        )* };
    }

    types! {
        Point "Point" Kind::Object(const { &FieldShape::list([("x", <u8 as Data>::SHAPE)]) });
        SamePoint "Point" Kind::Object(const { &FieldShape::list([("x", <u8 as Data>::SHAPE)]) });
        OtherPoint "Point" Kind::Object(&[]);
        Team "Team" Kind::Object(&[]);
        Color "Color" Kind::Enum(&[]);
        OtherColor "OtherColor" Kind::Enum(&[]);
    }

    fn param<'v, T: FromValue<'v>>() -> Param {
        T::PARAM
    }

    fn optional(param: Param) -> Param {
        Param { optional: true, ..param }
    }

    /// Returns all types of parameters, grouped by the kind of values that they accept.
    fn params() -> [(&'static str, Vec<Param>); 15] {
        [
            ("text", [param::<&str>(), param::<Option<&str>>()].into()),
            (
                "integer",
                [
                    param::<i8>(),
                    param::<i16>(),
                    param::<i32>(),
                    param::<i64>(),
                    param::<i128>(),
                    param::<isize>(),
                    param::<u8>(),
                    param::<u16>(),
                    param::<u32>(),
                    param::<u64>(),
                    param::<u128>(),
                    param::<usize>(),
                    param::<Option<u8>>(),
                ]
                .into(),
            ),
            (
                "number",
                [param::<f32>(), param::<f64>(), param::<Number<'_>>(), param::<Option<f64>>()]
                    .into(),
            ),
            ("bool", [param::<bool>(), param::<Option<bool>>()].into()),
            ("char", [param::<char>(), param::<Option<Option<char>>>()].into()),
            ("value", [param::<Value<'_>>(), param::<Option<Value<'_>>>()].into()),
            ("text/list", [param::<TextOrList<'_>>(), param::<Option<TextOrList<'_>>>()].into()),
            ("countable", [param::<Length>(), param::<Option<Length>>()].into()),
            ("list", [param::<List<'_>>(), param::<Option<List<'_>>>()].into()),
            ("map", [param::<Map<'_>>(), param::<Option<Map<'_>>>()].into()),
            ("object", [param::<Object<'_>>(), param::<Option<Object<'_>>>()].into()),
            ("&Point", [reference::<Point>(), optional(reference::<Point>())].into()),
            ("&Color", [reference::<Color>(), optional(reference::<Color>())].into()),
            ("printable", [param::<Printable<'_>>(), param::<Option<Printable<'_>>>()].into()),
            ("helper", [param::<DynHelper<'_>>(), param::<Option<DynHelper<'_>>>()].into()),
        ]
    }

    /// Asserts that exactly the `expected` groups of parameters accept values of the shapes.
    #[track_caller]
    fn check(shapes: &[ShapeRef], expected: &str) {
        for shape in shapes.iter().map(|shape| shape.get()) {
            for (name, params) in params() {
                for param in params {
                    let is_accepted = accepts(&param, shape);
                    assert_eq!(
                        is_accepted,
                        expected.split(' ').any(|known| known == name),
                        "{} for {name}: {param:?}",
                        shape.name
                    );
                }
            }
        }
    }

    fn shape<T: Data + ?Sized>() -> ShapeRef {
        T::SHAPE
    }

    #[test]
    fn parameters_accept_values_of_matching_shapes() {
        check(&[shape::<bool>(), shape::<Option<bool>>()], "bool value printable");
        check(
            &[
                shape::<i8>(),
                shape::<i16>(),
                shape::<i32>(),
                shape::<i64>(),
                shape::<i128>(),
                shape::<isize>(),
                shape::<u8>(),
                shape::<u16>(),
                shape::<u32>(),
                shape::<u64>(),
                shape::<u128>(),
                shape::<usize>(),
                shape::<&Option<Option<Box<u8>>>>(),
            ],
            "integer number value printable",
        );
        check(
            &[shape::<f32>(), shape::<f64>(), shape::<Option<Rc<f64>>>()],
            "number value printable",
        );
        check(&[shape::<char>(), shape::<Option<char>>()], "char value printable");
        check(
            &[
                shape::<str>(),
                shape::<String>(),
                shape::<Option<&str>>(),
                shape::<SafeHtml<&str>>(),
                shape::<SafeUrl<&str>>(),
            ],
            "text text/list countable char value printable",
        );
        check(
            &[shape::<Vec<u8>>(), shape::<&[Tree<'_>]>(), shape::<Option<[u8; 2]>>()],
            "list text/list countable value",
        );
        check(
            &[shape::<BTreeMap<u8, u8>>(), shape::<Option<BTreeMap<String, Tree<'_>>>>()],
            "map countable value",
        );
        check(
            &[
                shape::<Point>(),
                shape::<SamePoint>(),
                shape::<Option<&Point>>(),
                shape::<Box<Point>>(),
            ],
            "object &Point countable value",
        );
        check(
            &[
                shape::<Team>(),
                shape::<OtherPoint>(),
                shape::<(u8, u8)>(),
                shape::<Option<(u8,)>>(),
            ],
            "object countable value",
        );
        check(
            &[shape::<Color>(), shape::<Option<Rc<Color>>>()],
            "text object &Color text/list countable value printable",
        );
        check(&[shape::<OtherColor>()], "text object text/list countable value printable");
        check(&[shape::<DynHelper<'_>>(), shape::<Option<DynHelper<'_>>>()], "helper value");
        // Values of unknown kind.
        check(
            &[ShapeRef::ANY, shape::<Tree<'_>>(), shape::<Option<Tree<'_>>>()],
            "text integer number bool char value text/list countable list map object &Point &Color printable helper",
        );
    }
}
