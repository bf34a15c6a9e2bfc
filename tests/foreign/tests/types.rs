//! The types of other crates that are data with the feature of the crate's name.

use chrono::{DateTime, FixedOffset, Local, NaiveDate, TimeDelta, TimeZone as _, Utc};
use indexmap::{IndexMap, IndexSet};
use rust_decimal::Decimal;
use std::collections::HashMap;
use template_runtime::{Compiler, Data, Helpers, Template, helpers, template};
use time::{Month, OffsetDateTime};
use url::Url;
use uuid::Uuid;

/// Compares the output of a template, interpreted and unrolled.
macro_rules! renders {
    ($text:literal, $expected:expr) => {{
        assert_eq!(template!($text).render().as_deref(), Ok($expected));
        assert_eq!(template!(unroll, $text).render().as_deref(), Ok($expected));
    }};
}

#[test]
fn chrono() {
    let date = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap();
    let time = date.and_hms_opt(1, 2, 3).unwrap();
    let utc: DateTime<Utc> = time.and_utc();
    let fixed = utc.with_timezone(&FixedOffset::east_opt(3600).unwrap());
    let some = Some(TimeDelta::seconds(5));
    renders!("{{date}} {{time}} {{utc}}", "2026-11-25 2026-11-25 01:02:03 2026-11-25 01:02:03 UTC");
    renders!("{{fixed}} {{some}}", "2026-11-25 02:02:03 +01:00 PT5S");
    let days = HashMap::from([(date, 1)]);
    renders!("{{days.[2026-11-25]}} {{#each days}}{{@key}}{{/each}}", "1 2026-11-25");
}

#[test]
fn heapless() {
    fn first_two(of: &[u8]) -> heapless::Vec<u8, 2> {
        of.iter().copied().take(2).collect()
    }
    fn label(text: &str) -> heapless::String<8> {
        text.chars().rev().take(8).collect()
    }
    let name: heapless::String<16> = "Pump & tank".try_into().unwrap();
    let values: heapless::Vec<u8, 4> = [3, 1, 2].into_iter().collect();
    let none = heapless::Vec::<&str, 2>::new();
    renders!(
        "{{name}} {{#each values as |v i|}}{{i}}:{{v}} {{/each}}",
        "Pump &amp; tank 0:3 1:1 2:2 "
    );
    renders!("{{values.length}} {{values.2}} {{if none 'a' 'b'}} {{if name 'a'}}", "3 2 b a");
    renders!("{{#each (first_two values)}}{{this}}{{/each}} {{label name}}", "31 knat &amp; p");
    renders!("{{eq name 'Pump & tank'}}", "true");
    fn sum(of: &heapless::Vec<u8, 4>) -> u8 {
        of.iter().sum()
    }
    renders!("{{sum values}}", "6");
}

#[test]
fn indexmap() {
    let (map, set) = (IndexMap::from([("z", 1), ("a", 2)]), IndexSet::from(["z", "a"]));
    renders!("{{#each map}}{{@key}}={{this}} {{/each}}{{map.a}}[{{map.b}}]", "z=1 a=2 2[]");
    renders!("{{#each set}}{{@index}}{{this}} {{/each}}{{set.length}}", "0z 1a 2");
}

#[test]
fn jiff() {
    let date = jiff::civil::date(2026, 11, 25);
    let (time, span) = (jiff::Timestamp::UNIX_EPOCH, jiff::SignedDuration::from_secs(90));
    renders!("{{date}} {{time}} {{span}}", "2026-11-25 1970-01-01T00:00:00Z PT1M30S");
}

#[test]
fn time() {
    let date = time::Date::from_calendar_date(2026, Month::November, 25).unwrap();
    let (epoch, month) = (OffsetDateTime::UNIX_EPOCH, Month::May);
    renders!("{{date}} {{epoch}} {{month}}", "2026-11-25 1970-01-01 0:00:00.0 +00:00:00 May");
}

