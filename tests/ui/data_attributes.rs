use template_runtime::Data;

#[derive(Data)]
struct Renamed {
    #[data(rename)]
    name: u8,
}

#[derive(Data)]
struct Number {
    #[data(rename = 1)]
    name: u8,
}

#[derive(Data)]
struct Empty {
    #[data]
    name: u8,
}

#[derive(Data)]
enum Choice {
    #[data(skp)]
    One,
}

fn main() {}
