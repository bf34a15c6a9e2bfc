//! Fragments: `{{#fragment name}}…{{/fragment}}` prints in place, and is also a separate program, which reads the
//! template's own data.
//!
//! That program runs without the blocks around the fragment. Therefore it cannot read the names that they bind, and its
//! variables and loops are numbered from the first free number at its beginning.

use super::{Resolver, scope::Loop};
use crate::{
    options::FragmentUse,
    parse::{
        ast::{self, Expression, LiteralValue, Name, Path},
        names::is_path_of_rust,
    },
    resolve::resolved::{ExpressionKind, Fragment, Statement},
    source::{Diagnostic, Span},
};

/// The names that a fragment cannot have, because calls of these methods, and the program, are those of the template.
const RESERVED: [&str; 7] =
    ["program", "render", "render_into", "render_to", "write_to", "to_string", "PROGRAM"];

/// The identifiers that cannot be names of methods, not even as `r#name`.
const NOT_A_METHOD: [&str; 5] = ["_", "self", "Self", "super", "crate"];

/// The fragments of the template.
pub(super) struct FragmentScope {
    /// The use of the fragments.
    usage: FragmentUse,
    /// The innermost fragment around the nodes that are being resolved.
    pub(super) open: Option<OpenFragment>,
    /// The names of all fragments so far.
    declared: Vec<Name>,
}

/// A fragment that is being resolved.
pub(super) struct OpenFragment {
    name: Name,
    /// The first variable and the first loop inside of it.
    first: Loop,
}

impl FragmentScope {
    pub(super) fn new(usage: FragmentUse) -> Self {
        Self { usage, open: None, declared: Vec::new() }
    }
}

