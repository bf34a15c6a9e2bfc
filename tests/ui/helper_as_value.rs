use template_runtime::dyn_helper;

fn takes(bytes: Box<[u8]>) -> usize {
    bytes.len()
}

fn main() {
    let _ = dyn_helper!(takes);
    let _ = dyn_helper!(nowhere);
    let _ = dyn_helper!();
    let mark = '!';
    let _ = dyn_helper!(|text: &str| format!("{text}{mark}"));
    let shout = |text: &str| text.to_uppercase();
    let _ = dyn_helper!(shout);
}
