//! The workload `thread`: a function that calls itself.

use crate::workloads::thread::{Comment, Thread};
use maud::{Markup, html};

pub(super) fn thread(data: &Thread) -> Markup {
    html! {
        section { h2 { (data.title) } (replies(&data.comments)) }
    }
}

fn replies(comments: &[Comment]) -> Markup {
    html! {
        ul {
            @for comment in comments {
                li id={ "c" (comment.id) } {
                    p {
                        a href={ "/u/" (comment.author.handle) } class=[comment.author.staff.then_some("staff")] {
                            (comment.author.name)
                        }
                        " " (comment.likes)
                        @if let Some(edited) = &comment.edited { " " i { "edited " (edited) } }
                    }
                    p { (comment.text) }
                    @if !comment.replies.is_empty() { (replies(&comment.replies)) }
                }
            }
        }
    }
}
