use std::collections::BTreeMap;
use template_runtime::{
    helpers::{join, len, number, reverse, slice},
    template,
};

template! {
    struct Page {
        map: BTreeMap<u8, u8>,
        flag: Option<bool>,
    }

    "{{len 5}} {{len flag}} {{slice 5 1}} {{reverse map}} {{join 5}} {{number 'x'}}"
}

fn main() {
    let _ = (join, len, number, reverse, slice);
}
