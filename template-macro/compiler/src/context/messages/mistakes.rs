//! The messages about static text that browsers parse differently from what is written.

use super::OTHER_ESCAPE;
use crate::{
    context::{foreign::Reading, html::Mistake, state::State},
    source::{Diagnostic, Span},
};

/// Returns the error about static text.
pub(in crate::context) fn mistake(mistake: &Mistake, span: Span, state: &State) -> Diagnostic {
    let error = match mistake {
        Mistake::Character(c) => {
            Diagnostic::error(span, format!("unexpected `{c}` in a tag"))
                .help(format!("write `&lt;` if the `<` before is text; {OTHER_ESCAPE}"))
        }
        Mistake::Unquoted { name, c } => {
            Diagnostic::error(span, format!("unexpected `{c}` in the value of `{name}`"))
                .help(format!("write quotes around the value: `{name}=\"…\"`"))
        }
        Mistake::NoSpace => Diagnostic::error(span, "missing space before an attribute")
            .help("the block or the attributes before may end with an attribute"),
        Mistake::DynamicScheme => {
            Diagnostic::error(span, "the value before this `:` would be the scheme of the URL")
                .help("write the scheme itself, in a block `{{#if …}}` for each choice, or print the whole URL as one value")
        }
        Mistake::Repeated(name) => {
            Diagnostic::error(span, format!("duplicate attribute `{name}`"))
                .help("browsers ignore all but the first: remove the others")
        }
        Mistake::LateMeaning(name) => {
            Diagnostic::error(span, format!("`{name}` changes the meaning of an attribute before it"))
                .help(format!("write `{name}` as the first attribute, and outside of blocks"))
        }
        Mistake::Markup { element, reading: Reading::Foreign } => Diagnostic::error(
            span,
            format!("browsers parse a tag here: in `<svg>` and `<math>`, the content of `<{element}>` is not text"),
        )
        .help("write `<![CDATA[` and `]]>` around the text, or `&lt;` for `<`"),
        Mistake::Markup { element, .. } => Diagnostic::error(
            span,
            format!("browsers may parse this as a tag or as text of the `<{element}>`"),
        )
        .help(format!("move the `<{element}>` out of the elements around it, or close those in the order in which they are opened")),
        Mistake::DoubtfulSlash(element) => Diagnostic::error(
            span,
            "browsers may ignore the slash at the end of this tag",
        )
        .help(format!("write `></{element}>`")),
        Mistake::CdataEnd => Diagnostic::error(
            span,
            "browsers may end the CDATA section here",
        )
        .help("write the text without `<![CDATA[` and `]]>`, with `&lt;`, `&gt;` and `&amp;`"),
        Mistake::NestedScript => Diagnostic::error(
            span,
            "browsers may end the script at a different `</script>` after this",
        )
        .help("write `\\x3cscript` for `<script` in strings, and remove `<!--`"),
        Mistake::HiddenEnd(element) => Diagnostic::error(
            span,
            format!("browsers that parse the content of `<{element}>` as text may end it here"),
        )
        .help("write `&lt;` instead of `<`"),
    };
    let depends_on_doubt = matches!(
        mistake,
        Mistake::CdataEnd
            | Mistake::DoubtfulSlash(_)
            | Mistake::Markup { reading: Reading::Doubtful, .. }
    );
    let error = match state.opened.0 {
        Some(opened) if opened.end <= span.start => error.related(opened, "opened here"),
        _ => error,
    };
    match state.doubted.0 {
        Some(doubted) if depends_on_doubt => error.related(
            doubted,
            "after this, browsers may be inside or outside of `<svg>` or `<math>`",
        ),
        _ => error,
    }
}
