//! The specification of a helper: its parameters and its result, for the type check of calls.

use super::{
    Data,
    safe::SafeKind,
    shape::{Kind, ShapeRef, const_str_eq},
    value::{LENGTH, parse_index},
};
use template_bytecode::{CONTEXT, Escape};

/// The specification of a helper: its parameters and its result.
#[derive(Clone, Copy, Debug)]
pub struct HelperSpec {
    /// The name of the helper in the template; empty for a closure.
    pub name: &'static str,
    /// The signature as written in Rust, if it is known because of `#[helper]`.
    pub signature: Option<&'static str>,
    /// The positional parameters, in order.
    pub positional: &'static [Param],
    /// Whether it takes any number of further positional arguments: a rest parameter.
    pub rest: bool,
    /// The named parameters.
    pub named: &'static [NamedParam],
    /// Whether it takes any number of further named arguments.
    pub named_rest: bool,
    /// Whether it is called with a block.
    pub block: BlockUse,
    /// If the helper sets the context of its block: the names that it passes to the block as `@name`.
    pub block_data: Option<&'static [&'static str]>,
    /// The shape of its result.
    pub result: ShapeRef,
    /// The additional specification of a component, or `None` for a helper. The fields of a component are named parameters.
    pub component: Option<&'static ComponentSpec>,
}

/// Whether a helper is called with a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockUse {
    /// Only without a block.
    Never,
    /// With a block, or without one.
    Optional,
    /// Only with a block.
    Always,
}

/// The specification of a component, in addition to its specification as a helper.
#[derive(Clone, Copy, Debug)]
pub struct ComponentSpec {
    /// The slots that it declares, in order, without its content.
    pub slots: &'static [SlotSpec],
    /// Whether it takes content: prints it, or asks whether there is any.
    pub content: bool,
    /// For each field, whether it is inherited from the data of the calling template if the call does not pass it. Trailing
    /// fields that are not inherited may be absent.
    pub inherited: &'static [bool],
    /// The yielded values, first for the content, and then for each slot. Trailing slots to which nothing is yielded may be
    /// absent.
    pub yields: &'static [&'static [YieldedValue]],
    /// Whether the component accepts other arguments as attributes.
    pub rest: bool,
    /// The escaper of `{{…}}`.
    pub escape: Escape,
    /// Whether calls are allowed only where browsers parse all elements as HTML elements, and not, for example, in `<svg>`.
    pub needs_html: bool,
    /// The numbers of the slots that the component prints where browsers parse elements by other rules; 0 is the content.
    pub foreign_slots: &'static [u8],
    /// The reason why the component cannot be called, or `None` if it can.
    pub obstacle: Option<&'static str>,
}

impl ComponentSpec {
    /// Returns the specification of a component that cannot be called, with the reason.
    #[must_use]
    pub const fn with_obstacle(reason: &'static str) -> Self {
        Self { needs_html: false, obstacle: Some(reason), ..Self::PLAIN }
    }

    /// The specification of a component that prints HTML and has neither content nor slots nor inherited fields.
    pub const PLAIN: Self = Self {
        slots: &[],
        content: false,
        inherited: &[],
        yields: &[],
        rest: false,
        escape: Escape::Html,
        needs_html: true,
        foreign_slots: &[],
        obstacle: None,
    };
}

/// A value that a component yields, as known at compile time.
#[derive(Clone, Copy, Debug)]
pub struct YieldedValue {
    /// The shape, as far as it is known from the types of the fields.
    pub shape: ShapeRef,
    /// The path from the fields to the value, or an empty path if there is none.
    pub path: &'static [YieldedStep],
}

/// A step of the path to a value that a component yields.
#[derive(Clone, Copy, Debug)]
pub enum YieldedStep {
    /// The field with a name.
    Field(&'static str),
    /// An item of a list, or a value of a map.
    Item,
}

/// Returns the shape of the value that a path leads to, given the shape of the first value. The result is [`Kind::Any`] for paths
/// of dynamic values, and for paths that do not exist, which the linker reports in the component itself.
#[must_use]
pub const fn yielded_shape(from: ShapeRef, path: &[YieldedStep]) -> ShapeRef {
    let mut shape = from;
    let mut i = 0;
    while i < path.len() {
        let peeled = shape.get().peel();
        shape = match path[i] {
            YieldedStep::Field(name) => match (peeled.index_of(name), &peeled.kind) {
                (Some(index), _) => peeled.fields()[index].shape,
                (None, Kind::Map(item)) => *item,
                (None, Kind::List(item)) if parse_index(name).is_some() => *item,
                (None, Kind::List(_) | Kind::Text | Kind::Displayed | Kind::Safe(_))
                    if const_str_eq(name, LENGTH) =>
                {
                    i64::SHAPE
                }
                _ => return ShapeRef::ANY,
            },
            YieldedStep::Item => match &peeled.kind {
                Kind::List(item) | Kind::Map(item) => *item,
                _ => return ShapeRef::ANY,
            },
        };
        i += 1;
    }
    shape
}

/// A slot of a component.
#[derive(Clone, Copy, Debug)]
pub struct SlotSpec {
    /// The name.
    pub name: &'static str,
    /// The number of fills that it takes.
    pub count: SlotCount,
    /// Whether its fills are text without markup.
    pub plain: bool,
    /// The quotes of the attributes in which the component prints the slot. Fills must not contain them.
    pub quotes: &'static str,
    /// The attributes of its fills.
    pub attributes: &'static [SlotAttribute],
}

/// The number of fills that a slot takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotCount {
    /// Exactly one.
    One,
    /// At most one.
    Optional,
    /// Any number.
    Any,
}

