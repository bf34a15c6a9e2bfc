//! Cases of contexts: a mustache at the end of the template must behave as the context requires.

use crate::{
    case::Case,
    compile::{self, Rendered},
    data::Node,
    refusal::Reason,
    run::{Outcome, outcome},
};
use conformance::js::Js;

/// What a mustache does in a context.
enum Behaviour {
    /// It is refused, for this reason.
    Refused(Reason),
    /// A value, and what it must print, in which `"` stands for a quote or its character reference.
    Prints(&'static str, &'static str),
    /// Either the same as `Prints`, or a compile error, because the value would continue the text before it, or because
    /// the language around it is not known.
    PrintsOrRefused(&'static str, &'static str, Reason),
}

/// Runs a case.
pub(crate) fn run(case: &Case, template: &str) -> Outcome {
    let context = Context { expected: &case.expected, template };
    let behaviour = context.behaviour();
    let end = context.end();
    // A brace beside the mustache would belong to it.
    let before = if template.ends_with('{') { " " } else { "" };
    let after = if end.starts_with('}') { " " } else { "" };
    let probe = format!("{template}{before}{{{{x}}}}{after}{end}");
    // If the template is refused anyway, it says nothing about the mustache.
    let control = compile::probe(&format!("{template}{end}"), &Node::map([]));
    let is_valid = !matches!(control, Rendered::Refused(_));
    let (value, expected, reason) = match behaviour {
        Behaviour::Refused(reason) => {
            let rendered = compile::probe(&probe, &Node::map([("x", text("v"))]));
            let is_refused =
                matches!(&rendered, Rendered::Refused(message) if reason.is_given_by(message));
            // A tag that ends in the middle of an attribute or a comment that has no end cannot be written.
            return outcome(
                is_refused,
                &probe,
                &format!("a compile error of {reason:?}"),
                &rendered,
            );
        }
        Behaviour::Prints(value, expected) => (value, expected, None),
        Behaviour::PrintsOrRefused(value, expected, reason) => (value, expected, Some(reason)),
    };
    if !is_valid {
        return outcome(false, &probe, "that it compiles without the mustache", &control);
    }
    let rendered = compile::probe(&probe, &Node::map([("x", text(value))]));
    let is_expected = match &rendered {
        Rendered::Output(output) => shows(template, output, expected),
        Rendered::Refused(message) => reason.is_some_and(|reason| reason.is_given_by(message)),
        Rendered::Failed(_) => false,
    };
    outcome(is_expected, &probe, &format!("{expected:?}"), &rendered)
}

/// Reports whether `expected` is printed where the template ends; the compiler may write a quote before it.
fn shows(template: &str, output: &str, expected: &str) -> bool {
    // What another mustache of the template prints has another length.
    let start = if template.contains("{{") { template.find("{{") } else { Some(template.len()) };
    let Some(printed) = start.and_then(|start| output.get(start..)) else { return false };
    let references = printed.replace("&quot;", "\"").replace("&#34;", "\"");
    // A quote that the compiler inserts before the value shifts what follows.
    references.trim_start().find(expected).is_some_and(|at| at <= 2 || template.contains("{{"))
}

fn text(text: &str) -> Node {
    Node::Text(text.to_owned())
}

struct Context<'c> {
    expected: &'c Js,
    template: &'c str,
}

