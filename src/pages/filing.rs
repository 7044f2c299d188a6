//! Loads one filing and provides it to its pages; signs in again in place when the session ended.

use super::sign_in::SignInForm;
use super::step_frame::StepFrame;
use super::{basic_check, organiser, prepare, preview, status, verification, websites};
use crate::chunk::chunked;
use crate::components::part::part;
use crate::components::refusal::Refusal;
use crate::dynamic::{dynamic, effect, memo};
use crate::routes::FilingPage;
use crate::state::draft_copy::may_be_kept;
use crate::state::merging::earlier_drafts;
use crate::state::open_filing::{OpenFiling, opened};
use crate::state::{ApiError, DraftCopy};
use crate::state::{Session, rules, session, t, use_session};
use beian_browser::client::filings;
use beian_browser::focus::focus_soon;
use beian_browser::waiting::{first_of, rest};
use beian_locale::ui::Ui;
use beian_model::wire::FilingView;
use beian_model::{FilingId, Step};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// So long a page waits for what the browser kept of an earlier visit, where it may have, in milliseconds; what comes later is taken up
/// then.
const KEPT_WITHIN: u32 = 1_500;
/// The id of the button that asks again for what was not given.
const ASK_AGAIN: &str = "ask-again";

/// The frame of every page of one filing.
#[component]
pub fn OpenFilingPage(
    /// The filing.
    id: Memo<FilingId>,
    /// Its page.
    page: Memo<FilingPage>,
) -> impl IntoView {
    let known_session = use_session();
    let loaded: RwSignal<Option<(FilingView, Vec<DraftCopy>)>> = RwSignal::new(None);
    let keeps = RwSignal::new(true);
    let loading = session::request();
    let error = loading.refused();
    let signed_in = memo(move || matches!(*known_session.read(), Session::SignedIn(_)));
    let load = move || {
        let wanted = id.get();
        let work = async move {
            let view = filings::get(&wanted).await?;
            let waits = may_be_kept(&wanted);
            let mut reading = Box::pin(earlier_drafts(wanted));
            let drafts = first_of(reading.as_mut(), rest(if waits { KEPT_WITHIN } else { 0 })).await;
            Ok((view, drafts, reading, waits))
        };
        loading.ask(work, move |(view, drafts, reading, waited)| {
            let id = view.id.clone();
            match drafts {
                Some((drafts, read)) => {
                    keeps.set(drafts.is_some());
                    loaded.set(Some((view, drafts.unwrap_or_default())));
                    read.done();
                }
                None => {
                    keeps.set(!waited);
                    loaded.set(Some((view, Vec::new())));
                    spawn_local(async move {
                        let (drafts, read) = reading.await;
                        // It was opened meanwhile; where it was left again, they are read by who opens it next.
                        rest(0).await;
                        if let Some(open) = opened(&id) {
                            open.kept_here.set(drafts.is_some());
                            open.take_up(drafts.unwrap_or_default());
                            read.done();
                        }
                    });
                }
            }
        });
    };
    let mut was_signed_in = false;
    effect(move || {
        let now = signed_in.get();
        let is_again = !std::mem::replace(&mut was_signed_in, now) && now;
        // Loads at first, for another filing, and again after a sign-in if nothing had been loaded before.
        let other = loaded.with_untracked(|loaded| loaded.as_ref().is_none_or(|(view, _)| view.id != *id.read()));
        if other && now {
            load();
        } else if is_again && let Some(open) = opened(&id.get_untracked()) {
            // In place: the form goes, and the focus with it; and so does the filing where it is another account's.
            focus_soon("heading");
            spawn_local(async move {
                if open.go_on_after_sign_in().await {
                    return;
                }
                if loaded.try_set(None).is_none() {
                    load();
                }
            });
        }
    });
    let is_step = memo(move || matches!(page.get(), FilingPage::Step(_)));
    let step = Memo::new(move |before: Option<&Step>| match page.get() {
        FilingPage::Step(step) => step,
        _ => before.copied().unwrap_or(Step::Prepare),
    });
    let shown = memo(move || loaded.read().as_ref().map(|(view, _)| view.id.clone()));
    let pages = move || {
        shown.get().map(|_| {
            loaded.get_untracked().map(|(view, drafts)| {
                let filing = OpenFiling::open(view, drafts);
                filing.kept_here.set(keeps.get_untracked());
                let page = move || match is_step.get() {
                    true => view! { <StepFrame step fields=step_fields /> }.into_any(),
                    false => later(FilingPage::Status),
                };
                view! { <KeepsNothing filing /> {dynamic(page)} }
            })
        })
    };
    let is_shown = memo(move || shown.read().as_ref() == Some(&*id.read()));
    // It is not known who is here, or the filing was not given.
    let why = Signal::derive(move || match *known_session.read() {
        Session::Offline if !is_shown.get() => Some(ApiError::Offline),
        _ => error.get(),
    });
    // Also while it is not known yet who is here.
    let is_loading = memo(move || {
        let may_load = matches!(*known_session.read(), Session::SignedIn(_) | Session::Unknown);
        !is_shown.get() && why.read().is_none() && may_load
    });
    // Said once: each save that is refused meanwhile says it again, and what is typed into the form must stay.
    let is_over = memo(move || matches!(*known_session.read(), Session::SignedOut));
    let may_ask = memo(move || why.read().is_some() && !is_shown.get() && !is_over.get());
    let was_asked = StoredValue::new(false);
    let again = move |_| {
        was_asked.set_value(true);
        if matches!(known_session.get_untracked(), Session::Offline) { session::ask(known_session) } else { load() }
    };
    view! {
        {dynamic(move || is_over.get().then(|| view! {
            <section class="card session-ended" data-session-ended="true" aria-label=t(Ui::SignIn)>
                <p class="notice notice--warn" role="alert">{t(Ui::SessionEnded)}</p>
                <SignInForm />
            </section>
        }))}
        {dynamic(move || is_loading.get().then(|| view! { <p class="skeleton" role="status">{t(Ui::Loading)}</p> }))}
        <Refusal error=why />
        {dynamic(move || may_ask.get().then(|| {
            // Who asked and is refused again finds the button where it was.
            if was_asked.get_value() {
                focus_soon(ASK_AGAIN);
            }
            view! {
                <button type="button" class="button button--secondary" id=ASK_AGAIN data-action=ASK_AGAIN on:click=again>
                    {t(Ui::TryAgain)}
                </button>
            }
        }))}
        {dynamic(pages)}
    }
}

