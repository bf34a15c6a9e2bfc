//! Limits of templates. Exceeding one is an error with a span.

use template_bytecode::{EACH_VARIABLES, MAX_BLOCK_ARGS, MAX_BLOCKS, VarId};

/// The maximum size of a template in bytes.
pub const MAX_SIZE: usize = 16 << 20;

/// The maximum number of tags and text segments between them in a template, each of which takes much more memory than its text.
pub const MAX_ITEMS: usize = 200_000;

/// The maximum nesting depth of parentheses, and of blocks.
///
/// Both are recursions in `parse` and in the stages after it: see [`nesting`](crate::nesting).
pub const MAX_NESTING: usize = 512;

/// The maximum total size, in bytes, of what the partials of a template expand to. Each expansion counts as at
/// least [`MIN_EXPANSION`].
pub(crate) const MAX_EXPANSION: usize = 4 << 20;

/// The size that an empty partial counts as, which limits the number of expansions.
pub(crate) const MIN_EXPANSION: usize = 128;

/// The size as which each name counts that the tags around a partial add.
pub(crate) const NAME_EXPANSION: usize = 16;

/// The maximum number of inline partials in scope.
pub(crate) const MAX_INLINES: usize = 1000;

/// The maximum number of inline partials and blocks that are passed to a called partial.
pub const MAX_GIVEN: usize = 255;

/// The maximum number of names in a path: later stages follow them by recursion.
pub const MAX_PATH: usize = 512;

/// The maximum number of arguments of a call, of values of a `let`, and of block params.
pub const MAX_ARGUMENTS: usize = 255;

/// The maximum number of arguments of a block helper, without its blocks.
pub const MAX_BLOCK_ARGUMENTS: usize = (MAX_BLOCK_ARGS - MAX_BLOCKS) as usize;

/// The maximum number of variables that are bound where another block begins. The block may bind more: a
/// `let` one for each value, the block of a helper one for each block param and one that is reserved.
pub(crate) const MAX_VARIABLES: u16 = VarId::END - 1 - MAX_ARGUMENTS as u16;

const _: () = assert!(EACH_VARIABLES as usize <= 1 + MAX_ARGUMENTS, "loops bind fewer variables");
