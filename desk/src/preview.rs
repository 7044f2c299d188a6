//! What the applicant will read of a decision, before it is made.

use super::deciding::Case;
use super::staff::{self, Decision};
use beian::components::refusal::Refusal;
use beian::dynamic::{dynamic, effect, given};
use beian::state::t;
use beian_browser::client::staff as calls;
use beian_browser::focus::focus_soon;
use beian_locale::{Word, deciding::Deciding, desk::Desk, ui::Ui};
use beian_model::Event;
use beian_model::wire::{NoticeRequest, ReturnRequest};
use leptos::html;
use leptos::prelude::*;

/// What a decision is called.
pub const fn decided(event: Event) -> Word {
    match event {
        Event::Return => Desk::Return,
        Event::Reject => Desk::Reject,
        Event::BureauReject => Desk::BureauReject,
        _ => Desk::Approve,
    }
}

/// What the server is asked to write.
fn notice(decision: &Decision) -> NoticeRequest {
    let (reasons, note) = match decision {
        Decision::Return(ReturnRequest { reasons, note })
        | Decision::Reject(ReturnRequest { reasons, note })
        | Decision::BureauReject(ReturnRequest { reasons, note }) => (reasons.clone(), note.clone()),
        Decision::Approve(reason) => (Vec::new(), reason.note.clone()),
        _ => (Vec::new(), String::new()),
    };
    NoticeRequest { event: decision.event(), reasons, note }
}

/// The dialog: open while there is a decision to be made.
#[component]
pub fn Preview(
    /// The filing.
    case: Case,
    /// The decision; set to nothing when the dialog closes.
    decision: RwSignal<Option<Decision>>,
) -> impl IntoView {
    let Case { view, busy, on_decision, .. } = case;
    let dialog = NodeRef::<html::Dialog>::new();
    let text = RwSignal::new(String::new());
    let request = staff::request();
    effect(move || {
        let Some(element) = dialog.get() else { return };
        let wanted = decision.read().as_ref().map(notice);
        match wanted {
            Some(wanted) if !element.open() => {
                let _ = element.show_modal();
                focus_soon("preview-confirm");
                text.set(String::new());
                let filing = view.view.id.clone();
                request.ask(async move { calls::preview(&filing, &wanted).await }, move |read| text.set(read));
            }
            None if element.open() => element.close(),
            _ => {}
        }
    });
    let title = move || decision.read().as_ref().map(|decision| t(decided(decision.event())));
    let confirm = move |_| {
        if let Some(decided) = decision.try_update(Option::take).flatten() {
            on_decision.run(decided);
        }
    };
    let is_coming = move || text.read().is_empty() && request.refused().read().is_none();
    view! {
        <dialog class="dialog" node_ref=dialog on:close=move |_| decision.set(None) aria-labelledby="preview-title" data-preview="">
            <h2 id="preview-title">{dynamic(title)}</h2>
            <p>{t(Deciding::PreviewIntro)}</p>
            <Refusal error=request.refused() />
            {given(is_coming, move || view! { <p class="skeleton" role="status">{t(Desk::Loading)}</p> })}
            <blockquote class="mark">{dynamic(move || text.get())}</blockquote>
            <div class="actions">
                <button type="button" class="button button--primary" id="preview-confirm" data-action="confirm"
                    disabled=move || busy.get() on:click=confirm>
                    {t(Deciding::Confirm)}
                </button>
                <button type="button" class="button button--secondary" data-action="dismiss" on:click=move |_| decision.set(None)>
                    {t(Ui::KeepAsItIs)}
                </button>
            </div>
        </dialog>
    }
    .into_any()
}
