//! The current version of a template.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "a program is linked to the layout of its data")]

use super::{
    compile::{CompiledText, compile, link_to},
    failure::failing_program,
    literal::CallNumber,
    text::{CurrentLiteral, CurrentText, full_path, is_as_built, own_path, read, source_as_built},
    unit::ReloadUnit,
    watch::{Stamp, stamp, watch},
};
use crate::{
    compiled::with_stack,
    data::{LayoutRef, ShapeRef, TemplateData},
    vm::{Bound, LinkedProgram, ON_HEAP, Program, Runner},
};
use alloc::{boxed::Box, format, string::String, vec::Vec};
use core::ptr;
use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};
use template_bytecode::Position;
use template_compiler::Source;

/// The current version of a template, which `template!` puts into a static item.
#[derive(Debug)]
pub struct Reloaded {
    state: Mutex<Option<State>>,
}

/// The current version, and the files that it was read from.
struct State {
    /// The files, with the stamps from before they were read.
    files: Vec<(PathBuf, Stamp)>,
    /// The text that was read last; none if it is the one that was built.
    source: Option<Source>,
    /// The number of the literal, if it is one.
    number: Option<CallNumber>,
    /// The other tokens of the macro call, as they were when they were read first.
    rest: Option<String>,
    /// Whether they are others now.
    is_other_call: bool,
    /// The position at which it begins.
    position: Option<Position>,
    version: TemplateVersion,
    /// The last message on standard error, which is not repeated.
    noted: String,
}

enum TemplateVersion {
    /// The version that was built.
    AsBuilt,
    Edited {
        text: Box<CompiledText>,
        /// The programs that have been linked.
        programs: Vec<(ProgramKey, CurrentProgram)>,
    },
    /// A version that does not compile.
    Invalid(CurrentProgram),
}

/// The key of a linked program: the addresses of the shape and of the layout, which determine everything that it is linked
/// to, and the fragment.
type ProgramKey = (usize, usize, Option<usize>);

#[derive(Clone, Copy)]
enum CurrentProgram {
    /// A program that was linked to the layout of its key.
    Linked(&'static Program<'static>),
    /// A program without data, which prints a message.
    Failing(&'static Program<'static>),
}

impl Reloaded {
    /// Creates the state of a template that has not been rendered yet.
    #[expect(clippy::new_without_default, reason = "only `template!` creates it")]
    #[must_use]
    pub const fn new() -> Self {
        Self { state: Mutex::new(None) }
    }

    /// Returns the program of the template, or of the fragment at an index, bound to the data; `None` if it is the one that
    /// was built.
    pub fn bound<'v, T: TemplateData>(
        &self,
        unit: &ReloadUnit,
        fragment: Option<usize>,
        data: &'v T,
    ) -> Option<Bound<'v>> {
        let layout = T::ROOT_LAYOUT.erase()?;
        match self.program(unit, fragment, T::ROOT_SHAPE, layout)? {
            CurrentProgram::Linked(program) => {
                // SAFETY: the program is the result of linking to this layout, which is the layout of its key (invariant 20).
                let program = unsafe { LinkedProgram::new(program, Runner::in_memory(ON_HEAP)) };
                Some(Bound::new(program, data))
            }
            CurrentProgram::Failing(program) => Some(Bound::without_data(program, ON_HEAP)),
        }
    }

    fn program(
        &self,
        unit: &ReloadUnit,
        fragment: Option<usize>,
        shape: ShapeRef,
        layout: LayoutRef,
    ) -> Option<CurrentProgram> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let is_current = state.as_ref().is_some_and(State::is_current);
        if !is_current {
            // The stages of the compiler are recursions.
            let before = state.take();
            *state = with_stack(usize::MAX, || Some(State::read(unit, before))).ok()?;
        }
        let key = (ptr::from_ref(shape.get()).addr(), ptr::from_ref(layout.get()).addr(), fragment);
        let State { version, is_other_call, noted, .. } = state.as_mut()?;
        match version {
            TemplateVersion::AsBuilt => None,
            TemplateVersion::Invalid(program) => Some(*program),
            TemplateVersion::Edited { text, programs } => {
                if let Some((_, program)) = programs.iter().find(|(other, _)| *other == key) {
                    return Some(*program);
                }
                let program = match link_to(unit, text, fragment, (shape, layout)) {
                    Ok(program) => CurrentProgram::Linked(program),
                    Err(message) => failing(unit, message, *is_other_call, noted)?,
                };
                programs.push((key, program));
                Some(program)
            }
        }
    }
}

/// Reports the error, and returns the program that shows it in the page. `is_other_call` specifies whether the struct has been
/// edited, too.
fn failing(
    unit: &ReloadUnit,
    mut message: String,
    is_other_call: bool,
    noted: &mut String,
) -> Option<CurrentProgram> {
    if is_other_call {
        let name = unit.name;
        message.push_str(&format!(
            "\nhelp: the macro call of `{name}` has changed, too: rebuild the program"
        ));
    }
    note(noted, format!("error: {message}"));
    failing_program(unit.name, unit.options.escape, message).map(CurrentProgram::Failing)
}

