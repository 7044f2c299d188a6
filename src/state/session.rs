//! Who is signed in as applicant.

use super::Request;
use beian_browser::client::{ApiError, session};
use beian_browser::shell;
use beian_model::ProblemKind;
use beian_model::wire::Account;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
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

/// The server's answer on its way. Boxed, so that it is compiled once for all who ask.
pub type Asking = Pin<Box<dyn Future<Output = Session>>>;

/// Provides the session: who is known to be here, or else, once it comes, what the server answers.
pub fn provide_session(known: Option<Session>, asking: Asking) {
    let session = RwSignal::new(known.clone().unwrap_or(Session::Unknown));
    provide_context(session);
    match known {
        Some(known) => drop_where_signed_in(&known),
        None => hear(session, asking),
    }
}

fn hear(known: RwSignal<Session>, asking: Asking) {
    spawn_local(async move {
        let answer = asking.await;
        drop_where_signed_in(&answer);
        known.set(answer);
    });
}

/// Who is signed in has no use for what was typed into the shell.
fn drop_where_signed_in(known: &Session) {
    if matches!(known, Session::SignedIn(_)) {
        shell::drop_kept();
    }
}

/// What the server says of who is here.
pub fn asked() -> Asking {
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
    hear(known, asked());
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

/// Work that ends before somebody is signed out.
type Saving = Pin<Box<dyn Future<Output = ()>>>;

thread_local! {
    static SAVE: Cell<Option<fn() -> Saving>> = const { Cell::new(None) };
}

/// What is unsaved is saved like this before somebody is signed out.
pub fn save_before_sign_out(save: fn() -> Saving) {
    SAVE.set(Some(save));
}

/// Signs out, here or on every device, and forgets who it was.
///
/// # Errors
/// Where the server did not end the session: the person is still signed in.
pub async fn sign_out(known: RwSignal<Session>, everywhere: bool) -> Result<(), ApiError> {
    if let Some(save) = SAVE.get() {
        save().await;
    }
    session::sign_out(everywhere).await?;
    note_end(known);
    Ok(())
}
