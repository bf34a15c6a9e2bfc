//! What a block helper does with its block.

use crate::{
    data::{Bodies, DynHelper, Sink, Stopped, Value},
    error::ErrorKind,
};
use core::fmt::Display;

/// The block of a block helper: what stands between `{{#name …}}` and `{{/name}}`.
///
/// The helper prints by it, in order: what it writes itself, and the body, as often as it likes.
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
/// To give its own arguments to the body, the helper says that they live as long as the block's values:
/// `fn each<'v>(#[rest] values: &[Value<'v>], #[block] block: &mut Block<'_, 'v>)`.
pub struct Block<'b, 'v> {
    bodies: &'b mut dyn Bodies<'v>,
}

impl<'b, 'v> Block<'b, 'v> {
    pub(crate) fn new(bodies: &'b mut dyn Bodies<'v>) -> Self {
        Self { bodies }
    }

    /// Prints the body. The values are for its block params, in order: those that are missing are
    /// null, further ones are ignored.
    ///
    /// # Errors
    ///
    /// When something in the body failed: return it.
    pub fn body(&mut self, params: &[Value<'v>]) -> Result<(), Stopped> {
        match self.bodies.body(false) {
            Some(body) => self.bodies.run(body, params),
            None => Ok(()),
        }
    }

    /// Prints what stands behind `{{else}}`, if there is one.
    ///
    /// # Errors
    ///
    /// As [`Block::body`].
    pub fn otherwise(&mut self) -> Result<(), Stopped> {
        match self.bodies.body(true) {
            Some(body) => self.bodies.run(body, &[]),
            None => Ok(()),
        }
    }

    /// Whether there is an `{{else}}`.
    #[must_use]
    pub fn has_otherwise(&self) -> bool {
        self.bodies.body(true).is_some()
    }

    /// Prints what a value displays, escaped as `{{…}}` is in this template.
    ///
    /// # Errors
    ///
    /// When the value's `Display` fails, or the output: return it.
    pub fn text(&mut self, value: impl Display) -> Result<(), Stopped> {
        self.bodies.print(&value, true)
    }

    /// Prints what a value displays, as it is.
    ///
    /// # Errors
    ///
    /// As [`Block::text`].
    pub fn html(&mut self, value: impl Display) -> Result<(), Stopped> {
        self.bodies.print(&value, false)
    }

    /// Calls a helper that is a value, and prints its result as `{{…}}` does. It can be called as often
    /// as the helper at hand likes, and needs no scratch memory for what it makes.
    ///
    /// # Errors
    ///
    /// When the helper takes other arguments, fails, or returns what cannot be printed; and as
    /// [`Block::body`]. The error that `render` returns is that of the helper, at the place of the block.
    ///
    /// # Examples
    ///
    /// ```
    /// use template_runtime::{Block, DynHelper, List, Stopped, Template, helper, template};
    ///
    /// /// Prints what a helper makes of each item, with the body between each two.
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

    /// Makes a value of what another displays, for [`Block::body`]. It stands in scratch memory until
    /// the helper returns.
    ///
    /// # Errors
    ///
    /// When the value's `Display` fails, or scratch memory is full: return it.
    pub fn keep(&mut self, value: impl Display) -> Result<Value<'v>, Stopped> {
        self.bodies.keep(&value).map(Value::Text)
    }
}

/// Gives the block of a block helper.
///
/// # Errors
///
/// When it was called without one, which link excludes.
pub fn block<'s, 'v>(sink: &'s mut dyn Sink<'v>) -> Result<Block<'s, 'v>, ErrorKind> {
    sink.bodies().map(Block::new).ok_or(ErrorKind::Program)
}
