//! Templates of strangers: limits of what a render uses.

use std::{
    collections::BTreeMap,
    fmt::{self, Write},
};
use template_runtime::{
    Block, Compiler, Error, ErrorKind, Helpers, Stopped, Template, helper, helpers, template,
};

/// `n` nested loops of ten iterations.
fn loops(n: usize, body: &str) -> String {
    let array = "{{#let (array 0 1 2 3 4 5 6 7 8 9) as |xs|}}";
    format!("{array}{}{body}{}{{{{/let}}}}", "{{#each xs}}".repeat(n), "{{/each}}".repeat(n))
}

/// A text that is doubled `n` times.
fn doubled(n: usize) -> String {
    let mut text = "{{#let 'abcdefgh' as |x|}}".to_owned();
    for _ in 0..n {
        text += "{{#let (concat x x) as |x|}}";
    }
    text + "{{len x}}" + &"{{/let}}".repeat(n + 1)
}

fn failure(compiler: &Compiler, text: &str) -> Error {
    let page = compiler.compile(text).unwrap_or_else(|error| panic!("{error}"));
    page.render(&()).expect_err("the render fails")
}

#[test]
fn loops_run_out_of_fuel() {
    let compiler = Compiler::new().fuel(10_000);
    for (text, is_enough) in [
        (loops(3, ""), true),
        (loops(3, "{{this}}"), true),
        (loops(4, "."), false),
        (loops(30, ""), false),
        (loops(4, "{{#if this}}{{@index}}{{/if}}"), false),
    ] {
        let rendered = compiler.compile(text.as_str()).unwrap().render(&());
        match rendered {
            Ok(_) => assert!(is_enough, "{text}"),
            Err(error) => {
                assert!(!is_enough, "{text}");
                assert_eq!(*error.kind(), ErrorKind::OutOfFuel { steps: 10_000 });
                assert_eq!(error.line(), Some(1));
            }
        }
    }
}

#[test]
fn bodies_of_helpers_count() {
    #[helper]
    fn forever(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
        loop {
            block.body(&[])?;
        }
    }
    let compiler = Compiler::new().helpers(helpers![forever]).fuel(1000);
    for text in ["{{#(forever)}}{{/forever}}", "{{#(forever)}}a{{b}}{{/forever}}"] {
        assert_eq!(*failure(&compiler, text).kind(), ErrorKind::OutOfFuel { steps: 1000 });
    }
}

#[test]
fn scratch_memory_is_limited() {
    let compiler = Compiler::new().helpers(Helpers::standard()).scratch(1 << 16);
    assert_eq!(compiler.compile(doubled(11)).unwrap().render(&()).as_deref(), Ok("16384"));
    for text in [doubled(20), doubled(40), "{{#let (array 1 2) as |x|}}{{#let (replace (replace 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' 'a' 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') 'a' 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa') as |y|}}{{len y}}{{/let}}{{/let}}".to_owned()] {
        let error = failure(&compiler, &text);
        assert!(matches!(error.kind(), ErrorKind::ScratchFull { .. }), "{error}");
    }
    // The default.
    let error = failure(&Compiler::new().helpers(Helpers::standard()), &doubled(60));
    assert!(matches!(error.kind(), ErrorKind::ScratchFull { .. }), "{error}");
}

#[test]
fn a_list_of_a_list_twice_ends() {
    type Check = fn(&ErrorKind) -> bool;
    let (first, next) = ("{{#let (array 'x') as |x|}}", "{{#let (array x x) as |x|}}");
    let output = |kind: &ErrorKind| *kind == ErrorKind::OutputLimit { bytes: 10_000 };
    let scratch = |kind: &ErrorKind| matches!(kind, ErrorKind::ScratchFull { .. });
    // The printer of scripts permits 32 levels, and `json` 128.
    let cases: [(usize, &str, Check); 4] = [
        (101, "{{json x}}", output),
        (101, "{{len (json x)}}", scratch),
        (31, "<script>y = {{json x}}</script>", scratch),
        (31, "<script>y = {{x}}</script>", output),
    ];
    let compiler = Compiler::new().helpers(Helpers::standard()).output(10_000).scratch(1 << 16);
    for (levels, print, is_expected) in cases {
        let page =
            format!("{first}{}{print}{}", next.repeat(levels - 1), "{{/let}}".repeat(levels));
        let error = failure(&compiler, &page);
        assert!(is_expected(error.kind()), "{print}: {error}");
    }
}

#[test]
fn outputs_are_limited() {
    let text = loops(3, "0123456789");
    for (limit, is_enough) in [(10_000, true), (9_999, false), (100, false), (0, false)] {
        let page = Compiler::new().output(limit).compile(text.as_str()).unwrap();
        let rendered =
            page.render(&()).map(|page| page.len()).map_err(|error| error.kind().clone());
        let expected =
            if is_enough { Ok(10_000) } else { Err(ErrorKind::OutputLimit { bytes: limit }) };
        assert_eq!(rendered, expected);
    }
    // The render stops, long before the limit of steps.
    let compiler = Compiler::new().output(1 << 20).fuel(u64::MAX);
    let error = failure(&compiler, &loops(40, "0123456789"));
    assert_eq!(*error.kind(), ErrorKind::OutputLimit { bytes: 1 << 20 });
}

/// A writer that fails after a number of bytes.
struct Fails(usize);

impl Write for Fails {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.checked_sub(text.len()).ok_or(fmt::Error)?;
        Ok(())
    }
}

#[test]
fn a_writer_that_has_failed_stops_the_render() {
    let page = Compiler::new().fuel(u64::MAX).compile(loops(40, "0123456789")).unwrap();
    let error = page.render_to(&(), &mut Fails(5000)).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::Write);
    // In a template of the macro, over items at places and over others.
    template! {
        struct Page<'a> {
            rows: &'a [u8],
            map: BTreeMap<u8, u8>,
        }
        "{{#each rows}}{{#each ../rows}}{{#each ../../rows}}{{#each ../../../rows}}{{#each ../../../../rows}}{{#each @map}}{{this}}{{@key}}{{/each}}{{#each ../../../../../rows}}{{this}}{{@index}},{{/each}}{{/each}}{{/each}}{{/each}}{{/each}}{{/each}}"
    }
    let page = Page { rows: &[7; 200], map: BTreeMap::from([(1, 2)]) };
    assert_eq!(
        page.render_to(&mut Fails(5000)).map_err(|error| error.kind().clone()),
        Err(ErrorKind::Write)
    );
}
