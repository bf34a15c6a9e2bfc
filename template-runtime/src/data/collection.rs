//! Lists, maps and objects: what their types do for templates, and how values borrow them.

use super::{
    shape::{FieldShape, Kind, Shape},
    value::Value,
};
use core::any::Any;

/// What a list type does for templates; implement it to show a collection of your own as a
/// [`Value::List`].
pub trait ListData {
    /// Tells how many items there are.
    fn count(&self) -> usize;

    /// Puts the item at `index`, counted from 0, into `item`. False when there is none.
    ///
    /// (Values are written where they are to be: copying one that has just been written makes most
    /// processors wait.)
    fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool;
}

/// What a map type does for templates; implement it to show a map of your own as a [`Value::Map`].
pub trait MapData {
    /// Tells how many entries there are.
    fn count(&self) -> usize;

    /// Gives what stands under `name`.
    fn lookup(&self, name: &str) -> Option<Value<'_>>;

    /// Puts the key and the value of entry `index`, in the order of the map, into `key` and
    /// `value`. False when there is none. For maps that find their way by key, `key` holds that of
    /// the entry before it, or null for the first.
    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool;
}

/// What `#[derive(Data)]` does for a struct or an enum: its fields by dense index.
pub trait ObjectData {
    /// Gives the shape, whose fields have the same indexes.
    fn shape(&self) -> &'static Shape;

    /// Gives the field at `index`, and null where there is none.
    fn field(&self, index: usize) -> Value<'_>;

    /// Gives the text of an object that prints as one: the name of a variant without fields.
    fn text(&self) -> Option<&'static str> {
        None
    }

    /// Gives the object itself, for helpers that take a reference to its type. Types with lifetimes
    /// or type parameters have none.
    fn any(&self) -> Option<&dyn Any> {
        None
    }
}

/// A list, borrowed from the data.
#[derive(Clone, Copy)]
pub struct List<'v>(&'v dyn ListData);

impl<'v> List<'v> {
    /// Shows a collection as a list.
    #[must_use]
    #[inline]
    pub fn new(data: &'v dyn ListData) -> Self {
        Self(data)
    }

    /// Tells how many items there are.
    #[must_use]
    #[inline]
    pub fn len(self) -> usize {
        self.0.count()
    }

    /// Whether there are none.
    #[must_use]
    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Gives the item at `index`, counted from 0.
    #[must_use]
    #[inline]
    pub fn get(self, index: usize) -> Option<Value<'v>> {
        let mut item = Value::Null;
        self.put(index, &mut item).then_some(item)
    }

    /// Puts the item at `index` into `item`. False when there is none.
    #[inline]
    pub(crate) fn put(self, index: usize, item: &mut Value<'v>) -> bool {
        self.0.item(index, item)
    }

    /// Goes through the items.
    pub fn iter(self) -> impl Iterator<Item = Value<'v>> {
        (0..self.len()).map_while(move |index| self.get(index))
    }
}

/// Items of a list: `len` of them, from `start` on.
#[derive(Clone, Copy)]
pub struct View<'v> {
    /// The list.
    pub(crate) list: List<'v>,
    /// The first of the items.
    pub(crate) start: usize,
    /// How many there are.
    pub(crate) len: usize,
    /// Whether the last comes first.
    pub(crate) backward: bool,
}

impl ListData for View<'_> {
    fn count(&self) -> usize {
        self.len
    }

    fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
        let Some(behind) = self.len.checked_sub(index).and_then(|rest| rest.checked_sub(1)) else {
            return false;
        };
        let list: List<'v> = self.list;
        list.put(self.start + if self.backward { behind } else { index }, item)
    }
}

/// A map, borrowed from the data.
#[derive(Clone, Copy)]
pub struct Map<'v>(&'v dyn MapData);

impl<'v> Map<'v> {
    /// Shows a collection as a map.
    #[must_use]
    #[inline]
    pub fn new(data: &'v dyn MapData) -> Self {
        Self(data)
    }

    /// Tells how many entries there are.
    #[must_use]
    #[inline]
    pub fn len(self) -> usize {
        self.0.count()
    }

