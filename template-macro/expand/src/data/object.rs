//! Structs and enums as objects: their fields, and the code that reads them.

use super::{
    ObjectImpl,
    attributes::{Attributes, ReadMode, insert_unique},
    field::ReadField,
    layout::{ObjectLayout, variant_field},
    type_params::mode_of,
};
use crate::rust_type::is_generic;
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{DataEnum, Fields, Generics, Ident, Member, Result, ext::IdentExt as _, parse_quote};

/// Returns the object of an enum: the fields of all variants, and a field for each variant, which is null for
/// values of other variants.
pub(super) fn enum_object(
    ident: &Ident,
    (generics, bounded): (&Generics, &Generics),
    data: &DataEnum,
) -> Result<ObjectImpl> {
    let mut with_functions = Vec::new();
    let mut fields: Vec<SharedField> = Vec::new();
    let mut variants = Vec::new();
    let mut names = Vec::new();
    let mut texts = Vec::new();
    let mut fields_of_variants = Vec::new();
    for variant in &data.variants {
        let attributes = Attributes::parse_variant(&variant.attrs)?;
        let variant_ident = &variant.ident;
        if attributes.skip {
            fields_of_variants
                .push(quote!(Self::#variant_ident { .. } => ::core::option::Option::None,));
            continue;
        }
        let name = attributes.name(&Member::Named(variant_ident.clone()));
        insert_unique(&mut names, &name, |name| {
            format!("duplicate variant name `{name}` in templates")
        })?;
        let (name, _) = name;
        let mut field_names = Vec::new();
        let mut own_names = Vec::new();
        for (field, member) in variant.fields.iter().zip(variant.fields.members()) {
            let attributes = Attributes::parse(&field.attrs)?;
            if attributes.skip {
                continue;
            }
            let name = attributes.name(&member);
            insert_unique(&mut field_names, &name, |name| {
                format!("duplicate field name `{name}` of `{variant_ident}` in templates")
            })?;
            let (name, _) = name;
            own_names.push(name.clone());
            let pattern = quote!(Self::#variant_ident { #member: __field, .. });
            let read = ReadField {
                ty: field.ty.clone(),
                mode: mode_of(attributes.mode, &field.ty, generics),
                number: with_functions.len(),
            };
            with_functions.extend(read.with_function(
                &pattern,
                &quote!(__field),
                ident,
                (generics, bounded),
            ));
            match fields.iter_mut().find(|shared| shared.name == name) {
                Some(shared) => shared.add(pattern, read),
                None => fields.push(SharedField::new(name, pattern, read)),
            }
        }
        let unit = matches!(variant.fields, Fields::Unit);
        fields_of_variants.push(if unit {
            quote!(Self::#variant_ident => ::core::option::Option::None,)
        } else {
            quote! {
                Self::#variant_ident { .. } => ::core::option::Option::Some(&[#(#own_names),*]),
            }
        });
        if unit {
            texts.push(quote!(Self::#variant_ident => ::core::option::Option::Some(#name),));
        }
        variants.push(Variant { name, ident: variant_ident, fields: (!unit).then_some(own_names) });
    }
    // A field takes precedence over a variant of the same name.
    variants.retain(|variant| fields.iter().all(|field| field.name != variant.name));

    let mut shapes = Vec::new();
    let mut places = Vec::new();
    let mut methods =
        EnumMethods { fields: Vec::new(), places: Vec::new(), texts, fields_of_variants };
    for shared in &fields {
        let index = shapes.len();
        shapes.push((shared.name.clone(), shared.shape(ident, generics)));
        let place =
            shared.read.as_ref().and_then(|read| variant_field(index, read, ident, generics));
        for (pattern, read) in &shared.patterns {
            if place.is_some() {
                methods.places.push(quote!(
                    (#index, #pattern) => __p::place_of(__field),
                ));
            } else {
                methods.fields.push(read.value(
                    index,
                    pattern,
                    &quote!(__field),
                    (ident, generics),
                ));
            }
        }
        places.push(place);
    }
    let field_count = shapes.len();
    let all_count = field_count + variants.len();
    for variant in variants {
        let index = shapes.len();
        let is_variant = ReadField::of_data(parse_quote!(::core::primitive::bool));
        let (shape, place, field) = match &variant.fields {
            None => {
                let place = variant_field(index, &is_variant, ident, generics);
                (is_variant.shape(ident, generics), place, Some(quote!(&true)))
            }
            // The layout is a constant, which cannot refer to itself.
            Some(_) if is_generic(generics) => (quote!(__t::ShapeRef::ANY), None, None),
            Some(own) => {
                let this = ReadField::of_data(parse_quote!(#ident));
                let place = variant_field(index, &this, ident, generics);
                let shape = variant.shape(own, ident, &shapes[..field_count], all_count);
                (shape, place, Some(quote!(self)))
            }
        };
        let variant_ident = variant.ident;
        match field {
            Some(field) => methods.places.push(quote!(
                (#index, Self::#variant_ident { .. }) => __p::place_of(#field),
            )),
            None => methods.fields.push(quote!(
                (#index, Self::#variant_ident { .. }) => __t::Data::value(self),
            )),
        }
        shapes.push((variant.name, shape));
        places.push(place);
    }
    Ok(ObjectImpl {
        fields: shapes,
        layout: ObjectLayout::Enum(places),
        methods: methods.write(),
        with_functions,
    })
}

/// A variant that templates can read.
struct Variant<'v> {
    name: String,
    ident: &'v Ident,
    /// The names of its fields; `None` if it is a unit variant.
    fields: Option<Vec<String>>,
}

impl Variant<'_> {
    /// Returns the shape of the value of the variant, which has the fields `own`: that of the enum, in which the other fields have no
    /// names. `fields` are those of all variants, which precede the fields for the variants themselves: `all_count` in all.
    fn shape(
        &self,
        own: &[String],
        ident: &Ident,
        fields: &[(String, TokenStream)],
        all_count: usize,
    ) -> TokenStream {
        let own = fields.iter().enumerate().filter(|(_, (name, _))| own.contains(name));
        let own = own.map(|(index, (name, shape))| quote!((#index, #name, #shape)));
        let name = format!("{}::{}", ident.unraw(), self.name);
        quote! {
            __t::ShapeRef::new(
                const {
                    &__t::Shape {
                        name: #name,
                        kind: __t::Kind::Enum(
                            const { &__t::FieldShape::of_variant::<#all_count>(&[#(#own),*]) },
                        ),
                    }
                },
            )
        }
    }
}

/// The arms of the methods of `ObjectData` for an enum.
struct EnumMethods {
    /// Those of `match (index, self)` in `field`, for the fields that have no place.
    fields: Vec<TokenStream>,
    /// Those of `match (index, self)` in `__field_place`, for the others.
    places: Vec<TokenStream>,
    /// Those of `match self` in `text`, for the variants without fields.
    texts: Vec<TokenStream>,
    /// Those of `match self` in `variant_fields`, for all variants.
    fields_of_variants: Vec<TokenStream>,
}

impl EnumMethods {
    /// Returns the methods that are needed.
    fn write(&self) -> TokenStream {
        let Self { fields, places, texts, fields_of_variants } = self;
        let otherwise = if places.is_empty() {
            quote!(__t::Value::Null)
        } else {
            quote!(__p::value_of_field(self, __index))
        };
        let field = if fields.is_empty() {
            otherwise
        } else {
            quote!(match (__index, self) { #(#fields)* _ => #otherwise, })
        };
        let field_place = (!places.is_empty()).then(|| {
            quote! {
                #[inline]
                fn __field_place(
                    &self,
                    __index: ::core::primitive::usize,
                ) -> *const ::core::primitive::u8 {
                    match (__index, self) {
                        #(#places)*
                        _ => ::core::ptr::null(),
                    }
                }
            }
        });
        let text = (!texts.is_empty()).then(|| {
            quote! {
                fn text(&self) -> ::core::option::Option<&'static ::core::primitive::str> {
                    match self {
                        #(#texts)*
                        _ => ::core::option::Option::None,
                    }
                }
            }
        });
        let variant_fields = (texts.len() < fields_of_variants.len()).then(|| {
            quote! {
                fn variant_fields(
                    &self,
                ) -> ::core::option::Option<&'static [&'static ::core::primitive::str]> {
                    match self { #(#fields_of_variants)* }
                }
            }
        });
        quote! {
            #[inline]
            fn field(&self, __index: ::core::primitive::usize) -> __t::Value<'_> {
                #field
            }

            #field_place
            #text
            #variant_fields
        }
    }
}

/// A field that one or more variants have.
struct SharedField {
    name: String,
    /// For each variant that has it, the pattern that binds it to `__field`, and how it is read there.
    patterns: Vec<(TokenStream, ReadField)>,
    /// How to read it, if it has the same type and is read in the same mode in all variants.
    read: Option<ReadField>,
}

impl SharedField {
    fn new(name: String, pattern: TokenStream, read: ReadField) -> Self {
        Self { name, patterns: vec![(pattern, read.clone())], read: Some(read) }
    }

    fn add(&mut self, pattern: TokenStream, read: ReadField) {
        if self.read.as_ref().is_some_and(|known| written(known) != written(&read)) {
            self.read = None;
        }
        self.patterns.push((pattern, read));
    }

    /// Returns its shape: optional, because the field is null in the other variants.
    fn shape(&self, ident: &Ident, generics: &Generics) -> TokenStream {
        match &self.read {
            Some(read) => read.optional_shape(ident, generics),
            None => quote!(__t::ShapeRef::ANY),
        }
    }
}

/// Returns the type of a field and how it is read, as they are written.
fn written(field: &ReadField) -> (String, String) {
    let mode = match &field.mode {
        ReadMode::Data => String::new(),
        ReadMode::As { mode, .. } => mode.to_string(),
        ReadMode::With(function) => function.to_token_stream().to_string(),
    };
    (field.ty.to_token_stream().to_string(), mode)
}

/// Returns the object of a struct: its fields, by name or by number.
pub(super) fn struct_object(
    ident: &Ident,
    (generics, bounded): (&Generics, &Generics),
    fields: &Fields,
) -> Result<ObjectImpl> {
    let mut shapes = Vec::new();
    let mut layout = Vec::new();
    let mut with_functions = Vec::new();
    let mut names = Vec::new();
    for (field, member) in fields.iter().zip(fields.members()) {
        let attributes = Attributes::parse(&field.attrs)?;
        if attributes.skip {
            continue;
        }
        let name = attributes.name(&member);
        insert_unique(&mut names, &name, |name| {
            format!("duplicate field name `{name}` in templates")
        })?;
        let number = with_functions.len();
        let mode = mode_of(attributes.mode, &field.ty, generics);
        let read = ReadField { ty: field.ty.clone(), mode, number };
        shapes.push((name.0, read.shape(ident, generics)));
        let (this, place) = (quote!(__this), quote!(&__this.#member));
        with_functions.extend(read.with_function(&this, &place, ident, (generics, bounded)));
        layout.push((member, read));
    }
    Ok(ObjectImpl {
        fields: shapes,
        layout: ObjectLayout::Struct(layout),
        methods: TokenStream::new(),
        with_functions,
    })
}
