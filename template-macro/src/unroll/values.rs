//! Expressions of unrolled code: values on the stack, variables, paths, and what prints them.

use super::Unroller;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};
use syn::Lifetime;
use template_bytecode::{Escape, PathRow, Slot};

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
        let place = index(at);
        if path.count() == 1 {
            let op = self.linked(at);
            return or_fail(&quote!(__run.get_path(#place, #op, #head)));
        }
        let linked = self.linked;
        let steps = (path.first()..path.first() + path.count()).map(|step| {
            let step = index(step);
            let value = or_fail(&quote! {
                __run.get_step(#place, Self::#linked.code.steps[#step], __value)
            });
            quote!(let __value = #value;)
        });
        quote!({ let __value = #head; #(#steps)* __value })
    }

    /// Returns the expression for a bound variable.
    pub(super) fn variable(&self, slot: Slot) -> TokenStream {
        self.slots[&slot.0].clone()
    }

    /// Writes the op that prints a value.
    pub(super) fn append(&self, at: usize, value: &TokenStream, mode: Escape) -> TokenStream {
        let (at, mode, linked) = (index(at), escape(mode), self.linked);
        let kind = quote!(Self::#linked.printed[#at]);
        let printed = or_fail(&quote!(__run.append(#at, __value, #kind, #mode, __out)));
        quote!(__out = { let __value = #value; #printed };)
    }

    /// Writes a reference to the linked form of op number `at`.
    pub(super) fn linked(&self, at: usize) -> TokenStream {
        let (at, linked) = (index(at), self.linked);
        quote!(Self::#linked.code.ops[#at])
    }
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
