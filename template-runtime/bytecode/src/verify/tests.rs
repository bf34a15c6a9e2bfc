use super::*;
use crate::TEXT_PAD;
use crate::operand::{
    Count, Entry, Escape, HelperRef, Immediate, LoopId, NameRef, NameRow, Target, TextRef, VarId,
};
use std::{borrow::ToOwned, vec};

fn check(ops: &[Op]) -> Result<Limits, VerifyError> {
    let text = &("text".to_owned() + &" ".repeat(TEXT_PAD));
    let bounds = Bounds { ops: ops.len(), text, names: 1, paths: 1, constants: 1, helpers: 1 };
    verify(ops, &bounds, &mut vec![State::UNREACHED; ops.len() + 1])
}

#[test]
fn the_limits_of_a_loop() {
    let limits = check(&[
        Op::GetVar { var: VarId(0) },
        Op::EnterEach { loop_id: LoopId(0), var: VarId(1), target: Target(5) },
        Op::GetVar { var: VarId(2) },
        Op::Append { escape: Escape::Html },
        Op::Next { loop_id: LoopId(0), var: VarId(1), target: Target(2) },
        Op::Text { text: TextRef::new(0, 1) },
    ]);
    assert_eq!(
        limits,
        Ok(Limits { stack: 1, variables: 4, loops: 1, scratch: ScratchUsage::NONE })
    );
}

const ARGS: Op = Op::PushArgs { positional: Count(0), named: NameRow::EMPTY, blocks: Count(1) };
const CALL_BLOCK: Op =
    Op::CallBlockHelper { helper: HelperRef(0), args: Count(1), escape: Escape::Html };

/// Returns the call of a block helper whose block, with one block param, has the given body.
fn block(body: &[Op]) -> std::vec::Vec<Op> {
    let end = Target(4 + body.len() as u32);
    let push = Op::PushBlock { var: VarId(1), params: Count(1), target: Target(4) };
    [&[push, ARGS, CALL_BLOCK, Op::Jump { target: end }], body].concat()
}

#[test]
fn the_limits_of_a_block() {
    let text = Op::Text { text: TextRef::new(0, 1) };
    let limits =
        check(&block(&[Op::AppendVar { var: VarId(2), escape: Escape::Html }, Op::Return {}]));
    let scratch = ScratchUsage { texts: 1, bytes: 0 };
    assert_eq!(limits, Ok(Limits { stack: 2, variables: 3, loops: 0, scratch }));
    // `Return` is valid only in a block, and a block ends with the variables that it began with.
    assert_eq!(check(&[text, Op::Return {}]), Err(VerifyError::Variable { op: 1 }));
    let push = Op::PushImmediate { value: Immediate(1) };
    let unbalanced = block(&[push, Op::Bind { var: VarId(3) }, Op::Return {}]);
    assert_eq!(check(&unbalanced), Err(VerifyError::Variable { op: 6 }));
    let outer = block(&[Op::Unbind { var: VarId(1) }, Op::Return {}]);
    assert_eq!(check(&outer), Err(VerifyError::Variable { op: 4 }));
}

#[test]
fn arguments_are_described_directly_before_their_call() {
    let call = Op::CallHelper { helper: HelperRef(0), args: Count(0) };
    let append = Op::Append { escape: Escape::Html };
    let push = Op::PushImmediate { value: Immediate(1) };
    assert_eq!(check(&[push, call, append]), Err(VerifyError::Operand { op: 1 }));
    // The op does not take a block.
    assert_eq!(check(&[ARGS, call, append]), Err(VerifyError::Operand { op: 1 }));
}

