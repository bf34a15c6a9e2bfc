//! Rendering in chunks: where it stops, what it keeps, and what it drops. That the chunks of every template are its output,
//! `check` tests.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
};
use template_runtime::{
    AnyChunkMemory, Block, ChunkMemory, Chunks, Data, ErrorKind, FrameMemory, SafeHtml, Template,
    helper, template,
};
use template_tests::in_chunks;

/// Returns all chunks.
fn all(mut chunks: Chunks<'_>, size: usize) -> Vec<String> {
    let mut buffer = vec![0; size];
    let mut all = Vec::new();
    while let Some(chunk) = chunks.next(&mut buffer).expect("rendering succeeds") {
        all.push(chunk.to_owned());
    }
    all
}

#[test]
fn buffers_may_differ() {
    let text = "0123456789";
    let page = template!("{{text}}{{text}}");
    let mut memory = Default::default();
    let mut chunks = page.chunks(&mut memory);
    assert_eq!(chunks.next(&mut [0; 4]), Ok(Some("0123")));
    assert_eq!(chunks.next(&mut [0; 3]), Err(ErrorKind::BufferTooSmall { needed: 4 }.into()));
    assert_eq!(chunks.next(&mut []), Err(ErrorKind::BufferTooSmall { needed: 4 }.into()));
    assert_eq!(chunks.next(&mut [0; 9]), Ok(Some("456789012")));
    assert_eq!(chunks.next(&mut [0; 100]), Ok(Some("3456789")));
    assert_eq!(chunks.next(&mut [0; 100]), Ok(None));
    assert_eq!(chunks.next(&mut [0; 100]), Ok(None));
}

#[test]
fn characters_are_whole() {
    let text = "a🎉é🎉";
    let page = template!("é{{text}}é");
    assert_eq!(all(page.chunks(&mut Default::default()), 4), ["éa", "🎉", "é", "🎉", "é"]);
    assert_eq!(all(page.chunks(&mut Default::default()), 5), ["éa", "🎉", "é", "🎉", "é"]);
    assert_eq!(all(page.chunks(&mut Default::default()), 6), ["éa", "🎉é", "🎉é"]);
}

/// Checks that the chunks are the output, and that all but the last have no room for a character, in buffers of many sizes.
#[track_caller]
fn assert_full_chunks<T: Template>(page: &T)
where
    T::Memory: Default,
{
    let expected = page.render().unwrap();
    for size in (4..70).chain([100, 128, 250, 500, 4096]) {
        let chunks = all(page.chunks(&mut Default::default()), size);
        assert_eq!(chunks.concat(), expected, "{size}");
        let full = chunks.split_last().map_or(&[][..], |(_, full)| full);
        assert!(full.iter().all(|chunk| chunk.len() + 4 > size), "{size}");
    }
}

template! {
    /// Reads only parts of its data, under conditions on these.
    struct Leaves<'a> {
        text: &'a str,
        number: i64,
        share: f64,
        more: Option<&'a str>,
        yes: bool,
    }
    "<p>{{text}}</p>{{#if yes}}a static text that is longer than others: {{number}}{{/if}}{{{text}}}{{share}}{{yes}}{{more}}."
}

#[test]
fn programs_without_variables_stop_anywhere() {
    let texts = ["", "é", "a < b & c", &"plain text 🎉 ".repeat(40), &"<\"&>".repeat(60)];
    // The first pages are shorter than is expected later on, and the last ones longer.
    for text in texts.into_iter().chain(texts.into_iter().rev()) {
        for (more, yes) in [(None, true), (Some(text), false), (Some("&"), true)] {
            let page = Leaves { text, number: i64::MIN, share: 0.1, more, yes };
            assert_full_chunks(&page);
        }
    }
}

