use template_runtime::template;

template! {
    struct Page {
        a: u8,
        n: &'static str,
    }

    r#"{{#if (a and n)}}x{{/if}} {{#if a and n}}x{{/if}} {{#if not a}}x{{/if}} {{#if eq a 1}}x{{/if}}
    {{a or n}} {{a - 1}} {{if a and n "x"}}
    {{#each x in n}}{{x}}{{/each}}"#
}

template! {
    struct Syntax {
        a: u8,
        n: &'static str,
    }

    r#"{{a ? n : n}} {{n.len()}} {{n.repeat(a)}} {{today()}}"#
}

template! {
    struct Tags {
        a: u8,
    }

    r#"{{#if a}}x{{#else}}y{{/else}}{{/if}}
    {{#if a}}x{{#else if a}}y{{/if}}
    {{#if a}}x{{else}}y{{/else}}{{/if}}
    {{#if a}}x{{endif}}"#
}

fn main() {}
