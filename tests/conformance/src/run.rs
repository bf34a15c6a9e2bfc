//! Runs a case: compiles its template, and renders it.

use crate::{
    case::{Case, Expected},
    data::Node,
    deviations, helpers,
};
use std::fmt;
use template_runtime::{AnyChunkMemory, Chunks, CompileError, Compiler, Helpers, Source};

/// The outcome of a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The outcome is the expected one.
    Pass,
    /// The outcome is another one.
    Fail {
        /// The expected outcome, formatted for a message.
        expected: String,
        /// The actual outcome, formatted for a message.
        got: String,
    },
    /// The outcome differs intentionally, for this reason.
    Deviation(String),
    /// The case was not run, for this reason.
    Skip(String),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pass => f.write_str("pass"),
            Self::Fail { expected, got } => write!(f, "fail: expected {expected} got {got}"),
            Self::Deviation(reason) => write!(f, "deviation: {reason}"),
            Self::Skip(reason) => write!(f, "skip: {reason}"),
        }
    }
}

/// Runs a case.
pub fn run(case: &Case) -> Outcome {
    let got = match outcome(case) {
        Ok(got) => got,
        Err(reason) => return reason,
    };
    let is_expected = match (&case.expected, &got) {
        (Expected::Output(expected), Ok(output)) => expected == output,
        (Expected::Compiles, got) => got.is_ok(),
        (Expected::Error, got) => got.is_err(),
        (Expected::Message(words), Err(message)) => message.contains(words),
        _ => false,
    };
    if is_expected {
        return Outcome::Pass;
    }
    if let Some(reason) = deviations::reason(case, &got) {
        return Outcome::Deviation(reason.to_owned());
    }
    let expected = match &case.expected {
        Expected::Output(output) => format!("{output:?}"),
        Expected::Compiles => "that it compiles".to_owned(),
        Expected::Error => "an error".to_owned(),
        Expected::Message(words) => format!("the error {words:?}"),
    };
    let got =
        got.map_or_else(|error| format!("the error {error:?}"), |output| format!("{output:?}"));
    Outcome::Fail { expected, got }
}

/// Returns the output or the message of the error.
///
/// # Errors
///
/// The reason why the case cannot be run.
fn outcome(case: &Case) -> Result<Result<String, String>, Outcome> {
    if case.components {
        return Err(Outcome::Skip("components, which are Glimmer's".to_owned()));
    }
    if let Some(what) = &case.unreadable {
        return Err(Outcome::Skip(what.clone()));
    }
    let unknown = |code: String| match deviations::of_helpers(case) {
        Some(row) => Outcome::Deviation(row.to_owned()),
        None => Outcome::Skip(format!("unknown helper {}", one_line(&code))),
    };
    let mut compiler = compiler(case).map_err(unknown)?;
    for (name, text) in case.partials.entries() {
        // A partial that is a function is one that is never included.
        let Some(text) = text.text() else { continue };
        compiler = match compiler.partial(name.as_str(), text) {
            Ok(compiler) => compiler,
            Err(error) => return Ok(Err(error.to_string())),
        };
    }
    let template = match compiler.compile(Source::new(case.id.as_str(), case.template.as_str())) {
        Ok(template) => template,
        // These cases test the parser alone.
        Err(error) if case.expected == Expected::Compiles && lacks_only_partials(&error) => {
            return Ok(Ok(String::new()));
        }
        Err(error) => return Ok(Err(error.to_string())),
    };
    if case.expected == Expected::Compiles {
        return Ok(Ok(String::new()));
    }
    let data = Node::of(&case.data).map_err(unknown)?;
    let Some(private) = case.options.get("data") else {
        let rendered = template.render(&data).map_err(|error| error.to_string());
        let in_chunks = |size| joined(template.chunks(&data, &mut AnyChunkMemory::new()), size);
        return Ok(same_in_chunks(rendered, in_chunks));
    };
    let private = Node::of(private).map_err(unknown)?;
    let template = template.with_private_data(&private);
    let rendered = template.render(&data).map_err(|error| error.to_string());
    let in_chunks = |size| joined(template.chunks(&data, &mut AnyChunkMemory::new()), size);
    Ok(same_in_chunks(rendered, in_chunks))
}

/// Returns the outcome of a render, or an error if the outcome in chunks of some size is another one.
fn same_in_chunks(
    rendered: Result<String, String>,
    in_chunks: impl Fn(usize) -> Result<String, String>,
) -> Result<String, String> {
    for size in [4, 5, 7, 16, 64, 1000] {
        let joined = in_chunks(size);
        if joined != rendered {
            return Err(format!("rendered {rendered:?}, and in chunks of {size} {joined:?}"));
        }
    }
    rendered
}

/// Returns all chunks together.
///
/// # Errors
///
/// The message of the error.
fn joined(mut chunks: Chunks<'_>, size: usize) -> Result<String, String> {
    let mut buffer = vec![0; size];
    let mut page = String::new();
    while let Some(chunk) = chunks.next(&mut buffer).map_err(|error| error.to_string())? {
        page.push_str(chunk);
    }
    Ok(page)
}

/// Reports whether all errors are that partials do not exist.
fn lacks_only_partials(error: &CompileError) -> bool {
    error
        .diagnostics()
        .iter()
        .all(|error| error.message().contains(": there is no partial called `"))
}

/// Returns the compiler with the helpers and the options of a case.
///
/// # Errors
///
/// The source code of a helper that has no translation.
pub fn compiler(case: &Case) -> Result<Compiler, String> {
    let mut table = if case.is_own() { Helpers::standard() } else { Helpers::new() };
    for (name, code) in &case.helpers {
        let helper = helpers::table(code).ok_or_else(|| code.clone())?;
        let renamed = helper.alias(name.clone(), "").map_err(|error| error.to_string())?;
        table = table.with(renamed);
    }
    let mut compiler = Compiler::new().helpers(table);
    // Other implementations escape everywhere as in text.
    if !case.is_own() || case.has("entities") {
        compiler = compiler.entities();
    }
    // The cases of other implementations rely on implicit calls.
    if !case.is_own() || case.has("implicitCalls") {
        compiler = compiler.implicit_calls();
    }
    if case.options.get("data").is_some() {
        compiler = compiler.private_data();
    }
    if case.has("strict") {
        compiler = compiler.strict();
    }
    if case.has("noEscape") {
        compiler = compiler.text();
    }
    if case.has("collapse") {
        compiler = compiler.collapse_whitespace();
    }
    if case.has("unoptimized") {
        compiler = compiler.unoptimized();
    }
    Ok(compiler)
}

fn one_line(code: &str) -> String {
    code.split_whitespace().collect::<Vec<_>>().join(" ")
}
