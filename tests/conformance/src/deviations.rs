//! Intended differences from Handlebars and Glimmer.
//!
//! Every rule names a row of the tables of differences in the language documentation by its first cell; a test
//! checks that these rows exist.

use crate::{
    case::{Case, Expected, function},
    js::Js,
    normalize::normalize,
};
use When::{Holds, Says};

/// The actual outcome of a case: its output, or the message of its error.
pub type Got = Result<String, String>;

/// A difference.
pub struct Rule {
    /// The first cell of the row that documents it.
    pub row: &'static str,
    when: When,
}

/// When a rule applies.
enum When {
    /// If the message contains one of these texts.
    Says(&'static [&'static str]),
    /// If the predicate is true.
    Holds(fn(&Case, &Got) -> bool),
}

impl Rule {
    /// Reports whether the rule explains the outcome of a case.
    fn applies(&self, case: &Case, got: &Got) -> bool {
        match self.when {
            Says(texts) => texts.iter().any(|text| fails(got, text)),
            Holds(applies) => applies(case, got),
        }
    }
}

/// The rules for cases that run with an unexpected outcome. The first that applies counts. Each rule tests the
/// outcome and, if the case expects an output, the difference that the rule explains.
pub const RULES: &[Rule] = &[
    Rule { row: "decorators other than `inline`", when: Says(&["not supported yet"]) },
    Rule {
        row: "`{{../x}}` at the top, `{{@index}}` outside of a loop print nothing",
        when: Says(&[
            "refers to a context outside of the template",
            "is outside of a loop",
            "is not a variable of an outer loop",
        ]),
    },
    Rule {
        row: "`=` and the backtick are escaped too",
        when: Holds(|case, got| {
            prints(case, got, |output| output.replace("&#x60;", "`").replace("&#x3D;", "="))
        }),
    },
    Rule {
        row: "a list prints as `1,2`, an object as `[object Object]`",
        when: Says(&["a list cannot be printed", "a map cannot be printed"]),
    },
    Rule {
        row: "`{{1}}`, `{{\"a\"}}` print nothing if there is no such field",
        when: Holds(|case, got| {
            let Some(literal) = literal(&case.template) else { return false };
            case.output() == Some("") && got.as_deref() == Ok(literal)
        }),
    },
    Rule { row: "`{{#\"a b\"}}`, `{{#12}}`", when: Says(&["a block must begin with a name"]) },
    Rule {
        row: "a named argument may be repeated; one of them takes effect",
        when: Says(&["is specified more than once"]),
    },
    Rule {
        row: "`{{{{raw}}}}` calls a helper of that name",
        when: Says(&["`{{{{raw}}}}` does not accept arguments"]),
    },
    Rule {
        row: "`each` over text or a number prints the `else` part",
        when: Says(&["cannot loop over"]),
    },
    Rule { row: "`includeZero`, any value", when: Says(&["`includeZero` must be"]) },
    Rule {
        row: "`log` writes to the console, and takes `level=`",
        when: Says(&["`log` has no argument called"]),
    },
    Rule {
        row: "`options.hash` contains all named arguments of the call",
        when: Holds(|_, got| {
            fails(got, ": helper `")
                && (fails(got, "` has no argument called") || fails(got, "` needs the argument"))
        }),
    },
    Rule {
        row: "a helper accepts any number of arguments",
        when: Holds(|_, got| {
            // "helper `f` takes 1 argument, but 2 were given", or "helper `f`: it takes …".
            fails(got, "helper `")
                && fails(got, " takes ")
                && (fails(got, " was given") || fails(got, " were given"))
        }),
    },
    Rule {
        row: "a block helper is any helper, and has the block as `options.fn`",
        when: Says(&[
            "a block helper must be a function",
            "does not accept a block",
            "needs a block",
        ]),
    },
    Rule {
        row: "`@name` is private data that a helper has set",
        when: Holds(|case, got| {
            let data = case.options.get("data").map_or(&[][..], |data| data.entries());
            let reads = |name: &str| case.template.contains(&format!("@{name}"));
            got.is_ok() && data.iter().any(|(name, _)| reads(name))
        }),
    },
    Rule {
        row: "the options `ignoreStandalone`, `preventIndent`, `compat` and others",
        when: Holds(|case, got| {
            // `ignoreStandalone` changes only whitespace; `compat` finds names in outer contexts.
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            let differs_in_space = || prints(case, &got.clone().map(|got| bare(&got)), bare);
            // `preventIndent` changes only whitespace; `explicitPartialContext` hides the context.
            (case.has("ignoreStandalone") || case.has("preventIndent")) && differs_in_space()
                || (case.has("compat") || case.has("explicitPartialContext")) && got.is_ok()
        }),
    },
    Rule {
        row: "`(false)`, `(\"a b\" x)` call helpers of these names",
        when: Says(&["a literal cannot be called"]),
    },
    Rule {
        row: "names may contain a `:`",
        when: Says(&["write `::` in a Rust path", "is a helper that is not called"]),
    },
    Rule {
        row: "`{{a.}}`, `{{..a}}` are read as two values",
        when: Says(&["names are joined by one `.` or `/`"]),
    },
    Rule {
        row: "0 is true for `with` and sections; `\"\"` and NaN are true for sections",
        when: Holds(|case, got| {
            let is_false =
                |value: &Js| matches!(value, Js::Int(0)) || *value == Js::Text(String::new());
            let looks = |name: &str| {
                ["{{#", "{{^", "{{#with "]
                    .iter()
                    .any(|tag| case.template.contains(&format!("{tag}{name}}}}}")))
            };
            let mut entries = case.data.entries().iter();
            got.is_ok() && entries.any(|(name, value)| is_false(value) && looks(name))
        }),
    },
    Rule {
        row: "`this` is the component, everywhere",
        when: Holds(|case, got| {
            let Some((_, body)) = case.template.split_once("{{#each ") else { return false };
            // The names that are read of it inside the loop are missing.
            is_glimmer(case) && body.contains(" this.") && prints(case, got, without_digits)
        }),
    },
    Rule {
        row: "`(get a \"b.c\")` follows a path",
        when: Holds(|case, got| {
            is_glimmer(case)
                && case.template.contains("{{get ")
                && prints(case, got, without_brackets)
        }),
    },
    Rule {
        row: "no `./`, no `../`, no sections, no `{{^}}`",
        when: Holds(|case, got| {
            is_glimmer(case)
                && case.expected == Expected::Error
                && got.is_ok()
                && case.template.contains("{{./")
        }),
    },
];

