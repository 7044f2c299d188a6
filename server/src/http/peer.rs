//! Who is connected: for limits by address, and for pages that are shown to this machine only.

use crate::app::App;
use crate::config::Config;
use crate::http::asked::{Asked, is_passed_on};
use axum::extract::{ConnectInfo, FromRequestParts};
use http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The bits of an IPv6 address that name a network.
const NETWORK: u128 = !0 << 64;

/// What counts as one address: of an IPv6 address it is the network, for one customer has as many addresses in theirs as they like.
pub fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & NETWORK)),
        address => address,
    }
}

/// The address that this server listens on, where that is one.
fn listens_on(config: &Config) -> Option<IpAddr> {
    config.host.parse().ok().filter(|host: &IpAddr| !host.is_unspecified())
}

/// The address may be that of a proxy: one on this machine, or one that the settings name.
pub fn may_be_proxy(config: &Config, address: IpAddr) -> bool {
    address.is_loopback() || listens_on(config) == Some(address) || config.trusted_proxies.contains(&address)
}

/// The address at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// The address; loopback in tests, which have no connection.
    pub address: IpAddr,
    /// The address is one that this server listens on, so that the connection comes from the same machine.
    own: bool,
    /// The address is that of a proxy which the settings name.
    trusted: bool,
    /// The request came through a proxy, so that the address says nothing of the person.
    pub proxied: bool,
    /// It asked for this machine by a name that leads nowhere else: one of the loopback, or the address that this server listens on, in
    /// numbers (`cargo xtask run --lan`).
    named_here: bool,
    /// Whom a proxy on this machine says it serves.
    forwarded: Option<IpAddr>,
}

impl Peer {
    /// It is this machine, directly, and knew whom it asks: a page of another site that made its own name lead here (DNS rebinding) asks
    /// by that name.
    pub fn is_this_machine(self) -> bool {
        (self.address.is_loopback() || self.own) && !self.proxied && self.named_here
    }

    /// Whose tries are counted together: behind a proxy on this machine, or one that the settings name, the address that it saw, else
    /// the connection's. What other machines say of themselves is believed by nobody.
    pub fn client(self) -> IpAddr {
        let believed = self.address.is_loopback() || self.own || self.trusted;
        network(self.forwarded.filter(|_| believed).unwrap_or(self.address))
    }
}

impl FromRequestParts<App> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let address = connected.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)).to_canonical();
        let proxied = is_passed_on(parts.version, &parts.headers);
        let listens_on = listens_on(&app.config);
        let own = listens_on == Some(address);
        let named_here = Asked::of(&parts.uri, &parts.headers)
            .is_some_and(|asked| asked.is_loopback() || listens_on.is_some_and(|host| asked.is(host)));
        // A proxy puts whom it saw last; what stands before is what it was told.
        let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let forwarded = forwarded.and_then(|value| seen_by_proxy(value.to_str().ok()?));
        let trusted = app.config.trusted_proxies.contains(&address);
        Ok(Peer { address, own, trusted, proxied, named_here, forwarded })
    }
}

/// The last address of an `X-Forwarded-For`; some proxies name the port too.
fn seen_by_proxy(text: &str) -> Option<IpAddr> {
    let last = text.rsplit(',').next()?.trim();
    let address = last.parse::<SocketAddr>().map(|it| it.ip());
    address.or_else(|_| last.trim_matches(['[', ']']).parse()).ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whose_tries_count_together() {
        let table = [
            // Who is connected, whether it is named as a proxy, what it says, who counts.
            ("192.0.2.1", false, Some("198.51.100.7"), "192.0.2.1"),
            ("192.0.2.1", true, Some("198.51.100.7"), "198.51.100.7"),
            ("127.0.0.1", false, Some("203.0.113.9, 198.51.100.7"), "198.51.100.7"),
            ("127.0.0.1", false, Some("198.51.100.7:5123"), "198.51.100.7"),
            ("127.0.0.1", false, Some("::ffff:198.51.100.7"), "198.51.100.7"),
            ("127.0.0.1", false, Some("[2001:db8:1:2:3:4:5:6]:443"), "2001:db8:1:2::"),
            ("127.0.0.1", false, Some("2001:db8:1:2::9"), "2001:db8:1:2::"),
            ("127.0.0.1", false, Some("unknown"), "127.0.0.1"),
            ("127.0.0.1", false, None, "127.0.0.1"),
            ("2001:db8::7:1", false, None, "2001:db8::"),
        ];
        for (address, trusted, said, counts) in table {
            let forwarded = said.and_then(seen_by_proxy);
            let (address, proxied) = (address.parse().unwrap(), said.is_some());
            let peer = Peer { address, own: false, trusted, proxied, named_here: false, forwarded };
            assert_eq!(peer.client(), counts.parse::<IpAddr>().unwrap(), "{address} {said:?}");
        }
    }
}
