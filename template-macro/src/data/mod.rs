//! `#[derive(Data)]`: implements `Data` with a shape, and `ObjectData` with fields by dense index.

mod attributes;
mod layout;
mod object;
mod template;
mod transparent;

use crate::rust_type::{is_generic, static_field, with_data_bounds, without_self};
use attributes::Attributes;
use layout::{ObjectLayout, implement_layout};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{
    Attribute, Data, DeriveInput, Field, Generics, Ident, ItemStruct, Result, Type,
    ext::IdentExt as _, spanned::Spanned as _,
};
use template::DataImpl;

/// Derives `Data` for a struct or an enum.
pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let object = match &input.data {
        Data::Struct(data) => {
            return derive_struct(&input.attrs, &input.ident, &input.generics, &data.fields);
        }
        Data::Enum(data) => {
            transparent::reject_transparent(&input.attrs)?;
            object::enum_object(&input.ident, &input.generics, data)?
        }
        Data::Union(data) => {
            let message = "a template cannot read a union: it does not know which field is active";
            return Err(syn::Error::new(data.union_token.span, message));
        }
    };
    Ok(implement(&input.ident, &input.generics, &object, (true, false)))
}

/// Implements `Data` for the struct of an expression without fields, which no parameter can name.
pub(crate) fn data_without_fields(ident: &Ident) -> TokenStream {
    let object = ObjectImpl {
        kind: quote!(Object),
        fields: Vec::new(),
        arms: Vec::new(),
        text: None,
        layout: Some(ObjectLayout::default()),
    };
    implement(ident, &Generics::default(), &object, (false, true))
}

/// Returns the fields that templates can read, by their names in templates; none for a `transparent`
/// struct.
pub(crate) fn fields_of(item: &ItemStruct) -> Result<Vec<(String, &Field)>> {
    if transparent::parse_transparent(&item.attrs)?.is_some() {
        return Ok(Vec::new());
    }
    let mut fields = Vec::new();
    for (field, member) in item.fields.iter().zip(item.fields.members()) {
        let attributes = Attributes::parse(&field.attrs)?;
        if !attributes.skip {
            fields.push((attributes.name(&member).0, field));
        }
    }
    Ok(fields)
}

/// Derives `Data` for a struct with these attributes and fields.
fn derive_struct(
    attributes: &[Attribute],
    ident: &Ident,
    generics: &Generics,
    fields: &syn::Fields,
) -> Result<TokenStream> {
    if let Some(word) = transparent::parse_transparent(attributes)? {
        return transparent::implement(&word, attributes, ident, generics, fields);
    }
    let object = object::struct_object(ident, generics, fields)?;
    Ok(implement(ident, generics, &object, (true, template::is_template(attributes))))
}

/// The parts of an impl of `ObjectData`.
struct ObjectImpl {
    /// The variant of `Kind`: `Object` or `Enum`.
    kind: TokenStream,
    /// The name of each field, and an expression of type `ShapeRef` for its shape.
    fields: Vec<(String, TokenStream)>,
    /// The arms of `match (index, self)`.
    arms: Vec<TokenStream>,
    /// The body of `ObjectData::text`, if it is implemented.
    text: Option<TokenStream>,
    /// The layout of a struct.
    layout: Option<ObjectLayout>,
}

/// Implements `Data` and `ObjectData`. With `is_param`, a helper may take the type by reference; with
/// `is_template`, it is the struct of a template.
fn implement(
    ident: &Ident,
    generics: &Generics,
    object: &ObjectImpl,
    (is_param, is_template): (bool, bool),
) -> TokenStream {
    let ObjectImpl { kind, fields, arms, text, layout } = object;
    let name = ident.unraw().to_string();
    let shapes = fields
        .iter()
        .map(|(name, shape)| quote!(::template_runtime::FieldShape { name: #name, shape: #shape }));
    let shape = quote! {
        ::template_runtime::Shape {
            name: #name,
            kind: ::template_runtime::Kind::#kind(&[#(#shapes),*]),
        }
    };
    let (declaration, reference) = if is_generic(generics) {
        (quote!(), quote!(&#shape))
    } else {
        let declaration = quote!(static __SHAPE: ::template_runtime::Shape = #shape;);
        (declaration, quote!(&__SHAPE))
    };
    let bounded = with_data_bounds(generics);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, ty_generics, _) = generics.split_for_impl();
    let data = template::implement_data(
        &DataImpl {
            shape: quote!(::template_runtime::ShapeRef::new(#reference)),
            layout: layout
                .as_ref()
                .map(|layout| implement_layout(layout, ident, generics, is_param, is_template)),
            value: quote!(::template_runtime::Value::Object(::template_runtime::Object::new(self))),
        },
        ident,
        generics,
        is_template,
    );
    let root_shape = template::root_shape(is_template, &quote!(Self));
    let text = text.as_ref().map(|body| {
        quote! {
            fn text(&self) -> ::core::option::Option<&'static ::core::primitive::str> { #body }
        }
    });
    // `Any` cannot distinguish a type with lifetimes from the same type with other lifetimes.
    let (any, by_reference) = if is_param && generics.params.is_empty() {
        let any = quote! {
            fn any(&self) -> ::core::option::Option<&dyn ::core::any::Any> {
                ::core::option::Option::Some(self)
            }
        };
        let by_reference = quote! {
            #[automatically_derived]
            impl ::template_runtime::ByReference for #ident #where_clause {}
        };
        (any, by_reference)
    } else {
        (quote!(), quote!())
    };
    quote! {
        const _: () = {
            #declaration
            #data

            #[automatically_derived]
            impl #impl_generics ::template_runtime::ObjectData for #ident #ty_generics #where_clause {
                fn shape(&self) -> &'static ::template_runtime::Shape {
                    #root_shape.get()
                }

                #[inline]
                fn field(&self, index: ::core::primitive::usize) -> ::template_runtime::Value<'_> {
                    match (index, self) {
                        #(#arms)*
                        _ => ::template_runtime::Value::Null,
                    }
                }

                #text

                #any
            }

            #by_reference
        };
    }
}

/// Returns the shape of a field's type: an expression of type `ShapeRef`.
fn shape_of(ty: &Type, ident: &Ident, generics: &Generics) -> TokenStream {
    let span = ty.span();
    let ty = if is_generic(generics) {
        without_self(ty, ident)
    } else {
        static_field(ty, ident, generics)
    };
    quote_spanned!(span=> <#ty as ::template_runtime::Data>::SHAPE)
}

/// Returns the arm of `match (index, self)` that evaluates to the value of a field.
///
/// The type is spelled as in [`shape_of`], so that rustc reports the error of a type that is not data once.
/// Where that is impossible, because the shape has `'static` for a lifetime, only the shape requires `Data`,
/// and the value is read by autoref-based specialization.
fn value_of(
    index: usize,
    pattern: &TokenStream,
    place: &TokenStream,
    ty: &Type,
    (ident, generics): (&Ident, &Generics),
) -> TokenStream {
    if !is_generic(generics) && static_field(ty, ident, generics) != *ty {
        return quote! {
            (#index, #pattern) => {
                use ::template_runtime::__private::{ViaData as _, ViaNoData as _};
                (&&::template_runtime::__private::FieldAccess(#place)).__template_value()
            }
        };
    }
    let value = quote_spanned!(ty.span()=> <#ty as ::template_runtime::Data>::value);
    quote!((#index, #pattern) => #value(#place),)
}