#[test]
fn scratch_memory_covers_every_branch() {
    let push = Op::PushImmediate { value: Immediate(1) };
    let array = |count| Op::MakeArray { count: Count(count) };
    let bytes = |ops: &[Op]| check(ops).map(|limits| limits.scratch.bytes);
    // The value that the jump keeps is larger than the alternative, and stays while it is bound.
    let keep = Op::JumpIfTrueOrPop { target: Target(6) };
    let (bind, exit) = (Op::Bind { var: VarId(1) }, Op::Unbind { var: VarId(1) });
    let append = Op::Append { escape: Escape::Html };
    let kept = [push, push, push, array(3), keep, array(0), bind, array(0), append, exit];
    assert_eq!(bytes(&kept), Ok(3 * VALUE_SIZE + 2 * COLLECTION_SIZE));
    // A popped value needs memory until the end of the statement only if a value remains below it.
    let passed =
        [push, push, array(2), Op::JumpIfTrueOrPop { target: Target(5) }, array(0), append];
    assert_eq!(bytes(&passed), Ok(2 * VALUE_SIZE + COLLECTION_SIZE));
    let lookup = [push, push, array(1), Op::JumpIfTrueOrPop { target: Target(5) }, array(0)];
    let nested = [&lookup[..], &[Op::Lookup {}, append]].concat();
    assert_eq!(bytes(&nested), Ok(VALUE_SIZE + 2 * COLLECTION_SIZE));
}

#[test]
fn programs_that_break_a_rule_are_rejected() {
    let append = Op::Append { escape: Escape::Html };
    let push = Op::PushImmediate { value: Immediate(1) };
    assert_eq!(check(&[append]), Err(VerifyError::Stack { op: 0 }));
    assert_eq!(check(&[push, push, append]), Err(VerifyError::Stack { op: 2 }));
    assert_eq!(check(&[push]), Err(VerifyError::Stack { op: 1 }));
    assert_eq!(check(&[Op::Jump { target: Target(2) }]), Err(VerifyError::Operand { op: 0 }));
    assert_eq!(check(&[Op::Unbind { var: VarId(0) }]), Err(VerifyError::Variable { op: 0 }));
    assert_eq!(
        check(&[Op::GetVar { var: VarId(1) }, append]),
        Err(VerifyError::Variable { op: 0 })
    );
    assert_eq!(
        check(&[push, Op::JumpIfTrue { target: Target(3) }, push, append]),
        Err(VerifyError::Join { op: 3 })
    );
    // Programs that would not terminate: only loops jump back, and only to their own bodies.
    let text = Op::Text { text: TextRef::new(0, 1) };
    assert_eq!(
        check(&[text, Op::Jump { target: Target(0) }]),
        Err(VerifyError::Backward { op: 1 })
    );
    let enter = |to| Op::EnterEach { loop_id: LoopId(0), var: VarId(1), target: Target(to) };
    let next = |to| Op::Next { loop_id: LoopId(0), var: VarId(1), target: Target(to) };
    let elsewhere = [push, enter(4), text, next(2), push, enter(8), text, next(2)];
    assert_eq!(check(&elsewhere), Err(VerifyError::Backward { op: 7 }));
    assert_eq!(check(&[push, enter(3), next(1)]), Err(VerifyError::Backward { op: 2 }));
    let many = vec![push; 65_536];
    assert_eq!(check(&many), Err(VerifyError::TooLarge { op: 65_535 }));
    let call = Op::AppendCall {
        helper: HelperRef(1),
        positional: Count(0),
        named: NameRow::EMPTY,
        escape: Escape::None,
    };
    assert_eq!(check(&[call]), Err(VerifyError::Operand { op: 0 }));
}

#[test]
fn texts_are_padded_and_end_at_character_boundaries() {
    let pool = "é".to_owned() + &" ".repeat(TEXT_PAD);
    let check = |start, len| {
        let ops = [Op::Text { text: TextRef::new(start, len) }];
        let bounds = Bounds { ops: 1, text: &pool, names: 0, paths: 0, constants: 0, helpers: 0 };
        verify(&ops, &bounds, &mut [State::UNREACHED; 2]).is_ok()
    };
    assert!(check(0, 2) && check(2, 0) && check(0, 0));
    // Inside of a character; into the padding; beyond the pool; a sum that is too large.
    for (start, len) in [(0, 1), (1, 1), (0, 3), (2, 1), (100, 1), (u32::MAX, u16::MAX)] {
        assert!(!check(start, len), "{start} {len}");
    }
}

