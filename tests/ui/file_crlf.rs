use template_runtime::template;

template! {
    struct Page {
        teams: Vec<u8>,
    }

    include_str!("files/crlf.hbs")
}

fn main() {}
