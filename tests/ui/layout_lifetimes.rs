//! Safe code cannot change the lifetimes of a layout's type, or of a linked program's.
#![forbid(unsafe_code)]

use template_runtime::__private::{Layout, LinkedProgram};

struct Name<'a>(&'a str);

fn shorter_layout<'a>(layout: Layout<Name<'static>>, _: &'a ()) -> Layout<Name<'a>> {
    layout
}

fn longer_layout<'a>(layout: Layout<Name<'a>>, _: &'a ()) -> Layout<Name<'static>> {
    layout
}

fn shorter_program<'a>(program: LinkedProgram<Name<'static>>, _: &'a ()) -> LinkedProgram<Name<'a>> {
    program
}

fn main() {}
