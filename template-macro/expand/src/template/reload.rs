//! The static item of a template for reloading it while the program runs, with feature `reload`.
//!
//! The macro `__reload!` of the runtime crate, which wraps all of it, expands to nothing in a build without
//! `debug_assertions`: paths of the developer's machine are in no release.

use crate::{
    helper::binding::{BoundHelpers, UncalledHelpers, bind_uncalled},
    template::{constants::Emitter, program::partial_folder},
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use std::env;
use syn::{Expr, ext::IdentExt as _};
use template_compiler::{DeclaredSlot, Symbolic};

/// The tokens of a template that is read again; they are empty for one that is not.
#[derive(Default)]
pub(super) struct Reload {
    /// The static item with the current version, and the macro's information about the template.
    pub(super) items: TokenStream,
    is_on: bool,
}

impl Reload {
    /// Returns the tokens of a template of the struct form: the others have no name by which their literal is found.
    /// `functions` are those that the macro call binds to names.
    pub(super) fn of(
        emitter: &Emitter<'_>,
        functions: &[(Ident, Expr)],
        program: &Symbolic,
    ) -> Self {
        if !cfg!(feature = "reload") || emitter.options.compiler.slots.is_none() {
            return Self::default();
        }
        // An edited template may call those that the template does not call.
        let uncalled = bind_uncalled(program, functions, emitter.text);
        unit(emitter, &uncalled, program).map_or_else(Self::default, |unit| {
            let bindings = uncalled.items;
            let items = quote! {
                ::template_runtime::__reload! {
                    #bindings
                    static __RELOADED: ::template_runtime::__private::Reloaded =
                        ::template_runtime::__private::Reloaded::new();
                    const __RELOAD_UNIT: &::template_runtime::__private::ReloadUnit = &#unit;
                }
            };
            Self { items, is_on: true }
        })
    }

    /// Returns the statements that return the bound program of the current version, if it is another than the one that
    /// was built: of the template, or of the fragment at an index.
    pub(super) fn return_bound(&self, fragment: Option<usize>) -> TokenStream {
        if !self.is_on {
            return quote!();
        }
        let fragment = match fragment {
            Some(index) => quote!(::core::option::Option::Some(#index)),
            None => quote!(::core::option::Option::None),
        };
        let bound = Ident::new("__bound", Span::mixed_site());
        quote! {
            ::template_runtime::__reload! {
                if let ::core::option::Option::Some(#bound) =
                    __RELOADED.bound(__RELOAD_UNIT, #fragment, self)
                {
                    return #bound;
                }
            }
        }
    }

    /// Returns the statement that returns the interpreter for rendering in chunks, which accepts any program.
    pub(super) fn return_chunk_interpreter(&self) -> TokenStream {
        if !self.is_on {
            return quote!();
        }
        quote! {
            ::template_runtime::__reload! {
                if true {
                    return ::template_runtime::__private::ChunkInterpreter::ALL_CAPABILITIES;
                }
            }
        }
    }
}

/// Returns the expression for the macro's information about a template, or `None` if a path is not Unicode.
fn unit(
    emitter: &Emitter<'_>,
    uncalled: &UncalledHelpers,
    program: &Symbolic,
) -> Option<TokenStream> {
    let Emitter { item, text, options, helpers, .. } = emitter;
    let name = item.ident.unraw().to_string();
    let folder = env::current_dir().ok()?.into_os_string().into_string().ok()?;
    let partials = partial_folder(text, options).root.into_os_string().into_string().ok()?;
    let missing = &text.missing_partials;
    let literal = match &text.path {
        Some(_) => quote!(::core::option::Option::None),
        None => {
            let (line, call) = (text.source.position(0).line, &options.call);
            quote!(::core::option::Option::Some((#line, #call)))
        }
    };
    let BoundHelpers { specs, calls, components, names, .. } = helpers;
    let UncalledHelpers {
        names: uncalled_names, specs: uncalled_specs, calls: uncalled_calls, ..
    } = uncalled;
    let fragments = program.fragments.iter().map(|fragment| &fragment.name.text);
    let interface = program.interface();
    let escaper = options.custom_escaper();
    let compiler = &options.compiler;
    let escape = Ident::new(compiler.escape.name(), Span::mixed_site());
    let (contexts, strict, optimize) = (compiler.contexts, compiler.strict, compiler.optimize);
    let (implicit_calls, collapses) = (compiler.implicit_calls, compiler.collapses);
    let (flush, functions) = (compiler.flush, &compiler.functions);
    let slots = compiler.slots.iter().flatten().map(slot);
    Some(quote! {
        ::template_runtime::__private::ReloadUnit {
            name: #name,
            folder: #folder,
            literal: #literal,
            partials: #partials,
            files: __UNIT.files,
            missing: &[#(#missing),*],
            options: ::template_runtime::__private::ReloadOptions {
                escape: ::template_runtime::bytecode::Escape::#escape,
                contexts: #contexts,
                strict: #strict,
                optimize: #optimize,
                implicit_calls: #implicit_calls,
                collapses: #collapses,
                flush: #flush,
                functions: &[#(#functions),*],
                slots: &[#(#slots),*],
            },
            helpers: ::template_runtime::__private::ReloadHelpers {
                names: #names,
                specs: #specs,
                calls: #calls,
            },
            uncalled: ::template_runtime::__private::ReloadHelpers {
                names: &[#(#uncalled_names),*],
                specs: &[#(#uncalled_specs),*],
                calls: &[#(#uncalled_calls),*],
            },
            components: #components,
            fragments: &[#(#fragments),*],
            interface: &[#(#interface),*],
            escaper: #escaper,
        }
    })
}

fn slot(slot: &DeclaredSlot) -> TokenStream {
    let DeclaredSlot { name, attributes, is_plain } = slot;
    quote! {
        ::template_runtime::__private::ReloadSlot {
            name: #name,
            attributes: &[#(#attributes),*],
            is_plain: #is_plain,
        }
    }
}
