use template_runtime::template;

macro_rules! fixed {
    () => {
        template! {
            struct Fixed {}
            "{{nothing}} {{shout 1}}"
        }
    };
}

fixed!();

fn main() {}
