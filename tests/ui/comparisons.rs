use template_runtime::{Data, template};

#[derive(Data)]
enum Color {
    Red,
    Green,
    Mixed { red: u8 },
}

#[derive(Data)]
enum Shape {
    Circle { radius: u8 },
    Square(u8),
}

template! {
    struct Literals<'a> {
        name: &'a str,
        year: Option<u16>,
        done: bool,
        tags: &'a [&'a str],
        color: Color,
    }

    "{{#if (eq name 1)}}a{{/if}}
    {{#if (ne year '2026')}}b{{/if}}
    {{#eq done 'true'}}c{{/eq}}
    {{#if (gt tags 0)}}d{{/if}}
    {{#if (eq color 'Grene')}}e{{/if}}
    {{#if (eq color 'blue')}}f{{/if}}
    {{#if (ne 'Mixed' color)}}g{{/if}}"
}

template! {
    struct Values<'a> {
        name: &'a str,
        done: bool,
        tags: &'a [&'a str],
        shape: Shape,
        counts: std::collections::BTreeMap<String, u8>,
    }

    "{{lt name done}} {{eq tags name}} {{eq tags tags}} {{shape}} {{gt counts 0}}"
}

template! {
    struct Orders {
        color: Color,
        other: Color,
        time: std::time::Duration,
    }

    "{{lt color 'Red'}} {{ge color other}} {{gt time 3}} {{eq color other}} {{lt time time}}"
}

template! {
    struct Unordered<'a> {
        n: u8,
        name: Option<&'a str>,
        done: bool,
        other: bool,
    }

    "{{lt n null}} {{#if (ge null name)}}a{{/if}} {{lt n true}} {{gt done other}} {{le done true}} {{eq done other}}"
}

template! {
    struct Possible<'a> {
        name: Option<&'a str>,
        letter: char,
        color: Color,
        year: u16,
        half: f32,
    }

    "{{eq name letter}} {{eq name null}} {{ne color name}} {{eq color 'Red'}} {{lt year half}} {{eq 'a' 1}} {{color}}"
}

fn main() {}
