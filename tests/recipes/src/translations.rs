use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use template_runtime::{Data, NamedArgs, Value, helper, template};
use unic_langid::LanguageIdentifier;

/// A language, with its messages.
#[derive(Data)]
pub struct Language {
    /// For `<html lang>`.
    pub code: String,
    #[data(skip)]
    messages: FluentBundle<FluentResource>,
}

impl Language {
    /// Reads the messages of a language.
    pub fn new(language: LanguageIdentifier, ftl: &str) -> Result<Self, String> {
        let code = language.to_string();
        let resource = FluentResource::try_new(ftl.to_owned());
        let resource = resource.map_err(|(_, errors)| format!("{code}: {errors:?}"))?;
        let mut messages = FluentBundle::new_concurrent(vec![language]);
        messages.add_resource(resource).map_err(|errors| format!("{code}: {errors:?}"))?;
        Ok(Self { code, messages })
    }
}

/// Returns the message `id`. An error ends the render, with the position of the call in the template.
#[helper]
pub fn t(
    language: &Language,
    id: &str,
    #[named(rest)] arguments: NamedArgs<'_, '_>,
) -> Result<String, String> {
    let messages = &language.messages;
    let message = messages.get_message(id).and_then(|message| message.value());
    let message = message.ok_or_else(|| format!("{} has no message `{id}`", language.code))?;
    let mut values = FluentArgs::new();
    for (name, value) in arguments.iter() {
        values.set(name, fluent(value).ok_or_else(|| format!("`{name}` is not text or a number"))?);
    }
    let mut errors = Vec::new();
    let text = messages.format_pattern(message, Some(&values), &mut errors);
    match errors.first() {
        None => Ok(text.into_owned()),
        Some(error) => Err(format!("{} `{id}`: {error}", language.code)),
    }
}

fn fluent(value: Value<'_>) -> Option<FluentValue<'_>> {
    match value {
        Value::Int(number) => Some(number.into()),
        Value::Float(number) => Some(number.into()),
        Value::Text(text) => Some(text.into()),
        _ => None,
    }
}

template! {
    pub struct Cart<'a> {
        pub language: &'a Language,
        pub user: &'a str,
        pub items: &'a [&'a str],
    }

    r#"<html lang="{{language.code}}">
<h1>{{t language "hello" user=user}}</h1>
{{#let (helper t language) as |t|}}
<p>{{t "items" count=items.length}} <a href="/pay" title="{{t 'pay'}}">{{t "pay"}}</a></p>
{{/let}}
"#
}
