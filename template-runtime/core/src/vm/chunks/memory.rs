//! The memory of programs that render in chunks.
//!
//! # Safety
//!
//! The number in SAFETY comments refers to the invariant in `ARCHITECTURE.md`.

use crate::vm::memory::Variable;
#[cfg(feature = "alloc")]
use alloc::vec::Vec;
use core::{
    alloc::Layout,
    fmt,
    marker::PhantomData,
    mem::MaybeUninit,
    ops::{Deref, DerefMut},
    ptr::NonNull,
};

/// The unit of the memory.
type Word = MaybeUninit<u64>;

/// The memory for the state of a render between two chunks, with a size of `WORDS` words of 8 bytes.
///
/// [`Template::Memory`](crate::Template::Memory) has the size that the template itself needs. Components, and templates in
/// the data, need additional memory. With feature `alloc` it is allocated on the heap; without this feature, the memory must
/// be large enough for all nested components and templates ([`Template::chunks_in`](crate::Template::chunks_in)). The memory
/// may be on the stack, on the heap or in a `static`, and can be reused.
///
/// # Examples
///
/// ```
/// use template_runtime::{ChunkMemory, Template, template};
///
/// template! { struct Greeting<'a> { name: &'a str } "Hello {{name}}!" }
///
/// let mut memory = ChunkMemory::<128>::new();
/// let page = Greeting { name: "you" };
/// let mut chunks = page.chunks_in(&mut memory);
/// assert_eq!(chunks.next(&mut [0; 6])?, Some("Hello "));
/// assert_eq!(chunks.next(&mut [0; 6])?, Some("you!"));
/// assert_eq!(chunks.next(&mut [0; 6])?, None);
/// # Ok::<(), template_runtime::Error>(())
/// ```
// Aligned to cache lines, so that the state of a program takes as few as possible; not without feature `alloc`.
#[cfg_attr(feature = "alloc", repr(align(64)))]
pub struct ChunkMemory<const WORDS: usize> {
    words: [Word; WORDS],
}

/// Memory for templates of an unknown type. It has 4 kB, which suffices for most templates.
pub type AnyChunkMemory = ChunkMemory<512>;

impl<const WORDS: usize> ChunkMemory<WORDS> {
    /// Creates memory for one render at a time.
    #[must_use]
    pub const fn new() -> Self {
        Self { words: [const { MaybeUninit::uninit() }; WORDS] }
    }
}

impl<const WORDS: usize> Default for ChunkMemory<WORDS> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const WORDS: usize> Deref for ChunkMemory<WORDS> {
    type Target = [Word];

    fn deref(&self) -> &[Word] {
        &self.words
    }
}

impl<const WORDS: usize> DerefMut for ChunkMemory<WORDS> {
    fn deref_mut(&mut self) -> &mut [Word] {
        &mut self.words
    }
}

impl<const WORDS: usize> fmt::Debug for ChunkMemory<WORDS> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChunkMemory").field("words", &WORDS).finish_non_exhaustive()
    }
}

/// The memory of a template, of any size.
pub trait FrameMemory: Default + SealedMemory {
    /// Returns the words.
    #[doc(hidden)]
    fn words(&mut self) -> &mut [Word];
}

/// Seals [`FrameMemory`].
pub trait SealedMemory {}

impl<const WORDS: usize> SealedMemory for ChunkMemory<WORDS> {}

impl<const WORDS: usize> FrameMemory for ChunkMemory<WORDS> {
    fn words(&mut self) -> &mut [Word] {
        &mut self.words
    }
}