/// The reason why a helper has no translation.
pub struct HelperRule {
    /// The first cell of the row that documents it.
    pub row: &'static str,
    /// Reports whether the rule applies, from the normalized source code of the helper.
    shows: fn(&str) -> bool,
}

/// The rules for cases with a helper that cannot be translated. The first that applies counts.
pub const HELPERS: &[HelperRule] = &[
    HelperRule {
        row: "`@name` is private data that a helper has set",
        shows: |code| code.contains("options.data") || code.contains("{data:"),
    },
    HelperRule {
        row: "a block helper sets the context of its block",
        shows: |code| {
            let is_around =
                |given: &str| [")", "this)", "this,"].iter().any(|own| given.starts_with(own));
            [".fn(", ".inverse("]
                .iter()
                .any(|call| code.split(call).skip(1).any(|given| !is_around(given)))
        },
    },
    HelperRule {
        row: "a helper has the context as `this`",
        shows: |code| code.replace(".fn(this", "").replace(".inverse(this", "").contains("this"),
    },
    HelperRule {
        row: "`helperMissing` and `blockHelperMissing` are called for missing names",
        shows: |code| code.contains("options.name") || code.contains("arguments["),
    },
];

/// Returns the row that documents why the outcome of a case differs.
pub fn reason(case: &Case, got: &Got) -> Option<&'static str> {
    RULES.iter().find(|rule| rule.applies(case, got)).map(|rule| rule.row)
}

/// Returns the row that documents why a case cannot be run: one of its helpers cannot be translated.
pub fn of_helpers(case: &Case) -> Option<&'static str> {
    let helpers = case.helpers.iter().map(|(_, code)| code.as_str());
    let fields = case.data.entries().iter().filter_map(|(_, value)| match value {
        Js::Text(_) => None,
        value => function(value),
    });
    // For a function in a field, `this` is the map that contains it.
    let mut helpers = helpers.filter(|code| crate::helpers::table(code).is_none());
    let mut fields = fields.filter(|code| {
        crate::helpers::value(code).is_none() && crate::helpers::of_this(code).is_none()
    });
    let code = normalize(helpers.next().or_else(|| fields.next())?);
    HELPERS.iter().find(|rule| (rule.shows)(&code)).map(|rule| rule.row)
}

