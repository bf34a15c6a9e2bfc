//! The properties for bytes from a fixed seed: the same in every run.

use arbitrary::Unstructured;
use properties::{Came, any_program, any_template, any_text, run_ops};
use template_bytecode::{Count, Escape, HelperRef, NameRow, Op, Slot, Target};

/// Calls a check with so many rows of bytes, of up to `most` each.
fn check(count: usize, most: usize, mut property: impl FnMut(&[u8])) {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    // The generator xorshift64*, by Vigna.
    let mut next = move || {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        state.wrapping_mul(0x2545_F491_4F6C_DD1D)
    };
    for _ in 0..count {
        let length = next() as usize % most;
        let bytes: Vec<u8> = (0..length).map(|_| (next() >> 56) as u8).collect();
        property(&bytes);
    }
}

/// Texts of the pieces that tags are made of, so that many of them begin as templates do.
#[test]
fn texts() {
    const PIECES: &[&str] = &[
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
        "&",
        "upper",
    ];
    check(4000, 40, |bytes| {
        let piece = |byte: &u8| PIECES[usize::from(*byte) % PIECES.len()];
        any_text(&bytes.iter().map(piece).collect::<String>());
    });
    check(1000, 60, |bytes| any_text(&String::from_utf8_lossy(bytes)));
}

#[test]
fn templates() {
    let (mut refused, mut failed, mut empty, mut printed) = (0, 0, 0, 0);
    check(3000, 600, |bytes| match any_template(&mut Unstructured::new(bytes)) {
        Ok(Came::Refused) => refused += 1,
        Ok(Came::Failed) => failed += 1,
        Ok(Came::Printed(0)) => empty += 1,
        Ok(Came::Printed(_)) => printed += 1,
        Err(_) => {}
    });
    let came = format!("{refused} refused, {failed} failed, {empty} empty, {printed} printed");
    assert!(refused > 300 && failed > 300 && empty > 100 && printed > 400, "{came}");
}

#[test]
fn programs() {
    let (mut refused, mut ran) = (0, 0);
    check(8000, 500, |bytes| match any_program(&mut Unstructured::new(bytes)) {
        Ok(Some(ops)) if ops > 2 => ran += 1,
        Ok(None) => refused += 1,
        _ => {}
    });
    assert!(refused > 1000 && ran > 500, "{refused} refused, {ran} ran");
}

/// A block that runs itself would have no end.
#[test]
fn a_block_does_not_run_itself() {
    let block = HelperRef(2);
    let args = Op::PushArgs { positional: Count(0), named: NameRow::EMPTY, blocks: Count(1) };
    let call = Op::CallBlockHelper { helper: block, args: Count(1), escape: Escape::None };
    let get = Op::GetVar { slot: Slot(1) };
    let ops = [
        Op::PushBlock { slot: Slot(1), params: Count(0), target: Target(6) },
        Op::Bind { slot: Slot(1) },
        get,
        args,
        call,
        Op::Jump { target: Target(10) },
        get,
        args,
        call,
        Op::Return {},
        Op::Unbind { slot: Slot(1) },
    ];
    assert_eq!(run_ops(ops.into()), None);
}
