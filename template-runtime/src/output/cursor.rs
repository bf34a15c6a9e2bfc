//! The cursor, and the writes that all others are made of.

use super::drain::{Drain, Region, Void};
use core::{
    marker::PhantomData,
    mem::MaybeUninit,
    ptr::{NonNull, copy_nonoverlapping, null_mut},
    slice, str,
};

/// Where the next byte goes.
///
/// Every write takes it by value and gives it back. Without [`finish`](Self::finish), the drain
/// never learns of the last bytes.
#[must_use = "what was written is lost unless the `Out` is finished"]
pub struct Out<'o> {
    // Invariants:
    //
    // 1. `drain` points to a drain that is valid for `'o` and that only this `Out` uses. It is no
    //    reference because the region may lie inside the drain (`WriterDrain`), and a reference
    //    claims all of the drain for itself whenever the `Out` is moved.
    // 2. `at <= end`, and both lie in the region that `drain` lent last (or one past its end).
    // 3. From the start of that region to `at` every byte is initialized, and they are whole
    //    `str`s, one after the other.
    at: *mut u8,
    end: *mut u8,
    drain: NonNull<dyn Drain + 'o>,
    lifetime: PhantomData<&'o mut (dyn Drain + 'o)>,
}

impl<'o> Out<'o> {
    /// Starts to write to `drain`, after what it holds already.
    #[inline(always)]
    pub fn new(drain: &'o mut (dyn Drain + 'o)) -> Self {
        // The region comes from the very pointer that is kept: no borrow made later can end it.
        let mut drain = NonNull::from(drain);
        // SAFETY: made from a `&'o mut` that nothing else uses for `'o`.
        let Region { at, end } = unsafe { drain.as_mut() }.open();
        Self { at, end, drain, lifetime: PhantomData }
    }

    /// Hands all that was written to the drain.
    #[inline(always)]
    pub fn finish(mut self) {
        // SAFETY: invariant 1 for the reference, 2 and 3 for what `commit` asks.
        unsafe { self.drain.as_mut().commit(self.at) }
    }

    /// Appends `text` as it is.
    #[inline(always)]
    pub fn str(self, text: &str) -> Self {
        let len = text.len();
        if len > self.room() {
            return self.push(text);
        }
        // SAFETY: there is room for `len` bytes. `text` is borrowed and the region is ours alone,
        // so they do not overlap. The bytes are a whole `str`.
        unsafe {
            copy_nonoverlapping(text.as_ptr(), self.at, len);
            self.advance(len)
        }
    }

    /// Calls `write` out of line. It gives back the `Out` that it was given, or nothing when it has
    /// failed; another one counts as a failure.
    ///
    /// Passed as an argument to a function that is not inlined, an `Out` has an address, and all
    /// code around keeps it in memory at that address. Here only its parts are passed, and what has
    /// changed comes back in registers. So call long functions by this, and move what `write`
    /// captures.
    #[inline(always)]
    pub fn apart(self, write: impl FnOnce(Self) -> Option<Self>) -> Option<Self> {
        // SAFETY: the parts of one `Out`, which is gone.
        let region = unsafe { apart(self.at, self.end, self.drain, write) };
        if region.at.is_null() { None } else { Some(self.with(region)) }
    }

    /// Calls `write`, as `apart` does. It must give back the `Out` that it was given, and so a position
    /// in a region of the same drain: two pointers, which are returned in registers.
    #[inline(always)]
    pub(super) fn outline(self, write: impl FnOnce(Self) -> Self) -> Self {
        // SAFETY: the parts of one `Out`, which is gone; those in this folder who call this do nothing
        // but write.
        let region = unsafe { outline(self.at, self.end, self.drain, write) };
        self.with(region)
    }

    /// Calls `write`, as `outline` does, where that is seldom necessary.
    #[inline(always)]
    pub(super) fn seldom(self, write: impl FnOnce(Self) -> Self) -> Self {
        // SAFETY: as in `outline`.
        let region = unsafe { seldom(self.at, self.end, self.drain, write) };
        self.with(region)
    }

    /// Starts an `Out` that throws everything away.
    pub(crate) fn void() -> Self {
        let mut drain = Void::forever();
        // SAFETY: `Void` has no bytes, so that a dangling pointer is valid and never shared.
        let Region { at, end } = unsafe { drain.as_mut() }.open();
        Self { at, end, drain, lifetime: PhantomData }
    }

    /// Returns how many bytes fit in before the drain has to be asked.
    #[inline(always)]
    pub(super) fn room(&self) -> usize {
        // SAFETY: invariant 2: two positions in one region, in this order.
        unsafe { self.end.offset_from_unsigned(self.at) }
    }

    /// Returns where to write: `room` bytes may be written from here.
    #[inline(always)]
    pub(super) fn at(&self) -> *mut u8 {
        self.at
    }

    /// Moves on over `len` bytes that have been written.
    ///
    /// # Safety
    ///
    /// `len <= room()`, and the first `len` bytes from `at()` are now initialized and whole `str`s.
    #[inline(always)]
    pub(super) unsafe fn advance(mut self, len: usize) -> Self {
        // SAFETY: the caller keeps invariants 2 and 3.
        self.at = unsafe { self.at.add(len) };
        self
    }

    /// Appends a text that there is no room for.
    #[inline(always)]
    fn push(self, text: &str) -> Self {
        // SAFETY: our own drain and position.
        let region = unsafe { commit_push(self.drain, self.at, text) };
        self.with(region)
    }

    /// Asks the drain for `need` bytes of room. It need not have them.
    #[inline(always)]
    pub(super) fn reserve(self, need: usize) -> Self {
        // SAFETY: our own drain and position.
        let region = unsafe { commit_reserve(self.drain, self.at, need) };
        self.with(region)
    }

    /// Goes on in a region that the drain has just lent. (Invariant 3 holds at its start.)
    #[inline(always)]
    fn with(self, Region { at, end }: Region) -> Self {
        Self { at, end, ..self }
    }
}

