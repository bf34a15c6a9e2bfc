//! Indentation: the lines of a partial whose tag is alone on its line begin with the white space before the
//! tag, as in Handlebars. Lines inside of values are not indented.
//!
//! The static text determines the beginnings of lines. White space is added before the first item of a line, so
//! that an empty last line is not indented. If a condition determines whether a line begins, the white space is added
//! before the condition.

use crate::{
    resolve::resolved::{CallIndent, Fragment, PartialCall, Statement},
    source::Span,
};
use std::cell::Cell;

/// Indents the lines that the statements of a partial print. `span` is the tag that includes it. Returns the number of
/// bytes that this takes; more than `room` bytes are not added.
pub(super) fn indent(statements: &mut Vec<Statement>, by: &str, span: Span, room: usize) -> usize {
    let by = By::Text(by);
    let indenter = Indenter { by, span, room, only_first: false, added: Cell::new(0) };
    indenter.body(statements, true);
    indenter.added.get()
}

/// Indents the lines that the statements of a partial print which is called: the first by the variable after `var`, the
/// others by that in `var`.
pub(super) fn indent_called(statements: &mut Vec<Statement>, var: u16, span: Span) {
    for (var, only_first) in [(var, false), (var + 1, true)] {
        let by = By::Variable(var);
        let indenter = Indenter { by, span, room: 0, only_first, added: Cell::new(0) };
        indenter.body(statements, only_first);
    }
}

/// The indentation of lines.
#[derive(Clone, Copy)]
enum By<'i> {
    Text(&'i str),
    Variable(u16),
}

struct Indenter<'i> {
    by: By<'i>,
    span: Span,
    /// Whether only the first line is indented.
    only_first: bool,
    /// The number of bytes that may be added.
    room: usize,
    /// The number of bytes that are added, or would be.
    added: Cell<usize>,
}

impl Indenter<'_> {
    /// Indents a body. `begins_line` specifies whether its first output begins a line; returns whether what
    /// follows does.
    fn body(&self, statements: &mut Vec<Statement>, mut begins_line: bool) -> bool {
        let mut indented = Vec::with_capacity(statements.len());
        for mut statement in std::mem::take(statements) {
            if let (Statement::Text { content, span }, By::Variable(_)) = (&statement, self.by) {
                begins_line = self.pieces(content, *span, begins_line, &mut indented);
                continue;
            }
            if begins_line && self.needs_indent_before(&statement) {
                indented.push(self.text());
                begins_line = false;
            }
            begins_line = self.statement(&mut statement, begins_line);
            indented.push(statement);
        }
        *statements = indented;
        begins_line
    }

    /// Returns `true` if a statement at the beginning of a line cannot indent the line itself.
    fn needs_indent_before(&self, statement: &Statement) -> bool {
        match statement {
            Statement::Text { .. }
            | Statement::Let { .. }
            | Statement::Flush { .. }
            | Statement::PartialCall(_)
            | Statement::Fragment(_) => false,
            Statement::Append { .. }
            | Statement::BlockCall { .. }
            | Statement::ComponentCall(_)
            | Statement::Attributes { .. }
            | Statement::Indent { .. }
            | Statement::Yield { .. } => true,
            _ => bodies(statement).iter().any(|body| !ends_at_line(body, true)),
        }
    }

    /// Indents a statement. If it begins a line, it can indent the line itself.
    fn statement(&self, statement: &mut Statement, begins_line: bool) -> bool {
        match statement {
            Statement::Text { content, .. } => self.content(content, begins_line),
            Statement::Append { .. } | Statement::Indent { .. } => false,
            Statement::Flush { .. } => begins_line,
            Statement::PartialCall(call) => self.call(call, begins_line),
            Statement::Let { body, .. } | Statement::Fragment(Fragment { body, .. }) => {
                self.body(body, begins_line)
            }
            _ => {
                // Nothing may be printed, or a body may be printed several times: then all bodies must end as
                // the statement begins.
                let ends = ends_at_line_after(statement, begins_line);
                for body in bodies_mut(statement) {
                    if self.body(body, begins_line) && !ends {
                        body.push(self.text());
                    }
                }
                ends
            }
        }
    }

    /// Indents the lines of text.
    fn content(&self, content: &mut String, mut begins_line: bool) -> bool {
        if content.is_empty() {
            return begins_line;
        }
        let mut indented = String::with_capacity(content.len());
        for line in content.split_inclusive('\n') {
            if begins_line {
                indented.push_str(self.white_space());
            }
            indented.push_str(line);
            begins_line = line.ends_with('\n');
        }
        *content = indented;
        begins_line
    }

    /// Indents the lines of text by a variable: appends statements that print both.
    fn pieces(
        &self,
        content: &str,
        span: Span,
        mut begins_line: bool,
        out: &mut Vec<Statement>,
    ) -> bool {
        let mut rest = content;
        while !rest.is_empty() {
            if begins_line {
                out.push(self.text());
            }
            let end = match rest.find('\n') {
                Some(line) if !self.only_first => line + 1,
                _ => rest.len(),
            };
            let (piece, after) = rest.split_at(end);
            out.push(Statement::Text { content: piece.to_owned(), span });
            begins_line = piece.ends_with('\n') && !self.only_first;
            rest = after;
        }
        begins_line
    }

    /// Indents the lines that a partial prints which is called.
    fn call(&self, call: &mut PartialCall, begins_line: bool) -> bool {
        let add = |indent: &mut CallIndent| match self.by {
            By::Text(_) => indent.text.insert_str(0, self.white_space()),
            By::Variable(var) => indent.variable = Some(var),
        };
        if !self.only_first {
            add(&mut call.indent);
        }
        if begins_line {
            add(&mut call.first_indent);
        }
        call.ends_line && !self.only_first
    }

    fn text(&self) -> Statement {
        let span = self.span;
        match self.by {
            By::Text(_) => Statement::Text { content: self.white_space().to_owned(), span },
            By::Variable(var) => Statement::Indent { var, span },
        }
    }

    /// Returns the white space before a line, while there is room for it.
    fn white_space(&self) -> &str {
        let By::Text(by) = self.by else { return "" };
        let added = self.added.get().saturating_add(by.len());
        self.added.set(added);
        if added > self.room { "" } else { by }
    }
}

