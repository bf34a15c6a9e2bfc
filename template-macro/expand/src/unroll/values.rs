//! Expressions of unrolled code: values on the stack, variables, paths, and the calls that print them.

use super::{Unroller, Variable};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Lifetime;
use template_bytecode::{Escape, PathRow, VarId};

impl Unroller<'_> {
    /// Writes the assignment of a value on the stack.
    pub(super) fn push(&mut self, depth: u16, value: &TokenStream) -> TokenStream {
        let variable = self.declare(format!("__s{}_{depth}", self.statement));
        quote!(#variable = #value;)
    }

    /// Returns the variable of a value on the stack.
    pub(super) fn stack(&self, depth: u16) -> TokenStream {
        let variable = format_ident!("__s{}_{depth}", self.statement);
        quote!(#variable)
    }

    /// Returns the variable of the current statement's scratch memory.
    pub(super) fn texts(&self) -> Ident {
        format_ident!("__texts{}", self.statement)
    }

    /// Writes a slice of the values on the stack from one depth up to another.
    pub(super) fn values(&self, from: u16, to: u16) -> TokenStream {
        let values = (from..to).map(|depth| self.stack(depth));
        quote!(&[#(#values),*])
    }

    /// Writes the lookup of a path, by field index where linking has resolved a name to a field.
    pub(super) fn path(&self, at: usize, head: &TokenStream, path: PathRow) -> TokenStream {
        let op_index = index(at);
        if path.count() == 1 {
            let op = self.linked(at);
            return or_fail(&quote!(__run.get_path(#op_index, #op, #head)));
        }
        let linked = self.linked;
        let steps = path.range().map(|step| {
            let step = index(step);
            let value = or_fail(&quote! {
                __run.get_step(#op_index, Self::#linked.code.steps[#step], __value)
            });
            quote!(let __value = #value;)
        });
        quote!({ let __value = #head; #(#steps)* __value })
    }

    /// Returns the expression for the value of a bound variable.
    pub(super) fn value_of(&self, var: VarId) -> TokenStream {
        self.variables[&var.0].value.clone()
    }

    /// Returns the expression for the place of a bound variable.
    pub(super) fn place_of(&self, var: VarId) -> TokenStream {
        self.variables[&var.0].place.clone()
    }

    /// Writes an op that reads a variable, or a path of one segment from it.
    pub(super) fn read(&self, at: usize, var: VarId) -> TokenStream {
        let Variable { value, place } = &self.variables[&var.0];
        let (at, op) = (index(at), self.linked(at));
        or_fail(&trusted(&quote!(__run.get_variable(#at, #op, #value, #place))))
    }

    /// Writes an op that reads a path from a variable.
    pub(super) fn read_path(&self, at: usize, var: VarId, path: PathRow) -> TokenStream {
        let read = self.read(at, var);
        if path.count() == 1 {
            return read;
        }
        let (op, by_value) = (self.linked_constant(at), self.path(at, &self.value_of(var), path));
        quote!(if const { __u::reads_place(&#op) } { #read } else { #by_value })
    }

    /// Writes the op that prints a value.
    pub(super) fn append(&self, at: usize, value: &TokenStream, mode: Escape) -> TokenStream {
        let (index, kind, mode) = (index(at), self.printed_kind(at), escape(mode));
        let printed = print(&quote!(__run.append(#index, __value, #kind, #mode, __out)));
        quote!({ let __value = #value; #printed })
    }

    /// Writes the op that prints a variable, or the value to which a path of one segment from it leads.
    pub(super) fn append_read(&self, at: usize, var: VarId, mode: Escape) -> TokenStream {
        let Variable { value, place } = &self.variables[&var.0];
        let (op, kind, at, mode) =
            (self.linked(at), self.printed_kind(at), index(at), escape(mode));
        print(&trusted(&quote! {
            __run.append_variable(#at, #op, #kind, #value, #place, #mode, __out)
        }))
    }

    /// Writes the op that prints the value to which a path from a variable leads.
    pub(super) fn append_path(
        &self,
        at: usize,
        var: VarId,
        path: PathRow,
        mode: Escape,
    ) -> TokenStream {
        let read = self.append_read(at, var, mode);
        if path.count() == 1 {
            return read;
        }
        let by_value = self.append(at, &self.path(at, &self.value_of(var), path), mode);
        let op = self.linked_constant(at);
        quote!(if const { __u::reads_place(&#op) } { #read } else { #by_value })
    }

    /// Writes the linker's knowledge of the value that an op prints.
    fn printed_kind(&self, at: usize) -> TokenStream {
        let at = index(at);
        quote!(__printed[#at])
    }

    /// Writes the linked form of op number `at`.
    pub(super) fn linked(&self, at: usize) -> TokenStream {
        let at = index(at);
        quote!(__ops[#at])
    }

    /// Writes the linked form of op number `at`, in a constant.
    pub(super) fn linked_constant(&self, at: usize) -> TokenStream {
        let (at, linked) = (index(at), self.linked);
        quote!(Self::#linked.code.ops[#at])
    }
}

/// Writes a call of an unsafe function that reads places.
///
/// SAFETY (of the generated code): the op is part of the program, which the compiler has verified and link has linked to the
/// layout of the data; and the place belongs to the variable that the op reads. The call contains no tokens of the user. The
/// block has the span of the macro, because lints ignore `unsafe` of other crates' macros, even if the user forbids it.
pub(super) fn trusted(call: &TokenStream) -> TokenStream {
    quote_spanned!(Span::mixed_site()=> unsafe { #call })
}

/// Writes a call that the program ends with the error of: `?`, which rustc takes longer to compile.
pub(super) fn or_fail(call: &TokenStream) -> TokenStream {
    quote! {
        match #call {
            __u::Ok(__value) => __value,
            __u::Err(__failed) => return __u::Err(__failed),
        }
    }
}

/// Writes a call that prints. Its failure is returned as it is.
pub(super) fn print(call: &TokenStream) -> TokenStream {
    quote! {
        __out = match #call {
            __u::Ok(__out) => __out,
            __failed => return __failed,
        };
    }
}

pub(super) fn escape(escape: Escape) -> TokenStream {
    let name = format_ident!("{}", escape.name());
    quote!(__b::Escape::#name)
}

pub(super) fn index(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

pub(super) fn label(to: usize) -> Lifetime {
    Lifetime::new(&format!("'__to{to}"), Span::mixed_site())
}
