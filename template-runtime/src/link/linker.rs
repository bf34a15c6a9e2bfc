//! The walk over the ops, with the shapes of the values that the VM will have on its stack.

use super::{
    Unit,
    findings::{LinkDiagnostic, LinkDiagnosticKind, PrintedKind, unescaped},
};
use crate::data::{ANY, Kind, Shape, ShapeRef};
use template_bytecode::{
    Constant, Count, Field, Index, NameRow, Op, PathRow, PathStep, Slot, SymbolicOp,
    diagnostics::{MAX_DIAGNOSTICS, Unescaped},
};

/// What is known of a value: its shape, and the op that pushed it.
#[derive(Clone, Copy)]
pub(super) struct KnownValue {
    pub(super) shape: &'static Shape,
    pub(super) by: usize,
    /// Whether another op may have pushed it instead, on another way.
    pub(super) or_another: bool,
}

impl KnownValue {
    pub(super) const fn new(shape: &'static Shape, by: usize) -> Self {
        Self { shape, by, or_another: false }
    }
}

/// The arguments of a call, as its op has them.
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

/// A value of which nothing is known.
pub(super) const UNKNOWN: KnownValue = KnownValue::new(&ANY, 0);

/// What a jump forward brings to the op where it lands.
#[derive(Clone, Copy)]
pub(super) struct Join {
    reached: bool,
    depth: usize,
    top: KnownValue,
}

impl Join {
    pub(super) const NONE: Self = Self { reached: false, depth: 0, top: UNKNOWN };
}

/// What link makes besides the ops.
pub(super) struct Findings<'l, 'u> {
    pub(super) diagnostics: &'l mut [Option<LinkDiagnostic<'u>>; MAX_DIAGNOSTICS],
    /// For each name that names an argument, the index of its parameter.
    pub(super) param_indexes: &'l mut [u8],
    /// The steps of the paths of several names.
    pub(super) steps: &'l mut [PathStep],
    /// For each op, what it prints.
    pub(super) printed: &'l mut [PrintedKind],
    /// For each op that prints without escaping, what it prints.
    pub(super) raw: &'l mut [Unescaped],
}

