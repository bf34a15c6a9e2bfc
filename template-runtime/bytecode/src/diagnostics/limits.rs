/// The most diagnostics that link reports for one template. The last of them says how many more
/// there are.
pub const MAX_DIAGNOSTICS: usize = 8;

/// The most bytes of a message of link; a longer one is cut. The compiler has a heap and no such
/// limit.
pub const MAX_MESSAGE_LENGTH: usize = 2048;

/// The most errors that one stage of the compiler reports for one template.
pub const MAX_ERRORS: usize = 50;
