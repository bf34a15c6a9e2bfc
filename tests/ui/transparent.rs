use template_runtime::{Data, template};

#[derive(Data)]
#[data(transparent)]
struct Two(u8, u8);

#[derive(Data)]
#[data(transparent)]
struct Nothing;

#[derive(Data)]
#[data(transparent)]
enum Choice {
    One(u8),
}

#[derive(Data)]
#[data(rename = "other")]
struct Renamed(u8);

#[derive(Data)]
#[data(transparent)]
struct Named {
    #[data(rename = "other")]
    one: u8,
}

#[derive(Data)]
struct Field {
    #[data(transparent)]
    one: u8,
}

template! {
    #[data(transparent)]
    struct Page {
        title: String,
        #[data(skip)]
        id: u32,
        text: String,
    }

    "{{title}}"
}

template! {
    #[template(strict = true)]
    struct Strict {}

    "x"
}

#[derive(Data)]
struct Team {
    name: String,
}

template! {
    #[data(transparent)]
    struct Checked(Team);

    "{{nmae}}"
}

fn main() {}
