//! Two servers of one installation, and their database beside them.

use crate::throw_away::Postgres;
use beian_server::config::{self, VARIABLES};
use beian_server::sealing::keys::{Found, Keys};
use beian_server::sealing::vault::Vault;
use beian_server::storage::{Store, connect};
use rustix::process::{Pid, Signal, kill_process};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// What they share.
struct Place {
    folder: TempDir,
    postgres: Postgres,
}

/// One server.
pub struct Replica {
    place: Arc<Place>,
    /// Where it listens, each time that it is started.
    pub address: SocketAddr,
    process: Option<Child>,
}

impl Replica {
    /// The address of the database.
    pub fn database(&self) -> String {
        self.place.postgres.address()
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.place.folder.path().join("data")
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_beian-server"));
        for name in VARIABLES {
            command.env_remove(name);
        }
        command.env_remove("BEIAN_CONFIG").current_dir(self.place.folder.path());
        command.env("BEIAN_DATABASE", self.database()).env("BEIAN_DATA", self.data());
        command.args(["serve", "--port", &self.address.port().to_string()]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).kill_on_drop(true);
        command
    }

    /// Starts it, and waits until it listens.
    pub async fn start(&mut self) {
        let mut process = self.command().spawn().unwrap();
        // A connection that is refused tells that it has not begun to listen.
        while TcpStream::connect(self.address).await.is_err() {
            assert!(process.try_wait().unwrap().is_none(), "the server ended");
            tokio::task::yield_now().await;
        }
        self.process = Some(process);
    }

    /// Kills it, whatever it is doing.
    pub async fn kill(&mut self) {
        self.process.take().unwrap().kill().await.unwrap();
    }

    /// Tells it to end, and waits until it has.
    pub async fn end(&mut self) {
        let mut process = self.process.take().unwrap();
        let id = Pid::from_raw(i32::try_from(process.id().unwrap()).unwrap()).unwrap();
        kill_process(id, Signal::TERM).unwrap();
        let ended = process.wait().await.unwrap();
        assert!(ended.success(), "{ended}");
    }
}

/// Two servers, started at once on an empty database, and their store.
pub async fn two() -> ([Replica; 2], Store) {
    let place = Arc::new(Place { folder: TempDir::new().unwrap(), postgres: Postgres::start() });
    let replica = || Replica { place: place.clone(), address: free_address(), process: None };
    let (mut one, mut other) = (replica(), replica());
    tokio::join!(one.start(), other.start());
    // The one of the two that was first has made the key.
    let keys = Keys::load(&config::Vault::default(), &one.data(), &Found::default()).unwrap();
    let vault = Vault::new(keys);
    let store = connect::postgres(&one.database(), 4, &vault).await.unwrap();
    ([one, other], store)
}

/// Where nobody listens, nor will: a port of those that the system gives nobody by itself, as it would to whoever connects between this and
/// the start.
fn free_address() -> SocketAddr {
    static NEXT: AtomicU16 = AtomicU16::new(14_000);
    let addresses = std::iter::repeat_with(|| SocketAddr::from(([127, 0, 0, 1], NEXT.fetch_add(1, Ordering::Relaxed))));
    addresses.take(2000).find(|address| TcpListener::bind(address).is_ok()).unwrap()
}
