//! Truthiness of every kind of value.

use std::collections::{BTreeMap, HashMap, VecDeque};
use template_runtime::{Data, SafeHtml, Value, template};
use template_tests::check;

/// Checks the truthiness of a value in `if`, `unless`, `with` and an inline `if`.
#[track_caller]
fn truth(x: &impl Data, expected: bool) {
    let word = if expected { "yes yes yes yes" } else { "no no no no" };
    check(
        &template!(
            "{{#if x}}yes{{else}}no{{/if}} {{#unless x}}no{{else}}yes{{/unless}} \
             {{#with x}}yes{{else}}no{{/with}} {{if x 'yes' 'no'}}"
        ),
        word,
    );
}

#[test]
fn scalars() {
    truth(&true, true);
    truth(&false, false);
    truth(&0, false);
    truth(&1, true);
    truth(&-1, true);
    truth(&0_u8, false);
    truth(&u64::MAX, true);
    truth(&0_i128, false);
    truth(&i128::MIN, true);
    truth(&u128::MAX, true);
    truth(&0_u128, false);
    truth(&0.0, false);
    truth(&-0.0, false);
    truth(&f64::NAN, false);
    truth(&0.1, true);
    truth(&f64::INFINITY, true);
    truth(&f64::MIN_POSITIVE, true);
    truth(&0.0_f32, false);
    truth(&f32::NAN, false);
    truth(&1.0_f32, true);
    truth(&'\0', true);
    truth(&'x', true);
}

#[test]
fn texts() {
    truth(&"", false);
    truth(&"0", true);
    truth(&" ", true);
    truth(&"false", true);
    truth(&String::new(), false);
    truth(&String::from("x"), true);
    truth(&SafeHtml(""), false);
    truth(&SafeHtml("x"), true);
}

#[test]
fn collections() {
    truth(&Vec::<u8>::new(), false);
    truth(&vec![0], true);
    truth(&[0; 0], false);
    truth(&[false], true);
    truth(&VecDeque::<u8>::new(), false);
    truth(&VecDeque::from([0]), true);
    // An empty map is an object without fields: true, as in Handlebars.
    truth(&BTreeMap::<String, u8>::new(), true);
    truth(&HashMap::<String, u8>::new(), true);
}

#[test]
fn objects() {
    #[derive(Data)]
    struct Empty {}
    #[derive(Data)]
    enum Light {
        Red,
        Green(u8),
    }
    truth(&Empty {}, true);
    truth(&(0, ""), true);
    truth(&Light::Red, true);
    truth(&Light::Green(0), true);
}

#[test]
fn optional_ones() {
    truth(&None::<u8>, false);
    truth(&Some(0), false);
    truth(&Some(1), true);
    truth(&Some(""), false);
    truth(&Some(None::<u8>), false);
    truth(&Some(Vec::<u8>::new()), false);
    truth(&Box::new(0), false);
    truth(&&&1, true);
}

#[test]
fn literals_and_results() {
    fn nothing() {}
    fn same(value: Value<'_>) -> Value<'_> {
        value
    }
    macro_rules! truths {
        ($($condition:literal $expected:literal)*) => { $(
            template_tests::renders!($condition, $expected);
        )* };
    }
    truths! {
        "{{if true 'yes' 'no'}}" "yes"
        "{{if false 'yes' 'no'}}" "no"
        "{{if null 'yes' 'no'}}" "no"
        "{{if undefined 'yes' 'no'}}" "no"
        "{{if 0 'yes' 'no'}}" "no"
        "{{if -0 'yes' 'no'}}" "no"
        "{{if 0.0 'yes' 'no'}}" "no"
        "{{if 1 'yes' 'no'}}" "yes"
        "{{if '' 'yes' 'no'}}" "no"
        "{{if '0' 'yes' 'no'}}" "yes"
        "{{if (nothing) 'yes' 'no'}}" "no"
        "{{if (same '') 'yes' 'no'}}" "no"
        "{{if (same 1) 'yes' 'no'}}" "yes"
    }
}

#[test]
fn loop_data() {
    let list = [1, 2, 3];
    template_tests::renders!(
        "{{#each list}}{{if @first 'F' 'f'}}{{if @last 'L' 'l'}}{{if @index 'I' 'i'}} {{/each}}",
        "Fli flI fLI "
    );
}
