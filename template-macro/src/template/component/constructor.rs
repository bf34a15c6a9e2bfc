//! The constructors of a component, which take its fields from the arguments of a call.

use super::{ComponentField, ComponentInput, input::FieldInput, probe};
use crate::rust_type::{renamed_lifetimes, type_with_lifetime};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{ItemStruct, Lifetime, Member, Type, spanned::Spanned as _};

/// The functions that construct the struct from the arguments of a call, and print it.
pub(super) struct Constructors {
    /// The expression for all of them.
    pub(super) calls: TokenStream,
    /// The method that takes leaves, which unrolled templates call directly; empty if there is none.
    pub(super) method: TokenStream,
}

/// Returns the functions that construct the struct, whose type is `this`, from the arguments of a call, and print it.
pub(super) fn constructors(
    item: &ItemStruct,
    input: &ComponentInput,
    fields: &[ComponentField<'_>],
    this: &TokenStream,
) -> Constructors {
    let constructor = Constructor::new(item, input, fields);
    let values = constructor.of_values();
    // The attributes that a component forwards are values.
    let (method, leaves) = if input.fields.iter().any(|field| field.is_rest) {
        (quote!(), quote!(::core::option::Option::None))
    } else {
        (constructor.leaf_method(), leaf_function(this))
    };
    let calls =
        quote!(::template_runtime::__private::ComponentCalls { values: #values, leaves: #leaves });
    Constructors { calls, method }
}

/// Returns the expression for the function that calls the method with leaves.
fn leaf_function(this: &TokenStream) -> TokenStream {
    let private = quote!(::template_runtime::__private);
    quote! {{
        struct __Leaves;

        impl #private::LeafComponent for __Leaves {
            #[inline(always)]
            fn print<'__o>(
                __args: &mut #private::LeafArgs<'_>,
                __out: #private::Out<'__o>,
            ) -> ::core::option::Option<#private::Out<'__o>> {
                <#this>::__template_leaves(__args, __out)
            }
        }

        #private::LeafComponentFn::of::<__Leaves>()
    }}
}

/// The parts that the constructors have in common.
///
/// The variables have the hygiene of `macro_rules!`, so that a default, which is the user's code, sees none of them.
struct Constructor<'c> {
    item: &'c ItemStruct,
    input: &'c ComponentInput,
    fields: &'c [ComponentField<'c>],
    /// The lifetime of the arguments.
    lifetime: Lifetime,
    args: Ident,
    out: Ident,
    component: Ident,
    call: Ident,
}

