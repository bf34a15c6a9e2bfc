//! Numbers print as JavaScript prints them.

use serde_json::{Number, Value as Json, json};
use template_runtime::Tree;
use template_tests::renders;

/// Checks the output for a number, given as JSON.
#[track_caller]
fn prints(text: &str, expected: &str) {
    let json: Json = serde_json::from_str(text).expect("a number");
    renders!("{{json}} {{list.0}}", { list = [&json], json = &json }, &format!("{expected} {expected}"));
}

#[test]
fn json() {
    prints("0", "0");
    prints("-0.0", "0");
    prints("1.0", "1");
    prints("-1.50", "-1.5");
    prints("0.1", "0.1");
    prints("1e2", "100");
    prints("1e21", "1e+21");
    prints("1e-7", "1e-7");
    prints("100000000000000000000", "100000000000000000000");
    prints("9223372036854775807", "9223372036854775807");
    prints("-9223372036854775808", "-9223372036854775808");
    prints("9223372036854775808", "9223372036854775808");
    prints("18446744073709551615", "18446744073709551615");
    prints("18446744073709551616", "18446744073709552000");
    prints("1.7976931348623157e308", "1.7976931348623157e+308");
}

#[test]
fn numbers_alone() {
    let number = Number::from(u64::MAX);
    renders!("{{number}}", "18446744073709551615");
    let number = Number::from_f64(2.0).expect("finite");
    renders!("{{number}}", "2");
}

#[test]
fn trees() {
    renders!("{{n}}", { n = Tree::Float(1.0) }, "1");
    renders!("{{n}}", { n = Tree::Float(f64::NAN) }, "NaN");
    renders!("{{n}}", { n = Tree::Float(f64::NEG_INFINITY) }, "-Infinity");
    renders!("{{n}}", { n = Tree::Int(i64::MIN) }, "-9223372036854775808");
}

#[test]
fn helpers_take_them_as_numbers() {
    fn half(n: f64) -> f64 {
        n / 2.0
    }
    fn next(n: u64) -> u64 {
        n.wrapping_add(1)
    }
    let json = json!({ "i": 3, "f": 2.5, "u": u64::MAX });
    renders!("{{half json.i}} {{half json.f}} {{next json.i}} {{next json.u}}", "1.5 1.25 4 0");
}
