//! Parameter types of helpers.

use std::{collections::BTreeMap, time::Duration};
use template_runtime::{
    Data, List, Map, Object, Printable, SafeHtml, Template as _, Tree, Value, helper, template,
};
use template_tests::{failure, renders};

/// Defines a function for each type, which prints its argument.
macro_rules! takes {
    ($($name:ident $ty:ty;)*) => { $(
        fn $name(value: $ty) -> String {
            format!("{value:?}")
        }
    )* };
}

takes! {
    text &str;
    a_bool bool;
    a_char char;
    an_i8 i8;
    an_i16 i16;
    an_i32 i32;
    an_i64 i64;
    an_i128 i128;
    an_isize isize;
    a_u8 u8;
    a_u16 u16;
    a_u32 u32;
    a_u64 u64;
    a_u128 u128;
    a_usize usize;
    an_f32 f32;
    an_f64 f64;
    any Value<'_>;
    maybe_text Option<&str>;
    maybe_u8 Option<u8>;
    maybe_any Option<Value<'_>>;
    maybe_bool Option<bool>;
    maybe_char Option<char>;
    maybe_f64 Option<f64>;
}

#[test]
fn scalars() {
    renders!("{{{text 'a'}}} {{{text s}}}", { s = String::from("b") }, "\"a\" \"b\"");
    renders!("{{a_bool true}} {{a_bool b}}", { b = false }, "true false");
    renders!("{{{a_char c}}}", { c = 'é' }, "'é'");
    renders!("{{a_bool (if true false true)}}", "false");
}

#[test]
fn displayed_arguments_after_others() {
    fn half(duration: &Duration) -> Duration {
        *duration / 2
    }

    fn pair(a: &str, b: &str) -> String {
        format!("{a}/{b}")
    }

    let (s, d) = ("a", Duration::from_millis(1500));
    renders!("{{text s}} {{text d}} {{text s}}", { s = s, d = d }, "&quot;a&quot; &quot;1.5s&quot; &quot;a&quot;");
    renders!("{{pair s s}} {{pair s d}} {{pair d s}} {{pair s s}}", { s = s, d = d }, "a/a a/1.5s 1.5s/a a/a");
    renders!("{{pair (half d) s}} {{pair s (half (half d))}}", { s = s, d = d }, "750ms/a a/375ms");
    renders!("{{#if (half d)}}{{{any (half d)}}}{{/if}}{{#if (pair s s)}}{{half d}}{{/if}}", { s = s, d = d }, "\"750ms\"750ms");
}

#[test]
fn integers_of_every_size() {
    renders!("{{an_i8 -128}} {{an_i8 127}} {{an_i8 x}}", { x = 5_u64 }, "-128 127 5");
    renders!("{{an_i16 -32768}} {{an_i16 32767}}", "-32768 32767");
    renders!("{{an_i32 -2147483648}} {{an_i32 2147483647}}", "-2147483648 2147483647");
    renders!("{{an_i64 a}} {{an_i64 b}}", { a = i64::MIN, b = i64::MAX }, "-9223372036854775808 9223372036854775807");
    renders!("{{an_i128 a}} {{an_i128 b}} {{an_i128 c}} {{an_i128 1}}", { a = i128::MIN, b = i128::MAX, c = u64::MAX },
        "-170141183460469231731687303715884105728 170141183460469231731687303715884105727 18446744073709551615 1");
    renders!("{{an_isize a}} {{an_isize b}}", { a = isize::MIN, b = 7_u8 }, "-9223372036854775808 7");
    renders!("{{a_u8 0}} {{a_u8 255}}", "0 255");
    renders!("{{a_u16 65535}}", "65535");
    renders!("{{a_u32 4294967295}}", "4294967295");
    renders!("{{a_u64 a}} {{a_u64 b}} {{a_u64 c}}", { a = u64::MAX, b = 1_i128, c = u128::from(u64::MAX) },
        "18446744073709551615 1 18446744073709551615");
    renders!("{{a_u128 a}} {{a_u128 b}} {{a_u128 c}}", { a = u128::MAX, b = i128::MAX, c = 3_u8 },
        "340282366920938463463374607431768211455 170141183460469231731687303715884105727 3");
    renders!("{{a_usize a}} {{a_usize 0}}", { a = usize::MAX }, "18446744073709551615 0");
}

