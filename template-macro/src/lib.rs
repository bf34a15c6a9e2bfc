//! The macros of `template-runtime`, which exports them: use them from there.

#![forbid(unsafe_code)]

mod crate_path;
mod data;
mod helper;
mod rust_type;
mod template;
mod template_text;
mod unroll;

use proc_macro::TokenStream;

/// Compiles a template.
///
/// There are two forms. The first declares a struct, whose fields are the data of the template:
///
/// ```
/// use template_runtime::{Template, template};
///
/// template! {
///     /// The head of the page.
///     pub struct Head<'a> {
///         pub title: &'a str,
///     }
///
///     "<title>{{title}}</title>"
/// }
///
/// assert_eq!(Head { title: "Q & A" }.render()?, "<title>Q &amp; A</title>");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// The second is an expression. Names in the template refer to local variables, as in `format!`, or
/// to values given after the text:
///
/// ```
/// use template_runtime::{Template, template};
///
/// let name = "World";
/// assert_eq!(template!("Hello {{name}}{{mark}}", mark = '!').render()?, "Hello World!");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// The template borrows the variables that it captures, but copies references and numbers, and owns the values that
/// it is given. So it can be returned from a function, stored and collected. What cannot move is borrowed: `name =
/// self.name`, `name = list[0]`, `name = *pointer` and a static, `name = NAME`; to move a field, write `name = {
/// user.name }`. To keep a variable, write `name = &name`.
///
/// ```
/// use template_runtime::{Template, template};
///
/// fn hello(name: &str) -> impl Template {
///     template!("Hello {{loud}} ({{name}})", loud = name.to_uppercase())
/// }
///
/// assert_eq!(hello("Ann").render()?, "Hello ANN (Ann)");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// # The text
///
/// The text is a string literal, or `include_str!("file.hbs")`, whose path is relative to the source file
/// of the macro call; a change of the file rebuilds the crate. The documentation of the crate describes the
/// language.
///
/// # Helpers
///
/// Every function in scope is a helper: `{{shout name}}` calls `shout`. [`macro@helper`] adds named
/// arguments, defaults and more. After the text, `fn name = …` binds a function or a closure to a name; in
/// the expression form the closure may capture variables:
///
/// ```
/// use template_runtime::{Template, template};
///
/// let names = ["zero", "one"];
/// let line = template!("{{name_of 1}} {{len 'abc'}}", fn name_of = |n: usize| names[n], fn len = str::len);
/// assert_eq!(line.render()?, "one 3");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// The function may be a block helper: `{{#panel …}}` calls that of `fn panel = ui::panel`.
///
/// In the expression form, and in `callable!`, each parameter of a closure needs a type: `|v: Value<'_>|`.
/// A closure cannot return what it borrows from an argument, because rustc infers no such lifetime for
/// closures: write a function, `fn first(text: &str) -> &str`.
///
/// A local variable that holds a closure is not a function: for `{{double 2}}` rustc reports "attempt to
/// use a non-constant value in a constant" (E0435). Bind it to a name:
///
/// ```
/// use template_runtime::{Template, template};
///
/// let factor = 2;
/// let double = |n: u32| n * factor;
/// assert_eq!(template!("{{double 2}}", fn double = double).render()?, "4");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// # Components
///
/// A template calls the struct of another one as a component: `{{> Card title=x}}`, and with content
/// `{{#> Card title=x}}…{{/Card}}`. The arguments are the fields, which attributes describe; the struct is constructed in
/// Rust as before.
///
/// | on | attribute | meaning |
/// |---|---|---|
/// | the struct | `#[slots(nav, foot?, col*(label, class?), title: plain)]` | the slots that a call fills: required, optional (`?`), any number of times (`*`), with attributes, or with text without markup |
/// | a field | `#[default]`, `#[default(expression)]` | a call may leave it out; otherwise only fields that are an `Option` |
/// | a field | `#[inherit]` | a call that leaves it out takes it from the field of the same name of its own template |
/// | a field | `#[rest]` | it holds the arguments that no field takes, and has the type `Attrs<'a>` |
///
/// Structs with type or const parameters, and with fields under `#[cfg]`, cannot be called.
///
/// ```
/// use template_runtime::{Template, template};
///
/// template! {
///     #[slots(foot?)]
///     struct Layout<'a> {
///         #[inherit]
///         lang: &'a str,
///         title: &'a str,
///         #[default(1)]
///         columns: u8,
///     }
///     r#"<html lang="{{lang}}"><h1>{{title}}</h1><main class="columns-{{columns}}">{{yield}}</main>{{yield to="foot"}}"#
/// }
///
/// template! {
///     struct Home<'a> {
///         lang: &'a str,
///         name: &'a str,
///     }
///     r#"{{#> Layout title="Home"}}Hello {{name}}{{#slot "foot"}}<hr>{{/slot}}{{/Layout}}"#
/// }
///
/// let page = Home { lang: "en", name: "Ann" };
/// assert_eq!(
///     page.render()?,
///     r#"<html lang="en"><h1>Home</h1><main class="columns-1">Hello Ann</main><hr>"#,
/// );
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// # Options
///
/// Both forms have the same options: `#[template(strict, unroll)]` on the struct,
/// `template!(strict, unroll, "…")` in the expression form.
///
/// | option | meaning |
/// |---|---|
/// | `escape = "html"` | `{{…}}` escapes as its place in HTML requires: text, attribute, URL, script, or style sheet; this is the default |
/// | `escape = "entities"` | `{{…}}` escapes `& < > " '` everywhere |
/// | `escape = "text"`, or `text` | `{{…}}` does not escape |
/// | `escape = path::to::Type` | `{{…}}` escapes with the type's implementation of `Escaper` |
/// | `whitespace = "collapse"` | white space that browsers do not show is left out |
/// | `lint = false` | no warnings about tags that do not match |
/// | `strict` | a name that is missing at run time is an error instead of null where it is printed, where another name follows it, and in `{{#name}}` |
/// | `implicit_calls` | a field that is a helper is called without parentheses where it is printed, and where a block tests it or iterates over it |
/// | `scratch = 4096` | the size of the scratch memory, which holds the results of nested calls, in bytes, instead of 1024; a constant expression |
/// | `unroll` | the program is also emitted as Rust, one call for each op, which rustc optimizes with your types: several times as fast, but more machine code; `unroll = false` excludes a template from the feature `unroll`, which unrolls all |
/// | `crate = path` | the path of the runtime crate, if it is not `::template_runtime`: see [below](#the-name-of-the-crate) |
/// | `optimize = false`, or `unoptimized` | the optimizer does not run, which makes disassemblies easier to follow |
///
/// # Errors
///
/// An error in the template fails the build with the file, the line and the column inside the template.
/// All errors of a stage are reported at once: those of the syntax, then those of names and arguments,
/// then up to eight of types.
///
/// `cargo check` reports them. Errors that depend on a type parameter, or in the expression form on the
/// type of a value, are known only where the template is used: `cargo build` and `cargo test` report them.
///
/// # The name of the crate
///
/// The generated code refers to the runtime crate as `::template_runtime`. If a crate depends on it under another
/// name, or only on a crate that re-exports it, there are two ways:
///
/// * For the whole crate: `extern crate facade as template_runtime;` in its root, where `facade` is the other
///   name of the dependency, or a crate with `pub use template_runtime::*;` in its root.
/// * For one macro call: `crate = path`, as an option of this macro, in `#[data(crate = path)]` on a type, in
///   `#[helper(crate = path)]`, and first in `dyn_helper!(crate = path, f)`, `callable!` and `helpers!`.
///
/// ```
/// mod facade {
///     pub use template_runtime as templates;
/// }
/// use facade::templates::{Data, Template, helper, template};
///
/// #[derive(Data)]
/// #[data(crate = facade::templates)]
/// struct Team {
///     name: &'static str,
/// }
///
/// #[helper(crate = facade::templates)]
/// fn shout(text: &str, #[named(default = "!")] mark: &str) -> String {
///     text.to_uppercase() + mark
/// }
///
/// let team = Team { name: "Owls" };
/// let line = template!(crate = facade::templates, "{{shout team.name}}");
/// assert_eq!(line.render()?, "OWLS!");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// # Warnings
///
/// Constructs that are valid but probably not intended are warnings, in the same format:
///
/// | warning | how to silence it |
/// |---|---|
/// | a block param that is never read | `_` before its name |
/// | an HTML tag without the one that matches it | `lint = false` |
/// | a field of the struct that the template never reads | `#[data(skip)]` if it is not for the template; otherwise `_` before its name, or `#[allow(dead_code)]` on it or on the struct |
/// | a condition with a constant result: `{{#if true}}` | |
/// | an argument of `and` or `or` after one that always decides: `{{or 'a' b}}` | |
/// | `{{{x}}}` around a value that is not escaped anyway: `SafeHtml`, and numbers and `bool` in HTML | |
///
/// The last one depends on types, and is reported only for structs without type parameters. A template
/// that uses its data as a whole (`{{#each this}}`, `{{lookup this name}}`) reads all fields. While a name
/// in the template is unknown, there is no warning about a field with this name or a similar one.
///
/// rustc reports all of them as "use of deprecated macro `template_warning`", of the lint `deprecated`,
/// because on stable Rust a macro has no other way to warn.
/// `#[allow(deprecated)]` on the struct, or on the statement or the function around the expression
/// form, silences all warnings of a template:
///
/// ```
/// # #![deny(warnings)]
/// use template_runtime::{Template, template};
///
/// template! {
///     #[allow(deprecated)]
///     struct Draft {
///         year: u16,
///     }
///
///     "{{#if true}}to be written{{/if}}"
/// }
///
/// assert_eq!(Draft { year: 2025 }.render()?, "to be written");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// If a macro of yours expands to a template, rustc shows the warnings to the users of that macro, too, as
/// it does for all deprecated items.
///
/// # Panics
///
/// Neither the macro nor the code that it generates panics. `Display`, which every template implements, can
/// only report that it failed; then `to_string` and `println!` panic, as they do for all types: call
/// `render` or another method of `Template` where a helper may fail.
#[doc(alias("component", "extends", "fragment", "include", "layout", "partial", "slot"))]
#[proc_macro]
pub fn template(input: TokenStream) -> TokenStream {
    match syn::parse(input) {
        Ok(input) => template::expand(input),
        Err(error) => error.into_compile_error(),
    }
    .into()
}

