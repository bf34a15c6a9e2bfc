use super::Failure;
use super::scan::{Scan, Stop};

/// A tag that failed, with all that is known of it.
pub(super) struct Case<'t> {
    /// The whole template.
    pub(super) text: &'t str,
    /// Where the tag begins.
    pub(super) at: usize,
    /// What pest says.
    pub(super) failure: Failure,
    /// What can be seen without a grammar.
    pub(super) scan: Scan,
    /// Where the tag stops.
    pub(super) stop: Stop,
}
