//! Scratch memory: the results of subexpressions, until the calls that take them as arguments return.

#[cfg(feature = "alloc")]
use super::blocks::{Blocks, HeldValue};
use super::stack::Mark;
use crate::{data::Value, error::ErrorKind, output::COMPACT};
use core::{
    fmt::{self, Display},
    marker::PhantomData,
    mem::MaybeUninit,
    slice, str,
};

/// A stack allocator: strings are written one after the other, and released in the reverse order. With
/// feature `alloc`, further blocks come from the heap when the first is full; without it, that is an
/// error.
///
/// A value that must be dropped is on the heap, and opens a separate block, which continues with the bytes of the block
/// before it: it is dropped when the memory is released up to a point in an earlier block.
///
/// Invariant (15 of `ARCHITECTURE.md`): in the block in use, the bytes from `used` on have not been
/// handed out; those before it are not written again before they are released. Blocks before the one in
/// use, and that block, are not dropped.
pub(super) struct Memory<'m> {
    /// The block in use.
    start: *mut u8,
    capacity: usize,
    used: usize,
    /// The number of the block in use; 0 is the caller's block.
    block: usize,
    /// The caller's block. It is not a slice: using the slice would invalidate all references to strings in it.
    first: (*mut u8, usize),
    caller: PhantomData<&'m mut [MaybeUninit<u8>]>,
    /// Whether a value on the value stack may be printed with its `Display` implementation: if not, calls need not look for one
    /// among their arguments.
    pub(super) has_displays: bool,
    /// The blocks from number 1 on.
    #[cfg(feature = "alloc")]
    more: Blocks,
    /// The maximum number of bytes in these blocks.
    #[cfg(feature = "alloc")]
    limit: usize,
}

impl<'m> Memory<'m> {
    pub(super) fn new(first: &'m mut [MaybeUninit<u8>]) -> Self {
        let (start, capacity) = (first.as_mut_ptr().cast(), first.len());
        Self {
            start,
            capacity,
            used: 0,
            block: 0,
            first: (start, capacity),
            caller: PhantomData,
            has_displays: false,
            #[cfg(feature = "alloc")]
            more: Blocks::new(),
            #[cfg(feature = "alloc")]
            limit: usize::MAX,
        }
    }

    /// Limits the number of bytes that come from the heap.
    #[cfg(feature = "compile")]
    pub(super) fn set_limit(&mut self, bytes: usize) {
        self.limit = bytes;
    }

    /// Returns `true` if it holds values that have still to be dropped.
    #[cfg(feature = "alloc")]
    pub(super) fn holds_values(&self) -> bool {
        self.more.holds_values()
    }

