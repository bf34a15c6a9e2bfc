//! A web server with axum: the pages of a library that lends tools.
//!
//! `cargo run -p template-server` listens on <http://127.0.0.1:3000/>; `-- 8080` on another port, and `-- 0` on a free one.
//!
//! | | in |
//! |---|---|
//! | a list and a page for each item | `pages/tools.rs` |
//! | a search whose results are a fragment, which a script puts into the page | `pages/search.rs` |
//! | a form with validation, and the page after it | `pages/request.rs`, `form.rs` |
//! | a long page that is sent while it is rendered | `pages/logbook.rs` |
//! | pages for errors, also of templates | `errors.rs` |
//! | pages that reload themselves when a file in `templates/` is edited, in a debug build | `reload.rs` |
//! | a content security policy with a nonce for each response | `policy.rs` |

mod assets;
mod data;
mod errors;
mod form;
mod format;
mod layout;
mod pages;
mod policy;
mod reload;
mod site;

use axum::{
    Router, middleware,
    routing::{get, post},
};
use data::Library;
use std::{env, error::Error, sync::Arc};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let port = env::args().nth(1).map_or(Ok(3000), |port| port.parse::<u16>())?;
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    println!("http://{}/", listener.local_addr()?);
    if cfg!(debug_assertions) {
        eprintln!("Edit a file in `examples/server/templates/`, and look at the page.");
    }
    axum::serve(listener, router()).await?;
    Ok(())
}

/// Returns the application.
fn router() -> Router {
    Router::new()
        .route("/", get(pages::tools::list))
        .route("/tools/{slug}", get(pages::tools::detail))
        .route("/tools/{slug}/label", get(pages::tools::label))
        .route("/search", get(pages::search::search))
        .route("/request", get(pages::request::form))
        .route("/request", post(pages::request::submit))
        .route("/requests/{number}", get(pages::request::thanks))
        .route("/logbook", get(pages::logbook::logbook))
        .route("/assets/{name}", get(assets::asset))
        .route(reload::PATH, get(reload::answer))
        .with_state(Arc::new(Library::new()))
        // The last layer is the outermost one: it makes the nonce, which the pages of the layer before it use, too.
        .layer(middleware::from_fn(errors::show))
        .layer(middleware::from_fn(policy::apply))
}
