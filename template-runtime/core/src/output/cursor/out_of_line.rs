//! Calls that are passed the parts of an [`Out`], so that the surrounding code keeps it in registers.

#[cfg(feature = "alloc")]
use super::super::attempt::Attempt;
use super::{
    super::{
        compact::COMPACT,
        drain::{Drain, Region},
    },
    Out,
};
use core::{
    marker::PhantomData,
    ptr::{NonNull, null_mut},
};
#[cfg(feature = "alloc")]
use core::{slice, str};

impl<'o> Out<'o> {
    /// Calls `write` out of line. It returns the `Out` that it was passed, or `None` if it has
    /// failed; another `Out` counts as a failure.
    ///
    /// An `Out` that is passed as an argument to a function that is not inlined has an address, and
    /// the surrounding code keeps it in memory at that address. Here only its parts are passed, and
    /// the changed ones are returned in registers. So use this method to call long functions, and
    /// move what `write` captures.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn out_of_line(self, write: impl FnOnce(Self) -> Option<Self>) -> Option<Self> {
        self.out_of_line_by(write)
    }

    /// Calls `writer` out of line, like [`Out::out_of_line`].
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn out_of_line_by(self, writer: impl PrintOutOfLine<'o>) -> Option<Self> {
        if COMPACT {
            // A function in between is code, and takes memory on the stack.
            let drain = self.drain;
            return writer
                .print(self)
                .filter(|out| core::ptr::addr_eq(drain.as_ptr(), out.drain.as_ptr()));
        }
        // SAFETY: the parts are those of `self`, which is consumed.
        let region = unsafe { out_of_line(self.at, self.end, self.drain, writer) };
        if region.at.is_null() { None } else { Some(self.with(region)) }
    }

    /// Prints to the room that is left in the region, if all that `print` writes fits into it, and nothing otherwise. Reports
    /// whether it has. `print` returns the `Out` that it was passed, or `None` if it has failed.
    #[cfg(feature = "alloc")]
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn attempt(
        self,
        print: impl for<'r> FnOnce(Out<'r>) -> Option<Out<'r>>,
    ) -> (Self, bool) {
        // SAFETY: the region is that of `self` (invariant 2), which writes nothing before the attempt has ended.
        match unsafe { attempt(Region { at: self.at, end: self.end }, print) } {
            None => (self, false),
            // SAFETY: the bytes before this position of the region have been written, and are whole `str`s (invariant 3).
            Some(at) => (Self { at: at.as_ptr(), ..self }, true),
        }
    }

    /// Passes the parts to a function that is called through a pointer, for the reason documented at [`out_of_line`](Self::out_of_line).
    ///
    /// # Safety
    ///
    /// The result is that of [`RawOut::print`] for these parts.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) unsafe fn pass(self, call: impl FnOnce(RawOut<'o>) -> Region) -> Option<Self> {
        let region = call(RawOut { at: self.at, end: self.end, drain: self.drain });
        if region.at.is_null() { None } else { Some(self.with(region)) }
    }

    /// Calls `write` out of line, for the reason documented at [`out_of_line`](Self::out_of_line). `write` must
    /// return the `Out` that it was passed, so that its region is one of the same drain: two
    /// pointers, which are returned in registers.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(in crate::output) fn outline(self, write: impl FnOnce(Self) -> Self) -> Self {
        // SAFETY: the parts are those of `self`, which is consumed; the callers, which are in this
        // folder, do nothing but write to the `Out`.
        let region = unsafe { outline(self.at, self.end, self.drain, write) };
        self.with(region)
    }

    /// Calls `write` out of line on a cold path; otherwise the same as [`outline`](Self::outline).
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(in crate::output) fn cold(self, write: impl FnOnce(Self) -> Self) -> Self {
        // SAFETY: see `outline`.
        let region = unsafe { cold(self.at, self.end, self.drain, write) };
        self.with(region)
    }
}

