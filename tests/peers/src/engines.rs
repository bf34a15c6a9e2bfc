//! The engines. Each one adds a task for each workload that it can express.

mod askama;
mod by_hand;
mod handlebars;
mod hypertext;
#[expect(unreachable_pub, reason = "the expansion of the macro")]
mod markup;
mod maud;
mod minijinja;
pub(crate) mod ours;
mod ramhorns;
mod sailfish;
mod tera;
mod typed_handlebars;
mod vy;
mod yarte;

use crate::{
    buffer::Buffer,
    task::{Chunked, New, Reuse, Task},
    workloads::Workloads,
};

/// The names of all engines, in the order in which they are reported.
pub(crate) const NAMES: [&str; 16] = [
    "ours-interpreted",
    "ours-unrolled",
    "ours-chunks",
    "askama",
    "sailfish",
    "yarte",
    "maud",
    "markup",
    "hypertext",
    "vy",
    "typed-handlebars",
    "minijinja",
    "handlebars",
    "ramhorns",
    "tera",
    "write!",
];

/// Reports whether an engine is a peer: neither ours nor `write!`.
pub(crate) fn is_peer(engine: &str) -> bool {
    !engine.starts_with("ours") && engine != "write!"
}

/// A task with the names of its engine and workload.
pub(crate) struct Entry<'d> {
    pub(crate) engine: &'static str,
    pub(crate) workload: &'static str,
    /// Whether the output goes into a buffer that is reused.
    pub(crate) reuse: bool,
    pub(crate) task: Box<dyn Task + 'd>,
}

/// A workload, or a kind of output, that an engine cannot render.
pub(crate) struct Absence {
    pub(crate) engine: &'static str,
    pub(crate) workload: &'static str,
    pub(crate) reason: &'static str,
}

/// The tasks of all engines.
#[derive(Default)]
pub(crate) struct Roster<'d> {
    pub(crate) entries: Vec<Entry<'d>>,
    pub(crate) absences: Vec<Absence>,
}

impl<'d> Roster<'d> {
    /// Returns the tasks of all engines.
    pub(crate) fn new(data: &'d Workloads) -> Self {
        let mut roster = Roster::default();
        ours::enter(&mut roster, data);
        askama::enter(&mut roster, data);
        sailfish::enter(&mut roster, data);
        yarte::enter(&mut roster, data);
        maud::enter(&mut roster, data);
        markup::enter(&mut roster, data);
        hypertext::enter(&mut roster, data);
        vy::enter(&mut roster, data);
        typed_handlebars::enter(&mut roster, data);
        minijinja::enter(&mut roster, data);
        handlebars::enter(&mut roster, data);
        ramhorns::enter(&mut roster, data);
        tera::enter(&mut roster, data);
        by_hand::enter(&mut roster, data);
        roster.without_contexts();
        roster.not_ported();
        roster
    }

    /// Adds a render into a new `String`.
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

    /// Adds a render into a buffer that is reused.
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

    /// Adds a render in chunks, all into one buffer of `size` bytes. `render` adds the chunks to a string if there is one.
    fn add_chunked<D>(
        &mut self,
        engine: &'static str,
        workload: &'static str,
        data: &'d D,
        size: usize,
        render: impl Fn(&'d D, &mut [u8], Option<&mut String>) + 'd,
    ) {
        let task = Box::new(Chunked { data, buffer: vec![0; size].into(), render });
        self.entries.push(Entry { engine, workload, reuse: true, task });
    }

    /// Records the engines that escape for HTML text only, and have no filter for URLs or scripts: what they would
    /// print is not the same, and not safe.
    fn without_contexts(&mut self) {
        const WITH_CONTEXTS: [&str; 6] =
            ["ours-interpreted", "ours-unrolled", "ours-chunks", "askama", "minijinja", "write!"];
        let engines = NAMES.into_iter().filter(|name| !WITH_CONTEXTS.contains(name));
        for engine in engines {
            for workload in ["links", "links/reuse"] {
                self.absent(engine, workload, "no filter for URLs");
            }
            for workload in ["inline-json", "inline-json/reuse"] {
                self.absent(engine, workload, "no filter for scripts");
            }
        }
    }

    /// Records the workloads whose templates have been written only for the engines with the most users.
    fn not_ported(&mut self) {
        for engine in ["yarte", "markup", "hypertext", "vy", "typed-handlebars", "ramhorns"] {
            for workload in
                ["shop", "shop/reuse", "thread", "thread/reuse", "manifests", "manifests/reuse"]
            {
                self.absent(engine, workload, "not ported to this engine");
            }
        }
    }

    /// Records a workload, or a kind of output, that an engine cannot render.
    fn absent(&mut self, engine: &'static str, workload: &'static str, reason: &'static str) {
        self.absences.push(Absence { engine, workload, reason });
    }
}
