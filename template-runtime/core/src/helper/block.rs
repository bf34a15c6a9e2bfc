//! The block of a block helper.

use super::kept::keep_text;
use crate::{
    data::{Args, Bodies, DynHelper, SafeKind, Sink, Stopped, Value},
    error::{ErrorKind, HelperError},
};
use core::fmt::{self, Display};
use template_bytecode::{CONTEXT, MAX_BLOCK_DATA};

/// The block of a block helper: the template between `{{#name …}}` and `{{/name}}`.
///
/// The helper uses it to print the body, any number of times, and its own output, in the order of the
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
/// A helper that passes its own arguments to the body must declare that they live as long as the block's
/// values: `fn each<'v>(#[rest] values: &[Value<'v>], #[block] block: &mut Block<'_, 'v>)`.
pub struct Block<'b, 'v> {
    bodies: &'b mut dyn Bodies<'v>,
    scope: Option<BlockScope<'v>>,
}

/// The context and the private data that the helper sets for its block.
#[derive(Clone, Copy)]
struct BlockScope<'v> {
    /// The context of the call, which is also that of the body unless the helper chooses another.
    context: Value<'v>,
    /// The names of the values that the body reads as `@name`.
    data: &'static [&'static str],
}

impl<'b, 'v> Block<'b, 'v> {
    pub(crate) fn new(bodies: &'b mut dyn Bodies<'v>) -> Self {
        Self { bodies, scope: None }
    }

    /// Prints the body, with `params` as the values of its block params, in order. Block params without a value are null,
    /// and values without a block param are ignored. The values need to live only until the body ends, so they may borrow from
    /// data that the helper created.
    ///
    /// # Errors
    ///
    /// Returns an error if rendering the body fails. The helper should return this error.
    pub fn body(&mut self, params: &[Value<'_>]) -> Result<(), Stopped> {
        match self.scope {
            None => self.run(&[], params),
            Some(BlockScope { context, .. }) => self.in_context(context).body(params),
        }
    }

    fn run(&mut self, scope: &[Value<'_>], params: &[Value<'_>]) -> Result<(), Stopped> {
        match self.bodies.body(false) {
            Some(body) => self.bodies.run(body, scope, params),
            None => Ok(()),
        }
    }

    /// Sets the context of the body, which [`BlockInContext::body`] prints. The helper must declare this with
    /// `#[block(context)]`. Only [templates compiled at run time](crate::Compiler) can call such a helper.
    ///
    /// # Examples
    ///
    /// ```
    /// # #[cfg(feature = "compile")] {
    /// use template_runtime::{Block, Compiler, List, Stopped, helper, helpers};
    ///
    /// /// Prints the body for each item, with the number of items that are left.
    /// #[helper]
    /// fn countdown<'v>(
    ///     items: List<'v>,
    ///     #[block(context, data(left))] block: &mut Block<'_, 'v>,
    /// ) -> Result<(), Stopped> {
    ///     let mut left = items.len();
    ///     for item in items.iter() {
    ///         block.in_context(item).data("left", left).body(&[])?;
    ///         left -= 1;
    ///     }
    ///     Ok(())
    /// }
    ///
    /// let page = Compiler::new()
    ///     .helpers(helpers![countdown])
    ///     .compile("{{#countdown this}}{{this}} ({{@left}} left) {{/countdown}}")?;
    /// assert_eq!(page.render(&["a", "b"])?, "a (2 left) b (1 left) ");
    /// # }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn in_context<'a>(&'a mut self, context: Value<'a>) -> BlockInContext<'a, 'b, 'v> {
        let mut scope = [Value::Null; 1 + MAX_BLOCK_DATA];
        scope[0] = context;
        BlockInContext { block: self, scope, error: None }
    }

    /// Prints the `else` block, if there is one.
    ///
    /// # Errors
    ///
    /// Returns an error if rendering the `else` block fails. The helper should return this error.
    pub fn otherwise(&mut self) -> Result<(), Stopped> {
        match self.bodies.body(true) {
            Some(body) => self.bodies.run(body, &[], &[]),
            None => Ok(()),
        }
    }

    /// Returns `true` if there is an `else` block.
    #[must_use]
    pub fn has_otherwise(&self) -> bool {
        self.bodies.body(true).is_some()
    }

    /// Prints the `Display` output of a value, escaped like `{{…}}` in this template.
    ///
    /// # Errors
    ///
    /// Returns an error if the value's `Display` implementation or the output fails. The helper should return this error.
    pub fn text(&mut self, value: impl Display) -> Result<(), Stopped> {
        self.bodies.print(&value, None)
    }

