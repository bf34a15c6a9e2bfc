use template_runtime::template;

template! {
    struct Page {
        a: u8,
    }

    r#"{{{{raw "a"}}}} {{a}} {{{{/raw}}}}
    {{{{~raw}}}} {{a}} {{{{/raw}}}}
    {{{{ }}}}
    {{{{{raw}}}}} {{a}} {{{{/raw}}}}
    {{{{/raw}}}}
    {{{{raw}} {{a}} {{{{/raw}}}}
    {{{{raw}}}} {{a}} {{{{/row}}}} {{{{/raw}}}}
    {{{{code 1 b=}}}} {{a}} {{{{/code}}}}
    {{{{code a}}}} {{a}} {{{{/cod}}}} {{{{/code}}}}
    {{{{raw}}}} {{a}} {{{{/ raw }}}}"#
}

fn main() {}
