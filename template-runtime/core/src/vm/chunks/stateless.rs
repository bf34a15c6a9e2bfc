//! Chunks without frames: a template that fits into the first buffer, and programs that are stateless.
//!
//! # Safety
//!
//! The numbers in SAFETY comments refer to the invariants in `ARCHITECTURE.md`.

use super::{Chunks, MIN_BUFFER, Outcome, Run, State, run_in};
use crate::{
    link::Repeatable,
    output::{ChunkDrain, Out, print_whole},
    vm::{Failed, bound::Bound, stateless::StatelessInChunks, template_part::TemplatePart},
};

impl Chunks<'_> {
    /// Fills the first buffer like [`Chunks::fill`]: renders the whole template, if it has only one program, is expected to
    /// fit, and can be run again if it does not; otherwise makes a frame for it. Most pages are shorter than a buffer of a
    /// few kilobytes: they need no frames.
    #[inline(never)]
    pub(super) fn first<'b>(&mut self, buffer: &'b mut [u8]) -> Option<&'b str> {
        let fits = |bound: &&Bound<'_>| {
            bound.runner().repeatable >= Repeatable::Always
                && bound.program().length().max(MIN_BUFFER) <= buffer.len()
        };
        let Some(bound) = self.template.only_part().filter(fits) else {
            return self.begin(buffer);
        };
        // A template that does not fit need not be rendered to its end, and the frames report an error again. No code of the
        // user runs, which could panic.
        // SAFETY: `attempt` returns the result for the parts that it is passed (invariant 4).
        match unsafe { print_whole(buffer, |parts| bound.attempt(parts)) } {
            Ok(page) => {
                self.state = State::Ended;
                // If its length was expected, there is nothing to learn.
                let hint = bound.program().tables.size_hint;
                if hint.get().is_none() {
                    hint.learn(page.len());
                }
                (!page.is_empty()).then_some(page)
            }
            Err(buffer) => self.begin(buffer),
        }
    }

    /// Makes a frame for the template, unless it needs none, and fills the first buffer with its output.
    #[inline(never)]
    fn begin<'b>(&mut self, buffer: &'b mut [u8]) -> Option<&'b str> {
        if buffer.len() < MIN_BUFFER {
            return self.fill(buffer);
        }
        let Self { run, memory, template, .. } = self;
        let run = run_in(run, memory);
        let Some(bound) = template.only_part() else {
            run.frames.begin(*template);
            return self.fill(buffer);
        };
        run.program = Some(bound.program());
        if let Some(function) = StatelessInChunks::function_of(bound) {
            run.stateless = Some(StatelessInChunks::new(function, bound));
            self.state = State::Stateless;
            return self.fill_stateless(buffer);
        }
        run.frames.begin_part(TemplatePart::bound(*bound));
        self.fill(buffer)
    }

    /// Fills a buffer with the output of a program that needs no frame, like [`Chunks::fill`]. It calls no code of the user,
    /// which could interrupt it.
    #[inline(never)]
    pub(super) fn fill_stateless<'b>(&mut self, buffer: &'b mut [u8]) -> Option<&'b str> {
        if buffer.len() < MIN_BUFFER {
            return self.fill(buffer);
        }
        let Run { stateless: Some(program), overflow, len, .. } = &mut **self.run.as_mut()? else {
            return None;
        };
        // Checked here because it is the most frequent reason for more than two chunks.
        if overflow.is_empty() && program.has_more_than(buffer.len()) {
            let chunk = program.fill(buffer);
            *len += chunk.len();
            return Some(chunk);
        }
        let mut drain = ChunkDrain::new(buffer, overflow);
        let ended = program.resume(Out::new(&mut drain));
        let chunk = drain.finish();
        if let Ok(false) = ended
            && !overflow.has_failed()
        {
            *len += chunk.len();
            return Some(chunk);
        }
        self.ended(ended, chunk)
    }

    /// Stores the state after the last chunk of a program that needs no frame, like [`Chunks::filled`].
    #[cold]
    #[inline(never)]
    fn ended<'b>(&mut self, ended: Result<bool, Failed>, chunk: &'b str) -> Option<&'b str> {
        self.filled(ended.map(|_| Outcome::Ended), chunk)
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        error::ErrorKind,
        link::Repeatable,
        output::print_whole,
        vm::{
            Bound, ChunkInterpreter, ChunkMemory, Chunks, FrameMemory as _, LinkedProgram, Program,
            ProgramTables, SizeHint, TemplateParts,
            capabilities::AllCapabilities,
            interpreter::OnStack,
            runner::{InterpretFn, RunFn, Runner},
            stateless::stateless_interpreter,
        },
    };
    use template_bytecode::{Escape, Op, TEXT_PAD, TextRef};

    /// The interpreters, each of programs that render in parts.
    const RUNNERS: [Runner; 2] = [
        stateless_interpreter::<AllCapabilities>(Repeatable::InParts),
        Runner {
            function: RunFn::InMemory(InterpretFn::of::<OnStack<AllCapabilities, 1, 1, 0, 0>>()),
            repeatable: Repeatable::InParts,
        },
    ];

    /// Returns a program that prints a text twice; with `fails`, it then takes a value from the stack, which is empty.
    const fn program(fails: bool, size_hint: &'static SizeHint) -> Program<'static> {
        const POOL: &str = "🎉 <p>                                          ";
        const TEXT: TextRef = TextRef::new(0, 8);
        const { assert!(POOL.len() >= 8 + TEXT_PAD) };
        const OPS: &[Op] = &[Op::Text { text: TEXT }, Op::Text { text: TEXT }, Op::Return {}];
        const FAILING_OPS: &[Op] = &[
            Op::Text { text: TEXT },
            Op::Text { text: TEXT },
            Op::Append { escape: Escape::Html },
            Op::Return {},
        ];
        let ops = if fails { FAILING_OPS } else { OPS };
        let tables = ProgramTables { ops, text: POOL, size_hint, ..ProgramTables::empty("page") };
        // SAFETY: the text is followed by padding, and there are no jumps and no places. The depth of the stack, which one of
        // the programs violates, is checked by the memory (invariant 24).
        unsafe { Program::new(tables) }
    }

    /// Binds a program to data that it does not read.
    fn bound(program: &'static Program<'static>, runner: Runner) -> Bound<'static> {
        // SAFETY: the program reads no data, and the interpreters are for programs with less memory (invariant 20).
        Bound::new(unsafe { LinkedProgram::<bool>::new(program, runner) }, &true)
    }

    #[test]
    fn the_first_buffer_takes_a_whole_page() {
        static SIZE_HINT: SizeHint = SizeHint::new();
        const PAGE: &Program<'static> = &program(false, &SIZE_HINT);
        for bound in RUNNERS.map(|runner| bound(PAGE, runner)) {
            for size in [4, 8, 15, 16, 17, 100] {
                let (mut memory, mut buffer) = (ChunkMemory::<256>::new(), [0; 100]);
                let interpreter = ChunkInterpreter::ALL_CAPABILITIES;
                let mut chunks =
                    Chunks::new(TemplateParts::of_only(bound), interpreter, memory.words());
                let mut all = std::string::String::new();
                while let Some(chunk) = chunks.next(&mut buffer[..size]).unwrap() {
                    all.push_str(chunk);
                }
                assert_eq!(all, "🎉 <p>🎉 <p>", "in {size} bytes");
            }
        }
    }

    #[test]
    fn an_interpreter_that_fails_returns_the_buffer() {
        static SIZE_HINT: SizeHint = SizeHint::new();
        const PAGE: &Program<'static> = &program(true, &SIZE_HINT);
        for bound in RUNNERS.map(|runner| bound(PAGE, runner)) {
            for size in [4, 15, 16, 100] {
                let mut buffer = [0; 100];
                let buffer = &mut buffer[..size];
                // SAFETY: `attempt` returns the result for the parts that it is passed (invariant 4).
                let buffer = unsafe { print_whole(buffer, |parts| bound.attempt(parts)) };
                let buffer = buffer.unwrap_err();
                assert_eq!(buffer.len(), size);
                buffer.fill(0);
                // The frames, or the program in chunks, report the error again.
                let mut memory = ChunkMemory::<256>::new();
                let interpreter = ChunkInterpreter::ALL_CAPABILITIES;
                let mut chunks =
                    Chunks::new(TemplateParts::of_only(bound), interpreter, memory.words());
                let error = loop {
                    match chunks.next(buffer) {
                        Ok(chunk) => assert!(chunk.is_some()),
                        Err(error) => break error,
                    }
                };
                assert_eq!(*error.kind(), ErrorKind::Program);
                assert!(matches!(chunks.next(buffer), Ok(None)));
            }
        }
    }
}
