//! The type check of calls: the arguments against the parameters of the helper.

use super::{
    diagnostic::{ArgumentRef, LinkCallee, LinkDiagnosticKind},
    linker::Linker,
    messages::quoted_text,
    state::{CallArgs, HELPER, KnownValue},
};
use crate::data::{ANY, Kind, Param, ParamKind, Shape, const_str_eq};
use template_bytecode::{Constant, HelperRef, Op, diagnostics::count_characters};

impl<'u> Linker<'_, 'u> {
    /// Returns the arguments and the number of blocks, from the `PushArgs` before the current op.
    pub(super) const fn pushed_args(&self) -> (CallArgs, usize) {
        match self.unit.ops[self.at - 1] {
            Op::PushArgs { positional, named, blocks } => {
                (CallArgs { positional, named }, blocks.0 as usize)
            }
            _ => panic!("a call without arguments: the program has not been verified"),
        }
    }

    /// Returns a helper that is called by its name.
    pub(super) const fn callee(&self, helper: HelperRef) -> LinkCallee<'u> {
        let index = helper.0 as usize;
        let spec = &self.unit.helpers[index];
        let names = self.unit.helper_names;
        LinkCallee { spec, name: if names.is_empty() { spec.name } else { names[index] }, by: None }
    }

    /// Checks the arguments on the stack against the parameters of a helper, pops them, and returns the
    /// shape of the result.
    pub(super) const fn check_call(
        &mut self,
        helper: HelperRef,
        given: CallArgs,
    ) -> &'static Shape {
        let callee = self.callee(helper);
        let spec = callee.spec;
        if spec.block {
            self.report_error(LinkDiagnosticKind::NeedsBlock { helper: callee });
            self.depth -= given.count();
            return &ANY;
        }
        self.check_arguments(callee, given);
        spec.result.get()
    }

    /// Checks and pops the arguments of a block helper, and the blocks below them.
    pub(super) const fn check_block_call(&mut self, helper: HelperRef) {
        let (given, blocks) = self.pushed_args();
        let callee = self.callee(helper);
        let spec = callee.spec;
        if spec.block {
            self.check_arguments(callee, given);
            self.check_printable(KnownValue::new(spec.result.get(), self.at));
        } else {
            self.report_error(LinkDiagnosticKind::TakesNoBlock { helper: callee });
            self.depth -= given.count();
        }
        self.depth -= blocks;
    }

    /// Checks and pops the arguments of a helper that is a value, and the helper below them. Returns the
    /// shape of the result.
    pub(super) const fn check_dynamic_call(&mut self, given: CallArgs) -> &'static Shape {
        let KnownValue { shape, by, or_another, .. } = self.stack[self.depth - given.count() - 1];
        let result = match &shape.peel().kind {
            Kind::Helper(Some(spec)) => {
                let name = spec.name;
                self.check_arguments(LinkCallee { spec, name, by: Some(by) }, given);
                spec.result.get()
            }
            // A helper that is called as a value because it has state.
            Kind::Helper(None)
                if !or_another && matches!(self.unit.ops[by], Op::PushHelper { .. }) =>
            {
                let Op::PushHelper { helper } = self.unit.ops[by] else { unreachable!() };
                let callee = self.callee(helper);
                self.check_arguments(callee, given);
                callee.spec.result.get()
            }
            Kind::Helper(None) | Kind::Any => {
                self.depth -= given.count();
                &ANY
            }
            _ => {
                self.report_error(LinkDiagnosticKind::NotAHelper {
                    shape,
                    by,
                    given: given.count(),
                });
                self.depth -= given.count();
                &ANY
            }
        };
        self.pop();
        result
    }

    /// Checks that a helper can be a value, and returns the shape of the value.
    pub(super) const fn check_helper_value(&mut self, helper: HelperRef) -> &'static Shape {
        let callee = self.callee(helper);
        if callee.spec.block {
            self.report_error(LinkDiagnosticKind::BlockIsNoValue { helper: callee });
            return &ANY;
        }
        &HELPER
    }

    /// Links a partial application of a helper. Its arguments are checked when it is called.
    pub(super) const fn check_bound_args(&mut self) {
        let (given, _) = self.pushed_args();
        self.depth -= given.count();
        let KnownValue { shape, by, .. } = self.pop();
        if matches!(shape.peel().kind, Kind::Helper(_) | Kind::Any) {
            // For a helper that cannot be a value there is a diagnostic already.
            let is_reported = matches!(shape.kind, Kind::Any)
                && matches!(self.unit.ops[by], Op::PushHelper { .. });
            self.push(if is_reported { &ANY } else { &HELPER });
        } else {
            self.report_error(LinkDiagnosticKind::NotAHelper { shape, by, given: given.count() });
            self.push(&ANY);
        }
    }

    /// Checks arguments, pops them, and records the parameter index of each named one.
    const fn check_arguments(&mut self, helper: LinkCallee<'u>, given: CallArgs) {
        let spec = helper.spec;
        self.depth -= given.count();
        let positional = given.positional.0 as usize;
        if spec.takes(positional) {
            let mut i = 0;
            while i < positional && i < spec.positional.len() {
                let argument = self.stack[self.depth + i];
                self.check_argument(
                    helper,
                    &spec.positional[i],
                    ArgumentRef::Number(i + 1),
                    argument,
                );
                i += 1;
            }
        } else {
            let most = spec.positional.len();
            let surplus =
                if positional > most { Some(self.stack[self.depth + most].by) } else { None };
            self.report_error(LinkDiagnosticKind::Arity { helper, given: positional, surplus });
        }
        let mut found = 0;
        let mut i = 0;
        while i < given.named.count() as usize {
            let row = given.named.first() + i;
            let argument = self.stack[self.depth + positional + i];
            let name = self.unit.names[row];
            match spec.index_of(name) {
                Some(index) => {
                    self.findings.param_indexes[row] = index as u8;
                    let param = &spec.named[index].param;
                    self.check_argument(helper, param, ArgumentRef::Name(name), argument);
                    found += 1;
                }
                None => {
                    self.report_error(LinkDiagnosticKind::Unknown { helper, name, by: argument.by })
                }
            }
            i += 1;
        }
        // An unknown name is probably a misspelled required one, which needs no second diagnostic.
        if found == given.named.count() as usize {
            self.check_required(helper, given);
        }
    }

    /// Checks that all required named arguments are given.
    const fn check_required(&mut self, helper: LinkCallee<'u>, given: CallArgs) {
        let spec = helper.spec;
        let mut i = 0;
        while i < spec.named.len() {
            let mut is_given = spec.named[i].param.optional;
            let mut j = 0;
            while j < given.named.count() as usize {
                is_given =
                    is_given || self.findings.param_indexes[given.named.first() + j] as usize == i;
                j += 1;
            }
            if !is_given {
                self.report_error(LinkDiagnosticKind::Missing { helper, name: spec.named[i].name });
            }
            i += 1;
        }
    }

    /// Checks an argument against its parameter: the kind, and for a literal the range or the length.
    pub(super) const fn check_argument(
        &mut self,
        helper: LinkCallee<'u>,
        param: &'static Param,
        which: ArgumentRef<'u>,
        argument: KnownValue,
    ) {
        let KnownValue { shape, by, or_another, .. } = argument;
        if let ParamKind::Variant(names, _) = param.kind
            && !or_another
            && let Some(name) = quoted_text(self.unit, by)
            && contains(names, name)
        {
            return;
        }
        if !accepts(param, shape) {
            self.report_error(LinkDiagnosticKind::Kind { helper, param, which, shape, by });
        } else if let (ParamKind::Integer { least, most }, Some(literal)) =
            (param.kind, self.integer_literal(by))
            && !or_another
            && (literal < least || literal > most)
        {
            self.report_error(LinkDiagnosticKind::Range { helper, param, which, by });
        } else if let ParamKind::Char = param.kind
            && !or_another
            && let Some(text) = quoted_text(self.unit, by)
            && count_characters(text.as_bytes()) != 1
        {
            self.report_error(LinkDiagnosticKind::Kind { helper, param, which, shape, by });
        }
    }
}

