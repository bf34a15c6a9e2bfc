//! Generates crates with one template, with forty and with a hundred, for each engine that compiles templates.

mod macro_engines;
mod shape;
mod text_engines;

use shape::Shape;
use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// The numbers of templates of the small and of the large crate of an engine.
pub(crate) const FEW: usize = 1;
pub(crate) const MANY: usize = 40;

/// The number of templates of the crate that is built again after one of them has changed.
pub(crate) const REBUILT: usize = 100;

/// An engine, with the function that generates its templates.
pub(crate) struct Generator {
    pub(crate) engine: &'static str,
    dependency: &'static str,
    template: fn(&Shape) -> String,
}

/// All engines whose templates are compiled to machine code, and `data-only`, which has no templates.
pub(crate) const GENERATORS: [Generator; 11] = [
    Generator {
        engine: "ours-interpreted",
        dependency: OURS,
        template: |shape| text_engines::ours(shape, ""),
    },
    Generator {
        engine: "ours-unrolled",
        dependency: OURS,
        template: |shape| text_engines::ours(shape, "#[template(unroll)]"),
    },
    Generator { engine: "askama", dependency: "askama = \"0.16\"", template: text_engines::askama },
    Generator {
        engine: "sailfish",
        dependency: "sailfish = \"0.11\"",
        template: text_engines::sailfish,
    },
    Generator {
        engine: "yarte",
        dependency: "yarte = { version = \"0.15\", features = [\"bytes-buf\"] }",
        template: text_engines::yarte,
    },
    Generator { engine: "maud", dependency: "maud = \"0.27\"", template: macro_engines::maud },
    Generator {
        engine: "markup",
        dependency: "markup = { version = \"0.16\", features = [\"itoa\"] }",
        template: macro_engines::markup,
    },
    Generator {
        engine: "hypertext",
        dependency: "hypertext = \"0.12\"",
        template: macro_engines::hypertext,
    },
    Generator { engine: "vy", dependency: "vy = \"0.2\"", template: macro_engines::vy },
    Generator {
        engine: "typed-handlebars",
        dependency: "typed-handlebars = \"0.4\"",
        template: text_engines::typed_handlebars,
    },
    Generator { engine: "data-only", dependency: "", template: macro_engines::data_only },
];

const OURS: &str = concat!(
    "template-runtime = { path = '",
    env!("CARGO_MANIFEST_DIR"),
    "/../../template-runtime' }"
);

/// The target directory of builds from nothing, in the workspace.
const COLD: &str = "target-cold";

/// The root of this repository.
const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// A workspace of generated crates, in the target directory.
pub(crate) struct Workspace {
    directory: PathBuf,
}

