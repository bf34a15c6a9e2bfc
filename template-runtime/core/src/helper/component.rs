//! Components: structs of `template!` that other templates call. A call constructs the struct from its arguments, which are
//! converted like the arguments of a helper, and prints it in place.

use super::component_fields::{ComponentFields, print_with_values};
#[cfg(feature = "alloc")]
use crate::link::InlineProgram;
use crate::{
    data::{Args, ComponentSpec, HelperSpec, Sink},
    error::ErrorKind,
    output::Out,
    vm::{Call, PlacedArgs, PlacedComponentFn, print_from_places},
};
use core::marker::PhantomData;

/// A struct that templates can call by its name. What a call needs is evaluated where it is called.
#[derive(Debug)]
pub struct ComponentOf<C>(PhantomData<fn() -> C>);

impl<C: ComponentFields> ComponentOf<C> {
    /// The struct.
    pub const NEW: Self = Self(PhantomData);

    /// Returns its specification.
    #[must_use]
    pub const fn spec(&self) -> HelperSpec {
        C::SPEC
    }

    /// Returns the functions that call it.
    #[must_use]
    pub const fn calls(&self) -> ComponentCalls {
        // The attributes that a component forwards are values.
        let placed = match C::SPEC.component {
            Some(ComponentSpec { rest: true, .. }) => None,
            _ => PlacedComponentFn::of::<C>(),
        };
        ComponentCalls {
            values: print_with_values::<C>,
            placed,
            #[cfg(feature = "alloc")]
            inline: Self::INLINE,
        }
    }

    /// Its program, if calls can be replaced with copies of its ops. Evaluated only for structs that are called.
    #[cfg(feature = "alloc")]
    const INLINE: Option<&'static InlineProgram> = const {
        &match C::COPIED {
            Some(program) => InlineProgram::of(program, &C::SPEC, C::HAS_DEFAULTS),
            None => None,
        }
    }
    .as_ref();

    /// Constructs it from what is at places, and prints it, for unrolled templates. Returns `None` if that has failed, and
    /// stores the reason.
    #[inline(always)]
    pub fn print_from_places<'o>(
        &self,
        args: &mut PlacedArgs<'_>,
        out: Out<'o>,
    ) -> Option<Out<'o>> {
        print_from_places::<C>(args, out)
    }
}

/// The reason why a type cannot be called. It is used like a [`ComponentOf`].
#[derive(Clone, Copy, Debug)]
pub struct Obstacle {
    /// The specification as a component, which has the reason.
    pub component: &'static ComponentSpec,
}

impl Obstacle {
    /// Returns the specification, which has the reason.
    #[must_use]
    pub const fn spec(&self) -> HelperSpec {
        HelperSpec { component: Some(self.component), ..HelperSpec::NOTHING }
    }

    /// Returns functions that fail.
    #[must_use]
    pub const fn calls(&self) -> ComponentCalls {
        ComponentCalls::NONE
    }

    /// Prints nothing, and has the component called with values.
    #[must_use]
    pub fn print_from_places<'o>(
        &self,
        args: &mut PlacedArgs<'_>,
        out: Out<'o>,
    ) -> Option<Out<'o>> {
        args.refuse(out)
    }
}

/// The functions that construct a component from the arguments of a call, and print it.
#[derive(Clone, Copy, Debug)]
pub struct ComponentCalls {
    /// The function for arguments of all kinds.
    pub values: ComponentFn,
    /// The function for arguments that are all read from places, if there is one.
    pub placed: Option<PlacedComponentFn>,
    /// Its program, if calls can be replaced with copies of its ops.
    #[cfg(feature = "alloc")]
    pub inline: Option<&'static InlineProgram>,
}

impl ComponentCalls {
    /// The functions of a type that is not a component.
    pub const NONE: Self = Self {
        values: |_, _, _| Err(ErrorKind::Program),
        placed: None,
        #[cfg(feature = "alloc")]
        inline: None,
    };
}

/// The function of a component for arguments of all kinds. The first positional argument, if there is one, is the context, and
/// the named ones are the fields.
pub type ComponentFn =
    for<'v, 'o> fn(&Args<'_, 'v>, Out<'o>, &mut Call<'v>) -> Result<Out<'o>, ErrorKind>;

/// The reason why a type that is not a template cannot be called.
pub(crate) const NOT_A_TEMPLATE: &str = "it is not a struct of `template!`";

/// Provides the constant for all types, so that a call of a type that is not a template has a message of its own: those of
/// the structs of `template!` take precedence.
pub trait NotAComponent {
    /// The reason why it cannot be called.
    const __COMPONENT: Obstacle =
        Obstacle { component: &ComponentSpec::with_obstacle(NOT_A_TEMPLATE) };
}

impl<T: ?Sized> NotAComponent for T {}

/// Why a struct with parameters is not a component.
pub(crate) const HAS_PARAMETERS: &str = "it has parameters that a template cannot choose";

/// The specification of a struct with const parameters, or with a default that has the type of a parameter.
pub const GENERIC_COMPONENT: &ComponentSpec = &ComponentSpec::with_obstacle(HAS_PARAMETERS);

/// The specification of a struct whose template has errors: calls cause no further ones.
pub const INVALID_COMPONENT: &ComponentSpec = &ComponentSpec::with_obstacle("");

/// The entry of a component in the table of helpers.
///
/// # Errors
///
/// Always returns an error.
pub fn no_helper<'v>(_: &Args<'_, 'v>, _: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
    Err(ErrorKind::Program)
}
