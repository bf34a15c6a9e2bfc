//! Compiles and renders the templates of cases.

use crate::{case::Case, data::Node};
use template_runtime::{CompileError, Compiled, Compiler, Source};

/// What becomes of a template with its data.
#[derive(Clone, Debug, PartialEq)]
pub enum Rendered {
    /// The output.
    Output(String),
    /// The template is refused, with this message.
    Refused(String),
    /// Rendering failed, with this message.
    Failed(String),
}

/// Compiles the template of a case with its partials.
///
/// # Errors
///
/// Returns a message about the error in the template or in a partial.
pub fn compile(case: &Case, template: &str) -> Result<Compiled, CompileError> {
    let mut compiler = Compiler::new();
    for (name, text) in &case.partials {
        compiler = compiler.partial(name.as_str(), text.as_str())?;
    }
    compiler.compile(Source::new(case.id.as_str(), template))
}

/// Compiles and renders the template of a case.
pub fn render(case: &Case, template: &str) -> Rendered {
    of(compile(case, template), &Node::of(&case.data))
}

/// Compiles a template without partials, and renders it with `data`.
pub fn probe(template: &str, data: &Node) -> Rendered {
    of(Compiler::new().compile(template), data)
}

fn of(compiled: Result<Compiled, CompileError>, data: &Node) -> Rendered {
    match compiled {
        Ok(compiled) => match compiled.render(data) {
            Ok(output) => Rendered::Output(output),
            Err(error) => Rendered::Failed(error.to_string()),
        },
        Err(error) => Rendered::Refused(error.to_string()),
    }
}
