//! The standard helpers of the runtime.

use std::collections::{BTreeMap, HashMap, VecDeque};
use template_runtime::{
    Data, SafeHtml, Tree,
    helpers::{
        self, add, capitalize, date, day, div, first, hour, indent, join, json, last, len,
        lowercase, minute, month, mul, number, pluralize, rem, replace, reverse, second, slice,
        sub, trim, truncate, uppercase, url_encode, weekday, weekday_number, year,
    },
    template,
};
use template_tests::{failure, renders};

/// The end of a message about null.
const NULL: &str =
    "null; a parameter of type `Option` accepts null, and `{{#if}}` can skip the call";

#[test]
fn case() {
    renders!("{{uppercase 'a<b'}} {{{uppercase 'a<b'}}} [{{uppercase ''}}]", "A&lt;B A<B []");
    renders!("{{uppercase 'straße ŉ ﬁ ǆ'}} {{lowercase 'ÀÉ İ Ǆ'}}", "STRASSE ʼN FI Ǆ àé i̇ ǆ");
    renders!("{{lowercase (uppercase 'x')}} {{uppercase (lowercase (uppercase 'x'))}}", "x X");
    renders!(
        "{{capitalize 'ann and BOB'}} [{{capitalize ''}}] {{capitalize 'ß'}}",
        "Ann and BOB [] SS"
    );
    renders!("{{capitalize (lowercase 'ÉTÉ')}}", "Été");
    let long = "Ω≈ç√ aß".repeat(100);
    renders!("{{uppercase long}}", { long = &long }, &long.to_uppercase());
    renders!("{{lowercase long}}", { long = &long }, &long.to_lowercase());
    // The result for HTML is text.
    renders!("{{uppercase html}}", { html = SafeHtml("<b>") }, "&lt;B&gt;");
}

#[test]
fn sigma() {
    for text in
        ["ΟΔΥΣΣΕΥΣ", "ΟΔΥΣΣΕΥΣ ΣΑΣ.", "Σ", "ΑΣ'", "ΑΣ'Α", "1Σ", "ΑΣ\u{301}", "ǅΣ", "ΣΣΣ ΣΣΣ"]
    {
        renders!("{{{lowercase text}}}", &text.to_lowercase());
    }
}

#[test]
fn variants_are_text() {
    #[derive(Data)]
    enum Color {
        DarkRed,
        Mixed { parts: u8 },
    }
    let (red, mixed) = (Color::DarkRed, Color::Mixed { parts: 2 });
    renders!(
        "{{uppercase red}} {{len red}} {{slice red 4}} {{reverse red}}",
        "DARKRED 7 Red deRkraD"
    );
    renders!("{{len mixed}}", "3");
    assert_eq!(
        failure!("{{uppercase mixed}}", mixed = &mixed).kind().to_string(),
        "helper `uppercase`: argument 1 must be text, but is Mixed {\"parts\": 2}"
    );
}

#[test]
fn trimming() {
    renders!(
        "[{{trim '  a b\n'}}] [{{trim ''}}] [{{trim '\u{a0}\u{2003}é\u{feff}'}}]",
        "[a b] [] [é\u{feff}]"
    );
}

#[test]
fn truncating() {
    let (title, owl) = ("The Owl Service", "ŭlŭ🦉");
    renders!(
        "{{truncate title 15}}|{{truncate title 14}}|{{truncate title 1}}|{{truncate title 0}}|",
        "The Owl Service|The Owl Servi…|…||"
    );
    renders!(
        "{{truncate title 10 ellipsis='...'}}|{{truncate title 3 ellipsis='...'}}|",
        "The Owl...|...|"
    );
    renders!(
        "{{truncate title 2 ellipsis='...'}}|{{truncate title 4 ellipsis=''}}|{{truncate title 4 ellipsis=null}}",
        "Th|The |The…"
    );
    renders!(
        "{{truncate owl 4}}|{{truncate owl 3}}|{{truncate owl 3 ellipsis='🦉'}}",
        "ŭlŭ🦉|ŭl…|ŭl🦉"
    );
    renders!("{{truncate '' 0}}|{{truncate '' 5}}|{{truncate 'a' n}}", { n = usize::MAX }, "||a");
    renders!("{{truncate 'a<b<c' 4 ellipsis='&'}}", "a&lt;b&amp;");
    renders!("[{{indent text 2}}]", { text = "a\n\nb\r\n\r\n c" }, "[a\n\n  b\r\n\r\n   c]");
    renders!("[{{indent '' 2}}{{indent text 1 by='- '}}]", { text = "a\nb\n" }, "[a\n- b\n]");
    assert_eq!(
        failure!("{{truncate 'a' n}}", n = -1).kind().to_string(),
        "helper `truncate`: argument 2 must be an integer (`usize`), but is -1"
    );
}

