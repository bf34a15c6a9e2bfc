//! Deep, large and invalid templates: none may cause a panic, or take more than linear time.

use std::thread;
use std::time::{Duration, Instant};
use template_compiler::Source;
use template_compiler::parse::ast::TemplateAst;
use template_compiler::{limits::MAX_NESTING, parse::parse};

/// Runs `test` on a thread with a stack of `kilobytes`.
fn on_stack(kilobytes: usize, test: impl FnOnce() + Send + 'static) {
    let thread = thread::Builder::new().stack_size(kilobytes * 1024).spawn(test).unwrap();
    thread.join().unwrap();
}

fn calls(depth: usize, open: &str) -> String {
    format!("{{{{{}a{}}}}}", open.repeat(depth), ")".repeat(depth))
}

fn blocks(depth: usize) -> String {
    format!("{}{}", "{{#a}}".repeat(depth), "{{/a}}".repeat(depth))
}

/// Returns the message of the only error.
fn error_message(text: &str) -> String {
    let errors = parse(text).unwrap_err();
    assert_eq!(errors.len(), 1, "{errors:#?}");
    errors[0].message.clone()
}

/// Clones, compares and formats a tree, which recurses.
fn recurse(template: &TemplateAst) {
    let copy = template.clone();
    assert_eq!(copy, *template);
    assert!(!format!("{copy:?}").is_empty());
}

#[test]
fn nesting_up_to_the_limit() {
    on_stack(2048, || {
        recurse(&parse(&calls(300, "(f k=")).unwrap());
        recurse(&parse(&calls(MAX_NESTING, "(f ")).unwrap());
        recurse(&parse(&blocks(MAX_NESTING)).unwrap());
        let chain = |tag: &str, length| format!("{{{{#a}}}}{}{{{{/a}}}}", tag.repeat(length));
        recurse(&parse(&chain("{{else with b}}", MAX_NESTING - 1)).unwrap());
        // Conditions of an `else` chain are not nested.
        recurse(&parse(&chain("{{else if b}}", 10_000)).unwrap());
    });
}

#[test]
fn nesting_beyond_the_limit() {
    on_stack(512, || {
        let message = "parentheses are nested more than 512 levels deep";
        assert_eq!(error_message(&calls(MAX_NESTING + 1, "(f ")), message);
        assert_eq!(error_message(&calls(10_000, "(f k=")), message);
        assert_eq!(error_message(&calls(10_000, "(")), message);
        assert_eq!(error_message(&format!("{{{{{}", "(".repeat(10_000))), message);
        let message = "blocks are nested more than 512 levels deep";
        assert_eq!(error_message(&blocks(MAX_NESTING + 1)), message);
        assert_eq!(error_message(&"{{#a}}".repeat(10_000)), message);
        // After `else` too, with any number of blocks before it.
        let chain = |depth: usize| format!("{{{{#a}}}}{}", "{{else with b}}".repeat(depth));
        assert_eq!(error_message(&chain(MAX_NESTING)), message);
        assert_eq!(
            error_message(&format!("{}{}", chain(10), "{{#a}}".repeat(MAX_NESTING - 10))),
            message
        );
    });
}

#[test]
fn a_small_stack_causes_an_error_without_a_crash() {
    on_stack(256, || {
        let message = "parentheses are nested too deeply for the stack of this thread";
        assert_eq!(error_message(&calls(MAX_NESTING, "(f k=")), message);
    });
}