template! {
    /// Loops that print a leaf of each item, with and without text around it.
    struct Lists {
        texts: Vec<String>,
        numbers: Vec<i64>,
        pairs: Vec<(String, u8)>,
        notes: Vec<Option<String>>,
    }
    "{{#each texts}}<li>{{this}}</li>{{/each}}{{#each numbers}}{{this}}, {{/each}}{{#each texts}}{{this}}{{/each}}
{{#each numbers}}[{{this}}{{else}}none{{/each}}{{#each pairs}}{{this.1}}-{{/each}}{{#each texts}}{{{this}}};{{/each}}
{{#each notes}}<li class=\"a text that is longer than others\">{{this}}</li>{{/each}}\
{{#each numbers}}{{this}} is one of the numbers, after which comes the next{{/each}}"
}

#[test]
fn loops_that_print_leaves_stop_anywhere() {
    let text = |i: usize| ["", "é", "<&>", "some text 🎉"][i % 4].repeat(i);
    for count in [0, 1, 2, 7, 30] {
        let page = Lists {
            texts: (0..count).map(text).collect(),
            numbers: (0..count as u32).map(|i| -17_i64.pow(i % 15)).collect(),
            pairs: (0..count).map(|i| (text(i), i as u8)).collect(),
            notes: (0..count).map(|i| (i % 3 > 0).then(|| text(i).repeat(i))).collect(),
        };
        assert_full_chunks(&page);
    }
}

#[test]
fn nothing_is_nothing() {
    let page = template!("{{#if no}}{{flush}}x{{/if}}{{flush}}", no = false);
    assert_eq!(page.chunks(&mut Default::default()).next(&mut [0; 4]), Ok(None));
    assert_eq!(page.measure(), Ok(0));
}

#[test]
fn a_flush_ends_a_chunk() {
    let items = [1, 2];
    let page = template!(
        "{{flush}}head{{flush}}{{flush}}{{#each items}}{{this}}{{flush}}{{/each}}end{{flush}}"
    );
    assert_eq!(page.render().as_deref(), Ok("head12end"));
    assert_eq!(all(page.chunks(&mut Default::default()), 100), ["head", "1", "2", "end"]);
    assert_eq!(all(page.chunks(&mut Default::default()), 4), ["head", "1", "2", "end"]);
    let page = template!(unroll, "a{{flush}}b");
    assert_eq!(all(page.chunks(&mut Default::default()), 4), ["a", "b"]);
}

template! {
    struct WithFlush<'a> {
        flush: &'a str,
    }
    "{{flush}}{{this.flush}}"
}

template! {
    struct Renamed<'a> {
        #[data(rename = "flush")]
        text: &'a str,
    }
    "{{flush}}"
}

/// Prints its block, and ignores a panic in it.
#[helper]
fn guard(#[block] block: &mut Block) {
    let _ = catch_unwind(AssertUnwindSafe(|| block.body(&[])));
}

template! { struct Guarding {} "a{{#(guard)}}{{yield}}{{/guard}}b" }
template! { struct Guarded { n: u32 } "{{#> Guarding}}{{panics n}}{{/Guarding}}c" }

#[test]
fn a_panic_that_is_caught_is_an_error() {
    let page = Guarded { n: 1 };
    let error = page.render().unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::Program);
    assert!(error.line().is_some());
    // Unrolled code does not know which op of the block has panicked: the error has the position of the block.
    let in_chunks = in_chunks(page.chunks(&mut Default::default()), 4).unwrap_err();
    assert_eq!((in_chunks.kind(), in_chunks.line()), (error.kind(), error.line()));
}

#[test]
fn a_field_may_be_called_flush() {
    assert_eq!(Renamed { text: "x" }.render().as_deref(), Ok("x"));
    assert_eq!(WithFlush { flush: "x" }.render().as_deref(), Ok("xx"));
    assert_eq!(template!("{{flush}}", flush = 1).render().as_deref(), Ok("1"));
    let page = template!("{{#let 5 as |flush|}}{{flush}}{{/let}}");
    assert_eq!(page.render().as_deref(), Ok("5"));
}

thread_local! {
    /// The number of calls of `count`.
    static CALLS: Cell<u32> = const { Cell::new(0) };
}

/// Counts its calls.
fn count(n: u32) -> u32 {
    CALLS.set(CALLS.get() + 1);
    n
}

#[test]
fn helpers_are_called_when_their_output_is_due() {
    CALLS.set(0);
    let items = [10_000, 20_000, 30_000];
    let page = template!("{{#each items}}{{count this}}{{/each}}");
    let mut memory = Default::default();
    let mut chunks = page.chunks(&mut memory);
    let mut buffer = [0; 5];
    for expected in 1..=3 {
        assert!(chunks.next(&mut buffer).unwrap().is_some());
        assert_eq!(CALLS.get(), expected);
    }
    assert_eq!(chunks.next(&mut buffer), Ok(None));
    assert_eq!(CALLS.get(), 3);
}

thread_local! {
    static CREATED: Cell<u32> = const { Cell::new(0) };
}

/// Counts the components that have been created.
fn number() -> u32 {
    CREATED.replace(CREATED.get() + 1)
}

/// The expression of a default runs once for each call.
#[test]
fn components_are_created_once() {
    template! {
        #[template(unroll = false)]
        struct Row<'a> { name: &'a str, #[default(number())] id: u32 }
        "{{id}}:{{name}};"
    }
    template! {
        #[template(unroll = false)]
        struct Page<'a> { names: &'a [&'a str] }
        "{{#each names as |n|}}{{> Row name=n}}{{/each}}"
    }
    for size in [4, 5, 100] {
        CREATED.set(0);
        let page = Page { names: &["a", "b", "c"] };
        let chunks = all(page.chunks(&mut Default::default()), size);
        assert_eq!(chunks.concat(), "0:a;1:b;2:c;", "{size}");
    }
}

/// Returns each chunk with the number of calls of `count` before it.
fn with_calls(page: &impl Template) -> Vec<(String, u32)> {
    CALLS.set(0);
    let (mut memory, mut buffer) = (ChunkMemory::<512>::new(), [0; 8]);
    let mut chunks = page.chunks_in(&mut memory);
    let mut all = Vec::new();
    while let Some(chunk) = chunks.next(&mut buffer).expect("rendering succeeds") {
        all.push((chunk.to_owned(), CALLS.get()));
    }
    all
}

/// A buffer that is full is passed on before a helper is called, whatever has filled it.
#[test]
fn a_full_buffer_comes_before_a_helper() {
    template! {
        #[template(unroll = false)]
        struct Cell4<'a> { t: &'a str, #[default("")] more: &'a str }
        "[{{t}}]{{more}}"
    }
    template! {
        #[template(unroll = false)]
        struct Rest<'a> { t: &'a str }
        "{{t}}{{count 1}}"
    }
    template! {
        #[template(unroll = false)]
        struct Items<'a> { t: &'a [&'a str] }
        "{{#each t}}{{this}}{{/each}}{{count 1}}"
    }
    template! {
        #[template(unroll = false)]
        struct Cells<'a> { t: &'a str }
        "{{> Cell4 t=t}}{{count 1}}"
    }
    let chunks = |all: &[(&str, u32)]| -> Vec<(String, u32)> {
        all.iter().map(|(chunk, calls)| ((*chunk).to_owned(), *calls)).collect()
    };
    let rest = with_calls(&Rest { t: "0123456789abcdef" });
    assert_eq!(rest, chunks(&[("01234567", 0), ("89abcdef", 0), ("1", 1)]));
    let items = with_calls(&Items { t: &["01", "2345", "67"] });
    assert_eq!(items, chunks(&[("01234567", 0), ("1", 1)]));
    let cells = with_calls(&Cells { t: "012345" });
    assert_eq!(cells, chunks(&[("[012345]", 0), ("1", 1)]));
}

/// Returns texts, which have to be dropped.
fn texts(n: usize) -> Vec<String> {
    (0..n).map(|i| format!("text {i} ").repeat(3)).collect()
}

template! {
    #[slots(head)]
    struct Frame<'a> {
        title: &'a str,
        names: &'a [String],
    }
    "<h1>{{title}}</h1>{{yield to=\"head\"}}{{#each names}}[{{yield this}}]{{/each}}"
}

/// Prints its block twice.
#[helper]
fn twice(#[block] block: &mut Block) {
    let _ = block.body(&[]);
    let _ = block.body(&[]);
}

template! {
    struct Site<'a> {
        user: &'a str,
    }
    "{{#> Frame title=(concat \"Hello \" user) names=(texts 3) as |name|}}\
        {{#each (texts 2) as |text|}}{{name}}: {{text}} of {{@user}}{{/each}}\
        {{#(twice)}}{{#> Inner}}{{name}}{{/Inner}}{{/twice}}\
        {{#slot \"head\"}}<nav>{{> Inner}}</nav>{{/slot}}\
    {{/Frame}}"
}

template! { struct Inner {} "<i>{{#yield}}none{{/yield}}</i>" }

/// Drops renders after each number of chunks up to `most`.
fn drop_after_each_chunk<T: Template>(page: &T, most: usize, size: usize) {
    for count in 0..most {
        let mut memory = T::Memory::default();
        let mut chunks = page.chunks(&mut memory);
        let mut buffer = vec![0; size];
        for _ in 0..count {
            assert!(chunks.next(&mut buffer).unwrap().is_some());
        }
    }
}

#[test]
fn components_and_fills_stop_anywhere() {
    let page = Site { user: "you & me" };
    let expected = page.render().unwrap();
    assert!(expected.starts_with(
        "<h1>Hello you &amp; me</h1><nav><i>none</i></nav>[text 0 text 0 text 0 : text 0 "
    ));
    for size in 4..200 {
        let mut memory = Default::default();
        let whole = in_chunks(page.chunks(&mut memory), size);
        assert_eq!(whole.as_deref(), Ok(&*expected), "{size}");
        drop_after_each_chunk(&page, expected.len() / size, size);
    }
}

template! {
    #[slots(end)]
    struct Shelf {
        name: String,
        count: u16,
    }
    "<h2>{{name}}</h2>{{yield}}{{count}} {{yield to=\"end\"}};"
}

/// The component of calls whose arguments are leaves of the data.
#[derive(Data)]
struct Stock {
    name: &'static str,
    count: u32,
    books: Vec<String>,
}

template! {
    struct Library<'a> {
        stocks: &'a [Stock],
    }
    "{{#each stocks as |stock|}}{{#> Shelf name=stock.name count=stock.count}}\
        {{#each stock.books as |book|}}\
            {{#> Shelf count=stock.count name=book}}{{book}}{{#slot \"end\"}}{{stock.name}}{{/slot}}{{/Shelf}}\
        {{/each}}\
    {{#slot \"end\"}}all{{/slot}}{{/Shelf}}{{/each}}"
}