    /// Records that a value is on the value stack, or will be.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(super) fn note(&mut self, value: &Value<'_>) {
        if !COMPACT && value.is_display() {
            self.has_displays = true;
        }
    }

    /// Returns the point up to which the memory is in use.
    #[inline]
    pub(super) fn mark(&self) -> Mark {
        Mark { block: self.block, used: self.used }
    }

    /// Releases the memory that was written since `mark`.
    ///
    /// # Safety
    ///
    /// No code may read memory that was written since `mark`.
    #[inline]
    pub(super) unsafe fn release(&mut self, mark: Mark) {
        if mark.block != self.block {
            self.return_to(mark);
        }
        self.used = mark.used;
    }

    /// Switches back to an earlier block, and drops the values of those after it.
    #[cold]
    fn return_to(&mut self, mark: Mark) {
        self.select(mark.block);
        // Before values are dropped, which may panic.
        self.used = mark.used;
        #[cfg(feature = "alloc")]
        self.more.drop_values(mark.block);
    }

    /// Returns the offset in the block in use at which `size` bytes fit, aligned, and `None` if they do not fit.
    #[inline]
    fn place_for(&self, size: usize, align: usize) -> Option<usize> {
        let skip = self.start.wrapping_add(self.used).align_offset(align);
        let place = self.used.checked_add(skip)?;
        (place.checked_add(size)? <= self.capacity).then_some(place)
    }

    /// Switches to another block, which is then empty.
    #[cold]
    fn select(&mut self, block: usize) {
        (self.start, self.capacity) = match block.checked_sub(1) {
            None => self.first,
            // Taken as a pointer, without an intermediate slice: see `first`.
            #[cfg(feature = "alloc")]
            Some(index) => self.more.bytes(index).unwrap_or(self.first),
            #[cfg(not(feature = "alloc"))]
            Some(_) => self.first,
        };
        self.used = 0;
        self.block = block;
    }

    /// Continues in the next block, with room for `len` bytes; returns `false` if there is no memory for it.
    #[cfg(feature = "alloc")]
    #[cold]
    fn grow(&mut self, len: usize) -> bool {
        let size = len.max(self.capacity.saturating_mul(2)).max(4096);
        let is_reserved = self.more.reserve(self.block, len, size, self.limit);
        if is_reserved {
            self.select(self.block + 1);
        }
        is_reserved
    }

    /// Moves a value to the heap, where it stays until it is released, and opens a block with it.
    #[cfg(feature = "alloc")]
    fn hold<T>(&mut self, value: T) -> *const T {
        let (value, place) = HeldValue::new(value);
        self.more.hold(self.block, value, (self.start, self.capacity));
        self.block += 1;
        place
    }

    /// Returns `false`: without a heap there is no other block.
    #[cfg(not(feature = "alloc"))]
    #[cold]
    #[expect(clippy::unused_self, reason = "the same call as with a heap")]
    fn grow(&mut self, _: usize) -> bool {
        false
    }
}

/// The error for a result that cannot be stored without a heap.
#[cfg(not(feature = "alloc"))]
pub(crate) const NEEDS_ALLOC: &str = "a helper can return this type only with feature `alloc` of `template-runtime`, \
    because it has to be dropped: return a reference to it, or an iterator over values that need no drop";

/// Writes strings and values to scratch memory, where they live for `'v`.
pub struct Scratch<'s, 'm, 'v> {
    memory: &'s mut Memory<'m>,
    /// Marks `'v` as invariant.
    texts: PhantomData<fn(&'v ()) -> &'v ()>,
}

impl<'s, 'm, 'v> Scratch<'s, 'm, 'v> {
    /// Creates access to scratch memory for results that live for `'v`.
    ///
    /// # Safety
    ///
    /// While any code reads what is written through the result, `memory` is not dropped, and is used
    /// only through further `Scratch`es and [`Memory::release`].
    #[inline]
    pub(super) unsafe fn new(memory: &'s mut Memory<'m>) -> Self {
        Self { memory, texts: PhantomData }
    }

    /// Records the result of a call, which will be on the value stack, if it may be printed with its `Display` implementation.
    #[inline]
    pub(crate) fn note(&mut self, result: &Value<'_>) {
        self.memory.note(result);
    }

