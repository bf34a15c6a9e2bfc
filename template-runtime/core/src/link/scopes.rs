//! The scopes of variables: which op has bound a variable, and whether it is in scope. An op may read a
//! variable as a place only because link knows both (invariant 21 of `ARCHITECTURE.md`).

use super::{
    linker::Linker,
    state::{KnownValue, KnownVariable, UNKNOWN},
};
use crate::data::{ErasedLayout, LayoutRef, Shape};
use template_bytecode::{Op, PARTIAL_ARGS, Target, VarId};

impl Linker<'_, '_> {
    /// Checks that all paths to an op agree on the bindings of the variables in scope, and not only on their
    /// number, if the program reads places.
    ///
    /// # Panics
    ///
    /// Panics if they do not. The compiler emits no such program.
    pub(super) const fn check_scopes(&self, agree: bool) {
        assert!(agree || !self.reads_places, "two paths to an op bind other variables");
    }

    /// Checks that a variable is in scope, if the program reads places: that it was bound last, in the order of ops, by an
    /// op whose scope encloses the current op. (In programs compiled at run time, which read none, many scopes may enclose
    /// an op.)
    ///
    /// # Panics
    ///
    /// Panics if it is not. The compiler emits no such program.
    pub(super) const fn check_in_scope(&self, var: VarId) {
        if !self.reads_places {
            return;
        }
        let mut scope = self.scope;
        while scope != self.variables[var.0 as usize].scope {
            assert!(scope > 0, "a variable is read outside of its scope");
            scope = self.joins[scope - 1].parent;
        }
    }

    /// Opens the scope of the variables that the current op binds.
    const fn open_scope(&mut self) -> usize {
        self.joins[self.at].parent = self.scope;
        self.scope = self.at + 1;
        self.scope
    }

    /// Ends the scopes of the variables from `var` on.
    pub(super) const fn exit(&mut self, var: VarId) {
        while self.scope > 0 {
            match self.unit.ops[self.scope - 1] {
                Op::EnterEach { var: first, .. }
                | Op::AppendEach { var: first, .. }
                | Op::EnterSection { var: first, .. }
                | Op::EnterWith { var: first, .. }
                | Op::Bind { var: first }
                    if first.0 >= var.0 =>
                {
                    self.scope = self.joins[self.scope - 1].parent;
                }
                _ => return,
            }
        }
    }

    /// Begins the body of a partial that is called from several places: nothing is known of its variables but of the first,
    /// the data of the template. The program continues at `end`.
    ///
    /// # Panics
    ///
    /// Panics if the program reads places. The compiler emits no such program: only templates that are compiled at run time
    /// call partials.
    pub(super) const fn enter_partial(&mut self, var: VarId, end: Target) {
        self.check_scopes(false);
        self.record_join(end, self.depth, self.scope);
        self.scope = 0;
        let mut i = 1;
        while i < var.0 as usize + PARTIAL_ARGS as usize {
            self.variables[i] = KnownVariable::UNBOUND;
            i += 1;
        }
    }

    /// Binds the variables of a loop.
    pub(super) const fn enter(&mut self, var: VarId, all: &'static Shape, item: &'static Shape) {
        let (var, scope, at) = (var.0 as usize, self.open_scope(), self.at);
        self.variables[var] = KnownVariable::of_value(KnownValue::new(all, at), scope);
        self.variables[var + 1] = KnownVariable::of_value(KnownValue::new(item, at), scope);
        self.variables[var + 2] = KnownVariable::of_value(UNKNOWN, scope);
    }

    /// Pops a value, which is not null if it `is_true`, and binds a variable to it. Returns whether it is bound to a place as
    /// well.
    pub(super) const fn bind(&mut self, var: VarId, is_true: bool) -> bool {
        let mut value = self.pop();
        value.is_present |= is_true;
        let mut variable = KnownVariable::of_value(value, self.open_scope());
        if let Some(layout @ (ErasedLayout::Struct(_) | ErasedLayout::Enum(_))) = value.layout
            && value.is_present
        {
            variable.place = Some(LayoutRef::new(layout));
        }
        self.variables[var.0 as usize] = variable;
        variable.place.is_some()
    }
}