/// Implements `Data` for a struct or an enum, so that templates can read it.
///
/// The fields of a struct are read by name, those of a tuple struct by number. An enum has the
/// fields of all its variants; those of other variants are null. A variant without fields prints as its
/// name. There is also a field for each variant, which is null unless the value is of that variant:
/// `{{#if shape.Circle}}`.
///
/// All fields must be `Data`, unless an attribute specifies another way to read them:
///
/// | on | attribute | meaning |
/// |---|---|---|
/// | a field, a variant | `#[data(rename = "name")]` | it has this name in templates |
/// | a field, a variant | `#[data(skip)]` | templates cannot read it, and it need not be `Data` |
/// | a field | `#[data(display)]` | it is printed by its `Display` |
/// | a field | `#[data(with = function)]` | templates read what the function makes of a reference to it |
/// | a field | `#[data(list)]` | it is a list: `&T: IntoIterator` with references to items |
/// | a field | `#[data(map)]` | it is a map: `&T: IntoIterator` with pairs of references to a key and a value |
/// | a struct | `#[data(transparent)]` | templates read it as its only field (others are marked `skip`) |
/// | a struct, an enum | `#[data(display)]` | it is printed by its `Display` |
/// | a struct, an enum | `#[data(crate = path)]` | the [name of the runtime crate](template!#the-name-of-the-crate) |
///
/// `display`, `list` and `map` reach into `Option`, pointers, and the lists of the standard library, `display` also
/// into its maps; `list, display` and `map, display` read a list or a map of another crate whose items are printed by
/// their `Display`. To a template and its helpers, a displayed value is text: it compares with text, and is
/// false if it is empty. A type parameter needs `Data` or `Display` only where a field is read by it.
///
/// The function of `with` is a path or a closure that takes a reference to the field. It returns what a
/// helper returns: numbers, text, anything with `Display`, a reference to something in the field that is `Data`, and
/// `Option` of these. It is called each time that the template reads the field; for a text that it creates,
/// once more when the text is printed.
///
/// ```
/// use std::{collections::VecDeque, fmt::Display};
/// use template_runtime::{Data, Template, template};
///
/// // These might be types of another crate.
/// struct Date(u16, u8);
/// impl Display for Date {
///     fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
///         write!(f, "{}-{:02}", self.0, self.1)
///     }
/// }
///
/// fn year(date: &Date) -> u16 {
///     date.0
/// }
///
/// #[derive(Data)]
/// struct Order {
///     #[data(display)]
///     placed: Date,
///     #[data(display)]
///     shipped: Option<Date>,
///     #[data(with = year)]
///     paid: Date,
///     #[data(list)]
///     lines: VecDeque<&'static str>,
/// }
///
/// let order = Order {
///     placed: Date(2026, 5),
///     shipped: None,
///     paid: Date(2026, 6),
///     lines: VecDeque::from(["tea"]),
/// };
/// let line = template!(
///     "{{order.placed}} [{{order.shipped}}] {{order.paid}}{{#each order.lines}} {{this}}{{/each}}"
/// );
/// assert_eq!(line.render()?, "2026-05 [] 2026 tea");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// With `transparent`, one value is the whole data of a template; its names may be known only at run time:
///
/// ```
/// use template_runtime::{Template, Tree, template};
///
/// template! {
///     #[data(transparent)]
///     struct Greeting(Tree<'static>);
///
///     "Hello {{name}}!"
/// }
///
/// assert_eq!(Greeting(Tree::Map(&[("name", Tree::Text("World"))])).render()?, "Hello World!");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// Types may have lifetimes and type parameters, and may be recursive. (A recursive type with type
/// parameters is checked on its first level; below that, names are looked up at run time.)
#[proc_macro_derive(Data, attributes(data))]
pub fn derive_data(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as syn::DeriveInput);
    data::expand(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Declares how a helper receives its arguments: named arguments, defaults, a rest parameter, a block.
///
/// Every function is a helper without this attribute. With it, attributes of the parameters select their
/// arguments. The function remains an ordinary Rust function.
///
/// ```
/// use template_runtime::{Template, helper, template};
///
/// #[helper]
/// fn greet(
///     greeting: &str,
///     #[named] name: &str,
///     #[named(default = "!")] mark: &str,
/// ) -> String {
///     format!("{greeting} {name}{mark}")
/// }
///
/// let page = template!("{{greet 'Hello' name='you'}} {{greet 'Bye' mark='.' name='me'}}");
/// assert_eq!(page.render()?, "Hello you! Bye me.");
/// assert_eq!(greet("Hello", "you", "?"), "Hello you?");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// # Parameters
///
/// | attribute | the parameter |
/// |---|---|
/// | none | is positional |
/// | `#[optional(default = …)]` | is positional, and may be left out if no later one is passed |
/// | `#[named]` | is passed by name: `name=value` |
/// | `#[named(default = …)]` | is passed by name, and may be left out |
/// | `#[named(name = "aria-label")]` | is passed by that name, which need not be a Rust identifier; a default may follow |
/// | `#[rest]` | has the type `&[Value<'_>]`, and receives all further positional arguments |
/// | `#[block]` | has the type `&mut Block<'_, '_>`: the helper is called with a block, `{{#name …}}…{{/name}}` |
///
/// A default is any expression. It is evaluated at each call that needs it, in the scope of the function's
/// declaration; it does not see the other parameters. A parameter of type `Option` may be left out without
/// a default, and is then `None`. A null argument counts as left out.
///
/// Required positional parameters come first, then those with a default, then the `#[rest]` parameter;
/// named parameters and the block may be anywhere.
///
/// ```
/// use template_runtime::{Template, Value, helper, template};
///
/// #[helper]
/// fn list(#[rest] items: &[Value<'_>], #[named(default = ", ")] by: &str) -> String {
///     items.iter().map(|item| format!("{item:?}")).collect::<Vec<_>>().join(by)
/// }
///
/// #[helper]
/// fn short(text: &str, #[optional(default = 3)] length: usize) -> String {
///     text.chars().take(length).collect()
/// }
///
/// let page = template!("{{list 1 2 3}}; {{list 1 2 by=' or '}}; {{short 'word'}} {{short 'word' 2}}");
/// assert_eq!(page.render()?, "1, 2, 3; 1 or 2; wor wo");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// A block helper that passes its arguments on to its block needs a named lifetime:
///
/// ```
/// use template_runtime::{Block, Stopped, Value, helper};
///
/// #[helper]
/// fn both<'v>(
///     first: Value<'v>,
///     second: Value<'v>,
///     #[block] block: &mut Block<'_, 'v>,
/// ) -> Result<(), Stopped> {
///     block.body(&[first, second])
/// }
/// ```
///
/// A parameter has its Rust name, without `r#`: that of `#[named] r#type: &str` is `type`. Parameters and
/// results can have the same types as those of other helpers; `impl Display`, and a type parameter
/// `T: Display`, accept whatever can be printed.
///
/// # Imports
///
/// The attribute also declares a trait with the name and the visibility of the function, hidden from the
/// documentation, by which templates find the declared parameters. Importing the function imports the trait
/// as well: `use helpers::greet`, `use helpers::*` and `{{helpers::greet …}}` all
/// work, also from another crate.
///
/// # Limits
///
/// * It is for functions in modules and in the bodies of functions, not for associated functions, which are
///   helpers without it: `{{str::len name}}`.
/// * Since there is a trait of the function's name, no type, trait or module of that name can be
///   in the same scope, and `mod greet; use greet::greet;` is an error (E0255). Rename the module, or write `{{greet::greet …}}`.
/// * The attribute is found by the declared name of the function. Under a name given by `use … as …` the
///   function is a helper without the attribute, whose arguments are all positional.
/// * As everywhere in Rust, a function shadows one of the same name in an outer scope or from
///   `use module::*`, which `module::name` still refers to. Templates that see both distinguish them by the
///   types of their parameters, so these must differ. If they do not: if only the shadowed function has the
///   attribute, templates call that one; if both have it, that is an error (E0034).
/// * A helper has at most twelve parameters.
#[doc(alias("filter", "function"))]
#[proc_macro_attribute]
pub fn helper(arguments: TokenStream, item: TokenStream) -> TokenStream {
    helper::attribute::expand(arguments.into(), item.into()).into()
}

/// Creates a `DynHelper<'static>`: a helper as a value, which a field can hold and a template can call.
///
/// The argument is the path of a function, with or without [`macro@helper`], or a closure that captures
/// nothing. The value is a constant, and allocates nothing.
///
/// ```
/// use template_runtime::{DynHelper, Template, dyn_helper, helper, template};
///
/// #[helper]
/// fn quote(text: &str, #[named(default = '"')] mark: char) -> String {
///     format!("{mark}{text}{mark}")
/// }
///
/// template! {
///     struct Line<'a> {
///         styles: &'a [DynHelper<'a>],
///     }
///
///     "{{#each styles as |style|}}{{style 'word'}} {{/each}}"
/// }
///
/// let styles = [
///     dyn_helper!(quote),
///     dyn_helper!(str::to_uppercase),
///     dyn_helper!(|text: &str| text.len()),
/// ];
/// assert_eq!(Line { styles: &styles }.render()?, "&quot;word&quot; WORD 4 ");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// The arguments are checked when the template calls the helper, not before.
///
/// A closure that captures variables, and a variable that holds a closure, are not constants: rustc reports
/// "attempt to use a non-constant value in a constant" (E0435). Use `callable!` for them:
///
/// ```
/// use template_runtime::{DynHelper, Template, callable, template};
///
/// let mark = '!';
/// let call = callable!(|text: &str| format!("{text}{mark}"));
/// assert_eq!(template!("{{this.call 'Hey'}}").render()?, "Hey!");
/// let as_value: DynHelper<'_> = (&call).into();
/// # assert_eq!(template!("{{this.as_value 'Hey'}}").render()?, "Hey!");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[proc_macro]
pub fn dyn_helper(input: TokenStream) -> TokenStream {
    helper::values::dyn_helper(input.into()).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Creates `Helpers`, a table of helpers for templates that are compiled at run time (feature `compile` of
/// the runtime).
///
/// The elements are paths of functions, with or without [`macro@helper`], and closures that capture
/// nothing. A path is the name of its helper, as in a template; `name = …` and `"name" = …` set another
/// name.
///
/// ```
/// use template_runtime::{Compiler, helpers};
///
/// fn shout(text: &str) -> String {
///     text.to_uppercase()
/// }
///
/// let helpers = helpers![shout, str::len, trim = str::trim, "twice-as" = |n: i64| 2 * n];
/// let page = Compiler::new().helpers(helpers).compile("{{shout 'a'}} {{str::len 'ab'}} {{twice-as 4}}")?;
/// assert_eq!(page.render(&false)?, "A 2 8");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[proc_macro]
pub fn helpers(input: TokenStream) -> TokenStream {
    let table = syn::parse_macro_input!(input as helper::values::Table);
    crate_path::replaced(helper::values::helper_table(&table), table.crate_path.as_ref()).into()
}

/// Wraps a closure so that templates can call it: as a field whose type is a type parameter, or as a
/// `DynHelper`.
///
/// The parameters of the closure need types: `|v: Value<'_>|`. The closure cannot return what it borrows
/// from an argument; a function can.
///
/// # Examples
///
/// ```
/// use template_runtime::{DynHelper, Template, callable, template};
///
/// let names = ["zero", "one", "two"];
/// let name_of = callable!(|n: usize| names.get(n).copied().unwrap_or("many"));
///
/// template! {
///     struct Count<'a> {
///         name_of: DynHelper<'a>,
///     }
///     "{{this.name_of 1}} {{this.name_of 7}}"
/// }
/// assert_eq!(Count { name_of: (&name_of).into() }.render()?, "one many");
/// # Ok::<(), template_runtime::Error>(())
/// ```
#[proc_macro]
pub fn callable(input: TokenStream) -> TokenStream {
    let helper::values::WithCrate { crate_path, value: function } =
        syn::parse_macro_input!(input as helper::values::WithCrate<syn::Expr>);
    if let Some(error) = helper::values::untyped_param_error(&function) {
        let error = error.into_compile_error();
        return quote::quote!({ #error }).into();
    }
    crate_path::replaced(helper::values::callable("", &function), crate_path.as_ref()).into()
}

/// Binds a helper, for code that `template!` generates.
#[doc(hidden)]
#[proc_macro_derive(__BindHelper, attributes(__template_helper))]
pub fn bind_helper(holder: TokenStream) -> TokenStream {
    let holder = syn::parse_macro_input!(holder as syn::DeriveInput);
    helper::binding::expand(&holder).unwrap_or_else(syn::Error::into_compile_error).into()
}
