use template_runtime::template;

template! {
    struct Page {
        a: u8,
    }

    r#"{{! closed }} {{!-- {{a}} closed by two dashes }} {{a}}"#
}

fn main() {}