/// Makes an `Out` of its parts and calls `write` with it. Gives the region that is left, or null.
///
/// # Safety
///
/// The parts are those of one `Out`, which is used no more.
#[inline(never)]
unsafe fn apart<'o>(
    at: *mut u8,
    end: *mut u8,
    drain: NonNull<dyn Drain + 'o>,
    write: impl FnOnce(Out<'o>) -> Option<Out<'o>>,
) -> Region {
    match write(Out { at, end, drain, lifetime: PhantomData }) {
        // Two drains that are alive have two addresses, but for `Void`, whose region is null.
        Some(out) if core::ptr::addr_eq(drain.as_ptr(), out.drain.as_ptr()) => {
            Region { at: out.at, end: out.end }
        }
        _ => Region { at: null_mut(), end: null_mut() },
    }
}

/// As `apart`, where `write` gives back the `Out` that it is given.
///
/// # Safety
///
/// As for `apart`; and nothing but writes is done to the `Out`.
#[inline(never)]
unsafe fn outline<'o>(
    at: *mut u8,
    end: *mut u8,
    drain: NonNull<dyn Drain + 'o>,
    write: impl FnOnce(Out<'o>) -> Out<'o>,
) -> Region {
    let Out { at, end, drain: same, .. } = write(Out { at, end, drain, lifetime: PhantomData });
    debug_assert!(core::ptr::addr_eq(drain.as_ptr(), same.as_ptr()), "the `Out` was exchanged");
    Region { at, end }
}

/// As `outline`, on a cold path.
///
/// # Safety
///
/// As for `outline`.
#[cold]
#[inline(never)]
unsafe fn seldom<'o>(
    at: *mut u8,
    end: *mut u8,
    drain: NonNull<dyn Drain + 'o>,
    write: impl FnOnce(Out<'o>) -> Out<'o>,
) -> Region {
    // SAFETY: the caller's promise is the same.
    unsafe { outline(at, end, drain, write) }
}

/// Calls the drain out of line. Pointers in, pointers out: all of it in registers.
///
/// # Safety
///
/// `drain` and `at` are those of one `Out`.
#[cold]
#[inline(never)]
unsafe fn commit_push(mut drain: NonNull<dyn Drain + '_>, at: *mut u8, text: &str) -> Region {
    // SAFETY: invariant 1 for the reference, 2 and 3 for what `commit` asks.
    unsafe { drain.as_mut().commit_push(at, text) }
}

