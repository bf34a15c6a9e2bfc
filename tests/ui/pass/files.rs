#![deny(warnings)]

use template_runtime::{Template, template};

template! {
    struct Page {
        names: [&'static str; 2],
    }

    include_str!("../files/names.hbs")
}

fn main() {
    let page = Page { names: ["a", "b"] };
    assert_eq!(page.render().unwrap(), "<ul>\r\n  <li>a</li>\r\n  <li>b</li>\r\n</ul>\r\n");
    let names = ["x"];
    let line = template!(include_str!("../files/names.hbs"));
    assert_eq!(line.render().unwrap(), "<ul>\r\n  <li>x</li>\r\n</ul>\r\n");
}
