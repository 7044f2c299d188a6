//! A PostgreSQL server for one test run: in a folder of its own, reached by a socket in it, gone with the value.

use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// The server.
pub struct Postgres {
    folder: TempDir,
}

/// Who runs it where we are root, whom PostgreSQL refuses.
const NOBODY: u32 = 65_534;

impl Postgres {
    /// Makes and starts one.
    ///
    /// # Panics
    /// Where PostgreSQL is not installed, or does not start.
    pub fn start() -> Postgres {
        let folder = TempDir::new().unwrap();
        let server = Postgres { folder };
        if is_root() {
            std::os::unix::fs::chown(server.folder.path(), Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let data = server.data();
        let [data, socket] = [data.as_path(), server.folder.path()].map(|path| path.display().to_string());
        run("initdb", &["-D", &data, "-U", "beian", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        let how = format!("-c listen_addresses='' -c max_connections=100 -c fsync=off -k {socket}");
        let log = format!("{socket}/log");
        run("pg_ctl", &["-D", &data, "-w", "-t", "60", "-l", &log, "-o", &how, "start"]);
        server
    }

    /// Its address.
    pub fn address(&self) -> String {
        format!("postgres://beian@localhost/postgres?host={}", self.folder.path().display())
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let data = self.data().display().to_string();
        let _ = command("pg_ctl", &["-D", &data, "-m", "immediate", "stop"]).output();
    }
}

fn is_root() -> bool {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata("/proc/self").is_ok_and(|own| own.uid() == 0)
}

/// One of PostgreSQL's programs: on the path, or where Debian puts it.
fn program(name: &str) -> PathBuf {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path).map(|folder| folder.join(name));
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let of_debian = versions.map(|version| version.path().join("bin").join(name));
    let found = on_path.chain(of_debian).find(|program| program.is_file());
    found.unwrap_or_else(|| panic!("PostgreSQL's {name} is not there: install it, Debian's package is postgresql"))
}

fn command(name: &str, arguments: &[&str]) -> Command {
    let program = program(name);
    let mut command = match is_root() {
        true => {
            let mut command = Command::new("setpriv");
            command.args([format!("--reuid={NOBODY}"), format!("--regid={NOBODY}"), "--clear-groups".to_owned()]);
            command.arg(&program);
            command
        }
        false => Command::new(&program),
    };
    command.args(arguments).current_dir(Path::new("/"));
    command
}

fn run(name: &str, arguments: &[&str]) {
    // What it starts keeps its output open: it is asked for by its end alone.
    let done = command(name, arguments).stdout(std::process::Stdio::null()).status().unwrap();
    assert!(done.success(), "{name} {arguments:?}: {done}");
}
