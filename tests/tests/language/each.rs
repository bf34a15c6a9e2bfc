//! `each` over every type with items.

use std::{
    collections::{BTreeMap, HashMap, VecDeque},
    rc::Rc,
};
use template_runtime::{Data, List, ListData, Value};
use template_tests::renders;

#[cfg(feature = "alloc")]
#[test]
fn lists_of_every_type() {
    let slice: &[u8] = &[1, 2];
    let vec = vec![1, 2];
    renders!("{{#each x}}{{this}},{{/each}}", { x = slice }, "1,2,");
    renders!("{{#each x}}{{this}},{{/each}}", { x = [1, 2] }, "1,2,");
    renders!("{{#each x}}{{this}},{{/each}}", { x = List::new(&vec) }, "1,2,");
    renders!("{{#each x}}{{this}},{{/each}}", { x = &vec }, "1,2,");
    renders!("{{#each x}}{{this}},{{/each}}", { x = &&vec }, "1,2,");
    renders!("{{#each x}}{{this}},{{/each}}", { x = VecDeque::from([1, 2]) }, "1,2,");
    renders!("{{#each x}}{{this}},{{/each}}", { x = Some(vec![1, 2]) }, "1,2,");
    renders!("{{#each x}}{{this}},{{/each}}", { x = vec.clone().into_boxed_slice() }, "1,2,");
    renders!("{{#each x}}{{this}},{{/each}}", { x = Rc::<[u8]>::from([1, 2]) }, "1,2,");
    renders!("{{#each x}}{{this}},{{/each}}", { x = std::sync::Arc::<[u8]>::from([1, 2]) }, "1,2,");
    renders!("{{#each x}}{{this}},{{/each}}", { x = std::borrow::Cow::Borrowed(slice) }, "1,2,");
    renders!("{{#each x}}{{this}},{{/each}}", { x = Box::new(vec.clone()) }, "1,2,");
}

#[cfg(feature = "alloc")]
#[test]
fn a_deque_that_wraps_around() {
    let mut x: VecDeque<u32> = (0..8).collect();
    (8..12).for_each(|n| {
        x.pop_front();
        x.push_back(n);
    });
    renders!("{{#each x}}{{this}} {{/each}}", "4 5 6 7 8 9 10 11 ");
}

#[cfg(feature = "alloc")]
#[test]
fn maps() {
    let x = BTreeMap::from([(String::from("b"), 2), (String::from("a"), 1), (String::new(), 0)]);
    renders!("{{#each x}}[{{@key}}]={{this}} {{/each}}", "[]=0 [a]=1 [b]=2 ");
    renders!("{{#each x as |value key|}}[{{key}}]={{value}} {{/each}}", "[]=0 [a]=1 [b]=2 ");
    renders!("{{#each x}}{{@index}}{{if @first 'F'}}{{if @last 'L'}} {{/each}}", "0F 1 2L ");
    renders!(
        "{{#each x}}{{#each ../x}}{{@../key}}{{@key}} {{/each}}{{/each}}",
        " a b a aa ab b ba bb "
    );
    renders!("{{#each x}}a{{else}}none{{/each}}", { x = BTreeMap::<&str, u8>::new() }, "none");
    renders!(
        "{{#each x}}{{@key}}={{this}}{{/each}}",
        { x = HashMap::from([("<k>", "<v>")]) },
        "&lt;k&gt;=&lt;v&gt;"
    );
    renders!(
        "{{#each x}}{{@key}}{{/each}}",
        { x = BTreeMap::from([(Box::<str>::from("k"), 1)]) },
        "k"
    );
    let x: HashMap<String, usize> = (0..50).map(|n| (n.to_string(), n)).collect();
    let page = template_runtime::template!("{{#each x}}{{@key}}={{this}} {{/each}}");
    let page = template_runtime::Template::render(&page).unwrap();
    let mut entries: Vec<&str> = page.split_whitespace().collect();
    entries.sort_by_key(|entry| {
        entry.len() * 1000 + entry[..entry.find('=').unwrap()].parse::<usize>().unwrap()
    });
    let expected: Vec<String> = (0..50).map(|n| format!("{n}={n}")).collect();
    assert_eq!(entries, expected);
}

