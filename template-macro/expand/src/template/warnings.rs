//! Warnings. On stable Rust a macro can warn only by using a deprecated item, whose note is the message:
//! rustc reports "use of deprecated macro `template_warning`: …".

use crate::{
    data,
    rust_type::{cfgs, is_generic, static_type},
    template::{component::ComponentInput, options::TemplateOptions},
    template_text::TemplateText,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{
    Attribute, Field, ItemStruct, Meta, Path, Token, ext::IdentExt as _, punctuated::Punctuated,
    spanned::Spanned as _,
};
use template_bytecode::diagnostics::{Unescaped, nearest_name};
use template_compiler::{Escape, Symbolic};

/// Returns the warnings of the compiler.
pub(crate) fn compiler_warnings(
    item: &ItemStruct,
    text: &TemplateText,
    program: &Symbolic,
) -> TokenStream {
    let outer = inherited_attributes(item);
    let warnings = program.warnings.iter().map(|warning| {
        let warning = warn(text.span_of(warning.span), &warning.render(&text.source));
        quote!(#outer #warning)
    });
    quote!(#(#warnings)*)
}

/// The lints that, if a struct allows or expects them, turn off the warnings about its fields and slots.
pub(super) const STRUCT_LINTS: [&str; 2] = ["dead_code", "unused"];

/// The lints that, if a field allows or expects them, turn off the warning about it.
pub(super) const FIELD_LINTS: [&str; 3] = ["dead_code", "unused", "deprecated"];

/// Returns the fields of the struct that the template does not read, with their names; none if the text is empty: the template
/// is still to be written, or rustc has rejected its literal.
pub(super) fn unread_fields<'i>(
    item: &'i ItemStruct,
    text: &TemplateText,
    program: &Symbolic,
) -> Vec<(String, &'i Field)> {
    if text.source.text.is_empty() {
        return Vec::new();
    }
    let mut fields = data::fields_of(item).unwrap_or_default();
    fields.retain(|(name, field)| {
        let is_marked = field.ident.as_ref().is_some_and(|name| name.to_string().starts_with('_'))
            // It may rename the field.
            || field.attrs.iter().any(|attribute| attribute.path().is_ident("cfg_attr"))
            || program.helpers.iter().any(|helper| helper.path == *name);
        !is_marked && !program.reads.may_read(name)
    });
    fields
}

/// Returns a warning for each field of the struct that the template does not read, and that no component inherits. The code is
/// for the block with the constants of the template.
///
/// A field with the name of a helper, or with a name like one in the template, is probably meant to be read
/// there. There is no warning about it if a name of the template is unknown, which is an error.
pub(crate) fn unread_field_warnings(
    item: &ItemStruct,
    text: &TemplateText,
    program: &Symbolic,
) -> TokenStream {
    if allows(&item.attrs, &STRUCT_LINTS) {
        return quote!();
    }
    let outer = inherited_attributes(item);
    let names: Vec<&str> = program.names.iter().map(String::as_str).collect();
    let fields = unread_fields(item, text, program);
    let unread = fields.iter().filter(|(_, field)| !allows(&field.attrs, &FIELD_LINTS));
    let warnings = unread.map(|(name, field)| {
        let mut help =
            "remove it, or put `#[data(skip)]` on it if it is not for the template".to_owned();
        let span = match &field.ident {
            Some(ident) => {
                help += &format!(", or rename it to `_{}`", ident.unraw());
                ident.span()
            }
            None => field.ty.span(),
        };
        let message = format!("the template does not read `{name}`\nhelp: {help}");
        let cfgs = field.attrs.iter().filter(|attribute| attribute.path().is_ident("cfg"));
        let is_similar = names.contains(&name.as_str()) || nearest_name(name, &names).is_some();
        // Whether a name is unknown may depend on type parameters.
        if is_similar && is_generic(&item.generics) {
            return quote!();
        }
        let this = static_type(&item.ident, &item.generics);
        let has_unknown_name =
            is_similar.then(|| quote!(<#this>::__TEMPLATE_LINKED.has_unknown_name()));
        let is_inherited = program.reads.inherited.then(|| quote!(__UNIT.may_inherit(#name)));
        let is_certain = has_unknown_name.is_none() && is_inherited.is_none();
        let conditions = has_unknown_name.into_iter().chain(is_inherited);
        let warning = if is_certain {
            warn(span, &message)
        } else {
            warn_unless(span, &message, &quote!(#(#conditions)||*))
        };
        quote!(#outer #(#cfgs)* #warning)
    });
    quote!(#(#warnings)*)
}

/// Returns a warning for each slot of the struct that the template does not name; none if the text is empty.
pub(crate) fn unused_slot_warnings(
    item: &ItemStruct,
    text: &TemplateText,
    component: &ComponentInput,
    program: &Symbolic,
) -> TokenStream {
    let is_allowed = text.source.text.is_empty() || allows(&item.attrs, &STRUCT_LINTS);
    let outer = inherited_attributes(item);
    let unused = program.unused_slots.iter().filter(|_| !is_allowed);
    let warnings = unused.filter_map(|slot| component.slot_names().nth(*slot)).map(|name| {
        let plain = name.unraw();
        let message = format!(
            "the template does not print the slot `{plain}`\nhelp: write `{{{{yield to=\"{plain}\"}}}}`, or remove it"
        );
        let warning = warn(name.span(), &message);
        quote!(#outer #warning)
    });
    quote!(#(#warnings)*)
}

/// Returns the warnings for unescaped mustaches around values that are not escaped anyway. This depends on the
/// type, which only linking knows: each warning is a method call that rustc resolves, by the kind of value
/// that linking has found, to one of several traits, some of which have a deprecated method.
pub(crate) fn link_warnings(
    item: &ItemStruct,
    text: &TemplateText,
    options: &TemplateOptions,
    program: &Symbolic,
) -> TokenStream {
    let (outer, this) = (inherited_attributes(item), static_type(&item.ident, &item.generics));
    let warnings = program.unescaped.iter().enumerate().map(|(index, unescaped)| {
        // A custom escaper receives all values except `SafeHtml`.
        let is_custom = options.compiler.escape == Escape::Custom;
        let traits = Unescaped::UNCHANGED.map(|kind| {
            let name = Ident::new(kind.name(), Span::mixed_site());
            let number = kind as usize;
            let warns = kind == Unescaped::SafeHtml || !is_custom;
            let warning = unescaped.redundant_unescaped_warning(kind.description(), &text.source);
            let note = warning.render(&text.source);
            let deprecated = warns.then(|| quote!(#[deprecated(note = #note)]));
            quote! {
                trait #name { #deprecated fn in_unescaped_mustache() {} }
                impl #name for [(); #number] {}
            }
        });
        let unknown = Unescaped::Unknown as usize;
        let span = text.span_of(unescaped.mustache.span);
        let used = quote_spanned!(span=> in_unescaped_mustache);
        quote! {
            #outer
            const _: () = {
                trait Unknown { fn in_unescaped_mustache() {} }
                impl Unknown for [(); #unknown] {}
                #(#traits)*
                let _: fn() = <[(); <#this>::__TEMPLATE_LINKED.unescaped(#index)]>::#used;
            };
        }
    });
    quote!(#(#warnings)*)
}

/// Returns a warning with a message.
fn warn(span: Span, message: &str) -> TokenStream {
    // The definition has the same span as its use: otherwise the name would not resolve inside other macros.
    let name = Ident::new("template_warning", span);
    quote! {
        const _: () = {
            #[deprecated(note = #message)]
            macro_rules! #name { () => {}; }
            #name! {}
        };
    }
}

/// Returns a warning that rustc shows unless a constant expression is true: a method call that rustc resolves to one of two
/// traits, one of which has a deprecated method.
fn warn_unless(span: Span, message: &str, condition: &TokenStream) -> TokenStream {
    let used = quote_spanned!(span=> template_field);
    quote! {
        const _: () = {
            trait Unread { #[deprecated(note = #message)] fn template_field() {} }
            trait MaybeRead { fn template_field() {} }
            impl Unread for [(); 0] {}
            impl MaybeRead for [(); 1] {}
            let _: fn() = <[(); (#condition) as ::core::primitive::usize]>::#used;
        };
    }
}

/// Returns the attributes of the struct that apply to its warnings: `#[cfg]`, and the lint levels of
/// `deprecated` and `warnings`.
fn inherited_attributes(item: &ItemStruct) -> TokenStream {
    let cfgs = cfgs(item).into_iter();
    let levels = item.attrs.iter().filter(|attribute| {
        let lints = ["deprecated", "warnings"];
        is_level_of(attribute, &["allow", "warn", "deny", "forbid"], &lints)
    });
    quote!(#(#cfgs)* #(#levels)*)
}

/// Returns `true` if attributes allow or expect one of these lints.
fn allows(attributes: &[Attribute], lints: &[&str]) -> bool {
    attributes.iter().any(|attribute| is_level_of(attribute, &["allow", "expect"], lints))
}

/// Returns `true` if an attribute sets one of these levels for one of these lints.
pub(super) fn is_level_of(attribute: &Attribute, levels: &[&str], lints: &[&str]) -> bool {
    let is = |path: &Path, names: &[&str]| names.iter().any(|name| path.is_ident(name));
    let named = |list: Punctuated<Meta, Token![,]>| list.iter().any(|meta| is(meta.path(), lints));
    is(attribute.path(), levels)
        && attribute.parse_args_with(Punctuated::parse_terminated).is_ok_and(named)
}
