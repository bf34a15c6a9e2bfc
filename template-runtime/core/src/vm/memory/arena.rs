//! Scratch memory for unrolled programs, whose values are variables of a Rust function: the borrow
//! checker ensures that text is not read after its memory has been released.

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

/// Scratch memory with nested scopes: one for each block that binds variables.
///
/// Texts stay in memory for as long as they can be read, by these rules (invariants 13 and 14 of
/// `ARCHITECTURE.md`):
///
/// 1. A string comes from a [`Texts`], and lives no longer than the exclusive borrow of the
///    [`ScratchScope`] that created the `Texts`. Memory is released down to the floor of a scope only by
///    [`ScratchScope::begin`], which borrows the scope exclusively again, and by [`ScratchScope::end`],
///    which takes it by value. By then the strings that the scope has written are dead, and so are the
///    scopes inside it with all their strings, because they borrow from a [`Texts`] of the scope.
/// 2. Everything above the floor of a scope was written by that scope or inside it: while a scope has
///    another one inside it, it can neither write anything nor open a second scope. `open`, the depth
///    of the innermost scope, ensures this: all requests from other depths fail. It returns to a scope
///    only when the scopes inside it are dead: in [`ScratchScope::begin`] and [`ScratchScope::end`].
pub struct Arena<'m> {
    memory: UnsafeCell<Memory<'m>>,
    /// The depth of the innermost scope; [`BUSY`] while something is being written.
    open: Cell<usize>,
}

/// The value of [`Arena::open`] during a write: no scope is that deep.
const BUSY: usize = usize::MAX;

impl<'m> Arena<'m> {
    /// Creates an arena in memory that no other code accesses.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn new(memory: &'m mut [MaybeUninit<u8>]) -> Self {
        Self { memory: UnsafeCell::new(Memory::new(memory)), open: Cell::new(0) }
    }

    /// Opens the outermost scope.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn scope(&mut self) -> ScratchScope<'_, 'm> {
        self.open.set(0);
        ScratchScope { floor: self.memory.get_mut().mark(), arena: self, depth: 0 }
    }
}

/// The scratch memory of the statements of a block: the strings of one are released when the next begins.
pub struct ScratchScope<'s, 'm> {
    arena: &'s Arena<'m>,
    floor: Mark,
    depth: usize,
}

impl<'m> ScratchScope<'_, 'm> {
    /// Begins a statement, and releases the memory of the statement before.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn begin(&mut self) -> Texts<'_, 'm> {
        let Self { arena, floor, depth } = *self;
        arena.open.set(depth);
        // SAFETY: no other code has a reference to the memory: only `Texts::put` creates one, and it is not
        // running, because the `Texts` of this scope and of those inside it are dead while `self` is
        // borrowed exclusively. For the same reason no code reads memory above the floor: rules 1
        // and 2 of `Arena`.
        unsafe { (*arena.memory.get()).release(floor) };
        Texts { arena, depth, lifetime: PhantomData }
    }

    /// Ends the scope, and releases its memory, so that the scope around it can be used again.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn end(self) {
        // SAFETY: as in `begin`: the scope is taken by value, so everything that borrows from it is dead.
        unsafe { (*self.arena.memory.get()).release(self.floor) };
        self.arena.open.set(self.depth.saturating_sub(1));
    }
}

/// Access to scratch memory for strings that live for `'t`.
#[derive(Clone, Copy)]
pub struct Texts<'t, 'm> {
    arena: &'t Arena<'m>,
    depth: usize,
    /// Marks `'t` as invariant.
    lifetime: PhantomData<fn(&'t ()) -> &'t ()>,
}

impl<'t, 'm> Texts<'t, 'm> {
    /// Opens a scope for the statements of a block, which preserves the memory that has been written so far.
    ///
    /// # Errors
    ///
    /// Returns an error if another scope is open inside this one, which never happens in code that the macro generates.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub fn scope(self) -> Result<ScratchScope<'t, 'm>, ErrorKind> {
        let Self { arena, depth, .. } = self;
        if arena.open.get() != depth {
            return Err(ErrorKind::Program);
        }
        arena.open.set(depth + 1);
        // SAFETY: no other code has a reference to the memory: only `put` creates one, and `open` is not
        // `BUSY`.
        let floor = unsafe { (*arena.memory.get()).mark() };
        Ok(ScratchScope { arena, floor, depth: depth + 1 })
    }

