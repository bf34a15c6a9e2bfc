//! This project: the same templates, interpreted and unrolled.

use super::Roster;
use crate::{
    buffer::Slice,
    workloads::{
        Workloads,
        helpers::{Person, join, lowercase, uppercase},
        page::Category,
        teams::Team,
    },
};
use std::collections::BTreeMap;
use template_runtime::{Template, template};

/// Adds the tasks of all workloads, interpreted and unrolled.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    interpreted::enter(roster, data);
    unrolled::enter(roster, data);
}

/// Adds the tasks of one workload, rendered into a new `String` and into a slice.
fn both<'d, D, T: Template>(
    roster: &mut Roster<'d>,
    engine: &'static str,
    workload: &'static str,
    data: &'d D,
    template: impl Fn(&'d D) -> T + Copy + 'd,
) {
    roster.add(engine, workload, data, move |data| template(data).render().expect("nothing fails"));
    roster.add_reuse(engine, workload, data, Slice::new(), move |data, slice| {
        let page = template(data).render_into(&mut slice.bytes).expect("all fits");
        slice.length = page.len();
    });
}

/// Defines the templates of all workloads, with an option.
macro_rules! templates {
    ($module:ident, $engine:literal $(, $option:ident)?) => {
        pub(crate) mod $module {
            use super::*;

            template! {
                $(#[template($option)])?
                struct Table<'a> {
                    rows: &'a [Vec<usize>],
                }
                include_str!("../../templates/handlebars/table.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Teams<'a> {
                    year: u16,
                    teams: &'a [Team],
                }
                include_str!("../../templates/handlebars/teams.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Helpers<'a> {
                    people: &'a [Person],
                }
                include_str!("../../templates/handlebars/helpers.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Comments<'a> {
                    comments: &'a [String],
                }
                include_str!("../../templates/handlebars/comments.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Page<'a> {
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
                include_str!("../../templates/handlebars/page.hbs")
            }

            template! {
                $(#[template($option)])?
                struct Tiny<'a> {
                    name: &'a str,
                }
                include_str!("../../templates/handlebars/tiny.hbs")
            }

            pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
                both(roster, $engine, "table", &data.table, |data| Table { rows: &data.rows });
                both(roster, $engine, "teams", &data.teams, |data| Teams {
                    year: data.year,
                    teams: &data.teams,
                });
                both(roster, $engine, "helpers", &data.helpers, |data| Helpers {
                    people: &data.people,
                });
                both(roster, $engine, "escape", &data.escape, |data| Comments {
                    comments: &data.comments,
                });
                both(roster, $engine, "clean", &data.clean, |data| Comments {
                    comments: &data.comments,
                });
                both(roster, $engine, "page", &data.page, |data| Page {
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
                both(roster, $engine, "tiny", &data.tiny, |data| Tiny { name: &data.name });
            }
        }
    };
}

templates!(interpreted, "ours-interpreted");
templates!(unrolled, "ours-unrolled", unroll);
