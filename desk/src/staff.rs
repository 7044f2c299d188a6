//! Who is signed in at the desk, and where a filing stands in its address.

use beian::state::{ApiError, Request};
use beian_browser::focus::focus_soon;
use beian_model::wire::StaffAccount;
use beian_model::{FilingId, ProblemKind};
use leptos::prelude::*;

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
        staff.set(Staff::Ended(account));
    }
}

fn is_signed_out(error: &ApiError) -> bool {
    error.kind() == Some(ProblemKind::SignedOut)
}

/// Once somebody signed in again: the form goes, and the focus with it; where the session's end was the answer, `ask` asks again.
pub fn on_sign_in_again(error: ReadSignal<Option<ApiError>>, ask: Box<dyn Fn()>) {
    let who = use_staff();
    Effect::new(move |before: Option<bool>| {
        let is_over = matches!(*who.read(), Staff::Ended(_));
        if before == Some(true) && !is_over {
            focus_soon("heading");
            if error.with_untracked(|error| error.as_ref().is_some_and(is_signed_out)) {
                ask();
            }
        }
        is_over
    });
}

/// A request of the desk: where its answer says that the session ended, the sign-in is shown.
pub fn request() -> Request {
    let who = use_staff();
    Request::telling(move |refused| note_error(who, refused))
}

/// The address of a filing at the desk.
pub fn address(id: &FilingId) -> String {
    format!("#/filings/{id}")
}
