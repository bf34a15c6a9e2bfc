//! The text after a value of `srcset`, which tells whether the value is whole candidates or begins the URL of one.
//!
//! A value is whole candidates if in all branches a comma or the end of the attribute follows: `srcset="{{all}}"`, but not
//! `srcset="{{url}} 2x"`.

use super::literals::literal_statements;
use crate::resolve::resolved::Statement;

/// A set of positions after a value that may be whole candidates: the text so far may end those, or continue the last one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Positions {
    /// Directly after the value.
    value: bool,
    /// After a space: a descriptor would continue the candidate.
    space: bool,
    /// After commas, which would be a part of a URL unless a space follows.
    comma: bool,
}

/// The positions from which what follows ends the candidates in all branches.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct EndsAfter(Positions);

/// What follows continues the last candidate, in at least one branch.
struct Continues;

/// The text up to the end of an attribute.
struct Following {
    quote: Option<char>,
    /// The number of statements and characters that have been read.
    cost: usize,
}

/// Returns whether a value of an attribute with a quote, or none, is whole candidates, and what it has cost to find out.
/// `after` are the statements after the value, up to the end of a body, and `then` is what follows
/// the body.
pub(super) fn is_whole(quote: Option<char>, after: &[Statement], then: EndsAfter) -> (bool, usize) {
    let (ends, cost) = ends_after(quote, after, then, &[Positions::VALUE]);
    (ends.0.value, cost)
}

/// Returns what follows the bodies of a block, as [`is_whole`] takes it, and what it has cost to find out.
pub(super) fn after_block(
    quote: Option<char>,
    after: &[Statement],
    then: EndsAfter,
) -> (EndsAfter, usize) {
    let all = [Positions::VALUE, Positions::SPACE, Positions::COMMA];
    ends_after(quote, after, then, &all)
}

/// Returns the positions, of some, from which the candidates end.
fn ends_after(
    quote: Option<char>,
    after: &[Statement],
    EndsAfter(then): EndsAfter,
    positions: &[Positions],
) -> (EndsAfter, usize) {
    let mut following = Following { quote, cost: 0 };
    let mut ends = Positions::default();
    for position in positions {
        if let Ok(left) = following.body(after, *position)
            && left.is_subset(then)
        {
            ends = ends.union(*position);
        }
    }
    (EndsAfter(ends), following.cost)
}

impl Positions {
    const NONE: Self = Self { value: false, space: false, comma: false };
    const VALUE: Self = Self { value: true, ..Self::NONE };
    const SPACE: Self = Self { space: true, ..Self::NONE };
    const COMMA: Self = Self { comma: true, ..Self::NONE };

    fn union(self, other: Self) -> Self {
        Self {
            value: self.value || other.value,
            space: self.space || other.space,
            comma: self.comma || other.comma,
        }
    }

    fn is_subset(self, other: Self) -> bool {
        self.union(other) == other
    }

    /// Returns the positions after a character.
    fn after(self, c: char) -> Result<Self, Continues> {
        match c {
            // A comma ends the candidate after a space, and a space after a comma.
            ',' => Ok(Self { comma: self.value || self.comma, ..Self::NONE }),
            _ if c.is_ascii_whitespace() => {
                Ok(Self { space: self.value || self.space, ..Self::NONE })
            }
            _ => Err(Continues),
        }
    }
}

impl Following {
    /// Returns the positions after a body.
    fn body(&mut self, body: &[Statement], mut at: Positions) -> Result<Positions, Continues> {
        for statement in body {
            if at == Positions::NONE {
                break;
            }
            self.cost += 1;
            at = self.statement(statement, at)?;
        }
        Ok(at)
    }

    /// Returns the positions after a statement.
    fn statement(&mut self, statement: &Statement, at: Positions) -> Result<Positions, Continues> {
        match statement {
            Statement::Text { content, .. } => self.text(content, at),
            Statement::Append { value, .. } => {
                let literal = literal_statements(value, true).ok_or(Continues)?;
                // It is a copy.
                self.cost += literal.iter().map(text_length).sum::<usize>();
                self.body(&literal, at)
            }
            Statement::If { branches, otherwise } => {
                let mut end = self.body(otherwise, at)?;
                for branch in branches {
                    end = end.union(self.body(&branch.body, at)?);
                }
                Ok(end)
            }
            // The next iteration begins with what separates it from this one.
            Statement::Each { body, otherwise, .. }
            | Statement::Section { body, otherwise, .. }
            | Statement::With { body, otherwise, .. } => {
                Ok(self.body(body, at)?.union(self.body(otherwise, at)?))
            }
            Statement::Let { body, .. } => self.body(body, at),
            Statement::Flush { .. } | Statement::Indent { .. } => Ok(at),
            // They are not allowed in attributes.
            _ => Err(Continues),
        }
    }

    fn text(&mut self, text: &str, mut at: Positions) -> Result<Positions, Continues> {
        for c in text.chars() {
            let ends = match self.quote {
                Some(quote) => c == quote,
                None => c.is_ascii_whitespace() || c == '>',
            };
            if ends || at == Positions::NONE {
                return Ok(Positions::NONE);
            }
            self.cost += 1;
            at = at.after(c)?;
        }
        Ok(at)
    }
}

/// Returns the number of bytes of text in a literal.
fn text_length(literal: &Statement) -> usize {
    match literal {
        Statement::Text { content, .. } => content.len(),
        Statement::If { branches, otherwise } => {
            let bodies = branches.iter().map(|branch| &branch.body).chain([otherwise]);
            bodies.flatten().map(text_length).sum()
        }
        _ => 0,
    }
}
