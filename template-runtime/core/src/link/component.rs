//! The type check of component calls: the arguments against the fields of the component.

use super::{
    Unit,
    accepts::accepts,
    call::contains,
    diagnostic::{ArgumentRef, LinkCallee, LinkDiagnosticKind},
    linker::Linker,
    messages::quoted_text,
    places::{ITSELF, PlaceRead},
    state::{CallArgs, KnownValue},
};
use crate::{
    attrs::{AttributeUse, Attrs, FORWARDED},
    data::{Kind, NamedParam, Shape, const_str_eq},
};
use template_bytecode::{Constant, HelperRef, NameRow, Op, VarId, html::AttributeKind};

/// The named arguments of a call: the index of their first name, the index of their first value on the stack, and their
/// number.
#[derive(Clone, Copy)]
pub(super) struct GivenFields {
    pub(super) names: usize,
    pub(super) values: usize,
    pub(super) count: usize,
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
        // The names of the arguments follow the names of the fills.
        self.depth -= given.count();
        let (callee, base) = (self.callee(helper), self.depth);
        let Some(component) = callee.spec.component else { return };
        if let Some(obstacle) = component.obstacle {
            // There is no message about a template that has errors itself.
            if !obstacle.is_empty() {
                self.report_error(LinkDiagnosticKind::NotCallable { helper: callee, obstacle });
            }
            return;
        }
        if component.escape as u8 != self.unit.escape as u8 {
            let escape = component.escape;
            self.report_error(LinkDiagnosticKind::OtherEscaping { helper: callee, escape });
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
            if !self.is_given(first + blocks, count - blocks, callee.spec.named[field].name) {
                self.check_field(callee, field, context, has_unknown_name);
            }
            field += 1;
        }
    }

    /// Links the arguments of the component that the current op calls, which have been popped, as reads of places: variables that
    /// are bound to one; and the first argument, if there are no blocks, and all arguments are those that the ops before
    /// it have read from places.
    pub(super) const fn link_placed_args(&mut self, ops: &mut [Op], blocks: u8, count: u8) {
        let (first, count) = (self.depth + blocks as usize, count as usize);
        let mut are_placed = true;
        let mut i = 0;
        while i < count {
            let argument = self.stack[first + i];
            let is_pushed_here = argument.by + count == self.at + i;
            if is_pushed_here && !argument.or_another {
                if let Op::GetVar { var } = ops[argument.by]
                    && let Some(place) = self.place_of_variable(var)
                {
                    ops[argument.by] = place;
                }
                are_placed &= self.is_placed(&ops[argument.by]);
            } else {
                are_placed = false;
            }
            i += 1;
        }
        if !are_placed || blocks > 0 || count == 0 {
            return;
        }
        let first = self.at - count;
        match ops[first] {
            Op::GetPlace { var, offset, leaf } => {
                ops[first] = Op::GetFirstArg { var, offset, leaf };
            }
            Op::GetPlacePath { var, place } => ops[first] = Op::GetFirstArgPath { var, place },
            _ => {}
        }
    }

    /// Returns the op that pushes a variable which is bound to a value, and to the place of this value; `None` for another.
    const fn place_of_variable(&mut self, var: VarId) -> Option<Op> {
        let Some(layout) = self.variables[var.0 as usize].place else { return None };
        let end = self.end_of_path(layout.get(), ITSELF);
        if matches!(end, None) {
            return None;
        }
        Some(self.link_read(var, &PlaceRead::of(layout, ITSELF, &end, None)))
    }

    /// Returns `true` if an op reads an argument from a place, to which, if it is a path, the linker has followed it.
    const fn is_placed(&self, op: &Op) -> bool {
        match *op {
            Op::GetPlace { .. } => true,
            #[cfg(feature = "alloc")]
            Op::GetPlacePath { place, .. } => {
                matches!(self.findings.places[place.0 as usize].end(), Some(_))
            }
            _ => false,
        }
    }

    /// Checks an attribute that a component forwards. Returns its use, which depends on its name. The attributes of the calling
    /// component are forwarded as they are, under any name.
    const fn check_forwarded(&mut self, name: &'u str, value: KnownValue) -> u8 {
        if Attrs::is_shape(value.shape.peel()) {
            return FORWARDED;
        }
        let kind = AttributeKind::of("", name);
        let (usage, is_safe) = AttributeUse::of(kind, self.is_literal(value));
        if !is_safe {
            self.report_error(LinkDiagnosticKind::Attribute { name, kind, by: value.by });
        } else if matches!(usage, AttributeUse::Script) {
            // Lists, maps and objects are printed, too.
            self.check_plain_value(value.shape);
        } else {
            self.check_attribute_value(value);
        }
        usage as u8
    }

    /// Checks that the value of an attribute is printable. An error is one of the argument, and not of the call.
    const fn check_attribute_value(&mut self, value: KnownValue) {
        let at = self.at;
        self.at = value.by;
        self.check_printable(value);
        self.at = at;
    }

    /// Checks an attribute that a component adds to those that it forwards: its effects depend on its name.
    const fn check_added(&mut self, name: &'u str, value: KnownValue) {
        let kind = AttributeKind::of("", name);
        match kind {
            AttributeKind::Text | AttributeKind::Boolean => self.check_attribute_value(value),
            AttributeKind::Invalid => {
                self.report_error(LinkDiagnosticKind::Attribute { name, kind, by: value.by });
            }
            _ if self.is_literal(value) => {}
            _ => self.report_error(LinkDiagnosticKind::AddedAttribute { name, by: value.by }),
        }
    }

    /// Returns `true` if a value is text of the template, and not of a stranger.
    const fn is_literal(&self, value: KnownValue) -> bool {
        !value.or_another && quoted_text(self.unit, value.by).is_some()
    }

    /// Checks and pops the values that the op `AppendAttributes` prints.
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
            Some(component) => field < component.inherited.len() && component.inherited[field],
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

    /// Returns `true` if `name` is one of the `count` names of fields, slots or attributes from `first` on.
    pub(super) const fn is_given(&self, first: usize, count: usize, name: &str) -> bool {
        let (_, names) = self.unit.names.split_at(first);
        contains(names.split_at(count).0, name)
    }
}

/// Returns `true` if a list of ops contains an op.
pub(super) const fn contains_op(ops: &[usize], op: usize) -> bool {
    let mut i = 0;
    while i < ops.len() {
        if ops[i] == op {
            return true;
        }
        i += 1;
    }
    false
}

/// Returns `true` if a value may have a field.
const fn may_have_field(shape: &'static Shape, name: &str) -> bool {
    is_dynamic(shape) || shape.peel().index_of(name).is_some()
}

/// Returns `true` if the names in a value are looked up at run time.
const fn is_dynamic(shape: &'static Shape) -> bool {
    matches!(shape.peel().kind, Kind::Any | Kind::Map(_))
}

impl Unit<'_> {
    /// Returns `true` if a component that the template calls may inherit a field.
    #[must_use]
    pub const fn may_inherit(&self, name: &str) -> bool {
        let mut i = 0;
        while i < self.helpers.len() {
            if let Some(component) = self.helpers[i].component {
                // The fields of a template with errors are not known.
                if component.obstacle.is_some() {
                    return true;
                }
                let mut field = 0;
                while field < component.inherited.len() {
                    let named = &self.helpers[i].named[field];
                    if component.inherited[field] && const_str_eq(named.name, name) {
                        return true;
                    }
                    field += 1;
                }
            }
            i += 1;
        }
        false
    }
}
