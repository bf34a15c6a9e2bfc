//! The macros of `template-runtime`, which exports them: use them from there.

#![forbid(unsafe_code)]

mod data;
mod dyn_helper;
mod emit;
mod expression;
mod helper_attribute;
mod helpers;
mod input;
mod item;
mod options;
mod program;
mod rust_type;
mod text;
mod warnings;

use proc_macro::TokenStream;

/// Compiles a template.
///
/// There are two forms. The first makes a struct; its fields are the data of the template:
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
/// The second is an expression. Names in the template are local variables, as in `format!`, or are
/// given behind the text; it borrows both:
///
/// ```
/// use template_runtime::{Template, template};
///
/// let name = "World";
/// assert_eq!(template!("Hello {{name}}{{mark}}", mark = '!').render()?, "Hello World!");
/// # Ok::<(), template_runtime::Error>(())
/// ```
///
/// # The text
///
/// It is a string literal, or `include_str!("file.hbs")`, where the file is looked for next to the
/// file that holds the macro call; a change of the file rebuilds the crate. The language is that of
/// the crate's documentation.
///
/// # Helpers
///
/// Every function in scope is a helper: `{{shout name}}` calls `shout`. Behind the text, `fn name = …`
/// gives a name to a function or a closure, which in the expression form may capture variables:
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
/// # Options
///
/// Before the struct, `#[template(…)]`; in the expression form, words before the text:
///
/// | struct | expression | meaning |
/// |---|---|---|
/// | `escape = "html"` | `escape = "html"` | `{{…}}` escapes `& < > " '`; this is the default |
/// | `escape = "text"` | `escape = "text"`, or `text` | `{{…}}` prints as it is |
/// | `escape = path::to::Type` | `escape = path::to::Type` | `{{…}}` escapes as the type's `Escaper` does |
/// | `strict` | `strict` | a name that is not there while the template runs is an error, and not null, where it is printed, where another name follows it, and in `{{#name}}` |
/// | `scratch = 4096` | `scratch = 4096` | so many bytes for the results of nested calls, in place of 1024; a constant expression |
/// | `optimize = false` | `unoptimized` | the optimiser does not run: for those who read disassemblies |
///
/// # Errors
///
/// A mistake in the template fails the build with the file, the line and the column inside the
/// template. All mistakes of a kind are reported at once: those of the syntax, then those of names
/// and arguments, then up to eight that have to do with types.
///
/// The types are known to `cargo check` where the template is a struct without type parameters. In
/// the expression form, and in a struct with type parameters, they are known where the template is
/// used: mistakes that have to do with them are found by `cargo build` and `cargo test`.
///
/// # Warnings
///
/// What is not wrong but odd is a warning, in the same form:
///
/// | of | how to silence one |
/// |---|---|
/// | a block param that is never read | `_` in front of its name |
/// | a field of the struct that the template never reads | `#[data(skip)]` if it is not for the template, else `_` in front of its name, or `#[allow(dead_code)]` on it or on the struct |
/// | a condition that is always the same: `{{#if true}}` | |
/// | a value of `and` or `or` behind one that decides: `{{or 'a' b}}` | |
/// | `{{{x}}}` around what is not escaped anyway: `SafeHtml`, and numbers and `bool` in HTML | |
///
/// The last one needs the types, and is found in structs without type parameters. A template that uses
/// its data as a whole (`{{#each this}}`, `{{lookup this name}}`) reads all fields.
///
/// rustc words all of them as "use of deprecated macro `template_warning`", because a macro of stable
/// Rust can warn in no other way: for the compiler they belong to the lint `deprecated`.
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
/// rustc shows them to the users of a macro of your own that expands to a template, too, as it does
/// with everything deprecated.
///
/// # Panics
///
/// The macro and its code never panic. `Display`, which every template has, can only say that it
/// failed, and then `to_string` and `println!` panic, as they do for all types: call `render` or
/// another method of `Template` where a helper may fail.
#[proc_macro]
pub fn template(input: TokenStream) -> TokenStream {
    match syn::parse(input) {
        Ok(input::Input::Item(item)) => item::expand(&item),
        Ok(input::Input::Expression(expression)) => expression::expand(&expression),
        Err(error) => error.into_compile_error(),
    }
    .into()
}

/// Lets templates read a struct or an enum.
///
/// The fields of a struct are read by name, those of a tuple struct by number. An enum has the
/// fields of all its variants, which are null in the others, and prints the name of a variant
/// without fields. It also has a field for each variant, by which a template can tell them apart:
/// `{{#if shape.Circle}}`.
///
/// All fields must be `Data`. A field or a variant may have an attribute, and so may a struct:
///
/// | attribute of | | meaning |
/// |---|---|---|
/// | a field, a variant | `#[data(rename = "name")]` | templates call it so |
/// | a field, a variant | `#[data(skip)]` | templates cannot read it, and it need not be `Data` |
/// | a struct | `#[data(transparent)]` | to templates it is what its one field is (others are skipped) |
///
/// The last is how a template has the whole of its data from one value, whose names may only be
/// known while it runs:
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
/// Types may have lifetimes and type parameters, and may contain themselves. (A type with type
/// parameters that contains itself is checked on its first level; below that, names are looked up
/// while the template runs.)
#[proc_macro_derive(Data, attributes(data))]
pub fn derive_data(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as syn::DeriveInput);
    data::derive(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// TODO
#[proc_macro_attribute]
pub fn helper(arguments: TokenStream, item: TokenStream) -> TokenStream {
    helper_attribute::expand(&arguments.into(), item.into()).into()
}

/// TODO
#[proc_macro]
pub fn dyn_helper(input: TokenStream) -> TokenStream {
    let function = syn::parse_macro_input!(input as syn::Expr);
    dyn_helper::expand(&function).into()
}
