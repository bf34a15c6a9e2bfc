//! Unrolls a program into Rust: one call for each op, with the control flow of the template. The stack and
//! the variables of the interpreter become variables of the function.
//!
//! The calls are to `vm::unrolled` of the runtime. Each variable is declared once, at the beginning, and assigned by the op
//! that defines it: `__s5_2` is the third value on the stack in the statement that begins with op 5, and `__texts5` is the
//! scratch memory of that statement; `__v7` is the value that op 7 binds, `__each7` the loop that op 7 enters with its
//! `__entries7`, and `__scope7` the scratch memory of the body of that block. (No two statements share a variable: otherwise
//! the scratch memory of one would live as long as what the other binds.)

mod calls;
mod values;

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use std::collections::{BTreeSet, HashMap};
use syn::Lifetime;
use template_bytecode::{Count, LoopId, ScratchUsage, SymbolicOp, Target, VarId};
use template_compiler::lower::structure::{StructureNode, statements, structure};
use values::{escape, index, label, or_fail, print};

/// Returns the body of a function that runs the program with the data `self` and the output `__out`, and
/// whether it needs scratch memory: its outermost scope is then `__scope`. `unit` is the expression for the
/// input of linking; `linked` and `program` are those of the associated constants that are the result, and the
/// program.
pub(crate) fn unroll(
    ops: &[SymbolicOp],
    unit: &TokenStream,
    linked: &Ident,
    program: &Ident,
) -> (TokenStream, bool) {
    let mut unroller = Unroller::new(ops, (unit, linked, program), 0);
    let place = quote!(__data);
    unroller.variables.insert(0, Variable { value: quote!(__root), place });
    unroller.scopes.push((0, format_ident!("__scope")));
    let steps = unroller.steps(&structure(ops, 0));
    let declared = unroller.declarations();
    let constants = unroller.constants();
    let tokens = quote! {
        #constants
        let __root = <Self as __p::StructData>::ROOT_LAYOUT.object(self);
        let __data = __u::Place::of_data(self);
        #declared
        #steps
        ::core::result::Result::Ok(__out)
    };
    (tokens, unroller.has_scratch)
}

/// The state of unrolling the main program or the body of a block.
struct Unroller<'p> {
    ops: &'p [SymbolicOp],
    unit: &'p TokenStream,
    linked: &'p Ident,
    program: &'p Ident,
    /// For each op, the first op of its statement.
    statements: Vec<usize>,
    /// The names of the variables to declare.
    declared: BTreeSet<String>,
    /// The bound variables, by number.
    variables: HashMap<u16, Variable>,
    /// The open loops, by number.
    loops: HashMap<u8, OpenLoop>,
    /// The open scopes of scratch memory, each with the number of the variable whose block it belongs to.
    scopes: Vec<(u16, Ident)>,
    /// The blocks on the stack: the op that pushes each, by its depth.
    blocks: HashMap<u16, usize>,
    /// The first op of the current statement.
    statement: usize,
    /// Whether the current statement uses scratch memory.
    in_scratch: bool,
    /// Whether any statement uses scratch memory.
    has_scratch: bool,
}

/// A bound variable.
#[derive(Clone)]
struct Variable {
    /// The expression for its value.
    value: TokenStream,
    /// The expression for its place.
    place: TokenStream,
}

impl Variable {
    /// Returns a variable that is bound to no place.
    fn of_value(value: TokenStream) -> Self {
        Self { value, place: quote!(__u::Place::NONE) }
    }
}

/// An open loop.
#[derive(Clone)]
struct OpenLoop {
    /// The variable of its state.
    each: Ident,
    /// The variable of the entries of a map that follow.
    entries: Ident,
    /// The method that loads its current item.
    show: Ident,
    /// The label after which execution continues if the loop has no items.
    empty: Lifetime,
}

