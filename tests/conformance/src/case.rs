//! Test cases: a template, its data, and the expected outcome.

use crate::js::{self, Js};

/// One case of a file.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name, for example `hbs/basic#0`.
    pub id: String,
    /// The kind of case, if the file has one.
    pub tier: String,
    /// The text of the template.
    pub template: String,
    /// The data.
    pub data: Js,
    /// The partials, by name.
    pub partials: Js,
    /// The helpers: their names, and the source code of a JavaScript function for each.
    pub helpers: Vec<(String, String)>,
    /// The options of the compiler or of the call.
    pub options: Js,
    /// Whether it needs Glimmer components.
    pub components: bool,
    /// The rows of the tables in the language documentation that it covers, by their first cells.
    pub rows: Vec<String>,
    /// The expected outcome.
    pub expected: Expected,
    /// The reason why the case cannot be run, if a part of it cannot be parsed.
    pub unreadable: Option<String>,
}

/// The expected outcome of a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// This output.
    Output(String),
    /// The template compiles.
    Compiles,
    /// A compile error or a run-time error, with any message.
    Error,
    /// An error whose message contains this text.
    Message(String),
}

impl Case {
    /// Reports whether an option is on.
    pub fn has(&self, option: &str) -> bool {
        matches!(self.options.get(option), Some(Js::Bool(true)))
    }

    /// Returns the expected output, if an output is expected.
    pub fn output(&self) -> Option<&str> {
        match &self.expected {
            Expected::Output(output) => Some(output),
            _ => None,
        }
    }

    /// Reports whether it is one of this repository's own cases, which use the language without implicit
    /// calls unless an option says otherwise.
    pub fn is_own(&self) -> bool {
        self.id.starts_with("own/")
    }
}

/// Parses the cases of a file: a list of maps.
///
/// # Errors
///
/// Returns a message if the syntax is invalid or a case is incomplete.
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
    // The cases of Glimmer have `strict` outside of the options.
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

/// Returns the data of a case. A text is the source code of a JavaScript value, which may contain functions.
fn data(js: &Js) -> Result<Js, String> {
    match js {
        Js::Text(text) if text.starts_with(['{', '[']) => js::parse(text),
        _ => Ok(js.clone()),
    }
}

/// Returns the source code of a function, which files write in three ways.
pub fn function(js: &Js) -> Option<&str> {
    match js {
        Js::Text(code) | Js::Function(code) => Some(code),
        Js::Map(_) if js.get("!code").is_some() => js.get("javascript").and_then(Js::text),
        _ => None,
    }
}