#[test]
fn components_that_take_leaves_and_fills_stop_anywhere() {
    let stock = |i: u32| Stock {
        name: ["maps", "tea & cake", "<new>"][i as usize % 3],
        count: i * 20_000,
        books: (0..i).map(|book| format!("book {book} of {i}")).collect(),
    };
    let mut stocks: Vec<_> = (0..4).map(stock).collect();
    let page = Library { stocks: &stocks };
    let expected = page.render().unwrap();
    assert!(expected.starts_with(
        "<h2>maps</h2>0 all;<h2>tea &amp; cake</h2><h2>book 0 of 1</h2>book 0 of 120000 tea &amp; cake;20000 all;"
    ));
    for size in (4..100).chain([1000]) {
        let whole = in_chunks(page.chunks(&mut Default::default()), size);
        assert_eq!(whole.as_deref(), Ok(&*expected), "{size}");
        drop_after_each_chunk(&page, expected.len() / size, size);
    }
    // More than the field accepts.
    stocks.push(stock(4));
    let page = Library { stocks: &stocks };
    let error = page.render().unwrap_err();
    assert!(error.to_string().contains("`count`"), "{error}");
    for size in [4, 16, 1000] {
        assert_eq!(in_chunks(page.chunks(&mut Default::default()), size), Err(error.clone()));
    }
}

