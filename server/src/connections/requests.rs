//! What lies around each request: its connection does not rest until the answer is sent, and its body comes at a pace.

use super::aside::{self, Kept};
use super::open::{Connection, UnderWay};
use super::seat::Seat;
use crate::app::App;
use crate::http::problem::Refused;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use beian_locale::problems::Because;
use beian_model::ProblemKind;
use http_body::{Frame, SizeHint};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::{Instant, Sleep, sleep_until};

/// Says of its connection that a request is under way, until the last byte of the answer is handed over; puts it aside while it waits.
pub async fn under_way(mut request: Request, next: Next) -> Response {
    // Tests have no connection.
    let connection = request.extensions_mut().remove::<Arc<Connection>>();
    let seat = request.extensions_mut().remove::<Seat>();
    let (answer, under_way) = match (Kept::of(&request), &connection, seat) {
        (Some(kept), Some(connection), Some(seat)) => {
            let (answer, under_way) = seat.look(&kept, request, next, connection).await;
            (answer, Some(under_way))
        }
        (kept, connection, _) => {
            let under_way = connection.as_ref().map(Connection::begin);
            let answer = match kept {
                Some(kept) => {
                    drop(request);
                    aside::answered(kept, next).await
                }
                None => next.run(request).await,
            };
            (answer, under_way)
        }
    };
    match under_way {
        Some(under_way) => answer.map(|body| Body::new(Answering { body, _under_way: under_way })),
        None => answer,
    }
}

/// An answer's body.
struct Answering {
    body: Body,
    _under_way: UnderWay,
}

impl HttpBody for Answering {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// Refuses a request whose body comes too slowly.
pub async fn paced(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    let settings = &app.config.connections;
    let (within, rate) = (Duration::from_secs(settings.body), settings.body_rate);
    let too_slow = Arc::new(AtomicBool::new(false));
    let told = too_slow.clone();
    let paced = move |body| Body::new(Paced { body, within, rate, received: 0, begun: None, too_slow: told });
    let answer = next.run(request.map(paced)).await;
    if too_slow.load(Ordering::Relaxed) {
        return Refused::new(ProblemKind::Unavailable).because(Because::TooSlow).into_response();
    }
    answer
}

/// A request's body, which may take so long from the first look at it, and a second more for each so many bytes that came.
struct Paced {
    body: Body,
    within: Duration,
    /// Bytes a second.
    rate: u64,
    received: u64,
    /// When it was first waited for, and when it must have ended.
    begun: Option<(Instant, Pin<Box<Sleep>>)>,
    /// Set where it took too long.
    too_slow: Arc<AtomicBool>,
}

impl HttpBody for Paced {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let this = self.get_mut();
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(context) {
            if let Some(Ok(frame)) = &frame {
                this.received += frame.data_ref().map_or(0, |data| data.len() as u64);
            }
            return Poll::Ready(frame);
        }
        let (begun, sleep) = this.begun.get_or_insert_with(|| {
            let now = Instant::now();
            (now, Box::pin(sleep_until(now + this.within)))
        });
        let until = *begun + this.within + Duration::from_secs(this.received / this.rate.max(1));
        if sleep.deadline() != until {
            sleep.as_mut().reset(until);
        }
        ready!(sleep.as_mut().poll(context));
        this.too_slow.store(true, Ordering::Relaxed);
        Poll::Ready(Some(Err(axum::Error::new(TooSlow))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[derive(Debug, thiserror::Error)]
#[error("the body came too slowly")]
struct TooSlow;
