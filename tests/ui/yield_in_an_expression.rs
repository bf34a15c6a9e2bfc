use template_runtime::template;

fn main() {
    let _ = template!("<p>{{yield}}</p>");
}
