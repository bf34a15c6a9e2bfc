//! Helpers that return lists, iterators and objects of their own, which templates loop over, look into and pass on.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap},
    fmt,
};
use template_runtime::{Block, Data, List, Stopped, helper, helpers::join};
use template_tests::{failure, renders};

#[derive(Data)]
struct Team {
    name: String,
    score: u32,
}

#[derive(Data)]
struct Found<'a> {
    team: &'a Team,
    rank: usize,
    notes: Vec<String>,
}

#[derive(Data, Clone, Copy)]
enum Size {
    Small,
}

fn teams() -> Vec<Team> {
    [("Owls", 43), ("Foxes", 27), ("Bees", 31)]
        .map(|(name, score)| Team { name: name.into(), score })
        .into()
}

fn by_name(teams: &[Team]) -> Vec<&Team> {
    let mut all: Vec<_> = teams.iter().collect();
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

fn above(teams: &[Team], score: u32) -> impl Iterator<Item = &Team> {
    teams.iter().filter(move |team| team.score > score)
}

fn split(text: &str) -> Vec<String> {
    text.split(',').map(str::to_string).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ')
}

fn to(n: u32) -> impl Iterator<Item = u32> {
    1..=n
}

fn best(teams: &[Team]) -> Option<Found<'_>> {
    let team = teams.iter().max_by_key(|team| team.score)?;
    Some(Found { team, rank: 1, notes: vec!["first".into(), team.name.to_lowercase()] })
}

#[test]
fn lists() {
    let text = "a,b,c";
    renders!(
        "{{#each (split text)}}{{this}}.{{/each}} {{#each (to 2)}}{{this}}.{{/each}}",
        "a.b.c. 1.2."
    );
    renders!(
        "{{#each (split '')}}[{{this}}]{{else}}none{{/each}}{{#each (to 0)}}x{{else}}none{{/each}}",
        "[]none"
    );
    renders!("{{#each (words 'x y')}}{{@index}}{{this}}{{#if @last}}!{{/if}}{{/each}}", "0x1y!");
    renders!("{{#with (split 'a,b')}}{{this.[1]}}{{this.length}}{{/with}}", "b2");
    renders!(
        "{{#let (split 'a,b') (to 3) as |l n|}}{{l.0}}{{#each n}}{{this}}{{../text}}{{/each}}{{l.1}}{{/let}}",
        "a1a,b,c2a,b,c3a,b,cb"
    );
    renders!("{{#if (split text)}}some{{/if}}{{#if (to 0)}}x{{else}}none{{/if}}", "somenone");
    fn three(n: u8) -> [u8; 3] {
        [n, n + 1, n + 2]
    }
    renders!("{{#each (three 4)}}{{this}}{{/each}}", "456");
    fn numbers(list: List<'_>) -> Box<dyn Iterator<Item = usize> + '_> {
        Box::new(0..list.len())
    }
    renders!("{{#each (numbers l)}}{{this}}{{/each}}", { l = ["a", "b"] }, "01");
}

#[test]
fn lists_of_references() {
    let teams = teams();
    renders!(
        "{{#each (by_name teams)}}{{name}} {{/each}}|{{#each (above teams 30) as |t|}} {{t.name}} {{t.score}}{{/each}}",
        "Bees Foxes Owls | Owls 43 Bees 31"
    );
    fn shout(team: &Team) -> String {
        team.name.to_uppercase()
    }
    renders!("{{#each (by_name teams) as |team|}}{{shout team}} {{/each}}", "BEES FOXES OWLS ");
}

#[test]
fn objects() {
    let (teams, none) = (teams(), Vec::<Team>::new());
    renders!(
        "{{#with (best teams)}}{{team.name}} {{rank}} {{#each notes}}{{this}},{{/each}}{{/with}}{{#with (best none)}}x{{else}}nobody{{/with}}",
        "Owls 1 first,owls,nobody"
    );
    fn pair(n: u8) -> (u8, String) {
        (n, "p".repeat(n.into()))
    }
    renders!("{{#let (pair 2) as |p|}}{{p.0}}{{p.1}}{{/let}} {{lookup (pair 3) 1}}", "2pp ppp");
    fn counts(text: &str) -> BTreeMap<char, usize> {
        text.chars().fold(BTreeMap::new(), |mut map, c| {
            *map.entry(c).or_default() += 1;
            map
        })
    }
    renders!("{{#each (counts 'abca')}}{{@key}}{{this}} {{/each}}", "a2 b1 c1 ");
    fn one(text: &str) -> HashMap<String, usize> {
        HashMap::from([(text.to_string(), text.len())])
    }
    renders!("{{lookup (one 'abc') 'abc'}}", "3");
}

#[test]
fn results_are_passed_on() {
    fn count(words: &[String]) -> usize {
        words.len()
    }
    fn longest(words: &[String]) -> &str {
        words.iter().max_by_key(|word| word.len()).map_or("", |word| word)
    }
    fn names(teams: &[&Team]) -> Vec<String> {
        teams.iter().map(|team| team.name.clone()).collect()
    }
    fn rank(found: &Found<'_>) -> String {
        format!("{}={}", found.rank, found.notes.len())
    }
    let teams = teams();
    renders!("{{count (split 'a,b')}} {{longest (split 'a,bbb,cc')}}", "2 bbb");
    renders!("{{join (names (by_name teams)) '-'}} {{join (to 3) '+'}}", "Bees-Foxes-Owls 1+2+3");
    renders!("{{rank (best teams)}} {{longest (names (above teams 30))}}", "1=2 Bees");
}

/// Values that are printed by a helper are not stored.
#[test]
fn printed_results() {
    fn size(n: u8) -> Option<Size> {
        (n > 0).then_some(Size::Small)
    }
    renders!("{{size 1}}[{{size 0}}] {{concat (size 1) '!'}}", "Small[] Small!");
    #[derive(Data)]
    struct Money {
        #[data(skip)]
        cents: u32,
    }
    impl fmt::Display for Money {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{}.{:02}", self.cents / 100, self.cents % 100)
        }
    }
    fn money(cents: u32) -> Money {
        Money { cents }
    }
    renders!("{{money 1234}} {{concat (money 5)}}", "12.34 0.05");
}

