//! The data of each workload, which is the same in every run.

pub(crate) mod article;
pub(crate) mod escape;
pub(crate) mod feed;
pub(crate) mod form;
pub(crate) mod heads;
pub(crate) mod helpers;
pub(crate) mod inline_json;
pub(crate) mod links;
pub(crate) mod manifests;
pub(crate) mod page;
pub(crate) mod rows;
pub(crate) mod shop;
pub(crate) mod table;
pub(crate) mod teams;
pub(crate) mod thread;
pub(crate) mod tiny;
pub(crate) mod tree;

/// The data of all workloads.
pub(crate) struct Workloads {
    pub(crate) table: table::Table,
    pub(crate) teams: teams::Teams,
    pub(crate) helpers: helpers::People,
    pub(crate) escape: escape::Comments,
    pub(crate) clean: escape::Comments,
    pub(crate) page: page::Page,
    pub(crate) tiny: tiny::Greeting,
    pub(crate) form: form::Form,
    pub(crate) feed: feed::Feed,
    pub(crate) article: article::Article,
    pub(crate) rows: rows::Rows,
    pub(crate) heads: heads::Heads,
    pub(crate) tree: tree::Tree,
    pub(crate) links: links::Links,
    pub(crate) inline_json: inline_json::Items,
    pub(crate) shop: shop::Shop,
    pub(crate) thread: thread::Thread,
    pub(crate) manifests: manifests::Manifests,
}

/// The names of the workloads, in the order in which they are reported.
pub(crate) const NAMES: [&str; 18] = [
    "table",
    "teams",
    "helpers",
    "escape",
    "clean",
    "page",
    "tiny",
    "form",
    "feed",
    "article",
    "rows",
    "heads",
    "tree",
    "links",
    "inline-json",
    "shop",
    "thread",
    "manifests",
];

impl Workloads {
    pub(crate) fn new() -> Self {
        Workloads {
            table: table::Table::new(),
            teams: teams::Teams::new(),
            helpers: helpers::People::new(),
            escape: escape::Comments::special(),
            clean: escape::Comments::clean(),
            page: page::Page::new(),
            tiny: tiny::Greeting::new(),
            form: form::Form::new(),
            feed: feed::Feed::new(),
            article: article::Article::new(),
            rows: rows::Rows::new(),
            heads: heads::Heads::new(),
            tree: tree::Tree::new(),
            links: links::Links::new(),
            inline_json: inline_json::Items::new(),
            shop: shop::Shop::new(),
            thread: thread::Thread::new(),
            manifests: manifests::Manifests::new(),
        }
    }
}
