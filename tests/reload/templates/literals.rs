template! {
    /// A template in a literal.
    pub struct Inline<'a> {
        pub name: &'a str,
        pub count: u32,
    }

    r#"<p>{{name}}</p>"#
}

template! {
    /// Another one.
    pub struct Plain<'a> {
        pub name: &'a str,
    }

    "<p>\n{{name}}\n</p>"
}

/// The text of [`Inline`] once more.
pub const SAME: &str = "<p>{{name}}</p>";

/// English.
pub mod en {
    template_runtime::template! {
        /// A greeting.
        pub struct Hello<'a> { pub name: &'a str }

        "Hello {{name}}"
    }
}

/// German.
pub mod de {
    template_runtime::template! {
        /// A greeting.
        pub struct Hello<'a> { pub name: &'a str }

        "Hallo {{name}}"
    }
}
