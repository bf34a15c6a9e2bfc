//! No engine: functions with `write!` and a small wrapper that escapes.

mod article;
mod manifests;
mod shop;
mod thread;
mod tree;

use super::Roster;
use crate::workloads::{
    Workloads,
    escape::Comments,
    feed::{Comment, Entry, Feed},
    form::Form,
    heads::Heads,
    helpers::{People, join, lowercase, uppercase},
    inline_json::Items,
    links::Links,
    page::{Page, Product},
    rows::Rows,
    table::Table,
    teams::Teams,
    tiny::Greeting,
};
use std::fmt::{self, Display, Formatter, Write};

const NAME: &str = "write!";

/// Adds the tasks of all workloads.
pub(super) fn enter<'d>(roster: &mut Roster<'d>, data: &'d Workloads) {
    both(roster, "table", &data.table, table);
    both(roster, "teams", &data.teams, teams);
    both(roster, "helpers", &data.helpers, helpers);
    both(roster, "escape", &data.escape, comments);
    both(roster, "clean", &data.clean, comments);
    both(roster, "links", &data.links, links);
    both(roster, "inline-json", &data.inline_json, inline_json);
    both(roster, "page", &data.page, page);
    both(roster, "tiny", &data.tiny, tiny);
    both(roster, "form", &data.form, form);
    both(roster, "feed", &data.feed, feed);
    both(roster, "article", &data.article, article::article);
    both(roster, "rows", &data.rows, rows);
    both(roster, "heads", &data.heads, heads);
    both(roster, "tree", &data.tree, tree::tree);
    both(roster, "shop", &data.shop, shop::shop);
    both(roster, "thread", &data.thread, thread::thread);
    both(roster, "manifests", &data.manifests, manifests::manifests);
}

/// Adds the tasks of one workload, written to a new `String` and to one that is reused.
fn both<'d, D>(
    roster: &mut Roster<'d>,
    workload: &'static str,
    data: &'d D,
    render: impl Fn(&D, &mut String) -> fmt::Result + Copy + 'd,
) {
    roster.add(NAME, workload, data, move |data| {
        let mut page = String::new();
        render(data, &mut page).expect("nothing fails");
        page
    });
    roster.add_reuse(NAME, workload, data, String::new(), move |data, page| {
        render(data, page).expect("nothing fails");
    });
}

/// Text that is escaped when it is printed.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
            f.write_str(&rest[..at])?;
            f.write_str(match rest.as_bytes()[at] {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => "&#x27;",
            })?;
            rest = &rest[at + 1..];
        }
        f.write_str(rest)
    }
}

fn table(data: &Table, out: &mut String) -> fmt::Result {
    out.push_str("<table>");
    for row in &data.rows {
        out.push_str("<tr>");
        for cell in row {
            write!(out, "<td>{cell}</td>")?;
        }
        out.push_str("</tr>");
    }
    out.push_str("</table>");
    Ok(())
}

fn teams(data: &Teams, out: &mut String) -> fmt::Result {
    let year = data.year;
    write!(out, "<html><head><title>{year}</title></head><body><h1>CSL {year}</h1><ul>")?;
    for (i, team) in data.teams.iter().enumerate() {
        let class = if i == 0 { "champion" } else { "" };
        let name = Escaped(&team.name);
        write!(out, r#"<li class="{class}"><b>{name}</b>: {}</li>"#, team.score)?;
    }
    out.push_str("</ul></body></html>");
    Ok(())
}

fn helpers(data: &People, out: &mut String) -> fmt::Result {
    out.push_str("<ul>");
    for person in &data.people {
        let name = join(&uppercase(&person.first), &lowercase(&person.last));
        write!(out, "<li>{}</li>", Escaped(&name))?;
    }
    out.push_str("</ul>");
    Ok(())
}

fn comments(data: &Comments, out: &mut String) -> fmt::Result {
    out.push_str("<ol>");
    for comment in &data.comments {
        write!(out, "<li>{}</li>", Escaped(comment))?;
    }
    out.push_str("</ol>");
    Ok(())
}

fn links(data: &Links, out: &mut String) -> fmt::Result {
    out.push_str("<ul>");
    for link in &data.links {
        let (query, page) = (&link.query, link.page);
        write!(
            out,
            "<li><a href=\"/search?q={}&amp;page={page}\">{}</a></li>",
            Encoded(query),
            Escaped(query)
        )?;
    }
    out.push_str("</ul>");
    Ok(())
}

/// Text as a part of a query.
struct Encoded<'a>(&'a str);

