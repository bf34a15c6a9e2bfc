//! Formats the signature of a helper as one line, for messages.

use super::spelling::{spell, spell_type};
use quote::ToTokens as _;
use syn::{Attribute, FnArg, Meta, ReturnType, Signature, punctuated::Punctuated};

/// The maximum length of a default in characters. A longer one is abbreviated to `…`.
const MAX_DEFAULT: usize = 40;

/// Returns the signature with the usual spacing and with the attributes of its parameters.
pub(super) fn line(signature: &Signature, attributes: &[Vec<Attribute>]) -> String {
    let mut line = format!("fn {}", signature.ident);
    if !signature.generics.params.is_empty() {
        line += &format!("<{}>", spell_list(&signature.generics.params));
    }
    let params = signature.inputs.iter().zip(attributes);
    let params: Vec<String> =
        params.map(|(param, attributes)| spell_param(param, attributes)).collect();
    line += &format!("({})", params.join(", "));
    if let ReturnType::Type(_, ty) = &signature.output {
        line += &format!(" -> {}", spell_type(ty.to_token_stream()));
    }
    if let Some(clause) = &signature.generics.where_clause {
        line += &format!(" where {}", spell_list(&clause.predicates));
    }
    line
}

fn spell_list<T: quote::ToTokens, P>(items: &Punctuated<T, P>) -> String {
    let items: Vec<String> = items.iter().map(|item| spell_type(item.to_token_stream())).collect();
    items.join(", ")
}

fn spell_param(param: &FnArg, attributes: &[Attribute]) -> String {
    let attributes: String = attributes.iter().map(spell_attribute).collect();
    let param = match param {
        FnArg::Receiver(param) => spell_type(param.to_token_stream()),
        FnArg::Typed(param) => {
            let (pattern, ty) = (param.pat.to_token_stream(), param.ty.to_token_stream());
            format!("{}: {}", spell(pattern), spell_type(ty))
        }
    };
    attributes + &param
}

fn spell_attribute(attribute: &Attribute) -> String {
    let name = attribute.path().to_token_stream();
    let Meta::List(list) = &attribute.meta else { return format!("#[{name}] ") };
    let arguments = spell(list.tokens.clone());
    let is_short = arguments.chars().count() <= "default = ".len() + MAX_DEFAULT;
    if is_short && !arguments.contains('\n') {
        format!("#[{name}({})] ", arguments.trim_end_matches(','))
    } else {
        format!("#[{name}(default = …)] ")
    }
}

#[cfg(test)]
mod tests {
    use crate::helper::attribute::params::take_attributes;
    use syn::{ItemFn, parse_quote};

    fn line(mut function: ItemFn) -> String {
        let attributes = take_attributes(&mut function.sig);
        super::line(&function.sig, &attributes)
    }

    #[test]
    fn signatures() {
        assert_eq!(
            line(parse_quote! {
                pub fn greet(
                    greeting: &str,
                    #[named] name: &str,
                    #[named(default = "!",)] suffix: &str,
                ) -> String {
                    String::new()
                }
            }),
            r##"fn greet(greeting: &str, #[named] name: &str, #[named(default = "!")] suffix: &str) -> String"##,
        );
        assert_eq!(
            line(parse_quote! {
                fn r#type<'a, T: Display>(#[rest] items: &'a [Value<'a>], _: T) -> Option<Value<'a>> where T: Copy, {
                    None
                }
            }),
            "fn r#type<'a, T: Display>(#[rest] items: &'a [Value<'a>], _: T) -> Option<Value<'a>> where T: Copy",
        );
        assert_eq!(
            line(parse_quote! {
                fn f(#[optional(default = "a very long text that nobody wants to read in a message")] a: &str) {}
            }),
            "fn f(#[optional(default = …)] a: &str)",
        );
    }
}
