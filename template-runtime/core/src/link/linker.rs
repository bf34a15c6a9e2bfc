//! The abstract interpreter: it executes every op once, in order, on a stack of shapes.

use super::{
    Unit,
    diagnostic::{LinkCallee, LinkDiagnostic, LinkDiagnosticKind},
    places::peeled,
    printed::{PrintedKind, has_printable_variant, unescaped_kind},
    state::{
        BOOL, FLOAT, Findings, INTEGER, Join, KnownValue, KnownVariable, NULL, TEXT, UNKNOWN,
        Yields, merge,
    },
};
use crate::{
    data::{ANY, ErasedLayout, Kind, LayoutRef, SafeKind, Shape, ShapeRef},
    output::COMPACT,
};
use template_bytecode::{Constant, Count, Escape, Op, Target, VarId, diagnostics::MAX_DIAGNOSTICS};

/// The state of the abstract interpreter.
pub(super) struct Linker<'l, 'u> {
    pub(super) unit: &'u Unit<'u>,
    pub(super) root: &'static Shape,
    pub(super) findings: Findings<'l, 'u>,
    diagnostic_count: usize,
    pub(super) unescaped_count: usize,
    pub(super) place_count: usize,
    pub(super) joins: &'l mut [Join],
    pub(super) stack: &'l mut [KnownValue],
    pub(super) depth: usize,
    pub(super) variables: &'l mut [KnownVariable],
    /// The innermost scope of variables, as in [`KnownVariable::scope`].
    pub(super) scope: usize,
    /// The values that components yield to the fills of this template.
    pub(super) yields: Yields,
    /// The component that the last call of one with plain slots calls.
    pub(super) plain_component: Option<LinkCallee<'u>>,
    /// Whether the layout of the data is known.
    pub(super) reads_places: bool,
    /// The index of the current op.
    pub(super) at: usize,
    /// Whether the program may continue from the op before the current one.
    pub(super) reached: bool,
}

impl<'l, 'u> Linker<'l, 'u> {
    pub(super) const fn new(
        unit: &'u Unit<'u>,
        findings: Findings<'l, 'u>,
        joins: &'l mut [Join],
        stack: &'l mut [KnownValue],
        variables: &'l mut [KnownVariable],
        root: ShapeRef,
        layout: Option<LayoutRef>,
    ) -> Self {
        let object = match layout {
            Some(layout) => peeled(layout.get()),
            None => None,
        };
        let value =
            KnownValue { layout: object, is_present: true, ..KnownValue::new(root.get(), 0) };
        variables[0] = KnownVariable { place: layout, ..KnownVariable::of_value(value, 0) };
        Self {
            unit,
            root: root.get(),
            findings,
            diagnostic_count: 0,
            unescaped_count: 0,
            place_count: 0,
            joins,
            stack,
            depth: 0,
            variables,
            scope: 0,
            yields: Yields::NONE,
            plain_component: None,
            reads_places: layout.is_some(),
            at: 0,
            reached: true,
        }
    }