impl Resolver<'_> {
    /// Resolves a fragment.
    pub(super) fn fragment(
        &mut self,
        branch: &ast::Branch,
        rest: &[ast::Branch],
        otherwise: Option<&[ast::Node]>,
    ) -> Statement {
        self.reject_params(branch);
        if !rest.is_empty() || otherwise.is_some() {
            let message = "`fragment` has no `else`: its body is always printed";
            self.error(Diagnostic::error(branch.span, message));
        }
        let name = match fragment_name(branch) {
            Ok(name) => name,
            Err(error) => {
                self.error(error);
                return Statement::If { branches: Vec::new(), otherwise: self.body(&branch.body) };
            }
        };
        self.declare_fragment(&name);
        let first = self.scope.next_loop();
        let open = OpenFragment { name: name.clone(), first };
        let outer = self.fragments.open.replace(open);
        let body = self.body(&branch.body);
        self.fragments.open = outer;
        let Loop { loop_id, var } = first;
        Statement::Fragment(Fragment { name, first_var: var, first_loop: loop_id, body })
    }

    /// Reports a fragment that cannot be a method of the template.
    fn declare_fragment(&mut self, name: &Name) {
        match self.fragments.usage {
            FragmentUse::InPlace => return,
            FragmentUse::Rejected => {
                let message = "a fragment is a method of a struct, but this form of `template!` has no struct";
                let help = "declare a struct: `template! { struct Page { … } \"…\" }`";
                self.error(Diagnostic::error(name.span, message).help(help));
                return;
            }
            FragmentUse::Methods => {}
        }
        if is_reserved(&name.text) {
            let message = format!("`{}` is a method of every template", name.text);
            self.error(Diagnostic::error(name.span, message).help("rename the fragment"));
            return;
        }
        let first = self.fragments.declared.iter().find(|first| first.text == name.text);
        let Some(first) = first.map(|first| first.span) else {
            self.fragments.declared.push(name.clone());
            return;
        };
        let position = |span: Span| {
            let (file, base) = self.source.file_and_base(span.start);
            (&file.file, span.start - base)
        };
        let error = if position(first) == position(name.span) {
            let message = format!("the fragment `{}` is included more than once", name.text);
            Diagnostic::error(name.span, message).help(
                "include the partial once, or write the fragment around the tag that includes it",
            )
        } else {
            let message = format!("duplicate fragment `{}`", name.text);
            Diagnostic::error(name.span, message).related(first, "first defined here")
        };
        self.error(error);
    }

    /// Returns the error for reading `kind` inside of a fragment, if it is bound outside.
    pub(super) fn outer_read_error(
        &self,
        kind: &ExpressionKind,
        read: &OuterRead<'_>,
        span: Span,
    ) -> Option<Diagnostic> {
        let open = self.fragments.open.as_ref().filter(|open| is_outer(kind, open.first))?;
        if self.fragments.usage == FragmentUse::InPlace {
            return None;
        }
        let (fragment, OuterRead { how, written, value, name }) = (&open.name.text, read);
        let message = match (how, name) {
            (ReadOf::Name, _) => {
                format!("`{written}` is bound outside of the fragment `{fragment}`")
            }
            (ReadOf::Loop, _) => {
                format!("`{written}` belongs to a loop outside of the fragment `{fragment}`")
            }
            (ReadOf::Context, None) => format!(
                "`{written}` is the context of a block outside of the fragment `{fragment}`"
            ),
            (ReadOf::Context, Some(_)) => format!(
                "`{written}` is looked up in the context of a block outside of the fragment `{fragment}`"
            ),
        };
        let field = name.filter(|name| is_method_name(name));
        let remedy = match (how, field) {
            (ReadOf::Context, Some(field)) => {
                format!("for a field of this template, write `@{field}`")
            }
            (ReadOf::Name, _) => format!("bind `{written}` in it"),
            _ => "move the block into it".to_owned(),
        };
        let (component, argument) = (component_name(fragment), field.unwrap_or("item"));
        let help = format!(
            "`{fragment}()` renders the fragment without the blocks around it: {remedy}, or move this part \
             into a separate template, `{{{{> {component} {argument}={value}}}}}`"
        );
        Some(Diagnostic::error(span, message).related(open.name.span, "this fragment").help(help))
    }

    /// Returns the variable of the context: in a fragment the context is that of the template, unless a block
    /// inside of the fragment changes it.
    pub(super) fn context_in_fragment(&self) -> u16 {
        let context = self.scope.context(0).unwrap_or_default();
        let is_outer =
            |open: &OpenFragment| is_outer(&ExpressionKind::Variable(context), open.first);
        if self.fragments.open.as_ref().is_some_and(is_outer) { 0 } else { context }
    }
}

/// A read of a name that may be bound outside of a fragment.
pub(super) struct OuterRead<'p> {
    how: ReadOf,
    /// The name or path that is read, as written in the template.
    written: &'p str,
    /// An expression for it.
    value: &'p str,
    /// Its name, unless it is the context itself.
    name: Option<&'p str>,
}

/// The kind of a read.
#[derive(Clone, Copy)]
pub(super) enum ReadOf {
    /// A block param, or a name that the tag of a partial adds.
    Name,
    /// The context, or something in it.
    Context,
    /// A variable of a loop.
    Loop,
}

impl<'p> OuterRead<'p> {
    /// Describes the read by the first segment of a path.
    pub(super) fn new(how: ReadOf, path: &'p Path) -> Self {
        let Some(head) = path.segments.first() else {
            return Self { how, written: &path.text, value: &path.text, name: None };
        };
        let end = head.span.end.saturating_sub(path.span.start);
        let written = path.text.get(..end).unwrap_or(&path.text);
        Self { how, written, value: written, name: Some(&head.text) }
    }

    /// Describes the lookup of a literal as a name.
    pub(super) fn of_literal(written: &'p str, name: &'p str) -> Self {
        Self { how: ReadOf::Context, written, value: name, name: Some(name) }
    }
}

