//! Helpers that are called with a block.

use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
};
use template_runtime::{
    Block, Data, DynHelper, ErrorKind, Escaper, SafeHtml, Stopped, Template, Tree, Value, callable,
    dyn_helper, helper, helpers::slice, template,
};
use template_tests::{check, fails, failure, renders};

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

/// Passes the rest arguments to the body, one after the other.
#[helper]
fn for_all<'v>(#[rest] values: &[Value<'v>], #[block] block: &mut Block<'_, 'v>) -> Printed {
    values.iter().try_for_each(|value| block.body(&[*value]))
}

/// Passes texts to the body that the helper creates.
#[helper]
fn words(text: &str, #[block] block: &mut Block<'_, '_>) -> Printed {
    for word in text.split(' ') {
        let loud = block.keep(word.to_uppercase())?;
        block.body(&[loud, word.len().into()])?;
    }
    Ok(())
}

/// Prints the result of a helper for each value, with the body as a separator.
#[helper]
fn map_join<'v>(
    to: DynHelper<'v>,
    #[rest] values: &[Value<'v>],
    #[block] block: &mut Block<'_, 'v>,
) -> Printed {
    values.iter().enumerate().try_for_each(|(i, value)| {
        if i > 0 {
            block.body(&[])?;
        }
        block.call(to, &[*value])
    })
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
fn the_body_is_printed_any_number_of_times() {
    renders!("{{#times 3}}x{{/times}}{{#times 0}}x{{/times}}", "xxx");
    renders!("{{#times 2}}x{{else}}none{{/times}}{{#times 0}}x{{else}}none{{/times}}", "xxnone");
    renders!("{{#times 0}}x{{else if y}}y{{else}}z{{/times}}", { y = true }, "y");
    renders!("{{#if no}}a{{else times 2}}b{{else}}c{{/if}}", { no = false }, "bb");
    renders!("{{#times 0}}x{{else times 2 as |i|}}{{i}}{{/times}}", "01");
}

#[test]
fn block_params_are_values_of_the_helper() {
    renders!("{{#times 2 as |i|}}{{i}},{{/times}}", "0,1,");
    renders!("{{#times 2 as |i j|}}{{i}}{{j}},{{/times}}", "01,12,");
    renders!("{{#times 2 as |_ _ k|}}{{k}},{{/times}}", "2,3,");
    // Block params without a value are null.
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
        { teams = &teams, y = 9 },
        "Owls00false9 Owls10false9 Foxes01true9 Foxes11true9 ",
    );
}

#[test]
fn bodies_may_contain_every_construct() {
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

/// The arguments stay valid while the bodies are printed, however much scratch memory these use.
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
        { long = &long, fn len = str::len }, "A6000 A6000 E");
}

#[test]
fn errors_in_a_body_have_their_own_place() {
    fn odd(n: u32) -> Result<u32, &'static str> {
        if n % 2 == 1 { Ok(n) } else { Err("even") }
    }
    let error = failure!(
        r"{{#times 2 as |i|}}
        {{odd i}}{{/times}}"
    );
    assert_eq!(error.kind().to_string(), "helper `odd`: even");
    assert_eq!(error.column(), Some(11));

    // Regardless of how the helper handles it.
    #[helper]
    fn swallow(#[block] block: &mut Block<'_, '_>) -> &'static str {
        let _ = block.body(&[]);
        let _ = block.text("more");
        "done"
    }
    let error = failure!("{{#(swallow)}}{{odd 2}}{{/swallow}}");
    assert_eq!(error.kind().to_string(), "helper `odd`: even");
    renders!("{{#(swallow)}}x{{/swallow}}", "xmoredone");

    #[helper]
    fn fails(#[block] block: &mut Block<'_, '_>) -> Result<(), String> {
        block.body(&[]).map_err(|stopped| stopped.to_string())?;
        Err("on its own".to_owned())
    }
    let error = failure!("{{#(fails)}}x{{/fails}}");
    assert_eq!(error.kind().to_string(), "helper `fails`: on its own");
}

