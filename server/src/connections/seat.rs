//! Where a connection's request stands while it waits: with the few bytes that ask it anew, and without anything that HTTP needs.

use super::aside::Kept;
use super::open::{Connection, UnderWay};
use crate::http::wait::Aside;
use crate::notifier::Watch;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use bytes::Bytes;
use std::future::pending;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What a request that waited brings to its next look.
pub struct Looked {
    aside: Aside,
    under_way: UnderWay,
}

/// A request that waits.
pub struct Waiting {
    /// Its head, as it would be sent again.
    pub head: Bytes,
    /// What it waits for.
    pub watch: Watch,
    /// What it brings to the next look.
    pub looked: Looked,
}

impl Looked {
    /// The next look is the last one.
    pub fn end(&self) {
        self.aside.end();
    }
}

#[derive(Default)]
enum Place {
    #[default]
    Free,
    Returns(Looked),
    Waits(Waiting),
}

/// The place of one connection's request. It has one at a time: HTTP/1.1 answers in the order of the requests.
#[derive(Clone, Default)]
pub struct Seat(Arc<Mutex<Place>>);

impl Seat {
    /// For a request that is asked anew, or for new ones.
    pub fn of(looked: Option<Looked>) -> Seat {
        Seat(Arc::new(Mutex::new(looked.map_or(Place::Free, Place::Returns))))
    }

    fn place(&self) -> MutexGuard<'_, Place> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn returned(&self) -> Option<Looked> {
        let mut place = self.place();
        match std::mem::take(&mut *place) {
            Place::Returns(looked) => Some(looked),
            other => {
                *place = other;
                None
            }
        }
    }

    /// The request that is to wait, if one is.
    pub fn take(&self) -> Option<Waiting> {
        let mut place = self.place();
        match std::mem::take(&mut *place) {
            Place::Waits(waiting) => Some(waiting),
            other => {
                *place = other;
                None
            }
        }
    }

    /// Looks once. Where there is nothing to say yet the request takes its place here, and its connection drops everything else of it.
    pub async fn look(
        &self,
        kept: &Kept,
        mut request: Request,
        next: Next,
        connection: &Arc<Connection>,
    ) -> (Response, UnderWay) {
        let looked = self.returned();
        let Looked { aside, under_way } =
            looked.unwrap_or_else(|| Looked { aside: Aside::new(), under_way: connection.begin() });
        request.extensions_mut().insert(aside.clone());
        let answer = next.run(request).await;
        let Some(watch) = aside.take() else { return (answer, under_way) };
        drop(answer);
        let looked = Looked { aside, under_way };
        *self.place() = Place::Waits(Waiting { head: kept.head(), watch, looked });
        pending().await
    }
}
