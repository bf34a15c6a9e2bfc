//! Numbers print as JavaScript prints them.

use template_tests::renders;

#[test]
fn integers() {
    renders!("{{a}} {{b}} {{c}}", { a = 0_u8, b = i8::MIN, c = u8::MAX }, "0 -128 255");
    renders!("{{a}} {{b}} {{c}}", { a = i16::MIN, b = u16::MAX, c = -1_i16 }, "-32768 65535 -1");
    renders!("{{a}} {{b}} {{c}}", { a = i32::MIN, b = i32::MAX, c = u32::MAX }, "-2147483648 2147483647 4294967295");
    renders!("{{a}} {{b}} {{c}}", { a = i64::MIN, b = i64::MAX, c = u64::MAX }, "-9223372036854775808 9223372036854775807 18446744073709551615");
    renders!("{{a}} {{b}} {{c}}", { a = isize::MIN, b = isize::MAX, c = usize::MAX }, "-9223372036854775808 9223372036854775807 18446744073709551615");
    renders!("{{a}} {{b}} {{c}}", { a = i128::MIN, b = i128::MAX, c = u128::MAX },
        "-170141183460469231731687303715884105728 170141183460469231731687303715884105727 340282366920938463463374607431768211455");
    renders!("{{a}} {{b}} {{c}}", { a = i128::from(i64::MIN) - 1, b = u128::from(u64::MAX) + 1, c = i128::from(u64::MAX) },
        "-9223372036854775809 18446744073709551616 18446744073709551615");
    renders!("{{a}} {{b}} {{c}}", { a = 1_i128, b = 1_u128, c = 0_u128 }, "1 1 0");
}

#[cfg(feature = "alloc")]
#[test]
fn every_number_of_digits() {
    let (mut powers, mut expected) = (Vec::new(), String::new());
    for exponent in 0..20 {
        let power = 10_u64.pow(exponent);
        powers.extend([power - 1, power, power + 1]);
        expected += &format!("{} {} {} ", power - 1, power, power + 1);
    }
    renders!("{{#each powers}}{{this}} {{/each}}", &expected);
}

#[test]
fn floats() {
    #[track_caller]
    fn prints(x: f64, expected: &str) {
        renders!("{{x}}", expected);
    }
    prints(1.0, "1");
    prints(-1.0, "-1");
    prints(0.0, "0");
    prints(-0.0, "0");
    prints(1.5, "1.5");
    prints(0.1 + 0.2, "0.30000000000000004");
    prints(100.0, "100");
    prints(123_456_789.125, "123456789.125");
    prints(1e20, "100000000000000000000");
    prints(1e21, "1e+21");
    prints(1.5e21, "1.5e+21");
    prints(-1e21, "-1e+21");
    prints(123e-20, "1.23e-18");
    prints(1e-6, "0.000001");
    prints(1e-7, "1e-7");
    prints(1.25e-7, "1.25e-7");
    prints(5e-324, "5e-324");
    prints(f64::MAX, "1.7976931348623157e+308");
    prints(f64::MIN_POSITIVE, "2.2250738585072014e-308");
    prints(9_007_199_254_740_993.0, "9007199254740992");
    prints(f64::NAN, "NaN");
    prints(-f64::NAN, "NaN");
    prints(f64::INFINITY, "Infinity");
    prints(f64::NEG_INFINITY, "-Infinity");
}

#[test]
fn short_floats_have_the_digits_they_need() {
    renders!("{{a}} {{b}}", { a = 0.1_f32, b = f64::from(0.1_f32) }, "0.1 0.10000000149011612");
    renders!("{{a}} {{b}} {{c}}", { a = f32::MAX, b = f32::MIN_POSITIVE, c = 16_777_216_f32 }, "3.4028235e+38 1.1754944e-38 16777216");
    renders!("{{a}} {{b}} {{c}} {{d}}", { a = f32::NAN, b = f32::NEG_INFINITY, c = -0.0_f32, d = 1e21_f32 }, "NaN -Infinity 0 1e+21");
}

#[test]
fn numbers_in_concatenations() {
    // `concat` prints its arguments, too; `show` receives the result.
    fn show(s: &str) -> &str {
        s
    }
    renders!("{{show (concat a ' ' b ' ' c ' ' d)}}", { a = 1.0, b = 1e21, c = -0.0, d = 0.1_f32 }, "1 1e+21 0 0.1");
    renders!("{{show (concat a b c)}}", { a = f64::NAN, b = u64::MAX, c = i128::MIN },
        "NaN18446744073709551615-170141183460469231731687303715884105728");
}

#[test]
fn numbers_are_not_escaped() {
    renders!("{{{a}}} {{{b}}} {{b}} {{true}}", { a = 1.5, b = -1 }, "1.5 -1 -1 true");
}