#[test]
fn dates_and_numbers_are_ordered_by_their_type() {
    let (nine, ten) = (Decimal::new(900, 2), Decimal::new(10, 0));
    let (zero, same) = (Decimal::new(0, 2), Decimal::new(9, 0));
    renders!(
        "{{lt nine ten}} {{gt nine ten}} {{ge nine ten}} {{eq nine same}}",
        "true false false true"
    );
    renders!("{{if zero 'a' 'b'}} {{if nine 'a' 'b'}}", "b a");
    let morning = NaiveDate::from_ymd_opt(2026, 11, 25).unwrap().and_hms_opt(9, 0, 0).unwrap();
    let later = (morning + TimeDelta::hours(1)).and_utc();
    let east = morning.and_utc().with_timezone(&FixedOffset::east_opt(7200).unwrap());
    renders!("{{lt east later}} {{eq east later}} {{lt later east}}", "true false false");
    let (short, long) = (TimeDelta::milliseconds(900), TimeDelta::seconds(2));
    renders!("{{lt short long}}", "true");
    let early = OffsetDateTime::UNIX_EPOCH + time::Duration::hours(9);
    let late = OffsetDateTime::UNIX_EPOCH + time::Duration::hours(10);
    renders!("{{lt early late}} {{eq early early}}", "true true");
    let (first, second) = (jiff::SignedDuration::from_secs(90), jiff::SignedDuration::from_mins(2));
    renders!("{{lt first second}} {{le second first}}", "true false");
    let (price, tenth, least) = (Decimal::new(1250, 2), Decimal::new(1, 1), Decimal::new(-15, 1));
    let (f, tenth_f32, large, huge) = (12.5, 0.1_f32, i64::MAX, u128::MAX);
    renders!(
        "{{eq price 12.5}} {{eq f price}} {{lt price 13}} {{gt 12 price}} {{ge price 12}} {{eq nine 9}}",
        "true true true false true true"
    );
    renders!("{{eq tenth 0.1}} {{eq tenth tenth_f32}} {{ne 1 tenth}}", "true true true");
    renders!("{{lt least -1}} {{gt least -2}} {{eq least -1.5}}", "true true true");
    // The zeros at the end of a sum or a product do not matter.
    let long = Decimal::from_i128_with_scale(27 * 10_i128.pow(25), 26);
    let page = template!("{{eq long 2.7}} {{lt long 2.7}} {{gt long 2.7}}").render();
    assert_eq!(page.unwrap(), "true false false");
    let most = Decimal::MAX;
    renders!("{{gt most large}} {{lt most huge}} {{gt most 1.5}}", "true true true");
    // With text, they are text.
    renders!("{{eq nine '9.00'}} {{eq same '9.00'}}", "true false");
}

/// Returns the date of a time.
fn date(time: &DateTime<Utc>, format: &str) -> String {
    let _ = format;
    format!(
        "{}.{}.{}",
        chrono::Datelike::day(time),
        chrono::Datelike::month(time),
        chrono::Datelike::year(time)
    )
}

fn seconds(time: DateTime<Utc>, more: Option<TimeDelta>) -> i64 {
    time.timestamp() + more.map_or(0, |more| more.num_seconds())
}

fn short(id: Uuid) -> String {
    format!("{:08x}", id.as_u128() >> 96)
}

fn rounded(price: &Decimal) -> String {
    price.round_dp(1).to_string()
}

fn shouted(text: &str) -> String {
    text.to_uppercase()
}

fn weekday(date: &jiff::civil::Date) -> i8 {
    date.weekday().to_monday_one_offset()
}

fn hour(time: &OffsetDateTime) -> u8 {
    time.hour()
}

