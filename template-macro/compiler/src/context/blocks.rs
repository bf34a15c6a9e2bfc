//! Statements with bodies, and those that print markup: the states at the beginning of their bodies, and the state after
//! the statement.

use super::{
    Analyzer,
    collapse::Before,
    foreign::Foreign,
    messages,
    state::{Ended, HtmlState, Opened, State},
    statement_span,
};
use crate::{
    resolve::resolved::{CalledPartial, ComponentCall, Statement, YieldedFill},
    source::Span,
};

/// A noun for a construct that may be called from several positions.
const PARTIAL: &str = "a partial that may include itself";

impl Analyzer<'_> {
    /// Reads a statement with bodies, or one that prints markup.
    pub(super) fn block(&mut self, statement: &mut Statement, mut state: Box<State>) -> Box<State> {
        let span = statement_span(statement);
        let is_allowed =
            matches!(statement, Statement::Attributes { .. } | Statement::Flush { .. });
        if state.is_unquoted() && !is_allowed {
            self.report(messages::block_in_unquoted_value(span, &state));
            return state.lost();
        }
        match statement {
            Statement::Text { .. }
            | Statement::Append { .. }
            | Statement::Indent { .. }
            | Statement::Flush { .. } => state,
            Statement::If { branches, otherwise } => {
                let mut end = None;
                let bodies = branches.iter_mut().map(|branch| &mut branch.body).chain([otherwise]);
                for body in bodies {
                    let branch_end = self.inner_body(body, state.clone());
                    end = Some(self.join(end, branch_end, span));
                }
                end.unwrap_or(state)
            }
            Statement::Each { body, otherwise, .. }
            | Statement::Section { body, otherwise, .. } => {
                let end = self.loop_body(body, &state, span, None);
                let otherwise = self.inner_body(otherwise, state);
                self.join(Some(end), otherwise, span)
            }
            Statement::With { body, otherwise, .. } => {
                let end = self.inner_body(body, state.clone());
                let otherwise = self.inner_body(otherwise, state);
                self.join(Some(end), otherwise, span)
            }
            Statement::Let { body, .. } => self.body(body, state),
            Statement::Fragment(fragment) => {
                self.text_body(&mut fragment.body, &state, span, "a fragment");
                state.before = Before::Text;
                state
            }
            // It may print its bodies any number of times.
            Statement::BlockCall { body, otherwise, .. } => {
                const NOUN: &str = "the body of a block helper";
                if !self.check_text(&state, span, NOUN) {
                    return state;
                }
                state.before = Before::Text;
                let mut end = None;
                for body in [Some(body), otherwise.as_mut()].into_iter().flatten() {
                    let body_end = self.loop_body(body, &state, span, Some(NOUN));
                    end = Some(self.join(end, body_end, span));
                }
                let mut end = self.join(end, state, span);
                end.before = Before::Text;
                end
            }
            Statement::ComponentCall(ComponentCall { fills, .. }) => {
                state.before = Before::Text;
                if fills.is_empty() {
                    self.check_text(&state, span, "a component");
                }
                // The calling template knows the HTML context of the component.
                self.check_raw(&state, span, "a component");
                let is_in_foreign = state.is_in_foreign();
                if is_in_foreign {
                    self.found.foreign_rules.foreign_calls.insert(span);
                }
                let mut needs_html = self.found.foreign_rules.needs_html || !is_in_foreign;
                for fill in fills {
                    needs_html |= self.fill(&mut fill.body, &state, fill.span);
                }
                self.found.foreign_rules.needs_html = needs_html;
                state
            }
            Statement::PartialCall(_) => {
                state.before = Before::Text;
                self.check_text(&state, span, PARTIAL);
                self.check_raw(&state, span, PARTIAL);
                if state.is_in_foreign() {
                    self.foreign_partials.push(span);
                }
                state
            }
            Statement::Attributes { urls, .. } => match state.html.clone() {
                HtmlState::TagName(mut tag)
                | HtmlState::BeforeName(mut tag)
                | HtmlState::Name(mut tag, _)
                | HtmlState::AfterName(mut tag, _)
                | HtmlState::Separator(mut tag, _)
                    if !tag.is_end =>
                {
                    match tag.forward() {
                        Ok(escape) => *urls = escape,
                        Err(position) => self.report(messages::forwarded(&position, span)),
                    }
                    state.html = HtmlState::Separator(tag, Ended::Certainly);
                    state
                }
                _ => {
                    self.report(messages::attributes_outside_of_tag(span, &state));
                    state
                }
            },
            Statement::Yield { fill, .. } => {
                let plain = match fill {
                    YieldedFill::Slot(slot) => usize::from(*slot).checked_sub(1),
                    YieldedFill::Value(_) => None,
                };
                let plain =
                    plain.filter(|slot| self.slots.get(*slot).is_some_and(|slot| slot.is_plain));
                if state.is_text() {
                    state.before = Before::Text;
                    if plain.is_none() {
                        self.check_raw(&state, span, "a slot");
                    }
                    self.yielded(fill, &state);
                    return state;
                }
                match (plain, state.plain_quote()) {
                    (Some(slot), Some(quote)) => {
                        let quotes = &mut self.found.slot_quotes[slot];
                        if !quotes.contains(quote) {
                            quotes.push_str(quote);
                        }
                    }
                    _ => {
                        self.report(messages::yield_outside_of_text(span, plain.is_some(), &state))
                    }
                }
                state
            }
        }
    }

    /// Reads the partials that are called, each of which begins and ends in text.
    pub(super) fn called_partials(&mut self, partials: &mut [CalledPartial]) {
        let needed_html = std::mem::take(&mut self.found.foreign_rules.needs_html);
        for CalledPartial { body, span, .. } in partials {
            self.text_body(body, &State::new(), *span, PARTIAL);
        }
        // It is known only at run time which of them is printed.
        if self.found.foreign_rules.needs_html {
            for span in std::mem::take(&mut self.foreign_partials) {
                self.report(messages::partial_in_foreign(span));
            }
        }
        self.found.foreign_rules.needs_html |= needed_html;
    }

    /// Reads a fill, which the component prints in another HTML context. Returns whether elements in it must be parsed as HTML.
    fn fill(&mut self, body: &mut Vec<Statement>, state: &State, span: Span) -> bool {
        let (foreign, raw) = (Foreign::default(), Vec::new());
        let elsewhere = State { foreign, raw, ..state.clone() };
        self.found.foreign_rules.needs_html = false;
        let was_in_fill = std::mem::replace(&mut self.is_in_fill, true);
        self.text_body(body, &elsewhere, span, "the content of a component");
        self.is_in_fill = was_in_fill;
        let needs_html = self.found.foreign_rules.needs_html;
        if needs_html {
            self.found.foreign_rules.html_fills.insert(span);
        }
        needs_html
    }

    /// Records the HTML context of the fill of a slot.
    fn yielded(&mut self, fill: &YieldedFill, state: &State) {
        let foreign_rules = &mut self.found.foreign_rules;
        // The component of this fill determines the HTML context of the other fill.
        foreign_rules.needs_html |= self.is_in_fill;
        if !state.is_in_foreign() {
            return;
        }
        let count = u8::try_from(self.slots.len()).unwrap_or(u8::MAX);
        match fill {
            YieldedFill::Slot(slot) => foreign_rules.foreign_slots.push(*slot),
            YieldedFill::Value(_) => foreign_rules.foreign_slots.extend(0..=count),
        }
        foreign_rules.foreign_slots.sort_unstable();
        foreign_rules.foreign_slots.dedup();
    }

    /// Reads a body that begins and ends in text.
    fn text_body(&mut self, body: &mut Vec<Statement>, state: &State, span: Span, noun: &str) {
        if !self.check_text(state, span, noun) {
            return;
        }
        let mut inner = Box::new(state.clone());
        inner.elements = inner.elements.enclosed();
        inner.before = Before::Text;
        let end = self.body(body, inner);
        if !end.is_text() {
            self.report(messages::unclosed_body(span, noun, &end));
        } else if end.html == HtmlState::Text && end.foreign != state.foreign {
            self.report(messages::unbalanced_body(span, noun));
        }
        self.warn_about_open(&end, Some(noun));
    }

    /// Reads a body that may not be printed, or several times.
    pub(super) fn inner_body(
        &mut self,
        body: &mut Vec<Statement>,
        state: Box<State>,
    ) -> Box<State> {
        self.depth += 1;
        let mut end = self.body(body, state);
        self.depth -= 1;
        end.end_unquoted_value(body);
        end
    }

    /// Returns `true` if the position is in text; records an error if it is not.
    fn check_text(&mut self, state: &State, span: Span, noun: &str) -> bool {
        if !state.is_text() {
            self.report(messages::outside_of_text(span, noun, state));
        }
        state.is_text()
    }

    /// Records an error if browsers may read the position as text: HTML that a value is there could end it.
    fn check_raw(&mut self, state: &State, span: Span, noun: &str) {
        if let Some(raw) = state.raw.first() {
            self.report(messages::markup_in_raw(span, noun, &raw.end.name));
        }
    }

    /// Joins the ends of two branches of a block.
    fn join(&mut self, one: Option<Box<State>>, other: Box<State>, span: Span) -> Box<State> {
        let Some(one) = one else { return other };
        if one == other {
            return one;
        }
        let Some(mut joined) = one.clone().join(other.clone(), self.depth) else {
            self.report(messages::branches_differ(span, &one, &other));
            return one.lost();
        };
        if joined.foreign.is_doubtful() && joined.doubted.0.is_none() {
            joined.doubted = Opened(Some(span));
        }
        joined
    }
}
