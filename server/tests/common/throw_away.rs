//! A PostgreSQL server for one test program: in a folder of its own, reached by a socket in it, gone with the value or with the program,
//! however that ends.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// The server.
pub struct Postgres {
    folder: PathBuf,
    /// Stops it once its standard input is closed.
    guard: Child,
}

/// Who runs it where we are root, whom PostgreSQL refuses.
const NOBODY: u32 = 65_534;
/// Nothing of it is to outlive a crash of the machine, and many test at a time.
const HOW: &str =
    "-c listen_addresses='' -c max_connections=400 -c fsync=off -c synchronous_commit=off -c full_page_writes=off
    -c autovacuum=off -c wal_level=minimal -c max_wal_size=128MB -c max_wal_senders=0";

impl Postgres {
    /// Makes and starts one.
    ///
    /// # Panics
    /// Where PostgreSQL is not installed, or does not start.
    pub fn start() -> Postgres {
        let folder = place().keep();
        if is_root() {
            std::os::unix::fs::chown(&folder, Some(NOBODY), Some(NOBODY)).unwrap();
        }
        let [data, socket] = [folder.join("data"), folder.clone()].map(|path| path.display().to_string());
        let stop = command("pg_ctl", &["-D", &data, "-m", "immediate", "stop"]);
        let server = Postgres { guard: guard(&folder, &stop), folder };
        run("initdb", &["-D", &data, "-U", "beian", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
        let how = format!("{} -k {socket}", HOW.replace('\n', " "));
        let log = format!("{socket}/log");
        run("pg_ctl", &["-D", &data, "-w", "-t", "60", "-l", &log, "-o", &how, "start"]);
        server
    }

    /// The address of the database that is there from the start.
    pub fn address(&self) -> String {
        self.address_of("postgres")
    }

    /// The address of one of its databases.
    pub fn address_of(&self, database: &str) -> String {
        format!("postgres://beian@localhost/{database}?host={}", self.folder.display())
    }
}

/// A folder in memory where there is room, for a database is hundreds of files that are made and deleted; else where temporary files are.
fn place() -> TempDir {
    const ROOM: u64 = 2 << 30;
    let memory = Path::new("/dev/shm");
    let free = rustix::fs::statvfs(memory).map_or(0, |disk| disk.f_bavail * disk.f_frsize);
    if free >= ROOM { TempDir::new_in(memory).unwrap() } else { TempDir::new().unwrap() }
}

/// Stops the server and takes its folder away once nobody holds the other end of its input, as when this program has ended: what is
/// static is never dropped.
fn guard(folder: &Path, stop: &Command) -> Child {
    let mut guard = Command::new("sh");
    guard.args(["-c", "trap '' HUP INT TERM; read -r _; \"$@\"; rm -rf \"$0\""]).arg(folder);
    guard.arg(stop.get_program()).args(stop.get_args());
    guard.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).current_dir("/").spawn().unwrap()
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
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
    let done = command(name, arguments).stdout(Stdio::null()).status().unwrap();
    assert!(done.success(), "{name} {arguments:?}: {done}");
}