#[test]
fn errors() {
    #[derive(Debug, PartialEq)]
    struct Missing(u8);
    impl fmt::Display for Missing {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{} is missing", self.0)
        }
    }
    impl std::error::Error for Missing {}
    fn list(n: u8) -> Result<Vec<u8>, Missing> {
        if n == 0 { Err(Missing(n)) } else { Ok(vec![n; n.into()]) }
    }
    fn items(n: u8) -> Result<impl Iterator<Item = u8>, Missing> {
        if n == 0 { Err(Missing(n)) } else { Ok(1..=n) }
    }
    fn found(n: u8) -> Result<(u8, u8), Missing> {
        if n == 0 { Err(Missing(n)) } else { Ok((n, n)) }
    }
    fn text(n: u8) -> Result<(u8, u8), String> {
        if n == 0 { Err("none".into()) } else { Ok((n, n)) }
    }
    fn perhaps(n: u8) -> Option<impl Iterator<Item = u8>> {
        (n > 0).then_some(1..=n)
    }
    renders!("{{#each (list 2)}}{{this}}{{/each}}{{#each (items 2)}}{{this}}{{/each}}", "2212");
    renders!(
        "{{lookup (found 3) 0}}{{lookup (text 4) 1}}{{#each (perhaps 2)}}{{this}}{{/each}}{{#each (perhaps 0)}}{{this}}{{else}}-{{/each}}",
        "3412-"
    );
    for error in [
        failure!("{{#each (list 0)}}{{/each}}"),
        failure!("{{#each (items 0)}}{{/each}}"),
        failure!("{{lookup (found 0) 0}}"),
    ] {
        let source = std::error::Error::source(&error).expect("the error is kept");
        assert_eq!(source.downcast_ref(), Some(&Missing(0)));
    }
    let error = failure!("{{lookup (text 0) 0}}");
    assert_eq!(error.kind().to_string(), "helper `text`: none");
}

thread_local! {
    static LOG: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// A value that logs when it is dropped, with what it borrows.
#[derive(Data)]
struct Noisy<'a> {
    name: &'a str,
    number: u8,
}

impl Drop for Noisy<'_> {
    fn drop(&mut self) {
        LOG.with_borrow_mut(|log| log.push(format!("{}{}", self.name, self.number)));
    }
}

fn noisy(name: &str, number: u8) -> Noisy<'_> {
    Noisy { name, number }
}

fn inside<'a>(of: &'a Noisy<'a>, number: u8) -> Vec<Noisy<'a>> {
    vec![Noisy { name: of.name, number }]
}

/// What a helper creates lives for as long as the template can read it, and is dropped once.
#[test]
fn results_are_dropped() {
    #[helper]
    fn twice(#[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
        block.body(&[])?;
        block.body(&[])
    }
    let check = |expected: &str| {
        let log = LOG.take().join(" ");
        // Each template is rendered with several methods, interpreted, unoptimized and unrolled.
        let once: Vec<&str> = expected.split(' ').collect();
        let all: Vec<&str> = log.split(' ').collect();
        assert_eq!(all.len() % once.len(), 0, "{log}");
        assert!(all.chunks(once.len()).all(|chunk| chunk == once), "{log}");
    };
    // The temporaries of a statement, the last first: one borrows from the other.
    renders!("{{#with (inside (noisy (concat 'a' 'b') 1) 2)}}{{this.0.name}}{{/with}}", "ab");
    check("ab2 ab1");
    renders!("{{#let (noisy 'x' 1) (noisy 'y' 2) as |x y|}}{{x.name}}{{y.number}}{{/let}}", "x2");
    check("y2 x1");
    renders!(
        "{{#each l}}{{#let (noisy (concat this) @index) as |x|}}{{x.name}}{{/let}}{{/each}}",
        { l = ["p", "q"] },
        "pq"
    );
    check("p0 q1");
    renders!("{{#(twice)}}{{#with (noisy 'z' 3)}}{{name}}{{/with}}{{/twice}}", "zz");
    check("z3 z3");
}

/// A result that is large, and other results after it, which need further blocks of scratch memory.
#[test]
fn large_results() {
    fn many(n: u64) -> Vec<String> {
        (0..n).map(|i| i.to_string()).collect()
    }
    fn long(text: &str, n: u64) -> String {
        text.repeat(usize::try_from(n).unwrap())
    }
    fn len(text: &str) -> usize {
        text.len()
    }
    fn sum(words: &[String]) -> usize {
        words.iter().map(String::len).sum()
    }
    renders!(
        "{{#let (many 3) (long 'ab' 5000) (many 1000) (long 'c' 9000) as |a b c d|}}{{#each a}}{{sum (many 2000)}}{{len (long b 2)}}-{{/each}}{{sum c}} {{len d}} {{len b}} {{a.2}}{{/let}}",
        "689020000-689020000-689020000-2890 9000 10000 2"
    );
}
