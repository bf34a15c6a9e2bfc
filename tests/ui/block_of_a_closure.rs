use template_runtime::template;

fn main() {
    let _ = template!("{{#b 1}}x{{/b}}", fn b = |n: u8| n);
    let _ = template!("{{#b}}x{{/b}} {{#(b)}}x{{/b}}", fn b = |n: u8| n);
}
