use crate::value::Value;
use core::fmt;

/// The error of a helper that takes values of several kinds, in the words of those whose parameter
/// has a type of its own.
pub(super) struct Refused<'v> {
    pub(super) wants: &'static str,
    pub(super) got: Value<'v>,
}

impl fmt::Display for Refused<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "argument 1 must be {}, and is {:?}", self.wants, self.got)
    }
}
