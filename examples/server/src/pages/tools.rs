//! The tools: all of them, one of them, and its label.

use crate::{
    data::{Library, Tool},
    format::{check_digit, euros},
    layout::{Card, Page},
    site::Site,
};
use axum::{
    Extension,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use std::sync::Arc;
use template_runtime::{helpers::pluralize, template};

template! {
    struct ListPage<'a> {
        site: &'a Site,
        tools: &'a [Tool],
    }

    include_str!("../../templates/list.hbs")
}

template! {
    struct DetailPage<'a> {
        site: &'a Site,
        tool: &'a Tool,
    }

    include_str!("../../templates/detail.hbs")
}

template! {
    struct LabelPage<'a> {
        site: &'a Site,
        tool: &'a Tool,
    }

    include_str!("../../templates/label.hbs")
}

/// Answers with all tools.
pub(crate) async fn list(
    Extension(site): Extension<Site>,
    State(library): State<Arc<Library>>,
) -> Response {
    ListPage { site: &site, tools: &library.tools }.into_response()
}

/// Answers with one tool.
pub(crate) async fn detail(
    Extension(site): Extension<Site>,
    State(library): State<Arc<Library>>,
    Path(slug): Path<String>,
) -> Result<Response, StatusCode> {
    let tool = library.tool(&slug).ok_or(StatusCode::NOT_FOUND)?;
    Ok(DetailPage { site: &site, tool }.into_response())
}

/// Answers with the label of a tool. A helper of its template may fail.
pub(crate) async fn label(
    Extension(site): Extension<Site>,
    State(library): State<Arc<Library>>,
    Path(slug): Path<String>,
) -> Result<Response, StatusCode> {
    let tool = library.tool(&slug).ok_or(StatusCode::NOT_FOUND)?;
    Ok(LabelPage { site: &site, tool }.into_response())
}
