//! Programs: the ops of a template with their tables.
#![allow(unsafe_code, reason = "a program is a proof that its ops are valid")]

#[cfg(not(feature = "alloc"))]
use super::compact_tables::CompactTables;
use super::{
    budget::Budget,
    capabilities::{AllCapabilities, Capabilities},
    size_hint::SizeHint,
};
#[cfg(feature = "alloc")]
use crate::link::Copies;
use crate::{
    data::{Callable, LayoutRef, Value, safe_text},
    error::ErrorKind,
    helper::{ComponentCalls, HelperFn},
    link::LinkedPlace,
    output::{CustomEscaper, Out, print, print_custom, print_in_context, print_without_floats},
};
use core::fmt;
use template_bytecode::{
    Constant, Escape, Limits, Listing, Op, PathStep, PlacePath, Position, Positions, ScratchUsage,
    Tables,
};

/// A linked program: the array of ops, with the tables that they refer to.
///
/// Its `Display` output is the disassembly: for each op, the line and column of its construct, the depth of the
/// stack before the op, the mnemonic and the operands, and the component of which the op is a copy.
/// [`template!`](macro.template.html) creates programs at compile time, and a `Compiler` at run time.
#[derive(Clone, Copy)]
pub struct Program<'p> {
    pub(crate) tables: StoredTables<'p>,
}

/// The names of the files that a template consists of.
type Files = &'static [&'static str];

/// The tables of a program, as it has them.
#[cfg(feature = "alloc")]
type StoredTables<'p> = ProgramTables<'p>;
#[cfg(not(feature = "alloc"))]
type StoredTables<'p> = CompactTables<'p>;

/// The tables of a [`Program`].
#[derive(Clone, Copy)]
pub struct ProgramTables<'p> {
    /// The name that the disassembly begins with.
    pub name: &'p str,
    /// The names of the files that the template consists of, as messages show them.
    pub files: &'static [&'static str],
    /// The layout of the data; `None` if the program is unrolled, or compiled at run time.
    pub data: Option<LayoutRef>,
    /// The ops, followed by `Return`.
    pub ops: &'p [Op],
    /// All static text, followed by padding.
    pub text: &'p str,
    /// All names.
    pub names: &'p [&'p str],
    /// The steps of all paths of several segments.
    pub steps: &'p [PathStep],
    /// The paths to places, as the VM follows them.
    pub places: &'p [LinkedPlace],
    /// The paths to places that are reached through pointers and options, or are not leaves.
    pub place_paths: &'p [PlacePath],
    /// All constants.
    pub constants: &'p [Constant<'p>],
    /// The helpers that ops refer to.
    pub helpers: &'p [HelperFn],
    /// The components among the helpers, by the same indices; empty if there are none.
    pub components: &'p [ComponentCalls],
    /// The names of the helpers.
    pub helper_names: &'p [&'p str],
    /// The helpers as values.
    pub helper_values: &'p [&'p (dyn Callable + Sync)],
    /// For each name of a named argument, the index of its parameter.
    pub param_indexes: &'p [u8],
    /// The position of each op.
    pub positions: Positions<'p>,
    /// The sizes of the memory that the program needs.
    pub limits: Limits,
    /// The number of bytes of scratch memory.
    pub scratch: usize,
    /// The escaper of `{{…}}`.
    pub escape: Escape,
    /// The custom escaper of the template.
    pub escaper: Option<CustomEscaper>,
    /// The resources that a render may use.
    pub budget: Budget,
    /// The likely length of the output, estimated from earlier renders.
    pub size_hint: &'p SizeHint,
    /// The ops that are copies of those of components.
    #[cfg(feature = "alloc")]
    pub copies: Copies<'p>,
}

impl ProgramTables<'static> {
    /// Returns the tables of a program without ops.
    #[must_use]
    pub(crate) const fn empty(name: &'static str) -> Self {
        static SIZE_HINT: SizeHint = SizeHint::new();
        Self {
            name,
            files: &[],
            data: None,
            ops: &[Op::Return {}],
            text: "",
            names: &[],
            steps: &[],
            places: &[],
            place_paths: &[],
            constants: &[],
            helpers: &[],
            components: &[],
            helper_names: &[],
            helper_values: &[],
            param_indexes: &[],
            positions: Positions(&[]),
            limits: Limits {
                stack: 0,
                variables: 1,
                loops: 0,
                scratch: ScratchUsage { texts: 0, bytes: 0 },
            },
            scratch: 0,
            escape: Escape::Html,
            escaper: None,
            budget: Budget::UNLIMITED,
            size_hint: &SIZE_HINT,
            #[cfg(feature = "alloc")]
            copies: Copies::NONE,
        }
    }
}

