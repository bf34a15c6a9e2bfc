//! Cases: a template, its data, and what is expected.

use crate::refusal::Reason;
use conformance::js::{self, Js};

/// One case of a file.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name: `escape/go-003`.
    pub id: String,
    /// What is tested.
    pub kind: Kind,
    /// What the case shows; the name of the escaper in a case that tests a single one.
    pub about: String,
    /// The text of the template, if the language can express it.
    pub template: Option<String>,
    /// The partials: their names and texts.
    pub partials: Vec<(String, String)>,
    /// The data.
    pub data: Js,
    /// The expected output, text or context.
    pub expected: Js,
}

/// What a case tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The output, compared as the policy says.
    Render(Policy),
    /// The template is refused.
    Reject,
    /// The template compiles.
    Accept,
    /// The context in which the template ends.
    Context,
    /// A single escaper.
    Unit,
}

/// How an output is compared with the output of html/template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The output is the same, except for the spelling of character references.
    Same,
    /// The printed values are the same; the static text stays as it is written.
    SameDynamicPart,
    /// The output is the same, with the words that we print instead of a refused value.
    Sentinel,
    /// The attribute has the same value, in quotes, or the template is refused.
    AutoQuoted,
    /// The template is refused, for this reason.
    CompileError(Reason),
}

impl Case {
    /// Returns the expected output or text.
    pub fn text(&self) -> &str {
        self.expected.text().unwrap_or_default()
    }
}

/// Parses the cases of a file: a list of maps, or a map that has the list as `cases`.
///
/// # Errors
///
/// Returns a message if the syntax is invalid or a case is incomplete.
pub fn read(text: &str) -> Result<Vec<Case>, String> {
    let file = js::parse(text)?;
    match file.get("cases").unwrap_or(&file) {
        Js::List(cases) => cases.iter().map(case).collect(),
        _ => Err("the file has no list of cases".to_owned()),
    }
}

fn case(js: &Js) -> Result<Case, String> {
    let text = |name: &str| js.get(name).and_then(Js::text).map(str::to_owned);
    let id = text("id").ok_or("a case has no `id`")?;
    let kind = match text("kind").as_deref() {
        Some("render") => Kind::Render(policy(&text("policy").unwrap_or_default(), &id)?),
        Some("reject") => Kind::Reject,
        Some("accept") => Kind::Accept,
        Some("context") => Kind::Context,
        Some("unit") => Kind::Unit,
        kind => return Err(format!("{id}: the kind {kind:?} is unknown")),
    };
    let (template, partials) = files(js);
    Ok(Case {
        kind,
        about: text("about").unwrap_or_default(),
        template,
        partials,
        data: js.get("data").cloned().unwrap_or(Js::Null),
        expected: js.get("expected").cloned().unwrap_or(Js::Null),
        id,
    })
}

fn policy(name: &str, id: &str) -> Result<Policy, String> {
    Ok(match name {
        "same" | "" => Policy::Same,
        "same_dynamic_part_static_differs" => Policy::SameDynamicPart,
        "sentinel" => Policy::Sentinel,
        "auto_quoted_or_compile_error" => Policy::AutoQuoted,
        "compile_error_dynamic_name" => Policy::CompileError(Reason::Name),
        "compile_error_js_regexp" => Policy::CompileError(Reason::Regexp),
        "compile_error_in_comment" => Policy::CompileError(Reason::Comment),
        _ if name.starts_with("compile_error") => Policy::CompileError(Reason::Any),
        _ => return Err(format!("{id}: the policy `{name}` is unknown")),
    })
}

/// Returns the text of the template and its partials, which files give as `template` and `partials`, or as one map
/// of `templates` or `files`, in which the template is called `main` or is the first one.
fn files(js: &Js) -> (Option<String>, Vec<(String, String)>) {
    let mut files = Vec::new();
    for list in ["templates", "files", "partials"] {
        for (name, text) in js.get(list).map_or(&[][..], Js::entries) {
            let name = name.strip_suffix(".hbs").unwrap_or(name);
            files.extend(text.text().map(|text| (name.to_owned(), text.to_owned())));
        }
    }
    let mut template = js.get("template").and_then(Js::text).map(str::to_owned);
    let has_no_text = matches!(js.get("template"), Some(Js::Null));
    if template.is_none() && !has_no_text && !files.is_empty() {
        let main = files.iter().position(|(name, _)| name == "main").unwrap_or(0);
        template = Some(files.remove(main).1);
    }
    (template, files)
}

#[cfg(test)]
mod tests {
    use super::{Kind, Policy, read};

    #[test]
    fn templates_and_partials() {
        let cases = read(
            r#"{"cases": [
                {"id": "a", "kind": "reject", "templates": {"row": "<a", "main": "{{> row}}"}},
                {"id": "b", "kind": "render", "template": "x", "partials": {"row": "y"}},
                {"id": "c", "kind": "accept", "template": null}
            ]}"#,
        );
        let cases = cases.expect("cases");
        assert_eq!(cases[0].template.as_deref(), Some("{{> row}}"));
        assert_eq!(cases[0].partials, [("row".to_owned(), "<a".to_owned())]);
        assert_eq!(cases[1].kind, Kind::Render(Policy::Same));
        assert_eq!(cases[1].partials.len(), 1);
        assert_eq!(cases[2].template, None);
    }
}
