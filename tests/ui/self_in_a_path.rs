use template_runtime::{Template, template};

struct Number(u8);

impl Number {
    fn double(n: u8) -> u8 {
        n * 2
    }

    fn print(&self) -> String {
        let n = self.0;
        template!("{{double n}}", fn double = Self::double).render().unwrap_or_default()
            + &template!("{{Self::double n}}").render().unwrap_or_default()
    }
}

template! {
    struct Page {
        n: u8,
    }

    "{{Self::double n}}"
}

fn main() {}
