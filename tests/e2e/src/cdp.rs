//! What only Chromium's own protocol can do: dark screens, a cut network, any width, a picture of the whole page.

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

    /// What matches one of these addresses (`*` for anything) cannot be fetched from now on; everything else can.
    pub async fn block(&self, addresses: &[&str]) {
        self.cdp("Network.enable", json!({})).await;
        self.cdp("Network.setBlockedURLs", json!({ "urls": addresses })).await;
    }

    /// A picture of the whole page as PNG, in base64.
    pub async fn whole_page(&self) -> String {
        let answer =
            self.cdp("Page.captureScreenshot", json!({ "format": "png", "captureBeyondViewport": true })).await;
        answer["data"].as_str().expect("a picture").to_owned()
    }
}
