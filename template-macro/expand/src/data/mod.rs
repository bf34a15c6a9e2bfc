//! `#[derive(Data)]`: implements `Data` with a shape, and `ObjectData` with indexed fields.

mod attributes;
mod bounds;
mod field;
mod key;
mod layout;
mod object;
mod param;
mod template;
mod type_form;
mod type_params;
mod variants;

use crate::{crate_path, deprecated, rust_type::is_generic};
use attributes::Attributes;
pub(crate) use bounds::bounds_of_struct;
use layout::{ObjectLayout, implement_layout};
use param::Taken;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{
    Attribute, Data, DeriveInput, Field, Generics, Ident, ItemStruct, Result, ext::IdentExt as _,
};
use template::DataImpl;
use template_bytecode::name_hash;
use type_form::TypeForm;

/// The name of the first type parameter of the struct of an expression.
pub(crate) const FIRST_PARAM_OF_EXPRESSION: &str = "__T0";

/// Expands `#[derive(Data)]`.
pub(crate) fn expand(input: &DeriveInput) -> Result<TokenStream> {
    let crate_path = type_form::parse_crate_path(&input.attrs);
    let items = deprecated::allowed(deprecated::is_mentioned(input), derive(input)?);
    Ok(crate_path::replaced(items, crate_path.as_ref()))
}