#[cfg(feature = "alloc")]
#[test]
fn keys_that_are_not_text() {
    let (m, b) = (BTreeMap::from([(2, "b"), (-1, "a")]), BTreeMap::from([(true, 1), (false, 0)]));
    renders!("{{#each m}}{{@key}}={{this}} {{/each}}{{m.2}}[{{m.7}}]", "-1=a 2=b b[]");
    renders!("{{#each b as |v k|}}{{k}}={{v}} {{/each}}{{b.true}}", "false=0 true=1 1");
    renders!(
        "{{#each c}}{{@key}}={{this}}{{/each}}{{c.x}}",
        { c = HashMap::from([('x', 1)]) },
        "x=11"
    );
    let entries: BTreeMap<u64, u64> = (0..300).map(|n| (n * n, n)).collect();
    let expected: String = entries.iter().map(|(k, v)| format!("{k}:{v} ")).collect();
    renders!("{{#each entries}}{{@key}}:{{this}} {{/each}}", &expected);
}

#[cfg(feature = "alloc")]
#[test]
fn loops_over_maps_in_loops_over_maps() {
    let inner = |n: u8| BTreeMap::from([(n, n * 2), (n + 1, n * 2 + 1)]);
    let outer = BTreeMap::from([("a", inner(1)), ("b", BTreeMap::new()), ("c", inner(5))]);
    renders!(
        "{{#each outer as |map name|}}{{name}}({{#each map as |v k|}}{{name}}{{k}}={{v}}{{#unless @last}},{{/unless}}{{else}}-{{/each}}){{/each}}",
        "a(a1=2,a2=3)b(-)c(c5=10,c6=11)"
    );
    renders!(
        "{{#each outer}}{{#each ../outer}}{{@../key}}{{@key}}{{@index}}{{#if @first}}f{{/if}} {{/each}}{{/each}}",
        "aa0f ab1 ac2 ba0f bb1 bc2 ca0f cb1 cc2 "
    );
    renders!(
        "{{#each m}}{{#each this as |e|}}{{#each e}}{{@key}}{{this}}{{/each}}{{/each}};{{/each}}",
        { m = BTreeMap::from([(1, vec![BTreeMap::from([("x", 1)])]), (2, vec![])]) },
        "x1;;"
    );
}

/// With a search for each entry this test would take minutes.
#[cfg(feature = "alloc")]
#[test]
fn a_loop_over_a_large_hash_map_takes_linear_time() {
    let x: HashMap<u32, u32> = (0..300_000).map(|n| (n, n)).collect();
    let page = template_runtime::template!("{{#each x}}.{{/each}}");
    let page = template_runtime::Template::render(&page).unwrap();
    assert_eq!(page.len(), 300_000);
}

#[test]
fn data_of_an_iteration() {
    let list = ["a", "b", "c"];
    renders!("{{#each list}}{{@index}}{{@key}}{{this}} {{/each}}", "00a 11b 22c ");
    renders!("{{#each list}}{{@first}}-{{@last}} {{/each}}", "true-false false-false false-true ");
    renders!(
        "{{#each list}}{{#if @first}}[{{/if}}{{this}}{{#if @last}}]{{else}},{{/if}}{{/each}}",
        "[a,b,c]"
    );
    renders!("{{#each list}}{{@first}}{{@last}}{{@index}}{{/each}}", { list = [1] }, "truetrue0");
    renders!(
        "{{#each list}}{{#with this}}{{@index}}{{/with}}{{#let 1 as |x|}}{{@index}}{{/let}}{{/each}}",
        "001122"
    );
}

#[test]
fn block_params() {
    let list = ["a", "b"];
    renders!("{{#each list as |item|}}{{item}}{{this}} {{/each}}", "aa bb ");
    renders!("{{#each list as |item index|}}{{index}}{{item}} {{/each}}", "0a 1b ");
    renders!(
        "{{#each list as |a|}}{{#each ../list as |b|}}{{a}}{{b}} {{/each}}{{/each}}",
        "aa ab ba bb "
    );
    renders!(
        "{{#each list as |a i|}}{{#each @root.list as |b j|}}{{i}}{{j}}{{a}}{{b}} {{/each}}{{/each}}",
        "00aa 01ab 10ba 11bb "
    );
}

