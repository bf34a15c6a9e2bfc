//! The form of `template!` that is an expression: a struct nobody can name, made on the spot.

use crate::{helpers, input::Expression, program, rust_type::identifier, text::Text};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::{Error, ItemStruct, ext::IdentExt as _, parse_quote, spanned::Spanned as _};
use template_compiler::{Diagnostic, compile, source};

/// Expands to a value that borrows what the template reads.
pub(crate) fn expand(input: &Expression) -> TokenStream {
    let Expression { text, values, functions, options } = input;
    let mut options = options.clone();
    options.compiler.closures =
        functions.iter().map(|(name, _)| name.unraw().to_string()).collect();
    let options = &options;
    let compiled = compile(&text.source, &options.compiler).and_then(helpers::check);
    let given = values.iter().map(|(name, value)| {
        let reference = quote!(&(#value));
        Field::borrowed(name, &reference, value.span())
    });
    // A closure moves into the template, which may then live longer than the macro call.
    let closures = functions.iter().map(|(name, function)| {
        let unraw = name.unraw().to_string();
        let value = quote!(::template_runtime::__callable!(#unraw, #function));
        Field { name: name.clone(), value, borrowed: false }
    });
    let mut fields: Vec<Field> = given.chain(closures).collect();
    let mut errors = Vec::new();
    if let Ok(program) = &compiled {
        for name in &program.fields {
            if fields.iter().any(|field| field.name.unraw() == name.text) {
                continue;
            }
            let span = text.span_of(name.span);
            match identifier(&name.text, span) {
                Some(local) => {
                    let reference = captured(&local, text, name.span);
                    fields.push(Field::borrowed(&local, &reference, span));
                }
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
            let errors = error.into_compile_error();
            // Each is a macro call, of which an expression can only be one.
            return quote!({ #errors });
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
    let names = fields.iter().map(|field| &field.name);
    let values = fields.iter().map(|field| &field.value);
    let bindings: Vec<Ident> =
        (0..fields.len()).map(|i| Ident::new(&format!("__{i}"), Span::mixed_site())).collect();
    let (ident, declaration) = (&item.ident, program::declare(&item));
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

/// A reference to a local variable.
///
/// As a helper's path (see `helpers`), its name stands in a macro whose name is the place inside the
/// template, and next to something that keeps rustc from proposing a similar name for the whole text.
fn captured(local: &Ident, text: &Text, part: source::Span) -> TokenStream {
    let span = local.span();
    let place = text.source.place(part.start);
    let at = format!("name_at_line_{}_column_{}", place.line, place.column);
    let at = Ident::new(&at, Span::call_site());
    let decoys = helpers::decoys([local.unraw().to_string()], span);
    quote! {{
        macro_rules! #at { () => { #local } }
        #(#decoys)*
        &#at!()
    }}
}

/// A field of the struct.
struct Field {
    name: Ident,
    value: TokenStream,
    borrowed: bool,
}

impl Field {
    fn borrowed(name: &Ident, reference: &TokenStream, span: Span) -> Self {
        let value = quote_spanned! {span=>
            ::template_runtime::__private::Captured::new(#reference).itself()
        };
        Self { name: name.clone(), value, borrowed: true }
    }
}

/// A struct with a value of some type, or a reference to one, for each field.
fn anonymous(fields: &[Field]) -> ItemStruct {
    let types: Vec<Ident> = (0..fields.len()).map(|i| format_ident!("__T{i}")).collect();
    if types.is_empty() {
        return parse_quote!(
            struct Template {}
        );
    }
    let declarations = fields.iter().zip(&types).map(|(Field { name, borrowed, .. }, ty)| {
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
