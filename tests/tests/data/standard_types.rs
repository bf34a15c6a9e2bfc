//! Types of the standard library other than texts, numbers, pointers and maps.

use std::{
    cell::{Cell, LazyCell, OnceCell, RefCell},
    cmp::{Ordering, Reverse},
    collections::{BTreeSet, BinaryHeap, HashSet, LinkedList, VecDeque},
    error::Error,
    ffi::{OsStr, OsString},
    fmt::Display,
    marker::PhantomData,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    num::{NonZero, NonZeroI128, NonZeroU8, NonZeroU32, NonZeroU128, Saturating, Wrapping},
    path::{Path, PathBuf},
    rc::Rc,
    sync::{
        Arc, LazyLock, Mutex, OnceLock, RwLock,
        atomic::{AtomicBool, AtomicI8, AtomicU64, AtomicUsize},
    },
    time::Duration,
};
use template_runtime::{Data, Template, template};
use template_tests::{check, failure, renders};

#[test]
fn addresses() {
    let (v4, v6) = (Ipv4Addr::LOCALHOST, Ipv6Addr::LOCALHOST);
    let (ip, socket) = (IpAddr::V4(v4), SocketAddr::from((v6, 80)));
    renders!("{{v4}} {{v6}} {{ip}} {{socket}}", "127.0.0.1 ::1 127.0.0.1 [::1]:80");
    let ips = [ip, IpAddr::V6(v6)];
    renders!("{{#each ips}}{{this}};{{/each}}{{ips.0}}", "127.0.0.1;::1;127.0.0.1");
    renders!(
        "{{#if (eq ip '127.0.0.1')}}same{{/if}} {{eq ip v4}} {{eq ip v6}} {{lt ip v6}}",
        "same true false true"
    );
}

#[test]
fn numbers() {
    let (a, b) = (NonZeroU32::new(7).unwrap(), NonZeroU8::MAX);
    let (big, huge) = (NonZeroI128::MIN, NonZeroU128::MAX);
    renders!("{{a}} {{b}} {{gt a 6}}", "7 255 true");
    renders!("{{big}} {{huge}}", &format!("{} {}", i128::MIN, u128::MAX));
    renders!("{{x}}", { x = NonZero::<i128>::new(-3).unwrap() }, "-3");
    let none: Option<NonZeroU8> = None;
    renders!("[{{none}}]", "[]");
    let (w, s, r) =
        (Wrapping(250_u8) + Wrapping(10), Saturating(250_u8) + Saturating(10), Reverse(1));
    renders!("{{w}} {{s}} {{r}}{{#if (eq w 4)}}!{{/if}}", "4 255 1!");
    let (flag, small, count, size) =
        (AtomicBool::new(true), AtomicI8::new(-1), AtomicU64::new(u64::MAX), AtomicUsize::new(2));
    renders!("{{#if flag}}{{small}} {{count}} {{size}}{{/if}}", "-1 18446744073709551615 2");
}

#[test]
fn ranges() {
    let (range, inclusive, empty) = (2_u8..5, -1..=1, 3..3);
    renders!("{{#each range}}{{@index}}={{this}} {{/each}}{{range.length}}", "0=2 1=3 2=4 3");
    renders!("{{#each inclusive}}{{this}}{{unless @last ' '}}{{/each}}", "-1 0 1");
    renders!("{{#each empty}}{{this}}{{else}}none{{/each}} {{range.1}}", "none 3");
    #[allow(clippy::reversed_empty_ranges, reason = "it is the case")]
    let reversed = 5..2;
    renders!("{{#each reversed}}{{this}}{{else}}none{{/each}}", "none");
    let (high, all) = (u64::MAX - 1..u64::MAX, i64::MIN..=i64::MAX);
    renders!("{{high.0}} {{all.0}}", "18446744073709551614 -9223372036854775808");
}

#[test]
fn nothing() {
    let (unit, kind) = ((), PhantomData::<fn()>);
    renders!("[{{unit}}{{kind}}]{{#if unit}}yes{{else}}no{{/if}}", "[]no");
}

#[test]
fn results() {
    let parsed: Vec<Result<u32, String>> = vec![Ok(7), Err("<odd>".to_owned()), Ok(0)];
    renders!(
        "{{#each parsed as |r|}}{{#if r.Err}}{{r.Err}}{{else}}{{r.Ok}}{{/if}};{{/each}}{{parsed.0.Ok}}[{{parsed.1.Ok}}]",
        "7;&lt;odd&gt;;0;7[]"
    );
    let nested: Option<Result<Vec<(u8, char)>, ()>> = Some(Ok(vec![(1, 'a')]));
    renders!(
        "{{#each nested.Ok as |p|}}{{p.0}}{{p.1}}{{/each}}{{#with nested}}{{Ok.length}}[{{Err}}]{{/with}}",
        "1a1[]"
    );
    fn explain(result: &Result<u32, String>) -> String {
        format!("{result:?}")
    }
    renders!("{{{explain parsed.0}}}{{{explain (get parsed 1)}}}", "Ok(7)Err(\"<odd>\")");
}

