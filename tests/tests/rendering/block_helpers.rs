//! Helpers that are called with a block.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
};
use template_runtime::{
    Block, Data, ErrorKind, Escaper, Stopped, Template, Value, helper, template,
};
use template_tests::{check, refuses, renders};

type Printed = Result<(), Stopped>;

#[helper]
fn panel(#[named] title: &str, #[block] block: &mut Block<'_, '_>) -> Printed {
    block.html("<b>")?;
    block.text(title)?;
    block.html("</b>")?;
    block.body(&[])
}

#[helper]
fn times(count: u32, #[block] block: &mut Block<'_, '_>) -> Printed {
    for i in 0..count {
        block.body(&[i.into(), (i + 1).into(), (i + 2).into()])?;
    }
    if count == 0 { block.otherwise() } else { Ok(()) }
}

#[helper]
fn show(#[block] block: &mut Block<'_, '_>) -> Printed {
    block.body(&[])
}

/// Gives the rest to the body, one after the other.
#[helper]
fn for_all<'v>(#[rest] values: &[Value<'v>], #[block] block: &mut Block<'_, 'v>) -> Printed {
    values.iter().try_for_each(|value| block.body(&[*value]))
}

/// Gives texts to the body that it makes itself.
#[helper]
fn words(text: &str, #[block] block: &mut Block<'_, '_>) -> Printed {
    for word in text.split(' ') {
        let loud = block.keep(word.to_uppercase())?;
        block.body(&[loud, word.len().into()])?;
    }
    Ok(())
}

fn upper(text: &str) -> String {
    text.to_uppercase()
}

#[test]
fn the_body_is_printed_where_the_helper_says() {
    renders!("a{{#panel title='T'}}[{{x}}]{{/panel}}b", { x = "<" }, "a<b>T</b>[&lt;]b");
    renders!("{{#panel title=x}}{{/panel}}", { x = "<" }, "<b>&lt;</b>");
    renders!("{{#panel title=(upper x)}}{{upper x}}{{/panel}}", { x = "t" }, "<b>T</b>T");
    renders!("{{#(show)}}x{{/show}}{{#self::show}}y{{/self::show}}", "xy");
}

#[test]
fn as_often_as_it_likes() {
    renders!("{{#times 3}}x{{/times}}{{#times 0}}x{{/times}}", "xxx");
    renders!("{{#times 2}}x{{else}}none{{/times}}{{#times 0}}x{{else}}none{{/times}}", "xxnone");
    renders!("{{#times 0}}x{{else if y}}y{{else}}z{{/times}}", { y = true }, "y");
    renders!("{{#if no}}a{{else times 2}}b{{else}}c{{/if}}", { no = false }, "bb");
    renders!("{{#times 0}}x{{else times 2 as |i|}}{{i}}{{/times}}", "01");
}

#[test]
fn block_params_are_what_the_helper_gives() {
    renders!("{{#times 2 as |i|}}{{i}},{{/times}}", "0,1,");
    renders!("{{#times 2 as |i j|}}{{i}}{{j}},{{/times}}", "01,12,");
    renders!("{{#times 2 as |_ _ k|}}{{k}},{{/times}}", "2,3,");
    // Those that it does not give are null.
    renders!("{{#times 1 as |a b c d|}}{{a}}{{b}}{{c}}[{{d}}]{{/times}}", "012[]");
    renders!("{{#for_all 1 'two' list map null as |x|}}{{#if x.k}}{{x.k}}{{else}}{{#if x.1}}{{x.1}}{{else}}{{x}}{{/if}}{{/if}};{{/for_all}}",
        { list = ["a", "b"], map = std::collections::BTreeMap::from([("k", 'v')]) }, "1;two;b;v;;");
    renders!("{{#words 'ab cde' as |word len|}}{{word}}{{len}} {{/words}}", "AB2 CDE3 ");
}

#[test]
fn names_mean_what_they_mean_outside() {
    #[derive(Data)]
    struct Team {
        name: &'static str,
    }
    let teams = [Team { name: "Owls" }, Team { name: "Foxes" }];
    renders!(
        "{{#each teams}}{{#times 2 as |i|}}{{name}}{{i}}{{@index}}{{@last}}{{../y}} {{/times}}{{/each}}",
        { teams = teams, y = 9 },
        "Owls00false9 Owls10false9 Foxes01true9 Foxes11true9 ",
    );
}

#[test]
fn everything_may_stand_in_a_body() {
    renders!(
        "{{#times 2 as |i|}}{{#each list as |x|}}{{#times 2 as |j|}}{{i}}{{x}}{{j}} {{/times}}{{/each}}{{/times}}",
        { list = ["a", "b"] },
        "0a0 0a1 0b0 0b1 1a0 1a1 1b0 1b1 "
    );
    renders!(
        "{{#times 2 as |i|}}{{#let (upper 'a') (concat i '-') as |a b|}}{{#panel title=b}}{{a}}{{b}}{{/panel}}{{/let}}{{/times}}",
        "<b>0-</b>A0-<b>1-</b>A1-"
    );
    renders!(
        "{{#panel title='1'}}{{#panel title='2'}}{{#panel title='3'}}x{{/panel}}{{/panel}}{{/panel}}",
        "<b>1</b><b>2</b><b>3</b>x"
    );
    renders!(
        "{{#words (concat 'ab ' (upper 'c')) as |w|}}{{#words (concat w ' x') as |v|}}{{upper (concat w v)}} {{/words}}{{/words}}",
        "ABAB ABX CC CX "
    );
}

