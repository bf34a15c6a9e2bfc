use super::{
    Data,
    collection::{List, Map, MapData},
    shape::ShapeRef,
    value::Value,
};

/// Holds data whose names are known only while a template runs, without a heap: it borrows its
/// texts, lists and maps, and can be a `const`.
///
/// As a field, as an item of a list, or, under `#[data(transparent)]`, as the whole data of a
/// template. A name that it does not have is null, or an error if the template is `strict`.
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
pub enum Tree<'a> {
    /// Nothing.
    #[default]
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Float(f64),
    /// Text.
    Text(&'a str),
    /// Items in a row.
    List(&'a [Tree<'a>]),
    /// Items under names, in this order. They are searched one after the other; of two with the
    /// same name the first is found.
    Map(&'a [(&'a str, Tree<'a>)]),
}

impl<'a> Tree<'a> {
    /// Gives the entries of a map, and none for other trees.
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

/// `From` for what a leaf of a tree holds.
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
