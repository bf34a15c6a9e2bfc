use crate::{
    flatten::flatten,
    limits::MAX_SIZE,
    lower::{TableOverflow, lower, raw_ops::raw_ops, symbolic::Symbolic, verify::limits},
    optimize::optimize,
    options::Options,
    parse::parse,
    resolve::{resolve, resolved::ResolvedTemplate},
    source::{Diagnostic, Diagnostics, Source, Span},
};

/// Compiles a template: parse, resolve, flatten, optimise, lower.
///
/// Takes a text, or a [`Source`], which also has the name of its file. The resulting program owns its
/// tables and is independent of types. `template!` links it to them while a crate is built;
/// `template_runtime::Compiler` links it while a program runs, to a table of helpers.
///
/// # Errors
///
/// All errors of the first stage that finds any.
///
/// # Examples
///
/// ```
/// use template_compiler::{Options, Source, compile};
///
/// let program = compile("Hello {{shout name}}!", &Options::default()).unwrap();
/// assert_eq!(program.helpers[0].path, "shout");
///
/// let source = Source::new("hello.hbs", "Hello {{name}!");
/// let errors = compile(source, &Options::default()).unwrap_err();
/// assert_eq!(errors.len(), 1);
/// assert!(errors.to_string().starts_with("hello.hbs:1:7: "));
/// ```
pub fn compile(source: impl Into<Source>, options: &Options) -> Result<Symbolic, Diagnostics> {
    let source = source.into();
    compile_text(&source.text, options)
        .map_err(|diagnostics| Diagnostics { source: Box::new(source), diagnostics })
}

/// Compiles a text like [`compile`], for a caller that keeps the source.
///
/// # Errors
///
/// All errors of the first stage that finds any.
pub fn compile_text(text: &str, options: &Options) -> Result<Symbolic, Vec<Diagnostic>> {
    if text.len() > MAX_SIZE {
        let message = format!("the template has more than {} MiB", MAX_SIZE >> 20);
        return Err(vec![Diagnostic::error(Span::new(0, 0), message)]);
    }
    let resolved = resolve(&parse(text)?, options)?;
    let mut flat = flatten(&resolved, options, text);
    if options.optimize {
        flat = optimize(flat);
    }
    let lowered = lower(&flat).map_err(|TableOverflow { span, items }| {
        vec![Diagnostic::error(span, format!("the template has too many {items}"))]
    })?;
    let raw = raw_ops(&lowered.ops, &lowered.spans, &resolved.raw, options.escape);
    let ResolvedTemplate { helpers, fields, reads, warnings, .. } = resolved;
    let program = Symbolic { helpers, fields, reads, raw, warnings, ..lowered };
    match limits(&program) {
        Ok(limits) => Ok(Symbolic { limits, ..program }),
        Err(error) => Err(vec![error]),
    }
}
