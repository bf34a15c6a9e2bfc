use template_runtime::{Data, List, Map, Object, template};

#[derive(Data)]
struct Team {
    name: &'static str,
}

fn text(_: &str) {}
fn small(_: u8) {}
fn float(_: f64) {}
fn yes(_: bool) {}
fn letter(_: char) {}
fn list(_: List<'_>) {}
fn map(_: Map<'_>) {}
fn object(_: Object<'_>) {}
fn team(_: &Team) {}
fn show(_: impl std::fmt::Display) {}

template! {
    struct Page {
        name: &'static str,
        year: u16,
        names: Vec<&'static str>,
    }

    "{{text year}} {{small name}} {{float true}} {{yes 1}} {{letter name}} {{list name}}
    {{map names}} {{object 1.5}}"
}

template! {
    struct More {
        year: Option<u16>,
        names: [char; 2],
        pair: (u8, u8),
    }

    "{{team pair}} {{show names}} {{text year}} {{text names.0}} {{small (text 'x')}}"
}

fn main() {}