pub(super) struct Linker<'l, 'u> {
    pub(super) unit: &'u Unit<'u>,
    root: &'static Shape,
    diagnostics: &'l mut [Option<LinkDiagnostic<'u>>; MAX_DIAGNOSTICS],
    diagnostic_count: usize,
    joins: &'l mut [Join],
    pub(super) stack: &'l mut [KnownValue],
    pub(super) depth: usize,
    variables: &'l mut [KnownValue],
    /// For each name that names an argument, the index of its parameter.
    pub(super) param_indexes: &'l mut [u8],
    /// The steps of the paths of several names.
    steps: &'l mut [PathStep],
    /// For each op, what it prints.
    printed: &'l mut [PrintedKind],
    /// For each op that prints without escaping, what it prints.
    raw: &'l mut [Unescaped],
    raw_count: usize,
    /// The op at hand.
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
        let Findings { diagnostics, param_indexes, steps, printed, raw } = findings;
        variables[0] = KnownValue::new(root.get(), 0);
        Self {
            unit,
            root: root.get(),
            diagnostics,
            diagnostic_count: 0,
            joins,
            stack,
            depth: 0,
            variables,
            param_indexes,
            steps,
            printed,
            raw,
            raw_count: 0,
            at: 0,
        }
    }

    /// Links every op, and returns the number of diagnostics. The program has been verified: operands
    /// are in range, and the stack fits.
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
            linked[self.at] = self.op(op);
            let op = op.to_op();
            self.branch(&op);
            if op.is_jump_or_pop() {
                self.depth -= 1;
            }
            reached = !op.is_terminator();
            self.at += 1;
        }
        self.diagnostic_count
    }

    /// Applies an op to the stack and the variables, and returns the linked op.
    const fn op(&mut self, op: SymbolicOp) -> Op {
        match op {
            SymbolicOp::Text { .. }
            | SymbolicOp::Jump { .. }
            | SymbolicOp::Next { .. }
            | SymbolicOp::Unbind { .. }
            | SymbolicOp::Return {} => {}
            SymbolicOp::PushImmediate { .. } | SymbolicOp::GetIndex { .. } => self.push(&INTEGER),
            SymbolicOp::PushArgs { .. } => self.push(&ANY),
            SymbolicOp::PushConstant { constant } => self.push(self.constant(constant.0 as usize)),
            SymbolicOp::GetVar { slot } => {
                let value = self.variable(slot);
                self.push(value.shape);
            }
            SymbolicOp::GetPath { path } => {
                let value = self.pop();
                let (step, shape) = self.path(value, path);
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
                let (step, shape) = self.path(self.variable(slot), path);
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
                self.printable(value);
            }
            SymbolicOp::AppendVarPath { slot, path, escape } => {
                let (step, shape) = self.path(self.variable(slot), path);
                self.printable(KnownValue::new(shape, self.at));
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
                    self.printable(self.stack[self.depth - count.0 as usize + i]);
                    i += 1;
                }
                self.depth -= count.0 as usize;
                self.push(&TEXT);
            }
            SymbolicOp::JumpIfTrue { .. } | SymbolicOp::JumpIfFalse { .. } => {
                self.pop();
            }
            // What is kept is popped behind `branch`, which looks at it.
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
                self.printable(value);
            }
            SymbolicOp::CallHelper { helper, .. } => {
                self.pop();
                let (given, _) = self.pushed();
                let result = self.call(helper, given);
                self.push(result);
            }
            SymbolicOp::Call { helper, positional, named } => {
                let result = self.call(helper, CallArgs { positional, named });
                self.push(result);
            }
            SymbolicOp::AppendCall { helper, positional, named, .. } => {
                let shape = self.call(helper, CallArgs { positional, named });
                self.printable(KnownValue::new(shape, self.at));
            }
            SymbolicOp::CallDynamicHelper { .. } => {
                self.pop();
                let (given, _) = self.pushed();
                let result = self.call_dynamic(given);
                self.push(result);
            }
            SymbolicOp::CallDynamic { positional, named } => {
                let result = self.call_dynamic(CallArgs { positional, named });
                self.push(result);
            }
            SymbolicOp::AppendDynamic { positional, named, .. } => {
                let shape = self.call_dynamic(CallArgs { positional, named });
                self.printable(KnownValue::new(shape, self.at));
            }
            SymbolicOp::CallIfHelper {} => {
                let shape = self.stack[self.depth - 1].shape;
                if let Kind::Any | Kind::Helper(_) = shape.peel().kind {
                    let result = self.call_dynamic(CallArgs::NONE);
                    self.push(result);
                }
            }
            SymbolicOp::PushHelper { helper } => {
                let shape = self.helper_value(helper);
                self.push(shape);
            }
            SymbolicOp::BindArgs { .. } => {
                self.pop();
                self.bind_args();
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
                self.call_block(helper);
            }
            SymbolicOp::EnterEach { slot, .. } | SymbolicOp::AppendEach { slot, .. } => {
                let list = self.pop();
                let slot = slot.0 as usize;
                self.variables[slot] = KnownValue::new(list.shape.peel(), self.at);
                self.variables[slot + 1] = KnownValue::new(self.item(list), self.at);
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

    /// Resolves a path, and returns its step if it is the only one, and the shape of its value. Several
    /// steps are put into their table.
    const fn path(
        &mut self,
        head: KnownValue,
        path: PathRow,
    ) -> (Option<PathStep>, &'static Shape) {
        if path.count() == 1 {
            let (step, shape) = self.step(head, path.first());
            return (Some(step), shape);
        }
        let mut value = head;
        let mut i = path.first();
        while i < path.first() + path.count() {
            let (step, shape) = self.step(value, i);
            self.steps[i] = step;
            value = KnownValue::new(shape, self.at);
            i += 1;
        }
        (None, value.shape)
    }

    /// Resolves a segment of a path: the field of an object by its dense index, a number after a list
    /// as an item. Names in maps and in values of unknown shape are looked up at run time.
    const fn step(&mut self, value: KnownValue, segment: usize) -> (PathStep, &'static Shape) {
        let segment = self.unit.segments[segment];
        let (name, missing) = (segment.name, segment.missing);
        let text = self.unit.names[name.0 as usize];
        let on = value.shape.peel();
        let shape = match &on.kind {
            Kind::Object(fields) | Kind::Enum(fields) => {
                if let Some(index) = on.index_of(text) {
                    let shape = fields[index].shape.get();
                    return (PathStep::Field(Field(index as u16)), shape);
                }
                let end = segment.end as usize;
                self.report_error(LinkDiagnosticKind::NoField {
                    name: text,
                    end,
                    on,
                    root: self.root,
                });
                &ANY
            }
            Kind::List(item) if number(text).is_some() => {
                let index = match number(text) {
                    Some(index) => Index(index),
                    None => Index(0),
                };
                return (PathStep::Item { index, missing }, item.get());
            }
            Kind::Map(item) => item.get(),
            Kind::Any => &ANY,
            _ => {
                self.report_error(LinkDiagnosticKind::NoFields {
                    name: text,
                    end: segment.end as usize,
                    on,
                    root: self.root,
                    by: value.by,
                });
                &ANY
            }
        };
        (PathStep::Name { name, missing }, shape)
    }

    /// What a loop goes over.
    const fn item(&mut self, list: KnownValue) -> &'static Shape {
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

    pub(super) const fn printable(&mut self, value: KnownValue) {
        if matches!(
            value.shape.peel().kind,
            Kind::List(_) | Kind::Map(_) | Kind::Object(_) | Kind::Helper(_)
        ) {
            self.report_error(LinkDiagnosticKind::NotPrintable {
                shape: value.shape,
                by: value.by,
            });
        }
        self.printed[self.at] = PrintedKind::of(value.shape);
        if self.raw_count < self.raw.len() && self.unit.raw[self.raw_count] == self.at {
            self.raw[self.raw_count] = unescaped(value.shape);
            self.raw_count += 1;
        }
    }

    const fn constant(&self, index: usize) -> &'static Shape {
        match self.unit.constants[index] {
            Constant::Null => &NULL,
            Constant::Bool(_) => &BOOL,
            Constant::Int(_) => &INTEGER,
            Constant::Float(_) => &FLOAT,
            Constant::Text(_) => &TEXT,
        }
    }

    /// Tells the op where a jump lands what is on the stack.
    const fn branch(&mut self, op: &Op) {
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

    /// What is known of a variable, read by the op at hand.
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

    pub(super) const fn report_error(&mut self, kind: LinkDiagnosticKind<'u>) {
        if self.diagnostic_count < MAX_DIAGNOSTICS {
            self.diagnostics[self.diagnostic_count] = Some(LinkDiagnostic { op: self.at, kind });
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

/// What is known where two ways meet: the kind if both have the same simple one.
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

/// Reads a name as the number of an item.
const fn number(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    let mut value: u32 = 0;
    let mut i = 0;
    while i < bytes.len() {
        if !bytes[i].is_ascii_digit() || i == 9 {
            return None;
        }
        value = value * 10 + (bytes[i] - b'0') as u32;
        i += 1;
    }
    if bytes.is_empty() { None } else { Some(value) }
}
