//! Binds the helpers that a template calls to functions.

use super::{CalledFunction, last_segment, method, not_a_function, path, plain_trait, respan};
use crate::{crate_path, template_text::TemplateText};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use std::collections::BTreeSet;
use syn::{
    DeriveInput, Expr, LitStr, Path, Token,
    ext::IdentExt as _,
    parse::{Parse, ParseStream},
};
use template_bytecode::{
    STANDARD_HELPERS, SymbolicOp,
    diagnostics::{MAX_ERRORS, nearest_name},
};
use template_compiler::{
    Diagnostic, Symbolic, resolve::resolved::HelperUse, source, standard_helper,
};

/// Checks that the names of all helpers can be names of functions.
///
/// # Errors
///
/// Returns an error for each helper whose name cannot, at most [`MAX_ERRORS`].
pub(crate) fn check_names(program: Symbolic) -> Result<Symbolic, Vec<Diagnostic>> {
    let invalid = program.helpers.iter().filter(|helper| {
        begins_with_self(&helper.path) || path(&helper.path, Span::call_site()).is_none()
    });
    let errors: Vec<Diagnostic> = invalid.take(MAX_ERRORS).map(invalid_name_error).collect();
    if errors.is_empty() { Ok(program) } else { Err(errors) }
}

fn invalid_name_error(helper: &HelperUse) -> Diagnostic {
    let name = &helper.path;
    if begins_with_self(name) {
        let last = last_segment(name);
        return Diagnostic::error(helper.span, "`Self` is not available in a template").help(
            format!(
                "write the type, or in the expression form `fn {last} = {name}` after the text"
            ),
        );
    }
    let error = Diagnostic::error(helper.span, not_a_function(name));
    if name.contains('-') {
        return error.help(format!("a helper is a function: `{}`", name.replace('-', "_")));
    }
    error.help("a helper is a Rust function: `name` or `module::name`")
}

/// Returns `true` if a path begins with `Self`, which is not in scope in the generated functions.
fn begins_with_self(path: &str) -> bool {
    path.split("::").next() == Some("Self")
}

/// The expressions for the helpers of a template.
pub(crate) struct BoundHelpers {
    /// The items that the expressions refer to.
    pub(crate) items: TokenStream,
    /// The specifications, for linking.
    pub(crate) specs: TokenStream,
    /// The functions that call the helpers.
    pub(crate) calls: TokenStream,
    /// The functions that call the components, by the same indices.
    pub(crate) components: TokenStream,
    /// The names.
    pub(crate) names: TokenStream,
    /// The pairs of specification and function, if the template uses helpers as values.
    pub(crate) values: TokenStream,
}

