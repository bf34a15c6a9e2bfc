//! The errors of helpers.

use super::Note;
use core::{
    fmt,
    panic::{RefUnwindSafe, UnwindSafe},
};
#[cfg(feature = "alloc")]
use template_bytecode::diagnostics::visible;

/// The error that a helper returned. The box keeps the pointer thin, and the error small.
#[cfg(feature = "alloc")]
type HelperSource = alloc::sync::Arc<alloc::boxed::Box<dyn core::error::Error + Send + Sync>>;

/// The error of a helper. It consists of a message, which begins with the helper's name, and the error that the helper
/// returned.
///
/// Two helper errors are equal if their messages are equal.
#[derive(Clone)]
pub struct HelperError {
    message: Note,
    /// Whether an argument is null where the parameter is not optional. The message is short, so that the hint is not part of it.
    is_about_null: bool,
    #[cfg(feature = "alloc")]
    source: Option<HelperSource>,
}

/// The end of a message about an argument that is null.
const NULL_HINT: &str =
    "; a parameter of type `Option` accepts null, and `{{#if}}` can skip the call";

impl HelperError {
    /// Creates an error without a source.
    #[cold]
    pub(crate) fn new(message: impl fmt::Display) -> Self {
        Self {
            message: Note::new(message),
            is_about_null: false,
            #[cfg(feature = "alloc")]
            source: None,
        }
    }

    /// Makes it the error for an argument that is null.
    pub(crate) fn about_null(self) -> Self {
        Self { is_about_null: true, ..self }
    }

    /// Creates an error from the result of a helper, which is only displayed. With feature `alloc`, a string that is too long
    /// for the message becomes the source.
    #[cold]
    pub(crate) fn from_display(error: &dyn fmt::Display) -> Self {
        let new = Self::new(error);
        #[cfg(feature = "alloc")]
        if new.message().ends_with('…') {
            let whole = alloc::string::ToString::to_string(error);
            return Self { source: Some(HelperSource::new(whole.into())), ..new };
        }
        new
    }

    /// Creates an error from the error that a helper returned, which with feature `alloc` is kept as the
    /// source.
    #[cold]
    pub(crate) fn from_source<E: ErrorSource>(error: E) -> Self {
        // Text contains no more information than its message. (The names of types are not guaranteed, but another name
        // would only cost an allocation.)
        if matches!(core::any::type_name::<E>(), "&str" | "alloc::string::String") {
            return Self::from_display(&error);
        }
        Self {
            message: Note::new(&error),
            is_about_null: false,
            #[cfg(feature = "alloc")]
            source: Some(HelperSource::new(error.into())),
        }
    }

    /// Replaces the message, and keeps the source.
    #[cold]
    pub(crate) fn with_message(mut self, message: impl fmt::Display) -> Self {
        self.message = Note::new(message);
        self
    }

    /// Returns the error that the helper returned.
    #[cfg(feature = "alloc")]
    pub(super) fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        self.source.as_ref().map(|source| -> &(dyn core::error::Error + 'static) { &***source })
    }

    /// Drops the source.
    #[cfg(feature = "alloc")]
    pub(super) fn drop_source(&mut self) {
        self.source = None;
    }

    /// Returns the message. A long message is truncated, and ends with `…`; with feature `alloc`, the `Display` output is
    /// complete. For an argument that is null, the `Display` output also says how null can be passed.
    #[must_use]
    pub fn message(&self) -> &str {
        self.message.as_str()
    }
}

impl PartialEq for HelperError {
    fn eq(&self, other: &Self) -> bool {
        self.message == other.message
    }
}

impl Eq for HelperError {}

// Written out, because `dyn Error` does not have these traits: an error has the same auto traits with every set
// of features. The source is behind a shared reference and is never modified here.
impl UnwindSafe for HelperError {}

impl RefUnwindSafe for HelperError {}

impl fmt::Debug for HelperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("HelperError");
        debug.field("message", &self.message);
        #[cfg(feature = "alloc")]
        debug.field("source", &self.source);
        debug.finish()
    }
}

/// A type that a helper can return as an error, and that becomes the source of a [`HelperError`]: a type with
/// [`Error`](core::error::Error), and with feature `alloc` also a string or a box of such a type.
#[cfg(feature = "alloc")]
pub trait ErrorSource:
    fmt::Display + Into<alloc::boxed::Box<dyn core::error::Error + Send + Sync>>
{
}

#[cfg(feature = "alloc")]
impl<E: fmt::Display + Into<alloc::boxed::Box<dyn core::error::Error + Send + Sync>>> ErrorSource
    for E
{
}

/// A type that a helper can return as an error, and that becomes the source of a [`HelperError`].
#[cfg(not(feature = "alloc"))]
pub trait ErrorSource: core::error::Error + Send + Sync + 'static {}

#[cfg(not(feature = "alloc"))]
impl<E: core::error::Error + Send + Sync + 'static> ErrorSource for E {}

impl fmt::Display for HelperError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        #[cfg(feature = "alloc")]
        if let Some(source) = &self.source
            && let Some(cut) = self.message().strip_suffix('…')
        {
            use alloc::string::{String, ToString as _};

            let whole: String = source.to_string().chars().map(visible).collect();
            // It begins like the message, with the name of the helper.
            let begins = |at: &usize| cut.get(*at..).is_some_and(|text| whole.starts_with(text));
            if let Some((begin, _)) = cut.char_indices().find(|(at, _)| begins(at)) {
                return write!(f, "{}{whole}", cut.get(..begin).unwrap_or_default());
            }
        }
        f.write_str(self.message())?;
        if self.is_about_null { f.write_str(NULL_HINT) } else { Ok(()) }
    }
}