impl Linker<'_, '_> {
    /// Returns the integer that an op pushes, if it is a literal in the template.
    const fn integer_literal(&self, by: usize) -> Option<i64> {
        match self.unit.ops[by] {
            Op::PushImmediate { value } => Some(value.0 as i64),
            Op::PushConstant { constant } => match self.unit.constants[constant.0 as usize] {
                Constant::Int(value) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Reports whether a parameter accepts values of a shape. What depends on the value (whether an
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
        ParamKind::Integer { .. } => matches!(shape.kind, Kind::Integer),
        ParamKind::Number => matches!(shape.kind, Kind::Integer | Kind::Float),
        ParamKind::Char => matches!(shape.kind, Kind::Char | Kind::Text),
        ParamKind::Text => matches!(shape.kind, Kind::Text | Kind::Enum(_)),
        ParamKind::Safe => shape.is_safe(),
        ParamKind::TextOrList => {
            matches!(shape.kind, Kind::Text | Kind::Enum(_) | Kind::List(_))
        }
        ParamKind::Countable => matches!(
            shape.kind,
            Kind::Text
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
                Kind::Object(_) | Kind::Template(_) | Kind::Enum(_) | Kind::List(_) | Kind::Map(_)
            ) && is_like(shape, wanted.get(), 0)
        }
        ParamKind::Slice(wanted) => match shape.kind {
            Kind::List(item) => is_contiguous(shape) && is_like(item.get(), wanted.get(), 0),
            _ => false,
        },
        ParamKind::Helper => matches!(shape.kind, Kind::Helper(_)),
        // Which text names a variant is checked for literals.
        ParamKind::Variant(_, wanted) => match shape.kind {
            Kind::Enum(_) => is_like(shape, wanted.get(), 0),
            _ => false,
        },
        ParamKind::Nothing => false,
    }
}

/// Reports whether one of the names is `name`.
const fn contains(names: &[&str], name: &str) -> bool {
    let mut i = 0;
    while i < names.len() {
        if const_str_eq(names[i], name) {
            return true;
        }
        i += 1;
    }
    false
}

/// Reports whether the items of a list are contiguous in memory, judging by the name of its type. For the lists of
/// other crates that is known only at run time.
const fn is_contiguous(list: &Shape) -> bool {
    !matches!(
        list.name.as_bytes(),
        b"VecDeque" | b"LinkedList" | b"BTreeSet" | b"HashSet" | b"IndexSet" | b"List"
    )
}

/// Reports whether two shapes may be those of one type: the names of the types and of what they contain are the same.
/// Pointers to a type have its shape.
const fn is_like(shape: &'static Shape, wanted: &'static Shape, depth: usize) -> bool {
    if matches!(shape.kind, Kind::Any) || matches!(wanted.kind, Kind::Any) || depth > MAX_DEPTH {
        return true;
    }
    if !const_str_eq(shape.name, wanted.name) {
        return false;
    }
    match (&shape.kind, &wanted.kind) {
        (Kind::List(a), Kind::List(b))
        | (Kind::Map(a), Kind::Map(b))
        | (Kind::Optional(a), Kind::Optional(b)) => is_like(a.get(), b.get(), depth + 1),
        (Kind::List(_) | Kind::Map(_), _) => false,
        _ => {
            let (a, b) = (shape.fields(), wanted.fields());
            let mut i = 0;
            while i < a.len() && i < b.len() {
                if !is_like(a[i].shape.get(), b[i].shape.get(), depth + 1) {
                    return false;
                }
                i += 1;
            }
            true
        }
    }
}

/// The number of types inside of each other that [`is_like`] compares.
const MAX_DEPTH: usize = 3;

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use super::accepts;
    use crate::{
        data::{
            Data, DynHelper, FieldShape, Kind, List, Map, Object, Param, Shape, ShapeRef, Tree,
            Value,
        },
        helper::{FromValue, Printable, SafeHtml, reference},
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
            (
                "&Point",
                [reference::<Point>(), reference::<OtherPoint>(), optional(reference::<Point>())]
                    .into(),
            ),
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
                shape::<OtherPoint>(),
                shape::<Option<&Point>>(),
                shape::<Box<Point>>(),
            ],
            "object &Point countable value",
        );
        check(
            &[shape::<Team>(), shape::<(u8, u8)>(), shape::<Option<(u8,)>>()],
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