/// Binds the helpers of a template to functions. `bound` are the functions that the macro call binds to names; `unroll`
/// specifies whether the code of the template calls them by their types.
pub(crate) fn bind(
    program: &Symbolic,
    bound: &[(Ident, Expr)],
    text: &TemplateText,
    unroll: bool,
) -> BoundHelpers {
    let helpers = program.helpers.iter().enumerate();
    let items = helpers.map(|(index, helper)| bind_helper(index, helper, bound, text, unroll));
    let plain = plain_methods(program, bound);
    let types = (0..program.helpers.len())
        .filter(|index| unroll && !program.helpers[*index].is_component)
        .map(helper_type);
    let items = quote!(#(#items)* #(#types)* #plain);
    let count = program.helpers.len();
    let specs: Vec<Ident> = (0..count).map(|i| format_ident!("__SPEC_{i}")).collect();
    let is_component = |index: usize| program.helpers[index].is_component;
    let calls: Vec<Ident> = (0..count).map(|i| call_name(i, is_component(i))).collect();
    let names = program.helpers.iter().map(|helper| &helper.path);
    let components = if program.helpers.iter().any(|helper| helper.is_component) {
        let calls = calls.iter().enumerate().map(|(index, call)| {
            if is_component(index) {
                quote!(#call)
            } else {
                quote!(::template_runtime::__private::ComponentCalls::NONE)
            }
        });
        quote!(&[#(#calls),*])
    } else {
        quote!(&[])
    };
    let calls = calls.iter().enumerate().map(|(index, call)| {
        if is_component(index) {
            quote!(::template_runtime::__private::no_helper)
        } else {
            quote!(#call)
        }
    });
    let calls: Vec<TokenStream> = calls.collect();
    let are_values = program.ops.iter().any(|op| matches!(op, SymbolicOp::PushHelper { .. }));
    let values = if are_values {
        quote!(&[#(&::template_runtime::__private::StaticHelper { spec: &#specs, call: #calls }),*])
    } else {
        quote!(&[])
    };
    BoundHelpers {
        items,
        specs: quote!(&[#(#specs),*]),
        calls: quote!(&[#(#calls),*]),
        components,
        names: quote!(&[#(#names),*]),
        values,
    }
}

/// The functions that a macro call binds to names, and the template does not call.
pub(crate) struct UncalledHelpers {
    /// The items that the expressions refer to.
    pub(crate) items: TokenStream,
    pub(crate) names: Vec<String>,
    /// The specifications.
    pub(crate) specs: Vec<Ident>,
    /// The functions that call them.
    pub(crate) calls: Vec<Ident>,
}

/// Binds the functions that a macro call binds to names, and the template does not call.
pub(crate) fn bind_uncalled(
    program: &Symbolic,
    bound: &[(Ident, Expr)],
    text: &TemplateText,
) -> UncalledHelpers {
    let names = bound.iter().map(|(name, _)| name.unraw().to_string());
    let is_called = |name: &String| program.helpers.iter().any(|helper| helper.path == *name);
    let names: Vec<String> = names.filter(|name| !is_called(name)).collect();
    let indexes = program.helpers.len()..program.helpers.len() + names.len();
    let items = names.iter().zip(indexes.clone()).map(|(name, index)| {
        let span = source::Span::default();
        let helper = HelperUse { path: name.clone(), span, is_component: false };
        let at = format!("helper_{index}_which_is_not_called");
        bind_helper_at(&at, None, index, &helper, bound, text, false)
    });
    let items = quote!(#(#items)*);
    let specs = indexes.clone().map(|index| format_ident!("__SPEC_{index}")).collect();
    let calls = indexes.map(|index| call_name(index, false)).collect();
    UncalledHelpers { items, names, specs, calls }
}

/// Returns the name of the item that calls a helper: a function, or, for a component, a constant with one. A crate may
/// forbid names in another style.
pub(crate) fn call_name(index: usize, is_component: bool) -> Ident {
    if is_component { format_ident!("__CALL_{index}") } else { format_ident!("__call_{index}") }
}

/// Returns the name of the function that constructs a component from what is at places, from that of the constant with its functions.
pub(crate) fn leaf_call_name(call: &Ident) -> Ident {
    format_ident!("{}_from_places", call.to_string().to_lowercase())
}

/// Implements the call of a helper for its type.
fn helper_type(index: usize) -> TokenStream {
    let (holder, call) = (format_ident!("__Helper_{index}"), call_name(index, false));
    quote! {
        impl ::template_runtime::__private::CallHelper for #holder {
            #[cfg_attr(not(debug_assertions), inline(always))]
            fn call<'v>(
                &self,
                __args: &::template_runtime::Args<'_, 'v>,
                __sink: &mut dyn ::template_runtime::Sink<'v>,
            ) -> ::core::result::Result<(), ::template_runtime::ErrorKind> {
                #call(__args, __sink)
            }
        }
    }
}

/// Binds one helper.
///
/// If its path does not resolve, or the function cannot be a helper, the error is rustc's, which points at the
/// whole literal; but it also names the macro in which it arose. Therefore a derive macro expands the binding
/// ([`expand`]), under an alias that contains the position in the template. For the name of a standard helper or one like it
/// there is another alias, which says what to import: see [`hinted`]. Also, rustc does not suggest to replace the output of a derive macro, which has the span of the
/// text, by a similar name.
fn bind_helper(
    index: usize,
    helper: &HelperUse,
    bound: &[(Ident, Expr)],
    text: &TemplateText,
    unroll: bool,
) -> TokenStream {
    let kind = if helper.is_component { "component" } else { "helper" };
    let position = text.position_in_identifier(helper.span);
    let name = helper.path.as_str();
    let is_bound = bound.iter().any(|(bound, _)| bound.unraw() == name);
    // Many names are within a small distance of a short one.
    let nearest = standard_helper(name)
        .or_else(|| nearest_name(name, STANDARD_HELPERS).filter(|near| near.len() > 3));
    let hint = match nearest {
        _ if helper.is_component || is_bound => None,
        _ if STANDARD_HELPERS.contains(&name) => Some(format!("or_use_{HELPERS}_{name}")),
        Some(near) => Some(format!("or_did_you_mean_{HELPERS}_{near}")),
        // Functions have such names, too, if they are constructors or somebody wants them to.
        None if begins_with_capital(name) => {
            Some("or_write_a_greater_than_sign_before_a_component".to_owned())
        }
        None => None,
    };
    let at = format!("{kind}_at_{position}");
    bind_helper_at(&at, hint.as_deref(), index, helper, bound, text, unroll)
}

/// Returns `true` if the last name of a path begins with a capital letter.
fn begins_with_capital(path: &str) -> bool {
    last_segment(path).starts_with(char::is_uppercase)
}

/// The module of the standard helpers, as a part of an identifier.
const HELPERS: &str = "template_runtime_helpers";

/// The kinds of callees of a template, for [`expand`].
const HELPER: &str = "helper";
const COMPONENT: &str = "component";
/// A component that an unrolled template calls: also by a function for arguments at places.
const UNROLLED_COMPONENT: &str = "unrolled_component";

/// Binds one helper under an alias. `hint` is the suffix of the alias in the message if the name does not exist.
fn bind_helper_at(
    alias: &str,
    hint: Option<&str>,
    index: usize,
    helper: &HelperUse,
    bound: &[(Ident, Expr)],
    text: &TemplateText,
    unroll: bool,
) -> TokenStream {
    let span = text.span_of(helper.span);
    let kind = match (helper.is_component, unroll) {
        (false, _) => HELPER,
        (true, false) => COMPONENT,
        (true, true) => UNROLLED_COMPONENT,
    };
    let kind = Ident::new(kind, span);
    let at = Ident::new(alias, span);
    let (spec, call) = (format_ident!("__SPEC_{index}"), call_name(index, helper.is_component));
    let name = &helper.path;
    let function = bound.iter().find(|(bound, _)| bound.unraw() == name);
    let function = function.map(|(_, function)| function);
    let holder = format_ident!("__Helper_{index}");
    let hinting = hint.map(|hint| Ident::new(&format!("{alias}_{hint}"), span));
    let import = hinting
        .as_ref()
        .map(|hinting| quote!(use ::template_runtime::__private::BindHelper as #hinting;));
    let first = hinting.as_ref().unwrap_or(&at);
    let derive = quote_spanned!(span=> #[derive(#first)]);
    // The tokens that the first derive macro passes on have the span of the text, and so are not a part of its expansion.
    let next = hinting.as_ref().map(|_| quote_spanned!(span=> , #[derive(#at)]));
    quote! {
        use ::template_runtime::__private::BindHelper as #at;
        #import
        #derive
        #[__template_helper(::template_runtime, #kind, #spec, #call, #name, #function #next)]
        struct #holder;
    }
}

/// Returns the items for a component, whose path [`check_names`] has checked: an associated constant of the struct. That
/// of a trait says that another type is none.
fn bind_component(
    spec: &Ident,
    call: &Ident,
    name: &str,
    span: Span,
    is_unrolled: bool,
) -> TokenStream {
    let path = path(name, span).map(|path| respan(path.to_token_stream(), span));
    let component = quote_spanned!(span=> #path::__COMPONENT);
    let leaf_function = is_unrolled.then(|| {
        let (name, private) = (leaf_call_name(call), quote!(::template_runtime::__private));
        quote! {
            #[inline(always)]
            fn #name<'__o>(
                __args: &mut #private::PlacedArgs<'_>,
                __out: #private::Out<'__o>,
            ) -> ::core::option::Option<#private::Out<'__o>> {
                use #private::NotAComponent as _;
                #component.print_from_places(__args, __out)
            }
        }
    });
    quote! {
        #leaf_function
        const #spec: ::template_runtime::__private::HelperSpec = {
            use ::template_runtime::__private::NotAComponent as _;
            #component.spec().called(#name)
        };
        const #call: ::template_runtime::__private::ComponentCalls = {
            use ::template_runtime::__private::NotAComponent as _;
            #component.calls()
        };
    }
}

/// The arguments that [`bind_helper`] passes to the derive macro.
struct Binding {
    /// The path of the runtime crate.
    crate_path: Path,
    /// [`HELPER`], [`COMPONENT`] or [`UNROLLED_COMPONENT`].
    kind: Ident,
    spec: Ident,
    call: Ident,
    name: LitStr,
    function: Option<Expr>,
    /// The derive macro that binds the function, if this one only suggests an import.
    next: TokenStream,
}

impl Parse for Binding {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let crate_path = input.call(Path::parse_mod_style)?;
        input.parse::<Token![,]>()?;
        let kind = input.parse()?;
        input.parse::<Token![,]>()?;
        let spec = input.parse()?;
        input.parse::<Token![,]>()?;
        let call = input.parse()?;
        input.parse::<Token![,]>()?;
        let name = input.parse()?;
        input.parse::<Token![,]>()?;
        let is_given = !input.is_empty() && !input.peek(Token![,]);
        let function = if is_given { Some(input.parse()?) } else { None };
        if !input.is_empty() {
            input.parse::<Token![,]>()?;
        }
        Ok(Self { crate_path, kind, spec, call, name, function, next: input.parse()? })
    }
}

/// Expands to the specification of a helper, and to the function that calls it.
///
/// # Errors
///
/// Returns an error if the attribute of [`bind_helper`] is missing, or the name is invalid.
pub(crate) fn expand(holder: &DeriveInput) -> syn::Result<TokenStream> {
    let span = Span::call_site();
    let attribute =
        holder.attrs.iter().find(|attribute| attribute.path().is_ident("__template_helper"));
    let attribute =
        attribute.ok_or_else(|| syn::Error::new(span, "only `template!` can use this item"))?;
    let binding: Binding = attribute.parse_args()?;
    if !binding.next.is_empty() {
        return hinted(&binding, &holder.ident);
    }
    let Binding { crate_path, kind, spec, call, name, function, .. } = binding;
    let is_renamed = crate_path.segments.len() > 1
        || crate_path.segments.first().is_some_and(|name| name.ident != "template_runtime");
    let crate_path = is_renamed.then_some(&crate_path);
    if kind != HELPER {
        let is_unrolled = kind == UNROLLED_COMPONENT;
        let binding = bind_component(&spec, &call, &name.value(), span, is_unrolled);
        return Ok(crate_path::replaced(binding, crate_path));
    }
    let callee = match function {
        Some(function) => CalledFunction::of_expression(&function),
        None => CalledFunction::of_name(&name.value(), span)?,
    };
    let import = &callee.import;
    // The same tokens in both places, so that rustc reports their errors once.
    let bound = callee.bound(span);
    // A helper may have one of these names.
    let [args, sink] = ["__args", "__sink"].map(|name| Ident::new(name, Span::mixed_site()));
    let binding = quote! {
        const #spec: ::template_runtime::__private::HelperSpec = {
            use ::template_runtime::__private::steps::*;
            #import
            #bound.spec(#name)
        };
        // Inlined in unrolled templates, where the kinds of the arguments may be known. For a parameter of type `&'static str`
        // rustc reports that `'data` must outlive `'static`.
        #[cfg_attr(not(debug_assertions), inline(always))]
        fn #call<'data>(
            #args: &::template_runtime::Args<'_, 'data>,
            #sink: &mut dyn ::template_runtime::Sink<'data>,
        ) -> ::core::result::Result<(), ::template_runtime::ErrorKind> {
            use ::template_runtime::__private::steps::*;
            #import
            #bound.call(#args, #sink)
        }
    };
    Ok(crate_path::replaced(binding, crate_path))
}

/// Expands to an item that binds a helper with the derive macro `next`.
///
/// The path of the function is a part of this expansion, and the rest of that of `next`: so the hint in the name of this macro
/// is shown only if the path does not resolve.
fn hinted(binding: &Binding, holder: &Ident) -> syn::Result<TokenStream> {
    let Binding { crate_path, kind, spec, call, name, next, .. } = binding;
    let (text, span) = (name.value(), Span::call_site());
    let path = path(&text, span).ok_or_else(|| syn::Error::new(span, not_a_function(&text)))?;
    let path = respan(path.to_token_stream(), span);
    let holder = format_ident!("{holder}_bound");
    Ok(quote! {
        #next
        #[__template_helper(#crate_path, #kind, #spec, #call, #name, #path)]
        struct #holder;
    })
}

/// Returns the [`plain_trait`] with a method for each helper's name.
fn plain_methods(program: &Symbolic, bound: &[(Ident, Expr)]) -> TokenStream {
    let given = bound.iter().map(|(_, function)| CalledFunction::of_expression(function).method());
    let helpers = program.helpers.iter().filter(|helper| !helper.is_component);
    let named = helpers.map(|helper| Some(method(last_segment(&helper.path))));
    let methods: BTreeSet<Ident> = given.chain(named).flatten().collect();
    if methods.is_empty() { quote!() } else { plain_trait(methods) }
}
