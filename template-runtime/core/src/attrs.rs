//! Attributes that a component forwards to an element.

use crate::{
    data::{Args, Data, Kind, LENGTH, Map, MapData, Shape, ShapeRef, Value},
    error::{ErrorKind, HelperError},
    output::{Out, print_in_context},
};
use core::fmt;
use template_bytecode::{Escape, html::AttributeKind};

/// The arguments of a component call that are not fields, as attributes: the type of the field with `#[rest]`.
///
/// `{{attributes rest class="field"}}` prints the attributes in a tag, each preceded by a space, together with the attributes
/// that are named in this tag. If both have a `class`, the values are joined. An attribute is omitted if its value is null or
/// `false`, and is printed without a value if it is `true`; if the name begins with `aria-` or `data-`, `true` and `false`
/// are printed as text. HTML, such as a [`SafeHtml`](crate::SafeHtml) or the output of a template, is printed without its
/// tags, as in `title="{{html}}"`.
///
/// In a template, `rest.id` is the attribute `id`, `rest.length` is the number of attributes that the call passes, and `rest` is
/// true in a condition if there are any attributes.
///
/// # Examples
///
/// ```
/// use template_runtime::{Attrs, Template, template};
///
/// template! {
///     struct Field<'a> {
///         name: &'a str,
///         #[rest]
///         rest: Attrs<'a>,
///     }
///     r#"<input name="{{name}}"{{attributes rest class="field"}}>"#
/// }
///
/// template! {
///     struct Form<'a> {
///         hint: &'a str,
///     }
///     r#"{{> Field name="title" aria-label=hint required=true}}"#
/// }
///
/// assert_eq!(
///     Form { hint: "a & b" }.render()?,
///     r#"<input name="title" aria-label="a &amp; b" required class="field">"#,
/// );
/// // If no template calls the component, there are no attributes.
/// let field = Field { name: "title", rest: Attrs::default() };
/// assert_eq!(field.render()?, r#"<input name="title" class="field">"#);
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[derive(Clone, Copy, Default)]
#[doc(alias("attributes", "rest", "spread", "splattributes"))]
pub struct Attrs<'a> {
    names: &'a [&'a str],
    /// For each name the index of a field, an [`AttributeUse`], or [`FORWARDED`].
    fields: &'a [u8],
    values: &'a [Value<'a>],
}

/// The shape of [`Attrs`].
static SHAPE: Shape = Shape { name: "Attrs", kind: Kind::Map(ShapeRef::ANY) };

impl<'a> Attrs<'a> {
    /// Returns the arguments of a call that no field takes.
    #[doc(hidden)]
    #[must_use]
    pub fn of(args: &Args<'a, 'a>) -> Self {
        let values = args.values.get(args.positional().len()..).unwrap_or_default();
        Self { names: args.names(), fields: args.params(), values }
    }

    /// Returns `true` if the shape describes [`Attrs`].
    pub(crate) const fn is_shape(shape: &Shape) -> bool {
        crate::data::const_str_eq(shape.name, SHAPE.name) && matches!(shape.kind, Kind::Map(_))
    }

    /// Returns an iterator over the attributes, as pairs of name and value, in the order of the call.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, Value<'a>)> + use<'a> {
        self.entries().map(|(name, _, value)| (name, value))
    }

    /// Returns an iterator over the attributes with their uses.
    fn entries(&self) -> impl Iterator<Item = (&'a str, u8, Value<'a>)> + use<'a> {
        let given = self.names.iter().zip(self.fields).zip(self.values);
        given.flat_map(|((name, usage), value)| {
            let own = (*usage >= AttributeUse::FIRST).then_some((*name, *usage, *value));
            let forwarded = match value {
                Value::Map(map) if *usage == FORWARDED => Some(*map),
                _ => None,
            };
            own.into_iter().chain(forwarded.into_iter().flat_map(forwarded_entries))
        })
    }
}

/// Returns an iterator over the attributes that a component forwards to another component, with their uses.
fn forwarded_entries<'a>(map: Map<'a>) -> impl Iterator<Item = (&'a str, u8, Value<'a>)> {
    map.iter().enumerate().filter_map(move |(index, (name, value))| match name {
        Value::Text(name) => Some((name, map.attribute_use(index)?, value)),
        _ => None,
    })
}

impl fmt::Debug for Attrs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Data for Attrs<'_> {
    const SHAPE: ShapeRef = ShapeRef::new(&SHAPE);

    fn value(&self) -> Value<'_> {
        Value::Map(Map::new(self))
    }
}

impl MapData for Attrs<'_> {
    fn count(&self) -> usize {
        self.iter().count()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        let given = self.iter().find(|(key, _)| *key == name).map(|(_, value)| value);
        given.or_else(|| (name == LENGTH).then(|| self.count().into()))
    }

    fn is_true(&self) -> bool {
        self.iter().next().is_some()
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let Some((name, found)) = self.iter().nth(index) else { return false };
        *key = Value::Text(name);
        *value = found;
        true
    }

    fn attribute_use(&self, index: usize) -> Option<u8> {
        self.entries().nth(index).map(|(_, usage, _)| usage)
    }
}

/// Stored by the linker instead of the index of a field, for an argument whose value is the attributes of the calling component.
pub(crate) const FORWARDED: u8 = AttributeUse::FIRST - 1;

/// The escaping of the value of a forwarded attribute. The linker stores it instead of the index of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum AttributeUse {
    /// The value is a style sheet.
    Style = AttributeUse::FIRST,
    /// The value is part of a script.
    Script,
    /// The value is a list of URLs with sizes.
    Srcset,
    /// The value is the URL of a resource that the page loads.
    ResourceUrl,
    /// The value is any other URL.
    Url,
    /// The value is text.
    Text,
}

