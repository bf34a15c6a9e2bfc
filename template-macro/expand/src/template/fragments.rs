//! Fragments: methods of the struct that return parts of the template, each with a separate program.

use crate::{
    rust_type::{identifier, is_generic, of_macro},
    template::{
        constants::{Constants, Emitter, ProgramNames},
        program::{checked_type, unrolled_program},
        reload::Reload,
    },
    template_text::TemplateText,
};
use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use std::collections::BTreeSet;
use syn::{Generics, Ident, ItemStruct};
use template_bytecode::diagnostics::MAX_ERRORS;
use template_compiler::{
    Diagnostic, Symbolic, SymbolicFragment,
    resolve::{invalid_name_error, names_of_fragments},
};

/// Checks that the names of all fragments can be names of methods. The compiler, which knows no identifiers, has
/// rejected most others.
///
/// # Errors
///
/// Returns an error for each fragment whose name cannot, at most [`MAX_ERRORS`].
pub(crate) fn check_names(program: Symbolic) -> Result<Symbolic, Vec<Diagnostic>> {
    let names = program.fragments.iter().map(|fragment| &fragment.name);
    let invalid = names.filter(|name| identifier(&name.text, Span::call_site()).is_none());
    let errors = invalid.map(|name| invalid_name_error(&name.text, name.span));
    let errors: Vec<Diagnostic> = errors.take(MAX_ERRORS).collect();
    if errors.is_empty() { Ok(program) } else { Err(errors) }
}

/// Returns the items of all fragments, among the items of the template. `bounded` are the generics of the struct with
/// the bounds of its implementations.
pub(super) fn implement(
    emitter: &Emitter<'_>,
    reload: &Reload,
    program: &Symbolic,
    bounded: &Generics,
) -> TokenStream {
    let fragments = program.fragments.iter().enumerate();
    fragments
        .map(|(index, fragment)| implement_one(emitter, reload, (index, fragment), bounded))
        .collect()
}

fn implement_one(
    emitter: &Emitter<'_>,
    reload: &Reload,
    (index, fragment): (usize, &SymbolicFragment),
    bounded: &Generics,
) -> TokenStream {
    let Emitter { item, text, options, .. } = emitter;
    let SymbolicFragment { name, program } = fragment;
    let span = text.span_of(name.span);
    let Some(method) = identifier(&name.text, span) else { return quote!() };
    let ident = &item.ident;
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, ty_generics, _) = item.generics.split_for_impl();
    let this = quote!(#ident #ty_generics);
    let names = ProgramNames::of_fragment(ident, index, &name.text);
    let ProgramNames { program_of, program: constant, fragment: marker, .. } = &names;
    let whole = &ProgramNames::of_template(ident).program_of;
    let Constants { free, associated, scratch, proof, .. } =
        emitter.constants(program, &names, &quote!(#[doc(hidden)]));
    // The template has the same errors, unless none of its jumps leads to the fragment. They are reported once.
    let checks = checked_type(item, bounded).map(|this| {
        quote_spanned! {span=>
            const _: () =
                <#program_of<#this>>::report_unless(<#whole<#this>>::LINKED.has_errors());
        }
    });
    let run_checks = is_generic(&item.generics).then(|| {
        quote_spanned! {span=>
            Self::__template_check();
            const { <#program_of<Self>>::report_unless(<#whole<Self>>::LINKED.has_errors()); };
        }
    });
    let run_checks = quote!(#run_checks);
    let unrolled_program =
        if options.unroll { unrolled_program(item, program, &names, &scratch) } else { quote!() };
    let bound = format_ident!("__template_bound_{index}");
    let part_method = format_ident!("__template_part_{index}");
    let return_reloaded = reload.return_bound(Some(index));
    let signature = signature(item, &method);
    let title = &name.text;
    quote! {
        #free

        impl #impl_generics #this #where_clause {
            #associated

            #[inline]
            fn #bound(&self) -> ::template_runtime::__private::Bound<'_> {
                #run_checks
                #return_reloaded
                ::template_runtime::__private::Bound::new(#proof, self)
            }

            #[inline]
            fn #part_method(&self) -> ::template_runtime::__private::TemplatePart<'_> {
                ::template_runtime::__private::TemplatePart::bound(self.#bound())
            }

            #[doc = ::core::concat!(
                "Returns the fragment `", #title, "`: a template that renders only this part, with the same data."
            )]
            #[must_use]
            #signature {
                ::template_runtime::__private::Fragment::<Self, #marker>::new(self)
            }
        }

        #[doc(hidden)]
        pub struct #marker;

        #[automatically_derived]
        impl #impl_generics ::template_runtime::__private::FragmentOf<#this> for #marker #where_clause {
            #[inline]
            fn program() -> &'static ::template_runtime::Program<'static> {
                <#this>::#constant
            }

            #[inline]
            fn bound<'t>(template: &'t #this) -> ::template_runtime::__private::Bound<'t> {
                template.#bound()
            }

            #[inline]
            fn part<'t>(__template: &'t #this) -> ::template_runtime::__private::TemplatePart<'t> {
                __template.#part_method()
            }
        }

        #unrolled_program

        #checks
    }
}

/// Returns a method with the checks that run where a template with type parameters is used, and the call of it: all
/// fragments share it with the template, so that rustc reports each error once. There is no such method if there are no
/// fragments or no checks.
pub(super) fn shared_checks(
    item: &ItemStruct,
    program: &Symbolic,
    checks: TokenStream,
) -> (TokenStream, TokenStream) {
    if program.fragments.is_empty() || !is_generic(&item.generics) {
        return (quote!(), checks);
    }
    let method = quote! {
        #[inline]
        fn __template_check() {
            #checks
        }
    };
    (method, quote!(Self::__template_check();))
}

/// Returns the methods of a template with errors, so that calls of them cause no further errors. Each returns the
/// template, which prints nothing.
pub(super) fn stub_methods(item: &ItemStruct, text: &TemplateText) -> TokenStream {
    let names: BTreeSet<&str> =
        text.source.files().flat_map(|file| names_of_fragments(file.text)).collect();
    let methods = names.into_iter().filter_map(|name| identifier(name, text.span));
    let methods = methods.map(|method| {
        let signature = signature(item, &method);
        quote! {
            #[allow(missing_docs)]
            #signature {
                self
            }
        }
    });
    quote!(#(#methods)*)
}

/// Returns the signature of the method of a fragment, which has the visibility of the struct.
fn signature(item: &ItemStruct, method: &Ident) -> TokenStream {
    let (visibility, method) = (&item.vis, of_macro(method));
    // The result borrows from the struct in every edition of the user's crate, because `impl` has the edition of this one.
    quote! {
        #visibility fn #method(
            &self,
        ) -> impl ::template_runtime::Template + ::core::fmt::Display + ::core::marker::Copy
    }
}