impl<'p> Unroller<'p> {
    /// Creates the state for the code that begins at `entry`.
    fn new(
        ops: &'p [SymbolicOp],
        (unit, linked, program): (&'p TokenStream, &'p Ident, &'p Ident),
        entry: usize,
    ) -> Self {
        Self {
            ops,
            unit,
            linked,
            program,
            statements: statements(ops, entry),
            declared: BTreeSet::new(),
            variables: HashMap::new(),
            loops: HashMap::new(),
            scopes: Vec::new(),
            blocks: HashMap::new(),
            statement: entry,
            in_scratch: false,
            has_scratch: false,
        }
    }

    /// Writes the variables of a function or a closure for the constants that its ops use: the program, its static text, and
    /// the results of linking. Each is named once, because rustc takes long to look up an associated constant; and closures do
    /// not capture them, so that their values are known.
    fn constants(&self) -> TokenStream {
        let Self { unit, linked, program, .. } = self;
        quote! {
            let __run = __run.of(Self::#program);
            let __text = #unit.text;
            let __ops = &Self::#linked.code.ops;
            let __printed = &Self::#linked.printed;
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
                // A loop ends with `Next` and begins with its first iteration, so this is the only place that
                // loads the item.
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

    /// Writes the code that loads the current item of the loop that the op `next` repeats.
    fn show(&self, next: usize) -> Option<TokenStream> {
        let SymbolicOp::Next { loop_id, .. } = self.ops[next] else { return None };
        let OpenLoop { each, entries, show, empty } = self.loops.get(&loop_id.0)?;
        let op = self.linked(next);
        // A loop without even a first item continues like an empty one.
        Some(quote! {
            if !#each.#show(#op, &mut #entries) {
                if #each.is_at_first() { break #empty; }
                break;
            }
        })
    }

    /// Begins a statement, or one of its control flow paths. If the statement uses scratch memory, that of the
    /// previous statement is freed.
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

    /// Writes an op. `depth` is the depth of the stack before it.
    fn op(&mut self, at: usize, depth: u16) -> TokenStream {
        let top = depth.saturating_sub(1);
        match self.ops[at] {
            SymbolicOp::Text { text } => {
                let (start, len) = (index(text.start() as usize), index(text.len().into()));
                quote!(__out = __u::text(__text, #start, #len, __out);)
            }
            SymbolicOp::PushImmediate { value } => {
                let value = Literal::i64_suffixed(value.0.into());
                self.push(depth, &quote!(::template_runtime::Value::Int(#value)))
            }
            SymbolicOp::PushConstant { constant } => {
                let constant = index(constant.0 as usize);
                let unit = self.unit;
                self.push(depth, &quote!(__u::push_constant(const { #unit.constants[#constant] })))
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
            | SymbolicOp::CallBlockHelper { .. }
            | SymbolicOp::CallComponent { .. } => self.call(at, depth),
            // The op after it prints the fill.
            SymbolicOp::GetFill { .. } if self.yields_at_once(at) => quote!(),
            SymbolicOp::GetFill { slot } => {
                let slot = slot.0;
                self.push(depth, &quote!(__run.get_fill(#slot)))
            }
            SymbolicOp::HasFill { slot } => {
                let slot = slot.0;
                self.push(depth, &quote!(__run.has_fill(#slot)))
            }
            SymbolicOp::GetFills { slot } => {
                let (at, slot, texts) = (index(at), slot.0, self.texts());
                self.push(depth, &or_fail(&quote!(__run.get_fills(#at, #slot, #texts))))
            }
            SymbolicOp::Yield { .. } if at > 0 && self.yields_at_once(at - 1) => {
                let SymbolicOp::GetFill { slot } = self.ops[at - 1] else { return quote!() };
                let slot = slot.0;
                print(&quote!(__run.yield_slot(#slot, __out)))
            }
            SymbolicOp::Yield { args } => {
                let from = top - u16::from(args.0);
                let (fill, values) = (self.stack(from), self.values(from + 1, depth));
                print(&quote!(__run.yield_fill(#fill, #values, __out)))
            }
            SymbolicOp::AppendAttributes { names, urls } => {
                let from = top - u16::from(names.count());
                let (at, values) = (index(at), self.values(from, depth));
                let (first, count) = (index(names.first()), index(names.count().into()));
                let urls = escape(urls);
                print(&quote! {
                    __run.append_attributes(#at, (#first, #count), #urls, #values, __out)
                })
            }
            SymbolicOp::FinalBreak { text } => {
                let (start, len) = (index(text.start() as usize), index(text.len().into()));
                quote! {
                    if !__run.is_called() {
                        __out = __u::text(__text, #start, #len, __out);
                    }
                }
            }
            SymbolicOp::Flush {} => quote!(),
            // Only templates that are compiled at run time call partials.
            SymbolicOp::BeginPartial { .. }
            | SymbolicOp::EndPartial { .. }
            | SymbolicOp::PassPartial { .. }
            | SymbolicOp::CallPartial { .. }
            | SymbolicOp::CallPassed { .. }
            | SymbolicOp::HasPassed { .. }
            | SymbolicOp::ExtendHash { .. } => {
                quote!(::core::compile_error!("a partial is called");)
            }
            SymbolicOp::Return {} => quote!(return ::core::result::Result::Ok(__out);),
            SymbolicOp::GetVar { var } => {
                let value = self.read(at, var);
                self.push(depth, &value)
            }
            SymbolicOp::GetPath { path } => {
                let value = self.path(at, &self.stack(top), path);
                self.push(top, &value)
            }
            SymbolicOp::GetNameOr { constant, .. } => {
                let (value, op, constant) =
                    (self.stack(top), self.linked(at), index(constant.0 as usize));
                let unit = self.unit;
                let or = quote!(__u::push_constant(const { #unit.constants[#constant] }));
                let value = quote!(__run.get_name_or(#op, #value, #or));
                self.push(top, &value)
            }
            SymbolicOp::GetVarPath { var, path } => {
                let value = self.read_path(at, var, path);
                self.push(depth, &value)
            }
            SymbolicOp::GetIndex { loop_id } => self.push_loop_value(depth, loop_id, "get_index"),
            SymbolicOp::GetKey { loop_id, .. } => self.push_loop_value(depth, loop_id, "get_key"),
            SymbolicOp::GetFirst { loop_id } => self.push_loop_value(depth, loop_id, "get_first"),
            SymbolicOp::GetLast { loop_id } => self.push_loop_value(depth, loop_id, "get_last"),
            SymbolicOp::Concat { count } => {
                let from = depth - u16::from(count.0);
                let (at, values, texts) = (index(at), self.values(from, depth), self.texts());
                self.push(from, &or_fail(&quote!(__run.concat(#at, #values, #texts))))
            }
            SymbolicOp::MakeArray { count } => {
                let from = depth - u16::from(count.0);
                let (at, values, texts) = (index(at), self.values(from, depth), self.texts());
                self.push(from, &or_fail(&quote!(__run.make_array(#at, #values, #texts))))
            }
            SymbolicOp::MakeHash { names } => {
                let from = depth - u16::from(names.count());
                let (at, values, texts) = (index(at), self.values(from, depth), self.texts());
                let name = index(names.first());
                self.push(from, &or_fail(&quote!(__run.make_hash(#at, #name, #values, #texts))))
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
                let comparison = format_ident!("{}", comparison.name());
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
                self.append(at, &value, escape)
            }
            SymbolicOp::AppendVar { var, escape } => self.append_read(at, var, escape),
            SymbolicOp::AppendVarPath { var, path, escape } => {
                self.append_path(at, var, path, escape)
            }
            SymbolicOp::EnterEach { loop_id, var, target }
            | SymbolicOp::AppendEach { loop_id, var, target } => {
                let value = self.stack(top);
                let (index, op) = (index(at), self.linked(at));
                let begun = or_fail(&quote!(__run.enter_each(#index, #op, #value)));
                self.enter(at, loop_id, var, target, &begun, "show")
            }
            SymbolicOp::EnterSection { loop_id, var, target } => {
                let (value, context) = (self.stack(top), self.stack(depth - 2));
                let op_index = index(at);
                let begun = or_fail(&quote!(__run.enter_section(#op_index, #value, #context)));
                self.enter(at, loop_id, var, target, &begun, "show_section")
            }
            SymbolicOp::Next { loop_id, var, .. } => {
                self.leave(var);
                let each = &self.loops[&loop_id.0].each;
                quote!(if !#each.next() { break; })
            }
            SymbolicOp::EnterWith { var, target } => {
                let (value, to) = (self.stack(top), label(target.0 as usize));
                let bind = self.bind(at, var, &value);
                quote!(if !__u::is_true(&#value) { break #to; } #bind)
            }
            SymbolicOp::Bind { var } => {
                let (value, index, op) = (self.stack(top), index(at), self.linked(at));
                self.bind(at, var, &or_fail(&quote!(__run.bind(#index, #op, #value))))
            }
            SymbolicOp::Unbind { var } => {
                self.leave(var);
                quote!()
            }
        }
    }

    /// Returns `true` if an op gets a fill that the op after it prints, without block params.
    fn yields_at_once(&self, at: usize) -> bool {
        matches!(
            self.ops[at..],
            [SymbolicOp::GetFill { .. }, SymbolicOp::Yield { args: Count(0) }, ..]
        )
    }

    /// Writes the entry of a loop, whose variables are parts of its state.
    fn enter(
        &mut self,
        at: usize,
        loop_id: LoopId,
        var: VarId,
        target: Target,
        begun: &TokenStream,
        show: &str,
    ) -> TokenStream {
        let each = self.declare(format!("__each{at}"));
        let entries = self.declare(format!("__entries{at}"));
        let item = Variable { value: quote!(#each.item), place: quote!(#each.place) };
        self.variables.insert(var.0, Variable::of_value(quote!(#each.all)));
        self.variables.insert(var.0 + 1, item);
        self.variables.insert(var.0 + 2, Variable::of_value(quote!(#each.key)));
        let (show, to) = (format_ident!("{show}"), label(target.0 as usize));
        let open =
            OpenLoop { each: each.clone(), entries: entries.clone(), show, empty: to.clone() };
        self.loops.insert(loop_id.0, open);
        let scope = self.scope(at, var);
        quote! {
            #each = #begun;
            #entries = ::core::option::Option::None;
            if #each.is_empty() { break #to; }
            #scope
        }
    }

    /// Writes the binding of a variable.
    fn bind(&mut self, at: usize, var: VarId, value: &TokenStream) -> TokenStream {
        let variable = self.declare(format!("__v{at}"));
        let place = quote!(__u::Place::of_object(#variable));
        self.variables.insert(var.0, Variable { value: quote!(#variable), place });
        let scope = self.scope(at, var);
        quote!(#variable = #value; #scope)
    }

    /// Opens a scope for the block of a variable whose value may be in scratch memory.
    fn scope(&mut self, at: usize, var: VarId) -> Option<TokenStream> {
        self.in_scratch.then(|| {
            let scope = self.declare(format!("__scope{at}"));
            self.scopes.push((var.0, scope.clone()));
            let texts = self.texts();
            quote!(#scope = __run.scope(#texts)?;)
        })
    }

    /// Leaves the blocks of the variables from `var` on.
    fn leave(&mut self, var: VarId) {
        self.scopes.retain(|(from, _)| *from == 0 || *from < var.0);
    }

    /// Declares a variable.
    fn declare(&mut self, name: String) -> Ident {
        let ident = format_ident!("{name}");
        self.declared.insert(name);
        ident
    }

    /// Pushes the result of a method of a loop's state.
    fn push_loop_value(&mut self, depth: u16, loop_id: LoopId, method: &str) -> TokenStream {
        let (each, method) = (self.loops[&loop_id.0].each.clone(), format_ident!("{method}"));
        self.push(depth, &quote!(#each.#method()))
    }
}
