//! The fields of components: the arguments of a call, and their conversion to the types of the fields.

use super::{
    from_value::FromValue,
    invoke::{argument_error_of, is_reference},
    kept::Keep,
};
#[cfg(feature = "alloc")]
use crate::vm::Program;
use crate::{
    attrs::Attrs,
    data::{Args, Argument, HelperSpec, LeafAt, NamedParam, Param, ParamKind, Value, safe_display},
    error::ErrorKind,
    output::Out,
    template::Template,
    vm::{
        Call, NoMemory, PlacedArgs, call_component_with_memory, call_component_with_text,
        print_component,
    },
};
use core::{cell::RefCell, marker::PhantomData};

/// The constructor of a component, which the macro writes.
///
/// # Safety
///
/// The result of [`construct`](ComponentFields::construct) must borrow only from the values of its source, and from values
/// that live for `'static`.
#[allow(
    unsafe_code,
    reason = "a component that is printed later borrows from the arguments of its call"
)]
pub unsafe trait ComponentFields {
    /// The component whose fields live for `'v`.
    type Component<'v>: Template;

    /// Its specification. The parameters have the indices of the fields.
    const SPEC: HelperSpec;

    /// Whether a field that is not passed has a default, or is inherited: code of the user may then run when the component is
    /// constructed.
    const HAS_DEFAULTS: bool = false;

    /// Its program, if calls may be replaced with copies of its ops.
    #[cfg(feature = "alloc")]
    const COPIED: Option<&'static Program<'static>> = None;

    /// Constructs the component from the arguments of a call.
    ///
    /// # Errors
    ///
    /// Returns the index of the first field that does not accept its argument, or that is required and has no argument.
    fn construct<'v, S: FieldSource<'v>>(source: &S) -> Result<Self::Component<'v>, u8>;
}

/// The arguments of a call for the fields of a component.
pub trait FieldSource<'v> {
    /// The argument for a field.
    type Given: GivenField<'v>;

    /// Returns the argument for the field with an index and a name: the argument of that name, or otherwise the field of the
    /// context of that name, or otherwise, if the field is inherited, the field of the data of the calling template.
    fn given(&self, index: u8, name: &'static str, inherited: bool) -> Option<Self::Given>;

    /// Converts the argument for a field. Returns `None` if it has another kind or is out of range.
    fn convert<T: FromValue<'v>>(&self, given: Self::Given) -> Option<T>;

    /// Returns the arguments that no field takes; `None` if the source has no values for them.
    fn rest(&self) -> Option<Attrs<'v>>;
}

/// The argument of a call for a field.
pub trait GivenField<'v> {
    /// Returns `true` if it is null.
    fn is_null(&self) -> bool;
}

/// The arguments of a call, as values, and the data of the template that calls.
struct ValueArgs<'s, 'v> {
    args: &'s Args<'v, 'v>,
    data: Value<'v>,
    created: RefCell<Created<'s, 'v>>,
}

/// The storage for values that are created for the fields of a component, such as a `String` for a field of type `&String`.
struct Created<'s, 'v> {
    memory: &'s mut dyn Keep<'v>,
    /// The error of a field that could not be created.
    error: Option<ErrorKind>,
}

impl<'s, 'v> ValueArgs<'s, 'v> {
    fn new(args: &'s Args<'v, 'v>, data: Value<'v>, memory: &'s mut dyn Keep<'v>) -> Self {
        Self { args, data, created: RefCell::new(Created { memory, error: None }) }
    }

    /// Creates the field of a type from a value. Returns `None` if it has another kind, or, with the error set, if
    /// it could not be created.
    fn create<T: FromValue<'v>>(&self, given: Argument<'v>) -> Option<T> {
        let mut created = self.created.try_borrow_mut().ok()?;
        let Created { memory, error } = &mut *created;
        let create = |value| T::from_argument(value, *memory);
        match given.convert(const { is_reference(&T::PARAM) }, create) {
            Ok(field) => field,
            Err(kind) => {
                *error = Some(kind);
                None
            }
        }
    }
}

impl<'v> FieldSource<'v> for ValueArgs<'_, 'v> {
    type Given = Argument<'v>;

