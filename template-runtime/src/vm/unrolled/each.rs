use super::Run;
use crate::{
    data::Value,
    error::ErrorKind,
    vm::{Failed, helper_section, iteration},
};
use template_macro::__inline_always_unless_debug as inline_always_unless_debug;

/// An open loop: its variables, and how far it is.
#[derive(Clone, Copy)]
pub struct Each<'t> {
    /// What it goes over.
    pub all: Value<'t>,
    /// What the turn at hand shows.
    pub item: Value<'t>,
    /// The key of that, unless it is an item of a list.
    pub key: Value<'t>,
    index: usize,
    count: usize,
}

impl Run<'_> {
    /// `EnterEach`: begins a loop, whose first turn has not begun.
    ///
    /// # Errors
    ///
    /// When it is over a true value that has no items.
    #[inline_always_unless_debug]
    pub fn enter_each<'t>(self, at: usize, all: Value<'t>) -> Result<Each<'t>, Failed> {
        let count = match all {
            Value::List(list) => Ok(list.len()),
            // Others are not in line.
            all => rare_count(&all),
        };
        match count {
            Ok(count) => Ok(Each { all, item: Value::Null, key: Value::Null, index: 0, count }),
            Err(got) => Err(self.fail(at, ErrorKind::NotIterable { got })),
        }
    }

    /// `EnterSection`, in the same way.
    ///
    /// # Errors
    ///
    /// When the value is a helper.
    #[inline_always_unless_debug]
    pub fn enter_section<'t>(
        self,
        at: usize,
        value: Value<'t>,
        context: Value<'t>,
    ) -> Result<Each<'t>, Failed> {
        if let Value::Helper(helper) = value {
            return Err(self.fail(at, helper_section(helper.name())));
        }
        let (count, item) = iteration::start_of_section(&value, context);
        Ok(Each { all: value, item, key: Value::Null, index: 0, count })
    }
}

impl<'t> Each<'t> {
    /// Whether there is nothing to loop over.
    #[must_use]
    #[inline_always_unless_debug]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether the turn at hand is the first.
    #[must_use]
    #[inline_always_unless_debug]
    pub fn is_at_first(&self) -> bool {
        self.index == 0
    }

    /// `Next`: goes on to the next turn; false when there is none.
    #[allow(clippy::should_implement_trait, reason = "it is named as its op")]
    #[inline_always_unless_debug]
    pub fn next(&mut self) -> bool {
        self.index += 1;
        self.index < self.count
    }

    /// Shows the item of the turn at hand; false when there is none. (What a list writes to is a
    /// variable of this function, so that the loop itself has no address.)
    #[inline_always_unless_debug]
    pub fn show(&mut self) -> bool {
        let (mut key, mut item) = (self.key, self.item);
        let found = match self.all {
            Value::List(list) => list.put(self.index, &mut item),
            // Others are not in line.
            all => {
                let found = rare_put(&all, self.index, &mut key, &mut item);
                self.key = key;
                found
            }
        };
        self.item = item;
        found
    }

    /// The same for a section, which shows the items of lists alone.
    #[inline_always_unless_debug]
    pub fn show_section(&mut self) -> bool {
        match self.all {
            Value::List(_) => self.show(),
            _ => true,
        }
    }

    /// `GetIndex`.
    #[must_use]
    #[inline_always_unless_debug]
    pub fn get_index(&self) -> Value<'static> {
        Value::Int(self.index as i64)
    }

    /// `GetKey`.
    #[must_use]
    #[inline_always_unless_debug]
    pub fn get_key(&self) -> Value<'t> {
        match self.all {
            Value::Map(_) | Value::Object(_) => self.key,
            _ => self.get_index(),
        }
    }

    /// `GetFirst`.
    #[must_use]
    #[inline_always_unless_debug]
    pub fn get_first(&self) -> Value<'static> {
        Value::Bool(self.index == 0)
    }

    /// `GetLast`.
    #[must_use]
    #[inline_always_unless_debug]
    pub fn get_last(&self) -> Value<'static> {
        Value::Bool(self.index + 1 == self.count)
    }
}

#[inline(never)]
fn rare_count(all: &Value<'_>) -> Result<usize, &'static str> {
    iteration::count_of_each(all)
}

#[inline(never)]
fn rare_put<'t>(all: &Value<'t>, index: usize, key: &mut Value<'t>, item: &mut Value<'t>) -> bool {
    iteration::put_iteration(all, index, key, item)
}
