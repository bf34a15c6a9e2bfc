//! What the flatten stage makes of each construct: `flatten.txt` has the programs before any
//! optimisation.

mod programs;

#[test]
fn every_construct_becomes_one_sequence() {
    programs::compare("flatten.txt", |text| programs::ops(text, false));
}

#[test]
fn nesting_adds_nothing_but_what_is_nested() {
    let nested = |n| {
        let head = "(f ".repeat(n);
        programs::ops(&format!("{{{{f {head}a{}}}}}", ")".repeat(n)), false).lines().count()
    };
    // `PushArgs` and `CallHelper` for each.
    assert_eq!(nested(100) - nested(99), 2);
    assert_eq!(nested(300) - nested(100), 400);
}
