//! Blocks of block helpers: the helper is called, and calls back for each time that it prints a body.

use super::{Failed, Vm, sinks::BlockPrinter};
use crate::{
    block::{Bodies, Stopped},
    callable::Args,
    error::ErrorKind,
    helper::HelperFn,
    out::{Damaged, Escape, Out},
    value::{Body, Value},
};
use core::fmt::Display;

impl<'m, 'v> Vm<'m, 'v> {
    /// Calls a block helper whose `count` arguments are on the stack, the blocks first. Everything is
    /// printed by way of it.
    pub(super) fn run_block_helper<'o>(
        &mut self,
        helper: HelperFn,
        count: usize,
        names: &'v [&'v str],
        slots: &'v [u8],
        escape: Escape,
        out: Out<'o>,
    ) -> Result<Out<'o>, Failed> {
        let (at, slot) = (self.at, self.stack.next_slot());
        let lent = self.stack.lend(count, slot)?;
        let mut running =
            Running { vm: self, out: Some(out), escape, blocks: [None; 2], stopped: None };
        let called = lent.lend(&mut running, |values, bodies| {
            let blocks = values.iter().take_while(|value| matches!(value, Value::Block(_))).count();
            let (blocks, values) = values.split_at(blocks);
            for (i, block) in blocks.iter().enumerate() {
                if let Value::Block(body) = *block {
                    bodies.set(i, body);
                }
            }
            helper(&Args::with_names(values, names, slots), &mut BlockPrinter { bodies })
        });
        let Running { out, stopped, .. } = running;
        match (stopped, called, out) {
            // The failure has its reason and its place in the VM, whatever the helper made of it.
            (Some(Stop::Failed), ..) => Err(Failed),
            (Some(Stop::Here(kind)), ..) | (None, Err(kind), _) => {
                self.at = at;
                Err(self.fail(kind))
            }
            (None, Ok(()), Some(out)) => {
                self.at = at;
                self.stack.exit(slot)?;
                Ok(out)
            }
            (None, Ok(()), None) => Err(Failed),
        }
    }
}

/// A block helper that is running.
struct Running<'r, 'm, 'v, 'o> {
    vm: &'r mut Vm<'m, 'v>,
    /// Nothing after a failure.
    out: Option<Out<'o>>,
    escape: Escape,
    /// The body, and that of `else`.
    blocks: [Option<Body>; 2],
    stopped: Option<Stop>,
}

/// Why a block helper cannot go on.
#[derive(Clone, Copy)]
enum Stop {
    /// Something in a body failed, and the VM knows what.
    Failed,
    /// What the helper itself asked for failed.
    Here(ErrorKind),
}

impl Running<'_, '_, '_, '_> {
    fn stop(&mut self, why: Stop) -> Stopped {
        self.stopped.get_or_insert(why);
        Stopped
    }
}

impl<'v> Bodies<'v> for Running<'_, '_, 'v, '_> {
    fn set(&mut self, index: usize, body: Body) {
        if let Some(block) = self.blocks.get_mut(index) {
            *block = Some(body);
        }
    }

    fn body(&self, otherwise: bool) -> Option<Body> {
        self.blocks[usize::from(otherwise)]
    }

    fn run(&mut self, body: Body, params: &[Value<'v>]) -> Result<(), Stopped> {
        let Some(out) = self.out.take() else { return Err(Stopped) };
        let first = usize::from(body.slot) + 1;
        let bound = self.vm.stack.bind_all(first, params, body.params.into());
        let vm = &mut *self.vm;
        let ran = match bound {
            Ok(()) => {
                let (out, ran) =
                    out.apart(move |out| match vm.interpret(body.start as usize, out) {
                        Ok(out) => (out, true),
                        Err(Failed) => (Out::void(), false),
                    });
                ran.then_some(out)
            }
            Err(Damaged) => None,
        };
        match ran {
            Some(out) if self.vm.stack.exit(first).is_ok() => {
                self.out = Some(out);
                Ok(())
            }
            _ => Err(self.stop(Stop::Failed)),
        }
    }

    fn print(&mut self, value: &dyn Display, escaped: bool) -> Result<(), Stopped> {
        let escape = if escaped { self.escape } else { Escape::None };
        if escape == Escape::Custom {
            // A custom escaper is given the whole text.
            let text = self.keep(value)?;
            let Some(out) = self.out.take() else { return Err(Stopped) };
            return match self.vm.program.print(out, &Value::Text(text), escape) {
                Ok(out) => {
                    self.out = Some(out);
                    Ok(())
                }
                Err(kind) => Err(self.stop(Stop::Here(kind))),
            };
        }
        let Some(out) = self.out.take() else { return Err(Stopped) };
        let (out, shown) = out.display(value, escape);
        match shown {
            Ok(()) => {
                self.out = Some(out);
                Ok(())
            }
            Err(_) => Err(self.stop(Stop::Here(ErrorKind::Write))),
        }
    }

    fn keep(&mut self, value: &dyn Display) -> Result<&'v str, Stopped> {
        self.vm.stack.keep(value).map_err(|kind| self.stop(Stop::Here(kind)))
    }
}
