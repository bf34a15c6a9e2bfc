//! Pointers to data are read like the data.

use std::{borrow::Cow, rc::Rc, sync::Arc};
use template_runtime::Data;
use template_tests::renders;

#[derive(Data, Clone)]
struct Point {
    x: u8,
}

#[test]
fn texts() {
    let s = "<s>";
    renders!("{{x}}", { x = s }, "&lt;s&gt;");
    renders!("{{x}}", { x = &&s }, "&lt;s&gt;");
    renders!("{{x}}", { x = String::from(s) }, "&lt;s&gt;");
    renders!("{{x}}", { x = &String::from(s) }, "&lt;s&gt;");
    renders!("{{x}}", { x = Box::<str>::from(s) }, "&lt;s&gt;");
    renders!("{{x}}", { x = Rc::<str>::from(s) }, "&lt;s&gt;");
    renders!("{{x}}", { x = Arc::<str>::from(s) }, "&lt;s&gt;");
    renders!("{{x}}{{y}}", { x = Cow::Borrowed(s), y = Cow::<str>::Owned(s.into()) }, "&lt;s&gt;&lt;s&gt;");
    renders!("{{x}}{{{x}}}", { x = '<' }, "&lt;<");
    renders!("{{x}}", { x = 'é' }, "é");
}

#[test]
fn objects() {
    let mut p = Point { x: 1 };
    renders!("{{p.x}}", "1");
    renders!("{{p.x}}", { p = &p }, "1");
    renders!("{{p.x}}", { p = &mut p }, "1");
    renders!("{{p.x}}", { p = Box::new(p.clone()) }, "1");
    renders!("{{p.x}}", { p = Rc::new(p.clone()) }, "1");
    renders!("{{p.x}}", { p = Arc::new(p.clone()) }, "1");
    renders!("{{p.x}}{{q.x}}", { p = Cow::Borrowed(&p), q = Cow::<Point>::Owned(p.clone()) }, "11");
    renders!("{{p.x}}", { p = Some(Box::new(&p)) }, "1");
    renders!("[{{p.x}}]", { p = None::<Rc<Point>> }, "[]");
}

#[test]
fn bools_and_units_of_text() {
    renders!("{{a}} {{b}} [{{c}}] {{d}}", { a = true, b = Box::new(false), c = None::<bool>, d = Some(Some(true)) }, "true false [] true");
}

#[test]
fn tuples() {
    renders!("{{t.0}}", { t = ("a",) }, "a");
    renders!(
        "{{t.0}}{{t.1}}{{t.2}}{{t.3}}{{t.4}}{{t.5}}{{t.6}}{{t.7}}",
        { t = (1, "b", 'c', 4.5, true, Some(6), Point { x: 7 }.x, 8_i128) },
        "1bc4.5true678"
    );
    renders!(
        "{{#each list}}{{this.0}}={{this.1}} {{/each}}",
        { list = [("a", 1), ("b", 2)] },
        "a=1 b=2 "
    );
    renders!("{{#each list as |pair|}}{{pair.1.0}}{{/each}}", { list = [("a", (1,))] }, "1");
}
