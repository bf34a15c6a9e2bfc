//! The property [`any_template`]: generates templates of nested blocks and expressions from the grammar.

use crate::{
    data::{NAMES, league, node},
    helpers::{Bracketed, compiler},
    render::{Outcome, check_outputs},
};
use arbitrary::{Result, Unstructured};

/// Generates a template, data and options from bytes, compiles and renders the template in all modes, and
/// returns the outcome.
///
/// # Errors
///
/// Returns an error if there are too few bytes.
///
/// # Panics
///
/// Panics if outputs differ, or a program does not verify.
pub fn any_template(u: &mut Unstructured<'_>) -> Result<Outcome> {
    let mut compiler = compiler();
    if u.ratio(1, 4)? {
        compiler = compiler.strict();
    }
    if u.ratio(1, 4)? {
        compiler = compiler.implicit_calls();
    }
    match u.int_in_range(0..=8)? {
        0 => compiler = compiler.text(),
        1 => compiler = compiler.escaper::<Bracketed>(),
        _ => {}
    }
    let data = if u.ratio(2, 3)? { league() } else { node(u)? };
    let text = template(u)?;
    Ok(check_outputs(&compiler, &text, &data))
}

/// Generates a template.
pub(crate) fn template(u: &mut Unstructured<'_>) -> Result<String> {
    let mut writer =
        Writer { out: String::new(), params: Vec::new(), loops: 0, contexts: 0, tags: 0 };
    writer.nodes(u, 4)?;
    Ok(writer.out)
}

/// The maximum number of tags of a template, so that each compiles quickly.
const MAX_TAGS: usize = 60;

/// The state of writing a template.
struct Writer {
    out: String,
    /// The block params in scope.
    params: Vec<&'static str>,
    /// The numbers of open loops and of open contexts.
    loops: usize,
    contexts: usize,
    tags: usize,
}

const PARAMS: &[&str] = &["item", "key", "x", "name"];

impl Writer {
    fn nodes(&mut self, u: &mut Unstructured<'_>, depth: usize) -> Result<()> {
        while self.tags < MAX_TAGS && !u.is_empty() && u.ratio(9, 10)? {
            self.tags += 1;
            self.node(u, depth)?;
        }
        Ok(())
    }

    fn node(&mut self, u: &mut Unstructured<'_>, depth: usize) -> Result<()> {
        let kinds = if depth == 0 { 3 } else { 12 };
        match u.int_in_range(0..=kinds)? {
            0 => self.put(u.choose(&["text", " \n", "<p>", "é", "{ ", "\\{{", "\n  ", " "])?),
            1 => self.put(u.choose(&[
                "{{! c }}",
                "{{!-- {{c}} --}}",
                "{{{{raw}}}}{{x}}{{{{/raw}}}}",
            ])?),
            2 => {
                let (open, close) =
                    *u.choose(&[("{{", "}}"), ("{{~", "~}}"), ("{{&", "}}"), ("{{{", "}}}")])?;
                self.put(open);
                self.statement(u)?;
                self.put(close);
            }
            3 => {
                self.put("{{");
                self.path(u)?;
                self.put("}}");
            }
            4 => self.condition(u, depth)?,
            5 | 6 => {
                let name = *u.choose(&["each", "each-in"])?;
                self.block(u, depth, name, 2)?;
            }
            7 => self.block(u, depth, "with", 1)?,
            8 => self.bindings(u, depth)?,
            9 => self.section(u, depth)?,
            10 => {
                self.put("{{#times ");
                self.argument(u, 'c', 2)?;
                self.body(u, depth, "times", 2, false)?;
            }
            11 => self.fragment(u, depth)?,
            _ => {
                self.put(u.choose(&["{{#(panel)", "{{#panel title='t'", "{{#panel title=name"])?);
                self.body(u, depth, "panel", 1, false)?;
            }
        }
        Ok(())
    }

    fn put(&mut self, text: &str) {
        self.out += text;
    }

    /// Writes a block with one argument.
    fn block(
        &mut self,
        u: &mut Unstructured<'_>,
        depth: usize,
        name: &'static str,
        params: usize,
    ) -> Result<()> {
        self.out += &format!("{{{{#{name} ");
        self.argument(u, if name == "with" { 'd' } else { 'l' }, 2)?;
        self.body(u, depth, name, params, false)
    }

