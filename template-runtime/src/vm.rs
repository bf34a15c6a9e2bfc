//! The VM: one handler for each op, and the interpreter that calls them.

use crate::{
    error::{Error, ErrorKind},
    helper::{HelperFn, Sink},
    note::Note,
    out::Out,
    stack::{Stack, Turn, Workspace},
    print::{Printed, print},
    program::Program,
    value::Value,
};
use template_bytecode::{
    ConstantRef, Count, Escape, HelperRef, Loop, NameRef, Op, Slot, TextLen, TextStart,
};

/// Runs a program to its end.
///
/// # Errors
///
/// The first error of a helper or of a value that cannot be used, with its place. What was printed
/// until then is not finished.
#[inline(always)]
pub fn run<
    'v,
    'o,
    const STACK: usize,
    const VARIABLES: usize,
    const LOOPS: usize,
    const SCRATCH: usize,
>(
    program: &'v Program<'v>,
    data: Value<'v>,
    workspace: &mut Workspace<'v, STACK, VARIABLES, LOOPS, SCRATCH>,
    out: Out<'o>,
) -> Result<Out<'o>, Error> {
    let (stack, loops) = workspace.begin(data);
    run_in(program, stack, loops, out)
}

/// The same, for all sizes: the interpreter exists once.
fn run_in<'v, 'o>(
    program: &'v Program<'v>,
    stack: Stack<'_, 'v>,
    loops: &mut [Turn],
    out: Out<'o>,
) -> Result<Out<'o>, Error> {
    let mut vm = Vm { program, stack, loops };
    let mut pc = 0;
    vm.interpret(&mut pc, out).map_err(|kind| vm.explain(kind, pc.wrapping_sub(1)))
}

/// What a running program works with, the output apart.
struct Vm<'m, 'v> {
    program: &'v Program<'v>,
    stack: Stack<'m, 'v>,
    loops: &'m mut [Turn],
}

/// The outcome of a handler that does not print.
type Done = Result<(), ErrorKind>;