    #[inline(always)]
    fn given(&self, index: u8, name: &'static str, inherited: bool) -> Option<Argument<'v>> {
        given(self.args, self.data, index, name, inherited)
    }

    #[inline(always)]
    fn convert<T: FromValue<'v>>(&self, given: Argument<'v>) -> Option<T> {
        if T::IS_CREATED {
            return self.create(given);
        }
        let convert = |value| Ok(T::from_value(value));
        given.convert(const { is_reference(&T::PARAM) }, convert).ok().flatten()
    }

    fn rest(&self) -> Option<Attrs<'v>> {
        Some(Attrs::of(self.args))
    }
}

impl<'v> GivenField<'v> for Argument<'v> {
    #[inline(always)]
    fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }
}

impl<'v> FieldSource<'v> for PlacedArgs<'v> {
    type Given = LeafOrValue<'v>;

    #[inline(always)]
    fn given(&self, index: u8, name: &'static str, inherited: bool) -> Option<LeafOrValue<'v>> {
        let of_data = || self.data().find(name).map(LeafOrValue::Value);
        self.get(index).or_else(|| if inherited { of_data() } else { None })
    }

    #[inline(always)]
    fn convert<T: FromValue<'v>>(&self, given: LeafOrValue<'v>) -> Option<T> {
        match given {
            LeafOrValue::Leaf(leaf) => T::from_leaf(leaf),
            LeafOrValue::Value(value) => T::from_value(value),
        }
    }

    fn rest(&self) -> Option<Attrs<'v>> {
        None
    }
}

/// A leaf that is an argument, or a value that is inherited.
pub enum LeafOrValue<'v> {
    /// A leaf of the data.
    Leaf(LeafAt<'v>),
    /// A value.
    Value(Value<'v>),
}

impl<'v> GivenField<'v> for LeafOrValue<'v> {
    #[inline(always)]
    fn is_null(&self) -> bool {
        match self {
            Self::Leaf(leaf) => matches!(leaf.value(), Value::Null),
            Self::Value(value) => matches!(value, Value::Null),
        }
    }
}

/// Constructs a component from the arguments of a call, and prints it, or moves it to where it is printed later: a
/// [`ComponentFn`](super::ComponentFn).
///
/// # Errors
///
/// Returns an error if a field does not accept its argument, and the errors of the component.
#[allow(
    unsafe_code,
    reason = "a component that is printed later borrows from the arguments of its call"
)]
pub(super) fn print_with_values<'v, 'longer, 'o, C: ComponentFields>(
    args: &Args<'v, 'longer>,
    out: Out<'o>,
    call: &mut Call<'longer>,
) -> Result<Out<'o>, ErrorKind> {
    // The values live for as long as the arguments, at least.
    let (args, data): (&Args<'v, 'v>, Value<'v>) = (args, call.data());
    let mut memory = NoMemory::new();
    match C::construct(&ValueArgs::new(args, data, &mut memory)) {
        // SAFETY: the component borrows from the arguments of the call, and the data of the template (invariant 29).
        Ok(component) => unsafe { print_component(component, out, call) },
        Err(_) if memory.is_missing() => {
            call_component_with_memory(print_with_created::<C>, args, out, call)
        }
        Err(index) => print_without_field::<C>(args, index, out, call),
    }
}

/// Constructs a component with fields that are created for the call, and kept in `memory`, and prints it.
///
/// # Errors
///
/// Returns an error if a field does not accept its argument, and the errors of the memory and of the component.
#[allow(unsafe_code, reason = "the component borrows from the arguments of its call")]
fn print_with_created<'v, 'o, C: ComponentFields>(
    args: &Args<'v, 'v>,
    memory: &mut dyn Keep<'v>,
    out: Out<'o>,
    call: &mut Call<'v>,
) -> Result<Out<'o>, ErrorKind> {
    let source = ValueArgs::new(args, call.data(), memory);
    match C::construct(&source) {
        // SAFETY: the component borrows from the arguments of the call, the data of the template, and the memory, and is
        // printed at once: `call` has no placement (invariant 29).
        Ok(component) => unsafe { print_component(component, out, call) },
        Err(index) => match source.created.into_inner().error {
            Some(kind) => Err(kind),
            None => print_without_field::<C>(args, index, out, call),
        },
    }
}

