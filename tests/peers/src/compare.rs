//! Compares the output of all engines.

use crate::engines::Roster;
use std::collections::HashMap;

/// Compares the output of each engine with the output of the first engine of the same workload.
///
/// # Errors
///
/// Returns a message about the first difference.
pub(crate) fn compare(roster: &mut Roster<'_>) -> Result<(), String> {
    let mut expected: HashMap<&str, (&str, String)> = HashMap::new();
    for entry in &mut roster.entries {
        let output = normalize(&entry.task.output());
        let (first, expected) =
            expected.entry(entry.workload).or_insert_with(|| (entry.engine, output.clone()));
        if let Some(at) = difference(expected, &output) {
            let (engine, workload) = (entry.engine, entry.workload);
            let (theirs, ours) = (around(expected, at), around(&output, at));
            return Err(format!(
                "{workload}: {engine} differs from {first} at byte {at}:\n  {first}: {theirs}\n  {engine}: {ours}"
            ));
        }
    }
    Ok(())
}

/// Replaces all spellings of an entity by one. Nothing else is changed.
pub(crate) fn normalize(page: &str) -> String {
    let spellings = [
        ("&lt;", &["&#60;", "&#x3c;", "&#x3C;"][..]),
        ("&gt;", &["&#62;", "&#x3e;", "&#x3E;"]),
        ("&amp;", &["&#38;", "&#x26;"]),
        ("&quot;", &["&#34;", "&#x22;"]),
    ];
    let mut page = page.to_owned();
    for (entity, others) in spellings {
        for other in others {
            page = page.replace(other, entity);
        }
    }
    page
}

/// Returns the index of the first byte that differs.
fn difference(a: &str, b: &str) -> Option<usize> {
    let common = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    (common < a.len() || common < b.len()).then_some(common)
}

/// Returns the text around a byte.
fn around(text: &str, at: usize) -> String {
    let (from, to) = (at.saturating_sub(30), (at + 30).min(text.len()));
    String::from_utf8_lossy(&text.as_bytes()[from..to]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{compare, difference, normalize};
    use crate::{
        engines::{NAMES, Roster},
        workloads::{self, Workloads},
    };

    #[test]
    fn all_engines_print_the_same() {
        let data = Workloads::new();
        let mut roster = Roster::new(&data);
        compare(&mut roster).unwrap_or_else(|difference| panic!("{difference}"));
    }

    #[test]
    fn every_engine_renders_every_workload_or_has_a_reason_not_to() {
        let data = Workloads::new();
        let roster = Roster::new(&data);
        for engine in NAMES {
            for workload in workloads::NAMES {
                for reuse in [false, true] {
                    let present = roster.entries.iter().any(|entry| {
                        (entry.engine, entry.workload, entry.reuse) == (engine, workload, reuse)
                    });
                    let line = if reuse { format!("{workload}/reuse") } else { workload.into() };
                    let excused = roster.absences.iter().any(|absence| {
                        absence.engine == engine
                            && (absence.workload == line || absence.workload == "*/reuse" && reuse)
                    });
                    assert!(present != excused, "{engine} {line}");
                }
            }
        }
    }

    #[test]
    fn outputs_have_the_documented_sizes() {
        let data = Workloads::new();
        let mut roster = Roster::new(&data);
        let sizes = [
            ("form", 1_600..1_800),
            ("feed", 12_500..13_500),
            ("article", 20_500..22_500),
            ("rows", 80_000..150_000),
            ("tree", 45_000..55_000),
            ("shop", 10_500..11_500),
            ("thread", 33_000..35_000),
            ("manifests", 8_000..9_000),
        ];
        for entry in &mut roster.entries {
            let size = sizes.iter().find(|(workload, _)| *workload == entry.workload);
            if let Some((workload, size)) = size {
                let length = normalize(&entry.task.output()).len();
                assert!(size.contains(&length), "{workload}: {length} bytes");
            }
        }
    }

    #[test]
    fn only_entities_are_normalized() {
        assert_eq!(normalize("&#60;&#x3c;&lt; <'&#39;"), "&lt;&lt;&lt; <'&#39;");
        assert_eq!(difference("abc", "abd"), Some(2));
        assert_eq!(difference("abc", "ab"), Some(2));
        assert_eq!(difference("abc", "abc"), None);
    }
}