impl<'m, 'v> Vm<'m, 'v> {
    /// Fetches ops and calls their handlers. After an error, `pc` is behind the op that failed.
    fn interpret<'o>(&mut self, pc: &mut usize, mut out: Out<'o>) -> Result<Out<'o>, ErrorKind> {
        let ops = self.program.ops;
        while let Some(&op) = ops.get(*pc) {
            *pc += 1;
            match op {
                Op::Text { start, len } => out = self.text(start, len, out),
                Op::PushImmediate { value } => self.stack.push(Value::Int(value.0.into()))?,
                Op::PushConstant { constant } => self.push_constant(constant)?,
                Op::PushArgs { positional, named, .. } => {
                    self.stack.push(Value::Int(Op::args_word(positional, named).into()))?;
                }
                Op::CallHelper { helper, args } => self.call_helper(helper, args)?,
                Op::Call { helper, args } => self.call(helper, args)?,
                Op::AppendCall { helper, args, escape } => {
                    out = self.append_call(helper, args, escape, out)?;
                }
                Op::GetVar { slot } => self.stack.push_variable(slot.0.into())?,
                Op::GetName { name } => self.get_name(name)?,
                Op::GetField { field } => {
                    self.stack.map(|value| match value {
                        Value::Object(object) => object.field(field.0.into()),
                        _ => Value::Null,
                    })?;
                }
                Op::GetItem { index } => {
                    self.stack.map(|value| match value {
                        Value::List(list) => list.get(index.0 as usize).unwrap_or(Value::Null),
                        _ => Value::Null,
                    })?;
                }
                Op::GetIndex { of } => {
                    let turn = self.turn(of)?;
                    self.stack.push(Value::Int(turn.index as i64))?;
                }
                Op::GetKey { of, slot } => self.get_key(of, slot)?,
                Op::GetFirst { of } => {
                    let turn = self.turn(of)?;
                    self.stack.push(Value::Bool(turn.index == 0))?;
                }
                Op::GetLast { of } => {
                    let turn = self.turn(of)?;
                    self.stack.push(Value::Bool(turn.index + 1 == turn.count))?;
                }
                Op::Concat { count } => self.concat(count)?,
                Op::Jump { to } => *pc = to.0 as usize,
                Op::JumpIf { to } => {
                    if self.condition()? {
                        *pc = to.0 as usize;
                    }
                }
                Op::JumpUnless { to } => {
                    if !self.condition()? {
                        *pc = to.0 as usize;
                    }
                }
                Op::Append { escape } => out = self.append(escape, out)?,
                Op::EnterEach { of, slot, to } => {
                    if !self.enter_each(of, slot)? {
                        *pc = to.0 as usize;
                    }
                }
                Op::Next { of, slot, to } => {
                    if self.next(of, slot)? {
                        *pc = to.0 as usize;
                    }
                }
                Op::EnterWith { slot, to } => {
                    if !self.enter_with(slot)? {
                        *pc = to.0 as usize;
                    }
                }
                Op::Bind { slot } => self.stack.bind(slot.0.into())?,
                Op::Exit { slot } => self.stack.exit(slot.0.into())?,
            }
        }
        Ok(out)
    }

    #[inline(always)]
    fn text<'o>(&self, start: TextStart, len: TextLen, out: Out<'o>) -> Out<'o> {
        out.text(self.program.text, start.0, len.0.into())
    }

    #[inline(always)]
    fn push_constant(&mut self, constant: ConstantRef) -> Done {
        let value = self.program.constant(constant.0).ok_or(ErrorKind::Program)?;
        self.stack.push(value)
    }

    #[inline(always)]
    fn get_name(&mut self, name: NameRef) -> Done {
        let names = self.program.names;
        let name = names.get(usize::from(name.0)).ok_or(ErrorKind::Program)?;
        self.stack.map(|value| value.get(name))
    }

    #[inline(always)]
    fn get_key(&mut self, of: Loop, slot: Slot) -> Done {
        let slot = usize::from(slot.0);
        if let Value::Map(_) = self.stack.variable(slot)? {
            self.stack.push_variable(slot + 2)
        } else {
            let turn = self.turn(of)?;
            self.stack.push(Value::Int(turn.index as i64))
        }
    }

    /// Pops what `PushArgs` has pushed: the verifier knows that it says what the op says.
    #[inline(always)]
    fn call_helper(&mut self, helper: HelperRef, args: Count) -> Done {
        self.stack.pop()?;
        self.call(helper, args)
    }

    #[inline(always)]
    fn call(&mut self, helper: HelperRef, args: Count) -> Done {
        let helper = self.helper(helper)?;
        self.stack.call(args.0.into(), |args, scratch| {
            let mut sink = Sink::stack(scratch);
            helper(args, &mut sink)?;
            Ok(sink.into_value())
        })
    }

    #[inline(always)]
    fn append_call<'o>(
        &mut self,
        helper: HelperRef,
        args: Count,
        escape: Escape,
        out: Out<'o>,
    ) -> Result<Out<'o>, ErrorKind> {
        let helper = self.helper(helper)?;
        let mut sink = Sink::out(out, escape);
        helper(self.stack.top(args.0.into())?, &mut sink)?;
        let out = sink.into_out()?;
        self.stack.clear();
        Ok(out)
    }

    #[inline(always)]
    fn concat(&mut self, count: Count) -> Done {
        self.stack.call(count.0.into(), |values, mut scratch| {
            if let Some(value) = values.iter().find(|value| !value.is_printable()) {
                return Err(ErrorKind::NotPrintable { got: value.kind() });
            }
            scratch.display(&Printed(values)).map(Value::Text)
        })
    }

    /// Pops a condition. When it stands in a statement, its texts are not needed any more.
    #[inline(always)]
    fn condition(&mut self) -> Result<bool, ErrorKind> {
        let truth = self.stack.pop()?.is_true();
        self.stack.clear_if_empty();
        Ok(truth)
    }

    #[inline(always)]
    fn append<'o>(&mut self, escape: Escape, out: Out<'o>) -> Result<Out<'o>, ErrorKind> {
        let (out, outcome) = print(out, self.stack.pop()?, escape);
        outcome?;
        self.stack.clear();
        Ok(out)
    }

    /// Begins a loop; false when there is nothing to loop over.
    #[inline(always)]
    fn enter_each(&mut self, of: Loop, slot: Slot) -> Result<bool, ErrorKind> {
        let count = self.stack.enter_each(slot.0.into())?;
        let turn = self.loops.get_mut(usize::from(of.0)).ok_or(ErrorKind::Program)?;
        *turn = Turn { index: 0, count };
        Ok(count > 0)
    }

    /// Goes to the next turn of a loop; false when there is none, and the loop has ended.
    #[inline(always)]
    fn next(&mut self, of: Loop, slot: Slot) -> Result<bool, ErrorKind> {
        let turn = self.loops.get_mut(usize::from(of.0)).ok_or(ErrorKind::Program)?;
        turn.index += 1;
        if turn.index < turn.count && self.stack.next_item(slot.0.into(), turn.index)? {
            return Ok(true);
        }
        self.stack.exit(slot.0.into())?;
        Ok(false)
    }

    /// Binds a context; false when the value is.
    #[inline(always)]
    fn enter_with(&mut self, slot: Slot) -> Result<bool, ErrorKind> {
        let truth = self.stack.top(1)?.iter().all(|value| value.is_true());
        if truth {
            self.stack.bind(slot.0.into())?;
        } else {
            self.stack.clear();
        }
        Ok(truth)
    }

    #[inline(always)]
    fn turn(&self, of: Loop) -> Result<Turn, ErrorKind> {
        self.loops.get(usize::from(of.0)).copied().ok_or(ErrorKind::Program)
    }

    #[inline(always)]
    fn helper(&self, helper: HelperRef) -> Result<HelperFn, ErrorKind> {
        self.program.helpers.get(usize::from(helper.0)).copied().ok_or(ErrorKind::Program)
    }

    /// Adds the place, and to a helper's error its name.
    #[cold]
    fn explain(&self, kind: ErrorKind, pc: usize) -> Error {
        let kind = match (kind, self.program.ops.get(pc)) {
            (
                ErrorKind::Helper(note),
                Some(
                    Op::CallHelper { helper, .. }
                    | Op::Call { helper, .. }
                    | Op::AppendCall { helper, .. },
                ),
            ) => {
                let name = self.program.helper_names.get(usize::from(helper.0)).unwrap_or(&"?");
                ErrorKind::Helper(Note::new(format_args!("helper `{name}`: {note}")))
            }
            _ => kind,
        };
        Error { kind, at: self.program.positions.get(pc).copied() }
    }
}
