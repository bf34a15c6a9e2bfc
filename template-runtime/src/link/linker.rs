//! The abstract interpreter: it executes every op once, in order, on a stack of shapes.

use super::{
    Unit,
    diagnostic::{LinkDiagnostic, LinkDiagnosticKind},
    printed::{PrintedKind, unescaped_kind},
};
use crate::data::{ANY, Kind, Shape, ShapeRef};
use template_bytecode::{
    Constant, Count, Field, NameRow, Op, PathStep, Slot, SymbolicOp,
    diagnostics::{MAX_DIAGNOSTICS, Unescaped},
};

/// An abstract value: its shape, and the op that pushed it.
#[derive(Clone, Copy)]
pub(super) struct KnownValue {
    pub(super) shape: &'static Shape,
    pub(super) by: usize,
    /// Whether it may also have been pushed by another op, on another path of the control flow.
    pub(super) or_another: bool,
}

impl KnownValue {
    pub(super) const fn new(shape: &'static Shape, by: usize) -> Self {
        Self { shape, by, or_another: false }
    }
}

/// The arguments of a call: the number of positional ones, and the names of the named ones.
#[derive(Clone, Copy)]
pub(super) struct CallArgs {
    pub(super) positional: Count,
    pub(super) named: NameRow,
}

impl CallArgs {
    /// No arguments.
    pub(super) const NONE: Self = Self { positional: Count(0), named: NameRow::EMPTY };

    pub(super) const fn count(self) -> usize {
        self.positional.0 as usize + self.named.count() as usize
    }
}

/// A value of unknown shape.
pub(super) const UNKNOWN: KnownValue = KnownValue::new(&ANY, 0);

/// The abstract state at a forward jump target, merged over the jumps to it. Only the top of the stack
/// can differ between them.
#[derive(Clone, Copy)]
pub(super) struct Join {
    reached: bool,
    depth: usize,
    top: KnownValue,
}

impl Join {
    pub(super) const NONE: Self = Self { reached: false, depth: 0, top: UNKNOWN };
}

/// The results of link besides the ops.
pub(super) struct Findings<'l, 'u> {
    pub(super) diagnostics: &'l mut [Option<LinkDiagnostic<'u>>; MAX_DIAGNOSTICS],
    /// For each name of a named argument, the index of its parameter.
    pub(super) param_indexes: &'l mut [u8],
    /// The steps of the paths with several segments.
    pub(super) steps: &'l mut [PathStep],
    /// For each op, the kind of value that it prints.
    pub(super) printed: &'l mut [PrintedKind],
    /// For each op that prints without escaping, the kind of value that it prints.
    pub(super) unescaped: &'l mut [Unescaped],
}

/// The state of the abstract interpreter.
pub(super) struct Linker<'l, 'u> {
    pub(super) unit: &'u Unit<'u>,
    pub(super) root: &'static Shape,
    pub(super) findings: Findings<'l, 'u>,
    diagnostic_count: usize,
    unescaped_count: usize,
    joins: &'l mut [Join],
    pub(super) stack: &'l mut [KnownValue],
    pub(super) depth: usize,
    variables: &'l mut [KnownValue],
    /// The index of the current op.
    pub(super) at: usize,
}

impl<'l, 'u> Linker<'l, 'u> {
    pub(super) const fn new(
        unit: &'u Unit<'u>,
        findings: Findings<'l, 'u>,
        joins: &'l mut [Join],
        stack: &'l mut [KnownValue],
        variables: &'l mut [KnownValue],
        root: ShapeRef,
    ) -> Self {
        variables[0] = KnownValue::new(root.get(), 0);
        Self {
            unit,
            root: root.get(),
            findings,
            diagnostic_count: 0,
            unescaped_count: 0,
            joins,
            stack,
            depth: 0,
            variables,
            at: 0,
        }
    }

