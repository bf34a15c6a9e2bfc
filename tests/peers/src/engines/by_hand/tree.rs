//! The workload `tree`: a function for each component, and a closure for the content of a panel.

use super::Escaped;
use crate::workloads::tree::{Card, Tree};
use std::fmt::{self, Write};

pub(super) fn tree(data: &Tree, out: &mut String) -> fmt::Result {
    write!(out, "<main><h1>{}</h1>", Escaped(&data.title))?;
    for section in &data.sections {
        panel(&section.name, section.kind, section.total, out, |out| {
            section.cards.iter().try_for_each(|part| card(part, out))
        })?;
    }
    out.push_str("</main>");
    Ok(())
}

fn panel(
    name: &str,
    kind: &str,
    total: u32,
    out: &mut String,
    content: impl FnOnce(&mut String) -> fmt::Result,
) -> fmt::Result {
    write!(out, r#"<section class="{}"><h2>{}</h2><ul>"#, Escaped(kind), Escaped(name))?;
    content(out)?;
    write!(out, "</ul><p>Total: {total}</p></section>")
}

fn card(card: &Card, out: &mut String) -> fmt::Result {
    let (label, text) = (Escaped(&card.label), Escaped(card.text));
    write!(out, "<li><b>{label}</b> <i>{text}</i> {}</li>", card.price)
}
