use template_runtime::template;

fn main() {
    let _ = template!("{{q 1}}", q = |x: u8| x);
    let _ = template!("{{f 1}}", fn f(x: u8) -> u8 { x });
    let q = |x: u8| x;
    let _ = template!("{{q 1}}", fn q);
}
