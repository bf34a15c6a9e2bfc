//! Tuples of templates.

use std::fmt::{self, Display};
use template_runtime::{ErrorKind, Escaper, Template, template};
use template_tests::{check, fails};

/// Implements `Display` for a tuple of templates, which has none of its own.
struct Shown<T>(T);

impl<T: Template> Display for Shown<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.render_to(f).map_err(|_| fmt::Error)
    }
}

/// Checks every method of a tuple, which must print the same as its parts.
fn check_tuple(parts: &impl Template, expected: &str) {
    assert_eq!(parts.render().as_deref(), Ok(expected));
    let mut buffer = vec![0; expected.len()];
    assert_eq!(parts.render_into(&mut buffer), Ok(expected));
    let full = Err(ErrorKind::OutputFull { needed: expected.len() }.into());
    assert_eq!(parts.render_into(&mut buffer[1..]), full);
    let mut bytes = Vec::new();
    parts.write_to(&mut bytes).expect("writing to a Vec never fails");
    assert_eq!(String::from_utf8(bytes).as_deref(), Ok(expected));
    assert_eq!(Shown(parts).to_string(), expected);
    assert_eq!(parts.program().op_count(), 0);
    let parts: &dyn Template = parts;
    assert_eq!(parts.render().as_deref(), Ok(expected));
}

template! {
    struct Page<'a> {
        text: &'a str,
    }
    "{{text}}{{#fragment bold}}<b>{{text}}</b>{{/fragment}}"
}

template! {
    #[template(unroll)]
    struct Unrolled<'a> {
        text: &'a str,
    }
    "({{text}})"
}

template! {
    #[template(text)]
    struct Plain<'a> {
        text: &'a str,
    }
    "{{text}}"
}

#[test]
fn parts_are_rendered_one_after_the_other() {
    let (page, unrolled) = (Page { text: "<" }, Unrolled { text: "u" });
    check_tuple(&(&page, &unrolled), "&lt;<b>&lt;</b>(u)");
    check_tuple(&(page.bold(), page.bold(), &unrolled), "<b>&lt;</b><b>&lt;</b>(u)");
    let dynamic: (Box<dyn Template>, &dyn Template, Plain<'_>, (&Page<'_>, &Unrolled<'_>)) =
        (Box::new(Unrolled { text: "a" }), &unrolled, Plain { text: "<" }, (&page, &unrolled));
    check_tuple(&dynamic, "(a)(u)<&lt;<b>&lt;</b>(u)");
    let part = |text| Unrolled { text };
    check_tuple(&(part("1"), part("2"), part("3"), part("4"), part("5")), "(1)(2)(3)(4)(5)");
    let six = (part("1"), part("2"), part("3"), part("4"), part("5"), part("6"));
    check_tuple(&six, "(1)(2)(3)(4)(5)(6)");
    let (a, b, c, d, e, f) = six;
    check_tuple(&(&a, &b, &c, &d, &e, &f, part("7")), "(1)(2)(3)(4)(5)(6)(7)");
    check_tuple(&(&a, &b, &c, &d, &e, &f, part("7"), part("8")), "(1)(2)(3)(4)(5)(6)(7)(8)");
}

template! {
    struct Layout<T: Template> {
        body: T,
    }
    "[{{body}}{{{body}}}]"
}

struct Doubled;

impl Escaper for Doubled {
    fn escape(text: &str, out: &mut dyn fmt::Write) -> fmt::Result {
        out.write_str(&text.replace('<', "<<"))
    }
}

template! {
    #[template(escape = Doubled)]
    struct Custom<T: Template> {
        body: T,
    }
    "[{{body}}]"
}

template! {
    #[template(text)]
    struct Text<'a> {
        body: &'a dyn Template,
    }
    "[{{body}}]"
}

#[test]
fn a_tuple_in_another_template_is_escaped_unless_all_parts_are() {
    let (page, plain) = (Page { text: "&" }, Plain { text: "<" });
    let bold = "<b>&amp;</b>";
    check(&Layout { body: (page.bold(), page.bold()) }, &format!("[{bold}{bold}{bold}{bold}]"));
    let escaped = "&lt;b&gt;&amp;amp;&lt;/b&gt;&lt;";
    check(&Layout { body: (page.bold(), &plain) }, &format!("[{escaped}{bold}<]"));
    let nested = (&plain, (&plain, page.bold()));
    check(&Layout { body: nested }, &format!("[&lt;&lt;&lt;b&gt;&amp;amp;&lt;/b&gt;<<{bold}]"));
    check(&Custom { body: (&plain, page.bold()) }, "[<<<<b>&amp;<</b>]");
    check(&Text { body: &(&plain, page.bold()) }, &format!("[<{bold}]"));
}

#[test]
fn an_error_of_a_part_ends_the_output() {
    let failing = template!("{{f 1}}", fn f = |_: u8| Err::<u8, _>("no"));
    let page = Page { text: "a" };
    let parts = (page.bold(), &failing, &page);
    let error = failing.render().expect_err("the helper fails");
    assert_eq!(parts.render(), Err(error.clone()));
    let mut written = String::new();
    assert_eq!(parts.render_to(&mut written), Err(error.clone()));
    assert_eq!(parts.render_into(&mut [0; 64]), Err(error.clone()));
    assert_eq!(fails(&Layout { body: parts }).kind(), error.kind());
}
