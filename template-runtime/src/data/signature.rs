//! What link knows of a helper: its parameters and its result.

#![forbid(unsafe_code)]

use super::shape::{ShapeRef, same};

/// What is known of a helper before it is called.
#[derive(Clone, Copy, Debug)]
pub struct HelperSpec {
    /// The helper, as the template names it; nothing for a closure, which has no name.
    pub name: &'static str,
    /// Its signature as it is written, where `#[helper]` has read it.
    pub signature: Option<&'static str>,
    /// The positional parameters, in order.
    pub positional: &'static [Param],
    /// Whether it takes any number of further positional arguments.
    pub rest: bool,
    /// The named parameters.
    pub named: &'static [NamedParam],
    /// Whether it is called with a block.
    pub block: bool,
    /// What it returns.
    pub result: ShapeRef,
}

impl HelperSpec {
    /// A helper without parameters, of whose result nothing is known.
    pub const NOTHING: Self = Self {
        name: "",
        signature: None,
        positional: &[],
        rest: false,
        named: &[],
        block: false,
        result: ShapeRef::ANY,
    };

    /// The same helper under another name.
    #[must_use]
    pub const fn called(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Tells how many positional arguments it needs at least: the optional parameters at the end
    /// need none.
    #[must_use]
    pub const fn required(&self) -> usize {
        let mut count = self.positional.len();
        while count > 0 && self.positional[count - 1].optional {
            count -= 1;
        }
        count
    }

    /// Whether it may be called with so many positional arguments.
    #[must_use]
    pub const fn takes(&self, given: usize) -> bool {
        given >= self.required() && (self.rest || given <= self.positional.len())
    }

    /// Gives the index of the parameter called `name`.
    #[must_use]
    pub const fn index_of(&self, name: &str) -> Option<usize> {
        let mut i = 0;
        while i < self.named.len() {
            if same(self.named[i].name, name) {
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
    /// Which values it takes.
    pub kind: ParamKind,
    /// The same in words, with an article; for [`ParamKind::Reference`] the name of the type.
    pub wants: &'static str,
    /// Whether the argument may be absent or null.
    pub optional: bool,
}

impl Param {
    /// The same parameter, whose argument need not be given.
    #[must_use]
    pub const fn or_default(self) -> Self {
        Self { optional: true, ..self }
    }
}

/// A parameter that is given by name.
#[derive(Clone, Copy, Debug)]
pub struct NamedParam {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub param: Param,
}

/// Which values a parameter takes.
#[derive(Clone, Copy, Debug)]
pub enum ParamKind {
    /// All.
    Any,
    /// All that can be printed.
    Printable,
    /// `true` and `false`.
    Bool,
    /// Whole numbers in the range of the parameter's type, which is this as far as an `i64` can be in it.
    Integer {
        /// The least.
        least: i64,
        /// The greatest.
        most: i64,
    },
    /// All numbers.
    Number,
    /// One character.
    Char,
    /// Text.
    Text,
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
    /// Objects of one type.
    Reference(ShapeRef),
    /// Helpers.
    Helper,
}
