use super::*;

/// Returns the warnings about tags, which stand one after another.
fn warnings(tags: &str) -> Vec<String> {
    let mut elements = Elements::default();
    let mut found = Vec::new();
    for (at, tag) in tags.split_whitespace().enumerate() {
        let name = tag.trim_start_matches('/');
        let read = TagRead {
            name: name.trim_end_matches('/').to_owned(),
            is_end: tag.starts_with('/'),
            is_self_closing: name.ends_with('/'),
        };
        let position = Position { span: Span::new(at, at + 1), ..Position::default() };
        elements.read(&read, position, &mut |warning| found.push(warning.message));
    }
    elements.warn_about_open(None, &mut |warning| found.push(warning.message));
    found
}

#[test]
fn matching_tags() {
    for tags in [
        "",
        "div /div",
        "div p div /div /div",
        "ul li li /ul",
        "p p ul li p /ul",
        "br",
        "table tr td td tr td /table",
        "table caption tr td p td tr /table",
        "html head title /title body p",
        "html head title /title p /html",
        "dl dt dd dt dd /dl",
        "title /title /head p /body /html",
        "select option option /select",
        "a /a a /a",
        "div a /a /div",
        "svg path/ g /g foreignobject br div p /div /foreignobject /svg",
        "math mi b /b /mi mspace/ /math",
        "table tr td table tr td /table /table",
        "p button p /button /p",
        "ul li ul li /ul li /ul",
    ] {
        assert!(warnings(tags).is_empty(), "{tags}: {:?}", warnings(tags));
    }
}

#[test]
fn tags_that_do_not_match() {
    for (tags, expected) in [
        ("div", "`<div>` is not closed"),
        ("/div", "`</div>` closes nothing"),
        ("div b /div", "`<b>` is not closed before `</div>`"),
        ("p div /div /p", "`</p>` closes nothing: the `<div>` has ended the paragraph"),
        ("p b div /div /b /p", "`<div>` ends the paragraph around it, in which `<b>` is open"),
        ("a a /a /a", "this `<a>` is inside of another, and ends it"),
        ("br /br", "`<br>` has no end tag"),
        ("ul li b li /ul", "`<b>` is not closed before `<li>`"),
        ("table tr td div td /table", "`<div>` is not closed before `<td>`"),
        ("table tr td /div /table", "`</div>` closes nothing"),
        ("div table tr td /td /div", "`<table>` is not closed before `</div>`"),
        ("span p /span", "`<p>` is not closed before `</span>`"),
        ("h1 /h2", "`</h2>` closes `<h1>`"),
        ("h1 h2 /h2", "`<h1>` is not closed before `<h2>`"),
        ("svg g p", "`<g>` is not closed before `<p>`"),
        ("head title /title p /head", "`</head>` closes nothing"),
        ("div/", "`<div>` is not closed"),
        (
            "svg foreignobject div/ /foreignobject /svg",
            "`<div>` is not closed before `</foreignobject>`",
        ),
    ] {
        let warnings = warnings(tags);
        assert_eq!(warnings.first().map(String::as_str), Some(expected), "{tags}: {warnings:?}");
        assert!(warnings.len() == 1 || tags == "svg g p", "{tags}: {warnings:?}");
    }
}
