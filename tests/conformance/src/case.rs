//! A case: a template, its data, and what is expected of it.

use crate::js::{self, Js};

/// One case of a file.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name, as `hbs/basic#0`.
    pub id: String,
    /// What kind of case it is, where the file says so.
    pub tier: String,
    /// The text of the template.
    pub template: String,
    /// The data.
    pub data: Js,
    /// The partials, by name.
    pub partials: Js,
    /// The helpers: for each name the text of a function in JavaScript.
    pub helpers: Vec<(String, String)>,
    /// The options of the compiler or of the call.
    pub options: Js,
    /// The components that it needs, which are Glimmer's.
    pub components: bool,
    /// The rows of the language's tables that it covers: their first cells.
    pub rows: Vec<String>,
    /// What is expected.
    pub expected: Expected,
    /// Why it cannot be run: a part of it is written in a way that cannot be read.
    pub unreadable: Option<String>,
}

/// What is expected of a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// This output.
    Output(String),
    /// That it compiles.
    Compiles,
    /// A mistake, while it is compiled or while it runs, in whatever words.
    Error,
    /// A mistake whose message holds these words.
    Message(String),
}

impl Case {
    /// Whether an option is on.
    pub fn has(&self, option: &str) -> bool {
        matches!(self.options.get(option), Some(Js::Bool(true)))
    }

    /// Gives the output that is expected, if one is.
    pub fn output(&self) -> Option<&str> {
        match &self.expected {
            Expected::Output(output) => Some(output),
            _ => None,
        }
    }

    /// Whether it is one of this repository's own, which follow the language without options.
    pub fn is_own(&self) -> bool {
        self.id.starts_with("own/")
    }
}

/// Reads the cases of a file: a list of maps.
///
/// # Errors
///
/// What is wrong with it.
pub fn read(text: &str) -> Result<Vec<Case>, String> {
    match js::parse(text)? {
        Js::List(cases) => cases.iter().map(case).collect(),
        _ => Err("the file is not a list of cases".to_owned()),
    }
}

fn case(js: &Js) -> Result<Case, String> {
    let text = |name: &str| js.get(name).and_then(Js::text).map(str::to_owned);
    let id = text("id").ok_or("a case has no `id`")?;
    let template = text("template").ok_or_else(|| format!("{id} has no `template`"))?;
    let map = |name| js.get(name).cloned().unwrap_or(Js::Null);
    let (data, unreadable) = match data(&map("data")) {
        Ok(data) => (data, None),
        Err(error) => (Js::Null, Some(format!("its data: {error}"))),
    };
    // Glimmer's cases have it outside of the options.
    let options = match js.get("strict") {
        Some(strict) => Js::Map(vec![("strict".to_owned(), strict.clone())]),
        None => map("options"),
    };
    let helpers = map("helpers");
    let helpers = helpers.entries().iter();
    let helpers =
        helpers.map(|(name, code)| (name.clone(), function(code).unwrap_or_default().to_owned()));
    let rows = match js.get("rows") {
        Some(Js::List(rows)) => rows.iter().filter_map(Js::text).map(str::to_owned).collect(),
        _ => Vec::new(),
    };
    let expected = match (text("expected"), text("error")) {
        (Some(output), _) => Expected::Output(output),
        (None, None) => Expected::Compiles,
        (None, Some(message)) if id.starts_with("own/") => Expected::Message(message),
        (None, Some(_)) => Expected::Error,
    };
    Ok(Case {
        tier: text("tier").unwrap_or_default(),
        template,
        data,
        partials: map("partials"),
        helpers: helpers.collect(),
        options,
        components: js.get("components").is_some(),
        rows,
        expected,
        unreadable,
        id,
    })
}

/// The data of a case; where it is text, that is a value in JavaScript, which may hold functions.
fn data(js: &Js) -> Result<Js, String> {
    match js {
        Js::Text(text) if text.starts_with(['{', '[']) => js::parse(text),
        _ => Ok(js.clone()),
    }
}

/// The text of a function, which files write in three ways.
pub fn function(js: &Js) -> Option<&str> {
    match js {
        Js::Text(code) | Js::Function(code) => Some(code),
        Js::Map(_) if js.get("!code").is_some() => js.get("javascript").and_then(Js::text),
        _ => None,
    }
}
