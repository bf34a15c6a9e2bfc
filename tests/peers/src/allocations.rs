//! Counts the allocations of this project during renders.

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
    /// The counts so far; `None` while nothing is counted.
    static COUNTS: Cell<Option<Counts>> = const { Cell::new(None) }
);

/// Numbers of requests for memory.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Counts {
    /// Allocations.
    pub(crate) new: u32,
    /// Reallocations.
    pub(crate) grown: u32,
}

/// The system's allocator, with counts of the requests while [`count`] runs.
struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: all requests are forwarded to the system's allocator. Counting does not allocate: the counter
// is initialized with a constant, and has nothing to drop.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if let Some(counts) = COUNTS.get() {
            COUNTS.set(Some(Counts { new: counts.new + 1, ..counts }));
        }
        // SAFETY: the caller upholds the contract of `alloc`, which is that of `System`.
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

/// Returns the counts of the allocations of `work` on this thread.
pub(crate) fn count(work: impl FnOnce()) -> Counts {
    COUNTS.set(Some(Counts::default()));
    work();
    COUNTS.take().unwrap_or_default()
}

/// Prints a line for each requested workload, interpreted and unrolled, and two for the workload
/// `helpers` with helpers that do not allocate.
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
        let [interpreted, unrolled] = count_without_heap(&data.helpers);
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
    struct WithoutHeap<'a> {
        people: &'a [Person],
    }
    "<ul>{{#each people as |person|}}<li>{{concat (uppercase person.first) ' ' (lowercase person.last)}}</li>{{/each}}</ul>"
}

template! {
    #[template(unroll)]
    struct WithoutHeapUnrolled<'a> {
        people: &'a [Person],
    }
    "<ul>{{#each people as |person|}}<li>{{concat (uppercase person.first) ' ' (lowercase person.last)}}</li>{{/each}}</ul>"
}

/// Returns the counts of the workload `helpers` with the helpers of `template_runtime::helpers`, which
/// need no heap: interpreted and unrolled, each into a `String` and into a slice.
fn count_without_heap(data: &People) -> [[Counts; 2]; 2] {
    fn string_and_slice(template: &impl Template) -> [Counts; 2] {
        let mut slice = vec![0; 64 << 10];
        let string = count(|| drop(template.render().expect("nothing fails")));
        let slice = count(|| {
            template.render_into(&mut slice).expect("all fits");
        });
        [string, slice]
    }
    [
        string_and_slice(&WithoutHeap { people: &data.people }),
        string_and_slice(&WithoutHeapUnrolled { people: &data.people }),
    ]
}

#[cfg(test)]
mod tests {
    use super::{Counts, count, count_without_heap};
    use crate::{engines::Roster, workloads::Workloads};

    #[test]
    fn allocations_and_reallocations_are_counted() {
        let counts = count(|| {
            let mut list: Vec<u8> = Vec::with_capacity(1);
            list.resize(1000, 0);
            std::hint::black_box(&list);
        });
        assert_eq!(counts, Counts { new: 1, grown: 1 });
    }

    #[test]
    fn a_render_into_a_slice_does_not_allocate() {
        let data = Workloads::new();
        let mut roster = Roster::new(&data);
        for entry in &mut roster.entries {
            // Chunks keep on the heap what cannot stop in the middle.
            let is_render = ["ours-interpreted", "ours-unrolled"].contains(&entry.engine);
            if is_render && entry.reuse && entry.workload != "helpers" {
                let counts = count(|| entry.task.batch(1));
                assert_eq!(counts, Counts::default(), "{} {}", entry.engine, entry.workload);
            }
        }
        for [string, slice] in count_without_heap(&data.helpers) {
            assert_eq!((string.new, slice), (1, Counts::default()));
        }
    }
}
