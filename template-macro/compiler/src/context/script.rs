//! A position in a script, in all readings of its text.
//!
//! Whether `/` begins a regular expression or is a division depends on the grammar. If the preceding tokens do not determine this,
//! both readings are followed (`reading.rs`). A reading in which a string or a regular expression reaches the end of its line is
//! discarded, because such a script would not run.

use super::{
    language::Dialect,
    reading::{Reading, ScriptRole, is_line_break},
};

/// A position in a script, in all readings of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Script {
    /// The readings: at least one, without duplicates.
    readings: Vec<Reading>,
    /// Whether there are more.
    has_more: bool,
}

/// The number of readings that are followed.
const MAX_READINGS: usize = 8;

impl Script {
    /// Returns the beginning of a script.
    pub(super) fn new(dialect: Dialect) -> Self {
        let readings = match dialect {
            Dialect::ClassicOrModule => {
                vec![Reading::new(Dialect::Classic), Reading::new(Dialect::Module)]
            }
            dialect => vec![Reading::new(dialect)],
        };
        Self { readings, has_more: false }
    }

    /// Returns `true` if it is JSON.
    pub(super) fn is_json(&self) -> bool {
        self.readings.iter().all(Reading::is_json)
    }

    /// Returns the readings.
    pub(super) fn readings(&self) -> &[Reading] {
        &self.readings
    }

    /// Continues with a character of static text.
    pub(super) fn push(&mut self, c: char) {
        if let [reading] = &mut self.readings[..] {
            let other = reading.push(c);
            self.readings.extend(other);
            return;
        }
        if is_line_break(c) && self.readings.iter().any(|reading| !reading.is_unclosed(c)) {
            self.readings.retain(|reading| !reading.is_unclosed(c));
        }
        for mut reading in std::mem::take(&mut self.readings) {
            let other = reading.push(c);
            [Some(reading), other].into_iter().flatten().for_each(|reading| self.add(reading));
        }
    }

    /// Adds a reading that is not among the others, unless there are too many.
    fn add(&mut self, reading: Reading) {
        if self.readings.contains(&reading) {
            return;
        }
        if self.readings.len() < MAX_READINGS {
            self.readings.push(reading);
        } else {
            self.has_more = true;
        }
    }

    /// Returns the syntactic role of a value here, or `None` if the readings differ.
    pub(super) fn role(&self) -> Option<ScriptRole> {
        let first = self.readings.first()?.role()?;
        let are_equal = self.readings.iter().all(|reading| reading.role() == Some(first));
        (are_equal && !self.has_more).then_some(first)
    }

    /// Continues with a value.
    pub(super) fn push_value(&mut self) {
        self.readings.iter_mut().for_each(Reading::push_value);
        for reading in std::mem::take(&mut self.readings) {
            self.add(reading);
        }
    }

