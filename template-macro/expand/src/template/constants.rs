//! The constants of the program of a template, or of a fragment of it.

use crate::{
    helper::binding::BoundHelpers,
    rust_type::{is_generic, static_type},
    template::{
        emit,
        options::TemplateOptions,
        program::{impl_header, interpreted, scratch_size},
    },
    template_text::TemplateText,
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::{ItemStruct, ext::IdentExt as _};
use template_bytecode::TEXT_PAD;
use template_compiler::Symbolic;

/// The names of the items of a program.
pub(super) struct ProgramNames {
    /// The free constant that is the input of linking, if other items refer to it.
    unit: Ident,
    size_hint: Ident,
    /// The alias of `ProgramOf`, with the type of the template as its parameter.
    pub(super) program_of: Ident,
    /// The associated constant that is the result of linking, if other items refer to it.
    pub(super) linked: Ident,
    /// The associated constant that is the program.
    pub(super) program: Ident,
    /// The associated constant that is the program in which calls are replaced, if it calls components.
    inlined: Ident,
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
            program_of: format_ident!("__ProgramOf"),
            linked: format_ident!("__TEMPLATE_LINKED"),
            program: format_ident!("PROGRAM"),
            inlined: format_ident!("__TEMPLATE_INLINED"),
            fragment: quote!(()),
            title: template.unraw().to_string(),
        }
    }

    /// Returns the names for the fragment of a template with this index.
    pub(super) fn of_fragment(template: &Ident, index: usize, fragment: &str) -> Self {
        Self {
            unit: format_ident!("__UNIT_{index}"),
            size_hint: format_ident!("__SIZE_HINT_{index}"),
            program_of: format_ident!("__ProgramOf_{index}"),
            linked: format_ident!("__TEMPLATE_LINKED_{index}"),
            program: format_ident!("__TEMPLATE_PROGRAM_{index}"),
            inlined: format_ident!("__TEMPLATE_INLINED_{index}"),
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
    /// Whether items without the type parameters of the struct refer to the input of linking.
    pub(super) has_free_unit: bool,
    /// Whether items outside of the block of the template, or of its ops, refer to the result of linking.
    pub(super) has_linked: bool,
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
    /// The expression that proves the type that the program is linked to, with the function that runs it.
    pub(super) proof: TokenStream,
}

impl Emitter<'_> {
    /// Returns the constants of a program. `visibility` is the visibility of the program, with its attributes.
    pub(super) fn constants(
        &self,
        program: &Symbolic,
        names: &ProgramNames,
        visibility: &TokenStream,
    ) -> Constants {
        let Self { item, text, options, helpers, .. } = self;
        let ProgramNames { unit, size_hint, program_of, linked, program: constant, title, .. } =
            names;
        let ProgramNames { inlined, fragment, .. } = names;
        let BoundHelpers { specs, calls, components, names: helper_names, values, .. } = helpers;
        let (texts, input) = emit::unit(program, &text.source, specs, options.compiler.escape);
        let (stack, variables) =
            (usize::from(program.limits.stack), usize::from(program.limits.variables));
        // With the final `Return`.
        let ops = program.ops.len() + 1;
        let files = text.source.files().map(|file| file.name);
        let name_count = program.names.len();
        let (steps, unescaped) = (program.long_path_segments, program.unescaped.len());
        let places = program.place_count();
        let scratch = scratch_size(program.limits.scratch, options.scratch.as_ref());
        let (free_unit, texts, input) = if self.has_free_unit {
            let constant = quote!(const #unit: &__p::Unit<'static> = { #texts &#input };);
            (constant, quote!(), quote!(*#unit))
        } else {
            (quote!(), texts, input)
        };
        let mut callees = TokenStream::new();
        if !program.helpers.is_empty() {
            callees.extend(quote! {
                helpers: #calls,
                components: #components,
                helper_names: #helper_names,
                helper_values: #values,
            });
        }
        if options.escaper.is_some() {
            let escaper = options.custom_escaper();
            callees.extend(quote!(escaper: #escaper,));
        }
        let callees = (!callees.is_empty()).then(|| {
            quote! {
                const CALLEES: __p::Callees = __p::Callees { #callees ..__p::Callees::NONE };
            }
        });
        let own = Ident::new("__TEMPLATE_SCRATCH", Span::mixed_site());
        // A constant with type parameters cannot be the size of an array.
        let rows = if is_generic(&item.generics) {
            quote!([#places])
        } else {
            let this = static_type(&item.ident, &item.generics);
            quote!(#program_of<#this>)
        };
        let text_len = program.text.len() - TEXT_PAD;
        let linked_program = quote!(<#program_of<Self>>::LINKED);
        let run_program = quote! {
            ::template_runtime::__run_program!(#program_of<Self>, #text_len, #rows)
        };
        let (inlined_program, run_program, needs) = if inlines_calls(item, options, program) {
            let this = static_type(&item.ident, &item.generics);
            let inlined_program = quote! {
                #[doc(hidden)]
                const #inlined: __p::InlinedProgram = ::template_runtime::__inlined!(
                    <#this>::#constant, #linked_program, #run_program
                );
            };
            let run_program = quote!(&const { Self::#inlined.program });
            (inlined_program, run_program, quote!(Self::#inlined.needs))
        } else {
            (quote!(), run_program, quote!(#linked_program.needs))
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
        // SAFETY (of the generated code of the implementation): the compiler has verified the ops, and the limits are the
        // result; the helpers are bound to the functions of their specifications. The token has the span of the macro, because
        // lints ignore `unsafe` of other crates' macros, even if the user forbids it.
        let [generics, this, bounds] = impl_header(item);
        let linked_type = quote!(#ops, #name_count, #steps, #unescaped, #places);
        let free = quote! {
            #free_unit
            static #size_hint: __p::SizeHint = __p::SizeHint::NEW;
            type #program_of<__T> = __p::ProgramOf<__T, #fragment, #stack, #variables, #linked_type>;

            #unsafe_token impl #generics __p::TemplateProgram<#fragment> for #this #bounds {
                const UNLINKED: &'static __p::UnlinkedProgram = {
                    #texts
                    &__p::UnlinkedProgram {
                        unit: #input,
                        name: #title,
                        files: &[#(#files),*],
                        scratch: #scratch,
                        size_hint: &#size_hint,
                    }
                };
                #callees
            }
        };
        let linked_constant = self.has_linked.then(|| {
            quote! {
                #[doc(hidden)]
                const #linked: &'static __p::Linked<#linked_type> = #linked_program;
            }
        });
        let associated = quote! {
            #linked_constant

            #visibility const #constant: &'static __t::Program<'static> =
                <#program_of<Self>>::PROGRAM;

            #inlined_program
        };
        // In the function that uses it, because rustc takes longer over a constant of its own.
        let proof = quote! {
            const {
                #own_scratch
                #unsafe_token { __p::LinkedProgram::#proven }
            }
        };
        Constants { free, associated, scratch, needs, proof }
    }
}

/// Returns `true` if the program that runs is one in which calls of components may be replaced. Of a struct with type
/// parameters, the size of that program cannot be computed.
fn inlines_calls(item: &ItemStruct, options: &TemplateOptions, program: &Symbolic) -> bool {
    let calls_component = program.helpers.iter().any(|helper| helper.is_component);
    calls_component && !options.unroll && !is_generic(&item.generics)
}
