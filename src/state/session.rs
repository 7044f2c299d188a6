//! Who is signed in as applicant.

use super::Request;
use beian_browser::client::{ApiError, session};
use beian_model::ProblemKind;
use beian_model::wire::Account;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Who is signed in, as far as is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Session {
    /// Not yet asked.
    Unknown,
    /// Nobody.
    SignedOut,
    /// This account.
    SignedIn(Account),
    /// The server could not be reached.
    Offline,
}

/// The session of the pages, from the context.
pub fn use_session() -> RwSignal<Session> {
    expect_context()
}

/// Provides the session and asks the server who it is.
pub fn provide_session() -> RwSignal<Session> {
    let known = RwSignal::new(Session::Unknown);
    provide_context(known);
    ask(known);
    known
}

/// Asks the server again.
pub fn ask(known: RwSignal<Session>) {
    spawn_local(async move {
        known.set(match session::current().await {
            Ok(Some(account)) => Session::SignedIn(account),
            Err(ApiError::Offline) => Session::Offline,
            Ok(None) | Err(_) => Session::SignedOut,
        });
    });
}

/// An answer said that the session ended: shows the sign-in, keeps what is typed.
pub fn note_error(known: RwSignal<Session>, error: &ApiError) {
    if error.kind() == Some(ProblemKind::SignedOut) {
        known.set(Session::SignedOut);
    }
}

/// A request of these pages: where its answer says that the session ended, the sign-in is shown.
pub fn request() -> Request {
    let known = use_session();
    Request::telling(move |refused| note_error(known, refused))
}

/// Signs out, here or on every device. Whatever the server says, these pages forget who it was.
pub fn sign_out(known: RwSignal<Session>, everywhere: bool) {
    spawn_local(async move {
        let _ = session::sign_out(everywhere).await;
        known.set(Session::SignedOut);
    });
}
