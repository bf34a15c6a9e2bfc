//! Measures how long engines that compile templates at run time take for one.

use crate::{arguments::Arguments, measure::measure, task::Repeat};
use handlebars::Template;
use minijinja::Environment;
use std::hint::black_box;
use template_runtime::Compiler;
use tera::Tera;

/// The engine whose time the others are divided by: pest generates its parser, as it does ours.
const REFERENCE: &str = "handlebars";

/// The compilation of one template by one engine.
struct Compilation<'e> {
    workload: &'static str,
    engine: &'static str,
    task: Box<dyn Repeat + 'e>,
}

/// A text, and what compiles it.
struct Compile<F> {
    text: &'static str,
    compile: F,
}

impl<R, F: FnMut(&'static str) -> R> Repeat for Compile<F> {
    fn batch(&mut self, times: u32) {
        for _ in 0..times {
            black_box((self.compile)(black_box(self.text)));
        }
    }
}

/// The templates: the workload, the text of Handlebars, which is ours too, and those of MiniJinja and Tera.
const TEMPLATES: [(&str, &str, &str, &str); 3] = [
    (
        "teams",
        include_str!("../templates/handlebars/teams.hbs"),
        include_str!("../templates/minijinja/teams.html"),
        include_str!("../templates/tera/teams.html"),
    ),
    (
        "form",
        include_str!("../templates/handlebars/form.hbs"),
        include_str!("../templates/minijinja/form.html"),
        include_str!("../templates/tera/form.html"),
    ),
    (
        "page",
        include_str!("../templates/handlebars/page.hbs"),
        include_str!("../templates/minijinja/page.html"),
        include_str!("../templates/tera/page.html"),
    ),
];

/// The engines, each of which is created once.
struct Engines {
    ours: Compiler,
    minijinja: Environment<'static>,
}

/// Returns the compilations of all templates by all engines.
fn compilations<'e>(engines: &'e Engines) -> Vec<Compilation<'e>> {
    let mut all = Vec::new();
    for (workload, handlebars, minijinja, tera) in TEMPLATES {
        let mut add =
            |engine, task: Box<dyn Repeat + 'e>| all.push(Compilation { workload, engine, task });
        let compile = |text| engines.ours.compile(text).expect("the template is right");
        add("ours", Box::new(Compile { text: handlebars, compile }));
        let compile = |text| Template::compile(text).expect("the template is right");
        add(REFERENCE, Box::new(Compile { text: handlebars, compile }));
        let compile =
            |text| engines.minijinja.template_from_str(text).expect("the template is right");
        add("minijinja", Box::new(Compile { text: minijinja, compile }));
        let mut registry = Tera::new();
        let compile = move |text| {
            registry.add_raw_template("page.html", text).expect("the template is right");
        };
        add("tera", Box::new(Compile { text: tera, compile }));
    }
    all
}

/// Measures all compilations. Each line goes to `print`.
pub(crate) fn report(arguments: &Arguments, print: &mut impl FnMut(&str)) {
    let engines = Engines { ours: Compiler::new(), minijinja: Environment::new() };
    let mut compilations = compilations(&engines);
    compilations.retain(|compilation| arguments.wants_workload(compilation.workload));
    print("compile workload engine ns ratio");
    let mut tasks: Vec<&mut dyn Repeat> =
        compilations.iter_mut().map(|compilation| &mut *compilation.task as _).collect();
    let times = measure(&mut tasks, arguments.rounds.unwrap_or(60));
    let lines: Vec<_> = compilations.iter().zip(times).collect();
    for (Compilation { workload, engine, .. }, ns) in &lines {
        let is_reference = |compilation: &Compilation<'_>| {
            compilation.workload == *workload && compilation.engine == REFERENCE
        };
        let reference = lines.iter().find(|(compilation, _)| is_reference(compilation));
        let ratio = ns / reference.map_or(f64::NAN, |(_, ns)| *ns);
        print(&format!("compile {workload} {engine} {ns:.0} {ratio:.2}"));
    }
}

#[cfg(test)]
mod tests {
    use super::{Compiler, Engines, Environment, compilations};

    #[test]
    fn all_engines_compile_all_templates() {
        let engines = Engines { ours: Compiler::new(), minijinja: Environment::new() };
        compilations(&engines).iter_mut().for_each(|compilation| compilation.task.batch(1));
    }
}
