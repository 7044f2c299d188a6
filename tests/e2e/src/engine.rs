//! The three browser engines: what starts each one's driver and browser, and what ends them with nothing left behind.

use crate::env_path;
use crate::patience::patiently;
use crate::server::free_port;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Map, Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// How long a browser may take to start, and a driver to end.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Blink, by Chromium.
    Chromium,
    /// Gecko, by Firefox.
    Firefox,
    /// WebKit, by WebKitGTK's own small browser. It speaks the machine's language: no capability changes that.
    WebKit,
}

/// Which device the session plays. Firefox and WebKit are desktops only: neither has a video for its camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A desktop, 1280×800.
    Desktop,
    /// A phone, 375×812, with the fake camera.
    Phone,
    /// A phone whose camera is refused.
    PhoneWithoutCamera,
}

/// A driver process with its session.
pub struct Session {
    engine: Engine,
    driver: Child,
    port: u16,
    id: Option<String>,
    screen: Option<Screen>,
    profile: TempDir,
}

impl Session {
    /// Starts a driver, and the browser by it.
    pub async fn start(engine: Engine, device: Device, language: &str) -> (Client, Session) {
        assert!(engine == Engine::Chromium || device == Device::Desktop, "{engine:?} plays a desktop only");
        let port = free_port();
        let profile = TempDir::new().expect("a profile folder");
        let screen = (engine == Engine::WebKit).then(Screen::start);
        let mut command = driver(engine, port);
        if let Some(screen) = &screen {
            let own = profile.path();
            command.env("DISPLAY", &screen.name).env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
            command.env("XDG_DATA_HOME", own).env("XDG_CACHE_HOME", own).env("XDG_CONFIG_HOME", own);
            // No session bus, no settings of the desktop, and no sandbox: as root there is none to be had.
            command.env("GSETTINGS_BACKEND", "memory").env("NO_AT_BRIDGE", "1");
            command.env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1");
        }
        let driver = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let driver = driver.unwrap_or_else(|error| panic!("the driver of {engine:?} does not start: {error}"));
        let mut session = Session { engine, driver, port, id: None, screen, profile };
        if device == Device::Phone {
            session.set_video("face");
        }
        let capabilities = session.capabilities(device, language);
        let address = format!("http://127.0.0.1:{port}");
        let client = patiently(PATIENCE, async || {
            ClientBuilder::new(HttpConnector::new()).capabilities(capabilities.clone()).connect(&address).await
        });
        let client = client.await.unwrap_or_else(|error| panic!("no session of {engine:?}: {error}"));
        session.id = client.session_id().await.expect("the driver answers");
        (client, session)
    }

    fn capabilities(&self, device: Device, language: &str) -> Map<String, Value> {
        let mut capabilities = Map::new();
        // Pages with a file of bytes or a long poll never stop loading; the tests wait for what they need. WebKit's driver never
        // answers what it is asked while a page loads, so there the load is waited for.
        let strategy = if self.engine == Engine::WebKit { "normal" } else { "eager" };
        capabilities.insert("pageLoadStrategy".into(), json!(strategy));
        match self.engine {
            Engine::Chromium => {
                capabilities.insert("browserName".into(), json!("chrome"));
                capabilities.insert("goog:chromeOptions".into(), self.chromium_options(device, language));
            }
            Engine::Firefox => {
                capabilities.insert("browserName".into(), json!("firefox"));
                let options = json!({
                    "binary": env_path("FIREFOX"),
                    "args": ["-headless", "-width", "1280", "-height", "900"],
                    "prefs": {
                        "intl.accept_languages": language,
                        "intl.locale.requested": language,
                        "ui.useOverlayScrollbars": 1,
                    },
                });
                capabilities.insert("moz:firefoxOptions".into(), options);
            }
            Engine::WebKit => {
                capabilities.insert("browserName".into(), json!("MiniBrowser"));
                let options =
                    json!({ "binary": env_path("MINI_BROWSER"), "args": ["--automation", "--geometry=1280x900"] });
                capabilities.insert("webkitgtk:browserOptions".into(), options);
            }
        }
        capabilities
    }