    /// Whether there are none.
    #[must_use]
    #[inline]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Gives what stands under `name`.
    #[must_use]
    #[inline]
    pub fn get(self, name: &str) -> Option<Value<'v>> {
        self.0.lookup(name)
    }

    /// Puts the next entry into `key`, which holds the key of the entry before it, and `value`.
    /// False when there is none.
    #[inline]
    pub(crate) fn put(self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        self.0.entry(index, key, value)
    }

    /// Goes through the entries, key and value, in the order of the map.
    pub fn iter(self) -> impl Iterator<Item = (Value<'v>, Value<'v>)> {
        let mut key = Value::Null;
        (0..self.len()).map_while(move |index| {
            let mut value = Value::Null;
            self.put(index, &mut key, &mut value).then_some((key, value))
        })
    }
}

/// A struct, or a variant with fields, borrowed from the data.
#[derive(Clone, Copy)]
pub struct Object<'v>(&'v dyn ObjectData);

impl<'v> Object<'v> {
    /// Shows a struct as an object.
    #[must_use]
    #[inline]
    pub fn new(data: &'v dyn ObjectData) -> Self {
        Self(data)
    }

    /// Gives the field called `name`.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Value<'v>> {
        self.0.shape().index_of(name).map(|index| self.0.field(index))
    }

    /// Tells how many fields there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.shape().fields().len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Puts the name and the value of field `index` into `key` and `value`. False when there is
    /// none.
    pub(crate) fn put(self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let Some(field) = self.0.shape().fields().get(index) else { return false };
        *key = Value::Text(field.name);
        *value = self.0.field(index);
        true
    }

    /// Gives the field with a dense index.
    #[inline]
    pub(crate) fn field(self, index: usize) -> Value<'v> {
        self.0.field(index)
    }

    /// Gives the text of an object that prints as one: the name of a variant without fields.
    #[must_use]
    #[inline]
    pub fn text(self) -> Option<&'static str> {
        self.0.text()
    }

    /// Gives the object itself, if it is of this type.
    #[must_use]
    pub fn downcast<T: 'static>(self) -> Option<&'v T> {
        self.0.any()?.downcast_ref()
    }

    /// Gives the name of a variant that has fields, and none for what is no variant of an enum.
    pub(crate) fn variant(self) -> Option<&'static str> {
        let mut fields = self.fields();
        fields.find(|(field, value)| self.is_again(field, *value)).map(|(field, _)| field.name)
    }

    /// Goes through the fields of a struct; of an enum, through those that its variant has, as far as
    /// can be told: those of the others are null.
    pub(crate) fn own_fields(self) -> impl Iterator<Item = (&'static str, Value<'v>)> {
        let own = move |field: &FieldShape, value: Value<'v>| {
            !self.is_enum() || (!matches!(value, Value::Null) && !self.is_again(field, value))
        };
        let fields = self.fields().filter(move |(field, value)| own(field, *value));
        fields.map(|(field, value)| (field.name, value))
    }

    /// Whether a field stands for the variant that the object is: its value is the object again. (A
    /// field of a variant may begin at the same address, but is optional.)
    fn is_again(self, field: &FieldShape, value: Value<'_>) -> bool {
        self.is_enum()
            && !matches!(field.shape.get().kind, Kind::Optional(_))
            && matches!(value, Value::Object(again)
                if core::ptr::addr_eq(self.0, again.0)
                    && self.0.shape().name == again.0.shape().name)
    }

    fn is_enum(self) -> bool {
        matches!(self.0.shape().kind, Kind::Enum(_))
    }

    /// Goes through the fields, name and value, in the order of the declaration.
    pub fn iter(self) -> impl Iterator<Item = (&'static str, Value<'v>)> {
        self.fields().map(|(field, value)| (field.name, value))
    }

    /// Goes through the fields, shape and value.
    fn fields(self) -> impl Iterator<Item = (&'static FieldShape, Value<'v>)> {
        let fields = self.0.shape().fields().iter().enumerate();
        fields.map(move |(index, field)| (field, self.0.field(index)))
    }
}
