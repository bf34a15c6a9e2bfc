//! The property [`any_program`]: programs that do not come from the compiler.

use crate::{data::league, helpers::Bracketed, template::template};
use arbitrary::{Error, Result, Unstructured};
use conformance::data::Node;
use template_bytecode::{
    Bounds, Constant, Field, Index, Missing, NameRef, Op, PathSegment, PathStep, Positions, State,
    TEXT_PAD, Target, verify,
};
use template_compiler::{Options, Symbolic, compile, lower::symbolic::pooled, parse::ast};
use template_runtime::{
    __private::{
        BlockUse, Budget, Copies, CustomEscaper, ProgramTables, SizeHint, StaticHelper, render,
    },
    AnyChunkMemory, Args, Callable, ErrorKind, HelperSpec, Program, Sink, Value,
};

template_runtime::template! {
    /// The component that generated programs call.
    struct Part {}

    "[{{yield}}|{{yield 1}}]"
}

/// A generated program with its tables.
struct GeneratedProgram {
    ops: Vec<Op>,
    text: String,
    names: Vec<String>,
    steps: Vec<PathStep>,
    constants: Vec<ast::LiteralValue>,
    helpers: usize,
}

/// Generates a program from bytes, and runs it if it verifies: arbitrary ops, or the ops of a template with a
/// few changes. Returns the number of its ops, or `None` if it does not verify.
///
/// # Errors
///
/// Returns an error if there are too few bytes, or the generated template does not compile.
///
/// # Panics
///
/// Panics if an output is not UTF-8, or the VM reports a verified program as invalid.
pub fn any_program(u: &mut Unstructured<'_>) -> Result<Option<usize>> {
    let program = if u.ratio(1, 6)? { any_ops(u)? } else { changed_ops(u)? };
    Ok(run(&program))
}

/// Runs ops if they verify. Returns the number of ops, or `None` if they do not verify.
pub fn run_ops(ops: Vec<Op>) -> Option<usize> {
    run(&GeneratedProgram { ops, ..tables() })
}

fn any_ops(u: &mut Unstructured<'_>) -> Result<GeneratedProgram> {
    let count = u.int_in_range(1..=40)?;
    Ok(GeneratedProgram { ops: (0..count).map(|_| any_op(u)).collect::<Result<_>>()?, ..tables() })
}

/// Returns a program without ops.
fn tables() -> GeneratedProgram {
    GeneratedProgram {
        ops: Vec::new(),
        text: "<li>é".to_owned() + "static text, and more of it" + &" ".repeat(TEXT_PAD),
        names: NAMES.map(str::to_owned).into(),
        steps: STEPS.into(),
        constants: vec![
            ast::LiteralValue::Null,
            ast::LiteralValue::Bool(true),
            ast::LiteralValue::Int(-7),
            ast::LiteralValue::Float(1.5),
            ast::LiteralValue::Text("<é>".to_owned()),
        ],
        helpers: CALLS.len(),
    }
}

/// Generates an op; most of its operands are small.
fn any_op(u: &mut Unstructured<'_>) -> Result<Op> {
    let kind = u.arbitrary()?;
    let mut next = || {
        let small = u.int_in_range(0..=12).unwrap_or(0);
        if u.ratio(1, 16).unwrap_or(false) { u.arbitrary().unwrap_or(small) } else { small }
    };
    Ok(Op::any(kind, &mut next))
}

/// Generates the program of a template, and changes, inserts or removes a few ops.
fn changed_ops(u: &mut Unstructured<'_>) -> Result<GeneratedProgram> {
    let changes = u.int_in_range(1..=2)?;
    let changes: Vec<(u8, usize, Op)> = (0..changes)
        .map(|_| Ok((*u.choose(&CHANGES)?, u.int_in_range(0..=50)?, any_op(u)?)))
        .collect::<Result<_>>()?;
    let options = Options { optimize: u.arbitrary()?, ..Options::default() };
    let text = template(u)?;
    let symbolic = compile(text, &options).map_err(|_| Error::IncorrectFormat)?;
    let mut ops = symbolic.to_ops();
    for (change, at, op) in changes {
        if ops.is_empty() {
            return Err(Error::NotEnoughData);
        }
        let at = at % ops.len();
        match change {
            0 => ops[at] = op,
            1 => ops.insert(at, op),
            2 => {
                ops.remove(at);
            }
            3 => {
                // Replaces the op by another one with the same stack effect.
                let same = |kind: u32| {
                    let mut number = kind % 5;
                    let mut next = || {
                        number = (number + 1) % 5;
                        number
                    };
                    let other = Op::any(kind, &mut next);
                    (other.effect() == ops[at].effect()).then_some(other)
                };
                let first = op.target().map_or(7, |to| to.0);
                if let Some(other) = (0..64).find_map(|n| same(first.wrapping_add(n))) {
                    ops[at] = other;
                }
            }
            4 => {
                let other = (at + 1) % ops.len();
                ops.swap(at, other);
            }
            _ => {
                // Changes the target of the next jump.
                let jumps = (at..ops.len()).find(|&at| ops[at].target().is_some());
                let to = op.target().map_or(at as u32, |to| to.0) % (ops.len() as u32 + 1);
                if let Some(at) = jumps {
                    ops[at] = ops[at].with_target(Target(to));
                }
            }
        }
    }
    let Symbolic { text, names, constants, segments, helpers, .. } = symbolic;
    let step = |PathSegment { name, missing, .. }| PathStep::Name { name, missing };
    let steps = segments.into_iter().map(step).collect();
    Ok(GeneratedProgram { ops, text, names, steps, constants, helpers: helpers.len() })
}

