//! The check of calls of components: the fields and the slots that a call gives against those that the component has.

use super::messages::quoted_text;
use super::{
    accepts::accepts,
    call::contains,
    diagnostic::{ArgumentRef, LinkCallee, LinkDiagnosticKind},
    linker::Linker,
    state::{CallArgs, KnownValue},
};
use crate::attrs::{AttributeUse, Attrs};
use crate::data::{
    ComponentSpec, Kind, NamedParam, SafeKind, Shape, ShapeRef, SlotAttribute, SlotCount, SlotSpec,
    YieldedStep, YieldedValue, const_str_eq, yielded_shape,
};
use template_bytecode::{Constant, Escape, HelperRef, NameRow, Op, TextRef, html::AttributeKind};

/// The named arguments of a call: the index of their first name, that of their first value on the stack, and their
/// number.
#[derive(Clone, Copy)]
struct GivenFields {
    names: usize,
    values: usize,
    count: usize,
}

impl<'u> Linker<'_, 'u> {
    /// Checks and pops the arguments of a component, and records the index of the field for each named one and that of
    /// the slot for each fill.
    pub(super) const fn check_component_call(
        &mut self,
        helper: HelperRef,
        given: CallArgs,
        blocks: usize,
    ) {
        // The names of the arguments follow those of the fills.
        self.depth -= given.count();
        let (callee, base) = (self.callee(helper), self.depth);
        let Some(component) = callee.spec.component else { return };
        if let Some(obstacle) = component.obstacle {
            // A template with errors of its own has no message.
            if !obstacle.is_empty() {
                self.report_error(LinkDiagnosticKind::NotCallable { helper: callee, obstacle });
            }
            return;
        }
        if component.escape as u8 != self.unit.escape as u8 {
            self.report_error(LinkDiagnosticKind::OtherEscaping { helper: callee });
        }
        if component.needs_html && contains_op(self.unit.foreign_calls, self.at) {
            self.report_error(LinkDiagnosticKind::ForeignComponent { helper: callee });
        }
        let first = given.named.first();
        let positional = given.positional.0 as usize;
        self.depth = base;
        let attributes = if positional > 1 { Some(base + blocks + 1) } else { None };
        let values = base + blocks + positional;
        let count = given.named.count() as usize;
        let fields = GivenFields { names: first + blocks, values, count: count - blocks };
        self.check_fills(callee, first, blocks, attributes, fields);
        let context = if positional > 0 { self.context(self.stack[base + blocks]) } else { None };
        let mut has_unknown_name = false;
        let mut i = blocks;
        while i < count {
            let name = self.unit.names[first + i];
            let argument = self.stack[values + i - blocks];
            match callee.spec.index_of(name) {
                Some(index) => {
                    self.findings.param_indexes[first + i] = index as u8;
                    let param = &callee.spec.named[index].param;
                    self.check_argument(callee, param, ArgumentRef::Name(name), argument);
                }
                None if component.rest => {
                    self.findings.param_indexes[first + i] = self.check_forwarded(name, argument);
                }
                None => {
                    has_unknown_name = true;
                    let by = argument.by;
                    self.report_error(LinkDiagnosticKind::Unknown { helper: callee, name, by });
                }
            }
            i += 1;
        }
        let mut field = 0;
        while field < callee.spec.named.len() {
            if !self.is_filled(first + blocks, count - blocks, callee.spec.named[field].name) {
                self.check_field(callee, field, context, has_unknown_name);
            }
            field += 1;
        }
    }

    /// Checks an attribute that a component forwards. Returns its use, which depends on its name.
    const fn check_forwarded(&mut self, name: &'u str, value: KnownValue) -> u8 {
        let kind = AttributeKind::of("", name);
        let (usage, is_safe) = AttributeUse::of(kind, self.is_literal(value));
        if !is_safe {
            self.report_error(LinkDiagnosticKind::Attribute { name, kind, by: value.by });
        } else if matches!(usage, AttributeUse::Script) {
            // Lists, maps and objects are printed, too.
            self.check_plain_value(value.shape);
        } else {
            self.check_printable(value);
        }
        usage as u8
    }

    /// Checks an attribute that a component adds to those that it forwards: what it can do depends on its name.
    const fn check_added(&mut self, name: &'u str, value: KnownValue) {
        let kind = AttributeKind::of("", name);
        match kind {
            AttributeKind::Text | AttributeKind::Boolean => self.check_printable(value),
            AttributeKind::Invalid => {
                self.report_error(LinkDiagnosticKind::Attribute { name, kind, by: value.by });
            }
            _ if self.is_literal(value) => {}
            _ => self.report_error(LinkDiagnosticKind::AddedAttribute { name, by: value.by }),
        }
    }

    /// Reports whether a value is text of the template, and not of a stranger.
    const fn is_literal(&self, value: KnownValue) -> bool {
        !value.or_another && quoted_text(self.unit, value.by).is_some()
    }

    /// Checks and pops what the op `AppendAttributes` prints.
    pub(super) const fn check_attributes_printed(&mut self, names: NameRow) {
        let rest = self.pop();
        if !Attrs::is_shape(rest.shape.peel()) {
            let (shape, by) = (rest.shape, rest.by);
            self.report_error(LinkDiagnosticKind::NoAttributes { shape, by });
        }
        self.depth -= names.count() as usize;
        let mut i = 0;
        while i < names.count() as usize {
            self.check_added(self.unit.names[names.first() + i], self.stack[self.depth + i]);
            i += 1;
        }
    }

    /// Checks a field that is not a named argument: it comes from the context, or from the data of the template if it is
    /// inherited, or it has a default.
    const fn check_field(
        &mut self,
        helper: LinkCallee<'u>,
        field: usize,
        context: Option<&'static Shape>,
        has_unknown_name: bool,
    ) {
        let NamedParam { name, param } = &helper.spec.named[field];
        let mut source = context;
        let is_inherited = match helper.spec.component {
            Some(component) => component.inherited[field],
            None => false,
        };
        if let Some(shape) = source
            && is_inherited
            && !may_have_field(shape, name)
        {
            source = None;
        }
        let from_data = source.is_none() && is_inherited;
        if from_data {
            source = Some(self.root);
        }
        if let Some(shape) = source {
            if is_dynamic(shape) {
                return;
            }
            if let Some(index) = shape.peel().index_of(name) {
                let shape = shape.peel().fields()[index].shape.get();
                if !accepts(param, shape) {
                    let kind =
                        LinkDiagnosticKind::ContextKind { helper, param, name, shape, from_data };
                    self.report_error(kind);
                }
                return;
            }
        }
        if param.optional {
            return;
        }
        if is_inherited {
            self.report_error(LinkDiagnosticKind::NotInherited { helper, name });
        } else if !has_unknown_name {
            // An unknown name is probably a misspelled required one, which needs no second diagnostic.
            let root = self.root;
            self.report_error(LinkDiagnosticKind::NoFieldValue { helper, name, root });
        }
    }

    /// Returns the shape of the context of a call; none if the call has no context.
    const fn context(&self, context: KnownValue) -> Option<&'static Shape> {
        match self.unit.ops[context.by] {
            Op::PushConstant { constant }
                if !context.or_another
                    && matches!(self.unit.constants[constant.0 as usize], Constant::Null) =>
            {
                None
            }
            _ => Some(context.shape),
        }
    }

    /// Checks the `blocks` fills of a call, whose names begin at `first`, and records the number of the slot of each.
    /// Their attributes are on the stack from `attributes` on, if there are any.
    const fn check_fills(
        &mut self,
        helper: LinkCallee<'u>,
        first: usize,
        blocks: usize,
        attributes: Option<usize>,
        given: GivenFields,
    ) {
        let Some(component) = helper.spec.component else { return };
        let mut i = 0;
        while i < blocks {
            let name = self.unit.names[first + i];
            let by = self.stack[self.depth + i].by;
            match slot_number(component.slots, name) {
                Some(number) => {
                    self.findings.param_indexes[first + i] = number as u8;
                    self.check_yields(helper, component, number, by, given);
                    self.check_standing(helper, component, number, by);
                    if number > 0 {
                        let slot = &component.slots[number - 1];
                        if !matches!(slot.count, SlotCount::Any) && self.is_filled(first, i, name) {
                            self.report_error(LinkDiagnosticKind::SecondFill { helper, name, by });
                        }
                        let pushed = match attributes {
                            Some(from) => self.stack[from + i].by,
                            None => by,
                        };
                        self.check_attributes(helper, slot, pushed, by);
                        if slot.plain {
                            self.plain_component = Some(helper);
                            self.check_plain(helper, first + i, slot.quotes, by);
                        }
                    }
                }
                None => self.report_error(LinkDiagnosticKind::NoSlot { helper, name, by }),
            }
            i += 1;
        }
        let mut slot = 0;
        while slot < component.slots.len() {
            let name = component.slots[slot].name;
            if matches!(component.slots[slot].count, SlotCount::One)
                && !self.is_filled(first, blocks, name)
            {
                self.report_error(LinkDiagnosticKind::NoFill { helper, name });
            }
            slot += 1;
        }
    }

    /// Records the shapes of the values that a component yields to the fill that the op `by` pushed, and checks that it
    /// has no more block params.
    const fn check_yields(
        &mut self,
        helper: LinkCallee<'u>,
        component: &'static ComponentSpec,
        slot: usize,
        by: usize,
        given: GivenFields,
    ) {
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

    /// Checks that the fill that the op `by` pushed can stand where the component prints the slot of this number.
    const fn check_standing(
        &mut self,
        helper: LinkCallee<'u>,
        component: &'static ComponentSpec,
        slot: usize,
        by: usize,
    ) {
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

    /// Reports whether one of the `count` names from `first` on is that of a slot.
    const fn is_filled(&self, first: usize, count: usize, name: &str) -> bool {
        let (_, names) = self.unit.names.split_at(first);
        contains(names.split_at(count).0, name)
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
            if !optional && !self.is_filled(first, count, name) {
                let slot = slot.name;
                self.report_error(LinkDiagnosticKind::AttributeMissing { helper, slot, name, by });
            }
            attribute += 1;
        }
    }
}

/// Reports whether an op is one of a list.
const fn contains_op(ops: &[usize], op: usize) -> bool {
    let mut i = 0;
    while i < ops.len() {
        if ops[i] == op {
            return true;
        }
        i += 1;
    }
    false
}

/// Reports whether a text of a pool contains one of some bytes.
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

/// Reports whether a name among the attributes of a fill has a meaning for all slots: the condition, and the number.
const fn is_reserved(name: &str) -> bool {
    name.is_empty() || const_str_eq(name, "if")
}

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

/// Reports whether a value may have a field.
const fn may_have_field(shape: &'static Shape, name: &str) -> bool {
    is_dynamic(shape) || shape.peel().index_of(name).is_some()
}

/// Reports whether the names in a value are looked up at run time.
const fn is_dynamic(shape: &'static Shape) -> bool {
    matches!(shape.peel().kind, Kind::Any | Kind::Map(_))
}
