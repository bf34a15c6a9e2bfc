//! The data, in memory: tools, loans of the past, and requests.

use std::sync::{Mutex, PoisonError};
use template_runtime::Data;

/// A tool that can be borrowed.
#[derive(Data)]
pub(crate) struct Tool {
    /// The last part of the address of its page.
    pub(crate) slug: &'static str,
    pub(crate) name: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) summary: &'static str,
    /// The number on its label, without the check digit.
    pub(crate) number: &'static str,
    /// In cents.
    pub(crate) deposit: u32,
    /// How many are on the shelf.
    pub(crate) available: u8,
    pub(crate) hints: &'static [&'static str],
}

/// A loan of the past.
#[derive(Data)]
pub(crate) struct Loan {
    /// When it began, in Unix seconds.
    pub(crate) time: i64,
    pub(crate) tool: &'static str,
    pub(crate) borrower: &'static str,
    pub(crate) days: u32,
}

/// Somebody asks for a tool.
#[derive(Clone, Data)]
pub(crate) struct Request {
    /// The slug of the tool.
    pub(crate) tool: String,
    pub(crate) name: String,
    pub(crate) days: u8,
    pub(crate) note: String,
}

/// Everything. It would be a database.
#[derive(Data)]
pub(crate) struct Library {
    pub(crate) tools: Vec<Tool>,
    pub(crate) loans: Vec<Loan>,
    #[data(skip)]
    requests: Mutex<Vec<Request>>,
}

impl Library {
    /// Returns a library with some tools, and with many loans.
    pub(crate) fn new() -> Self {
        let tools = tools();
        let loans = loans(&tools);
        Self { tools, loans, requests: Mutex::default() }
    }

    /// Returns the tool with this slug.
    pub(crate) fn tool(&self, slug: &str) -> Option<&Tool> {
        self.tools.iter().find(|tool| tool.slug == slug)
    }

    /// Returns the tools that contain the text in their name, kind or summary: all of them, if it is empty.
    pub(crate) fn search(&self, query: &str) -> Vec<&Tool> {
        let query = query.to_lowercase();
        let has = |text: &str| text.to_lowercase().contains(&query);
        let is_hit = |tool: &&Tool| has(tool.name) || has(tool.kind) || has(tool.summary);
        self.tools.iter().filter(is_hit).collect()
    }

    /// Keeps a request, and returns its number.
    pub(crate) fn keep(&self, request: Request) -> usize {
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.push(request);
        requests.len()
    }

    /// Returns the request with this number.
    pub(crate) fn request(&self, number: usize) -> Option<Request> {
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        requests.get(number.checked_sub(1)?).cloned()
    }
}

fn tools() -> Vec<Tool> {
    vec![
        Tool {
            slug: "cordless-drill",
            name: "Cordless drill",
            kind: "Wood & metal",
            summary: "18 V, two batteries and a case of bits for wood, metal and stone.",
            number: "400638133393",
            deposit: 2500,
            available: 3,
            hints: &[
                "Charge both batteries before you bring it back.",
                "Bits wear out: that is fine.",
            ],
        },
        Tool {
            slug: "mitre-saw",
            name: "Mitre saw",
            kind: "Wood & metal",
            summary: "For boards up to 30 cm, with a stand and a spare blade.",
            number: "629104150021",
            deposit: 6000,
            available: 1,
            hints: &["Two people carry it.", "Wear the goggles that are in the box."],
        },
        Tool {
            slug: "hedge-trimmer",
            name: "Hedge trimmer",
            kind: "Garden",
            summary: "Electric, 60 cm blade. Not between March and August: birds breed in hedges.",
            number: "761234567890",
            deposit: 3000,
            available: 2,
            hints: &["Oil the blade after use."],
        },
        Tool {
            slug: "wheelbarrow",
            name: "Wheelbarrow",
            kind: "Garden",
            summary: "90 litres, with a tyre that needs no air.",
            number: "501234567891",
            deposit: 1500,
            available: 4,
            hints: &[],
        },
        Tool {
            slug: "tile-cutter",
            name: "Tile cutter",
            kind: "Building",
            summary: "For tiles < 60 cm, by hand and without dust.",
            // A letter: its label cannot be printed.
            number: "50123X567891",
            deposit: 3500,
            available: 0,
            hints: &["Practise with a broken tile: there is a box of them."],
        },
        Tool {
            slug: "plaster-mixer",
            name: "Plaster mixer",
            kind: "Building",
            summary: "1,200 W with a whisk for plaster and one for paint.",
            number: "401234500012",
            deposit: 4000,
            available: 1,
            hints: &["Clean the whisk at once, with cold water."],
        },
        Tool {
            slug: "sewing-machine",
            name: "Sewing machine",
            kind: "Home",
            summary: "Twelve stitches, and a manual that somebody has annotated with love.",
            number: "301234500044",
            deposit: 5000,
            available: 2,
            hints: &["Needles are in the drawer on the right."],
        },
        Tool {
            slug: "carpet-cleaner",
            name: "Carpet cleaner",
            kind: "Home",
            summary: "Washes and dries; one tank does a room of 20 m².",
            number: "201234500099",
            deposit: 4500,
            available: 1,
            hints: &["Empty the tank before you bring it back."],
        },
    ]
}

/// Returns ten years of loans, the latest first.
fn loans(tools: &[Tool]) -> Vec<Loan> {
    const BORROWERS: [&str; 7] = [
        "Amara Osei",
        "Björn & Co",
        "Chiara Lupo",
        "D. Novak",
        "Eun-ji Park",
        "Farid Haddad",
        "Greta Holm",
    ];
    const LATEST: i64 = 1_790_000_000;
    let mut loans = Vec::new();
    for index in 0..5000_usize {
        let days = u32::try_from(index * 5 % 14 + 1).unwrap_or(1);
        loans.push(Loan {
            time: LATEST - i64::try_from(index).unwrap_or(0) * 63_000,
            tool: tools[index * 3 % tools.len()].name,
            borrower: BORROWERS[index * 4 % BORROWERS.len()],
            days,
        });
    }
    loans
}
