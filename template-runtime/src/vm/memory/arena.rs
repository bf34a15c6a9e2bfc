//! Scratch memory for unrolled programs, whose values are variables of a Rust function: the borrow
//! checker sees to it that nobody reads a text whose memory has been given back.

use super::{
    scratch::{Memory, Scratch},
    stack::Mark,
};
use crate::error::ErrorKind;
use core::{
    cell::{Cell, UnsafeCell},
    marker::PhantomData,
    mem::MaybeUninit,
};

/// Scratch memory that scopes share: one lies in the other, as blocks that bind variables do.
///
/// Why what is put out stays for as long as anybody can read it:
///
/// 1. Texts come from a [`Texts`], and live no longer than the exclusive borrow of the [`ScratchScope`] that
///    it was made by. Memory is given back down to the floor of a scope by [`ScratchScope::begin`],
///    which borrows it exclusively again, and by [`ScratchScope::end`], which takes it: what the scope put out
///    since is gone by then, and so are the scopes inside of it with all of theirs, because they borrow
///    from a [`Texts`] of it.
/// 2. What lies above the floor of a scope was put out by the scope or inside of it: while there is a
///    scope inside another, the other can neither put anything out nor open a second scope. `open`,
///    the depth of the innermost scope, tells: everything that does not come from there fails. It goes
///    back to a scope only when those inside are gone: in [`ScratchScope::begin`] and [`ScratchScope::end`].
pub struct Arena<'m> {
    memory: UnsafeCell<Memory<'m>>,
    /// The depth of the innermost scope; [`BUSY`] while something is put out.
    open: Cell<usize>,
}

/// No scope is that deep.
const BUSY: usize = usize::MAX;

impl<'m> Arena<'m> {
    /// Makes an arena of memory that nobody else sees.
    #[inline(always)]
    pub(crate) fn new(memory: &'m mut [MaybeUninit<u8>]) -> Self {
        Self { memory: UnsafeCell::new(Memory::new(memory)), open: Cell::new(0) }
    }

    /// Opens the outermost scope.
    #[inline(always)]
    pub(crate) fn scope(&mut self) -> ScratchScope<'_, 'm> {
        self.open.set(0);
        ScratchScope { floor: self.memory.get_mut().mark(), arena: self, depth: 0 }
    }
}

/// Where the statements of a block put their texts: those of one are gone when the next begins.
pub struct ScratchScope<'s, 'm> {
    arena: &'s Arena<'m>,
    floor: Mark,
    depth: usize,
}

impl<'m> ScratchScope<'_, 'm> {
    /// Begins a statement: gives the memory of the one before back.
    #[inline(always)]
    pub fn begin(&mut self) -> Texts<'_, 'm> {
        let Self { arena, floor, depth } = *self;
        arena.open.set(depth);
        // SAFETY: nobody else has a reference to the memory. `Texts::put` makes one, and is not
        // running: it would have to be inside of a scope, and those are gone, or in `self`, which is
        // borrowed exclusively. For the same reason nobody reads what lies above the floor: rules 1
        // and 2 of `Arena`.
        unsafe { (*arena.memory.get()).release(floor) };
        Texts { arena, depth, lifetime: PhantomData }
    }

    /// Ends the scope, and gives its memory back, so that the one around it can be used again.
    #[inline(always)]
    pub fn end(self) {
        // SAFETY: as in `begin`; the scope is gone, and with it all that borrows from it.
        unsafe { (*self.arena.memory.get()).release(self.floor) };
        self.arena.open.set(self.depth.saturating_sub(1));
    }
}

/// Puts texts out that live for `'t`.
#[derive(Clone, Copy)]
pub struct Texts<'t, 'm> {
    arena: &'t Arena<'m>,
    depth: usize,
    /// Neither longer nor shorter.
    lifetime: PhantomData<fn(&'t ()) -> &'t ()>,
}

impl<'t, 'm> Texts<'t, 'm> {
    /// Opens a scope for the statements of a block, in which what has been put out stays.
    ///
    /// # Errors
    ///
    /// When there is another one, which the macro does not do.
    #[inline(always)]
    pub fn scope(self) -> Result<ScratchScope<'t, 'm>, ErrorKind> {
        let Self { arena, depth, .. } = self;
        if arena.open.get() != depth {
            return Err(ErrorKind::Program);
        }
        arena.open.set(depth + 1);
        // SAFETY: as in `ScratchScope::begin`, nobody else has a reference to the memory: it is not `BUSY`.
        let floor = unsafe { (*arena.memory.get()).mark() };
        Ok(ScratchScope { arena, floor, depth: depth + 1 })
    }

