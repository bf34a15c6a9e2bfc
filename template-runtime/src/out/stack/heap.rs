use super::{Stack, Turn};
use crate::value::Value;
use alloc::{vec, vec::Vec};
use template_bytecode::Limits;

/// The same as [`super::with_stack`] for a program whose sizes rustc does not know: the memory is on the
/// heap, with room for at least as much, and `scratch` bytes of scratch. Nobody else ever sees it, which
/// rule 1 of [`Stack`] asks for.
pub(crate) fn with_heap<'v, R>(
    limits: Limits,
    scratch: usize,
    data: Value<'v>,
    run: impl for<'m> FnOnce(Stack<'m, 'v>, &'m mut [Turn]) -> R,
) -> R {
    let mut values = Vec::with_capacity(limits.stack.into());
    let mut variables = Vec::with_capacity(limits.variables.into());
    let mut scratch = Vec::with_capacity(scratch);
    let mut loops = vec![Turn { index: 0, count: 0 }; limits.loops.into()];
    let stack = Stack::new(
        values.spare_capacity_mut(),
        variables.spare_capacity_mut(),
        scratch.spare_capacity_mut(),
        data,
    );
    run(stack, &mut loops)
}
