//! The macros of the checks. `tests/no-alloc` has them, too, with other checks.

/// Checks the expression form: the text, the arguments after it in the macro call, and the output. The text is
/// compiled three times, interpreted, unoptimized and unrolled; all must print the same.
///
/// ```
/// # use template_tests::renders;
/// let name = "you";
/// renders!("Hello {{name}}{{mark}}", { mark = '!' }, "Hello you!");
/// ```
#[macro_export]
macro_rules! renders {
    ($text:tt, { $($data:tt)* }, $expected:expr $(,)?) => {{
        #[allow(deprecated, reason = "some of the templates cause warnings")]
        $crate::check(
            &::template_runtime::template!(unroll = false, $text, $($data)*),
            $expected,
        );
        #[allow(deprecated, reason = "as above")]
        $crate::check(&::template_runtime::template!(unoptimized, $text, $($data)*), $expected);
        #[allow(deprecated, reason = "as above")]
        $crate::check(&::template_runtime::template!(unroll, $text, $($data)*), $expected);
    }};
    ($text:tt, $expected:expr $(,)?) => { $crate::renders!($text, {}, $expected) };
}

/// Checks that the expression form fails at run time, with the same error interpreted, unoptimized and
/// unrolled, and evaluates to the error.
#[macro_export]
macro_rules! failure {
    ($text:tt $(, $($data:tt)*)?) => {{
        #[allow(deprecated, reason = "some of the templates cause warnings")]
        let error = $crate::fails(&::template_runtime::template!($text, $($($data)*)?));
        #[allow(deprecated, reason = "as above")]
        let slow =
            $crate::fails(&::template_runtime::template!(unoptimized, $text, $($($data)*)?));
        assert_eq!(error, slow, "optimized and unoptimized");
        #[allow(deprecated, reason = "as above")]
        let unrolled = $crate::fails(&::template_runtime::template!(unroll, $text, $($($data)*)?));
        assert_eq!(error, unrolled, "interpreted and unrolled");
        error
    }};
}