/// Writes a message to standard error, unless it was the last one.
fn note(noted: &mut String, message: String) {
    if *noted != message {
        // Standard error may be closed.
        let _ = writeln!(io::stderr(), "{message}");
        *noted = message;
    }
}

/// Returns the partials that a template was built from, and the files that would have been some, with their stamps.
fn partials_as_built(unit: &ReloadUnit) -> Vec<(PathBuf, Stamp)> {
    let names = unit.files.iter().skip(1).map(|file| file.name).chain(unit.missing.iter().copied());
    let paths = names.map(|name| full_path(unit, Path::new(name)));
    paths.map(|path| (path.clone(), stamp(&path))).collect()
}

impl State {
    /// Returns `true` if no file has changed.
    fn is_current(&self) -> bool {
        self.files.iter().all(|(path, known)| stamp(path) == *known)
    }

    /// Reads a template. `before` is the version before it, and none if the template is rendered for the first time.
    fn read(unit: &ReloadUnit, before: Option<Self>) -> Self {
        let mut state = before.unwrap_or_else(|| Self {
            files: Vec::new(),
            source: None,
            number: None,
            rest: None,
            is_other_call: false,
            position: None,
            version: TemplateVersion::AsBuilt,
            noted: String::new(),
        });
        let is_first = state.files.is_empty();
        let others_are_current =
            state.files.iter().skip(1).all(|(path, known)| stamp(path) == *known);
        let path = own_path(unit);
        let mut own = (path.clone(), stamp(&path));
        let built = partials_as_built(unit);
        let (source, is_same_call) = state.read_source(unit, &mut own);
        let is_same_text = match &state.source {
            Some(before) => before.text == source.text,
            None => unit.files.first().is_some_and(|own| own.text == source.text),
        };
        // Messages of an edited template have its position.
        let is_same = is_same_text && (is_same_call || state.source.is_none());
        if is_same && others_are_current && !is_first {
            if let Some(first) = state.files.first_mut() {
                *first = own;
            }
            return state;
        }
        if is_as_built(unit, &source.text) {
            state.source = None;
            state.version = TemplateVersion::AsBuilt;
            state.watch(own, built);
            return state;
        }
        state.source = Some(source.clone());
        let (compiled, partials) = compile(unit, source);
        state.watch(own, partials);
        state.version = match compiled {
            Ok(text) => {
                if text.warnings.is_empty() {
                    state.noted.clear();
                } else {
                    note(&mut state.noted, text.warnings.clone());
                }
                TemplateVersion::Edited { text: Box::new(text), programs: Vec::new() }
            }
            Err(message) => match failing(unit, message, state.is_other_call, &mut state.noted) {
                Some(program) => TemplateVersion::Invalid(program),
                None => TemplateVersion::AsBuilt,
            },
        };
        state
    }

    /// Reads the text of a template from its own file, and reports whether the macro call around it is where and what it was.
    /// If it cannot be read, it is the one before.
    fn read_source(&mut self, unit: &ReloadUnit, own: &mut (PathBuf, Stamp)) -> (Source, bool) {
        match read(unit, own, self.number) {
            Ok(CurrentText { source, literal: None }) => (source, true),
            Ok(CurrentText { source, literal: Some(literal) }) => {
                let CurrentLiteral { number, position, rest } = literal;
                let before = (self.is_other_call, self.position);
                self.number = Some(number);
                self.position = Some(position);
                self.is_other_call = *self.rest.get_or_insert_with(|| rest.clone()) != rest;
                (source, before == (self.is_other_call, self.position))
            }
            Err(message) => {
                // A literal that is not found at first may be in the call of a macro that has called `template!`.
                if unit.literal.is_none() || !self.files.is_empty() {
                    let message =
                        format!("warning: {message}\nhelp: the previous version is shown");
                    note(&mut self.noted, message);
                }
                if own.1.is_some() && fs::File::open(&own.0).is_err() {
                    // It is tried again.
                    own.1 = None;
                }
                (self.source.clone().unwrap_or_else(|| source_as_built(unit)), true)
            }
        }
    }

    /// Watches the own file and partials.
    fn watch(&mut self, own: (PathBuf, Stamp), partials: Vec<(PathBuf, Stamp)>) {
        self.files = Vec::from([own]);
        for (path, stamp) in partials {
            if self.files.iter().all(|(known, _)| *known != path) {
                self.files.push((path, stamp));
            }
        }
        watch(self.files.iter().map(|(path, stamp)| (path.as_path(), *stamp)));
    }
}

impl core::fmt::Debug for State {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("State").field("files", &self.files).finish_non_exhaustive()
    }
}
