//! Block helpers: `{{#name x as |y|}}…{{else}}…{{/name}}` calls a function with the body and the `else`
//! block, each of which it may render any number of times.

use super::{
    Resolver,
    blocks::duplicate_param_errors,
    expressions::function_field_error,
    infix::is_preposition,
    scope::{Frame, ScopeParam, scope_params},
};
use crate::{
    limits::{MAX_ARGUMENTS, MAX_BLOCK_ARGUMENTS},
    notations::word_help,
    parse::{
        ast::{self, Path},
        names::{BLOCKS, intended_block, is_condition, is_keyword, is_path_of_rust},
        raw_block,
    },
    resolve::resolved::{ExpressionKind, Statement},
    source::{Diagnostic, Span},
};
use template_bytecode::MAX_CALL_DEPTH;

impl Resolver<'_> {
    /// Resolves a call of a block helper.
    pub(super) fn block_helper(
        &mut self,
        branch: &ast::Branch,
        rest: &[ast::Branch],
        otherwise: Option<&[ast::Node]>,
    ) -> Statement {
        let (head, span) = (&branch.head, branch.head.span);
        let helper = match self.block_callee(branch) {
            Ok(helper) => helper,
            Err(error) => {
                self.errors.push(error);
                return Statement::empty();
            }
        };
        let known = self.known_helper(helper);
        let data = known.and_then(|known| known.block_data.as_deref());
        let takes_context = known.is_some_and(|known| known.takes_context);
        let arguments = head.positional.len() + head.named.len() + usize::from(takes_context);
        if arguments > MAX_BLOCK_ARGUMENTS {
            let message = format!("a block helper has at most {MAX_BLOCK_ARGUMENTS} arguments");
            self.error(Diagnostic::error(span, message));
            return Statement::empty();
        }
        self.errors.extend(duplicate_param_errors(&branch.params));
        // The context, and the names that the helper passes.
        let hidden = data.map_or(0, |data| 1 + data.len());
        if let Some(param) = branch.params.get(MAX_ARGUMENTS - hidden) {
            let message = format!("a block helper has at most {MAX_ARGUMENTS} block params");
            self.error(Diagnostic::error(param.span, message));
            return Statement::empty();
        }
        let positional = self.expressions(&head.positional);
        let mut named = self.named_arguments(head);
        named.extend(self.context_argument(helper, span));
        let var = self.scope.next_variable();
        let params = (hidden + branch.params.len()) as u8;
        let first = var + 1 + hidden as u16;
        let kinds = (first..=u16::MAX).map(ExpressionKind::Variable);
        if !self.enter_call(span) {
            return Statement::empty();
        }
        let mut frame = body_frame(scope_params(&branch.params, kinds));
        if let Some(data) = data {
            frame.context = Some(var + 1);
            // The helper may pass the context in which it is called.
            frame.keeps_root = true;
            frame.data = data.iter().cloned().zip(var + 2..).collect();
            frame.variables += hidden as u16;
        }
        self.scope.enter(frame);
        let body = self.body(&branch.body);
        self.leave_block();
        let has_else = otherwise.is_some() || !rest.is_empty();
        let otherwise = has_else.then(|| {
            self.scope.enter(body_frame(Vec::new()));
            let otherwise = self.else_body(rest, otherwise);
            self.leave_block();
            otherwise
        });
        self.call_depth -= 1;
        Statement::BlockCall { helper, positional, named, var, params, body, otherwise, span }
    }

    /// Begins the blocks of a call, which run inside of it, or reports that too many calls are nested.
    pub(super) fn enter_call(&mut self, span: Span) -> bool {
        if self.call_depth == usize::from(MAX_CALL_DEPTH) {
            let message = format!(
                "components and block helpers are nested more than {MAX_CALL_DEPTH} levels deep"
            );
            let help = "move a part of them into a separate template";
            self.error(Diagnostic::error(span, message).help(help));
            return false;
        }
        self.call_depth += 1;
        true
    }

    /// Returns `true` if a tag with only a name calls a known block helper.
    pub(super) fn is_block_call(&mut self, branch: &ast::Branch) -> bool {
        let helper = branch.head.name().and_then(|path| self.implicit_helper(path));
        helper.is_some_and(|helper| helper.takes_block)
    }

    /// Returns `true` if a call opens a raw block.
    fn is_raw(&self, head: &ast::Call) -> bool {
        let start = head.span.start;
        let braces = Span::new(start.saturating_sub(raw_block::OPEN.len()), start);
        self.source.text_of(braces) == raw_block::OPEN
    }

    /// Resolves the function that an opening tag calls, and returns its index.
    fn block_callee(&mut self, branch: &ast::Branch) -> Result<u16, Diagnostic> {
        let Some(path) = branch.head.name() else {
            let span = branch.head.callee.span();
            return Err(Diagnostic::error(span, "a block must begin with a name"));
        };
        if path.is_field_of_function() {
            return Err(function_field_error(path));
        }
        let in_parentheses = matches!(branch.head.callee, ast::Expression::Call(_));
        let not_a_function_error = |noun: &str| {
            let message =
                format!("a block helper must be a function, but `{}` is {noun}", path.text);
            Diagnostic::error(path.span, message)
        };
        let Some(name) = path.plain() else {
            let help = "call a Rust function: `{{#name …}}` or `{{#module::name …}}`";
            return Err(not_a_function_error("a value").help(help));
        };
        if is_keyword(name) && !self.replaces_keyword(name, true) {
            return Err(keyword_block_error(name, path));
        }
        let help = format!("call a function by its path: `{{{{#module::{name} …}}}}`");
        if self.scope.param(name).is_some() {
            return Err(not_a_function_error("a block param here").help(help));
        }
        if name == raw_block::NAME && self.known.get(name).is_none() && self.is_raw(&branch.head) {
            let message = format!("`{}` does not accept arguments", raw_block::OPENING_TAG);
            let error = Diagnostic::error(branch.head.span, message);
            return Err(error.help("remove what follows `raw`"));
        }
        if self.is_function(name) {
            return Ok(self.helper_index(path.text.clone(), path.span));
        }
        if self.is_closure(name) {
            let help =
                format!("write a function with `#[helper]`, and `fn {name} = …` with its name");
            return Err(not_a_function_error("a closure").help(help));
        }
        if self.known.get(name).is_some() {
            return Ok(self.helper_index(path.text.clone(), path.span));
        }
        match intended_block(name) {
            Some("each") if !in_parentheses && is_foreign_loop(&branch.head) => {
                let help = self.single_value_help(&branch.head.positional, true);
                Err(unknown_block_error(path).help(help))
            }
            Some(block) if !in_parentheses => Err(misspelled_block_error(block, path)),
            // No function has this name.
            _ if name == "match" && !in_parentheses => {
                let statement = self.source.text_of(branch.head.span);
                let error = unknown_block_error(path);
                Err(match word_help(statement) {
                    Some(help) => error.help(help),
                    None => error,
                })
            }
            _ if !self.known.may_exist(name) => {
                let statement = self.source.text_of(branch.head.span);
                Err(self.known.unknown_helper_error(path, statement, true))
            }
            _ if !is_path_of_rust(&path.text) => {
                let blocks = BLOCKS.map(|block| format!("`{block}`")).join(", ");
                let function = path.text.replace('-', "_");
                let example = if is_path_of_rust(&function) {
                    format!(", such as `{function}`")
                } else {
                    String::new()
                };
                let help = format!("the blocks are {blocks}, and block helpers{example}");
                Err(unknown_block_error(path).help(help))
            }
            _ => Ok(self.helper_index(path.text.clone(), path.span)),
        }
    }
}

