//! Taking a filing back (撤回修改) and ending it (放弃备案), each offered only where the table of moves allows it.

use super::dialog::ReasonDialog;
use super::refusal::Refusal;
use super::slow_answer::SlowAnswer;
use crate::dynamic::given;
use crate::state::{filing_end, session, t};
use beian_locale::ui::Ui;
use beian_model::wire::FilingView;
use beian_model::{Actor, Event, FilingId, Status};
use leptos::prelude::*;

/// A row of buttons: what is given, then taking back and ending; with the questions that they ask.
#[component]
pub fn FilingEnds(
    /// Which filing.
    id: FilingId,
    /// Its state.
    #[prop(into)]
    status: Signal<Status>,
    /// What to do with the filing as it is then.
    on_done: impl Fn(FilingView) + Copy + 'static,
    /// What else can be done, first in the row.
    children: Children,
) -> impl IntoView {
    let id = StoredValue::new(id);
    let ending = session::request();
    let withdrawing = RwSignal::new(false);
    let abandoning = RwSignal::new(false);
    let busy = ending.busy();
    // Asked once: while the first is under way neither can be asked again.
    let open = move |dialog: RwSignal<bool>| {
        if !ending.is_busy() {
            dialog.set(true);
        }
    };
    let may = move |event| beian_rules::transition(status.get(), event, Actor::Applicant).is_ok();
    let act = move |event: Event, note: String| filing_end::end(ending, id.get_value(), event, note, on_done);
    view! {
        <div class="actions">
            {children()}
            {given(move || may(Event::Withdraw), move || view! {
                <button type="button" class="button button--secondary" data-action="withdraw"
                    aria-disabled=move || busy.get().then_some("true") on:click=move |_| open(withdrawing)>
                    {t(Ui::Withdraw)}
                </button>
            })}
            {given(move || may(Event::Abandon), move || view! {
                <button type="button" class="button button--quiet" data-action="abandon"
                    aria-disabled=move || busy.get().then_some("true") on:click=move |_| open(abandoning)>
                    {t(Ui::Abandon)}
                </button>
            })}
        </div>
        <SlowAnswer busy />
        <Refusal error=ending.refused() />
        <ReasonDialog open=withdrawing name="withdraw" title=Ui::WithdrawTitle explained=Ui::WithdrawText yes=Ui::Withdraw
            on_yes=move |note| act(Event::Withdraw, note) />
        <ReasonDialog open=abandoning name="abandon" title=Ui::AbandonTitle explained=Ui::AbandonText yes=Ui::Abandon
            on_yes=move |note| act(Event::Abandon, note) />
    }
}
