//! A server that runs in a folder of its own, and requests to it over the wire, byte by byte.

use beian_server::config::VARIABLES;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use tempfile::TempDir;

/// A server until it is dropped.
pub struct Served {
    process: Child,
    /// Where it listens.
    pub address: SocketAddr,
    _folder: TempDir,
}

impl Served {
    /// Starts it with these settings and outputs, and waits until it answers.
    pub fn start(settings: &str, stdout: Stdio, stderr: Stdio) -> Served {
        Served::start_as(Command::new(env!("CARGO_BIN_EXE_beian-server")), settings, stdout, stderr)
    }

    /// The same by a command to which the server's own words are added.
    pub fn start_as(mut command: Command, settings: &str, stdout: Stdio, stderr: Stdio) -> Served {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("settings.toml");
        std::fs::write(&file, settings).unwrap();
        let address = free_address();
        for name in VARIABLES {
            command.env_remove(name);
        }
        command.current_dir(folder.path()).arg("serve").arg("--config").arg(&file);
        command.args(["--port", &address.port().to_string()]);
        let process = command.stdin(Stdio::null()).stdout(stdout).stderr(stderr).spawn().unwrap();
        let mut served = Served { process, address, _folder: folder };
        // A connection that is refused tells that it has not begun to listen.
        while TcpStream::connect(address).is_err() {
            assert!(served.process.try_wait().unwrap().is_none(), "the server ended");
            std::thread::yield_now();
        }
        served
    }

    /// What it answers to a request on a connection of its own.
    pub fn get(&self, path: &str) -> String {
        asked(TcpStream::connect(self.address).unwrap(), path)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }
}

/// Where nobody listens at the moment, and no other test will: a port of those that the system gives nobody by itself, as it would to
/// whoever connects between this and the start.
fn free_address() -> SocketAddr {
    static NEXT: AtomicU16 = AtomicU16::new(18_000);
    let addresses = std::iter::repeat_with(|| SocketAddr::from(([127, 0, 0, 1], NEXT.fetch_add(1, Ordering::Relaxed))));
    addresses.take(2000).find(|address| TcpListener::bind(address).is_ok()).unwrap()
}

/// What is answered to a request on a connection, to its end.
pub fn asked(mut stream: TcpStream, path: &str) -> String {
    stream
        .write_all(format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n").as_bytes())
        .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}
