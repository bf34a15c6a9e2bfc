//! The attributes of a struct and of its fields that specify the component.

use proc_macro2::Ident;
use quote::quote_spanned;
use std::mem;
use syn::{
    Attribute, Error, Expr, Field, ItemStruct, Meta, Result, Token, Type,
    ext::IdentExt as _,
    parse::{Parse, ParseStream},
    parse_quote_spanned,
    punctuated::Punctuated,
    spanned::Spanned as _,
    token::Paren,
};
use template_compiler::DeclaredSlot;

/// The maximum number of slots that a component declares.
const MAX_SLOTS: usize = 254;

/// The attributes of a struct and of its fields that specify the component.
#[derive(Default)]
pub(crate) struct ComponentInput {
    pub(super) slots: Vec<Slot>,
    /// For each field of the struct.
    pub(super) fields: Vec<FieldInput>,
}

/// The source of the value of a field.
#[derive(Default)]
pub(super) struct FieldInput {
    /// The value if the argument is left out.
    pub(super) default: Option<Expr>,
    /// Whether it is taken from the data of the calling template.
    pub(super) inherited: bool,
    /// Whether it takes the arguments that no other field takes.
    pub(super) is_rest: bool,
}

/// A slot, as `#[slots(…)]` declares it: `name`, `name?`, `name*`, `name(attribute, attribute?)`, `name: plain`.
pub(super) struct Slot {
    pub(super) name: Ident,
    /// The variant of `SlotCount`.
    pub(super) count: &'static str,
    pub(super) attributes: Vec<SlotAttribute>,
    pub(super) is_plain: bool,
}

/// An attribute of the fills of a slot: `name` or `name?`.
pub(super) struct SlotAttribute {
    pub(super) name: Ident,
    pub(super) is_optional: bool,
}

impl Parse for SlotAttribute {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = Ident::parse_any(input)?;
        if name == "if" {
            let message = "`if` cannot be an attribute of a slot: it is the condition of a fill";
            return Err(Error::new(name.span(), message));
        }
        let is_optional = input.parse::<Option<Token![?]>>()?.is_some();
        Ok(Self { name, is_optional })
    }
}

impl Parse for Slot {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let name = Ident::parse_any(input)?;
        if name == "content" {
            let message =
                "`content` cannot be declared as a slot: `{{yield}}` prints the content of a call";
            return Err(Error::new(name.span(), message));
        }
        let count = if input.parse::<Option<Token![?]>>()?.is_some() {
            "Optional"
        } else if input.parse::<Option<Token![*]>>()?.is_some() {
            "Any"
        } else {
            "One"
        };
        let mut attributes = Vec::new();
        if input.peek(Paren) {
            let list;
            syn::parenthesized!(list in input);
            let parsed = Punctuated::<SlotAttribute, Token![,]>::parse_terminated(&list)?;
            attributes.extend(parsed);
        }
        let is_plain = input.parse::<Option<Token![:]>>()?.is_some();
        if is_plain {
            let word = Ident::parse_any(input)?;
            if word != "plain" {
                let message = "expected `plain`: the fills are text without markup";
                return Err(Error::new(word.span(), message));
            }
            if input.peek(Token![?]) || input.peek(Token![*]) {
                let message =
                    "`?` and `*` must directly follow the name of the slot: write `name?: plain`";
                return Err(input.error(message));
            }
        }
        Ok(Self { name, count, attributes, is_plain })
    }
}

impl ComponentInput {
    /// Removes the attributes that describe the component from a struct, and reads them.
    ///
    /// # Errors
    ///
    /// Returns an error if an attribute is invalid.
    pub(crate) fn take(item: &mut ItemStruct) -> Result<Self> {
        let mut input = Self::default();
        for attribute in take_attributes(&mut item.attrs, &["slots"]) {
            let slots =
                attribute.parse_args_with(Punctuated::<Slot, Token![,]>::parse_terminated)?;
            for slot in slots {
                if input.slots.iter().any(|other| other.name == slot.name) {
                    let message = format!("the slot `{}` is declared twice", slot.name);
                    return Err(Error::new(slot.name.span(), message));
                }
                if input.slots.len() == MAX_SLOTS {
                    let message = format!("a component has at most {MAX_SLOTS} slots");
                    return Err(Error::new(slot.name.span(), message));
                }
                input.slots.push(slot);
            }
        }
        for field in &mut item.fields {
            let taken = FieldInput::take(field)?;
            if taken.is_rest && input.fields.iter().any(|other| other.is_rest) {
                return Err(Error::new_spanned(field, "only one field can have `#[rest]`"));
            }
            input.fields.push(taken);
        }
        Ok(input)
    }

    /// Returns the slots for the compiler.
    pub(crate) fn declared_slots(&self) -> Vec<DeclaredSlot> {
        let name = |ident: &Ident| ident.unraw().to_string();
        let slots = self.slots.iter().map(|slot| DeclaredSlot {
            name: name(&slot.name),
            attributes: slot.attributes.iter().map(|attribute| name(&attribute.name)).collect(),
            is_plain: slot.is_plain,
        });
        slots.collect()
    }

    /// Returns the names of the slots, in the order of their declaration.
    pub(crate) fn slot_names(&self) -> impl Iterator<Item = &Ident> {
        self.slots.iter().map(|slot| &slot.name)
    }
}

impl FieldInput {
    fn take(field: &mut Field) -> Result<Self> {
        let mut input = Self::default();
        for attribute in take_attributes(&mut field.attrs, &["default", "inherit", "rest"]) {
            if attribute.path().is_ident("inherit") {
                attribute.meta.require_path_only()?;
                input.inherited = true;
                continue;
            }
            if attribute.path().is_ident("rest") {
                attribute.meta.require_path_only()?;
                input.is_rest = true;
                continue;
            }
            if input.default.is_some() {
                return Err(Error::new_spanned(
                    attribute,
                    "the default is specified more than once",
                ));
            }
            input.default = Some(match &attribute.meta {
                Meta::Path(path) => {
                    syn::parse2(quote_spanned!(path.span()=> ::core::default::Default::default()))?
                }
                Meta::List(list) => {
                    let given: Expr = list.parse_args()?;
                    if is_printable(&field.ty) {
                        parse_quote_spanned!(given.span()=> ::core::convert::Into::into(#given))
                    } else {
                        given
                    }
                }
                Meta::NameValue(given) => {
                    let message = "write `#[default(…)]`";
                    return Err(Error::new_spanned(given, message));
                }
            });
        }
        Ok(input)
    }
}

/// Returns `true` if a type is `Printable`, whose default is a text or number literal.
fn is_printable(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    path.path.segments.last().is_some_and(|last| last.ident == "Printable")
}

/// Removes the attributes with these names, and returns them.
fn take_attributes(attributes: &mut Vec<Attribute>, names: &[&str]) -> Vec<Attribute> {
    let is_named = |attribute: &Attribute| names.iter().any(|name| attribute.path().is_ident(name));
    let (taken, others) = mem::take(attributes).into_iter().partition(is_named);
    *attributes = others;
    taken
}
