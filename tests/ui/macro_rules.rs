use template_runtime::template;

macro_rules! page {
    ($name:ident, $text:literal) => {
        template! {
            struct $name {
                title: u8,
            }
            $text
        }
    };
}

page!(Right, "{{title}}");
page!(Types, "{{titel}}");
page!(Syntax, "{{title");

fn main() {}
