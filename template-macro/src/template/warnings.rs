//! Warnings. A macro of stable Rust has one way to warn: it uses something deprecated, whose note is
//! the message. rustc says "use of deprecated macro `template_warning`: …".

use crate::{
    data,
    rust_type::{cfgs, plain_name, static_type},
    template::{options::TemplateOptions, text::TemplateText},
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{
    Attribute, ItemStruct, Meta, Path, Token, punctuated::Punctuated, spanned::Spanned as _,
};
use template_bytecode::diagnostics::Unescaped;
use template_compiler::{Escape, Symbolic};

/// Returns the warnings of the compiler.
pub(crate) fn compiler_warnings(
    item: &ItemStruct,
    text: &TemplateText,
    program: &Symbolic,
) -> TokenStream {
    let outer = outer(item);
    let warnings = program.warnings.iter().map(|warning| {
        let warning = warn(text.span_of(warning.span), &warning.render(&text.source));
        quote!(#outer #warning)
    });
    quote!(#(#warnings)*)
}

/// Fields of the struct that the template does not read. One without text is yet to be written, or its
/// literal is wrong.
pub(crate) fn unread_field_warnings(
    item: &ItemStruct,
    text: &TemplateText,
    program: &Symbolic,
) -> TokenStream {
    let is_meant = text.source.text.is_empty() || allows(&item.attrs, &["dead_code", "unused"]);
    let fields = if is_meant { Vec::new() } else { data::fields_of(item).unwrap_or_default() };
    let outer = outer(item);
    let unread = fields.iter().filter(|(name, field)| {
        let is_meant = field.ident.as_ref().is_some_and(|name| name.to_string().starts_with('_'))
            || allows(&field.attrs, &["dead_code", "unused", "deprecated"]);
        !is_meant && !program.reads.may_read(name)
    });
    let warnings = unread.map(|(name, field)| {
        let mut help =
            "remove it, or put `#[data(skip)]` on it if it is not for the template".to_owned();
        let span = match &field.ident {
            Some(ident) => {
                help += &format!(", or call it `_{}`", plain_name(ident));
                ident.span()
            }
            None => field.ty.span(),
        };
        let warning = warn(span, &format!("the template does not read `{name}`\nhelp: {help}"));
        let cfgs = field.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg"));
        quote!(#outer #(#cfgs)* #warning)
    });
    quote!(#(#warnings)*)
}

/// Mustaches that keep from being escaped what is not escaped anyway. The type decides, so rustc is
/// made to choose among traits, of which some are deprecated, by what link has found.
pub(crate) fn link_warnings(
    item: &ItemStruct,
    text: &TemplateText,
    options: &TemplateOptions,
    program: &Symbolic,
) -> TokenStream {
    let (outer, this) = (outer(item), static_type(&item.ident, &item.generics));
    let warnings = program.unescaped.iter().enumerate().map(|(index, raw)| {
        // An escaper of the user's own is given all but `SafeHtml`.
        let is_custom = options.compiler.escape == Escape::Custom;
        let traits = Unescaped::UNCHANGED.map(|kind| {
            let name = Ident::new(kind.name(), Span::mixed_site());
            let number = kind as usize;
            let warns = kind == Unescaped::SafeHtml || !is_custom;
            let warning = raw.unneeded_unescaped_warning(kind.description(), &text.source);
            let note = warning.render(&text.source);
            let deprecated = warns.then(|| quote!(#[deprecated(note = #note)]));
            quote! {
                trait #name { #deprecated fn in_raw_mustache() {} }
                impl #name for [(); #number] {}
            }
        });
        let unknown = Unescaped::Unknown as usize;
        let span = text.span_of(raw.mustache.span);
        let used = quote_spanned!(span=> in_raw_mustache);
        quote! {
            #outer
            const _: () = {
                trait Unknown { fn in_raw_mustache() {} }
                impl Unknown for [(); #unknown] {}
                #(#traits)*
                let _: fn() = <[(); <#this>::__LINKED.raw(#index)]>::#used;
            };
        }
    });
    quote!(#(#warnings)*)
}

/// A warning with a message.
fn warn(span: Span, message: &str) -> TokenStream {
    // Its definition has the same span: else the name could not be found from within other macros.
    let name = Ident::new("template_warning", span);
    quote! {
        const _: () = {
            #[deprecated(note = #message)]
            macro_rules! #name { () => {}; }
            #name! {}
        };
    }
}

/// What an item that warns has from the struct: the conditions under which that is there, and what is
/// to become of warnings.
fn outer(item: &ItemStruct) -> TokenStream {
    let cfgs = cfgs(item).into_iter();
    let levels = item.attrs.iter().filter(|attribute| {
        let lints = ["deprecated", "warnings"];
        lints_of(attribute, &["allow", "warn", "deny", "forbid"], &lints)
    });
    quote!(#(#cfgs)* #(#levels)*)
}

/// Whether attributes allow, or expect, one of these lints.
fn allows(attributes: &[Attribute], lints: &[&str]) -> bool {
    attributes.iter().any(|attribute| lints_of(attribute, &["allow", "expect"], lints))
}

/// Whether an attribute has one of these names, and names one of these lints.
fn lints_of(attribute: &Attribute, names: &[&str], lints: &[&str]) -> bool {
    let is = |path: &Path, names: &[&str]| names.iter().any(|name| path.is_ident(name));
    let named = |list: Punctuated<Meta, Token![,]>| list.iter().any(|meta| is(meta.path(), lints));
    is(attribute.path(), names)
        && attribute.parse_args_with(Punctuated::parse_terminated).is_ok_and(named)
}
