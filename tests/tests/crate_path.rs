//! The runtime crate under another path, in every macro that has `crate = …`, and the file of a template whose name
//! is not a plain literal.

use template_tests::check;

/// A facade: a module or a crate that re-exports the runtime.
mod facade {
    pub(crate) mod inner {
        pub(crate) use template_runtime as templates;
    }
}

/// A crate that has no dependency called `template_runtime`, as far as these items can tell.
mod user {
    use super::facade::inner::templates as rt;

    /// Shadows the name, so that a path which was not replaced does not resolve to the crate.
    #[allow(unused)]
    mod template_runtime {}

    #[derive(rt::Data)]
    #[data(crate = super::facade::inner::templates)]
    pub(super) struct Team {
        pub(super) name: &'static str,
        pub(super) size: u8,
    }

    #[derive(rt::Data)]
    #[data(crate = "rt")]
    pub(super) enum Status {
        Ready,
    }

    #[rt::helper(crate = rt)]
    pub(super) fn greet(name: &str, #[named(default = "!")] mark: &str) -> String {
        format!("Hello {name}{mark}")
    }

    rt::template! {
        #[template(crate = rt)]
        pub(super) struct Page<'a> {
            pub(super) teams: &'a [Team],
            pub(super) status: Status,
            pub(super) style: rt::DynHelper<'a>,
        }
        "{{#each teams as |team|}}{{greet team.name mark='.'}} {{team.size}} {{/each}}{{#fragment end}}{{status}} {{this.style 'x'}}{{/fragment}}"
    }

    rt::template! {
        #[template(crate = rt, unroll)]
        pub(super) struct Unrolled<'a> {
            pub(super) teams: &'a [Team],
        }
        "{{#fragment list}}{{#each teams as |team|}}{{greet team.name}}{{/each}}{{/fragment}}"
    }

    pub(super) fn style() -> rt::DynHelper<'static> {
        rt::dyn_helper!(crate = rt, str::to_uppercase)
    }

    pub(super) fn line(name: &str) -> String {
        let mark = '?';
        let quoted = rt::callable!(crate = rt, |text: &str| format!("{text}{mark}"));
        let line = rt::template!(crate = rt, text, "{{greet name}} {{this.quoted name}}");
        rt::Template::render(&line).unwrap_or_else(|error| error.to_string())
    }

    pub(super) fn helpers() -> rt::Helpers {
        rt::helpers![crate = rt, greet, size = str::len]
    }
}

#[test]
fn every_macro_takes_the_path_of_the_crate() {
    let teams = [user::Team { name: "Owls", size: 3 }];
    let page = user::Page { teams: &teams, status: user::Status::Ready, style: user::style() };
    check(&page, "Hello Owls. 3 Ready X");
    check(&page.end(), "Ready X");
    check(&user::Unrolled { teams: &teams }, "Hello Owls!");
    check(&user::Unrolled { teams: &teams }.list(), "Hello Owls!");
    assert_eq!(user::line("Ann"), "Hello Ann! Ann?");
    let compiler = template_runtime::Compiler::new().helpers(user::helpers());
    let page = compiler.compile("{{greet 'a'}} {{size 'ab'}}").expect("it compiles");
    assert_eq!(page.render(&()).as_deref(), Ok("Hello a! 2"));
}

template_runtime::template! {
    struct FromEnv {
        title: &'static str,
    }
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/", "title.hbs"))
}

#[test]
fn the_name_of_a_file_may_contain_variables() {
    check(&FromEnv { title: "A & B" }, "<title>A &amp; B</title>\n");
}

mod macros;

macros::page!(FromOutside, "files/title.hbs");
macros::page_of_the_macro!(FromMacro);

#[test]
fn a_macro_of_the_user_may_include_the_file() {
    // The name of the file is written here, or in `macros/mod.rs`; the path is relative to that file.
    check(&FromOutside { title: "x" }, "<title>x</title>\n");
    check(&FromMacro { title: "x" }, "<h1>x</h1>\n");
}

/// A crate that re-exports the runtime under another name can wrap the macro, so that its users name no path.
mod framework {
    pub(crate) use template_runtime as templates;

    macro_rules! page {
        ($(#[$attribute:meta])* $vis:vis struct $($rest:tt)*) => {
            $crate::framework::templates::template! {
                #[template(crate = $crate::framework::templates)]
                $(#[$attribute])*
                $vis struct $($rest)*
            }
        };
        ($($rest:tt)*) => {
            $crate::framework::templates::template!(crate = $crate::framework::templates, $($rest)*)
        };
    }
    pub(crate) use page;
}

mod user_of_the_framework {
    use super::framework::{page, templates::Template as _};

    /// As in [`super::user`].
    #[allow(unused)]
    mod template_runtime {}

    page! {
        #[template(escape = "text")]
        pub(super) struct Line<'a> {
            pub(super) name: &'a str,
        }
        "<{{name}}>"
    }

    pub(super) fn greeting(name: &str) -> String {
        page!("Hello {{name}}!").render().unwrap_or_default()
    }
}

#[test]
fn a_framework_wraps_the_macro() {
    check(&user_of_the_framework::Line { name: "a&b" }, "<a&b>");
    assert_eq!(user_of_the_framework::greeting("Ann"), "Hello Ann!");
}
