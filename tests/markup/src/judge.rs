//! The parser of HTML that judges: a package of npm, which runs in a folder of its own.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    process::Command,
};

/// The files of the package.
const FILES: [(&str, &str); 3] = [
    ("package.json", include_str!("../validator/package.json")),
    ("package-lock.json", include_str!("../validator/package-lock.json")),
    ("judge.js", include_str!("../validator/judge.js")),
];

/// What is wrong with the tags of a page: the line and a text.
pub(crate) type Problems = Vec<(usize, String)>;

/// An installed parser. Dropping it removes it.
pub(crate) struct Judge {
    folder: PathBuf,
}

impl Judge {
    /// Installs the parser in a temporary folder.
    pub(crate) fn install() -> io::Result<Self> {
        let folder = std::env::temp_dir().join(format!("markup-{}", std::process::id()));
        fs::create_dir_all(folder.join("pages"))?;
        let judge = Self { folder };
        for (name, content) in FILES {
            fs::write(judge.folder.join(name), content)?;
        }
        run(&judge.folder, "npm", &["ci", "--ignore-scripts", "--no-audit", "--no-fund"])?;
        Ok(judge)
    }

    /// Returns the problems of pages, by their index.
    pub(crate) fn judge<'p>(
        &self,
        pages: impl Iterator<Item = &'p str>,
    ) -> io::Result<BTreeMap<usize, Problems>> {
        for (at, page) in pages.enumerate() {
            fs::write(self.folder.join(format!("pages/{at:06}.html")), page)?;
        }
        let output = run(&self.folder, "node", &["judge.js", "pages"])?;
        let mut found: BTreeMap<usize, Problems> = BTreeMap::new();
        for line in output.lines() {
            let mut fields = line.splitn(3, '\t');
            let mut field = || fields.next().unwrap_or_default();
            let (page, line, text) = (field(), field(), field());
            let page = page.trim_end_matches(".html").parse().map_err(io::Error::other)?;
            let line = line.parse().map_err(io::Error::other)?;
            found.entry(page).or_default().push((line, text.to_owned()));
        }
        Ok(found)
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        // A folder that cannot be removed is one of the system's temporary files.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Runs a program in a folder. Returns what it prints.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> io::Result<String> {
    let output = Command::new(program).args(arguments).current_dir(folder).output()?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    if output.status.success() {
        Ok(text(&output.stdout))
    } else {
        let message = format!("{program} failed:\n{}", text(&output.stderr));
        Err(io::Error::other(message))
    }
}
