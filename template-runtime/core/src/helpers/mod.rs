//! The standard helpers, for text, lists, numbers, JSON and time.
//!
//! They are ordinary functions: a template can call those that are in scope.
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
//! | call | result |
//! |---|---|
//! | [`uppercase text`](uppercase()) | the text in uppercase |
//! | [`lowercase text`](lowercase()) | the text in lowercase |
//! | [`capitalize text`](capitalize()) | the text with its first character in uppercase |
//! | [`trim text`](trim()) | the text without leading and trailing whitespace |
//! | [`truncate text length ellipsis="…"`](truncate()) | the text, or, if it is longer than `length`, its beginning and the ellipsis |
//! | [`replace text from to`](replace()) | the text with each `from` replaced by `to` |
//! | [`indent text count by=" "`](indent()) | the text with all lines but the first indented |
//! | [`url_encode text`](url_encode()) | the text percent-encoded, for a part of a URL |
//! | [`pluralize count singular plural?`](pluralize()) | the singular or the plural, without the number |
//! | [`reverse text_or_list`](reverse()) | the text or the list in reverse order |
//! | [`slice text_or_list from to?`](slice()) | a part of the text or list; negative indices count from the end |
//! | [`len value`](len()) | the number of characters, items, entries or fields |
//! | [`first list`](first()), [`last list`](last()) | the item, or null if the list is empty |
//! | [`join list separator?`](join()) | the items with the separator, by default `, `, between them |
//! | [`default value fallback`](default()) | the value, or the fallback if it is null or empty text |
//! | [`add a b`](add()), [`sub a b`](sub()), [`mul a b`](mul()) | the sum, the difference, the product of two numbers: an integer, or a float if one of them is a float |
//! | [`div a b`](div()), [`rem a b`](rem()) | the quotient, rounded toward zero if both numbers are integers, and the remainder |
//! | [`number value decimals=null grouping="" point="."`](number()) | the number rounded, with groups of three digits |
//! | [`json value`](json()) | the value as JSON, in attributes and scripts |
//! | [`date seconds`](date()), [`time seconds`](time()) | `2026-11-20`, `14:05:09` |
//! | [`year`](year()), [`month`](month()), [`day`](day()), [`hour`](hour()), [`minute`](minute()), [`second`](second()) | an integer |
//! | [`weekday seconds`](weekday()), [`weekday_number seconds`](weekday_number()) | `Friday`, 5 |
//!
//! Positional arguments marked with `?` and named arguments are optional; the table shows the defaults of
//! named arguments after `=`. Null counts as missing for them. Other arguments must not be null, except
//! those of `default` and `json`; replace null with `default`: `uppercase (default name "nobody")`.
//!
//! The helpers need no heap. The result of the outermost call is written directly to the output; other
//! results are stored in scratch memory. Lists are not copied.
//!
//! # Time
//!
//! Times are in Unix seconds: an integer (`i64`), the number of seconds since the beginning of 1970
//! without leap seconds, negative for times before it. Every `i64` is valid. The results are in UTC and in
//! the proleptic Gregorian calendar. For another time zone, add its offset from UTC to the seconds in
//! Rust.

mod annotated;
mod arithmetic;
mod case;
mod clock;
mod display;
mod items;
mod json;
mod numbers;
mod slice;
mod text;
mod unicode_tables;

pub use arithmetic::{IntegerOrFloat, add, div, mul, rem, sub};
pub use case::{capitalize, lowercase, uppercase};
pub use clock::{date, day, hour, minute, month, second, time, weekday, weekday_number, year};
pub use items::{Length, default, first, join, last, len};
pub use json::json;
pub use numbers::{Number, number};
pub use slice::{TextOrList, reverse, slice};
pub use text::{indent, pluralize, replace, trim, truncate, url_encode};
