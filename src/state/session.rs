//! Who is signed in as applicant.

use super::{Request, draft_copy};
use beian_browser::client::{ApiError, session};
use beian_browser::{language, shell};
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
    /// The server has not answered yet.
    Unknown,
    /// Nobody.
    SignedOut,
    /// This account.
    SignedIn(Account),
    /// The server could not be reached, or could not say.
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
            Ok(Some(account)) if !account.mobile.is_empty() => Session::SignedIn(account),
            Ok(_) => Session::SignedOut,
            Err(ApiError::Unreadable(401)) => Session::SignedOut,
            Err(refused) if refused.kind() == Some(ProblemKind::SignedOut) => Session::SignedOut,
            // A server that cannot answer says nothing of who is here.
            Err(_) => return Session::Offline,
        };
        shell::note_signed_in(matches!(answer, Session::SignedIn(_)));
        answer
    })
}

/// Asks the server again. Until it answers it is not known who is here, so nobody asks twice.
pub fn ask(known: RwSignal<Session>) {
    known.set(Session::Unknown);
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

/// Saves what is unsaved, and says whether that is everything.
type Save = fn() -> Pin<Box<dyn Future<Output = bool>>>;

thread_local! {
    static SAVE: Cell<Option<Save>> = const { Cell::new(None) };
    static SENDS: Cell<Option<fn() -> bool>> = const { Cell::new(None) };
    static IS_LEAVING: Cell<bool> = const { Cell::new(false) };
}

/// What is unsaved is saved like this before somebody is signed out.
pub fn save_before_sign_out(save: Save) {
    SAVE.set(Some(save));
}

/// Whether something is being uploaded is asked like this.
pub fn ask_what_is_sent(sends: fn() -> bool) {
    SENDS.set(Some(sends));
}

/// Signs out, here or on every device, and forgets who it was; the server's answer empties this browser's storage. Says whether the page is to
/// begin anew: not where the person would rather wait for what is not saved or not uploaded yet, nor where this session had ended before and
/// could not end those of other devices.
///
/// # Errors
/// Where the server did not end the session: the person is still signed in.
pub async fn sign_out(known: RwSignal<Session>, everywhere: bool, lang: Lang) -> Result<bool, ApiError> {
    let is_saved = match SAVE.get() {
        Some(save) => save().await,
        None => true,
    };
    let would_lose = !is_saved || SENDS.get().is_some_and(|sends| sends()) || draft_copy::is_anything_kept();
    if would_lose && !window().confirm_with_message(Ui::SignOutUnsaved.text(lang)).unwrap_or(true) {
        return Ok(false);
    }
    let was_over = match session::sign_out(everywhere).await {
        Err(error) if error.kind() != Some(ProblemKind::SignedOut) => return Err(error),
        ended => ended.is_err(),
    };
    // The answer has emptied the browser's storage, of the language too.
    if let Ok(Some(storage)) = window().local_storage() {
        let _ = storage.set_item(language::KEY, lang.as_str());
    }
    note_end(known);
    let is_out = !(was_over && everywhere);
    IS_LEAVING.set(is_out);
    Ok(is_out)
}

/// The page is left on purpose: nobody is asked any more.
pub fn is_leaving() -> bool {
    IS_LEAVING.get()
}
