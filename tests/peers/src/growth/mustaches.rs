//! Templates with increasing numbers of mustaches.

use super::{Point, task};
use template_runtime::template;

/// The data that the templates print.
pub(super) struct Words {
    name: String,
    title: String,
    count: u32,
    year: u16,
}

impl Words {
    pub(super) fn new() -> Self {
        let (name, title) = ("Ann & Bob".to_owned(), "The news".to_owned());
        Words { name, title, count: 123, year: 2025 }
    }
}

/// Defines the templates of all lengths, with an option.
macro_rules! templates {
    ($module:ident, $engine:literal $(, $option:ident)?) => {
        mod $module {
            use super::*;

            templates!(@template [$($option)?] Ten, "../../templates/growth/mustaches-10.hbs");
            templates!(@template [$($option)?] Hundred, "../../templates/growth/mustaches-100.hbs");
            templates!(@template [$($option)?] Thousand, "../../templates/growth/mustaches-1000.hbs");

            pub(super) fn enter<'d>(points: &mut Vec<Point<'d>>, words: &'d Words) {
                let tasks = [
                    (10, task(words, Ten::new)),
                    (100, task(words, Hundred::new)),
                    (1_000, task(words, Thousand::new)),
                ];
                points.extend(tasks.map(|(n, task)| {
                    Point { what: "mustaches", n, engine: $engine, units: n, task }
                }));
            }
        }
    };
    (@template [$($option:ident)?] $name:ident, $file:literal) => {
        template! {
            $(#[template($option)])?
            struct $name<'a> {
                name: &'a str,
                title: &'a str,
                count: u32,
                year: u16,
            }
            include_str!($file)
        }

        impl<'a> $name<'a> {
            fn new(words: &'a Words) -> Self {
                let Words { name, title, count, year } = words;
                $name { name, title, count: *count, year: *year }
            }
        }
    };
}

templates!(interpreted, "ours-interpreted");
templates!(unrolled, "ours-unrolled", unroll);

pub(super) fn enter<'d>(points: &mut Vec<Point<'d>>, words: &'d Words) {
    interpreted::enter(points, words);
    unrolled::enter(points, words);
}

#[cfg(test)]
mod tests {
    use super::{Words, enter};

    #[test]
    fn the_templates_have_n_mustaches() {
        let words = Words::new();
        let mut points = Vec::new();
        enter(&mut points, &words);
        for point in &mut points {
            let page = point.task.output();
            assert_eq!(page.matches("<b>").count() + page.matches("<i>").count(), point.n);
        }
    }
}