#[test]
fn errors() {
    #[derive(Data)]
    struct Attempts {
        number: Result<u8, std::num::ParseIntError>,
        file: Option<std::io::Error>,
        texts: Vec<std::str::Utf8Error>,
    }
    fn kind(error: &std::io::Error) -> String {
        format!("{:?}", error.kind())
    }
    fn parsed(text: &str) -> Result<u8, std::num::ParseIntError> {
        text.parse()
    }
    let attempts = Attempts {
        number: parsed("<"),
        file: Some(std::io::Error::new(std::io::ErrorKind::NotFound, "no <file>")),
        texts: vec![String::from_utf8(vec![0x61, 0xff]).unwrap_err().utf8_error()],
    };
    renders!("{{attempts.number.Err}}[{{attempts.number.Ok}}]", "invalid digit found in string[]");
    renders!("{{attempts.file}} {{kind attempts.file}}", "no &lt;file&gt; NotFound");
    renders!(
        "{{#each attempts.texts}}{{this}}{{/each}}",
        "invalid utf-8 sequence of 1 bytes from index 1"
    );
    renders!("{{error}}", { error = std::fmt::Error }, &std::fmt::Error.to_string());
}

#[test]
fn orderings() {
    let order = 1.cmp(&2);
    renders!("{{order}} {{#if order.Less}}less{{/if}}{{#if order.Equal}}equal{{/if}}", "Less less");
    renders!("{{eq order 'Less'}}", { order = Ordering::Greater }, "false");
}

#[test]
fn collections() {
    let set = BTreeSet::from(["b", "a"]);
    renders!(
        "{{#each set}}{{@index}}{{this}}{{unless @last ','}}{{/each}} {{set.length}} {{set.1}}",
        "0a,1b 2 b"
    );
    let hashed = HashSet::from([5]);
    renders!("{{#each hashed}}{{this}}{{/each}}{{#if hashed}}!{{/if}}", "5!");
    let linked = LinkedList::from([1, 2]);
    renders!("{{#each linked as |n|}}{{n}} {{/each}}{{#linked}}{{this}}{{/linked}}", "1 2 12");
    let heap = BinaryHeap::from([Reverse(3)]);
    renders!("{{#each heap}}{{this}}{{/each}}", "3");
    let queue = VecDeque::from([1, 2]);
    renders!("{{#each queue}}{{this}}{{/each}} {{queue.length}}", "12 2");
    let empty = LinkedList::<u8>::new();
    renders!("{{#each empty}}{{this}}{{else}}none{{/each}}", "none");
    // A loop in a loop: each has its own iterator.
    let nested = BTreeSet::from([BTreeSet::from([1, 2]), BTreeSet::from([3])]);
    renders!("{{#each nested}}{{#each this}}{{this}}{{/each}};{{/each}}", "12;3;");
    // A loop takes linear time.
    let long: LinkedList<u32> = (0..100_000).collect();
    let page = template!("{{#each long}}{{#if (gt this 99998)}}{{this}}{{/if}}{{/each}}");
    assert_eq!(page.render().as_deref(), Ok("99999"));
}

/// The guard of a cell or a lock gives what is in it as a whole.
#[test]
fn guards() {
    #[derive(Data)]
    struct Team {
        name: String,
        wins: Vec<u8>,
    }
    let team = || Team { name: "Owls".to_string(), wins: vec![1, 2] };
    let (cell, lock, shared) =
        (RefCell::new(team()), Mutex::new(vec![team()]), RwLock::new(team()));
    let (guard, rows, read) = (cell.borrow(), lock.lock().unwrap(), shared.read().unwrap());
    renders!("{{guard.name}}{{#each guard.wins}}{{this}}{{/each}} {{#each rows}}{{name}}{{/each}} {{read.wins.length}}",
        { guard = &guard, rows = &rows, read = &read }, "Owls12 Owls 2");
    drop((guard, read));
    let (mutable, write) = (cell.borrow_mut(), shared.write().unwrap());
    let part = std::cell::RefMut::map(mutable, |team| &mut team.name);
    renders!("{{part}} {{write.name}}", { part = &part, write = &write }, "Owls Owls");
}

#[test]
fn cells() {
    let (cell, shared) = (Cell::new(1), Rc::new(RefCell::new(1.5)));
    let (locked, read) = (Arc::new(Mutex::new(String::from("<x>"))), RwLock::new(Some("y")));
    renders!("{{cell}} {{shared}} {{locked}} {{read}}", "1 1.5 &lt;x&gt; y");
    renders!(
        "{{#if (gt shared 1)}}more{{/if}} {{eq locked '<x>'}} {{locked.length}}",
        "more true 3"
    );
    let (set, unset) = (OnceCell::from([1, 2]), OnceCell::<u8>::new());
    let (once, lazy) = (OnceLock::from("once"), LazyCell::new(|| vec!["lazy"]));
    let static_lazy = LazyLock::new(|| 7);
    renders!(
        "{{#each set}}{{this}}{{/each}} [{{unset}}] {{once}} {{lazy.0}} {{static_lazy}}",
        "12 [] once lazy 7"
    );
    shared.replace(2.5);
    renders!("{{shared}}", "2.5");
}

