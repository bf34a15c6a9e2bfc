//! Helpers: functions that templates call, and their bindings.

pub(crate) mod attribute;
pub(crate) mod binding;
pub(crate) mod values;

use crate::rust_type::identifier;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident, quote, quote_spanned};
use syn::{Expr, ExprGroup, ExprParen, ExprPath, ext::IdentExt as _, spanned::Spanned as _};

/// A function or closure that a template calls, with the import that the call needs.
pub(crate) struct CalledFunction {
    /// The import; may be empty.
    pub(crate) import: TokenStream,
    /// The expression of the function.
    pub(crate) function: TokenStream,
    /// The last segment of its path, without `r#`; empty for a closure.
    pub(crate) name: String,
}

impl CalledFunction {
    /// Returns the function of a name in a template that the macro call does not bind.
    ///
    /// # Errors
    ///
    /// Returns an error if no function can have the name.
    fn of_name(name: &str, span: Span) -> syn::Result<Self> {
        let path = path(name, span).ok_or_else(|| syn::Error::new(span, not_a_function(name)))?;
        Ok(Self::of_path(&path, respan(path.to_token_stream(), span), span))
    }

    /// Returns the function of a path, whose tokens are `tokens`.
    ///
    /// A function of a module is imported, and with it the trait of the same name that `#[helper]` has
    /// generated, which must be in scope. An associated function cannot be imported, and cannot have
    /// `#[helper]`.
    fn of_path(path: &ExprPath, tokens: TokenStream, span: Span) -> Self {
        let segments: Vec<String> =
            path.path.segments.iter().map(|segment| segment.ident.unraw().to_string()).collect();
        let is_plain = path.qself.is_none()
            && path.path.segments.iter().all(|segment| segment.arguments.is_none());
        let name = segments.last().cloned().unwrap_or_default();
        match segments.as_slice() {
            [.., module, _] if is_plain && !is_type(module) => {
                let alias = Ident::new("__template_function", span);
                let import = quote_spanned! {span=>
                    use #tokens as #alias;
                };
                Self { import, function: alias.into_token_stream(), name }
            }
            _ => Self { import: quote!(), function: tokens, name },
        }
    }

    /// Returns the function of an expression: a path, or else a closure.
    pub(crate) fn of_expression(expression: &Expr) -> Self {
        match expression {
            Expr::Path(path) => Self::of_path(path, path.to_token_stream(), path.span()),
            Expr::Group(ExprGroup { expr, .. }) | Expr::Paren(ExprParen { expr, .. }) => {
                Self::of_expression(expr)
            }
            other => {
                Self { import: quote!(), function: other.to_token_stream(), name: String::new() }
            }
        }
    }

    /// Returns the expression that binds the function. The method of [`plain_trait`] or that of
    /// `#[helper]` decides how it is called.
    pub(crate) fn bound(&self, span: Span) -> TokenStream {
        self.bound_by(span, &self.selection(span))
    }

    /// Returns that expression for a function whose path has another span than its binding. What has the type of the function has the
    /// span of the path, because rustc checks the bounds of a generic function at each of them, and reports an error once for each span.
    pub(crate) fn bound_at_path(&self, binding: Span) -> TokenStream {
        let span = self.function.span();
        self.bound_by(span, &self.selection_with(span, binding, &quote!()))
    }

    /// Returns the expression that binds the function as a value, which is called without a block.
    pub(crate) fn bound_value(&self, span: Span) -> TokenStream {
        self.bound_by(span, &self.value_selection(span))
    }

