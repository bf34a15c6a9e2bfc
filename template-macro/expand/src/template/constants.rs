//! The constants of the program of a template, or of a fragment of it.

use crate::{
    helper::binding::BoundHelpers,
    rust_type::{is_generic, static_type},
    template::{
        emit,
        options::TemplateOptions,
        program::{interpreted, scratch_size},
    },
    template_text::TemplateText,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{ItemStruct, ext::IdentExt as _};
use template_bytecode::TEXT_PAD;
use template_compiler::Symbolic;

/// The names of the items of a program.
pub(super) struct ProgramNames {
    /// The free constant that is the input of linking.
    pub(super) unit: Ident,
    size_hint: Ident,
    /// The associated constant that is the result of linking.
    pub(super) linked: Ident,
    /// The associated constant that is the program.
    pub(super) program: Ident,
    /// The associated constant that is the program in which calls are replaced, if it calls components.
    inlined: Ident,
    /// The associated constant that proves the type that the program is linked to, with the function that runs it.
    pub(super) proof: Ident,
    /// The type that stands for the fragment; `()` for the template.
    pub(super) fragment: TokenStream,
    /// The name in disassemblies.
    title: String,
}

impl ProgramNames {
    /// Returns the names for a template.
    pub(super) fn of_template(template: &Ident) -> Self {
        Self {
            unit: format_ident!("__UNIT"),
            size_hint: format_ident!("__SIZE_HINT"),
            linked: format_ident!("__TEMPLATE_LINKED"),
            program: format_ident!("PROGRAM"),
            inlined: format_ident!("__TEMPLATE_INLINED"),
            proof: format_ident!("__TEMPLATE_PROOF"),
            fragment: quote!(()),
            title: template.unraw().to_string(),
        }
    }

    /// Returns the names for the fragment of a template with this index.
    pub(super) fn of_fragment(template: &Ident, index: usize, fragment: &str) -> Self {
        Self {
            unit: format_ident!("__UNIT_{index}"),
            size_hint: format_ident!("__SIZE_HINT_{index}"),
            linked: format_ident!("__TEMPLATE_LINKED_{index}"),
            program: format_ident!("__TEMPLATE_PROGRAM_{index}"),
            inlined: format_ident!("__TEMPLATE_INLINED_{index}"),
            proof: format_ident!("__TEMPLATE_PROOF_{index}"),
            fragment: format_ident!("__Fragment_{index}").to_token_stream(),
            title: format!("{}.{fragment}", template.unraw()),
        }
    }
}

/// The common parts of the programs of a template and of its fragments.
pub(super) struct Emitter<'t> {
    pub(super) item: &'t ItemStruct,
    pub(super) text: &'t TemplateText,
    pub(super) options: &'t TemplateOptions,
    pub(super) helpers: &'t BoundHelpers,
}

/// The constants of a program.
pub(super) struct Constants {
    /// The constants that are free items.
    pub(super) free: TokenStream,
    /// The constants that are associated with the struct.
    pub(super) associated: TokenStream,
    /// The expression for the number of bytes of scratch memory.
    pub(super) scratch: TokenStream,
    /// The expression for the parts of the interpreter that the program needs.
    pub(super) needs: TokenStream,
}

