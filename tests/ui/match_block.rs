use template_runtime::template;

template! {
    struct Page<'a> {
        color: &'a str,
    }

    "{{#match color}}{{#case 'red'}}a{{/case}}{{/match}}"
}

fn main() {}
