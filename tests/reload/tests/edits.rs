//! Each render shows the files as they are.

mod support;

use reload::{
    Around, Broken, Caller, Generic, Inline, List, Mail, Narrow, Optional, Page, Parts, Plain, Row,
    Unrolled, de, en,
};
use std::{
    collections::BTreeMap,
    fs,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::{Duration, Instant},
};
use support::{Edited, folder};
use template_runtime::{ErrorKind, Template, template};

#[track_caller]
fn check(template: &dyn Template, expected: &str) {
    assert_eq!(template.render().expect("it renders"), expected);
    // In chunks, in the memory of another program.
    let mut memory = template_runtime::AnyChunkMemory::new();
    let (mut chunks, mut buffer, mut joined) =
        (template.chunks_in(&mut memory), [0; 7], String::new());
    while let Some(chunk) = chunks.next(&mut buffer).expect("it renders") {
        joined.push_str(chunk);
    }
    assert_eq!(joined, expected);
}

/// Checks that a page shows a message, which contains `parts`.
#[track_caller]
fn check_message(template: &impl Template, parts: &[&str]) {
    let page = template.render().expect("it renders");
    assert!(page.starts_with("<pre role=\"alert\""), "{page}");
    for part in parts {
        assert!(page.contains(part), "no {part:?} in {page}");
    }
}

