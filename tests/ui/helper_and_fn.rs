use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{f (helper)}}
    {{f (fn)}}
    {{f (fn shout k=1)}}
    {{f (helper "shout")}} {{f (helper 1)}}
    {{f (helper if)}}
    {{#each xs}}{{f (helper @index)}}{{/each}}"#
}

fn main() {}
