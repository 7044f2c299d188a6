//! The provider: a process of node, on a port that the system chose, gone with the value.

use serde_json::{Map, Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

/// What names the folder of the package.
const VARIABLE: &str = "BEIAN_OIDC_PROVIDER";
/// What our server is called there, for applicants and for colleagues, and its secret.
pub const CLIENTS: [&str; 2] = ["beian", "beian-desk"];
pub const SECRET: &str = "secret-of-the-tests";

/// The provider.
pub struct Provider {
    folder: TempDir,
    redirects: [String; 2],
    process: Child,
    port: u16,
}

fn package() -> PathBuf {
    let folder = std::env::var_os(VARIABLE).map(PathBuf::from).filter(|folder| folder.join("lib/index.js").is_file());
    folder.unwrap_or_else(|| {
        panic!(
            "{VARIABLE} names no folder of npm's oidc-provider: run `cargo xtask test server`, which fetches it, or copy \
             server/tests/oidc/npm to a folder of its own, run `npm ci` there and set the variable to its node_modules/oidc-provider"
        )
    })
}

fn start(folder: &Path, redirects: &[String; 2], port: Option<u16>) -> (Child, u16) {
    let clients: Vec<Value> = CLIENTS
        .iter()
        .zip(redirects)
        .map(|(id, redirect)| {
            json!({
                "client_id": id,
                "client_secret": SECRET,
                "redirect_uris": [redirect],
                "scope": "openid profile phone email organisation roles",
            })
        })
        .collect();
    let mut command = Command::new("node");
    command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oidc/provider.mjs")).arg(package());
    command.arg(folder.join("accounts.json")).arg(folder.join("keys.json")).arg(Value::from(clients).to_string());
    command.args(port.map(|port| port.to_string()));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut process = command.spawn().unwrap_or_else(|error| panic!("node cannot be started, install it: {error}"));
    let mut line = String::new();
    BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let port = line.trim().parse().unwrap_or_else(|_| panic!("the provider did not start: {line:?}"));
    (process, port)
}

impl Provider {
    /// Starts one that leads back to these addresses.
    pub fn start(redirects: [String; 2]) -> Provider {
        let folder = TempDir::new().unwrap();
        std::fs::write(folder.path().join("accounts.json"), "{}").unwrap();
        let (process, port) = start(folder.path(), &redirects, None);
        Provider { folder, redirects, process, port }
    }

    /// Its address.
    pub fn issuer(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What it says of somebody from now on.
    pub fn says(&self, login: &str, claims: Value) {
        let file = self.folder.path().join("accounts.json");
        let mut all: Map<String, Value> = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        all.insert(login.to_owned(), claims);
        std::fs::write(file, Value::from(all).to_string()).unwrap();
    }

    /// Ends it.
    pub fn end(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// Starts it anew at the same address, with another key.
    pub fn start_with_another_key(&mut self) {
        self.end();
        std::fs::remove_file(self.folder.path().join("keys.json")).unwrap();
        self.process = start(self.folder.path(), &self.redirects, Some(self.port)).0;
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
