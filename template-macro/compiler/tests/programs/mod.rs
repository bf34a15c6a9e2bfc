//! Programs in the form in which the tests of the middle stages compare them.

use template_compiler::{DeclaredSlot, Options, Source, compile};

/// Returns the ops of a template, which may call its closure `closure`, and declares the slots `nav` and `col`: index,
/// number of values on the stack before the op, mnemonic, and operands.
pub(crate) fn ops(text: &str, optimize: bool) -> String {
    let source = Source::new("page.hbs", text);
    let closures = vec!["closure".to_owned()];
    let slot = |name: &str| DeclaredSlot {
        name: name.to_owned(),
        attributes: vec!["label".to_owned()],
        is_plain: false,
    };
    let slots = Some(vec![slot("nav"), slot("col")]);
    let options = Options { optimize, closures, components: true, slots, ..Options::default() };
    let program = compile(&source, &options).unwrap_or_else(|errors| {
        let errors: Vec<String> = errors.iter().map(|error| error.render(&source)).collect();
        panic!("{}", errors.join("\n"))
    });
    let listing = program.listing("page", &source);
    let ops = listing.lines().skip(1).map(|line| {
        // Positions are tested elsewhere.
        let (number, rest) = line.trim_start().split_once(' ').unwrap_or_default();
        let (_, rest) = rest.split_once('[').unwrap_or_default();
        format!("{number:>2} [{}\n", rest.trim_end())
    });
    ops.collect()
}
