//! Generates the templates of the positions that the compiler accepts: interpreted and unrolled, with data whose
//! types are known while compiling, and with data of any types.

#[allow(dead_code, unreachable_pub, reason = "the package uses it")]
#[path = "src/positions.rs"]
mod positions;

use std::{env, fmt::Write as _, fs, path::Path};
use template_runtime::{Compiler, Tree};

fn main() {
    println!("cargo::rerun-if-changed=src/positions.rs");
    let mut out = String::new();
    let mut table = String::new();
    for (index, (_, _, template)) in positions::all().enumerate() {
        let split = template.replace("{{x}}", "{{x}}{{y}}");
        for (variant, text) in [("whole", template), ("split", split.as_str())] {
            if variant == "split" && split == template {
                continue;
            }
            let Ok(compiled) = Compiler::new().compile(text) else { continue };
            // Where only a type makes a text printable, a template with text is a compile error.
            let data = [
                ("x", Tree::Text("a")),
                ("y", Tree::Text("b")),
                ("on", Tree::Bool(true)),
                ("xs", Tree::List(&[])),
            ];
            let harmless = compiled.render(&Tree::Map(&data));
            let prints_text = harmless.is_ok_and(|page| !page.contains("#unsafe-url"));
            let module = format!("{variant}_{index}");
            write_module(&mut out, &module, text, prints_text);
            let static_ways = if prints_text {
                format!("Some([{module}::text_interpreted, {module}::text_unrolled])")
            } else {
                "None".to_owned()
            };
            let _ = writeln!(
                table,
                "    Generated {{ text: {text:?}, any: [{module}::interpreted, {module}::unrolled], \
                 text_only: {static_ways} }},"
            );
        }
    }
    let text = format!("{out}\npub(crate) const GENERATED: &[Generated] = &[\n{table}];\n");
    let folder = env::var_os("OUT_DIR").expect("cargo sets OUT_DIR");
    fs::write(Path::new(&folder).join("templates.rs"), text).expect("the file can be written");
}

/// Writes the templates of a position.
fn write_module(out: &mut String, module: &str, text: &str, prints_text: bool) {
    let _ = writeln!(
        out,
        "#[allow(dead_code)]\nmod {module} {{\n    use super::{{Error, Node, Template}};"
    );
    let ways = [
        ("Any", "Node", "", "unroll = false", "interpreted", true),
        ("AnyUnrolled", "Node", "", "unroll", "unrolled", true),
        ("Text", "&'a str", "text_", "unroll = false", "interpreted", prints_text),
        ("TextUnrolled", "&'a str", "text_", "unroll", "unrolled", prints_text),
    ];
    for (name, data, prefix, option, way, is_wanted) in ways {
        if !is_wanted {
            continue;
        }
        let field = if prefix.is_empty() { "&'a Node" } else { data };
        let _ = writeln!(
            out,
            "    template_runtime::template! {{\n        #[template({option})]\n        #[allow(deprecated)]\n        \
             struct {name}<'a> {{ x: {field}, y: {field}, xs: &'a [{field}], on: bool }}\n        {text:?}\n    }}\n    \
             pub(super) fn {prefix}{way}(x: {value}, y: {value}, xs: &[{value}]) -> Result<String, Error> {{\n        \
             {name} {{ x, y, xs, on: true }}.render()\n    }}",
            value = field.replace("'a ", ""),
        );
    }
    let _ = writeln!(out, "}}");
}