/// Returns what `print` prints to a buffer, if all of it fits.
///
/// # Errors
///
/// Returns the buffer if `print` has failed, or if its output does not fit.
///
/// # Safety
///
/// `print` returns the result of [`RawOut::print`] for the parts that it is passed.
#[cfg(feature = "alloc")]
#[cfg_attr(not(debug_assertions), inline(always))]
pub(crate) unsafe fn print_whole(
    buffer: &mut [u8],
    print: impl FnOnce(RawOut<'_>) -> Region,
) -> Result<&str, &mut [u8]> {
    let (at, room) = (buffer.as_mut_ptr(), buffer.len());
    // SAFETY: the region is the buffer, which nothing else accesses until the attempt has ended. The bytes before the returned
    // position have been written, and are whole `str`s (invariants 3 and 5).
    unsafe {
        let region = Region { at, end: at.add(room) };
        let drain: &mut dyn Drain = &mut Attempt::new(region);
        // Without a call of `open`, which returns the same region.
        let end = print(RawOut { at, end: region.end, drain: NonNull::from(drain) }).at;
        if end.is_null() {
            return Err(buffer);
        }
        let len = end.offset_from_unsigned(at);
        Ok(str::from_utf8_unchecked(slice::from_raw_parts(at, len)))
    }
}

/// Prints to a region, if all that `print` writes fits into it. Returns the position after it.
///
/// # Safety
///
/// The region is valid for writes until this function returns, and nothing else accesses it.
#[cfg(feature = "alloc")]
#[cfg_attr(not(debug_assertions), inline(always))]
unsafe fn attempt(
    region: Region,
    print: impl for<'r> FnOnce(Out<'r>) -> Option<Out<'r>>,
) -> Option<NonNull<u8>> {
    // SAFETY: the caller's promise.
    let drain: &mut dyn Drain = &mut unsafe { Attempt::new(region) };
    // Without a call of `open`, which returns the same region.
    let drain = NonNull::from(drain);
    let room = Out { at: region.at, end: region.end, drain, lifetime: PhantomData };
    NonNull::new(region_of(print(room), drain).at)
}

/// The parts of an [`Out`], which is consumed: its pointers.
pub(crate) struct RawOut<'o> {
    pub(crate) at: *mut u8,
    pub(crate) end: *mut u8,
    pub(crate) drain: NonNull<dyn Drain + 'o>,
}

impl<'o> RawOut<'o> {
    /// Assembles the `Out`, and calls `write` with it. Returns the rest of the region, or null pointers if `write` has
    /// failed.
    ///
    /// # Safety
    ///
    /// The parts are those of one `Out`, which is not used again.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) unsafe fn print(self, write: impl FnOnce(Out<'o>) -> Option<Out<'o>>) -> Region {
        let Self { at, end, drain } = self;
        region_of(write(Out { at, end, drain, lifetime: PhantomData }), drain)
    }
}

/// Returns the rest of the region of an `Out` with a drain that has been passed to a printing function, or null pointers if that has
/// failed.
#[cfg_attr(not(debug_assertions), inline(always))]
fn region_of<'o>(printed: Option<Out<'o>>, drain: NonNull<dyn Drain + 'o>) -> Region {
    match printed {
        // Two live drains have distinct addresses, except for `Void`, whose region is null.
        Some(out) if core::ptr::addr_eq(drain.as_ptr(), out.drain.as_ptr()) => {
            Region { at: out.at, end: out.end }
        }
        _ => Region { at: null_mut(), end: null_mut() },
    }
}

/// A function that [`Out::out_of_line_by`] calls: a closure, or a type whose method is always inlined, even if it is long.
pub(crate) trait PrintOutOfLine<'o> {
    /// Prints, and returns the `Out` that it was passed, or `None` if that has failed.
    fn print(self, out: Out<'o>) -> Option<Out<'o>>;
}

impl<'o, F: FnOnce(Out<'o>) -> Option<Out<'o>>> PrintOutOfLine<'o> for F {
    #[cfg_attr(not(debug_assertions), inline(always))]
    fn print(self, out: Out<'o>) -> Option<Out<'o>> {
        self(out)
    }
}

/// Assembles an `Out` from its parts and calls `writer` with it. Returns the rest of the region, or null pointers if that has
/// failed.
///
/// # Safety
///
/// The parts are those of one `Out`, which is not used again.
#[inline(never)]
unsafe fn out_of_line<'o>(
    at: *mut u8,
    end: *mut u8,
    drain: NonNull<dyn Drain + 'o>,
    writer: impl PrintOutOfLine<'o>,
) -> Region {
    region_of(writer.print(Out { at, end, drain, lifetime: PhantomData }), drain)
}

/// Assembles an `Out` from its parts and calls `write` with it. Returns the rest of the region.
///
/// # Safety
///
/// The requirements of [`out_of_line`]; and `write` returns the `Out` that it is passed.
#[inline(never)]
unsafe fn outline<'o>(
    at: *mut u8,
    end: *mut u8,
    drain: NonNull<dyn Drain + 'o>,
    write: impl FnOnce(Out<'o>) -> Out<'o>,
) -> Region {
    let Out { at, end, drain: returned, .. } = write(Out { at, end, drain, lifetime: PhantomData });
    debug_assert!(
        core::ptr::addr_eq(drain.as_ptr(), returned.as_ptr()),
        "`write` returned another `Out`"
    );
    Region { at, end }
}

