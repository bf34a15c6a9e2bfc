//! Rendering in chunks that are filled on different threads.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    panic::{AssertUnwindSafe, catch_unwind},
    rc::Rc,
    thread::{self, ThreadId},
};
use template_runtime::{Data, Error, ErrorKind, SendChunks, Template, template};

#[derive(Data)]
struct Row {
    name: String,
    amount: u32,
    tags: Vec<&'static str>,
}

fn upper(text: &str) -> String {
    text.to_uppercase()
}

template! {
    struct Table {
        title: String,
        rows: Vec<Row>,
    }
    "<h1>{{upper title}}</h1>{{flush}}{{#each rows as |row|}}<tr id={{@index}}>\
        {{#if (gt row.amount 1)}}{{row.name}}: {{row.amount}}{{else}}{{upper row.name}}{{/if}}\
        {{#each row.tags}} {{this}}{{/each}}{{#with row as |r|}}{{r.name}}{{/with}}</tr>{{/each}}"
}

fn table() -> Table {
    let row = |n: u32| Row {
        name: format!("row & {n} ").repeat(n as usize),
        amount: n % 3,
        tags: vec!["a<b", "c"],
    };
    Table { title: "Grüße & more".to_owned(), rows: (0..40).map(row).collect() }
}

/// Fills each chunk on a thread of its own.
fn on_threads(mut chunks: SendChunks<'_>, size: usize) -> Result<String, Error> {
    let mut all = String::new();
    loop {
        let next = thread::scope(|scope| {
            let fill = || {
                let mut buffer = vec![0; size];
                chunks.next(&mut buffer).map(|chunk| chunk.map(str::to_owned))
            };
            scope.spawn(fill).join().expect("it does not panic")
        });
        match next? {
            Some(chunk) => all.push_str(&chunk),
            None => return Ok(all),
        }
    }
}

#[test]
fn chunks_are_those_of_one_thread() {
    let page = table();
    let expected = page.render().unwrap();
    for size in [4, 5, 64, 1000, 100_000] {
        let mut memory = Default::default();
        let chunks = page.send_chunks(&mut memory).unwrap();
        assert_eq!(on_threads(chunks, size), Ok(expected.clone()), "{size}");
    }
    let mut memory = Default::default();
    let mut chunks = page.send_chunks(&mut memory).unwrap();
    let small = Err(ErrorKind::BufferTooSmall { needed: 4 }.into());
    assert_eq!(chunks.next(&mut [0; 3]), small);
    assert!(chunks.next(&mut [0; 100]).unwrap().is_some() && chunks.flushed());
}

fn is_not_send<T: Template + Sync>(page: &T) -> bool {
    let mut memory = Default::default();
    let refused = page.send_chunks(&mut memory).err();
    refused.is_some_and(|error| *error.kind() == ErrorKind::NotSend)
}

template! { struct Card<'a> { name: &'a str } "<b>{{name}}</b>" }

template! { struct Cards { name: String } "{{> Card name=name}}" }

#[test]
fn what_may_belong_to_a_thread_is_refused() {
    let map = BTreeMap::from([("a", 1)]);
    assert!(is_not_send(&template!("{{#each map}}{{@key}}{{/each}}")));
    assert!(is_not_send(&template!("{{#each (array 1 2)}}{{this}}{{/each}}")));
    assert!(is_not_send(&template!("{{#let (upper name) as |n|}}{{n}}{{/let}}", name = "x")));
    assert!(is_not_send(&Cards { name: "x".to_owned() }));
    let row = table().rows.remove(0);
    assert!(is_not_send(&(Card { name: &row.name }, Card { name: &row.name })));
    assert!(!is_not_send(&Card { name: &row.name }));
}

/// Data that says where it is dropped.
#[derive(Data)]
struct Local {
    #[data(skip)]
    created: ThreadId,
    #[data(skip)]
    _not_send: Rc<()>,
    text: String,
}

thread_local! {
    static DROPPED: RefCell<usize> = const { RefCell::new(0) };
}

impl Drop for Local {
    fn drop(&mut self) {
        assert_eq!(self.created, thread::current().id(), "it is dropped on another thread");
        DROPPED.with_borrow_mut(|dropped| *dropped += 1);
    }
}

fn local(text: &str) -> Local {
    Local { created: thread::current().id(), _not_send: Rc::new(()), text: text.to_owned() }
}

fn text_of(local: &Local) -> String {
    local.text.clone()
}

fn fails(_: &Local) -> Result<String, String> {
    Err("on purpose".to_owned())
}

fn panics(_: &Local) -> String {
    panic!("on purpose")
}

#[test]
fn results_of_helpers_are_dropped_where_they_were_created() {
    let names = vec!["abc".to_owned(), "de".repeat(300)];
    let page = template!("{{#each names}}{{text_of (local this)}};{{/each}}");
    let expected = page.render().unwrap();
    for size in [4, 7, 2000] {
        let mut memory = Default::default();
        assert_eq!(on_threads(page.send_chunks(&mut memory).unwrap(), size), Ok(expected.clone()));
    }

    // The rest of the text lies in the data.
    let page = template!("{{#each names}}{{lookup (local this) 'text'}}{{/each}}");
    let mut memory = Default::default();
    let chunks = page.send_chunks(&mut memory).unwrap();
    assert_eq!(on_threads(chunks, 8), Err(ErrorKind::NotSend.into()));
    let mut memory = Default::default();
    let mut chunks = page.send_chunks(&mut memory).unwrap();
    let before = DROPPED.with_borrow(|dropped| *dropped);
    let mut buffer = [0; 8];
    while let Ok(Some(_)) = chunks.next(&mut buffer) {}
    assert_eq!(chunks.next(&mut buffer), Ok(None));
    assert_eq!(DROPPED.with_borrow(|dropped| *dropped), before + 2);
}

#[test]
fn after_a_failure_nothing_remains() {
    let name = "x";
    let page = template!("a{{fails (local name)}}");
    let expected = page.render().unwrap_err();
    let mut memory = Default::default();
    assert_eq!(on_threads(page.send_chunks(&mut memory).unwrap(), 64), Err(expected));

    let page = template!("a{{panics (local name)}}");
    let mut memory = Default::default();
    let mut chunks = page.send_chunks(&mut memory).unwrap();
    let before = DROPPED.with_borrow(|dropped| *dropped);
    let panicked = catch_unwind(AssertUnwindSafe(|| chunks.next(&mut [0; 64]).is_ok()));
    assert!(panicked.is_err());
    assert_eq!(DROPPED.with_borrow(|dropped| *dropped), before + 1);
    thread::scope(|scope| {
        let next = scope.spawn(move || chunks.next(&mut [0; 64]).map(|_| ()));
        assert_eq!(next.join().unwrap(), Err(ErrorKind::Interrupted.into()));
    });
}