fn page<'a>(rows: &'a [Row<'a>]) -> Page<'a> {
    Page {
        title: "T & U",
        rows,
        first: rows.first(),
        by_name: BTreeMap::from([("x".to_owned(), 1), ("y".to_owned(), 2)]),
        is_new: true,
        size: (3, -4),
        inner: Box::new(Inline { name: "in", count: 7 }),
    }
}

#[test]
fn a_page_shows_what_its_text_did_not_read() {
    let file = Edited::file("page.hbs");
    let mut rows = [Row::new("a"), Row::new("b")];
    rows[1].price = Some(1.5);
    let top = Row::new("top");
    rows[1].above = Some(&top);
    let page = page(&rows);
    check(&page, "<h1>T &amp; U</h1>\n");
    for (text, expected) in [
        ("{{title}}", "T &amp; U"),
        ("{{#if is_new}}new{{else}}old{{/if}}", "new"),
        ("{{#each rows}}{{@index}}{{name}}{{#each tags}}{{this}}{{/each}};{{/each}}", "0aab;1bab;"),
        ("{{first.name}} {{first.price}} {{rows.1.price}}", "a  1.5"),
        (
            "{{#each rows as |r|}}{{#with r.above as |up|}}{{up.name}}{{else}}-{{/with}}{{/each}}",
            "-top",
        ),
        ("{{size.0}} {{size.1}} {{rows.length}}", "3 -4 2"),
        ("{{#each by_name}}{{@key}}={{this}} {{/each}}{{by_name.y}}", "x=1 y=2 2"),
        ("{{inner}}{{inner.count}}", "<p>in</p>7"),
        (
            "<a href=\"/{{title}}\">{{#let (concat title \"!\") as |t|}}{{t}}{{/let}}</a>",
            "<a href=\"/T%20&amp;%20U\">T &amp; U!</a>",
        ),
        ("{{#each (array 1 2)}}{{this}}{{/each}}{{#if (gt rows.length 1)}}many{{/if}}", "12many"),
        ("{{#*inline \"x\"}}<b>{{y}}</b>{{/inline}}{{> x y=title}}", "<b>T &amp; U</b>"),
        ("", ""),
    ] {
        file.write(text);
        check(&page, expected);
    }
    file.restore();
    check(&page, "<h1>T &amp; U</h1>\n");
}

#[test]
fn partials_are_read_again() {
    let file = Edited::file("row.hbs");
    let rows = [Row::new("a"), Row::new("b")];
    let list = List { rows: &rows };
    check(&list, "<li>-a\n<li>-b\n\n");
    file.write("<li>{{name}}{{mark}}{{@index}}\n");
    check(&list, "<li>a-0\n<li>b-1\n\n");
    file.write("<li>{{nmae}}\n");
    check_message(
        &list,
        &["row.hbs:1:7: ", "no field `nmae`", "did you mean `name`?", "included at "],
    );
    file.delete();
    check_message(&list, &["there is no partial", "row.hbs"]);
    file.restore();
    check(&list, "<li>-a\n<li>-b\n\n");
}

#[test]
fn callers_of_a_component_show_its_new_text() {
    let file = Edited::file("card.hbs");
    let rows = [Row::new("a"), Row::new("b")];
    let caller = Caller { rows: &rows };
    check(&caller, "<b>a</b><b>b</b>\n");
    file.write("<h{{level}}>{{label}}</h{{level}}>");
    let refused = caller.render().expect("it renders");
    assert!(
        refused.contains("role=\"alert\""),
        "a tag cannot have a name that is a value: {refused}"
    );
    file.write("<i data-level=\"{{level}}\">{{label}}{{#if level}}!{{/if}}</i>");
    check(&caller, "<i data-level=\"2\">a!</i><i data-level=\"2\">b!</i>\n");
    drop(file);

    let file = Edited::file("caller.hbs");
    file.write("{{> Card label=\"x\" level=7}}{{#each rows}}{{> Card label=name}}{{/each}}");
    check(&caller, "<b>x</b><b>a</b><b>b</b>");
    file.write("{{> Card lable=\"x\"}}");
    check_message(&caller, &["caller.hbs:1:10: ", "`lable`", "`label`"]);
    file.write("{{> Boxed}}");
    check_message(&caller, &["called no component `Boxed`", "rebuild the program"]);
}

#[test]
fn slots_are_those_that_were_built() {
    let file = Edited::file("boxed.hbs");
    check(&Around {}, "<section>[T]</section>\n");
    file.write("<article>{{yield title}}{{title}}</article>");
    check(&Around {}, "<article>[T]T</article>\n");
    file.write("<article>{{yield 1}}</article>");
    let page = Around {}.render().expect("it renders");
    assert!(page.contains("role=\"alert\"") && page.contains("rebuild the program"), "{page}");
    drop(file);

    let file = Edited::file("around.hbs");
    file.write("{{#> Boxed title=\"U\" as |t|}}<b>{{t}}{{t.length}}</b>{{/Boxed}}");
    check(&Around {}, "<section><b>U1</b></section>");
}

#[test]
fn literals_are_read_again() {
    let file = Edited::file("literals.rs");
    let (inline, plain) = (Inline { name: "a", count: 2 }, Plain { name: "b" });
    check(&inline, "<p>a</p>");
    check(&plain, "<p>\nb\n</p>");
    file.replace("<p>{{name}}</p>", "\n\n<i>{{name}}{{count}}</i>");
    check(&inline, "\n\n<i>a2</i>");
    check(&plain, "<p>\nb\n</p>");
    file.replace("<p>\\n{{name}}\\n</p>", "<p>\\t{{nam}}</p>");
    check(&inline, "<p>a</p>");
    check_message(&plain, &["literals.rs:17:13: ", "no field `nam`", "did you mean `name`?"]);
    // In the middle of an edit, the last version stays.
    file.replace("<p>{{name}}</p>\"#", "<p>{{count}}</p>");
    check(&inline, "<p>a</p>");
    file.replace(
        "pub count: u32,\n    }\n\n    r#\"<p>{{name}}",
        "pub size: u32,\n    }\n\n    r#\"<p>{{size}}",
    );
    check_message(&inline, &["no field `size`", "the macro call of `Inline` has changed, too"]);
    file.restore();
    check(&inline, "<p>a</p>");
    check(&plain, "<p>\nb\n</p>");
}

#[test]
fn structs_of_the_same_name_keep_their_texts() {
    let file = Edited::file("literals.rs");
    let (en, de) = (en::Hello { name: "a" }, de::Hello { name: "a" });
    check(&en, "Hello a");
    check(&de, "Hallo a");
    let edit = |english: &str, german: &str| {
        let code = file.built.replace("Hello {{name}}", "ENGLISH");
        let code = code.replace("Hallo {{name}}", german).replace("ENGLISH", english);
        file.write(&("\n".repeat(8) + &code));
    };
    for (english, german) in [
        ("HELLO {{name}}", "HALLO {{name}}"),
        ("Hello {{name}}", "HALLO {{name}}"),
        ("Hallo {{name}}", "Hello {{name}}"),
        ("Hallo {{name}}", "Hallo {{name}}"),
    ] {
        edit(english, german);
        check(&en, &english.replace("{{name}}", "a"));
        check(&de, &german.replace("{{name}}", "a"));
    }
    // The call of one has changed.
    file.replace(
        "pub struct Hello<'a> { pub name: &'a str }\n\n        \"Hello",
        "pub struct Hello<'a> { name: &'a str }\n\n        \"Hi",
    );
    check(&en, "Hi a");
    check(&de, "Hallo a");
    // One is gone: which one is left is not certain.
    file.replace(
        "pub struct Hello<'a> { pub name: &'a str }\n\n        \"Hallo",
        "struct Bye; \"Bye",
    );
    check(&en, "Hi a");
    check(&de, "Hallo a");
}

#[test]
fn a_text_that_cannot_be_read_keeps_its_last_version() {
    let file = Edited::file("list.hbs");
    let row = file.and("row.hbs");
    let rows = [Row::new("a")];
    let list = List { rows: &rows };
    check(&list, "<li>-a\n\n");
    file.write("{{#each rows}}{{> row mark=\"*\"}}{{/each}}");
    check(&list, "<li>*a\n");
    file.delete();
    check(&list, "<li>*a\n");
    // Its partial is still read.
    row.write("<li>{{name}}{{mark}}\n");
    check(&list, "<li>a*\n");
    fs::create_dir(folder().join("list.hbs")).expect("there is no such file");
    check(&list, "<li>a*\n");
    fs::remove_dir(folder().join("list.hbs")).expect("it is empty");
    file.restore();
    check(&list, "<li>a-\n\n");
}

#[test]
fn a_partial_that_did_not_exist_is_noticed() {
    let file = Edited::file("optional.hbs");
    let (page, frame) = (Optional { name: "a" }, folder().join("frame.hbs"));
    let _ = fs::remove_file(&frame);
    check(&page, "default a\n");
    fs::write(&frame, "[{{> @partial-block}}]").expect("it can be written");
    check(&page, "[default a]\n");
    fs::remove_file(&frame).expect("it exists");
    check(&page, "default a\n");
    drop(file);
}

#[test]
fn errors_stand_in_the_page() {
    let file = Edited::file("broken.hbs");
    let page = Broken { name: "a" };
    check(&page, "<p>a</p>\n");
    file.write("<p>{{#if name}}</p>");
    check_message(&page, &["broken.hbs:1:4: ", "{{#if name}}&lt;/p&gt;"]);
    file.write("<p>{{loud name}} {{louder name}}</p>");
    check_message(
        &page,
        &["broken.hbs:1:20: ", "called no helper `louder`", "did you mean `loud`?"],
    );
    // The macro call has bound it.
    file.write("<p>{{loud name}}{{quiet \"B\"}}</p>");
    check(&page, "<p>Ab</p>");
    file.write("<p>{{uppercase name}} {{truncate \"long text\" 6}}</p>");
    check(&page, "<p>A long …</p>");
    file.write("<script>var a = '{{name}}{{{name}}}';</script>");
    check_message(&page, &["broken.hbs:1:29: ", "unescaped"]);
    file.restore();
    check(&page, "<p>a</p>\n");
}

#[test]
fn errors_in_a_text_are_errors_of_the_render() {
    let file = Edited::file("mail.hbs");
    let mail = Mail { name: "<a>" };
    check(&mail, "Hello <a>!\n");
    file.write("Hello {{nam}}!");
    let error = mail.render().expect_err("there is no such field");
    assert!(matches!(error.kind(), ErrorKind::DoesNotCompile(_)), "{error:?}");
    assert!(error.file().is_some_and(|name| name.ends_with("mail.hbs")), "{error:?}");
    assert_eq!((error.line(), error.column()), (Some(1), Some(9)));
    let error = error.to_string();
    let (file_name, message) = error.split_once(":1:9: ").expect("it has the place once");
    assert!(file_name.ends_with("mail.hbs") && !file_name.contains("line"), "{error}");
    assert!(message.starts_with("no field `nam`"), "{error}");
    assert!(
        message.contains("Hello {{nam}}!") && message.contains("did you mean `name`?"),
        "{error}"
    );
    assert!(!message.contains("1:9"), "{error}");
    file.write("Dear {{name}},");
    check(&mail, "Dear <a>,");
}

#[test]
fn a_page_with_an_error_that_does_not_fit_is_that_error() {
    // The other tests edit other files.
    let file = Edited::file("narrow.hbs");
    let (page, mut buffer) = (Narrow { name: "a" }, [0; 64]);
    assert_eq!(page.render_into(&mut buffer), Ok("<p>a</p>\n"));
    file.write("<p>{{nam}}</p>");
    let around = (&page, template!("."));
    let shown = page.render().expect("the message stands in the page");
    assert_eq!(page.measure(), Ok(shown.len()));
    let templates: [&dyn Template; 2] = [&page, &around];
    for template in templates {
        let error = template.render_into(&mut buffer).expect_err("the message is long");
        assert!(matches!(error.kind(), ErrorKind::DoesNotCompile(_)), "{error:?}");
        assert_eq!((error.line(), error.column()), (Some(1), Some(6)));
        assert!(error.to_string().contains("narrow.hbs:1:6: no field `nam`"), "{error}");
    }
    let mut long = [0; 2048];
    assert_eq!(page.render_into(&mut long), Ok(shown.as_str()));
    // The page that is too long now has no error.
    file.write(&format!("<p>{{{{name}}}}</p>{}", "long".repeat(20)));
    let error = page.render_into(&mut buffer).expect_err("it is long");
    assert!(matches!(error.kind(), ErrorKind::OutputFull { needed: 88 }), "{error:?}");
}

#[test]
fn fragments_are_read_again() {
    let file = Edited::file("parts.hbs");
    let rows = [Row::new("a"), Row::new("b")];
    let parts = Parts { rows: &rows };
    check(&parts.items(), "<li>a<li>b");
    file.replace("<li>{{name}}", "<li class=\"row\">{{name}}{{@index}}");
    check(&parts.items(), "<li class=\"row\">a0<li class=\"row\">b1");
    check(&parts, "<ul><li class=\"row\">a0<li class=\"row\">b1</ul>\n");
    file.write("<ul></ul>{{#fragment others}}{{/fragment}}");
    check(&parts, "<ul></ul>");
    check_message(&parts.items(), &["there is no fragment `items`"]);
}

#[test]
fn unrolled_templates_are_read_again() {
    let file = Edited::file("unrolled.hbs");
    let rows = [Row::new("a")];
    let page = Unrolled { name: "n", rows: &rows };
    check(&page, "<i>n</i>\n");
    file.write("{{#each rows}}{{name}}{{../name}}{{/each}}");
    check(&page, "an");
    file.restore();
    check(&page, "<i>n</i>\n");
}

#[test]
fn generic_templates_are_linked_to_each_type() {
    let file = Edited::file("generic.hbs");
    let (number, row) =
        (Generic { value: 1.5, other: 1 }, Generic { value: Row::new("a"), other: 2 });
    check(&number, "<u>1</u>\n");
    check(&row, "<u>2</u>\n");
    file.write("{{value}}{{other}}");
    check(&number, "1.51");
    check_message(&row, &["generic.hbs:1:3: ", "cannot print"]);
    file.write("{{value.name}}{{other}}");
    check(&row, "a2");
    check_message(&number, &["generic.hbs:1:"]);
}

#[test]
fn templates_inside_of_others_are_read_again() {
    let file = Edited::file("mail.hbs");
    let outer = template!("[{{mail}}]", mail = Mail { name: "a" });
    check(&outer, "[Hello a!\n]");
    file.write("Dear {{name}}");
    check(&outer, "[Dear a]");
    let boxed: Vec<Box<dyn Template>> = vec![Box::new(Mail { name: "b" })];
    check(&boxed[0], "Dear b");
    assert_eq!(Mail { name: "c" }.into_chunks().next(&mut [0; 20]), Ok(Some("Dear c")));
}

#[test]
fn threads_render_while_a_file_is_edited() {
    let file = Edited::file("list.hbs");
    let rows = [Row::new("a"), Row::new("b")];
    let (is_over, edited) = (AtomicBool::new(false), AtomicBool::new(false));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !is_over.load(Ordering::Relaxed) {
                    let page = List { rows: &rows }.render().expect("it renders");
                    // A file may be read before all of it is written.
                    let is_known =
                        ["<li>-a\n<li>-b\n\n", "<li>+a\n<li>+b\n\n", ""].contains(&page.as_str());
                    assert!(is_known, "{page:?}");
                    edited.fetch_or(page.contains('+'), Ordering::Relaxed);
                }
            });
        }
        for _ in 0..5 {
            file.replace("mark=\"-\"", "mark=\"+\"");
            file.restore();
        }
        file.replace("mark=\"-\"", "mark=\"+\"");
        thread::sleep(Duration::from_millis(100));
        is_over.store(true, Ordering::Relaxed);
    });
    assert!(edited.load(Ordering::Relaxed));
}

