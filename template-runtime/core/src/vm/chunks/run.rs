//! The state of a render that has not ended with its first chunk.

use super::{frame::Frames, memory::FrameArena};
use crate::output::Overflow;
#[cfg(feature = "alloc")]
use crate::vm::{program::Program, stateless::StatelessInChunks};
#[cfg(feature = "compile")]
use alloc::{string::String, sync::Arc};

/// The frames of a render, and the output that did not fit into the last chunk.
#[cfg_attr(not(feature = "alloc"), repr(C))]
pub(super) struct Run<'a> {
    pub(super) frames: Frames<'a>,
    /// The program that needs no frame; it is then the only one.
    #[cfg(feature = "alloc")]
    pub(super) stateless: Option<StatelessInChunks<'a>>,
    pub(super) overflow: Overflow,
    /// The program whose next renders learn the length of this one, if the template has only one.
    #[cfg(feature = "alloc")]
    pub(super) program: Option<&'a Program<'a>>,
    /// The names of the files, for errors of a template that was compiled at run time.
    #[cfg(feature = "compile")]
    pub(super) files: &'a [Arc<String>],
    /// The number of bytes of the chunks.
    #[cfg(feature = "alloc")]
    pub(super) len: usize,
}

impl<'a> Run<'a> {
    /// Creates the state of a render without frames.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(super) fn new(arena: FrameArena<'a>) -> Self {
        Self {
            frames: Frames::new(arena),
            #[cfg(feature = "alloc")]
            stateless: None,
            overflow: Overflow::new(),
            #[cfg(feature = "alloc")]
            program: None,
            #[cfg(feature = "compile")]
            files: &[],
            #[cfg(feature = "alloc")]
            len: 0,
        }
    }
}
