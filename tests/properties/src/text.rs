//! The property [`any_text`].

use crate::{data::league, helpers::compiler, render::check_outputs};
use template_bytecode::diagnostics::visible;
use template_compiler::{Diagnostic, KnownHelper, Options, Source, compile, source::Span};

/// Compiles a text with several sets of options, and renders it if it compiles.
///
/// # Panics
///
/// Panics if a program does not verify, a span is outside of the text or splits a character, or outputs differ.
pub fn any_text(text: &str) {
    let known = KnownHelper { name: "upper".to_owned(), ..KnownHelper::default() };
    let options = [
        Options::default(),
        Options { optimize: false, strict: true, ..Options::default() },
        Options { helpers: Some(vec![known]), implicit_calls: true, ..Options::default() },
    ];
    for options in options {
        let source = Source::new("any.hbs", text);
        match compile(&source, &options) {
            Ok(program) => {
                assert!(program.limits.variables > 0, "the data has a variable");
                program.warnings.iter().for_each(|warning| check_diagnostic(warning, &source));
                program.spans.iter().for_each(|span| check_span(*span, text));
                assert!(!program.listing("any", &source).is_empty());
            }
            Err(errors) => {
                assert!(!errors.is_empty(), "an error has a message");
                assert!(!errors.to_string().contains("please report"), "{errors}");
                errors.iter().for_each(|error| check_diagnostic(error, &source));
            }
        }
    }
    let _ = check_outputs(&compiler(), text, &league());
}

/// Checks that the spans of a diagnostic are in the text, and that it can be rendered.
fn check_diagnostic(diagnostic: &Diagnostic, source: &Source) {
    check_span(diagnostic.span, &source.text);
    if let Some((span, _)) = diagnostic.related {
        check_span(span, &source.text);
    }
    let message: String = diagnostic.message.chars().map(visible).collect();
    assert!(diagnostic.render(source).contains(&message));
}

fn check_span(span: Span, text: &str) {
    assert!(span.start <= span.end, "{span:?}");
    assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?}");
}
