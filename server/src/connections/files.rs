//! How many files this process may have open: each connection is one.

/// Files that are no connections: the database, uploads, what draws and reads pictures.
const OTHERS: u64 = 256;

/// Raises the limit as far as this process may; gives it, where there is one.
#[cfg(unix)]
pub fn raise() -> Option<u64> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    // Where it cannot be raised, what is there must do.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, maximum: limit.maximum });
    getrlimit(Resource::Nofile).current
}

/// The limit, where there is one that this program knows of.
#[cfg(not(unix))]
pub fn raise() -> Option<u64> {
    None
}

/// How many of so many files can be connections: all but those of the server's own, and half at least.
pub fn for_connections(files: u64) -> usize {
    usize::try_from(files.saturating_sub(OTHERS).max(files / 2)).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn some_files_are_left_for_the_servers_own() {
        for (files, connections) in [(64, 32), (512, 256), (1024, 768), (20_000, 19_744)] {
            assert_eq!(for_connections(files), connections, "{files}");
        }
    }
}
