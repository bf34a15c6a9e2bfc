use template_runtime::template;

template! {
    struct Page {
        a: u8,
    }

    r#"{{{{raw "a"}}}} {{a}} {{{{/raw}}}}
    {{{{~raw}}}} {{a}} {{{{/raw}}}}
    {{{{code}}}} {{a}} {{{{/code}}}}
    {{{{ }}}}
    {{{{{raw}}}}} {{a}} {{{{/raw}}}}
    {{{{/raw}}}}
    {{{{raw}} {{a}} {{{{/raw}}}}
    {{{{raw}}}} {{a}} {{{{/row}}}} {{{{/raw}}}}
    {{{{raw}}}} {{a}} {{{{/ raw }}}}"#
}

fn main() {}
