//! The table of times, a line for each workload and engine.

use crate::{
    arguments::Arguments,
    engines::{self, Roster},
    measure::{Time, measure, median},
    task::Task,
    workloads,
};

/// Measures all workloads that are asked for. Each line goes to `print`.
pub(crate) fn times(roster: &mut Roster<'_>, arguments: &Arguments, print: &mut impl FnMut(&str)) {
    print("workload engine median_ns ratio");
    let rounds = arguments.rounds.unwrap_or(50);
    let mut noise = Vec::new();
    for workload in workloads::NAMES {
        for reuse in [false, true] {
            let name = if reuse { format!("{workload}/reuse") } else { workload.to_owned() };
            if arguments.wants_workload(&name) {
                let entries = roster.entries.iter_mut().filter(|entry| {
                    (entry.workload, entry.reuse) == (workload, reuse)
                        && arguments.wants_engine(entry.engine)
                });
                let (names, mut tasks): (Vec<_>, Vec<&mut dyn Task>) =
                    entries.map(|entry| (entry.engine, &mut *entry.task as &mut dyn Task)).unzip();
                let times = measure(&mut tasks, rounds);
                table(&name, &names, &times, print);
                noise.push((name, spread(&times)));
            }
        }
    }
    for (workload, spread) in noise {
        print(&format!("noise {workload} {:.1}%", 100.0 * spread));
    }
    for absence in &roster.absences {
        if arguments.wants_engine(absence.engine) {
            let (engine, workload) = (absence.engine, absence.workload);
            print(&format!("absent {engine} {workload}: {}", absence.reason));
        }
    }
}

/// The lines of one workload.
fn table(workload: &str, names: &[&str], times: &[Time], print: &mut impl FnMut(&str)) {
    let peers = names.iter().zip(times).filter(|(name, _)| engines::is_peer(name));
    let fastest = peers.map(|(_, time)| time.median).min_by(f64::total_cmp);
    for (name, time) in names.iter().zip(times) {
        let ratio = match fastest {
            Some(fastest) => format!("{:.2}", time.median / fastest),
            None => "-".to_owned(),
        };
        print(&format!("{workload} {name} {:.1} {ratio}", time.median));
    }
}

/// How much the rounds of a typical engine differ.
fn spread(times: &[Time]) -> f64 {
    let mut spreads: Vec<f64> = times.iter().map(|time| time.spread).collect();
    spreads.sort_by(f64::total_cmp);
    if spreads.is_empty() { 0.0 } else { median(&spreads) }
}
