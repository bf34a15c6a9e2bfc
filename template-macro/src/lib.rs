//! The macros of `template-runtime`, which exports them: use them from there.

#![forbid(unsafe_code)]

mod data;
mod helper;
mod rust_type;
mod template;
mod unroll;

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
/// given after the text; it borrows both:
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
/// Every function in scope is a helper: `{{shout name}}` calls `shout`. [`macro@helper`] gives it named
/// arguments, defaults and more. After the text, `fn name = …` gives a name to a function or a closure, which in the expression form may capture variables:
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
/// What it names may be a block helper, `fn panel = ui::panel`, which `{{#panel …}}` calls.
///
/// In the expression form, and in `callable!`, each parameter of a closure has a type: `|v: Value<'_>|`.
/// A closure cannot return what it borrows from an argument, because the type of a closure cannot say
/// so: write a function, `fn first(text: &str) -> &str`.
///
/// A local variable that holds a closure is no function: for `{{double 2}}` rustc says "attempt to use
/// a non-constant value in a constant" (E0435). Give it to the template by its name:
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
/// | `implicit_calls` | `implicit_calls` | a field that is a helper is called without parentheses where it is printed, and where a block looks at it |
/// | `scratch = 4096` | `scratch = 4096` | so many bytes for the results of nested calls, in place of 1024; a constant expression |
/// | `unroll` | `unroll` | the program is also Rust, one call for each op, which rustc optimises with your types: some times as fast, and more machine code; `unroll = false` where the feature `unroll` says that all are |
/// | `optimize = false` | `unoptimized` | the optimiser does not run: for those who read disassemblies |
///
/// # Errors
///
/// An error in the template fails the build with the file, the line and the column inside the
/// template. All errors of a kind are reported at once: those of the syntax, then those of names
/// and arguments, then up to eight that have to do with types.
///
/// They show in `cargo check`. What depends on a type parameter, or in the expression form on the type of
/// a value, is known only where the template is used, and is found by `cargo build` and `cargo test`.
///
/// # Warnings
///
/// Constructs that are valid but probably not intended are warnings, in the same form:
///
/// | of | how to silence one |
/// |---|---|
/// | a block param that is never read | `_` before its name |
/// | a field of the struct that the template never reads | `#[data(skip)]` if it is not for the template, else `_` before its name, or `#[allow(dead_code)]` on it or on the struct |
/// | a condition that is always the same: `{{#if true}}` | |
/// | a value of `and` or `or` after one that decides: `{{or 'a' b}}` | |
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
        Ok(input) => template::expand(&input),
        Err(error) => error.into_compile_error(),
    }
    .into()
}

/// Lets templates read a struct or an enum.
///
/// The fields of a struct are read by name, those of a tuple struct by number. An enum has the
/// fields of all its variants, which are null in the others, and prints the name of a variant
/// without fields. It also has a field for each variant, by which a template can distinguish them:
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