    /// Writes the part of a block after its arguments: block params, body, `else` and closing tag.
    fn body(
        &mut self,
        u: &mut Unstructured<'_>,
        depth: usize,
        name: &str,
        params: usize,
        inverted: bool,
    ) -> Result<()> {
        let before = self.params.len();
        let count = u.int_in_range(0..=params)?;
        if count > 0 {
            let first = u.int_in_range(0..=PARAMS.len() - count)?;
            let names = &PARAMS[first..first + count];
            self.out += &format!(" as |{}|", names.join(" "));
            self.params.extend(names);
        }
        self.put("}}");
        let (loops, contexts) = (self.loops, self.contexts);
        // A section is a loop, too.
        let is_loop = !matches!(name, "with" | "times" | "panel");
        self.loops += usize::from(is_loop && !inverted);
        self.contexts += usize::from((is_loop || name == "with") && !inverted);
        self.nodes(u, depth - 1)?;
        (self.loops, self.contexts) = (loops, contexts);
        self.params.truncate(before);
        if u.ratio(1, 3)? {
            self.put("{{else}}");
            self.nodes(u, depth - 1)?;
        }
        self.out += &format!("{{{{/{name}}}}}");
        Ok(())
    }

    fn condition(&mut self, u: &mut Unstructured<'_>, depth: usize) -> Result<()> {
        let name = *u.choose(&["if", "unless"])?;
        let sign = *u.choose(&["#", "#", "^"])?;
        self.out += &format!("{{{{{sign}{name} ");
        self.expression(u, 3)?;
        self.put(u.choose(&["}}", "}}", " includeZero=true}}", "~}}"])?);
        self.nodes(u, depth - 1)?;
        while !u.is_empty() && u.ratio(1, 4)? {
            self.put("{{else if ");
            self.expression(u, 2)?;
            self.put("}}");
            self.nodes(u, depth - 1)?;
        }
        if u.ratio(1, 2)? {
            self.put("{{else}}");
            self.nodes(u, depth - 1)?;
        }
        self.out += &format!("{{{{/{name}}}}}");
        Ok(())
    }

    /// Writes a fragment; where something is bound that it could not read, a condition.
    fn fragment(&mut self, u: &mut Unstructured<'_>, depth: usize) -> Result<()> {
        if self.loops > 0 || self.contexts > 0 || !self.params.is_empty() {
            return self.condition(u, depth);
        }
        self.out += &format!("{{{{#fragment part_{}}}}}", self.tags);
        self.nodes(u, depth - 1)?;
        self.put("{{/fragment}}");
        Ok(())
    }

    fn bindings(&mut self, u: &mut Unstructured<'_>, depth: usize) -> Result<()> {
        let count = u.int_in_range(1..=PARAMS.len())?;
        self.put("{{#let");
        for _ in 0..count {
            self.put(" ");
            self.expression(u, 3)?;
        }
        let before = self.params.len();
        self.out += &format!(" as |{}|}}}}", PARAMS[..count].join(" "));
        self.params.extend(&PARAMS[..count]);
        self.nodes(u, depth - 1)?;
        self.params.truncate(before);
        self.put("{{/let}}");
        Ok(())
    }

    fn section(&mut self, u: &mut Unstructured<'_>, depth: usize) -> Result<()> {
        let mut names = vec!["a", "list", "map", "name", "this", "map.list"];
        names.extend(["../list"].iter().filter(|_| self.contexts > 0));
        let name = *u.choose(&names)?;
        let inverted = u.ratio(1, 3)?;
        self.out += &format!("{{{{{}{name}", if inverted { "^" } else { "#" });
        self.body(u, depth, name, if inverted { 0 } else { 2 }, inverted)
    }

    /// Writes the contents of a mustache.
    fn statement(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        match u.int_in_range(0..=2)? {
            0 => self.path(u),
            1 => self.expression(u, 2),
            _ => self.call(u, 3),
        }
    }

    fn expression(&mut self, u: &mut Unstructured<'_>, depth: usize) -> Result<()> {
        match u.int_in_range(0..=if depth == 0 { 4 } else { 8 })? {
            0..=2 => self.path(u),
            3 | 4 => {
                self.put(u.choose(&[
                    "1",
                    "-1",
                    "0",
                    "1.5",
                    "1e3",
                    "\"text\"",
                    "'<a>'",
                    "\"\"",
                    "true",
                    "false",
                    "null",
                    "undefined",
                    "9223372036854775807",
                    "\"}}\"",
                ])?);
                Ok(())
            }
            _ => {
                self.put("(");
                self.call(u, depth - 1)?;
                self.put(")");
                Ok(())
            }
        }
    }