    /// Links every op, and returns the number of diagnostics. The program must have been verified, so that
    /// operands are in range and the stack is large enough.
    pub(super) const fn run(mut self, linked: &mut [Op]) -> usize {
        let mut reached = true;
        while self.at < linked.len() {
            let join = self.joins[self.at];
            if join.reached {
                if !reached {
                    self.depth = join.depth;
                }
                if self.depth > 0 {
                    let top = &mut self.stack[self.depth - 1];
                    *top = if reached { merge(*top, join.top) } else { join.top };
                }
            }
            let op = self.unit.ops[self.at];
            linked[self.at] = self.link_op(op);
            let op = op.to_op();
            self.record_join(&op);
            if op.is_jump_or_pop() {
                self.depth -= 1;
            }
            reached = !op.is_terminator();
            self.at += 1;
        }
        self.diagnostic_count
    }

    /// Applies an op to the stack and the variables, and returns the linked op.
    const fn link_op(&mut self, op: SymbolicOp) -> Op {
        match op {
            SymbolicOp::Text { .. }
            | SymbolicOp::Jump { .. }
            | SymbolicOp::Next { .. }
            | SymbolicOp::Unbind { .. }
            | SymbolicOp::Return {} => {}
            SymbolicOp::PushImmediate { .. } | SymbolicOp::GetIndex { .. } => self.push(&INTEGER),
            SymbolicOp::PushArgs { .. } => self.push(&ANY),
            SymbolicOp::PushConstant { constant } => {
                self.push(self.constant_shape(constant.0 as usize))
            }
            SymbolicOp::GetVar { slot } => {
                let value = self.variable(slot);
                self.push(value.shape);
            }
            SymbolicOp::GetPath { path } => {
                let value = self.pop();
                let (step, shape) = self.resolve_path(value, path);
                self.push(shape);
                return match step {
                    Some(PathStep::Field(field)) => Op::GetField { field },
                    Some(PathStep::Item { index, missing }) => Op::GetItem { index, missing },
                    Some(PathStep::Name { name, missing }) => Op::GetName { name, missing },
                    None => Op::GetPath { path },
                };
            }
            SymbolicOp::GetNameOr { name, .. } => {
                let shape = self.pop().shape.peel();
                if let Some(index) = shape.index_of(self.unit.names[name.0 as usize]) {
                    self.push(shape.fields()[index].shape.get());
                    return Op::GetField { field: Field(index as u16) };
                }
                self.push(&ANY);
            }
            SymbolicOp::GetVarPath { slot, path } => {
                let (step, shape) = self.resolve_path(self.variable(slot), path);
                self.push(shape);
                return match step {
                    Some(PathStep::Field(field)) => Op::GetVarField { slot, field },
                    Some(_) => {
                        let segment = self.unit.segments[path.first()];
                        Op::GetVarName { slot, name: segment.name, missing: segment.missing }
                    }
                    None => Op::GetVarPath { slot, path },
                };
            }
            SymbolicOp::AppendVar { slot, .. } => {
                let value = self.variable(slot);
                self.check_printable(value);
            }
            SymbolicOp::AppendVarPath { slot, path, escape } => {
                let (step, shape) = self.resolve_path(self.variable(slot), path);
                self.check_printable(KnownValue::new(shape, self.at));
                return match step {
                    Some(PathStep::Field(field)) => Op::AppendVarField { slot, field, escape },
                    Some(_) => {
                        let segment = self.unit.segments[path.first()];
                        let (name, missing) = (segment.name, segment.missing);
                        Op::AppendVarName { slot, name, escape, missing }
                    }
                    None => Op::AppendVarPath { slot, path, escape },
                };
            }
            SymbolicOp::GetKey { slot, .. } => {
                let shape = match self.variables[slot.0 as usize].shape.kind {
                    Kind::List(_) => &INTEGER,
                    _ => &ANY,
                };
                self.push(shape);
            }
            SymbolicOp::GetFirst { .. } | SymbolicOp::GetLast { .. } => self.push(&BOOL),
            SymbolicOp::Concat { count } => {
                let mut i = 0;
                while i < count.0 as usize {
                    self.check_printable(self.stack[self.depth - count.0 as usize + i]);
                    i += 1;
                }
                self.depth -= count.0 as usize;
                self.push(&TEXT);
            }
            SymbolicOp::JumpIfTrue { .. } | SymbolicOp::JumpIfFalse { .. } => {
                self.pop();
            }
            // The value is popped after `record_join`, which reads it.
            SymbolicOp::JumpIfTrueOrPop { .. } | SymbolicOp::JumpIfFalseOrPop { .. } => {}
            SymbolicOp::Not {} => {
                self.pop();
                self.push(&BOOL);
            }
            SymbolicOp::IncludeZero {} => {
                self.pop();
                self.push(&ANY);
            }
            SymbolicOp::Compare { .. } => {
                self.depth -= 2;
                self.push(&BOOL);
            }
            SymbolicOp::Lookup {} => {
                self.pop();
                let shape = match &self.pop().shape.peel().kind {
                    Kind::List(item) | Kind::Map(item) => item.get(),
                    _ => &ANY,
                };
                self.push(shape);
            }
            SymbolicOp::MakeArray { count } => {
                self.depth -= count.0 as usize;
                self.push(&ARRAY);
            }
            SymbolicOp::MakeHash { names } => {
                self.depth -= names.count() as usize;
                self.push(&HASH);
            }
            SymbolicOp::Log { count } => {
                self.depth -= count.0 as usize;
                self.push(&NULL);
            }
            SymbolicOp::Append { .. } => {
                let value = self.pop();
                self.check_printable(value);
            }
            SymbolicOp::CallHelper { helper, .. } => {
                self.pop();
                let (given, _) = self.pushed_args();
                let result = self.check_call(helper, given);
                self.push(result);
            }
            SymbolicOp::Call { helper, positional, named } => {
                let result = self.check_call(helper, CallArgs { positional, named });
                self.push(result);
            }
            SymbolicOp::AppendCall { helper, positional, named, .. } => {
                let shape = self.check_call(helper, CallArgs { positional, named });
                self.check_printable(KnownValue::new(shape, self.at));
            }
            SymbolicOp::CallDynamicHelper { .. } => {
                self.pop();
                let (given, _) = self.pushed_args();
                let result = self.check_dynamic_call(given);
                self.push(result);
            }
            SymbolicOp::CallDynamic { positional, named } => {
                let result = self.check_dynamic_call(CallArgs { positional, named });
                self.push(result);
            }
            SymbolicOp::AppendDynamic { positional, named, .. } => {
                let shape = self.check_dynamic_call(CallArgs { positional, named });
                self.check_printable(KnownValue::new(shape, self.at));
            }
            SymbolicOp::CallIfHelper {} => {
                let shape = self.stack[self.depth - 1].shape;
                if let Kind::Any | Kind::Helper(_) = shape.peel().kind {
                    let result = self.check_dynamic_call(CallArgs::NONE);
                    self.push(result);
                }
            }
            SymbolicOp::PushHelper { helper } => {
                let shape = self.check_helper_value(helper);
                self.push(shape);
            }
            SymbolicOp::BindArgs { .. } => {
                self.pop();
                self.check_bound_args();
            }
            SymbolicOp::PushBlock { slot, params, .. } => {
                self.push(&ANY);
                let mut i = 0;
                while i <= params.0 as usize {
                    self.variables[slot.0 as usize + i] = UNKNOWN;
                    i += 1;
                }
            }
            SymbolicOp::CallBlockHelper { helper, .. } => {
                self.pop();
                self.check_block_call(helper);
            }
            SymbolicOp::EnterEach { slot, .. } | SymbolicOp::AppendEach { slot, .. } => {
                let list = self.pop();
                let slot = slot.0 as usize;
                self.variables[slot] = KnownValue::new(list.shape.peel(), self.at);
                self.variables[slot + 1] = KnownValue::new(self.item_shape(list), self.at);
                self.variables[slot + 2] = UNKNOWN;
            }
            SymbolicOp::EnterSection { slot, .. } => {
                let value = self.pop();
                let context = self.pop();
                let shape = value.shape.peel();
                let item = match &shape.kind {
                    Kind::List(item) => item.get(),
                    Kind::Bool => context.shape,
                    Kind::Helper(_) => {
                        self.report_error(LinkDiagnosticKind::HelperSection { by: value.by });
                        &ANY
                    }
                    _ => shape,
                };
                let slot = slot.0 as usize;
                self.variables[slot] = KnownValue::new(shape, self.at);
                self.variables[slot + 1] = KnownValue::new(item, self.at);
                self.variables[slot + 2] = UNKNOWN;
            }
            SymbolicOp::EnterWith { slot, .. } | SymbolicOp::Bind { slot } => {
                let value = self.pop();
                self.variables[slot.0 as usize] = value;
            }
        }
        op.to_op()
    }

