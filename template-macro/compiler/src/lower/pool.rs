use std::{collections::HashMap, hash::Hash};

/// A table in which each item appears once.
pub(super) struct Pool<T> {
    items: Vec<T>,
    indexes: HashMap<T, usize>,
    rows: HashMap<(Owner, Vec<T>), usize>,
}

/// What a row belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Owner {
    /// The calls of this helper: link notes for each name which parameter it is.
    Helper(u16),
    /// Everything else.
    None,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { items: Vec::new(), indexes: HashMap::new(), rows: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Pool<T> {
    /// Returns the index of an item, which is added if it is new.
    pub(super) fn add(&mut self, item: T) -> usize {
        if let Some(&index) = self.indexes.get(&item) {
            return index;
        }
        self.items.push(item.clone());
        self.indexes.insert(item, self.items.len() - 1);
        self.items.len() - 1
    }

    /// Returns the index of the first of these items, which are adjacent in the table. The same row of
    /// the same owner is added once, even if its items also appear elsewhere.
    pub(super) fn add_row(&mut self, items: &[T], of: Owner) -> usize {
        if items.is_empty() {
            return 0;
        }
        let first = self.items.len();
        let row = self.rows.entry((of, items.to_vec()));
        let known = *row.or_insert(first);
        if known == first {
            self.items.extend_from_slice(items);
        }
        known
    }

    pub(super) fn into_items(self) -> Vec<T> {
        self.items
    }
}
