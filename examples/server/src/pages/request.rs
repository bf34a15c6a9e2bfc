//! The form by which a tool is borrowed: it is shown, sent, corrected, and answered with a redirect.

use crate::{
    data::{Library, Request, Tool},
    form::{LoanForm, Mistake, message},
    format::euros,
    layout::{Field, Page},
    site::Site,
};
use axum::{
    Extension, Form,
    extract::{Path, Query, State},
    http::StatusCode,
    response::{IntoResponse as _, Redirect, Response},
};
use std::{collections::BTreeMap, sync::Arc};
use template_runtime::{helpers::pluralize, template};

template! {
    /// The form, with what was wrong when it was sent.
    struct RequestPage<'a> {
        site: &'a Site,
        tools: &'a [Tool],
        form: &'a LoanForm,
        mistakes: &'a [Mistake],
        /// The deposits of the tools by their slugs, for the script of the page.
        deposits: BTreeMap<&'a str, String>,
    }

    include_str!("../../templates/request.hbs")
}

template! {
    struct ThanksPage<'a> {
        site: &'a Site,
        request: &'a Request,
        tool: &'a Tool,
    }

    include_str!("../../templates/thanks.hbs")
}

/// Shows the form. `?tool=` chooses the tool.
pub(crate) async fn form(
    Extension(site): Extension<Site>,
    State(library): State<Arc<Library>>,
    Query(form): Query<LoanForm>,
) -> Response {
    page(&site, &library, &form, &[]).into_response()
}

/// Keeps the request, and leads to the next page; or shows the form again, with what is wrong.
pub(crate) async fn submit(
    Extension(site): Extension<Site>,
    State(library): State<Arc<Library>>,
    Form(form): Form<LoanForm>,
) -> Response {
    match form.check(&library) {
        Ok(request) => {
            let number = library.keep(request);
            // A page that is loaded again sends nothing twice.
            Redirect::to(&format!("/requests/{number}")).into_response()
        }
        Err(mistakes) => {
            let page = page(&site, &library, &form, &mistakes);
            (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
        }
    }
}

/// Shows what has been asked for.
pub(crate) async fn thanks(
    Extension(site): Extension<Site>,
    State(library): State<Arc<Library>>,
    Path(number): Path<usize>,
) -> Result<Response, StatusCode> {
    let request = library.request(number).ok_or(StatusCode::NOT_FOUND)?;
    let tool = library.tool(&request.tool).ok_or(StatusCode::NOT_FOUND)?;
    Ok(ThanksPage { site: &site, request: &request, tool }.into_response())
}

fn page<'a>(
    site: &'a Site,
    library: &'a Library,
    form: &'a LoanForm,
    mistakes: &'a [Mistake],
) -> RequestPage<'a> {
    let deposits = library.tools.iter().map(|tool| (tool.slug, euros(tool.deposit)));
    RequestPage { site, tools: &library.tools, form, mistakes, deposits: deposits.collect() }
}
