//! Measures what `whitespace = "collapse"` saves: bytes of output, and time. The templates come from the workloads,
//! indented as people write them: the others control their whitespace by hand.

use crate::{
    arguments::Arguments,
    buffer::Slice,
    measure::measure,
    task::{Repeat, Reuse, Task},
    workloads::{Workloads, feed::Day, page::Category},
};
use std::collections::BTreeMap;
use template_runtime::{Template, template};

/// A page with and without its whitespace.
struct Pair<'d> {
    workload: &'static str,
    /// Kept, and collapsed: the length of the output, and its render into a slice.
    ways: [(usize, Box<dyn Task + 'd>); 2],
}

/// Defines the templates, with an option.
macro_rules! templates {
    ($module:ident, $whitespace:literal) => {
        mod $module {
            use super::*;

            template! {
                #[template(whitespace = $whitespace)]
                pub(super) struct Page<'a> {
                    language: &'a str,
                    title: &'a str,
                    shop: &'a str,
                    description: &'a str,
                    host: &'a str,
                    theme: &'a str,
                    signed_in: bool,
                    customer: &'a str,
                    cart_items: u32,
                    cart_total: f64,
                    categories: &'a [Category],
                    contacts: &'a BTreeMap<String, String>,
                    year: u16,
                    version: u32,
                }
                include_str!("../templates/indented/page.hbs")
            }

            template! {
                #[template(whitespace = $whitespace)]
                pub(super) struct Feed<'a> {
                    site: &'a str,
                    reader: &'a str,
                    unread: u32,
                    days: &'a [Day],
                }
                include_str!("../templates/indented/feed.hbs")
            }

            /// Returns the tasks, by workload.
            pub(super) fn tasks(
                data: &Workloads,
            ) -> [(&'static str, (usize, Box<dyn Task + '_>)); 2] {
                let page = task(&data.page, |data| Page {
                    language: &data.language,
                    title: &data.title,
                    shop: &data.shop,
                    description: &data.description,
                    host: &data.host,
                    theme: &data.theme,
                    signed_in: data.signed_in,
                    customer: &data.customer,
                    cart_items: data.cart_items,
                    cart_total: data.cart_total,
                    categories: &data.categories,
                    contacts: &data.contacts,
                    year: data.year,
                    version: data.version,
                });
                let feed = task(&data.feed, |data| Feed {
                    site: &data.site,
                    reader: &data.reader,
                    unread: data.unread,
                    days: &data.days,
                });
                [("page", page), ("feed", feed)]
            }
        }
    };
}

templates!(kept, "keep");
templates!(collapsed, "collapse");

/// Measures all pages in both ways. Each line goes to `print`.
pub(crate) fn report(arguments: &Arguments, print: &mut impl FnMut(&str)) {
    let data = Workloads::new();
    let pairs = kept::tasks(&data).into_iter().zip(collapsed::tasks(&data));
    let mut pairs: Vec<Pair<'_>> = pairs
        .map(|((workload, kept), (_, collapsed))| Pair { workload, ways: [kept, collapsed] })
        .filter(|pair| arguments.wants_workload(pair.workload))
        .collect();
    print("collapse workload whitespace bytes ns");
    let rounds = arguments.rounds.unwrap_or(60);
    let mut tasks: Vec<&mut dyn Repeat> = pairs
        .iter_mut()
        .flat_map(|pair| &mut pair.ways)
        .map(|(_, task)| &mut **task as _)
        .collect();
    let times = measure(&mut tasks, rounds);
    for (Pair { workload, ways }, times) in pairs.iter().zip(times.chunks(2)) {
        for (((bytes, _), ns), name) in ways.iter().zip(times).zip(["keep", "collapse"]) {
            print(&format!("collapse {workload} {name} {bytes} {ns:.0}"));
        }
    }
}

/// Returns the length of the output, and a task that renders into a slice, so that allocations do not affect its time.
fn task<'d, D, T: Template>(
    data: &'d D,
    template: impl Fn(&'d D) -> T + 'd,
) -> (usize, Box<dyn Task + 'd>) {
    let length = template(data).render().expect("nothing fails").len();
    let render = move |data, slice: &mut Slice| {
        slice.length = template(data).render_into(&mut slice.bytes).expect("all fits").len();
    };
    (length, Box::new(Reuse { data, buffer: Slice::of(length), render }))
}

#[cfg(test)]
mod tests {
    use super::{Workloads, collapsed, kept};

    #[test]
    fn pages_become_smaller_and_keep_their_words() {
        let data = Workloads::new();
        for ((name, mut kept), (_, mut collapsed)) in
            kept::tasks(&data).into_iter().zip(collapsed::tasks(&data))
        {
            assert!(collapsed.0 < kept.0, "{name}");
            let words = |text: String| text.split_ascii_whitespace().collect::<String>();
            assert_eq!(words(kept.1.output()), words(collapsed.1.output()), "{name}");
        }
    }
}