/// Declares the parameters of a helper: named ones, defaults, a rest parameter, a block.
///
/// Every function is a helper without it. With it, the attributes of the parameters say how they get
/// their arguments. The function stays an ordinary function, which Rust calls as it calls others.
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
/// | `#[optional(default = …)]` | is positional, and may be left out if no later one is given |
/// | `#[named]` | is given by its name: `name=value` |
/// | `#[named(default = …)]` | is given by its name, or left out |
/// | `#[named(name = "aria-label")]` | is given by that name, which is none of Rust; a default may follow |
/// | `#[rest]` | has the type `&[Value<'_>]`, and gets all further positional arguments |
/// | `#[block]` | has the type `&mut Block<'_, '_>`: the helper is called with a block, `{{#name …}}…{{/name}}` |
///
/// A default is any expression. It is computed at each call that needs it, where the function
/// is declared; it does not see the other parameters. A parameter of type `Option` may be left out without
/// a default, and is `None` then. What is null counts as left out.
///
/// Positional parameters that must be given come first, then those with a default, then the one
/// with `#[rest]`; named parameters and the block may be anywhere.
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
/// A block helper that hands its arguments on to its block says so by a lifetime:
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
/// A parameter has the name that it has in Rust, without `r#`: that of `#[named] r#type: &str` is
/// `type`. The types that parameters and results can have are those of all helpers; `impl Display`,
/// and a type parameter `T: Display`, take all that can be printed.
///
/// # Where it is found
///
/// Beside the function there is a trait of the same name and visibility, hidden from the
/// documentation, by which templates find what the attribute says. Whoever imports the function
/// imports the trait with it: `use helpers::greet`, `use helpers::*` and `{{helpers::greet …}}` all
/// work, also from another crate.
///
/// # Limits
///
/// * It is for functions in modules and in the bodies of functions, and not for those of types and
///   traits, which are helpers without it: `{{str::len name}}`.
/// * Since there is a trait of the function's name, no type, trait or module of that name can be
///   in the same scope, and `mod greet; use greet::greet;` is an error (E0255). Call the module
///   differently, or write `{{greet::greet …}}`.
/// * The attribute is found by the name that the function was declared with. Under the name that `use …
///   as …` gives it, it is a helper without the attribute, all of whose arguments are positional.
/// * A function hides another of the same name that is further out or comes from `use module::*`,
///   as everywhere in Rust, and `module::name` is still the other; templates that see both tell them
///   apart by the types of their parameters. Do not let those be the same too. If only the hidden
///   function has the attribute, templates call that one; if both have it, that is an error (E0034).
/// * A helper has at most twelve parameters.
#[proc_macro_attribute]
pub fn helper(arguments: TokenStream, item: TokenStream) -> TokenStream {
    helper::attribute::expand(&arguments.into(), item.into()).into()
}

/// Makes a value of a helper: a `DynHelper<'static>`, which a field can hold and a template call.
///
/// It takes the path of a function, with or without [`macro@helper`], or a closure that captures nothing.
/// It is a constant, and needs no memory.
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
/// What arguments the template gives is checked when it calls the helper, and not before.
///
/// A closure that captures variables, and a variable that holds a closure, are no constants: rustc
/// says "attempt to use a non-constant value in a constant" (E0435). Use `callable!` for them:
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

/// Makes a table of helpers for templates that are compiled at run time: `Helpers`, with feature `compile`
/// of the runtime.
///
/// It takes paths of functions, with or without [`macro@helper`], and closures that capture nothing. A
/// path is the name, as in a template; `name = …` gives another one, which may be text.
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
    helper::values::helper_table(&table).into()
}

/// Makes a closure that templates can call: as a field of a template whose type is a type parameter,
/// or by way of `DynHelper`.
///
/// The parameters of the closure have types, as `|v: Value<'_>|`. It cannot return what it borrows from
/// an argument: that takes a function.
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
    let function = syn::parse_macro_input!(input as syn::Expr);
    if let Some(error) = helper::values::untyped_param_error(&function) {
        let error = error.into_compile_error();
        return quote::quote!({ #error }).into();
    }
    helper::values::callable("", &function).into()
}

/// Binds a helper: `template!` uses it.
#[doc(hidden)]
#[proc_macro_derive(__BindHelper, attributes(__template_helper))]
pub fn bind_helper(holder: TokenStream) -> TokenStream {
    let holder = syn::parse_macro_input!(holder as syn::DeriveInput);
    helper::binding::expand(&holder).unwrap_or_else(syn::Error::into_compile_error).into()
}

/// Makes a function `#[inline(always)]`, but for debug builds, where that would take rustc long: there
/// it is `#[inline]`. The runtime has it on what unrolled templates call.
#[doc(hidden)]
#[proc_macro_attribute]
pub fn __inline_always_unless_debug(_: TokenStream, function: TokenStream) -> TokenStream {
    let function = proc_macro2::TokenStream::from(function);
    quote::quote! {
        #[cfg_attr(debug_assertions, inline)]
        #[cfg_attr(not(debug_assertions), inline(always))]
        #function
    }
    .into()
}
