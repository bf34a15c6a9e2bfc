//! Components that are printed as a whole if they are expected to fit into a chunk, and again if they did not: nobody notices.

use std::{cell::Cell, fmt};
use template_runtime::{Chunks, Data, Escaper, Template, template};

thread_local! {
    /// The number of calls of code of the tests.
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

/// Counts its calls.
fn counted(n: u32) -> u32 {
    CALLS.set(CALLS.get() + 1);
    n
}

/// Returns the chunks of a size, and whether a `{{flush}}` ended each.
fn all(mut chunks: Chunks<'_>, size: usize) -> Vec<(String, bool)> {
    let mut buffer = vec![0; size];
    let mut all = Vec::new();
    while let Some(chunk) = chunks.next(&mut buffer).expect("rendering succeeds") {
        let chunk = chunk.to_owned();
        all.push((chunk, chunks.flushed()));
    }
    all
}

/// A value whose `Display` implementation counts its calls.
struct Shown(u32);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", counted(self.0))
    }
}

#[derive(Data)]
struct Node {
    name: String,
    #[data(display)]
    shown: Shown,
    nodes: Vec<Node>,
}

impl Node {
    /// Returns a tree whose nodes have different numbers of children, and names of different lengths.
    fn tree(depth: usize, seed: &mut u32) -> Self {
        *seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12_345);
        let number = *seed >> 16;
        let children = if depth == 0 { 0 } else { number % 5 };
        Self {
            name: "<ä&> ".repeat((number % 7) as usize),
            shown: Shown(number % 1000),
            nodes: (0..children).map(|_| Node::tree(depth - 1, seed)).collect(),
        }
    }

    /// Returns the number of nodes below this one.
    fn descendants(&self) -> usize {
        self.nodes.iter().map(|node| 1 + node.descendants()).sum()
    }

    fn trees() -> impl Iterator<Item = Self> {
        let mut seed = 7;
        (0..12).map(move |i| Self::tree(i / 2, &mut seed))
    }
}

/// Checks that the chunks of a page are its output, that all but the last are full, and that no code of the tests runs more often
/// than in a render.
#[track_caller]
fn assert_unnoticed<'d, T: Template>(page: impl Fn(&'d Node) -> T, trees: &'d [Node])
where
    T::Memory: Default,
{
    for tree in trees {
        let page = page(tree);
        CALLS.set(0);
        let expected = page.render().unwrap();
        let calls = CALLS.get();
        for size in (4..40).chain([50, 64, 100, 128, 250, 500, 1000, 4096]) {
            CALLS.set(0);
            let chunks = all(page.chunks(&mut Default::default()), size);
            let texts: Vec<&str> = chunks.iter().map(|(chunk, _)| chunk.as_str()).collect();
            assert_eq!(texts.concat(), expected, "{size}");
            assert_eq!(CALLS.get(), calls, "{size}");
            let full = chunks.split_last().map_or(&[][..], |(_, full)| full);
            assert!(
                full.iter().all(|(chunk, flushed)| *flushed || chunk.len() + 4 > size),
                "{size}"
            );
        }
    }
}

#[test]
fn recursive_components_are_tried() {
    template! {
        #[template(unroll = false)]
        struct Tree<'a> { node: &'a Node }
        "<b>{{node.name}}</b>{{#each node.nodes as |n|}}<li>{{> Tree node=n}}</li>{{/each}}"
    }
    template! {
        #[template(unroll = false)]
        struct Links<'a> { nodes: &'a [Node] }
        r#"{{#each nodes as |n i|}}{{i}}<a href="/{{n.name}}">{{> Links nodes=n.nodes}}</a>{{/each}}"#
    }
    let trees: Vec<Node> = Node::trees().collect();
    assert_unnoticed(|node| Tree { node }, &trees);
    assert_unnoticed(|node| Links { nodes: &node.nodes }, &trees);
}

#[test]
fn code_of_the_user_runs_once_in_components() {
    template! {
        #[template(unroll = false)]
        struct WithHelper<'a> { node: &'a Node }
        "{{node.name}}{{counted 1}}{{#each node.nodes as |n|}}{{> WithHelper node=n}}{{/each}}"
    }
    template! {
        #[template(unroll = false)]
        struct WithDisplay<'a> { node: &'a Node }
        "{{node.name}}{{node.shown}}{{#each node.nodes as |n|}}{{> WithDisplay node=n}}{{/each}}"
    }
    template! {
        #[template(unroll = false)]
        struct WithDefault<'a> { node: &'a Node, #[default(counted(1))] n: u32 }
        "{{n}}{{#each node.nodes as |n|}}{{> WithDefault node=n}}{{/each}}"
    }
    let trees: Vec<Node> = Node::trees().collect();
    assert_unnoticed(|node| WithHelper { node }, &trees);
    assert_unnoticed(|node| WithDisplay { node }, &trees);
    assert_unnoticed(|node| WithDefault { node, n: 0 }, &trees);
}

