//! The program as an operator starts it.

use beian_server::config::{Config, VARIABLES};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How long it may take to start on a machine that does much else.
const START: Duration = Duration::from_secs(60);

/// The program, running or killed.
pub struct Program {
    /// Where it listens.
    pub address: SocketAddr,
    settings: PathBuf,
    log: PathBuf,
    running: Option<Child>,
}

impl Program {
    /// Starts it with these settings, which are written into the folder.
    pub async fn start(folder: &Path, config: &Config) -> Program {
        let settings = folder.join("beian.toml");
        std::fs::write(&settings, toml::to_string(config).unwrap()).unwrap();
        // Free a moment ago; nobody else asks for it.
        let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let mut program = Program { address, settings, log: folder.join("log"), running: None };
        program.start_again().await;
        program
    }

    /// Starts it once more; it answers then.
    pub async fn start_again(&mut self) {
        let log = std::fs::File::options().create(true).append(true).open(&self.log).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_beian-server"));
        for name in VARIABLES {
            command.env_remove(name);
        }
        let port = self.address.port().to_string();
        let settings = self.settings.to_str().unwrap();
        command.args(["--config", settings, "serve", "--port", &port]).stdin(Stdio::null());
        let child = command.stdout(log.try_clone().unwrap()).stderr(log).spawn().unwrap();
        self.running = Some(child);
        tokio::time::timeout(START, self.listens()).await.expect("it starts");
    }

    async fn listens(&mut self) {
        while TcpStream::connect(self.address).is_err() {
            if let Some(ended) = self.running.as_mut().and_then(|child| child.try_wait().unwrap()) {
                panic!("{ended}: {}", std::fs::read_to_string(&self.log).unwrap());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Kills it (SIGKILL): it can do nothing more.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.running.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}