    fn bound_by(&self, span: Span, selection: &TokenStream) -> TokenStream {
        let function = &self.function;
        quote_spanned!(span=> ::template_runtime::__private::bind(&(#function), #selection))
    }

    /// Returns the closure that selects how the function is called, and that checks its types.
    ///
    /// The method of [`plain_trait`] or that of the attribute detects whether the function has `#[helper]`. The other methods
    /// infer the type parameters of parameters of type `impl Display`, decide how results are returned, and find what is not
    /// supported. The calls by the paths of traits are those that fail: see `template_runtime::helper::supported`.
    pub(crate) fn selection(&self, span: Span) -> TokenStream {
        self.selection_with(span, span, &quote!())
    }

    /// Returns that closure, which also checks that the function can be a value.
    pub(crate) fn value_selection(&self, span: Span) -> TokenStream {
        let private = quote_spanned!(span=> ::template_runtime::__private);
        let check = quote_spanned! {span=>
            #private::ValueHelper::check(#private::mode_function(&__site, __mode));
        };
        self.selection_with(span, span, &check)
    }

    fn selection_with(&self, span: Span, binding: Span, check: &TokenStream) -> TokenStream {
        let private = quote_spanned!(span=> ::template_runtime::__private);
        let mode = match self.method() {
            Some(method) => quote_spanned!(span=> __site.#method()),
            None => quote_spanned!(span=> #private::Plain),
        };
        let params = (0..6).map(|i| format_ident!("__template_param_{i}", span = span));
        let tag = result_tag(span);
        // These tokens belong to the expansion: rustc attributes an error to the argument, and if that were the user's it would suggest
        // to borrow it, in place of the notes of the trait.
        let inner = Span::mixed_site().located_at(binding);
        let [param, result] = ["__param", "__result"].map(|name| Ident::new(name, inner));
        let checks = quote_spanned! {inner=>
            ::template_runtime::FromValue::__check(#param);
            ::template_runtime::IntoValue::__check(#result);
        };
        quote_spanned! {span=>
            |__function| {
                let (__site, __params, __probe) = #private::Function::types(__function);
                let __mode = #mode;
                #((&&&&__params).#params();)*
                let (__tag, __result) = #tag;
                let (__mode, #param, #result) =
                    (&&&&&&&&&&&&&#private::signature(&__site, __mode, __result)).__template_signature();
                #checks
                #check
                #private::selected(&__params, __mode, &__tag)
            }
        }
    }

    /// Returns the method that detects `#[helper]` on the function, or `None` for a closure.
    pub(crate) fn method(&self) -> Option<Ident> {
        (!self.name.is_empty()).then(|| method(&self.name))
    }
}

/// Returns the tag of the type that the variable `__probe` represents, which selects the conversion of a result by
/// autoref-based specialization, and the marker of a type to check. There is a reference for each candidate but the last.
pub(crate) fn result_tag(span: Span) -> TokenStream {
    quote_spanned!(span=> (&&&&&&&&&&&&&&&&&&__probe).__template_tag())
}

/// Returns a closure whose return type is the tag of its parameter: see [`result_tag`].
pub(crate) fn tag_closure(span: Span) -> TokenStream {
    let tag = result_tag(span);
    quote_spanned! {span=>
        |__probe| {
            let (__tag, __result) = #tag;
            ::template_runtime::IntoValue::__check(__result);
            __tag
        }
    }
}

/// Returns the method that detects `#[helper]` on functions whose path ends in `last`.
pub(crate) fn method(last: &str) -> Ident {
    format_ident!("__template_helper_{last}")
}

/// Returns a trait with these methods, each of which reports a function without `#[helper]`.
///
/// `#[helper]` declares a trait with a method of the same name. Method resolution prefers that one, because it
/// needs one reference less (autoref-based specialization).
pub(crate) fn plain_trait(methods: impl IntoIterator<Item = Ident>) -> TokenStream {
    let methods = methods.into_iter();
    quote! {
        trait __Plain: ::core::marker::Sized {
            #(fn #methods(self) -> ::template_runtime::__private::Plain {
                ::template_runtime::__private::Plain
            })*
        }
        impl<F, P> __Plain for &::template_runtime::__private::Site<F, P> {}
    }
}

/// Returns the last segment of a path in a template.
fn last_segment(path: &str) -> &str {
    path.rsplit("::").next().unwrap_or(path)
}

/// Returns `true` if a segment of a path names a type, judging by its spelling.
fn is_type(name: &str) -> bool {
    const PRIMITIVE: &[&str] = &[
        "bool", "char", "f32", "f64", "i8", "i16", "i32", "i64", "i128", "isize", "str", "u8",
        "u16", "u32", "u64", "u128", "usize",
    ];
    PRIMITIVE.contains(&name) || name.starts_with(char::is_uppercase)
}

/// Parses the path of a helper; keywords in it become raw identifiers.
fn path(name: &str, span: Span) -> Option<ExprPath> {
    let plain = |segment| matches!(segment, "crate" | "self" | "super" | "Self");
    let segments: Option<Vec<String>> = name
        .split("::")
        .map(|segment| {
            if plain(segment) {
                return Some(segment.to_owned());
            }
            identifier(segment, span).map(|segment| segment.to_string())
        })
        .collect();
    syn::parse_str(&segments?.join("::")).ok()
}

/// Sets the span of all tokens.
pub(crate) fn respan(tokens: TokenStream, span: Span) -> TokenStream {
    let respanned = tokens.into_iter().map(|mut token| {
        if let TokenTree::Group(group) = &token {
            let mut group =
                proc_macro2::Group::new(group.delimiter(), respan(group.stream(), span));
            group.set_span(span);
            token = TokenTree::Group(group);
        } else {
            token.set_span(span);
        }
        token
    });
    respanned.collect()
}

fn not_a_function(name: &str) -> String {
    format!("`{name}` cannot be the name of a function")
}
