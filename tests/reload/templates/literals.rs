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
