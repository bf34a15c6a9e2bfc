//! Limits of templates. Exceeding one is an error with a span.

/// The maximum size of a template in bytes.
pub const MAX_SIZE: usize = 16 << 20;

/// The maximum nesting depth of parentheses, and of blocks.
///
/// Parentheses are a recursion in `parse` and in the stages after it; the limit keeps it far from
/// the end of a thread's stack.
pub const MAX_NESTING: usize = 512;

/// How many names a path may have: later stages follow them by recursion.
pub const MAX_PATH: usize = 512;

/// The most arguments of a call, values of a `let`, and block params.
pub const MAX_ARGUMENTS: usize = 255;

/// The most arguments of a block helper, besides its two bodies.
pub const MAX_BLOCK_ARGUMENTS: usize = template_bytecode::MAX_BLOCK_ARGS as usize - 2;

/// How many variables can be bound where another block begins. The block may bind some more: a
/// `let` as many as it has values, that of a helper as many as it has params.
pub(crate) const MAX_VARIABLES: u16 = u16::MAX - 16 - MAX_ARGUMENTS as u16;
