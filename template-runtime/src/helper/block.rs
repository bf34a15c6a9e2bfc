//! The block of a block helper.

use crate::{
    data::{Bodies, DynHelper, SafeKind, Sink, Stopped, Value},
    error::ErrorKind,
};
use core::fmt::{self, Display};

/// The block of a block helper: the template between `{{#name …}}` and `{{/name}}`.
///
/// Through it the helper prints the body, any number of times, and text of its own, in the order of the
/// calls.
///
/// # Examples
///
/// ```
/// use template_runtime::{Block, Stopped, Template, helper, template};
///
/// /// Prints the body for each number below `count`, in a list.
/// #[helper]
/// fn times(count: u32, #[block] block: &mut Block<'_, '_>) -> Result<(), Stopped> {
///     if count == 0 {
///         return block.otherwise();
///     }
///     block.html("<ol>")?;
///     for i in 0..count {
///         block.body(&[i.into()])?;
///     }
///     block.html("</ol>")
/// }
///
/// assert_eq!(
///     template!("{{#times 2 as |i|}}<li>{{i}}{{else}}none{{/times}}").render()?,
///     "<ol><li>0<li>1</ol>",
/// );
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// A helper that passes its own arguments to the body declares that they live as long as the block's
/// values: `fn each<'v>(#[rest] values: &[Value<'v>], #[block] block: &mut Block<'_, 'v>)`.
pub struct Block<'b, 'v> {
    bodies: &'b mut dyn Bodies<'v>,
}

impl<'b, 'v> Block<'b, 'v> {
    pub(crate) fn new(bodies: &'b mut dyn Bodies<'v>) -> Self {
        Self { bodies }
    }

    /// Prints the body. Its block params become `params`, in order: block params without a value are null,
    /// and values without a block param are ignored.
    ///
    /// # Errors
    ///
    /// When rendering the body failed. The helper has to return the error.
    pub fn body(&mut self, params: &[Value<'v>]) -> Result<(), Stopped> {
        match self.bodies.body(false) {
            Some(body) => self.bodies.run(body, params),
            None => Ok(()),
        }
    }

    /// Prints the `else` block, if there is one.
    ///
    /// # Errors
    ///
    /// When rendering the `else` block failed. The helper has to return the error.
    pub fn otherwise(&mut self) -> Result<(), Stopped> {
        match self.bodies.body(true) {
            Some(body) => self.bodies.run(body, &[]),
            None => Ok(()),
        }
    }

    /// Reports whether there is an `else` block.
    #[must_use]
    pub fn has_otherwise(&self) -> bool {
        self.bodies.body(true).is_some()
    }

    /// Prints the `Display` text of a value, escaped as `{{…}}` is in this template.
    ///
    /// # Errors
    ///
    /// When the value's `Display` or the output fails. The helper has to return the error.
    pub fn text(&mut self, value: impl Display) -> Result<(), Stopped> {
        self.bodies.print(&value, None)
    }

    /// Prints the `Display` text of a value unescaped.
    ///
    /// # Errors
    ///
    /// When the value's `Display` or the output fails. The helper has to return the error.
    pub fn html(&mut self, value: impl Display) -> Result<(), Stopped> {
        self.bodies.print(&value, Some(SafeKind::Html))
    }

    /// Calls a helper that is a value, and prints its result as `{{…}}` does. The result needs no scratch
    /// memory.
    ///
    /// # Errors
    ///
    /// When the helper does not take these arguments, fails, or returns a value that cannot be printed, or
    /// when the output fails. The calling helper has to return the error. `render` then returns the error of
    /// the called helper, with the position of the block.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Block, DynHelper, List, Stopped, Template, helper, template};
    ///
    /// /// Prints the result of a helper for each item, with the body between two of them.
    /// #[helper]
    /// fn map_join<'v>(
    ///     list: List<'v>,
    ///     to: DynHelper<'v>,
    ///     #[block] between: &mut Block<'_, 'v>,
    /// ) -> Result<(), Stopped> {
    ///     for (i, item) in list.iter().enumerate() {
    ///         if i > 0 {
    ///             between.body(&[])?;
    ///         }
    ///         between.call(to, &[item])?;
    ///     }
    ///     Ok(())
    /// }
    ///
    /// fn shout(name: &str) -> String {
    ///     name.to_uppercase()
    /// }
    ///
    /// let names = ["Ann", "B & B"];
    /// assert_eq!(
    ///     template!("{{#map_join names (helper shout)}}<br>{{/map_join}}").render()?,
    ///     "ANN<br>B &amp; B",
    /// );
    /// # Ok::<(), template_runtime::Error>(())
    /// ```
    pub fn call(&mut self, helper: DynHelper<'v>, args: &[Value<'v>]) -> Result<(), Stopped> {
        self.bodies.call(helper, args)
    }

    /// Copies the `Display` text of a value to scratch memory, where it stays until the helper returns, and
    /// returns it as a value for [`Block::body`].
    ///
    /// # Errors
    ///
    /// When the value's `Display` fails, or scratch memory is full. The helper has to return the error.
    pub fn keep(&mut self, value: impl Display) -> Result<Value<'v>, Stopped> {
        self.bodies.keep(&value).map(Value::Text)
    }
}

impl fmt::Debug for Block<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Block")
            .field("has_otherwise", &self.has_otherwise())
            .finish_non_exhaustive()
    }
}

/// Returns the block of a block helper.
///
/// # Errors
///
/// [`ErrorKind::Program`] when it was called without a block, which linking rules out.
pub fn block<'s, 'v>(sink: &'s mut dyn Sink<'v>) -> Result<Block<'s, 'v>, ErrorKind> {
    sink.bodies().map(Block::new).ok_or(ErrorKind::Program)
}
