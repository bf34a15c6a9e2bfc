//! The data of the workload `feed`.

use crate::workloads::feed;
use ramhorns::Content;

#[derive(Content)]
pub(super) struct Feed<'d> {
    site: &'d str,
    reader: &'d str,
    unread: u32,
    days: Vec<Day<'d>>,
}

impl<'d> Feed<'d> {
    pub(super) fn new(data: &'d feed::Feed) -> Self {
        Feed {
            site: &data.site,
            reader: &data.reader,
            unread: data.unread,
            days: data.days.iter().map(Day::new).collect(),
        }
    }
}

#[derive(Content)]
struct Day<'d> {
    date: &'d str,
    name: &'d str,
    note: Option<&'d str>,
    entries: Vec<Entry<'d>>,
}

impl<'d> Day<'d> {
    fn new(data: &'d feed::Day) -> Self {
        Day {
            date: &data.date,
            name: data.name,
            note: data.note.as_deref(),
            entries: data.entries.iter().map(Entry::new).collect(),
        }
    }
}

#[derive(Content)]
struct Entry<'d> {
    slug: &'d str,
    title: &'d str,
    pinned: bool,
    author: Author<'d>,
    topic: &'d str,
    minutes: u16,
    edited: Option<&'d str>,
    summary: &'d str,
    comments: Vec<Comment<'d>>,
}

impl<'d> Entry<'d> {
    fn new(data: &'d feed::Entry) -> Self {
        Entry {
            slug: &data.slug,
            title: &data.title,
            pinned: data.pinned,
            author: Author::new(&data.author),
            topic: &data.topic,
            minutes: data.minutes,
            edited: data.edited.as_deref(),
            summary: &data.summary,
            comments: data.comments.iter().map(Comment::new).collect(),
        }
    }
}

#[derive(Content)]
struct Author<'d> {
    handle: &'d str,
    name: &'d str,
    verified: bool,
    city: Option<&'d str>,
}

impl<'d> Author<'d> {
    fn new(data: &'d feed::Author) -> Self {
        Author {
            handle: &data.handle,
            name: &data.name,
            verified: data.verified,
            city: data.city.as_deref(),
        }
    }
}

#[derive(Content)]
struct Comment<'d> {
    id: u64,
    reply_to: Option<u64>,
    name: &'d str,
    text: &'d str,
    likes: u32,
}

impl<'d> Comment<'d> {
    fn new(data: &'d feed::Comment) -> Self {
        Comment {
            id: data.id,
            reply_to: data.reply_to,
            name: &data.name,
            text: &data.text,
            likes: data.likes,
        }
    }
}