impl Workspace {
    /// Writes the crates of the requested engines, with these numbers of templates.
    pub(crate) fn write(wanted: impl Fn(&str) -> bool, counts: &[usize]) -> Result<Self, String> {
        let program = env::current_exe().map_err(|error| error.to_string())?;
        let target = program.ancestors().nth(2).ok_or("no target directory")?;
        let workspace = Workspace { directory: target.join("peers") };
        let mut members = Vec::new();
        for generator in &GENERATORS {
            for &count in counts {
                if wanted(generator.engine) {
                    members.push(format!("\"{}\"", package(generator.engine, count)));
                    workspace.write_crate(generator, count)?;
                }
            }
        }
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n\
             [profile.release]\ncodegen-units = 1\nlto = \"off\"\n\n\
             [profile.small]\ninherits = \"release\"\nopt-level = \"s\"\n",
            members.join(", ")
        );
        workspace.write_file("Cargo.toml", &manifest)?;
        // The versions of all dependencies are those of this repository.
        let lock = Path::new(ROOT).join("Cargo.lock");
        fs::copy(&lock, workspace.directory.join("Cargo.lock"))
            .map_err(|error| format!("{}: {error}", lock.display()))?;
        Ok(workspace)
    }

    fn write_crate(&self, generator: &Generator, count: usize) -> Result<(), String> {
        let package = package(generator.engine, count);
        let manifest = format!(
            "[package]\nname = \"{package}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{}\n",
            generator.dependency
        );
        self.write_file(&format!("{package}/Cargo.toml"), &manifest)?;

        let mut source = String::from(
            "#![allow(unused)]\n\nuse std::hint::black_box;\n\n\
             fn main() {\n    for render in black_box(&RENDER) {\n        \
             println!(\"{}\", render());\n    }\n}\n\n",
        );
        let shapes = Shape::all(count);
        source += &format!("static RENDER: [fn() -> String; {count}] = [");
        for shape in &shapes {
            source += &format!("{}::render, ", shape.noun);
        }
        source += "];\n";
        for shape in &shapes {
            let items = (generator.template)(shape);
            source += &format!("\nmod {} {{\nuse std::hint::black_box;\n{items}}}\n", shape.noun);
        }
        self.write_file(&source_of(&package), &source)
    }

    /// Writes a file, unless it exists with this text: then cargo does not rebuild its crate.
    fn write_file(&self, name: &str, text: &str) -> Result<(), String> {
        let file = self.directory.join(name);
        if fs::read_to_string(&file).is_ok_and(|existing| existing == text) {
            return Ok(());
        }
        let directory = file.parent().expect("it has a name");
        fs::create_dir_all(directory)
            .and_then(|()| fs::write(&file, text))
            .map_err(|error| format!("{}: {error}", file.display()))
    }

    /// Builds a crate, or all crates, with a profile.
    pub(crate) fn build(&self, package: Option<&str>, profile: &str) -> Result<(), String> {
        // No build reuses parts of an earlier one.
        self.cargo(package, profile, "target", false)
    }

    /// Builds a crate with a profile, with the parts of the earlier build that have not changed.
    pub(crate) fn build_again(&self, package: &str, profile: &str) -> Result<(), String> {
        self.cargo(Some(package), profile, "target-incremental", true)
    }

    /// Builds a crate and everything that it depends on, in debug.
    pub(crate) fn build_cold(&self, package: &str) -> Result<(), String> {
        self.cargo(Some(package), "dev", COLD, false)
    }

    /// Removes what [`Workspace::build_cold`] has built.
    pub(crate) fn clean_cold(&self) -> Result<(), String> {
        let directory = self.directory.join(COLD);
        match fs::remove_dir_all(&directory) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(format!("{}: {error}", directory.display()))
            }
            _ => Ok(()),
        }
    }

    fn cargo(
        &self,
        package: Option<&str>,
        profile: &str,
        target: &str,
        incremental: bool,
    ) -> Result<(), String> {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.current_dir(&self.directory).args(["build", "--offline", "--quiet"]);
        cargo.args(["--profile", profile]);
        match package {
            Some(package) => cargo.args(["--package", package]),
            None => cargo.arg("--workspace"),
        };
        cargo
            .env("CARGO_INCREMENTAL", if incremental { "1" } else { "0" })
            .env("CARGO_TARGET_DIR", self.directory.join(target));
        let status = cargo.status().map_err(|error| error.to_string())?;
        if status.success() { Ok(()) } else { Err("a generated crate does not build".to_owned()) }
    }

    /// Changes the text of the middle one of the templates of a crate. Two changes restore the text.
    pub(crate) fn change(&self, package: &str, count: usize) -> Result<(), String> {
        let noun = Shape::all(count)[count / 2].noun;
        let (text, changed) = (format!("Every {noun} of"), format!("Each and every {noun} of"));
        let file = self.directory.join(source_of(package));
        let rewrite = |source: String| {
            let source = if source.contains(&changed) {
                source.replace(&changed, &text)
            } else {
                source.replace(&text, &changed)
            };
            fs::write(&file, source)
        };
        let outcome = fs::read_to_string(&file).and_then(rewrite);
        outcome.map_err(|error| format!("{}: {error}", file.display()))
    }

    /// Updates the time of the source, so that cargo rebuilds the crate.
    pub(crate) fn touch(&self, package: &str) -> Result<(), String> {
        let file = self.directory.join(source_of(package));
        let text = fs::read_to_string(&file);
        text.and_then(|text| fs::write(&file, text))
            .map_err(|error| format!("{}: {error}", file.display()))
    }

    /// Returns the path of the binary of a crate.
    pub(crate) fn binary(&self, package: &str, profile: &str) -> PathBuf {
        let name = format!("{package}{}", env::consts::EXE_SUFFIX);
        self.directory.join("target").join(profile).join(name)
    }
}

/// Returns the name of the crate of an engine with `count` templates.
pub(crate) fn package(engine: &str, count: usize) -> String {
    format!("{engine}-{count}")
}

fn source_of(package: &str) -> String {
    format!("{package}/src/main.rs")
}