/// Returns `true` if a line begins after a body.
fn ends_at_line(statements: &[Statement], begins_line: bool) -> bool {
    statements.iter().fold(begins_line, |begins_line, statement| match statement {
        Statement::Text { content, .. } if content.is_empty() => begins_line,
        Statement::Flush { .. } => begins_line,
        Statement::Text { content, .. } => content.ends_with('\n'),
        Statement::Append { .. }
        | Statement::BlockCall { .. }
        | Statement::ComponentCall(_)
        | Statement::Attributes { .. }
        | Statement::Indent { .. }
        | Statement::Yield { .. } => false,
        Statement::PartialCall(call) => call.ends_line,
        Statement::Let { body, .. } | Statement::Fragment(Fragment { body, .. }) => {
            ends_at_line(body, begins_line)
        }
        // The line is indented before a statement that cannot do it.
        _ => {
            begins_line && bodies(statement).iter().all(|body| ends_at_line(body, true))
                || ends_at_line_after(statement, false)
        }
    })
}

/// Returns `true` if a line begins after a statement with bodies, which is at the beginning of a line only if
/// all bodies then end at one.
fn ends_at_line_after(statement: &Statement, begins_line: bool) -> bool {
    begins_line
        || matches!(statement, Statement::If { otherwise, .. } if !otherwise.is_empty())
            && bodies(statement).iter().all(|body| ends_at_line(body, false))
}

/// Returns the bodies of a statement.
fn bodies(statement: &Statement) -> Vec<&[Statement]> {
    match statement {
        Statement::Text { .. }
        | Statement::Append { .. }
        | Statement::Attributes { .. }
        | Statement::Flush { .. }
        | Statement::PartialCall(_)
        | Statement::Indent { .. }
        | Statement::Yield { .. } => Vec::new(),
        Statement::ComponentCall(call) => {
            call.fills.iter().map(|fill| fill.body.as_slice()).collect()
        }
        Statement::If { branches, otherwise } => branches
            .iter()
            .map(|branch| &branch.body)
            .chain([otherwise])
            .map(Vec::as_slice)
            .collect(),
        Statement::Each { body, otherwise, .. }
        | Statement::Section { body, otherwise, .. }
        | Statement::With { body, otherwise, .. } => vec![body, otherwise],
        Statement::Let { body, .. } | Statement::Fragment(Fragment { body, .. }) => vec![body],
        Statement::BlockCall { body, otherwise, .. } => {
            [Some(body), otherwise.as_ref()].into_iter().flatten().map(Vec::as_slice).collect()
        }
    }
}

/// Returns the bodies of a statement.
fn bodies_mut(statement: &mut Statement) -> Vec<&mut Vec<Statement>> {
    match statement {
        Statement::Text { .. }
        | Statement::Append { .. }
        | Statement::Attributes { .. }
        | Statement::Flush { .. }
        | Statement::PartialCall(_)
        | Statement::Indent { .. }
        | Statement::Yield { .. } => Vec::new(),
        Statement::ComponentCall(call) => {
            call.fills.iter_mut().map(|fill| &mut fill.body).collect()
        }
        Statement::If { branches, otherwise } => {
            branches.iter_mut().map(|branch| &mut branch.body).chain([otherwise]).collect()
        }
        Statement::Each { body, otherwise, .. }
        | Statement::Section { body, otherwise, .. }
        | Statement::With { body, otherwise, .. } => vec![body, otherwise],
        Statement::Let { body, .. } | Statement::Fragment(Fragment { body, .. }) => vec![body],
        Statement::BlockCall { body, otherwise, .. } => {
            [Some(body), otherwise.as_mut()].into_iter().flatten().collect()
        }
    }
}