    /// What the fake camera shows: the browser opens it each time that a camera is asked for.
    fn video(&self) -> PathBuf {
        self.profile.path().join("video.y4m")
    }

    /// Puts one of the drawn videos before the fake camera: `face`, `card`; a camera that is open goes on showing the last.
    pub fn set_video(&self, name: &str) {
        let (video, next) = (self.video(), self.profile.path().join("next.y4m"));
        let drawn = env_path("BEIAN_E2E_SAMPLES").join(format!("{name}.y4m"));
        assert!(drawn.is_file(), "no video {}", drawn.display());
        std::os::unix::fs::symlink(drawn, &next).expect("a link to the video");
        std::fs::rename(next, video).expect("the link takes its place");
    }

    fn chromium_options(&self, device: Device, language: &str) -> Value {
        let mut args = vec![
            "--headless".to_owned(),
            "--no-sandbox".into(),
            "--disable-gpu".into(),
            "--disable-quic".into(),
            "--no-first-run".into(),
            "--disable-background-networking".into(),
            "--disable-component-update".into(),
            "--disable-sync".into(),
            "--disable-dev-shm-usage".into(),
            "--window-size=1280,800".into(),
            "--hide-scrollbars".into(),
            format!("--lang={language}"),
            format!("--accept-lang={language}"),
            format!("--user-data-dir={}", self.profile.path().display()),
        ];
        match device {
            Device::Desktop => {}
            Device::Phone => {
                args.push("--use-fake-device-for-media-stream".into());
                args.push("--use-fake-ui-for-media-stream".into());
                args.push(format!("--use-file-for-fake-video-capture={}", self.video().display()));
            }
            Device::PhoneWithoutCamera => args.push("--deny-permission-prompts".into()),
        }
        let mut options = json!({
            "args": args,
            "binary": env_path("CHROMIUM"),
            "prefs": { "intl.accept_languages": language },
        });
        if device != Device::Desktop {
            options["mobileEmulation"] =
                json!({ "deviceMetrics": { "width": 375, "height": 812, "pixelRatio": 2.0, "touch": true } });
        }
        options
    }

    /// Sends the driver one request and waits for its answer; no client of ours lives long enough to do it in `drop`.
    fn ask(&self, request: &str) -> std::io::Result<usize> {
        let mut driver = TcpStream::connect(("127.0.0.1", self.port))?;
        driver.set_read_timeout(Some(PATIENCE))?;
        write!(driver, "{request} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port)?;
        // Some drivers keep the connection open all the same: the first bytes are the answer.
        driver.read(&mut [0; 1024])
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // A driver that is killed leaves its browser behind, and a hundred of them fill a machine: it is asked to end it first.
        let ended = match (self.engine, &self.id) {
            (Engine::Chromium, _) => self.ask("GET /shutdown"),
            (_, Some(id)) => self.ask(&format!("DELETE /session/{id}")),
            (_, None) => Ok(0),
        };
        if self.engine != Engine::Chromium || ended.is_err() {
            let _ = self.driver.kill();
        }
        let _ = self.driver.wait();
        // The screen goes last: a browser that loses it dies loudly.
        self.screen.take();
    }
}

fn driver(engine: Engine, port: u16) -> Command {
    let mut command = Command::new(env_path(match engine {
        Engine::Chromium => "CHROMEDRIVER",
        Engine::Firefox => "GECKODRIVER",
        Engine::WebKit => "WEBKIT_DRIVER",
    }));
    command.arg(format!("--port={port}"));
    if engine == Engine::Firefox {
        // The port by which it speaks with the browser is its own too: several run at once.
        command.arg(format!("--websocket-port={}", free_port()));
    }
    command
}

/// A screen that nobody sees: WebKitGTK has no headless way.
struct Screen {
    process: Child,
    name: String,
}

impl Screen {
    fn start() -> Screen {
        let mut process = Command::new(env_path("XVFB"))
            .args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb runs");
        let mut number = String::new();
        let output = process.stdout.take().expect("piped");
        BufReader::new(output).read_line(&mut number).expect("Xvfb says its number");
        Screen { process, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
