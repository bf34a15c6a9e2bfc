//! Lists and maps that a template makes: `(array a b)` and `(hash k=v)`. They stand in scratch memory.

use super::{
    collection::{ListData, MapData},
    value::Value,
};
use template_bytecode::COLLECTION_SIZE;

const _: () = {
    let lost = align_of::<Value<'_>>() - 1;
    assert!(size_of::<ScratchList<'_>>() + lost <= COLLECTION_SIZE as usize);
    assert!(size_of::<ScratchMap<'_>>() + lost <= COLLECTION_SIZE as usize);
};

/// The values of `(array …)`.
#[derive(Clone, Copy)]
pub(crate) struct ScratchList<'v>(pub(crate) &'v [Value<'v>]);

impl ListData for ScratchList<'_> {
    fn count(&self) -> usize {
        self.0.len()
    }

    fn item<'v>(&'v self, index: usize, item: &mut Value<'v>) -> bool {
        let Some(found) = self.0.get(index) else { return false };
        *item = *found;
        true
    }
}

/// The names and values of `(hash …)`; there are as many of each.
#[derive(Clone, Copy)]
pub(crate) struct ScratchMap<'v> {
    pub(crate) names: &'v [&'v str],
    pub(crate) values: &'v [Value<'v>],
}

impl MapData for ScratchMap<'_> {
    fn count(&self) -> usize {
        self.values.len()
    }

    fn lookup(&self, name: &str) -> Option<Value<'_>> {
        let index = self.names.iter().position(|known| *known == name)?;
        self.values.get(index).copied()
    }

    fn entry<'v>(&'v self, index: usize, key: &mut Value<'v>, value: &mut Value<'v>) -> bool {
        let (Some(name), Some(found)) = (self.names.get(index), self.values.get(index)) else {
            return false;
        };
        *key = Value::Text(name);
        *value = *found;
        true
    }
}