/// Derives `Data` for a struct or an enum.
pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    match &input.data {
        Data::Struct(data) => {
            let is_template = template::is_template(&input.attrs);
            let DeriveInput { attrs, ident, generics, .. } = input;
            // Whether it is `Copy` is not known: no derive macro sees the others.
            derive_struct(attrs, ident, generics, &data.fields, is_template, true)
        }
        Data::Enum(data) => {
            match type_form::parse_form(&input.attrs)? {
                Some(TypeForm::Transparent { word, .. }) => {
                    return Err(syn::Error::new_spanned(word, "an enum cannot be `transparent`"));
                }
                Some(TypeForm::Display) => {
                    let form = type_form::implement_display(&input.ident, &input.generics);
                    let key = key::implement_displayed(&input.ident, &input.generics);
                    let variants = param::of_enum(data);
                    let param = param::implement(
                        &input.ident,
                        &input.generics,
                        &variants,
                        &Taken::ByReference,
                    );
                    return Ok(quote!(#form #key #param));
                }
                None => {}
            }
            let bounded = bounds::bounds_of_enum(&input.generics, data);
            let generics = (&input.generics, &bounded);
            let object = object::enum_object(&input.ident, generics, data)?;
            let key = key::implement(&input.ident, &input.generics, data)?;
            let object = implement(&input.ident, &input.generics, &bounded, &object, false);
            let variants = param::of_enum(data);
            let taken = if variants::is_plain(&input.generics, data) {
                Taken::Variant(data)
            } else {
                Taken::ByReference
            };
            let param = param::implement(&input.ident, &input.generics, &variants, &taken);
            let names = variants::implement(&input.ident, &input.generics, data)?;
            Ok(quote!(#object #key #param #names))
        }
        Data::Union(data) => {
            let message = "a template cannot read a union: it does not know which field is active";
            Err(syn::Error::new(data.union_token.span, message))
        }
    }
}

/// Derives `Data` for the struct of a template.
pub(crate) fn derive_template(item: &ItemStruct) -> Result<TokenStream> {
    let ItemStruct { attrs, ident, generics, fields, .. } = item;
    let derived: Vec<syn::Path> = attrs.iter().flat_map(derived_traits).collect();
    if let Some(data) = derived.iter().find(|path| is_own_data(path)) {
        let message =
            "`template!` implements `Data` for the struct\nhelp: remove it from the derived traits";
        return Err(syn::Error::new_spanned(data, message));
    }
    let is_copy = derived.iter().any(|path| is_named(path, "Copy"));
    let items = derive_struct(attrs, ident, generics, fields, true, is_copy)?;
    Ok(deprecated::allowed(deprecated::is_mentioned_in_struct(item), items))
}

/// Implements `Data` for the struct of an expression without fields, which no parameter can name.
pub(crate) fn data_without_fields(ident: &Ident) -> TokenStream {
    let object = ObjectImpl {
        fields: Vec::new(),
        layout: ObjectLayout::Struct(Vec::new()),
        methods: TokenStream::new(),
        with_functions: Vec::new(),
    };
    let generics = Generics::default();
    implement(ident, &generics, &generics, &object, true)
}

/// Returns the fields that templates can read, by their names in templates; none for a `transparent`
/// struct.
pub(crate) fn fields_of(item: &ItemStruct) -> Result<Vec<(String, &Field)>> {
    if type_form::parse_form(&item.attrs)?.is_some() {
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

/// Returns the traits that an attribute derives.
fn derived_traits(attribute: &Attribute) -> Vec<syn::Path> {
    let mut traits = Vec::new();
    if attribute.path().is_ident("derive") {
        let _ = attribute.parse_nested_meta(|derived| {
            traits.push(derived.path);
            Ok(())
        });
    }
    traits
}

/// Removes `Data` from the traits that an attribute derives.
pub(crate) fn remove_derived_data(attribute: &mut Attribute) {
    let traits = derived_traits(attribute);
    let others = traits.iter().filter(|path| !is_own_data(path));
    if traits.len() > others.clone().count() {
        *attribute = syn::parse_quote!(#[derive(#(#others),*)]);
    }
}

/// Returns `true` if a path is the path of `Data`, and not of a macro of another crate.
fn is_own_data(path: &syn::Path) -> bool {
    let is_own = |first: &syn::PathSegment| first.ident == "template_runtime";
    is_named(path, "Data")
        && (path.segments.len() == 1 || path.segments.first().is_some_and(is_own))
}

/// Returns `true` if the last name of a path is `name`.
fn is_named(path: &syn::Path, name: &str) -> bool {
    path.segments.last().is_some_and(|last| last.ident == name)
}

/// Derives `Data` for a struct with these attributes and fields, which may be `Copy` unless it is known that it is not.
fn derive_struct(
    attributes: &[Attribute],
    ident: &Ident,
    generics: &Generics,
    fields: &syn::Fields,
    is_template: bool,
    may_be_copy: bool,
) -> Result<TokenStream> {
    match type_form::parse_form(attributes)? {
        Some(TypeForm::Transparent { word, try_from }) => {
            let data =
                type_form::implement_transparent(&word, ident, generics, fields, is_template)?;
            let key = key::implement_transparent(ident, generics, fields, try_from.as_ref());
            let taken = Taken::of_transparent(fields, try_from.as_ref())?;
            let param = param::implement(ident, generics, &param::of_struct(fields), &taken);
            Ok(quote!(#data #key #param))
        }
        Some(TypeForm::Display) => {
            let data = type_form::implement_display(ident, generics);
            let key = key::implement_displayed(ident, generics);
            let param =
                param::implement(ident, generics, &param::of_struct(fields), &Taken::ByReference);
            Ok(quote!(#data #key #param))
        }
        None => {
            let bounded = bounds_of_struct(generics, fields);
            let object = object::struct_object(ident, (generics, &bounded), fields)?;
            let object = implement(ident, generics, &bounded, &object, is_template);
            // No helper can name the struct of an expression, so rustc must not list it where a parameter is wrong.
            let is_named =
                generics.type_params().all(|param| param.ident != FIRST_PARAM_OF_EXPRESSION);
            let taken = match (is_named, may_be_copy) {
                (true, true) => Taken::ByReference,
                (true, false) => Taken::OnlyByReference,
                (false, _) => Taken::Never,
            };
            let param = param::implement(ident, generics, &param::of_struct(fields), &taken);
            Ok(quote!(#object #param))
        }
    }
}

/// How a struct or an enum is read as an object.
struct ObjectImpl {
    /// The name of each field, and an expression of type `ShapeRef` for its shape.
    fields: Vec<(String, TokenStream)>,
    /// The layout.
    layout: ObjectLayout,
    /// The methods of `ObjectData` for an enum, except the shape. A struct is read by its layout.
    methods: TokenStream,
    /// The implementations of `WithField`.
    with_functions: Vec<TokenStream>,
}

/// Returns an expression for each field: a `FieldShape` with its name and shape.
fn field_shapes(fields: &[(String, TokenStream)]) -> Vec<TokenStream> {
    let hashes: Vec<u32> = fields.iter().map(|(name, _)| name_hash(name)).collect();
    let mut by_hash: Vec<usize> = (0..fields.len()).collect();
    by_hash.sort_by_key(|index| hashes[*index]);
    let fields = fields.iter().zip(&hashes).zip(&by_hash);
    let fields = fields.map(|(((name, shape), hash), by_hash)| {
        let by_hash = Literal::usize_unsuffixed(*by_hash);
        quote! {
            __t::FieldShape {
                name: #name,
                shape: #shape,
                hash: #hash,
                by_hash: #by_hash,
            }
        }
    });
    fields.collect()
}

/// Implements `Data`, and `StructData` or `ObjectData`. With `is_template`, it is the struct of a template.
fn implement(
    ident: &Ident,
    generics: &Generics,
    bounded: &Generics,
    object: &ObjectImpl,
    is_template: bool,
) -> TokenStream {
    let ObjectImpl { fields, layout, methods, with_functions } = object;
    let name = ident.unraw().to_string();
    let fields = field_shapes(fields);
    let is_struct = matches!(layout, ObjectLayout::Struct(_));
    let kind = if is_struct { quote!(Object) } else { quote!(Enum) };
    let shape = quote! {
        __t::Shape {
            name: #name,
            kind: __t::Kind::#kind(&[#(#fields),*]),
        }
    };
    let (declaration, reference, template_shape) = if is_generic(generics) {
        (None, quote!(&#shape), None)
    } else if is_template {
        // One static for both, because rustc takes long over each.
        let declaration = quote! {
            static __SHAPES: __p::TemplateShapes =
                __p::TemplateShapes::new(#name, &[#(#fields),*]);
        };
        (Some(declaration), quote!(&__SHAPES.data), Some(quote!(&__SHAPES.template)))
    } else {
        let declaration = quote!(static __SHAPE: __t::Shape = #shape;);
        (Some(declaration), quote!(&__SHAPE), None)
    };
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, ty_generics, _) = generics.split_for_impl();
    let value = if is_struct {
        quote!(<Self as __t::Data>::LAYOUT.object(self))
    } else {
        quote!(__t::Value::Object(__t::Object::new(self)))
    };
    let data = template::implement_data(
        &DataImpl {
            shape: quote!(__t::ShapeRef::new(#reference)),
            template_shape,
            layout: implement_layout(layout, ident, generics, is_template),
            value,
            is_struct,
        },
        ident,
        (generics, bounded),
        is_template,
    );
    // A struct has the implementation for `StructData`.
    let object_data = (!is_struct).then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics __t::ObjectData for #ident #ty_generics #where_clause {
                fn shape(&self) -> &'static __t::Shape {
                    <Self as __t::Data>::SHAPE.get()
                }

                #methods
            }
        }
    });
    let aliases = crate_path::aliases();
    quote! {
        const _: () = {
            #aliases
            #declaration
            #data

            #object_data

            #(#with_functions)*
        };
    }
}