/// Quadratic time would take minutes.
#[test]
fn time_is_linear_in_size() {
    const SIZE: usize = 50_000;
    let fill = |piece: &str| piece.repeat(SIZE / piece.len());
    let around = |head: &str, piece: &str, tail: &str| format!("{head}{}{tail}", fill(piece));
    let texts = [
        fill("some text of a page, {{shout user.name}}</p>\n"),
        fill("no mustache at all\n"),
        fill("{"),
        fill("{ "),
        fill("}"),
        fill("\\"),
        fill("\\{{"),
        fill("\\\\{{a}}"),
        fill("{{"),
        fill("{{a "),
        fill("{{\""),
        fill("{{a '}} "),
        fill("{{a[ "),
        fill("{{a[ }} "),
        fill("{{!-- }}"),
        fill("{{a,}}"),
        fill("{{> a}}"),
        fill("{{{{a}}}} "),
        fill("{{{{raw}}}} "),
        fill("{{{{raw}}}} {{{{/raw}}}}"),
        fill("{{{{raw}}}} {{{{/row}}}}"),
        fill("{{{{/raw}}}} "),
        fill("{{else}}"),
        fill("{{/a}}"),
        fill("{{#a}}{{#b}}{{/a}}{{/b}}"),
        fill("{{#a}}{{/b}}"),
        fill("{{#a}}{{else}}{{/a}}"),
        around("{{#a}}", "{{else b}}", "{{/a}}"),
        around("{{#a}}", " \n", "{{/a}}"),
        around("{{f ", "a ", "}}"),
        around("{{f ", "a=1 ", "}}"),
        around("{{", "a.", "a}}"),
        around("{{", "../", "a}}"),
        around("{{a", " ", "}}"),
        around("{{", "[", ""),
        around("{{#a ", "as ", "}}{{/a}}"),
        around("{{#a as |", "a ", "|}}{{/a}}"),
    ];
    for text in texts {
        let start = Instant::now();
        let _ = parse(&text);
        let time = start.elapsed();
        let head = &text[..20];
        assert!(time < Duration::from_secs(60), "{head} took {time:?}");
    }
}

/// Mutates templates, and checks for panics and for spans outside the text.
#[test]
fn mutated_templates_have_valid_spans() {
    const SEEDS: [&str; 8] = [
        "<h1>{{title}}</h1>\n{{#each teams as |team i|}}\n  {{shout team.name k=(f 1 \"x\")}}\n{{else}}\n none\n{{/each}}\n",
        "{{#if (eq a.b 'c}}d')}} {{~{raw}~}} {{&amp}} {{else if @../index}}{{^}}é{{/if}}",
        "\\{{a}} \\\\{{b}} {{! c }} {{!-- }} --}} {{~! d ~}}",
        "{{> partial}} {{#> block}}{{/block}} {{#*inline \"a\"}}{{/inline}} {{{{raw}}}} {{{{/raw}}}}",
        "{{a.[b c].0}} {{../this/a}} {{-1.5e3}} {{text::shout null}} {{[a\\]]}} {{(f) (g)}}",
        "{{^a}}{{#b as |c d|}}{{c}}{{/b}}{{/a}}",
        "{{a..b}} {{a}}} {{{a}} {{f(a)}} {{f a, b}} {{#if a == b}}{{/if}} {{a[0]}} {{f k=}}",
        "\u{feff}\u{a0}\u{85}{{“a”}} {{日本.語}}\r\n{{~#ñ~}}\r\n{{/ñ}}",
    ];
    const PIECES: [&str; 40] = [
        "{{", "}}", "{", "}", "{{{", "}}}", "~", "#", "^", "/", "!", "--", "&", ">", "*", "\\",
        "\"", "'", "(", ")", "[", "]", "|", "=", "@", ".", "..", ":", "::", " ", "\n", "\r\n",
        "as |", "else", "this", "é", "1e", ",", "`", "🦀",
    ];
    let mut random = 42_u64;
    let mut next = move |below: usize| {
        random =
            random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % below
    };
    for _ in 0..5_000 {
        let mut text: Vec<char> = SEEDS[next(SEEDS.len())].chars().collect();
        for _ in 0..=next(6) {
            let at = next(text.len() + 1);
            match next(3) {
                0 => text.splice(at..at, PIECES[next(PIECES.len())].chars()).for_each(drop),
                1 => text.drain(at..text.len().min(at + next(4))).for_each(drop),
                _ => {
                    let to = text.len().min(at + next(12));
                    let copy = text[at..to].to_vec();
                    let into = next(text.len() + 1);
                    text.splice(into..into, copy).for_each(drop);
                }
            }
        }
        let text: String = text.into_iter().collect();
        let Err(errors) = parse(&text) else { continue };
        assert!(!errors.is_empty(), "{text}");
        let source = Source::new("page.hbs", text.as_str());
        for error in errors {
            let spans = [Some(error.span), error.related.as_ref().map(|(span, _)| *span)];
            for span in spans.into_iter().flatten() {
                assert!(text.get(span.start..span.end).is_some(), "{text}\n{error:#?}");
            }
            let message = error.render(&source);
            assert!(!message.contains("Rule"), "{message}");
        }
    }
}
