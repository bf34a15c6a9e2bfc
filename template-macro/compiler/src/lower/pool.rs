use std::{collections::HashMap, hash::Hash};

/// A table in which each item stands once.
pub(super) struct Pool<T> {
    items: Vec<T>,
    indexes: HashMap<T, usize>,
    rows: HashMap<Vec<T>, usize>,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { items: Vec::new(), indexes: HashMap::new(), rows: HashMap::new() }
    }
}

impl<T: Clone + Eq + Hash> Pool<T> {
    /// Gives the index of an item.
    pub(super) fn add(&mut self, item: T) -> usize {
        if let Some(&index) = self.indexes.get(&item) {
            return index;
        }
        self.items.push(item.clone());
        self.indexes.insert(item, self.items.len() - 1);
        self.items.len() - 1
    }

    /// Gives the index of the first of items that stand one behind the other. The same row stands
    /// there once, wherever else its items do.
    pub(super) fn add_row(&mut self, items: &[T]) -> usize {
        if items.is_empty() {
            return 0;
        }
        if let Some(&first) = self.rows.get(items) {
            return first;
        }
        let first = self.items.len();
        self.items.extend_from_slice(items);
        self.rows.insert(items.to_vec(), first);
        first
    }

    pub(super) fn into_items(self) -> Vec<T> {
        self.items
    }
}
