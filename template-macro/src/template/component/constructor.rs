//! The constructor of a component, which takes its fields from the arguments of a call.

use super::{ComponentField, ComponentInput, input::FieldInput, probe};
use crate::rust_type::{renamed_lifetimes, type_with_lifetime};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{ItemStruct, Lifetime, Member, Type, spanned::Spanned as _};

/// Returns the function that constructs the struct from the arguments of a call, and prints it.
///
/// The variables have the hygiene of `macro_rules!`, so that a default, which is the user's code, sees none of them.
pub(super) fn constructor(
    item: &ItemStruct,
    input: &ComponentInput,
    fields: &[ComponentField<'_>],
) -> TokenStream {
    let local = |name: &str| Ident::new(name, Span::mixed_site());
    let [args, out, given, data, component, call] =
        ["args", "out", "given", "data", "component", "call"].map(local);
    let lifetime = Lifetime::new("'__v", Span::call_site());
    let longer = Lifetime::new("'__longer", Span::call_site());
    let (ident, generics) = (&item.ident, &item.generics);
    let this = type_with_lifetime(ident, generics, &lifetime);
    let values = item.fields.iter().zip(item.fields.members()).enumerate().map(
        |(index, (field, member))| {
            let number = fields.iter().position(|given| given.index == index);
            let value = match number {
                Some(number) => {
                    let ty = renamed_lifetimes(&field.ty, ident, generics, &lifetime);
                    argument(
                        [&args, &data, &call, &out, &given],
                        number,
                        &fields[number],
                        &ty,
                        item,
                    )
                }
                // A field that templates do not read has its default.
                None => match input.fields.get(index) {
                    Some(FieldInput { is_rest: true, .. }) => {
                        quote_spanned!(field.ty.span()=> ::template_runtime::Attrs::of(#args))
                    }
                    Some(FieldInput { default: Some(default), .. }) => quote!(#default),
                    _ => quote!(),
                },
            };
            (member, value)
        },
    );
    let values = values.map(|(member, value): (Member, TokenStream)| quote!(#member: #value,));
    // SAFETY (of the generated code): the type of the component has the lifetime of the arguments. The block contains no tokens
    // of the user, and has the span of the macro, because lints ignore `unsafe` of other crates' macros, even if the user
    // forbids it.
    let print = quote_spanned! {Span::mixed_site()=>
        unsafe { ::template_runtime::__private::print_component(#component, #out, #given) }
    };
    quote! {{
        fn #call<#lifetime, #longer, '__o>(
            #args: &::template_runtime::Args<#lifetime, #longer>,
            #out: ::template_runtime::__private::Out<'__o>,
            #given: &mut ::template_runtime::__private::Call<#longer>,
        ) -> ::core::result::Result<
            ::template_runtime::__private::Out<'__o>,
            ::template_runtime::ErrorKind,
        > {
            // The values live for as long as the arguments, at least.
            let #args: &::template_runtime::Args<#lifetime, #lifetime> = #args;
            let #data = #given.data();
            let #component: #this = #ident { #(#values)* };
            #print
        }
        #call
    }}
}

/// Returns the expression for the value of a field.
fn argument(
    [args, data, call, out, given]: [&Ident; 5],
    number: usize,
    field: &ComponentField<'_>,
    ty: &Type,
    item: &ItemStruct,
) -> TokenStream {
    let (name, inherited) = (&field.name, field.input.inherited);
    let number = Literal::u8_suffixed(u8::try_from(number).unwrap_or(u8::MAX));
    let probe = probe(&field.field.ty, item);
    let from = quote!(#args, #data, #number, (#name, #inherited), #probe);
    let value = match &field.input.default {
        None => quote!(::template_runtime::__private::field::<#ty, _>(#from)),
        Some(default) => {
            let default =
                quote_spanned!(Span::call_site().located_at(default.span())=> || #default);
            quote!(::template_runtime::__private::field_or::<#ty, _>(#from, #default))
        }
    };
    quote! {
        match #value {
            ::core::option::Option::Some(value) => value,
            ::core::option::Option::None => {
                return ::template_runtime::__private::call_without_field::<#ty, _>(
                    #from, #call, (#out, #given),
                );
            }
        }
    }
}
