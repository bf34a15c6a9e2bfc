//! The layouts of structs and enums: `Data::LAYOUT`, with the offsets and the types that rustc determines.

use super::{attributes::ReadMode, field::ReadField, template::root_shape};
use crate::{
    rust_type::{contains_self, is_generic, static_field, type_in_static},
    trees::Trees,
};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Generics, Ident, Member, spanned::Spanned as _};

/// The fields that templates can read, in the order of the shape.
pub(super) enum ObjectLayout {
    Struct(Vec<(Member, ReadField)>),
    /// For each field its [`variant_field`], if it is read at its place.
    Enum(Vec<Option<TokenStream>>),
}

/// Returns the static that holds the layout, if there is one, and the value of the constant `LAYOUT`.
pub(super) fn implement_layout(
    layout: &ObjectLayout,
    ident: &Ident,
    generics: &Generics,
    is_template: bool,
) -> (TokenStream, TokenStream) {
    let this = type_in_static(ident, generics);
    let object = match layout {
        ObjectLayout::Struct(fields) => {
            let shape = root_shape(is_template, &this);
            let fields = fields
                .iter()
                .map(|(member, field)| field_layout(&this, member, field, ident, generics));
            let name = if is_generic(generics) { "layout_object" } else { "layout_static_object" };
            let function = Ident::new(name, Span::call_site());
            quote! {
                __p::#function::<#this>(
                    #shape,
                    const {
                        let __this = ::core::mem::MaybeUninit::<#this>::uninit();
                        let __this = __this.as_ptr();
                        &[#(#fields),*]
                    },
                )
            }
        }
        ObjectLayout::Enum(fields) => {
            let none = quote!(::core::option::Option::None);
            let fields = fields.iter().map(|field| field.as_ref().unwrap_or(&none));
            quote! {
                __p::layout_enum::<#this>(const { &[#(#fields),*] })
            }
        }
    };
    implement_static(&object, generics)
}

/// Returns the static and the value of the constant `LAYOUT` of a `transparent` struct with this field.
pub(super) fn implement_transparent(
    member: &Member,
    field: &ReadField,
    ident: &Ident,
    generics: &Generics,
) -> (TokenStream, TokenStream) {
    let this = type_in_static(ident, generics);
    let field = field_layout(&this, member, field, ident, generics);
    let object = quote! {
        __p::layout_transparent::<#this>({
            let __this = ::core::mem::MaybeUninit::<#this>::uninit();
            let __this = __this.as_ptr();
            #field
        })
    };
    implement_static(&object, generics)
}

/// Returns a static for the layout that the unsafe expression `object` evaluates to, and the value of the
/// constant `LAYOUT`.
fn implement_static(object: &TokenStream, generics: &Generics) -> (TokenStream, TokenStream) {
    // With the span of the macro, because lints ignore `unsafe` of other crates' macros, even if the
    // user forbids it.
    let token = Ident::new("unsafe", Span::mixed_site());
    // SAFETY (of the generated code): the type has these fields, in the order of its shape, each
    // with its own offset or, in an enum, found by `__field_place`.
    let object = quote! {
        #token {
            use __p::NoLayout as _;
            #object
        }
    };
    // SAFETY (of the generated code): the layout describes the type, whose lifetimes are `'static` in
    // the static.
    if is_generic(generics) {
        let layout = quote!(#token { __p::Layout::with_lifetimes(const { &#object }) });
        (TokenStream::new(), layout)
    } else {
        let declaration = quote!(static __LAYOUT: __p::ErasedLayout = #object;);
        (declaration, quote!(#token { __p::Layout::with_lifetimes(&__LAYOUT) }))
    }
}

/// Returns an expression for the layout of a field of `*__this`.
fn field_layout(
    this: &Trees,
    member: &Member,
    field: &ReadField,
    ident: &Ident,
    generics: &Generics,
) -> TokenStream {
    let Some(layout) = layout_of_type(field, ident, generics) else {
        let number = field.number;
        return quote!(__p::layout_with::<#this, #number>());
    };
    quote! {
        __p::layout_field(
            __this,
            &raw const (*__this).#member,
            #layout,
        )
    }
}

/// Returns an expression for the place of the field at `index` of an enum, of type `Option<VariantField>`; `None` for
/// [`ReadMode::With`].
pub(super) fn variant_field(
    index: usize,
    field: &ReadField,
    ident: &Ident,
    generics: &Generics,
) -> Option<TokenStream> {
    let layout = layout_of_type(field, ident, generics)?;
    let this = type_in_static(ident, generics);
    Some(quote!(__p::variant_field::<#this, _, #index>(#layout)))
}

/// Returns an expression for the layout of the type of a field; `None` for [`ReadMode::With`].
fn layout_of_type(
    ReadField { ty, mode, .. }: &ReadField,
    ident: &Ident,
    generics: &Generics,
) -> Option<TokenStream> {
    let (ty, constant) = if is_generic(generics) {
        // A constant cannot refer to itself, as a static can: the layout ends here.
        let is_recursive = contains_self(ty, ident);
        (ty.clone(), if is_recursive { quote!(OPAQUE) } else { quote!(LAYOUT) })
    } else {
        (static_field(ty, ident, generics), quote!(LAYOUT))
    };
    match mode {
        ReadMode::With(_) => None,
        ReadMode::As { mode, .. } => Some(quote_spanned! {ty.span()=>
            <#ty as __p::ReadAs<#mode, _>>::LAYOUT
        }),
        ReadMode::Data => Some(quote!(__p::LayoutOf::<#ty>::#constant)),
    }
}