#[test]
fn replacing() {
    renders!(
        "{{replace 'aXbXX' 'X' '--'}} {{replace 'abc' 'd' 'e'}} {{replace 'aaa' 'aa' 'b'}}",
        "a--b---- abc ba"
    );
    renders!(
        "{{replace 'añb' 'ñ' ''}} [{{replace '' 'a' 'b'}}] {{replace 'añ' '' '-'}}",
        "ab [] -a-ñ-"
    );
    renders!("{{replace (replace 'a' 'a' 'b') 'b' '<'}}", "&lt;");
}

#[test]
fn urls() {
    renders!("{{url_encode 'azAZ09-._~'}} [{{url_encode ''}}]", "azAZ09-._~ []");
    renders!(
        "{{url_encode text}}",
        { text = "a b&c=d/e?f#g%h+i'(!)*\"<>" },
        "a%20b%26c%3Dd%2Fe%3Ff%23g%25h%2Bi%27%28%21%29%2A%22%3C%3E"
    );
    renders!("{{url_encode 'é€🦉\u{0}\n'}}", "%C3%A9%E2%82%AC%F0%9F%A6%89%00%0A");
    renders!("/{{url_encode (uppercase 'é')}}", "/%C3%89");
}

#[test]
fn arithmetic() {
    renders!(
        "{{add 2 3}} {{sub 2 3}} {{mul -2 3}} {{div 7 -2}} {{rem 7 -2}} {{rem -7 2}}",
        "5 -1 -6 -3 1 -1"
    );
    renders!("{{add (mul a b) 1}}", { a = 3_u8, b = 4_u64 }, "13");
    let (max, min) = (i64::MAX, i64::MIN);
    renders!("{{rem min -1}}", "0");
    let message = |error: template_runtime::Error| error.kind().to_string();
    assert_eq!(
        message(failure!("{{add max 1}}")),
        "helper `add`: the result is not in the range of an `i64`"
    );
    assert_eq!(
        message(failure!("{{sub min 1}}")),
        "helper `sub`: the result is not in the range of an `i64`"
    );
    assert_eq!(
        message(failure!("{{mul max 2}}")),
        "helper `mul`: the result is not in the range of an `i64`"
    );
    assert_eq!(
        message(failure!("{{div min -1}}")),
        "helper `div`: the result is not in the range of an `i64`"
    );
    assert_eq!(
        message(failure!("{{div max 0}}")),
        "helper `div`: the second argument must not be zero"
    );
    assert_eq!(
        message(failure!("{{rem max 0}}")),
        "helper `rem`: the second argument must not be zero"
    );
}

#[test]
fn arithmetic_with_floats() {
    let (price, count, ratio, single) = (10.5_f64, 3_u8, Some(0.25_f64), 1.1_f32);
    renders!(
        "{{mul price 1.2}} {{mul price count}} {{add 1 0.5}} {{sub price ratio}} {{div 7 2.0}} {{rem 7.5 2}}",
        "12.6 31.5 1.5 10.25 3.5 1.5"
    );
    // An `f32` keeps its precision.
    renders!("{{mul single 2}} {{add single 1.1}}", "2.2 2.2");
    renders!("{{number (mul price 1.2) decimals=2}}", "12.60");
    // Integers remain integers, also of values whose type is known only at run time.
    let tree = [Tree::Int(7), Tree::Float(2.0), Tree::Null];
    renders!("{{div tree.0 2}} {{div tree.0 tree.1}}", "3 3.5");
    renders!("{{#if (gt (mul price 2) 20)}}{{slice 'abc' (add tree.0 -6)}}{{/if}}", "bc");
    renders!("{{#each (array (add 1 1) (add 1 0.5))}}{{this}} {{/each}}", "2 1.5 ");
    renders!("{{add inf 1}} {{mul inf 0}}", { inf = f64::INFINITY }, "Infinity NaN");
    let (zero, max) = (0.0_f64, f64::MAX);
    let message = |error: template_runtime::Error| error.kind().to_string();
    for error in
        [failure!("{{div 1 zero}}"), failure!("{{div 1.5 0}}"), failure!("{{div 1.5 -0.0}}")]
    {
        assert_eq!(message(error), "helper `div`: the second argument must not be zero");
    }
    assert_eq!(
        message(failure!("{{rem 1.5 zero}}")),
        "helper `rem`: the second argument must not be zero"
    );
    assert_eq!(
        message(failure!("{{mul max 2}}")),
        "helper `mul`: the result is not in the range of a float"
    );
    let (large, nothing) = (u64::MAX, Tree::Null);
    assert_eq!(
        message(failure!("{{add large 1}}")),
        "helper `add`: argument 1 must be a number (`i64` or `f64`), but is 18446744…"
    );
    assert_eq!(
        message(failure!("{{add nothing 1}}")),
        "helper `add`: argument 1 must be a number (`i64` or `f64`), but is null; a parameter of type `Option` accepts null, and `{{#if}}` can skip the call"
    );
    assert_eq!(
        message(failure!("{{slice 'abc' (add single 1)}}", single = Tree::Float(0.5))),
        "helper `slice`: argument 2 must be an integer (`i64`), but is 1.5"
    );
}

