//! The types of other crates that are data with the feature of the crate's name.

use chrono::{DateTime, FixedOffset, NaiveDate, TimeDelta, Utc};
use indexmap::{IndexMap, IndexSet};
use rust_decimal::Decimal;
use std::collections::HashMap;
use template_runtime::{Data, Template, template};
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
