/// The maximum number of diagnostics that link reports for one template. The last of them says how many more
/// there are.
pub const MAX_DIAGNOSTICS: usize = 8;

/// The maximum number of bytes of a message of link; a longer one is cut. The compiler has a heap and no such
/// limit.
pub const MAX_MESSAGE_LENGTH: usize = 2048;

/// The maximum number of errors that one stage of the compiler reports for one template.
pub const MAX_ERRORS: usize = 50;
