use template_runtime::template;

template! {
    struct Page {
        xs: Vec<u8>,
    }

    r#"{{#each xs as |x i|}}
      {{i 1}} {{@first 1}} {{(@key)}} {{@index x}}
      {{((eq x 1) 2)}} {{((concat x) 2)}}
      {{((array x) 2)}} {{((hash k=x) 2)}}
    {{/each}}"#
}

fn main() {}
