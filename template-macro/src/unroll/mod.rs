//! Writes a program as Rust: one call for each op, in the structure of the template. What the
//! interpreter has on its stack and in its variables are variables of the function.
//!
//! The calls are to `vm::unrolled` of the runtime. A variable is declared once, in front of everything,
//! and assigned where an op does so: `__s5_2` is the third value on the stack in the statement that
//! begins with op 5 and `__texts5` its scratch memory; `__v7` is what op 7 binds, `__each7` the loop that
//! it begins, and `__scope7` the scratch memory of what stands in its block. (Two statements share no
//! variable: what one puts into scratch memory would live as long as what the other binds.)

mod calls;

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};
use std::collections::{BTreeSet, HashMap};
use syn::Lifetime;
use template_bytecode::{Escape, LoopId, PathRow, ScratchUsage, Slot, SymbolicOp, Target};
use template_compiler::lower::structure::{StructureNode, statements, structure};

/// Gives the body of a function that runs the program, of the data `self` and the output `out`; and
/// whether it needs scratch memory, so that its first scope is `__scope`.
pub(crate) fn unroll(ops: &[SymbolicOp]) -> (TokenStream, bool) {
    let mut unroller = Unroller::new(ops, 0);
    unroller.slots.insert(0, quote!(__root));
    unroller.scopes.push((0, format_ident!("__scope")));
    let steps = unroller.steps(&structure(ops, 0));
    let declared = unroller.declarations();
    let tokens = quote! {
        let __root = ::template_runtime::Data::value(self);
        #declared
        #steps
        ::core::result::Result::Ok(__out)
    };
    (tokens, unroller.has_scratch)
}

/// What is known where a part of the program is written.
struct Unroller<'p> {
    ops: &'p [SymbolicOp],
    /// For each op, where its statement begins.
    statements: Vec<usize>,
    /// The variables to be declared.
    declared: BTreeSet<String>,
    /// What each bound variable is.
    slots: HashMap<u16, TokenStream>,
    /// The open loops.
    loops: HashMap<u8, Turns>,
    /// The scopes of scratch memory, each with the slot with which it ends.
    scopes: Vec<(u16, Ident)>,
    /// The values on the stack that are blocks: for each, the op that pushes it.
    blocks: HashMap<u16, usize>,
    /// Where the statement at hand begins.
    statement: usize,
    /// Whether the statement at hand puts something into scratch memory.
    in_scratch: bool,
    /// Whether anything has.
    has_scratch: bool,
}

/// An open loop.
#[derive(Clone)]
struct Turns {
    /// Its state.
    each: Ident,
    /// How it shows its item.
    show: Ident,
    /// Where it goes on when it is over nothing.
    empty: Lifetime,
}

impl<'p> Unroller<'p> {
    /// Writes what runs from an op on.
    fn new(ops: &'p [SymbolicOp], entry: usize) -> Self {
        Self {
            ops,
            statements: statements(ops, entry),
            declared: BTreeSet::new(),
            slots: HashMap::new(),
            loops: HashMap::new(),
            scopes: Vec::new(),
            blocks: HashMap::new(),
            statement: entry,
            in_scratch: false,
            has_scratch: false,
        }
    }

