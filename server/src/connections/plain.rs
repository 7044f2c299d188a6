//! Connections without TLS, over HTTP/1.1. hyper holds two buffers of 8 KiB for each connection from its first byte on, so that it is let go
//! while a request waits: the connection keeps the request's head, and a new hyper reads it again at the next look.

use super::Acceptor;
use super::open::Connection;
use super::seat::{Looked, Seat, Waiting};
use super::stream::TimedStream;
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tower::ServiceExt;

/// Pause where no connection can be taken, as where no file can be opened.
const PAUSE: Duration = Duration::from_millis(50);

/// What each connection is served with.
#[derive(Clone)]
struct Serves {
    router: Router,
    /// True once the server ends.
    ending: watch::Receiver<bool>,
}

/// Serves who connects until the server ends: then nobody is let in, and requests that are under way may take so long.
pub async fn serve(
    listener: TcpListener,
    acceptor: Acceptor,
    router: Router,
    mut ending: watch::Receiver<bool>,
    farewell: Duration,
) {
    let serves = Serves { router, ending: ending.clone() };
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            Some(_) = connections.join_next() => continue,
            // Who would have told it is gone.
            _ = ending.wait_for(|ending| *ending) => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                if let Some((stream, connection)) = acceptor.let_in(stream, peer) {
                    connections.spawn(serves.clone().converse(stream, connection, peer));
                }
            }
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
    // Who comes now is refused at once.
    drop(listener);
    let last = async { while connections.join_next().await.is_some() {} };
    // Those that are not done by then are dropped with the set.
    let _ = tokio::time::timeout(farewell, last).await;
}

impl Serves {
    /// One connection, from its first request to its end.
    async fn converse(self, mut stream: TimedStream<TcpStream>, connection: Arc<Connection>, peer: SocketAddr) {
        let mut looked = None;
        loop {
            // In a piece of memory of its own, which goes before the wait.
            let served = Box::pin(self.serve_until_one_waits(stream, &connection, peer, looked)).await;
            let Some((back, waiting)) = served else { return };
            stream = back;
            let Waiting { head, mut watch, looked: left } = waiting;
            let Some(changed) = heard(watch.changed(), &mut stream).await else { return };
            if !changed {
                left.end();
            }
            stream.put_back(&head);
            looked = Some(left);
        }
    }

    /// Answers requests until one has to wait; nothing where the connection ended.
    async fn serve_until_one_waits(
        &self,
        stream: TimedStream<TcpStream>,
        connection: &Arc<Connection>,
        peer: SocketAddr,
        looked: Option<Looked>,
    ) -> Option<(TimedStream<TcpStream>, Waiting)> {
        let seat = Seat::of(looked);
        let service = service_fn(|request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            let extensions = request.extensions_mut();
            extensions.insert(ConnectInfo(peer));
            extensions.insert(connection.clone());
            extensions.insert(seat.clone());
            self.router.clone().oneshot(request)
        });
        let mut ending = self.ending.clone();
        let mut is_ending = *ending.borrow();
        let mut ending = pin!(ending.wait_for(|ending| *ending));
        // An answer that is the last says so.
        let mut hyper = http1::Builder::new().keep_alive(!is_ending).serve_connection(TokioIo::new(stream), service);
        let waiting = poll_fn(|context| {
            loop {
                // An error has nobody left to hear of it.
                if Pin::new(&mut hyper).poll(context).is_ready() {
                    return Poll::Ready(None);
                }
                if !is_ending && ending.as_mut().poll(context).is_ready() {
                    is_ending = true;
                    Pin::new(&mut hyper).graceful_shutdown();
                    continue;
                }
                // What was answered before is on its way first.
                let waiting = if connection.is_blocked() { None } else { seat.take() };
                return waiting.map_or(Poll::Pending, |waiting| Poll::Ready(Some(waiting)));
            }
        });
        let waiting = waiting.await?;
        let parts = hyper.into_parts();
        let mut stream = parts.io.into_inner();
        stream.put_back(&parts.read_buf);
        Some((stream, waiting))
    }
}

/// Whether there was a change before the time was over; nothing where who waits has left.
async fn heard(change: impl Future<Output = bool>, stream: &mut TimedStream<TcpStream>) -> Option<bool> {
    let mut change = pin!(change);
    poll_fn(|context| {
        if let Poll::Ready(changed) = change.as_mut().poll(context) {
            return Poll::Ready(Some(changed));
        }
        stream.poll_left(context).map(|()| None)
    })
    .await
}

#[cfg(test)]
mod tests;
