//! Components, their content and their slots.

use super::{check, shout};
use template_runtime::{Attrs, Data, template};

#[derive(Data)]
struct User {
    name: &'static str,
    age: u8,
}

const USERS: &[User] = &[User { name: "Ann", age: 7 }, User { name: "Bob", age: 9 }];

macro_rules! pages {
    ($name:ident $options:tt) => {
        #[test]
        fn $name() {
            template! {
                #[template $options]
                #[slots(nav?, foot)]
                struct Layout<'a> {
                    #[inherit]
                    lang: &'a str,
                    title: &'a str,
                    #[default(2)]
                    level: u8,
                    note: Option<&'a str>,
                }
                "{{lang}} {{title}} {{level}}{{note}} {{#yield to='nav'}}none{{/yield}} {{yield (shout title)}} {{yield to='foot'}}"
            }
            template! {
                #[template $options]
                #[slots(col*(label))]
                struct Table<'a> {
                    users: &'a [User],
                    #[rest]
                    rest: Attrs<'a>,
                }
                "<p{{attributes rest class='t'}}>{{#each (slots 'col') as |c|}}{{c.label}} {{/each}}{{#each users as |u i|}}{{#each (slots 'col') as |c|}}{{yield u i to=c}} {{/each}}{{/each}}"
            }
            template! {
                #[template $options]
                struct Down {
                    n: u8,
                }
                "{{n}}{{#if n}}{{#> Down n=(less n)}}{{/Down}}{{/if}}"
            }
            template! {
                #[template $options]
                struct Page<'a> {
                    lang: &'a str,
                    users: &'a [User],
                }
                "{{#> Layout title=(shout 'home') as |t|}}{{t}}{{#let (concat lang t) as |both|}}{{shout both}}{{/let}}{{#slot 'foot'}}{{users.length}}{{/slot}}{{/Layout}};\
                 {{#> Table users=users id='x'}}{{#slot 'col' label='Name' as |u i|}}{{i}}{{u.name}}{{/slot}}{{#slot 'col' label=(shout 'age') as |u|}}{{u.age}}{{lang}}{{/slot}}{{/Table}};\
                 {{> Down n=3}}"
            }
            check(
                &Page { lang: "en", users: USERS },
                "en HOME 2 none HOMEENHOME 2;<p id=\"x\" class=\"t\">Name AGE 0Ann 7en 1Bob 9en ;3210",
            );
        }
    };
}

fn less(n: u8) -> u8 {
    n.saturating_sub(1)
}

pages!(interpreted(unroll = false));
pages!(unrolled(unroll));
