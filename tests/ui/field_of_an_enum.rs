use template_runtime::{Data, template};

#[derive(Data)]
enum Shape {
    Circle { radius: f64 },
    Empty,
}

template! {
    struct Page {
        shape: Shape,
    }

    "{{shape.radius}} {{shape.raduis}} {{shape.Circel}} {{shape.x}}"
}

fn main() {}
