//! Where a session was opened, told so that its owner knows it again and nobody else learns much: the network, and browser and system by name.

use crate::http::peer::Peer;
use http::HeaderMap;
use http::header::USER_AGENT;
use std::net::IpAddr;

/// What browsers call themselves; the first that is found counts, for each names those that it descends from too.
const BROWSERS: [(&str, &str); 14] = [
    ("MicroMessenger", "WeChat"),
    ("QQBrowser", "QQ Browser"),
    ("UCBrowser", "UC Browser"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "Mi Browser"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chromium/", "Chromium"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

/// What they call the system that they run on; again the first counts.
const SYSTEMS: [(&str, &str); 9] = [
    ("OpenHarmony", "HarmonyOS"),
    ("HarmonyOS", "HarmonyOS"),
    ("Windows", "Windows"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// The network of whoever is connected, its end masked: `198.51.100.*`, `2001:db8:1::*`.
pub fn network(peer: Peer) -> String {
    masked(peer.client())
}

fn masked(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{a}.{b}.{c}.*")
        }
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}::*")
        }
    }
}

/// Browser and system by name, `Firefox · Windows`; empty where neither is known.
pub fn browser(headers: &HeaderMap) -> String {
    named(headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default())
}

fn named(agent: &str) -> String {
    let first =
        |all: &[(&str, &'static str)]| all.iter().find(|(token, _)| agent.contains(token)).map(|(_, name)| *name);
    [first(&BROWSERS), first(&SYSTEMS)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_told_without_its_end() {
        for (address, told) in
            [("198.51.100.7", "198.51.100.*"), ("2001:db8:1:2::", "2001:db8:1::*"), ("127.0.0.1", "127.0.0.*")]
        {
            assert_eq!(masked(address.parse().unwrap()), told);
        }
    }

    #[test]
    fn a_browser_is_told_by_its_own_name() {
        for (agent, told) in [
            ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox · Windows"),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
                "Edge · Windows",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
                "Safari · iPhone",
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0",
                "WeChat · Android",
            ),
            ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15", "Safari · macOS"),
            ("curl/8.5.0", ""),
            ("", ""),
        ] {
            assert_eq!(named(agent), told);
        }
    }
}
