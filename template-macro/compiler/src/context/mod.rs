//! Contextual escaping: parses the static text of a template like an HTML tokenizer, and selects the escaper of each printed
//! value for its HTML context.
//!
//! All branches of a block must end in the same state, because the following text is parsed from there. A value that no escaping
//! makes safe is an error. The automata are [`html`], [`script`], [`style`] and [`url`]; [`choose`] maps
//! their states to escapers, and [`messages`] formats the errors.

mod allowed;
mod before;
mod blocks;
mod choose;
mod collapse;
mod content;
mod cost;
mod elements;
mod end_tags;
mod escape_sequence;
mod facts;
mod foreign;
mod html;
mod join;
mod language;
mod literals;
mod loops;
mod messages;
mod quotes;
mod reading;
mod reference;
mod refresh;
mod script;
mod state;
mod style;
mod tag;
mod tree_construction;
mod url;

use crate::{
    options::{DeclaredSlot, Options},
    resolve::{
        lints::warn_about_escaped_quotes,
        resolved::{CalledPartial, ResolvedExpression, Statement},
    },
    source::{Diagnostic, Source, Span},
};
use cost::MAX_COST;
use elements::Position;
use foreign::Foreign;
use literals::literal_statements;
use loops::Loops;
use quotes::{NotHere, ValueStart, write_quote};
use state::{HtmlState, Opened, State};
use std::collections::HashSet;
use template_bytecode::{Escape, diagnostics::MAX_ERRORS};

/// The number of statements that are read again because the first iteration of a loop begins in another state than the
/// others. Loops in loops may be read many times.
const MAX_READ_AGAIN: usize = 1 << 17;

/// The number of characters that are enough to know a tag by its name.
const MAX_TAG_NAME: usize = 32;

/// The results of the analysis of a template's text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Contexts {
    /// For each slot, the quotes around the attributes in which its fills are printed.
    pub(crate) slot_quotes: Vec<String>,
    /// The positions at which the template is allowed, as determined by its text.
    pub(crate) foreign_rules: ForeignContentRules,
    /// Warnings about tags that do not match.
    pub(crate) tag_warnings: Vec<Diagnostic>,
    /// The other warnings.
    pub(crate) warnings: Vec<Diagnostic>,
}

/// The positions at which a template is allowed, and the content that is allowed in it, as determined by its text: `<svg>`,
/// `<math>`, `<noscript>` and `<select>` read some elements by other rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ForeignContentRules {
    /// Whether the template is allowed only where all elements are parsed as HTML.
    pub needs_html: bool,
    /// Whether what follows the template depends on it: its elements in `<svg>` and `<math>` are not closed, or not
    /// well nested.
    pub is_unbalanced: bool,
    /// The slots whose fills are printed where elements are parsed by other rules; 0 is the content.
    pub foreign_slots: Vec<u8>,
    /// The calls of components at such positions.
    pub(crate) foreign_calls: HashSet<Span>,
    /// The fills that are allowed only where all elements are parsed as HTML.
    pub(crate) html_fills: HashSet<Span>,
}

/// Sets the escaper of each statement that prints a value for its HTML context, and inserts the quotes of
/// attribute values that have none.
///
/// # Errors
///
/// Returns an error for each value that no escaping makes safe, each block whose branches end in different HTML contexts, and each
/// position of the static text that browsers parse differently from what is written.
pub(crate) fn assign_contexts(
    body: &mut Vec<Statement>,
    partials: &mut [CalledPartial],
    options: &Options,
    source: &Source,
) -> Result<Contexts, Vec<Diagnostic>> {
    let slots = options.slots.as_deref().unwrap_or_default();
    let slot_quotes = vec![String::new(); slots.len()];
    let mut analyzer = Analyzer {
        source,
        slots,
        collapses: options.collapses,
        found: Contexts { slot_quotes, ..Contexts::default() },
        errors: Vec::new(),
        is_in_fill: false,
        foreign_partials: Vec::new(),
        depth: 0,
        loops: Loops::default(),
        rounds: 0,
        read_again: 0,
        cost: 0,
    };
    let end = analyzer.body(body, Box::new(State::new()));
    if !end.is_text() {
        analyzer.errors.push(messages::unclosed_template(&end, body));
    }
    analyzer.warn_about_open(&end, None);
    analyzer.called_partials(partials);
    analyzer.found.foreign_rules.is_unbalanced = end.foreign != Foreign::default();
    if analyzer.errors.is_empty() { Ok(analyzer.found) } else { Err(analyzer.errors) }
}

