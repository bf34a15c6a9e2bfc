use template_runtime::template;

template! {
    struct Page {
        year: u16,
        names: Vec<u8>,
        title: &'static str,
        note: Option<char>,
        yes: bool,
    }

    r#"{{year.century}} {{names.lenght}} {{title.chars}} {{note.first}} {{yes.no}}
    {{names.length}} {{this.title.size}}"#
}

fn main() {}
