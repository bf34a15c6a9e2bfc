//! Helpers that are values.

use template_runtime::{DynHelper, dyn_helper, helper};
use template_tests::{check, refuses, renders};

fn shout(text: &str) -> String {
    text.to_uppercase()
}

#[helper]
fn wrap(
    text: &str,
    #[named(default = "(")] open: &str,
    #[named(default = ")")] close: &str,
) -> String {
    format!("{open}{text}{close}")
}

#[test]
fn of_functions_and_closures() {
    let (f, g) = (dyn_helper!(shout), dyn_helper!(wrap));
    let h = dyn_helper!(|n: u8| n + 1);
    let i = dyn_helper!(template_tests::greet);
    assert_eq!((f.name(), g.name(), h.name(), i.name()), ("shout", "wrap", "", "greet"));
    renders!(
        "{{this.f 'a'}} {{this.g 'a' close=']'}} {{this.h 1}} {{this.i 'Hi' name='me'}}",
        { f = f, g = g, h = h, i = i },
        "A (a] 2 Hi me!"
    );
}