/// An attribute of the fills of a slot.
#[derive(Clone, Copy, Debug)]
pub struct SlotAttribute {
    /// The name.
    pub name: &'static str,
    /// Whether it may be absent.
    pub optional: bool,
}

impl HelperSpec {
    /// The specification of a helper without a name and parameters, and with a result of any kind.
    pub const NOTHING: Self = Self {
        name: "",
        signature: None,
        positional: &[],
        rest: false,
        named: &[],
        named_rest: false,
        block: BlockUse::Never,
        block_data: None,
        result: ShapeRef::ANY,
        component: None,
    };

    /// Returns `true` if code of the user checks the argument of a named parameter.
    #[must_use]
    pub const fn has_checks(&self) -> bool {
        let mut i = 0;
        while i < self.named.len() {
            if self.named[i].param.checked {
                return true;
            }
            i += 1;
        }
        false
    }

    /// The specification of a [plain](ComponentSpec::PLAIN) component.
    pub const PLAIN_COMPONENT: Self =
        Self { component: Some(&ComponentSpec::PLAIN), ..Self::NOTHING };

    /// Returns the specification with another name.
    #[must_use]
    pub const fn called(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Returns the minimum number of positional arguments. Trailing optional parameters need no
    /// argument.
    #[must_use]
    pub const fn required(&self) -> usize {
        let mut count = self.positional.len();
        while count > 0 && self.positional[count - 1].optional {
            count -= 1;
        }
        count
    }

    /// Returns `true` if there are required parameters.
    #[must_use]
    pub const fn needs_arguments(&self) -> bool {
        let mut i = 0;
        while i < self.named.len() {
            if !self.named[i].param.optional && !const_str_eq(self.named[i].name, CONTEXT) {
                return true;
            }
            i += 1;
        }
        self.required() > 0
    }

    /// Returns `true` if the helper can be called with `given` positional arguments.
    #[must_use]
    pub const fn takes(&self, given: usize) -> bool {
        given >= self.required() && (self.rest || given <= self.positional.len())
    }

    /// Returns `true` if the helper can be called with a block.
    #[must_use]
    pub const fn takes_block(&self) -> bool {
        !matches!(self.block, BlockUse::Never)
    }

    /// Returns `true` if the helper can only be called with a block.
    #[must_use]
    pub const fn needs_block(&self) -> bool {
        matches!(self.block, BlockUse::Always)
    }

    /// Returns `true` if the helper needs the context of its call.
    #[must_use]
    pub const fn takes_context(&self) -> bool {
        self.index_of(CONTEXT).is_some()
    }

    /// Returns the index of the named parameter called `name`, and `None` if there is none.
    #[must_use]
    pub const fn index_of(&self, name: &str) -> Option<usize> {
        let mut i = 0;
        while i < self.named.len() {
            if const_str_eq(self.named[i].name, name) {
                return Some(i);
            }
            i += 1;
        }
        None
    }
}

/// A parameter of a helper.
#[derive(Clone, Copy, Debug)]
pub struct Param {
    /// The values that it accepts.
    pub kind: ParamKind,
    /// A description of the accepted values, with an article; for [`ParamKind::Reference`] the name of the
    /// type, and for [`ParamKind::Slice`] the name of the type of the items.
    pub wants: &'static str,
    /// Whether the argument may be absent or null.
    pub optional: bool,
    /// Whether code of the user checks the argument (`#[data(try_from)]`).
    pub checked: bool,
}

impl Param {
    /// Returns a parameter that is required, and accepts all values of a kind.
    #[must_use]
    pub const fn new(kind: ParamKind, wants: &'static str) -> Self {
        Self { kind, wants, optional: false, checked: false }
    }

    /// Returns the parameter, made optional.
    #[must_use]
    pub const fn or_default(self) -> Self {
        Self { optional: true, ..self }
    }
}

/// The phrase before the required kind of the items of a list, in messages.
pub(crate) const ITEMS: &str = "a list, each item ";

/// A named parameter.
#[derive(Clone, Copy, Debug)]
pub struct NamedParam {
    /// The name.
    pub name: &'static str,
    /// The accepted values, and whether it is optional.
    pub param: Param,
}

/// The values that a parameter accepts.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum ParamKind {
    /// All values.
    Any,
    /// All printable values.
    Printable,
    /// `true` and `false`.
    Bool,
    /// Integers in the range of the type of the parameter. The bounds are clamped to the range of
    /// `i64`.
    Integer {
        /// The minimum.
        least: i64,
        /// The maximum.
        most: i64,
    },
    /// All numbers.
    Number,
    /// One character.
    Char,
    /// Text.
    Text,
    /// Text that is trusted in one HTML context, such as [`SafeHtml`](crate::SafeHtml).
    Safe(SafeKind),
    /// Text and lists.
    TextOrList,
    /// Text, lists, maps and objects.
    Countable,
    /// Lists.
    List,
    /// Maps.
    Map,
    /// Objects.
    Object,
    /// Values of one type: a struct, an enum, a list or a map.
    Reference(ShapeRef),
    /// Lists whose items have one type and are contiguous in memory.
    Slice(ShapeRef),
    /// Lists whose items a parameter of another type accepts.
    Items(&'static Param),
    /// Helpers.
    Helper,
    /// Templates.
    Template,
    /// The values of an enum without fields; a text literal may name one of its variants.
    Variant(&'static [&'static str], ShapeRef),
    /// No values: the type of a component's field is not supported in templates.
    Nothing,
}
