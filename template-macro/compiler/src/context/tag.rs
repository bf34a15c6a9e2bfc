//! Tags with their attributes.

use super::language::Languages;
use std::collections::HashMap;
use template_bytecode::html::AttributeKind;

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Its name in lower case.
    pub name: String,
    pub is_end: bool,
    /// Whether a slash precedes.
    pub is_self_closing: bool,
    /// The language of its content, as far as its attributes determine it.
    pub languages: Languages,
    /// The facts from the static text after the name, for elements in which attributes determine the meaning of others.
    pub facts: Facts,
    /// The attributes so far.
    pub attributes: Vec<Attribute>,
    /// `<meta>`: the kind as which its `content` has been read.
    pub read_content: Option<MetaContent>,
    /// Whether an attribute has been read as text because of another one.
    pub has_relied: bool,
}

/// The facts from the static text after the name of a tag.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Facts {
    /// The attributes that usually have an effect beyond text have none.
    pub is_harmless: bool,
    /// `<meta>`: the kind of its content.
    pub content: MetaContent,
}

/// The kind of the `content` of a `<meta>`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum MetaContent {
    /// Text.
    #[default]
    Text,
    /// A time, and a URL.
    Refresh,
    /// The type of the page with its encoding, which determines the meaning of all bytes of the page.
    Type,
}

/// An attribute of a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Attribute {
    /// The name in lower case, or [`ANY`].
    pub name: String,
    /// Whether all branches of the template have it.
    is_certain: bool,
    /// The values that it may have, if they are static.
    values: Vec<String>,
    /// Whether it may have another value.
    has_other_value: bool,
}

impl Attribute {
    /// Returns the number of values that it may have.
    pub(super) const fn count(&self) -> usize {
        self.values.len()
    }
}

/// The name of the attributes that a component forwards, which may have any name.
const ANY: &str = "*";

/// The attributes whose static values determine the meaning of a tag.
const DECIDING: &[&str] =
    &["attributename", "encoding", "http-equiv", "language", "name", "rel", "type"];

/// The number of static values of an attribute that are kept.
const MAX_VALUES: usize = 32;

/// The number of characters of a static value that are kept. Longer ones have no meaning.
const MAX_VALUE: usize = 256;

/// Returns the beginning of the static text of the value of an attribute, if it determines the meaning of others.
pub(super) fn static_text(name: &str) -> Option<String> {
    DECIDING.contains(&name).then(String::new)
}

/// Adds a character to a static text, if that is not too long.
pub(super) fn add_character(text: &mut Option<String>, c: char) {
    match text {
        Some(known) if known.len() < MAX_VALUE => known.push(c),
        _ => *text = None,
    }
}

impl Tag {
    /// Returns a tag without attributes. `name` is in lower case, and may continue.
    pub(super) fn new(name: String, is_end: bool) -> Self {
        Self {
            name,
            is_end,
            is_self_closing: false,
            languages: Languages::default(),
            facts: Facts::default(),
            attributes: Vec::new(),
            read_content: None,
            has_relied: false,
        }
    }

    /// Adds an attribute, whose value is empty so far. Returns whether the tag already has it, in all branches of the
    /// template.
    pub(super) fn add(&mut self, name: &str) -> bool {
        let is_forwarded = self.attributes.iter().any(|known| known.name == ANY);
        let values = if DECIDING.contains(&name) { vec![String::new()] } else { Vec::new() };
        let Some(known) = self.attributes.iter_mut().find(|known| known.name == name) else {
            let name = name.to_owned();
            let attribute = Attribute { name, is_certain: true, values, has_other_value: false };
            self.attributes.push(attribute);
            return false;
        };
        if known.is_certain {
            return true;
        }
        // It is the first of its name in some branches only. Forwarded attributes may be in between.
        known.is_certain = true;
        known.values.extend(values);
        known.has_other_value |= is_forwarded;
        false
    }