/// The component that is tried prints one that cannot be printed again.
#[test]
fn code_of_the_user_runs_once_in_nested_components() {
    template! {
        #[template(unroll = false)]
        struct Helper<'a> { node: &'a Node }
        "{{node.name}}{{#each node.nodes}}{{counted 1}}{{/each}}"
    }
    template! {
        #[template(unroll = false)]
        struct Branch<'a> { node: &'a Node }
        "{{node.name}}{{#if node.nodes}}{{> Helper node=node}}{{/if}}
         {{#each node.nodes as |n|}}{{> Branch node=n}}{{/each}}"
    }
    template! {
        #[template(unroll = false)]
        struct Frame {}
        "<b>{{counted 2}}</b>{{yield}}"
    }
    template! {
        #[template(unroll = false)]
        struct Filled<'a> { node: &'a Node }
        "{{#each node.nodes as |n|}}{{#> Frame}}{{n.name}}{{> Filled node=n}}{{/Frame}}{{/each}}"
    }
    let trees: Vec<Node> = Node::trees().collect();
    assert_unnoticed(|node| Branch { node }, &trees);
    assert_unnoticed(|node| Filled { node }, &trees);
}

#[test]
fn fills_are_printed_again() {
    template! {
        #[template(unroll = false)]
        #[slots(none?)]
        struct Items<'a> { nodes: &'a [Node] }
        "{{#each nodes as |n i|}}({{yield n i}}){{else}}{{yield to=\"none\"}}{{/each}}"
    }
    template! {
        #[template(unroll = false)]
        struct Filled<'a> { node: &'a Node }
        "{{#> Items nodes=node.nodes as |n i|}}{{i}}{{n.name}}{{> Filled node=n}}{{/Items}}{{node.name}}"
    }
    let trees: Vec<Node> = Node::trees().collect();
    assert_unnoticed(|node| Filled { node }, &trees);
}

#[test]
fn a_flush_in_a_component_is_kept() {
    template! {
        #[template(unroll = false)]
        struct Tree<'a> { node: &'a Node }
        "{{node.name}}{{#each node.nodes as |n|}}{{> Tree node=n}}.{{flush}}{{/each}}"
    }
    template! {
        #[template(unroll = false)]
        struct Page<'a> { node: &'a Node }
        "{{#each node.nodes as |n|}}{{> Tree node=n}}{{/each}}"
    }
    let trees: Vec<Node> = Node::trees().collect();
    assert_unnoticed(|node| Page { node }, &trees);
    for node in &trees {
        let chunks = all(Page { node }.chunks(&mut Default::default()), 1 << 16);
        let flushed = chunks.iter().filter(|(_, flushed)| *flushed).count();
        assert_eq!(flushed, node.nodes.iter().map(Node::descendants).sum::<usize>());
    }
}

/// An escaper that counts its calls.
struct Counting;

impl Escaper for Counting {
    fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
        counted(1);
        output.write_str(text)
    }
}

#[test]
fn escapers_run_once_in_components() {
    template! {
        #[template(unroll = false, escape = Counting)]
        struct Tree<'a> { node: &'a Node }
        "{{node.name}}{{#each node.nodes as |n|}}{{> Tree node=n}}{{/each}}"
    }
    let trees: Vec<Node> = Node::trees().collect();
    assert_unnoticed(|node| Tree { node }, &trees);
}

/// Returns a value, and counts that.
fn made(name: &str) -> u32 {
    counted(name.len() as u32)
}

/// A number that is counted when it is checked.
#[derive(Data, Clone, Copy)]
#[data(transparent, try_from)]
struct Checked(u32);

impl TryFrom<u32> for Checked {
    type Error = ();

    fn try_from(number: u32) -> Result<Self, ()> {
        Ok(Self(counted(number)))
    }
}

#[derive(Data)]
struct Item {
    #[data(with = made)]
    made: &'static str,
    number: u32,
}