/// Assembles an `Out` from its parts and calls `write` with it, on a cold path. Returns the rest of the
/// region.
///
/// # Safety
///
/// The requirements of [`outline`].
#[cold]
#[inline(never)]
unsafe fn cold<'o>(
    at: *mut u8,
    end: *mut u8,
    drain: NonNull<dyn Drain + 'o>,
    write: impl FnOnce(Out<'o>) -> Out<'o>,
) -> Region {
    // SAFETY: the caller meets the requirements of `outline`.
    unsafe { outline(at, end, drain, write) }
}

#[cfg(test)]
mod tests {
    use super::{Out, RawOut};
    #[cfg(feature = "alloc")]
    use super::{Region, print_whole};
    use crate::output::{slice_drain::SliceDrain, tests::fits};

    #[test]
    fn out_of_line_continues_the_output() {
        fits("abc1", |out| {
            let mut result = 0;
            let out = out.str("a").out_of_line(|out| {
                result = 1;
                Some(out.str("bc"))
            });
            out.unwrap().int(result)
        });
        let out = Out::void().out_of_line(|_| None);
        assert!(out.is_none());
    }

    #[test]
    fn parts_are_passed_and_assembled() {
        fits("abc", |out| {
            let pass = |parts: RawOut<'_>| {
                // SAFETY: the parts are those that `pass` has passed.
                unsafe { parts.print(|out| Some(out.str("b"))) }
            };
            // SAFETY: `pass` returns the result of `print` for the parts.
            unsafe { out.str("a").pass(pass) }.expect("it is the same output").str("c")
        });
        let mut buffer = [0; 8];
        let mut other = SliceDrain::new(&mut buffer);
        let other = Out::new(&mut other);
        // SAFETY: as above.
        let failed = unsafe { Out::void().pass(|parts| parts.print(|_| None)) };
        assert!(failed.is_none());
        // SAFETY: as above.
        let failed = unsafe { Out::void().pass(|parts| parts.print(move |_| Some(other))) };
        assert!(failed.is_none());
    }

    /// Returns what `print` prints to a buffer as a whole, or the buffer.
    #[cfg(feature = "alloc")]
    fn whole(
        buffer: &mut [u8],
        print: impl for<'o> FnOnce(Out<'o>) -> Option<Out<'o>>,
    ) -> Result<&str, &mut [u8]> {
        // SAFETY: the closure returns the result of `print` for the parts that it is passed (invariant 4).
        unsafe { print_whole(buffer, |parts: RawOut<'_>| -> Region { parts.print(print) }) }
    }

    #[cfg(feature = "alloc")]
    #[test]
    fn what_is_printed_as_a_whole_fits() {
        const PAGE: &str = "a &lt; 🎉 -123";
        for len in 0..=PAGE.len() + 40 {
            let mut bytes = [0xAA; 100];
            let printed = whole(&mut bytes[20..20 + len], |out| {
                Some(out.str("a ").html("< 🎉").str(" ").int(-123))
            });
            match printed {
                Ok(page) => assert_eq!(page, PAGE, "in {len} bytes"),
                Err(buffer) => assert!(buffer.len() == len && len < PAGE.len(), "in {len} bytes"),
            }
            let (before, after) = (&bytes[..20], &bytes[20 + len..]);
            assert!(before.iter().chain(after).all(|byte| *byte == 0xAA), "beside {len} bytes");
        }
    }

    #[cfg(feature = "alloc")]
    #[test]
    fn the_buffer_is_returned_after_a_failure() {
        fn fail(out: Out<'_>) -> Option<Out<'_>> {
            out.str("half").html("<a>").out_of_line(|out| out.int(1).out_of_line(|_| None))
        }

        let mut bytes = [0; 16];
        let start = bytes.as_ptr();
        let buffer = whole(&mut bytes, fail).unwrap_err();
        assert_eq!((buffer.as_ptr(), buffer.len()), (start, 16));
        // It is that of the caller again.
        buffer.fill(b'x');
        let buffer = whole(buffer, |_| None).unwrap_err();
        assert_eq!(buffer, [b'x'; 16]);
        let buffer = whole(buffer, |out| Some(out.str("more than sixteen bytes"))).unwrap_err();
        let buffer = whole(buffer, |_| Some(Out::void())).unwrap_err();
        assert_eq!(whole(buffer, |out| Some(out.str("sixteen bytes:é"))), Ok("sixteen bytes:é"));
    }

    #[test]
    fn another_out_is_a_failure() {
        let (mut a, mut b) = ([0; 8], [0; 8]);
        let (mut first, mut second) = (SliceDrain::new(&mut a), SliceDrain::new(&mut b));
        let other = Out::new(&mut second).str("other");
        assert!(Out::new(&mut first).out_of_line(move |_| Some(other)).is_none());
        assert!(Out::new(&mut first).out_of_line(|_| Some(Out::void())).is_none());
    }
}
