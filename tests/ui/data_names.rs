use template_runtime::{Data, template};

#[derive(Data)]
struct Team {
    name: u8,
    #[data(rename = "name")]
    title: u8,
}

#[derive(Data)]
enum Shape {
    Circle {
        #[data(rename = "size")]
        radius: u8,
        size: u8,
    },
}

#[derive(Data)]
enum State {
    Open,
    #[data(rename = "Open")]
    Closed,
}

template! {
    struct Page {
        #[data(rename = "a")]
        b: u8,
        #[data(rename = "a")]
        c: u8,
    }

    "{{a}}"
}

#[derive(Data)]
struct Twice {
    #[data(rename = "a", rename = "b")]
    c: u8,
}

#[derive(Data)]
struct Skipped {
    #[data(skip)]
    #[data(skip)]
    c: u8,
}

fn main() {}
