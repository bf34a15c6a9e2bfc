use template_runtime::{DynHelper, template};

template! {
    struct Page<'a> {
        style: DynHelper<'a>,
        styles: (DynHelper<'a>, DynHelper<'a>),
    }

    "{{style}} {{this.style}} {{#with styles}}{{@style}}{{/with}} {{styles.0}}
    {{#let style as |style|}}{{style}}{{/let}} {{concat style}}"
}

fn main() {}