/// Returns the number of words that a program with these [limits](template_bytecode::Limits) needs, with `scratch` bytes of
/// scratch memory.
#[must_use]
pub const fn words_of_program(stack: u16, variables: u16, loops: u8, scratch: usize) -> usize {
    let values = stack as usize * size_of::<crate::data::Value<'_>>();
    let variables = variables as usize * (size_of::<Variable<'_>>() + size_of::<*const u8>());
    let loops = loops as usize * size_of::<crate::vm::iteration::Iteration<'_>>();
    let vm = size_of::<crate::vm::Vm<'_, '_>>() + size_of::<super::frame::Frame<'_>>();
    // Each of the seven allocations may end with padding.
    let words = (values + variables + loops + scratch + vm).div_ceil(8) + 7;
    if cfg!(feature = "alloc") { words + LINE / 8 - 1 } else { words }
}

/// The size of a cache line in bytes.
const LINE: usize = 64;

/// The error for an arena that is full.
#[derive(Debug)]
pub(super) struct ArenaFull;

/// A point up to which an arena is in use: a block, and an offset in it.
#[derive(Clone, Copy)]
pub(super) struct ArenaMark {
    #[cfg(feature = "alloc")]
    block: usize,
    used: usize,
}

/// A stack allocator in the memory of the caller, which with feature `alloc` continues on the heap. Only its memory is
/// released; its contents are not dropped.
pub(super) struct FrameArena<'a> {
    /// The first byte of the block in use, and its size in bytes. It is not a slice: using the slice would invalidate the
    /// pointers into it.
    start: NonNull<u8>,
    size: usize,
    /// The number of bytes in use in that block; whole words with feature `alloc`.
    used: usize,
    caller: PhantomData<&'a mut [Word]>,
    #[cfg(feature = "alloc")]
    more: Blocks,
}

/// The blocks of an arena.
#[cfg(feature = "alloc")]
struct Blocks {
    /// The number of the block in use; 0 is the memory of the caller.
    current: usize,
    /// The memory of the caller, and its size in bytes.
    first: (NonNull<u8>, usize),
    /// The blocks from number 1 on, of which those after the block in use are kept for reuse.
    heap: Vec<Vec<Word>>,
}

impl<'a> FrameArena<'a> {
    pub(super) fn new(words: &'a mut [Word]) -> Self {
        let size = size_of_val(words);
        let start = NonNull::from(words).cast();
        Self {
            start,
            size,
            used: 0,
            caller: PhantomData,
            #[cfg(feature = "alloc")]
            more: Blocks { current: 0, first: (start, size), heap: Vec::new() },
        }
    }

    /// Returns the point up to which the arena is in use.
    pub(super) fn mark(&self) -> ArenaMark {
        ArenaMark {
            #[cfg(feature = "alloc")]
            block: self.more.current,
            used: self.used,
        }
    }

    /// Releases the memory that was allocated since `mark`.
    ///
    /// # Safety
    ///
    /// The released memory is no longer used.
    pub(super) unsafe fn release(&mut self, mark: ArenaMark) {
        #[cfg(feature = "alloc")]
        if mark.block != self.more.current {
            self.select(mark.block);
        }
        self.used = mark.used;
    }

    /// Continues at a cache line, if there is one in the block.
    #[cfg(feature = "alloc")]
    pub(super) fn begin_line(&mut self) {
        let address = self.start.addr().get().wrapping_add(self.used);
        let skip = address.wrapping_neg() & (LINE - 1);
        if skip <= self.size - self.used {
            // A multiple of the size of a word, because the address is.
            self.used += skip;
        }
    }

    /// Returns memory for `layout`, which stays until it is released, or until the arena is dropped. Without a heap it is not
    /// inlined, because it is called for each part of the state of a program.
    ///
    /// # Errors
    ///
    /// Returns an error if there is none.
    #[cfg_attr(feature = "alloc", inline)]
    #[cfg_attr(not(feature = "alloc"), inline(never))]
    pub(super) fn allocate(&mut self, layout: Layout) -> Result<NonNull<u8>, ArenaFull> {
        #[cfg(feature = "alloc")]
        {
            let size = layout.size().next_multiple_of(size_of::<Word>());
            if layout.align() <= align_of::<Word>() && size <= self.size - self.used {
                // SAFETY: the bytes are in the block, and `used` is a multiple of their alignment.
                let place = unsafe { self.start.add(self.used) };
                self.used += size;
                return Ok(place);
            }
            self.allocate_slowly(layout)
        }
        #[cfg(not(feature = "alloc"))]
        self.allocate_in_block(layout).ok_or(ArenaFull)
    }

