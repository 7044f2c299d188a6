//! The reference server as its own process, on a free port, with a data folder that lives as long as the test.

use crate::env_path;
use crate::patience::patiently;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// So long a server may take to be ready: the demonstration's filings are made at the start, by an unoptimised program, for several tests
/// at once.
const START_WITHIN: Duration = Duration::from_secs(120);

/// A running server.
pub struct Server {
    process: Option<Child>,
    port: u16,
    data: TempDir,
    settings: Option<String>,
}

/// A port that nobody listens on at the moment, and that no other test is given: one of those that the system gives nobody by itself,
/// as it would to whoever connects between this and the start of who listens.
pub fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(20_000);
    let is_free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let mut ports = std::iter::repeat_with(|| NEXT.fetch_add(1, Ordering::Relaxed)).take_while(|port| *port < 32_000);
    ports.find(is_free).expect("a free port")
}

impl Server {
    /// Starts a server with one staff account, and waits until it is ready.
    pub async fn start() -> Server {
        Server::start_as(None).await
    }

    /// Starts one with the demonstration's filings too, one in each state ([`crate::api::demo_mobile`]).
    pub async fn start_demo() -> Server {
        Server::start_demo_with("").await
    }

    /// The same with these settings beside.
    pub async fn start_demo_with(settings: &str) -> Server {
        let samples = env_path("BEIAN_E2E_SAMPLES").display().to_string();
        Server::start_with(&format!("{settings}\n[demo]\nenabled = true\nsamples = {samples:?}\n")).await
    }

    /// Starts one with these settings, as its file of settings has them.
    pub async fn start_with(settings: &str) -> Server {
        Server::start_as(Some(settings.to_owned())).await
    }

    async fn start_as(settings: Option<String>) -> Server {
        let data = TempDir::new().expect("a folder for the server's data");
        let mut server = Server { process: None, port: free_port(), data, settings };
        server.add_colleague(STAFF_EMAIL, STAFF_NAME, &[]);
        server.resume().await;
        server
    }

    /// Makes an account of a colleague, with the password of the first.
    pub fn add_colleague(&self, email: &str, name: &str, more: &[&str]) {
        let added = self
            .command()
            .args(["staff", "add", email, "--name", name, "--password-stdin"])
            .args(more)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .spawn()
            .and_then(|mut child| {
                use std::io::Write;
                child.stdin.take().expect("piped").write_all(STAFF_PASSWORD.as_bytes())?;
                child.wait()
            })
            .expect("the server's binary runs");
        assert!(added.success(), "the staff account is made");
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env_path("BEIAN_E2E_SERVER"));
        command.env("BEIAN_DATA", self.data.path()).current_dir(self.data.path());
        // Links lead here, and the tests read what was sent.
        command.env("BEIAN_PUBLIC_URL", self.url("")).env("BEIAN_OUTBOX_PAGE", "true").env("BEIAN_OCR", "off");
        // Read where no setting of the environment reaches. Decisions hold at once.
        let own = self.settings.as_deref().unwrap_or_default();
        let at_once = if own.contains("undo_seconds") { "" } else { "review.undo_seconds = 0\n" };
        let text = format!("{at_once}{own}");
        let settings = self.data.path().join("settings.toml");
        std::fs::write(&settings, text).expect("the settings are written");
        command.env("BEIAN_CONFIG", settings);
        command
    }

    /// Starts the process again on the same port and data after [`Server::stop`].
    pub async fn resume(&mut self) {
        let log = std::fs::File::create(self.data.path().join("server.log")).expect("a log file");
        let child = self
            .command()
            .args(["serve", "--host", "127.0.0.1", "--port", &self.port.to_string()])
            .arg("--dist")
            .arg(env_path("BEIAN_E2E_DIST"))
            .stdout(log.try_clone().expect("the same file"))
            .stderr(log)
            .spawn()
            .expect("the server's binary runs");
        self.process = Some(child);
        let ready = patiently(START_WITHIN, async || {
            reqwest::get(self.url("/readyz")).await.and_then(|answer| answer.error_for_status())
        });
        if let Err(error) = ready.await {
            panic!("the server is not ready: {error}\n{}", self.log());
        }
    }

    /// Ends the process: the network is cut for every browser.
    pub fn stop(&mut self) {
        if let Some(mut child) = self.process.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Where it listens: host and port.
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// An address on this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// The server's data folder.
    pub fn data(&self) -> PathBuf {
        self.data.path().to_owned()
    }

    /// What the server wrote.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.data.path().join("server.log")).unwrap_or_default()
    }

    /// State and document of a filing, as the database has them.
    pub async fn filing(&self, id: &str) -> (String, beian_model::Filing) {
        let (status, document): (String, String) = sqlx::query_as("SELECT status, document FROM filings WHERE id = ?")
            .bind(id)
            .fetch_one(&self.database().await)
            .await
            .expect("the filing is there");
        (status, serde_json::from_str(&document).expect("a document"))
    }

    /// The server's database, to look at.
    pub async fn database(&self) -> sqlx::SqlitePool {
        let file = self.data.path().join("beian.sqlite");
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).read_only(true);
        sqlx::SqlitePool::connect_with(options).await.expect("the database opens")
    }

    /// The same, to prepare what the server then finds there.
    pub async fn database_to_write(&self) -> sqlx::SqlitePool {
        let file = self.data.path().join("beian.sqlite");
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(file).busy_timeout(Duration::from_secs(30));
        sqlx::SqlitePool::connect_with(options).await.expect("the database opens")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
        if std::thread::panicking() {
            eprintln!("--- server log ---\n{}", self.log());
        }
    }
}

/// E-mail of the reviewer; not the demonstration's own, who gets another password at each start.
pub const STAFF_EMAIL: &str = "second-reviewer@example.com";
/// Name of the reviewer.
pub const STAFF_NAME: &str = "审核员甲";
/// Password of the reviewer.
pub const STAFF_PASSWORD: &str = "correct horse battery staple";
