//! Measures how many bytes of machine code and data each further template adds.

use crate::{
    arguments::Arguments,
    compare::normalize,
    generate::{FEW, GENERATORS, MANY, Workspace, package},
};
use object::{Object as _, ObjectSection as _};
use std::{fs, path::Path, process::Command};

/// The sections that are measured.
const SECTIONS: [&str; 4] = [".text", ".rodata", ".data.rel.ro", ".rela.dyn"];

/// The optimization levels, and the profiles that have them.
const LEVELS: [(&str, &str); 2] = [("3", "release"), ("s", "small")];

/// Builds the generated crates and measures their sections. Each line goes to `print`.
pub(crate) fn report(arguments: &Arguments, print: &mut impl FnMut(&str)) -> Result<(), String> {
    let workspace = Workspace::write(|engine| arguments.wants_engine(engine), &[FEW, MANY])?;
    let engines = GENERATORS.map(|generator| generator.engine);
    let engines: Vec<&str> =
        engines.into_iter().filter(|engine| arguments.wants_engine(engine)).collect();
    print("size engine opt text rodata data.rel.ro rela.dyn");
    for (level, profile) in LEVELS {
        workspace.build(None, profile)?;
        if profile == "release" {
            check(&workspace, &engines)?;
        }
        for engine in &engines {
            let few = sizes(&workspace.binary(&package(engine, FEW), profile))?;
            let many = sizes(&workspace.binary(&package(engine, MANY), profile))?;
            let mut line = format!("size {engine} {level}");
            for (few, many) in few.iter().zip(&many) {
                line += &format!(" {:.0}", (many - few) / (MANY - FEW) as f64);
            }
            print(&line);
        }
    }
    Ok(())
}

/// Returns the sizes of the measured sections of a binary, in bytes.
fn sizes(binary: &Path) -> Result<[f64; 4], String> {
    let explain = |error: &dyn std::error::Error| format!("{}: {error}", binary.display());
    let bytes = fs::read(binary).map_err(|error| explain(&error))?;
    let file = object::File::parse(&*bytes).map_err(|error| explain(&error))?;
    Ok(SECTIONS.map(|name| {
        let section = file.section_by_name(name);
        section.map_or(0.0, |section| section.size() as f64)
    }))
}

/// Checks that all engines print the same with forty templates.
fn check(workspace: &Workspace, engines: &[&str]) -> Result<(), String> {
    let mut expected = None;
    for engine in engines.iter().filter(|engine| **engine != "data-only") {
        let binary = workspace.binary(&package(engine, MANY), "release");
        let output = Command::new(&binary)
            .output()
            .map_err(|error| format!("{}: {error}", binary.display()))?;
        let output = normalize(&String::from_utf8_lossy(&output.stdout));
        match &expected {
            None => expected = Some(output),
            Some(expected) if *expected == output => {}
            Some(_) => return Err(format!("{engine} differs from the first engine in its output")),
        }
    }
    Ok(())
}
