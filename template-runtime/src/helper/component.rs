//! Components: structs of `template!` that other templates call. A call constructs the struct from its arguments, which are
//! converted like those of a helper, and prints it in place.

use super::component_fields::{ComponentFields, print_with_values};
use crate::{
    data::{Args, ComponentSpec, HelperSpec, Sink},
    error::ErrorKind,
    output::Out,
    vm::{Call, LeafArgs, LeafComponentFn},
};
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
    /// The functions of a type that is not a component.
    pub const NONE: Self = Self { values: |_, _, _| Err(ErrorKind::Program), leaves: None };
}

/// The function of a component for arguments of all kinds. The first positional argument, if there is one, is the context, and
/// the named ones are the fields.
pub type ComponentFn =
    for<'v, 'o> fn(&Args<'_, 'v>, Out<'o>, &mut Call<'v>) -> Result<Out<'o>, ErrorKind>;

impl Component {
    /// The component with these fields.
    #[must_use]
    pub const fn of<C: ComponentFields>() -> Self {
        let spec = C::SPEC;
        // The attributes that a component forwards are values.
        let leaves = match spec.component {
            Some(ComponentSpec { rest: true, .. }) => None,
            _ => LeafComponentFn::of::<C>(),
        };
        Self { spec, calls: ComponentCalls { values: print_with_values::<C>, leaves } }
    }

    /// A type that cannot be called, for this reason.
    #[must_use]
    pub const fn obstacle(component: &'static ComponentSpec) -> Self {
        Self {
            spec: HelperSpec { component: Some(component), ..HelperSpec::NOTHING },
            calls: ComponentCalls::NONE,
        }
    }
}

/// The reason why a type that is not a template cannot be called.
pub(crate) const NOT_A_TEMPLATE: &str = "it is not a struct of `template!`";

/// Provides the constant and the function for all types, so that a call of a type that is not a template has a message of
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

/// Why a struct with parameters is not a component.
pub(crate) const HAS_PARAMETERS: &str = "it has parameters that a template cannot choose";

/// The specification of a struct with const parameters, or with a default that has the type of a parameter.
pub const GENERIC_COMPONENT: &ComponentSpec = &ComponentSpec {
    slots: &[],
    inherited: &[],
    yields: &[],
    rest: false,
    escape: Escape::Html,
    needs_html: false,
    foreign_slots: &[],
    obstacle: Some(HAS_PARAMETERS),
};

/// The specification of a struct whose template has errors: calls cause no further ones.
pub const INVALID_COMPONENT: &ComponentSpec =
    &ComponentSpec { obstacle: Some(""), ..*GENERIC_COMPONENT };

/// The entry of a component in the table of helpers.
///
/// # Errors
///
/// Always returns an error.
pub fn no_helper<'v>(_: &Args<'_, 'v>, _: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
    Err(ErrorKind::Program)
}
