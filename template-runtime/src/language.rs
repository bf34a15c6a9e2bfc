//! Describes the language of templates: Handlebars, with what Glimmer adds and Rust's types can
//! carry.
//!
//! A template is text with tags between `{{` and `}}`. [`template!`](crate::template) compiles it
//! while the crate is built: names, kinds and helpers are checked then. The examples on this page use
//! its short form, in which names are local variables, as in `format!`:
//!
//! ```
//! use template_runtime::{Template, template};
//!
//! let name = "World";
//! assert_eq!(template!("Hello {{name}}!").render()?, "Hello World!");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Text
//!
//! Text prints as it stands. A single brace means nothing. `\{{` prints braces; it lasts up to the next
//! tag. `\\{{` is a backslash and then a tag.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let x = 1;
//! assert_eq!(template!("{ x } \\ <b>").render()?, r"{ x } \ <b>");
//! assert_eq!(template!(r"\{{x}} {{x}}").render()?, "{{x}} 1");
//! assert_eq!(template!(r"\\{{x}}").render()?, r"\1");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Mustaches
//!
//! `{{value}}` prints a value with the characters `& < > " '` escaped as
//! `&amp; &lt; &gt; &quot; &#x27;`. `{{{value}}}` and `{{&value}}` print it as it is. A value of type
//! [`SafeHtml`](crate::SafeHtml) is never escaped.
//!
//! ```
//! # use template_runtime::{Template, template};
//! use template_runtime::SafeHtml;
//!
//! let (name, html) = ("A & B", SafeHtml("<hr>"));
//! assert_eq!(template!("{{name}}").render()?, "A &amp; B");
//! assert_eq!(template!("{{{name}}} {{&name}}").render()?, "A & B A & B");
//! assert_eq!(template!("{{html}}").render()?, "<hr>");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! White space inside of a tag means nothing, line breaks included.
//!
//! # Comments
//!
//! `{{! … }}` ends at the first `}}`, `{{!-- … --}}` at the first `--}}`.
//!
//! ```
//! # use template_runtime::{Template, template};
//! assert_eq!(template!("a{{! short }}b{{!-- with {{braces}} in it --}}c").render()?, "abc");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # White space
//!
//! A `~` on the inner side of a tag's braces strips all white space on that side, up to the next tag
//! or other text. Every tag may have it; with three braces it stands between them: `{{~{value}~}}`.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let x = 1;
//! assert_eq!(template!("a \n {{~x~}} \n b").render()?, "a1b");
//! assert_eq!(template!("a {{~#if x~}} b {{~else}} c {{~/if}} d").render()?, "ab d");
//! assert_eq!(template!("a {{~{x}}} b {{~! gone ~}} c").render()?, "a1 bc");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! A line that holds nothing but one tag of a block, an `else`, a comment or a tag of a raw block
//! vanishes as a whole, with its indentation and its line break (`\n` or `\r\n`). A line with two
//! tags or with a mustache stays.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let xs = [1, 2];
//! let list = template!(
//!     "<ul>
//!   {{! a comment }}
//!   {{#each xs}}
//!   <li>{{this}}
//!   {{else}}
//!   <li>none
//!   {{/each}}
//! </ul>"
//! );
//! assert_eq!(list.render()?, "<ul>\n  <li>1\n  <li>2\n</ul>");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Raw blocks
//!
//! What stands between `{{{{raw}}}}` and `{{{{/raw}}}}` is text, braces and all. Raw blocks inside of
//! it are counted, and are text too.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let raw = template!("{{{{raw}}}}{{name}} {{#if}}{{{{/raw}}}}");
//! assert_eq!(raw.render()?, "{{name}} {{#if}}");
//! let raw = template!("{{{{raw}}}} {{{{raw}}}} {{x}} {{{{/raw}}}} {{{{/raw}}}}");
//! assert_eq!(raw.render()?, " {{{{raw}}}} {{x}} {{{{/raw}}}} ");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Paths
//!
//! Names are looked up in the *context*: the template's own data at first, and what `each`, `with` or
//! a section has put in its place.
//!
//! | path | is |
//! |---|---|
//! | `name` | the innermost [block param](#block-params) of that name, or else a field of the context |
//! | `this`, `.` | the context |
//! | `this.name`, `this/name`, `./name` | a field of the context, whatever block params there are |
//! | `a.b.c`, `a/b/c` | fields of fields |
//! | `a.[odd key]` | a field whose name is no plain one; `\]` is a bracket in it |
//! | `list.0`, `list.[0]` | an item; null if the list is shorter |
//! | `map.key` | an entry; null if there is none |
//! | `tuple.0`, `value.Variant` | a field of a tuple; whether an enum is that variant: its fields or `true`, else null |
//! | `..`, `../name`, `../../name` | the context around, and its fields |
//! | `@root`, `@root.name` | the template's own data, from any depth |
//! | `@name` | the same as `@root.name` |
//! | `@index`, `@key`, `@first`, `@last` | [loop variables](#loop-variables) |
//! | `@../index` | that of the loop around |
//!
//! A plain name is made of letters, digits, `_`, `-`, `$`, `?` and anything that is not ASCII. A name
//! that a type does not have is a compile error; so is a `../` that leads out of the template.
//!
//! ```
//! # use template_runtime::{Template, template};
//! use std::collections::BTreeMap;
//! use template_runtime::Data;
//!
//! #[derive(Data)]
//! struct Team {
//!     name: &'static str,
//!     #[data(rename = "odd key")]
//!     odd: u8,
//! }
//!
//! let team = Team { name: "Owls", odd: 1 };
//! assert_eq!(template!("{{team.name}} {{team/name}} {{this.team.name}}").render()?, "Owls Owls Owls");
//! assert_eq!(template!("{{./team.name}} {{team.[odd key]}}").render()?, "Owls 1");
//!
//! let (list, pair) = (["a", "b"], (1, "two"));
//! let map = BTreeMap::from([("x", 1), ("odd key", 2)]);
//! assert_eq!(template!("{{list.0}}{{list.[1]}}{{list.7}} {{pair.1}}").render()?, "ab two");
//! assert_eq!(template!("{{map.x}} {{map.[odd key]}} [{{map.none}}]").render()?, "1 2 []");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! `each`, `each-in`, `with` and sections are each one level for `../`; `if`, `unless`, `let` and
//! `{{^…}}` are none.
//!
//! ```
//! # use template_runtime::{Data, Template, template};
//! #[derive(Data)]
//! struct Team {
//!     name: &'static str,
//!     tags: Vec<&'static str>,
//! }
//!
//! let (team, year) = (Team { name: "Owls", tags: vec!["fast"] }, 2025);
//! let line = template!("{{#with team}}{{name}} {{../year}} {{#each tags}}{{this}} {{../name}} {{../../year}}{{/each}}{{/with}}");
//! assert_eq!(line.render()?, "Owls 2025 fast Owls 2025");
//! let line = template!("{{#with team}}{{#if name}}{{../year}}{{/if}} {{@root.year}} {{@year}}{{/with}}");
//! assert_eq!(line.render()?, "2025 2025 2025");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Literals
//!
//! | literal | is |
//! |---|---|
//! | `"text"`, `'text'` | text; a backslash escapes its own quote, and nothing else |
//! | `1`, `-1`, `007` | an integer (`i64`; larger ones become floats) |
//! | `1.5`, `1e3`, `-1.5e-7` | a float |
//! | `true`, `false` | a bool |
//! | `null`, `undefined` | null |
//!
//! As an argument a literal is itself. Alone in a mustache it is looked up in the context first, as in
//! Handlebars, and is itself if the context's type has no such field.
//!
//! ```
//! # use template_runtime::{Template, template};
//! assert_eq!(template!(r#"{{"text"}} {{'it\'s'}} {{"\n"}}"#).render()?, r"text it&#x27;s \n");
//! assert_eq!(template!("{{1}} {{-1}} {{1.50}} {{1e3}}").render()?, "1 -1 1.5 1000");
//! assert_eq!(template!("{{true}} {{false}} [{{null}}{{undefined}}]").render()?, "true false []");
//!
//! template! {
//!     struct Odd {
//!         #[data(rename = "odd key")]
//!         odd: u8,
//!         #[data(rename = "12")]
//!         twelve: &'static str,
//!     }
//!     r#"{{"odd key"}} {{12}} {{concat "odd key" 12}}"#
//! }
//! assert_eq!(Odd { odd: 1, twelve: "a dozen" }.render()?, "1 a dozen odd key12");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Data
//!
//! | kind | in Rust | prints | is false |
//! |---|---|---|---|
//! | null | `None`, a missing item or entry, `()` from a helper | nothing | always |
//! | bool | `bool` | `true`, `false` | `false` |
//! | integer | `i8` … `u128`, `isize`, `usize` | all its digits | 0 |
//! | float | `f32`, `f64` | as JavaScript does | 0, -0, NaN |
//! | char | `char` | itself | never |
//! | text | `str`, `String`, … | itself | `""` |
//! | HTML | [`SafeHtml`](crate::SafeHtml) | itself, not escaped | `""` |
//! | list | slices, arrays, `Vec`, `VecDeque`, `array` | compile error | when empty |
//! | map | `BTreeMap`, `HashMap`, `hash` | compile error | never |
//! | object | structs, tuples | compile error | never |
//! | enum | enums | a variant without fields its name, others an error | never |
//!
//! References, `Box`, `Rc`, `Arc` and `Cow` are what they point at, and `Option` is null or what is in
//! it. [`Data`](trait@crate::Data) lists the types; [`derive(Data)`](macro@crate::Data) adds your own.
//!
//! ```
//! # use template_runtime::{Data, Template, template};
//! #[derive(Data)]
//! enum Color {
//!     Red,
//!     Mixed { red: u8 },
//! }
//!
//! let (none, some, colors) = (None::<u8>, Some('<'), [Color::Red, Color::Mixed { red: 9 }]);
//! assert_eq!(template!("[{{none}}] {{some}}").render()?, "[] &lt;");
//! assert_eq!(template!("{{a}} {{b}} {{c}}", a = 1.0, b = 1e21, c = 0.1 + 0.2).render()?,
//!     "1 1e+21 0.30000000000000004");
//! assert_eq!(template!("{{a}} {{b}} {{c}}", a = -0.0, b = f64::NAN, c = -1.0 / 0.0).render()?,
//!     "0 NaN -Infinity");
//! assert_eq!(template!("{{n}}", n = u128::MAX).render()?, "340282366920938463463374607431768211455");
//! assert_eq!(template!("{{colors.0}} {{colors.1.red}}").render()?, "Red 9");
//! assert_eq!(template!("{{#each colors}}{{if Red 'r' 'm'}}{{red}}{{/each}}").render()?, "rm9");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! ## What is true
//!
//! `false`, null, `""`, 0, NaN and the empty list are false. All else is true, an empty map too.
//!
//! ```
//! # use template_runtime::{Template, template};
//! use std::collections::BTreeMap;
//!
//! let falses = template!(
//!     "{{if a 1 0}}{{if b 1 0}}{{if c 1 0}}{{if d 1 0}}{{if e 1 0}}{{if f 1 0}}",
//!     a = false, b = None::<u8>, c = "", d = 0, e = f64::NAN, f = [0; 0]
//! );
//! assert_eq!(falses.render()?, "000000");
//! let map = BTreeMap::<u8, u8>::new();
//! let trues = template!(
//!     "{{if a 1 0}}{{if b 1 0}}{{if c 1 0}}{{if d 1 0}}{{if e 1 0}}{{if map 1 0}}",
//!     a = true, b = Some(-1), c = "0", d = '\0', e = [0]
//! );
//! assert_eq!(trues.render()?, "111111");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! ## Dynamic data
//!
//! [`Tree`](crate::Tree) and, with feature `serde_json`, `serde_json::Value` are data whose names are
//! known only while the template runs. They can be a field, an item, or, under `#[data(transparent)]`,
//! the whole data of a template. What they do not have is null. With the option `strict` that is an
//! error, where it is printed, where another name follows it, and in `{{#name}}`; conditions may still
//! ask for it.
//!
//! ```
//! # use template_runtime::{Template, template};
//! use template_runtime::Tree;
//!
//! template! {
//!     #[data(transparent)]
//!     struct Page<'a>(Tree<'a>);
//!     "{{title}}{{#each tags}} {{this}}{{/each}}[{{missing}}]"
//! }
//!
//! let tags = [Tree::Text("a"), Tree::Int(2)];
//! let data = Tree::Map(&[("title", Tree::Text("News")), ("tags", Tree::List(&tags))]);
//! assert_eq!(Page(data).render()?, "News a 2[]");
//!
//! let strict = template!(strict, "{{#if data.missing}}{{data.missing}}{{/if}}{{data.title}}");
//! assert_eq!(strict.render()?, "News");
//! let error = template!(strict, "{{data.missing}}").render().unwrap_err();
//! assert_eq!(error.kind.to_string(), "`data.missing` is missing");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Helpers
//!
//! A name with arguments is a call: of a [keyword](#keywords), or else of a Rust function in scope, by
//! its name or its path. Parentheses make a call an argument. `{{(today)}}` calls without arguments,
//! for `{{today}}` is a field. Nothing is registered; the number and the kinds of arguments are checked
//! while the crate compiles.
//!
//! ```
//! # use template_runtime::{Template, template};
//! mod text {
//!     pub fn shout(text: &str) -> String {
//!         text.to_uppercase()
//!     }
//! }
//! use text::shout;
//!
//! fn join(a: &str, b: &str, separator: Option<&str>) -> String {
//!     format!("{a}{}{b}", separator.unwrap_or("+"))
//! }
//! fn today() -> &'static str {
//!     "Friday"
//! }
//!
//! let name = "you";
//! assert_eq!(template!("{{shout name}} {{text::shout 'a'}} {{(today)}}").render()?, "YOU A Friday");
//! assert_eq!(template!("{{join (shout name) (join 'a' 'b') '-'}}").render()?, "YOU-a+b");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! [`FromValue`](crate::FromValue) lists what a parameter can be: text, numbers, `bool`, `char`, lists,
//! maps, objects, any [`Value`](crate::Value), and `Option` of these, which need not be given at the
//! end. A helper may return the same, [`SafeHtml`](crate::SafeHtml), anything with `Display`, or a
//! `Result`, whose error ends the rendering.
//!
//! # Keywords
//!
//! Keywords are called like helpers. They cannot be redefined.
//!
//! | call | gives |
//! |---|---|
//! | `if c a b`, `if c a` | `a` if `c` is true, else `b`, or null |
//! | `unless c a b`, `unless c a` | the other way round |
//! | `and a b …` | the first value that is false, or else the last one |
//! | `or a b …` | the first value that is true, or else the last one |
//! | `not a` | a bool: whether `a` is false |
//! | `eq a b`, `ne a b` | a bool: whether both are the same number, text, bool, or null; or not |
//! | `lt a b`, `le a b`, `gt a b`, `ge a b` | a bool: the order of two numbers, or of two texts |
//! | `concat a b …` | text: the arguments, printed one behind the other |
//! | `array a b …` | a list |
//! | `hash k=a l=b …` | a map, in this order |
//! | `get a key`, `lookup a key` | what `a` has under a name or number; null if it has nothing |
//! | `log a b …` | null, and shows the values to the program |
//!
//! Nothing is evaluated that is not needed: the branch of `if` that is not taken, what stands behind the
//! value that decides `and` or `or`.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let (name, count, zero) = ("Ann", 2, 0);
//! assert_eq!(template!("{{if count 'some' 'none'}} [{{if zero 'some'}}]").render()?, "some []");
//! assert_eq!(template!("{{unless zero 'none'}}").render()?, "none");
//! assert_eq!(template!("{{and count name}} {{and zero name}}").render()?, "Ann 0");
//! assert_eq!(template!("{{or zero name}} {{or zero ''}}.").render()?, "Ann .");
//! assert_eq!(template!("{{not zero}} {{not name}}").render()?, "true false");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! Numbers compare by value, whatever their types; text by code points, a `char` as text of one
//! character. Values of different kinds are never equal and in no order. Lists, maps and objects are
//! equal to nothing, and NaN is not equal to itself.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let (n, x, name, c) = (1_u8, 1.0, "b", 'b');
//! assert_eq!(template!("{{eq n x}} {{eq name c}} {{eq n '1'}} {{ne n null}}").render()?,
//!     "true true false true");
//! assert_eq!(template!("{{lt n 1.5}} {{ge n x}} {{gt name 'a'}} {{le name 1}}").render()?,
//!     "true true true false");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! `array` and `hash` need no heap: they stand in the template's scratch memory. They can be looped
//! over, looked up and given to helpers, whose parameters are then [`List`](crate::List) and
//! [`Map`](crate::Map). `get` and `lookup` are the same; a name that is written out, as in
//! `(get a "name")`, is checked like one in a path. `concat` puts its text there too, unless it is printed at once.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let (name, key, teams) = ("Ann", "b", ["Owls", "Foxes"]);
//! assert_eq!(template!("{{concat name '-' 1.0 true null}}").render()?, "Ann-1true");
//! assert_eq!(template!("{{#each (array 1 name)}}{{this}},{{/each}}").render()?, "1,Ann,");
//! assert_eq!(template!("{{#with (hash a=1 b=name)}}{{a}} {{b}}{{/with}}").render()?, "1 Ann");
//! assert_eq!(template!("{{get (hash a=1 b=2) key}} {{lookup teams 1}}").render()?, "2 Foxes");
//! assert_eq!(template!("[{{get teams 7}}{{get (hash a=1) key}}]").render()?, "[]");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! `log` calls the function that was set with `set_log`, and prints nothing. It is
//! silent as long as none is set, and without feature `std`.
//!
//! ```
//! # use template_runtime::{Template, template};
//! use std::sync::Mutex;
//!
//! static LINES: Mutex<String> = Mutex::new(String::new());
//! template_runtime::set_log(Some(|values| *LINES.lock().unwrap() += &format!("{values:?}")));
//! assert_eq!(template!("a{{log 'seen' 1}}b").render()?, "ab");
//! assert_eq!(*LINES.lock().unwrap(), r#"["seen", 1]"#);
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Blocks
//!
//! A block begins with `{{#name …}}` and ends with `{{/name}}`. `{{else}}`, or `{{^}}`, parts it.
//!
//! ## `if` and `unless`
//!
//! ```
//! # use template_runtime::{Template, template};
//! let (yes, zero) = (true, 0);
//! assert_eq!(template!("{{#if yes}}a{{else}}b{{/if}}").render()?, "a");
//! assert_eq!(template!("{{#unless yes}}a{{^}}b{{/unless}}").render()?, "b");
//! // With `includeZero=true` the number 0 is true. `unless` and the inline forms know it too.
//! assert_eq!(template!("{{#if zero}}a{{else}}b{{/if}}").render()?, "b");
//! assert_eq!(template!("{{#if zero includeZero=true}}a{{else}}b{{/if}}").render()?, "a");
//! assert_eq!(template!("{{if zero 'a' 'b' includeZero=true}}").render()?, "a");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! ## Chains
//!
//! Behind `else` any block may begin; one closing tag ends them all.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let (a, b, xs) = (0, "", [1, 2]);
//! let chain = template!("{{#if a}}a{{else if b}}b{{else each xs as |x|}}{{x}},{{else}}c{{/if}}");
//! assert_eq!(chain.render()?, "1,2,");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! ## `each`
//!
//! `each` prints its body for each item of a list, each entry of a map in the map's order, each
//! field of an object in the order of its declaration. The item becomes the context. The `else` part
//! is printed when there are none, and for null and other false values. `key=` is accepted for the
//! sake of Glimmer's templates, and means nothing.
//!
//! ```
//! # use template_runtime::{Data, Template, template};
//! # use std::collections::BTreeMap;
//! #[derive(Data)]
//! struct Point {
//!     x: u8,
//!     y: u8,
//! }
//!
//! let (list, map, point) = (["a", "b"], BTreeMap::from([("k", 1)]), Point { x: 3, y: 4 });
//! assert_eq!(template!("{{#each list}}{{this}},{{/each}}").render()?, "a,b,");
//! assert_eq!(template!("{{#each list key='@index' as |item i|}}{{i}}{{item}}{{/each}}").render()?, "0a1b");
//! assert_eq!(template!("{{#each map as |value key|}}{{key}}={{value}}{{/each}}").render()?, "k=1");
//! assert_eq!(template!("{{#each point}}{{@key}}={{this}} {{/each}}").render()?, "x=3 y=4 ");
//! assert_eq!(template!("{{#each none}}x{{else}}none{{/each}}", none = [0; 0]).render()?, "none");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! `each-in` is the same with its block params the other way round: the key, then the value.
//!
//! ```
//! # use template_runtime::{Template, template};
//! # use std::collections::BTreeMap;
//! let map = BTreeMap::from([("a", 1), ("b", 2)]);
//! let line = template!("{{#each-in map as |key value|}}{{key}}={{value}} {{/each-in}}");
//! assert_eq!(line.render()?, "a=1 b=2 ");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! ## Loop variables
//!
//! | variable | is |
//! |---|---|
//! | `@index` | the number of the turn, from 0 |
//! | `@key` | the key of a map's entry, the name of a field, the index of a list's item |
//! | `@first`, `@last` | whether it is the first or the last turn |
//!
//! They belong to the innermost loop: an `each`, an `each-in` or a section. `@../index` is that of the
//! loop around.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let rows = [["a", "b"], ["c", "d"]];
//! let table = template!("{{#each rows}}{{#each this}}{{@../index}}{{@index}}{{this}}{{unless @last ','}}{{/each}};{{/each}}");
//! assert_eq!(table.render()?, "00a,01b;10c,11d;");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! ## `with`
//!
//! `with` makes a value the context, if it is true, and prints its `else` part if it is not.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let (pair, none) = (("a", "b"), None::<u8>);
//! assert_eq!(template!("{{#with pair}}{{this.0}}{{this.1}}{{/with}}").render()?, "ab");
//! assert_eq!(template!("{{#with pair as |p|}}{{p.0}}{{/with}}").render()?, "a");
//! assert_eq!(template!("{{#with none}}{{this}}{{else}}nothing{{/with}}").render()?, "nothing");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! ## `let`
//!
//! `let` gives names to values, as many of each, and leaves the context as it is.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let name = "you";
//! let line = template!("{{#let (concat name '!') 7 as |loud n|}}{{loud}} {{n}} {{name}}{{/let}}");
//! assert_eq!(line.render()?, "you! 7 you");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! ## Sections
//!
//! `{{#value}}…{{/value}}`, where `value` is a path and no block's name, depends on the value: over
//! a list it is a loop, as `each`; `true` leaves the context as it is; any other true value becomes
//! the context, as in `with`; a false value prints the `else` part. `{{^value}}…{{/value}}` is printed
//! when the value is false.
//!
//! ```
//! # use template_runtime::{Template, template};
//! let (list, empty, name, yes) = ([1, 2], [0; 0], "Ann", true);
//! assert_eq!(template!("{{#list}}{{@index}}{{this}} {{/list}}").render()?, "01 12 ");
//! assert_eq!(template!("{{#empty}}x{{else}}none{{/empty}}").render()?, "none");
//! assert_eq!(template!("{{^empty}}none{{/empty}}").render()?, "none");
//! assert_eq!(template!("{{#name}}Hello {{this}}{{/name}}").render()?, "Hello Ann");
//! assert_eq!(template!("{{#yes}}{{name}} {{../name}}{{/yes}}").render()?, "Ann Ann");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! ## Block params
//!
//! `as |a b|` at the end of a block's tag gives names to what the block provides. They hide fields and
//! outer block params of the same name, up to the end of the block's body; `else` does not know them.
//!
//! | block | names |
//! |---|---|
//! | `each`, a section over a list | the item, its key or index |
//! | `each-in` | the key or index, the item |
//! | `with`, any other section | the value |
//! | `let` | each of its values |
//!
//! ```
//! # use template_runtime::{Template, template};
//! let (x, list) = ("field", [1]);
//! let line = template!("{{#each list as |x|}}{{x}} {{../x}} {{@x}}{{/each}} {{x}}");
//! assert_eq!(line.render()?, "1 field field field");
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Options
//!
//! | on a struct | before the text of an expression | means |
//! |---|---|---|
//! | `#[template(escape = "html")]` | `escape = "html"` | `{{…}}` escapes; this is the default |
//! | `#[template(escape = "text")]` | `escape = "text"`, or `text` | `{{…}}` prints as it is |
//! | `#[template(escape = path::to::Type)]` | `escape = path::to::Type` | an [`Escaper`](crate::Escaper) of your own |
//! | `#[template(strict)]` | `strict` | a name that is not there is an [error while running](#dynamic-data) |
//! | `#[template(optimize = false)]` | `unoptimized` | the optimiser does not run |
//!
//! ```
//! # use template_runtime::{Template, template};
//! use core::fmt;
//! use template_runtime::Escaper;
//!
//! template! {
//!     #[template(escape = "text")]
//!     struct Mail<'a> {
//!         name: &'a str,
//!     }
//!     "Dear {{name}}"
//! }
//! assert_eq!(Mail { name: "Q & A" }.render()?, "Dear Q & A");
//!
//! struct Quoted;
//! impl Escaper for Quoted {
//!     fn escape(text: &str, output: &mut dyn fmt::Write) -> fmt::Result {
//!         write!(output, "{text:?}")
//!     }
//! }
//! assert_eq!(template!(escape = Quoted, "{{x}} {{{x}}}", x = "a").render()?, r#""a" a"#);
//!
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Limits
//!
//! They keep the compiler and the virtual machine safe. Each has a message of its own.
//!
//! | what | most |
//! |---|---|
//! | the text of a template | 16 MiB |
//! | parentheses in each other | 512 |
//! | blocks in each other; one behind an `else` is in the one before, but for chains of `if` and `unless` | 512 |
//! | loops and sections in each other | 254 |
//! | arguments of one call, values of one `let` | 255 |
//! | values that the blocks around a place have bound (3 a loop or section, 1 a `with`, 1 for each name of a `let`) | 65,000 or so |
//! | different helpers, different names | 65,535 each |
//! | the number of an item in a path | 999,999,999 |
//! | an integer literal | that of `i64`; what is larger is a float |
//! | the message of a helper's error | 96 bytes; the rest is cut |
//! | scratch memory for results of helpers, `array` and `hash` | 1024 bytes; with feature `alloc` it grows |
//!
//! # Errors while running
//!
//! Most mistakes are compile errors, with the place in the template. These are left; rendering then ends
//! with an [`Error`](crate::Error), which has a place too, and never with a panic of its own:
//!
//! | [`ErrorKind`](crate::ErrorKind) | when |
//! |---|---|
//! | `OutputFull` | the output does not fit into the slice; it says how many bytes it needs |
//! | `Write` | the writer, an escaper, or the `Display` of a helper's result failed |
//! | `Helper` | a helper returned an error; a number does not fit its parameter, a value that is known only while running has the wrong kind |
//! | `NotPrintable` | a value that is known only while running is a list, a map or an object; so is a variant with fields |
//! | `NotIterable` | such a value is looped over, and is true but neither list, map nor object |
//! | `Missing` | a name is not there, in a template that is `strict` |
//! | `ScratchFull` | without feature `alloc`: results of helpers do not fit into scratch memory |
//!
//! ```
//! # use template_runtime::{Template, template};
//! use template_runtime::ErrorKind;
//!
//! fn checked(n: i64) -> Result<i64, &'static str> {
//!     if n < 0 { Err("too small") } else { Ok(n) }
//! }
//! fn small(n: u8) -> u8 {
//!     n
//! }
//!
//! let n = -1;
//! let error = template!("{{checked n}}").render().unwrap_err();
//! assert_eq!(error.kind.to_string(), "helper `checked`: too small");
//! assert!(error.at.is_some());
//! let error = template!("{{small n}}").render().unwrap_err();
//! assert_eq!(error.kind.to_string(), "helper `small`: argument 1 must be an integer (`u8`), and is -1");
//! let error = template!("{{n}}").render_into(&mut [0; 1]).unwrap_err();
//! assert_eq!(error.kind, ErrorKind::OutputFull { needed: 2 });
//! # Ok::<(), template_runtime::Error>(())
//! ```
//!
//! # Differences from Handlebars
//!
//! Compared with handlebars.js 4.7.
//!
//! | Handlebars | here | why |
//! |---|---|---|
//! | a name that is not there prints nothing | compile error; nothing or, under `strict`, an error for dynamic data | a typo is found |
//! | a list prints as `1,2`, an object as `[object Object]` | error | nobody wants to print that |
//! | `{{name}}` calls a helper of that name, if there is one | a field; `{{(name)}}` is a call, which 4.7 does not know | every function in scope is a helper; what prints must not depend on that |
//! | helpers are registered, fields may be functions | helpers are Rust functions in scope | they can be checked |
//! | of a named argument that is given twice, one counts | compile error | it is a mistake |
//! | `=` and the backtick are escaped too | they are not | they matter in unquoted attributes only |
//! | `{{1}}`, `{{"a"}}` print nothing if there is no such field | print the literal | as in Glimmer |
//! | `{{#"a b"}}`, `{{#12}}` | `{{#[a b]}}`, `{{#[12]}}` | one way to write it |
//! | `list.[0]`, for `list.0` is an error in front of `}}` | both | `0` is a plain name |
//! | `1e3` is a name | a number | as in Rust and JavaScript |
//! | names may hold a `:` | `a::b` is a path of Rust; else `[a:b]` | helpers in modules |
//! | `{{a.}}`, `{{..a}}` are read as two values | error | they are typing mistakes |
//! | `list.length` | no such field; write a helper | lists are lists, not objects |
//! | `@name` is what a helper has put there | the template's own field | as in Glimmer; helpers have no private variables |
//! | `{{../x}}` at the top, `{{@index}}` outside of a loop print nothing | compile error | it is a mistake |
//! | a block is a level for `../` only if the context is another value than that around | each `each`, `with` and section is one | levels are counted while compiling |
//! | a section and `with` take 0 for true, a section `""` and NaN too | what is false for `if` is false for all | one rule |
//! | block params of a section over an object are empty | the object | as in `with` |
//! | `each` over text or a number prints the `else` part | error, unless the value is false | it is a mistake |
//! | `includeZero`, any value | `true` or `false` | known while compiling |
//! | `{{else-x}}` is an `else` | a name: `else` ends at white space or at the braces | `else` is a word |
//! | `{{elseif a}}` is a helper | error: two words | a mistake made often |
//! | indentation of `{{/if}}` behind a chained `{{else if}}` stays | vanishes | as behind a plain `{{else}}` |
//! | `{{^a}}` with `{{else}}` strips lines as if its parts were swapped | as they stand | a bug there |
//! | `{{{{name}}}}` calls a helper with the raw text | only `raw`, which prints it | no block helpers yet |
//! | `{{{a}}}{{{b}}}` can add two numbers | prints both | a bug there |
//! | integers are floats beyond 2⁵³ | exact, up to `u128` | Rust has them |
//! | `log` writes to the console, and takes `level=` | calls a function of yours | there is no console in `no_std` |
//! | partials, decorators, block helpers, named arguments for helpers | not yet | |
//!
//! # Differences from Glimmer
//!
//! | Glimmer | here | why |
//! |---|---|---|
//! | `this` is the component, everywhere | the context, which `each`, `with` and sections change | as in Handlebars; block params leave no difference, and `@name` reads own fields from any depth |
//! | a field is `this.name` | `name` will do | as in Handlebars |
//! | `@name` is an argument of the component | the template's own field, but for `@index`, `@key`, `@first`, `@last`, `@root` | a template's fields are its arguments |
//! | no `../`, no sections, no `{{^}}` | as in Handlebars | |
//! | components (`<Card />`, `{{yield}}`, `...attributes`, named blocks, curly components), modifiers (`{{on}}`), `{{outlet}}`, `{{in-element}}`, `mut`, `action` | none: HTML is text, and is printed once | there is no DOM |
//! | text is put into the DOM | it is escaped, the same everywhere | output is text |
//! | `each` takes lists | lists, maps and objects | as in Handlebars |
//! | `each key=` | accepted, without meaning | nothing is rendered again |
//! | `(get a "b.c")` follows a path | one name; write `a.b.c`, or `get` twice | a name may hold a dot |
//! | `eq` compares with `===` | numbers of all types by value, a `char` with text, no list or object with anything | Rust has more types of numbers; data have no identity |
//! | `not` takes several values | one | `(not (or a b))` says it |
//! | `fn`, `helper` | reserved | to come |
//! | `modifier`, `unbound`, `debugger`, `unique-id`, `has-block` | none | they belong to components |
