//! The check of the fills of a component call against the slots of the component.

use super::{
    component::{GivenFields, contains_op},
    diagnostic::{LinkCallee, LinkDiagnosticKind},
    linker::Linker,
};
use crate::data::{
    ComponentSpec, Kind, SafeKind, Shape, ShapeRef, SlotAttribute, SlotCount, SlotSpec,
    YieldedStep, YieldedValue, const_str_eq, yielded_shape,
};
use template_bytecode::{Escape, FILL_CONDITION, FILL_NUMBER, Op, TextRef};

/// A fill in a call of a component.
#[derive(Clone, Copy)]
struct Fill<'u> {
    helper: LinkCallee<'u>,
    component: &'static ComponentSpec,
    /// The number of its slot. Slot 0 is the content.
    slot: usize,
    /// The op that pushed it.
    by: usize,
}

impl<'u> Linker<'_, 'u> {
    /// Checks the `blocks` fills of a call, whose names begin at `first`, and records the number of the slot of each.
    /// Their attributes are on the stack from `attributes` on, if there are any.
    pub(super) const fn check_fills(
        &mut self,
        helper: LinkCallee<'u>,
        first: usize,
        blocks: usize,
        attributes: Option<usize>,
        given: GivenFields,
    ) {
        let Some(component) = helper.spec.component else { return };
        let mut has_all_names = true;
        let mut i = 0;
        while i < blocks {
            let name = self.unit.names[first + i];
            let by = self.stack[self.depth + i].by;
            match slot_number(component.slots, name) {
                Some(0) if !component.content => {
                    self.report_error(LinkDiagnosticKind::NoContent { helper, by });
                }
                Some(slot) => {
                    self.findings.param_indexes[first + i] = slot as u8;
                    let fill = Fill { helper, component, slot, by };
                    self.check_yields(fill, given);
                    self.check_standing(fill);
                    let attributes = match attributes {
                        Some(from) => self.stack[from + i].by,
                        None => by,
                    };
                    self.check_named(fill, first, i, attributes);
                }
                None => {
                    has_all_names = false;
                    self.report_error(LinkDiagnosticKind::NoSlot { helper, name, by });
                }
            }
            i += 1;
        }
        // A misspelt name is one error: the slot that it means is not reported, too.
        let mut slot = 0;
        while has_all_names && slot < component.slots.len() {
            let name = component.slots[slot].name;
            if matches!(component.slots[slot].count, SlotCount::One)
                && !self.is_given(first, blocks, name)
            {
                self.report_error(LinkDiagnosticKind::NoFill { helper, name });
            }
            slot += 1;
        }
    }

    /// Checks a fill against the declaration of its slot, which the content has not. The names of the fills of the call begin at
    /// `first`, and the fill is the one with this index. The op `attributes` pushed its attributes, if it has any.
    const fn check_named(&mut self, fill: Fill<'u>, first: usize, index: usize, attributes: usize) {
        let Fill { helper, component, by, .. } = fill;
        let Some(slot) = fill.slot.checked_sub(1) else { return };
        let slot = &component.slots[slot];
        let name = self.unit.names[first + index];
        if !matches!(slot.count, SlotCount::Any) && self.is_given(first, index, name) {
            self.report_error(LinkDiagnosticKind::SecondFill { helper, name, by });
        }
        self.check_attributes(helper, slot, attributes, by);
        if slot.plain {
            self.plain_component = Some(helper);
            self.check_plain(helper, first + index, slot.quotes, by);
        }
    }

    /// Records the shapes of the values that a component yields to a fill, and checks that the fill has no more block params.
    const fn check_yields(&mut self, fill: Fill<'u>, given: GivenFields) {
        let Fill { helper, component, slot, by } = fill;
        let yields = if slot < component.yields.len() { component.yields[slot] } else { &[] };
        let first = self.yields.len();
        let mut i = 0;
        while i < yields.len() {
            self.yields.push(self.yielded_shape(&yields[i], given));
            i += 1;
        }
        self.joins[by].yields = (first, self.yields.len());
        if let Op::PushBlock { params, .. } = self.unit.ops[by]
            && params.0 as usize > yields.len()
        {
            let (given, yielded) = (params.0 as usize, yields.len());
            self.report_error(LinkDiagnosticKind::TooManyParams { helper, given, yielded, by });
        }
    }

    /// Checks that a fill is allowed where the component prints its slot: that its elements are parsed by the rules of HTML
    /// there.
    const fn check_standing(&mut self, fill: Fill<'u>) {
        let Fill { helper, component, slot, by } = fill;
        if !contains_op(self.unit.html_fills, by) {
            return;
        }
        let mut is_foreign = contains_op(self.unit.foreign_calls, self.at);
        let mut i = 0;
        while i < component.foreign_slots.len() {
            is_foreign |= component.foreign_slots[i] as usize == slot;
            i += 1;
        }
        if is_foreign {
            self.report_error(LinkDiagnosticKind::ForeignFill { helper, by });
        }
    }

    /// Checks that the fill that the op `by` pushed, of the slot with the name at `slot`, has no markup, and marks its ops:
    /// [`Linker::check_plain_value`] checks what they print.
    const fn check_plain(&mut self, helper: LinkCallee<'u>, slot: usize, quotes: &str, by: usize) {
        let name = self.unit.names[slot];
        let Op::PushBlock { target, .. } = self.unit.ops[by] else { return };
        let mut op = target.0 as usize;
        // The body ends with a `Return` after which no jump and no fill of the body continues.
        let mut furthest = op;
        while op < self.unit.ops.len() {
            let instruction = self.unit.ops[op];
            self.joins[op].plain_slot = slot + 1;
            if let Some(target) = instruction.target()
                && target.0 as usize > furthest
            {
                furthest = target.0 as usize;
            }
            let mut has_quote = false;
            let has_markup = match instruction {
                Op::Return {} if op >= furthest => return,
                Op::Text { text } => {
                    has_quote = contains_any(self.unit.text, text, quotes.as_bytes());
                    has_quote || contains_any(self.unit.text, text, b"<")
                }
                Op::CallComponent { .. } => true,
                Op::Append { escape }
                | Op::AppendVar { escape, .. }
                | Op::AppendVarPath { escape, .. }
                | Op::AppendCall { escape, .. } => {
                    matches!(escape, Escape::None) && !matches!(self.unit.escape, Escape::None)
                }
                _ => false,
            };
            if has_markup {
                self.report_error(LinkDiagnosticKind::Markup { helper, name, has_quote, by: op });
                return;
            }
            op += 1;
        }
    }

    /// Checks that a value that is printed in a fill of a plain slot is not HTML.
    pub(super) const fn check_plain_value(&mut self, shape: &'static Shape) {
        let (slot, Some(helper)) = (self.joins[self.at].plain_slot, self.plain_component) else {
            return;
        };
        let shape = shape.peel();
        let is_html = shape.is_safe(SafeKind::Html) || matches!(shape.kind, Kind::Template(_));
        if slot > 0 && is_html && !matches!(self.unit.escape, Escape::None) {
            let name = self.unit.names[slot - 1];
            let (has_quote, by) = (false, self.at);
            self.report_error(LinkDiagnosticKind::Markup { helper, name, has_quote, by });
        }
    }

    /// Returns the shape of a yielded value. If the type of the field does not determine it, the type of the argument may.
    const fn yielded_shape(&self, value: &YieldedValue, given: GivenFields) -> &'static Shape {
        let declared = value.shape.get();
        if matches!(declared.peel().kind, Kind::Any)
            && let [YieldedStep::Field(name), path @ ..] = value.path
        {
            let mut i = 0;
            while i < given.count {
                if const_str_eq(self.unit.names[given.names + i], name) {
                    let argument = ShapeRef::new(self.stack[given.values + i].shape);
                    return yielded_shape(argument, path).get();
                }
                i += 1;
            }
        }
        declared
    }

    /// Checks the attributes of the fill that the op `by` pushed. The op `given` pushed the map of its attributes, if it
    /// has any.
    const fn check_attributes(
        &mut self,
        helper: LinkCallee<'u>,
        slot: &'u SlotSpec,
        given: usize,
        by: usize,
    ) {
        let (first, count) = match self.unit.ops[given] {
            Op::MakeHash { names } => (names.first(), names.count() as usize),
            _ => (0, 0),
        };
        let mut i = 0;
        while i < count {
            let name = self.unit.names[first + i];
            if !is_reserved(name) && !declares(slot, name) {
                let slot = slot.name;
                self.report_error(LinkDiagnosticKind::NoAttribute { helper, slot, name, by });
            }
            i += 1;
        }
        let mut attribute = 0;
        while attribute < slot.attributes.len() {
            let SlotAttribute { name, optional } = slot.attributes[attribute];
            if !optional && !self.is_given(first, count, name) {
                let slot = slot.name;
                self.report_error(LinkDiagnosticKind::AttributeMissing { helper, slot, name, by });
            }
            attribute += 1;
        }
    }
}