/// Checks that displayed values are passed to helpers by reference, by value, and as text.
#[test]
fn parameters() {
    let utc: DateTime<Utc> =
        NaiveDate::from_ymd_opt(2026, 11, 25).unwrap().and_hms_opt(1, 2, 3).unwrap().and_utc();
    let (some, none) = (Some(TimeDelta::seconds(5)), None::<TimeDelta>);
    renders!(
        "{{date utc 'x'}} {{seconds utc}} {{seconds utc some}} {{seconds utc none}}",
        "25.11.2026 1795568523 1795568528 1795568523"
    );
    renders!("{{shouted utc}} {{shouted (date utc utc)}}", "2026-11-25 01:02:03 UTC 25.11.2026");
    let id = Uuid::from_u128(0x1234_5678 << 96);
    let prices = vec![Decimal::new(1234, 2), Decimal::new(5, 0)];
    renders!("{{short id}}{{#each prices}} {{rounded this}}{{/each}}", "12345678 12.3 5");
    let day = jiff::civil::date(2026, 11, 28);
    let epoch = OffsetDateTime::UNIX_EPOCH;
    renders!("{{weekday day}} {{hour epoch}}", "6 0");
    renders!(
        "{{#let (fn date utc) as |f|}}{{(f 'x')}} {{(f utc)}}{{/let}}",
        "25.11.2026 25.11.2026"
    );
    renders!("{{#let (fn seconds) as |f|}}{{(f utc some)}}{{/let}}", "1795568528");
    let (optional, missing) = (Some(utc), None::<DateTime<Utc>>);
    renders!(
        "{{#if optional}}{{date optional ''}}{{/if}}{{#if missing}}{{date missing ''}}{{/if}}",
        "25.11.2026"
    );
}

/// Checks that helpers take collections and links of other crates by reference, and values that other helpers return.
#[test]
fn references_and_results() {
    fn keys(map: &IndexMap<String, u8>) -> String {
        map.keys().map(String::as_str).collect()
    }
    fn last<'a>(set: &IndexSet<&'a str>) -> Option<&'a str> {
        set.last().copied()
    }
    fn host(url: &Url) -> Option<&str> {
        url.host_str()
    }
    fn parsed(text: &str) -> Result<Url, url::ParseError> {
        Url::parse(text)
    }
    fn local_hour(time: &DateTime<Local>) -> u32 {
        chrono::Timelike::hour(time)
    }
    fn local(time: DateTime<Local>) -> i64 {
        time.timestamp()
    }
    fn tomorrow(time: &DateTime<Utc>) -> DateTime<Utc> {
        *time + TimeDelta::days(1)
    }
    fn after(time: &DateTime<Utc>) -> Option<DateTime<Local>> {
        Some(time.with_timezone(&Local))
    }
    fn half(price: &Decimal) -> Decimal {
        *price / Decimal::new(2, 0)
    }
    let map = IndexMap::from([("z".to_string(), 1_u8), ("a".to_string(), 2)]);
    let (text, url): (String, Url) = ("x".into(), "https://a.b/?x".parse().unwrap());
    let set = IndexSet::from([text.as_str(), "y"]);
    renders!("{{keys map}} {{last set}} {{host url}} {{shouted url}}", "za y a.b HTTPS://A.B/?X");
    renders!("{{host (parsed 'https://c.d/e')}} {{parsed 'https://c.d'}}", "c.d https://c.d/");
    renders!(
        r#"<a href="{{url}}">{{url}}</a><a href="{{parsed 'javascript:alert(1)'}}">x</a>"#,
        r##"<a href="https://a.b/?x">https://a.b/?x</a><a href="#unsafe-url">x</a>"##
    );
    let (utc, here) = (DateTime::<Utc>::UNIX_EPOCH, Local.timestamp_opt(7, 0).unwrap());
    let hour = chrono::Timelike::hour(&here).to_string();
    assert_eq!(template!("{{local_hour here}}").render(), Ok(hour));
    renders!(
        "{{local here}} {{date (tomorrow utc) ''}} {{local (after (tomorrow utc))}}",
        "7 2.1.1970 86400"
    );
    let price = Decimal::new(1250, 2);
    renders!("{{half price}} {{rounded (half price)}}", "6.25 6.2");
}

template! {
    struct When { at: DateTime<Utc>, id: Uuid, note: String }
    "{{date at 'x'}} {{short id}} {{note}}"
}

template! {
    struct WhenBorrowed<'a> { at: &'a DateTime<Utc>, note: &'a str }
    "{{date at 'x'}} {{note}}"
}

