//! Checks the properties for bytes from a fixed seed, the same in every run.

use arbitrary::Unstructured;
use properties::{Outcome, any_program, any_template, any_text, run_ops};
use template_bytecode::{Count, Escape, HelperRef, NameRow, Op, Target, VarId};

/// Calls `property` with `count` sequences of bytes, each shorter than `max_length`.
fn check(count: usize, max_length: usize, mut property: impl FnMut(&[u8])) {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    // The generator xorshift64* by Vigna.
    let mut next = move || {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D)
    };
    for _ in 0..count {
        let length = next() as usize % max_length;
        let bytes: Vec<u8> = (0..length).map(|_| (next() >> 56) as u8).collect();
        property(&bytes);
    }
}

/// Texts of the tokens of the language, so that many of them begin like templates.
#[test]
fn texts() {
    const TOKENS: &[&str] = &[
        "{{",
        "}}",
        "{{{",
        "}}}",
        "{{#",
        "{{/",
        "{{^",
        "{{else",
        "{{!--",
        "--}}",
        "{{!",
        "~",
        "if",
        "each",
        "as |x|",
        "x",
        "this",
        "../",
        "@index",
        ".",
        "/",
        "\"",
        "'",
        "(",
        ")",
        "=",
        " ",
        "\n",
        "\\",
        "é",
        "|",
        "{{{{raw}}}}",
        "{{{{/raw}}}}",
        "1",
        "-",
        "[",
        "]",
        "{{/if}}",
        "{{/each}}",
        "{{#fragment x}}",
        "{{/fragment}}",
        "&",
        "upper",
    ];
    check(4000, 40, |bytes| {
        let token = |byte: &u8| TOKENS[usize::from(*byte) % TOKENS.len()];
        any_text(&bytes.iter().map(token).collect::<String>());
    });
    check(1000, 60, |bytes| any_text(&String::from_utf8_lossy(bytes)));
}

#[test]
fn templates() {
    let (mut rejected, mut failed, mut empty, mut printed) = (0, 0, 0, 0);
    check(3000, 600, |bytes| match any_template(&mut Unstructured::new(bytes)) {
        Ok(Outcome::Rejected) => rejected += 1,
        Ok(Outcome::Failed) => failed += 1,
        Ok(Outcome::Printed(0)) => empty += 1,
        Ok(Outcome::Printed(_)) => printed += 1,
        Err(_) => {}
    });
    let counts = format!("{rejected} rejected, {failed} failed, {empty} empty, {printed} printed");
    assert!(rejected > 300 && failed > 300 && empty > 100 && printed > 400, "{counts}");
}

#[test]
fn programs() {
    let (mut rejected, mut ran) = (0, 0);
    check(8000, 500, |bytes| match any_program(&mut Unstructured::new(bytes)) {
        Ok(Some(ops)) if ops > 2 => ran += 1,
        Ok(None) => rejected += 1,
        _ => {}
    });
    assert!(rejected > 1000 && ran > 500, "{rejected} rejected, {ran} ran");
}

/// A block that calls itself would not terminate.
#[test]
fn a_block_that_calls_itself_is_rejected() {
    let block = HelperRef(2);
    let args = Op::PushArgs { positional: Count(0), named: NameRow::EMPTY, blocks: Count(1) };
    let call = Op::CallBlockHelper { helper: block, args: Count(1), escape: Escape::None };
    let get = Op::GetVar { var: VarId(1) };
    let ops = [
        Op::PushBlock { var: VarId(1), params: Count(0), target: Target(6) },
        Op::Bind { var: VarId(1) },
        get,
        args,
        call,
        Op::Jump { target: Target(10) },
        get,
        args,
        call,
        Op::Return {},
        Op::Unbind { var: VarId(1) },
    ];
    assert_eq!(run_ops(ops.into()), None);
}

/// Checks that a program runs that calls a component without link.
#[test]
fn a_component_is_called() {
    let (helper, positional, blocks) = (HelperRef(0), Count(0), Count(0));
    let call = Op::CallComponent { helper, positional, named: NameRow::EMPTY, blocks };
    assert_eq!(run_ops(vec![call, call]), Some(2));
}

/// Checks that the VM does not report a program as invalid in which the values that are printed as attributes are not
/// attributes.
#[test]
fn values_that_are_no_attributes() {
    let print = Op::AppendAttributes { names: NameRow::EMPTY, urls: Escape::Html };
    let fills = Op::GetFills { slot: Count(0) };
    assert_eq!(run_ops(vec![fills, print]), Some(2));
    let hash = Op::MakeHash { names: NameRow::EMPTY };
    assert_eq!(run_ops(vec![hash, print]), Some(2));
}
