//! What only the server's own user may read: folders and files that are made so, and those of before that are made so at the start.
//! Elsewhere than on Unix the folder's own rights count.

use std::io::{self, Write};
use std::path::Path;

/// Rights of others and of the group.
#[cfg(unix)]
const OTHERS: u32 = 0o077;

/// From now on everything that this process makes is its user's alone, also what libraries make.
pub fn by_default() {
    #[cfg(unix)]
    rustix::process::umask(rustix::fs::Mode::from_raw_mode(0o077));
}

/// Makes a folder, and those above it that are missing.
///
/// # Errors
/// When it cannot be made.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Writes a new file, so that it outlives a crash.
///
/// # Errors
/// When it cannot be written, or is there already.
pub fn write_new(file: &Path, text: &str) -> io::Result<()> {
    let mut file = options().create_new(true).open(file)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Makes an empty file where there is none.
///
/// # Errors
/// When it cannot be made.
pub fn make_file(file: &Path) -> io::Result<()> {
    options().create(true).truncate(false).open(file).map(|_| ())
}

fn options() -> std::fs::OpenOptions {
    let mut options = std::fs::OpenOptions::new();
    options.write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Takes from others what they may do with a file or folder that was there before. One that belongs to somebody else stays as it is, and
/// is named in the log; what is gone meanwhile is no harm.
pub fn close(path: &Path) {
    #[cfg(unix)]
    if let Err(error) = close_to_others(path)
        && error.kind() != io::ErrorKind::NotFound
    {
        tracing::warn!(path = %path.display(), %error, "others may read this, and that cannot be changed");
    }
    #[cfg(not(unix))]
    let _ = path;
}

#[cfg(unix)]
fn close_to_others(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut rights = std::fs::metadata(path)?.permissions();
    if rights.mode() & OTHERS != 0 {
        rights.set_mode(rights.mode() & !OTHERS);
        std::fs::set_permissions(path, rights)?;
    }
    Ok(())
}

/// The same for what lies in a folder; what only points elsewhere is left alone.
pub fn close_within(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| !kind.is_symlink()) {
            close(&entry.path());
        }
    }
}