    /// Copies a string to scratch memory.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ScratchFull`] if it does not fit.
    #[inline]
    pub fn text(&mut self, text: &str) -> Result<&'v str, ErrorKind> {
        match self.short_text(text) {
            Some(text) => Ok(text),
            None => self.text_of_any_length(text),
        }
    }

    /// Copies a string to scratch memory, if it has one of the most frequent lengths, and fits into the block in use. This is
    /// inlined code without a call.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn short_text(&mut self, text: &str) -> Option<&'v str> {
        let memory = &mut *self.memory;
        if COMPACT || text.len() > SHORT || text.len() > memory.capacity - memory.used {
            return None;
        }
        // SAFETY: there is room for the text from `used` on. That memory has not been handed out, so it does not overlap with
        // the text. It is not written again while it is read, as in `TextBuilder::finish`.
        Some(unsafe {
            let start = memory.start.add(memory.used);
            copy_short(text.as_ptr(), text.len(), start);
            memory.used += text.len();
            str::from_utf8_unchecked(slice::from_raw_parts(start, text.len()))
        })
    }

    /// Copies a string to scratch memory, like [`text`](Self::text).
    ///
    /// # Errors
    ///
    /// Returns the errors of [`text`](Self::text).
    #[inline(never)]
    pub(crate) fn text_of_any_length(&mut self, text: &str) -> Result<&'v str, ErrorKind> {
        let mut builder = self.begin();
        builder.push(text);
        builder.finish()
    }

    /// Writes the `Display` output of a value to scratch memory.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ScratchFull`] if it does not fit, [`ErrorKind::Display`] if its `Display` fails.
    pub fn display(&mut self, value: &dyn Display) -> Result<&'v str, ErrorKind> {
        let mut builder = self.begin();
        let shown = fmt::write(&mut builder, format_args!("{value}"));
        let text = builder.finish()?;
        shown.map_err(|_| ErrorKind::Display).map(|()| text)
    }

    /// Copies a value to scratch memory, such as a number that is too wide for a [`Value`](crate::Value).
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ScratchFull`] if it does not fit.
    pub fn put<T: Copy + 'v>(&mut self, value: T) -> Result<&'v T, ErrorKind> {
        match self.put_all(&[value])? {
            [value] => Ok(value),
            _ => Err(ErrorKind::Program),
        }
    }

    /// Copies values to scratch memory, as one slice.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ScratchFull`] if they do not fit.
    pub fn put_all<T: Copy + 'v>(&mut self, values: &[T]) -> Result<&'v [T], ErrorKind> {
        let size = size_of_val(values);
        let place = self.place_or_grow(size, align_of::<T>())?;
        let memory = &mut *self.memory;
        // SAFETY: `place_for` has found room for the values, aligned. That memory has not been handed
        // out, so it does not overlap with `values`, and it is not written again while it is read,
        // as in `TextBuilder::finish`. Values that are `Copy` need not be dropped.
        unsafe {
            let target = memory.start.add(place).cast::<T>();
            core::ptr::copy_nonoverlapping(values.as_ptr(), target, values.len());
            memory.used = place + size;
            Ok(core::slice::from_raw_parts(target, values.len()))
        }
    }

    /// Stores a value that the caller owns.
    ///
    /// Without feature `alloc`, the value is one that need not be dropped, which is checked when the call is compiled.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ScratchFull`] if it does not fit.
    pub fn own<T: 'v>(&mut self, value: T) -> Result<&'v T, ErrorKind> {
        // As a constant, so that only one branch is compiled.
        if const { core::mem::needs_drop::<T>() } {
            #[cfg(feature = "alloc")]
            {
                // SAFETY: the value is on the heap. It is dropped after it has been released, which it is as the strings
                // are that were written after it (invariant 15).
                return Ok(unsafe { &*self.memory.hold(value) });
            }
            #[cfg(not(feature = "alloc"))]
            const {
                assert!(!core::mem::needs_drop::<T>(), "{}", NEEDS_ALLOC);
            }
        }
        let place = self.place_or_grow(size_of::<T>(), align_of::<T>())?;
        let memory = &mut *self.memory;
        // SAFETY: `place_for` has found room for the value, aligned, in memory that has not been handed out. It is not written
        // again while it is read, as in `TextBuilder::finish`. The value need not be dropped.
        unsafe {
            let target = memory.start.add(place).cast::<T>();
            target.write(value);
            memory.used = place + size_of::<T>();
            Ok(&*target)
        }
    }

    /// Writes the items of an iterator to scratch memory, as one slice. They need not be dropped.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ScratchFull`] if they do not fit.
    pub fn own_items<T: 'v>(
        &mut self,
        items: impl Iterator<Item = T>,
    ) -> Result<&'v [T], ErrorKind> {
        let (size, align) = (size_of::<T>(), align_of::<T>());
        let least = items.size_hint().0.max(1).saturating_mul(size);
        let mut place = self.place_or_grow(least, align)?;
        let mut count = 0_usize;
        for item in items {
            let end = size.checked_mul(count + 1).and_then(|size| place.checked_add(size));
            if end.is_none_or(|end| end > self.memory.capacity) {
                place = self.relocate_items(place, count, size, align)?;
            }
            // SAFETY: there is room for the item, aligned, in memory that has not been handed out.
            unsafe { self.memory.start.add(place).cast::<T>().add(count).write(item) };
            count += 1;
        }
        // SAFETY: the items have been written. That memory is not written again while it is read, as in
        // `TextBuilder::finish`. The items are not dropped.
        unsafe {
            let first = self.memory.start.add(place).cast::<T>();
            self.memory.used = place + count * size;
            Ok(slice::from_raw_parts(first, count))
        }
    }

    // Values of all types share the functions that find room for them.

    /// Returns the offset at which `size` bytes fit, aligned, in another block if necessary.
    #[inline]
    fn place_or_grow(&mut self, size: usize, align: usize) -> Result<usize, ErrorKind> {
        match self.memory.place_for(size, align) {
            Some(place) => Ok(place),
            None => self.place_in_next(size, align),
        }
    }

    /// Returns the offset at which `size` bytes fit, aligned, in another block.
    #[cold]
    fn place_in_next(&mut self, size: usize, align: usize) -> Result<usize, ErrorKind> {
        let needed = self.memory.used.saturating_add(size).saturating_add(align);
        let full = ErrorKind::ScratchFull { needed };
        if !self.memory.grow(size.saturating_add(align)) {
            return Err(full);
        }
        self.memory.place_for(size, align).ok_or(full)
    }

    /// Continues in another block with more room, and moves the `count` items of `size` bytes from `place` on to it; returns
    /// their place.
    #[cold]
    fn relocate_items(
        &mut self,
        place: usize,
        count: usize,
        size: usize,
        align: usize,
    ) -> Result<usize, ErrorKind> {
        let old = self.memory.start;
        let wanted = size.saturating_mul(count.saturating_mul(2).saturating_add(1));
        if !self.memory.grow(wanted.saturating_add(align)) {
            let needed = place.saturating_add(size.saturating_mul(count + 1));
            return Err(ErrorKind::ScratchFull { needed });
        }
        let full = ErrorKind::ScratchFull { needed: wanted };
        let target = self.memory.place_for(wanted, align).ok_or(full)?;
        // SAFETY: the old block holds the items, and is still there (only blocks after the one in use are dropped); the
        // new one is another allocation with room for more of them. As bytes that may be uninitialized, which padding is.
        unsafe {
            let from = old.add(place).cast::<MaybeUninit<u8>>();
            let to = self.memory.start.add(target).cast();
            core::ptr::copy_nonoverlapping(from, to, count * size);
        }
        Ok(target)
    }

    /// Begins a string after everything in use.
    fn begin(&mut self) -> TextBuilder<'_, 'm, 'v> {
        let begin = self.memory.mark();
        TextBuilder {
            begin: begin.used,
            needed: begin.used,
            memory: self.memory,
            text: PhantomData,
        }
    }
}