/// Returns the frame of a body: the variable that is reserved for the call, then its block params.
pub(super) fn body_frame(params: Vec<ScopeParam>) -> Frame {
    Frame { variables: 1 + params.len() as u16, params, ..Frame::default() }
}

/// Returns `true` if a tag is a loop in the notation of other languages: `for item in list`.
fn is_foreign_loop(head: &ast::Call) -> bool {
    let [ast::Expression::Path(_), word, _] = head.positional.as_slice() else { return false };
    is_preposition(word)
}

/// Returns the error for a block that does not exist.
fn unknown_block_error(path: &Path) -> Diagnostic {
    Diagnostic::error(path.span, format!("there is no block called `{}`", path.text))
}

/// Returns the error for a name that is probably a misspelling of `block`.
fn misspelled_block_error(block: &str, path: &Path) -> Diagnostic {
    let mut help = format!("did you mean `{block}`?");
    let name = &path.text;
    if is_path_of_rust(name) && name != "for" {
        help += &format!(" A function called `{name}` is called as `{{{{#({name}) …}}}}`");
    }
    unknown_block_error(path).help(help)
}

/// Returns the error for a keyword used as a block helper.
fn keyword_block_error(name: &str, path: &Path) -> Diagnostic {
    if BLOCKS.contains(&name) || is_condition(name) {
        let message =
            format!("`{name}` is a built-in block and must be written without parentheses");
        return Diagnostic::error(path.span, message).help(format!("write `{{{{#{name} …}}}}`"));
    }
    let help = match name {
        "log" => "write `{{log …}}`".to_owned(),
        "array" => "write `{{#each (array …)}}…{{/each}}`".to_owned(),
        _ => format!("write `{{{{#let ({name} …) as |value|}}}}…{{{{/let}}}}`"),
    };
    Diagnostic::error(path.span, format!("`{name}` is not a block")).help(help)
}
