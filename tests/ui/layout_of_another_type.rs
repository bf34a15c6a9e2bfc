//! Safe code cannot claim the layout of another type, nor run its program.
#![forbid(unsafe_code)]

use template_runtime::{Data, Program, ShapeRef, Template, Value, template};

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

template! {
    struct Page {
        team: Team,
    }
    "{{team.name}}"
}

struct Thief(usize);

impl Template for Thief {
    fn program(&self) -> &'static Program<'static> {
        Page::PROGRAM
    }

    fn __template_bound(&self) -> template_runtime::__private::Bound<'_> {
        template_runtime::__private::Bound::new(Page::__TEMPLATE_PROGRAM, &self.0)
    }

    fn __template_value(&self) -> Value<'_> {
        Value::Null
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
