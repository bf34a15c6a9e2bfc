//! The abstract execution of ops: statements, jumps, and ops that read variables. The ops of expressions are in
//! [`expressions`](super::expressions).

use super::{
    diagnostic::LinkDiagnosticKind,
    linker::Linker,
    places::{ITSELF, PathEnd, escape_of_leaf, peeled},
    printed::PrintedKind,
    state::{CallArgs, KnownValue},
};
use crate::data::{ANY, ErasedLayout, FieldShape, Kind, Shape, StructLayout};
use template_bytecode::{
    Escape, LoopId, Offset, Op, PathRow, PathSegment, PathStep, PlacePath, Target, VarId,
};

impl Linker<'_, '_> {
    /// Applies an op of a symbolic program to the stack and the variables, unless [`run`](Linker::run) does. Returns the linked
    /// op, and `None` if it is the same op.
    ///
    /// rustc executes this about a thousand times slower than the CPU does, and the price of a call grows with
    /// the size of the called function: hence few calls on the way of ops that every template has, and a second
    /// function for the others.
    pub(super) const fn link_op(&mut self, op: Op) -> Option<Op> {
        match op {
            // The value is popped after the jump, which leaves it on the stack.
            Op::JumpIfTrueOrPop { target } | Op::JumpIfFalseOrPop { target } => {
                self.record_join(target, self.depth, self.scope);
                self.depth -= 1;
                None
            }
            Op::AppendVar { var, escape } => self.link_variable(var, Some(escape)),
            Op::Append { escape } => {
                let value = self.pop();
                self.check_printed(value, escape);
                None
            }
            Op::AppendCall { helper, positional, named, .. } => {
                let shape = self.check_call(helper, CallArgs { positional, named });
                self.check_printable(KnownValue::new(shape, self.at));
                None
            }
            Op::EnterEach { loop_id, var, target } => {
                let linked = if self.enter_list(var) {
                    Some(Op::EnterSlice { loop_id, var, target })
                } else {
                    None
                };
                self.record_exit(target);
                linked
            }
            Op::AppendEach { loop_id, var, target } => {
                let linked = if self.enter_list(var) {
                    Some(Op::AppendSlice { loop_id, var, target })
                } else {
                    None
                };
                self.record_exit(target);
                linked
            }
            Op::Next { loop_id, var, target } => self.link_next(loop_id, var, target),
            Op::EnterSection { var, target, .. } => {
                self.enter_section(var);
                self.record_exit(target);
                None
            }
            Op::EnterWith { var, target } => {
                // The value is true, and so not null.
                let is_place = self.bind(var, true);
                self.record_exit(target);
                if is_place { Some(Op::EnterWithPlace { var, target }) } else { None }
            }
            Op::Bind { var } => {
                if self.bind(var, false) {
                    Some(Op::BindPlace { var })
                } else {
                    None
                }
            }
            Op::Unbind { var } => {
                self.exit(var);
                None
            }
            Op::Return {} => {
                self.reached = false;
                None
            }
            _ => self.link_expression(op),
        }
    }

    /// Links an op that prints a leaf of the struct whose place is in a variable, or pushes it. Most paths lead to one:
    /// it makes few calls, and leaves all other paths to [`link_variable_path`](Linker::link_variable_path).
    pub(super) const fn link_leaf(
        &mut self,
        var: VarId,
        path: PathRow,
        escape: Option<Escape>,
    ) -> Option<Op> {
        let variable = &self.variables[var.0 as usize];
        let (Some(place), Kind::Object(fields)) = (variable.place, &variable.value.shape.kind)
        else {
            return None;
        };
        let ErasedLayout::Struct(StructLayout { fields: places, .. }) = place.get() else {
            return None;
        };
        if path.count() != 1 {
            return None;
        }
        let name = self.unit.segments[path.first()].name.0 as usize;
        let (hash, name) = (self.unit.name_hashes[name], self.unit.names[name]);
        let Some(index) = FieldShape::find(fields, hash, name) else { return None };
        if index >= places.len() || places[index].offset > u16::MAX as u32 {
            return None;
        }
        let offset = Offset(places[index].offset as u16);
        let ErasedLayout::Leaf(leaf) = places[index].layout.get() else { return None };
        let (leaf, shape) = (*leaf, fields[index].shape.get());
        // The data is in scope everywhere.
        if variable.scope > 0 {
            self.check_in_scope(var);
        }
        match escape {
            None => {
                self.push(shape);
                Some(Op::GetPlace { var, offset, leaf })
            }
            Some(escape) => {
                let escape = match escape {
                    Escape::Html => escape,
                    _ => escape_of_leaf(leaf, escape),
                };
                // The others are passed the value as a whole.
                if !matches!(escape, Escape::Html) && !escape.is_divisible() {
                    return None;
                }
                let is_special = self.joins[self.at].plain_slot > 0
                    || self.unescaped_count < self.findings.unescaped.len();
                match shape.kind {
                    Kind::Text if !is_special => {
                        self.findings.printed[self.at] = PrintedKind::Text;
                    }
                    Kind::Integer if !is_special => {
                        self.findings.printed[self.at] = PrintedKind::Integer;
                    }
                    _ => self.check_printable(KnownValue::new(shape, self.at)),
                }
                Some(Op::AppendPlace { var, offset, leaf, escape })
            }
        }
    }