impl Emitter<'_> {
    /// Returns the constants of a program. `visibility` is the visibility of the program, with its attributes.
    pub(super) fn constants(
        &self,
        program: &Symbolic,
        names: &ProgramNames,
        visibility: &TokenStream,
    ) -> Constants {
        let Self { item, text, options, helpers } = self;
        let ProgramNames { unit, size_hint, linked, program: constant, title, .. } = names;
        let ProgramNames { proof, inlined, fragment, .. } = names;
        let BoundHelpers { specs, calls, components, names: helper_names, values, .. } = helpers;
        let input = emit::unit(unit, program, &text.source, specs, options.compiler.escape);
        let (stack, variables) =
            (usize::from(program.limits.stack), usize::from(program.limits.variables));
        // With the final `Return`.
        let ops = program.ops.len() + 1;
        let files = text.source.files().map(|file| file.name);
        let name_count = program.names.len();
        let (steps, unescaped) = (program.long_path_segments, program.unescaped.len());
        let places = program.place_count();
        let scratch = scratch_size(program.limits.scratch, options.scratch.as_ref());
        // A copy of the code, so that the other results of linking are not part of the binary.
        let mut program_tables = quote! {
            (&const { Self::#linked.code }).program_tables::<Self>(
                #unit,
                #title,
                &[#(#files),*],
                #scratch,
                &#size_hint,
            )
        };
        if !program.helpers.is_empty() {
            program_tables = quote! {
                __p::ProgramTables {
                    helpers: #calls,
                    components: #components,
                    helper_names: #helper_names,
                    helper_values: #values,
                    ..#program_tables
                }
            };
        }
        if options.escaper.is_some() {
            let escaper = options.custom_escaper();
            program_tables = quote!(__p::ProgramTables { escaper: #escaper, ..#program_tables });
        }
        let own = Ident::new("__TEMPLATE_SCRATCH", Span::mixed_site());
        // A constant with type parameters cannot be the size of an array.
        let rows = if is_generic(&item.generics) {
            quote!([#places])
        } else {
            let this = static_type(&item.ident, &item.generics);
            quote!(<#this>::#linked.place_entries())
        };
        let text_len = program.text.len() - TEXT_PAD;
        let run_program = quote! {
            ::template_runtime::__run_program!(
                Self::#constant, #unit, #text_len, Self::#linked, #rows
            )
        };
        let (inlined_program, run_program, needs) = if inlines_calls(item, options, program) {
            let this = static_type(&item.ident, &item.generics);
            let inlined_program = quote! {
                #[doc(hidden)]
                const #inlined: __p::InlinedProgram = ::template_runtime::__inlined!(
                    <#this>::#constant, Self::#linked, #run_program
                );
            };
            let run_program = quote!(&const { Self::#inlined.program });
            (inlined_program, run_program, quote!(Self::#inlined.needs))
        } else {
            (quote!(), run_program, quote!(Self::#linked.needs))
        };
        let proven = if options.unroll {
            quote!(unrolled::<#fragment>(#run_program))
        } else {
            let size = if options.scratch.is_some() { quote!(#own) } else { scratch.clone() };
            interpreted(program.limits, &size, &run_program, &needs)
        };
        // The user's expression is outside of the unsafe block: rustc then reports its errors once.
        let own_scratch = (options.scratch.is_some() && !options.unroll)
            .then(|| quote!(const #own: ::core::primitive::usize = #scratch;));
        // SAFETY (of the generated code): the program is the result of linking the verified program to the layout of the
        // type, or of replacing calls in it, and the interpreter, if there is one, has memory for its limits. The token has
        // the span of the macro, because lints ignore `unsafe` of other crates' macros, even if the user forbids it.
        let unsafe_token = Ident::new("unsafe", Span::mixed_site());
        // SAFETY (of the generated code): the compiler has verified the ops, which link has then linked, and
        // the limits are the result. The block contains no tokens of the user, which could call unsafe functions in
        // it. It has the span of the macro, because lints ignore `unsafe` of other crates' macros, even if the user
        // forbids it.
        let parts = Ident::new("__parts", Span::mixed_site());
        let checked_program = quote_spanned! {Span::mixed_site()=>
            unsafe { __t::Program::new(#parts) }
        };
        let free = quote! {
            #input
            static #size_hint: __p::SizeHint =
                __p::SizeHint::new();
        };
        let associated = quote! {
            #[doc(hidden)]
            const #linked: &'static __p::Linked<
                #ops,
                #name_count,
                #steps,
                #unescaped,
                #places,
            > = &#unit.link::<Self, #stack, #variables, _, _, _, _, _>();

            #visibility const #constant: &'static __t::Program<'static> = &{
                let #parts = ::template_runtime::__program_tables!(#program_tables);
                #checked_program
            };

            #inlined_program

            #[doc(hidden)]
            const #proof: __p::LinkedProgram<Self> = {
                #own_scratch
                #unsafe_token { __p::LinkedProgram::#proven }
            };
        };
        Constants { free, associated, scratch, needs }
    }
}

/// Returns `true` if the program that runs is one in which calls of components may be replaced. Of a struct with type
/// parameters, the size of that program cannot be computed.
fn inlines_calls(item: &ItemStruct, options: &TemplateOptions, program: &Symbolic) -> bool {
    let calls_component = program.helpers.iter().any(|helper| helper.is_component);
    calls_component && !options.unroll && !is_generic(&item.generics)
}
