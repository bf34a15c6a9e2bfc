//! The implementation of `Template` for the struct of either form of `template!`.

use crate::{
    crate_path,
    data::bounds_of_struct,
    deprecated,
    helper::binding,
    rust_type::{cfgs, is_generic, open_type, static_type},
    template::{
        constants::{Constants, Emitter, ProgramNames},
        fragments,
        options::TemplateOptions,
        partial_folder::PartialFolder,
        reload::Reload,
        warnings,
    },
    template_text::TemplateText,
    trees::{Trees, unless_empty},
    unroll::unroll,
};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use std::iter::zip;
use syn::{Expr, Generics, Ident, ItemStruct, LitStr, ext::IdentExt as _, spanned::Spanned as _};
use template_bytecode::{Limits, ScratchUsage, SymbolicOp};
use template_compiler::{Diagnostic, Symbolic, compile_source};

/// Compiles a template with its partials, on whose files the crate then depends, and checks that the names of
/// its helpers are names of functions.
///
/// # Errors
///
/// Returns the errors of the compiler, or one for each invalid name.
pub(crate) fn compile(
    text: &mut TemplateText,
    options: &TemplateOptions,
) -> Result<Symbolic, Vec<Diagnostic>> {
    let (compiled, used) = partial_folder(text, options)
        .with(|partials| compile_source(&mut text.source, &options.compiler, partials));
    text.dependency.extend(used.dependencies);
    text.missing_partials = used.missing;
    fragments::check_names(binding::check_names(compiled?)?)
}

/// Returns the folder of the partials of a template.
pub(super) fn partial_folder(text: &TemplateText, options: &TemplateOptions) -> PartialFolder {
    let folder = options.partials.as_ref().map(LitStr::value);
    PartialFolder::of(text, folder.as_deref())
}

