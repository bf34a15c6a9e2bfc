//! The walk over the ops, with the shapes of the values that the VM will have on its stack.

use super::{
    Unit,
    findings::{LinkDiagnostic, LinkDiagnosticKind, MAX_DIAGNOSTICS, PrintedKind, Raw},
};
use crate::data::{ANY, Kind, Shape, ShapeRef};
use template_bytecode::{Constant, Count, Field, Index, NameRef, NameRow, Op, Slot};

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
    pub(super) named: Count,
    pub(super) first_name: NameRow,
}

impl CallArgs {
    pub(super) const NOTHING: Self =
        Self { positional: Count(0), named: Count(0), first_name: NameRow(0) };

    pub(super) const fn count(self) -> usize {
        self.positional.0 as usize + self.named.0 as usize
    }
}

/// A value of which nothing is known.
pub(super) const UNKNOWN: KnownValue = KnownValue::new(&ANY, 0);

/// How a name is found.
enum Found {
    /// By the dense index of a field.
    Field(Field),
    /// By the index of an item.
    Item(Index),
    /// By its text, while running.
    Later,
}

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
    pub(super) faults: &'l mut [Option<LinkDiagnostic<'u>>; MAX_DIAGNOSTICS],
    /// For each name that names an argument, the index of its parameter.
    pub(super) slots: &'l mut [u8],
    /// For each op, what it prints.
    pub(super) printed: &'l mut [PrintedKind],
    /// For each op that prints without escaping, what it prints.
    pub(super) raw: &'l mut [Raw],
}

