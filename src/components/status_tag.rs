//! Where a filing stands, as a tag: a word and a colour that says the same; and what it waits for.

use crate::dynamic::dynamic;
use crate::state::use_language;
use beian_locale::{Word, Words, ui::Ui};
use beian_model::Status;
use leptos::prelude::*;

/// How the state is coloured.
pub const fn tone(status: Status) -> &'static str {
    match status {
        Status::Draft | Status::Abandoned | Status::Expired => "neutral",
        Status::FirstReview | Status::Resubmitted | Status::ToBureau | Status::BureauReview => "info",
        Status::NeedsFix | Status::SmsPending => "warn",
        Status::FirstRejected | Status::BureauRejected | Status::SmsFailed => "bad",
        Status::Approved => "good",
    }
}

/// The state of a filing.
#[component]
pub fn StatusTag(
    /// The state.
    status: Status,
) -> impl IntoView {
    let language = use_language();
    view! {
        <span class=format!("tag tag--{}", tone(status)) data-status=status.as_str()>
            {dynamic(move || status.text(language.get()))}
        </span>
    }
}

/// What a state waits for, and whose turn it is.
pub fn waits_for(status: Status) -> Word {
    match status {
        Status::Draft => Ui::WaitsDraft,
        Status::FirstReview | Status::Resubmitted => Ui::WaitsReview,
        Status::NeedsFix | Status::FirstRejected | Status::BureauRejected => Ui::WaitsFix,
        Status::ToBureau => Ui::WaitsToBureau,
        Status::SmsPending => Ui::WaitsSms,
        Status::SmsFailed => Ui::WaitsSmsFailed,
        Status::BureauReview => Ui::WaitsBureau,
        Status::Approved => Ui::WaitsNothing,
        Status::Expired => Ui::WaitsExpired,
        Status::Abandoned => Ui::WaitsAbandoned,
    }
}