#[test]
fn plurals() {
    renders!(
        "{{pluralize 1 'owl'}} {{pluralize 0 'owl'}} {{pluralize 2 'owl'}} {{pluralize -1 'owl'}}",
        "owl owls owls owl"
    );
    renders!("{{pluralize 1 'mouse' 'mice'}} {{pluralize 1.5 'mouse' 'mice'}}", "mouse mice");
    renders!("{{pluralize a 'x'}} {{pluralize b 'x'}} {{pluralize c 'x'}} {{pluralize d 'x' null}}",
        { a = 1.0, b = u128::MAX, c = f64::NAN, d = 1_u8 }, "x xs xs x");
    let list = ["a"];
    renders!("{{pluralize (len list) 'item'}}", "item");
}

#[test]
fn lengths() {
    let (list, map) = ([1, 2, 3], BTreeMap::from([("a", 1), ("b", 2)]));
    let (queue, tree) = (VecDeque::from([1]), Tree::List(&[Tree::Null, Tree::Null]));
    renders!("{{len ''}} {{len 'abc'}} {{len 'é🦉'}} {{len 'e\u{301}'}}", "0 3 2 2");
    renders!("{{len list}} {{len map}} {{len queue}} {{len tree}} {{len pair}} {{len none}}",
        { list = list, map = &map, queue = &queue, tree = tree, pair = (1, 2), none = [0; 0] }, "3 2 1 2 2 0");
    renders!(
        "{{len (array 1 2)}} {{len (hash a=1)}} {{len html}}",
        { html = SafeHtml("<b>") },
        "2 1 3"
    );
    renders!("{{#if (gt (len list) 2)}}many{{/if}}", "many");
    for (error, got) in [
        (failure!("{{len none}}", none = None::<&str>), NULL),
        (failure!("{{len n}}", n = Tree::Int(5)), "5"),
        (failure!("{{len b}}", b = Tree::Bool(true)), "true"),
    ] {
        let said = "helper `len`: argument 1 must be text, a list, a map or an object, but is ";
        assert_eq!(error.kind().to_string(), format!("{said}{got}"));
    }
}

#[test]
fn ends() {
    #[derive(Data)]
    struct Team {
        name: &'static str,
    }
    let teams = [Team { name: "Owls" }, Team { name: "Foxes" }];
    let none: [Team; 0] = [];
    renders!(
        "{{#with (first teams)}}{{name}}{{/with}} {{#with (last teams)}}{{name}}{{/with}}",
        "Owls Foxes"
    );
    renders!(
        "{{#with (first none)}}x{{else}}none{{/with}} [{{#with (last none)}}x{{/with}}]",
        "none []"
    );
    renders!("{{first (array 1 2 3)}} {{last (array 1 2 3)}} {{last (array 'a<')}}", "1 3 a&lt;");
    renders!("{{first queue}} {{last queue}}", { queue = VecDeque::from(["x", "y"]) }, "x y");
    renders!("{{first list}}", { list = [SafeHtml("<b>")] }, "<b>");
    assert_eq!(
        failure!("{{first teams}}", teams = &teams).kind().to_string(),
        "an object cannot be printed"
    );
}

