//! Runs a case.

use crate::{
    case::{Case, Kind, Policy},
    compile::{self, Rendered},
    deviations, policy, probe,
    refusal::Reason,
    unit,
};
use std::fmt;

/// The outcome of a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It is as expected.
    Pass,
    /// It is not, with the expected and the actual outcome.
    Fail(String),
    /// The case was not run, for this reason.
    Skip(String),
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pass => f.write_str("pass"),
            Self::Fail(what) => write!(f, "fail: {what}"),
            Self::Skip(reason) => write!(f, "skip: {reason}"),
        }
    }
}

/// Runs a case.
pub fn run(case: &Case) -> Outcome {
    if let Some(reason) = deviations::reason(case) {
        return Outcome::Skip(reason.to_owned());
    }
    let template = case.template.as_deref().unwrap_or_default();
    match case.kind {
        Kind::Render(policy) => {
            let rendered = compile::render(case, template);
            let expected = match policy {
                Policy::CompileError(reason) => format!("a compile error of {reason:?}"),
                _ => format!("{:?}", policy::ours(case.text())),
            };
            let holds = policy::holds(policy, case, &rendered);
            match deviations::of_data(case) {
                Some(reason) if !holds => Outcome::Skip(reason.to_owned()),
                _ => outcome(holds, template, &expected, &rendered),
            }
        }
        Kind::Reject => {
            let rendered = compile::render(case, template);
            let reason = Reason::of_error(&case.about);
            let is_refused =
                matches!(&rendered, Rendered::Refused(message) if reason.is_given_by(message));
            outcome(is_refused, template, &format!("a compile error of {reason:?}"), &rendered)
        }
        Kind::Accept => match compile::compile(case, template) {
            Ok(_) => Outcome::Pass,
            Err(error) => {
                let refused = Rendered::Refused(error.to_string());
                outcome(false, template, "that it compiles", &refused)
            }
        },
        Kind::Context => probe::run(case, template),
        Kind::Unit => unit::run(case),
    }
}

/// Returns `Pass`, or `Fail` with a message of one line.
pub(crate) fn outcome(
    is_expected: bool,
    template: &str,
    expected: &str,
    rendered: &Rendered,
) -> Outcome {
    if is_expected {
        return Outcome::Pass;
    }
    let got = match rendered {
        Rendered::Output(output) => format!("{output:?}"),
        Rendered::Refused(message) => format!("the error {:?}", first_line(message)),
        Rendered::Failed(message) => format!("the run-time error {:?}", first_line(message)),
    };
    Outcome::Fail(format!("{template:?} expected {expected} got {got}"))
}

fn first_line(message: &str) -> &str {
    message.lines().next().unwrap_or_default()
}
