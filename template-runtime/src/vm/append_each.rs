//! `AppendEach`: loops that print one value for each item, between two texts.

use super::{Failed, Vm, handlers::print_value};
use crate::{
    data::{List, Value},
    error::ErrorKind,
    output::{Out, PaddedText},
};
use template_bytecode::{Escape, Field, LoopId, Op, Slot, Target};

/// What a loop prints for each item.
struct FieldBody<'v> {
    before: PaddedText<'v>,
    /// The field of the item to print; none for the item itself.
    field: Option<Field>,
    escape: Escape,
    after: PaddedText<'v>,
    /// The op that prints the item.
    at: usize,
    /// The op after the loop.
    end: usize,
}

impl<'v> Vm<'_, 'v> {
    /// Prints all items of a list at once; begins the loop over any other value. Returns the op to
    /// continue at.
    #[inline(always)]
    pub(super) fn append_each<'o>(
        &mut self,
        loop_id: LoopId,
        slot: Slot,
        target: Target,
        out: Out<'o>,
    ) -> Result<(Out<'o>, usize), Failed> {
        if let [Value::List(list)] = *self.stack.top(1)?
            && !list.is_empty()
            && let Some(body) = self.body_of_each(slot)
        {
            let (mut failed, mut is_empty) = (None, true);
            let (failure, none) = (&mut failed, &mut is_empty);
            let (at, end, program) = (body.at, body.end, self.program);
            let out = out.apart(move |out| {
                append_all(list, &body, none, out, |out, value, escape| {
                    print_value(program, out, value, escape)
                        .map_err(|kind| *failure = Some(kind))
                        .ok()
                })
            });
            return match out {
                Some(out) => {
                    self.stack.drop_top()?;
                    Ok((out, if is_empty { target.0 as usize } else { end }))
                }
                None => {
                    self.at = at;
                    Err(self.fail(failed.unwrap_or(ErrorKind::Write)))
                }
            };
        }
        let next = self.at + 1;
        Ok((out, if self.enter_each(loop_id, slot)? { next } else { target.0 as usize }))
    }

    /// Returns what the body of the loop that the current op begins prints.
    #[inline(always)]
    fn body_of_each(&self, slot: Slot) -> Option<FieldBody<'v>> {
        let ops = self.program.parts.ops;
        let mut at = self.at + 1;
        let text_at = |at: &mut usize| match ops.get(*at) {
            Some(&Op::Text { text }) => {
                *at += 1;
                PaddedText::new(self.program.parts.text, text.start(), text.len().into())
            }
            _ => PaddedText::new("", 0, 0),
        };
        let before = text_at(&mut at);
        let (of, field, escape) = match *ops.get(at)? {
            Op::AppendVar { slot, escape } => (slot, None, escape),
            Op::AppendVarField { slot, field, escape } => (slot, Some(field), escape),
            _ => return None,
        };
        let mut end = at + 1;
        let after = text_at(&mut end);
        let is_loop = matches!(ops.get(end), Some(Op::Next { slot: of, .. }) if of.0 == slot.0);
        let is_item = of.0 == slot.0 + 1;
        (is_item && is_loop).then_some(FieldBody { before, field, escape, after, at, end: end + 1 })
    }
}

/// Prints the items. Sets `is_empty` to false if there is at least one: the list may have become shorter.
#[inline(always)]
fn append_all<'o>(
    list: List<'_>,
    body: &FieldBody<'_>,
    is_empty: &mut bool,
    mut out: Out<'o>,
    mut print: impl FnMut(Out<'o>, &Value<'_>, Escape) -> Option<Out<'o>>,
) -> Option<Out<'o>> {
    let mut item = Value::Null;
    for i in 0..list.len() {
        if !list.put(i, &mut item) {
            break;
        }
        *is_empty = false;
        out = out.padded_text(body.before);
        let of_item;
        let value = match body.field {
            None => &item,
            Some(field) => {
                of_item = item.field(field.0.into());
                &of_item
            }
        };
        // Called in one place, so that it is inlined.
        out = print(out, value, body.escape)?;
        out = out.padded_text(body.after);
    }
    Some(out)
}