struct Analyzer<'t> {
    source: &'t Source,
    slots: &'t [DeclaredSlot],
    /// Whether whitespace is collapsed.
    collapses: bool,
    found: Contexts,
    errors: Vec<Diagnostic>,
    /// Whether the position is in a fill.
    is_in_fill: bool,
    /// The calls of partials where elements are read by other rules than in HTML.
    foreign_partials: Vec<Span>,
    /// The number of blocks around the position.
    depth: usize,
    loops: Loops,
    /// The number of loops around the position whose body is read again.
    rounds: usize,
    /// The number of statements that have been read again.
    read_again: usize,
    /// The cost so far, of copying states and of work that depends on their size.
    cost: usize,
}

impl Analyzer<'_> {
    /// Reads a body from a state on. Returns the state at its end.
    fn body(&mut self, statements: &mut Vec<Statement>, mut state: Box<State>) -> Box<State> {
        // It is a copy if there are several branches.
        self.cost += state.cost();
        let mut start = None;
        let mut at = 0;
        while at < statements.len() {
            self.read_again += usize::from(self.rounds > 0);
            if self.read_again > MAX_READ_AGAIN || self.cost > MAX_COST {
                self.report(messages::too_complex());
                return state.lost();
            }
            match &statements[at] {
                Statement::Text { .. } => state = self.text(statements, at, state, &mut start),
                Statement::Append { value, escape } => {
                    let (span, is_raw) = (value.span, *escape == Escape::None);
                    if let Some(literal) = self.replacement(value, is_raw, &state) {
                        statements.splice(at..=at, literal);
                        continue;
                    }
                    match write_quote(statements, at, &mut state, start) {
                        Ok(inserted) => at += usize::from(inserted),
                        Err(NotHere) => {
                            self.report(messages::block_in_unquoted_value(span, &state));
                            state = state.lost();
                        }
                    }
                    let assigned = self.value(span, is_raw, &mut state);
                    if let Statement::Append { value, escape } = &mut statements[at] {
                        *escape = assigned;
                        if assigned == Escape::Html && self.rounds == 0 {
                            warn_about_escaped_quotes(value, &mut self.found.warnings);
                        }
                    }
                }
                Statement::Indent { .. } => {
                    // If whitespace is collapsed, no line begins with whitespace.
                    if self.collapses
                        && matches!(state.html, HtmlState::Text)
                        && !state.elements.shows_space()
                    {
                        statements[at] = Statement::empty();
                    }
                }
                _ => {
                    state = self.block(&mut statements[at], state);
                    // A value that begins in the block has its beginning there.
                    start = None;
                }
            }
            at += 1;
        }
        state
    }

    /// Reads text.
    fn text(
        &mut self,
        statements: &mut [Statement],
        at: usize,
        mut state: Box<State>,
        start: &mut ValueStart,
    ) -> Box<State> {
        let (before, after) = statements.split_at_mut(at + 1);
        let Some(Statement::Text { content, span }) = before.last_mut() else { return state };
        let after_text = || {
            let texts = after.iter().map_while(|statement| match statement {
                Statement::Text { content, .. } => Some(content.as_str()),
                Statement::Flush { .. } => Some(""),
                // Something that ends no tag.
                Statement::Append { .. } => Some("x"),
                _ => None,
            });
            texts.flat_map(str::chars)
        };
        // Whether it is identical to the source. Otherwise every span is the span of the whole text.
        let is_written = std::cell::OnceCell::new();
        let (mut edits, mut offset) = (Vec::new(), 0);
        loop {
            let rest = &content[offset..];
            let plain = state.plain_length(rest);
            if matches!(state.html, HtmlState::Text) && plain > 0 {
                let (text, following) = rest.split_at(plain);
                if self.collapses {
                    let more: String = match following {
                        "" => after_text().take(MAX_TAG_NAME).collect(),
                        _ => String::new(),
                    };
                    let following = if following.is_empty() { &more } else { following };
                    let runs = state.collapse(text, following).into_iter();
                    edits.extend(
                        runs.map(|(run, becomes)| (offset + run.start..offset + run.end, becomes)),
                    );
                }
            }
            let name = state.push_name(&rest[plain..]);
            if !name.is_empty() {
                self.cost += state.step_cost() * name.chars().count();
            }
            let Some(c) = rest[plain + name.len()..].chars().next() else { break };
            offset += plain + name.len();
            let was_text = matches!(state.html, HtmlState::Text);
            let had_value = matches!(state.html, HtmlState::Value(..));
            let next = offset + c.len_utf8();
            let was_doubtful = state.foreign.is_doubtful();
            let rest = || content[next..].chars().chain(after_text());
            self.cost += state.step_cost();
            let step = state.push(c, &|| Box::new(rest()));
            self.found.foreign_rules.needs_html |= step.needs_html;
            let range = match &step.mistake {
                Some(html::Mistake::Repeated(name)) => offset.saturating_sub(name.len())..offset,
                _ => offset..next,
            };
            let char_span = || {
                let is_written =
                    is_written.get_or_init(|| self.source.text_of(*span) == content.as_str());
                if *is_written {
                    Span::new(span.start + range.start, span.start + range.end)
                } else {
                    *span
                }
            };
            if was_text && !matches!(state.html, HtmlState::Text) {
                state.opened = Opened(Some(char_span()));
            }
            if !was_doubtful && state.foreign.is_doubtful() {
                state.doubted = Opened(state.opened.0.or_else(|| Some(char_span())));
            }
            if !had_value && matches!(state.html, HtmlState::Value(..)) {
                *start = Some((at, offset));
            }
            if step.writes_quote {
                edits.push((offset..offset, "\""));
            }
            if let Some(mut tag) = step.tag {
                self.cost += state.tag_cost();
                let (span, depth) = (state.opened.0.unwrap_or_default(), self.depth);
                let is_in_loop = self.loops.bodies.last().is_some_and(|body| depth > *body);
                let position = Position { span, depth, is_in_loop };
                let warnings = match self.loops.first_round {
                    Some(body) if depth > body => &mut self.loops.warnings,
                    _ => &mut self.found.tag_warnings,
                };
                if self.collapses {
                    let written = self.source.text_of(Span::new(span.start, char_span().end));
                    state.note_tag(&mut tag, written);
                }
                state.elements.read(&tag, position, &mut |warning| add(warnings, warning));
            }
            if let Some(mistake) = step.mistake {
                let error = messages::mistake(&mistake, char_span(), &state);
                state.html = HtmlState::Lost;
                self.report(error);
            }
            offset = next;
            if self.cost > MAX_COST {
                self.report(messages::too_complex());
                return state.lost();
            }
        }
        // The beginning of a value moves with what changes before it.
        if let Some((_, offset)) = start.as_mut().filter(|(index, _)| *index == at) {
            let (mut added, mut removed) = (0, 0);
            for (range, becomes) in edits.iter().filter(|(range, _)| range.end <= *offset) {
                added += becomes.len();
                removed += range.len();
            }
            *offset = *offset + added - removed;
        }
        for (range, becomes) in edits.into_iter().rev() {
            content.replace_range(range, becomes);
        }
        state
    }

    /// Returns static text for a value that consists of literals of the template, where values are not allowed.
    fn replacement(
        &self,
        value: &ResolvedExpression,
        is_raw: bool,
        state: &State,
    ) -> Option<Vec<Statement>> {
        let is_url = state.is_url();
        let is_allowed =
            if is_raw { state.allows_raw() } else { !is_url && state.escape().is_ok() };
        if is_allowed { None } else { literal_statements(value, is_url) }
    }

    /// Reads a value. Returns its escaping.
    fn value(&mut self, span: Span, is_raw: bool, state: &mut State) -> Escape {
        let escape = if is_raw && !state.allows_raw() {
            self.report(messages::raw_value(span, self.source.text_of(span), state));
            Ok(Escape::None)
        } else if is_raw {
            Ok(Escape::None)
        } else {
            state.escape()
        };
        state.push_value();
        escape.unwrap_or_else(|position| {
            self.report(messages::unsafe_position(
                &position,
                span,
                self.source.text_of(span),
                state,
            ));
            Escape::Html
        })
    }

    /// Warns about the elements that are open at the end of a body.
    fn warn_about_open(&mut self, end: &State, noun: Option<&str>) {
        if end.html == HtmlState::Text {
            let warnings = &mut self.found.tag_warnings;
            end.elements.warn_about_open(noun, &mut |warning| add(warnings, warning));
        }
    }

    /// Records an error, once if a body is read several times.
    fn report(&mut self, error: Diagnostic) {
        add(&mut self.errors, error);
    }
}

/// Adds a message, once if a body is read several times, and up to the number that is reported.
fn add(messages: &mut Vec<Diagnostic>, message: Diagnostic) {
    if messages.len() < MAX_ERRORS && !messages.contains(&message) {
        messages.push(message);
    }
}

/// Returns the span that represents a statement in messages.
fn statement_span(statement: &Statement) -> Span {
    match statement {
        Statement::Text { span, .. }
        | Statement::Let { span, .. }
        | Statement::BlockCall { span, .. }
        | Statement::Attributes { span, .. }
        | Statement::Flush { span }
        | Statement::Yield { span, .. } => *span,
        Statement::Append { value, .. }
        | Statement::Section { value, .. }
        | Statement::With { value, .. } => value.span,
        Statement::If { branches, .. } => {
            branches.first().map(|branch| branch.condition.span).unwrap_or_default()
        }
        Statement::Each { list, .. } => list.span,
        Statement::ComponentCall(call) => call.span,
        Statement::PartialCall(call) => call.span,
        Statement::Indent { span, .. } => *span,
        Statement::Fragment(fragment) => fragment.name.span,
    }
}
