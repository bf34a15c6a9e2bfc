//! The constructor of a component, which takes its fields from the arguments of a call.

use super::{ComponentField, ComponentInput, field_of, input::FieldInput};
use crate::{
    rust_type::{renamed_lifetimes, type_with_lifetime},
    trees::Trees,
};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{ItemStruct, Lifetime, Type, spanned::Spanned as _};
use template_compiler::Symbolic;

/// Returns the implementation of `ComponentFields`, whose specification is `spec`, for `family`, the component with the lifetime
/// `'static`. `program` is the program of its template.
pub(super) fn constructor(
    item: &ItemStruct,
    input: &ComponentInput,
    readable: &[ComponentField<'_>],
    spec: &TokenStream,
    family: &Trees,
    program: &Symbolic,
) -> TokenStream {
    let private = quote!(__p);
    // The hygiene of `macro_rules!`, so that a default, which is the user's code, does not see it.
    let source = Ident::new("__source", Span::mixed_site());
    let lifetime = Lifetime::new("'__v", Span::call_site());
    let (ident, generics) = (&item.ident, &item.generics);
    let this = type_with_lifetime(ident, generics, &lifetime);
    let values = item.fields.iter().zip(item.fields.members()).enumerate().map(
        |(index, (field, member))| {
            let number = readable.iter().position(|given| given.index == index);
            let value = match number {
                Some(number) => {
                    let ty = renamed_lifetimes(&field.ty, ident, generics, &lifetime);
                    argument(&source, number, &readable[number], &ty, item)
                }
                None => match input.fields.get(index) {
                    Some(FieldInput { is_rest: true, .. }) => or_refuse(
                        &quote!(#private::FieldSource::rest(#source)),
                        u8::MAX,
                        field.ty.span(),
                    ),
                    // A field that templates do not read has its default.
                    Some(FieldInput { default: Some(default), .. }) => quote!(#default),
                    _ => quote!(),
                },
            };
            quote!(#member: #value)
        },
    );
    // A program that calls others is not copied to its callers, nor does it run into a cycle here.
    let calls_components = program.helpers.iter().any(|helper| helper.is_component);
    let inline =
        (!calls_components).then(|| quote!(::template_runtime::__inline_program!(Self::PROGRAM);));
    let has_default = |field: &FieldInput| field.default.is_some() || field.inherited;
    let has_defaults = input.fields.iter().any(has_default).then(|| {
        quote!(
            const HAS_DEFAULTS: ::core::primitive::bool = true;
        )
    });
    // SAFETY (of the generated code): the type of the component has the lifetime of the values of the source. The token has the
    // span of the macro, because lints ignore `unsafe` of other crates' macros, even if the user forbids it.
    let unsafe_token = Ident::new("unsafe", Span::mixed_site());
    quote! {
        #[automatically_derived]
        #unsafe_token impl #private::ComponentFields for #family {
            type Component<#lifetime> = #this;

            const SPEC: #private::HelperSpec = #spec;

            #has_defaults
            #inline

            #[inline(always)]
            fn construct<#lifetime, __Source: #private::FieldSource<#lifetime>>(
                #source: &__Source,
            ) -> ::core::result::Result<#this, ::core::primitive::u8> {
                ::core::result::Result::Ok(#ident { #(#values),* })
            }
        }
    }
}

/// Returns the expression for the value of a field that a call can pass.
fn argument(
    source: &Ident,
    number: usize,
    field: &ComponentField<'_>,
    ty: &Type,
    item: &ItemStruct,
) -> TokenStream {
    let (name, inherited) = (&field.name, field.input.inherited);
    let number = u8::try_from(number).unwrap_or(u8::MAX);
    let field_of = field_of(ty, &field.field.ty, item);
    let value = match &field.input.default {
        None => quote!(#field_of::take(#source, #number, #name, #inherited)),
        Some(default) => {
            let span = Span::call_site().located_at(default.span());
            let default = quote_spanned!(span=> || #default);
            quote!(#field_of::take_or(#source, #number, #name, #inherited, #default))
        }
    };
    or_refuse(&value, number, Span::call_site())
}

/// Returns the expression for the value of the field with an index, whose type has the location of `span`. It fails if there
/// is none.
fn or_refuse(value: &TokenStream, number: u8, span: Span) -> TokenStream {
    let number = Literal::u8_suffixed(number);
    let taken = Ident::new("__value", Span::mixed_site().located_at(span));
    quote! {
        match #value {
            ::core::option::Option::Some(#taken) => #taken,
            ::core::option::Option::None => return ::core::result::Result::Err(#number),
        }
    }
}