#[test]
fn memory_is_used_again() {
    let mut memory = <Site<'_> as Template>::Memory::default();
    for user in ["a", "b", "c"] {
        let page = Site { user };
        assert_eq!(in_chunks(page.chunks(&mut memory), 10), page.render());
        // One that does not end.
        assert!(page.chunks(&mut memory).next(&mut [0; 30]).unwrap().is_some());
    }
}

#[test]
fn templates_in_the_data_stop_anywhere() {
    struct Pages<T>(T);

    template! {
        struct Layout<T: Template> {
            body: T,
            more: Vec<Box<dyn Template>>,
        }
        "<main>{{body}}</main>{{#each more}}<p>{{this}}</p>{{/each}}"
    }
    template! { struct Line { number: u32 } "line {{number}}" }

    let Pages(page) = Pages(Layout {
        body: Layout { body: Site { user: "x" }, more: vec![Box::new(Line { number: 1 })] },
        more: vec![
            Box::new(Line { number: 2 }),
            Box::new((Line { number: 3 }, Line { number: 4 })),
        ],
    });
    let expected = page.render().unwrap();
    assert!(expected.ends_with("<p>line 2</p><p>line 3line 4</p>"), "{expected}");
    for size in 4..100 {
        assert_eq!(
            in_chunks(page.chunks(&mut Default::default()), size).as_deref(),
            Ok(&*expected)
        );
    }
    let shared: Box<dyn Template + Send + Sync> = Box::new(Line { number: 5 });
    assert_eq!(all(shared.chunks(&mut AnyChunkMemory::new()), 10), ["line 5"]);
    assert_eq!(all((*shared).chunks_in(&mut AnyChunkMemory::new()), 10), ["line 5"]);
    let dynamic: &dyn Template = &page;
    assert_eq!(
        in_chunks(dynamic.chunks_in(&mut AnyChunkMemory::new()), 10).as_deref(),
        Ok(&*expected)
    );
}

