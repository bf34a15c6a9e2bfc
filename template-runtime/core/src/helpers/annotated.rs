//! Helpers with named parameters. `#[helper]` would declare them; but without feature `compile` this crate does not depend on
//! the macros, so that both are compiled at the same time.

/// Defines a helper, and declares it as `#[helper]` does.
///
/// The brackets contain the names of the items that `#[helper]` generates for the function, and the signature in messages.
/// Each parameter has its number and a name for its type; the parameters after the semicolon are named, and have defaults.
macro_rules! annotated_helper {
    (
        $(#[$attribute:meta])*
        pub fn $name:ident [$helper:ident, $method:ident, $signature:literal] (
            $($position:literal $param:ident: $ty:ty [$type_name:ident],)*
            ; $($index:literal $named:ident: $named_ty:ty [$named_type_name:ident] = $default:expr,)*
        ) -> impl Display $body:block
    ) => {
        $(#[$attribute])*
        pub fn $name($($param: $ty,)* $($named: $named_ty),*) -> impl Display $body

        #[doc(hidden)]
        #[derive(Debug)]
        #[allow(non_camel_case_types, reason = "it has the name that `#[helper]` generates")]
        pub struct $helper;

        // A template finds the declaration wherever it finds the function, because the trait has the same name.
        #[doc(hidden)]
        #[allow(non_camel_case_types, reason = "it has the name of the function")]
        pub trait $name {
            #[doc(hidden)]
            fn $method(self) -> $crate::helper::ByAttribute<$helper>;
        }

        impl<F, R, $($type_name,)* $($named_type_name),*> $name
            for $crate::helper::Site<F, ($($type_name,)* $($named_type_name,)*)>
        where
            fn($($ty,)* $($named_ty),*): Fn($($type_name,)* $($named_type_name),*),
            F: Fn($($type_name,)* $($named_type_name),*) -> R,
        {
            fn $method(self) -> $crate::helper::ByAttribute<$helper> {
                $crate::helper::ByAttribute($helper)
            }
        }

        impl $crate::helper::Annotated for $helper {
            type Function<F> = $crate::helper::Plain;

            const HELPER: $crate::helper::StaticHelper = $crate::helper::StaticHelper {
                spec: &$crate::data::HelperSpec {
                    name: stringify!($name),
                    signature: Some($signature),
                    positional: &[$(<$ty as $crate::FromValue<'_>>::PARAM),*],
                    named: &[$($crate::NamedParam {
                        name: stringify!($named),
                        param: <$named_ty as $crate::FromValue<'_>>::PARAM.or_default(),
                    }),*],
                    ..$crate::data::HelperSpec::NOTHING
                },
                call: |args, sink| {
                    let result = $name(
                        $($crate::helper::positional(args, sink, $position)?,)*
                        $($crate::helper::named_or(args, sink, $index, stringify!($named), || $default)?),*
                    );
                    sink.display(&result)
                },
            };
        }
    };
}
pub(super) use annotated_helper;
