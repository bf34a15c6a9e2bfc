//! The ops of a program that are copies, and the ops of components that they replace.

use template_bytecode::{FileId, Position, Positions};

/// The names of the files that a template consists of.
type Files = &'static [&'static str];

/// The op of a component that an op of a copy replaces.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin {
    /// The index of the component among the [`CopiedComponent`]s.
    pub(super) component: u8,
    /// The index of the op in the program of the component.
    pub(super) op: u8,
}

/// A component of which a program has copies: what messages and disassemblies say of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct CopiedComponent {
    pub(super) name: &'static str,
    pub(super) files: Files,
    pub(super) positions: Positions<'static>,
}

impl CopiedComponent {
    /// No component.
    pub(super) const NONE: Self = Self { name: "", files: &[], positions: Positions(&[]) };
}

/// The ops of a program that are copies of ops of components.
#[derive(Clone, Copy, Debug)]
pub struct Copies<'p> {
    /// The index of the first copy. All ops from it on are copies, except for the last `Return`.
    pub(super) first: usize,
    /// The origin of each copy.
    pub(super) origins: &'p [Origin],
    pub(super) components: &'p [CopiedComponent],
}

impl Copies<'_> {
    /// No copies.
    pub const NONE: Self = Self { first: 0, origins: &[], components: &[] };

    /// Returns the component of which an op is a copy, and the index of the op there; `None` if it is not a copy.
    fn origin(&self, op: usize) -> Option<(&CopiedComponent, usize)> {
        let Origin { component, op } = *self.origins.get(op.checked_sub(self.first)?)?;
        Some((self.components.get(usize::from(component))?, op.into()))
    }

    /// Returns the position of the op of which an op is a copy, its file, and the files of the component.
    #[cold]
    pub(crate) fn position(&self, op: usize) -> Option<(Files, (FileId, Position))> {
        let (component, op) = self.origin(op)?;
        Some((component.files, component.positions.entry(op)?))
    }

    /// Returns the name of the component of which an op is a copy, and the position of the op there.
    pub(crate) fn listed(&self, op: usize) -> Option<(&'static str, Position)> {
        let (component, op) = self.origin(op)?;
        Some((component.name, component.positions.get(op).unwrap_or_default()))
    }
}
