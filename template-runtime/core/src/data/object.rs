//! Objects: the trait that structs and enums implement, and the value that borrows them.

use super::{
    Data,
    cells::is_borrowed,
    identity::WithLifetime,
    layout::Layout,
    place::{AnyObject, ErasedRef},
    shape::{FieldShape, Kind, Shape, ShapeRef},
    template_data::NestedTemplate,
    value::Value,
};

/// A struct or an enum whose fields templates read by index. `#[derive(Data)]` implements it, for structs through
/// `StructData`.
pub trait ObjectData {
    /// Returns the shape, whose fields have the same indices.
    fn shape(&self) -> &'static Shape;

    /// Returns the field at `index`, or null if `index` is out of range.
    fn field(&self, index: usize) -> Value<'_>;

    /// Returns the text of an object that is printable, which is the name of a variant without
    /// fields, and `None` for other objects.
    fn text(&self) -> Option<&'static str> {
        None
    }

    /// Returns the names of the fields of the value's variant, in their order, if it is an enum and the variant has
    /// fields.
    fn variant_fields(&self) -> Option<&'static [&'static str]> {
        None
    }

    /// Returns the place of the field at `index`, for the layout of an enum; null if the value is of a variant without the
    /// field. Only the derive macro implements it.
    #[doc(hidden)]
    fn __field_place(&self, _index: usize) -> *const u8 {
        core::ptr::null()
    }
}

/// A struct whose fields templates read by its layout. `#[derive(Data)]` implements it.
///
/// By default these are the shape and the layout of [`Data`]. A struct of `template!` overrides them, because its `Data`
/// describes a template.
pub trait StructData: Data {
    /// The shape of the fields.
    const ROOT_SHAPE: ShapeRef = Self::SHAPE;

    /// The layout of the fields.
    const ROOT_LAYOUT: Layout<Self> = Self::LAYOUT;
}

// The derive macro could write the implementation, which rustc would then check for each struct.
#[diagnostic::do_not_recommend]
impl<T: StructData> ObjectData for T {
    fn shape(&self) -> &'static Shape {
        T::ROOT_SHAPE.get()
    }

    #[inline]
    fn field(&self, index: usize) -> Value<'_> {
        T::ROOT_LAYOUT.field(self, index)
    }
}

/// A struct or an enum that a template reads, borrowed from the data.
#[derive(Clone, Copy)]
pub struct Object<'v>(pub(super) ErasedRef<'v, AnyObject>);

impl Data for Object<'_> {
    const SHAPE: ShapeRef = ShapeRef::ANY;

    #[inline]
    fn value(&self) -> Value<'_> {
        Value::Object(*self)
    }
}

impl<'v> Object<'v> {
    /// Creates an object value from a struct or an enum.
    #[must_use]
    #[inline]
    pub fn new<T: ObjectData>(data: &'v T) -> Self {
        Self(ErasedRef::object(data))
    }