#[test]
fn joining() {
    let words = ["a", "<", "c"];
    renders!(
        "{{join words}} {{join words ''}} {{{join words ' & '}}} {{join words null}}",
        "a, &lt;, c a&lt;c a & < & c a, &lt;, c"
    );
    renders!("[{{join none}}] {{join one '-'}}", { none = [""; 0], one = [1] }, "[] 1");
    renders!(
        "{{join mixed '|'}}",
        {
            mixed = Tree::List(&[
                Tree::Null,
                Tree::Int(-1),
                Tree::Float(1e21),
                Tree::Bool(true),
                Tree::Text("é"),
            ])
        },
        "|-1|1e+21|true|é"
    );
    renders!("{{join large '|'}} {{join chars}}", { large = [u128::MAX, 0], chars = ['<', 'é'] },
        "340282366920938463463374607431768211455|0 &lt;, é");
    renders!("{{join html}}", { html = [SafeHtml("<b>")] }, "&lt;b&gt;");
    renders!("{{join (array 1 (uppercase 'b') 2.50) '; '}} {{len (join words)}}", "1; B; 2.5 7");
    renders!("{{join (reverse (slice words 1))}}", "c, &lt;");
    // Nothing is printed before the item that cannot be printed.
    let error = failure!("{{join list}}", list = Tree::List(&[Tree::Int(1), Tree::List(&[])]));
    assert_eq!(
        error.kind().to_string(),
        "helper `join`: item 1 is a list, which cannot be printed"
    );
    let mut written = String::new();
    let pairs = ["x"; 1000].map(|x| (x, x));
    let page = template_runtime::template!("a{{join pairs}}");
    assert!(template_runtime::Template::render_to(&page, &mut written).is_err());
    assert!(!written.contains('x'));
}

#[test]
fn slices_of_text() {
    let word = "Zoë🦉s";
    renders!(
        "{{slice word 0}} {{slice word 2}} {{slice word 0 3}} {{slice word 1 2}}",
        "Zoë🦉s ë🦉s Zoë o"
    );
    renders!(
        "{{slice word -1}} {{slice word -2 -1}} {{slice word 0 -1}} {{slice word -9 1}}",
        "s 🦉 Zoë🦉 Z"
    );
    renders!(
        "[{{slice word 5}}{{slice word 9}}{{slice word 3 1}}{{slice word 2 2}}{{slice '' 0}}]",
        "[]"
    );
    renders!("{{slice word a b}}[{{slice word b a}}]{{slice word 3 null}}", { a = i64::MIN, b = i64::MAX }, "Zoë🦉s[]🦉s");
    renders!("{{slice (uppercase word) 1 -1}} {{uppercase (slice word 1 3)}}", "OË🦉 OË");
    // A slice of HTML may be invalid HTML, so it is text.
    renders!("{{slice html 0 4}}", { html = SafeHtml("<b>x</b>") }, "&lt;b&gt;x");
}

#[test]
fn slices_of_lists() {
    let list = [1, 2, 3, 4, 5];
    renders!(
        "{{join (slice list 1) ''}} {{join (slice list 0 2) ''}} {{join (slice list -2) ''}}",
        "2345 12 45"
    );
    renders!(
        "{{join (slice list 1 -1) ''}}[{{join (slice list 7) ''}}{{join (slice list 3 2) ''}}]",
        "234[]"
    );
    renders!("{{join (slice list a b) ''}}[{{join (slice list b a) ''}}]", { a = i64::MIN, b = i64::MAX }, "12345[]");
    renders!(
        "{{#each (slice list 1 3) as |n i|}}{{i}}{{n}}{{unless @last ','}}{{else}}x{{/each}}",
        "02,13"
    );
    renders!(
        "{{#each (slice list 9)}}x{{else}}none{{/each}} {{if (slice list 9) 'x' 'none'}}",
        "none none"
    );
    renders!(
        "{{#let (slice list 1 4) as |l|}}{{#each l}}{{#each l}}{{this}}{{/each}};{{/each}}{{l.2}}{{l.3}}{{/let}}",
        "234;234;234;4"
    );
    renders!(
        "{{join (slice (slice list 1) 1 -1)}} {{len (slice list 1 3)}} {{first (slice list 2)}}",
        "3, 4 2 3"
    );
    renders!(
        "{{join (slice queue -1)}} {{join (slice (array 1 'b') 1)}}",
        { queue = VecDeque::from([1, 2]) },
        "2 b"
    );
    renders!(
        "{{#each lists}}{{join (slice this 1)}};{{/each}}",
        { lists = [vec![1, 2], vec![3, 4, 5]] },
        "2;4, 5;"
    );
    assert_eq!(
        failure!("{{slice list 1}}", list = [1, 2]).kind().to_string(),
        "a list cannot be printed"
    );
}

