//! The form of `template!` that is an expression: a struct nobody can name, made on the spot.

use crate::{helpers, input::Expression, program, rust_type::identifier};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Error, ItemStruct, ext::IdentExt as _, parse_quote};
use template_compiler::{Diagnostic, compile};

/// Expands to a value that borrows what the template reads.
pub(crate) fn expand(input: &Expression) -> TokenStream {
    let Expression { text, values, functions, options } = input;
    let mut options = options.clone();
    options.compiler.closures =
        functions.iter().map(|(name, _)| name.unraw().to_string()).collect();
    let options = &options;
    let compiled = compile(&text.source, &options.compiler).and_then(helpers::check);
    let mut fields: Vec<(Ident, TokenStream)> =
        values.iter().map(|(name, value)| (name.clone(), value.to_token_stream())).collect();
    fields.extend(
        functions.iter().map(|(name, function)| {
            (name.clone(), quote!(::template_runtime::callable!(#function)))
        }),
    );
    let mut errors = Vec::new();
    if let Ok(program) = &compiled {
        for name in &program.fields {
            if fields.iter().any(|(field, _)| field.unraw() == name.text) {
                continue;
            }
            match identifier(&name.text, text.span) {
                Some(local) => fields.push((local.clone(), local.into_token_stream())),
                None => errors.push(
                    Diagnostic::new(
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
        let unread =
            values.iter().chain(functions).filter(|(name, _)| !read(name)).map(|(name, _)| {
                Error::new(name.span(), format!("the template does not read `{name}`"))
            });
        if let Some(error) = unread.reduce(|mut all, error| {
            all.combine(error);
            all
        }) {
            return error.into_compile_error();
        }
    }

    let item = anonymous(&fields);
    let implementation = match compiled {
        Ok(program) if errors.is_empty() => program::implement(&item, text, options, &[], &program)
            .unwrap_or_else(Error::into_compile_error),
        Ok(_) => program::broken(&item, text, &errors),
        Err(errors) => program::broken(&item, text, &errors),
    };
    // A `match`, because what it looks at lives until the end of the statement around it, as the
    // arguments of `format!` do.
    let (names, values): (Vec<_>, Vec<_>) = fields.into_iter().unzip();
    let bindings: Vec<Ident> =
        (0..names.len()).map(|i| Ident::new(&format!("__{i}"), Span::mixed_site())).collect();
    let (ident, declaration) = (&item.ident, program::declare(&item));
    quote! {
        match (#(&(#values),)*) {
            (#(#bindings,)*) => {
                #declaration
                #implementation
                #ident { #(#names: #bindings),* }
            }
        }
    }
}

/// A struct with a reference to a value of some type for each field.
fn anonymous(fields: &[(Ident, TokenStream)]) -> ItemStruct {
    let names = fields.iter().map(|(name, _)| name);
    let types: Vec<Ident> = (0..fields.len()).map(|i| format_ident!("__T{i}")).collect();
    if types.is_empty() {
        return parse_quote!(
            struct Template {}
        );
    }
    parse_quote! {
        #[allow(non_camel_case_types, non_snake_case, reason = "the names are those of others")]
        struct Template<'__t, #(#types: ::template_runtime::Data),*> {
            #(#names: &'__t #types),*
        }
    }
}
