use std::collections::BTreeMap;
use template_runtime::Data;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Id(u8);

#[derive(Data)]
struct Functions {
    f: fn(u8) -> u8,
}

#[derive(Data)]
struct Keys {
    map: BTreeMap<(u8, u8), u8>,
}

#[derive(Data)]
struct Nested {
    list: Vec<Option<Id>>,
}

fn main() {}