#[test]
fn floats_take_integers_too() {
    renders!("{{an_f64 1.5}} {{an_f64 1}} {{an_f64 x}} {{an_f64 y}} {{an_f64 z}}",
        { x = 0.5_f32, y = u64::MAX, z = i128::MAX }, "1.5 1.0 0.5 1.8446744073709552e19 1.7014118346046923e38");
    renders!("{{an_f32 1.5}} {{an_f32 1}} {{an_f32 x}}", { x = 0.1_f64 }, "1.5 1.0 0.1");
    renders!("{{an_f64 x}}", { x = f64::NAN }, "NaN");
}

#[test]
fn text_of_many_types() {
    use std::{borrow::Cow, rc::Rc, sync::Arc};
    #[derive(Data)]
    enum Color {
        Red,
    }
    renders!("{{{text a}}}{{{text b}}}{{{text c}}}{{{text d}}}{{{text e}}}",
        { a = Cow::Borrowed("a"), b = Box::<str>::from("b"), c = Rc::<str>::from("c"), d = Arc::new(String::from("d")), e = Color::Red },
        "\"a\"\"b\"\"c\"\"d\"\"Red\"");
    renders!("{{{text a}}}", { a = SafeHtml("<b>") }, "\"<b>\"");
    renders!("{{{text a}}}", { a = Some("there") }, "\"there\"");
}

#[test]
fn optional_ones() {
    renders!(
        "{{{(maybe_text)}}} {{{maybe_text null}}} {{{maybe_text 'x'}}}",
        "None None Some(\"x\")"
    );
    renders!("{{(maybe_u8)}} {{maybe_u8 n}} {{maybe_u8 7}} {{maybe_u8 s}}", { n = None::<u8>, s = Some(8) }, "None None Some(7) Some(8)");
    renders!(
        "{{{maybe_any 'x'}}} {{(maybe_any)}} {{maybe_bool false}} {{(maybe_bool)}}",
        "Some(\"x\") None Some(false) None"
    );
    renders!(
        "{{{maybe_char c}}} {{maybe_f64 1}} {{maybe_f64 null}}",
        { c = 'c' },
        "Some('c') Some(1.0) None"
    );
    renders!("{{{maybe_text (if false 'x')}}} {{{maybe_text (if true 'x')}}}", "None Some(\"x\")");
    fn two(a: Option<u8>, b: Option<u8>) -> String {
        format!("{a:?}/{b:?}")
    }
    renders!("{{(two)}} {{two 1}} {{two null 2}}", "None/None Some(1)/None None/Some(2)");
}