    /// Joins the positions of two branches: their readings together, if some are in the same token.
    pub(super) fn join(mut self, other: Self) -> Option<Self> {
        let is_joined = |one: &Reading| other.readings.iter().any(|other| one.is_as_open_as(other));
        if !self.readings.iter().any(is_joined) {
            return None;
        }
        self.has_more |= other.has_more;
        other.readings.into_iter().for_each(|reading| self.add(reading));
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::{Dialect, Script, ScriptRole};

    fn role_in(dialect: Dialect, text: &str) -> Option<ScriptRole> {
        let mut script = Script::new(dialect);
        text.chars().for_each(|c| script.push(c));
        script.role()
    }

    #[test]
    fn roles() {
        use ScriptRole::{
            Backslash, Beside, Code, Comment, Declaration, Escape, Expression, Import, Property,
            Regexp, String, Template, Word,
        };
        for (text, expected) in [
            ("", Expression),
            ("f(", Expression),
            ("'a", String),
            ("'a\\'", String),
            ("'a' + \"", String),
            ("'a\n", Expression),
            ("'a\\\n", String),
            ("'a\\\r\n", String),
            ("'a\\\r\n\n", Expression),
            ("'a\u{2028}", String),
            ("'\\", Backslash),
            ("'\\x", Escape),
            ("'\\x4", Escape),
            ("'\\x41", String),
            ("'\\u", Escape),
            ("'\\u004", Escape),
            ("'\\u0041", String),
            ("'\\u{4", Escape),
            ("'\\u{41}", String),
            ("'\\0", Escape),
            ("'\\0;", String),
            ("'\\101", String),
            ("'\\n", String),
            ("// a", Comment),
            ("// a\n", Expression),
            ("// a\u{2028}", Expression),
            ("<!-- a", Comment),
            ("a<<!--b; ", Expression),
            ("a<<<!--b; ", Comment),
            ("a</**/!--b; ", Expression),
            ("--> a", Comment),
            ("a; /* \n */ --> a", Comment),
            ("a; /* */ --> ", Expression),
            ("a\n  --> b\n", Expression),
            ("#! a'", Comment),
            (" #! a'", String),
            ("a < ", Expression),
            ("/* a *", Comment),
            ("/* a **/", Expression),
            ("`a", Template),
            ("`\\`", Template),
            ("`a${", Expression),
            ("`a${ {b: 1} ", Expression),
            ("`a${b}", Template),
            ("`a${b}` + ", Expression),
            ("`$` + ", Expression),
            ("`$\\{", Template),
            ("`$${", Expression),
            ("`${`${", Expression),
            ("`${`${a}`}", Template),
            ("a\\u{62}`", Template),
            ("`${a\\u{62}}", Template),
            ("/a", Regexp),
            ("/[/", Regexp),
            ("/[/]/.a(", Expression),
            ("/\\[/.a(", Expression),
            ("x = /a\\/", Regexp),
            ("return /a", Regexp),
            ("return\u{feff}/a", Regexp),
            ("x.return /a; ", Expression),
            ("x?.typeof /a; ", Expression),
            ("[...typeof /a", Regexp),
            ("x.#in /a; ", Expression),
            ("x.in / 1024; y = ", Expression),
            ("a / b; ", Expression),
            ("a[0] / b; ", Expression),
            ("1 / 2; ", Expression),
            ("1./2; ", Expression),
            ("1.e3/2; ", Expression),
            ("x++ /a; ", Expression),
            ("x = ++/a", Regexp),
            ("x + /a", Regexp),
            ("x = a / b / ", Expression),
            ("(a) / b; ", Expression),
            ("f(a) / b; ", Expression),
            ("x.if (a) / b; ", Expression),
            ("if (a) /b", Regexp),
            ("if/**/(a) /b", Regexp),
            ("while(f(a)) /b", Regexp),
            ("for await (a of b) /c", Regexp),
            ("class A extends /b", Regexp),
            ("debugger\n/b", Regexp),
            ("break\n/b", Regexp),
            ("continue a\n/b", Regexp),
            ("{} / b;\n", Expression),
            ("{} /b'/.test(c)\n", Expression),
            ("yield / b\n", Expression),
            ("var a\n/b;\n", Expression),
            ("row_", Word),
            ("a.b", Word),
            ("1", Word),
            ("1.", Word),
            ("return", Expression),
            ("x of", Expression),
            ("a.", Property),
            ("a?. ", Property),
            ("f(...", Expression),
            ("var ", Declaration("var")),
            ("function ", Declaration("function")),
            ("class", Declaration("class")),
            ("import ", Import),
            ("import(", Import),
            ("import(a, ", Expression),
            ("import a from ", Import),
            ("import a from 'b", Import),
            ("import('./b/", String),
            ("Array.from(", Expression),
            ("Array.from('", String),
            ("import.meta.a = '", String),
            ("import . meta / a; ", Expression),
            ("import.", Property),
            ("eval(", Code("eval")),
            ("eval ('a", Code("eval")),
            ("window.setTimeout(\"f('", Code("setTimeout")),
            ("setTimeout(`${", Code("setTimeout")),
            ("setTimeout(f, ", Expression),
            ("setTimeout(f(", Expression),
            ("setTimeout(function () { a = ", Expression),
            ("setTimeout(() => a = ", Expression),
            ("new Function('a', 'return ", Code("Function")),
            ("eval / 2; ", Expression),
            ("evaluate(", Expression),
            ("eval", Word),
            ("import.defer('", Import),
            ("import.source(", Import),
        ] {
            assert_eq!(role_in(Dialect::Classic, text), Some(expected), "{text}");
        }
        let mut script = Script::new(Dialect::Classic);
        for (between, expected) in [(" ", Beside), ("\n", Expression), (",", Expression)] {
            script.push_value();
            between.chars().for_each(|c| script.push(c));
            assert_eq!(script.role(), Some(expected), "{between:?}");
        }
    }

    #[test]
    fn modules() {
        for text in ["a<!--b; ", "x\n--> "] {
            assert_eq!(role_in(Dialect::Module, text), Some(ScriptRole::Expression), "{text}");
        }
    }

    #[test]
    fn json() {
        for (text, expected) in [
            ("{\"a\": ", ScriptRole::Expression),
            ("{\"a", ScriptRole::String),
            ("'`/", ScriptRole::Expression),
            ("\"\\u00", ScriptRole::Escape),
            ("// \"", ScriptRole::String),
        ] {
            assert_eq!(role_in(Dialect::Json, text), Some(expected), "{text}");
        }
    }

    #[test]
    fn two_readings() {
        for text in [
            "{} / b",
            "{} /b",
            "f(function(){} /'",
            "await /a",
            "yield /a",
            "for (x of /a",
            "a\n/ b",
            "var a\n/b",
            "import 'a'\n/b",
        ] {
            assert_eq!(role_in(Dialect::Classic, text), None, "{text}");
        }
    }

    #[test]
    fn after_a_value() {
        let after = |before: &str, after: &str| {
            let mut script = Script::new(Dialect::Classic);
            before.chars().for_each(|c| script.push(c));
            script.push_value();
            after.chars().for_each(|c| script.push(c));
            script.role()
        };
        assert_eq!(after("f(", "/a; "), Some(ScriptRole::Expression));
        // An empty map is a block in a statement.
        assert_eq!(after("f(); ", "/a"), None);
        assert_eq!(after("() => ", "/a"), None);
        assert_eq!(after("a >= ", "/a; "), Some(ScriptRole::Expression));
    }
}
