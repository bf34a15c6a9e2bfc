//! Emits a compiled template as tokens: the constants that are the input of linking.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use std::{collections::HashMap, fmt::Write as _};
use template_bytecode::{
    Comparison, ConstantRef, Count, Entry, Escape, HelperRef, Immediate, Limits, LoopId, Missing,
    NameRef, NameRow, PathRow, PathSegment, Slot, SymbolicOp, Target, TextRef, name_hash, op_table,
};
use template_compiler::{Source, Symbolic, parse::ast::LiteralValue, source::SourceFile};

/// Returns the constant `name`, the input of linking. `specs` are the specifications of the helpers.
pub(crate) fn unit(
    name: &Ident,
    program: &Symbolic,
    source: &Source,
    specs: &TokenStream,
    escape: Escape,
) -> TokenStream {
    let escape = format_ident!("{}", escape.name());
    let Symbolic { ops, text, names, constants, segments, .. } = program;
    let (texts, files) = files(source);
    let (ops, segments) = (list(ops), list(segments));
    let constants = constants.iter().map(constant);
    let positions = Literal::byte_string(&program.positions(source));
    let ranges = Literal::byte_string(&program.ranges(source));
    let unescaped = program.unescaped.iter().map(|unescaped| unescaped.op);
    let (foreign_calls, html_fills) = (&program.foreign_calls, &program.html_fills);
    let hashes = names.iter().map(|name| name_hash(name));
    quote! {
        const #name: &::template_runtime::__private::Unit = {
            use ::template_runtime::bytecode::{*, Comparison::*, Escape::*, Op::*};
            #texts
            &::template_runtime::__private::Unit {
                files: &[#(#files),*],
                ops: &[#ops],
                positions: Positions(#positions),
                ranges: Ranges(#ranges),
                text: #text,
                names: &[#(#names),*],
                name_hashes: &[#(#hashes),*],
                segments: &[#segments],
                constants: &[#(#constants),*],
                helpers: #specs,
                helper_names: &[],
                unescaped: &[#(#unescaped),*],
                foreign_calls: &[#(#foreign_calls),*],
                html_fills: &[#(#html_fills),*],
                escape: #escape,
            }
        };
    }
}

/// Returns a constant for the text of each partial, and the expressions for the files of a template. A partial
/// is a file for each place that includes it.
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
            ::template_runtime::__private::SourceFile {
                name: #name,
                text: #text,
                includes: #includes,
            }
        }
    });
    let files = files.collect();
    (constants, files)
}

/// Returns the elements of an array, with a comma after each.
fn list(elements: &[impl Spell]) -> TokenStream {
    let mut spelled = String::new();
    for element in elements {
        element.spell(&mut spelled);
        spelled.push(',');
    }
    parsed(&spelled)
}

/// Returns the tokens of a text that the macro has written. Parsing one text is faster than appending tokens one by one.
fn parsed(text: &str) -> TokenStream {
    if proc_macro::is_available() {
        // Without the check of `proc_macro2`, which reads the text once more.
        return text.parse().map(proc_macro::TokenStream::into).unwrap_or_default();
    }
    text.parse().unwrap_or_default()
}

fn constant(constant: &LiteralValue) -> TokenStream {
    match constant {
        LiteralValue::Null => quote!(Constant::Null),
        LiteralValue::Bool(value) => quote!(Constant::Bool(#value)),
        LiteralValue::Int(value) => quote!(Constant::Int(#value)),
        // A literal cannot be infinite.
        LiteralValue::Float(value) => {
            let bits = value.to_bits();
            quote!(Constant::Float(::core::primitive::f64::from_bits(#bits)))
        }
        LiteralValue::Text(text) => quote!(Constant::Text(#text)),
    }
}

/// Returns the expression for the sizes of the memory that a program needs.
pub(crate) fn limits(limits: Limits) -> TokenStream {
    let Limits { stack, variables, loops, scratch } = limits;
    let (texts, bytes) = (scratch.texts, scratch.bytes);
    quote! {
        ::template_runtime::bytecode::Limits {
            stack: #stack,
            variables: #variables,
            loops: #loops,
            scratch: ::template_runtime::bytecode::ScratchUsage { texts: #texts, bytes: #bytes },
        }
    }
}

/// Values that can be written as Rust expressions.
trait Spell {
    /// Writes the expression that evaluates to the value, for a scope with the names of
    /// `template_bytecode`, the ops and the variants of operands.
    fn spell(&self, out: &mut String);
}

/// Implements [`Spell`] for operands.
macro_rules! spell_operands {
    ($($type:ty: |$operand:ident| $($arg:tt),*;)*) => { $(
        impl Spell for $type {
            fn spell(&self, out: &mut String) {
                let $operand = self;
                // Writing to a string cannot fail.
                let _ = write!(out, $($arg),*);
            }
        }
    )* };
}

spell_operands! {
    Comparison: |comparison| "{}", (comparison.name());
    ConstantRef: |constant| "ConstantRef({})", (constant.0);
    Count: |count| "Count({})", (count.0);
    Entry: |entry| "Entry({})", (entry.0);
    Escape: |escape| "{}", (escape.name());
    HelperRef: |helper| "HelperRef({})", (helper.0);
    Immediate: |value| "Immediate({})", (value.0);
    LoopId: |loop_id| "LoopId({})", (loop_id.0);
    Missing: |missing| "Missing({})", (missing.0);
    NameRef: |name| "NameRef({})", (name.0);
    NameRow: |row| "NameRow::new({},{})", (row.first()), (row.count());
    PathRow: |row| "PathRow::new({},{})", (row.first()), (row.count());
    Slot: |slot| "Slot({})", (slot.0);
    Target: |target| "Target({})", (target.0);
    TextRef: |text| "TextRef::new({},{})", (text.start()), (text.len());
}

impl Spell for PathSegment {
    fn spell(&self, out: &mut String) {
        out.push_str("PathSegment{name:");
        self.name.spell(out);
        out.push_str(",missing:");
        self.missing.spell(out);
        let _ = write!(out, ",end:{}}}", self.end);
    }
}

/// Implements [`Spell`] for ops from the rows of their table.
macro_rules! spell_ops {
    (
        symbolic { $($(#[$doc:meta])* $name:ident { $($operand:ident: $type:ty),* } [$($effect:tt)*] $class:ident;)* }
        linked { $($linked_rows:tt)* }
    ) => {
        impl Spell for SymbolicOp {
            fn spell(&self, out: &mut String) {
                match self {
                    $(Self::$name { $($operand),* } => {
                        out.push_str(concat!(stringify!($name), "{"));
                        $(
                            out.push_str(concat!(stringify!($operand), ":"));
                            $operand.spell(out);
                            out.push(',');
                        )*
                        out.push('}');
                    })*
                }
            }
        }
    };
}

op_table!(spell_ops);
