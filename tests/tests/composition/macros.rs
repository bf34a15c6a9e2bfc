//! Components and pages that are compiled in each way.

/// Defines components with these options.
macro_rules! components {
    ($options:tt $(
        $(#[$attribute:meta])*
        struct $name:ident $(<$lifetime:lifetime>)? { $($fields:tt)* }
        $text:tt
    )*) => { $(
        template! {
            #[template $options]
            $(#[$attribute])*
            #[allow(dead_code, deprecated, reason = "the templates are examples")]
            struct $name $(<$lifetime>)? { $($fields)* }
            $text
        }
    )* };
}

/// Evaluates an expression with the components and the page compiled in each way.
macro_rules! each_way {
    ([$($components:tt)*] $text:tt, { $($data:tt)* }, |$page:ident| $use:expr) => {{
        each_way!(@ (unroll = false) [unroll = false] [$($components)*] $text, { $($data)* }, $page, $use);
        each_way!(@ (optimize = false) [optimize = false] [$($components)*] $text, { $($data)* }, $page, $use);
        each_way!(@ (unroll) [unroll] [$($components)*] $text, { $($data)* }, $page, $use);
        each_way!(@ (unroll = false) [unroll] [$($components)*] $text, { $($data)* }, $page, $use);
        each_way!(@ (unroll) [unroll = false] [$($components)*] $text, { $($data)* }, $page, $use);
    }};
    (@ $options:tt [$($option:tt)*] [$($components:tt)*] $text:tt, { $($data:tt)* }, $page:ident, $use:expr) => {{
        components! { $options $($components)* }
        #[allow(deprecated, reason = "some of the templates cause warnings")]
        match &template!($($option)*, $text, $($data)*) {
            $page => $use,
        }
    }};
}

/// Checks the output of a page that calls components.
macro_rules! renders {
    ($components:tt $text:tt, { $($data:tt)* }, $expected:expr $(,)?) => {
        each_way!($components $text, { $($data)* }, |page| check(page, $expected))
    };
    ($components:tt $text:tt, $expected:expr $(,)?) => { renders!($components $text, {}, $expected) };
}

/// Checks that a page fails with the same kind of error in each way, and evaluates to the last error.
macro_rules! failure {
    ($components:tt $text:tt $(, $($data:tt)*)?) => {{
        let mut errors: Vec<Error> = Vec::new();
        each_way!($components $text, { $($($data)*)? }, |page| errors.push(fails(page)));
        let last = errors.swap_remove(4);
        assert!(errors.iter().all(|error| error.kind() == last.kind()), "{errors:?}");
        last
    }};
}
