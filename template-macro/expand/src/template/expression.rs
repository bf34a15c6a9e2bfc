//! The expression form of `template!`: a block that declares a struct and evaluates to a value of it.

use crate::{
    data,
    helper::values,
    rust_type::{identifier, of_macro},
    template::{input::ExpressionInput, program},
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{
    Error, Expr, ExprBlock, ExprGroup, ExprParen, ExprPath, ExprUnary, ItemStruct, Stmt, UnOp,
    ext::IdentExt as _, parse_quote, spanned::Spanned as _,
};
use template_compiler::{Diagnostic, FragmentUse};

/// Expands to a template that owns its named values, and borrows the variables that it captures.
pub(crate) fn expand(input: ExpressionInput) -> TokenStream {
    let ExpressionInput { mut text, values, functions, mut options } = input;
    let (values, functions) = (values.as_slice(), functions.as_slice());
    options.compiler.closures =
        functions.iter().map(|(name, _)| name.unraw().to_string()).collect();
    // A block helper is a function, never a closure.
    let paths = functions.iter().filter(|(_, function)| matches!(function, Expr::Path(_)));
    options.compiler.functions = paths.map(|(name, _)| name.unraw().to_string()).collect();
    options.compiler.fragments = FragmentUse::Rejected;
    options.compiler.flush = values.iter().all(|(name, _)| name != "flush");
    let options = &options;
    let untyped =
        functions.iter().filter_map(|(_, function)| values::untyped_param_error(function));
    if let Some(error) = untyped.reduce(values::combine_errors) {
        let error = error.into_compile_error();
        return quote!({ #error });
    }
    let compiled = program::compile(&mut text, options);
    let text = &text;
    let values_fields = values.iter().map(|(name, value)| ExpressionField::given(name, value));
    // A closure moves into the template, which may then live longer than the macro call.
    let closures = functions.iter().map(|(name, function)| {
        let unraw = name.unraw().to_string();
        let value = values::callable(&unraw, function);
        ExpressionField { name: name.clone(), value }
    });
    let mut fields: Vec<ExpressionField> = values_fields.chain(closures).collect();
    let mut errors = Vec::new();
    if let Ok(program) = &compiled {
        for name in &program.fields {
            if fields.iter().any(|field| field.name.unraw() == name.text) {
                continue;
            }
            match identifier(&name.text, text.span_of(name.span)) {
                Some(local) => {
                    let position = text.position_in_identifier(name.span);
                    fields.push(ExpressionField::captured(&local, &position));
                }
                None => errors.push(
                    Diagnostic::error(
                        name.span,
                        format!("`{}` cannot be the name of a local variable", name.text),
                    )
                    .help(match name.text.as_str() {
                        "self" => name_after_the_text(text.path_after(name.span)),
                        _ => "declare a struct, with `#[data(rename = \"…\")]` on the field"
                            .to_owned(),
                    }),
                ),
            }
        }
        let read = |given: &Ident| program.fields.iter().any(|name| given.unraw() == name.text);
        let called = |given: &Ident| program.helpers.iter().any(|name| given.unraw() == name.path);
        // A component may take any of the values, if the template passes it all of them, or if it inherits fields.
        let is_whole = program.reads.whole || program.reads.inherited;
        let is_unread = |name: &Ident| !read(name) && (!is_whole || called(name));
        let unread = values.iter().filter(|(name, _)| is_unread(name)).map(|(name, _)| {
            let plain = name.unraw();
            let message = if called(name) {
                format!(
                    "`{plain}` is called as a helper: write `fn {plain} = …`\nhelp: `{{{{this.{plain} …}}}}` calls a helper that is a value"
                )
            } else {
                format!("the template does not read `{plain}`")
            };
            Error::new(name.span(), message)
        });
        let unused = functions.iter().filter(|(name, _)| !read(name) && !called(name));
        let unused = unused.map(|(name, _)| {
            Error::new(name.span(), format!("the template does not read `{}`", name.unraw()))
        });
        // A function that only blocks call needs no field: it is bound by its path.
        let is_value = |field: &Ident| values.iter().any(|(name, _)| name == field);
        fields.retain(|field| read(&field.name) || (is_whole && is_value(&field.name)));
        if let Some(error) = unread.chain(unused).reduce(values::combine_errors) {
            let error = error.into_compile_error();
            return quote!({ #error });
        }
    }

    let item = declare_struct(&fields);
    let implementation = match compiled {
        Ok(program) if errors.is_empty() => {
            program::implement(&item, text, options, functions, &program, &quote!(), false)
        }
        Ok(_) => program::stub(&item, text, &errors),
        Err(errors) => program::stub(&item, text, &errors),
    };
    // A `match`, because temporaries in its scrutinee live until the end of the enclosing statement, as the
    // arguments of `format!` do.
    let names = fields.iter().map(|field| &field.name);
    let values = fields.iter().map(|field| &field.value);
    let bindings: Vec<Ident> =
        (0..fields.len()).map(|i| Ident::new(&format!("__{i}"), Span::mixed_site())).collect();
    let (ident, data) = (&item.ident, implement_data(&item));
    quote! {
        match (#(#values,)*) {
            (#(#bindings,)*) => {
                #item
                #data
                #implementation
                #ident { #(#names: #bindings),* }
            }
        }
    }
}

/// Returns the implementation of `Data`. Without fields the struct has no type parameters, but
/// must not implement `ByReference`: no helper can name it, so rustc must not suggest it.
fn implement_data(item: &ItemStruct) -> TokenStream {
    if item.fields.is_empty() {
        data::data_without_fields(&item.ident)
    } else {
        data::derive_template(item).unwrap_or_else(Error::into_compile_error)
    }
}

/// A field of the struct, with its value.
struct ExpressionField {
    name: Ident,
    value: TokenStream,
}

impl ExpressionField {
    /// Returns the field of a value in the macro call, which moves into the template, except for a part of
    /// another value. In braces that part moves, too; they are left out, because rustc takes them for unnecessary.
    fn given(name: &Ident, value: &Expr) -> Self {
        if let Some(part) = part_in_braces(value) {
            let value = readable("Owned", &quote!(#part), value.span());
            return Self { name: name.clone(), value };
        }
        let (span, kind) = (value.span(), if is_part(value) { "Borrowed" } else { "Owned" });
        let value = if is_part(value) { quote!(&(#value)) } else { quote!(#value) };
        Self { name: name.clone(), value: readable(kind, &value, span) }
    }

    /// Returns the field of a local variable that the template reads at `position`.
    ///
    /// If there is no such variable, the error is rustc's, which points at the whole text; but it also names
    /// the macro in which it arose, whose name therefore contains the position. The constant keeps rustc from
    /// suggesting to replace the text by a similar name: rustc prefers the name that differs only in case,
    /// and suggests none that is defined at the error.
    fn captured(name: &Ident, position: &str) -> Self {
        let at = format!("variable_at_{position}");
        let at = Ident::new(&at, Span::call_site());
        let upper = name.unraw().to_string().to_uppercase();
        let decoy = identifier(&upper, name.span()).filter(|decoy| decoy != name).map(|decoy| {
            quote! {
                const #decoy: () = ();
            }
        });
        let reference = quote! {{
            #decoy
            macro_rules! #at { () => { &#name }; }
            #at!()
        }};
        let value = readable("Borrowed", &reference, name.span());
        Self { name: name.clone(), value }
    }
}

/// Returns the part of another value that is the only content of a block, as in `{ self.name }`.
fn part_in_braces(value: &Expr) -> Option<&Expr> {
    match value {
        Expr::Block(ExprBlock { attrs, label: None, block }) if attrs.is_empty() => {
            match block.stmts.as_slice() {
                [Stmt::Expr(part, None)] if is_part(part) => Some(part),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Returns `true` if an expression denotes a part of another value, or a static, neither of which can move: it is
/// borrowed, as in `format!`.
fn is_part(value: &Expr) -> bool {
    match value {
        Expr::Field(_) | Expr::Index(_) | Expr::Unary(ExprUnary { op: UnOp::Deref(_), .. }) => true,
        Expr::Paren(ExprParen { expr, .. }) | Expr::Group(ExprGroup { expr, .. }) => is_part(expr),
        Expr::Path(ExprPath { path, .. }) => path.segments.last().is_some_and(|last| {
            let name = last.ident.to_string();
            name.contains(char::is_uppercase) && !name.contains(char::is_lowercase)
        }),
        _ => false,
    }
}

/// Returns the expression that checks that a value, or a reference to one, is data. rustc reports errors at `span`.
fn readable(kind: &str, value: &TokenStream, span: Span) -> TokenStream {
    let kind = Ident::new(kind, span);
    quote_spanned! {span=>
        ::template_runtime::Data::__given(::template_runtime::__private::#kind::new(#value).__template_capture())
    }
}

/// Returns the struct, which has a type parameter for each field: the first is [`data::FIRST_PARAM_OF_EXPRESSION`].
fn declare_struct(fields: &[ExpressionField]) -> ItemStruct {
    let types: Vec<Ident> = (0..fields.len()).map(|i| format_ident!("__T{i}")).collect();
    if types.is_empty() {
        return parse_quote!(
            struct Template {}
        );
    }
    // Fields have the names of the template, whose style rustc does not check.
    let declarations = fields.iter().zip(&types).map(|(ExpressionField { name, .. }, ty)| {
        let name = of_macro(name);
        quote!(#name: #ty)
    });
    parse_quote! {
        struct Template<#(#types: ::template_runtime::Data),*> {
            #(#declarations),*
        }
    }
}

/// Returns the help for a path that begins with `self`, of which `path` follows: the macro captures variables by their
/// names, and `self` has another hygiene than these.
fn name_after_the_text(path: &str) -> String {
    match path {
        "" => "name the value after the text, as in `me = self`, and write `me` here".to_owned(),
        field => format!(
            "name the value after the text, `{field} = self.{field}`, and write `{field}` here"
        ),
    }
}
