//! What all pages have in common.

use template_runtime::Data;

/// The data of the layout. Each request has its own, as an extension; components inherit it, so that no page forwards it.
#[derive(Clone, Data)]
pub(crate) struct Site {
    pub(crate) name: &'static str,
    pub(crate) menu: &'static [MenuItem],
    /// The path of the page, which the menu marks.
    pub(crate) path: String,
    /// The scripts of the page carry it: see `policy.rs`.
    pub(crate) nonce: String,
}

#[derive(Data)]
pub(crate) struct MenuItem {
    pub(crate) href: &'static str,
    pub(crate) label: &'static str,
}

const MENU: &[MenuItem] = &[
    MenuItem { href: "/", label: "Tools" },
    MenuItem { href: "/search", label: "Search" },
    MenuItem { href: "/request", label: "Borrow" },
    MenuItem { href: "/logbook", label: "Logbook" },
];

impl Site {
    /// Returns the data for one response.
    pub(crate) fn new(path: &str, nonce: String) -> Self {
        Self { name: "Larkfield Tool Library", menu: MENU, path: path.to_owned(), nonce }
    }
}
