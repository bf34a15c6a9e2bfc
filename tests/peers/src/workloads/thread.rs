//! The discussion of an article: comments, the replies to them, and the replies to these, by users who are shared.

use serde::Serialize;
use template_runtime::Data;

/// The data of the workload `thread`.
#[derive(Serialize)]
pub(crate) struct Thread {
    pub(crate) title: String,
    pub(crate) comments: Vec<Comment>,
}

#[derive(Data, Serialize)]
pub(crate) struct Comment {
    pub(crate) id: u64,
    pub(crate) author: &'static User,
    pub(crate) text: &'static str,
    pub(crate) likes: u32,
    pub(crate) edited: Option<String>,
    pub(crate) replies: Vec<Comment>,
}

#[derive(Data, Serialize)]
pub(crate) struct User {
    pub(crate) handle: &'static str,
    pub(crate) name: &'static str,
    pub(crate) staff: bool,
}

/// The users, each of whom has written several comments.
static USERS: [User; 5] = [
    User { handle: "ann", name: "Ann Ray", staff: false },
    User { handle: "salt", name: "Old \"Salt\"", staff: false },
    User { handle: "desk", name: "The editors", staff: true },
    User { handle: "mate", name: "M. <mate>", staff: false },
    User { handle: "bo", name: "Bo & Co", staff: false },
];

const TEXTS: [&str; 5] = [
    "I was there, and it was much colder than it looks here.",
    "Thank you for this! I had not heard of it before.",
    "Is the \"old\" one still open, or was it closed?",
    "More photos & fewer words, please.",
    "No.",
];

/// The number of replies to a comment at each depth.
const REPLIES: [usize; 5] = [12, 3, 2, 1, 1];

impl Thread {
    pub(crate) fn new() -> Self {
        let mut count = 0;
        Thread { title: "Fog & foghorns".to_owned(), comments: comments(0, &mut count) }
    }
}

/// Returns the comments at a depth, and all replies to them. `count` is the number of comments before them.
fn comments(depth: usize, count: &mut usize) -> Vec<Comment> {
    let Some(&length) = REPLIES.get(depth) else { return Vec::new() };
    let comment = |_| {
        let i = *count;
        *count += 1;
        // One comment in seven has no replies.
        let replies = if i % 7 == 6 { Vec::new() } else { comments(depth + 1, count) };
        Comment {
            id: 5_000_000_000 + i as u64,
            author: &USERS[(2 * i + depth) % USERS.len()],
            text: TEXTS[(i + depth) % TEXTS.len()],
            likes: (7 * i % 30) as u32,
            edited: (i % 4 == 3).then(|| format!("{} min later", 1 + i % 50)),
            replies,
        }
    };
    (0..length).map(comment).collect()
}
