use template_runtime::{callable, dyn_helper, template};


fn main() {
    let offset = 1;
    let by = callable!(|n: u8| n + offset);
    let _ = template!("{{by 1 step=2}} {{this.by 1 step=2}}", by = by);
    let _ = template!("{{by}} {{this.by}} {{#let by as |f|}}{{f}}{{/let}}", by = by);
    let h = dyn_helper!(|n: u8| n);
    let _ = template!("{{#with pair}}{{h}}{{/with}} {{@h}} {{pair.0}}", h = h, pair = (h, h));
}
