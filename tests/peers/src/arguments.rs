//! The arguments of the command line.

use crate::{engines, workloads};

pub(crate) const USAGE: &str = "\
usage: cargo run --release -p peers -- [--rounds N] [WORKLOAD|ENGINE]...
       cargo run --release -p peers -- --size|--build|--growth [--rounds N] [ENGINE]...
       cargo run --release -p peers -- --collapse|--compile [--rounds N] [WORKLOAD]...
       cargo run --release -p peers -- --chart [FILE.svg] [--from RESULTS]
       cargo run --release -p peers -- --renders N [WORKLOAD|ENGINE]...";

/// The task of the program.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mode {
    /// Measures the time of rendering.
    Time,
    /// Measures the time of rendering in this process alone. [`Mode::Time`] starts such processes.
    Once,
    /// Measures the machine code that templates add.
    Size,
    /// Measures the time that templates take to build.
    Build,
    /// Measures how the time of rendering grows with the sizes of the data and the template.
    Growth,
    /// Measures what `whitespace = "collapse"` saves.
    Collapse,
    /// Measures the time of compiling templates at run time.
    Compile,
    /// Draws the results.
    Chart,
    /// Renders this many times without measuring, for a profiler or an instruction counter.
    Renders(u32),
}

/// The arguments, parsed.
#[derive(Debug, PartialEq)]
pub(crate) struct Arguments {
    pub(crate) mode: Mode,
    pub(crate) rounds: Option<usize>,
    /// The file that the chart is written to.
    pub(crate) chart: String,
    /// The file with the results to draw; if there is none, they are measured.
    pub(crate) from: Option<String>,
    workloads: Vec<String>,
    engines: Vec<String>,
}

impl Arguments {
    /// Parses all arguments after the name of the program.
    pub(crate) fn read(arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut arguments = arguments.peekable();
        let mut read = Arguments {
            mode: Mode::Time,
            rounds: None,
            chart: concat!(env!("CARGO_MANIFEST_DIR"), "/chart.svg").to_owned(),
            from: None,
            workloads: Vec::new(),
            engines: Vec::new(),
        };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--once" => read.mode = Mode::Once,
                "--size" => read.mode = Mode::Size,
                "--build" => read.mode = Mode::Build,
                "--growth" => read.mode = Mode::Growth,
                "--collapse" => read.mode = Mode::Collapse,
                "--compile" => read.mode = Mode::Compile,
                "--chart" => {
                    read.mode = Mode::Chart;
                    if let Some(file) = arguments.next_if(|next| next.ends_with(".svg")) {
                        read.chart = file;
                    }
                }
                "--rounds" => {
                    let rounds = arguments.next().and_then(|rounds| rounds.parse().ok());
                    let rounds = rounds.filter(|&rounds| rounds > 0);
                    read.rounds = Some(rounds.ok_or("`--rounds` takes a number above 0")?);
                }
                "--renders" => {
                    let renders = arguments.next().and_then(|renders| renders.parse().ok());
                    read.mode = Mode::Renders(renders.ok_or("`--renders` takes a number")?);
                }
                "--from" => read.from = Some(arguments.next().ok_or("`--from` takes a file")?),
                name if engines::NAMES.contains(&name) => read.engines.push(argument),
                name if workloads::NAMES.contains(&name.trim_end_matches("/reuse")) => {
                    read.workloads.push(argument);
                }
                _ => return Err(format!("unknown argument `{argument}`\n{USAGE}")),
            }
        }
        Ok(read)
    }

    /// Returns the names of the workloads and engines that were given.
    pub(crate) fn names(&self) -> impl Iterator<Item = &String> {
        self.workloads.iter().chain(&self.engines)
    }

    /// Reports whether an engine is requested: if none is named, all are.
    pub(crate) fn wants_engine(&self, engine: &str) -> bool {
        self.engines.is_empty() || self.engines.iter().any(|name| name == engine)
    }

    /// Reports whether a workload is requested: if none is named, all are. A name without `/reuse` requests
    /// both kinds of output.
    pub(crate) fn wants_workload(&self, line: &str) -> bool {
        let base = line.trim_end_matches("/reuse");
        self.workloads.is_empty() || self.workloads.iter().any(|name| name == line || name == base)
    }
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Mode};

    fn read(line: &str) -> Result<Arguments, String> {
        Arguments::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn names_select_workloads_and_engines() {
        let arguments = read("table teams/reuse maud --rounds 7").unwrap();
        assert_eq!((arguments.mode, arguments.rounds), (Mode::Time, Some(7)));
        assert!(arguments.wants_workload("table") && arguments.wants_workload("table/reuse"));
        assert!(arguments.wants_workload("teams/reuse") && !arguments.wants_workload("teams"));
        assert!(arguments.wants_engine("maud") && !arguments.wants_engine("tera"));
        assert!(read("").unwrap().wants_engine("tera"));
    }

    #[test]
    fn invalid_arguments_are_errors() {
        assert!(read("nothing").is_err());
        assert!(read("--rounds 0").is_err());
        assert!(read("--from").is_err());
    }
}
