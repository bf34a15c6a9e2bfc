//! The modules of `tests/tests/language` that need no heap, or only in some of their tests.
#![allow(unused_imports, dead_code, reason = "some tests of the modules need the heap")]

/// Defines the modules of tests.
macro_rules! modules {
    ($($name:ident: $path:literal;)*) => { $(
        #[path = $path]
        mod $name;
    )* };
}

modules! {
    conditions: "../../tests/language/conditions.rs";
    contexts: "../../tests/language/contexts.rs";
    each: "../../tests/language/each.rs";
    expression_form: "../../tests/language/expression_form.rs";
    item_form: "../../tests/language/item_form.rs";
    keywords: "../../tests/language/keywords.rs";
    lets: "../../tests/language/lets.rs";
    literals: "../../tests/language/literals.rs";
    names: "../../tests/language/names.rs";
    numbers: "../../tests/language/numbers.rs";
    paths: "../../tests/language/paths.rs";
    sections: "../../tests/language/sections.rs";
    text: "../../tests/language/text.rs";
    white_space: "../../tests/language/white_space.rs";
    with: "../../tests/language/with.rs";
}