pub(super) struct Linker<'l, 'u> {
    pub(super) unit: &'u Unit<'u>,
    root: &'static Shape,
    faults: &'l mut [Option<LinkDiagnostic<'u>>; MAX_DIAGNOSTICS],
    fault_count: usize,
    joins: &'l mut [Join],
    pub(super) stack: &'l mut [KnownValue],
    pub(super) depth: usize,
    variables: &'l mut [KnownValue],
    /// For each name that names an argument, the index of its parameter.
    pub(super) slots: &'l mut [u8],
    /// For each op, what it prints.
    printed: &'l mut [PrintedKind],
    /// For each op that prints without escaping, what it prints.
    raw: &'l mut [Raw],
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
        let Findings { faults, slots, printed, raw } = findings;
        variables[0] = KnownValue::new(root.get(), 0);
        Self {
            unit,
            root: root.get(),
            faults,
            fault_count: 0,
            joins,
            stack,
            depth: 0,
            variables,
            slots,
            printed,
            raw,
            raw_count: 0,
            at: 0,
        }
    }

    /// Links every op, and gives how many mistakes there are. The program has been verified: operands
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
            self.branch(&op);
            if op.keeps() {
                self.depth -= 1;
            }
            reached = !op.diverts();
            self.at += 1;
        }
        self.fault_count
    }

    /// Follows one op, and gives what it becomes.
    const fn op(&mut self, op: Op) -> Op {
        match op {
            Op::Text { .. }
            | Op::Jump { .. }
            | Op::Next { .. }
            | Op::Exit { .. }
            | Op::Return {} => {}
            Op::PushImmediate { .. } | Op::GetIndex { .. } => self.push(&INTEGER),
            Op::PushArgs { .. } => self.push(&ANY),
            Op::PushConstant { constant } => self.push(self.constant(constant.0 as usize)),
            Op::GetVar { slot } => {
                let value = self.variable(slot);
                self.push(value.shape);
            }
            Op::GetName { name, missing } => {
                let value = self.pop();
                let (found, shape) = self.find(value, name);
                self.push(shape);
                return match found {
                    Found::Field(field) => Op::GetField { field },
                    Found::Item(index) => Op::GetItem { index, missing },
                    Found::Later => op,
                };
            }
            Op::GetNameOr { name, .. } => {
                let shape = self.pop().shape.peel();
                if let Some(index) = shape.index_of(self.unit.names[name.0 as usize]) {
                    self.push(shape.fields()[index].shape.get());
                    return Op::GetField { field: Field(index as u16) };
                }
                self.push(&ANY);
            }
            Op::GetVarName { slot, name, .. } => {
                let value = self.variable(slot);
                let (found, shape) = self.find(value, name);
                self.push(shape);
                if let Found::Field(field) = found {
                    return Op::GetVarField { slot, field };
                }
            }
            Op::AppendVar { slot, .. } => {
                let value = self.variable(slot);
                self.printable(value);
            }
            Op::AppendVarName { slot, name, escape, .. } => {
                let value = self.variable(slot);
                let (found, shape) = self.find(value, name);
                self.printable(KnownValue::new(shape, self.at));
                if let Found::Field(field) = found {
                    return Op::AppendVarField { slot, field, escape };
                }
            }
            // Only link makes these.
            Op::GetField { .. }
            | Op::GetItem { .. }
            | Op::GetVarField { .. }
            | Op::AppendVarField { .. } => panic!("the program has been linked before"),
            Op::GetKey { slot, .. } => {
                let shape = match self.variables[slot.0 as usize].shape.kind {
                    Kind::List(_) => &INTEGER,
                    _ => &ANY,
                };
                self.push(shape);
            }
            Op::GetFirst { .. } | Op::GetLast { .. } => self.push(&BOOL),
            Op::Concat { count } => {
                let mut i = 0;
                while i < count.0 as usize {
                    self.printable(self.stack[self.depth - count.0 as usize + i]);
                    i += 1;
                }
                self.depth -= count.0 as usize;
                self.push(&TEXT);
            }
            Op::JumpIf { .. } | Op::JumpUnless { .. } => {
                self.pop();
            }
            // What is kept is popped behind `branch`, which looks at it.
            Op::JumpIfKeep { .. } | Op::JumpUnlessKeep { .. } => {}
            Op::Not {} => {
                self.pop();
                self.push(&BOOL);
            }
            Op::IncludeZero {} => {
                self.pop();
                self.push(&ANY);
            }
            Op::Compare { .. } => {
                self.depth -= 2;
                self.push(&BOOL);
            }
            Op::Lookup {} => {
                self.pop();
                let shape = match &self.pop().shape.peel().kind {
                    Kind::List(item) | Kind::Map(item) => item.get(),
                    _ => &ANY,
                };
                self.push(shape);
            }
            Op::MakeArray { count } => {
                self.depth -= count.0 as usize;
                self.push(&ARRAY);
            }
            Op::MakeHash { count, .. } => {
                self.depth -= count.0 as usize;
                self.push(&HASH);
            }
            Op::Log { count } => {
                self.depth -= count.0 as usize;
                self.push(&NULL);
            }
            Op::Append { .. } => {
                let value = self.pop();
                self.printable(value);
            }
            Op::CallHelper { helper, .. } => {
                self.pop();
                let (given, _) = self.pushed();
                let result = self.call(helper, given);
                self.push(result);
            }
            Op::Call { helper, positional, named, first_name } => {
                let result = self.call(helper, CallArgs { positional, named, first_name });
                self.push(result);
            }
            Op::AppendCall { helper, positional, named, first_name, .. } => {
                let shape = self.call(helper, CallArgs { positional, named, first_name });
                self.printable(KnownValue::new(shape, self.at));
            }
            Op::CallDynamicHelper { .. } => {
                self.pop();
                let (given, _) = self.pushed();
                let result = self.call_dynamic(given);
                self.push(result);
            }
            Op::CallDynamic { positional, named, first_name } => {
                let result = self.call_dynamic(CallArgs { positional, named, first_name });
                self.push(result);
            }
            Op::AppendDynamic { positional, named, first_name, .. } => {
                let shape = self.call_dynamic(CallArgs { positional, named, first_name });
                self.printable(KnownValue::new(shape, self.at));
            }
            Op::CallIfHelper {} => {
                let shape = self.stack[self.depth - 1].shape;
                if let Kind::Any | Kind::Helper(_) = shape.peel().kind {
                    let result = self.call_dynamic(CallArgs::NOTHING);
                    self.push(result);
                }
            }
            Op::PushHelper { helper } => {
                let shape = self.helper_value(helper);
                self.push(shape);
            }
            Op::Curry { .. } => {
                self.pop();
                self.curry();
            }
            Op::PushBlock { slot, params, .. } => {
                self.push(&ANY);
                let mut i = 0;
                while i <= params.0 as usize {
                    self.variables[slot.0 as usize + i] = UNKNOWN;
                    i += 1;
                }
            }
            Op::CallBlockHelper { helper, .. } => {
                self.pop();
                self.call_block(helper);
            }
            Op::EnterEach { slot, .. } | Op::AppendEach { slot, .. } => {
                let list = self.pop();
                let slot = slot.0 as usize;
                self.variables[slot] = KnownValue::new(list.shape.peel(), self.at);
                self.variables[slot + 1] = KnownValue::new(self.item(list), self.at);
                self.variables[slot + 2] = UNKNOWN;
            }
            Op::EnterSection { slot, .. } => {
                let value = self.pop();
                let context = self.pop();
                let shape = value.shape.peel();
                let item = match &shape.kind {
                    Kind::List(item) => item.get(),
                    Kind::Bool => context.shape,
                    Kind::Helper(_) => {
                        self.fault(LinkDiagnosticKind::HelperSection { by: value.by });
                        &ANY
                    }
                    _ => shape,
                };
                let slot = slot.0 as usize;
                self.variables[slot] = KnownValue::new(shape, self.at);
                self.variables[slot + 1] = KnownValue::new(item, self.at);
                self.variables[slot + 2] = UNKNOWN;
            }
            Op::EnterWith { slot, .. } | Op::Bind { slot } => {
                let value = self.pop();
                self.variables[slot.0 as usize] = value;
            }
        }
        op
    }

    /// Looks a name up: a field of an object has an index, a number after a list is an item; maps
    /// and values of which nothing is known are looked up while running.
    const fn find(&mut self, value: KnownValue, name: NameRef) -> (Found, &'static Shape) {
        let name = self.unit.names[name.0 as usize];
        let on = value.shape.peel();
        match &on.kind {
            Kind::Object(fields) | Kind::Enum(fields) => {
                if let Some(index) = on.index_of(name) {
                    return (Found::Field(Field(index as u16)), fields[index].shape.get());
                }
                self.fault(LinkDiagnosticKind::NoField { name, on, root: self.root });
            }
            Kind::List(item) => {
                if let Some(index) = number(name) {
                    return (Found::Item(Index(index)), item.get());
                }
                self.fault(LinkDiagnosticKind::NoFields {
                    name,
                    on,
                    root: self.root,
                    by: value.by,
                });
            }
            Kind::Map(item) => return (Found::Later, item.get()),
            Kind::Any => {}
            _ => {
                self.fault(LinkDiagnosticKind::NoFields { name, on, root: self.root, by: value.by })
            }
        }
        (Found::Later, &ANY)
    }

    /// What a loop goes over.
    const fn item(&mut self, list: KnownValue) -> &'static Shape {
        match &list.shape.peel().kind {
            Kind::List(item) | Kind::Map(item) => item.get(),
            Kind::Any | Kind::Object(_) => &ANY,
            _ => {
                self.fault(LinkDiagnosticKind::NotIterable { shape: list.shape, by: list.by });
                &ANY
            }
        }
    }

    pub(super) const fn printable(&mut self, value: KnownValue) {
        if matches!(
            value.shape.peel().kind,
            Kind::List(_) | Kind::Map(_) | Kind::Object(_) | Kind::Helper(_)
        ) {
            self.fault(LinkDiagnosticKind::NotPrintable { shape: value.shape, by: value.by });
        }
        self.printed[self.at] = PrintedKind::of(value.shape);
        if self.raw_count < self.raw.len() && self.unit.raw[self.raw_count] == self.at {
            self.raw[self.raw_count] = Raw::of(value.shape);
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

    pub(super) const fn fault(&mut self, problem: LinkDiagnosticKind<'u>) {
        if self.fault_count < MAX_DIAGNOSTICS {
            self.faults[self.fault_count] = Some(LinkDiagnostic { op: self.at, problem });
        }
        self.fault_count += 1;
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