#[test]
fn reversing() {
    let list = ["a", "b", "c"];
    renders!(
        "{{reverse 'aé🦉'}} [{{reverse ''}}] {{reverse '<a'}} {{uppercase (reverse 'ab')}}",
        "🦉éa [] a&lt; BA"
    );
    renders!("{{join (reverse list)}} {{join (reverse (reverse list))}} [{{join (reverse none)}}]",
        { list = list, none = [0; 0] }, "c, b, a a, b, c []");
    renders!(
        "{{#each (reverse list)}}{{@index}}{{this}}{{/each}} {{join (slice (reverse list) 1)}}",
        "0c1b2a b, a"
    );
    renders!(
        "{{#each rows}}{{#each (reverse this)}}{{this}}{{/each}};{{/each}}",
        { rows = [[1, 2], [3, 4]] },
        "21;43;"
    );
    for (error, got) in [
        (failure!("{{reverse null}}"), NULL),
        (failure!("{{reverse n}}", n = Tree::Int(12)), "12"),
        (failure!("{{reverse map}}", map = Tree::Map(&[("a", Tree::Int(2))])), "{\"a\": 2}"),
    ] {
        let said = "helper `reverse`: argument 1 must be text or a list, but is ";
        assert_eq!(error.kind().to_string(), format!("{said}{got}"));
    }
}

#[test]
fn defaults() {
    let (none, some, empty, zero, no, list) = (None::<&str>, Some("x"), "", 0, false, [0; 0]);
    renders!(
        "{{helpers::default none 'd'}} {{helpers::default some 'd'}} {{helpers::default empty 'd'}}",
        "d x d"
    );
    renders!(
        "{{helpers::default zero 'd'}} {{helpers::default no 'd'}} {{helpers::default ' ' 'd'}}.",
        "0 false  ."
    );
    renders!(
        "{{#each (helpers::default list 'd')}}x{{else}}none{{/each}} {{len (helpers::default none list)}}",
        "none 0"
    );
    renders!("[{{helpers::default none null}}] {{helpers::default html 'd'}}", { html = SafeHtml("<b>"), none = none }, "[] <b>");
    renders!("{{uppercase (helpers::default none 'nobody')}}", "NOBODY");
    renders!("{{helpers::default tree.missing 1}}", { tree = Tree::Map(&[]) }, "1");
}

#[test]
fn numbers() {
    renders!(
        "{{number 5}} {{number -5}} {{number 1.50}} {{number 1e21}} {{number 1e-7}}",
        "5 -5 1.5 1e+21 1e-7"
    );
    renders!(
        "{{number 5 decimals=2}} {{number -5 decimals=1}} {{number 0 decimals=3}} {{number 5 decimals=0}}",
        "5.00 -5.0 0.000 5"
    );
    renders!(
        "{{number 1.005 decimals=2}} {{number 0.125 decimals=2}} {{number 2.5 decimals=0}} {{number -2.5 decimals=0}} {{number 3.5 decimals=0}} {{number 0.5 decimals=0}}",
        "1.00 0.13 3 -3 4 1"
    );
    renders!(
        "{{number 9.995 decimals=1}} {{number 99.5 decimals=0}} {{number 0.75 decimals=1}} {{number 999999.5 decimals=0 grouping=','}}",
        "10.0 100 0.8 1,000,000"
    );
    renders!(
        "[{{number -0.004 decimals=2}}] [{{number a}}] [{{number a decimals=1}}] [{{number -0.006 decimals=2}}]",
        { a = -0.0 },
        "[0.00] [0] [0.0] [-0.01]"
    );
    renders!(
        "{{number 1234567 decimals=0 grouping=','}} {{number 123 decimals=0 grouping=','}} {{number 1000 decimals=0 grouping=','}} {{number -123456 decimals=2 grouping=' '}}",
        "1,234,567 123 1,000 -123 456.00"
    );
    renders!(
        "{{number 1234.5678 grouping=','}} {{number 0.1234567 grouping=','}} {{number 12 decimals=1 grouping=''}}",
        "1,234.5678 0.1234567 12.0"
    );
    renders!(
        "{{{number 1234567 decimals=0 grouping='<>'}}} {{number 1234 grouping='&'}}",
        "1<>234<>567 1&amp;234"
    );
    renders!("{{number a decimals=2 grouping=','}} {{number b decimals=2 grouping=','}} {{number c decimals=1}}", { a = f64::NAN, b = f64::INFINITY, c = f64::NEG_INFINITY },
        "NaN Infinity -Infinity");
    renders!("{{number a decimals=20}} {{number b decimals=20}} {{number b}}", { a = 0.1, b = 0.1_f32 },
        "0.10000000000000000555 0.10000000149011611938 0.1");
    renders!("{{number a decimals=0 grouping=','}} {{number b decimals=1 grouping=','}}", { a = i64::MIN, b = u64::MAX }, "-9,223,372,036,854,775,808 18,446,744,073,709,551,615.0");
    renders!("{{number a grouping='_'}} {{number b}}", { a = u128::MAX, b = i128::MIN },
        "340_282_366_920_938_463_463_374_607_431_768_211_455 -170141183460469231731687303715884105728");
    renders!(
        "{{number 1e21 decimals=0 grouping=','}} {{number 4503599627370495.5 decimals=0}}",
        "1,000,000,000,000,000,000,000 4503599627370496"
    );
    renders!("{{len (number a decimals=255)}} {{len (number a decimals=0)}} {{len (number b decimals=255)}}", { a = f64::MAX, b = 5e-324 }, "565 309 257");
    renders!(
        "{{replace (number 1234.5 decimals=2) '.' ','}} {{number some}}",
        { some = Some(1) },
        "1234,50 1"
    );
    renders!(
        "{{number 1234.56 decimals=2 grouping='.' point=','}} {{number -1234.5 point=','}} {{number 5 point=','}} {{number 5 decimals=1 point=''}}",
        "1.234,56 -1234,5 5 50"
    );
    renders!(
        "{{number 1.5e21 point=','}} {{number 1e21 point=','}} {{number 1.5 point=null}} {{number a point=','}}",
        { a = f64::NAN },
        "1,5e+21 1e+21 1.5 NaN"
    );
    renders!("{{number 1.5 point='<'}} {{number 1.5 decimals=n grouping=s}}", { n = None::<u8>, s = None::<&str> }, "1&lt;5 1.5");
    assert_eq!(
        failure!("{{number tree}}", tree = Tree::Text("5")).kind().to_string(),
        "helper `number`: argument 1 must be a number, but is \"5\""
    );
    assert_eq!(
        failure!("{{number 5 decimals=n}}", n = 256).kind().to_string(),
        "helper `number`: argument `decimals` must be an integer (`u8`), but is 256"
    );
    assert_eq!(
        failure!("{{number none}}", none = None::<u8>).kind().to_string(),
        "helper `number`: argument 1 must be a number, but is null; a parameter of type `Option` accepts null, and `{{#if}}` can skip the call"
    );
}