/// The kinds of changes. Those that often leave the program valid are repeated, to be chosen more often.
const CHANGES: [u8; 9] = [0, 1, 2, 3, 3, 3, 4, 5, 5];

const NAMES: [&str; 12] =
    ["a", "b", "list", "map", "name", "greeting", "title", "0", "é", "x", "y", "z"];

/// Steps of paths, of each kind.
const STEPS: [PathStep; 6] = [
    PathStep::Name { name: NameRef(0), missing: Missing::IS_NULL },
    PathStep::Field(Field(1)),
    PathStep::Item { index: Index(0), missing: Missing(3) },
    PathStep::Name { name: NameRef(4), missing: Missing(5) },
    PathStep::Name { name: NameRef(7), missing: Missing::IS_NULL },
    PathStep::Item { index: Index(9), missing: Missing::IS_NULL },
];

/// The helpers of a program: these, repeated.
const CALLS: [StaticHelper; 4] = [
    StaticHelper { spec: &HelperSpec::NOTHING, call: first },
    StaticHelper { spec: &HelperSpec::NOTHING, call: counted },
    StaticHelper {
        spec: &HelperSpec { block: BlockUse::Always, ..HelperSpec::NOTHING },
        call: print_block,
    },
    StaticHelper { spec: &HelperSpec::NOTHING, call: fails },
];

fn first<'v>(args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
    sink.value(args.positional().first().copied().unwrap_or(Value::Null))
}

fn counted<'v>(args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
    let named = args.named().filter(|(name, _)| !name.is_empty()).count();
    sink.text(&format!("<{}:{named}>", args.positional().len()))
}

fn fails<'v>(_: &Args<'_, 'v>, _: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
    Err(ErrorKind::Write)
}

/// Prints the body of its block twice, then the `else` block.
fn print_block<'v>(args: &Args<'_, 'v>, sink: &mut dyn Sink<'v>) -> Result<(), ErrorKind> {
    let params = args.positional();
    // Only linking checks that a block helper has a block, so here it may have none.
    let Ok(mut block) = template_runtime::__private::block(sink) else { return Ok(()) };
    let ran = block.body(params).and_then(|()| block.body(&[])).and_then(|()| block.otherwise());
    ran.map_err(|_| ErrorKind::Write)
}

/// Verifies a program, and runs it if it is valid.
#[allow(unsafe_code, reason = "the program is verified first")]
fn run(program: &GeneratedProgram) -> Option<usize> {
    let GeneratedProgram { ops, text, names, steps, constants, helpers } = program;
    let bounds = Bounds {
        ops: ops.len(),
        text,
        names: names.len(),
        paths: steps.len(),
        constants: constants.len(),
        helpers: *helpers,
    };
    let mut states = vec![State::UNREACHED; ops.len() + 1];
    let limits = verify(ops, &bounds, &mut states).ok()?;
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let constants: Vec<Constant<'_>> = constants.iter().map(pooled).collect();
    let values: Vec<StaticHelper> = CALLS.iter().copied().cycle().take(*helpers).collect();
    let calls: Vec<_> = values.iter().map(|helper| helper.call).collect();
    let values: Vec<&(dyn Callable + Sync)> = values.iter().map(|helper| helper as _).collect();
    let helper_names = vec!["helper"; *helpers];
    let components = vec![Part::__COMPONENT.calls(); *helpers];
    let size_hint = SizeHint::new();
    let returning = [ops.as_slice(), &[Op::Return {}]].concat();
    // SAFETY: the ops are verified, and these are their tables and limits.
    let program = unsafe {
        Program::new(ProgramTables {
            name: "any",
            files: &[],
            data: None,
            ops: &returning,
            text,
            names: &names,
            steps,
            places: &[],
            place_paths: &[],
            constants: &constants,
            helpers: &calls,
            components: &components,
            helper_names: &helper_names,
            helper_values: &values,
            param_indexes: &[],
            positions: Positions(&[]),
            limits,
            scratch: limits.scratch.size(),
            escape: template_bytecode::Escape::Html,
            escaper: Some(CustomEscaper::of::<Bracketed>()),
            budget: Budget::UNLIMITED,
            size_hint: &size_hint,
            copies: Copies::NONE,
        })
    };
    assert!(!program.to_string().is_empty());
    for data in [league(), Node::Null] {
        let page = render(&program, &data);
        for size in [4, 7, 64] {
            assert_eq!(in_chunks(&program, &data, size), page, "in chunks of {size}\n{program}");
        }
        match page {
            Ok(page) => assert!(std::str::from_utf8(page.as_bytes()).is_ok()),
            Err(error) => assert_ne!(*error.kind(), ErrorKind::Program, "{program}"),
        }
    }
    Some(ops.len())
}

/// Renders a program in chunks of `size` bytes, and joins them.
fn in_chunks(
    program: &Program<'_>,
    data: &Node,
    size: usize,
) -> Result<String, template_runtime::Error> {
    let mut memory = AnyChunkMemory::new();
    let mut chunks = template_runtime::__private::chunks(program, data, &mut memory);
    let mut buffer = vec![0; size];
    let mut page = String::new();
    while let Some(chunk) = chunks.next(&mut buffer)? {
        page.push_str(chunk);
    }
    Ok(page)
}