/// Panics.
fn panics(n: u32) -> u32 {
    panic!("on purpose: {n}")
}

template! {
    struct Explodes {
        n: u32,
    }
    "{{#> Frame title=\"title\" names=(texts 3) as |name|}}\
        {{#slot \"head\"}}{{#each (texts 2) as |text|}}{{text}}{{panics @n}}{{/each}}{{/slot}}{{name}}\
    {{/Frame}}"
}

#[test]
fn after_a_panic_nothing_follows() {
    let page = Explodes { n: 1 };
    let mut memory = Default::default();
    let mut chunks = page.chunks(&mut memory);
    let mut buffer = [0; 8];
    assert_eq!(chunks.next(&mut buffer), Ok(Some("<h1>titl")));
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        let mut buffer = [0; 8];
        while chunks.next(&mut buffer).unwrap().is_some() {}
    }));
    assert!(panicked.is_err());
    for _ in 0..3 {
        assert_eq!(chunks.next(&mut buffer), Err(ErrorKind::Interrupted.into()));
    }
    drop(chunks);
    assert!(page.chunks(&mut memory).next(&mut buffer).unwrap().is_some());
}

/// Returns a text, or an error.
fn positive(n: i32) -> Result<i32, String> {
    if n > 0 { Ok(n) } else { Err(format!("{n} is not positive")) }
}

#[test]
fn an_error_ends_the_chunks() {
    let items = [1, 2, -3, 4];
    let page = template!("{{#each items}}{{positive this}}abc{{/each}}");
    let error = page.render().unwrap_err();
    let mut memory = Default::default();
    let mut chunks = page.chunks(&mut memory);
    assert_eq!(chunks.next(&mut [0; 4]), Ok(Some("1abc")));
    assert_eq!(chunks.next(&mut [0; 4]), Ok(Some("2abc")));
    assert_eq!(chunks.next(&mut [0; 4]), Err(error));
    assert_eq!(chunks.next(&mut [0; 4]), Ok(None));
}

