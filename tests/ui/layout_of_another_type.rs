//! Safe code cannot claim the layout of another type.
#![forbid(unsafe_code)]

use template_runtime::{Data, ShapeRef, Value};

#[derive(Data)]
struct Team {
    name: String,
}

struct Impostor {
    length: usize,
}

impl Data for Impostor {
    const SHAPE: ShapeRef = <Team as Data>::SHAPE;
    const LAYOUT: template_runtime::__private::Layout<Self> = <Team as Data>::LAYOUT;

    fn value(&self) -> Value<'_> {
        self.length.value()
    }
}

fn main() {
    let this = Impostor { length: 0 };
    let _ = template_runtime::__private::layout_field(
        &raw const this,
        &raw const this.length,
        <String as Data>::LAYOUT,
    );
}
