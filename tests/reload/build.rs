//! Copies the templates to where the tests may edit them.

use std::{env, fs, io, path::PathBuf};

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=templates");
    for file in fs::read_dir("templates")? {
        let file = file?;
        println!("cargo::rerun-if-changed={}", file.path().display());
        fs::write(out.join(file.file_name()), fs::read(file.path())?)?;
    }
    println!("cargo::rustc-env=RELOAD_OUT_DIR={}", out.display());
    Ok(())
}