#[test]
fn a_fused_call_cannot_use_a_custom_escaper() {
    let (positional, named) = (Count(0), NameRow::EMPTY);
    let call = |escape| Op::AppendCall { helper: HelperRef(0), positional, named, escape };
    let dynamic = |escape| Op::AppendDynamic { positional, named, escape };
    let get = Op::GetVar { var: VarId(0) };
    assert!(check(&[call(Escape::Html), get, dynamic(Escape::None)]).is_ok());
    assert_eq!(check(&[call(Escape::Custom)]), Err(VerifyError::Operand { op: 0 }));
    assert_eq!(check(&[get, dynamic(Escape::Custom)]), Err(VerifyError::Operand { op: 1 }));
}

/// Returns a program that calls a partial which sees one variable, with the given body.
fn partial(body: &[Op]) -> std::vec::Vec<Op> {
    let push = Op::PushImmediate { value: Immediate(1) };
    let begin = u32::from(PARTIAL_ARGS) + 1;
    let end = Target(begin + 1 + body.len() as u32);
    let call = [
        Op::CallPartial { entry: Entry(begin), loops: Count(0), passed: Count(0) },
        Op::BeginPartial { var: VarId(1), loops: Count(0), end },
    ];
    [&vec![push; PARTIAL_ARGS.into()], call.as_slice(), body].concat()
}

#[test]
fn partials_that_are_called() {
    let limits = check(&partial(&[
        Op::AppendVar { var: VarId(8), escape: Escape::Html },
        Op::EndPartial { name: NameRef(0) },
    ]));
    let scratch = ScratchUsage::NONE;
    assert_eq!(limits, Ok(Limits { stack: 8, variables: 9, loops: 0, scratch }));
    // It may give itself; it ends with its variables, and a block does not end it.
    let give = Op::PassPartial { name: NameRef(0), entry: Entry(9) };
    assert!(check(&partial(&[give, Op::EndPartial { name: NameRef(0) }])).is_ok());
    for end in [Op::Return {}, Op::Unbind { var: VarId(8) }] {
        assert_eq!(
            check(&partial(&[end, Op::EndPartial { name: NameRef(0) }])),
            Err(VerifyError::Variable { op: 10 })
        );
    }
    assert_eq!(check(&[Op::EndPartial { name: NameRef(0) }]), Err(VerifyError::Variable { op: 0 }));
    assert_eq!(
        check(&block(&[Op::EndPartial { name: NameRef(0) }])),
        Err(VerifyError::Variable { op: 4 })
    );
    assert!(check(&partial(&[])).is_err());
    // Variables and loops that are not there, and what is no partial, or never reached.
    for (var, loops) in [(0, 0), (2, 0), (1, 1)] {
        let mut ops = partial(&[Op::EndPartial { name: NameRef(0) }]);
        ops[9] = Op::BeginPartial { var: VarId(var), loops: Count(loops), end: Target(11) };
        assert!(check(&ops).is_err(), "{var} {loops}");
    }
    let mut elsewhere = partial(&[Op::EndPartial { name: NameRef(0) }]);
    elsewhere[8] = Op::CallPartial { entry: Entry(0), loops: Count(0), passed: Count(0) };
    assert_eq!(check(&elsewhere), Err(VerifyError::Operand { op: 8 }));
    let hidden = [
        Op::Jump { target: Target(3) },
        Op::BeginPartial { var: VarId(1), loops: Count(0), end: Target(3) },
        Op::EndPartial { name: NameRef(0) },
    ];
    assert_eq!(check(&hidden), Err(VerifyError::Operand { op: 1 }));
}
