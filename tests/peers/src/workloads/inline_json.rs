//! A list of objects in a script.

use serde::Serialize;
use template_runtime::Data;

/// The data of the workload `inline-json`.
#[derive(Serialize)]
pub(crate) struct Items {
    pub(crate) items: Vec<Item>,
}

#[derive(Data, Serialize)]
pub(crate) struct Item {
    pub(crate) id: u32,
    pub(crate) name: String,
    pub(crate) note: &'static str,
    pub(crate) active: bool,
}

impl Items {
    pub(crate) fn new() -> Self {
        let notes = ["a </script> in a text", "nothing to escape", "nuts & bolts\n"];
        let item = |i: usize| Item {
            id: 1_000 + i as u32,
            name: format!("Item \"{i}\""),
            note: notes[i % notes.len()],
            active: i.is_multiple_of(2),
        };
        Items { items: (0..200).map(item).collect() }
    }
}
