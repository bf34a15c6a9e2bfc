use std::{cell::RefCell, collections::VecDeque, fmt::Display};
use template_runtime::{Data, template};

struct Secret;

#[derive(Data)]
struct Contradiction {
    #[data(skip, display)]
    name: u8,
}

#[derive(Data)]
struct Two {
    #[data(display, with = String::from)]
    name: &'static str,
}

#[derive(Data)]
struct Quoted {
    #[data(with = "String::len")]
    name: String,
}

#[derive(Data)]
struct Both {
    #[data(list, map)]
    name: VecDeque<u8>,
}

#[derive(Data)]
struct Twice {
    #[data(display)]
    #[data(display)]
    name: u8,
}

#[derive(Data)]
struct ListOfKeys {
    #[data(list, display_keys)]
    list: Vec<u8>,
}

#[derive(Data)]
struct Keys {
    #[data(map)]
    map: std::collections::BTreeMap<Secret, u8>,
}

#[derive(Data)]
enum Choice {
    #[data(display)]
    One,
}

#[derive(Data)]
#[data(transparent, display)]
struct Wrapper(u8);

#[derive(Data)]
#[data(display, try_from)]
struct Checked(u8);

#[derive(Data)]
#[data(transparent, try_from)]
struct Unchecked(u8);

#[derive(Data)]
struct NoDisplay {
    #[data(display)]
    secret: Secret,
    #[data(display)]
    list: Vec<Secret>,
}

#[derive(Data)]
struct NoList {
    #[data(list)]
    list: Secret,
    #[data(map)]
    map: Vec<u8>,
}

#[derive(Data)]
struct NoFunction {
    #[data(with = secret)]
    name: u8,
    #[data(with = wrong)]
    other: u8,
}

fn secret(_: &u8) -> Secret {
    Secret
}

fn wrong(_: &str) -> u8 {
    1
}

#[derive(Data)]
struct Held {
    cell: RefCell<Vec<u8>>,
}

template! {
    struct Tag<T> {
        #[data(display)]
        value: T,
    }

    "{{value.x}}"
}

fn main() {
    let secret = Secret;
    let _ = template!("{{secret}}");
    let _ = Tag { value: Secret };
    let _: &dyn Display = &Tag { value: Secret };
}
