//! Structs and enums as objects: their fields, and the code that reads them.

use super::{
    ObjectImpl,
    attributes::{Attributes, insert_unique},
    layout::ObjectLayout,
    shape_of, value_of,
};
use crate::rust_type::is_generic;
use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::{DataEnum, Fields, Generics, Ident, Member, Result, Type, parse_quote};

/// Returns the object of an enum: the fields of all variants, and a field for each variant, which is null for
/// values of other variants.
pub(super) fn enum_object(
    ident: &Ident,
    generics: &Generics,
    data: &DataEnum,
) -> Result<ObjectImpl> {
    let mut fields: Vec<SharedField> = Vec::new();
    let mut variants = Vec::new();
    let mut names = Vec::new();
    let mut texts = Vec::new();
    for variant in &data.variants {
        let attributes = Attributes::parse(&variant.attrs)?;
        if attributes.skip {
            continue;
        }
        let variant_ident = &variant.ident;
        let name = attributes.name(&Member::Named(variant_ident.clone()));
        insert_unique(&mut names, &name, |name| {
            format!("two variants are called `{name}` in templates")
        })?;
        let (name, _) = name;
        let mut field_names = Vec::new();
        for (field, member) in variant.fields.iter().zip(variant.fields.members()) {
            let attributes = Attributes::parse(&field.attrs)?;
            if attributes.skip {
                continue;
            }
            let name = attributes.name(&member);
            insert_unique(&mut field_names, &name, |name| {
                format!("two fields of `{variant_ident}` are called `{name}` in templates")
            })?;
            let (name, _) = name;
            let pattern = quote!(Self::#variant_ident { #member: field, .. });
            match fields.iter_mut().find(|shared| shared.name == name) {
                Some(shared) => shared.add(pattern, &field.ty),
                None => fields.push(SharedField::new(name, pattern, &field.ty)),
            }
        }
        let unit = matches!(variant.fields, Fields::Unit);
        if unit {
            texts.push(quote!(Self::#variant_ident => ::core::option::Option::Some(#name),));
        }
        variants.push((name, variant_ident, unit));
    }
    // A field takes precedence over a variant of the same name.
    variants.retain(|(name, ..)| fields.iter().all(|field| field.name != *name));

    let mut object = ObjectImpl {
        kind: quote!(Enum),
        fields: Vec::new(),
        arms: Vec::new(),
        text: None,
        layout: None,
    };
    for shared in &fields {
        let index = object.fields.len();
        object.fields.push((shared.name.clone(), shared.shape(ident, generics)));
        for (pattern, ty) in &shared.patterns {
            object.arms.push(value_of(index, pattern, &quote!(field), ty, (ident, generics)));
        }
    }
    for (name, variant, unit) in variants {
        let index = object.fields.len();
        let (shape, value) = if unit {
            let shape = shape_of(&parse_quote!(::core::primitive::bool), ident, generics);
            (shape, quote!(::template_runtime::Value::Bool(true)))
        } else if is_generic(generics) {
            (
                quote!(::template_runtime::ShapeRef::ANY),
                quote!(::template_runtime::Data::value(self)),
            )
        } else {
            let shape = quote!(::template_runtime::ShapeRef::new(&__SHAPE));
            (shape, quote!(::template_runtime::Data::value(self)))
        };
        object.fields.push((name, shape));
        object.arms.push(quote!((#index, Self::#variant { .. }) => #value,));
    }
    if !texts.is_empty() {
        object.text = Some(quote! {
            match self {
                #(#texts)*
                _ => ::core::option::Option::None,
            }
        });
    }
    Ok(object)
}

/// A field that one or more variants have.
struct SharedField {
    name: String,
    /// For each variant that has it, the pattern that binds it to `field`, and its type there.
    patterns: Vec<(TokenStream, Type)>,
    /// Its type, if it is the same in all variants.
    ty: Option<Type>,
}

impl SharedField {
    fn new(name: String, pattern: TokenStream, ty: &Type) -> Self {
        Self { name, patterns: vec![(pattern, ty.clone())], ty: Some(ty.clone()) }
    }

    fn add(&mut self, pattern: TokenStream, ty: &Type) {
        self.patterns.push((pattern, ty.clone()));
        let written = |ty: &Type| ty.to_token_stream().to_string();
        if self.ty.as_ref().is_some_and(|known| written(known) != written(ty)) {
            self.ty = None;
        }
    }

    /// Returns its shape: optional, because the field is null in the other variants.
    fn shape(&self, ident: &Ident, generics: &Generics) -> TokenStream {
        match &self.ty {
            Some(ty) => shape_of(&parse_quote!(::core::option::Option<#ty>), ident, generics),
            None => quote!(::template_runtime::ShapeRef::ANY),
        }
    }
}

/// Returns the object of a struct: its fields, by name or by number.
pub(super) fn struct_object(
    ident: &Ident,
    generics: &Generics,
    fields: &Fields,
) -> Result<ObjectImpl> {
    let mut object = ObjectImpl {
        kind: quote!(Object),
        fields: Vec::new(),
        arms: Vec::new(),
        text: None,
        layout: None,
    };
    let mut layout = ObjectLayout::default();
    let mut names = Vec::new();
    for (field, member) in fields.iter().zip(fields.members()) {
        let attributes = Attributes::parse(&field.attrs)?;
        if attributes.skip {
            continue;
        }
        let name = attributes.name(&member);
        insert_unique(&mut names, &name, |name| {
            format!("two fields are called `{name}` in templates")
        })?;
        let index = object.fields.len();
        object.fields.push((name.0, shape_of(&field.ty, ident, generics)));
        layout.add(&member, &field.ty);
        let place = quote!(&this.#member);
        object.arms.push(value_of(index, &quote!(this), &place, &field.ty, (ident, generics)));
    }
    object.layout = Some(layout);
    Ok(object)
}
