//! Who is signed in as applicant.

use super::Request;
use beian_browser::client::{ApiError, session};
use beian_browser::shell;
use beian_locale::{Lang, Words, ui::Ui};
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
    static IS_LEAVING: Cell<bool> = const { Cell::new(false) };
}

/// What is unsaved is saved like this before somebody is signed out.
pub fn save_before_sign_out(save: fn() -> Saving) {
    SAVE.set(Some(save));
}

/// Signs out, here or on every device, and forgets who it was. Says whether the page is to begin anew: not where the person would rather wait
/// for what is not saved or not uploaded yet.
///
/// # Errors
/// Where the server did not end the session: the person is still signed in, or on other devices.
pub async fn sign_out(known: RwSignal<Session>, everywhere: bool, lang: Lang) -> Result<bool, ApiError> {
    if let Some(save) = SAVE.get() {
        save().await;
    }
    if would_lose() && !window().confirm_with_message(Ui::SignOutUnsaved.text(lang)).unwrap_or(true) {
        return Ok(false);
    }
    let ended = session::sign_out(everywhere).await;
    let was_over = ended.as_ref().is_err_and(|error| error.kind() == Some(ProblemKind::SignedOut));
    if ended.is_ok() || was_over {
        note_end(known);
    }
    if !was_over || everywhere {
        ended?;
    }
    IS_LEAVING.set(true);
    Ok(true)
}

/// The page is left on purpose: nobody is asked any more.
pub fn is_leaving() -> bool {
    IS_LEAVING.get()
}

/// Whoever asks a person to stay as a tab closes would ask now.
fn would_lose() -> bool {
    let how = web_sys::EventInit::new();
    how.set_cancelable(true);
    let event = web_sys::Event::new_with_event_init_dict("beforeunload", &how);
    event.and_then(|event| window().dispatch_event(&event)) == Ok(false)
}
