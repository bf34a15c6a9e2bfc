//! Renders all files of the site.

use crate::{
    data::{self, Report, Trail},
    form::{CONDITIONS, Form},
    mail::{HtmlMail, TextMail},
    pages::{DetailPage, DiscussionPage, ListPage, ReportPage, SearchPage},
};
use template_runtime::{Error, Template};

/// A file of the site.
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// Renders all files.
///
/// # Errors
///
/// Returns an error if a helper fails; none of this site does.
pub(crate) fn all() -> Result<Vec<File>, Error> {
    let (site, mut trails) = (data::site(), data::trails());
    let (reports, comments) = (data::reports(), data::comments());
    trails.sort_by(|a, b| a.kilometres.total_cmp(&b.kilometres));

    let mut files = Files::default();
    let list = ListPage { site: &site, trails: &trails, reports: &reports, show_ascent: true };
    files.add("index.html", &list)?;
    for trail in &trails {
        let reports = reports_of(trail, &reports);
        let page = DetailPage { site: &site, trail, reports };
        files.add(&format!("trail-{}.html", trail.slug), &page)?;
    }

    // What somebody sent who was in a hurry.
    let form = Form {
        trail: "larch-pass",
        name: "Rahel Stein",
        mail: "rahel.example.org",
        day: "2026-05-10",
        condition: "muddy",
        text: "Snow & mud",
    };
    let mistakes = form.validate();
    let page = ReportPage {
        site: &site,
        trails: &trails,
        conditions: &CONDITIONS,
        form: &form,
        mistakes: &mistakes,
    };
    files.add("report.html", &page)?;

    let query = "south";
    let hits = search(&trails, query);
    let page = SearchPage { site: &site, query, hits: &hits };
    files.add("search.html", &page)?;
    // What a server answers to a page that is loaded already.
    files.add("search-results.html", &page.results())?;

    let page = DiscussionPage { site: &site, comments: &comments, warden: "Ines Okafor" };
    files.add("discussion.html", &page)?;

    let reader = "Mara";
    files.add("mail.txt", &TextMail { site: &site, reader, reports: &reports })?;
    files.add("mail.html", &HtmlMail { site: &site, reader, reports: &reports })?;
    Ok(files.0)
}

#[derive(Default)]
struct Files(Vec<File>);

impl Files {
    fn add(&mut self, name: &str, template: &dyn Template) -> Result<(), Error> {
        self.0.push(File { name: name.to_owned(), text: template.render()? });
        Ok(())
    }
}

/// Returns the reports of a trail.
fn reports_of<'d>(trail: &Trail, reports: &'d [Report]) -> Vec<&'d Report> {
    reports.iter().filter(|report| report.trail == trail.name).collect()
}

/// Returns the trails that contain a text in their name, their region, or the name of a place.
fn search<'d>(trails: &'d [Trail], query: &str) -> Vec<&'d Trail> {
    let query = query.to_lowercase();
    let has = |text: &str| text.to_lowercase().contains(&query);
    let matches = |trail: &&Trail| {
        has(trail.name)
            || has(trail.region)
            || trail.stages.iter().any(|stage| has(stage.from) || has(stage.to))
    };
    trails.iter().filter(matches).collect()
}