/// A string that is being written at the end of the memory in use.
struct TextBuilder<'s, 'm, 'v> {
    memory: &'s mut Memory<'m>,
    /// The offset of its beginning in the block in use. Invariant (16 of `ARCHITECTURE.md`): from here to
    /// `memory.used`, which is not less, the block contains whole `str`s that have not been handed out.
    begin: usize,
    /// The offset at which it would end if the block were large enough.
    needed: usize,
    text: PhantomData<&'v str>,
}

impl<'v> TextBuilder<'_, '_, 'v> {
    /// Appends a piece of the text, or only counts it if the text has become too long.
    fn push(&mut self, text: &str) {
        let has_overflowed = self.needed > self.memory.used;
        self.needed = self.needed.saturating_add(text.len());
        if has_overflowed || (self.needed > self.memory.capacity && !self.relocate()) {
            return;
        }
        let memory = &mut *self.memory;
        // SAFETY: `needed`, which is `used + text.len()`, is at most the capacity of the block, so
        // that the target is inside it. `text` is borrowed from elsewhere: nothing after `used`
        // has been handed out.
        unsafe {
            core::ptr::copy_nonoverlapping(
                text.as_ptr(),
                memory.start.add(memory.used),
                text.len(),
            );
        }
        memory.used = self.needed;
    }

