//! Safe code creates neither the layout of a struct nor the proof that a program was linked to one, and does not print a
//! component that borrows from what ends before the render.
#![forbid(unsafe_code)]

use template_runtime::{Data, __private as private, template};

#[derive(Data)]
struct Team {
    name: String,
}

#[derive(Data)]
enum Kind {
    One(u8),
    None,
}

template! {
    struct Page {
        name: String,
    }
    "{{name}}"
}

template! {
    #[template(unroll)]
    struct Unrolled {
        name: String,
    }
    "{{name}}"
}

struct Fields;

impl private::ComponentFields for Fields {
    type Component<'v> = Page;

    const SPEC: private::HelperSpec = private::HelperSpec::NOTHING;

    fn construct<'v, S: private::FieldSource<'v>>(_: &S) -> Result<Page, u8> {
        Err(0)
    }
}

fn main() {
    let name = private::layout_field(std::ptr::null::<Team>(), std::ptr::null(), <String as Data>::LAYOUT);
    let layout = Box::leak(Box::new(private::layout_object::<Team>(<Team as Data>::SHAPE, Box::leak(Box::new([name])))));
    let _ = private::layout_static_object::<Team>(<Team as Data>::SHAPE, &[]);
    let _ = private::Layout::<Team>::with_lifetimes(layout);
    let _ = private::layout_enum::<Kind>(&[]);
    let _ = private::variant_field::<Kind, u64, 0>(<u64 as Data>::LAYOUT);
    let _ = private::LinkedProgram::<Unrolled>::unrolled::<()>(Page::PROGRAM);
    let _ = |needs| private::LinkedProgram::<Team>::interpreted::<1, 1, 0, 0>(Page::PROGRAM, needs);
}