impl Context<'_> {
    fn get(&self, name: &str) -> &str {
        self.expected.get(name).and_then(Js::text).unwrap_or_default()
    }

    fn behaviour(&self) -> Behaviour {
        use Behaviour::{Prints, PrintsOrRefused, Refused};
        match self.get("state") {
            // A type of scripts that is not known.
            "stateText" if self.is_in_script() => {
                PrintsOrRefused("<&", "&lt;&amp;", Reason::Continues)
            }
            "" | "stateText" | "stateRCDATA" => Prints("<&", "&lt;&amp;"),
            "stateBeforeValue" if self.get("attr") == "attrStyle" => Prints("a:b(1)", "unsafe-css"),
            "stateBeforeValue" => Prints("javascript:1", "#unsafe-url"),
            "stateURL" => match self.get("urlPart") {
                "" => Prints("javascript:1", "#unsafe-url"),
                "urlPartQueryOrFrag" => Prints("/<", "%2f%3c"),
                _ => PrintsOrRefused("/<", "/%3c", Reason::Name),
            },
            // After a name or a value no other one can follow.
            "stateJS" if self.get("jsCtx") == "jsCtxDivOp" => {
                PrintsOrRefused("a<", "\"a\\u003c\"", Reason::Continues)
            }
            "stateJS" => Prints("a<", "\"a\\u003c\""),
            "stateJSDqStr" | "stateJSSqStr" => Prints("'a<", "\\u0027a\\u003c"),
            "stateCSS" => Prints("expression(1)", "unsafe-css"),
            "stateCSSSqStr" | "stateCSSDqStr" => match self.get("urlPart") {
                "urlPartQueryOrFrag" => Prints("<", "%3c"),
                _ => Prints("<", "\\3c"),
            },
            "stateCSSSqURL" | "stateCSSDqURL" | "stateCSSURL" => {
                PrintsOrRefused("/<", "/%3c", Reason::Name)
            }
            "stateJSTmplLit" => Refused(Reason::TemplateLiteral),
            "stateJSRegexp" => Refused(Reason::Regexp),
            "stateTag" | "stateAttrName" | "stateAfterName" => Refused(Reason::Name),
            state if state.contains("Cmt") => Refused(Reason::Comment),
            _ => Refused(Reason::Any),
        }
    }

    /// Returns text that leads from the context to the end of a page.
    fn end(&self) -> String {
        let delimiter = match self.get("delim") {
            "delimDoubleQuote" => "\"",
            "delimSingleQuote" => "'",
            _ => "",
        };
        let inner = match self.get("state") {
            "stateJSDqStr" | "stateCSSDqStr" | "stateCSSDqURL" => quote('"', delimiter),
            "stateJSSqStr" | "stateCSSSqStr" | "stateCSSSqURL" => quote('\'', delimiter),
            "stateJSTmplLit" => "`",
            "stateJSRegexp" => "/",
            "stateJSBlockCmt" | "stateCSSBlockCmt" => "*/",
            "stateCSSURL" => ")",
            "stateHTMLCmt" => "-->",
            "stateAttrName" | "stateAfterName" => "=\"\"",
            _ => "",
        };
        // `${` in template literals, with braces that are open in each of them.
        let mut literals = String::new();
        if let Some(Js::List(depths)) = self.expected.get("jsBraceDepth") {
            for depth in depths.iter().rev() {
                let open = if let Js::Int(open) = depth { usize::try_from(*open) } else { Ok(0) };
                literals += &"}".repeat(open.unwrap_or(0) + 1);
                literals += "`";
            }
        }
        let is_in_tag = matches!(
            self.get("state"),
            "stateTag" | "stateAttrName" | "stateAfterName" | "stateBeforeValue"
        );
        let is_in_tag = is_in_tag || !self.get("attr").is_empty();
        let tag = if is_in_tag { ">" } else { "" };
        let element = match self.get("element") {
            "elementScript" => "</script>",
            "elementStyle" => "</style>",
            "elementTextarea" => "</textarea>",
            "elementTitle" => "</title>",
            // Text of a script that is no JavaScript.
            _ if self.is_in_script() => "</script>",
            _ => "",
        };
        format!("{inner}{literals}{delimiter}{tag}{element}")
    }
}

impl Context<'_> {
    /// Reports whether the template ends inside of a `<script>` element.
    fn is_in_script(&self) -> bool {
        let lower = self.template.to_lowercase();
        self.get("state") == "stateText" && lower.rfind("<script") > lower.rfind("</script")
    }
}

/// Returns a quote as it can be written in an attribute.
fn quote(quote: char, delimiter: &str) -> &'static str {
    match (quote, delimiter) {
        ('"', "\"") => "&quot;",
        ('"', _) => "\"",
        (_, "'") => "&#39;",
        _ => "'",
    }
}
