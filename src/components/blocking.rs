//! The filing that blocks a new one: which, where it stands, why it blocks, and what can be done about it.

use super::filing_ends::FilingEnds;
use super::status_tag::{StatusTag, waits_for};
use crate::dynamic::dynamic;
use crate::routes;
use crate::state::t;
use beian_locale::{Word, before::Before, ui::Ui};
use beian_model::Status;
use beian_model::wire::{FilingSummary, FilingView};
use leptos::prelude::*;

/// The id of the panel, which takes the focus when it appears.
pub const PANEL: &str = "blocking";

/// What can be done while a filing in this state blocks another.
const fn way_out(status: Status) -> Word {
    match status {
        Status::FirstReview | Status::Resubmitted => Before::BlockReview,
        Status::NeedsFix | Status::FirstRejected | Status::BureauRejected => Before::BlockFix,
        Status::ToBureau => Before::BlockToBureau,
        Status::SmsPending => Before::BlockSms,
        Status::SmsFailed => Before::BlockSmsFailed,
        Status::BureauReview => Before::BlockBureau,
        // Those that are over block nothing.
        Status::Draft | Status::Approved | Status::Expired | Status::Abandoned => Before::BlockDraft,
    }
}

/// The panel.
#[component]
pub fn Blocking(
    /// The filing that blocks.
    one: FilingSummary,
    /// What to do when it was taken back or ended.
    on_done: impl Fn(FilingView) + Copy + 'static,
) -> impl IntoView {
    let FilingSummary { id, number, status, organiser, domains, to, .. } = one;
    let to = routes::filing(&id) + &to;
    let go_on = match status {
        Status::Draft => Ui::Continue,
        Status::NeedsFix | Status::FirstRejected | Status::BureauRejected => Ui::Correct,
        _ => Ui::Look,
    };
    let name = move || if organiser.is_empty() { t(Ui::Unnamed)().to_owned() } else { organiser.clone() };
    let domains = domains.join(" · ");
    let blocking = id.to_string();
    view! {
        <section class="notice notice--warn blocking" id=PANEL tabindex="-1" aria-labelledby="blocking-title" data-blocking=blocking>
            <h2 id="blocking-title">{t(Before::BlockingTitle)}</h2>
            <p>{t(Before::BlockingWhy)}</p>
            <p>
                <strong>{dynamic(name)}</strong> <br />
                <span class="field__hint">{domains.clone()} {(!domains.is_empty()).then_some(" · ")} {number}</span>
            </p>
            <p><StatusTag status /> " " {t(waits_for(status))}</p>
            <p>{t(way_out(status))}</p>
            <FilingEnds id status on_done>
                <a href=to class="button button--primary" data-action="go-on">{t(go_on)}</a>
            </FilingEnds>
        </section>
    }
}