/// What the helper is given stays while its bodies are printed, however much they put into scratch.
#[test]
fn arguments_outlive_the_bodies() {
    #[helper]
    fn around(text: &str, #[named] end: &str, #[block] block: &mut Block<'_, '_>) -> Printed {
        let kept = block.keep(format_args!("{text}{text}"))?;
        block.text(text)?;
        block.body(&[kept])?;
        block.text(text)?;
        block.body(&[kept])?;
        block.text(end)
    }
    renders!(
        "{{#around (upper 'a') end=(upper 'e') as |k|}}{{upper (concat (upper 'x') (upper 'y'))}}{{k}}{{/around}}",
        "AXYAAAXYAAE",
    );
    let long = "y".repeat(3000);
    renders!("{{#around (upper 'a') end=(upper 'e')}}{{len (upper (concat long long))}} {{/around}}",
        { long = long, fn len = str::len }, "A6000 A6000 E");
}

#[test]
fn errors_in_a_body_have_their_own_place() {
    fn odd(n: u32) -> Result<u32, &'static str> {
        if n % 2 == 1 { Ok(n) } else { Err("even") }
    }
    let error = refuses!(
        r"{{#times 2 as |i|}}
        {{odd i}}{{/times}}"
    );
    assert_eq!(error.kind.to_string(), "helper `odd`: even");
    assert_eq!(error.at.map(|at| at.column), Some(11));

    // Whatever the helper makes of it.
    #[helper]
    fn swallow(#[block] block: &mut Block<'_, '_>) -> &'static str {
        let _ = block.body(&[]);
        let _ = block.text("more");
        "done"
    }
    let error = refuses!("{{#(swallow)}}{{odd 2}}{{/swallow}}");
    assert_eq!(error.kind.to_string(), "helper `odd`: even");
    renders!("{{#(swallow)}}x{{/swallow}}", "xmoredone");

    #[helper]
    fn fails(#[block] block: &mut Block<'_, '_>) -> Result<(), String> {
        block.body(&[]).map_err(|stopped| stopped.to_string())?;
        Err("on its own".to_owned())
    }
    let error = refuses!("{{#(fails)}}x{{/fails}}");
    assert_eq!(error.kind.to_string(), "helper `fails`: on its own");
}

#[test]
fn a_wrong_argument_is_refused() {
    let error = refuses!("{{#times n}}x{{/times}}", n = -1);
    assert_eq!(
        error.kind.to_string(),
        "helper `times`: argument 1 must be an integer (`u32`), and is -1"
    );
}

#[test]
fn what_a_helper_returns_is_printed_too() {
    #[helper]
    fn count(#[block] block: &mut Block<'_, '_>) -> Result<u8, Stopped> {
        block.body(&[])?;
        Ok(7)
    }
    renders!("{{#(count)}}<{{/count}}", "<7");
}

#[test]
fn text_is_escaped_as_the_template_says() {
    struct Brackets;
    impl Escaper for Brackets {
        fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
            write!(output, "[{text}]")
        }
    }
    let page = template!(escape = Brackets, "{{#panel title='a'}}{{'b'}}{{{'c'}}}{{/panel}}");
    check(&page, "<b>[a]</b>[b]c");
    let page = template!(text, "{{#panel title='<'}}{{'<'}}{{/panel}}");
    check(&page, "<b><</b><");
}

#[test]
fn an_output_that_is_full_is_counted_on() {
    let page = template!("{{#times 3 as |i|}}{{#panel title='T'}}{{i}}{{/panel}}{{/times}}");
    let needed = page.render().map(|page| page.len()).unwrap_or_default();
    let full = Err(ErrorKind::OutputFull { needed }.into());
    for len in 0..needed {
        assert_eq!(page.render_into(&mut vec![0; len]), full);
    }
}

#[test]
fn a_writer_that_fails_stops_the_helper() {
    struct Full;
    impl fmt::Write for Full {
        fn write_str(&mut self, _: &str) -> fmt::Result {
            Err(fmt::Error)
        }
    }
    let page = template!("{{#times 3}}x{{/times}}");
    assert_eq!(page.render_to(&mut Full).map_err(|error| error.kind), Err(ErrorKind::Write));
}

#[test]
fn a_panic_breaks_nothing() {
    fn burn(n: u32) -> u32 {
        assert!(n < 1, "burnt");
        n
    }
    /// Catches what happens in its block, and goes on.
    #[helper]
    fn guard(#[block] block: &mut Block<'_, '_>) -> Printed {
        let caught = catch_unwind(AssertUnwindSafe(|| block.body(&[])));
        let Ok(printed) = caught else { return block.text("caught") };
        printed
    }
    let page = template!("{{#times n as |i|}}{{upper 'a'}}{{burn i}}{{/times}}", n = 2);
    assert!(catch_unwind(AssertUnwindSafe(|| page.render())).is_err());
    check(&template!("{{#times n as |i|}}{{upper 'a'}}{{burn i}}{{/times}}", n = 1), "A0");
    // The output is lost with the panic: that is an error, and nothing worse.
    let page = template!("{{#(guard)}}{{#times 2 as |i|}}{{burn i}}{{/times}}{{/guard}}");
    assert!(page.render().is_err());
}

#[test]
fn a_render_inside_of_a_block() {
    #[helper]
    fn twice(#[block] block: &mut Block<'_, '_>) -> Printed {
        let inner = template!("{{#times 2 as |i|}}{{i}}{{/times}}").to_string();
        block.text(inner)?;
        block.body(&[])
    }
    renders!("{{#(twice)}}{{#(twice)}}x{{/twice}}{{/twice}}", "0101x");
}
