use template_runtime::template;

fn main() {
    let _ = template!("{{[odd name]}} {{self}} {{0}} {{list.name}} {{a-b}}");
    let _ = template!("{{self.name.first}}");
}
