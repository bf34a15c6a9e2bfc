//! The type check of calls: the arguments against the parameters of the helper.

use super::{
    accepts::accepts,
    diagnostic::{ArgumentRef, LinkCallee, LinkDiagnosticKind},
    linker::Linker,
    messages::quoted_text,
    state::{CallArgs, FLOAT, HELPER, INTEGER, KnownValue},
};
use crate::data::{ANY, HelperSpec, Kind, Param, ParamKind, Shape, const_str_eq};
use template_bytecode::{Constant, HelperRef, Op, diagnostics::count_characters};

impl<'u> Linker<'_, 'u> {
    /// Returns the arguments and the number of blocks, from the `PushArgs` before the current op.
    pub(super) const fn pushed_args(&self) -> (CallArgs, usize) {
        match self.unit.ops[self.at - 1] {
            Op::PushArgs { positional, named, blocks } => {
                (CallArgs { positional, named }, blocks.0 as usize)
            }
            _ => panic!("a call without arguments: the program has not been verified"),
        }
    }

    /// Returns a helper that is called by its name.
    pub(super) const fn callee(&self, helper: HelperRef) -> LinkCallee<'u> {
        let index = helper.0 as usize;
        let spec = &self.unit.helpers[index];
        let names = self.unit.helper_names;
        LinkCallee { spec, name: if names.is_empty() { spec.name } else { names[index] }, by: None }
    }

    /// Checks the arguments on the stack against the parameters of a helper, pops them, and returns the
    /// shape of the result.
    pub(super) const fn check_call(
        &mut self,
        helper: HelperRef,
        given: CallArgs,
    ) -> &'static Shape {
        let callee = self.callee(helper);
        let spec = callee.spec;
        if spec.needs_block() {
            self.report_error(LinkDiagnosticKind::NeedsBlock { helper: callee });
            self.depth -= given.count();
            return &ANY;
        }
        self.check_arguments(callee, given);
        self.result_of(spec, given)
    }

    /// Returns the shape of the result of a helper, whose arguments have been popped.
    const fn result_of(&self, spec: &HelperSpec, given: CallArgs) -> &'static Shape {
        let result = spec.result.get();
        if !matches!(result.kind, Kind::Number) {
            return result;
        }
        let mut number = &INTEGER;
        let mut i = 0;
        while i < given.count() {
            match self.stack[self.depth + i].shape.peel().kind {
                Kind::Integer => {}
                Kind::Float => return &FLOAT,
                _ => number = result,
            }
            i += 1;
        }
        number
    }

    /// Checks and pops the arguments of a block helper, and the blocks below them.
    pub(super) const fn check_block_call(&mut self, helper: HelperRef) {
        let (given, blocks) = self.pushed_args();
        let callee = self.callee(helper);
        let spec = callee.spec;
        if spec.takes_block() {
            self.check_arguments(callee, given);
            self.check_printable(KnownValue::new(spec.result.get(), self.at));
        } else {
            self.report_error(LinkDiagnosticKind::TakesNoBlock { helper: callee });
            self.depth -= given.count();
        }
        self.depth -= blocks;
    }

    /// Checks and pops the arguments of a helper that is a value, and the helper below them. Returns the
    /// shape of the result.
    pub(super) const fn check_dynamic_call(&mut self, given: CallArgs) -> &'static Shape {
        let KnownValue { shape, by, or_another, .. } = self.stack[self.depth - given.count() - 1];
        let result = match &shape.peel().kind {
            Kind::Helper(Some(spec)) => {
                let name = spec.name;
                self.check_arguments(LinkCallee { spec, name, by: Some(by) }, given);
                spec.result.get()
            }
            // A helper that is called as a value because it has state.
            Kind::Helper(None)
                if !or_another && matches!(self.unit.ops[by], Op::PushHelper { .. }) =>
            {
                let Op::PushHelper { helper } = self.unit.ops[by] else { unreachable!() };
                let callee = self.callee(helper);
                self.check_arguments(callee, given);
                self.result_of(callee.spec, given)
            }
            Kind::Helper(None) | Kind::Any => {
                self.depth -= given.count();
                &ANY
            }
            _ => {
                self.report_error(LinkDiagnosticKind::NotAHelper {
                    shape,
                    by,
                    given: given.count(),
                });
                self.depth -= given.count();
                &ANY
            }
        };
        self.pop();
        result
    }

    /// Checks that a helper can be a value, and returns the shape of the value.
    pub(super) const fn check_helper_value(&mut self, helper: HelperRef) -> &'static Shape {
        let callee = self.callee(helper);
        if callee.spec.needs_block() {
            self.report_error(LinkDiagnosticKind::BlockIsNoValue { helper: callee });
            return &ANY;
        }
        &HELPER
    }

    /// Links a partial application of a helper. Its arguments are checked when it is called.
    pub(super) const fn check_bound_args(&mut self) {
        let (given, _) = self.pushed_args();
        self.depth -= given.count();
        let KnownValue { shape, by, .. } = self.pop();
        if matches!(shape.peel().kind, Kind::Helper(_) | Kind::Any) {
            // For a helper that cannot be a value there is a diagnostic already.
            let is_reported = matches!(shape.kind, Kind::Any)
                && matches!(self.unit.ops[by], Op::PushHelper { .. });
            self.push(if is_reported { &ANY } else { &HELPER });
        } else {
            self.report_error(LinkDiagnosticKind::NotAHelper { shape, by, given: given.count() });
            self.push(&ANY);
        }
    }

    /// Checks arguments, pops them, and records the parameter index of each named one.
    const fn check_arguments(&mut self, helper: LinkCallee<'u>, given: CallArgs) {
        let spec = helper.spec;
        self.depth -= given.count();
        let positional = given.positional.0 as usize;
        if spec.takes(positional) {
            let mut i = 0;
            while i < positional && i < spec.positional.len() {
                let argument = self.stack[self.depth + i];
                self.check_argument(
                    helper,
                    &spec.positional[i],
                    ArgumentRef::Number(i + 1),
                    argument,
                );
                i += 1;
            }
        } else {
            let most = spec.positional.len();
            let surplus =
                if positional > most { Some(self.stack[self.depth + most].by) } else { None };
            self.report_error(LinkDiagnosticKind::Arity { helper, given: positional, surplus });
        }
        let mut found = 0;
        let mut i = 0;
        while i < given.named.count() as usize {
            let row = given.named.first() + i;
            let argument = self.stack[self.depth + positional + i];
            let name = self.unit.names[row];
            match spec.index_of(name) {
                Some(index) => {
                    self.findings.param_indexes[row] = index as u8;
                    let param = &spec.named[index].param;
                    self.check_argument(helper, param, ArgumentRef::Name(name), argument);
                    found += 1;
                }
                None if spec.named_rest => {
                    self.findings.param_indexes[row] = NAMED_REST;
                    found += 1;
                }
                None => {
                    self.report_error(LinkDiagnosticKind::Unknown { helper, name, by: argument.by })
                }
            }
            i += 1;
        }
        // An unknown name is probably a misspelled required one, which needs no second diagnostic.
        if found == given.named.count() as usize {
            self.check_required(helper, given);
        }
    }

    /// Checks that all required named arguments are present.
    const fn check_required(&mut self, helper: LinkCallee<'u>, given: CallArgs) {
        let spec = helper.spec;
        let mut i = 0;
        while i < spec.named.len() {
            let mut is_given = spec.named[i].param.optional;
            let mut j = 0;
            while j < given.named.count() as usize {
                is_given =
                    is_given || self.findings.param_indexes[given.named.first() + j] as usize == i;
                j += 1;
            }
            if !is_given {
                self.report_error(LinkDiagnosticKind::Missing { helper, name: spec.named[i].name });
            }
            i += 1;
        }
    }

    /// Checks an argument against its parameter: the kind, and for a literal the range or the length.
    pub(super) const fn check_argument(
        &mut self,
        helper: LinkCallee<'u>,
        param: &'static Param,
        which: ArgumentRef<'u>,
        argument: KnownValue,
    ) {
        let KnownValue { shape, by, or_another, .. } = argument;
        if let ParamKind::Variant(names, _) = param.kind
            && !or_another
            && let Some(name) = quoted_text(self.unit, by)
            && contains(names, name)
        {
            return;
        }
        if !accepts(param, shape) {
            self.report_error(LinkDiagnosticKind::Kind { helper, param, which, shape, by });
        } else if let (ParamKind::Integer { least, most }, Some(literal)) =
            (param.kind, self.integer_literal(by))
            && !or_another
            && (literal < least || literal > most)
        {
            self.report_error(LinkDiagnosticKind::Range { helper, param, which, by });
        } else if let ParamKind::Char = param.kind
            && !or_another
            && let Some(text) = quoted_text(self.unit, by)
            && count_characters(text.as_bytes()) != 1
        {
            self.report_error(LinkDiagnosticKind::Kind { helper, param, which, shape, by });
        }
    }
}

impl Linker<'_, '_> {
    /// Returns the integer that an op pushes, if it is a literal in the template.
    const fn integer_literal(&self, by: usize) -> Option<i64> {
        match self.unit.ops[by] {
            Op::PushImmediate { value } => Some(value.0 as i64),
            Op::PushConstant { constant } => match self.unit.constants[constant.0 as usize] {
                Constant::Int(value) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The index of the parameter that takes the named arguments which no other takes.
const NAMED_REST: u8 = u8::MAX;

/// Returns `true` if one of the names is `name`.
pub(super) const fn contains(names: &[&str], name: &str) -> bool {
    let mut i = 0;
    while i < names.len() {
        if const_str_eq(names[i], name) {
            return true;
        }
        i += 1;
    }
    false
}