/// Returns `true` if something is bound outside of a fragment, in which `first` is the first loop with its variable.
fn is_outer(kind: &ExpressionKind, first: Loop) -> bool {
    match kind {
        ExpressionKind::Variable(var) => *var != 0 && *var < first.var,
        ExpressionKind::Index { loop_id }
        | ExpressionKind::Key { loop_id, .. }
        | ExpressionKind::First { loop_id }
        | ExpressionKind::Last { loop_id } => *loop_id < first.loop_id,
        // A function is not a variable, but its bound arguments may be.
        ExpressionKind::PartialApplication { positional, named, .. } => {
            let named = named.iter().map(|(_, value)| value);
            positional.iter().chain(named).any(|value| is_outer(&value.kind, first))
        }
        _ => false,
    }
}

/// Reads the name of a fragment from its opening tag.
fn fragment_name(branch: &ast::Branch) -> Result<Name, Diagnostic> {
    let head = &branch.head;
    if let Some(argument) = head.named.first() {
        let message = format!("`fragment` has no argument called `{}`", argument.name.text);
        let help = "a fragment reads the fields of its template; write a separate template for a part with arguments";
        return Err(Diagnostic::error(argument.name.span, message).help(help));
    }
    let path = match head.positional.as_slice() {
        [] => {
            let error = Diagnostic::error(branch.span, "a fragment needs a name");
            return Err(error.help("write `{{#fragment results}}…{{/fragment}}`"));
        }
        [_, second, ..] => {
            let error = Diagnostic::error(second.span(), "a fragment accepts only a name");
            return Err(error.help("write `{{#fragment results}}…{{/fragment}}`"));
        }
        [Expression::Path(path)] => path,
        [Expression::Literal(literal)] => {
            let error =
                Diagnostic::error(literal.span, "the name of a fragment cannot be a literal");
            return Err(match &literal.value {
                LiteralValue::Text(name) if is_method_name(name) => {
                    error.help(format!("write it without quotes: `{{{{#fragment {name}}}}}`"))
                }
                _ => error.help("write `{{#fragment results}}…{{/fragment}}`"),
            });
        }
        [Expression::Call(call)] => {
            let error = Diagnostic::error(call.span, "the name of a fragment cannot be a call");
            return Err(error.help("write `{{#fragment results}}…{{/fragment}}`"));
        }
    };
    match path.plain() {
        Some(name) if is_method_name(name) => Ok(Name { text: name.to_owned(), span: path.span }),
        _ => Err(invalid_name_error(&path.text, path.span)),
    }
}

/// Returns the error for the name of a fragment that cannot be the name of a method.
#[must_use]
pub fn invalid_name_error(name: &str, span: Span) -> Diagnostic {
    let error = Diagnostic::error(span, format!("`{name}` cannot be the name of a method"));
    let words = name.replace(['-', '.', '/', ':'], "_");
    if words != name && is_method_name(&words) && !is_reserved(&words) {
        return error.help(format!("a fragment has the name of its method: `{words}`"));
    }
    error.help("a fragment has the name of its method, such as `results`")
}

/// Returns `true` if a name may be that of a method.
fn is_method_name(name: &str) -> bool {
    is_path_of_rust(name) && !name.contains("::") && !NOT_A_METHOD.contains(&name)
}

/// Returns `true` if a name of a method is not free.
fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name) || name.to_lowercase().starts_with("__template")
}

/// Returns the names of all fragments that text seems to have, for a template with errors: some of them have
/// no method in a template that compiles.
#[must_use]
pub fn names_of_fragments(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    for (at, tag) in text.match_indices("#fragment") {
        let opening = text[..at].trim_end_matches([' ', '~']);
        let rest = &text[at + tag.len()..];
        let name = rest.trim_start();
        let end = name.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(name.len());
        let name = &name[..end];
        let is_tag = opening.ends_with("{{") && rest.starts_with(char::is_whitespace);
        if is_tag && is_method_name(name) && !is_reserved(name) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Returns the name of a template for the contents of a fragment: `SearchResults` for `search_results`.
fn component_name(fragment: &str) -> String {
    let words = fragment.split('_').filter(|word| !word.is_empty());
    words
        .map(|word| {
            let mut rest = word.chars();
            let first = rest.next().into_iter().flat_map(char::to_uppercase);
            first.chain(rest).collect::<String>()
        })
        .collect()
}
