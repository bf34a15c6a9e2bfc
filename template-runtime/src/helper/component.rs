//! Components: structs of `template!` that other templates call. A call constructs the struct from its arguments, as a
//! helper is called, and prints it in place.

use super::{
    from_value::FromValue,
    invoke::{argument_error_of, is_reference},
};
use crate::{
    data::{
        Args, Argument, ComponentSpec, HelperSpec, LeafAt, Param, ParamKind, Sink, Value,
        safe_display,
    },
    error::ErrorKind,
    output::Out,
    vm::{Call, LeafArgs, LeafComponentFn, call_component_with_text},
};
use core::marker::PhantomData;
use template_bytecode::Escape;

/// A struct that templates can call by its name, or the reason why they cannot.
#[derive(Clone, Copy, Debug)]
pub struct Component {
    /// Its specification.
    pub spec: HelperSpec,
    /// The functions that call it.
    pub calls: ComponentCalls,
}

/// The functions that construct a component from the arguments of a call, and print it.
#[derive(Clone, Copy, Debug)]
pub struct ComponentCalls {
    /// The function for arguments of all kinds.
    pub values: ComponentFn,
    /// The function for arguments that are all leaves of the data, if there is one.
    pub leaves: Option<LeafComponentFn>,
}

impl ComponentCalls {
    /// The functions of what is no component.
    pub const NONE: Self = Self { values: |_, _, _| Err(ErrorKind::Program), leaves: None };
}

/// The function of a component for arguments of all kinds. The first positional argument, if there is one, is the context, and
/// the named ones are the fields.
pub type ComponentFn =
    for<'v, 'o> fn(&Args<'_, 'v>, Out<'o>, &mut Call<'v>) -> Result<Out<'o>, ErrorKind>;

impl Component {
    /// A type that cannot be called, for this reason.
    #[must_use]
    pub const fn obstacle(component: &'static ComponentSpec) -> Self {
        Self {
            spec: HelperSpec { component: Some(component), ..HelperSpec::NOTHING },
            calls: ComponentCalls::NONE,
        }
    }
}

/// The reason why a type that is no template cannot be called.
pub(crate) const NOT_A_TEMPLATE: &str = "it is not a struct of `template!`";

/// Provides the constant and the function for all types, so that a call of a type that is no template has a message of
/// its own: those of the structs of `template!` take precedence.
pub trait NotAComponent {
    /// The component.
    const __COMPONENT: Component = Component::obstacle(&ComponentSpec {
        slots: &[],
        inherited: &[],
        yields: &[],
        rest: false,
        escape: Escape::Html,
        needs_html: false,
        foreign_slots: &[],
        obstacle: Some(NOT_A_TEMPLATE),
    });

    /// Prints nothing, and has the component called with values.
    fn __template_leaves<'o>(args: &mut LeafArgs<'_>, out: Out<'o>) -> Option<Out<'o>> {
        args.refuse(out)
    }
}

impl<T: ?Sized> NotAComponent for T {}

/// The specification of a struct with type parameters.
pub const GENERIC_COMPONENT: &ComponentSpec = &ComponentSpec {
    slots: &[],
    inherited: &[],
    yields: &[],
    rest: false,
    escape: Escape::Html,
    needs_html: false,
    foreign_slots: &[],
    obstacle: Some("it has type parameters, which a template cannot choose"),
};

/// The specification of a struct whose template has errors: calls cause no further ones.
pub const INVALID_COMPONENT: &ComponentSpec =
    &ComponentSpec { obstacle: Some(""), ..*GENERIC_COMPONENT };

/// An enum whose variants have no fields, so that a text can name one.
pub trait Variants: Sized {
    /// The names of the variants in templates.
    const NAMES: &'static [&'static str];

    /// Returns the variant with a name.
    fn of_name(name: &str) -> Option<Self>;
}

/// A marker of the type `T` of a field, without values.
///
/// `(&&&probe).__template_field()` selects the conversion by autoref-based specialization: see
/// `autoref`.
pub struct FieldProbe<T>(PhantomData<T>);

/// The traits of the candidates.
pub mod field_steps {
    pub use super::{ViaArgument, ViaNoArgument, ViaOptionalVariant, ViaVariant};
}