/// Implements `Template` for a struct. `bound` are the functions that the macro call binds to names, and `within` further items,
/// which refer to the constants of the template.
pub(crate) fn implement(
    item: &ItemStruct,
    text: &TemplateText,
    options: &TemplateOptions,
    bound: &[(Ident, Expr)],
    program: &Symbolic,
    within: &TokenStream,
    has_warnings: bool,
) -> TokenStream {
    let ident = &item.ident;
    let helpers = binding::bind(program, bound, text, options.unroll);
    let helper_items = &helpers.items;
    let bounded = bounds_of_struct(&item.generics, &item.fields);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, ty_generics, _) = item.generics.split_for_impl();
    let dependency = &text.dependency;

    let link_warnings = if is_generic(&item.generics) {
        quote!()
    } else {
        warnings::link_warnings(item, text, options, program)
    };
    let emitter = Emitter {
        item,
        text,
        options,
        helpers: &helpers,
        has_free_unit: program.reads.inherited || cfg!(feature = "reload"),
        has_linked: options.unroll || has_warnings || !link_warnings.is_empty(),
    };
    let names = ProgramNames::of_template(ident);
    let visibility = quote! {
        /// The program of the template. Its `Display` is the disassembly.
        pub
    };
    let Constants { free, associated, scratch, needs, proof } =
        emitter.constants(program, &names, &visibility);
    let compiler_warnings = warnings::compiler_warnings(item, text, program);
    // One check is part of the block of all items: rustc takes longer over a constant of its own.
    let mut checks = checked_type(item, &bounded)
        .map_or_else(Vec::new, |this| reports(program, text, &names, &this));
    let check = checks.pop();
    let run_checks = if is_generic(&item.generics) {
        reports(program, text, &names, &quote!(Self).into())
    } else {
        Vec::new()
    };
    let run_checks = run_checks.iter().map(|check| quote_spanned!(text.span=> const { #check; };));
    let (check_method, run_checks) =
        fragments::shared_checks(item, program, quote!(#(#run_checks)*));
    let reload = Reload::of(&emitter, bound, program);
    let fragments = fragments::implement(&emitter, &reload, program, &bounded);
    let (reload_items, return_reloaded) = (&reload.items, reload.return_bound(None));
    let (display, responses, cfgs) = (display(item), responses(item), cfgs(item));
    let unrolled_program =
        if options.unroll { unrolled_program(item, program, &names, &scratch) } else { quote!() };
    // Most templates have none of these.
    let [dependency, helper_items, reload_items, within, check_method] =
        [dependency, helper_items, reload_items, within, &check_method].map(unless_empty);
    let [run_checks, return_reloaded, unrolled_program, fragments] =
        [&run_checks, &return_reloaded, &unrolled_program, &fragments].map(unless_empty);
    let [responses, compiler_warnings, link_warnings] =
        [&responses, &compiler_warnings, &link_warnings].map(unless_empty);
    let return_chunk_interpreter = reload.return_chunk_interpreter();
    let return_chunk_interpreter = unless_empty(&return_chunk_interpreter);
    let Limits { stack, variables, loops, .. } = program.limits;
    let chunk_methods = quote! {
        type Memory = __t::ChunkMemory<
            { __p::words_of_program(#stack, #variables, #loops, #scratch) },
        >;

        #[inline]
        fn __template_chunk_interpreter(&self) -> __p::ChunkInterpreter {
            #return_chunk_interpreter
            const { __p::chunk_interpreter(&#needs) }
        }
    };
    let aliases = crate_path::aliases();
    let items = quote! {
        #(#cfgs)*
        // Linking a very large template takes rustc long, but always terminates.
        #[allow(long_running_const_eval)]
        const _: () = {
            #aliases
            #dependency
            #helper_items
            #free
            #reload_items
            #within

            impl #impl_generics #ident #ty_generics #where_clause {
                #associated
                #check_method
            }

            #[automatically_derived]
            impl #impl_generics __t::Template for #ident #ty_generics #where_clause {
                #[inline]
                fn program(&self) -> &'static __t::Program<'static> {
                    Self::PROGRAM
                }

                #[inline]
                fn __template_bound(&self) -> __p::Bound<'_> {
                    #run_checks
                    #return_reloaded
                    __p::Bound::new(#proof, self)
                }

                #[inline]
                fn __template_value(&self) -> __t::Value<'_> {
                    __t::Data::value(self)
                }

                #chunk_methods
            }

            #unrolled_program

            #(const _: () = #checks;)*
            #fragments
            #check
        };
        #display
        #responses
    };
    let items = deprecated::allowed(deprecated::is_mentioned_in_struct(item), items);
    quote!(#items #compiler_warnings #link_warnings)
}

/// Returns the type for which a program is linked by `cargo check`. With type parameters it is linked for each use, and
/// by `cargo check` as far as it does not depend on the parameters.
pub(super) fn checked_type(item: &ItemStruct, bounded: &Generics) -> Option<Trees> {
    if is_generic(&item.generics) {
        open_type(&item.ident, bounded)
    } else {
        Some(static_type(&item.ident, &item.generics))
    }
}

/// Returns the call that proves the type that a program is linked to, with its interpreter, which has memory of the sizes
/// that the program needs, or more: the next power of two, so that programs of similar sizes share an instance of the
/// function.
pub(super) fn interpreted(
    limits: Limits,
    scratch: &TokenStream,
    program: &TokenStream,
    needs: &TokenStream,
) -> TokenStream {
    let size = |limit: u16| usize::from(limit).next_power_of_two();
    let (stack, variables) = (size(limits.stack), size(limits.variables));
    let loops = size(limits.loops.into());
    quote! {
        interpreted::<#stack, #variables, #loops, #scratch>(#program, &#needs)
    }
}

/// Returns the expression for the number of bytes of scratch memory. `wanted` is the size that the user has
/// chosen; it applies to programs whose strings are of unknown length.
pub(super) fn scratch_size(usage: ScratchUsage, wanted: Option<&Expr>) -> TokenStream {
    let size = usage.size();
    let Some(wanted) = wanted else { return quote!(#size) };
    let used = if usage.texts > 0 {
        quote_spanned!(wanted.span()=> __template_scratch)
    } else {
        quote!(#size)
    };
    // In a `let`, so that for another type rustc reports only that it is not a `usize`.
    quote_spanned! {wanted.span()=>
        {
            let __template_scratch: ::core::primitive::usize = #wanted;
            let _ = __template_scratch;
            #used
        }
    }
}

/// Returns the implementation of the trait whose method is the unrolled program.
pub(super) fn unrolled_program(
    item: &ItemStruct,
    program: &Symbolic,
    names: &ProgramNames,
    scratch: &TokenStream,
) -> TokenStream {
    let ProgramNames { linked, program: constant, fragment, .. } = names;
    let [generics, this, bounds] = impl_header(item);
    let unit = quote!(<Self as __p::TemplateProgram<#fragment>>::UNLINKED.unit);
    let (steps, has_scratch) = unroll(&program.ops, &unit, linked, constant);
    let call = if has_scratch {
        // SAFETY (of the generated code): the steps pass on values that borrow from the data, the program and scratch
        // memory only. The block contains no tokens of the user, and has the span of the macro.
        let [module, call, out, given] =
            ["__u", "__call", "__out", "__steps"].map(|name| Ident::new(name, Span::call_site()));
        let run = quote_spanned! {Span::mixed_site()=>
            unsafe { #module::run_with_scratch(Self::#constant, #call, #out, #given) }
        };
        quote! {
            let __steps = __u::steps::<#scratch, _>(|__run, mut __scope, mut __out| { #steps });
            #run
        }
    } else {
        quote!(__u::run(Self::#constant, __call, __out, |__run, mut __out| { #steps }))
    };
    quote! {
        #[automatically_derived]
        impl #generics __p::Unrolled<#fragment> for #this #bounds {
            #[inline]
            fn __template_run<'o>(
                &self,
                __out: __p::Out<'o>,
                __call: ::core::option::Option<&mut __p::Call<'_>>,
            ) -> ::core::result::Result<
                __p::Out<'o>,
                __t::Error,
            > {
                use __t::bytecode as __b;
                use __p::unrolled as __u;
                #call
            }
        }
    }
}

/// Returns the expressions that report the errors of linking the type `this`, each for a separate constant, so that rustc
/// reports all of them. If spans inside the text are exact, there is one for each construct in which there may be errors;
/// otherwise there is one for all, at the text.
fn reports(
    program: &Symbolic,
    text: &TemplateText,
    names: &ProgramNames,
    this: &Trees,
) -> Vec<TokenStream> {
    let program_of = &names.program_of;
    if !text.has_exact_spans() {
        return vec![quote_spanned!(text.span=> <#program_of<#this>>::report_all())];
    }
    let spans = zip(&program.ops, &program.spans).enumerate();
    let reported: Vec<(usize, Span)> = spans
        .filter(|(_, (op, _))| may_be_reported(op))
        .map(|(index, (_, span))| (index, text.span_of(*span)))
        .collect();
    // Each op belongs to the last reported one up to it, so that no error is lost.
    let ends = reported.iter().skip(1).map(|(op, _)| *op).chain([program.ops.len()]);
    let report = |((op, span), end): (&(usize, Span), usize)| quote_spanned!(*span=> <#program_of<#this>>::report_at(#op, #end));
    zip(&reported, ends).map(report).collect()
}

/// Returns `true` if link may find an error at an op, or in the value that it pushes.
fn may_be_reported(op: &SymbolicOp) -> bool {
    !matches!(
        op,
        SymbolicOp::Text { .. }
            | SymbolicOp::FinalBreak { .. }
            | SymbolicOp::Flush {}
            | SymbolicOp::Return {}
            | SymbolicOp::Jump { .. }
            | SymbolicOp::JumpIfTrue { .. }
            | SymbolicOp::JumpIfFalse { .. }
            | SymbolicOp::JumpIfTrueOrPop { .. }
            | SymbolicOp::JumpIfFalseOrPop { .. }
            | SymbolicOp::Next { .. }
            | SymbolicOp::Unbind { .. }
    )
}

/// Expands to the errors of an invalid template, and to an implementation of `Template` that prints nothing,
/// so that code which uses the struct causes no further errors.
pub(crate) fn stub(item: &ItemStruct, text: &TemplateText, errors: &[Diagnostic]) -> TokenStream {
    let errors = errors.iter().map(|error| {
        let message = error.render(&text.source);
        quote_spanned!(text.span_of(error.span)=> ::core::compile_error! { #message })
    });
    let errors = quote!(#(#errors)*);
    let name = item.ident.unraw().to_string();
    let template = implement_for(
        item,
        &quote!(::template_runtime::Template),
        &quote! {
            fn program(&self) -> &'static ::template_runtime::Program<'static> {
                Self::PROGRAM
            }

            fn __template_bound(&self) -> ::template_runtime::__private::Bound<'_> {
                ::template_runtime::__private::Bound::to_null(Self::PROGRAM)
            }

            fn __template_value(&self) -> ::template_runtime::Value<'_> {
                ::template_runtime::Value::Null
            }

            type Memory = ::template_runtime::AnyChunkMemory;

            fn __template_part(
                &self,
                _: ::core::primitive::usize,
            ) -> ::core::option::Option<::template_runtime::__private::TemplatePart<'_>> {
                ::core::option::Option::None
            }

            fn __template_parts(&self) -> ::template_runtime::__private::TemplateParts<'_> {
                ::template_runtime::__private::TemplateParts::of(self)
            }
        },
    );
    let (ident, cfgs) = (&item.ident, cfgs(item));
    let bounded = bounds_of_struct(&item.generics, &item.fields);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, ty_generics, _) = item.generics.split_for_impl();
    let (display, responses) = (display(item), responses(item));
    let fragments = fragments::stub_methods(item, text);
    quote! {
        #errors
        #(#cfgs)*
        impl #impl_generics #ident #ty_generics #where_clause {
            /// The program of the template, which is empty because of the errors.
            pub const PROGRAM: &'static ::template_runtime::Program<'static> =
                &::template_runtime::Program::empty(#name);

            #fragments
        }
        #template
        #display
        #responses
    }
}

/// Expands to implementations of `Data` and `Template` for a struct whose attributes are invalid. The data has
/// no fields, and the template prints nothing.
pub(crate) fn stub_without_data(item: &ItemStruct, text: &TemplateText) -> TokenStream {
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
    let template = stub(item, text, &[]);
    quote!(#data #template)
}

/// Returns the implementation of `Display`, which renders the template.
fn display(item: &ItemStruct) -> TokenStream {
    implement_for(
        item,
        &quote!(::core::fmt::Display),
        &quote! {
            fn fmt(&self, __formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::template_runtime::__private::display(self, __formatter)
            }
        },
    )
}

/// Returns the generics, the type and the bounds in the header of an implementation for a struct.
pub(super) fn impl_header(item: &ItemStruct) -> [TokenStream; 3] {
    let ident = &item.ident;
    let bounded = bounds_of_struct(&item.generics, &item.fields);
    let (impl_generics, _, where_clause) = bounded.split_for_impl();
    let (_, ty_generics, _) = item.generics.split_for_impl();
    [quote!(#impl_generics), quote!(#ident #ty_generics), quote!(#where_clause)]
}

/// Returns the implementations of the traits for responses, of the frameworks whose features are on.
fn responses(item: &ItemStruct) -> TokenStream {
    let cfgs = cfgs(item);
    let [generics, this, bounds] = impl_header(item);
    quote! {
        #(#cfgs)*
        ::template_runtime::__responses!([#generics] [#this] [#bounds]);
    }
}

/// Returns the implementation of a trait for a struct, with these items.
fn implement_for(item: &ItemStruct, implemented: &TokenStream, body: &TokenStream) -> TokenStream {
    let cfgs = cfgs(item);
    let [generics, this, bounds] = impl_header(item);
    quote! {
        #(#cfgs)*
        #[automatically_derived]
        impl #generics #implemented for #this #bounds {
            #body
        }
    }
}
