//! Calls of block helpers in interpreted programs: the helper prints a body through a callback.

use super::{
    Failed, PrintResult, Program, Vm,
    block_helper::{BlockCaller, RunningBlockHelper, StopReason},
    call_in_scratch::call_block,
    component::inner_depth,
    memory::{LentMemory, Outlives},
    sinks::Keeper,
};
use crate::{
    data::{Args, Body, DynHelper, Value},
    error::ErrorKind,
    helper::{HelperFn, Kept},
    output::Out,
};
use core::fmt::Display;
use template_bytecode::{Escape, MAX_BLOCKS};

impl<'m, 'v> Vm<'m, 'v> {
    /// Calls a block helper whose `count` arguments are on the stack, the blocks first. The helper
    /// prints its output and its bodies to `out`.
    pub(super) fn run_block_helper<'o>(
        &mut self,
        helper: HelperFn,
        count: usize,
        names: &'v [&'v str],
        param_indexes: &'v [u8],
        escape: Escape,
        out: Out<'o>,
    ) -> PrintResult<'o> {
        self.spend_on_values(count)?;
        let (op, at) = (self.op, self.at());
        let (program, depth) = (self.program, self.depth);
        self.depth = inner_depth(depth).map_err(|kind| self.fail(kind))?;
        let mut memory = LentMemory::new();
        let lent = self.stack.lend(count, &mut memory)?;
        let caller = InterpretedCaller { vm: self, blocks: [None; MAX_BLOCKS as usize] };
        let mut running = RunningBlockHelper::new(caller, escape, out);
        let called = lent.lend(&mut running, |values, bodies| {
            let blocks = values.iter().take_while(|value| matches!(value, Value::Block(_))).count();
            let (blocks, values) = values.split_at(blocks);
            for (i, block) in blocks.iter().enumerate() {
                if let Value::Block(body) = *block {
                    bodies.set(i, body);
                }
            }
            call_block(helper, &Args::with_names(values, names, param_indexes), bodies)
        });
        match running.finish(program, at, called) {
            Ok(out) => {
                (self.op, self.depth) = (op, depth);
                self.stack.take_back(lent)?;
                Ok(out)
            }
            // `vm.op` is the op of the body that failed.
            Err(StopReason::Stored) => Err(Failed),
            Err(StopReason::Helper(kind)) => {
                self.op = op;
                Err(self.fail(kind))
            }
        }
    }
}

/// An interpreted program while a block helper runs.
struct InterpretedCaller<'r, 'm, 'v> {
    vm: &'r mut Vm<'m, 'v>,
    /// The body of the block, and that of its `else`.
    blocks: [Option<Body>; MAX_BLOCKS as usize],
}

