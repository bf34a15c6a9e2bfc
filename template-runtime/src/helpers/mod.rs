//! Helpers to begin with: for text, lists, numbers, JSON and time.
//!
//! They are functions like any other: a template calls those that are in scope.
//!
//! ```
//! use template_runtime::{Template, helpers, template};
//! use template_runtime::helpers::{join, uppercase};
//!
//! let (name, tags) = ("owls", ["fast", "small"]);
//! let line = template!("{{uppercase name}}: {{join tags}} ({{helpers::len tags}})");
//! assert_eq!(line.render_into(&mut [0; 64])?, "OWLS: fast, small (2)");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! | call | gives |
//! |---|---|
//! | [`uppercase text`](uppercase()) | the text in upper case |
//! | [`lowercase text`](lowercase()) | the text in lower case |
//! | [`capitalize text`](capitalize()) | the first character in upper case, the rest as it is |
//! | [`trim text`](trim()) | the text without white space at its ends |
//! | [`truncate text length ellipsis="…"`](truncate()) | its beginning and the ellipsis if it is longer than `length` |
//! | [`replace text from to`](replace()) | the text with `to` in place of each `from` |
//! | [`url_encode text`](url_encode()) | the text with `%20` and the like, for a part of a URL |
//! | [`pluralize count singular plural?`](pluralize()) | the word that goes with the number |
//! | [`reverse text_or_list`](reverse()) | the text or the list the other way round |
//! | [`slice text_or_list from to?`](slice()) | a part of it; negative numbers count from the end |
//! | [`len value`](len()) | how many characters, items, entries or fields there are |
//! | [`first list`](first()), [`last list`](last()) | an item, or null |
//! | [`join list separator?`](join()) | the items with `, ` or the separator between them |
//! | [`default value fallback`](default()) | the fallback in place of null and empty text |
//! | [`number value decimals=null grouping="" point="."`](number()) | the number rounded, and with groups of three digits |
//! | [`json value`](json()) | the value as JSON: `{{json x}}` in attributes, `{{{json x}}}` in scripts |
//! | [`date seconds`](date()), [`time seconds`](time()) | `2026-11-20`, `14:05:09` |
//! | [`year`](year()), [`month`](month()), [`day`](day()), [`hour`](hour()), [`minute`](minute()), [`second`](second()) | an integer |
//! | [`weekday seconds`](weekday()), [`weekday_number seconds`](weekday_number()) | `Friday`, 5 |
//!
//! What is marked with `?` may be left out at the end, and what has a name may be left out anywhere:
//! `=` shows what it is then. Both may be null too. No other argument may be null, but for those of
//! `default` and `json`; `default` stands in: `uppercase (default name "nobody")`.
//!
//! They need no heap. The result of the outermost call goes to the output as it comes into being;
//! others are put into scratch memory. Lists are not copied.
//!
//! # Time
//!
//! A time is given as Unix seconds: an integer (`i64`), the seconds since the beginning of 1970,
//! without leap seconds, and negative before it. All of them are in range. The results are in UTC, and
//! in the Gregorian calendar, even for times before it was made. For another time zone, add its
//! distance from UTC to the seconds in Rust.

mod case;
mod clock;
mod display;
mod items;
mod json;
mod numbers;
mod slice;
mod text;
mod unicode_tables;

pub use case::{capitalize, lowercase, uppercase};
pub use clock::{date, day, hour, minute, month, second, time, weekday, weekday_number, year};
pub use items::{Length, default, first, join, last, len};
pub use json::json;
pub use numbers::{Number, number};
pub use slice::{TextOrList, reverse, slice};
pub use text::{pluralize, replace, trim, truncate, url_encode};
