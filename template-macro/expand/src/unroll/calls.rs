//! Unrolls calls of helpers, and the bodies of their blocks.

use super::{
    Unroller, Variable,
    values::{escape, index, or_fail, print, trusted},
};
use crate::helper::binding::{call_name, leaf_call_name};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use std::collections::BTreeSet;
use template_bytecode::{Count, HelperRef, NameRow, SymbolicOp, VarId};
use template_compiler::lower::structure::structure;

impl Unroller<'_> {
    /// Writes an op that is a call, or that prepares one.
    pub(super) fn call(&mut self, at: usize, depth: u16) -> TokenStream {
        let (op_index, texts) = (index(at), self.texts());
        match self.ops[at] {
            // The call after it reads its operands.
            SymbolicOp::PushArgs { .. } => quote!(),
            SymbolicOp::PushBlock { .. } => {
                self.blocks.insert(depth, at);
                quote!()
            }
            SymbolicOp::PushHelper { helper } => {
                let helper = index(helper.0.into());
                self.push(depth, &or_fail(&quote!(__run.push_helper(#op_index, #helper))))
            }
            SymbolicOp::Call { helper, positional, named } => {
                let from = depth - count(positional, named);
                let (values, named) = (self.values(from, depth), row(named));
                let call = helper_type(helper);
                self.call_into_stack(from, &quote!(#call,), &quote!(call), at, &values, &named)
            }
            SymbolicOp::CallHelper { helper, args } => {
                let (from, named) = (depth - 1 - u16::from(args.0), self.pushed_names(at));
                let (values, call) = (self.values(from, depth - 1), helper_type(helper));
                self.call_into_stack(from, &quote!(#call,), &quote!(call), at, &values, &named)
            }
            SymbolicOp::AppendCall { helper, positional, named, escape: mode } => {
                let from = depth - count(positional, named);
                let (values, call) = (self.values(from, depth), helper_type(helper));
                let mode = escape(mode);
                let printed = if named.count() == 0 {
                    quote!(__run.append_positional_call(#op_index, #call, #values, #mode, __out))
                } else {
                    let named = row(named);
                    quote!(__run.append_call(#op_index, #call, #values, #named, #mode, __out))
                };
                print(&printed)
            }
            SymbolicOp::CallDynamic { positional, named } => {
                let from = depth - count(positional, named) - 1;
                let (values, named) = (self.values(from, depth), row(named));
                self.call_into_stack(from, &quote!(), &quote!(call_dynamic), at, &values, &named)
            }
            SymbolicOp::CallDynamicHelper { args } => {
                let (from, named) = (depth - 2 - u16::from(args.0), self.pushed_names(at));
                let values = self.values(from, depth - 1);
                self.call_into_stack(from, &quote!(), &quote!(call_dynamic), at, &values, &named)
            }
            SymbolicOp::CallIfHelper {} => {
                let (from, named) = (depth - 1, row(NameRow::EMPTY));
                let (value, values) = (self.stack(from), self.values(from, depth));
                let call = self.call_into_stack(
                    from,
                    &quote!(),
                    &quote!(call_dynamic),
                    at,
                    &values,
                    &named,
                );
                quote!(if __u::is_helper(&#value) { #call })
            }
            SymbolicOp::AppendDynamic { positional, named, escape: mode } => {
                let from = depth - count(positional, named) - 1;
                let (values, named) = (self.values(from, depth), row(named));
                let mode = escape(mode);
                print(&quote!(__run.append_dynamic(#op_index, #values, #named, #mode, __out)))
            }
            SymbolicOp::BindArgs { args } => {
                let (from, named) = (depth - 2 - u16::from(args.0), self.pushed_names(at));
                let values = self.values(from, depth - 1);
                let bound = quote!(__run.bind_args(#op_index, #values, #named, #texts));
                self.push(from, &or_fail(&bound))
            }
            SymbolicOp::CallBlockHelper { helper, args, escape: mode } => {
                let from = depth - 1 - u16::from(args.0);
                let blocks = match self.ops[at - 1] {
                    SymbolicOp::PushArgs { blocks, .. } => u16::from(blocks.0),
                    _ => 0,
                };
                let values = self.values(from + blocks, depth - 1);
                let named = self.pushed_names(at);
                let bodies = (0..2).map(|i| match self.blocks.get(&(from + i)) {
                    Some(&block) if i < blocks => {
                        let body = self.body(block);
                        quote!(::core::option::Option::Some(#body))
                    }
                    _ => quote!(::core::option::Option::None),
                });
                let bodies: Vec<TokenStream> = bodies.collect();
                let (call, mode) = (call_name(helper.0.into(), false), escape(mode));
                let own_run = own_run();
                print(&quote!({
                    #own_run
                    __run.call_block_helper(
                        #op_index, #call, #values, #named, #mode, #texts,
                        [#(#bodies),*], __out,
                    )
                }))
            }
            SymbolicOp::CallComponent { helper, positional, named, blocks } => {
                let (from, blocks) = (depth - count(positional, named), u16::from(blocks.0));
                let (values, named) = (self.values(from + blocks, depth), row(named));
                let (calls, data) = (call_name(helper.0.into(), true), self.value_of(VarId(0)));
                let call = quote!(#calls.values);
                let printed = if blocks == 0 {
                    let call = quote! {
                        __run.call_component(#op_index, #call, #data, #values, #named, __out)
                    };
                    self.call_from_places(at, (&calls, &data, &named), call)
                } else {
                    let bodies = (from..from + blocks).filter_map(|depth| self.blocks.get(&depth));
                    let bodies: Vec<_> = bodies.map(|block| self.body(*block)).collect();
                    let call = |bodies| {
                        quote! {
                            __run.call_component_with(
                                #op_index, #call, #data, #values, #named, #texts, #bodies, __out,
                            )
                        }
                    };
                    self.call_with_fills(at, (&calls, &data, &named), &bodies, call)
                };
                print(&printed)
            }
            _ => quote!(),
        }
    }

    /// Writes a call of a component without fills: from the places that the ops before it read, if linking has
    /// found that all arguments are read from places; otherwise `with_values`, with `__out`.
    fn call_from_places(
        &self,
        at: usize,
        (component, data, named): (&Ident, &TokenStream, &TokenStream),
        with_values: TokenStream,
    ) -> TokenStream {
        let Some((first, places)) = self.places_of_arguments(at) else { return with_values };
        let (op, first, at) = (self.linked_constant(first), index(first), index(at));
        let (print, own_run) = (leaf_call_name(component), own_run());
        let call = trusted(&quote! {
            __run.call_component_from_places(
                (#first, #at), #print, #data, #places, #named, __with_values, __out,
            )
        });
        quote! {{
            #own_run
            let __with_values = |__out| #with_values;
            if const { __u::passes_places(&#op, &#component) } {
                #call
            } else {
                __with_values(__out)
            }
        }}
    }

    /// Writes a call of a component with fills: from the places that the ops before it read, if all arguments are read
    /// from places; otherwise `with_values`, which is passed the bodies.
    fn call_with_fills(
        &self,
        at: usize,
        (component, data, named): (&Ident, &TokenStream, &TokenStream),
        bodies: &[TokenStream],
        with_values: impl FnOnce(TokenStream) -> TokenStream,
    ) -> TokenStream {
        let own_run = own_run();
        let Some((first, places)) = self.places_of_arguments(at) else {
            let call = with_values(quote!(&mut [#(#bodies),*]));
            return quote!({ #own_run #call });
        };
        let with_values = with_values(quote!(__bodies));
        let (print, texts) = (leaf_call_name(component), self.texts());
        let (first, at) = (index(first), index(at));
        let call = trusted(&quote! {
            __run.call_component_from_places_with(
                (#first, #at), #print, #data, #places, #named, #texts, __bodies, __with_values, __out,
            )
        });
        quote! {{
            #own_run
            let __bodies: &mut [__u::BodyFn<'_, '_>] = &mut [#(#bodies),*];
            let __with_values = |__bodies: &mut [_], __out| #with_values;
            if const { #component.placed.is_some() } {
                #call
            } else {
                __with_values(__bodies, __out)
            }
        }}
    }

    /// Returns the first of the ops that read the arguments of a call of a component, and the places of the variables up to
    /// the last one that they read, as an array; `None` if there is none, or an argument is not read from a variable.
    fn places_of_arguments(&self, at: usize) -> Option<(usize, TokenStream)> {
        let SymbolicOp::CallComponent { positional: Count(0), named, blocks, .. } = self.ops[at]
        else {
            return None;
        };
        let first = at - usize::from(named.count() - blocks.0);
        // Otherwise, an argument is the result of several ops, such as a condition.
        let blocks = first.checked_sub(blocks.0.into())?..first;
        if !self.ops[blocks].iter().all(|op| matches!(op, SymbolicOp::PushBlock { .. })) {
            return None;
        }
        let vars: Option<BTreeSet<u16>> = self.ops[first..at]
            .iter()
            .map(|op| match op {
                SymbolicOp::GetVar { var } | SymbolicOp::GetVarPath { var, .. } => Some(var.0),
                _ => None,
            })
            .collect();
        let vars = vars?;
        let places = (0..=*vars.last()?).map(|var| {
            if vars.contains(&var) { self.place_of(VarId(var)) } else { quote!(__u::Place::NONE) }
        });
        Some((first, quote!([#(#places),*])))
    }

    /// Writes the body of a block as a closure, which captures the variables around it.
    fn body(&self, block: usize) -> TokenStream {
        let SymbolicOp::PushBlock { var, params, target } = self.ops[block] else {
            return quote!();
        };
        let mut inner =
            Unroller::new(self.ops, (self.unit, self.linked, self.program), target.0 as usize);
        inner.variables.clone_from(&self.variables);
        inner.loops.clone_from(&self.loops);
        for i in 0..u16::from(params.0) {
            let param = format_ident!("__param{block}_{i}");
            inner.variables.insert(var.0 + 1 + i, Variable::of_value(quote!(#param)));
        }
        let (scope, texts) = (format_ident!("__scope{block}"), self.texts());
        inner.scopes.push((0, scope.clone()));
        let steps = inner.steps(&structure(self.ops, target.0 as usize));
        let declared = inner.declarations();
        let params = (0..usize::from(params.0)).map(|i| {
            let (param, i) = (format_ident!("__param{block}_{i}"), index(i));
            quote!(let #param = __u::bind(__params, #i);)
        });
        let constants = inner.constants();
        let steps = quote! {
            #constants
            #(#params)*
            #declared
            #steps
        };
        if inner.has_scratch {
            quote! {
                &mut |__params, mut __out| {
                    let mut #scope = __run.scope(#texts)?;
                    let __ran = (|| -> __u::PrintResult<'_> { #steps })();
                    #scope.end();
                    __ran
                }
            }
        } else {
            quote!(&mut |__params, mut __out| { #steps })
        }
    }

    /// Writes a call whose result is stored on the stack at `depth`. It is written to a separate variable, so that no
    /// variable of the stack has an address: rustc keeps these in registers.
    fn call_into_stack(
        &mut self,
        depth: u16,
        helper: &TokenStream,
        call: &TokenStream,
        at: usize,
        values: &TokenStream,
        named: &TokenStream,
    ) -> TokenStream {
        let (at, texts) = (index(at), self.texts());
        let push = self.push(depth, &quote!(__result));
        let called = or_fail(&quote! {
            __run.#call(#at, #helper #values, #named, #texts, &mut __result)
        });
        quote!({ let mut __result = ::template_runtime::Value::Null; #called; #push })
    }

    /// Writes the row of names of the `PushArgs` before an op.
    fn pushed_names(&self, at: usize) -> TokenStream {
        match self.ops[at - 1] {
            SymbolicOp::PushArgs { named, .. } => row(named),
            _ => quote!((0, 0)),
        }
    }
}

/// Writes a copy of the run, for closures: these capture it by reference, and LLVM does not keep a variable with an address in
/// registers.
fn own_run() -> TokenStream {
    quote!(let __run = __run;)
}

/// Returns the number of arguments.
fn count(positional: Count, named: NameRow) -> u16 {
    u16::from(positional.0) + u16::from(named.count())
}

/// Writes a row of names: the index of the first name, and their number.
fn row(names: NameRow) -> TokenStream {
    let first = Literal::usize_unsuffixed(names.first());
    let count = Literal::usize_unsuffixed(names.count().into());
    quote!((#first, #count))
}

/// Writes the type of a helper, which has one value.
fn helper_type(helper: HelperRef) -> Ident {
    format_ident!("__Helper_{}", helper.0)
}
