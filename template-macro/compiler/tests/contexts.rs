//! The escaping of each value by its HTML context. `contexts.txt` has templates after `=== `, each with what it prints: its
//! static text, and for each mustache the escaping, or with the errors. `\n` is a line break there. A `~` before a
//! template collapses white space. `SNAPSHOTS=overwrite` updates the file.

mod snapshots;

use template_bytecode::SymbolicOp;
use template_compiler::{DeclaredSlot, Options, Source, compile};

#[test]
fn values_are_escaped_by_their_places() {
    snapshots::compare("contexts.txt", show);
}

/// Returns the static text of a template with the escapings of its mustaches, or its errors.
fn show(text: &str) -> String {
    let (collapses, text) = text.strip_prefix('~').map_or((false, text), |text| (true, text));
    let slot = |name: &str, is_plain| DeclaredSlot {
        name: name.to_owned(),
        attributes: Vec::new(),
        is_plain,
    };
    let options = Options {
        collapses,
        components: true,
        slots: Some(vec![slot("nav", false), slot("title", true)]),
        lint: false,
        ..Options::default()
    };
    let source = Source::new("page.hbs", text);
    let program = match compile(&source, &options) {
        Ok(program) => program,
        Err(errors) => return errors.to_string(),
    };
    let printed = program.ops.iter().map(|op| match *op {
        SymbolicOp::Text { text } | SymbolicOp::FinalBreak { text } => {
            let start = text.start() as usize;
            program.text[start..start + usize::from(text.len())].to_owned()
        }
        SymbolicOp::AppendAttributes { urls, .. } => format!("{{{{{}}}}}", urls.description()),
        SymbolicOp::Append { escape }
        | SymbolicOp::AppendVar { escape, .. }
        | SymbolicOp::AppendVarPath { escape, .. }
        | SymbolicOp::AppendCall { escape, .. } => format!("{{{{{}}}}}", escape.description()),
        _ => String::new(),
    });
    printed.collect()
}
