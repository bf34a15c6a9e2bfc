//! Reads the lines that a report has.

use crate::workloads;

/// The time of one engine in one workload.
pub(super) struct Measured {
    pub(super) workload: String,
    pub(super) engine: String,
    pub(super) ns: f64,
}

/// A point of a line of growth.
pub(super) struct Grown {
    pub(super) what: String,
    pub(super) n: f64,
    pub(super) engine: String,
    pub(super) ns: f64,
    pub(super) per_unit: f64,
}

/// All that can be drawn.
#[derive(Default)]
pub(super) struct Results {
    pub(super) times: Vec<Measured>,
    pub(super) growth: Vec<Grown>,
}

impl Results {
    /// Takes what it knows, and leaves all other lines.
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

    /// The times of one line of workloads.
    pub(super) fn of(&self, workload: &str) -> impl Iterator<Item = &Measured> {
        self.times.iter().filter(move |measured| measured.workload == workload)
    }
}

/// A time as one reads it.
pub(super) fn duration(ns: f64) -> String {
    match ns {
        _ if ns < 1e3 => format!("{ns:.1} ns"),
        _ if ns < 1e4 => format!("{:.1} µs", ns / 1e3),
        _ if ns < 1e6 => format!("{:.0} µs", ns / 1e3),
        _ => format!("{:.1} ms", ns / 1e6),
    }
}