#[test]
fn loops_in_loops() {
    let rows = [[1, 2], [3, 4]];
    renders!("{{#each rows}}{{#each this}}{{this}}{{/each}};{{/each}}", "12;34;");
    renders!(
        "{{#each rows}}{{#each this}}{{@../index}}{{@index}} {{/each}}{{/each}}",
        "00 01 10 11 "
    );
    renders!(
        "{{#each rows}}{{#each this}}{{if @../first 'F'}}{{if @../last 'L'}}{{@../key}} {{/each}}{{/each}}",
        "F0 F0 L1 L1 "
    );
    renders!(
        "{{#each rows}}{{#each this}}{{../this.0}}{{../1}} {{/each}}{{/each}}",
        "12 12 34 34 "
    );
    // Consecutive loops.
    renders!(
        "{{#each rows}}{{#each this}}{{this}}{{/each}}{{#each this}}{{@index}}{{/each}}{{@index}} {{/each}}{{#each rows}}{{@index}}{{/each}}",
        "12010 34011 01"
    );
    renders!(
        "{{#each x}}{{#each this}}{{#each this}}{{@../../index}}{{@../index}}{{@index}}={{this}} {{/each}}{{/each}}{{/each}}",
        { x = [[[1, 2]], [[3, 4]]] },
        "000=1 001=2 100=3 101=4 "
    );
}

#[cfg(feature = "alloc")]
#[test]
fn nothing_to_loop_over() {
    let (empty, none): (Vec<u8>, Option<Vec<u8>>) = (Vec::new(), None);
    renders!("[{{#each empty}}x{{/each}}{{#each none}}x{{/each}}]", "[]");
    renders!(
        "{{#each empty}}x{{else}}empty{{/each}} {{#each none}}x{{^}}none{{/each}}",
        "empty none"
    );
    renders!(
        "{{#each empty}}{{else}}{{#each list}}{{this}}{{/each}}{{/each}}",
        { list = [1, 2] },
        "12"
    );
    // `else` has the context of the loop itself.
    renders!("{{#each lists}}{{#each this}}{{this}}{{else}}{{@index}}{{@root.x}}{{/each}} {{/each}}", { lists = [vec![], vec![7]], x = "x" }, "0x 7 ");
    renders!("{{#each null}}x{{else}}null{{/each}}", "null");
}

#[test]
fn a_user_defined_list() {
    struct Squares(usize);
    impl ListData for Squares {
        fn count(&self) -> usize {
            self.0
        }
        fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
            *item = Value::Int((index * index) as i64);
            // One item less than `count` returns.
            index + 1 < self.0
        }
    }
    impl Data for Squares {
        const SHAPE: template_runtime::ShapeRef =
            template_runtime::ShapeRef::new(&template_runtime::Shape {
                name: "Squares",
                kind: template_runtime::Kind::List(<u64 as Data>::SHAPE),
            });
        fn value(&self) -> Value<'_> {
            Value::List(template_runtime::List::new(self))
        }
    }
    renders!("{{#each x}}{{this}} {{/each}}", { x = Squares(5) }, "0 1 4 9 ");
}

#[cfg(feature = "alloc")]
#[test]
fn many_iterations() {
    let list: Vec<u32> = (0..10_000).collect();
    let expected: String = list.iter().map(|n| format!("{n};")).collect();
    renders!("{{#each list}}{{this}};{{/each}}", &expected);
}

/// A list with fewer items than `count` returns.
struct Short {
    items: usize,
}

impl ListData for Short {
    fn count(&self) -> usize {
        3
    }

    fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
        *item = Value::Int(index as i64);
        index < self.items
    }
}

#[test]
fn lists_that_become_shorter() {
    fn short(items: usize) -> List<'static> {
        static SHORT: [Short; 3] = [Short { items: 0 }, Short { items: 1 }, Short { items: 2 }];
        List::new(&SHORT[items])
    }
    renders!("{{#each (short 0)}}{{this}}{{else}}none{{/each}}.", "none.");
    renders!("{{#each (short 0)}}{{@index}}{{this}}{{else}}none{{/each}}.", "none.");
    renders!("{{#each (short 1)}}{{this}}, {{else}}none{{/each}}.", "0, .");
    renders!("{{#each (short 2)}}{{@index}}{{this}}{{else}}none{{/each}}.", "0011.");
    renders!("{{#let (short 0) as |l|}}{{#l}}{{this}}{{else}}none{{/l}}{{/let}}.", "none.");
}
