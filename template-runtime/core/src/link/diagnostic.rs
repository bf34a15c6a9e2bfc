//! The diagnostics of link, before their text is written.

use super::state::KnownValue;
use crate::data::{HelperSpec, Param, Shape};
use template_bytecode::{Comparison, Escape, html::AttributeKind};

/// An error in a template, and the op at which it was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct LinkDiagnostic<'u> {
    pub(super) op: usize,
    pub(super) kind: LinkDiagnosticKind<'u>,
}

/// The kind of an error. `by` is the op that pushed the value in question.
#[derive(Clone, Copy, Debug)]
pub(super) enum LinkDiagnosticKind<'u> {
    /// An object does not have the field `name`. `end` is the end of the name in the source, or 0 if it
    /// is that of the op; `root` is the shape of the template's data.
    NoField { name: &'u str, end: usize, on: &'static Shape, root: &'static Shape },
    /// The name `name` is looked up in a value that has no fields.
    NoFields { name: &'u str, end: usize, on: &'static Shape, root: &'static Shape, by: usize },
    /// A printed value whose kind is not printable, such as a list.
    NotPrintable { shape: &'static Shape, by: usize },
    /// A value that is not a `TrustedResourceUrl`, where a page loads a resource from.
    NotTrusted { shape: &'static Shape, by: usize },
    /// A comparison of values that are never equal, and have no order.
    Incomparable { by: Comparison, a: KnownValue, b: KnownValue },
    /// A comparison of an enum with a string that is not the name of a variant. `by` is the op that pushed it.
    NoVariant { name: &'u str, shape: &'static Shape, by: usize },
    /// A comparison of an enum, pushed by the op `of`, with the name of a variant that has fields.
    VariantWithFields { name: &'u str, shape: &'static Shape, of: usize, by: usize },
    /// A printed enum whose variants all have fields.
    NoPrintableVariant { shape: &'static Shape, by: usize },
    /// A loop over a value that is not a list, a map or an object.
    NotIterable { shape: &'static Shape, by: usize },
    /// A call of a value that is not a helper, with `given` arguments.
    NotAHelper { shape: &'static Shape, by: usize, given: usize },
    /// Too few or too many positional arguments. `surplus` is the op that pushed the first one too many.
    Arity { helper: LinkCallee<'u>, given: usize, surplus: Option<usize> },
    /// An argument whose kind the parameter does not accept.
    Kind {
        helper: LinkCallee<'u>,
        param: &'static Param,
        which: ArgumentRef<'u>,
        shape: &'static Shape,
        by: usize,
    },
    /// A literal that is out of the range of the parameter's type.
    Range { helper: LinkCallee<'u>, param: &'static Param, which: ArgumentRef<'u>, by: usize },
    /// A named argument for which the helper has no parameter.
    Unknown { helper: LinkCallee<'u>, name: &'u str, by: usize },
    /// A required named argument that is missing.
    Missing { helper: LinkCallee<'u>, name: &'u str },
    /// A block that calls a helper which is not a block helper.
    TakesNoBlock { helper: LinkCallee<'u> },
    /// A call of a block helper without a block.
    NeedsBlock { helper: LinkCallee<'u> },
    /// A block helper used as a value.
    BlockIsNoValue { helper: LinkCallee<'u> },
    /// A call of a component that cannot be called, for this reason.
    NotCallable { helper: LinkCallee<'u>, obstacle: &'static str },
    /// A call of a component that escapes in another way.
    OtherEscaping { helper: LinkCallee<'u>, escape: Escape },
    /// A call of a component inside an element whose content is not parsed by the rules of HTML.
    ForeignComponent { helper: LinkCallee<'u> },
    /// A fill, pushed by the op `by`, with elements that would be read by other rules than those of HTML where the component
    /// prints it.
    ForeignFill { helper: LinkCallee<'u>, by: usize },
    /// A required field of a component that is neither an argument nor in the context, which has this shape.
    NoFieldValue { helper: LinkCallee<'u>, name: &'u str, root: &'static Shape },
    /// An inherited field of a component that the data of the template does not have.
    NotInherited { helper: LinkCallee<'u>, name: &'u str },
    /// The value that a field of a component takes from the context, or inherits from the data of the template, has a kind that
    /// it does not accept.
    ContextKind {
        helper: LinkCallee<'u>,
        param: &'static Param,
        name: &'u str,
        shape: &'static Shape,
        from_data: bool,
    },
    /// A fill of a slot that a component does not declare. `by` is the op that pushed it.
    NoSlot { helper: LinkCallee<'u>, name: &'u str, by: usize },
    /// Content of a component that does not take it. `by` is the op that pushed it.
    NoContent { helper: LinkCallee<'u>, by: usize },
    /// A slot that needs a fill and has none.
    NoFill { helper: LinkCallee<'u>, name: &'u str },
    /// A slot with two fills that takes one. `by` is the op that pushed the second.
    SecondFill { helper: LinkCallee<'u>, name: &'u str, by: usize },
    /// A fill with an attribute that its slot does not declare. `by` is the op that pushed the fill.
    NoAttribute { helper: LinkCallee<'u>, slot: &'u str, name: &'u str, by: usize },
    /// A fill without an attribute that its slot needs. `by` is the op that pushed the fill.
    AttributeMissing { helper: LinkCallee<'u>, slot: &'u str, name: &'u str, by: usize },
    /// A fill with more block params than the component yields values. `by` is the op that pushed the fill.
    TooManyParams { helper: LinkCallee<'u>, given: usize, yielded: usize, by: usize },
    /// Markup in the fill of a slot that takes text, or the quote of an attribute in which the slot is printed. `by` is the op
    /// that prints it.
    Markup { helper: LinkCallee<'u>, name: &'u str, has_quote: bool, by: usize },
    /// An attribute that a component does not forward because of its effects. `by` is the op that pushed its value.
    Attribute { name: &'u str, kind: AttributeKind, by: usize },
    /// An attribute that a component adds to those that it forwards, whose value has to be a literal. `by` is the op that
    /// pushed it.
    AddedAttribute { name: &'u str, by: usize },
    /// `attributes` of a value that is not the rest of a call.
    NoAttributes { shape: &'static Shape, by: usize },
    /// A section whose value is a helper.
    HelperSection { by: usize },
}

/// The callee of a call: its specification, and, for a helper that is a value, the op that pushed it.
#[derive(Clone, Copy, Debug)]
pub(super) struct LinkCallee<'u> {
    pub(super) spec: &'u HelperSpec,
    /// The name in messages; empty for a closure.
    pub(super) name: &'u str,
    pub(super) by: Option<usize>,
}

/// The number or the name of an argument.
#[derive(Clone, Copy, Debug)]
pub(super) enum ArgumentRef<'u> {
    /// The number of a positional argument, from 1.
    Number(usize),
    /// The name of a named argument.
    Name(&'u str),
}
