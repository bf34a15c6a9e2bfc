//! The form of `template!` that is an expression: a struct nobody can name, made on the spot.

use crate::{
    data,
    helper::values,
    rust_type::identifier,
    template::{input::ExpressionInput, program, text::TemplateText},
};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use syn::{Error, Expr, ItemStruct, ext::IdentExt as _, parse_quote, spanned::Spanned as _};
use template_compiler::{Diagnostic, parse::ast::Name, source::LineColumn};

/// Expands to a value that borrows what the template reads.
pub(crate) fn expand(input: &ExpressionInput) -> TokenStream {
    let ExpressionInput { text, values, functions, options } = input;
    let mut options = options.clone();
    options.compiler.closures =
        functions.iter().map(|(name, _)| name.unraw().to_string()).collect();
    // What surely is no function cannot be the helper of a block.
    let paths = functions.iter().filter(|(_, function)| matches!(function, Expr::Path(_)));
    options.compiler.functions = paths.map(|(name, _)| name.unraw().to_string()).collect();
    let options = &options;
    let untyped =
        functions.iter().filter_map(|(_, function)| values::untyped_param_error(function));
    if let Some(error) = untyped.reduce(values::combine_errors) {
        let error = error.into_compile_error();
        return quote!({ #error });
    }
    let compiled = program::compile(text, options);
    let given = values.iter().map(|(name, value)| ExpressionField::borrowed(name, value));
    // A closure moves into the template, which may then live longer than the macro call.
    let closures = functions.iter().map(|(name, function)| {
        let unraw = name.unraw().to_string();
        let value = values::callable(&unraw, function);
        ExpressionField { name: name.clone(), value, borrowed: false }
    });
    let mut fields: Vec<ExpressionField> = given.chain(closures).collect();
    let mut errors = Vec::new();
    if let Ok(program) = &compiled {
        for name in &program.fields {
            if fields.iter().any(|field| field.name.unraw() == name.text) {
                continue;
            }
            match identifier(&name.text, text.span_of(name.span)) {
                Some(local) => {
                    fields.push(ExpressionField::captured(&local, &name_place(text, name)))
                }
                None => errors.push(
                    Diagnostic::error(
                        name.span,
                        format!("`{}` cannot be the name of a local variable", name.text),
                    )
                    .help(
                        "give the template a struct, with `#[data(rename = \"…\")]` on the field",
                    ),
                ),
            }
        }
        let read = |given: &Ident| program.fields.iter().any(|name| given.unraw() == name.text);
        let called = |given: &Ident| program.helpers.iter().any(|name| given.unraw() == name.path);
        let unread = values.iter().filter(|(name, _)| !read(name)).map(|(name, _)| {
            let plain = name.unraw();
            let message = if called(name) {
                format!(
                    "`{plain}` is called: write `fn {plain} = …`\nhelp: `{{{{this.{plain} …}}}}` calls a helper that is a value"
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
        // What only blocks call is bound as a function.
        fields.retain(|field| read(&field.name));
        if let Some(error) = unread.chain(unused).reduce(values::combine_errors) {
            let error = error.into_compile_error();
            return quote!({ #error });
        }
    }

    let item = anonymous(&fields);
    let implementation = match compiled {
        Ok(program) if errors.is_empty() => {
            program::implement(&item, text, options, functions, &program)
                .unwrap_or_else(Error::into_compile_error)
        }
        Ok(_) => program::broken(&item, text, &errors),
        Err(errors) => program::broken(&item, text, &errors),
    };
    // A `match`, because what it looks at lives until the end of the statement around it, as the
    // arguments of `format!` do.
    let names = fields.iter().map(|field| &field.name);
    let values = fields.iter().map(|field| &field.value);
    let bindings: Vec<Ident> =
        (0..fields.len()).map(|i| Ident::new(&format!("__{i}"), Span::mixed_site())).collect();
    let (ident, declaration) = (&item.ident, declare(&item));
    quote! {
        match (#(#values,)*) {
            (#(#bindings,)*) => {
                #declaration
                #implementation
                #ident { #(#names: #bindings),* }
            }
        }
    }
}

/// The struct itself, with its data. Nobody can take one by reference as a parameter: that it has no
/// parameters itself must not make rustc propose it.
fn declare(item: &ItemStruct) -> TokenStream {
    if item.fields.is_empty() {
        let data = data::data_without_fields(&item.ident);
        quote!(#item #data)
    } else {
        program::declare(item)
    }
}

/// The place of a name in the file.
fn name_place(text: &TemplateText, name: &Name) -> LineColumn {
    text.source.place(name.span.start)
}

/// A field of the struct.
struct ExpressionField {
    name: Ident,
    value: TokenStream,
    /// Whether the field is a reference.
    borrowed: bool,
}

impl ExpressionField {
    fn borrowed(name: &Ident, value: &Expr) -> Self {
        let value = readable(&quote!(&(#value)), value.span());
        Self { name: name.clone(), value, borrowed: true }
    }

    /// A local variable, read at a place of the template.
    ///
    /// When there is no such variable the error is rustc's, which points at the whole text; but it also
    /// says in which macro it arose, and the name of that is the place. The constant keeps rustc from
    /// proposing to replace the text by a similar name: of all such names it prefers the one that
    /// differs in nothing but case, and it proposes none that is defined where the error is.
    fn captured(name: &Ident, place: &LineColumn) -> Self {
        let at = format!("variable_at_line_{}_column_{}", place.line, place.column);
        let at = Ident::new(&at, Span::call_site());
        let upper = name.unraw().to_string().to_uppercase();
        let decoy = identifier(&upper, name.span()).filter(|decoy| decoy != name).map(|decoy| {
            quote! {
                #[allow(dead_code, reason = "only errors see it")]
                const #decoy: () = ();
            }
        });
        let reference = quote! {{
            #decoy
            macro_rules! #at { () => { &#name }; }
            #at!()
        }};
        let value = readable(&reference, name.span());
        Self { name: name.clone(), value, borrowed: true }
    }
}

/// A reference to a value that is read. What is no data is told at the span.
fn readable(reference: &TokenStream, span: Span) -> TokenStream {
    let itself = Ident::new("itself", span);
    quote!(::template_runtime::__private::Captured::new(#reference).#itself())
}

/// A struct with a value of some type, or a reference to one, for each field.
fn anonymous(fields: &[ExpressionField]) -> ItemStruct {
    let types: Vec<Ident> = (0..fields.len()).map(|i| format_ident!("__T{i}")).collect();
    if types.is_empty() {
        return parse_quote!(
            struct Template {}
        );
    }
    let declarations =
        fields.iter().zip(&types).map(|(ExpressionField { name, borrowed, .. }, ty)| {
            if *borrowed { quote!(#name: &'__t #ty) } else { quote!(#name: #ty) }
        });
    let lifetime = fields.iter().any(|field| field.borrowed).then(|| quote!('__t,));
    parse_quote! {
        #[allow(non_camel_case_types, non_snake_case, reason = "the names are those of others")]
        struct Template<#lifetime #(#types: ::template_runtime::Data),*> {
            #(#declarations),*
        }
    }
}