impl AttributeUse {
    /// The smallest use: smaller numbers are indices of fields.
    const FIRST: u8 = u8::MAX - 5;

    /// Returns the use of an attribute of this kind, and whether its value may come from the data. A literal was written by
    /// the author of the template, and is printed unchanged.
    pub(crate) const fn of(kind: AttributeKind, is_literal: bool) -> (Self, bool) {
        match kind {
            AttributeKind::Text | AttributeKind::Boolean => (Self::Text, true),
            AttributeKind::Invalid => (Self::Text, false),
            // Its value determines which values of other attributes are safe.
            AttributeKind::Meaning => (Self::Text, false),
            _ if is_literal => (Self::Text, true),
            AttributeKind::Code => (Self::Text, false),
            AttributeKind::Url => (Self::Url, true),
            AttributeKind::ResourceUrl => (Self::ResourceUrl, true),
            AttributeKind::Srcset => (Self::Srcset, true),
            AttributeKind::Script => (Self::Script, true),
            AttributeKind::Style => (Self::Style, true),
        }
    }

    /// Returns the escaper for a use; `urls` is the escaper for URLs.
    const fn escape(usage: u8, urls: Escape) -> Escape {
        const STYLE: u8 = AttributeUse::Style as u8;
        const SCRIPT: u8 = AttributeUse::Script as u8;
        const SRCSET: u8 = AttributeUse::Srcset as u8;
        const RESOURCE_URL: u8 = AttributeUse::ResourceUrl as u8;
        const URL: u8 = AttributeUse::Url as u8;
        match usage {
            STYLE => Escape::StyleInAttribute,
            SCRIPT => Escape::ScriptInAttribute,
            SRCSET => Escape::Srcset,
            RESOURCE_URL => Escape::ResourceUrl,
            URL => urls,
            _ => Escape::Attribute,
        }
    }
}

/// Prints the attributes `rest`, and those that the component adds, `names` with their `values`. Forwarded URLs are escaped
/// by `urls`.
///
/// # Errors
///
/// Returns an error if an attribute is set twice, if its value cannot be printed, or if `rest` is not a map of attributes.
pub(crate) fn print_attributes<'o>(
    mut out: Out<'o>,
    (rest, urls): (&Value<'_>, Escape),
    names: &[&str],
    values: &[Value<'_>],
) -> Result<Out<'o>, ErrorKind> {
    let own = |name: &str| {
        let at = names.iter().position(|own| *own == name)?;
        values.get(at).filter(|value| !is_left_out(name, value))
    };
    let not_attributes = || ErrorKind::NotPrintable { got: rest.kind() };
    let Value::Map(rest) = *rest else { return Err(not_attributes()) };
    let mut has_class = false;
    for (index, (name, value)) in rest.iter().enumerate() {
        let Value::Text(name) = name else { continue };
        if is_left_out(name, &value) {
            continue;
        }
        if name == CLASS {
            if !has_class {
                has_class = true;
                let values = || own(name).copied().into_iter().chain(given(rest, name));
                let is_alone = values().count() == 1;
                out = attribute(out, TEXT_CLASS, is_alone, &mut values())?;
            }
            continue;
        }
        if own(name).is_some() || given(rest, name).count() > 1 {
            return Err(given_twice(name));
        }
        let usage = rest.attribute_use(index).ok_or_else(not_attributes)?;
        let escape = AttributeUse::escape(usage, urls);
        out = attribute(out, (name, escape), true, &mut [value].into_iter())?;
    }
    for (name, value) in names.iter().zip(values) {
        // Not a lookup, which finds `length`.
        if given(rest, name).next().is_none() {
            out = attribute(out, (name, Escape::Attribute), true, &mut [*value].into_iter())?;
        }
    }
    Ok(out)
}

/// Returns an iterator over the values that a call passes for an attribute. There may be several if the calling component
/// forwards attributes.
fn given<'a>(rest: Map<'a>, name: &str) -> impl Iterator<Item = Value<'a>> {
    let of_name = move |(given, value): (Value<'a>, Value<'a>)| match given {
        Value::Text(given) if given == name && !is_left_out(name, &value) => Some(value),
        _ => None,
    };
    rest.iter().filter_map(of_name)
}

/// The attribute whose values are joined.
const CLASS: &str = "class";

const TEXT_CLASS: (&str, Escape) = (CLASS, Escape::Attribute);

#[cold]
fn given_twice(name: &str) -> ErrorKind {
    ErrorKind::Helper(HelperError::new(format_args!(
        "the attribute `{name}` is specified more than once"
    )))
}

/// Returns `true` if an attribute prints `true` and `false` as text.
fn is_text(name: &str) -> bool {
    name.starts_with("aria-") || name.starts_with("data-")
}

/// Returns `true` if an attribute is omitted because of its value.
fn is_left_out(name: &str, value: &Value<'_>) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value && !is_text(name),
        _ => false,
    }
}

/// Prints an attribute whose values are separated by spaces.
///
/// # Errors
///
/// Returns an error if a value cannot be printed.
fn attribute<'o>(
    mut out: Out<'o>,
    (name, escape): (&str, Escape),
    is_alone: bool,
    values: &mut dyn Iterator<Item = Value<'_>>,
) -> Result<Out<'o>, ErrorKind> {
    let mut begun = false;
    for value in values.filter(|value| !is_left_out(name, value)) {
        if let Value::Bool(true) = value
            && !is_text(name)
        {
            // An attribute with another value has that.
            if !begun && is_alone {
                out = out.str(" ").str(name);
            }
            continue;
        }
        out = if begun { out.str(" ") } else { out.str(" ").str(name).str("=\"") };
        begun = true;
        out = print_in_context(out, &value, escape)?;
    }
    Ok(if begun { out.str("\"") } else { out })
}
