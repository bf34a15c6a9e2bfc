//! The fills of components that an interpreted program calls: the program is suspended while the component runs, and continues to
//! run its fills.

use super::{Failed, PrintResult, Vm, component::FillRunner, memory::LentMemory, stop::Failure};
use crate::{
    data::{Body, Value},
    output::Out,
};

/// A VM that runs the fills of a component that it calls.
pub(super) struct LentVm<'r, 'm, 'v> {
    pub(super) vm: &'r mut Vm<'m, 'v>,
    /// Whether a fill runs, or has failed.
    pub(super) failed: &'r mut bool,
    /// Stores the reason why the call has failed.
    pub(super) failure: &'r mut Failure,
}

impl<'m, 'v> Vm<'m, 'v> {
    /// Calls a component with fills: passes to `call` the VM, which runs the fills, the `count` topmost values, which are
    /// popped, and the data of the template.
    ///
    /// # Errors
    ///
    /// Returns an error if a fill has failed, which has stored the reason, or if `call` returns `None`.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn lend_to_component<R>(
        &mut self,
        count: usize,
        call: impl for<'x> FnOnce(LentVm<'_, 'm, 'v>, &[Value<'x>], Value<'x>) -> Option<R>,
    ) -> Result<R, Failed> {
        let op = self.op;
        let mut memory = LentMemory::new();
        let lent = self.stack.lend(count, &mut memory)?;
        let (mut failed, mut failure) = (false, Failure::default());
        let vm = LentVm { vm: &mut *self, failed: &mut failed, failure: &mut failure };
        let called = lent.lend_values(move |values, data| call(vm, values, data));
        if failed {
            // `self.op` is the op of the fill that failed.
            return Err(Failed);
        }
        self.op = op;
        let Some(result) = called else {
            self.stop.failure = failure;
            return Err(Failed);
        };
        self.stack.take_back(lent)?;
        Ok(result)
    }
}

/// The fills of a call.
pub(super) struct InterpretedFills<'r, 'm, 'v, B> {
    pub(super) vm: &'r mut Vm<'m, 'v>,
    /// Returns the body of the fill with a number.
    pub(super) body: B,
    /// Whether a fill runs, or has failed.
    pub(super) failed: &'r mut bool,
}

impl<B: Fn(usize) -> Option<Body>> FillRunner for InterpretedFills<'_, '_, '_, B> {
    fn run_fill<'o>(
        &mut self,
        fill: usize,
        depth: u8,
        params: &[Value<'_>],
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let body = (self.body)(fill).ok_or(Failed)?;
        *self.failed = true;
        let out = self.vm.run_body(body, depth, [&[], params], out)?;
        *self.failed = false;
        Ok(out)
    }
}