#[test]
fn a_wrong_argument_is_rejected() {
    let error = failure!("{{#times n}}x{{/times}}", n = -1);
    assert_eq!(
        error.kind().to_string(),
        "helper `times`: argument 1 must be an integer (`u32`), but is -1"
    );
}

#[test]
fn results_are_printed() {
    #[helper]
    fn count(#[block] block: &mut Block<'_, '_>) -> Result<u8, Stopped> {
        block.body(&[])?;
        Ok(7)
    }
    renders!("{{#(count)}}a{{/count}}", "a7");
}

struct Brackets;

impl Escaper for Brackets {
    fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
        write!(output, "[{text}]")
    }
}

#[test]
fn text_is_escaped_by_the_escaper_of_the_template() {
    let page = template!(escape = Brackets, "{{#panel title='a'}}{{'b'}}{{{'c'}}}{{/panel}}");
    check(&page, "<b>[a]</b>[b]c");
    let page = template!(text, "{{#panel title='<'}}{{'<'}}{{/panel}}");
    check(&page, "<b><</b><");
}

#[test]
fn a_full_output_still_counts() {
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
    assert_eq!(
        page.render_to(&mut Full).map_err(|error| error.kind().clone()),
        Err(ErrorKind::Write)
    );
}

#[test]
fn a_display_that_fails_stops_the_helper() {
    struct Fails;
    impl fmt::Display for Fails {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            Err(fmt::Error)
        }
    }
    #[helper]
    fn prints(_: u8, #[block] block: &mut Block<'_, '_>) -> Printed {
        block.text(Fails)
    }
    assert_eq!(*failure!("{{#prints 1}}x{{/prints}}").kind(), ErrorKind::Display);
}

#[test]
fn a_panic_breaks_nothing() {
    fn burn(n: u32) -> u32 {
        assert!(n < 1, "burnt");
        n
    }
    /// Catches a panic in its block, and continues.
    #[helper]
    fn guard(#[block] block: &mut Block<'_, '_>) -> Printed {
        let caught = catch_unwind(AssertUnwindSafe(|| block.body(&[])));
        let Ok(printed) = caught else { return block.text("caught") };
        printed
    }
    let page = template!("{{#times n as |i|}}{{upper 'a'}}{{burn i}}{{/times}}", n = 2);
    assert!(catch_unwind(AssertUnwindSafe(|| page.render())).is_err());
    check(&template!("{{#times n as |i|}}{{upper 'a'}}{{burn i}}{{/times}}", n = 1), "A0");
    // The panic loses the output, which is an error.
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

#[test]
fn a_helper_that_is_a_value_is_called() {
    let f = dyn_helper!(upper);
    renders!("{{#map_join (helper upper) 'a' '<' 'c'}}, {{/map_join}}", "A, &lt;, C");
    renders!("{{#map_join f 'a' 'b'}}<br>{{x}}{{/map_join}}", { f = f, x = "&" }, "A<br>&amp;B");
    renders!("{{#map_join f}}x{{/map_join}}", { f = f }, "");
    // The result is printed as `{{…}}` prints it.
    let offset = 2;
    let add = callable!(|n: i64| n + offset);
    let safe = dyn_helper!(|text: &str| SafeHtml(format!("<{text}>")));
    let large = dyn_helper!(|n: u8| u128::MAX - u128::from(n));
    renders!(
        "{{#map_join f 1 2.0}} {{/map_join}}",
        { f = dyn_helper!(|n: f64| n / 4.0) },
        "0.25 0.5"
    );
    renders!("{{#map_join add 1 2}} {{/map_join}}", { add = &add }, "3 4");
    renders!("{{#map_join f 'a' 'b'}} {{/map_join}}", { f = safe }, "<a> <b>");
    renders!("{{#map_join f 0}} {{/map_join}}", { f = large }, &u128::MAX.to_string());
    renders!(
        "{{#map_join f 'a' null}};{{/map_join}}",
        { f = dyn_helper!(|v: Option<&str>| v.map(str::len)) },
        "1;"
    );
    // With its own arguments, and with those of the block.
    renders!("{{#map_join (helper slice 'stressed') 1 -2}}|{{/map_join}}", "tressed|ed");
    renders!(
        "{{#words 'a b' as |w|}}{{#map_join @f w w}}-{{w}}-{{#map_join @f 'x' w}}+{{/map_join}}-{{/map_join}};{{/words}}",
        { f = f },
        "A-A-X+A-A;B-B-X+B-B;"
    );
    let page = "<p>".repeat(500);
    renders!("{{#map_join f x x}}-{{/map_join}}", { f = safe, x = page.as_str() },
        &format!("<{page}>-<{page}>"));
}

#[test]
fn calls_of_a_custom_escaper() {
    template! {
        #[template(escape = Brackets)]
        struct Page<'a> {
            f: DynHelper<'a>,
        }

        "{{#map_join f 'a' null}}, {{@f 'b'}} {{/map_join}}{{#each (array 'x' 'y')}}{{#map_join @f this this}}{{/map_join}}{{/each}}"
    }
    let f = dyn_helper!(|text: Option<&str>| text.map(|text| format!("{text}{text}")));
    check(&Page { f }, "[aa], [bb] [xx][xx][yy][yy]");
    let f = dyn_helper!(|text: Option<&str>| text.map(|text| SafeHtml(format!("{text}{text}"))));
    check(&Page { f }, "aa, bb xxxxyyyy");
    let error = fails(&Page { f: dyn_helper!(|_: i8| 1) });
    assert_eq!(
        error.kind().to_string(),
        "helper: argument 1 must be an integer (`i8`), but is \"a\""
    );
}

