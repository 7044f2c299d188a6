//! A mail server: a process of node with npm's `smtp-server`, on a port that the system chose, gone with the value.

use serde_json::Value;
use std::io::{BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use tempfile::TempDir;

/// What names the folder of the package.
const VARIABLE: &str = "BEIAN_SMTP_SERVER";
/// Who may send, and the password.
pub const USER: &str = "beian";
pub const PASSWORD: &str = "password-of-the-tests";

/// The server.
pub struct Mail {
    folder: TempDir,
    process: Child,
    said: Lines<BufReader<ChildStdout>>,
    pub port: u16,
}

fn package() -> PathBuf {
    let folder = std::env::var_os(VARIABLE).map(PathBuf::from).filter(|folder| folder.join("package.json").is_file());
    folder.unwrap_or_else(|| {
        panic!(
            "{VARIABLE} names no folder of npm's smtp-server: run `cargo xtask test server`, which fetches it, or copy \
             server/tests/delivery/npm to a folder of its own, run `npm ci` there and set the variable to its node_modules/smtp-server"
        )
    })
}

impl Mail {
    /// Starts one: `implicit`, `starttls` or `plain`.
    pub fn start(tls: &str) -> Mail {
        let folder = TempDir::new().unwrap();
        let pair = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).unwrap();
        let (key, cert) = (folder.path().join("key.pem"), folder.path().join("cert.pem"));
        std::fs::write(&key, pair.key_pair.serialize_pem()).unwrap();
        std::fs::write(&cert, pair.cert.pem()).unwrap();
        let mut command = Command::new("node");
        command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/delivery/mail.mjs")).arg(package());
        command.arg(&key).arg(&cert).args([tls, USER, PASSWORD]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().unwrap_or_else(|error| panic!("node cannot be started, install it: {error}"));
        let mut said = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = said.next().expect("the mail server starts").unwrap();
        let port = line.trim().parse().unwrap_or_else(|_| panic!("the mail server did not start: {line:?}"));
        Mail { folder, process, said, port }
    }

    /// The file with its certificate.
    pub fn certificate(&self) -> PathBuf {
        self.folder.path().join("cert.pem")
    }

    /// The next letter that it took.
    pub fn next(&mut self) -> Value {
        serde_json::from_str(&self.said.next().expect("the mail server runs").unwrap()).unwrap()
    }

    /// Ends it; gives the letters that nobody asked for.
    pub fn end(mut self) -> Vec<Value> {
        drop(self.process.stdin.take());
        self.process.wait().unwrap();
        self.said.by_ref().map(|line| serde_json::from_str(&line.unwrap()).unwrap()).collect()
    }
}

impl Drop for Mail {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
