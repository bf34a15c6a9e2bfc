//! The traits with which helpers take a derived type: by reference, in a slice, or by value if it is `Copy`.

use super::attributes::{Attributes, ReadMode};
use crate::{
    rust_type::{field_with_lifetime, field_with_own_lifetime, mentions_params, with_lifetime},
    trees::Trees,
};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{
    DataEnum, Fields, GenericParam, Generics, Ident, Lifetime, Member, Path, Result, Type,
    WherePredicate, parse_quote,
};

/// The pattern of a struct or of a variant, without its fields, and the fields.
pub(super) type Variant<'f> = (TokenStream, &'f Fields);

/// Returns the only variant of a struct.
pub(super) fn of_struct(fields: &Fields) -> Vec<Variant<'_>> {
    vec![(quote!(Self), fields)]
}

/// Returns the variants of an enum.
pub(super) fn of_enum(data: &DataEnum) -> Vec<Variant<'_>> {
    let variants = data.variants.iter();
    variants
        .map(|variant| {
            let ident = &variant.ident;
            (quote!(Self::#ident), &variant.fields)
        })
        .collect()
}

/// How helpers take a type.
pub(super) enum Taken<'d> {
    /// Not as itself: its values do not refer to it.
    Never,
    /// By a reference to which its values refer, such as the values of objects and of types that are printed with their `Display`
    /// implementation; by value if it is `Copy`.
    ByReference,
    /// By a reference only, because the type is not `Copy`.
    OnlyByReference,
    /// By reference and by value, from a value or from the name of a variant: an enum whose variants have no fields.
    Variant(&'d DataEnum),
    /// By value, from a value of the type of this field, which is the only one: a `transparent` struct.
    Transparent { member: Member, ty: &'d Type, try_from: Option<Span> },
}

impl<'d> Taken<'d> {
    /// Returns the mode of a `transparent` struct: it is created from the value of its field if that is read as it is, and the
    /// only one. `try_from` is the argument of that name.
    pub(super) fn of_transparent(fields: &'d Fields, try_from: Option<&Path>) -> Result<Self> {
        let (Some(field), Some(member), 1) =
            (fields.iter().next(), fields.members().next(), fields.len())
        else {
            return Ok(Self::Never);
        };
        let is_data = matches!(Attributes::parse(&field.attrs)?.mode, ReadMode::Data);
        let try_from = try_from.map(syn::spanned::Spanned::span);
        let ty = &field.ty;
        Ok(if is_data { Self::Transparent { member, ty, try_from } } else { Self::Never })
    }
}

/// Implements `WithLifetime`; and `ByReference` and `Taken` (and so `FromValue`) if helpers take the type by reference and by
/// value.
///
/// All of them depend on the types of the fields. The bounds on these have a lifetime of their own, `for<'__x>`, because
/// rustc reports a bound that never holds and has no parameters as an error.
pub(super) fn implement(
    ident: &Ident,
    generics: &Generics,
    variants: &[Variant<'_>],
    taken: &Taken<'_>,
) -> TokenStream {
    let lifetime = Lifetime::new("'__v", Span::call_site());
    let mut of_lifetime = with_lifetime(generics, &lifetime);
    for param in of_lifetime.type_params_mut() {
        param.bounds.push(parse_quote!(::template_runtime::__private::WithLifetime<#lifetime>));
    }
    let arguments = generics.params.iter().map(|param| match param {
        GenericParam::Lifetime(_) => quote!(#lifetime),
        GenericParam::Type(param) => {
            let ident = &param.ident;
            quote!(#ident)
        }
        GenericParam::Const(param) => {
            let ident = &param.ident;
            quote!(#ident)
        }
    });
    let this: Trees = if generics.params.is_empty() {
        ident.into()
    } else {
        quote!(#ident<#(#arguments),*>).into()
    };
    let fields = variants.iter().flat_map(|(_, fields)| fields.iter());
    let covariant = fields.filter(|field| mentions_params(&field.ty, ident, generics));
    let covariant = covariant.map(|field| -> WherePredicate {
        let (ty, _) = field_with_lifetime(&field.ty, ident, generics, &lifetime);
        parse_quote!(for<'__x> #ty: ::template_runtime::__private::WithLifetime<#lifetime>)
    });
    let mut proven = of_lifetime.clone();
    proven.make_where_clause().predicates.extend(covariant);
    let (impl_generics, _, where_clause) = proven.split_for_impl();
    // SAFETY (of the generated code): all lifetimes of the type are `'__v`, its type parameters implement the trait, and so
    // do the types of the fields that depend on either; where the type contains itself, it does because the others do. That
    // these are the fields of the type is checked by the function. The token has the span of the macro, because lints ignore
    // `unsafe` of other crates' macros, even if the user forbids it.
    let token = Ident::new("unsafe", Span::mixed_site());
    let check = check_fields(ident, generics, variants, &lifetime);
    let with_lifetime = quote! {
        #[automatically_derived]
        #token impl #impl_generics ::template_runtime::__private::WithLifetime<#lifetime> for #this #where_clause {
            #check
        }
    };
    let by_name = match taken {
        Taken::Never => return with_lifetime,
        Taken::Transparent { member, ty, try_from } => {
            let ty = field_with_own_lifetime(ty, generics, &lifetime);
            let content = quote!(<#ty as ::template_runtime::FromValue<#lifetime>>);
            let content = match try_from {
                None => Content {
                    param: quote!(#content::PARAM),
                    created: quote!(.map(|__content| Self { #member: __content })),
                    ty: content,
                },
                Some(span) => {
                    let name = format!("a `{ident}`");
                    let try_from = quote_spanned! {*span=>
                        <Self as ::core::convert::TryFrom<#ty>>::try_from(__content).ok()
                    };
                    Content {
                        param: quote!(::template_runtime::__private::checked_param(#content::PARAM, #name)),
                        created: quote!(.and_then(|__content| #try_from)),
                        ty: content,
                    }
                }
            };
            let taken = from_content(&this, &ty, &content, &of_lifetime, &lifetime);
            return quote!(#with_lifetime #taken);
        }
        Taken::ByReference | Taken::OnlyByReference => None,
        Taken::Variant(data) => Some(*data),
    };
    // Written as tokens, which is faster than parsing them. A type without parameters needs no bound for what is derived with
    // this.
    let given = of_lifetime.where_clause.as_ref().map(|clause| {
        let predicates = clause.predicates.iter();
        quote!(#(#predicates,)*)
    });
    let (impl_generics, _, _) = of_lifetime.split_for_impl();
    let if_data = (!generics.params.is_empty()).then(|| {
        quote!(where #given for<'__x> #this: ::template_runtime::Data + ::template_runtime::__private::WithLifetime<#lifetime>)
    });
    let of_name = by_name.map(|_| {
        quote! {
            const PARAM: ::template_runtime::Param =
                ::template_runtime::__private::variant_param::<Self>();

            fn of_value(
                __value: ::template_runtime::Value<#lifetime>,
            ) -> ::core::option::Option<&#lifetime Self> {
                ::template_runtime::__private::variant_of_value(__value)
            }
        }
    });
    let by_reference = quote! {
        #with_lifetime

        #[automatically_derived]
        impl #impl_generics ::template_runtime::ByReference<#lifetime> for #this #if_data {
            #of_name
        }
    };
    if let Taken::OnlyByReference = taken {
        return by_reference;
    }
    let Some(data) = by_name else {
        return quote! {
            #by_reference

            #[automatically_derived]
            impl #impl_generics ::template_runtime::__private::Taken<#lifetime> for #this
            where
                #given
                for<'__x> #this: ::core::marker::Copy + ::template_runtime::ByReference<#lifetime>,
            {
                type By = ::template_runtime::__private::ByCopy;
            }
        };
    };
    // The enum need not be `Copy`.
    let variants = data.variants.iter().map(|variant| &variant.ident);
    let copies = variants.map(|variant| quote!(Self::#variant => Self::#variant,));
    let header = [quote!(impl #impl_generics), quote!(for #this where #given)];
    let conversion = conversion(
        &header,
        &lifetime,
        &quote! {
            const PARAM: ::template_runtime::Param =
                ::template_runtime::__private::variant_param::<Self>();

            fn from_value(
                __value: ::template_runtime::Value<#lifetime>,
            ) -> ::core::option::Option<Self> {
                <Self as ::template_runtime::ByReference<#lifetime>>::of_value(__value)
                    .map(|__value| match __value { #(#copies)* })
            }
        },
    );
    quote!(#by_reference #conversion)
}

/// Returns the implementations of `Taken` and of `Conversion` with these items, for a type with a conversion of its own. The
/// header is what precedes the name of the trait, and what follows it.
fn conversion(
    [header, this]: &[TokenStream; 2],
    lifetime: &Lifetime,
    items: &TokenStream,
) -> TokenStream {
    quote! {
        #[automatically_derived]
        #header ::template_runtime::__private::Taken<#lifetime> #this {
            type By = ::template_runtime::__private::ByConversion;
        }

        #[automatically_derived]
        #header ::template_runtime::__private::Conversion<
            #lifetime,
            ::template_runtime::__private::ByConversion,
        > #this {
            #items
        }
    }
}

/// The tokens for the value of the only field of a struct, as a parameter.
struct Content {
    /// Its type, as the type of a parameter.
    ty: TokenStream,
    /// The parameter of the struct.
    param: TokenStream,
    /// The call that creates an optional struct from an optional value.
    created: TokenStream,
}

/// Returns the implementation of `Taken` for a struct that is created from the value of its only field, if helpers take that.
fn from_content(
    this: &Trees,
    field: &Type,
    content: &Content,
    generics: &Generics,
    lifetime: &Lifetime,
) -> TokenStream {
    let Content { ty: content, param, created } = content;
    let option = quote!(::core::option::Option);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let given = where_clause.iter().flat_map(|clause| &clause.predicates);
    let header = [
        quote!(impl #impl_generics),
        quote! {
            for #this
            where
                #(#given,)*
                for<'__x> #field: ::template_runtime::FromValue<#lifetime>,
        },
    ];
    conversion(
        &header,
        lifetime,
        &quote! {
            const PARAM: ::template_runtime::Param = #param;

            const IS_CREATED: ::core::primitive::bool = #content::IS_CREATED;

            fn from_value(__value: ::template_runtime::Value<#lifetime>) -> #option<Self> {
                #content::from_value(__value)#created
            }

            fn from_argument(
                __value: ::template_runtime::Value<#lifetime>,
                __memory: &mut dyn ::template_runtime::__private::Keep<#lifetime>,
            ) -> ::core::result::Result<#option<Self>, ::template_runtime::ErrorKind> {
                let __content = #content::from_argument(__value, __memory)?;
                ::core::result::Result::Ok(__content #created)
            }

            fn absent() -> #option<Self> {
                #content::absent()#created
            }
        },
    )
}

/// Returns the function that compiles only if the type has these fields and no others.
///
/// An attribute macro that is expanded after the derive macro may have changed them, to types without bounds. A type
/// without lifetimes and type parameters needs no bounds. No test covers it, because the tests have no attribute macro that
/// changes a struct.
fn check_fields(
    ident: &Ident,
    generics: &Generics,
    variants: &[Variant<'_>],
    lifetime: &Lifetime,
) -> Option<TokenStream> {
    if generics.params.iter().all(|param| matches!(param, GenericParam::Const(_))) {
        return None;
    }
    let arms = variants.iter().map(|(path, fields)| {
        let names: Vec<Ident> = (0..fields.len())
            .map(|index| format_ident!("__{index}", span = Span::mixed_site()))
            .collect();
        let members = fields.members();
        let checks = fields.iter().zip(&names).map(|(field, name)| {
            let ty = &field.ty;
            // A bound that has another lifetime for `'static` is on another type.
            if mentions_params(ty, ident, generics)
                && !field_with_lifetime(ty, ident, generics, lifetime).1
            {
                quote!(::template_runtime::__private::has_lifetime::<#lifetime, _>(#name);)
            } else {
                let ty = field_with_own_lifetime(ty, generics, lifetime);
                quote! {
                    ::template_runtime::__private::has_type(
                        #name,
                        ::core::marker::PhantomData::<*mut #ty>,
                    );
                }
            }
        });
        quote!(#path { #(#members: #names),* } => { #(#checks)* })
    });
    let matched = if variants.is_empty() { quote!(*self) } else { quote!(self) };
    Some(quote!(fn __check_fields(&mut self) { match #matched { #(#arms)* } }))
}
