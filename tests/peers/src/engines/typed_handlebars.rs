//! Typed Handlebars: types generated from the templates, `render` and `render_to`.
//!
//! Its lists have item types of its own. The data is converted to these types once, before the
//! measurement, as a user of the crate would do.

use super::Roster;
use crate::workloads::{
    Workloads,
    page::{Category, Product, Variant},
};

const NAME: &str = "typed-handlebars";

mod templates {
    typed_handlebars::directory!("templates/typed/");
}

/// Adds the tasks of one workload, rendered into a new `String` and into one that is reused.
macro_rules! both {
    ($roster:ident, $workload:literal, $data:expr, |$name:ident| $template:expr) => {
        let data = $data;
        $roster.add(NAME, $workload, data, move |$name| $template.render());
        $roster.add_reuse(NAME, $workload, data, String::new(), move |$name, page: &mut String| {
            $template.render_to(page).expect("nothing fails");
        });
    };
}

/// Leaks data of the generated types, so that tasks can borrow it.
fn leak<T>(data: T) -> &'static T {
    Box::leak(Box::new(data))
}

/// Converts the categories of the page to the template's types, whose parameters rustc infers.
macro_rules! categories {
    ($categories:expr) => {{
        use templates::page::{
            CategoriesItem, CategoriesItemProductsItem, CategoriesItemProductsItemVariantsItem,
        };
        let variant = |variant: &Variant| CategoriesItemProductsItemVariantsItem {
            name: variant.name.clone(),
            sku: variant.sku,
            price: variant.price,
            available: variant.available,
        };
        let product = |product: &Product| CategoriesItemProductsItem {
            name: product.name.clone(),
            slug: product.slug.clone(),
            sku: product.sku,
            summary: product.summary.clone(),
            on_sale: product.on_sale,
            price: product.price,
            old_price: product.old_price,
            rating: product.rating,
            reviews: product.reviews,
            stock: product.stock,
            variants: product.variants.iter().map(variant).collect::<Vec<_>>(),
        };
        let category = |category: &Category| CategoriesItem {
            name: category.name.clone(),
            slug: category.slug.clone(),
            count: category.count,
            featured: category.featured,
            products: category.products.iter().map(product).collect::<Vec<_>>(),
        };
        $categories.iter().map(category).collect::<Vec<_>>()
    }};
}

/// Adds the tasks of all workloads but `helpers`.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    let rows = data.table.rows.iter().map(|row| templates::table::RowsItem { cells: row.clone() });
    both!(roster, "table", leak(rows.collect::<Vec<_>>()), |rows| templates::table::Vars { rows });

    let teams = data.teams.teams.iter();
    let teams = teams
        .map(|team| templates::teams::TeamsItem { name: team.name.clone(), score: team.score });
    both!(roster, "teams", leak((data.teams.year, teams.collect::<Vec<_>>())), |data| {
        templates::teams::Vars { year: data.0, teams: &data.1 }
    });
    both!(roster, "escape", &data.escape, |data| templates::comments::Vars {
        comments: &data.comments
    });
    both!(roster, "clean", &data.clean, |data| templates::comments::Vars {
        comments: &data.comments
    });
    let categories = leak(categories!(data.page.categories));
    let contacts = data.page.contacts.iter();
    let contacts = contacts.map(|(key, value)| templates::page::ContactsItem {
        key: key.clone(),
        value: value.clone(),
    });
    let contacts = leak(contacts.collect::<Vec<_>>());
    both!(roster, "page", &data.page, |data| templates::page::Vars {
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
        categories,
        contacts,
        year: data.year,
        version: data.version,
    });
    both!(roster, "tiny", &data.tiny, |data| templates::tiny::Vars { name: &data.name });
    roster.absent(NAME, "helpers", "no nested calls");
    roster.absent(NAME, "helpers/reuse", "no nested calls");
}
