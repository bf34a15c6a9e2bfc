//! Expressions in the syntax of this language.

/// An expression in the notation of this language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Term {
    /// A path, to which names can be added.
    Path(String),
    /// A literal.
    Literal(String),
    /// A call, without parentheses around it.
    Call { callee: String, arguments: Vec<String> },
}

impl Term {
    pub(super) fn null() -> Self {
        Self::literal("null")
    }

    pub(super) fn literal(text: &str) -> Self {
        Self::Literal(text.to_owned())
    }

    /// Returns a call.
    pub(super) fn call<'a>(callee: &str, arguments: impl IntoIterator<Item = &'a Self>) -> Self {
        let arguments = arguments.into_iter().map(Self::operand).collect();
        Self::Call { callee: callee.to_owned(), arguments }
    }

    /// Returns the term as a condition. Only the truth of a condition matters, so two negations cancel out.
    pub(super) fn condition(&self) -> String {
        match self {
            // Only the truth of the operands matters, too.
            Self::Call { callee, arguments } if matches!(callee.as_str(), "and" | "or") => {
                let arguments: Vec<&str> = arguments.iter().map(|value| truth(value)).collect();
                format!("({callee} {})", arguments.join(" "))
            }
            _ => truth(&self.operand()).to_owned(),
        }
    }

    /// Returns the path to a field of a path.
    pub(super) fn field(&self, name: &str) -> Option<Self> {
        match self {
            Self::Path(path) if path == "this" || path == "." => {
                Some(Self::Path(format!("this.{name}")))
            }
            Self::Path(path) => Some(Self::Path(format!("{path}.{name}"))),
            _ => None,
        }
    }

    /// Returns it as an argument: calls are in parentheses.
    pub(super) fn operand(&self) -> String {
        match self {
            Self::Path(text) | Self::Literal(text) => text.clone(),
            Self::Call { callee, arguments } if arguments.is_empty() => format!("({callee})"),
            Self::Call { callee, arguments } => format!("({callee} {})", arguments.join(" ")),
        }
    }

    /// Returns it as the content of a mustache.
    pub(super) fn printed(&self) -> String {
        match self {
            Self::Call { callee, arguments } if !arguments.is_empty() => {
                format!("{callee} {}", arguments.join(" "))
            }
            _ => self.operand(),
        }
    }
}

/// Returns what has the same truth as a value, which is not negated twice.
fn truth(value: &str) -> &str {
    negated(value).and_then(negated).unwrap_or(value)
}

/// Returns what a `not` negates.
fn negated(value: &str) -> Option<&str> {
    value.strip_prefix("(not ")?.strip_suffix(')')
}
