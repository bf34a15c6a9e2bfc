//! Bodies in interpreted programs: those of block helpers, and the fills of components.
//!
//! # Safety
//!
//! The numbers in SAFETY comments are those of the invariants in `ARCHITECTURE.md`.
#![allow(unsafe_code, reason = "bodies are passed values that live until the body has ended")]

use super::{Failed, PrintResult, Vm, capabilities::AllCapabilities, memory::BodyScope};
use crate::{
    data::{Body, Value},
    output::Out,
};
use core::mem::transmute;
use template_bytecode::Op;

impl<'v> Vm<'_, 'v> {
    /// Returns the number of ops in the bodies of the block or call that the current op calls, which the next op skips.
    fn length_of_body(&self) -> u64 {
        let at = self.at();
        match self.program.tables.ops.get(at + 1) {
            Some(Op::Jump { target }) => u64::from(target.0).saturating_sub(at as u64),
            _ => 1,
        }
    }

    /// Binds the first variables of a body to the values in `scope`, and its block params to those in `params`.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::OutOfFuel`](crate::ErrorKind::OutOfFuel) if no fuel is left.
    ///
    /// # Safety
    ///
    /// The values live until the body has ended, with [`Stack::end_body`](super::memory::Stack::end_body).
    pub(super) unsafe fn begin_body(
        &mut self,
        body: Body,
        values: [&[Value<'_>]; 2],
    ) -> Result<BodyScope, Failed> {
        self.spend(self.length_of_body())?;
        // SAFETY: the caller's promise.
        let values = unsafe { transmute::<[&[Value<'_>]; 2], [&[Value<'v>]; 2]>(values) };
        let first = usize::from(body.var) + 1;
        Ok(self.stack.begin_body(first, values, body.params.into())?)
    }

    /// Runs a body in calls of depth `depth`. Its first variables become the values in `scope`, and its block params
    /// those in `params`, which live until it has ended.
    ///
    /// # Errors
    ///
    /// Returns an error if the body failed; the reason has been stored.
    pub(super) fn run_body<'o>(
        &mut self,
        body: Body,
        depth: u8,
        [scope, params]: [&[Value<'_>]; 2],
        out: Out<'o>,
    ) -> PrintResult<'o> {
        /// Ends the body, also if it fails or panics.
        struct Running<'f, 'm, 'v> {
            vm: &'f mut Vm<'m, 'v>,
            scope: BodyScope,
            /// The depth outside of the body.
            depth: u8,
        }

        impl Drop for Running<'_, '_, '_> {
            fn drop(&mut self) {
                self.vm.stack.end_body(self.scope);
                self.vm.depth = self.depth;
            }
        }

        // SAFETY: the values live until the body has ended, and nothing that can be reached then refers to them: its
        // variables, and values that helpers have created from them, are released when `running` is dropped
        // (invariant 26).
        let scope = unsafe { self.begin_body(body, [scope, params]) }?;
        let running = Running { scope, depth: self.depth, vm: self };
        running.vm.depth = depth;
        let out = running.vm.interpret::<AllCapabilities>(body.start as usize, out)?;
        drop(running);
        Ok(out)
    }
}
