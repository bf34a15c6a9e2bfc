//! The syntax trees of all constructs of the language.

mod support;

use template_compiler::parse::ast::{Expression, Node};
use template_compiler::parse::{parse, parse_with_components};

/// Checks templates against their trees, as `support` prints them.
fn check(cases: &[(&str, &str)]) {
    for (text, tree) in cases {
        match parse(text) {
            Ok(template) => assert_eq!(support::nodes(&template.body), *tree, "\n{text}"),
            Err(errors) => panic!("{text}\n{errors:#?}"),
        }
    }
}

#[test]
fn text() {
    check(&[
        ("", ""),
        ("plain", r#""plain""#),
        ("a } { b }} c", r#""a } { b }} c""#),
        ("tail {", r#""tail {""#),
        (r"back\slash \", r#""back\\slash \\""#),
        ("åäö 🦀", r#""åäö 🦀""#),
    ]);
}

#[test]
fn escaped_braces() {
    check(&[
        (r"\{{a}}", r#""{{a}}""#),
        (r"x \{{a}} y {{b}}", r#""x {{a}} y " {{b}}"#),
        (r"\{{a}} \{{b}}", r#""{{a}} {{b}}""#),
        (r"\{{{a}}} {{b}}", r#""{{{a}}} " {{b}}"#),
        (r"\\{{a}}", r#""\\" {{a}}"#),
        (r"\\\{{a}}", r#""\\\\" {{a}}"#),
        (r"\{{a}} \\{{b}}", r#""{{a}} \\" {{b}}"#),
        (r"\{{a\{{b}}", r#""{{a{{b}}""#),
        (r"\{{", r#""{{""#),
    ]);
}

#[test]
fn comments() {
    check(&[
        ("a{{! b }}c", r#""ac""#),
        ("a{{!-- b }} {{c}} --}}d", r#""ad""#),
        ("a{{! it's -- }}d", r#""ad""#),
        ("a{{!}}b{{!--}}c{{!---}}d{{!----}}e", r#""abcde""#),
        ("a {{~! b ~}} c", r#""ac""#),
        ("a {{~!-- b --~}} c", r#""ac""#),
    ]);
}

#[test]
fn partials() {
    check(&[
        ("{{> nav}}", ">{nav}"),
        ("{{>shop/nav.html}}", ">{shop/nav.html}"),
        ("{{> ./row}} {{> ../row}}", r#">{./row} " " >{../row}"#),
        ("{{> 404/asdf?.bar}}", ">{404/asdf?.bar}"),
        (r#"{{> "a b" user k="v" n=(f 1)}}"#, r#">{"a b" user k="v" n=(f 1)}"#),
        (r"{{> [a b]}}{{> '+x'}}", r#">{"a b"} >{"+x"}"#),
        (r#"{{> (lookup . "kind") x=1}}"#, r#">{(lookup this/ "kind") x=1}"#),
        ("{{#> frame}}a{{> @partial-block}}{{/frame}}", r#">{frame} block{"a" >{@partial-block}}"#),
        ("{{#> 'a/b'}}x{{/'a/b'}}{{#> a/b}}y{{/a/b}}", r#">{"a/b"} block{"x"} >{a/b} block{"y"}"#),
        (r#"{{#*inline "row"}}<{{x}}>{{/inline}}"#, r#"*{"row" "<" {{x}} ">"}"#),
    ]);
}

#[test]
fn components() {
    let cases = [
        ("{{> Card title=a n=1}}", ">{Card title=a n=1}"),
        ("{{> ui::Card @root}}{{>A::b}}", ">{ui::Card @root} >{A::b}"),
        ("{{#> List items=xs as |x i|}}{{x}}{{/List}}", ">{List items=xs} |x i| block{{{x}}}"),
        ("{{#> List}}a{{else}}b{{/List}}", r#">{List} block{"a"} else{"b"}"#),
        (
            r#"{{#> ui::Page}}{{#slot "nav" if=a as |x|}}n{{/slot}}{{/ui::Page}}"#,
            r#">{ui::Page} block{#{(slot "nav" if=a) |x| "n"}}"#,
        ),
        // A line of its own is kept; block tags are removed from theirs.
        ("a\n  {{> Card}}\nb", r#""a\n  " >{Card} "\nb""#),
        ("a\n  {{#> Card}}\n  x\n  {{/Card}}\nb", r#""a\n" >{Card} block{"  x\n"} "b""#),
    ];
    for (text, tree) in cases {
        let template = parse_with_components(text).unwrap_or_else(|e| panic!("{text}\n{e:#?}"));
        assert_eq!(support::nodes(&template.body), tree, "\n{text}");
    }
}

#[test]
fn standalone_partials_have_the_white_space_before_them() {
    check(&[
        ("a\n  {{> b}}\nc", r#""a\n" >{  b} "c""#),
        ("\t{{> b}}  \nc", ">{\tb} \"c\""),
        ("a {{> b}}\nc", r#""a " >{b} "\nc""#),
        ("a\n  {{~> b}}\nc", r#""a" >{b} "c""#),
        ("a\n  {{#> b}}\n  x\n  {{/b}}\nc", r#""a\n" >{b} block{"  x\n"} "c""#),
    ]);
}

#[test]
fn raw_blocks() {
    check(&[
        ("{{{{raw}}}} {{a}} {{/b}} {{{{/raw}}}}", r#"" {{a}} {{/b}} ""#),
        ("a{{{{ raw\n}}}}b{{{{/raw}}}}c", r#""abc""#),
        ("{{{{raw}}}}{{{{/raw}}}}", ""),
        (r"{{{{raw}}}}\{{a}} \\{{b}} \{{{{/raw}}}}", r#""\\{{a}} \\\\{{b}} \\""#),
        ("{{{{raw}}}}{{! a }}{{!-- b }}{{{{/raw}}}}", r#""{{! a }}{{!-- b }}""#),
        // Nested raw blocks are counted, regardless of their names.
        ("{{{{raw}}}}{{{{raw}}}}a{{{{/raw}}}}{{{{/raw}}}}", r#""{{{{raw}}}}a{{{{/raw}}}}""#),
        ("{{{{raw}}}}{{{{a b}}}}{{{{/c}}}}{{{{/raw}}}}", r#""{{{{a b}}}}{{{{/c}}}}""#),
        ("{{{{raw}}}}{{{{{a {{{{/b}}}}{{{{/raw}}}}", r#""{{{{{a {{{{/b}}}}""#),
        ("{{{{raw}}}}{{{{/raw}}} {{{{/ raw }}}}{{{{/raw}}}}", r#""{{{{/raw}}} {{{{/ raw }}}}""#),
        // Each extra brace is text.
        ("{{{{raw}}}}}{{{{/raw}}}}}", r#""}}""#),
        (r"\\{{{{raw}}}}{{a}}{{{{/raw}}}}", r#""\\{{a}}""#),
        ("{{#if a}}{{{{raw}}}}{{/if}}{{{{/raw}}}}{{b}}{{/if}}", r#"#{(if a) "{{/if}}" {{b}}}"#),
    ]);
}

#[test]
fn mustaches() {
    check(&[
        ("{{a}}", "{{a}}"),
        ("{{ a }}", "{{a}}"),
        ("{{\n\ta\r\n}}", "{{a}}"),
        ("{{{a}}}", "{{{a}}}"),
        ("{{{ a }}}", "{{{a}}}"),
        ("{{&a}} {{& a}}", r#"{{{a}}} " " {{{a}}}"#),
        ("x {{~a~}} y", r#""x" {{a}} "y""#),
        ("x {{~&a~}} y", r#""x" {{{a}}} "y""#),
        ("x {{~{a}~}} y", r#""x" {{{a}}} "y""#),
        ("{{a~}}}", r#"{{a}} "}""#),
    ]);
}

#[test]
fn paths() {
    check(&[
        ("{{a.b/c}}", "{{a.b.c}}"),
        ("{{a-b.$c_d.é?}}", "{{a-b.$c_d.é?}}"),
        ("{{list.0.x}} {{0.x}}", r#"{{list.0.x}} " " {{0.x}}"#),
        ("{{a.true}} {{true.x}} {{nullable}}", r#"{{a.true}} " " {{true.x}} " " {{nullable}}"#),
        ("{{this}} {{.}}", r#"{{this/}} " " {{this/}}"#),
        ("{{this.a}} {{this/a}} {{./a}}", r#"{{this/a}} " " {{this/a}} " " {{this/a}}"#),
        ("{{..}} {{../..}}", r#"{{../this/}} " " {{../../this/}}"#),
        ("{{../a}} {{../../a.b}}", r#"{{../a}} " " {{../../a.b}}"#),
        (
            "{{../this}} {{../this.a}} {{../.}}",
            r#"{{../this/}} " " {{../this/a}} " " {{../this/}}"#,
        ),
        ("{{@index}} {{@root.a}} {{@../index}}", r#"{{@index}} " " {{@root.a}} " " {{@../index}}"#),
        ("{{[odd key]}} {{a.[b c].d}}", r#"{{[odd key]}} " " {{a.[b c].d}}"#),
        ("{{[this]}} {{a.[..]}} {{[}}]}}", r#"{{this}} " " {{a.[..]}} " " {{[}}]}}"#),
        (r"{{[a\]b]}} {{[a\\]}} {{[a\b]}}", r#"{{[a]b]}} " " {{[a\]}} " " {{[a\b]}}"#),
        ("{{1abc}} {{-a}} {{elsewhere}}", r#"{{1abc}} " " {{-a}} " " {{elsewhere}}"#),
        ("{{text::shout}} {{crate::a::b c}}", r#"{{text::shout}} " " {{(crate::a::b c)}}"#),
        ("{{a::b.c}} {{f a::b}}", r#"{{a::b.c}} " " {{(f a::b)}}"#),
    ]);
}

#[test]
fn literals() {
    check(&[
        ("{{1}} {{-1}} {{007}}", r#"{{1}} " " {{-1}} " " {{7}}"#),
        ("{{1.5}} {{-0.5}} {{1.0}}", r#"{{1.5}} " " {{-0.5}} " " {{1.0}}"#),
        ("{{1e3}} {{1.5E-2}} {{1e+2}}", r#"{{1000.0}} " " {{0.015}} " " {{100.0}}"#),
        (
            "{{9223372036854775807}} {{9223372036854775808}}",
            "{{9223372036854775807}} \" \" {{9.223372036854776e18}}",
        ),
        (
            "{{true}} {{false}} {{null}} {{undefined}}",
            r#"{{true}} " " {{false}} " " {{null}} " " {{null}}"#,
        ),
        (r#"{{"a"}} {{'b'}} {{""}}"#, r#"{{"a"}} " " {{"b"}} " " {{""}}"#),
        (r#"{{"it's"}} {{'"'}}"#, r#"{{"it's"}} " " {{"\""}}"#),
        (r#"{{"a\"b"}} {{'a\'b'}}"#, r#"{{"a\"b"}} " " {{"a'b"}}"#),
        // A backslash escapes only the quote of its string.
        (r#"{{"a\'b\n\\c"}}"#, r#"{{"a\\'b\\n\\\\c"}}"#),
        (r#"{{"}} {{"}}"#, r#"{{"}} {{"}}"#),
    ]);
}

#[test]
fn a_string_may_end_in_a_backslash() {
    check(&[
        (r#"{{f "C:\" " " x}}"#, r#"{{(f "C:\\" " " x)}}"#),
        (r#"{{{f 'C:\'}}}"#, r#"{{{(f "C:\\")}}}"#),
        (r#"{{f "\" a k='\'}}"#, r#"{{(f "\\" a k="\\")}}"#),
        (
            r#"{{f (g "a\") "b\"}} "x" {{f "c\"~}}"#,
            r#"{{(f (g "a\\") "b\\")}} " \"x\" " {{(f "c\\")}}"#,
        ),
        (r#"{{f "the \"C:\"}}"#, r#"{{(f "the \"C:\\")}}"#),
        (r#"{{#f "a\" as |x|}}{{else f "b\"}}{{/f}}"#, r#"#{(f "a\\") |x|} else{(f "b\\")}"#),
        // Where the tag is valid with the quote in the string, it is part of the string, as in Handlebars.
        (r#"{{f "a\" b"}}"#, r#"{{(f "a\" b")}}"#),
        (r#"{{f "a\" }} b"}}"#, r#"{{(f "a\" }} b")}}"#),
    ]);
}

#[test]
fn many_strings_may_end_in_a_backslash() {
    for tag in [r#"{{f "C:\"}}"#, r#"{{f "a\" "b"}}"#, r#"{{f 'a\' x}} don't "#] {
        let template = parse(&tag.repeat(1_000)).unwrap_or_else(|errors| panic!("{errors:#?}"));
        let calls = template.body.iter().filter(|node| matches!(node, Node::Mustache(_)));
        assert_eq!(calls.count(), 1_000, "{tag}");
    }
}

#[test]
fn calls() {
    check(&[
        ("{{f a}}", "{{(f a)}}"),
        ("{{f a 1 \"x\"}}", "{{(f a 1 \"x\")}}"),
        ("{{f k=v}} {{f a k=1 [odd k]=2}}", r#"{{(f k=v)}} " " {{(f a k=1 [odd k]=2)}}"#),
        ("{{f k = v}}", "{{(f k=v)}}"),
        ("{{f (g a) k=(h b)}}", "{{(f (g a) k=(h b))}}"),
        ("{{f (g) (h)}} {{f (g)(h)}}", r#"{{(f (g) (h))}} " " {{(f (g) (h))}}"#),
        ("{{(f)}}", "{{(f)}}"),
        ("{{(f) a}} {{((f) a)}}", r#"{{((f) a)}} " " {{((f) a)}}"#),
        ("{{{f a}}}", "{{{(f a)}}}"),
        ("{{ f\n  a\n  k=v\n}}", "{{(f a k=v)}}"),
        ("{{f ( g ( h ) ) }}", "{{(f (g (h)))}}"),
        ("{{../f a}} {{this.f a}} {{@f a}}", r#"{{(../f a)}} " " {{(this/f a)}} " " {{(@f a)}}"#),
        ("{{f as}}", "{{(f as)}}"),
    ]);
}

#[test]
fn blocks() {
    check(&[
        ("{{#if a}}{{/if}}", "#{(if a)}"),
        ("{{#a}}x{{/a}}", r#"#{(a) "x"}"#),
        ("{{^a}}x{{/a}}", r#"^{(a) "x"}"#),
        ("{{# if a }}x{{/ if }}", r#"#{(if a) "x"}"#),
        ("{{#if a}}x{{else}}y{{/if}}", r#"#{(if a) "x"} else{"y"}"#),
        ("{{#if a}}x{{ else }}y{{/if}}", r#"#{(if a) "x"} else{"y"}"#),
        ("{{#if a}}x{{^}}y{{/if}}", r#"#{(if a) "x"} else{"y"}"#),
        ("{{#if a}}{{else}}{{/if}}", "#{(if a)} else{}"),
        ("{{#if a}}{{else}}}{{/if}}", r#"#{(if a)} else{"}"}"#),
        ("{{^a}}x{{else}}y{{/a}}", r#"^{(a) "x"} else{"y"}"#),
        ("{{#if a}}x{{else if b}}y{{/if}}", r#"#{(if a) "x"} else{(if b) "y"}"#),
        (
            "{{#if a}}x{{else each b as |c|}}{{c}}{{else with d}}y{{else}}z{{/if}}",
            r#"#{(if a) "x"} else{(each b) |c| {{c}}} else{(with d) "y"} else{"z"}"#,
        ),
        ("{{#each a as |b|}}{{b}}{{/each}}", "#{(each a) |b| {{b}}}"),
        ("{{#each a as  | b  c |}}{{/each}}", "#{(each a) |b c|}"),
        ("{{#each a k=1 as |b|}}{{/each}}", "#{(each a k=1) |b|}"),
        ("{{^each a as |b|}}{{/each}}", "^{(each a) |b|}"),
        ("{{#a}}{{#b}}{{#c}}x{{/c}}{{/b}}{{/a}}", r#"#{(a) #{(b) #{(c) "x"}}}"#),
        ("{{#a.b}}{{/a.b}}{{#../a}}{{/../a}}", "#{(a.b)} #{(../a)}"),
        ("{{#[a b]}}{{/[a b]}}", "#{([a b])}"),
        ("{{#if (f a)}}{{/if}}", "#{(if (f a))}"),
        ("{{#(f)}}x{{/f}}", r#"#{((f)) "x"}"#),
        ("{{#(f) a as |x|}}{{x}}{{/f}}", "#{((f) a) |x| {{x}}}"),
        ("{{^(f)}}{{/f}}", "^{((f))}"),
        ("{{#a::b}}{{/a::b}}{{#a::b 1}}{{else}}{{/a::b}}", "#{(a::b)} #{(a::b 1)} else{}"),
        (
            "{{#f a}}x{{else (g) b}}y{{else g::h}}z{{/f}}",
            r#"#{(f a) "x"} else{((g) b) "y"} else{(g::h) "z"}"#,
        ),
    ]);
}

#[test]
fn spans() {
    let text = "é{{shout (f a) k=\"v\"}}{{#each  xs as |x|}}b{{else if c}}{{/each}}";
    let template = parse(text).unwrap();
    let [Node::Text(before), Node::Mustache(mustache), Node::Block(block)] = &template.body[..]
    else {
        panic!("{template:#?}");
    };
    let at = |span: template_compiler::source::Span| &text[span.start..span.end];
    assert_eq!(at(before.span), "é");
    assert_eq!(at(mustache.span), r#"{{shout (f a) k="v"}}"#);
    assert_eq!(at(mustache.expression.span()), r#"shout (f a) k="v""#);
    let Expression::Call(call) = &mustache.expression else { panic!("{mustache:#?}") };
    assert_eq!(at(call.callee.span()), "shout");
    assert_eq!(at(call.positional[0].span()), "(f a)");
    assert_eq!(at(call.named[0].name.span), "k");
    assert_eq!(at(call.named[0].value.span()), r#""v""#);
    assert_eq!(at(block.span), "{{#each  xs as |x|}}b{{else if c}}{{/each}}");
    assert_eq!(at(block.branches[0].span), "{{#each  xs as |x|}}");
    assert_eq!(at(block.branches[0].head.span), "each  xs");
    assert_eq!(at(block.branches[0].params[0].span), "x");
    assert_eq!(at(block.branches[1].span), "{{else if c}}");
}

#[test]
fn path_text_is_as_written() {
    let template = parse("{{ ../this/a.[b c] }}").unwrap();
    let Node::Mustache(mustache) = &template.body[0] else { panic!("{template:#?}") };
    let Expression::Path(path) = &mustache.expression else { panic!("{mustache:#?}") };
    assert_eq!(path.text, "../this/a.[b c]");
    assert_eq!(path.segments[1].text, "b c");
}
