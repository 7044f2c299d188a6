//! Who is signed in as applicant.

use super::Request;
use beian_browser::client::{ApiError, session};
use beian_browser::shell;
use beian_model::ProblemKind;
use beian_model::wire::Account;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::pin::Pin;

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

/// Provides the session, and asks the server who it is where that is not known yet.
pub fn provide_session(known: Session) {
    let is_unknown = matches!(known, Session::Unknown);
    let known = RwSignal::new(known);
    provide_context(known);
    if is_unknown {
        ask(known);
    }
}

/// What the server says of who is here. Boxed, so that it is compiled once for all who ask.
pub fn asked() -> Pin<Box<dyn Future<Output = Session>>> {
    Box::pin(async {
        let answer = match session::current().await {
            Ok(Some(account)) => Session::SignedIn(account),
            Err(ApiError::Offline) => return Session::Offline,
            Ok(None) | Err(_) => Session::SignedOut,
        };
        shell::note_signed_in(matches!(answer, Session::SignedIn(_)));
        answer
    })
}

/// Asks the server again.
pub fn ask(known: RwSignal<Session>) {
    spawn_local(async move { known.set(asked().await) });
}

/// Somebody has signed in.
pub fn note_account(known: RwSignal<Session>, account: Account) {
    shell::note_signed_in(true);
    known.set(Session::SignedIn(account));
}

fn note_end(known: RwSignal<Session>) {
    shell::note_signed_in(false);
    known.set(Session::SignedOut);
}

/// An answer said that the session ended: shows the sign-in, keeps what is typed.
pub fn note_error(known: RwSignal<Session>, error: &ApiError) {
    if error.kind() == Some(ProblemKind::SignedOut) {
        note_end(known);
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
        note_end(known);
    });
}
