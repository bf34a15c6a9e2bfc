//! The workload `thread`: a function that calls itself.

use super::Escaped;
use crate::workloads::thread::{Comment, Thread};
use std::fmt::{self, Write};

pub(super) fn thread(data: &Thread, out: &mut String) -> fmt::Result {
    write!(out, "<section><h2>{}</h2>", Escaped(&data.title))?;
    replies(&data.comments, out)?;
    out.push_str("</section>");
    Ok(())
}

fn replies(comments: &[Comment], out: &mut String) -> fmt::Result {
    out.push_str("<ul>");
    for comment in comments {
        let class = if comment.author.staff { r#" class="staff""# } else { "" };
        write!(
            out,
            r#"<li id="c{}"><p><a href="/u/{}"{class}>{}</a> {}"#,
            comment.id,
            Escaped(comment.author.handle),
            Escaped(comment.author.name),
            comment.likes,
        )?;
        if let Some(edited) = &comment.edited {
            write!(out, " <i>edited {}</i>", Escaped(edited))?;
        }
        write!(out, "</p><p>{}</p>", Escaped(comment.text))?;
        if !comment.replies.is_empty() {
            replies(&comment.replies, out)?;
        }
        out.push_str("</li>");
    }
    out.push_str("</ul>");
    Ok(())
}
