//! The places of the variables that are bound to one.

use core::mem::MaybeUninit;
use template_bytecode::VarId;

/// For each variable that is bound to a place, the place. Which variables are, link has proved, so that nothing
/// is checked here.
pub(crate) struct VariablePlaces<'m>(&'m mut [MaybeUninit<*const u8>]);

impl<'m> VariablePlaces<'m> {
    /// Creates a table for as many variables as there is memory for.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) fn new(memory: &'m mut [MaybeUninit<*const u8>]) -> Self {
        Self(memory)
    }

    /// Returns the place of a variable.
    ///
    /// # Safety
    ///
    /// The variable is bound to a place.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) unsafe fn get(&self, var: VarId) -> *const u8 {
        let var = usize::from(var.0);
        debug_assert!(var < self.0.len(), "there is no such variable");
        // SAFETY: the caller's promise: `set` has been called for the number, and has written the place.
        unsafe { self.0.get_unchecked(var).assume_init() }
    }

    /// Copies the table to memory. Returns `None` if that is for fewer variables.
    pub(crate) fn copied<'c>(
        &self,
        memory: &'c mut [MaybeUninit<*const u8>],
    ) -> Option<VariablePlaces<'c>> {
        let copies = memory.get_mut(..self.0.len())?;
        copies.copy_from_slice(self.0);
        Some(VariablePlaces(copies))
    }

    /// Binds a variable to a place.
    ///
    /// # Safety
    ///
    /// There is memory for the variable.
    #[cfg_attr(all(not(debug_assertions), feature = "alloc"), inline(always))]
    pub(crate) unsafe fn set(&mut self, var: VarId, place: *const u8) {
        let var = usize::from(var.0);
        debug_assert!(var < self.0.len(), "there is no such variable");
        // SAFETY: the caller's promise.
        unsafe { self.0.get_unchecked_mut(var) }.write(place);
    }
}
