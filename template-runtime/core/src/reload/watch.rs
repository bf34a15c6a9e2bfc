//! The files of all templates that have been rendered, and whether they have changed.

use alloc::collections::BTreeMap;
use core::fmt;
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{LazyLock, Mutex, PoisonError},
    time::{SystemTime, UNIX_EPOCH},
};

/// The properties that change with a file: its modification time and its length. `None` if there is no such file.
pub(super) type Stamp = Option<(SystemTime, u64)>;

/// Returns the stamp of a file.
pub(super) fn stamp(path: &Path) -> Stamp {
    let metadata = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((metadata.modified().ok()?, metadata.len()))
}

/// The state of all templates of a program: a page that was rendered in an earlier one is out of date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// When the program was started.
    program: u128,
    /// The number of changes since then.
    changes: u64,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}-{}", self.program, self.changes)
    }
}

struct Watch {
    /// The files, with the stamps that they had when they were read, or looked at last.
    files: BTreeMap<PathBuf, Stamp>,
    version: Version,
}

static WATCH: LazyLock<Mutex<Watch>> = LazyLock::new(|| {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let version = Version { program: since.as_nanos(), changes: 0 };
    Mutex::new(Watch { files: BTreeMap::new(), version })
});

/// Watches files that have been read. The stamps are those from before.
pub(super) fn watch<'p>(files: impl IntoIterator<Item = (&'p Path, Stamp)>) {
    let mut watch = WATCH.lock().unwrap_or_else(PoisonError::into_inner);
    for (path, stamp) in files {
        if watch.files.insert(path.to_path_buf(), stamp).is_some_and(|known| known != stamp) {
            watch.version.changes += 1;
        }
    }
}

/// Returns the version of the files as they have been read.
pub(super) fn version_read() -> Version {
    WATCH.lock().unwrap_or_else(PoisonError::into_inner).version
}

/// Looks at all files, and returns the version.
pub(super) fn current_version() -> Version {
    let mut watch = WATCH.lock().unwrap_or_else(PoisonError::into_inner);
    let Watch { files, version } = &mut *watch;
    for (path, known) in files {
        let current = stamp(path);
        if current != *known {
            *known = current;
            version.changes += 1;
        }
    }
    *version
}
