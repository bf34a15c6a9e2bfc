//! What the macros write for deprecated types and fields does not use them as far as the lint is concerned.
#![deny(deprecated)]

use template_runtime::{Data, Template as _, helper, template};

#[derive(Data, Clone, Copy)]
enum Level {
    #[deprecated]
    Old,
    New,
}

#[derive(Data)]
enum Shape {
    Circle {
        #[deprecated(note = "use `radius`")]
        size: u8,
    },
    #[deprecated]
    Square(u8),
}

#[derive(Data)]
struct Team {
    #[deprecated]
    label: String,
    #[deprecated]
    #[data(display)]
    mark: char,
    #[deprecated]
    #[data(with = half)]
    wins: u8,
}

fn half(wins: &u8) -> u8 {
    wins / 2
}

#[derive(Data)]
#[deprecated]
struct Pair<T>(T, T);

template! {
    struct Badge<'a> {
        #[deprecated]
        text: &'a str,
        #[deprecated]
        #[default]
        level: u8,
    }

    "[{{text}} {{level}}]"
}

template! {
    #[deprecated]
    struct Page<'a> {
        team: &'a Team,
        level: Level,
        shape: Shape,
    }

    "{{> Badge text=team.label}}{{#fragment rest}}{{team.mark}}{{team.wins}} {{level}} {{shape.size}}{{shape.[0]}}{{/fragment}}"
}

template! {
    #[template(unroll)]
    #[allow(deprecated)]
    struct Unrolled<'a> {
        team: &'a Team,
        pair: Pair<u8>,
    }

    "{{> Badge text=team.label}}{{team.mark}}{{team.wins}} {{pair.1}}"
}

#[helper]
fn name_of(level: Level) -> &'static str {
    if matches!(level, Level::New) { "new" } else { "old" }
}

#[test]
#[allow(deprecated, reason = "the test constructs what is deprecated")]
fn deprecated_types_and_fields_are_read() {
    let team = Team { label: "Owls".into(), mark: '!', wins: 6 };
    let page = Page { team: &team, level: Level::Old, shape: Shape::Circle { size: 4 } };
    assert_eq!(page.render().unwrap(), "[Owls 0]!3 Old 4");
    let page = Page { team: &team, level: Level::New, shape: Shape::Square(9) };
    assert_eq!(page.rest().render().unwrap(), "!3 New 9");
    let page = Unrolled { team: &team, pair: Pair(1, 2) };
    assert_eq!(page.render().unwrap(), "[Owls 0]!3 2");
    let level = Level::New;
    assert_eq!(template!("{{name_of level}}").render().unwrap(), "new");
}