/// The conversion of arguments to the fields of one type.
pub trait FieldTag<'v> {
    /// The type of the fields.
    type Field;

    /// The values that they take.
    const PARAM: Param;

    /// Converts an argument. Returns `None` if it has another kind or is out of range.
    fn convert(value: Value<'v>) -> Option<Self::Field>;

    /// Converts a leaf of the data, like its value.
    #[inline]
    fn convert_leaf(leaf: LeafAt<'v>) -> Option<Self::Field> {
        Self::convert(leaf.value())
    }

    /// Returns the field if there is no argument, or `None` if it is required.
    fn absent() -> Option<Self::Field>;
}

/// Defines one candidate: its trait, its tag, the types to which it applies, and the conversion.
macro_rules! steps {
    ($($(#[$doc:meta])* $via:ident $tag:ident [$($param:tt)*] [$($probe:tt)*] $field:ty,
        $spec:expr, |$value:ident| $convert:expr, $absent:expr
        $(, |$leaf:ident| $convert_leaf:expr)?;)*) => { $(
        $(#[$doc])*
        pub trait $via {
            /// The tag of the candidate.
            type Tag;

            /// Returns the tag.
            fn __template_field(&self) -> Self::Tag;
        }

        #[doc = concat!("The tag of [`", stringify!($via), "`].")]
        pub struct $tag<T>(PhantomData<T>);

        impl<'v, $($param)*> $via for $($probe)* FieldProbe<$field> {
            type Tag = $tag<$field>;

            fn __template_field(&self) -> Self::Tag {
                $tag(PhantomData)
            }
        }

        impl<'v, $($param)*> FieldTag<'v> for $tag<$field> {
            type Field = $field;

            const PARAM: Param = $spec;

            #[inline]
            fn convert($value: Value<'v>) -> Option<$field> {
                $convert
            }

            $(
                #[inline]
                fn convert_leaf($leaf: LeafAt<'v>) -> Option<$field> {
                    $convert_leaf
                }
            )?

            #[inline]
            fn absent() -> Option<$field> {
                $absent
            }
        }
    )* };
}

steps! {
    /// The first candidate: `Option` of an enum whose variants have names.
    ViaOptionalVariant OptionalVariantTag [T: Variants + FromValue<'v>] [&&&] Option<T>,
        Param { optional: true, ..variant::<T>() },
        |value| match value {
            Value::Null => Some(None),
            value => named_variant(value).map(Some),
        }, Some(None);
    /// The next candidate: an enum whose variants have names.
    ViaVariant VariantTag [T: Variants + FromValue<'v>] [&&] T, variant::<T>(),
        |value| named_variant(value), None;
    /// The next candidate: all types that a helper takes.
    ViaArgument ArgumentTag [T: FromValue<'v>] [&] T, T::PARAM, |value| T::from_value(value),
        T::absent(), |leaf| T::from_leaf(leaf);
    /// The last candidate: all other types.
    ViaNoArgument NoArgumentTag [T] [] T,
        Param { kind: ParamKind::Nothing, wants: "a value that no template has", optional: false },
        |_value| None, None;
}

/// Returns the tag of the last candidate.
pub fn no_argument<T>(_: FieldProbe<T>) -> NoArgumentTag<T> {
    NoArgumentTag(PhantomData)
}

/// Returns the parameter of an enum whose variants have names.
const fn variant<'v, T: Variants + FromValue<'v>>() -> Param {
    let ParamKind::Reference(shape) = T::PARAM.kind else { return T::PARAM };
    Param { kind: ParamKind::Variant(T::NAMES, shape), ..T::PARAM }
}

/// Converts a value of the enum, or the name of a variant.
fn named_variant<'v, T: Variants + FromValue<'v>>(value: Value<'v>) -> Option<T> {
    match value {
        Value::Text(name) => T::of_name(name),
        value => T::from_value(value),
    }
}

/// Returns the parameter of a field. The closure is never called: its return type is the tag.
#[must_use]
pub const fn field_param<'v, T, G: FieldTag<'v, Field = T>>(_: fn(FieldProbe<T>) -> G) -> Param {
    G::PARAM
}

/// Returns the value of a field: the argument with its name, or else what the context has of that name, or else, if the
/// field is inherited, what the data of the calling template has. Returns `None` if it is missing although required, has
/// another kind, or is out of range: see [`call_without_field`].
#[inline(always)]
pub fn field<'v, T, G: FieldTag<'v, Field = T>>(
    args: &Args<'_, 'v>,
    data: Value<'v>,
    index: u8,
    name: &'static str,
    inherited: bool,
    _: fn(FieldProbe<T>) -> G,
) -> Option<T> {
    match given(args, data, index, name, inherited) {
        Some(given) => given.convert(const { is_reference(&G::PARAM) }, G::convert),
        None => G::absent(),
    }
}

/// Returns the value of a field, or its default if there is none or it is null. Returns `None` if it has another kind,
/// or is out of range: see [`call_without_field`].
#[inline(always)]
pub fn field_or<'v, T, G: FieldTag<'v, Field = T>>(
    args: &Args<'_, 'v>,
    data: Value<'v>,
    index: u8,
    name: &'static str,
    inherited: bool,
    _: fn(FieldProbe<T>) -> G,
    default: impl FnOnce() -> T,
) -> Option<T> {
    match given(args, data, index, name, inherited) {
        None | Some(Argument { value: Value::Null, .. }) => Some(default()),
        Some(given) => given.convert(const { is_reference(&G::PARAM) }, G::convert),
    }
}

/// Continues a call with a field that does not take what the call gives it. If the field takes texts, and the context has
/// a value that is printed by its `Display`, the component is called again with its text.
///
/// # Errors
///
/// Those of the component, or the error for the argument.
#[cold]
#[allow(clippy::too_many_arguments, reason = "only the macro calls it")]
pub fn call_without_field<'v, 'd, 'o, T, G: FieldTag<'v, Field = T>>(
    args: &Args<'_, 'v>,
    data: Value<'v>,
    index: u8,
    name: &'static str,
    inherited: bool,
    _: fn(FieldProbe<T>) -> G,
    component: ComponentFn,
    (out, call): (Out<'o>, &mut Call<'d>),
) -> Result<Out<'o>, ErrorKind> {
    let value = given(args, data, index, name, inherited).map(|given| given.value);
    match value {
        Some(Value::Display(value) | safe_display!(value))
            if args.for_param(index.into(), name).is_none() =>
        {
            call_component_with_text(component, args, (name, index), value, out, call)
        }
        _ => Err(argument_error_of(name, &G::PARAM, value)),
    }
}

/// Returns the value of a field that a call with leaves gives, or else, if the field is inherited, what the data of the
/// calling template has. Returns `None` if the field does not take it, so that the component has to be called with values.
#[inline(always)]
pub fn leaf_field<'v, T, G: FieldTag<'v, Field = T>>(
    args: &LeafArgs<'v>,
    index: u8,
    name: &'static str,
    inherited: bool,
    _: fn(FieldProbe<T>) -> G,
) -> Option<T> {
    match args.get(index) {
        Some(leaf) => G::convert_leaf(leaf),
        None if inherited => args.data().find(name).map_or_else(G::absent, G::convert),
        None => G::absent(),
    }
}

/// Returns the value of a field that a call with leaves gives, or its default if there is none or it is null. Returns `None`
/// like [`leaf_field`].
#[inline(always)]
pub fn leaf_field_or<'v, T, G: FieldTag<'v, Field = T>>(
    args: &LeafArgs<'v>,
    index: u8,
    name: &'static str,
    inherited: bool,
    _: fn(FieldProbe<T>) -> G,
    default: impl FnOnce() -> T,
) -> Option<T> {
    let given = match args.get(index) {
        Some(leaf) => Some(leaf.value()),
        None if inherited => args.data().find(name),
        None => None,
    };
    match given {
        None | Some(Value::Null) => Some(default()),
        Some(value) => G::convert(value),
    }
}

/// Returns what a call gives to a field. The positional argument is the context, `data` that of the calling
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

/// The entry of a component in the table of helpers.
///
/// # Errors
///
/// Always.
pub fn no_helper<'v>(_: &Args<'_, 'v>, _: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
    Err(ErrorKind::Program)
}
