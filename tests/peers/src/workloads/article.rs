//! A long article: much static text, and a few values.

use serde::Serialize;

/// The data of the workload `article`.
#[derive(Serialize)]
pub(crate) struct Article {
    pub(crate) site: String,
    pub(crate) section: String,
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) city: String,
    pub(crate) published: String,
    pub(crate) updated: String,
    pub(crate) words: u32,
    pub(crate) minutes: u16,
    pub(crate) readers: u64,
    pub(crate) place: String,
    pub(crate) region: String,
    pub(crate) visitors: u32,
    pub(crate) share: f64,
    pub(crate) guide: String,
    pub(crate) editor: String,
    pub(crate) contact: String,
    pub(crate) next: String,
    pub(crate) year: u16,
}

impl Article {
    pub(crate) fn new() -> Self {
        Article {
            site: "Coast & Country".to_owned(),
            section: "Travel".to_owned(),
            title: "Three days in the \"white\" port".to_owned(),
            author: "Ruth Vane".to_owned(),
            city: "Hull".to_owned(),
            published: "14 March 2025".to_owned(),
            updated: "2 April 2025".to_owned(),
            words: 3_204,
            minutes: 14,
            readers: 5_120_330_417,
            place: "Saint Mary & Sands".to_owned(),
            region: "the northern bays".to_owned(),
            visitors: 418_000,
            share: 37.5,
            guide: "Tom <the tall one>".to_owned(),
            editor: "Ida Orr".to_owned(),
            contact: "travel@example.org".to_owned(),
            next: "Islands & inlets".to_owned(),
            year: 2025,
        }
    }
}