    /// Links every op of `ops`, a copy of the ops of the unit, and returns the number of diagnostics. The program
    /// must have been verified, so that operands are in range and the stack is large enough.
    pub(super) const fn run(mut self, ops: &mut [Op]) -> usize {
        let count = ops.len();
        while self.at < count {
            if self.joins[self.at].reached {
                self.enter_join();
            }
            let op = ops[self.at];
            self.reached = true;
            match op {
                Op::Text { .. } => {}
                Op::Jump { target } => {
                    self.record_join(target, self.depth, self.scope);
                    self.reached = false;
                }
                Op::JumpIfTrue { target } | Op::JumpIfFalse { target } => {
                    self.depth -= 1;
                    self.record_join(target, self.depth, self.scope);
                }
                Op::GetFirst { .. } | Op::GetLast { .. } => self.push(&BOOL),
                _ => {
                    // Most paths lead to leaves. The price of a call grows with the size of the called function.
                    let linked = match op {
                        Op::AppendVarPath { var, path, escape } => {
                            match self.link_leaf(var, path, Some(escape)) {
                                None => self.link_variable_path(var, path, Some(escape)),
                                linked => linked,
                            }
                        }
                        Op::GetVarPath { var, path } => match self.link_leaf(var, path, None) {
                            None => self.link_variable_path(var, path, None),
                            linked => linked,
                        },
                        _ => self.link_op(op),
                    };
                    if let Some(linked) = linked {
                        ops[self.at] = linked;
                    } else if let Op::CallComponent { positional: Count(0), named, blocks, .. } = op
                        && !COMPACT
                    {
                        self.link_placed_args(ops, blocks.0, named.count() - blocks.0);
                    } else if let Op::Compare { comparison } = op
                        && !COMPACT
                    {
                        self.link_first_operand(ops, comparison);
                    }
                }
            }
            self.at += 1;
        }
        self.diagnostic_count
    }

    /// Merges the states before the current op, a jump target.
    const fn enter_join(&mut self) {
        let join = self.joins[self.at];
        if !self.reached {
            self.depth = join.depth;
            self.scope = join.scope;
        }
        self.check_scopes(self.scope == join.scope);
        if let Some(pushed) = self.scope.checked_sub(1)
            && let Op::PushBlock { var, params, target } = self.unit.ops[pushed]
            && target.0 as usize == self.at
        {
            self.enter_body(pushed, var, params);
        }
        // Where paths join, it is not known which op has pushed a value.
        let mut i = 0;
        while i < self.depth {
            self.stack[i].layout = None;
            i += 1;
        }
        if self.depth > 0 {
            let top = &mut self.stack[self.depth - 1];
            *top = if self.reached { merge(*top, join.top) } else { join.top };
            top.layout = None;
        }
    }

    /// Binds the block params of a body that begins at the current op, and the variable before them. They are not bound
    /// where the block is pushed, by the op `pushed`: the bodies of several blocks bind the same variables.
    const fn enter_body(&mut self, pushed: usize, var: VarId, params: Count) {
        let yields = self.joins[pushed].yields;
        let mut i = 0;
        while i <= params.0 as usize {
            let value = if i > 0 {
                KnownValue::new(self.yields.get(yields, i - 1), self.at)
            } else {
                UNKNOWN
            };
            self.variables[var.0 as usize + i] = KnownVariable::of_value(value, self.scope);
            i += 1;
        }
    }

