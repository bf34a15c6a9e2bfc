//! Who renders: each engine enters the workloads that it can express.

mod askama;
mod by_hand;
mod handlebars;
#[expect(unreachable_pub, reason = "what the macro makes")]
mod markup;
mod maud;
mod minijinja;
pub(crate) mod ours;
mod sailfish;
mod tera;
mod typed_handlebars;

use crate::{
    buffer::Buffer,
    task::{New, Reuse, Task},
    workloads::Workloads,
};

/// The names of all engines, in the order in which they are reported.
pub(crate) const NAMES: [&str; 11] = [
    "ours-interpreted",
    "ours-unrolled",
    "askama",
    "sailfish",
    "maud",
    "markup",
    "typed-handlebars",
    "minijinja",
    "handlebars",
    "tera",
    "write!",
];

/// Whether an engine is another project's, to be compared with.
pub(crate) fn is_peer(engine: &str) -> bool {
    !engine.starts_with("ours") && engine != "write!"
}

/// A task under its name.
pub(crate) struct Entry<'d> {
    pub(crate) engine: &'static str,
    pub(crate) workload: &'static str,
    /// Whether the output goes into a buffer that is used again.
    pub(crate) reuse: bool,
    pub(crate) task: Box<dyn Task + 'd>,
}

/// What an engine cannot do.
pub(crate) struct Absence {
    pub(crate) engine: &'static str,
    pub(crate) workload: &'static str,
    pub(crate) reason: &'static str,
}

/// All tasks.
#[derive(Default)]
pub(crate) struct Roster<'d> {
    pub(crate) entries: Vec<Entry<'d>>,
    pub(crate) absences: Vec<Absence>,
}

impl<'d> Roster<'d> {
    /// All tasks of all engines.
    pub(crate) fn new(data: &'d Workloads) -> Self {
        let mut roster = Roster::default();
        ours::enter(&mut roster, data);
        askama::enter(&mut roster, data);
        sailfish::enter(&mut roster, data);
        maud::enter(&mut roster, data);
        markup::enter(&mut roster, data);
        typed_handlebars::enter(&mut roster, data);
        minijinja::enter(&mut roster, data);
        handlebars::enter(&mut roster, data);
        tera::enter(&mut roster, data);
        by_hand::enter(&mut roster, data);
        roster
    }

    /// Adds a rendering into a new `String`.
    fn add<D>(
        &mut self,
        engine: &'static str,
        workload: &'static str,
        data: &'d D,
        render: impl Fn(&'d D) -> String + 'd,
    ) {
        let task = Box::new(New { data, render });
        self.entries.push(Entry { engine, workload, reuse: false, task });
    }

    /// Adds a rendering into a buffer that is used again.
    fn add_reuse<D, B: Buffer + 'd>(
        &mut self,
        engine: &'static str,
        workload: &'static str,
        data: &'d D,
        buffer: B,
        render: impl Fn(&'d D, &mut B) + 'd,
    ) {
        let task = Box::new(Reuse { data, buffer, render });
        self.entries.push(Entry { engine, workload, reuse: true, task });
    }

    /// Says what an engine cannot do.
    fn absent(&mut self, engine: &'static str, workload: &'static str, reason: &'static str) {
        self.absences.push(Absence { engine, workload, reason });
    }
}
