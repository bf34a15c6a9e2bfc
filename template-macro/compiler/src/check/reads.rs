//! What a template may read of its own data: what is left over is a field that nobody needs.

use super::Checker;
use crate::{
    ast,
    flatten::constant_name,
    resolved::{Expression, Kind},
};

impl Checker<'_> {
    /// Notes that a name is looked up in a variable, or that the variable is used as a whole.
    pub(super) fn reads_name(&mut self, variable: u16, name: Option<&str>) {
        if !self.scope.may_be_root(variable) {
            return;
        }
        match name {
            Some(name) if !self.reads.names.contains(name) => {
                self.reads.names.insert(name.to_owned());
            }
            Some(_) => {}
            None => self.reads.whole = true,
        }
    }

    /// The same for a block param.
    pub(super) fn reads_param(&mut self, param: &Kind, name: Option<&ast::Name>) {
        if let Kind::Variable(variable) = param {
            self.reads_name(*variable, name.map(|name| name.text.as_str()));
        }
    }

    /// Notes a `lookup`, whose values have been resolved: a name that is known is all that it reads.
    /// `whole` is whether the data was used as a whole before.
    pub(super) fn reads_constant_name(&mut self, values: &[Expression; 2], whole: bool) {
        let [of, key] = values;
        if let (Kind::Variable(variable), Some(name)) = (&of.kind, constant_name(key))
            && self.scope.may_be_root(*variable)
        {
            self.reads.whole = whole;
            self.reads_name(*variable, Some(&name));
        }
    }
}