/// Returns `true` if a string of a pool contains one of some bytes.
const fn contains_any(pool: &str, text: TextRef, bytes: &[u8]) -> bool {
    let pool = pool.as_bytes();
    let mut at = text.start() as usize;
    let end = at + text.len() as usize;
    while at < end {
        let mut i = 0;
        while i < bytes.len() {
            if pool[at] == bytes[i] {
                return true;
            }
            i += 1;
        }
        at += 1;
    }
    false
}

/// Returns `true` if a name among the attributes of a fill has a meaning for all slots: the condition, and the number.
const fn is_reserved(name: &str) -> bool {
    const_str_eq(name, FILL_NUMBER) || const_str_eq(name, FILL_CONDITION)
}

/// Returns `true` if a slot declares an attribute with a name.
const fn declares(slot: &SlotSpec, name: &str) -> bool {
    let mut i = 0;
    while i < slot.attributes.len() {
        if const_str_eq(slot.attributes[i].name, name) {
            return true;
        }
        i += 1;
    }
    false
}

/// Returns the number of the slot with a name, and `None` if there is none. The name of the content, slot 0, is empty.
const fn slot_number(slots: &[SlotSpec], name: &str) -> Option<usize> {
    if name.is_empty() {
        return Some(0);
    }
    let mut i = 0;
    while i < slots.len() {
        if const_str_eq(slots[i].name, name) {
            return Some(i + 1);
        }
        i += 1;
    }
    None
}
