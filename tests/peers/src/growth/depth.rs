//! One to six nested loops, always with 4096 leaves.

use super::{Point, task};
use template_runtime::template;

const LEAVES: usize = 4096;

type List2 = Vec<Vec<u32>>;
type List3 = Vec<List2>;
type List4 = Vec<List3>;
type List5 = Vec<List4>;
type List6 = Vec<List5>;

/// Lists of all depths with equal leaves.
pub(super) struct Data {
    one: Vec<u32>,
    two: List2,
    three: List3,
    four: List4,
    five: List5,
    six: List6,
}

impl Data {
    pub(super) fn new() -> Self {
        let leaves: Vec<u32> = (0..LEAVES as u32).collect();
        Data {
            two: split(&leaves, 64),
            three: split(&split(&leaves, 16), 16),
            four: split(&split(&split(&leaves, 8), 8), 8),
            five: split(&split(&split(&split(&leaves, 4), 4), 4), 8),
            six: split(&split(&split(&split(&split(&leaves, 4), 4), 4), 4), 4),
            one: leaves,
        }
    }
}

/// Splits a list into lists of `size` items.
fn split<T: Clone>(list: &[T], size: usize) -> Vec<Vec<T>> {
    list.chunks(size).map(<[T]>::to_vec).collect()
}

/// Defines the templates of all depths, with an option.
macro_rules! templates {
    ($module:ident, $engine:literal $(, $option:ident)?) => {
        mod $module {
            use super::*;

            templates!(@template [$($option)?] One, Vec<u32>,
                "{{#each list}}{{this}} {{/each}}");
            templates!(@template [$($option)?] Two, List2,
                "{{#each list}}{{#each this}}{{this}} {{/each}}{{/each}}");
            templates!(@template [$($option)?] Three, List3,
                "{{#each list}}{{#each this}}{{#each this}}{{this}} {{/each}}{{/each}}{{/each}}");
            templates!(@template [$($option)?] Four, List4,
                "{{#each list}}{{#each this}}{{#each this}}{{#each this}}{{this}} {{/each}}{{/each}}{{/each}}{{/each}}");
            templates!(@template [$($option)?] Five, List5,
                "{{#each list}}{{#each this}}{{#each this}}{{#each this}}{{#each this}}{{this}} {{/each}}{{/each}}{{/each}}{{/each}}{{/each}}");
            templates!(@template [$($option)?] Six, List6,
                "{{#each list}}{{#each this}}{{#each this}}{{#each this}}{{#each this}}{{#each this}}{{this}} {{/each}}{{/each}}{{/each}}{{/each}}{{/each}}{{/each}}");

            pub(super) fn enter<'d>(points: &mut Vec<Point<'d>>, data: &'d Data) {
                let tasks = [
                    (1, task(&data.one, |list| One { list })),
                    (2, task(&data.two, |list| Two { list })),
                    (3, task(&data.three, |list| Three { list })),
                    (4, task(&data.four, |list| Four { list })),
                    (5, task(&data.five, |list| Five { list })),
                    (6, task(&data.six, |list| Six { list })),
                ];
                points.extend(tasks.map(|(n, task)| {
                    Point { what: "depth", n, engine: $engine, units: LEAVES, task }
                }));
            }
        }
    };
    (@template [$($option:ident)?] $name:ident, $list:ty, $text:literal) => {
        template! {
            $(#[template($option)])?
            struct $name<'a> {
                list: &'a $list,
            }
            $text
        }
    };
}

templates!(interpreted, "ours-interpreted");
templates!(unrolled, "ours-unrolled", unroll);

pub(super) fn enter<'d>(points: &mut Vec<Point<'d>>, data: &'d Data) {
    interpreted::enter(points, data);
    unrolled::enter(points, data);
}

#[cfg(test)]
mod tests {
    use super::{Data, enter};

    #[test]
    fn all_depths_print_the_same() {
        let data = Data::new();
        let mut points = Vec::new();
        enter(&mut points, &data);
        let mut pages = points.iter_mut().map(|point| point.task.output());
        let first = pages.next().unwrap();
        assert_eq!(first.split_whitespace().count(), super::LEAVES);
        assert!(pages.all(|page| page == first));
    }
}