#[test]
fn values_of_every_kind() {
    #[derive(Data)]
    struct Point {
        x: u8,
        y: Option<u8>,
    }
    let map = BTreeMap::from([("k", 1.5)]);
    renders!(
        "{{{any 1}}} {{{any 1.5}}} {{{any 'x'}}} {{{any null}}} {{{any true}}}",
        "1 1.5 \"x\" null true"
    );
    renders!("{{{any a}}} {{{any b}}} {{{any c}}} {{{any map}}}", { a = [1, 2], b = Point { x: 1, y: None }, c = 'c', map = &map },
        r#"[1, 2] {"x": 1, "y": null} 'c' {"k": 1.5}"#);
    renders!("{{{any a}}} {{{any b}}} {{{any c}}}", { a = u64::MAX, b = i128::MIN, c = u128::MAX },
        "18446744073709551615 -170141183460469231731687303715884105728 340282366920938463463374607431768211455");
    renders!("{{{any a}}} {{{any b}}}", { a = 0.1_f32, b = SafeHtml("<") }, "0.1 safe \"<\"");
    renders!("{{{any this}}}", {}, "{}");
}

#[test]
fn lists_maps_and_objects() {
    fn sum(list: List<'_>) -> i64 {
        list.iter().map(|item| if let Value::Int(n) = item { n } else { 0 }).sum()
    }
    fn keys(map: Map<'_>) -> String {
        map.iter().map(|(key, value)| format!("{key:?}={value:?};")).collect()
    }
    fn pick<'a>(object: Object<'a>, name: &str) -> Option<Value<'a>> {
        object.get(name)
    }
    #[derive(Data)]
    struct Point {
        x: u8,
    }
    renders!("{{sum a}} {{sum b}} {{sum c}}", { a = [1, 2], b = vec![3], c = Some(vec![4_u8]) }, "3 3 4");
    let map = BTreeMap::from([(String::from("a"), 1), (String::from("b"), 2)]);
    renders!("{{{keys map}}}", r#""a"=1;"b"=2;"#);
    renders!("{{pick p 'x'}}[{{pick p 'y'}}]{{pick t '1'}}", { p = Point { x: 1 }, t = (1, 2) }, "1[]2");
}

#[test]
fn arrays_and_tuples_by_value() {
    fn color([red, green, blue]: [u8; 3]) -> String {
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
    fn sum((x, y): (i32, i32)) -> i32 {
        x + y
    }
    fn both(names: [&str; 2], label: Option<(&str, char)>) -> String {
        format!("{}{label:?}", names.join("+"))
    }
    fn total(points: Vec<(i32, i32)>) -> i32 {
        points.into_iter().map(sum).sum()
    }
    let (rgb, point, names, label) = ([255_u8, 0, 16], (1, 2), ["a", "b"], ("c", 'd'));
    renders!("{{color rgb}} {{sum point}}", "#ff0010 3");
    renders!(
        "{{{both names}}} {{{both names label}}} {{both names null}}",
        r#"a+bNone a+bSome(("c", 'd')) a+bNone"#
    );
    renders!("{{total points}}", { points = [point, (3, 4)] }, "10");
    renders!(
        "{{#each points as |p|}}{{sum p}} {{/each}}{{sum (get points 1)}}",
        { points = vec![point, (3, 4)] },
        "3 7 7"
    );
}

#[test]
fn lifetimes() {
    fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
        if a.len() > b.len() { a } else { b }
    }
    fn first<'a>(a: &'a str, _: &str) -> &'a str {
        a
    }
    fn nth<'a>(list: List<'a>, n: usize) -> Option<Value<'a>> {
        list.get(n)
    }
    let s = String::from("data");
    renders!("{{longest s 'x'}} {{first (longest 'abc' s) (first s 'y')}}", "data data");
    renders!("{{nth list 1}} [{{nth list 2}}]", { list = ["a", "b"] }, "b []");
}

