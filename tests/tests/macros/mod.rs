//! Macros that expand to templates, in another folder than the files that call them.

macro_rules! page {
    ($name:ident, $file:literal) => {
        template_runtime::template! {
            struct $name {
                title: &'static str,
            }
            include_str!($file)
        }
    };
}
pub(crate) use page;

macro_rules! page_of_the_macro {
    ($name:ident) => {
        template_runtime::template! {
            struct $name {
                title: &'static str,
            }
            include_str!("heading.hbs")
        }
    };
}
pub(crate) use page_of_the_macro;
