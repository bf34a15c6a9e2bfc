//! Helpers that format dates and times, and the calendar.

use super::display::from_fn;
use core::fmt::Display;

/// Formats the date of a time: `2026-11-20`.
///
/// Takes [Unix seconds](super#time). The format is ISO 8601: a year has at least four digits,
/// and has a sign if it is before 0 or after 9999.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::date, template};
///
/// let (now, before) = (1_795_183_509, -1);
/// let line = template!("{{date now}} {{date before}}");
/// assert_eq!(line.render_into(&mut [0; 32])?, "2026-11-20 1969-12-31");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn date(seconds: i64) -> impl Display {
    let Day { year, month, day } = Day::of(seconds);
    from_fn(move |f| match year {
        0..=9999 => write!(f, "{year:04}-{month:02}-{day:02}"),
        _ => write!(f, "{year:+05}-{month:02}-{day:02}"),
    })
}

/// Formats the time of day of a time: `14:05:09`.
///
/// Takes [Unix seconds](super#time). The format is ISO 8601.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::{self, date}, template};
///
/// let now = 1_795_183_509;
/// let line = template!("{{date now}}T{{helpers::time now}}Z");
/// assert_eq!(line.render_into(&mut [0; 32])?, "2026-11-20T14:05:09Z");
/// # Ok::<(), template_runtime::Error>(())
/// ```
pub fn time(seconds: i64) -> impl Display {
    let [hour, minute, second] = time_of_day(seconds);
    from_fn(move |f| write!(f, "{hour:02}:{minute:02}:{second:02}"))
}

/// Returns the year of a time.
///
/// Takes [Unix seconds](super#time). The result is an integer; the year before year 1 is year 0.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::year, template};
///
/// let now = 1_795_183_509;
/// assert_eq!(template!("© {{year now}}").render_into(&mut [0; 16])?, "© 2026");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn year(seconds: i64) -> i64 {
    Day::of(seconds).year
}

/// Returns the month of a time as an integer, 1 to 12.
///
/// Takes [Unix seconds](super#time).
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::{day, month}, template};
///
/// let now = 1_795_183_509;
/// assert_eq!(template!("{{month now}}/{{day now}}").render_into(&mut [0; 16])?, "11/20");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn month(seconds: i64) -> u8 {
    Day::of(seconds).month
}

/// Returns the day of the month of a time as an integer, 1 to 31.
///
/// Takes [Unix seconds](super#time).
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::day, template};
///
/// let now = 1_795_183_509;
/// assert_eq!(template!("{{day now}}").render_into(&mut [0; 16])?, "20");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn day(seconds: i64) -> u8 {
    Day::of(seconds).day
}

/// Returns the hour of a time as an integer, 0 to 23.
///
/// Takes [Unix seconds](super#time).
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::hour, template};
///
/// let now = 1_795_183_509;
/// let line = template!("Good {{if (lt (hour now) 12) 'morning' 'day'}}");
/// assert_eq!(line.render_into(&mut [0; 16])?, "Good day");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn hour(seconds: i64) -> u8 {
    let [hour, ..] = time_of_day(seconds);
    hour
}

/// Returns the minute of a time as an integer, 0 to 59.
///
/// Takes [Unix seconds](super#time).
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::{hour, minute}, template};
///
/// let now = 1_795_183_509;
/// assert_eq!(template!("{{hour now}}h{{minute now}}").render_into(&mut [0; 16])?, "14h5");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn minute(seconds: i64) -> u8 {
    let [_, minute, _] = time_of_day(seconds);
    minute
}

/// Returns the second of a time as an integer, 0 to 59. There are no leap seconds.
///
/// Takes [Unix seconds](super#time).
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::second, template};
///
/// let now = 1_795_183_509;
/// assert_eq!(template!("{{second now}}").render_into(&mut [0; 16])?, "9");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn second(seconds: i64) -> u8 {
    let [.., second] = time_of_day(seconds);
    second
}