chunked! {
    pub(crate) mine: fn fetch_prepare() -> fn() -> AnyView {
        || view! { <prepare::Prepare /> }.into_any()
    }
    pub(crate) steps: fn fetch_steps() -> fn(FilingPage) -> AnyView {
        |page| match page {
            FilingPage::Step(Step::Verification) => view! { <verification::Verification /> }.into_any(),
            FilingPage::Step(Step::Organiser) => view! { <organiser::OrganiserPage /> }.into_any(),
            FilingPage::Step(Step::Websites) => view! { <websites::Websites /> }.into_any(),
            FilingPage::Step(Step::Preview) => view! { <preview::Preview /> }.into_any(),
            _ => view! { <status::StatusPage /> }.into_any(),
        }
    }
}

/// The fields of a step.
fn step_fields(step: Step) -> AnyView {
    match step {
        Step::BasicCheck => view! { <basic_check::BasicCheck /> }.into_any(),
        Step::Prepare => part(fetch_prepare, |prepare| prepare()),
        _ => later(FilingPage::Step(step)),
    }
}

/// What comes after the basic check. These pages count what is found, so they come with what finds it.
fn later(page: FilingPage) -> AnyView {
    let load = || async {
        rules::ready().await?;
        fetch_steps().await
    };
    part(load, move |steps| steps(page))
}

/// What is typed is nowhere but here and with the server, so that a person does not rely on this browser.
#[component]
fn KeepsNothing(filing: OpenFiling) -> impl IntoView {
    let shown = memo(move || !filing.kept_here.get() && filing.server.read().status.is_editable());
    view! {
        <div role="status">
            {dynamic(move || {
                let text = t(Ui::KeepsNothing);
                shown.get().then(|| view! { <p class="notice notice--warn" data-keeps-nothing="true">{text}</p> })
            })}
        </div>
    }
}