    fn path(&mut self, u: &mut Unstructured<'_>) -> Result<()> {
        if !self.params.is_empty() && u.ratio(1, 3)? {
            let param = *u.choose(&self.params)?;
            self.put(param);
        } else {
            let mut paths = vec![
                "a",
                "b",
                "list",
                "map",
                "name",
                "this",
                ".",
                "./a",
                "@root.a",
                "@name",
                "[odd key]",
                "naïve",
                "this.list",
                "this.map.name",
            ];
            if self.loops > 0 {
                paths.extend(["@index", "@key", "@first", "@last"]);
            }
            if self.loops > 1 {
                paths.push("@../index");
            }
            if self.contexts > 0 {
                paths.extend(["../name", "..", "../list"]);
            }
            if self.contexts > 1 {
                paths.push("../../a");
            }
            // A few paths are invalid.
            if u.ratio(1, 500)? {
                paths = vec!["@index", "../../../name", "@../key"];
            }
            let path = *u.choose(&paths)?;
            self.put(path);
            if !path.ends_with(|c: char| c.is_alphabetic()) {
                return Ok(());
            }
        }
        while !u.is_empty() && u.ratio(1, 15)? {
            let name = *u.choose(NAMES)?;
            let plain = name.chars().all(char::is_alphanumeric);
            self.out += &if plain { format!(".{name}") } else { format!(".[{name}]") };
        }
        Ok(())
    }

    /// Writes an argument, which is probably of a kind: `t` for text, `n` for a number, `l` for a list, `c` for a
    /// small count, `d` for a map or an object, anything else for any value.
    fn argument(&mut self, u: &mut Unstructured<'_>, kind: char, depth: usize) -> Result<()> {
        if u.ratio(1, 30)? {
            return self.expression(u, depth);
        }
        match kind {
            't' => {
                self.put(u.choose(&["name", "'<t>'", "@root.name", "\"\"", "(concat a name)"])?)
            }
            'n' => self.put(u.choose(&["1", "2", "0", "-3", "(len @root.list)", "@root.map.a"])?),
            'd' => self.put(u.choose(&[
                "map",
                "this",
                "@root",
                "@root.list.0",
                "(hash a=name)",
                "none",
            ])?),
            'c' => self.put(u.choose(&["0", "1", "2", "(len @root.list)", "@root.map.a"])?),
            'l' => self.put(u.choose(&[
                "@root.list",
                "(array 1 name)",
                "(array)",
                "(reverse @root.list)",
            ])?),
            _ => return self.expression(u, depth),
        }
        Ok(())
    }

    /// Writes a call without parentheses.
    fn call(&mut self, u: &mut Unstructured<'_>, depth: usize) -> Result<()> {
        // The name, the kinds of the arguments, the number of required ones, and a named argument.
        let (name, kinds, required, named) = *u.choose(&[
            ("upper", "t", 1, ""),
            ("join2", "ttt", 2, ""),
            ("plus", "nn", 2, ""),
            ("same", "a", 1, ""),
            ("count", "l", 1, ""),
            ("tag", "ta", 2, ""),
            ("all", "aaaa", 0, ""),
            ("greet", "t", 1, " greeting="),
            ("default", "aa", 2, ""),
            ("len", "l", 1, ""),
            ("reverse", "l", 1, ""),
            ("json", "a", 1, ""),
            ("join", "lt", 1, ""),
            ("truncate", "tc", 2, ""),
            ("concat", "tnat", 0, ""),
            ("array", "aaaa", 0, ""),
            ("hash", "", 0, " a="),
            ("get", "lt", 2, ""),
            ("lookup", "aa", 2, ""),
            ("if", "aaa", 2, ""),
            ("unless", "aaa", 2, ""),
            ("and", "aaa", 1, ""),
            ("or", "aaa", 1, ""),
            ("not", "a", 1, ""),
            ("eq", "aa", 2, ""),
            ("ne", "aa", 2, ""),
            ("lt", "nn", 2, ""),
            ("ge", "aa", 2, ""),
            ("log", "aa", 1, ""),
            ("(helper upper)", "t", 1, ""),
            ("(which true)", "t", 1, ""),
            ("(helper join2 'h')", "tt", 1, ""),
            ("(fn tag 'b')", "a", 1, ""),
            ("(helper greet greeting=name)", "t", 1, ""),
            ("this.none", "a", 1, ""),
        ])?;
        self.put(name);
        let is_invalid = u.ratio(1, 300)?;
        let counts = if is_invalid { 0..=5 } else { required..=kinds.len() };
        let count = u.int_in_range(counts)?;
        for kind in kinds.chars().chain(std::iter::repeat('a')).take(count) {
            self.put(" ");
            self.argument(u, kind, depth.saturating_sub(1))?;
        }
        if !named.is_empty() {
            self.put(named);
            self.argument(u, 't', depth.saturating_sub(1))?;
        }
        Ok(())
    }
}