    /// Prints the `Display` output of a value without escaping.
    ///
    /// # Errors
    ///
    /// Returns an error if the value's `Display` implementation or the output fails. The helper should return this error.
    pub fn html(&mut self, value: impl Display) -> Result<(), Stopped> {
        self.bodies.print(&value, Some(SafeKind::Html))
    }

    /// Calls a helper that is a value, and prints its result as `{{…}}` does. The result needs no scratch
    /// memory.
    ///
    /// # Errors
    ///
    /// Returns an error if the helper does not accept these arguments, fails, or returns a value that cannot be printed, or
    /// if the output fails. The calling helper should return this error. `render` then returns the error of
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

    /// Copies the `Display` output of a value to scratch memory, where it lives until the helper returns, and
    /// returns it as a value for [`Block::body`].
    ///
    /// # Errors
    ///
    /// Returns an error if the value's `Display` implementation fails, or if scratch memory is full. The helper should return
    /// this error.
    pub fn keep(&mut self, value: impl Display) -> Result<Value<'v>, Stopped> {
        keep_text(&value, |text| self.bodies.keep(text)).map(Value::Text)
    }
}

impl fmt::Debug for Block<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Block")
            .field("has_otherwise", &self.has_otherwise())
            .finish_non_exhaustive()
    }
}

/// A block whose helper has set the context of the body: the result of [`Block::in_context`].
#[must_use = "`body` prints the block"]
pub struct BlockInContext<'a, 'b, 'v> {
    block: &'a mut Block<'b, 'v>,
    /// The context, and the values of the names in [`BlockScope::data`].
    scope: [Value<'a>; 1 + MAX_BLOCK_DATA],
    error: Option<HelperError>,
}

impl<'a> BlockInContext<'a, '_, '_> {
    /// Sets the value of `@name` in the body. The helper must declare the name with `#[block(context, data(name))]`. A name that
    /// is declared but not set is null. For a name that is not declared, [`BlockInContext::body`] returns an error.
    pub fn data(mut self, name: &str, value: impl Into<Value<'a>>) -> Self {
        let names = self.block.scope.map_or(&[][..], |scope| scope.data);
        let index = names.iter().position(|declared| *declared == name);
        match index.and_then(|index| self.scope.get_mut(1 + index)) {
            Some(stored) => *stored = value.into(),
            None => {
                self.error = Some(HelperError::new(format_args!(
                    "it passes `@{name}` to its block without declaring it"
                )));
            }
        }
        self
    }

    /// Prints the body, with `params` as the values of its block params, as in [`Block::body`].
    ///
    /// # Errors
    ///
    /// Returns an error if rendering the body fails, or if the helper does not declare the context and the names that it has set. The
    /// helper should return this error.
    pub fn body(self, params: &[Value<'_>]) -> Result<(), Stopped> {
        let error = match self.block.scope {
            Some(_) => self.error,
            None => Some(HelperError::new("it sets the context of its block without declaring it")),
        };
        if let Some(error) = error {
            return Err(self.block.bodies.fail(ErrorKind::Helper(error)));
        }
        let data = self.block.scope.map_or(0, |scope| scope.data.len());
        let scope = self.scope.get(..=data).unwrap_or(&self.scope);
        self.block.run(scope, params)
    }
}

impl fmt::Debug for BlockInContext<'_, '_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockInContext").field("context", &self.scope[0]).finish_non_exhaustive()
    }
}

/// Returns the block of a block helper.
///
/// # Errors
///
/// Returns [`ErrorKind::Program`] if the helper was called without a block, which the linker rules out.
pub fn block<'s, 'v>(sink: &'s mut dyn Sink<'v>) -> Result<Block<'s, 'v>, ErrorKind> {
    sink.bodies().map(Block::new).ok_or(ErrorKind::Program)
}

/// Returns the block of a helper that may be called without one, or `None` if there is no block.
pub fn optional_block<'s, 'v>(sink: &'s mut dyn Sink<'v>) -> Option<Block<'s, 'v>> {
    sink.bodies().map(Block::new)
}

/// Returns the block of a helper that sets its context, and passes it values with the names `data`. `context` is the
/// index of the parameter for the context of the call.
///
/// # Errors
///
/// Returns the errors of [`block`].
pub fn scoped_block<'s, 'v>(
    args: &Args<'_, 'v>,
    context: u8,
    data: &'static [&'static str],
    sink: &'s mut dyn Sink<'v>,
) -> Result<Block<'s, 'v>, ErrorKind> {
    let context = args.for_param(context.into(), CONTEXT).map_or(Value::Null, |given| given.value);
    Ok(Block { scope: Some(BlockScope { context, data }), ..block(sink)? })
}
