use template_runtime::{template, Data, Template};

#[derive(Data)]
struct Team { name: String, score: u8 }

fn shout(s: &str) -> String { s.to_uppercase() }

template! {
    /// The league table of one year.
    pub struct Standings<'a> {
        pub year: u16,
        pub teams: &'a [Team],
    }

    r#"<h1>CSL {{year}}</h1>
    <ul>
      {{#each teams as |team|}}
        <li class="{{if @first "champion"}}">{{shout team.name}}: {{team.score}}</li>
      {{else}}
        <li>No teams</li>
      {{/each}}
    </ul>"#
}

#[test]
fn smoke() {
    let teams = [Team { name: "A & B".into(), score: 3 }, Team { name: "C".into(), score: 4 }];
    let page = Standings { year: 2015, teams: &teams };
    println!("{}", Standings::PROGRAM);
    println!("{}", page.render().unwrap());
    let name = "x";
    println!("{}", template!("Hello {{shout (shout name)}}!").render().unwrap());
}