    /// Calls `run`, and then releases all that it has written, even if it panics. Returns `None` without calling it if
    /// something is being written, which does not happen in the code that the macro generates.
    ///
    /// # Safety
    ///
    /// Nothing that `run` has written is read after it.
    pub(crate) unsafe fn fence<R>(self, run: impl FnOnce() -> R) -> Option<R> {
        struct Fence<'a, 'm> {
            arena: &'a Arena<'m>,
            floor: Mark,
            depth: usize,
        }

        impl Drop for Fence<'_, '_> {
            fn drop(&mut self) {
                // Before values are dropped, which may panic.
                self.arena.open.set(self.depth);
                // SAFETY: no other code has a reference to the memory: only `put` creates one, which has
                // returned or is unwound. By the promise of the caller nothing reads memory above the floor.
                unsafe { (*self.arena.memory.get()).release(self.floor) };
            }
        }

        let Self { arena, .. } = self;
        let depth = arena.open.get();
        if depth == BUSY {
            return None;
        }
        // SAFETY: no other code has a reference to the memory: only `put` creates one, and `open` is not `BUSY`.
        let floor = unsafe { (*arena.memory.get()).mark() };
        let _fence = Fence { arena, floor, depth };
        Some(run())
    }

    /// Lends scratch memory to a function that writes to it.
    ///
    /// # Errors
    ///
    /// Returns the errors of `put`, and [`ErrorKind::Program`] if a scope inside this one has not ended.
    #[cfg_attr(not(debug_assertions), inline(always))]
    pub(crate) fn put<R>(
        self,
        put: impl FnOnce(Scratch<'_, 'm, 't>) -> Result<R, ErrorKind>,
    ) -> Result<R, ErrorKind> {
        /// Opens the scope again, even if `put` panics and the panic is caught.
        struct Reopen<'a>(&'a Cell<usize>, usize);

        impl Drop for Reopen<'_> {
            #[cfg_attr(not(debug_assertions), inline(always))]
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
        // SAFETY: no other code has a reference to the memory, nor creates one before `_open` is dropped:
        // `open` is `BUSY`, so that `put` and `scope` fail, and `begin` needs an exclusive borrow that
        // ends the lifetime of `self`. Texts live for `'t`: rules 1 and 2 of `Arena`.
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
    fn strings_of_all_lengths_are_copied() {
        const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN";
        for len in 0..=LETTERS.len() {
            let mut memory = [MaybeUninit::uninit(); 2 * LETTERS.len() + 1];
            let mut arena = Arena::new(&mut memory);
            let mut scope = arena.scope();
            let texts = scope.begin();
            let first = text(texts, &LETTERS[..len]);
            let second = text(texts, &LETTERS[LETTERS.len() - len..]);
            assert_eq!(text(texts, "."), Ok("."));
            assert_eq!(first, Ok(&LETTERS[..len]));
            assert_eq!(second, Ok(&LETTERS[LETTERS.len() - len..]));
        }
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
    fn a_scope_releases_everything() {
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
    fn a_panic_leaves_the_scope_open() {
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
    fn put_is_not_reentrant() {
        let mut memory = [MaybeUninit::uninit(); 8];
        let mut arena = Arena::new(&mut memory);
        let mut scope = arena.scope();
        let texts = scope.begin();
        let written = texts.put(|mut scratch| {
            assert_eq!(text(texts, "x"), Err(ErrorKind::Program));
            assert!(texts.scope().is_err());
            scratch.text("abc")
        });
        assert_eq!(written, Ok("abc"));
    }
}