/// The tables of which a program is created.
#[cfg(feature = "alloc")]
pub(super) type NewTables<'p> = ProgramTables<'p>;
/// The tables of which a program is created.
#[cfg(not(feature = "alloc"))]
pub(super) type NewTables<'p> = &'p ProgramTables<'p>;

impl Program<'static> {
    /// Creates a program without ops, for a template that has errors. Nothing runs it.
    #[doc(hidden)]
    #[must_use]
    pub const fn empty(name: &'static str) -> Self {
        Self::without_ops(name, Escape::Html)
    }
}

impl Program<'static> {
    /// Creates a program that has no ops because its template consists of other templates.
    #[must_use]
    pub(crate) const fn without_ops(name: &'static str, escape: Escape) -> Self {
        #[cfg(feature = "alloc")]
        return Self { tables: ProgramTables { escape, ..ProgramTables::empty(name) } };
        #[cfg(not(feature = "alloc"))]
        {
            // The name is only for disassemblies.
            let _ = name;
            let tables = const { &ProgramTables::empty("") };
            Self { tables: CompactTables { escape, ..CompactTables::of(tables) } }
        }
    }
}

#[cfg(feature = "alloc")]
impl Program<'static> {
    /// Returns a program with other tables, in which calls of components are replaced. The only caller is
    /// [`Inlined::program`](crate::link::Inlined::program), whose tables the VM trusts (invariant 24).
    ///
    /// # Panics
    ///
    /// Panics if ops are missing, or the last one is not `Return`.
    pub(crate) const fn with_inlined(&self, tables: ProgramTables<'static>) -> Self {
        assert!(tables.ops.len() > self.tables.ops.len(), "ops are missing");
        assert!(matches!(tables.ops, [.., Op::Return {}]), "a program does not return");
        Self { tables }
    }
}

impl<'p> Program<'p> {
    /// Creates a program from its tables. This is the only constructor of programs that run.
    ///
    /// # Safety
    ///
    /// The ops are those that link has returned for ops that the [verifier](template_bytecode::verify) has
    /// accepted with these tables and [limits](ProgramTables::limits), or such ops themselves, followed by `Return`. The VM trusts
    /// what they prove (invariant 24 of `ARCHITECTURE.md`).
    ///
    /// # Panics
    ///
    /// Panics if the last op is not `Return`, or the lengths of the tables do not match: there must be a name for each
    /// helper, and either no or all parameter indices of names.
    #[doc(hidden)]
    #[must_use]
    pub const unsafe fn new(tables: NewTables<'p>) -> Self {
        assert!(tables.helpers.len() == tables.helper_names.len(), "a helper has no name");
        assert!(
            tables.param_indexes.is_empty() || tables.param_indexes.len() == tables.names.len(),
            "a name has no parameter index"
        );
        assert!(matches!(tables.ops, [.., Op::Return {}]), "a program does not return");
        #[cfg(not(feature = "alloc"))]
        let tables = CompactTables::of(tables);
        Self { tables }
    }

    /// Returns the position of an op's construct, and its file: the names of the files of the template that contains it, and
    /// an index among these.
    #[cold]
    pub(crate) fn position(&self, op: usize) -> Option<((Files, u16), Position)> {
        #[cfg(feature = "alloc")]
        if let Some((files, (file, position))) = self.tables.copies.position(op) {
            return Some(((files, file.0), position));
        }
        let (file, position) = self.tables.positions.entry(op)?;
        Some(((self.tables.files, file.0), position))
    }

    /// Returns the index of an op of the program.
    pub(super) fn index_of(&self, op: &Op) -> usize {
        let first = self.tables.ops.as_ptr().addr();
        core::ptr::from_ref(op).addr().wrapping_sub(first) / size_of::<Op>()
    }

    /// Returns the number of ops.
    #[must_use]
    pub fn op_count(&self) -> usize {
        self.ops().len()
    }

