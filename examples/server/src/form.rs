//! The form, and what makes it valid.

use crate::data::{Library, Request};
use serde::Deserialize;
use template_runtime::Data;

/// The values of the form as they were sent. Those that are missing are empty.
#[derive(Data, Default, Deserialize)]
#[serde(default)]
pub(crate) struct LoanForm {
    pub(crate) tool: String,
    pub(crate) name: String,
    pub(crate) mail: String,
    pub(crate) days: String,
    pub(crate) note: String,
    /// A checkbox that is not checked is not sent.
    pub(crate) agreed: bool,
}

/// What is wrong with a field.
#[derive(Data)]
pub(crate) struct Mistake {
    /// The name of the field.
    pub(crate) field: &'static str,
    pub(crate) message: &'static str,
}

impl LoanForm {
    /// Returns the request, or what is wrong, in the order of the fields.
    pub(crate) fn check(&self, library: &Library) -> Result<Request, Vec<Mistake>> {
        let name = self.name.trim();
        let days = self.days.trim().parse::<u8>().ok().filter(|days| (1..=14).contains(days));
        let checks = [
            ("tool", library.tool(&self.tool).is_some(), "Choose the tool."),
            ("name", !name.is_empty(), "Say who you are."),
            ("mail", is_mail(self.mail.trim()), "Give an address such as ann@example.org."),
            ("days", days.is_some(), "Choose between 1 and 14 days."),
            ("agreed", self.agreed, "Agree to bring the tool back clean."),
        ];
        let wrong = checks.into_iter().filter(|(_, is_right, _)| !is_right);
        let mistakes: Vec<_> =
            wrong.map(|(field, _, message)| Mistake { field, message }).collect();
        match days {
            Some(days) if mistakes.is_empty() => {
                let (tool, name) = (self.tool.clone(), name.to_owned());
                Ok(Request { tool, name, days, note: self.note.trim().to_owned() })
            }
            _ => Err(mistakes),
        }
    }
}

/// Reports whether the text has the form `a@b.c`.
fn is_mail(text: &str) -> bool {
    let domain = text.split_once('@').map(|(name, domain)| (!name.is_empty(), domain));
    domain.is_some_and(|(is_named, domain)| {
        is_named && domain.split('.').count() > 1 && domain.split('.').all(|part| !part.is_empty())
    })
}

/// Returns the message about a field: `{{message mistakes "name"}}`.
pub(crate) fn message(mistakes: &[Mistake], field: &str) -> Option<&'static str> {
    mistakes.iter().find(|mistake| mistake.field == field).map(|mistake| mistake.message)
}

#[cfg(test)]
mod tests {
    use super::{LoanForm, is_mail};
    use crate::data::Library;

    #[test]
    fn an_empty_form_has_a_mistake_in_each_field_that_is_needed() {
        let mistakes = LoanForm::default().check(&Library::new()).err().expect("it is empty");
        let fields: Vec<_> = mistakes.iter().map(|mistake| mistake.field).collect();
        assert_eq!(fields, ["tool", "name", "mail", "days", "agreed"]);
    }

    #[test]
    fn a_form_becomes_a_request() {
        let form = LoanForm {
            tool: "mitre-saw".into(),
            name: " Ann ".into(),
            mail: "ann@example.org".into(),
            days: "3".into(),
            note: String::new(),
            agreed: true,
        };
        let request = form.check(&Library::new()).ok().expect("it is valid");
        assert_eq!((request.name.as_str(), request.days), ("Ann", 3));
    }

    #[test]
    fn addresses() {
        assert!(is_mail("a@b.c"));
        assert!(["", "a", "a@", "@b.c", "a@b", "a@b."].iter().all(|text| !is_mail(text)));
    }
}