    /// Returns `true` if the attribute that has been added last is the first of its name in all branches.
    fn is_first(&self, name: &str) -> bool {
        let named = self.attributes.iter().find(|known| known.name == name);
        named.is_some_and(|known| known.values.len() == 1 && !known.has_other_value)
            && self.attributes.iter().all(|known| known.name != ANY)
    }

    /// Sets the known value of the attribute that has been added last.
    pub(super) fn set_value(&mut self, name: &str, text: Option<String>) {
        if Languages::are_named_by(&self.name, name) {
            let is_first = self.is_first(name);
            self.languages.note(&self.name, name, text.as_deref(), is_first);
        }
        let Some(known) = self.attributes.iter_mut().find(|known| known.name == name) else {
            return;
        };
        if known.values.pop().is_none() {
            return;
        }
        match text {
            Some(text) => known.values.push(text),
            None => known.has_other_value = true,
        }
    }

    /// Adds attributes of any names.
    pub(super) fn add_any(&mut self) {
        self.attributes.push(Attribute {
            name: ANY.to_owned(),
            is_certain: false,
            values: Vec::new(),
            has_other_value: true,
        });
    }

    /// Returns `true` if the tag has an attribute, perhaps.
    pub(super) fn may_have(&self, name: &str) -> bool {
        self.attributes.iter().any(|known| known.name == name || known.name == ANY)
    }

    /// Returns `true` if a condition is true of the value of an attribute in all branches of the template, as far as the
    /// tag has been read. The value is `None` where the tag does not have the attribute.
    pub(super) fn always(&self, name: &str, condition: impl Fn(Option<&str>) -> bool) -> bool {
        // Attributes that determine others are never forwarded.
        let may_be_forwarded = AttributeKind::of("", name) != AttributeKind::Meaning;
        let named = self
            .attributes
            .iter()
            .filter(|known| known.name == name || known.name == ANY && may_be_forwarded);
        for attribute in named {
            let is_true = !attribute.has_other_value
                && attribute.values.iter().all(|value| condition(Some(value)));
            if !is_true || attribute.is_certain {
                return is_true;
            }
        }
        condition(None)
    }
}

/// Joins the attributes of a tag in two branches.
pub(super) fn join(one: Vec<Attribute>, other: Vec<Attribute>) -> Vec<Attribute> {
    if one == other {
        return one;
    }
    let names = |attributes: &[Attribute]| -> HashMap<String, usize> {
        // The positions of the first attribute of each name: only forwarded attributes are repeated.
        let names = attributes.iter().enumerate().rev();
        names.map(|(at, attribute)| (attribute.name.clone(), at)).collect()
    };
    let (of_one, of_other) = (names(&one), names(&other));
    let mut joined: Vec<Attribute> = Vec::new();
    let is_forwarded = |attribute: &Attribute| attribute.name == ANY;
    // Forwarded attributes may precede all others.
    let forwarded = one.iter().chain(&other).find(|attribute| is_forwarded(attribute));
    joined.extend(forwarded.cloned());
    for mut attribute in one.iter().filter(|attribute| !is_forwarded(attribute)).cloned() {
        match of_other.get(&attribute.name).map(|at| &other[*at]) {
            Some(other) => {
                attribute.is_certain &= other.is_certain;
                attribute.has_other_value |= other.has_other_value;
                let new = other.values.iter().filter(|value| !attribute.values.contains(value));
                let new: Vec<_> = new.cloned().collect();
                attribute.values.extend(new);
                if attribute.values.len() > MAX_VALUES {
                    attribute.values.clear();
                    attribute.has_other_value = true;
                }
            }
            None => attribute.is_certain = false,
        }
        joined.push(attribute);
    }
    for attribute in other {
        if !is_forwarded(&attribute) && !of_one.contains_key(&attribute.name) {
            joined.push(Attribute { is_certain: false, ..attribute });
        }
    }
    joined
}
