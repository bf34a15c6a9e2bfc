//! The form for reports, and its validation.

use template_runtime::Data;

/// The values of the form as they were sent.
#[derive(Data)]
pub(crate) struct Form<'a> {
    pub(crate) trail: &'a str,
    pub(crate) name: &'a str,
    pub(crate) mail: &'a str,
    pub(crate) day: &'a str,
    pub(crate) condition: &'a str,
    pub(crate) text: &'a str,
}

/// What is wrong with a field.
#[derive(Data)]
pub(crate) struct Mistake {
    /// The name of the field.
    pub(crate) field: &'static str,
    pub(crate) message: &'static str,
}

pub(crate) const CONDITIONS: [&str; 4] = ["good", "muddy", "blocked", "dangerous"];

impl Form<'_> {
    /// Returns what is wrong with the form, in the order of its fields.
    pub(crate) fn validate(&self) -> Vec<Mistake> {
        let checks = [
            ("trail", self.trail.is_empty(), "Choose the trail."),
            ("name", self.name.trim().is_empty(), "Say who you are."),
            ("mail", !self.mail.contains('@'), "A mail address has an @."),
            ("day", self.day.is_empty(), "Give the day of the walk."),
            ("text", self.text.len() < 20, "Write at least 20 characters."),
        ];
        let wrong = checks.into_iter().filter(|(_, is_wrong, _)| *is_wrong);
        wrong.map(|(field, _, message)| Mistake { field, message }).collect()
    }
}

/// Returns the message about a field: `{{message mistakes "name"}}`.
pub(crate) fn message(mistakes: &[Mistake], field: &str) -> Option<&'static str> {
    mistakes.iter().find(|mistake| mistake.field == field).map(|mistake| mistake.message)
}
