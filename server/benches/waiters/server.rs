//! The server as a process of its own, and what the system says of it.

use crate::Done;
use beian_server::config::Config;
use std::fs::read_to_string;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tokio::net::{TcpListener, TcpStream};

/// Clock ticks a second in `/proc`, as Linux fixes it for programs (`USER_HZ`).
const TICKS: u64 = 100;

/// A running server, until it is dropped.
pub struct Server {
    process: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Server {
    /// Starts it with these settings, and waits until it listens.
    pub async fn start(config: &Config) -> Done<Server> {
        let settings = config.data.join("settings.toml");
        std::fs::write(&settings, toml::to_string(config)?)?;
        let address = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?.local_addr()?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_beian-server"));
        for name in beian_server::config::VARIABLES {
            command.env_remove(name);
        }
        command.arg("serve").arg("--config").arg(settings).args(["--port", &address.port().to_string()]);
        // As `docs/operating.md` says.
        command.env("MIMALLOC_PURGE_DELAY", "0").current_dir(&config.data);
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
        let mut server = Server { process, address };
        while TcpStream::connect(address).await.is_err() {
            if let Some(status) = server.process.try_wait()? {
                return Err(format!("the server ended: {status}").into());
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        Ok(server)
    }

    fn told(&self, file: &str) -> Done<String> {
        Ok(read_to_string(format!("/proc/{}/{file}", self.process.id()))?)
    }

    /// Memory that it has in use (RSS), bytes.
    pub fn memory(&self) -> Done<u64> {
        let status = self.told("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
        let kibibytes: u64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kibibytes * 1024)
    }

    /// Time that it has had of the processors.
    pub fn cpu(&self) -> Done<Duration> {
        let stat = self.told("stat")?;
        // The name in brackets may have blanks.
        let (_, numbers) = stat.rsplit_once(')').ok_or("no name in stat")?;
        let numbers: Vec<&str> = numbers.split_whitespace().collect();
        let ticks = |n: usize| numbers.get(n).and_then(|it| it.parse::<u64>().ok()).ok_or("no times in stat");
        Ok(Duration::from_millis((ticks(11)? + ticks(12)?) * 1000 / TICKS))
    }

    /// Files that it has open.
    pub fn files(&self) -> Done<usize> {
        Ok(std::fs::read_dir(format!("/proc/{}/fd", self.process.id()))?.count())
    }
}

/// What something cost the server.
pub struct Cost {
    /// How long it took.
    pub time: Duration,
    /// The processors' time meanwhile.
    pub cpu: Duration,
}

/// A cost that goes on.
pub struct Counted {
    since: Instant,
    cpu: Duration,
}

impl Cost {
    /// From now on.
    pub fn begin(server: &Server) -> Done<Counted> {
        Ok(Counted { since: Instant::now(), cpu: server.cpu()? })
    }

    /// Milliseconds of the processors in a second.
    pub fn a_second(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e3 / self.time.as_secs_f64()
    }
}

impl Counted {
    /// Until now.
    pub fn end(self, server: &Server) -> Done<Cost> {
        Ok(Cost { time: self.since.elapsed(), cpu: server.cpu()? - self.cpu })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended already cannot be ended again.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
