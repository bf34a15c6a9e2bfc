//! The data of a case: JavaScript values as data of templates.

use crate::{case::function, helpers, js::Js};
use std::rc::Rc;
use template_runtime::{
    Args, Callable, Data, DynHelper, ErrorKind, HelperSpec, List, Map, MapData, ShapeRef, Sink,
    Value,
};

/// An owned value.
#[derive(Debug)]
pub enum Node {
    Null,
    Bool(bool),
    Int(i64),
    Float(f64),
    Text(String),
    List(Vec<Node>),
    Map(Rc<Entries<Node>>),
    Helper(DynHelper<'static>),
    OfThis(Box<OfThis>),
}

/// The entries of a map, in order.
#[derive(Clone, Debug)]
pub struct Entries<N>(pub Vec<(String, N)>);

/// A function that reads an entry of the map that contains it: `function () { return this.name; }`.
#[derive(Debug)]
pub struct OfThis {
    /// The entries of the map that are not functions.
    this: Node,
    /// The name of the entry; empty for the map itself.
    name: String,
}

impl Node {
    /// Converts a value.
    ///
    /// # Errors
    ///
    /// The source code of a function that has no translation.
    pub fn of(js: &Js) -> Result<Self, String> {
        if let Some(code) = code(js) {
            return Self::helper(code, &Js::Null);
        }
        Ok(match js {
            Js::Null | Js::Function(_) => Self::Null,
            Js::Bool(value) => Self::Bool(*value),
            Js::Int(value) => Self::Int(*value),
            Js::Float(value) => Self::Float(*value),
            Js::Text(text) => Self::Text(text.clone()),
            Js::List(items) => Self::List(items.iter().map(Self::of).collect::<Result<_, _>>()?),
            Js::Map(entries) => {
                let entry = |(name, value): &(String, Js)| {
                    let node = match code(value) {
                        Some(code) => Self::helper(code, js)?,
                        None => Self::of(value)?,
                    };
                    Ok((name.clone(), node))
                };
                Self::Map(Rc::new(Entries(
                    entries.iter().map(entry).collect::<Result<_, String>>()?,
                )))
            }
        })
    }

    fn helper(code: &str, this: &Js) -> Result<Self, String> {
        if let Some(name) = helpers::of_this(code) {
            let plain = this.entries().iter().filter(|(_, value)| self::code(value).is_none());
            let this = Self::of(&Js::Map(plain.cloned().collect()))?;
            return Ok(Self::OfThis(Box::new(OfThis { this, name })));
        }
        helpers::value(code).map(Self::Helper).ok_or_else(|| code.to_owned())
    }

    fn entries(&self) -> &[(String, Self)] {
        match self {
            Self::Map(entries) => &entries.0,
            _ => &[],
        }
    }
}

/// Returns the source code of a function in data, where a text is always just text.
fn code(js: &Js) -> Option<&str> {
    if let Js::Text(_) = js { None } else { function(js) }
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
            Self::List(items) => Value::List(List::new(items)),
            Self::Map(entries) => Value::Map(Map::new(&**entries)),
            Self::Helper(helper) => Value::Helper(*helper),
            Self::OfThis(helper) => Value::Helper((&**helper).into()),
        }
    }
}

impl<N: Data> MapData for Entries<N> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, node)| node.value())
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let Some((name, node)) = self.0.get(index) else { return false };
        *key = Value::Text(name);
        *value = node.value();
        true
    }
}

impl Callable for OfThis {
    fn name(&self) -> &'static str {
        "this"
    }

    fn spec(&self) -> &'static HelperSpec {
        &HelperSpec::NOTHING
    }

    fn call<'v>(&'v self, _: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
        let found = self.this.entries().iter().find(|(name, _)| *name == self.name);
        sink.value(match found {
            _ if self.name.is_empty() => self.this.value(),
            Some((_, node)) => node.value(),
            None => Value::Null,
        })
    }
}