    /// Links an op that prints or pushes the value to which a path from a variable leads, unless it is a
    /// [leaf](Linker::link_leaf).
    pub(super) const fn link_variable_path(
        &mut self,
        var: VarId,
        path: PathRow,
        escape: Option<Escape>,
    ) -> Option<Op> {
        let (step, shape) = self.resolve_path(self.variable(var), path);
        let place_path = match step {
            Some(step) => PlacePath::Step(step),
            None => PlacePath::Steps(path),
        };
        let end = match self.variables[var.0 as usize].place {
            Some(layout) => self.end_of_path(layout.get(), place_path),
            None => None,
        };
        if let Some(escape) = escape {
            self.check_printed(KnownValue::new(shape, self.at), escape);
        } else {
            self.push_end(shape, &end);
        }
        if let Some(op) = self.link_place(var, place_path, end, escape) {
            return Some(op);
        }
        let (Some(step), first) = (step, path.first()) else { return None };
        if let PathStep::Field(field) = step {
            return Some(match escape {
                Some(escape) => Op::AppendVarField { var, field, escape },
                None => Op::GetVarField { var, field },
            });
        }
        let PathSegment { name, missing, .. } = self.unit.segments[first];
        Some(match escape {
            Some(escape) => Op::AppendVarName { var, name, escape, missing },
            None => Op::GetVarName { var, name, missing },
        })
    }

    /// Pushes the value to which a path leads, if the end of the path is known.
    const fn push_end(&mut self, shape: &'static Shape, end: &Option<PathEnd>) {
        match end {
            Some(end) => self.push_known(shape, peeled(end.layout), end.is_present()),
            None => self.push_known(shape, None, false),
        }
    }

    /// Links an op that prints a variable, or pushes it.
    pub(super) const fn link_variable(&mut self, var: VarId, escape: Option<Escape>) -> Option<Op> {
        let value = self.variable(var);
        let end = match self.variables[var.0 as usize].place {
            Some(layout) => self.end_of_path(layout.get(), ITSELF),
            None => None,
        };
        let linked = self.link_place(var, ITSELF, end, escape);
        if let Some(escape) = escape {
            self.check_printed(value, escape);
        } else if let Some(_) = linked {
            self.push_end(value.shape, &end);
        } else {
            self.push_known(value.shape, value.layout, value.is_present);
        }
        linked
    }

    /// Returns the value of a variable, as if the current op had pushed it.
    const fn variable(&self, var: VarId) -> KnownValue {
        let variable = self.variables[var.0 as usize];
        // The data is in scope everywhere.
        if variable.scope > 0 {
            self.check_in_scope(var);
        }
        KnownValue { by: self.at, or_another: false, ..variable.value }
    }

    /// Pops a list, and enters its loop. Returns whether it is a loop over places.
    const fn enter_list(&mut self, var: VarId) -> bool {
        let list = self.pop();
        let item = self.item_shape(list);
        self.enter(var, list.shape.peel(), item);
        if let Some(ErasedLayout::Slice(layout)) = list.layout
            && !matches!(layout.item.get(), ErasedLayout::Opaque(_))
        {
            let index = var.0 as usize;
            let (_, bound) = layout.bound_item();
            self.variables[index].is_slice = true;
            self.variables[index + 1].place = Some(bound);
            self.variables[index + 1].has_value = false;
            return true;
        }
        false
    }

    /// Pops the value and the context of a section, and enters its loop.
    const fn enter_section(&mut self, var: VarId) {
        let value = self.pop();
        let context = self.pop();
        let shape = value.shape.peel();
        let item = match &shape.kind {
            Kind::List(item) => item.get(),
            Kind::Bool => context.shape,
            Kind::Helper(_) => {
                self.report_error(LinkDiagnosticKind::HelperSection { by: value.by });
                &ANY
            }
            _ => shape,
        };
        self.enter(var, shape, item);
    }

    /// Merges the state around the scope that the current op opens into that at its target.
    const fn record_exit(&mut self, target: Target) {
        self.record_join(target, self.depth, self.joins[self.at].parent);
    }

    /// Links the end of a loop.
    const fn link_next(&mut self, loop_id: LoopId, var: VarId, target: Target) -> Option<Op> {
        let variable = &self.variables[var.0 as usize];
        let (entered, is_slice) = (target.0 as usize, variable.is_slice);
        self.check_scopes(entered == self.scope && entered == variable.scope);
        self.exit(var);
        if is_slice { Some(Op::NextSlice { loop_id, var, target }) } else { None }
    }
}
