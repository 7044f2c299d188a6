//! Who is signed in at the desk, and where a filing stands in its address.

use beian::state::{ApiError, Request};
use beian_browser::client::api_base;
use beian_browser::focus::focus_soon;
use beian_browser::window::reload;
use beian_locale::Lang;
use beian_model::wire::StaffAccount;
use beian_model::{FilingId, ProblemKind};
use leptos::prelude::*;
use std::cell::RefCell;

pub use beian_browser::client::staff::Decision;

/// Who is signed in at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Staff {
    /// Not yet asked.
    Unknown,
    /// Nobody.
    SignedOut,
    /// This colleague's session ended: what they were at stays for when they sign in again.
    Ended(StaffAccount),
    /// This colleague.
    SignedIn(StaffAccount),
}

/// Who is signed in, from the context.
pub fn use_staff() -> RwSignal<Staff> {
    expect_context()
}

/// An answer said that the session ended: shows the sign-in. Where it is shown already it is not drawn anew, which would lose what is
/// typed into it.
fn note_error(staff: RwSignal<Staff>, error: &ApiError) {
    if is_signed_out(error)
        && let Staff::SignedIn(account) = staff.get_untracked()
    {
        TITLE.set(document().title());
        staff.set(Staff::Ended(account));
    }
}

/// An answer said that nobody is signed in.
pub fn is_signed_out(error: &ApiError) -> bool {
    error.kind() == Some(ProblemKind::SignedOut)
}

thread_local! {
    static AGAIN: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
    /// The title of the page that is hidden while somebody signs in again.
    static TITLE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Has the page ask again once somebody signed in again, where the session's end was the answer.
pub fn on_sign_in_again(error: ReadSignal<Option<ApiError>>, ask: Box<dyn Fn()>) {
    AGAIN.set(Some(Box::new(move || {
        if error.try_with_untracked(|error| error.as_ref().is_some_and(is_signed_out)) == Some(true) {
            ask();
        }
    })));
}

/// Somebody signed in: what they were at asks again.
pub fn signed_in(staff: RwSignal<Staff>, account: StaffAccount) {
    match staff.get_untracked() {
        // What is on the page is another colleague's.
        Staff::Ended(other) if other != account => reload(),
        Staff::Ended(_) => {
            staff.set(Staff::SignedIn(account));
            document().set_title(&TITLE.take());
            focus_soon("heading");
            AGAIN.with_borrow(|again| again.iter().for_each(|again| again()));
        }
        _ => staff.set(Staff::SignedIn(account)),
    }
}

/// A request of the desk: where its answer says that the session ended, the sign-in is shown.
pub fn request() -> Request {
    let who = use_staff();
    Request::telling(move |refused| note_error(who, refused))
}

/// The address of a page that the server writes for colleagues.
pub fn page_of_server(path: &str, lang: Lang) -> String {
    format!("{}{path}?lang={}", api_base(), lang.as_str())
}

/// The address of a filing at the desk.
pub fn address(id: &FilingId) -> String {
    format!("#/filings/{id}")
}
