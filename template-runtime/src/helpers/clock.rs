use super::{
    calendar::{Day, day_of_week, time_of_day},
    display::from_fn,
};
use core::fmt::Display;

/// Prints the date of a time: `2026-11-20`.
///
/// Takes [Unix seconds](super#time). The form is that of ISO 8601: a year has four digits at
/// least, and a sign if it is before 0 or after 9999.
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

/// Prints the time of the day of a time: `14:05:09`.
///
/// Takes [Unix seconds](super#time). The form is that of ISO 8601.
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

/// Gives the year of a time.
///
/// Takes [Unix seconds](super#time). The result is an integer; the year before 1 is 0.
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

/// Gives the month of a time as an integer, 1 to 12.
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

/// Gives the day of the month of a time as an integer, 1 to 31.
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

/// Gives the hour of a time as an integer, 0 to 23.
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

/// Gives the minute of a time as an integer, 0 to 59.
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

/// Gives the second of a time as an integer, 0 to 59. There are no leap seconds.
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

/// Gives the English name of the day of the week of a time: `Friday`.
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

/// Gives the number of the day of the week of a time: 1 for Monday to 7 for Sunday, as in ISO 8601.
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