    /// Lends scratch memory to what puts something out.
    ///
    /// # Errors
    ///
    /// Those of `put`; and when a scope inside of the one at hand has not ended.
    #[inline(always)]
    pub(crate) fn put<R>(
        self,
        put: impl FnOnce(Scratch<'_, 'm, 't>) -> Result<R, ErrorKind>,
    ) -> Result<R, ErrorKind> {
        /// Opens the scope again, even if what puts something out panics and somebody catches that.
        struct Reopen<'a>(&'a Cell<usize>, usize);

        impl Drop for Reopen<'_> {
            #[inline(always)]
            fn drop(&mut self) {
                self.0.set(self.1);
            }
        }

        let Self { arena, depth, .. } = self;
        if arena.open.get() != depth {
            return Err(ErrorKind::Program);
        }
        arena.open.set(BUSY);
        let _open = Reopen(&arena.open, depth);
        // SAFETY: nobody else has a reference to the memory, nor makes one before `_open` is dropped:
        // it is `BUSY`, so that `put` and `scope` fail, and `begin` needs an exclusive borrow that
        // ends the life of `self`. Texts live for `'t`: rules 1 and 2 of `Arena`.
        put(unsafe { Scratch::new(&mut *arena.memory.get()) })
    }
}

#[cfg(test)]
mod tests {
    use super::{Arena, Texts};
    use crate::error::ErrorKind;
    use core::mem::MaybeUninit;
    use std::panic::{AssertUnwindSafe, catch_unwind};

    fn text<'t>(texts: Texts<'t, '_>, text: &str) -> Result<&'t str, ErrorKind> {
        texts.put(|mut scratch| scratch.text(text))
    }

    #[test]
    fn statements_share_memory() {
        let mut memory = [MaybeUninit::uninit(); 8];
        let mut arena = Arena::new(&mut memory);
        let mut scope = arena.scope();
        let first = text(scope.begin(), "12345678").unwrap().as_ptr();
        let texts = scope.begin();
        assert_eq!(text(texts, "abcd").unwrap().as_ptr(), first);
        assert_eq!(text(texts, "efgh"), Ok("efgh"));
    }

    #[test]
    fn blocks_keep_what_is_bound() {
        let mut memory = [MaybeUninit::uninit(); 8];
        let mut arena = Arena::new(&mut memory);
        let mut outer = arena.scope();
        let texts = outer.begin();
        let bound = text(texts, "1234").unwrap();
        let mut inner = texts.scope().unwrap();
        for word in ["abcd", "efgh"] {
            assert_eq!(text(inner.begin(), word), Ok(word));
        }
        assert_eq!(bound, "1234");
        let first = text(inner.begin(), "abcd").unwrap().as_ptr();
        inner.end();
        assert_eq!(text(texts, "ijkl").unwrap().as_ptr(), first);
        assert_eq!(bound, "1234");
        assert_eq!(text(outer.begin(), "12345678"), Ok("12345678"));
    }

    #[test]
    fn only_the_innermost_scope_is_open() {
        let mut memory = [MaybeUninit::uninit(); 8];
        let mut arena = Arena::new(&mut memory);
        let mut outer = arena.scope();
        let texts = outer.begin();
        let mut inner = texts.scope().unwrap();
        let kept = text(inner.begin(), "abcd");
        assert_eq!(text(texts, "x"), Err(ErrorKind::Program));
        assert!(texts.scope().is_err());
        assert_eq!(kept, Ok("abcd"));
    }

    #[test]
    fn a_scope_gives_everything_back() {
        let mut memory = [MaybeUninit::uninit(); 8];
        let mut arena = Arena::new(&mut memory);
        let mut outer = arena.scope();
        let texts = outer.begin();
        let mut first = None;
        for _ in 0..3 {
            let mut inner = texts.scope().unwrap();
            let start = text(inner.begin(), "12345678").unwrap().as_ptr();
            assert_eq!(*first.get_or_insert(start), start);
            inner.end();
        }
    }

    #[test]
    fn panics_leave_it_open() {
        let mut memory = [MaybeUninit::uninit(); 8];
        let mut arena = Arena::new(&mut memory);
        let mut scope = arena.scope();
        let texts = scope.begin();
        let caught = catch_unwind(AssertUnwindSafe(|| {
            texts.put(|mut scratch| {
                scratch.text("half")?;
                if scratch.text("way").is_ok() { panic!("in the middle") } else { Ok(()) }
            })
        }));
        assert!(caught.is_err());
        assert_eq!(text(texts, "a"), Ok("a"));
    }

    #[test]
    fn nothing_is_put_out_meanwhile() {
        let mut memory = [MaybeUninit::uninit(); 8];
        let mut arena = Arena::new(&mut memory);
        let mut scope = arena.scope();
        let texts = scope.begin();
        let both = texts.put(|mut scratch| {
            assert_eq!(text(texts, "x"), Err(ErrorKind::Program));
            assert!(texts.scope().is_err());
            scratch.text("abc")
        });
        assert_eq!(both, Ok("abc"));
    }
}
