/// The severity of a diagnostic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Severity {
    /// The template cannot be compiled.
    Error,
    /// The template can be compiled, but probably does not do what is intended.
    Warning,
}
