use template_runtime::template;

struct Site;

impl Site {
    template! {
        struct Page<'a> {
            title: &'a str,
        }
        "<h1>{{title}}</h1>"
    }
}

fn main() {}
