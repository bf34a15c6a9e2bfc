//! Tables of names, constants and segments, without duplicates.

use std::collections::BTreeMap;
use template_bytecode::HelperRef;

/// A table without duplicates of items and of rows. A row is a sequence of adjacent items.
pub(super) struct Pool<T> {
    items: Vec<T>,
    indexes: BTreeMap<T, usize>,
    rows: BTreeMap<(RowUse, Vec<T>), usize>,
}

/// The use of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum RowUse {
    /// Calls of this helper. Linking stores the index of the parameter for each name, so that calls of other
    /// helpers cannot share the row.
    Call(HelperRef),
    /// Any other use.
    #[default]
    Other,
}

impl<T> Default for Pool<T> {
    fn default() -> Self {
        Self { items: Vec::new(), indexes: BTreeMap::new(), rows: BTreeMap::new() }
    }
}

impl<T: Copy + Ord> Pool<T> {
    /// Returns the index of an item, adding it unless it is there.
    pub(super) fn add(&mut self, item: T) -> usize {
        if let Some(&index) = self.indexes.get(&item) {
            return index;
        }
        self.items.push(item);
        self.indexes.insert(item, self.items.len() - 1);
        self.items.len() - 1
    }

    /// Returns the index of the first item of a row, adding it unless an equal row with the same use is
    /// there.
    pub(super) fn add_row(&mut self, items: Vec<T>, row_use: RowUse) -> usize {
        if items.is_empty() {
            return 0;
        }
        let row = (row_use, items);
        if let Some(&known) = self.rows.get(&row) {
            return known;
        }
        let first = self.items.len();
        self.items.extend_from_slice(&row.1);
        self.rows.insert(row, first);
        first
    }

    /// Returns the number of items.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// Returns all items.
    pub(super) fn into_items(self) -> Vec<T> {
        self.items
    }
}
