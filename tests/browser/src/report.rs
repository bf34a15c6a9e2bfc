//! Prints what ran.

use crate::{corpus::Corpus, payloads, positions};
use std::collections::{BTreeMap, BTreeSet};

/// Prints the results. Returns whether nothing of the templates ran, and in each position of the control group
/// something did.
pub(crate) fn print(corpus: &Corpus, texts: &[String], marks: &[usize]) -> bool {
    let names: Vec<&str> = positions::all().map(|(_, name, _)| name).collect();
    let mut ran: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let (mut positions_run, mut payloads_run) = (BTreeSet::new(), BTreeSet::new());
    let mut control = 0;
    for &page in marks {
        let origin = &corpus.pages[page].origin;
        if origin.is_control {
            control += 1;
            positions_run.insert(origin.position);
            payloads_run.insert(origin.payload);
        } else {
            ran.entry(origin.position).or_default().push(page);
        }
    }
    for (position, pages) in &ran {
        println!("{}: {} pages run a script, for example", names[*position], pages.len());
        for &page in pages.iter().take(3) {
            let page = &corpus.pages[page];
            println!("    {} {:?}", page.origin.how, page.html);
        }
    }
    let dead_positions: Vec<&str> =
        (0..names.len()).filter(|i| !positions_run.contains(i)).map(|i| names[i]).collect();
    let dead_payloads: Vec<&String> = (0..texts.len())
        .filter(|i| !payloads_run.contains(i))
        .map(|i| &texts[i])
        .filter(|text| payloads::runs(text))
        .collect();
    list("refused", &corpus.refused);
    list("two adjacent values refused", &corpus.refused_split);
    list("control positions in which nothing runs", &dead_positions);
    list("control payloads that run nowhere", &dead_payloads);
    for difference in corpus.differences.iter().take(10) {
        println!("ways to run differ: {difference}");
    }
    let marked: usize = ran.values().map(Vec::len).sum();
    let (all, refused) = (names.len(), corpus.refused.len());
    let pages = corpus.pages.len();
    println!(
        "{} renders, {} of them errors, {pages} different pages; {} payloads; {refused} of {all} positions refused",
        corpus.renders,
        corpus.errors,
        texts.len(),
    );
    println!(
        "templates: {marked} marks in {} positions; control: {control} marks in {} of {all} positions",
        ran.len(),
        positions_run.len(),
    );
    marked == 0
        && dead_positions.is_empty()
        && dead_payloads.is_empty()
        && corpus.differences.is_empty()
}

fn list<T: std::fmt::Debug>(title: &str, items: &[T]) {
    if !items.is_empty() {
        println!("{title} ({}): {items:?}", items.len());
    }
}
