//! Names that could collide with those in the generated code.

use template_runtime::Data;
use template_tests::renders;

#[test]
fn helpers_with_the_names_of_generated_variables() {
    fn args(n: u8) -> u8 {
        n + 1
    }
    fn sink(n: u8) -> u8 {
        n + 2
    }
    fn probe(n: u8) -> u8 {
        n + 3
    }
    fn tag(n: u8) -> u8 {
        n + 4
    }
    fn program(n: u8) -> u8 {
        n + 5
    }
    fn out(n: u8) -> u8 {
        n + 6
    }
    renders!("{{probe 0}} {{tag 0}} {{program 0}} {{out 0}}", "3 4 5 6");
    renders!("{{args 0}} {{sink 0}}", "1 2");
}

#[test]
#[expect(clippy::just_underscores_and_digits, reason = "as the macro's own")]
fn data_with_the_names_of_generated_variables() {
    let (args, sink, helper, tag, this_one, index, field, out) = (1, 2, 3, 4, 5, 6, 7, 8);
    renders!("{{args}}{{sink}}{{helper}}{{tag}}{{this_one}}{{index}}{{field}}{{out}}", "12345678");
    let (__0, __1) = (1, 2);
    renders!("{{__1}}{{__0}}{{a}}", { a = 3 }, "213");
}

#[test]
fn types_with_the_names_of_ops_and_of_the_prelude() {
    #[derive(Data, Clone, Copy)]
    struct Text;
    #[derive(Data)]
    enum Option {
        None,
        Some { value: u8 },
    }
    #[derive(Data)]
    struct Count<'a> {
        jump: &'a str,
        text: Text,
        result: Option,
    }
    #[derive(Data)]
    struct Span(u8);
    #[derive(Data)]
    #[expect(dead_code)]
    enum Result {
        Ok(u8),
        Err,
    }
    #[expect(dead_code)]
    type String = u8;
    let x = Count { jump: "j", text: Text, result: Option::Some { value: 1 } };
    renders!("{{x.jump}}{{#if x.text}}t{{/if}}{{x.result.value}}{{y.0}}{{z.0}}{{w}}",
        { y = Span(2), z = Result::Ok(3), w = Option::None }, "jt123None");
}

#[test]
fn functions_with_the_names_of_blocks_in_a_path() {
    mod odd {
        pub(super) fn each(n: u8) -> u8 {
            n
        }
    }
    renders!("{{odd::each 1}}", "1");
}

#[test]
fn traits_with_the_same_methods() {
    // A user-defined trait with methods of the same names does not interfere.
    #[expect(dead_code)]
    trait Confusing {
        fn tag(&self) -> u8 {
            0
        }
        fn value(&self) -> u8 {
            0
        }
        fn give(self)
        where
            Self: Sized,
        {
        }
    }
    impl<T> Confusing for T {}
    fn shout(s: &str) -> std::string::String {
        s.to_uppercase()
    }
    let x = "x";
    renders!("{{shout (shout x)}}{{x}}", "Xx");
}
