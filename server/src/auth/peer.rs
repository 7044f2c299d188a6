//! Who is connected: for limits by address, and for pages that are shown to this machine only.

use crate::app::App;
use axum::extract::{ConnectInfo, FromRequestParts};
use http::request::Parts;
use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// The address at the other end of the connection.
#[derive(Clone, Copy, Debug)]
pub struct Peer {
    /// The address; loopback in tests, which have no connection.
    pub address: IpAddr,
    /// The address is one that this server listens on, so that the connection comes from the same machine.
    own: bool,
    /// The request came through a proxy, so that the address says nothing of the person.
    pub proxied: bool,
    /// Whom a proxy on this machine says it serves.
    forwarded: Option<IpAddr>,
}

impl Peer {
    /// It is this machine, directly.
    pub fn is_this_machine(self) -> bool {
        (self.address.is_loopback() || self.own) && !self.proxied
    }

    /// Whose tries are counted together: behind a proxy on this machine the address that it saw, else the connection's. What
    /// other machines say of themselves is believed by nobody.
    pub fn client(self) -> IpAddr {
        self.forwarded.filter(|_| self.address.is_loopback() || self.own).unwrap_or(self.address)
    }
}

impl FromRequestParts<App> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let connected = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
        let proxied =
            ["forwarded", "x-forwarded-for", "x-real-ip"].iter().any(|name| parts.headers.contains_key(*name));
        let address = connected.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST)).to_canonical();
        let own = app.config.host.parse::<IpAddr>().is_ok_and(|host| !host.is_unspecified() && host == address);
        // A proxy puts whom it saw last; what stands before is what it was told.
        let forwarded = parts.headers.get_all("x-forwarded-for").iter().next_back();
        let forwarded = forwarded.and_then(|value| value.to_str().ok()?.rsplit(',').next()?.trim().parse().ok());
        Ok(Peer { address, own, proxied, forwarded })
    }
}
