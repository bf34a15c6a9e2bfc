//! The macros of `template-runtime`, which re-exports them. Use them through that crate.

#![forbid(unsafe_code)]

use proc_macro::TokenStream;

#[doc = include_str!("template.md")]
#[doc(alias("component", "extends", "fragment", "include", "layout", "partial", "slot"))]
#[proc_macro]
pub fn template(input: TokenStream) -> TokenStream {
    template_expand::template(input.into()).into()
}

#[doc = include_str!("data.md")]
#[proc_macro_derive(Data, attributes(data))]
pub fn derive_data(input: TokenStream) -> TokenStream {
    template_expand::derive_data(input.into()).into()
}

#[doc = include_str!("helper.md")]
#[doc(alias("filter", "function"))]
#[proc_macro_attribute]
pub fn helper(arguments: TokenStream, item: TokenStream) -> TokenStream {
    template_expand::helper(arguments.into(), item.into()).into()
}

/// Creates a `DynHelper<'static>`: a helper as a value, which can be stored in a field and called by a template.
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
/// The arguments are checked when the template calls the helper, and not at compile time.
///
/// A closure that captures variables, and a closure in a variable, are not constants: rustc reports
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
    template_expand::dyn_helper(input.into()).into()
}

/// Creates `Helpers`, a table of helpers for templates that are compiled at run time (feature `compile` of
/// the runtime).
///
/// The elements are paths of functions, with or without [`macro@helper`], and closures that capture
/// nothing. The name of a helper is its path, as in a template; `name = …` and `"name" = …` set another
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
    template_expand::helpers(input.into()).into()
}

/// Wraps a closure so that templates can call it: as a field whose type is a type parameter, or as a
/// `DynHelper`.
///
/// The parameters of the closure need types: `|v: Value<'_>|`. The closure cannot return a value that borrows
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
    template_expand::callable(input.into()).into()
}

/// Binds a helper, for code that `template!` generates.
#[doc(hidden)]
#[proc_macro_derive(__BindHelper, attributes(__template_helper))]
pub fn bind_helper(holder: TokenStream) -> TokenStream {
    template_expand::bind_helper(holder.into()).into()
}
