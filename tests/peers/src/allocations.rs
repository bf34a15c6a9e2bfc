//! Counts what this project allocates while it renders.

#![allow(unsafe_code, reason = "an allocator that counts")]

use crate::{
    engines::Roster,
    workloads::{
        self, Workloads,
        helpers::{People, Person},
    },
};
use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::Cell,
};
use template_runtime::{
    Template,
    helpers::{lowercase, uppercase},
    template,
};

thread_local!(
    /// What has been counted, if anything is to be.
    static COUNTS: Cell<Option<Counts>> = const { Cell::new(None) }
);

/// How often memory was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Counts {
    /// New blocks.
    pub(crate) new: u32,
    /// Blocks that grew.
    pub(crate) grown: u32,
}

/// The system's allocator, which counts when it is told to.
struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: everything is left to the system's allocator. Counting does not allocate: the counter is
// a constant at first, and has nothing to drop.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if let Some(counts) = COUNTS.get() {
            COUNTS.set(Some(Counts { new: counts.new + 1, ..counts }));
        }
        // SAFETY: the caller keeps the promises that `System` asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        if let Some(counts) = COUNTS.get() {
            COUNTS.set(Some(Counts { new: counts.new + 1, ..counts }));
        }
        // SAFETY: as in `alloc`.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        // SAFETY: `pointer` came from `alloc`, and so from `System`, with this layout.
        unsafe { System.dealloc(pointer, layout) }
    }

    unsafe fn realloc(&self, pointer: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if let Some(counts) = COUNTS.get() {
            COUNTS.set(Some(Counts { grown: counts.grown + 1, ..counts }));
        }
        // SAFETY: as in `dealloc`.
        unsafe { System.realloc(pointer, layout, size) }
    }
}

/// Counts what is allocated while something is done.
pub(crate) fn count(work: impl FnOnce()) -> Counts {
    COUNTS.set(Some(Counts::default()));
    work();
    COUNTS.take().unwrap_or_default()
}

/// Prints a line for each workload and way of running, and one for helpers that do not allocate.
pub(crate) fn report(
    roster: &mut Roster<'_>,
    data: &Workloads,
    wanted: impl Fn(&str) -> bool,
    print: &mut impl FnMut(&str),
) {
    for workload in workloads::NAMES.into_iter().filter(|name| wanted(name)) {
        for engine in ["ours-interpreted", "ours-unrolled"] {
            let mut counts = [Counts::default(); 2];
            for entry in &mut roster.entries {
                if (entry.engine, entry.workload) == (engine, workload) {
                    counts[usize::from(entry.reuse)] = count(|| entry.task.batch(1));
                }
            }
            let remark = match workload {
                "helpers" => " (the helpers allocate)",
                _ => "",
            };
            print(&format!("{}{remark}", line(workload, engine, counts)));
        }
    }
    if wanted("helpers") {
        let [interpreted, unrolled] = quiet(&data.helpers);
        let remark = " (helpers that do not allocate)";
        print(&format!("{}{remark}", line("helpers", "ours-interpreted", interpreted)));
        print(&format!("{}{remark}", line("helpers", "ours-unrolled", unrolled)));
    }
}

fn line(workload: &str, engine: &str, [string, slice]: [Counts; 2]) -> String {
    let in_slice = slice.new + slice.grown;
    let Counts { new, grown } = string;
    format!("allocations {workload} {engine} slice {in_slice} string {new} grown {grown}")
}

template! {
    struct Quiet<'a> {
        people: &'a [Person],
    }
    "<ul>{{#each people as |person|}}<li>{{concat (uppercase person.first) ' ' (lowercase person.last)}}</li>{{/each}}</ul>"
}

template! {
    #[template(unroll)]
    struct QuietUnrolled<'a> {
        people: &'a [Person],
    }
    "<ul>{{#each people as |person|}}<li>{{concat (uppercase person.first) ' ' (lowercase person.last)}}</li>{{/each}}</ul>"
}

/// The workload `helpers`, with helpers of `template_runtime::helpers`, which need no heap.
fn quiet(data: &People) -> [[Counts; 2]; 2] {
    fn both(template: &impl Template) -> [Counts; 2] {
        let mut slice = vec![0; 64 << 10];
        let string = count(|| drop(template.render().expect("nothing fails")));
        let slice = count(|| {
            template.render_into(&mut slice).expect("all fits");
        });
        [string, slice]
    }
    [both(&Quiet { people: &data.people }), both(&QuietUnrolled { people: &data.people })]
}

#[cfg(test)]
mod tests {
    use super::{Counts, count, quiet};
    use crate::{engines::Roster, workloads::Workloads};

    #[test]
    fn what_is_allocated_is_counted() {
        let counts = count(|| {
            let mut list: Vec<u8> = Vec::with_capacity(1);
            list.resize(1000, 0);
            std::hint::black_box(&list);
        });
        assert_eq!(counts, Counts { new: 1, grown: 1 });
    }

    #[test]
    fn nothing_is_allocated_for_a_slice() {
        let data = Workloads::new();
        let mut roster = Roster::new(&data);
        for entry in &mut roster.entries {
            if entry.engine.starts_with("ours") && entry.reuse && entry.workload != "helpers" {
                let counts = count(|| entry.task.batch(1));
                assert_eq!(counts, Counts::default(), "{} {}", entry.engine, entry.workload);
            }
        }
        for [string, slice] in quiet(&data.helpers) {
            assert_eq!((string.new, slice), (1, Counts::default()));
        }
    }
}