#[test]
fn what_cannot_stop_is_kept() {
    let page = template!("{{#(twice)}}0123456789{{flush}}{{/twice}}!");
    let chunks = all(page.chunks(&mut Default::default()), 8);
    assert_eq!(chunks, ["01234567", "89012345", "6789!"]);
    let long = "<b>".repeat(1000);
    let page = template!("{{concat long long}}{{{long}}}{{html}}", html = SafeHtml(long.as_str()));
    let expected = page.render().unwrap();
    assert_eq!(all(page.chunks(&mut Default::default()), 100).concat(), expected);
}

#[test]
fn sizes_at_random() {
    let page = Site { user: "<you>" };
    let expected = page.render().unwrap();
    let mut seed = 1_u64;
    for _ in 0..200 {
        let mut memory = Default::default();
        let mut chunks = page.chunks(&mut memory);
        let mut whole = String::new();
        loop {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let mut buffer = vec![0; 4 + (seed >> 58) as usize];
            match chunks.next(&mut buffer).unwrap() {
                Some(chunk) => whole.push_str(chunk),
                None => break,
            }
        }
        assert_eq!(whole, expected);
    }
}

#[test]
fn the_memory_is_what_the_limits_say() {
    let mut memory = <Site<'_> as Template>::Memory::default();
    assert!(size_of_val(memory.words()) < 4096);
    let page = template!("Hello {{name}}!", name = "you");
    // Without a heap it would fail with less.
    assert_eq!(all(page.chunks_in(&mut ChunkMemory::<64>::new()), 100), ["Hello you!"]);
}

template! {
    struct Badge<'a> {
        name: &'a str,
        score: u32,
        note: Option<&'a str>,
    }
    "<b>{{name}}</b> {{score}}{{#if note}} ({{note}}){{/if}};"
}

template! {
    #[derive(Clone)]
    struct Badges<'a> {
        badges: &'a [(&'a str, u32, Option<&'a str>)],
    }
    "{{#each badges as |badge|}}{{> Badge name=badge.0 score=badge.1 note=badge.2}}{{/each}}"
}

/// A page and a component that are expected to fit in a buffer, and do not.
#[test]
fn what_does_not_fit_at_once_is_divided() {
    let long = "tea & biscuits, ".repeat(20);
    let short = [("Ann", 1, None)];
    let many: Vec<_> = (0..40)
        .map(|i| match i % 3 {
            0 => ("<Bob>", i, Some(&*long)),
            1 => ("Zoë", i * 1_000_000, None),
            _ => ("", i, Some("x")),
        })
        .collect();
    for size in [4, 17, 64, 300, 1000, 100_000] {
        // The next page is expected to be as short as these.
        for _ in 0..20 {
            assert_eq!(
                all(Badges { badges: &short }.chunks(&mut Default::default()), 100),
                ["<b>Ann</b> 1;"]
            );
        }
        let page = Badges { badges: &many };
        let expected = page.clone().render().unwrap();
        for _ in 0..3 {
            let mut memory = Default::default();
            let chunks = all(page.chunks(&mut memory), size);
            assert_eq!(chunks.concat(), expected);
            let (last, others) = chunks.split_last().unwrap();
            assert!(last.len() <= size);
            assert!(others.iter().all(|chunk| chunk.len() + 4 > size), "{chunks:?}");
        }
    }
}

/// Several templates, each of which would be rendered at once.
#[test]
fn tuples_are_rendered_to_their_end() {
    let badges = [("Ann", 1, None), ("Bob", 22, Some("x"))];
    let page = (
        Badge { name: "first", score: 1, note: None },
        Badges { badges: &badges },
        (Badge { name: "last", score: 3, note: Some("y") }, Badges { badges: &[] }),
    );
    let expected = "<b>first</b> 1;<b>Ann</b> 1;<b>Bob</b> 22 (x);<b>last</b> 3 (y);";
    for _ in 0..3 {
        assert_eq!(page.render().unwrap(), expected);
        for size in [4, 16, 30, 64, 1000] {
            let mut memory = Default::default();
            assert_eq!(all(page.chunks(&mut memory), size).concat(), expected);
            let last = all(page.2.chunks(&mut Default::default()), size);
            assert_eq!(last.concat(), "<b>last</b> 3 (y);");
        }
    }
}
