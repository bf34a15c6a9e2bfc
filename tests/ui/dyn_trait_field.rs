use template_runtime::{Data, template};

trait Shape {
    fn area(&self) -> f64;
}

struct Square(f64);

impl Shape for Square {
    fn area(&self) -> f64 {
        self.0
    }
}

#[derive(Data)]
struct Drawing {
    shape: Box<dyn Shape>,
}

template! {
    struct Page<'a> {
        shape: &'a dyn Shape,
    }
    "{{shape}}"
}

fn main() {}
