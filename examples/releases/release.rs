//! The data: releases as in the file, and grouped by edition.

use serde::Deserialize;
use std::{error::Error, fs::File, io::BufReader, path::Path};
use template_runtime::Data;

/// A release of Rust.
#[derive(Data, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Release {
    pub(crate) version: String,
    pub(crate) date: Date,
    /// The edition that the release introduced, if any.
    pub(crate) edition: Option<u16>,
    /// What the release is remembered for, with code between backticks.
    pub(crate) milestone: Option<String>,
    pub(crate) highlights: Vec<Highlight>,
    /// The name of the announcement on the Rust blog.
    pub(crate) post: String,
}

/// A new feature in a release.
#[derive(Data, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Highlight {
    pub(crate) area: Area,
    /// A description, with code between backticks.
    pub(crate) text: String,
}

/// The area that a new feature belongs to.
#[derive(Data, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Area {
    Language,
    Library,
    Tools,
}

/// A date, written `"2015-05-15"` in the file.
#[derive(Data, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String")]
pub(crate) struct Date {
    pub(crate) year: u16,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        parse_date(&text).ok_or_else(|| format!("`{text}` is not a date: write it as 2015-05-15"))
    }
}

/// The releases of one edition.
#[derive(Data)]
pub(crate) struct Edition<'a> {
    /// The year of the edition, or `None` for releases before the first edition.
    pub(crate) year: Option<u16>,
    pub(crate) releases: &'a [Release],
}

/// Reads releases from a JSON file.
pub(crate) fn read(path: &Path) -> Result<Vec<Release>, Box<dyn Error>> {
    let explain = |error: &dyn Error| format!("{}: {error}", path.display());
    let file = File::open(path).map_err(|error| explain(&error))?;
    let mut releases: Vec<Release> =
        serde_json::from_reader(BufReader::new(file)).map_err(|error| explain(&error))?;
    releases.sort_by(|a, b| b.date.cmp(&a.date));
    Ok(releases)
}

/// Groups releases, given from newest to oldest, by edition. The oldest release of each group is the
/// one that introduced the edition.
pub(crate) fn by_edition(releases: &[Release]) -> Vec<Edition<'_>> {
    releases
        .split_inclusive(|release| release.edition.is_some())
        .map(|releases| Edition { year: releases.last().and_then(|first| first.edition), releases })
        .collect()
}

fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse().ok().filter(|month| (1..=12).contains(month))?;
    let day = parts.next()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    Some(Date { year, month, day })
}
