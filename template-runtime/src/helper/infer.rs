//! Parameters of type `impl Display`: a function with such a parameter has many types, of which
//! inference has to choose one. `(&&args).__template_param_0()` makes the first parameter a
//! [`Printable`] where it is still open, and does nothing where the function has a type for it; and
//! so on for the others. Method look-up chooses, which tries more references first.

use super::printable::Printable;
use core::marker::PhantomData;

/// Stands for the parameters of a function.
pub struct Params<Args>(pub(super) PhantomData<Args>);

/// The second choice: the parameter is what the function says.
pub trait ViaOwnType {
    /// Does nothing, as all of these.
    fn __template_param_0(&self) {}
    /// See above.
    fn __template_param_1(&self) {}
    /// See above.
    fn __template_param_2(&self) {}
    /// See above.
    fn __template_param_3(&self) {}
    /// See above.
    fn __template_param_4(&self) {}
    /// See above.
    fn __template_param_5(&self) {}
}

impl<Args> ViaOwnType for Params<Args> {}

/// The first choice for one position: the trait, and the tuples that have something to choose there.
macro_rules! open {
    ($($via:ident $method:ident: $([$($before:ident)*] [$($after:ident)*])*;)*) => { $(
        /// The first choice for one of the parameters.
        pub trait $via {
            /// Does nothing.
            fn $method(&self) {}
        }

        $(
            impl<$($before,)* $($after,)*> $via
                for &Params<($($before,)* Printable<'_>, $($after,)*)>
            {
            }
        )*
    )* };
}

open! {
    ViaPrintable0 __template_param_0: [] [] [] [B] [] [B C] [] [B C D] [] [B C D E] [] [B C D E F];
    ViaPrintable1 __template_param_1: [A] [] [A] [C] [A] [C D] [A] [C D E] [A] [C D E F];
    ViaPrintable2 __template_param_2: [A B] [] [A B] [D] [A B] [D E] [A B] [D E F];
    ViaPrintable3 __template_param_3: [A B C] [] [A B C] [E] [A B C] [E F];
    ViaPrintable4 __template_param_4: [A B C D] [] [A B C D] [F];
    ViaPrintable5 __template_param_5: [A B C D E] [];
}
