//! The data of each workload, which is the same in every run.

pub(crate) mod escape;
pub(crate) mod helpers;
pub(crate) mod page;
pub(crate) mod table;
pub(crate) mod teams;
pub(crate) mod tiny;

/// The data of all workloads.
pub(crate) struct Workloads {
    pub(crate) table: table::Table,
    pub(crate) teams: teams::Teams,
    pub(crate) helpers: helpers::People,
    pub(crate) escape: escape::Comments,
    pub(crate) clean: escape::Comments,
    pub(crate) page: page::Page,
    pub(crate) tiny: tiny::Greeting,
}

/// The names of the workloads, in the order in which they are reported.
pub(crate) const NAMES: [&str; 7] =
    ["table", "teams", "helpers", "escape", "clean", "page", "tiny"];

impl Workloads {
    pub(crate) fn new() -> Self {
        Workloads {
            table: table::Table::new(),
            teams: teams::Teams::new(),
            helpers: helpers::People::new(),
            escape: escape::Comments::special(),
            clean: escape::Comments::clean(),
            page: page::Page::new(),
            tiny: tiny::Greeting::new(),
        }
    }
}