    /// Returns the ops. They may change in any release.
    #[doc(hidden)]
    #[must_use]
    pub fn ops(&self) -> &'p [Op] {
        match self.tables.ops {
            [ops @ .., Op::Return {}] => ops,
            ops => ops,
        }
    }

    /// Returns the sizes of the memory that the program needs while it runs. They may change in any release.
    #[doc(hidden)]
    #[must_use]
    pub const fn limits(&self) -> Limits {
        #[cfg(feature = "alloc")]
        return self.tables.limits;
        #[cfg(not(feature = "alloc"))]
        return self.tables.limits.with_scratch(self.tables.others.limits.scratch);
    }

    /// Returns the likely length of the output in bytes: the length expected from earlier outputs, or else the length of all
    /// static text plus four bytes for each op.
    #[cfg(feature = "alloc")]
    #[inline]
    pub(crate) fn length(&self) -> usize {
        // Not computed if it is not needed.
        self.tables.size_hint.get().unwrap_or_else(|| self.tables.text.len() + self.op_count() * 4)
    }

    /// Returns the capacity in bytes for a new `String`: [`Program::length`], and 128 bytes more, with which escaping is
    /// faster.
    #[cfg(feature = "alloc")]
    pub(crate) fn capacity(&self) -> usize {
        self.length() + 128
    }

    /// Prints a value, escaped with `escape`.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::NotPrintable`] if the value has no text, [`ErrorKind::Write`] if its `Display` fails, and the
    /// errors of a custom escaper, of a template and of [`print_in_context`].
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn print<'o>(
        &self,
        out: Out<'o>,
        value: &Value<'_>,
        escape: Escape,
    ) -> Result<Out<'o>, ErrorKind> {
        self.print_kinds::<AllCapabilities>(out, value, escape)
    }

    /// Prints a value like [`Program::print`], in an interpreter with certain capabilities.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Program::print`], and [`ErrorKind::NotPrintable`] for a float if the interpreter has no capability that
    /// prints it.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn print_kinds<'o, C: Capabilities>(
        &self,
        out: Out<'o>,
        value: &Value<'_>,
        escape: Escape,
    ) -> Result<Out<'o>, ErrorKind> {
        if C::CALLS && !matches!(escape, Escape::Html | Escape::None) {
            if C::CHUNKS && may_be_long(value) {
                return out.whole(|out| self.print_otherwise(out, value, escape));
            }
            return self.print_otherwise(out, value, escape);
        }
        if C::FLOATS { print(out, value, escape) } else { print_without_floats(out, value, escape) }
    }

    /// Prints a value that is escaped neither as in text nor not at all.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`Program::print`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    #[cfg_attr(not(feature = "alloc"), inline(never))]
    fn print_otherwise<'o>(
        &self,
        out: Out<'o>,
        value: &Value<'_>,
        escape: Escape,
    ) -> Result<Out<'o>, ErrorKind> {
        match escape {
            Escape::Custom => print_custom(out, value, self),
            escape => print_in_context(out, value, escape),
        }
    }

    /// Returns `true` if the output of a nested template needs no escaping in this one: both have the same
    /// escaper.
    pub(crate) fn escapes_like(&self, nested: &Program<'_>) -> bool {
        match (self.tables.escaper, nested.tables.escaper) {
            (Some(own), Some(nested)) => own.is(nested),
            (None, None) => self.tables.escape == nested.tables.escape,
            _ => false,
        }
    }

    /// Returns the constant at an index, if there is one.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn constant(&self, index: u32) -> Option<Value<'p>> {
        self.tables.constants.get(index as usize).map(Value::of)
    }
}

/// Returns `true` if the output of a value may be so long that memory for it is better lent than copied to.
fn may_be_long(value: &Value<'_>) -> bool {
    /// The length in bytes up to which strings are short.
    const SHORT: usize = 64;
    match *value {
        Value::Text(text) | safe_text!(text) => text.len() > SHORT,
        Value::List(_) | Value::Map(_) | Value::Object(_) => true,
        _ => value.is_display(),
    }
}

impl fmt::Display for Program<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listing = Listing {
            name: self.tables.name,
            ops: self.ops(),
            tables: Tables {
                text: self.tables.text,
                names: self.tables.names,
                segments: &[],
                steps: self.tables.steps,
                places: self.tables.place_paths,
                constants: self.tables.constants,
                helpers: self.tables.helper_names,
            },
            positions: self.tables.positions,
            #[cfg(feature = "alloc")]
            copied: &|op| self.tables.copies.listed(op),
            #[cfg(not(feature = "alloc"))]
            copied: &|_| None,
            limits: self.limits(),
        };
        listing.fmt(f)
    }
}

impl fmt::Debug for Program<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
