//! Trees: data without a heap whose names are known only at run time.

use super::{
    Data,
    collection::{List, Map, MapData},
    shape::ShapeRef,
    value::Value,
};

/// Data whose names are known only at run time, without a heap: it borrows its text, lists and
/// maps, and can be a `const`.
///
/// A tree can be a field, an item of a list, or, with `#[data(transparent)]`, the whole data of a
/// template. A name that it does not have is null, or an error if the template is
/// `strict`.
///
/// # Examples
///
/// ```
/// use template_runtime::{Template, Tree, template};
///
/// const SITE: Tree<'static> = Tree::Map(&[
///     ("title", Tree::Text("News & more")),
///     ("tags", Tree::List(&[Tree::Text("a"), Tree::Int(2), Tree::Bool(true)])),
/// ]);
///
/// template! {
///     #[data(transparent)]
///     struct Page<'a>(Tree<'a>);
///
///     "{{title}}:{{#each tags}} {{this}}{{/each}} {{tags.0}}{{nothing}}"
/// }
///
/// assert_eq!(Page(SITE).render_into(&mut [0; 64])?, "News &amp; more: a 2 true a");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Tree<'a> {
    /// Null.
    #[default]
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A floating-point number.
    Float(f64),
    /// Text.
    Text(&'a str),
    /// A list.
    List(&'a [Tree<'a>]),
    /// The entries of a map, in order. A lookup is a linear search for the first
    /// entry with the name.
    Map(&'a [(&'a str, Tree<'a>)]),
}

impl<'a> Tree<'a> {
    /// Returns the entries of a map, and an empty slice for other trees.
    fn entries(&self) -> &'a [(&'a str, Self)] {
        match *self {
            Self::Map(entries) => entries,
            _ => &[],
        }
    }
}

impl Data for Tree<'_> {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    #[inline]
    fn value(&self) -> Value<'_> {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Int(value) => Value::Int(*value),
            Self::Float(value) => Value::Float(*value),
            Self::Text(text) => Value::Text(text),
            Self::List(items) => Value::List(List::new(items)),
            Self::Map(_) => Value::Map(Map::new(self)),
        }
    }
}

/// The entries of [`Tree::Map`]; other trees have none.
impl MapData for Tree<'_> {
    fn count(&self) -> usize {
        self.entries().len()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        self.entries().iter().find(|(key, _)| *key == name).map(|(_, tree)| tree.value())
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let Some((name, tree)) = self.entries().get(index) else { return false };
        *key = Value::Text(name);
        *value = tree.value();
        true
    }
}

/// Implements `From` for the types of leaves.
macro_rules! leaves {
    ($($ty:ty => $leaf:ident),*) => { $(
        impl<'a> From<$ty> for Tree<'a> {
            fn from(value: $ty) -> Self {
                Self::$leaf(value)
            }
        }
    )* };
}

leaves! { bool => Bool, i64 => Int, f64 => Float, &'a str => Text }
