//! Parses the lines of a report.

use crate::workloads;

/// The time of one engine in one workload.
pub(super) struct Measured {
    pub(super) workload: String,
    pub(super) engine: String,
    pub(super) ns: f64,
}

/// The time of one engine for one size.
pub(super) struct Grown {
    pub(super) what: String,
    pub(super) n: f64,
    pub(super) engine: String,
    pub(super) ns: f64,
    pub(super) per_unit: f64,
}

/// The results that can be drawn.
#[derive(Default)]
pub(super) struct Results {
    pub(super) times: Vec<Measured>,
    pub(super) growth: Vec<Grown>,
}

impl Results {
    /// Parses the lines of times and growth, and ignores all others.
    pub(super) fn read(report: &str) -> Self {
        let mut results = Results::default();
        for line in report.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            if let ["growth", what, n, engine, ns, per_unit] = words[..] {
                if let (Ok(n), Ok(ns), Ok(per_unit)) = (n.parse(), ns.parse(), per_unit.parse()) {
                    let (what, engine) = (what.to_owned(), engine.to_owned());
                    results.growth.push(Grown { what, n, engine, ns, per_unit });
                }
            } else if let [workload, engine, ns, _] = words[..]
                && workloads::NAMES.contains(&workload.trim_end_matches("/reuse"))
                && let Ok(ns) = ns.parse()
            {
                let (workload, engine) = (workload.to_owned(), engine.to_owned());
                results.times.push(Measured { workload, engine, ns });
            }
        }
        results
    }

    /// Returns the times of a workload, whose name may end with `/reuse`.
    pub(super) fn of(&self, workload: &str) -> impl Iterator<Item = &Measured> {
        self.times.iter().filter(move |measured| measured.workload == workload)
    }
}

/// Formats a time with a suitable unit.
pub(super) fn duration(ns: f64) -> String {
    match ns {
        _ if ns < 1e3 => format!("{ns:.1} ns"),
        _ if ns < 1e4 => format!("{:.1} µs", ns / 1e3),
        _ if ns < 1e6 => format!("{:.0} µs", ns / 1e3),
        _ => format!("{:.1} ms", ns / 1e6),
    }
}
