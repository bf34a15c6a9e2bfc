//! An expectation of which nothing is unread is not met.

#![deny(unfulfilled_lint_expectations)]
use template_runtime::template;

template! {
    #[expect(dead_code)]
    struct Page<'a> {
        title: &'a str,
        #[expect(dead_code)]
        text: &'a str,
    }
    "{{title}}{{text}}"
}

fn main() {}
