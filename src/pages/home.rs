//! My filings (我的备案): each with its state and whose turn it is; and the way to a new one.

use super::{addresses, sign_in::SignInForm};
use crate::client::{ApiError, filings, new_key};
use crate::components::focus::Heading;
use crate::components::refusal::Refusal;
use crate::components::status_tag::StatusTag;
use crate::locale::{Words, fill, ui::Ui};
use crate::model::wire::FilingSummary;
use crate::model::{ProblemKind, Status, Step};
use crate::state::{Session, clock, session, t, use_language, use_session};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// The home page: a way in for who is signed out, my filings for who is signed in.
#[component]
pub fn Home() -> impl IntoView {
    let language = use_language();
    let known = use_session();
    let signed_in = Memo::new(move |_| matches!(known.get(), Session::SignedIn(_)));
    let content = move || {
        if signed_in.get() {
            return view! { <MyFilings /> }.into_any();
        }
        match known.get() {
            Session::Unknown => view! { <p class="skeleton" role="status">{t(Ui::Loading)}</p> }.into_any(),
            Session::Offline => view! {
                <p class="notice notice--warn">{t(Ui::Offline)}</p>
                <button type="button" class="button button--secondary" on:click=move |_| session::ask(known)>
                    {t(Ui::TryAgain)}
                </button>
            }
            .into_any(),
            _ => view! { <Landing /> }.into_any(),
        }
    };
    view! {
        <Heading text=Signal::derive(move || {
            let word = if signed_in.get() { Ui::MyFilings } else { Ui::ProductName };
            word.text(language.get()).to_owned()
        }) />
        {content}
    }
}

#[component]
fn Landing() -> impl IntoView {
    view! {
        <div class="landing">
            <div>
                <p class="lead">{t(Ui::LandingLead)}</p>
                <ol class="checklist">
                    <li>{t(Ui::LandingBasic)}</li>
                    <li>{t(Ui::LandingVerify)}</li>
                    <li>{t(Ui::LandingFill)}</li>
                    <li>{t(Ui::LandingReview)}</li>
                    <li>{t(Ui::LandingDone)}</li>
                </ol>
            </div>
            <section class="card">
                <h2>{t(Ui::SignIn)}</h2>
                <SignInForm />
            </section>
        </div>
    }
}

#[component]
fn MyFilings() -> impl IntoView {
    let known_session = use_session();
    let list: RwSignal<Option<Vec<FilingSummary>>> = RwSignal::new(None);
    let error: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let navigate = StoredValue::new_local(use_navigate());
    // One key for one wish: pressing twice, or again after a lost answer, begins one filing.
    let key = StoredValue::new(new_key());
    let load = move || {
        spawn_local(async move {
            match filings::list().await {
                Ok(all) => {
                    list.try_set(Some(all));
                }
                Err(refused) => {
                    session::note_error(known_session, &refused);
                    error.try_set(Some(refused));
                }
            }
        });
    };
    load();
    let begin = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        spawn_local(async move {
            match filings::create(key.get_value()).await {
                Ok(view) => {
                    let to = addresses::step(&view.id, Step::Prepare);
                    navigate.try_with_value(|go| go(&to, NavigateOptions::default()));
                }
                Err(refused) => {
                    session::note_error(known_session, &refused);
                    if refused.kind() == Some(ProblemKind::FilingInFlight) {
                        key.set_value(new_key());
                        load();
                    }
                    error.try_set(Some(refused));
                }
            }
            busy.try_set(false);
        });
    };
    let blocking = move || match error.get()? {
        ApiError::Problem(problem) => problem.filing.clone(),
        _ => None,
    };
    let items = move || {
        list.get().map(|all| {
            if all.is_empty() {
                return view! {
                    <div class="empty">
                        <p>{t(Ui::NoFilings)}</p>
                        <p class="field__hint">{t(Ui::NoFilingsHint)}</p>
                    </div>
                }
                .into_any();
            }
            let lines = all.into_iter().map(|one| view! { <FilingCard one /> }).collect_view();
            view! { <ul class="filings">{lines}</ul> }.into_any()
        })
    };
    view! {
        <div class="actions">
            <button type="button" class="button button--primary" data-action="new-filing"
                aria-disabled=move || busy.get().then_some("true") on:click=begin>
                {t(Ui::NewFiling)}
            </button>
        </div>
        <Refusal error />
        {move || blocking().map(|id| view! {
            <p><A href=addresses::filing(&id) attr:class="button button--secondary">{t(Ui::GoToBlocking)}</A></p>
        })}
        <Show when=move || list.read().is_none() && error.read().is_none()>
            <p class="skeleton" role="status">{t(Ui::Loading)}</p>
        </Show>
        {items}
    }
}

/// What a state waits for, and whose turn it is.
pub fn waits_for(status: Status) -> Ui {
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

#[component]
fn FilingCard(one: FilingSummary) -> impl IntoView {
    let language = use_language();
    let FilingSummary { id, number, status, organiser, domains, step, updated_at, .. } = one;
    let to = if status == Status::Draft { addresses::step(&id, step) } else { addresses::filing(&id) };
    let name = move || if organiser.is_empty() { t(Ui::Unnamed)().to_owned() } else { organiser.clone() };
    let changed = move || {
        let when = clock::written(updated_at, language.get());
        fill(Ui::LastChanged.text(language.get()), |_| Some(&when))
    };
    let title_link = to.clone();
    let action = match status {
        Status::Draft => Ui::Continue,
        Status::NeedsFix | Status::FirstRejected | Status::BureauRejected => Ui::Correct,
        _ => Ui::Look,
    };
    view! {
        <li class="card" data-filing=id.to_string()>
            <h2 class="card__title">
                <A href=title_link>{name}</A>
            </h2>
            <p><StatusTag status /> " " {t(waits_for(status))}</p>
            <p class="field__hint">{domains.join(" · ")} {(!domains.is_empty()).then_some(" · ")} {number} " · " {changed}</p>
            <A href=to attr:class="button button--secondary" attr:data-action="open">{t(action)}</A>
        </li>
    }
}
