use std::collections::BTreeMap;
use template_runtime::{Data, template};

#[derive(Data)]
struct Team {
    name: &'static str,
}

template! {
    struct Page {
        team: Team,
        map: BTreeMap<String, u8>,
        pair: Option<(u8, u8)>,
    }

    "{{team}} {{map}} {{pair}} {{concat team 'x'}} {{array 1 2}} {{hash a=1}}
    {{#with team}}{{this}}{{/with}}"
}

fn main() {}
