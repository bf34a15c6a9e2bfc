//! Generates a module with two templates, interpreted and unrolled, for each of the repository's own cases.
//! `tests/templates.rs` compares their outputs with those of templates that are compiled at run time.

#[allow(dead_code, unreachable_pub, reason = "the package uses all of it")]
#[path = "src/case.rs"]
mod case;
#[allow(dead_code, unreachable_pub, reason = "the package uses all of it")]
#[path = "src/js.rs"]
mod js;
#[allow(unreachable_pub, reason = "the package uses it")]
#[path = "src/normalize.rs"]
mod normalize;

use case::Case;
use normalize::normalize;
use std::{collections::HashMap, env, fmt::Write as _, fs, path::Path};
use syn::{
    Ident, Item, LitStr, Token, braced,
    parse::{Parse, ParseStream},
};

fn main() {
    // Not the folder in which this script was compiled: checkouts may share what they build.
    let root = env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let root = Path::new(&root);
    println!("cargo::rerun-if-changed=cases");
    println!("cargo::rerun-if-changed=src/helpers.rs");
    println!("cargo::rerun-if-changed=src/case.rs");
    println!("cargo::rerun-if-changed=src/js.rs");
    let helpers = helpers(&read(&root.join("src/helpers.rs")));
    let mut cases = Vec::new();
    let mut files: Vec<_> = fs::read_dir(root.join("cases"))
        .expect("the folder of cases exists")
        .map(|entry| entry.expect("the entry can be read").path())
        .collect();
    files.sort();
    for file in files {
        let read = case::read(&read(&file));
        cases.extend(read.unwrap_or_else(|error| panic!("{}: {error}", file.display())));
    }
    // Templates that do not compile would fail the build; `tests/ui` covers their messages.
    cases.retain(|case| !matches!(case.tier.as_str(), "compile error" | "run time only"));
    let mut modules = String::new();
    let mut table = String::new();
    for (index, case) in cases.iter().enumerate() {
        write_case(&mut modules, index, case, &helpers);
        let _ = writeln!(
            table,
            "    Entry {{ id: {:?}, \
             interpreted: |data| case_{index}::Interpreted(data).render(), \
             unrolled: |data| case_{index}::Unrolled(data).render() }},",
            case.id
        );
    }
    let text = format!("{modules}\nconst TEMPLATES: &[Entry] = &[\n{table}];\n");
    let out = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&out).join("templates.rs"), text).expect("the file can be written");
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Writes the module of a case: the same template interpreted and unrolled.
fn write_case(out: &mut String, index: usize, case: &Case, helpers: &HashMap<String, String>) {
    let options: String = [
        ("strict", "strict, "),
        ("implicitCalls", "implicit_calls, "),
        ("noEscape", "escape = \"text\", "),
        ("entities", "escape = \"entities\", "),
        ("collapse", "whitespace = \"collapse\", "),
        ("unoptimized", "optimize = false, "),
    ]
    .into_iter()
    .filter(|(option, _)| case.has(option))
    .map(|(_, option)| option)
    .collect();
    let functions: String = case
        .helpers
        .iter()
        .map(|(name, code)| {
            let function = helpers.get(&normalize(code));
            let function = function.unwrap_or_else(|| panic!("{}: no helper `{code}`", case.id));
            format!(", fn {name} = ::conformance::helpers::{function}")
        })
        .collect();
    let _ = writeln!(out, "mod case_{index} {{\n    #[allow(unused_imports)]");
    let _ = writeln!(out, "    use {{conformance::data::Node, template_runtime::helpers::*}};");
    for (name, unroll) in [("Interpreted", "unroll = false"), ("Unrolled", "unroll")] {
        let _ = writeln!(
            out,
            "    template_runtime::template! {{\n        \
             #[data(transparent)]\n        \
             #[template({options}{unroll})]\n        \
             #[allow(deprecated)]\n        \
             pub(super) struct {name}<'a>(pub(super) &'a Node);\n        \
             {:?}{functions}\n    }}",
            case.template
        );
    }
    let _ = writeln!(out, "}}");
}

/// Returns the names of the Rust functions, by the keys of the JavaScript functions.
fn helpers(source: &str) -> HashMap<String, String> {
    let file = syn::parse_file(source).expect("the helpers are Rust");
    let tables = file.items.into_iter().filter_map(|item| match item {
        Item::Macro(item) if item.mac.path.is_ident("translations") => Some(item.mac.tokens),
        _ => None,
    });
    let tables = tables.map(|tokens| syn::parse2::<Translations>(tokens).expect("two tables"));
    tables.flat_map(|table| table.0).collect()
}

/// `values { "text" => function, … } blocks { … }`
struct Translations(Vec<(String, String)>);

impl Parse for Translations {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut functions = Vec::new();
        while !input.is_empty() {
            input.parse::<Ident>()?;
            let table;
            braced!(table in input);
            while !table.is_empty() {
                let code: LitStr = table.parse()?;
                table.parse::<Token![=>]>()?;
                let function: Ident = table.parse()?;
                table.parse::<Token![,]>()?;
                functions.push((normalize(&code.value()), function.to_string()));
            }
        }
        Ok(Self(functions))
    }
}