impl Display for Encoded<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for byte in self.0.bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                    f.write_char(byte.into())?;
                }
                _ => write!(f, "%{byte:02x}")?,
            }
        }
        Ok(())
    }
}

fn inline_json(data: &Items, out: &mut String) -> fmt::Result {
    out.push_str("<script>const items = [");
    for (i, item) in data.items.iter().enumerate() {
        let comma = if i > 0 { "," } else { "" };
        write!(
            out,
            "{comma}{{\"id\":{},\"name\":{},\"note\":{},\"active\":{}}}",
            item.id,
            Json(&item.name),
            Json(item.note),
            item.active
        )?;
    }
    out.push_str("];</script>");
    Ok(())
}

/// Text as a string in a script.
struct Json<'a>(&'a str);

impl Display for Json<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for c in self.0.chars() {
            match c {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                '<' | '>' | '&' | '\'' | '\u{2028}' | '\u{2029}' | '\0'..='\u{1f}' => {
                    write!(f, "\\u{:04x}", u32::from(c))?;
                }
                _ => f.write_char(c)?,
            }
        }
        f.write_char('"')
    }
}

fn page(data: &Page, out: &mut String) -> fmt::Result {
    let shop = Escaped(&data.shop);
    write!(
        out,
        r#"<!DOCTYPE html><html lang="{}"><head><meta charset="utf-8"><title>{} | {shop}</title><meta name="description" content="{}"><link rel="canonical" href="https://{}/shop"></head><body class="{}"><header><h1>{shop}</h1>"#,
        Escaped(&data.language),
        Escaped(&data.title),
        Escaped(&data.description),
        Escaped(&data.host),
        Escaped(&data.theme),
    )?;
    if data.signed_in {
        write!(
            out,
            "<p>Welcome back, <b>{}</b>! Your cart has {} items worth ${}.</p>",
            Escaped(&data.customer),
            data.cart_items,
            data.cart_total,
        )?;
    } else {
        out.push_str(r#"<p><a href="/login">Sign in</a></p>"#);
    }
    out.push_str("</header><nav><ul>");
    for category in &data.categories {
        let (slug, name) = (Escaped(&category.slug), Escaped(&category.name));
        write!(out, r##"<li><a href="#{slug}">{name}</a></li>"##)?;
    }
    out.push_str("</ul></nav><main>");
    for category in &data.categories {
        let (slug, name) = (Escaped(&category.slug), Escaped(&category.name));
        let count = category.count;
        write!(out, r#"<section id="{slug}"><h2>{name}</h2><p>{count} products</p>"#)?;
        if category.featured {
            out.push_str(r#"<p class="featured">Featured this week</p>"#);
        }
        for item in &category.products {
            product(item, &slug, out)?;
        }
        out.push_str("</section>");
    }
    out.push_str("</main><aside><dl>");
    for (key, value) in &data.contacts {
        write!(out, "<dt>{}</dt><dd>{}</dd>", Escaped(key), Escaped(value))?;
    }
    let (year, version) = (data.year, data.version);
    write!(
        out,
        "</dl></aside><footer><p>Copyright {year} {shop}, version {version}</p></footer></body></html>"
    )
}

fn product(product: &Product, category: &Escaped<'_>, out: &mut String) -> fmt::Result {
    let class = if product.on_sale { "sale" } else { "plain" };
    write!(
        out,
        r#"<article id="p{}" class="{class}"><h3><a href="/shop/{category}/{}">{}</a></h3><p>{}</p>"#,
        product.sku,
        Escaped(&product.slug),
        Escaped(&product.name),
        Escaped(&product.summary),
    )?;
    let (price, old) = (product.price, product.old_price);
    if product.on_sale {
        write!(out, r#"<p class="price"><s>${old}</s> <b>${price}</b></p>"#)?;
    } else {
        write!(out, r#"<p class="price">${price}</p>"#)?;
    }
    write!(out, "<p>{} of 5, {} reviews</p>", product.rating, product.reviews)?;
    if product.stock > 0 {
        write!(out, "<p>{} in stock</p>", product.stock)?;
    } else {
        out.push_str("<p>Sold out</p>");
    }
    out.push_str("<ul>");
    for variant in &product.variants {
        let (name, price) = (Escaped(&variant.name), variant.price);
        write!(out, r#"<li id="v{}">{name}: ${price}"#, variant.sku)?;
        out.push_str(if variant.available { "</li>" } else { " (not now)</li>" });
    }
    out.push_str("</ul></article>");
    Ok(())
}

fn tiny(data: &Greeting, out: &mut String) -> fmt::Result {
    write!(out, "Hello {}!", Escaped(&data.name))
}

fn form(data: &Form, out: &mut String) -> fmt::Result {
    write!(
        out,
        r#"<form id="account-{}" class="{}" method="post" action="/account"><h1>{} {} {}</h1><p>{}"#,
        data.account,
        Escaped(data.theme),
        Escaped(data.title),
        Escaped(&data.first_name),
        Escaped(&data.last_name),
        Escaped(&data.username),
    )?;
    if let Some(nickname) = &data.nickname {
        write!(out, " ({})", Escaped(nickname))?;
    }
    write!(out, ", {} plan, {}</p>", Escaped(data.plan), Escaped(data.status))?;
    let email = Escaped(&data.email);
    if data.verified {
        write!(out, r#"<p class="good">Verified: {email}</p>"#)?;
    } else {
        write!(out, r#"<p class="bad">Please confirm {email}</p>"#)?;
    }
    write!(
        out,
        r#"<fieldset><legend>Address</legend><p>We send parcels and invoices to this address.</p><label>Company <input name="company" type="text" value="{}"></label><label>Street <input name="street" type="text" value="{} {}"></label><label>City <input name="city" type="text" value="{} {}"></label><label>Country <input name="country" type="text" value="{}"> {}</label><label>Phone <input name="phone" type="text" value="{}"></label>"#,
        Escaped(&data.company),
        Escaped(&data.street),
        Escaped(&data.house),
        Escaped(&data.postcode),
        Escaped(&data.city),
        Escaped(data.country),
        Escaped(data.country_code),
        Escaped(&data.phone),
    )?;
    if let Some(website) = &data.website {
        let website = Escaped(website);
        write!(
            out,
            r#"<label>Website <input name="website" type="text" value="{website}"></label>"#
        )?;
    }
    let checked = |set: bool| if set { " checked" } else { "" };
    write!(
        out,
        r#"</fieldset><fieldset><legend>Settings</legend><p>These settings take effect at once, on all of your devices.</p><label>Language <input name="language" type="text" value="{}"></label><label>Time zone <input name="time-zone" type="text" value="{}"> {} min</label><label><input name="newsletter" type="checkbox"{}> Newsletter</label><label><input name="two-factor" type="checkbox"{}> Two factors</label><label>About <textarea name="bio">{}</textarea></label></fieldset>"#,
        Escaped(&data.language),
        Escaped(&data.time_zone),
        data.offset_minutes,
        checked(data.newsletter),
        checked(data.two_factor),
        Escaped(&data.bio),
    )?;
    write!(
        out,
        "<h2>Your account in numbers</h2><dl><dt>VAT</dt><dd>{}</dd><dt>Orders</dt><dd>{}</dd><dt>Logins</dt><dd>{}</dd><dt>Unread</dt><dd>{}</dd><dt>Points</dt><dd>{}</dd><dt>Devices</dt><dd>{}</dd><dt>Balance</dt><dd>{} {}</dd><dt>Storage</dt><dd>{} of {} bytes</dd></dl>",
        Escaped(&data.vat_number),
        data.orders,
        data.logins,
        data.unread,
        data.points,
        data.devices,
        data.balance,
        Escaped(data.currency),
        data.storage_used,
        data.storage_limit,
    )?;
    if let Some(referrer) = &data.referrer {
        write!(out, "<p>Invited by {}</p>", Escaped(referrer))?;
    }
    if let Some(note) = &data.note {
        write!(out, "<p>{}</p>", Escaped(note))?;
    }
    if data.staff {
        out.push_str(r#"<p><a href="/staff">Staff pages</a></p>"#);
    }
    let disabled = if data.active { "" } else { " disabled" };
    write!(out, "<button{disabled}>Save</button></form>")
}

fn feed(data: &Feed, out: &mut String) -> fmt::Result {
    let (site, reader, unread) = (Escaped(&data.site), Escaped(&data.reader), data.unread);
    write!(out, r#"<main class="feed"><h1>{site}</h1><p>{reader}, {unread} new</p>"#)?;
    for day in &data.days {
        write!(out, r#"<section id="{}"><h2>{}</h2>"#, Escaped(&day.date), Escaped(day.name))?;
        if let Some(note) = &day.note {
            write!(out, r#"<p class="note">{}</p>"#, Escaped(note))?;
        }
        for item in &day.entries {
            entry(item, out)?;
        }
        out.push_str("</section>");
    }
    out.push_str("</main>");
    Ok(())
}

fn entry(entry: &Entry, out: &mut String) -> fmt::Result {
    let class = if entry.pinned { r#" class="pinned""# } else { "" };
    write!(
        out,
        r##"<article id="{}"{class}><h3>{}</h3><p><a href="#{}">{}</a>"##,
        Escaped(&entry.slug),
        Escaped(&entry.title),
        Escaped(&entry.author.handle),
        Escaped(&entry.author.name),
    )?;
    if entry.author.verified {
        out.push_str(" <b>verified</b>");
    }
    if let Some(city) = &entry.author.city {
        write!(out, " from {}", Escaped(city))?;
    }
    write!(out, " on {}, {} min", Escaped(&entry.topic), entry.minutes)?;
    if let Some(edited) = &entry.edited {
        write!(out, ", edited {}", Escaped(edited))?;
    }
    write!(out, "</p><p>{}</p><ol>", Escaped(&entry.summary))?;
    for item in &entry.comments {
        comment(item, out)?;
    }
    if entry.comments.is_empty() {
        out.push_str("<li>No comments</li>");
    }
    out.push_str("</ol></article>");
    Ok(())
}

fn comment(comment: &Comment, out: &mut String) -> fmt::Result {
    write!(out, r#"<li id="c{}">"#, comment.id)?;
    if let Some(id) = comment.reply_to {
        write!(out, r##"<a href="#c{id}">reply</a> "##)?;
    }
    write!(out, "<b>{}</b>: {}", Escaped(&comment.name), Escaped(&comment.text))?;
    if comment.likes > 0 {
        write!(out, " <i>{}</i>", comment.likes)?;
    }
    out.push_str("</li>");
    Ok(())
}

fn rows(data: &Rows, out: &mut String) -> fmt::Result {
    out.push_str("<table>");
    for row in &data.rows {
        let class = if row.active { r#" class="on""# } else { "" };
        write!(
            out,
            r#"<tr id="{}"{class}><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>"#,
            row.id,
            Escaped(&row.name),
            Escaped(row.kind),
            row.change,
            row.level,
        )?;
    }
    out.push_str("</table>");
    Ok(())
}

fn heads(data: &Heads, out: &mut String) -> fmt::Result {
    out.push_str("<dl>");
    for (key, value) in &data.headers {
        write!(out, "<dt>{}</dt><dd>{}</dd>", Escaped(key), Escaped(value))?;
    }
    out.push_str("</dl><ul>");
    for (name, value) in &data.cookies {
        write!(out, "<li>{}: {}</li>", Escaped(name), Escaped(value))?;
    }
    out.push_str("</ul>");
    Ok(())
}