template! {
    struct Post<'a> { created: DateTime<Utc>, id: Uuid, edited: &'a DateTime<Utc> }
    "{{> When at=created id=id note=id}} {{> WhenBorrowed at=edited note=created}}"
}

/// Checks that fields of components take displayed values, also when the component renders in chunks.
#[test]
fn component_fields() {
    let created = DateTime::UNIX_EPOCH;
    let id = Uuid::from_u128(0xab << 120);
    let page = Post { created, id, edited: &created };
    let expected =
        "1.1.1970 ab000000 ab000000-0000-0000-0000-000000000000 1.1.1970 1970-01-01 00:00:00 UTC";
    assert_eq!(page.render().as_deref(), Ok(expected));
    let mut memory = Default::default();
    let (mut chunks, mut text) = (page.chunks(&mut memory), String::new());
    while let Some(chunk) = chunks.next(&mut [0; 5]).unwrap() {
        text += chunk;
    }
    assert_eq!(text, expected);
}

#[derive(Data)]
struct Noted {
    note: Uuid,
}

template! {
    struct Slotted<'a> { at: &'a DateTime<Utc>, note: &'a str }
    "[{{date at ''}} {{note}} {{yield}}]"
}

template! {
    struct Mixed { at: DateTime<Utc>, noted: Noted }
    "{{> WhenBorrowed noted at=at}} {{#> Slotted noted at=at}}{{at}}{{/Slotted}} {{#> Slotted at=at note=at}}x{{/Slotted}}"
}

/// Checks a component of which one field takes a displayed value, and another the text of one, which may come from the
/// context.
#[test]
fn fields_by_reference_and_text() {
    let page = Mixed { at: DateTime::UNIX_EPOCH, noted: Noted { note: Uuid::from_u128(1) } };
    let (id, at) = ("00000000-0000-0000-0000-000000000001", "1970-01-01 00:00:00 UTC");
    let expected = format!("1.1.1970 {id} [1.1.1970 {id} {at}] [1.1.1970 {at} x]");
    assert_eq!(page.render(), Ok(expected.clone()));
    let mut memory = Default::default();
    let (mut chunks, mut text) = (page.chunks(&mut memory), String::new());
    while let Some(chunk) = chunks.next(&mut [0; 7]).unwrap() {
        text += chunk;
    }
    assert_eq!(text, expected);
}

/// Checks that a template compiled at run time checks the types when it calls the helper.
#[test]
fn compiled() {
    let compiler =
        Compiler::new().helpers(Helpers::standard().with(helpers![date, seconds, shouted]));
    let template = compiler.compile("{{date at 'x'}} {{seconds at}} {{shouted at}}").unwrap();
    let data = HashMap::from([("at", DateTime::<Utc>::UNIX_EPOCH)]);
    assert_eq!(template.render(&data).as_deref(), Ok("1.1.1970 0 1970-01-01 00:00:00 UTC"));
    let wrong = HashMap::from([("at", "today")]);
    let error = template.render(&wrong).unwrap_err().to_string();
    assert!(error.contains("argument 1 must be a `DateTime`, but is \"today\""), "{error}");
}

#[derive(Data)]
struct Order {
    id: Uuid,
    link: Url,
    price: Decimal,
    tags: IndexMap<String, Vec<u8>>,
}

#[test]
fn fields() {
    let order = Order {
        id: Uuid::from_u128(1),
        link: "https://a.b/?x=1&y=2".parse().unwrap(),
        price: Decimal::new(1250, 2),
        tags: IndexMap::from([("a".into(), vec![1])]),
    };
    renders!(
        "{{#with order}}{{id}} {{link}} {{price}} {{#each tags}}{{@key}}{{this.0}}{{/each}}{{/with}}",
        "00000000-0000-0000-0000-000000000001 https://a.b/?x=1&amp;y=2 12.50 a1"
    );
    assert!(template!("{{#if (eq order.price '12.50')}}yes{{/if}}").render().unwrap() == "yes");
}
