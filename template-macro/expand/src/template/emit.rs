//! Emits a compiled template as tokens: the constants that are the input of linking.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use std::collections::HashMap;
use template_bytecode::{ENCODED_SIZE, Escape, Limits, ScratchUsage, name_hash};
use template_compiler::{Source, Symbolic, parse::ast::LiteralValue, source::SourceFile};

/// Returns the input of linking, and the constants to which it refers. `specs` are the specifications of the helpers.
pub(crate) fn unit(
    program: &Symbolic,
    source: &Source,
    specs: &TokenStream,
    escape: Escape,
) -> (TokenStream, TokenStream) {
    let Symbolic { ops, text, names, constants, segments, .. } = program;
    let (texts, files) = files(source);
    let (op_count, ops) = (ops.len(), encoded(ops, |op| op.encode()));
    let positions = Literal::byte_string(&program.positions(source));
    let ranges = Literal::byte_string(&program.ranges(source));
    let limits = limits(program.limits);
    let hashes = names.iter().map(|name| name_hash(name));
    let (segment_count, segments) = (segments.len(), encoded(segments, |segment| segment.encode()));
    let unit = quote! {
        __p::Unit::of_expansion(
            &[#(#files),*],
            &__t::bytecode::Op::decoded::<#op_count>(#ops),
            #positions,
            #ranges,
            #text,
            #limits,
            (&[#(#names),*], &[#(#hashes),*]),
            &__t::bytecode::PathSegment::decoded::<#segment_count>(#segments),
        )
    };
    let mut fields = TokenStream::new();
    if !constants.is_empty() {
        let constants = constants.iter().map(constant);
        fields.extend(quote!(constants: &[#(#constants),*],));
    }
    if !program.helpers.is_empty() {
        fields.extend(quote!(helpers: #specs,));
    }
    let unescaped: Vec<usize> = program.unescaped.iter().map(|unescaped| unescaped.op).collect();
    for (name, ops) in [
        ("unescaped", &unescaped),
        ("foreign_calls", &program.foreign_calls),
        ("html_fills", &program.html_fills),
    ] {
        if !ops.is_empty() {
            let name = format_ident!("{name}");
            fields.extend(quote!(#name: &[#(#ops),*],));
        }
    }
    if escape != Escape::Html {
        let escape = format_ident!("{}", escape.name());
        fields.extend(quote!(escape: __t::bytecode::Escape::#escape,));
    }
    let unit = if fields.is_empty() { unit } else { quote!(__p::Unit { #fields ..#unit }) };
    (texts, unit)
}

/// Returns a constant for the text of each partial, and the expressions for the files of a template. A partial
/// is a file for each tag that includes it.
fn files(source: &Source) -> (TokenStream, Vec<TokenStream>) {
    let mut texts: HashMap<&str, Ident> = HashMap::new();
    let mut constants = TokenStream::new();
    let files = source.files().enumerate().map(|(index, SourceFile { name, text, includes })| {
        let text = if index == 0 {
            quote!(#text)
        } else {
            let constant = texts.entry(name).or_insert_with(|| {
                let constant = format_ident!("__TEXT_{index}");
                constants.extend(quote!(const #constant: &::core::primitive::str = #text;));
                constant
            });
            quote!(#constant)
        };
        quote! {
            __p::SourceFile {
                name: #name,
                text: #text,
                includes: #includes,
            }
        }
    });
    let files = files.collect();
    (constants, files)
}

/// Returns the byte string of encoded ops or segments.
fn encoded<T: Copy>(elements: &[T], encode: fn(T) -> [u8; ENCODED_SIZE]) -> Literal {
    let bytes: Vec<u8> = elements.iter().flat_map(|element| encode(*element)).collect();
    Literal::byte_string(&bytes)
}

fn constant(constant: &LiteralValue) -> TokenStream {
    match constant {
        LiteralValue::Null => quote!(__t::bytecode::Constant::Null),
        LiteralValue::Bool(value) => quote!(__t::bytecode::Constant::Bool(#value)),
        LiteralValue::Int(value) => quote!(__t::bytecode::Constant::Int(#value)),
        // A literal cannot be infinite.
        LiteralValue::Float(value) => {
            let bits = value.to_bits();
            quote!(__t::bytecode::Constant::Float(::core::primitive::f64::from_bits(#bits)))
        }
        LiteralValue::Text(text) => quote!(__t::bytecode::Constant::Text(#text)),
    }
}

/// Returns the expression for the sizes of the memory that a program needs.
fn limits(limits: Limits) -> TokenStream {
    let Limits { stack, variables, loops, scratch: ScratchUsage { texts, bytes } } = limits;
    quote! {
        __t::bytecode::Limits::of_expansion(
            #stack, #variables, #loops, #texts, #bytes
        )
    }
}
