use crate::{
    check::check,
    diagnostic::Diagnostic,
    flatten::flatten,
    limits::MAX_SIZE,
    lower::lower,
    optimize::optimize,
    options::Options,
    parse::parse,
    raw::raw_ops,
    resolved::Template,
    source::{Source, Span},
    symbolic::Symbolic,
};

/// Compiles a template: parse, check, flatten, optimise, lower.
///
/// # Errors
///
/// All mistakes of the first stage that finds one.
///
/// # Examples
///
/// ```
/// use template_compiler::{Options, Source, compile};
///
/// let source = Source::new("hello.hbs", "Hello {{shout name}}!");
/// let program = compile(&source, &Options::default()).unwrap();
/// assert_eq!(program.helpers[0].path, "shout");
///
/// let source = Source::new("hello.hbs", "Hello {{name}!");
/// let errors = compile(&source, &Options::default()).unwrap_err();
/// assert!(errors[0].render(&source).starts_with("hello.hbs:1:7: "));
/// ```
pub fn compile(source: &Source, options: &Options) -> Result<Symbolic, Vec<Diagnostic>> {
    if source.text.len() > MAX_SIZE {
        let message = format!("the template has more than {} MiB", MAX_SIZE >> 20);
        return Err(vec![Diagnostic::new(Span::new(0, 0), message)]);
    }
    let resolved = check(&parse(&source.text)?, options)?;
    let mut flat = flatten(&resolved, options, &source.text);
    if options.optimize {
        flat = optimize(flat);
    }
    let lowered = lower(&flat).map_err(|(span, what)| {
        vec![Diagnostic::new(span, format!("the template has too many {what}"))]
    })?;
    let raw = raw_ops(&lowered.ops, &lowered.spans, &resolved.raw, options.escape);
    let Template { helpers, fields, reads, warnings, .. } = resolved;
    Ok(Symbolic { helpers, fields, reads, raw, warnings, ..lowered })
}
