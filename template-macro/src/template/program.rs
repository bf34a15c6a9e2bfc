//! What both forms of `template!` end in: a struct that implements `Template`.

use crate::{
    helper::binding,
    rust_type::{cfgs, is_generic, open_type, plain_name, static_type, with_data_bounds},
    template::{emit, options::TemplateOptions, text::TemplateText, warnings},
    unroll::unroll,
};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Expr, Ident, ItemStruct, spanned::Spanned as _};
use template_bytecode::diagnostics::MAX_DIAGNOSTICS;
use template_compiler::{Diagnostic, Symbolic, compile_text, source};

/// Compiles a template, whose helpers must have names that functions can have.
pub(crate) fn compile(
    text: &TemplateText,
    options: &TemplateOptions,
) -> Result<Symbolic, Vec<Diagnostic>> {
    binding::check_names(compile_text(&text.source.text, &options.compiler)?)
}

/// Implements `Template` for a struct.
pub(crate) fn implement(
    item: &ItemStruct,
    text: &TemplateText,
    options: &TemplateOptions,
    bound: &[(Ident, Expr)],
    program: &Symbolic,
) -> syn::Result<TokenStream> {
    let ident = &item.ident;
    let helpers = binding::bind(program, bound, text);
    let unit = emit::unit(program, &text.source);
    let bounded = with_data_bounds(&item.generics);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, ty_generics, _) = item.generics.split_for_impl();
    let name = plain_name(ident);
    let (ops, work) = (program.ops.len(), program.ops.len() + 1);
    let (dependency, file) = (&text.dependency, &text.source.file);

    let names = program.names.len();
    let (steps, raws) = (program.long_path_segments, program.unescaped.len());
    let linked = quote!(::template_runtime::__private::Linked<#ops, #names, #steps, #raws>);
    let warned = warnings::compiler_warnings(item, text, program);
    let needless = if is_generic(&item.generics) {
        quote!()
    } else {
        warnings::link_warnings(item, text, options, program)
    };
    let reports = reports(program, text);
    // A type without parameters is linked when the crate is checked. One with parameters is linked
    // for each use of it, and when the crate is checked as far as that does not depend on them.
    let checked = if is_generic(&item.generics) {
        open_type(ident, &item.generics)
    } else {
        Some(static_type(ident, &item.generics))
    };
    let checks = checked.iter().flat_map(|this| {
        reports.iter().map(
            move |(span, report)| quote_spanned!(*span=> const _: () = <#this>::__LINKED.#report;),
        )
    });
    let run_checks = reports
        .iter()
        .filter(|_| is_generic(&item.generics))
        .map(|(span, report)| quote_spanned!(*span=> const { Self::__LINKED.#report };));
    let run_checks = quote!(#(#run_checks)*);
    let (display, cfgs) = (display(item), cfgs(item));
    let escaper = match &options.escaper {
        Some(path) => {
            let escape =
                quote_spanned!(path.span()=> <#path as ::template_runtime::Escaper>::escape);
            quote!(::core::option::Option::Some(#escape))
        }
        None => quote!(::core::option::Option::None),
    };
    let scratch = match &options.scratch {
        // In a `let`, so that rustc only says that it is no `usize`.
        Some(size) => quote_spanned! {size.span()=>
            ::core::option::Option::Some({
                let __template_scratch: ::core::primitive::usize = #size;
                __template_scratch
            })
        },
        None => quote!(::core::option::Option::None),
    };
    let scratch = quote!({ ::template_runtime::__private::scratch_size(__LIMITS, #scratch) });
    let (run, interpreter) = if options.unroll {
        (run(program, &scratch, &run_checks), quote!(::core::option::Option::None))
    } else {
        (quote!(), interpreter(&scratch))
    };
    Ok(quote! {
        #(#cfgs)*
        // A very large template takes long to link: that is no endless loop.
        #[allow(long_running_const_eval)]
        const _: () = {
            #dependency
            #helpers
            #unit
            static __SIZE_HINT: ::template_runtime::__private::SizeHint =
                ::template_runtime::__private::SizeHint::new();

            impl #impl_generics #ident #ty_generics #where_clause {
                #[doc(hidden)]
                const __LINKED: &'static #linked = &__UNIT.link::<
                    #ops,
                    #work,
                    { __LIMITS.stack as ::core::primitive::usize },
                    { __LIMITS.variables as ::core::primitive::usize },
                    #names,
                    #steps,
                    #raws,
                >(<Self as ::template_runtime::Data>::SHAPE);
            }

            #[automatically_derived]
            impl #impl_generics ::template_runtime::Template for #ident #ty_generics #where_clause {
                const PROGRAM: &'static ::template_runtime::Program<'static> =
                    &::template_runtime::Program::new(::template_runtime::__private::ProgramParts {
                        name: #name,
                        files: &[#file],
                        // Copies, so that the rest of what link has found is not part of the program.
                        ops: &const { Self::__LINKED.ops },
                        text: __UNIT.text,
                        names: __UNIT.names,
                        steps: &const { Self::__LINKED.steps },
                        constants: __UNIT.constants,
                        helpers: __CALLS,
                        helper_names: __HELPER_NAMES,
                        helper_values: __HELPER_VALUES,
                        param_indexes: &const { Self::__LINKED.param_indexes },
                        positions: __UNIT.positions,
                        limits: __LIMITS,
                        escaper: #escaper,
                        size_hint: &__SIZE_HINT,
                        interpreter: #interpreter,
                    });

                fn __data(&self) -> ::template_runtime::Value<'_> {
                    #run_checks
                    ::template_runtime::Data::value(self)
                }

                #run
            }

            #(#checks)*
        };
        #display
        #warned
        #needless
    })
}

/// Returns the interpreter for the program.
fn interpreter(scratch: &TokenStream) -> TokenStream {
    let room = |limit| {
        let limit = Ident::new(limit, Span::mixed_site());
        quote!({
            ::template_runtime::__private::room_for(__LIMITS.#limit as ::core::primitive::usize)
        })
    };
    let (stack, variables, loops) = (room("stack"), room("variables"), room("loops"));
    quote! {
        ::core::option::Option::Some(
            ::template_runtime::__private::run::<#stack, #variables, #loops, #scratch>
        )
    }
}

/// Returns the method `run`, which is the unrolled program.
fn run(program: &Symbolic, scratch: &TokenStream, checks: &TokenStream) -> TokenStream {
    let (steps, has_scratch) = unroll(&program.ops);
    let call = if has_scratch {
        quote! {
            __u::run_with_scratch::<#scratch>(Self::PROGRAM, __out, |__run, mut __scope, mut __out| {
                #steps
            })
        }
    } else {
        quote!(__u::run(Self::PROGRAM, __out, |__run, mut __out| { #steps }))
    };
    quote! {
        #[allow(
            unreachable_code,
            unused_assignments,
            unused_mut,
            unused_variables,
            clippy::all,
            clippy::pedantic,
            reason = "nobody reads what is written here"
        )]
        fn __run<'o>(
            &self,
            __out: ::template_runtime::__private::Out<'o>,
        ) -> ::core::result::Result<
            ::template_runtime::__private::Out<'o>,
            ::template_runtime::Error,
        > {
            use ::template_runtime::{__private::unrolled as __u, bytecode as __b};
            #checks
            #call
        }
    }
}

/// Returns the calls that report the errors of link, each for a constant of its own: one for each
/// construct if spans inside the text are exact, else one for each error, all at the text.
fn reports(program: &Symbolic, text: &TemplateText) -> Vec<(Span, TokenStream)> {
    if !text.has_exact_spans() {
        let report = |index| (text.span, quote_spanned!(text.span=> report(#index, __UNIT)));
        return (0..MAX_DIAGNOSTICS).map(report).collect();
    }
    let report = |(op, span): (usize, &source::Span)| {
        let span = text.span_of(*span);
        (span, quote_spanned!(span=> report_at(#op, __UNIT)))
    };
    program.spans.iter().enumerate().map(report).collect()
}

/// Expands to the replacement of an invalid template: the struct exists and implements `Template`,
/// so that nothing else fails because of it.
pub(crate) fn broken(item: &ItemStruct, text: &TemplateText, errors: &[Diagnostic]) -> TokenStream {
    let errors = errors.iter().map(|error| {
        let message = error.render(&text.source);
        quote_spanned!(text.span_of(error.span)=> ::core::compile_error! { #message })
    });
    let errors = quote!(#(#errors)*);
    let name = plain_name(&item.ident);
    let template = implement_for(
        item,
        &quote!(::template_runtime::Template),
        &quote! {
            const PROGRAM: &'static ::template_runtime::Program<'static> =
                &::template_runtime::Program::new(
                    ::template_runtime::__private::ProgramParts::empty(#name),
                );
                fn __data(&self) -> ::template_runtime::Value<'_> {
                ::template_runtime::Value::Null
            }

            fn __run<'o>(
                &self,
                out: ::template_runtime::__private::Out<'o>,
            ) -> ::core::result::Result<
                ::template_runtime::__private::Out<'o>,
                ::template_runtime::Error,
            > {
                ::core::result::Result::Ok(out)
            }
        },
    );
    let display = display(item);
    quote!(#errors #template #display)
}

/// Stands in for a template whose struct cannot be data: it has no fields for templates.
pub(crate) fn without_data(item: &ItemStruct, text: &TemplateText) -> TokenStream {
    let data = implement_for(
        item,
        &quote!(::template_runtime::Data),
        &quote! {
            const SHAPE: ::template_runtime::ShapeRef = ::template_runtime::ShapeRef::ANY;

            fn value(&self) -> ::template_runtime::Value<'_> {
                ::template_runtime::Value::Null
            }
        },
    );
    let template = broken(item, text, &[]);
    quote!(#data #template)
}

/// The struct itself, with its data: attributes of `#[data(…)]` are the derive's.
pub(crate) fn declare(item: &ItemStruct) -> TokenStream {
    quote! {
        #[derive(::template_runtime::Data)]
        #item
    }
}

/// `Display`, which renders.
fn display(item: &ItemStruct) -> TokenStream {
    implement_for(
        item,
        &quote!(::core::fmt::Display),
        &quote! {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::template_runtime::__private::display(self, f)
            }
        },
    )
}

/// Implements a trait for a struct.
fn implement_for(item: &ItemStruct, implemented: &TokenStream, body: &TokenStream) -> TokenStream {
    let (ident, cfgs) = (&item.ident, cfgs(item));
    let bounded = with_data_bounds(&item.generics);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, ty_generics, _) = item.generics.split_for_impl();
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        impl #impl_generics #implemented for #ident #ty_generics #where_clause {
            #body
        }
    }
}