#[test]
fn arguments_are_made_and_checked_once() {
    template! {
        #[template(unroll = false)]
        struct Made<'a> { items: &'a [Item], n: u32 }
        "{{#each items}}{{@n}}, {{/each}}"
    }
    template! {
        #[template(unroll = false)]
        struct WithMade<'a> { items: &'a [Item] }
        "{{#each items as |i|}}{{> Made items=@items n=i.made}}{{/each}}"
    }
    template! {
        #[template(unroll = false)]
        struct OfChecked<'a> { items: &'a [Item], n: Checked }
        "{{#each items}}{{@n}}, {{/each}}"
    }
    template! {
        #[template(unroll = false)]
        struct WithChecked<'a> { items: &'a [Item] }
        "{{#each items as |i|}}{{> OfChecked items=@items n=i.number}}{{/each}}"
    }
    let items: [Item; 7] =
        core::array::from_fn(|i| Item { made: &"0123456"[i..], number: 7 * i as u32 });
    fn assert_once<T: Template>(page: &T, calls: u32)
    where
        T::Memory: Default,
    {
        let expected = page.render().unwrap();
        for size in (4..40).chain([64, 100, 4096]) {
            CALLS.set(0);
            let chunks = all(page.chunks(&mut Default::default()), size);
            assert_eq!(chunks.into_iter().map(|(chunk, _)| chunk).collect::<String>(), expected);
            assert_eq!(CALLS.get(), calls, "{size}");
        }
    }
    assert_once(&WithMade { items: &items }, 7);
    assert_once(&WithChecked { items: &items }, 7);
}

/// A chain of components that are longer than a chunk, each after several short ones.
#[test]
fn few_attempts_fail() {
    template! {
        #[template(unroll = false, escape = "text")]
        struct Chain<'a> { node: &'a Node }
        "{{#each node.nodes as |n|}}<{{> Chain node=n}}>{{/each}}{{node.name}}"
    }
    let node = |name: &str, nodes| Node { name: name.to_owned(), shown: Shown(0), nodes };
    let leaf = || node("a", Vec::new());
    let end = node("", (0..500).map(|_| leaf()).collect());
    let chain =
        (0..50).fold(end, |node_below, _| node("", vec![leaf(), leaf(), leaf(), node_below]));
    let page = Chain { node: &chain };
    let expected = page.render().unwrap();
    for size in [64, 250, 1000, 4096] {
        let chunks = all(page.chunks(&mut Default::default()), size);
        assert_eq!(chunks.into_iter().map(|(chunk, _)| chunk).collect::<String>(), expected);
    }
}

/// Components in attempts are a recursion on the stack of the thread: it is not deep.
#[test]
fn deep_components_take_little_of_the_stack() {
    template! {
        #[template(unroll = false)]
        struct Tree<'a> { node: &'a Node }
        "{{node.name}}{{#each node.nodes as |n|}}<i>{{> Tree node=n}}</i>{{/each}}"
    }
    let leaf = |nodes| Node { name: "a".to_owned(), shown: Shown(0), nodes };
    let deep = (0..55).fold(leaf(Vec::new()), |node, _| leaf(vec![leaf(Vec::new()), node]));
    let expected = Tree { node: &deep }.render().unwrap();
    let root = &deep;
    let small = std::thread::Builder::new().stack_size(256 * 1024);
    let chunks = std::thread::scope(|scope| {
        let render = move || {
            let mut memory = Box::default();
            let page = Tree { node: root };
            (0..3).map(|_| all(page.chunks(&mut memory), 4096)).last().unwrap()
        };
        small.spawn_scoped(scope, render).unwrap().join().unwrap()
    });
    assert_eq!(chunks.into_iter().map(|(chunk, _)| chunk).collect::<String>(), expected);
}

/// The innermost call has too many calls around it, which an attempt does not report.
#[test]
fn an_error_in_a_component_is_that_of_a_render() {
    template! {
        #[template(unroll = false)]
        struct Tree<'a> { node: &'a Node }
        "{{node.name}}{{#each node.nodes as |n|}}{{> Tree node=n}}{{/each}}"
    }
    let leaf = |nodes| Node { name: "a".to_owned(), shown: Shown(0), nodes };
    let deep = (0..100).fold(leaf(Vec::new()), |node, _| leaf(vec![leaf(Vec::new()), node]));
    let page = Tree { node: &deep };
    let error = page.render().unwrap_err();
    for size in [4, 10, 50, 64, 1000] {
        let mut memory = Default::default();
        let (mut chunks, mut buffer) = (page.chunks(&mut memory), vec![0; size]);
        let last = loop {
            match chunks.next(&mut buffer) {
                Ok(chunk) => assert!(chunk.is_some()),
                Err(error) => break error,
            }
        };
        assert_eq!(last, error, "{size}");
    }
}