/// Returns the English name of the day of the week of a time: `Friday`.
///
/// Takes [Unix seconds](super#time).
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::{slice, weekday}, template};
///
/// let now = 1_795_183_509;
/// let line = template!("{{weekday now}}, {{slice (weekday now) 0 3}}");
/// assert_eq!(line.render_into(&mut [0; 16])?, "Friday, Fri");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn weekday(seconds: i64) -> &'static str {
    const NAMES: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.get(day_of_week(seconds)).copied().unwrap_or_default()
}

/// Returns the number of the day of the week of a time: 1 for Monday to 7 for Sunday, as in ISO 8601.
///
/// Takes [Unix seconds](super#time).
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, helpers::weekday_number, template};
///
/// let now = 1_795_183_509;
/// let line = template!("{{if (gt (weekday_number now) 5) 'closed' 'open'}}");
/// assert_eq!(line.render_into(&mut [0; 16])?, "open");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[must_use]
pub fn weekday_number(seconds: i64) -> u8 {
    day_of_week(seconds) as u8 + 1
}

/// The number of seconds in a day. Unix time has no leap seconds.
const DAY: i64 = 24 * 60 * 60;

/// A day of the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Day {
    /// The year; the year before year 1 is 0.
    pub(super) year: i64,
    /// The month, 1 to 12.
    pub(super) month: u8,
    /// The day of the month, 1 to 31.
    pub(super) day: u8,
}

impl Day {
    /// Returns the day of a time in Unix seconds.
    ///
    /// The algorithm is `civil_from_days` in Howard Hinnant's "chrono-compatible low-level date
    /// algorithms". Its years begin in March, so that a leap day is the last day of its year.
    pub(super) fn of(seconds: i64) -> Self {
        /// The number of days in 400 years, after which the calendar repeats.
        const ERA: i64 = 146_097;
        // Counted from the first of March of the year 0.
        let days = seconds.div_euclid(DAY) + 719_468;
        let (era, day) = (days.div_euclid(ERA), days.rem_euclid(ERA));
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        // The five months from March to July have 153 days, and so have those from August to December.
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (month, later) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
        Self { year: era * 400 + year + later, month: month as u8, day: day as u8 }
    }
}

/// Returns the hour, the minute and the second of a time in Unix seconds.
pub(super) fn time_of_day(seconds: i64) -> [u8; 3] {
    let second = seconds.rem_euclid(DAY);
    [second / 3600, second / 60 % 60, second % 60].map(|part| part as u8)
}

/// Returns the day of the week of a time in Unix seconds: Monday is 0.
pub(super) fn day_of_week(seconds: i64) -> usize {
    // The first of January 1970 was a Thursday.
    (seconds.div_euclid(DAY) + 3).rem_euclid(7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The days, counted one by one with the leap year rule.
    #[test]
    fn every_day_of_six_eras() {
        let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let mut at = -719_528 * DAY;
        let mut weekday = 5;
        for year in 0..if cfg!(miri) { 5 } else { 2400 } {
            let february = if is_leap(year) { 29 } else { 28 };
            let months = [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
            for (month, days) in (1..).zip(months) {
                for day in 1..=days {
                    assert_eq!(Day::of(at), Day { year, month, day });
                    assert_eq!(Day::of(at + DAY - 1), Day { year, month, day });
                    assert_eq!(day_of_week(at), weekday);
                    // A thousand eras of 400 years later the month and the day are the same.
                    let later = at + 1000 * 146_097 * DAY;
                    assert_eq!(Day::of(later), Day { year: year + 400_000, month, day });
                    at += DAY;
                    weekday = (weekday + 1) % 7;
                }
            }
        }
    }

    /// The results of Python's `datetime`, moved by whole eras.
    #[test]
    fn limits_of_i64() {
        assert_eq!(Day::of(i64::MAX), Day { year: 292_277_026_596, month: 12, day: 4 });
        assert_eq!(time_of_day(i64::MAX), [15, 30, 7]);
        assert_eq!(Day::of(i64::MIN), Day { year: -292_277_022_657, month: 1, day: 27 });
        assert_eq!(time_of_day(i64::MIN), [8, 29, 52]);
    }
}