    /// Returns the value of the field called `name`, or `None` if the type has no such field. The
    /// fields of an enum are the fields of all variants; fields of variants that the value does not have are null.
    #[must_use]
    pub fn get(self, name: &str) -> Option<Value<'v>> {
        match self.0.shape().index_of(name) {
            Some(index) => Some(self.0.field(index)),
            None => self.0.dynamic_data()?.find(name),
        }
    }

    /// Returns the template, if the object is one.
    #[inline]
    pub(crate) fn template(self) -> Option<NestedTemplate<'v>> {
        self.0.template()
    }

    /// Returns `true` if this is the value of a `RefCell` that is mutably borrowed.
    pub(super) fn is_borrowed_cell(self) -> bool {
        is_borrowed(self.0.shape())
    }

    /// Returns the number of fields of the type.
    #[must_use]
    pub fn len(self) -> usize {
        self.0.shape().fields().len()
    }

    /// Returns `true` if the type has no fields.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Writes the name and the value of field `index` to `key` and `value`; returns `false` if
    /// `index` is out of range.
    pub(crate) fn put(self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let Some(field) = self.0.shape().fields().get(index) else { return false };
        *key = Value::Text(field.name);
        *value = self.0.field(index);
        true
    }

    /// Returns the place of the object.
    #[inline]
    pub(crate) fn place(self) -> *const u8 {
        self.0.place()
    }

    /// Returns the value of the field with a dense index, and null if there is none.
    #[inline]
    pub(crate) fn field(self, index: usize) -> Value<'v> {
        self.0.field(index)
    }

    /// Returns the text of an object that is printable, which is the name of a variant without
    /// fields, and `None` for other objects.
    #[must_use]
    #[inline]
    pub fn text(self) -> Option<&'static str> {
        self.0.text()
    }

    /// Returns a reference to the object itself if its type is `T`.
    #[must_use]
    pub fn downcast<T: WithLifetime<'v>>(self) -> Option<&'v T> {
        self.0.downcast()
    }

    /// Returns the name of a variant that has fields, and `None` for other objects.
    pub(crate) fn variant(self) -> Option<&'static str> {
        if !self.is_enum() {
            return None;
        }
        let mut fields = self.fields();
        fields
            .find(|(field, value)| self.is_variant_field(field, *value))
            .map(|(field, _)| field.name)
    }

    /// Returns the fields of the variant of an enum in their order, if they are known.
    pub(crate) fn variant_fields(
        self,
    ) -> Option<impl ExactSizeIterator<Item = (&'static str, Value<'v>)> + Clone> {
        let names = self.0.variant_fields()?;
        Some(names.iter().map(move |name| (*name, self.get(name).unwrap_or(Value::Null))))
    }

    /// Returns an iterator over the fields of a struct, or over the fields of the variant of an enum,
    /// which are recognized by their values: fields of other variants are null.
    pub(crate) fn own_fields(self) -> impl Iterator<Item = (&'static str, Value<'v>)> {
        let is_enum = self.is_enum();
        let own = move |field: &FieldShape, value: Value<'v>| {
            !is_enum || (!matches!(value, Value::Null) && !self.is_variant_field(field, value))
        };
        let fields = self.fields().filter(move |(field, value)| own(field, *value));
        fields.map(|(field, value)| (field.name, value))
    }

    /// Returns `true` if a field represents the variant of the object, so that its value is the object
    /// itself. (A field of a variant may begin at the same address, but its shape is optional.)
    fn is_variant_field(self, field: &FieldShape, value: Value<'_>) -> bool {
        self.is_enum()
            && !matches!(field.shape.get().kind, Kind::Optional(_))
            && matches!(value, Value::Object(object)
                if self.place() == object.place()
                    && self.0.shape().name == object.0.shape().name)
    }

    /// Returns `true` if the fields belong to a tuple: `0`, `1` and so on.
    pub(crate) fn is_tuple(self) -> bool {
        are_of_tuple(self.0.shape().fields().iter().map(|field| field.name))
    }

    /// Returns `true` if the type is an enum.
    pub(crate) fn is_enum(self) -> bool {
        matches!(self.0.shape().kind, Kind::Enum(_))
    }

    /// Returns an iterator over the fields, as pairs of name and value, in the order of their
    /// declaration.
    pub fn iter(self) -> impl Iterator<Item = (&'static str, Value<'v>)> {
        self.fields().map(|(field, value)| (field.name, value))
    }

    /// Returns an iterator over the fields, as pairs of shape and value.
    fn fields(self) -> impl Iterator<Item = (&'static FieldShape, Value<'v>)> {
        let fields = self.0.shape().fields().iter().enumerate();
        fields.map(move |(index, field)| (field, self.0.field(index)))
    }
}

/// Returns `true` if the fields have the names of a tuple's fields: `0`, `1` and so on.
pub(crate) fn are_of_tuple(names: impl ExactSizeIterator<Item = &'static str>) -> bool {
    names.len() > 0 && names.enumerate().all(|(index, name)| name.parse() == Ok(index))
}