    /// Returns the shape of the items of a loop, and checks that the value is iterable.
    pub(super) const fn item_shape(&mut self, list: KnownValue) -> &'static Shape {
        match &list.shape.peel().kind {
            Kind::List(item) | Kind::Map(item) => item.get(),
            Kind::Any | Kind::Object(_) | Kind::Template(_) => &ANY,
            _ => {
                self.report_error(LinkDiagnosticKind::NotIterable {
                    shape: list.shape,
                    by: list.by,
                });
                &ANY
            }
        }
    }

    /// Checks that a value is printable with `escape`, and records its kind for the current
    /// op.
    pub(super) const fn check_printed(&mut self, value: KnownValue, escape: Escape) {
        let (shape, by) = (value.shape, value.by);
        match (escape, &shape.peel().kind) {
            (Escape::ResourceUrl, Kind::Any | Kind::Safe(SafeKind::ResourceUrl)) => {}
            (Escape::ResourceUrl, _) => {
                return self.report_error(LinkDiagnosticKind::NotTrusted { shape, by });
            }
            // A script has values of every kind, as JSON.
            (
                Escape::Script | Escape::ScriptInAttribute | Escape::Json,
                Kind::List(_) | Kind::Map(_) | Kind::Object(_),
            ) => return,
            _ => {}
        }
        self.check_printable(value);
    }

    /// Checks that a value is printable as text, and records its kind for the current op.
    pub(super) const fn check_printable(&mut self, value: KnownValue) {
        if self.joins[self.at].plain_slot > 0 {
            self.check_plain_value(value.shape);
        }
        let shape = match value.shape.kind {
            Kind::Optional(_) => value.shape.peel(),
            _ => value.shape,
        };
        let (printed, is_leaf) = match shape.kind {
            Kind::Text | Kind::Displayed => (PrintedKind::Text, true),
            Kind::Safe(_) => (PrintedKind::Text, false),
            Kind::Integer => (PrintedKind::Integer, true),
            Kind::Bool | Kind::Char => (PrintedKind::Any, true),
            Kind::Float | Kind::Number | Kind::Any => {
                self.findings.uses.floats = true;
                (PrintedKind::Any, !matches!(shape.kind, Kind::Any))
            }
            Kind::List(_) | Kind::Map(_) | Kind::Object(_) | Kind::Helper(_) => {
                let (shape, by) = (value.shape, value.by);
                self.report_error(LinkDiagnosticKind::NotPrintable { shape, by });
                (PrintedKind::Any, false)
            }
            Kind::Enum(fields) if !has_printable_variant(fields) => {
                let (shape, by) = (value.shape, value.by);
                self.report_error(LinkDiagnosticKind::NoPrintableVariant { shape, by });
                (PrintedKind::Any, false)
            }
            _ => (PrintedKind::Any, false),
        };
        self.findings.printed[self.at] = printed;
        if !is_leaf {
            // Values that are read as a whole were recorded when they were read. All other values are recorded here, except
            // leaves.
            self.findings.uses.values = true;
            self.findings.uses.displayed = true;
        }
        if self.unescaped_count < self.findings.unescaped.len()
            && self.unit.unescaped[self.unescaped_count] == self.at
        {
            self.findings.unescaped[self.unescaped_count] = unescaped_kind(value.shape);
            self.unescaped_count += 1;
        }
    }

    pub(super) const fn constant_shape(&self, index: usize) -> &'static Shape {
        match self.unit.constants[index] {
            Constant::Null => &NULL,
            Constant::Bool(_) => &BOOL,
            Constant::Int(_) => &INTEGER,
            Constant::Float(_) => &FLOAT,
            Constant::Text(_) => &TEXT,
        }
    }

    /// Merges a state of the program into that at a forward jump target.
    pub(super) const fn record_join(&mut self, target: Target, depth: usize, scope: usize) {
        let to = target.0 as usize;
        if to <= self.at {
            return;
        }
        let top = if depth > 0 { self.stack[depth - 1] } else { UNKNOWN };
        let join = &mut self.joins[to];
        if join.reached {
            let agree = join.scope == scope;
            join.top = merge(join.top, top);
            self.check_scopes(agree);
        } else {
            *join = Join { reached: true, depth, top, scope, ..*join };
        }
    }

    pub(super) const fn push(&mut self, shape: &'static Shape) {
        self.push_known(shape, None, false);
    }

    /// Pushes a value with a layout, which it has certainly if it `is_present`.
    pub(super) const fn push_known(
        &mut self,
        shape: &'static Shape,
        layout: Option<&'static ErasedLayout>,
        is_present: bool,
    ) {
        self.stack[self.depth] =
            KnownValue { shape, by: self.at, or_another: false, layout, is_present };
        self.depth += 1;
    }

    pub(super) const fn pop(&mut self) -> KnownValue {
        self.depth -= 1;
        self.stack[self.depth]
    }

    /// Records a diagnostic at the current op. All are counted, but only the first [`MAX_DIAGNOSTICS`] are
    /// kept.
    pub(super) const fn report_error(&mut self, kind: LinkDiagnosticKind<'u>) {
        if self.diagnostic_count < MAX_DIAGNOSTICS {
            self.findings.diagnostics[self.diagnostic_count] =
                Some(LinkDiagnostic { op: self.at, kind });
        }
        self.diagnostic_count += 1;
    }
}