impl<'v, 'o> BlockCaller<'v, 'o> for InterpretedCaller<'_, '_, 'v> {
    fn program(&self) -> &Program<'_> {
        self.vm.program
    }

    fn set_body(&mut self, index: usize, body: Body) {
        if let Some(block) = self.blocks.get_mut(index) {
            *block = Some(body);
        }
    }

    fn body(&self, otherwise: bool) -> Option<Body> {
        self.blocks[usize::from(otherwise)]
    }

    fn run_body(
        &mut self,
        body: Body,
        scope: &[Value<'_>],
        params: &[Value<'_>],
        out: Out<'o>,
    ) -> PrintResult<'o> {
        let depth = self.vm.depth;
        self.vm.run_body(body, depth, [scope, params], out)
    }

    fn print_custom(&mut self, value: &dyn Display, out: Out<'o>) -> Result<Out<'o>, ErrorKind> {
        let program = self.vm.program;
        let print = |text: &str| program.print(out, &Value::Text(text), Escape::Custom);
        self.vm.stack.show(value, print)?
    }

    fn call_kept(
        &mut self,
        helper: DynHelper<'v>,
        args: &[Value<'v>],
        escape: Escape,
        out: Out<'o>,
    ) -> Result<Out<'o>, ErrorKind> {
        let program = self.vm.program;
        // The value stack is empty while the helper runs.
        let stack = &mut self.vm.stack;
        let kept = stack.call(0, |_, scratch, _: Outlives<'_, 'v>| {
            let mut result = Value::Null;
            helper.call(&Args::new(args), &mut Keeper::new(scratch, &mut result, program))?;
            Ok(result)
        });
        let printed = kept.and_then(|()| program.print(out, stack.pop()?, escape));
        stack.clear();
        printed
    }

    fn keep(&mut self, value: &mut dyn Kept<'v>) -> Result<(), ErrorKind> {
        self.vm.stack.keep(value)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        data::{Args, Body, SafeHtml, Sink, Stopped, Value},
        error::ErrorKind,
        helper::{Block, HelperFn, block, keep_text},
        output::{CustomEscaper, Escaper, Out, SliceDrain},
        vm::{
            Program, ProgramTables, capabilities::AllCapabilities, interpreter::OnStack,
            runner::InterpretFn,
        },
    };
    use core::fmt::Display;
    use std::{
        format,
        panic::{AssertUnwindSafe, catch_unwind},
        string::String,
        vec::Vec,
    };
    use template_bytecode::{
        Constant, ConstantRef, Count, Escape, HelperRef, LoopId, NameRow, Op, Target, VarId,
    };

    /// Returns a program that calls a block helper with one argument and a block with one block param,
    /// whose body follows. The argument of the helper and the text that the body prints are in scratch
    /// memory.
    fn page(body: &'static [Op]) -> Vec<Op> {
        let count = Count(1);
        let end = Target(6 + body.len() as u32);
        let call = [
            Op::PushBlock { var: VarId(1), params: count, target: Target(6) },
            Op::PushConstant { constant: ConstantRef(0) },
            Op::Concat { count },
            Op::PushArgs { positional: count, named: NameRow::EMPTY, blocks: count },
            Op::CallBlockHelper { helper: HelperRef(0), args: Count(2), escape: Escape::None },
            Op::Jump { target: end },
        ];
        [&call, body].concat()
    }

    /// A body that prints another text in scratch memory, and then the block param.
    const BODY: &[Op] = &[
        Op::PushConstant { constant: ConstantRef(1) },
        Op::Concat { count: Count(1) },
        Op::Append { escape: Escape::None },
        Op::AppendVar { var: VarId(2), escape: Escape::None },
        Op::Return {},
    ];

    /// Runs a program with 64 bytes of scratch memory.
    #[allow(unsafe_code, reason = "the program is a part of one that verifies")]
    fn render(ops: &[Op], helpers: &[HelperFn]) -> Result<String, ErrorKind> {
        struct Dashes;
        impl Escaper for Dashes {
            fn escape(text: &str, output: &mut dyn core::fmt::Write) -> core::fmt::Result {
                write!(output, "-{text}")
            }
        }
        let ops = &[ops, &[Op::Return {}]].concat();
        // SAFETY: jumps are in range, and there are no strings and no places. The depths of the stack and of the
        // scopes, which some of these programs violate, are checked by the memory.
        let program = unsafe {
            Program::new(ProgramTables {
                ops,
                helpers,
                helper_names: &["outer", "inner"][..helpers.len()],
                constants: &[Constant::Text("given"), Constant::Text("inner")],
                escaper: Some(CustomEscaper::of::<Dashes>()),
                ..ProgramTables::empty("page")
            })
        };
        let mut buffer = [0; 512];
        let mut drain = SliceDrain::new(&mut buffer);
        let out = Out::new(&mut drain);
        InterpretFn::of::<OnStack<AllCapabilities, 4, 8, 1, 64>>()
            .run(&program, Value::Null.into(), out, None)
            .map_err(|error| error.kind().clone())?
            .finish();
        drain.finish().map(String::from).map_err(|needed| ErrorKind::OutputFull { needed })
    }

    /// Returns the helper's argument.
    fn given<'v>(args: &Args<'_, 'v>) -> Value<'v> {
        args.positional().first().copied().unwrap_or(Value::Null)
    }

    fn text(value: Value<'_>) -> &str {
        if let Value::Text(text) = value { text } else { "?" }
    }

    #[test]
    fn arguments_and_kept_texts_live_while_the_helper_runs() {
        let outer: HelperFn = |args, sink| {
            let (given, mut block) = (given(args), block(sink)?);
            for i in 0..3 {
                let kept = block.keep(format_args!("kept{i}")).map_err(|_| ErrorKind::Write)?;
                for param in [kept, given, Value::Null] {
                    block.body(&[param, kept]).map_err(|_| ErrorKind::Write)?;
                    block
                        .html(format_args!(" {} {};", text(given), text(kept)))
                        .map_err(|_| ErrorKind::Write)?;
                }
            }
            Ok(())
        };
        let iteration =
            |i| format!("innerkept{i} given kept{i};innergiven given kept{i};inner given kept{i};");
        assert_eq!(render(&page(BODY), &[outer]), Ok([0, 1, 2].map(iteration).concat()));
    }

    /// A program that does not verify: its body ends the variable that keeps the helper's arguments, or
    /// an earlier one.
    #[test]
    fn a_damaged_body_cannot_end_what_the_helper_was_lent() {
        const ENDS: [&[Op]; 4] = [
            &[Op::Unbind { var: VarId(1) }, BODY[0], BODY[1], BODY[2], Op::Return {}],
            &[Op::Unbind { var: VarId(0) }, BODY[0], BODY[1], BODY[2], Op::Return {}],
            &[
                Op::Next { loop_id: LoopId(0), var: VarId(1), target: Target(6) },
                BODY[0],
                BODY[1],
                BODY[2],
            ],
            &[
                Op::Next { loop_id: LoopId(0), var: VarId(0), target: Target(6) },
                BODY[0],
                BODY[1],
                BODY[2],
            ],
        ];
        let outer: HelperFn = |args, sink| {
            let (given, mut block) = (given(args), block(sink)?);
            let kept = block.keep("kept").map_err(|_| ErrorKind::Write)?;
            assert!(block.body(&[kept]).is_err());
            assert!(block.body(&[kept]).is_err());
            assert!(block.keep("overwritten").is_ok());
            assert_eq!((text(given), text(kept)), ("given", "kept"));
            Ok(())
        };
        for body in ENDS {
            assert_eq!(render(&page(body), &[outer]), Err(ErrorKind::Program));
        }
    }

    /// Nor can the body of another block, whose variables come earlier.
    #[test]
    fn the_body_of_another_block_cannot_end_what_the_helper_was_lent() {
        let outer: HelperFn = |args, sink| {
            let given = given(args);
            let bodies = sink.bodies().ok_or(ErrorKind::Program)?;
            let kept =
                keep_text(&"kept", |text| bodies.keep(text)).map_err(|_| ErrorKind::Write)?;
            bodies.set(0, Body { start: 6, params: 0, var: 0 });
            let body = bodies.body(false).ok_or(ErrorKind::Program)?;
            assert!(bodies.run(body, &[], &[]).is_err());
            assert!(keep_text(&"overwritten", |text| bodies.keep(text)).is_ok());
            assert_eq!((text(given), kept), ("given", "kept"));
            Ok(())
        };
        let body: &[Op] = &[Op::Return {}];
        assert_eq!(render(&page(body), &[outer]), Err(ErrorKind::Program));
    }

    struct Explodes;

    impl Display for Explodes {
        fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
            f.write_str("half of it")?;
            panic!("on purpose")
        }
    }

    /// A helper that catches the panic of a value that it prints, or of its block, can use what it has
    /// and keep more; but nothing more is printed.
    #[test]
    fn a_caught_panic_ends_the_render() {
        /// An action of a helper that panics.
        type PanickingAction = for<'b, 'v> fn(&mut Block<'b, 'v>) -> Result<(), Stopped>;
        const PANICKING_ACTIONS: [PanickingAction; 3] = [
            |block| block.text(Explodes),
            |block| block.html(SafeHtml(Explodes)),
            |block| block.body(&[Value::Null]),
        ];
        /// Catches the panic of `PANICKING_ACTIONS[N]`, and reads its argument and kept strings.
        fn catches<'v, const N: usize>(
            args: &Args<'_, 'v>,
            sink: &mut dyn Sink<'v>,
        ) -> Result<(), ErrorKind> {
            let (given, mut block) = (given(args), block(sink)?);
            let kept = block.keep("kept").map_err(|_| ErrorKind::Write)?;
            assert!(catch_unwind(AssertUnwindSafe(|| PANICKING_ACTIONS[N](&mut block))).is_err());
            let more = block.keep("more").map_err(|_| ErrorKind::Write)?;
            assert_eq!(block.body(&[more]), Err(Stopped));
            assert_eq!(block.text("text"), Err(Stopped));
            assert_eq!([given, kept, more].map(text), ["given", "kept", "more"]);
            Ok(())
        }
        let explode: HelperFn = |_, sink| sink.display(&Explodes);
        let nested: HelperFn = |_, sink| {
            sink.value(Value::Null)?;
            panic!("on purpose")
        };
        // With a value on the stack, a bound variable, and a half-written text.
        let call = Op::Call { helper: HelperRef(1), positional: Count(1), named: NameRow::EMPTY };
        let body = [
            BODY[0],
            BODY[1],
            Op::Bind { var: VarId(3) },
            BODY[0],
            BODY[1],
            BODY[0],
            BODY[1],
            call,
        ];
        let ops = [&page(&[])[..], &body].concat();
        for helpers in [
            [catches::<0>, explode],
            [catches::<1>, explode],
            [catches::<2>, explode],
            [catches::<2>, nested],
        ] {
            assert_eq!(render(&ops, &helpers), Err(ErrorKind::Write));
        }
    }

    #[test]
    fn a_panic_in_keep_leaves_the_block_usable() {
        let outer: HelperFn = |args, sink| {
            let (given, mut block) = (given(args), block(sink)?);
            let kept = block.keep("kept").map_err(|_| ErrorKind::Write)?;
            assert!(catch_unwind(AssertUnwindSafe(|| block.keep(Explodes))).is_err());
            let more = block.keep("more").map_err(|_| ErrorKind::Write)?;
            block.body(&[more]).map_err(|_| ErrorKind::Write)?;
            block
                .html(format_args!(" {} {}", text(given), text(kept)))
                .map_err(|_| ErrorKind::Write)
        };
        assert_eq!(render(&page(BODY), &[outer]).as_deref(), Ok("innermore given kept"));
    }

    /// The inner helper panics in the body of the outer one, which catches it.
    #[test]
    fn an_inner_helper_panics() {
        let outer: HelperFn = |args, sink| {
            let (given, mut block) = (given(args), block(sink)?);
            let kept = block.keep("kept").map_err(|_| ErrorKind::Write)?;
            assert!(catch_unwind(AssertUnwindSafe(|| block.body(&[kept]))).is_err());
            assert_eq!(block.body(&[kept]), Err(Stopped));
            assert!(block.keep("more").is_ok());
            assert_eq!([given, kept].map(text), ["given", "kept"]);
            Ok(())
        };
        let inner: HelperFn = |args, sink| {
            let (given, mut block) = (given(args), block(sink)?);
            let kept = block.keep("inner kept").map_err(|_| ErrorKind::Write)?;
            assert_eq!([given, kept].map(text), ["inner", "inner kept"]);
            block.body(&[kept]).map_err(|_| ErrorKind::Write)?;
            panic!("on purpose")
        };
        let count = Count(1);
        let ops = [
            &page(&[])[..],
            &[
                Op::PushBlock { var: VarId(3), params: count, target: Target(11) },
                BODY[0],
                BODY[1],
                Op::PushArgs { positional: count, named: NameRow::EMPTY, blocks: count },
                Op::CallBlockHelper { helper: HelperRef(1), args: Count(2), escape: Escape::None },
                Op::AppendVar { var: VarId(4), escape: Escape::None },
                Op::Return {},
            ],
        ]
        .concat();
        assert_eq!(render(&ops, &[outer, inner]), Err(ErrorKind::Write));
    }

    /// The text that a custom escaper receives is released after the call.
    #[test]
    fn a_custom_escaper_keeps_no_scratch_memory() {
        let outer: HelperFn = |args, sink| {
            let (given, mut block) = (given(args), block(sink)?);
            let kept = block.keep("kept").map_err(|_| ErrorKind::Write)?;
            for _ in 0..10 {
                block.text("0123456789012345678").map_err(|_| ErrorKind::Write)?;
                block.html("<br>").map_err(|_| ErrorKind::Write)?;
            }
            // The next text directly follows the first.
            let next = text(block.keep("next").map_err(|_| ErrorKind::Write)?).as_ptr();
            assert_eq!(next, text(kept).as_ptr().wrapping_add(4));
            block.text(format_args!("{}{}", text(given), text(kept))).map_err(|_| ErrorKind::Write)
        };
        let mut ops = page(BODY);
        ops[4] =
            Op::CallBlockHelper { helper: HelperRef(0), args: Count(2), escape: Escape::Custom };
        let expected = "-0123456789012345678<br>".repeat(10) + "-givenkept";
        assert_eq!(render(&ops, &[outer]), Ok(expected));
    }

    /// A custom escaper needs the whole result, so that an op that prints it directly fails.
    #[test]
    fn a_fused_call_does_not_bypass_a_custom_escaper() {
        let helper: HelperFn = |_, sink| sink.text("<b>");
        let (positional, named, escape) = (Count(0), NameRow::EMPTY, Escape::Custom);
        let call = Op::AppendCall { helper: HelperRef(0), positional, named, escape };
        assert_eq!(render(&[call], &[helper]), Err(ErrorKind::Program));
    }
}
