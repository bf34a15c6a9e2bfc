//! Whether a value can be printed as JSON. It is known before anything is printed.

use crate::value::Value;
use core::fmt;

/// How deep lists, maps and objects may be in each other.
const DEEPEST: usize = 128;

/// Why a value cannot be printed as JSON.
pub(super) enum Fault {
    /// It is too deep.
    Depth,
    /// This kind of value is a key.
    Key(&'static str),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Depth => write!(f, "the value is more than {DEEPEST} levels deep"),
            Self::Key(kind) => write!(f, "{kind} cannot be a key"),
        }
    }
}

/// Checks a value.
pub(super) fn check(value: Value<'_>) -> Result<(), Fault> {
    check_below(value, DEEPEST)
}

/// Checks a value that may have so many levels.
fn check_below(value: Value<'_>, levels: usize) -> Result<(), Fault> {
    if matches!(value, Value::Object(object) if object.text().is_some()) {
        return Ok(());
    }
    let below = || levels.checked_sub(1).ok_or(Fault::Depth);
    match value {
        Value::List(list) => {
            let below = below()?;
            list.iter().try_for_each(|item| check_below(item, below))
        }
        Value::Map(map) => {
            let below = below()?;
            map.iter().try_for_each(|(key, value)| {
                if !key.is_printable() {
                    return Err(Fault::Key(key.kind()));
                }
                check_below(value, below)
            })
        }
        Value::Object(object) => {
            let below = below()?;
            object.own_fields().try_for_each(|(_, value)| check_below(value, below))
        }
        _ => Ok(()),
    }
}