#[test]
fn errors_of_a_helper_that_is_called() {
    fn odd(n: i64) -> Result<i64, &'static str> {
        if n % 2 == 0 { Err("it is even") } else { Ok(n) }
    }
    fn helper_itself(_: u8) -> DynHelper<'static> {
        dyn_helper!(upper)
    }
    let error = failure!("{{#(show)}}{{#map_join (helper odd) 1 2}}, {{/map_join}}{{/show}}");
    assert_eq!(error.kind().to_string(), "helper `odd`: it is even");
    // The position of the block, which is on this line.
    assert_eq!(error.column(), Some(41));
    let of_the_block =
        failure!("{{#(show)}}{{#map_join x}}, {{/map_join}}{{/show}}", x = Tree::Int(1));
    assert_eq!(
        of_the_block.kind().to_string(),
        "helper `map_join`: argument 1 must be a helper, but is 1"
    );
    assert_eq!(
        failure!("{{#map_join f 1}}{{/map_join}}", f = dyn_helper!(upper)).kind().to_string(),
        "helper `upper`: argument 1 must be text, but is 1"
    );
    assert_eq!(
        failure!("{{#map_join f 1}}{{/map_join}}", f = dyn_helper!(|| 1)).kind().to_string(),
        "helper: it takes 0 arguments, but 1 was given"
    );
    assert_eq!(
        *failure!("{{#map_join f 1}}{{/map_join}}", f = dyn_helper!(helper_itself)).kind(),
        ErrorKind::NotPrintable { got: "a helper" }
    );
    // How the helper handles the error does not matter.
    #[helper]
    fn goes_on<'v>(to: DynHelper<'v>, #[block] block: &mut Block<'_, 'v>) -> Printed {
        assert_eq!(block.call(to, &[Value::Null]), Err(Stopped));
        assert_eq!(block.call(to, &[1.into()]), Err(Stopped));
        assert_eq!(block.text("text"), Err(Stopped));
        Ok(())
    }
    assert_eq!(
        failure!("{{#goes_on (helper odd)}}{{/goes_on}}").kind().to_string(),
        "helper `odd`: argument 1 must be an integer (`i64`), but is null; a parameter of type `Option` accepts null, and `{{#if}}` can skip the call"
    );
}
