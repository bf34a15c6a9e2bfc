//! The data of a case as data of a template.

use conformance::{data::Entries, js::Js};
use template_runtime::{Data, List, Map, SafeKind, ShapeRef, Value};

/// An owned value.
#[derive(Clone, Debug)]
pub enum Node {
    /// Nothing.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Another number.
    Float(f64),
    /// Text from anywhere.
    Text(String),
    /// Text that is safe in one context.
    Safe(SafeKind, String),
    /// A list.
    List(Vec<Node>),
    /// A map, in the order of its entries.
    Map(Entries<Node>),
}

/// All contexts in which a text may be said to be safe.
pub const KINDS: [SafeKind; 5] =
    [SafeKind::Html, SafeKind::Url, SafeKind::ResourceUrl, SafeKind::Script, SafeKind::Style];

/// Returns the context that a case calls `name`, or `None` if there is no type for it.
pub fn kind_named(name: &str) -> Option<SafeKind> {
    Some(match name {
        "html" => SafeKind::Html,
        "url" => SafeKind::Url,
        "resource" | "resource_url" | "trusted_resource_url" => SafeKind::ResourceUrl,
        "js" | "script" => SafeKind::Script,
        "css" | "style" => SafeKind::Style,
        _ => return None,
    })
}

impl Node {
    /// Converts a value. `{"$safe": kind, "value": text}` is a typed text, or plain text if there is no type for the
    /// kind.
    pub fn of(js: &Js) -> Self {
        match js {
            Js::Null | Js::Function(_) => Self::Null,
            Js::Bool(value) => Self::Bool(*value),
            Js::Int(value) => Self::Int(*value),
            Js::Float(value) => Self::Float(*value),
            Js::Text(text) => Self::Text(text.clone()),
            Js::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Js::Map(entries) => {
                let text = js.get("value").and_then(Js::text);
                if let (Some(kind), Some(text)) = (js.get("$safe").and_then(Js::text), text) {
                    return match kind_named(kind) {
                        Some(kind) => Self::safe(kind, text),
                        None => Self::Text(text.to_owned()),
                    };
                }
                let entry = |(name, value): &(String, Js)| (name.clone(), Self::of(value));
                Self::Map(Entries(entries.iter().map(entry).collect()))
            }
        }
    }

    /// Returns a text that is safe in a context.
    pub fn safe(kind: SafeKind, text: &str) -> Self {
        Self::Safe(kind, text.to_owned())
    }

    /// Returns a map.
    pub fn map<const N: usize>(entries: [(&str, Self); N]) -> Self {
        Self::Map(Entries(entries.map(|(name, node)| (name.to_owned(), node)).into()))
    }
}

impl Data for Node {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Int(value) => Value::Int(*value),
            Self::Float(value) => Value::Float(*value),
            Self::Text(text) => Value::Text(text),
            Self::Safe(kind, text) => Value::safe(*kind, text),
            Self::List(items) => Value::List(List::new(items)),
            Self::Map(entries) => Value::Map(Map::new(entries)),
        }
    }
}
