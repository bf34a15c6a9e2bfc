//! Edits of files.

use std::{
    fs,
    path::PathBuf,
    sync::{Mutex, MutexGuard, PoisonError},
    thread::sleep,
    time::Duration,
};

/// A file that is edited. It is as before when this is dropped.
pub(crate) struct Edited {
    path: PathBuf,
    pub(crate) built: String,
    _alone: Option<MutexGuard<'static, ()>>,
}

/// Tests edit one after the other: several read the same files.
static ALONE: Mutex<()> = Mutex::new(());

/// The folder of the files.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("RELOAD_OUT_DIR"))
}

impl Edited {
    /// Begins to edit a file.
    pub(crate) fn file(name: &str) -> Self {
        let alone = Some(ALONE.lock().unwrap_or_else(PoisonError::into_inner));
        let mut edited = Self::open(name);
        edited._alone = alone;
        edited
    }

    /// Begins to edit another file besides.
    pub(crate) fn and(&self, name: &str) -> Self {
        Self::open(name)
    }

    fn open(name: &str) -> Self {
        let path = folder().join(name);
        let built = fs::read_to_string(&path).expect("the build has written it");
        Self { path, built, _alone: None }
    }

    /// Writes the file.
    pub(crate) fn write(&self, text: &str) {
        // File systems note the time of a change in steps of some milliseconds.
        sleep(Duration::from_millis(15));
        fs::write(&self.path, text).expect("it can be written");
    }

    /// Replaces a part of what was built.
    pub(crate) fn replace(&self, part: &str, other: &str) {
        assert!(self.built.contains(part), "{part}");
        self.write(&self.built.replace(part, other));
    }

    /// Writes what was built.
    pub(crate) fn restore(&self) {
        self.write(&self.built);
    }

    /// Deletes the file.
    pub(crate) fn delete(&self) {
        fs::remove_file(&self.path).expect("it exists");
    }
}

impl Drop for Edited {
    fn drop(&mut self) {
        let _ = fs::write(&self.path, &self.built);
    }
}
