//! The abstract interpreter: it executes every op once, in order, on a stack of shapes.

use super::{
    Unit,
    diagnostic::{LinkDiagnostic, LinkDiagnosticKind},
    places::{peeled, place_path},
    printed::{PrintedKind, unescaped_kind},
    state::{
        ARRAY, BOOL, CallArgs, FLOAT, Findings, HASH, INTEGER, Join, KnownValue, KnownVariable,
        NULL, TEXT, UNKNOWN, merge,
    },
};
use crate::data::{ANY, ErasedLayout, Kind, LayoutRef, Shape, ShapeRef, SliceLayout};
use template_bytecode::{
    Constant, Field, Op, PathStep, PlacePath, Slot, SymbolicOp, diagnostics::MAX_DIAGNOSTICS,
};

/// The state of the abstract interpreter.
pub(super) struct Linker<'l, 'u> {
    pub(super) unit: &'u Unit<'u>,
    pub(super) root: &'static Shape,
    pub(super) findings: Findings<'l, 'u>,
    diagnostic_count: usize,
    unescaped_count: usize,
    pub(super) place_count: usize,
    pub(super) joins: &'l mut [Join],
    pub(super) stack: &'l mut [KnownValue],
    pub(super) depth: usize,
    pub(super) variables: &'l mut [KnownVariable],
    /// The innermost scope of variables, as in [`KnownVariable::scope`].
    pub(super) scope: usize,
    /// Whether the layout of the data is known.
    pub(super) reads_places: bool,
    /// The index of the current op.
    pub(super) at: usize,
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
        let value = KnownValue { layout: peeled(layout), ..KnownValue::new(root.get(), 0) };
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
            reads_places: layout.is_some(),
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
                    self.scope = join.scope;
                }
                self.check_scopes(self.scope == join.scope);
                // Where paths join, it is not known which op has pushed a value.
                let mut i = 0;
                while i < self.depth {
                    self.stack[i].layout = None;
                    i += 1;
                }
                if self.depth > 0 {
                    let top = &mut self.stack[self.depth - 1];
                    *top = if reached { merge(*top, join.top) } else { join.top };
                    top.layout = None;
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
            SymbolicOp::Text { .. } | SymbolicOp::Jump { .. } | SymbolicOp::Return {} => {}
            SymbolicOp::Next { loop_id, slot, target } => {
                let entered = target.0 as usize;
                self.check_scopes(
                    entered == self.scope && entered == self.variables[slot.0 as usize].scope,
                );
                self.exit(slot);
                if self.variables[slot.0 as usize].is_slice {
                    return Op::NextSlice { loop_id, slot, target };
                }
            }
            SymbolicOp::Unbind { slot } => self.exit(slot),
            SymbolicOp::PushImmediate { .. } | SymbolicOp::GetIndex { .. } => self.push(&INTEGER),
            SymbolicOp::PushArgs { .. } => self.push(&ANY),
            SymbolicOp::PushConstant { constant } => {
                self.push(self.constant_shape(constant.0 as usize))
            }
            SymbolicOp::GetVar { slot } => {
                let value = self.variable(slot);
                let layout = peeled(self.layout_of_path(slot, PlacePath::Itself));
                let op = self.link_place(slot, PlacePath::Itself, None);
                self.push_known(value.shape, if op.is_some() { layout } else { value.layout });
                if let Some(op) = op {
                    return op;
                }
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
                let layout = peeled(self.layout_of_path(slot, place_path(path, step)));
                self.push_known(shape, layout);
                if let Some(op) = self.link_place(slot, place_path(path, step), None) {
                    return op;
                }
                return match step {
                    Some(PathStep::Field(field)) => Op::GetVarField { slot, field },
                    Some(_) => {
                        let segment = self.unit.segments[path.first()];
                        Op::GetVarName { slot, name: segment.name, missing: segment.missing }
                    }
                    None => Op::GetVarPath { slot, path },
                };
            }
            SymbolicOp::AppendVar { slot, escape } => {
                let value = self.variable(slot);
                self.check_printable(value);
                if let Some(op) = self.link_place(slot, PlacePath::Itself, Some(escape)) {
                    return op;
                }
            }
            SymbolicOp::AppendVarPath { slot, path, escape } => {
                let (step, shape) = self.resolve_path(self.variable(slot), path);
                self.check_printable(KnownValue::new(shape, self.at));
                if let Some(op) = self.link_place(slot, place_path(path, step), Some(escape)) {
                    return op;
                }
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
            SymbolicOp::GetKey { loop_id, slot } => {
                if self.variables[slot.0 as usize].is_slice {
                    self.push(&INTEGER);
                    return Op::GetIndex { loop_id };
                }
                let shape = match self.variables[slot.0 as usize].value.shape.kind {
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
                let scope = self.at + 1;
                self.joins[self.at].parent = self.scope;
                let mut i = 0;
                while i <= params.0 as usize {
                    self.variables[slot.0 as usize + i] = KnownVariable::of_value(UNKNOWN, scope);
                    i += 1;
                }
            }
            SymbolicOp::CallBlockHelper { helper, .. } => {
                self.pop();
                self.check_block_call(helper);
            }
            SymbolicOp::EnterEach { loop_id, slot, target }
            | SymbolicOp::AppendEach { loop_id, slot, target } => {
                let list = self.pop();
                let item = self.item_shape(list);
                self.enter(slot, list.shape.peel(), item);
                if let Some(ErasedLayout::Slice(SliceLayout { item, .. })) = list.layout
                    && !matches!(item.get(), ErasedLayout::Opaque(_))
                {
                    let index = slot.0 as usize;
                    self.variables[index].is_slice = true;
                    self.variables[index + 1].place = Some(*item);
                    self.variables[index + 1].has_value = false;
                    return match op {
                        SymbolicOp::AppendEach { .. } => Op::AppendSlice { loop_id, slot, target },
                        _ => Op::EnterSlice { loop_id, slot, target },
                    };
                }
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
                self.enter(slot, shape, item);
            }
            SymbolicOp::EnterWith { slot, target } => {
                if self.bind(slot) {
                    return Op::EnterWithPlace { slot, target };
                }
            }
            SymbolicOp::Bind { slot } => {
                if self.bind(slot) {
                    return Op::BindPlace { slot };
                }
            }
        }
        op.to_op()
    }

    /// Returns the shape of the items of a loop, and checks that the value is iterable.
    const fn item_shape(&mut self, list: KnownValue) -> &'static Shape {
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
        let scope = match op {
            // The jump skips the scope that the op opens.
            Op::EnterEach { .. }
            | Op::AppendEach { .. }
            | Op::EnterSection { .. }
            | Op::EnterWith { .. } => self.joins[self.at].parent,
            // The body of a block is the scope of its params.
            Op::PushBlock { .. } => self.at + 1,
            _ => self.scope,
        };
        self.check_scopes(!self.joins[to].reached || self.joins[to].scope == scope);
        let join = &mut self.joins[to];
        let top = if join.reached { merge(join.top, top) } else { top };
        *join = Join { reached: true, depth, top, scope, parent: join.parent };
    }

    /// Returns the value of a variable, as if the current op had pushed it.
    const fn variable(&self, slot: Slot) -> KnownValue {
        let value = self.variables[slot.0 as usize].value;
        if value.layout.is_some() {
            self.check_in_scope(slot);
        }
        KnownValue { layout: value.layout, ..KnownValue::new(value.shape, self.at) }
    }

    /// Pushes a value with a layout.
    const fn push_known(&mut self, shape: &'static Shape, layout: Option<&'static ErasedLayout>) {
        self.push(shape);
        self.stack[self.depth - 1].layout = layout;
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
