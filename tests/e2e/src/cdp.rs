//! What only Chromium's own protocol can do: dark screens, a cut or a slow network, any width, a picture of the whole page.

use crate::browser::{Browser, Device};
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};

/// A command of the protocol, sent through the driver.
#[derive(Debug)]
struct Cdp {
    method: &'static str,
    params: Value,
}

impl WebDriverCompatibleCommand for Cdp {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        let body = json!({ "cmd": self.method, "params": self.params });
        (http::Method::POST, Some(body.to_string()))
    }
}

/// Light or dark (`prefers-color-scheme`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Both.
    pub const ALL: [Theme; 2] = [Theme::Light, Theme::Dark];

    /// As style sheets and file names say it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }
}

/// How many times slower measurements make the processor: a cheap phone beside the machine that they run on.
pub const SLOWNESS: u32 = 4;

/// A network's line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Until the first byte of an answer, milliseconds.
    pub latency: u32,
    /// Bytes a second that arrive; -1 for as many as there are.
    pub down: i32,
    /// Bytes a second that leave; -1 for as many as there are.
    pub up: i32,
}

impl Line {
    /// As it is.
    pub const OWN: Line = Line { latency: 0, down: -1, up: -1 };
    /// 1.6 Mbit/s down, 750 kbit/s up, 150 ms: what browsers' tools call slow 4G, and Lighthouse measures with.
    pub const SLOW: Line = Line { latency: 150, down: 200_000, up: 93_750 };
}

impl Browser {
    async fn cdp(&self, method: &'static str, params: Value) -> Value {
        self.client.issue_cmd(Cdp { method, params }).await.unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Shows the page on a light or dark screen, to a person who may have asked for less motion.
    pub async fn set_media(&self, theme: Theme, reduced_motion: bool) {
        let motion = if reduced_motion { "reduce" } else { "no-preference" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": theme.as_str() },
            { "name": "prefers-reduced-motion", "value": motion },
        ]);
        self.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
    }

    /// Makes the page so many CSS pixels wide and high, however small a window may be.
    pub async fn set_width(&self, width: u32, height: u32) {
        let params = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.cdp("Emulation.setDeviceMetricsOverride", params).await;
    }

    /// Makes the page as wide as the device that it is open on.
    pub async fn set_own_width(&self) {
        match self.device() {
            Device::Desktop => self.set_width(1280, 800).await,
            Device::Phone | Device::PhoneWithoutCamera => self.set_width(375, 812).await,
        }
    }

    /// Gives the browser a cookie for an address, as the server would.
    pub async fn set_cookie(&self, name: &str, value: &str, url: &str) {
        let params = json!({ "name": name, "value": value, "url": url, "httpOnly": true });
        let answer = self.cdp("Network.setCookie", params).await;
        assert_eq!(answer["success"], json!(true), "the browser takes the cookie");
    }

    /// Runs a script in each page that is opened from now on, before anything of its own: a browser that lacks something, or breaks.
    pub async fn before_load(&self, script: &str) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })).await;
    }

    /// Cuts the network of this tab, or mends it.
    pub async fn set_offline(&self, offline: bool) {
        self.cdp("Network.enable", json!({})).await;
        let params = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.cdp("Network.emulateNetworkConditions", params).await;
    }

    /// Makes the network of this tab such a line.
    pub async fn set_network(&self, line: Line) {
        self.cdp("Network.enable", json!({})).await;
        let Line { latency, down, up } = line;
        let params =
            json!({ "offline": false, "latency": latency, "downloadThroughput": down, "uploadThroughput": up });
        self.cdp("Network.emulateNetworkConditions", params).await;
    }

    /// Makes the processor so many times slower; 1 is as fast as it is.
    pub async fn set_slowness(&self, times: u32) {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": times })).await;
    }

    /// Bytes of JavaScript's heap that are in use, after a collection.
    pub async fn heap(&self) -> u64 {
        self.cdp("HeapProfiler.collectGarbage", json!({})).await;
        self.cdp("Performance.enable", json!({})).await;
        let answer = self.cdp("Performance.getMetrics", json!({})).await;
        let metrics = answer["metrics"].as_array().into_iter().flatten();
        let used = metrics.filter(|one| one["name"] == "JSHeapUsedSize").find_map(|one| one["value"].as_f64());
        used.expect("the browser counts its heap") as u64
    }

    /// What matches one of these addresses (`*` for anything) cannot be fetched from now on; everything else can.
    pub async fn block(&self, addresses: &[&str]) {
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.setBlockedURLs", json!({ "urls": addresses })).await;
    }

    /// What an input method shows in the field that has the focus, before it is decided upon.
    pub async fn compose(&self, text: &str) {
        let end = text.chars().count();
        let params = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
        self.cdp("Input.imeSetComposition", params).await;
    }

    /// Ends the composition with a text.
    pub async fn commit(&self, text: &str) {
        self.cdp("Input.insertText", json!({ "text": text })).await;
    }

    /// Keeps nothing of what is fetched from now on: each visit is like the first.
    pub async fn forget_files(&self) {
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.setCacheDisabled", json!({ "cacheDisabled": true })).await;
    }

    /// A picture of the whole page as PNG, in base64.
    pub async fn whole_page(&self) -> String {
        let answer =
            self.cdp("Page.captureScreenshot", json!({ "format": "png", "captureBeyondViewport": true })).await;
        answer["data"].as_str().expect("a picture").to_owned()
    }
}
