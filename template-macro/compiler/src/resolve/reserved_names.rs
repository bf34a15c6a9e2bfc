//! The names that the resolver gives to what has no name in the language. Nothing in a template is called so, because a name
//! contains no braces.

/// The path of the helper that a template calls if no partial has a name that is known at run time: it fails. It is not in the table
/// of helpers, and messages call it a partial.
pub const UNKNOWN_PARTIAL: &str = "{{>}}";

/// The key under which the name of a partial that is known only at run time is passed to the body that compares it with the names of the
/// files.
pub(super) const PARTIAL_NAME: &str = "{{> name}}";