#[test]
fn json_of_scalars() {
    let (c, html) = ('"', SafeHtml("<b>"));
    renders!(
        "{{{json null}}} {{{json true}}} {{{json 1}}} {{{json -1.5}}} {{{json 1e21}}} {{{json 'x'}}}",
        "null true 1 -1.5 1e+21 \"x\""
    );
    renders!("{{{json a}}} {{{json b}}} {{{json c}}} {{{json d}}}", { a = f64::NAN, b = f32::NEG_INFINITY, c = 0.1_f32, d = u128::MAX },
        "null null 0.1 340282366920938463463374607431768211455");
    renders!("{{{json c}}} {{{json html}}} {{{json ''}}}", r#""\"" "\u003cb\u003e" """#);
    renders!(
        "{{{json text}}}",
        { text = "\"\\\n\r\t\u{8}\u{0}\u{1f}\u{7f}é🦉\u{2028}\u{2029}" },
        "\"\\\"\\\\\\n\\r\\t\\u0008\\u0000\\u001f\u{7f}é🦉\\u2028\\u2029\""
    );
    renders!(
        "{{{json text}}}",
        { text = "</script><!-- & 'x'" },
        r#""\u003c/script\u003e\u003c!-- \u0026 \u0027x\u0027""#
    );
    // The result is text, which is escaped.
    renders!("{{trim (json 'x')}} {{uppercase (json 'x')}}", "&quot;x&quot; &quot;X&quot;");
    renders!(
        "{{#let (json 'x') as |j|}}{{{j}}}{{/let}} {{json 'a\"b'}}",
        "\"x\" &quot;a\\&quot;b&quot;"
    );
}

#[test]
fn json_of_collections() {
    #[derive(Data)]
    struct Team<'a> {
        name: &'a str,
        #[data(rename = "odd \"key\"")]
        odd: Option<u8>,
        scores: Vec<u8>,
        pair: (u8, &'a str),
    }
    #[derive(Data)]
    struct Meters(f64);
    #[derive(Data)]
    struct Empty {}
    let team = Team { name: "Owls", odd: None, scores: vec![1, 2], pair: (1, "x") };
    renders!(
        "{{{json team}}}",
        r#"{"name":"Owls","odd \"key\"":null,"scores":[1,2],"pair":[1,"x"]}"#
    );
    renders!("{{{json m}}} {{{json e}}} {{{json list}}}", { m = Meters(1.5), e = Empty {}, list = [0; 0] }, "[1.5] {} []");
    renders!("{{{json a}}} {{{json b}}} {{{json c}}}",
        { a = BTreeMap::from([("x", 1), ("y", 2)]), b = HashMap::<u8, u8>::new(), c = BTreeMap::from([(-1, true)]) },
        r#"{"x":1,"y":2} {} {"-1":true}"#);
    renders!("{{{json a}}} {{{json b}}}", { a = BTreeMap::from([('"', 1)]), b = BTreeMap::from([(true, 1)]) }, r#"{"\"":1} {"true":1}"#);
    renders!(
        "{{{json (array 1 'a' (hash k=(array)))}}} {{{json (slice team.scores 1)}}}",
        r#"[1,"a",{"k":[]}] [2]"#
    );
    let data = serde_json::json!({ "a": [1, 2.5, null, "é", { "b": [] }], "c": {}, "d": "<" });
    let expected = data.to_string().replace('<', "\\u003c");
    renders!("{{{json data}}}", &expected);
    renders!(
        "{{{json tree}}}",
        { tree = Tree::Map(&[("a", Tree::List(&[Tree::Null])), ("b", Tree::Map(&[]))]) },
        r#"{"a":[null],"b":{}}"#
    );
}

#[test]
fn json_of_enums() {
    #[derive(Data)]
    enum Shape<'a> {
        Circle {
            radius: f64,
            name: Option<&'a str>,
        },
        Line(u8, u8),
        Nothing,
        Both(Box<Shape<'a>>, Vec<Shape<'a>>),
        #[data(skip)]
        Secret(u8),
    }
    #[derive(Data)]
    enum Either<A, B> {
        Left(A),
        Right { right: B },
    }
    renders!("{{{json a}}} {{{json b}}} {{{json c}}} {{{json d}}}",
        { a = Shape::Circle { radius: 1.5, name: Some("c") }, b = Shape::Circle { radius: 1.0, name: None }, c = Shape::Line(1, 2), d = Shape::Nothing },
        r#"{"Circle":{"radius":1.5,"name":"c"}} {"Circle":{"radius":1,"name":null}} {"Line":[1,2]} "Nothing""#);
    renders!(
        "{{{json x}}}",
        {
            x = Shape::Both(
                Box::new(Shape::Line(1, 2)),
                vec![Shape::Nothing, Shape::Circle { radius: 0.0, name: None }],
            )
        },
        r#"{"Both":[{"Line":[1,2]},["Nothing",{"Circle":{"radius":0,"name":null}}]]}"#
    );
    renders!("{{{json a}}} {{{json b}}}",
        { a = Either::<Either<u32, &str>, u64>::Left(Either::Left(1)), b = Either::<Either<u32, &str>, u64>::Left(Either::Right { right: "r" }) },
        r#"{"Left":{"Left":1}} {"Left":{"Right":{"right":"r"}}}"#);
    renders!(
        "{{{json a}}}",
        { a = Either::<Option<u8>, Either<bool, bool>>::Right { right: Either::Left(false) } },
        r#"{"Right":{"right":{"Left":false}}}"#
    );
    let secret = Shape::Secret(1);
    renders!("{{{json secret}}}", "{}");
}

#[test]
fn json_has_a_maximum_depth() {
    /// Returns `depth` nested lists.
    fn nested(depth: usize) -> Tree<'static> {
        (1..depth).fold(Tree::List(&[]), |inner, _| Tree::List(Vec::leak(vec![inner])))
    }
    let most = format!("{}{}", "[".repeat(128), "]".repeat(128));
    renders!("{{{json tree}}}", { tree = nested(128) }, &most);
    for depth in [129, 100_000] {
        let error = failure!("{{{json tree}}}", tree = nested(depth));
        assert_eq!(
            error.kind().to_string(),
            "helper `json`: the value is nested more than 128 levels deep"
        );
    }
}

#[test]
fn times() {
    let now = 1_795_183_509;
    renders!("{{date now}} {{helpers::time now}}", "2026-11-20 14:05:09");
    renders!(
        "{{year now}} {{month now}} {{day now}} {{hour now}} {{minute now}} {{second now}}",
        "2026 11 20 14 5 9"
    );
    renders!(
        "{{weekday now}} {{weekday_number now}} {{uppercase (weekday now)}} {{len (date now)}}",
        "Friday 5 FRIDAY 10"
    );
    renders!(
        "{{date 0}} {{helpers::time 0}} {{weekday 0}} {{date -1}} {{helpers::time -1}} {{weekday -1}}",
        "1970-01-01 00:00:00 Thursday 1969-12-31 23:59:59 Wednesday"
    );
    renders!(
        "{{date 951782400}} {{date 951868800}} {{date -2203891200}} {{date 4107456000}}",
        "2000-02-29 2000-03-01 1900-03-01 2100-02-28"
    );
    renders!(
        "{{date -62135596800}} {{date -62135596801}} {{date -62167219200}} {{date -62167219201}}",
        "0001-01-01 0000-12-31 0000-01-01 -0001-12-31"
    );
    renders!("{{date 253402300799}} {{date 253402300800}}", "9999-12-31 +10000-01-01");
    renders!("{{date a}}T{{helpers::time a}} {{date b}}T{{helpers::time b}} {{year a}} {{year b}}", { a = i64::MAX, b = i64::MIN },
        "+292277026596-12-04T15:30:07 -292277022657-01-27T08:29:52 292277026596 -292277022657");
    renders!("{{weekday a}} {{weekday b}} {{weekday_number 259200}} {{weekday 259200}}", { a = i64::MAX, b = i64::MIN }, "Sunday Sunday 7 Sunday");
}

#[test]
fn in_every_position() {
    let (name, list) = ("ann", ["b", "a"]);
    renders!(
        "{{#if (len name)}}{{#each (reverse list) as |x|}}{{uppercase x}}{{capitalize ../name}} {{/each}}{{/if}}",
        "AAnn BAnn "
    );
    renders!(
        "{{#let (reverse list) (slice name 1) as |l n|}}{{join l}}{{n}}{{#with (first l)}}{{this}}{{/with}}{{/let}}",
        "a, bnna"
    );
    renders!(
        "{{#each list}}{{#let (slice (array this ../name this) 1) as |l|}}{{join l}};{{/let}}{{/each}}",
        "ann, b;ann, a;"
    );
    renders!("{{#reverse_of}}{{this}}{{/reverse_of}}", { reverse_of = list }, "ba");
    renders!("{{template_runtime::helpers::uppercase name}} {{trim (trim name)}}", "ANN ann");
}

#[test]
fn by_every_import() {
    mod one {
        use template_runtime::helpers::{number, truncate};
        use template_tests::renders;

        pub(super) fn check() {
            renders!("{{number 5 decimals=1}} {{truncate 'abc' 2 ellipsis='.'}}", "5.0 a.");
        }
    }
    mod all {
        use template_runtime::helpers::*;
        use template_tests::renders;

        pub(super) fn check() {
            renders!("{{number 5 decimals=1}} {{truncate (uppercase 'abc') 2}}", "5.0 A…");
        }
    }
    one::check();
    all::check();
    renders!(
        "{{helpers::number 5 decimals=1}} {{helpers::truncate 'abc' 2 ellipsis=''}}",
        "5.0 ab"
    );
    renders!("{{template_runtime::helpers::number 5 decimals=1}}", "5.0");
    template! {
        struct Given;
        "{{price 5 decimals=2}} {{cut 'abc' 2}}",
        fn price = number,
        fn cut = helpers::truncate,
    }
    template_tests::check(&Given, "5.00 a…");
    renders!(
        "{{#let (helper number decimals=2) as |f|}}{{f 1}} {{f 1 decimals=0}}{{/let}}",
        "1.00 1"
    );
    let cut = template_runtime::dyn_helper!(truncate);
    renders!("{{#let cut as |f|}}{{f 'abc' 2 ellipsis='.'}}{{/let}}", "a.");
    assert_eq!(helpers::truncate("abc", 2, "…").to_string(), "a…");
}

#[test]
fn beside_functions_of_the_same_name() {
    mod plain {
        use template_runtime::helpers::{self, *};
        use template_tests::renders;

        fn number(text: &str) -> String {
            format!("No. {text}")
        }

        pub(super) fn check() {
            renders!(
                "{{number 'x'}} {{helpers::number 5 decimals=1}} {{uppercase 'a'}}",
                "No. x 5.0 A"
            );
        }
    }
    mod annotated {
        use template_runtime::{
            helper,
            helpers::{self, *},
        };
        use template_tests::renders;

        #[helper]
        fn number(text: &str, #[named(default = "No.")] mark: &str) -> String {
            format!("{mark} {text}")
        }

        pub(super) fn check() {
            renders!(
                "{{number (lowercase 'X') mark='#'}} {{helpers::number 5 decimals=1}}",
                "# x 5.0"
            );
        }
    }
    mod nearer {
        use template_runtime::helpers::number;
        use template_tests::renders;

        pub(super) fn check() {
            renders!("{{number 5 decimals=1}}", "5.0");
            {
                #[template_runtime::helper]
                fn number(text: &str, #[named(default = "No.")] mark: &str) -> String {
                    format!("{mark} {text}")
                }
                renders!("{{number 'x' mark='#'}}", "# x");
            }
            {
                fn number(text: &str) -> String {
                    format!("No. {text}")
                }
                renders!("{{number 'x'}}", "No. x");
            }
        }
    }
    plain::check();
    annotated::check();
    nearer::check();
}