impl<'c> Constructor<'c> {
    fn new(
        item: &'c ItemStruct,
        input: &'c ComponentInput,
        fields: &'c [ComponentField<'c>],
    ) -> Self {
        let local = |name: &str| Ident::new(name, Span::mixed_site());
        let lifetime = Lifetime::new("'__v", Span::call_site());
        // The user's code may call a function of any other name.
        let [args, out, component, call] = ["args", "out", "component", "__construct"].map(local);
        Self { item, input, fields, lifetime, args, out, component, call }
    }

    /// Returns the function for arguments of all kinds.
    fn of_values(&self) -> TokenStream {
        let Self { lifetime, args, out, component, call, .. } = self;
        let [given, data] = ["given", "data"].map(|name| Ident::new(name, Span::mixed_site()));
        let longer = Lifetime::new("'__longer", Span::call_site());
        let private = quote!(::template_runtime::__private);
        let constructed = self.constructed(|ty, from, default| {
            let from = quote!(#args, #data, #from);
            let value = match default {
                None => quote!(#private::field::<#ty, _>(#from)),
                Some(default) => quote!(#private::field_or::<#ty, _>(#from, #default)),
            };
            let failed = quote! {
                #private::call_without_field::<#ty, _>(#from, #call, (#out, #given))
            };
            (value, failed)
        });
        // SAFETY (of the generated code): the type of the component has the lifetime of the arguments. The block contains no
        // tokens of the user, and has the span of the macro, because lints ignore `unsafe` of other crates' macros, even if
        // the user forbids it.
        let print = quote_spanned! {Span::mixed_site()=>
            unsafe { ::template_runtime::__private::print_component(#component, #out, #given) }
        };
        quote! {{
            fn #call<#lifetime, #longer, '__o>(
                #args: &::template_runtime::Args<#lifetime, #longer>,
                #out: #private::Out<'__o>,
                #given: &mut #private::Call<#longer>,
            ) -> ::core::result::Result<#private::Out<'__o>, ::template_runtime::ErrorKind> {
                // The values live for as long as the arguments, at least.
                let #args: &::template_runtime::Args<#lifetime, #lifetime> = #args;
                let #data = #given.data();
                #constructed
                #print
            }
            #call
        }}
    }

    /// Returns the method for arguments that are all leaves.
    fn leaf_method(&self) -> TokenStream {
        let Self { item, lifetime, args, out, component, call, .. } = self;
        let (private, vis) = (quote!(::template_runtime::__private), &item.vis);
        let constructed = self.constructed(|ty, from, default| {
            let from = quote!(#args, #from);
            let value = match default {
                None => quote!(#private::leaf_field::<#ty, _>(#from)),
                Some(default) => quote!(#private::leaf_field_or::<#ty, _>(#from, #default)),
            };
            (value, quote!(#args.refuse(#out)))
        });
        quote! {
            #[doc(hidden)]
            #[inline(always)]
            #vis fn __template_leaves<'__o>(
                #args: &mut #private::LeafArgs<'_>,
                #out: #private::Out<'__o>,
            ) -> ::core::option::Option<#private::Out<'__o>> {
                use #private::field_steps::*;
                #[inline(always)]
                fn #call<#lifetime, '__o>(
                    #args: &mut #private::LeafArgs<#lifetime>,
                    #out: #private::Out<'__o>,
                ) -> ::core::option::Option<#private::Out<'__o>> {
                    #constructed
                    #private::print_with_leaves(#component, #out, #args)
                }
                #call(#args, #out)
            }
        }
    }

    /// Returns the statement that constructs the struct. `convert` is passed the type of a field that a call can give, the
    /// arguments that say which it is, and its default; it returns the expressions for its value, which is none if it does
    /// not take what it is given, and for the result of the function in that case.
    fn constructed(
        &self,
        convert: impl Fn(&Type, &TokenStream, Option<&TokenStream>) -> (TokenStream, TokenStream),
    ) -> TokenStream {
        let Self { item, input, fields, lifetime, args, component, .. } = self;
        let (ident, generics) = (&item.ident, &item.generics);
        let this = type_with_lifetime(ident, generics, lifetime);
        let values = item.fields.iter().zip(item.fields.members()).enumerate().map(
            |(index, (field, member))| {
                let number = fields.iter().position(|given| given.index == index);
                let value = match number {
                    Some(number) => {
                        let ty = renamed_lifetimes(&field.ty, ident, generics, lifetime);
                        argument(number, &fields[number], &ty, item, &convert)
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
        quote!(let #component: #this = #ident { #(#values)* };)
    }
}

/// Returns the expression for the value of a field.
fn argument(
    number: usize,
    field: &ComponentField<'_>,
    ty: &Type,
    item: &ItemStruct,
    convert: &impl Fn(&Type, &TokenStream, Option<&TokenStream>) -> (TokenStream, TokenStream),
) -> TokenStream {
    let (name, inherited) = (&field.name, field.input.inherited);
    let number = Literal::u8_suffixed(u8::try_from(number).unwrap_or(u8::MAX));
    let probe = probe(&field.field.ty, item);
    let from = quote!(#number, #name, #inherited, #probe);
    let default =
        field.input.default.as_ref().map(
            |default| quote_spanned!(Span::call_site().located_at(default.span())=> || #default),
        );
    let (value, failed) = convert(ty, &from, default.as_ref());
    quote! {
        match #value {
            ::core::option::Option::Some(value) => value,
            ::core::option::Option::None => return #failed,
        }
    }
}