#[test]
fn debug_text_of_what_can_be_printed() {
    #[derive(Data)]
    enum Color {
        Red,
    }
    fn debug<T: std::fmt::Debug>(value: T) -> String {
        format!("{value:?}")
    }
    fn padded(value: impl std::fmt::Debug) -> String {
        format!("[{value:4?}]")
    }
    renders!("{{{debug 'a\tb'}}} {{{debug s}}} {{{debug safe}}}",
        { s = String::from("é"), safe = SafeHtml("<b>") }, r#""a\tb" "é" "<b>""#);
    renders!("{{debug 1}} {{debug n}} {{debug big}} {{debug 1.0}} {{debug f}} {{debug true}}",
        { n = u64::MAX, big = i128::MAX, f = 0.1_f32 },
        "1 18446744073709551615 170141183460469231731687303715884105727 1.0 0.1 true");
    renders!("{{{debug c}}} {{debug null}} {{debug red}}", { c = '\'', red = Color::Red }, r"'\'' null Red");
    renders!("{{padded 1}} {{padded 1.5}} {{padded null}}", "[   1] [ 1.5] [null]");
}

#[derive(Data)]
struct Named {
    name: &'static str,
}

takes! {
    texts Vec<&str>;
    strings Vec<String>;
    numbers Vec<i64>;
    maybe_numbers Vec<Option<u8>>;
    rows Vec<Vec<u8>>;
    maybe_texts Option<Vec<&str>>;
    values Vec<Value<'_>>;
}

fn names(all: Vec<&Named>) -> String {
    all.iter().map(|named| named.name).collect()
}

#[test]
fn lists_whose_items_are_converted() {
    renders!("{{{texts a}}} {{{texts b}}} {{{strings a}}}", { a = ["x", "y"], b = vec![String::from("z")] },
        r#"["x", "y"] ["z"] ["x", "y"]"#);
    renders!("{{numbers a}} {{numbers b}} {{numbers (array 5 6)}}",
        { a = std::collections::BTreeSet::from([1_u8, 2]), b = [0_i32; 0] }, "[1, 2] [] [5, 6]");
    renders!("{{maybe_numbers a}} {{rows b}}", { a = [None, Some(1)], b = vec![[1, 2], [3, 4]] },
        "[None, Some(1)] [[1, 2], [3, 4]]");
    renders!("{{(maybe_texts)}} {{maybe_texts none}} {{{maybe_texts a}}}", { none = None::<Vec<String>>, a = ["x"] },
        r#"None None Some(["x"])"#);
    renders!("{{{values (array 1 'b' null)}}}", r#"[1, "b", null]"#);
    renders!("{{names a}} {{names b}}", { a = [Named { name: "p" }], b = vec![&Named { name: "q" }] }, "p q");
    // Items that are printed by their `Display` are text.
    let addresses: [std::net::IpAddr; 1] = [std::net::Ipv4Addr::LOCALHOST.into()];
    renders!("{{{strings addresses}}}", { addresses = addresses }, r#"["127.0.0.1"]"#);
    let items = [Tree::Text("c")];
    let tree = Tree::List(&items);
    let error = template!("{{numbers tree}}").render().unwrap_err();
    assert_eq!(
        error.kind().to_string(),
        "helper `numbers`: argument 1 must be a list, each item an integer (`i64`), …"
    );
}

#[test]
fn slices_of_values() {
    fn shown(items: &[Value<'_>]) -> String {
        format!("{items:?}")
    }
    fn joined(items: &[Printable<'_>]) -> String {
        items.iter().map(ToString::to_string).collect::<Vec<_>>().join("+")
    }
    let (set, list) = (std::collections::BTreeSet::from([1, 2]), ["<", "b"]);
    renders!(
        "{{{shown list}}} {{{shown set}}} {{{shown (array 1 'a' null)}}}",
        "[\"<\", \"b\"] [1, 2] [1, \"a\", null]"
    );
    renders!("{{joined list}} {{joined (array 1.5 'x')}} {{joined set}}", "&lt;+b 1.5+x 1+2");
    let items = [Tree::List(&[])];
    let nested = Tree::List(&items);
    let error = template!("{{joined nested}}").render().unwrap_err();
    assert!(error.kind().to_string().starts_with("helper `joined`: argument 1 must be a list"));
}

#[test]
fn slices_of_text() {
    fn quoted(items: &[&str]) -> String {
        format!("{items:?}")
    }
    let (owned, borrowed) = (vec!["a".to_owned(), "b".to_owned()], ["c", "d"]);
    // The items are converted for the call, as those of a `Vec<&str>` are.
    let addresses: [std::net::IpAddr; 1] = [std::net::Ipv4Addr::LOCALHOST.into()];
    renders!(
        "{{{quoted owned}}} {{{quoted borrowed}}} {{{quoted (array 'e' (concat 'f' 'g'))}}} {{{quoted addresses}}}",
        { owned = &owned, borrowed = borrowed, addresses = addresses },
        r#"["a", "b"] ["c", "d"] ["e", "fg"] ["127.0.0.1"]"#
    );
    let items = [Tree::Text("h"), Tree::Int(1)];
    let tree = Tree::List(&items);
    let error = template!("{{quoted tree}}").render().unwrap_err();
    assert!(error.kind().to_string().starts_with("helper `quoted`: argument 1 must be a list"));
}

#[test]
fn slices_of_other_items() {
    #[derive(Data)]
    struct Team {
        name: &'static str,
    }
    fn names(teams: &[Team]) -> usize {
        teams.iter().map(|team| team.name.len()).sum()
    }
    let (teams, one) = ([Team { name: "Owls" }], Team { name: "Foxes" });
    renders!("{{names teams}}", { teams = &teams }, "4");
    let references = [&one];
    let error = failure!("{{names references}}", references = references);
    assert_eq!(
        error.kind().to_string(),
        "helper `names`: argument 1 must be a `[Team]`; write `Vec<&Team>` instead"
    );
}

/// Helpers that are generic over printable values, with the type parameter anywhere in the types of their parameters.
#[test]
fn type_parameters_in_types() {
    use std::fmt::{Debug, Display};

    fn joined<T: Display>(items: &[T], by: &str) -> String {
        items.iter().map(ToString::to_string).collect::<Vec<_>>().join(by)
    }
    fn owned(by: impl Display, items: Vec<impl Display>) -> String {
        items.iter().map(ToString::to_string).collect::<Vec<_>>().join(&by.to_string())
    }
    fn shown(value: &impl Display) -> String {
        format!("<{value}>")
    }
    fn unsized_too<T: Display + ?Sized>(value: &T) -> String {
        format!("({value})")
    }
    fn value_or<T: Display>(value: Option<T>, otherwise: T) -> String {
        value.unwrap_or(otherwise).to_string()
    }
    fn last<T: Display>(items: &[T]) -> Option<&T> {
        items.last()
    }
    fn all<A: Display, B: Debug>(
        a: &A,
        b: &[B],
        c: u8,
        d: Option<A>,
        e: Vec<B>,
        f: impl Display,
    ) -> String {
        format!("{a}{b:?}{c}{}{e:?}{f}", d.map_or_else(String::new, |d| d.to_string()))
    }
    #[helper]
    fn named<T: Display>(items: &[T], #[named] by: &impl Display) -> String {
        joined(items, &by.to_string())
    }

    let (numbers, texts, none) = ([1_u8, 2], ["<", "b"], None::<u8>);
    let set = std::collections::BTreeSet::from(['x', 'y']);
    renders!(
        "{{joined numbers '-'}} {{joined texts ','}} {{joined (array 1 'a') '|'}} {{joined set ''}}",
        "1-2 &lt;,b 1|a xy"
    );
    renders!("{{owned 1 texts}} {{owned '+' numbers}}", "&lt;1b 1+2");
    renders!("{{{shown 1.5}}} {{{shown 'a'}}} {{unsized_too true}}", "<1.5> <a> (true)");
    renders!("{{value_or none 'd'}} {{value_or numbers.0 'd'}} {{last texts}}", "d 1 b");
    renders!("{{{all 'a' numbers 1 'q' texts 1.5}}}", r#"a[1, 2]1q["<", "b"]1.5"#);
    renders!("{{named numbers by=0}}", "102");
    // At run time, too.
    let page = template_runtime::Compiler::new().helpers(template_runtime::helpers![joined, shown]);
    let page = page.compile("{{joined xs ','}}{{{shown 1}}}").unwrap();
    assert_eq!(
        page.render(&std::collections::BTreeMap::from([("xs", numbers)])).as_deref(),
        Ok("1,2<1>")
    );
}
