//! Any text.

use crate::{data::league, helpers::compiler, render::check_outputs};
use template_compiler::{Diagnostic, KnownHelper, Options, Source, compile, source::Span};

/// Compiles any text in all ways, and renders what compiles.
///
/// # Panics
///
/// When a program does not verify, when a place lies outside of the text or inside of a character, or
/// when outputs differ.
pub fn any_text(text: &str) {
    let known = KnownHelper { name: "upper".to_owned(), takes_block: false };
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
                program.warnings.iter().for_each(|odd| check_place(odd, &source));
                program.spans.iter().for_each(|span| check_span(*span, text));
                assert!(!program.listing("any", &source).is_empty());
            }
            Err(errors) => {
                assert!(!errors.is_empty(), "an error has a message");
                assert!(!errors.to_string().contains("please report"), "{errors}");
                errors.iter().for_each(|error| check_place(error, &source));
            }
        }
    }
    let _ = check_outputs(&compiler(), text, &league());
}

/// Whether a message is about parts of the text, and can be shown.
fn check_place(diagnostic: &Diagnostic, source: &Source) {
    check_span(diagnostic.span, &source.text);
    if let Some((span, _)) = diagnostic.related {
        check_span(span, &source.text);
    }
    assert!(diagnostic.render(source).contains(&diagnostic.message));
}

fn check_span(span: Span, text: &str) {
    assert!(span.start <= span.end, "{span:?}");
    assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?}");
}