#[test]
fn a_page_of_20_kilobytes_is_read_again_at_once() {
    let file = Edited::file("page.hbs");
    let rows = [Row::new("a"), Row::new("b")];
    let page = page(&rows);
    // A tag for each 40 bytes, as in the templates of the examples.
    let part = "<section class=\"part\" aria-label=\"{{title}}\">\n\
        <h2 class=\"heading\">{{title}}</h2>\n\
        {{#if is_new}}<p class=\"note\">It is <strong>new</strong> since yesterday.</p>{{/if}}\n\
        <ul class=\"rows\">\n{{#each rows}}<li class=\"row\"><a href=\"/rows/{{name}}\">{{name}}</a>, \
        <span class=\"price\">{{price}} each</span></li>\n{{/each}}</ul>\n</section>\n";
    let text = part.repeat(20_000 / part.len() + 1);
    let mut times: Vec<Duration> = Vec::new();
    for mark in 0..5 {
        file.write(&format!("{text}{mark}"));
        let start = Instant::now();
        let output = page.render().expect("it renders");
        times.push(start.elapsed());
        assert!(output.ends_with(&mark.to_string()), "{output}");
    }
    times.sort_unstable();
    let tags = text.matches("{{").count();
    println!("{} bytes with {tags} tags: {:?}", text.len(), times[2]);
    assert!(times[2] < Duration::from_secs(2), "{times:?}");
}
