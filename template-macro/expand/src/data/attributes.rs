//! `#[data(…)]` on fields and variants.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{
    Attribute, Error, Expr, LitStr, Member, Path, Result, ext::IdentExt as _, spanned::Spanned as _,
};

/// The message for an unknown argument.
const EXPECTED: &str = "expected `rename = \"…\"`, `skip`, `display`, `list`, `map`, `display_keys`, or `with = function`";

/// The arguments of `#[data(…)]` on a field or a variant.
#[derive(Default)]
pub(super) struct Attributes {
    /// `rename = "…"`.
    pub(super) rename: Option<LitStr>,
    /// `skip`.
    pub(super) skip: bool,
    /// How templates read the field.
    pub(super) mode: ReadMode,
}

/// How templates read a field.
#[derive(Clone, Default)]
pub(super) enum ReadMode {
    /// Through its implementation of `Data`.
    #[default]
    Data,
    /// Through the trait `ReadAs`, with the type `mode` as its argument.
    As { mode: TokenStream, by: ValueTrait },
    /// `with = …`: through the result of this function.
    With(Box<Expr>),
}

/// The trait through which the values in a field are read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueTrait {
    Data,
    Display,
    Template,
}

/// The arguments that specify how a field is read.
#[derive(Default)]
struct ModeArguments {
    display: Option<Path>,
    list: Option<Path>,
    map: Option<Path>,
    display_keys: Option<Path>,
    with: Option<(Path, Expr)>,
}

impl ModeArguments {
    /// Returns the mode that the arguments specify. `skip` is the argument of that name.
    ///
    /// # Errors
    ///
    /// Returns an error if the arguments contradict each other.
    fn mode(self, skip: Option<&Path>) -> Result<ReadMode> {
        let private = quote!(::template_runtime::__private);
        let (by, items) = match self.display {
            Some(_) => (ValueTrait::Display, quote!(ByDisplay)),
            None => (ValueTrait::Data, quote!(ByData)),
        };
        let given = [&self.display, &self.list, &self.map, &self.display_keys];
        let first = given.into_iter().flatten().next().or(self.with.as_ref().map(|(path, _)| path));
        if let (Some(skip), Some(_)) = (skip, first) {
            let message = "a field with `skip` is not read: remove the other arguments";
            return Err(Error::new_spanned(skip, message));
        }
        if let (Some((with, _)), Some(_)) = (&self.with, given.into_iter().flatten().next()) {
            let message = "`with` cannot be combined with other arguments: remove them, or return the value to read from the function";
            return Err(Error::new_spanned(with, message));
        }
        match self {
            Self { list: Some(_), map: Some(map), .. }
            | Self { list: Some(_), display_keys: Some(map), .. } => {
                Err(Error::new_spanned(map, "a field cannot be both a `list` and a `map`"))
            }
            Self { with: Some((_, function)), .. } => Ok(ReadMode::With(Box::new(function))),
            Self { list: Some(_), .. } => {
                Ok(ReadMode::As { mode: quote!(#private::AsList<#private::#items>), by })
            }
            Self { display_keys: Some(_), .. } => Ok(ReadMode::As {
                mode: quote!(#private::AsMap<#private::#items, #private::ByDisplay>),
                by,
            }),
            Self { map: Some(_), .. } => {
                Ok(ReadMode::As { mode: quote!(#private::AsMap<#private::#items>), by })
            }
            Self { display: Some(_), .. } => {
                Ok(ReadMode::As { mode: quote!(#private::ByDisplay), by })
            }
            _ => Ok(ReadMode::Data),
        }
    }
}

impl Attributes {
    /// Parses the attributes of a field.
    pub(super) fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut parsed = Self::default();
        let mut modes = ModeArguments::default();
        let mut skip = None;
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("data")) {
            attribute.parse_nested_meta(|meta| {
                let twice =
                    |name: &str| Err(meta.error(format!("`{name}` is specified more than once")));
                let path = meta.path.clone();
                let Some(name) = path.get_ident().map(ToString::to_string) else {
                    return Err(meta.error(EXPECTED));
                };
                let word = match name.as_str() {
                    "rename" if parsed.rename.is_some() => return twice("rename"),
                    "rename" => {
                        parsed.rename = Some(meta.value()?.parse()?);
                        return Ok(());
                    }
                    "with" if modes.with.is_some() => return twice("with"),
                    "with" => {
                        let function: Expr = meta.value()?.parse()?;
                        if let Expr::Lit(_) = function {
                            let message = "`with` needs a function: write its path without quotes, or a closure";
                            return Err(Error::new_spanned(function, message));
                        }
                        modes.with = Some((path, function));
                        return Ok(());
                    }
                    "skip" => &mut skip,
                    "display" => &mut modes.display,
                    "list" => &mut modes.list,
                    "map" => &mut modes.map,
                    "display_keys" => &mut modes.display_keys,
                    _ => return Err(meta.error(EXPECTED)),
                };
                if word.is_some() {
                    return twice(&name);
                }
                *word = Some(path);
                Ok(())
            })?;
        }
        parsed.skip = skip.is_some();
        parsed.mode = modes.mode(skip.as_ref())?;
        Ok(parsed)
    }

    /// Parses the attributes of a variant, which cannot specify how it is read.
    pub(super) fn parse_variant(attributes: &[Attribute]) -> Result<Self> {
        let parsed = Self::parse(attributes)?;
        match parsed.mode {
            ReadMode::Data => Ok(parsed),
            ReadMode::As { .. } | ReadMode::With(_) => {
                let attribute =
                    attributes.iter().find(|attribute| attribute.path().is_ident("data"));
                let message =
                    "expected `rename = \"…\"` or `skip`; the other arguments are for fields";
                Err(Error::new_spanned(attribute, message))
            }
        }
    }

    /// Returns the name of a field or a variant in templates, and the span of the name.
    pub(super) fn name(&self, member: &Member) -> (String, Span) {
        match (&self.rename, member) {
            (Some(name), _) => (name.value(), name.span()),
            (None, Member::Named(name)) => (name.unraw().to_string(), name.span()),
            (None, Member::Unnamed(index)) => (index.index.to_string(), index.span()),
        }
    }
}

/// Adds a name to `names`.
///
/// # Errors
///
/// Returns an error if the name exists already; `message` returns the message for a name.
pub(super) fn insert_unique(
    names: &mut Vec<String>,
    (name, span): &(String, Span),
    message: impl FnOnce(&str) -> String,
) -> Result<()> {
    if names.contains(name) {
        return Err(Error::new(*span, message(name)));
    }
    names.push(name.clone());
    Ok(())
}
