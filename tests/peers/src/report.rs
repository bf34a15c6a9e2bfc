//! The table of times, with a line for each workload and engine.

use crate::{
    arguments::Arguments,
    engines::{self, Entry, Roster},
    measure::{measure, median},
    task::Repeat,
    workloads,
};
use std::{env, process::Command};

/// The number of processes that measure, one after another. The placement of its memory can make an
/// engine a third faster or slower for the whole life of a process.
const PROCESSES: usize = 5;

/// The default number of rounds of all processes together.
const ROUNDS: usize = 60;

/// The results of all processes for one engine and workload.
struct Line {
    workload: String,
    engine: String,
    /// The median of each process, in ascending order.
    medians: Vec<f64>,
}

impl Line {
    fn median(&self) -> f64 {
        median(&self.medians)
    }

    /// Returns the difference between the largest and the smallest median, relative to their median.
    fn spread(&self) -> f64 {
        let (low, high) = (self.medians[0], self.medians[self.medians.len() - 1]);
        (high - low) / self.median()
    }
}

/// Measures the requested engines and workloads in this process, all of them in the same rounds: a
/// temporary disturbance of the machine then affects a few rounds of all, and not all rounds of a few.
/// Each line goes to `print`.
pub(crate) fn once(roster: &mut Roster<'_>, arguments: &Arguments, print: &mut impl FnMut(&str)) {
    let (names, mut tasks): (Vec<_>, Vec<&mut dyn Repeat>) = wanted(roster, arguments)
        .map(|entry| ((line_of(entry), entry.engine), &mut *entry.task as &mut dyn Repeat))
        .unzip();
    let times = measure(&mut tasks, arguments.rounds.unwrap_or(ROUNDS));
    for ((workload, engine), time) in names.iter().zip(times) {
        print(&format!("{workload} {engine} {time:.2}"));
    }
}

/// Renders each of the requested workloads `renders` times with each of the requested engines.
pub(crate) fn render_repeatedly(roster: &mut Roster<'_>, arguments: &Arguments, renders: u32) {
    for entry in wanted(roster, arguments) {
        entry.task.batch(renders);
    }
}

/// Returns the entries of the requested engines and workloads.
fn wanted<'r, 'd>(
    roster: &'r mut Roster<'d>,
    arguments: &'r Arguments,
) -> impl Iterator<Item = &'r mut Entry<'d>> {
    roster.entries.iter_mut().filter(|entry| {
        arguments.wants_engine(entry.engine) && arguments.wants_workload(&line_of(entry))
    })
}

/// Measures the requested engines and workloads in several processes. Each line goes to `print`.
pub(crate) fn times(
    roster: &Roster<'_>,
    arguments: &Arguments,
    print: &mut impl FnMut(&str),
) -> Result<(), String> {
    let mut lines: Vec<Line> = Vec::new();
    for _ in 0..PROCESSES {
        for line in child(arguments)?.lines() {
            let words: Vec<&str> = line.split_whitespace().collect();
            let [workload, engine, time] = words[..] else { return Err(line.to_owned()) };
            let time = time.parse().map_err(|_| line.to_owned())?;
            let known =
                lines.iter_mut().find(|line| line.workload == workload && line.engine == engine);
            match known {
                Some(known) => known.medians.push(time),
                None => lines.push(Line {
                    workload: workload.to_owned(),
                    engine: engine.to_owned(),
                    medians: vec![time],
                }),
            }
        }
    }
    for line in &mut lines {
        line.medians.sort_by(f64::total_cmp);
    }
    print_tables(&lines, print);
    for absence in &roster.absences {
        if arguments.wants_engine(absence.engine) {
            let (engine, workload) = (absence.engine, absence.workload);
            print(&format!("absent {engine} {workload}: {}", absence.reason));
        }
    }
    Ok(())
}

/// Starts another process of this program, which measures its share of the rounds, and returns its output.
fn child(arguments: &Arguments) -> Result<String, String> {
    let program = env::current_exe().map_err(|error| error.to_string())?;
    let rounds = arguments.rounds.unwrap_or(ROUNDS).div_ceil(PROCESSES);
    let output = Command::new(program)
        .args(["--once", "--rounds", &rounds.to_string()])
        .args(arguments.names())
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}

/// Returns the name under which a workload is reported.
fn line_of(entry: &Entry<'_>) -> String {
    let kind = if entry.reuse { "/reuse" } else { "" };
    format!("{}{kind}", entry.workload)
}

/// Prints the lines of all workloads, then the noise of each.
fn print_tables(lines: &[Line], print: &mut impl FnMut(&str)) {
    print("workload engine median_ns ratio");
    let mut noise = Vec::new();
    for workload in workloads::NAMES {
        for workload in [workload.to_owned(), format!("{workload}/reuse")] {
            let lines: Vec<&Line> = lines.iter().filter(|line| line.workload == workload).collect();
            let peers = lines.iter().filter(|line| engines::is_peer(&line.engine));
            let fastest = peers.map(|line| line.median()).min_by(f64::total_cmp);
            for line in &lines {
                let ratio = match fastest {
                    Some(fastest) => format!("{:.2}", line.median() / fastest),
                    None => "-".to_owned(),
                };
                print(&format!("{workload} {} {:.1} {ratio}", line.engine, line.median()));
            }
            noise.extend(spread(&lines).map(|noise_of| format!("noise {workload} {noise_of}")));
        }
    }
    noise.iter().for_each(|line| print(line));
}

/// Describes the spread between the processes for a typical engine and for the worst one.
fn spread(lines: &[&Line]) -> Option<String> {
    let worst = lines.iter().max_by(|a, b| a.spread().total_cmp(&b.spread()))?;
    let mut spreads: Vec<f64> = lines.iter().map(|line| line.spread()).collect();
    spreads.sort_by(f64::total_cmp);
    let (typical, largest) = (100.0 * median(&spreads), 100.0 * worst.spread());
    Some(format!("{typical:.1}% at most {largest:.1}% ({})", worst.engine))
}

#[cfg(test)]
mod tests {
    use super::{Line, print_tables};

    #[test]
    fn ratios_are_to_the_fastest_peer() {
        let line = |engine: &str, medians: [f64; 3]| Line {
            workload: "tiny".to_owned(),
            engine: engine.to_owned(),
            medians: medians.into(),
        };
        let lines = [
            line("ours-interpreted", [9.0, 10.0, 11.0]),
            line("maud", [20.0, 20.0, 26.0]),
            line("tera", [40.0, 50.0, 50.0]),
            line("write!", [5.0, 5.0, 5.0]),
        ];
        let mut printed = Vec::new();
        print_tables(&lines, &mut |line| printed.push(line.to_owned()));
        let expected = [
            "workload engine median_ns ratio",
            "tiny ours-interpreted 10.0 0.50",
            "tiny maud 20.0 1.00",
            "tiny tera 50.0 2.50",
            "tiny write! 5.0 0.25",
            "noise tiny 20.0% at most 30.0% (maud)",
        ];
        assert_eq!(printed, expected);
    }
}
