//! The feed of a site: days with entries, entries with an author and comments.

use serde::Serialize;
use std::sync::Arc;
use template_runtime::Data;

/// The data of the workload `feed`.
#[derive(Serialize)]
pub(crate) struct Feed {
    pub(crate) site: String,
    pub(crate) reader: String,
    pub(crate) unread: u32,
    pub(crate) days: Vec<Day>,
}

#[derive(Data, Serialize)]
pub(crate) struct Day {
    pub(crate) date: String,
    pub(crate) name: &'static str,
    pub(crate) note: Option<String>,
    pub(crate) entries: Vec<Entry>,
}

#[derive(Data, Serialize)]
pub(crate) struct Entry {
    pub(crate) slug: String,
    pub(crate) title: String,
    pub(crate) pinned: bool,
    pub(crate) author: Author,
    /// Entries about the same topic share its name.
    pub(crate) topic: Arc<str>,
    pub(crate) minutes: u16,
    pub(crate) edited: Option<String>,
    pub(crate) summary: String,
    pub(crate) comments: Vec<Comment>,
}

#[derive(Data, Serialize)]
pub(crate) struct Author {
    pub(crate) handle: String,
    pub(crate) name: String,
    pub(crate) verified: bool,
    pub(crate) city: Option<String>,
}

#[derive(Data, Serialize)]
pub(crate) struct Comment {
    pub(crate) id: u64,
    pub(crate) reply_to: Option<u64>,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) likes: u32,
}

impl Feed {
    pub(crate) fn new() -> Self {
        let topics = ["ships", "weather & tides", "harbours"].map(Arc::from);
        Feed {
            site: "The \"Daily\" Buoy".to_owned(),
            reader: "Ann <ann@example.org>".to_owned(),
            unread: 17,
            days: (0..5).map(|i| day(i, &topics)).collect(),
        }
    }
}

fn day(i: usize, topics: &[Arc<str>; 3]) -> Day {
    let names = ["Friday", "Thursday", "Wednesday", "Tuesday", "Monday"];
    Day {
        date: format!("2025-03-{:02}", 14 - i),
        name: names[i % names.len()],
        note: i.is_multiple_of(2).then(|| format!("{} ships came in, & {} left", 9 - i, 4 + i)),
        entries: (0..4).map(|k| entry(i * 4 + k, topics)).collect(),
    }
}

fn entry(i: usize, topics: &[Arc<str>; 3]) -> Entry {
    let titles = ["A new pier", "Fog & foghorns", "The last ferry", "Nets", "\"Marie\" is back"];
    let title = titles[i % titles.len()];
    // One entry in four has no comments.
    let comments = if i % 4 == 3 { 0 } else { 4 };
    Entry {
        slug: format!("entry-{i}"),
        title: title.to_owned(),
        pinned: i.is_multiple_of(6),
        author: author(i),
        topic: Arc::clone(&topics[i % topics.len()]),
        minutes: 2 + (i % 7) as u16,
        edited: i.is_multiple_of(3).then(|| format!("at {}:{:02}", 8 + i % 12, 3 * i)),
        summary: format!(
            "{title}, and what it means for those who sail, fish or only watch from the quay: \
             part {i} of our series on the coast & the people who live there."
        ),
        comments: (0..comments).map(|k| comment(i, k)).collect(),
    }
}

fn author(i: usize) -> Author {
    let names = ["Jo Marsh", "Ben Hale", "Ida & Tom", "Ruth Vane", "Sam Orr"];
    let cities = ["Hull", "Leith", "Cork"];
    Author {
        handle: format!("author-{}", i % names.len()),
        name: names[i % names.len()].to_owned(),
        verified: i.is_multiple_of(2),
        city: (i % 5 != 1).then(|| cities[i % cities.len()].to_owned()),
    }
}

fn comment(entry: usize, i: usize) -> Comment {
    let names = ["kay", "old salt", "M. <mate>", "lil", "Quint", "bo & co", "jan"];
    let texts = [
        "I was there, and it was much colder than it looks here.",
        "Thank you for this! I had not heard of it before.",
        "Is the \"old\" one still open, or was it closed?",
        "Not in my time, but then times change.",
        "More photos & fewer words, please.",
    ];
    let id = 5_000_000_000 + (entry * 10 + i) as u64;
    Comment {
        id,
        reply_to: (i % 3 == 1).then(|| id - 1),
        name: names[(entry + 3 * i) % names.len()].to_owned(),
        text: texts[(2 * entry + i) % texts.len()].to_owned(),
        likes: ((entry + i) % 4) as u32,
    }
}