    /// Returns memory with a larger alignment, or in another block.
    #[cfg(feature = "alloc")]
    #[cold]
    #[inline(never)]
    fn allocate_slowly(&mut self, layout: Layout) -> Result<NonNull<u8>, ArenaFull> {
        if let Some(place) = self.allocate_in_block(layout) {
            return Ok(place);
        }
        self.grow(layout)?;
        self.allocate_in_block(layout).ok_or(ArenaFull)
    }

    fn allocate_in_block(&mut self, layout: Layout) -> Option<NonNull<u8>> {
        // Not by `align_offset`, which panics unless it knows that an alignment is a power of two.
        let address = self.start.addr().get().wrapping_add(self.used);
        let skip = address.wrapping_neg() & (layout.align() - 1);
        let at = self.used.checked_add(skip)?;
        let mut end = at.checked_add(layout.size())?;
        if cfg!(feature = "alloc") {
            // `allocate` relies on this alignment.
            end = end.checked_next_multiple_of(size_of::<Word>())?;
        }
        if end > self.size {
            return None;
        }
        self.used = end;
        // SAFETY: the offset is in the block, or at its end.
        Some(unsafe { self.start.add(at) })
    }

    /// Switches to another block.
    #[cfg(feature = "alloc")]
    #[cold]
    fn select(&mut self, block: usize) {
        let Blocks { current, first, heap } = &mut self.more;
        *current = block;
        (self.start, self.size) = match block.checked_sub(1).and_then(|index| heap.get_mut(index)) {
            // Taken as a pointer, without an intermediate slice, which would invalidate the pointers into it.
            Some(block) => {
                let start = NonNull::new(block.as_mut_ptr()).unwrap_or(NonNull::dangling());
                (start.cast(), block.capacity() * size_of::<Word>())
            }
            None => *first,
        };
    }

    /// Continues in the next block, with room for `layout`.
    #[cfg(feature = "alloc")]
    #[cold]
    fn grow(&mut self, layout: Layout) -> Result<(), ArenaFull> {
        let wanted = layout.size().saturating_add(layout.align()).div_ceil(size_of::<Word>());
        let words = wanted.max(self.size / size_of::<Word>() * 2).max(AnyChunkMemory::WORDS);
        let Blocks { current, heap, .. } = &mut self.more;
        // Nothing is in the blocks after the one in use.
        if heap.get(*current).is_none_or(|next| next.capacity() < wanted) {
            heap.truncate(*current);
            let mut block = Vec::new();
            block.try_reserve_exact(words).map_err(|_| ArenaFull)?;
            heap.push(block);
        }
        let next = *current + 1;
        self.select(next);
        self.used = 0;
        Ok(())
    }

    /// Moves a value to the arena, which does not drop it.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`FrameArena::allocate`]. The value is then dropped.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn put<T>(&mut self, value: T) -> Result<NonNull<T>, ArenaFull> {
        self.put_with(move || value)
    }

    /// Creates a value in the arena, which does not drop it. A large value is not copied, because it is created after its
    /// memory has been allocated: otherwise it would have an address before that, where it would be dropped if there is no
    /// memory.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`FrameArena::allocate`].
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn put_with<T>(
        &mut self,
        create: impl FnOnce() -> T,
    ) -> Result<NonNull<T>, ArenaFull> {
        let place = self.allocate(Layout::new::<T>())?.cast::<T>();
        // SAFETY: there is room for the value, aligned, in memory that nothing else uses (invariant 29).
        unsafe { place.write(create()) };
        Ok(place)
    }

    /// Allocates `count` items.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`FrameArena::allocate`].
    ///
    /// # Safety
    ///
    /// The slice is not used after it has been released, nor after the arena has been dropped.
    pub(super) unsafe fn slice<T>(
        &mut self,
        count: usize,
    ) -> Result<&'a mut [MaybeUninit<T>], ArenaFull> {
        let layout = Layout::array::<T>(count).map_err(|_| ArenaFull)?;
        let place = self.allocate(layout)?.cast::<MaybeUninit<T>>();
        // SAFETY: there is room for the items, aligned, in memory that nothing else uses; they need not be initialized.
        Ok(unsafe { core::slice::from_raw_parts_mut(place.as_ptr(), count) })
    }
}

