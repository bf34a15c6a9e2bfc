//! `#[derive(Data)]` for structs.

use std::{collections::BTreeMap, marker::PhantomData};
use template_runtime::{Data, template};
use template_tests::{check, renders};

#[derive(Data)]
struct Named<'a> {
    plain: u8,
    r#type: &'a str,
    #[data(rename = "new name")]
    old: u8,
    #[data(rename = "camelCase")]
    camel_case: u8,
    #[data(skip)]
    hidden: PhantomData<fn()>,
}

#[test]
fn fields() {
    let n = Named { plain: 1, r#type: "t", old: 2, camel_case: 3, hidden: PhantomData };
    renders!("{{n.plain}}{{n.type}}{{n.[new name]}}{{n.camelCase}}", "1t23");
}

#[test]
fn structs_without_names() {
    #[derive(Data)]
    struct Pair<'a>(u8, &'a str);
    #[derive(Data)]
    struct Skips(#[data(skip)] PhantomData<fn()>, u8, #[data(rename = "last")] u8);
    #[derive(Data)]
    struct Unit;
    #[derive(Data)]
    struct Holder {
        unit: Unit,
    }
    renders!("{{p.0}}{{p.1}}", { p = Pair(1, "b") }, "1b");
    renders!("{{p.1}}{{p.last}}", { p = Skips(PhantomData, 1, 2) }, "12");
    renders!("{{#if h.unit}}there{{/if}}", { h = Holder { unit: Unit } }, "there");
}

/// A field needs only that its own type is data: not the parameter with which the type is associated.
#[test]
fn associated_types() {
    trait Source {
        type Item;
        type List;
    }
    struct Opaque;
    impl Source for Opaque {
        type Item = u8;
        type List = Vec<u8>;
    }
    struct Shown;
    impl std::fmt::Display for Shown {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("shown")
        }
    }
    impl Source for Shown {
        type Item = Self;
        type List = ();
    }
    #[derive(Data)]
    struct Page<S: Source> {
        item: S::Item,
        list: Option<<S as Source>::List>,
        #[data(skip)]
        source: PhantomData<S>,
    }
    #[derive(Data)]
    enum Either<S: Source> {
        One(Vec<S::Item>),
    }
    #[derive(Data)]
    struct Displayed<S: Source> {
        #[data(display)]
        items: Vec<S::Item>,
    }
    let page = Page::<Opaque> { item: 1, list: Some(vec![2, 3]), source: PhantomData };
    assert_eq!(size_of_val(&page.source), 0);
    let (either, displayed) =
        (Either::<Opaque>::One(vec![4]), Displayed::<Shown> { items: vec![Shown] });
    renders!("{{p.item}}{{#each p.list}}{{this}}{{/each}}", { p = &page }, "123");
    renders!("{{#each e.One.0}}{{this}}{{/each}}{{#each d.items}}{{this}}{{/each}}", { e = &either, d = &displayed }, "4shown");
    template! {
        struct Line<S: Source> {
            item: S::Item,
        }
        "{{item}}"
    }
    check(&Line::<Opaque> { item: 7 }, "7");
}

#[test]
fn parameters() {
    #[derive(Data)]
    struct Both<'a, 'b, A, B: Clone = u8> {
        a: &'a A,
        b: &'b [B],
    }
    #[derive(Data)]
    struct Bounded<T>
    where
        T: std::fmt::Debug,
    {
        inner: Vec<Option<T>>,
    }
    #[derive(Data)]
    struct Sized<const N: usize> {
        bytes: [u8; N],
    }
    #[derive(Data)]
    struct Map<V> {
        map: BTreeMap<String, V>,
    }
    renders!("{{x.a}}{{#each x.b}}{{this}}{{/each}}", { x = Both { a: &"a", b: &[1, 2] } }, "a12");
    renders!(
        "{{#each x.inner}}[{{this}}]{{/each}}",
        { x = Bounded { inner: vec![Some(1.5), None] } },
        "[1.5][]"
    );
    renders!("{{#each x.bytes}}{{this}}{{/each}}", { x = Sized { bytes: [1, 2, 3] } }, "123");
    renders!("{{x.map.a.0}}", { x = Map { map: BTreeMap::from([("a".into(), (1,))]) } }, "1");
}

#[test]
fn a_field_of_every_kind() {
    #[derive(Data, Clone)]
    struct All {
        text: String,
        c: char,
        int: i128,
        float: f32,
        yes: bool,
        maybe: Option<u8>,
        list: Vec<u8>,
        map: BTreeMap<String, u8>,
        tuple: (u8, u8),
        inner: Option<Box<All>>,
    }
    let inner = All {
        text: "<".into(),
        c: 'c',
        int: -1,
        float: 0.5,
        yes: true,
        maybe: None,
        list: vec![1],
        map: BTreeMap::from([("k".into(), 2)]),
        tuple: (3, 4),
        inner: None,
    };
    let x = All { inner: Some(Box::new(inner.clone())), ..inner };
    renders!(
        "{{x.text}}{{x.c}}{{x.int}}{{x.float}}{{x.yes}}[{{x.maybe}}]{{x.list.0}}{{x.map.k}}{{x.tuple.1}}",
        "&lt;c-10.5true[]124"
    );
    renders!(
        "{{#with x.inner}}{{text}}{{c}}{{int}}{{float}}{{yes}}[{{maybe}}]{{list.0}}{{map.k}}{{tuple.1}}{{/with}}",
        "&lt;c-10.5true[]124"
    );
    renders!("[{{x.inner.inner.text}}{{x.inner.inner.inner.list.0}}]", "[]");
}

#[derive(Data, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[data(transparent)]
struct Word(String);

#[derive(Data, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[data(transparent)]
struct Number {
    raw: u64,
}

#[derive(Data, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[data(display)]
struct Id(u32);

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "id-{}", self.0)
    }
}

impl std::str::FromStr for Id {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        text.strip_prefix("id-").and_then(|number| number.parse().ok()).map(Self).ok_or(())
    }
}

#[test]
fn own_types_as_keys() {
    let words = BTreeMap::from([(Word("a".into()), 1), (Word("b".into()), 2)]);
    renders!("{{#each m}}{{@key}}={{this}} {{/each}}{{m.b}}{{m.c}} {{lookup m key}} {{lookup m 'a'}}",
        { m = &words, key = Word("b".into()) }, "a=1 b=2 2 2 1");
    let numbers = std::collections::HashMap::from([(Number { raw: 7 }, "seven")]);
    renders!("{{m.[7]}} {{lookup m 7}} {{lookup m key}} [{{lookup m 'x'}}{{lookup m (array 1)}}]",
        { m = &numbers, key = Number { raw: 7 } }, "seven seven seven []");
    let ids = BTreeMap::from([(Id(3), "three")]);
    renders!("{{#each m}}{{@key}} {{/each}}{{m.id-3}} {{lookup m key}} [{{m.x}}]", { m = &ids, key = Id(3) },
        "id-3 three three []");
}
