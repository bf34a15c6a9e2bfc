//! A value that is not a template, where one is wanted.
use template_runtime::{Data, Template};

#[derive(Data)]
struct Secret;

fn show(_: impl Template) {}

fn main() {
    show(Secret);
}
