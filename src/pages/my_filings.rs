//! My filings (我的备案): each with its state and whose turn it is; the way to a new one, and what blocks it.

use crate::components::blocking::{self, Blocking};
use crate::components::domain_check::DomainCheck;
use crate::components::refusal::Refusal;
use crate::components::status_tag::{StatusTag, waits_for};
use crate::dynamic::{dynamic, given};
use crate::routes;
use crate::state::{ApiError, clock, session, t, use_language};
use beian_browser::client::{filings, new_key};
use beian_browser::focus::focus_soon;
use beian_locale::{Words, before::Before, fill, ui::Ui};
use beian_model::wire::{FilingSummary, FilingView};
use beian_model::{FilingId, ProblemKind, Status, Step};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The id of the button that begins a filing.
const NEW: &str = "new-filing";

/// The list, and what can be done from it.
#[component]
pub fn MyFilings() -> impl IntoView {
    let list: RwSignal<Option<Vec<FilingSummary>>> = RwSignal::new(None);
    let blocked: RwSignal<Option<FilingId>> = RwSignal::new(None);
    let ended = RwSignal::new(false);
    let (listing, beginning) = (session::request(), session::request());
    let busy = beginning.busy();
    let navigate = StoredValue::new_local(use_navigate());
    // One key for one wish: clicking twice, or again after a lost answer, begins one filing.
    let key = StoredValue::new(new_key());
    let load = move || async move {
        list.try_set(Some(filings::list().await?));
        Ok(())
    };
    listing.send(load());
    let begin = move |_| {
        if beginning.is_busy() {
            return;
        }
        ended.set(false);
        blocked.set(None);
        listing.reset();
        beginning.send(async move {
            match filings::create(key.get_value()).await {
                Ok(view) => {
                    let to = routes::step(&view.id, Step::Prepare);
                    navigate.try_with_value(|go| go(&to, NavigateOptions::default()));
                    Ok(())
                }
                Err(refused) => {
                    let Some(id) = other(&refused) else { return Err(refused) };
                    key.try_set_value(new_key());
                    // The list may be older than the filing that blocks.
                    let loaded = load().await;
                    blocked.try_set(Some(id));
                    focus_soon(blocking::PANEL);
                    loaded
                }
            }
        });
    };
    let on_done = move |view: FilingView| {
        let over = view.status.is_final();
        let work = async move {
            let loaded = load().await;
            if over {
                blocked.try_set(None);
                ended.try_set(true);
            }
            focus_soon(if over { NEW } else { blocking::PANEL });
            loaded
        };
        listing.ask(work, |()| ());
    };
    let error = Signal::derive(move || beginning.refused().get().or_else(|| listing.refused().get()));
    let panel = move || {
        let id = blocked.get()?;
        let one = list.read().as_ref()?.iter().find(|one| one.id == id).cloned()?;
        Some(view! { <Blocking one on_done /> })
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
            <button type="button" class="button button--primary" id=NEW data-action="new-filing"
                aria-disabled=move || busy.get().then_some("true") on:click=begin>
                {t(Ui::NewFiling)}
            </button>
            <a href=routes::checklist(None) class="button button--secondary" data-action="checklist">
                {t(Before::ChecklistTitle)}
            </a>
        </div>
        <div role="status">
            {dynamic(move || ended.get().then(|| view! { <p class="notice notice--good">{t(Before::NowFree)}</p> }))}
        </div>
        {dynamic(panel)}
        <Refusal error />
        {given(move || list.read().is_none() && error.read().is_none(), move || view! {
            <p class="skeleton" role="status">{t(Ui::Loading)}</p>
        })}
        {dynamic(items)}
        <details class="card" data-fold="domain">
            <summary>{t(Before::DomainTitle)}</summary>
            <DomainCheck />
        </details>
    }
}

/// The filing that a refusal names as the one that blocks.
fn other(refused: &ApiError) -> Option<FilingId> {
    match refused {
        ApiError::Problem(problem) if problem.kind() == Some(ProblemKind::FilingInFlight) => problem.filing.clone(),
        _ => None,
    }
}

#[component]
fn FilingCard(one: FilingSummary) -> impl IntoView {
    let language = use_language();
    let FilingSummary { id, number, status, organiser, domains, to, updated_at, unreadable, .. } = one;
    let to = routes::filing(&id) + &to;
    let name = move || if organiser.is_empty() { t(Ui::Unnamed)().to_owned() } else { organiser.clone() };
    let changed = move || {
        let when = clock::written(updated_at, language.get());
        fill(Ui::LastChanged.text(language.get()), |_| Some(&when))
    };
    // Where a filing that came back stands is read there; the button leads to what is to be corrected.
    let title_link = if status == Status::Draft { to.clone() } else { routes::filing(&id) };
    if unreadable {
        return view! {
            <li class="card" data-filing=id.to_string() data-unreadable="">
                <h2 class="card__title">{number}</h2>
                <p><StatusTag status /></p>
                <p class="notice notice--bad">{t(Ui::FilingUnreadable)}</p>
            </li>
        }
        .into_any();
    }
    let action = match status {
        Status::Draft => Ui::Continue,
        Status::NeedsFix | Status::FirstRejected | Status::BureauRejected => Ui::Correct,
        _ => Ui::Look,
    };
    view! {
        <li class="card" data-filing=id.to_string()>
            <h2 class="card__title">
                <a href=title_link>{dynamic(name)}</a>
            </h2>
            <p><StatusTag status /> " " {t(waits_for(status))}</p>
            <p class="field__hint">{domains.join(" · ")} {(!domains.is_empty()).then_some(" · ")} {number} " · " {dynamic(changed)}</p>
            <a href=to class="button button--secondary" data-action="open">{t(action)}</a>
        </li>
    }
    .into_any()
}