    /// Continues in another block, and copies the text so far to it; returns `false` if there is none.
    #[cold]
    fn relocate(&mut self) -> bool {
        let (old, begin) = (self.memory.start, self.begin);
        let done = self.memory.used - begin;
        if !self.memory.grow(self.needed - begin) {
            return false;
        }
        // SAFETY: by the invariant the old block holds `done` bytes from `begin` on; the old block is
        // still there (only blocks after the one in use are dropped), and the new one is another
        // allocation with room for `needed - begin >= done` bytes.
        unsafe {
            core::ptr::copy_nonoverlapping(old.add(begin), self.memory.start, done);
        }
        self.begin = 0;
        self.memory.used = done;
        self.needed -= begin;
        true
    }

    /// Returns the text.
    ///
    /// # Errors
    ///
    /// Returns [`ErrorKind::ScratchFull`] if it does not fit.
    fn finish(self) -> Result<&'v str, ErrorKind> {
        let len = self.memory.used - self.begin;
        if self.needed > self.memory.used {
            self.memory.used = self.begin;
            return Err(ErrorKind::ScratchFull { needed: self.needed });
        }
        // SAFETY: by the invariant these bytes are whole `str`s, and initialized. They are not
        // written again before they are released by `Memory::release`; its caller and that of
        // `Scratch::new` guarantee that no code reads them then.
        Ok(unsafe {
            let bytes = core::slice::from_raw_parts(self.memory.start.add(self.begin), len);
            core::str::from_utf8_unchecked(bytes)
        })
    }
}

/// The number of bytes that [`copy_short`] copies at most.
const SHORT: usize = 32;

/// Copies at most [`SHORT`] bytes, without a call.
///
/// # Safety
///
/// `len` bytes may be read from `from` and written to `to`, which do not overlap.
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn copy_short(from: *const u8, len: usize, to: *mut u8) {
    /// Copies the first and the last bytes, as a `T` each, which may overlap.
    #[cfg_attr(not(debug_assertions), inline(always))]
    unsafe fn copy_ends<T>(from: *const u8, len: usize, to: *mut u8) {
        // SAFETY: the caller's promise: `len` is at least the size of a `T`.
        unsafe {
            let rest = len - size_of::<T>();
            let last = from.add(rest).cast::<T>().read_unaligned();
            to.cast::<T>().write_unaligned(from.cast::<T>().read_unaligned());
            to.add(rest).cast::<T>().write_unaligned(last);
        }
    }

    debug_assert!(len <= SHORT, "{len} bytes");
    // SAFETY: all reads and writes are within the `len` bytes.
    unsafe {
        if len > 16 {
            copy_ends::<u128>(from, len, to);
        } else if len >= 8 {
            copy_ends::<u64>(from, len, to);
        } else if len >= 4 {
            copy_ends::<u32>(from, len, to);
        } else if len > 0 {
            let middle = *from.add(len / 2);
            copy_ends::<u8>(from, len, to);
            *to.add(len / 2) = middle;
        }
    }
}

impl fmt::Write for TextBuilder<'_, '_, '_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.push(text);
        // Without a heap, the rest is counted: the user sets the size of the memory. With one, a string without end ends.
        if cfg!(feature = "alloc") && self.needed > self.memory.used {
            Err(fmt::Error)
        } else {
            Ok(())
        }
    }
}