/// Calls the drain out of line.
///
/// # Safety
///
/// `drain` and `at` are those of one `Out`.
#[cold]
#[inline(never)]
unsafe fn commit_reserve(mut drain: NonNull<dyn Drain + '_>, at: *mut u8, need: usize) -> Region {
    // SAFETY: invariant 1 for the reference, 2 and 3 for what `commit` asks.
    unsafe { drain.as_mut().commit_reserve(at, need) }
}

impl Out<'_> {
    /// Appends what `write` writes: at most `N` bytes, into the region if there is room for all
    /// `N`, and through a buffer otherwise.
    ///
    /// # Safety
    ///
    /// `write` is given a pointer to which it may write `N` bytes. It returns how many it wrote;
    /// these are initialized and whole `str`s.
    #[inline(always)]
    pub(super) unsafe fn fill<const N: usize>(self, write: impl FnOnce(*mut u8) -> usize) -> Self {
        if N > self.room() {
            // SAFETY: the caller's promise is the same.
            return self.seldom(move |out| unsafe { out.fill_exact::<N>(write) });
        }
        let len = write(self.at());
        // SAFETY: the caller promises that `write` has written `len <= N` bytes of whole `str`s.
        unsafe { self.advance(len) }
    }

    /// Appends what `write` writes, in no more room than it needs.
    ///
    /// # Safety
    ///
    /// As for `fill`.
    unsafe fn fill_exact<const N: usize>(self, write: impl FnOnce(*mut u8) -> usize) -> Self {
        let mut buffer = [const { MaybeUninit::<u8>::uninit() }; N];
        let start = buffer.as_mut_ptr().cast::<u8>();
        let len = write(start);
        // SAFETY: the caller promises that the first `len` bytes are initialized, whole `str`s.
        let text = unsafe { str::from_utf8_unchecked(slice::from_raw_parts(start, len)) };
        self.str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Out;
    use crate::output::{slice_drain::SliceDrain, tests::fits};

    #[test]
    fn strings_fit_exactly() {
        fits("", |out| out.str(""));
        fits("a", |out| out.str("a"));
        fits("grüße, 世界 🎉", |out| out.str("grüße").str(", ").str("世界 ").str("🎉"));
    }

    #[test]
    fn apart_goes_on() {
        fits("abc1", |out| {
            let mut result = 0;
            let out = out.str("a").apart(|out| {
                result = 1;
                Some(out.str("bc"))
            });
            out.unwrap().int(result)
        });
        let out = Out::void().apart(|_| None);
        assert!(out.is_none());
    }

    #[test]
    fn another_out_is_a_failure() {
        let (mut a, mut b) = ([0; 8], [0; 8]);
        let (mut first, mut second) = (SliceDrain::new(&mut a), SliceDrain::new(&mut b));
        let other = Out::new(&mut second).str("other");
        assert!(Out::new(&mut first).apart(move |_| Some(other)).is_none());
        assert!(Out::new(&mut first).apart(|_| Some(Out::void())).is_none());
    }

    #[test]
    fn void_takes_everything() {
        Out::void().str("a").html("<").int(-1).text("abc", 0, 3).finish();
        Out::void().reserve(10).str("b").finish();
    }

    #[test]
    fn unfinished_is_lost() {
        let mut buffer = [0; 16];
        let mut drain = SliceDrain::new(&mut buffer);
        let _ = Out::new(&mut drain).str("lost");
        Out::new(&mut drain).str("kept").finish();
        let _ = Out::new(&mut drain).html("lost as well");
        Out::new(&mut drain).str(" too").finish();
        assert_eq!(drain.finish(), Ok("kept too"));
    }

    #[test]
    fn fills_fit_exactly() {
        fits("xyzxyz", |out| {
            let xyz = |at: *mut u8| {
                // SAFETY: three of the eight bytes that may be written.
                unsafe { core::ptr::copy_nonoverlapping(b"xyz".as_ptr(), at, 3) };
                3
            };
            // SAFETY: three bytes of ASCII.
            unsafe { out.fill::<8>(xyz).fill::<8>(xyz) }
        });
    }
}