    fn declarations(&self) -> TokenStream {
        let declared = self.declared.iter().map(|name| format_ident!("{name}"));
        quote!(#(let mut #declared;)*)
    }

    fn steps(&mut self, nodes: &[StructureNode]) -> TokenStream {
        nodes.iter().map(|node| self.step(node)).collect()
    }

    fn step(&mut self, node: &StructureNode) -> TokenStream {
        match node {
            StructureNode::Block { to, body } => {
                let (label, body) = (label(*to), self.steps(body));
                quote!(#label: { #body })
            }
            StructureNode::Loop(body) => {
                // It ends with `Next`, and begins where the loop is entered: its item is shown here alone.
                let show = match body.last() {
                    Some(&StructureNode::Op(at, _)) => self.show(at),
                    _ => None,
                };
                let body = self.steps(body);
                quote!(loop { #show #body })
            }
            &StructureNode::Op(at, depth) => {
                let begin = (depth == 0).then(|| self.begin(at));
                let op = self.op(at, depth);
                quote!(#begin #op)
            }
        }
    }

    /// Shows the item of the loop that an op goes back in.
    fn show(&self, next: usize) -> Option<TokenStream> {
        let SymbolicOp::Next { loop_id, .. } = self.ops[next] else { return None };
        let Turns { each, show, empty } = self.loops.get(&loop_id.0)?;
        // Where not even the first is there, the loop is over nothing.
        Some(quote! {
            if !#each.#show() {
                if #each.is_at_first() { break #empty; }
                break;
            }
        })
    }

    /// Begins a statement, or a way through it: if it puts something into scratch memory, that of the
    /// one before is free.
    fn begin(&mut self, at: usize) -> Option<TokenStream> {
        let begin = self.statements[at];
        self.statement = begin;
        let end = self.statements.iter().rposition(|other| *other == begin).unwrap_or(at);
        self.in_scratch = self.ops[begin..=end]
            .iter()
            .any(|op| ScratchUsage::of(&op.to_op()) != ScratchUsage::default());
        (self.in_scratch && self.ops[at].to_op().effect().pushes > 0).then(|| {
            self.has_scratch = true;
            let texts = self.texts();
            self.declare(texts.to_string());
            let scope = self.scopes.last().map(|(_, scope)| scope);
            quote!(#texts = #scope.begin();)
        })
    }

    fn op(&mut self, at: usize, depth: u16) -> TokenStream {
        let top = depth.saturating_sub(1);
        match self.ops[at] {
            SymbolicOp::Text { text } => {
                let (start, len) = (index(text.start() as usize), index(text.len().into()));
                quote!(__out = __out.str(const { __u::text(__UNIT.text, #start, #len) });)
            }
            SymbolicOp::PushImmediate { value } => {
                let value = Literal::i64_suffixed(value.0.into());
                self.push(depth, &quote!(::template_runtime::Value::Int(#value)))
            }
            SymbolicOp::PushConstant { constant } => {
                let constant = index(constant.0 as usize);
                self.push(depth, &quote!(__u::push_constant(const { __UNIT.constants[#constant] })))
            }
            SymbolicOp::PushArgs { .. }
            | SymbolicOp::CallHelper { .. }
            | SymbolicOp::Call { .. }
            | SymbolicOp::AppendCall { .. }
            | SymbolicOp::CallDynamicHelper { .. }
            | SymbolicOp::CallDynamic { .. }
            | SymbolicOp::AppendDynamic { .. }
            | SymbolicOp::CallIfHelper {}
            | SymbolicOp::PushHelper { .. }
            | SymbolicOp::BindArgs { .. }
            | SymbolicOp::PushBlock { .. }
            | SymbolicOp::CallBlockHelper { .. } => self.call(at, depth),
            SymbolicOp::Return {} => quote!(return ::core::result::Result::Ok(__out);),
            SymbolicOp::GetVar { slot } => {
                let value = self.variable(slot);
                self.push(depth, &value)
            }
            SymbolicOp::GetPath { path } => {
                let value = self.path(at, &self.stack(top), path);
                self.push(top, &value)
            }
            SymbolicOp::GetNameOr { constant, .. } => {
                let (value, op, constant) =
                    (self.stack(top), linked(at), index(constant.0 as usize));
                let value = quote! {
                    if const { __u::is_field(#op) } {
                        __u::get_field(#value, const { __u::field_of(#op) })
                    } else {
                        let __or = __u::push_constant(const { __UNIT.constants[#constant] });
                        __run.get_name_or(const { #op }, #value, __or)
                    }
                };
                self.push(top, &value)
            }
            SymbolicOp::GetVarPath { slot, path } => {
                let value = self.path(at, &self.variable(slot), path);
                self.push(depth, &value)
            }
            SymbolicOp::GetIndex { loop_id } => self.push_of(depth, loop_id, "get_index"),
            SymbolicOp::GetKey { loop_id, .. } => self.push_of(depth, loop_id, "get_key"),
            SymbolicOp::GetFirst { loop_id } => self.push_of(depth, loop_id, "get_first"),
            SymbolicOp::GetLast { loop_id } => self.push_of(depth, loop_id, "get_last"),
            SymbolicOp::Concat { count } => {
                let from = depth - u16::from(count.0);
                let (at, values, texts) = (index(at), self.values(from, depth), self.texts());
                self.push(from, &quote!(__run.concat(#at, #values, #texts)?))
            }
            SymbolicOp::MakeArray { count } => {
                let from = depth - u16::from(count.0);
                let (at, values, texts) = (index(at), self.values(from, depth), self.texts());
                self.push(from, &quote!(__run.make_array(#at, #values, #texts)?))
            }
            SymbolicOp::MakeHash { names } => {
                let from = depth - u16::from(names.count());
                let (at, values, texts) = (index(at), self.values(from, depth), self.texts());
                let name = index(names.first());
                self.push(from, &quote!(__run.make_hash(#at, #name, #values, #texts)?))
            }
            SymbolicOp::Log { count } => {
                let from = depth - u16::from(count.0);
                let values = self.values(from, depth);
                self.push(from, &quote!(__u::log(#values)))
            }
            SymbolicOp::Not {} => {
                let value = self.stack(top);
                self.push(top, &quote!(__u::not(#value)))
            }
            SymbolicOp::IncludeZero {} => {
                let value = self.stack(top);
                self.push(top, &quote!(__u::include_zero(#value)))
            }
            SymbolicOp::Compare { comparison } => {
                let (a, b) = (self.stack(depth - 2), self.stack(top));
                let comparison = format_ident!("{comparison:?}");
                self.push(depth - 2, &quote!(__u::compare(__b::Comparison::#comparison, &#a, &#b)))
            }
            SymbolicOp::Lookup {} => {
                let (value, key) = (self.stack(depth - 2), self.stack(top));
                self.push(depth - 2, &quote!(__u::lookup(#value, #key)))
            }
            SymbolicOp::Jump { target } => {
                let to = label(target.0 as usize);
                quote!(break #to;)
            }
            SymbolicOp::JumpIfTrue { target } | SymbolicOp::JumpIfTrueOrPop { target } => {
                let (value, to) = (self.stack(top), label(target.0 as usize));
                quote!(if __u::is_true(&#value) { break #to; })
            }
            SymbolicOp::JumpIfFalse { target } | SymbolicOp::JumpIfFalseOrPop { target } => {
                let (value, to) = (self.stack(top), label(target.0 as usize));
                quote!(if !__u::is_true(&#value) { break #to; })
            }
            SymbolicOp::Append { escape } => {
                let value = self.stack(top);
                append(at, &value, escape)
            }
            SymbolicOp::AppendVar { slot, escape } => {
                let value = self.variable(slot);
                append(at, &value, escape)
            }
            SymbolicOp::AppendVarPath { slot, path, escape } => {
                let value = self.path(at, &self.variable(slot), path);
                append(at, &value, escape)
            }
            SymbolicOp::EnterEach { loop_id, slot, target }
            | SymbolicOp::AppendEach { loop_id, slot, target } => {
                let value = self.stack(top);
                let place = index(at);
                let begun = quote!(__run.enter_each(#place, #value)?);
                self.enter(at, loop_id, slot, target, &begun, "show")
            }
            SymbolicOp::EnterSection { loop_id, slot, target } => {
                let (value, context) = (self.stack(top), self.stack(depth - 2));
                let place = index(at);
                let begun = quote!(__run.enter_section(#place, #value, #context)?);
                self.enter(at, loop_id, slot, target, &begun, "show_section")
            }
            SymbolicOp::Next { loop_id, slot, .. } => {
                self.leave(slot);
                let each = &self.loops[&loop_id.0].each;
                quote!(if !#each.next() { break; })
            }
            SymbolicOp::EnterWith { slot, target } => {
                let (value, to) = (self.stack(top), label(target.0 as usize));
                let bind = self.bind(at, slot, &value);
                quote!(if !__u::is_true(&#value) { break #to; } #bind)
            }
            SymbolicOp::Bind { slot } => {
                let value = self.stack(top);
                self.bind(at, slot, &value)
            }
            SymbolicOp::Unbind { slot } => {
                self.leave(slot);
                quote!()
            }
        }
    }

    /// Begins a loop, whose variables are parts of its state.
    fn enter(
        &mut self,
        at: usize,
        loop_id: LoopId,
        slot: Slot,
        target: Target,
        begun: &TokenStream,
        show: &str,
    ) -> TokenStream {
        let each = self.declare(format!("__each{at}"));
        for (slot, part) in (slot.0..).zip(["all", "item", "key"]) {
            let part = format_ident!("{part}");
            self.slots.insert(slot, quote!(#each.#part));
        }
        let (show, to) = (format_ident!("{show}"), label(target.0 as usize));
        self.loops.insert(loop_id.0, Turns { each: each.clone(), show, empty: to.clone() });
        let scope = self.scope(at, slot);
        quote! {
            #each = #begun;
            if #each.is_empty() { break #to; }
            #scope
        }
    }

    /// Binds a variable.
    fn bind(&mut self, at: usize, slot: Slot, value: &TokenStream) -> TokenStream {
        let variable = self.declare(format!("__v{at}"));
        self.slots.insert(slot.0, quote!(#variable));
        let scope = self.scope(at, slot);
        quote!(#variable = #value; #scope)
    }

    /// Opens a scope for the block of a variable that may be in scratch memory.
    fn scope(&mut self, at: usize, slot: Slot) -> Option<TokenStream> {
        self.in_scratch.then(|| {
            let scope = self.declare(format!("__scope{at}"));
            self.scopes.push((slot.0, scope.clone()));
            let texts = self.texts();
            quote!(#scope = __run.scope(#texts)?;)
        })
    }

    /// Leaves the blocks of the variables from `slot` on.
    fn leave(&mut self, slot: Slot) {
        self.scopes.retain(|(from, _)| *from == 0 || *from < slot.0);
    }

    fn declare(&mut self, name: String) -> Ident {
        let ident = format_ident!("{name}");
        self.declared.insert(name);
        ident
    }

    /// What the loop `of` knows, pushed.
    fn push_of(&mut self, depth: u16, loop_id: LoopId, what: &str) -> TokenStream {
        let (each, what) = (self.loops[&loop_id.0].each.clone(), format_ident!("{what}"));
        self.push(depth, &quote!(#each.#what()))
    }

    fn push(&mut self, depth: u16, value: &TokenStream) -> TokenStream {
        let variable = self.declare(format!("__s{}_{depth}", self.statement));
        quote!(#variable = #value;)
    }

    fn stack(&self, depth: u16) -> TokenStream {
        let variable = format_ident!("__s{}_{depth}", self.statement);
        quote!(#variable)
    }

    /// The scratch memory of the statement at hand.
    fn texts(&self) -> Ident {
        format_ident!("__texts{}", self.statement)
    }

    /// The values on the stack from one depth up to another.
    fn values(&self, from: u16, to: u16) -> TokenStream {
        let values = (from..to).map(|depth| self.stack(depth));
        quote!(&[#(#values),*])
    }

    /// Writes the value that a path leads to: fields where linking has found them.
    fn path(&self, at: usize, head: &TokenStream, path: PathRow) -> TokenStream {
        let place = index(at);
        if path.count() == 1 {
            let op = linked(at);
            return quote! {
                if const { __u::is_field(#op) } {
                    __u::get_field(#head, const { __u::field_of(#op) })
                } else {
                    __run.get_name(#place, const { #op }, #head)?
                }
            };
        }
        let steps = (path.first()..path.first() + path.count()).map(|step| {
            let step = index(step);
            quote! {
                let __value = if const { __u::is_field_step(Self::__LINKED.steps[#step]) } {
                    __u::get_field(
                        __value,
                        const { __u::field_of_step(Self::__LINKED.steps[#step]) },
                    )
                } else {
                    __run.get_step(#place, const { Self::__LINKED.steps[#step] }, __value)?
                };
            }
        });
        quote!({ let __value = #head; #(#steps)* __value })
    }

    fn variable(&self, slot: Slot) -> TokenStream {
        self.slots[&slot.0].clone()
    }
}

/// Prints a value. Only what the types say that it can be is written in line.
fn append(at: usize, value: &TokenStream, as_says: Escape) -> TokenStream {
    let (at, as_says) = (index(at), escape(as_says));
    quote! {
        __out = {
            let __value = #value;
            if const { Self::__LINKED.printed[#at].is_text() } {
                __run.append_text(#at, __value, #as_says, __out)?
            } else if const { Self::__LINKED.printed[#at].is_integer() } {
                __run.append_integer(#at, __value, #as_says, __out)?
            } else {
                __run.append(#at, __value, #as_says, __out)?
            }
        };
    }
}

/// The op that link has made of op number `at`.
fn linked(at: usize) -> TokenStream {
    let at = index(at);
    quote!(Self::__LINKED.ops[#at])
}

fn escape(escape: Escape) -> TokenStream {
    let name = format_ident!("{escape:?}");
    quote!(__b::Escape::#name)
}

fn index(index: usize) -> Literal {
    Literal::usize_unsuffixed(index)
}

fn label(to: usize) -> Lifetime {
    Lifetime::new(&format!("'__to{to}"), Span::mixed_site())
}