impl<const WORDS: usize> ChunkMemory<WORDS> {
    /// The number of words.
    #[cfg(feature = "alloc")]
    const WORDS: usize = WORDS;
}

#[cfg(test)]
mod tests {
    use super::{ChunkMemory, FrameArena, FrameMemory as _};
    use core::{alloc::Layout, mem::MaybeUninit};

    #[test]
    fn values_are_aligned_and_distinct() {
        let mut memory = ChunkMemory::<8>::new();
        let mut arena = FrameArena::new(memory.words());
        let byte = arena.put(1_u8).unwrap();
        let wide = arena.put(2_u128).unwrap();
        let pair = arena.put((3_u16, 4_u64)).unwrap();
        // SAFETY: nothing has been released.
        unsafe { assert_eq!((byte.read(), wide.read(), pair.read()), (1, 2, (3, 4))) };
    }

    #[cfg(feature = "alloc")]
    #[test]
    fn a_line_begins_only_in_the_block() {
        for skipped in 0..8 {
            let mut memory = ChunkMemory::<16>::new();
            let mut arena = FrameArena::new(&mut memory.words()[skipped..]);
            let first = arena.put(1_u64).unwrap();
            arena.begin_line();
            let second = arena.put(2_u64).unwrap();
            assert_eq!(second.addr().get() % super::LINE, 0, "after {skipped} words");
            // SAFETY: nothing has been released.
            unsafe { assert_eq!((first.read(), second.read()), (1, 2)) };
        }
        // The rest of the block is shorter than what would be skipped: nothing is.
        let mut memory = ChunkMemory::<3>::new();
        let mut arena = FrameArena::new(memory.words());
        let first = arena.put(1_u64).unwrap();
        arena.begin_line();
        let second = arena.put(2_u64).unwrap();
        assert_eq!(second.addr().get() - first.addr().get(), size_of::<u64>());
    }

    #[test]
    fn released_memory_is_used_again() {
        let mut memory = ChunkMemory::<4>::new();
        let mut arena = FrameArena::new(memory.words());
        let mark = arena.mark();
        let first = arena.put([1_u64; 3]).unwrap();
        // SAFETY: `first` is only compared.
        unsafe { arena.release(mark) };
        assert_eq!(arena.put([2_u64; 4]).unwrap().cast(), first.cast::<()>());
    }

    #[cfg(feature = "alloc")]
    #[test]
    fn an_arena_continues_on_the_heap() {
        let mut memory = ChunkMemory::<1>::new();
        let mut arena = FrameArena::new(memory.words());
        let before = arena.mark();
        for round in 0..3_u64 {
            let values: std::vec::Vec<_> =
                (0..100).map(|i| arena.put([round + i; 20]).unwrap()).collect();
            for (i, value) in values.iter().enumerate() {
                // SAFETY: nothing has been released.
                assert_eq!(unsafe { value.read() }, [round + i as u64; 20]);
            }
            // SAFETY: the values are not used again.
            unsafe { arena.release(before) };
        }
        let large = arena.allocate(Layout::new::<[u64; 100_000]>()).unwrap();
        // SAFETY: it has been allocated.
        unsafe { large.cast::<[MaybeUninit<u64>; 100_000]>().as_mut()[99_999].write(1) };
    }
}