#[test]
fn borrowed_cells() {
    let cell = RefCell::new("x");
    let guard = cell.borrow_mut();
    let (number, held) = (RefCell::new(Some(1_u8)), RefCell::new(1));
    let (changed, replaced) = (number.borrow_mut(), held.borrow_mut());
    for error in
        [failure!("{{cell}}"), failure!("{{#if true}}{{number}}{{/if}}"), failure!("{{held}}")]
    {
        let message = "a mutably borrowed `RefCell` cannot be printed";
        assert_eq!(error.kind().to_string(), message);
        assert!(error.line().is_some() && error.column().is_some(), "{error:?}");
    }
    fn double(n: u8) -> u8 {
        2 * n
    }
    let error = failure!("{{double number}}");
    assert_eq!(
        error.kind().to_string(),
        "helper `double`: argument 1 must be an integer (`u8`), but is a mutably bor…"
    );
    drop((guard, changed, replaced));
    renders!("{{cell}} {{number}} {{double number}} {{held}}", "x 1 2 1");
}

#[test]
fn poisoned_locks() {
    let lock = Mutex::new(1);
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _guard = lock.lock();
        panic!("with the lock");
    }));
    assert!(caught.is_err());
    renders!("{{lock}}", "1");
}

#[test]
fn displayed() {
    let any: Box<dyn Display> = Box::new("<b>");
    let (shared, sent): (Rc<dyn Display>, Arc<dyn Display + Send + Sync>) =
        (Rc::new(1), Arc::new(2));
    let borrowed: &dyn Display = &'c';
    renders!("{{any}}{{{any}}} {{shared}} {{sent}} {{borrowed}}", "&lt;b&gt;<b> 1 2 c");
    let error: Box<dyn Error + Send + Sync> = "broken".into();
    renders!("{{error}}", "broken");
    renders!("{{x}}", { x = format_args!("{}-{:02}", 1, 2) }, "1-02");
    let (long, short) = (Duration::from_millis(1500), Duration::from_micros(3));
    renders!("{{long}} {{short}}", "1.5s 3µs");
    // They are ordered by their type, and not by their text.
    renders!("{{lt short long}} {{gt short long}} {{eq long long}}", "true false true");
    let (near, far): (IpAddr, IpAddr) = ([10, 0, 0, 2].into(), [10, 0, 0, 10].into());
    renders!("{{lt near far}} {{eq near '10.0.0.2'}}", "true true");
    let empty: &dyn Display = &"";
    renders!("{{#if empty}}yes{{else}}no{{/if}} {{#if any}}yes{{/if}}", "no yes");
}

#[test]
fn paths_of_files() {
    let path = PathBuf::from("a/<b>");
    let (borrowed, boxed): (&Path, Box<Path>) = (&path, path.clone().into());
    let (os, os_str) = (OsString::from("x"), OsStr::new("y"));
    renders!(
        "{{path}} {{borrowed}} {{boxed}} {{os}} {{os_str}}",
        "a/&lt;b&gt; a/&lt;b&gt; a/&lt;b&gt; x y"
    );
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        let invalid = PathBuf::from(OsString::from_vec(b"a\xff".to_vec()));
        renders!("{{invalid}}", "a\u{fffd}");
    }
}

#[derive(Data)]
struct Everything {
    ip: IpAddr,
    port: NonZeroU32,
    set: BTreeSet<&'static str>,
    unit: (),
    shared: Rc<RefCell<f32>>,
    range: std::ops::Range<u8>,
    any: Box<dyn Display>,
}

#[test]
fn fields_of_structs() {
    let all = [Everything {
        ip: IpAddr::V4(Ipv4Addr::UNSPECIFIED),
        port: NonZeroU32::MIN,
        set: BTreeSet::from(["a"]),
        unit: (),
        shared: Rc::default(),
        range: 0..2,
        any: Box::new(true),
    }];
    renders!(
        "{{#each all}}{{ip}} {{port}} {{#each set}}{{this}}{{/each}} {{unit}} {{shared}} {{#each range}}{{this}}{{/each}} {{any}}{{/each}}",
        "0.0.0.0 1 a  0 01 true"
    );
}

template! {
    struct Page { ip: Ipv4Addr, cell: Cell<u8>, set: HashSet<char> }

    "{{ip}} {{cell}} {{#each set}}{{this}}{{/each}}"
}

#[test]
fn fields_of_templates() {
    let page = Page { ip: Ipv4Addr::BROADCAST, cell: Cell::new(1), set: HashSet::from(['x']) };
    check(&page, "255.255.255.255 1 x");
}
