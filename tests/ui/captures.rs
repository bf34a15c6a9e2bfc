use template_runtime::{Template, template};

fn main() {
    let name = "x";
    let _ = template!("{{nmae}} {{name}} {{type}}").render();
    let _ = template!("{{#if nmae}}{{nmae}}{{/if}}").render();
}