    /// Returns the shape of the items of a loop, and checks that the value is iterable.
    const fn item_shape(&mut self, list: KnownValue) -> &'static Shape {
        match &list.shape.peel().kind {
            Kind::List(item) | Kind::Map(item) => item.get(),
            Kind::Any | Kind::Object(_) => &ANY,
            _ => {
                self.report_error(LinkDiagnosticKind::NotIterable {
                    shape: list.shape,
                    by: list.by,
                });
                &ANY
            }
        }
    }

    /// Checks that a value is printable, and records its kind for the current op.
    pub(super) const fn check_printable(&mut self, value: KnownValue) {
        if matches!(
            value.shape.peel().kind,
            Kind::List(_) | Kind::Map(_) | Kind::Object(_) | Kind::Helper(_)
        ) {
            self.report_error(LinkDiagnosticKind::NotPrintable {
                shape: value.shape,
                by: value.by,
            });
        }
        self.findings.printed[self.at] = PrintedKind::of(value.shape);
        if self.unescaped_count < self.findings.unescaped.len()
            && self.unit.unescaped[self.unescaped_count] == self.at
        {
            self.findings.unescaped[self.unescaped_count] = unescaped_kind(value.shape);
            self.unescaped_count += 1;
        }
    }

    const fn constant_shape(&self, index: usize) -> &'static Shape {
        match self.unit.constants[index] {
            Constant::Null => &NULL,
            Constant::Bool(_) => &BOOL,
            Constant::Int(_) => &INTEGER,
            Constant::Float(_) => &FLOAT,
            Constant::Text(_) => &TEXT,
        }
    }

    /// Merges the state after an op that jumps forward into the state of its jump target.
    const fn record_join(&mut self, op: &Op) {
        let Some(to) = op.target() else { return };
        let to = to.0 as usize;
        if to <= self.at {
            return;
        }
        // The body of a block begins with nothing on the stack.
        let depth = if let Op::PushBlock { .. } = op { 0 } else { self.depth };
        let top = if depth > 0 { self.stack[depth - 1] } else { UNKNOWN };
        let join = &mut self.joins[to];
        let top = if join.reached { merge(join.top, top) } else { top };
        *join = Join { reached: true, depth, top };
    }

    /// Returns the value of a variable, as if the current op had pushed it.
    const fn variable(&self, slot: Slot) -> KnownValue {
        KnownValue::new(self.variables[slot.0 as usize].shape, self.at)
    }

    pub(super) const fn push(&mut self, shape: &'static Shape) {
        self.stack[self.depth] = KnownValue::new(shape, self.at);
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

static NULL: Shape = Shape { name: "null", kind: Kind::Optional(ShapeRef::ANY) };
static BOOL: Shape = Shape { name: "bool", kind: Kind::Bool };
static INTEGER: Shape = Shape { name: "integer", kind: Kind::Integer };
static FLOAT: Shape = Shape { name: "float", kind: Kind::Float };
static ARRAY: Shape = Shape { name: "array", kind: Kind::List(ShapeRef::ANY) };
static HASH: Shape = Shape { name: "hash", kind: Kind::Map(ShapeRef::ANY) };
static TEXT: Shape = Shape { name: "text", kind: Kind::Text };
pub(super) static HELPER: Shape = Shape { name: "helper", kind: Kind::Helper(None) };

/// Returns the join of two abstract values: their kind if both have the same scalar kind, otherwise
/// unknown.
const fn merge(a: KnownValue, b: KnownValue) -> KnownValue {
    let shape = match (&a.shape.kind, &b.shape.kind) {
        (Kind::Bool, Kind::Bool) => &BOOL,
        (Kind::Integer, Kind::Integer) => &INTEGER,
        (Kind::Float, Kind::Float) => &FLOAT,
        (Kind::Text, Kind::Text) => &TEXT,
        _ => &ANY,
    };
    KnownValue { shape, by: a.by, or_another: true }
}
