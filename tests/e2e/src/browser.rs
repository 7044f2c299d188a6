//! A browser session over WebDriver, with a driver process of its own, and what a person does in it.

use crate::env_path;
use crate::server::free_port;
use fantoccini::elements::Element;
use fantoccini::wd::{PrintConfiguration, PrintSize};
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long a condition may take to hold before the test fails.
const PATIENCE: Duration = Duration::from_secs(30);

/// Which device the session plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Device {
    /// A desktop, 1280×800.
    Desktop,
    /// A phone, 375×812, with the fake camera.
    Phone,
    /// A phone whose camera is refused.
    PhoneWithoutCamera,
}

/// A browser.
pub struct Browser {
    /// The WebDriver session.
    pub client: Client,
    driver: Child,
    port: u16,
    name: &'static str,
    _profile: TempDir,
}

impl Browser {
    /// Opens a browser of a device; `language` is what it prefers (`zh-CN`, `en`).
    pub async fn open(name: &'static str, device: Device, language: &str) -> Browser {
        let port = free_port();
        let driver = Command::new(env_path("CHROMEDRIVER"))
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver runs");
        let profile = TempDir::new().expect("a profile folder");
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
            format!("--user-data-dir={}", profile.path().display()),
        ];
        match device {
            Device::Desktop => {}
            Device::Phone => {
                args.push("--use-fake-device-for-media-stream".into());
                args.push("--use-fake-ui-for-media-stream".into());
                let film = env_path("BEIAN_E2E_SAMPLES").join("face.y4m");
                args.push(format!("--use-file-for-fake-video-capture={}", film.display()));
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
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("browserName".into(), json!("chrome"));
        capabilities.insert("goog:chromeOptions".into(), options);
        // Pages with a file of bytes or a long poll never stop loading; the tests wait for what they need.
        capabilities.insert("pageLoadStrategy".into(), json!("eager"));
        let until = Instant::now() + PATIENCE;
        let client = loop {
            let mut builder = ClientBuilder::new(HttpConnector::new());
            match builder.capabilities(capabilities.clone()).connect(&format!("http://127.0.0.1:{port}")).await {
                Ok(client) => break client,
                Err(error) => {
                    assert!(Instant::now() < until, "no browser session: {error}");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            }
        };
        let browser = Browser { client, driver, port, name, _profile: profile };
        if device == Device::Desktop {
            browser.show(1280, 800).await;
        }
        browser
    }

    /// Makes the page itself so wide and high; a window is larger by its frame.
    async fn show(&self, width: u32, height: u32) {
        let frame = "return [window.outerWidth - window.innerWidth, window.outerHeight - window.innerHeight]";
        let frame = self.client.execute(frame, vec![]).await.expect("a window has a size");
        let extra = |n: usize| frame.get(n).and_then(serde_json::Value::as_u64).unwrap_or(0) as u32;
        self.client.set_window_size(width + extra(0), height + extra(1)).await.expect("the window can be sized");
    }

    /// Goes to an address.
    pub async fn goto(&self, url: &str) {
        self.client.goto(url).await.expect("the address opens");
    }

    /// Loads the page anew.
    pub async fn reload(&self) {
        self.client.refresh().await.expect("the page reloads");
    }

    /// The path of the present address.
    pub async fn address(&self) -> String {
        self.client.current_url().await.expect("an address").path().to_owned()
    }

    /// Waits for an element and gives it.
    pub async fn find(&self, css: &str) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await {
            Ok(element) => element,
            Err(error) => {
                self.picture("failed").await;
                let text = self.text_of("body").await;
                panic!("{}: no {css}: {error}\n{text}", self.name)
            }
        }
    }

    /// There is such an element now.
    pub async fn has(&self, css: &str) -> bool {
        !self.client.find_all(Locator::Css(css)).await.expect("the page answers").is_empty()
    }

    /// The text of the first such element now; empty where there is none.
    pub async fn text_of(&self, css: &str) -> String {
        match self.client.find(Locator::Css(css)).await {
            Ok(element) => element.text().await.unwrap_or_default(),
            Err(_) => String::new(),
        }
    }

    /// Waits until a script's value is true.
    pub async fn until(&self, what: &str, script: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            let value = self.client.execute(&format!("return ({script})"), vec![]).await;
            if value.is_ok_and(|value| value == json!(true)) {
                return;
            }
            if Instant::now() >= until {
                self.picture("failed").await;
                panic!("{}: not so: {what}\n{}", self.name, self.text_of("body").await);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// Waits until the address's path ends like this.
    pub async fn until_at(&self, end: &str) {
        self.until(&format!("at {end}"), &format!("location.pathname.endsWith({})", json!(end))).await;
    }

    /// Waits until the element shows a text.
    pub async fn until_text(&self, css: &str, text: &str) {
        let script = format!("(document.querySelector({})?.textContent ?? '').includes({})", json!(css), json!(text));
        self.until(&format!("{css} says {text}"), &script).await;
    }

    /// Presses the button or link with this `data-action`, wherever it has to be scrolled to.
    pub async fn press(&self, action: &str) {
        self.click(&format!("[data-action='{action}']")).await;
    }

    /// Clicks the first such element once it can be clicked.
    pub async fn click(&self, css: &str) {
        let ready = format!(
            "(e => !!e && !e.disabled && e.getAttribute('aria-disabled') !== 'true')(document.querySelector({}))",
            json!(css)
        );
        self.until(&format!("{css} can be pressed"), &ready).await;
        let element = self.find(css).await;
        let scrolled =
            self.client.execute("arguments[0].scrollIntoView({ block: 'center' })", vec![json!(element)]).await;
        scrolled.expect("the page scrolls");
        if let Err(error) = element.click().await {
            self.picture("failed").await;
            panic!("{}: {css} cannot be clicked: {error}", self.name);
        }
    }

    /// Types into the field of this id, in place of what it holds.
    pub async fn type_into(&self, id: &str, text: &str) {
        let element = self.find(&format!("[id='{id}']")).await;
        element.clear().await.expect("the field can be cleared");
        element.send_keys(text).await.expect("the field takes keys");
    }

    /// Sets a date field, whose keys differ between languages.
    pub async fn set_date(&self, id: &str, date: &str) {
        let element = self.find(&format!("[id='{id}']")).await;
        let script = "arguments[0].value = arguments[1];
            arguments[0].dispatchEvent(new Event('input', { bubbles: true }));
            arguments[0].dispatchEvent(new Event('blur'))";
        self.client.execute(script, vec![json!(element), json!(date)]).await.expect("the date is set");
    }

    /// Chooses an option by its code, in a plain or a searched list, once the list has it.
    pub async fn choose(&self, id: &str, code: &str) {
        let element = self.find(&format!("[id='{id}']")).await;
        if element.tag_name().await.is_ok_and(|tag| tag.eq_ignore_ascii_case("select")) {
            self.find(&format!("[id='{id}'] option[value='{code}']")).await;
            element.select_by_value(code).await.expect("the option can be chosen");
            return;
        }
        self.click(&format!("[id='{id}']")).await;
        self.click(&format!("[id='{id}-list'] [data-value='{code}']")).await;
    }

    /// The code that is chosen in a list, plain or searched.
    pub async fn chosen(&self, id: &str) -> String {
        let element = self.find(&format!("[id='{id}']")).await;
        match element.attr("data-value").await.expect("the page answers") {
            Some(code) => code,
            None => element.prop("value").await.expect("a value").unwrap_or_default(),
        }
    }

    /// Chooses a file, and waits until its picture is shown.
    pub async fn upload(&self, id: &str, file: &Path) {
        self.choose_file(id, file).await;
        self.find(&format!("[data-path='{id}'] .upload__preview img")).await;
    }

    /// Chooses a file in a file field.
    pub async fn choose_file(&self, id: &str, file: &Path) {
        let element = self.find(&format!("[id='{id}']")).await;
        element.send_keys(&file.display().to_string()).await.expect("the field takes a file");
    }

    /// The value that a field shows.
    pub async fn value(&self, id: &str) -> String {
        let element = self.find(&format!("[id='{id}']")).await;
        element.prop("value").await.expect("a value").unwrap_or_default()
    }

    /// Waits until everything typed is with the server.
    pub async fn until_saved(&self) {
        self.find(".save-state[data-state='saved']").await;
    }

    /// Prints the page as a person would, as PDF, into the artifacts' folder too.
    pub async fn print(&self, what: &str) -> Vec<u8> {
        let pdf = self
            .client
            .print(PrintConfiguration::builder().size(PrintSize::A4).build().expect("A4 has room"))
            .await
            .expect("the page prints");
        if let Some(folder) = std::env::var_os("BEIAN_E2E_ARTIFACTS") {
            let folder = std::path::PathBuf::from(folder);
            std::fs::create_dir_all(&folder).expect("the artifacts' folder");
            std::fs::write(folder.join(format!("{}-{what}.pdf", self.name)), &pdf).expect("the print is written");
        }
        pdf
    }

    /// Takes a picture of the page into the artifacts' folder.
    pub async fn picture(&self, what: &str) {
        let Some(folder) = std::env::var_os("BEIAN_E2E_ARTIFACTS") else { return };
        let folder = std::path::PathBuf::from(folder);
        std::fs::create_dir_all(&folder).expect("the artifacts' folder");
        if let Ok(png) = self.client.screenshot().await {
            std::fs::write(folder.join(format!("{}-{what}.png", self.name)), png).expect("the picture is written");
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A driver that is killed leaves its browser behind, and a hundred of them fill a machine: it is asked to end both.
        let asked = TcpStream::connect(("127.0.0.1", self.port)).and_then(|mut driver| {
            driver.set_read_timeout(Some(PATIENCE))?;
            driver.write_all(b"GET /shutdown HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
            driver.read_to_end(&mut Vec::new())
        });
        if asked.is_err() {
            let _ = self.driver.kill();
        }
        let _ = self.driver.wait();
    }
}
