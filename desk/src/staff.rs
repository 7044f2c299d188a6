//! Who is signed in at the desk, and where a filing stands in its address.

use beian::state::{ApiError, Request};
use beian_model::FilingId;
use beian_model::wire::StaffAccount;
use leptos::prelude::*;

pub use beian_browser::client::staff::Decision;

/// Who is signed in at the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Staff {
    /// Not yet asked.
    Unknown,
    /// Nobody.
    SignedOut,
    /// This colleague.
    SignedIn(StaffAccount),
}

/// Who is signed in, from the context.
pub fn use_staff() -> RwSignal<Staff> {
    expect_context()
}

/// An answer said that the session ended: shows the sign-in.
fn note_error(staff: RwSignal<Staff>, error: &ApiError) {
    if error.kind() == Some(beian_model::ProblemKind::SignedOut) {
        sign_out(staff);
    }
}

/// Shows the sign-in; where it is shown already it is not drawn anew, which would lose what is typed into it.
pub fn sign_out(staff: RwSignal<Staff>) {
    if staff.with_untracked(|known| *known != Staff::SignedOut) {
        staff.set(Staff::SignedOut);
    }
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