fn fails(got: &Got, words: &str) -> bool {
    got.as_ref().is_err_and(|message| message.contains(words))
}

fn is_glimmer(case: &Case) -> bool {
    case.id.starts_with("glimmer/")
}

/// Reports whether the output is the expected one after a change of that.
fn prints(case: &Case, got: &Got, change: impl Fn(&str) -> String) -> bool {
    case.output().zip(got.as_deref().ok()).is_some_and(|(expected, got)| change(expected) == got)
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// Returns a text without the contents of its brackets.
fn without_brackets(text: &str) -> String {
    let between = text.split(['[', ']']).skip(1).step_by(2);
    between.fold(text.to_owned(), |text, between| text.replace(&format!("[{between}]"), "[]"))
}

/// Returns the literal of a template that consists of one: `{{12}}`.
fn literal(template: &str) -> Option<&str> {
    let literal = template.strip_prefix("{{")?.strip_suffix("}}")?.trim();
    let quoted = |quote| literal.strip_prefix(quote)?.strip_suffix(quote);
    quoted('"').or_else(|| quoted('\'')).or_else(|| {
        let is_word = matches!(literal, "true" | "false");
        (is_word || literal.starts_with(|c: char| c.is_ascii_digit())).then_some(literal)
    })
}

#[cfg(test)]
mod tests {
    use super::reason;
    use crate::case::{Case, read};

    fn case(template: &str, rest: &str) -> Case {
        let text = format!(r#"[{{"id": "hbs/x", "template": {template:?}, {rest}}}]"#);
        read(&text).expect("a case").remove(0)
    }

    /// Each row: a template, the rest of its case, the outcome, and whether a rule explains the outcome.
    #[test]
    fn rules_apply_only_to_their_deviations() {
        let ok = |text: &str| Ok(text.to_owned());
        let err = |text: &str| Err(text.to_owned());
        for (template, rest, got, applies) in [
            ("{{x}}", r#""expected": "a&#x3D;b""#, ok("a=b"), true),
            ("{{x}}", r#""expected": "a&#x3D;b""#, ok("a&b"), false),
            ("{{12}}", r#""expected": """#, ok("12"), true),
            ("{{12}}", r#""expected": "a""#, ok("12"), false),
            ("{{x}}", r#""expected": "1,2""#, err("a list cannot be printed"), true),
            ("{{x}}", r#""expected": "1""#, err("a helper cannot be printed"), false),
            ("Note: {{.}}", r#""expected": "Note: 1""#, err("it is broken"), false),
            ("{{#if a}}{{/if}}", r#""expected": """#, err("`if` accepts only a condition"), false),
            (
                "{{f 1}}",
                r#""expected": """#,
                err("x:1:3: helper `f` takes 0 arguments, but 1 was given"),
                true,
            ),
            (
                "{{#each x}}{{../y}}{{/each}}",
                r#""expected": "1", "data": {"x": [0]}"#,
                ok(""),
                false,
            ),
            ("{{#x}}y{{/x}}", r#""expected": "y", "data": {"x": 0}"#, ok(""), true),
            ("{{#x}}y{{/x}}", r#""expected": "y", "data": {"x": 1, "z": 0}"#, ok(""), false),
            ("{{@a}}", r#""expected": "1", "options": {"data": {"a": 1}}"#, ok(""), true),
            ("{{@b}}", r#""expected": "1", "options": {"data": {"a": 1}}"#, ok(""), false),
            (" x ", r#""expected": " x ", "options": {"ignoreStandalone": true}"#, ok("x"), true),
            (" x ", r#""expected": " x ", "options": {"ignoreStandalone": true}"#, ok("y"), false),
            ("{{a.}}", r#""expected": "1""#, err("names are joined by one `.` or `/`"), true),
            ("{{.}} {{a}}", r#""expected": "1""#, err("something else is wrong"), false),
            ("{{a:b}}", r#""expected": "1""#, err("help: write `::` in a Rust path"), true),
            ("a: {{b}}", r#""expected": "1""#, err("something else is wrong"), false),
            ("{{true}}", r#""expected": """#, ok("true"), true),
            ("{{f (false)}}", r#""expected": "a""#, err("a literal cannot be called"), true),
            ("{{x}}", r#""expected": "1", "options": {"compat": true}"#, ok(""), true),
        ] {
            let reason = reason(&case(template, rest), &got);
            assert_eq!(reason.is_some(), applies, "{template} {rest} {reason:?}");
        }
    }
}
