//! The connections of this server: how many there are, how long each may keep it waiting, and what an open file costs.
//!
//! - `open`: those that are open, by address and in all, and which one makes room; `stream`: one of them, with its time limits.
//! - `requests`: what lies around each request: it is under way until its answer is sent, and its body comes at a pace; `aside`: what is kept
//!   of one that waits; `seat`: where it stands meanwhile.
//! - `plain`: connections without TLS, which are served here; those with TLS are by `axum_server`.
//! - `files`: how many files this process may have open.

mod aside;
pub mod files;
pub mod open;
pub mod plain;
pub mod requests;
mod seat;
mod stream;

use crate::config::Config;
use crate::http::peer;
use axum::Extension;
use axum::middleware::AddExtension;
use axum_server::accept::Accept;
use open::{Connection, Limits, Open};
use std::future::{Ready, ready};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use stream::TimedStream;
use tokio::net::TcpStream;
use tower::Layer;

/// Lets connections in, as many as the settings allow.
#[derive(Clone)]
pub struct Acceptor {
    open: Open,
    /// Every address that may be a proxy's.
    is_proxy: Arc<dyn Fn(IpAddr) -> bool + Send + Sync>,
}

impl Acceptor {
    /// By the settings, and by how many files this process may have open, where that is known.
    pub fn new(config: &Config, files: Option<u64>) -> Acceptor {
        let asked = &config.connections;
        let most = files.map_or(asked.most, |files| asked.most.min(files::for_connections(files)));
        let limits = Limits {
            most,
            per_address: asked.per_address,
            head: Duration::from_secs(asked.head),
            idle: Duration::from_secs(asked.idle),
        };
        let config = config.clone();
        let is_proxy = Arc::new(move |address| peer::may_be_proxy(&config, address));
        Acceptor { open: Open::new(limits), is_proxy }
    }

    /// Lets a connection in; nothing where there is no place for it.
    fn let_in(&self, stream: TcpStream, peer: SocketAddr) -> Option<(TimedStream<TcpStream>, Arc<Connection>)> {
        let address = peer.ip().to_canonical();
        // A proxy has one address for all whom it serves: how many those are is its own settings' matter.
        let counted = (!(self.is_proxy)(address)).then(|| peer::network(address));
        let connection = self.open.enter(counted)?;
        Some((TimedStream::new(stream, connection.clone()), connection))
    }

    /// Most connections at a time.
    pub fn most(&self) -> usize {
        self.open.limits().most
    }
}

impl<S> Accept<TcpStream, S> for Acceptor {
    type Stream = TimedStream<TcpStream>;
    type Service = AddExtension<S, Arc<Connection>>;
    type Future = Ready<io::Result<(Self::Stream, Self::Service)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        ready(stream.peer_addr().and_then(|peer| {
            let (stream, connection) = self.let_in(stream, peer).ok_or(io::ErrorKind::ConnectionRefused)?;
            Ok((stream, Extension(connection).layer(service)))
        }))
    }
}
