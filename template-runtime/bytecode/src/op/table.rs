//! The table of ops. Each row specifies an op: its meaning, its operands and its stack effect.

/// Passes the table of ops to the macro `$callback`, as `symbolic { rows } linked { rows }`.
///
/// A row is `Name { operand: Type, … } [pops => pushes] Class;`, where `Class` is a variant of
/// [`OpClass`](crate::OpClass). The rows of `symbolic` are the ops that
/// the compiler emits; a linked program may contain those and the rows of `linked`. All per-op
/// definitions are generated from this table: the enums [`SymbolicOp`](crate::SymbolicOp) and
/// [`Op`](crate::Op), their stack effects and listings, the compiler's `Operation`, and the bytes
/// that `template!` writes.
///
/// The first rows of each part are those of the most frequent ops. When rustc evaluates a `match`, it compares the value with
/// each pattern, in the order of the variants.
#[doc(hidden)]
#[macro_export]
macro_rules! op_table {
    ($callback:ident) => { $callback! {
        symbolic {
            /// Prints static text.
            Text { text: TextRef } [0 => 0] Statement;
            /// Fuses [`Op::GetVarPath`] and [`Op::Append`].
            AppendVarPath { var: VarId, path: PathRow, escape: Escape } [0 => 0] Statement;
            /// Fuses [`Op::GetVar`] and [`Op::GetPath`].
            GetVarPath { var: VarId, path: PathRow } [0 => 1] Expression;
            /// Pops a value, and jumps if it is false.
            JumpIfFalse { target: Target } [1 => 0] Expression;
            /// Jumps unconditionally.
            Jump { target: Target } [0 => 0] Jump;
            /// Jumps back for the next iteration, or ends the loop. The target is the op after the
            /// one that entered the loop. No other op jumps back, so that every program terminates.
            Next { loop_id: LoopId, var: VarId, target: Target } [0 => 0] Statement;
            /// Pops a list, a map or an object, and begins a loop over it, whose variables begin at
            /// `var`; jumps if it is empty.
            EnterEach { loop_id: LoopId, var: VarId, target: Target } [1 => 0] Statement;
            /// Pushes whether this is the first iteration of a loop.
            GetFirst { loop_id: LoopId } [0 => 1] Expression;
            /// Pushes a small integer.
            PushImmediate { value: Immediate } [0 => 1] Expression;
            /// Pushes a constant.
            PushConstant { constant: ConstantRef } [0 => 1] Expression;
            /// Ends the body of a block: returns to the helper that runs it.
            Return {} [0 => 0] Return;
            /// Pushes the description of the arguments below it, for the following call: the number
            /// of blocks, the number of positional arguments, and the names of the named arguments. The
            /// names are metadata of the op, and are never pushed.
            ///
            /// [`Op::CallHelper`], [`Op::CallDynamicHelper`], [`Op::CallBlockHelper`] and
            /// [`Op::BindArgs`] directly follow one of these ops, and appear nowhere else.
            PushArgs { positional: Count, named: NameRow, blocks: Count } [0 => 1] Expression;
            /// Calls a helper: pops the description that [`Op::PushArgs`] pushed and `args`
            /// arguments, pushes the result.
            CallHelper { helper: HelperRef, args: Count } [args.0 as u16 + 1 => 1] Expression;
            /// Fuses [`Op::PushArgs`] and [`Op::CallHelper`].
            Call { helper: HelperRef, positional: Count, named: NameRow } [positional.0 as u16 + named.count() as u16 => 1] Expression;
            /// Fuses [`Op::Call`] and [`Op::Append`]: the helper prints its result while it
            /// computes it, and nothing is stored. `escape` is
            /// [divisible](crate::Escape::is_divisible): other escapes need the whole result.
            AppendCall { helper: HelperRef, positional: Count, named: NameRow, escape: Escape } [positional.0 as u16 + named.count() as u16 => 0] Statement;
            /// Calls a helper that is a value on the stack, below its arguments: pops the
            /// description that [`Op::PushArgs`] pushed, `args` arguments and the helper, and pushes
            /// the result. Calling null returns null.
            CallDynamicHelper { args: Count } [args.0 as u16 + 2 => 1] Expression;
            /// Fuses [`Op::PushArgs`] and [`Op::CallDynamicHelper`].
            CallDynamic { positional: Count, named: NameRow } [positional.0 as u16 + named.count() as u16 + 1 => 1] Expression;
            /// Fuses [`Op::CallDynamic`] and [`Op::Append`]. `escape` is restricted as in
            /// [`Op::AppendCall`].
            AppendDynamic { positional: Count, named: NameRow, escape: Escape } [positional.0 as u16 + named.count() as u16 + 1 => 0] Statement;
            /// Replaces the helper on top with the result of a call without arguments; leaves any
            /// other value unchanged.
            CallIfHelper {} [1 => 1] Expression;
            /// Pushes a helper as a value.
            PushHelper { helper: HelperRef } [0 => 1] Expression;
            /// Partially applies a helper: pops the description that [`Op::PushArgs`] pushed,
            /// `args` arguments and the helper below them, and pushes a helper that is called with
            /// these arguments before the arguments of the call. Null remains null.
            BindArgs { args: Count } [args.0 as u16 + 2 => 1] Expression;
            /// Pushes a block, whose body begins at `target`. In the body the variables from `var`
            /// on are bound: one that is reserved for the call, and `params` block params. The body
            /// begins with an empty stack.
            PushBlock { var: VarId, params: Count, target: Target } [0 => 1] Expression;
            /// Calls a block helper, which prints its own output, and prints its blocks by running their
            /// bodies: pops the description that [`Op::PushArgs`] pushed and `args` arguments, the
            /// first of which are the blocks (the body, followed by the `else` block). Text that the helper
            /// itself prints is escaped with `escape`, unless the helper prints it as HTML.
            CallBlockHelper { helper: HelperRef, args: Count, escape: Escape } [args.0 as u16 + 1 => 0] Statement;
            /// Calls a component, which prints: pops the blocks that fill its slots, the positional arguments and the
            /// named arguments. The positional arguments are empty, or the context, or the context and the attributes of
            /// each fill. The first names are the slots that the blocks fill, followed by the names of the named
            /// arguments.
            CallComponent { helper: HelperRef, positional: Count, named: NameRow, blocks: Count } [positional.0 as u16 + named.count() as u16 => 0] Statement;
            /// Pushes the fill of a slot of the running component, or null if there is none. The content is slot 0.
            GetFill { slot: Count } [0 => 1] Expression;
            /// Pushes a list of all fills of a slot of the running component.
            GetFills { slot: Count } [0 => 1] Expression;
            /// Pushes whether a slot of the running component has a fill.
            HasFill { slot: Count } [0 => 1] Expression;
            /// Pops `args` values and a fill below them, and prints the fill with these values as its block
            /// params. Null prints nothing.
            Yield { args: Count } [args.0 as u16 + 1 => 0] Statement;
            /// Pops the attributes that a component forwards, and below them one value for each of `names`, the attributes
            /// that the component adds, and prints all of them in a tag.
            AppendAttributes { names: NameRow, urls: Escape } [names.count() as u16 + 1 => 0] Statement;
            /// Prints the line break at the end of a template, unless it is called as a component.
            FinalBreak { text: TextRef } [0 => 0] Statement;
            /// Ends a chunk, if the program renders in chunks.
            Flush {} [0 => 0] Statement;
            /// Begins a called partial, whose body follows: jumps to `end`, after the body. The body runs with the
            /// variables before `var` and the first `loops` loops of the position where it is written, followed by
            /// [`PARTIAL_ARGS`](crate::PARTIAL_ARGS) variables for its arguments. Only programs that are compiled at run
            /// time contain this op.
            BeginPartial { var: VarId, loops: Count, end: Target } [0 => 0] Statement;
            /// Ends the body of the partial called `name`: returns to the op after the call.
            EndPartial { name: NameRef } [0 => 0] Return;
            /// Adds a partial called `name` to the partials that the next call passes to its callee, and to all partials
            /// that the callee calls. The body of the passed partial sees the variables and loops at this op.
            PassPartial { name: NameRef, entry: Entry } [0 => 0] Expression;
            /// Calls a partial: pops its arguments. The variables and the `loops` open loops are restored when it
            /// ends. The last `passed` [`Op::PassPartial`] ops pass their partials to this call.
            CallPartial { entry: Entry, loops: Count, passed: Count } [PARTIAL_ARGS as u16 => 0] Statement;
            /// Calls the innermost partial called `name` that was passed to the running partial or to one of its
            /// callers, like [`Op::CallPartial`].
            CallPassed { name: NameRef, loops: Count, passed: Count } [PARTIAL_ARGS as u16 => 0] Statement;
            /// Pushes whether [`Op::CallPassed`] finds a partial.
            HasPassed { name: NameRef } [0 => 1] Expression;
            /// Pops one value for each of `names`, and a value below them; pushes a map of these names, extended by the
            /// names of that value.
            ExtendHash { names: NameRow } [names.count() as u16 + 1 => 1] Expression;
            /// Pushes a variable.
            GetVar { var: VarId } [0 => 1] Expression;
            /// Replaces the top with the value that a path of names leads to from it.
            GetPath { path: PathRow } [1 => 1] Expression;
            /// Replaces the top with its entry with a name, or with a constant if it has none.
            GetNameOr { name: NameRef, constant: ConstantRef } [1 => 1] Expression;
            /// Pushes the number of the current iteration of a loop, starting at 0.
            GetIndex { loop_id: LoopId } [0 => 1] Expression;
            /// Pushes the key of the current entry of a loop over a map, or the number of the
            /// iteration of a loop over a list. `var` is the first variable of the loop.
            GetKey { loop_id: LoopId, var: VarId } [0 => 1] Expression;
            /// Pushes whether this is the last iteration of a loop.
            GetLast { loop_id: LoopId } [0 => 1] Expression;
            /// Pops values, and pushes the concatenation of their text.
            Concat { count: Count } [count.0 as u16 => 1] Expression;
            /// Replaces the top with its logical negation.
            Not {} [1 => 1] Expression;
            /// Replaces the top with `true` if it is the number 0, so that it is true in a
            /// condition.
            IncludeZero {} [1 => 1] Expression;
            /// Pops two values, and pushes the result of comparing them.
            Compare { comparison: Comparison } [2 => 1] Expression;
            /// Pops a key and the value below it, and pushes the entry of the value with that key.
            Lookup {} [2 => 1] Expression;
            /// Pops values, and pushes a list of them.
            MakeArray { count: Count } [count.0 as u16 => 1] Expression;
            /// Pops one value for each of `names`, and pushes a map of them.
            MakeHash { names: NameRow } [names.count() as u16 => 1] Expression;
            /// Pops values, passes them to the logging hook, and pushes null.
            Log { count: Count } [count.0 as u16 => 1] Expression;
            /// Pops a value, and jumps if it is true.
            JumpIfTrue { target: Target } [1 => 0] Expression;
            /// Jumps if the top is true, without popping it; pops it otherwise.
            JumpIfTrueOrPop { target: Target } [1 => 0] JumpOrPop;
            /// Jumps if the top is false, without popping it; pops it otherwise.
            JumpIfFalseOrPop { target: Target } [1 => 0] JumpOrPop;
            /// Pops a value and prints it.
            Append { escape: Escape } [1 => 0] Statement;
            /// Fuses [`Op::GetVar`] and [`Op::Append`].
            AppendVar { var: VarId, escape: Escape } [0 => 0] Statement;
            /// [`Op::EnterEach`] before a body that consists of one op that prints the item, at
            /// most one static text before and after it, and [`Op::Next`]. The op may then print the
            /// items of a list without running the body.
            AppendEach { loop_id: LoopId, var: VarId, target: Target } [1 => 0] Statement;
            /// Pops a value, and the context below it. A list begins a loop over its items; any
            /// other true value begins a loop of one iteration, whose item is the value, or the
            /// context if the value is `true`. Jumps if the value is false.
            EnterSection { loop_id: LoopId, var: VarId, target: Target } [2 => 0] Statement;
            /// Pops a value and binds a variable to it; jumps instead if it is false.
            EnterWith { var: VarId, target: Target } [1 => 0] Statement;
            /// Pops a value and binds a variable to it.
            Bind { var: VarId } [1 => 0] Statement;
            /// Ends the scope of the variables from `var` on.
            Unbind { var: VarId } [0 => 0] Statement;
        }
        linked {
            /// Fuses [`Op::GetPlace`] and [`Op::Append`].
            AppendPlace { var: VarId, offset: Offset, leaf: Leaf, escape: Escape } [0 => 0] Statement;
            /// Pushes the scalar or text at an offset from the place in a variable.
            GetPlace { var: VarId, offset: Offset, leaf: Leaf } [0 => 1] Expression;
            /// Fuses [`Op::GetPlacePath`] and [`Op::Append`].
            AppendPlacePath { var: VarId, place: PlaceRef, escape: Escape } [0 => 0] Statement;
            /// Pushes the value to which a path leads from the place in a variable, through pointers and
            /// options, or null if one of these options has no value.
            GetPlacePath { var: VarId, place: PlaceRef } [0 => 1] Expression;
            /// [`Op::EnterEach`] over a list whose items are contiguous: the variable of the item contains a
            /// place.
            EnterSlice { loop_id: LoopId, var: VarId, target: Target } [1 => 0] Statement;
            /// [`Op::Next`] for a loop that [`Op::EnterSlice`] or [`Op::AppendSlice`] began.
            NextSlice { loop_id: LoopId, var: VarId, target: Target } [0 => 0] Statement;
            /// Replaces the object on top with one of its fields.
            GetField { field: Field } [1 => 1] Expression;
            /// Replaces the list on top with one of its items, or with the result for a missing item.
            GetItem { index: Index, missing: Missing } [1 => 1] Expression;
            /// Replaces the top with its entry with a name, which is looked up at run time.
            GetName { name: NameRef, missing: Missing } [1 => 1] Expression;
            /// Fuses [`Op::GetVar`] and [`Op::GetField`].
            GetVarField { var: VarId, field: Field } [0 => 1] Expression;
            /// Fuses [`Op::GetVar`] and [`Op::GetName`].
            GetVarName { var: VarId, name: NameRef, missing: Missing } [0 => 1] Expression;
            /// Fuses [`Op::GetVarField`] and [`Op::Append`].
            AppendVarField { var: VarId, field: Field, escape: Escape } [0 => 0] Statement;
            /// Fuses [`Op::GetVarName`] and [`Op::Append`].
            AppendVarName { var: VarId, name: NameRef, escape: Escape, missing: Missing } [0 => 0] Statement;
            /// [`Op::GetPlace`] for the first argument of a component whose arguments are all named, and are read from
            /// places: the ops up to the call are all [`Op::GetPlace`] or [`Op::GetPlacePath`]. The interpreter may construct
            /// the component at once.
            GetFirstArg { var: VarId, offset: Offset, leaf: Leaf } [0 => 1] Expression;
            /// [`Op::GetPlacePath`] for the first argument of a component, like [`Op::GetFirstArg`].
            GetFirstArgPath { var: VarId, place: PlaceRef } [0 => 1] Expression;
            /// [`Op::GetPlace`] for the first operand of a comparison before a branch: the next op pushes the second operand,
            /// a literal or a leaf, and the one after it is [`Op::Compare`]. Both are integers, or the first is an `f64` and
            /// the second an `f64` or an integer literal, or the second is text and the first is text or null. The
            /// interpreter may compare them at once.
            GetFirstOperand { var: VarId, offset: Offset, leaf: Leaf, comparison: Comparison } [0 => 1] Expression;
            /// [`Op::AppendEach`] over a list whose items are contiguous: a combination of it and
            /// [`Op::EnterSlice`].
            AppendSlice { loop_id: LoopId, var: VarId, target: Target } [1 => 0] Statement;
            /// [`Op::EnterWith`] for an object: the variable also contains its place.
            EnterWithPlace { var: VarId, target: Target } [1 => 0] Statement;
            /// [`Op::Bind`] for an object: the variable also contains its place.
            BindPlace { var: VarId } [1 => 0] Statement;
        }
    } };
}