/// Continues a call with a field that does not accept its argument. If the field takes text, and the context has
/// a value that is printed with its `Display` implementation, the component is called again with its text.
///
/// # Errors
///
/// Returns the errors of the component, or the error for the argument.
#[cold]
fn print_without_field<'o, C: ComponentFields>(
    args: &Args<'_, '_>,
    index: u8,
    out: Out<'o>,
    call: &mut Call<'_>,
) -> Result<Out<'o>, ErrorKind> {
    let HelperSpec { named, component, .. } = &C::SPEC;
    // Only the rest has no parameter, and it always has a value.
    let Some(NamedParam { name, param }) = named.get(usize::from(index)) else {
        return Err(ErrorKind::Program);
    };
    let inherited = component.is_some_and(|of| of.inherited.get(usize::from(index)) == Some(&true));
    let value = given(args, call.data(), index, name, inherited).map(|given| given.value);
    match value {
        Some(Value::Display(value) | safe_display!(value))
            if args.for_param(index.into(), name).is_none() =>
        {
            let component = print_with_values::<C>;
            call_component_with_text(component, args, (name, index), value, out, call)
        }
        _ => Err(argument_error_of(name, param, value)),
    }
}

/// Returns the argument of a call for a field. The positional argument is the context, and `data` is the data of the calling
/// template.
#[inline(always)]
fn given<'v>(
    args: &Args<'_, 'v>,
    data: Value<'v>,
    index: u8,
    name: &'static str,
    inherited: bool,
) -> Option<Argument<'v>> {
    match args.for_param(index.into(), name) {
        Some(given) => Some(given),
        None => given_by_object(args, data, name, inherited).map(Argument::from),
    }
}

#[inline(never)]
fn given_by_object<'v>(
    args: &Args<'_, 'v>,
    data: Value<'v>,
    name: &'static str,
    inherited: bool,
) -> Option<Value<'v>> {
    let context = args.positional().first().and_then(|context| context.find(name));
    if context.is_none() && inherited { data.find(name) } else { context }
}

/// The conversion of an argument to a field of the type `T`, as for a parameter of a helper.
///
/// For a type that no argument has, the associated items are those of [`NoField`]: this is an error only in a call that
/// passes the field.
pub struct FieldOf<'v, T>(PhantomData<fn(&'v ()) -> T>);

impl<'v, T: FromValue<'v>> FieldOf<'v, T> {
    /// The values that the field accepts.
    pub const PARAM: Param = T::PARAM;

    /// Returns the value of a field. Returns `None` if it is missing although required, has another kind, or is out of range.
    #[inline(always)]
    pub fn take<S: FieldSource<'v>>(
        source: &S,
        index: u8,
        name: &'static str,
        inherited: bool,
    ) -> Option<T> {
        match source.given(index, name, inherited) {
            Some(given) => source.convert(given),
            None => T::absent(),
        }
    }

    /// Returns the value of a field like [`take`](FieldOf::take), or its default if there is none or it is null.
    #[inline(always)]
    pub fn take_or<S: FieldSource<'v>>(
        source: &S,
        index: u8,
        name: &'static str,
        inherited: bool,
        default: impl FnOnce() -> T,
    ) -> Option<T> {
        match source.given(index, name, inherited) {
            Some(given) if !given.is_null() => source.convert(given),
            _ => Some(default()),
        }
    }
}

/// The fallback of [`FieldOf`].
pub trait NoField<'v> {
    /// The type of the fields.
    type Field;

    /// The values that they take: none.
    const PARAM: Param = Param::new(ParamKind::Nothing, "a value that no template has");

    /// Returns `None`.
    #[must_use]
    #[inline(always)]
    fn take<S: FieldSource<'v>>(_: &S, _: u8, _: &'static str, _: bool) -> Option<Self::Field> {
        None
    }

    /// Returns the default of a field, or `None` if it is given.
    #[must_use]
    #[inline(always)]
    fn take_or<S: FieldSource<'v>>(
        source: &S,
        index: u8,
        name: &'static str,
        inherited: bool,
        default: impl FnOnce() -> Self::Field,
    ) -> Option<Self::Field> {
        match source.given(index, name, inherited) {
            Some(given) if !given.is_null() => None,
            _ => Some(default()),
        }
    }
}

impl<'v, T> NoField<'v> for FieldOf<'v, T> {
    type Field = T;
}
