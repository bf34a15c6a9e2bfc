//! Compilation of a template through all stages.

use crate::{
    context::{Contexts, ForeignContentRules, assign_contexts},
    flatten::{FlatFragment, FlatTemplate, flatten, stack_expression::StackExpression},
    interface::yields,
    limits::MAX_SIZE,
    lower::{
        TableOverflow, lower, program_limits,
        symbolic::{Symbolic, SymbolicFragment},
        unescaped_ops::unescaped_ops,
    },
    optimize::optimize,
    options::Options,
    parse::{parse, parse_with_components},
    partials::{NoPartials, Partials},
    resolve::{resolve, resolved::ResolvedTemplate},
    source::{Diagnostic, Diagnostics, Source, Span},
};
use std::collections::HashSet;
use template_bytecode::{Escape, SymbolicOp, diagnostics::MAX_ERRORS};

/// Compiles a template: parse, resolve, flatten, optimize, lower, verify.
///
/// Takes text, or a [`Source`], which also has the name of its file. The resulting program owns its
/// tables and is independent of types. `template!` links it to types when a crate is compiled;
/// `template_runtime::Compiler` links it to a table of helpers at run time.
///
/// # Errors
///
/// Returns the errors of the first stage that finds any, sorted by position, at most [`MAX_ERRORS`].
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
    let mut source = source.into();
    compile_source(&mut source, options, &mut NoPartials)
        .map_err(|diagnostics| Diagnostics { source: Box::new(source), diagnostics })
}

/// Compiles a template with the partials that it includes, which become part of the source: the spans of the
/// result may be in them.
///
/// # Errors
///
/// Returns the errors of the first stage that finds any, sorted by position, at most [`MAX_ERRORS`].
pub fn compile_source(
    source: &mut Source,
    options: &Options,
    partials: &mut dyn Partials,
) -> Result<Symbolic, Vec<Diagnostic>> {
    if source.text.len() > MAX_SIZE {
        let message = format!("the template has more than {} MiB", MAX_SIZE >> 20);
        return Err(vec![Diagnostic::error(Span::new(0, 0), message)]);
    }
    let parse = if options.components { parse_with_components } else { parse };
    let template = parse(&source.text).map_err(|errors| first_errors(errors, source))?;
    let mut resolved = resolve(&template, source, options, partials)
        .map_err(|errors| first_errors(errors, source))?;
    // What a stage has read is dropped, so that the memory is that of two stages.
    drop(template);
    let mut contexts = Contexts::default();
    if options.contexts && options.escape == Escape::Html {
        contexts = assign_contexts(&mut resolved.body, &mut resolved.partials, options, source)
            .map_err(|errors| first_errors(errors, source))?;
    } else {
        // Nothing is known of its text.
        contexts.foreign_rules.needs_html = true;
    }
    let FlatTemplate { whole, fragments } = flatten(&resolved, options, source);
    let yields = if options.slots.is_some() { yields(&resolved.body) } else { Vec::new() };
    resolved.body = Vec::new();
    let program = program(whole, &resolved, &contexts.foreign_rules, options)?;
    let fragments = fragments.into_iter().map(|FlatFragment { name, flat }| {
        let program = self::program(flat, &resolved, &contexts.foreign_rules, options)?;
        Ok(SymbolicFragment { name, program })
    });
    let fragments = fragments.collect::<Result<_, Vec<Diagnostic>>>()?;
    let ResolvedTemplate { fields, reads, unused_slots, mut warnings, .. } = resolved;
    let Contexts { slot_quotes, foreign_rules, warnings: others, tag_warnings } = contexts;
    warnings.extend(others);
    if options.lint {
        // The elements of XML have other names and rules.
        match xml_warning(source).filter(|_| options.contexts && options.escape == Escape::Html) {
            Some(warning) => warnings.push(warning),
            None => warnings.extend(tag_warnings),
        }
    }
    warnings.sort_by_key(|warning| warning.span.start);
    source.without_repetitions(&mut warnings);
    warnings.truncate(MAX_ERRORS);
    Ok(Symbolic {
        fields,
        reads,
        yields,
        slot_quotes,
        unused_slots,
        foreign_rules,
        warnings,
        fragments,
        ..program
    })
}

/// Returns the warning about XML that is parsed as HTML.
fn xml_warning(source: &Source) -> Option<Diagnostic> {
    const DECLARATION: &str = "<?xml";
    let text = &source.text;
    let start = text.len() - text.trim_start().len();
    if !text[start..].starts_with(DECLARATION) {
        return None;
    }
    let span = Span::new(start, start + DECLARATION.len());
    let warning = Diagnostic::warning(span, "the template is XML, but is parsed as HTML");
    Some(warning.help("write `escape = \"entities\"`, or, for a `Compiler`, call `entities`"))
}

/// Compiles a flat template, or a fragment of it, through the stages that remain.
fn program(
    mut flat: StackExpression,
    template: &ResolvedTemplate,
    foreign_rules: &ForeignContentRules,
    options: &Options,
) -> Result<Symbolic, Vec<Diagnostic>> {
    if options.optimize {
        flat = optimize(flat);
    }
    let lowered = lower(&flat).map_err(|TableOverflow { span, items }| {
        vec![Diagnostic::error(span, format!("the template has too many {items}"))]
    })?;
    let unescaped =
        unescaped_ops(&lowered.ops, &lowered.spans, &template.unescaped, options.escape);
    let helpers = template.helpers.clone();
    let ops_at = |spans: &HashSet<Span>, is_one: fn(&SymbolicOp) -> bool| -> Vec<usize> {
        let ops = lowered.ops.iter().zip(&lowered.spans).enumerate();
        ops.filter(|(_, (op, span))| is_one(op) && spans.contains(span)).map(|(at, _)| at).collect()
    };
    let is_call = |op: &SymbolicOp| matches!(op, SymbolicOp::CallComponent { .. });
    let foreign_calls = ops_at(&foreign_rules.foreign_calls, is_call);
    let is_fill = |op: &SymbolicOp| matches!(op, SymbolicOp::PushBlock { .. });
    let html_fills = ops_at(&foreign_rules.html_fills, is_fill);
    let program = Symbolic { helpers, unescaped, foreign_calls, html_fills, ..lowered };
    match program_limits(&program) {
        Ok(limits) => Ok(Symbolic { limits, ..program }),
        Err(error) => Err(vec![error]),
    }
}

/// Sorts errors by position, and returns the first [`MAX_ERRORS`]. An error of a partial that is included
/// several times is reported once.
fn first_errors(mut errors: Vec<Diagnostic>, source: &Source) -> Vec<Diagnostic> {
    errors.sort_by_key(|error| error.span.start);
    source.without_repetitions(&mut errors);
    errors.truncate(MAX_ERRORS);
    errors
}
