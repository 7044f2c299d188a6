//! The verification by phone (真实性核验) as the desktop sees it: QR code, link, what the phone is doing, the result.

use super::countdown::Countdown;
use super::qr_code::QrImage;
use super::refusal::Refusal;
use crate::client::{ApiError, filings, poll, verification};
use crate::locale::{Words, rules as rule_words, ui::Ui, words};
use crate::model::wire::{VerificationCreated, VerificationView};
use crate::model::{PersonRef, VerificationState};
use crate::state::{clock, t, use_filing, use_language};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A phone that was not heard of for so many seconds has probably left.
const SILENT_AFTER: i64 = 120;

/// The verification of a responsible person. `on_passed` is called once, when it passes while the page looks on.
#[component]
pub fn HandoffPanel(
    /// Whose.
    of: PersonRef,
    /// What happens when it passes.
    on_passed: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let known =
        filing.server.with_untracked(|server| server.verifications.iter().find(|one| one.person == of).cloned());
    let view = RwSignal::new(known.clone());
    let secret: RwSignal<Option<String>> = RwSignal::new(None);
    let error: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let copied = RwSignal::new(false);
    let now = clock::ticking();
    // Answers for an older code are dropped: each code is a generation of its own.
    let generation = StoredValue::new(0u32);

    let follow = move |first: VerificationView| {
        generation.update_value(|n| *n += 1);
        let mine = generation.get_value();
        let id = first.id.clone();
        let current = move || generation.try_get_value() == Some(mine);
        spawn_local(async move {
            let filing_id = filing.id();
            let last = StoredValue::new(Some(first));
            poll::until_stopped(
                move || {
                    let (filing_id, id, known) = (filing_id.clone(), id.clone(), last.get_value());
                    async move { verification::wait(&filing_id, &id, known.as_ref()).await }
                },
                move |answer| {
                    if !current() {
                        return poll::Next::Stop;
                    }
                    match answer {
                        Ok(Some(newer)) => {
                            error.set(None);
                            let state = newer.state;
                            last.set_value(Some(newer.clone()));
                            view.set(Some(newer));
                            if state == VerificationState::Passed {
                                spawn_local(async move {
                                    if let Ok(view) = filings::get(&filing.id()).await {
                                        filing.acknowledge_newer(view);
                                    }
                                    on_passed();
                                });
                            }
                            if state.is_final() { poll::Next::Stop } else { poll::Next::Again }
                        }
                        Ok(None) => poll::Next::Again,
                        Err(ApiError::Problem(problem)) => {
                            error.set(Some(ApiError::Problem(problem)));
                            poll::Next::Stop
                        }
                        Err(other) => {
                            error.set(Some(other));
                            poll::Next::Again
                        }
                    }
                },
            )
            .await;
        });
    };
    let new_code = move || {
        error.set(None);
        copied.set(false);
        spawn_local(async move {
            match verification::create(&filing.id(), of).await {
                Ok(VerificationCreated { verification, secret: one_time }) => {
                    secret.try_set(Some(one_time));
                    view.try_set(Some(verification.clone()));
                    follow(verification);
                }
                Err(refused) => {
                    error.try_set(Some(refused));
                }
            }
        });
    };
    let end = move || {
        let Some(id) = view.with_untracked(|view| view.as_ref().map(|view| view.id.clone())) else { return };
        spawn_local(async move {
            if let Err(refused) = verification::cancel(&filing.id(), &id).await {
                error.try_set(Some(refused));
            }
        });
    };
    // A phone at work goes on being watched after a reload; a code that was only shown needs a new secret.
    if let Some(known) = known.filter(|known| known.state.is_on_phone() || known.state == VerificationState::Checking) {
        follow(known);
    }
    on_cleanup(move || {
        generation.try_update_value(|n| *n += 1);
    });

    let state = Memo::new(move |_| view.read().as_ref().map(|view| view.state));
    let link = Signal::derive(move || {
        let origin = window().location().origin().unwrap_or_default();
        format!("{origin}/p#{}", secret.read().as_deref().unwrap_or_default())
    });
    let copy = move |_| {
        let written = window().navigator().clipboard().write_text(&link.get_untracked());
        spawn_local(async move {
            copied.try_set(wasm_bindgen_futures::JsFuture::from(written).await.is_ok());
        });
    };
    let begin = move |label: Ui| {
        view! {
            <button type="button" class="button button--primary" data-action="new-code" on:click=move |_| new_code()>
                {t(label)}
            </button>
        }
    };
    let told = move |text: Ui, kind: &'static str| view! { <p class=format!("notice notice--{kind}")>{t(text)}</p> };
    let waiting = move || {
        let until = Signal::derive(move || view.read().as_ref().map_or(clock::now(), |view| view.expires_at));
        if secret.read().is_none() {
            return view! { {told(Ui::CodeShownBefore, "info")} {begin(Ui::NewCode)} }.into_any();
        }
        if until.get().0 <= now.get().0 {
            return view! { {told(Ui::CodeTooOld, "warn")} {begin(Ui::NewCode)} }.into_any();
        }
        view! {
            <div class="handoff__code">
                <QrImage text=link label=Signal::derive(move || Ui::QrLabel.text(language.get()).to_owned()) />
                <div>
                    <p>{t(Ui::ScanThis)}</p>
                    <p>{t(Ui::CodeHoldsFor)} " " <Countdown until /></p>
                    <p class="field__hint">{t(Ui::OrSendLink)}</p>
                    <div class="field__row">
                        <input class="input" id=format!("handoff-link-{of}") readonly prop:value=move || link.get()
                            aria-label=t(Ui::PhoneLink) data-handoff-link="true" />
                        <button type="button" class="button button--secondary" data-action="copy-link" on:click=copy>
                            {move || if copied.get() { t(Ui::Copied)() } else { t(Ui::CopyLink)() }}
                        </button>
                    </div>
                    <LoopbackNote />
                    <button type="button" class="button button--quiet" data-action="new-code" on:click=move |_| new_code()>
                        {t(Ui::NewCode)}
                    </button>
                </div>
            </div>
        }
        .into_any()
    };
    let pair = move || view.read().as_ref().and_then(|view| view.words).map(|bytes| words::pair(bytes, language.get()));
    let at_work = move || {
        let silent = view.read().as_ref().and_then(|view| view.phone_seen_at);
        let silent = silent.is_some_and(|seen| now.get().0 - seen.0 > SILENT_AFTER);
        view! {
            <p class="handoff__words">{t(Ui::SameWords)} " " <strong data-words="true">{pair}</strong></p>
            <ol class="handoff__stages">
                <Stage done=move || reached(state.get(), VerificationState::Connected) text=Ui::StageConnected />
                <Stage done=move || reached(state.get(), VerificationState::Portrait) text=Ui::StagePortrait />
                <Stage done=move || reached(state.get(), VerificationState::Emblem) text=Ui::StageEmblem />
                <Stage done=move || reached(state.get(), VerificationState::Video) text=Ui::StageVideo />
            </ol>
            {silent.then(|| told(Ui::PhoneSilent, "warn"))}
            <button type="button" class="button button--secondary" data-action="not-my-phone" on:click=move |_| end()>
                {t(Ui::NotMyPhone)}
            </button>
        }
        .into_any()
    };
    let reasons = move || {
        let lang = language.get();
        let view = view.read();
        let reasons = view.as_ref().map(|view| view.reasons.as_slice()).unwrap_or_default();
        reasons.iter().map(|one| view! { <li>{rule_words::message(one, lang)}</li> }).collect_view()
    };
    let content = move || match state.get() {
        None => view! { {begin(Ui::ShowCode)} }.into_any(),
        Some(VerificationState::Waiting) => waiting(),
        Some(
            VerificationState::Connected
            | VerificationState::Portrait
            | VerificationState::Emblem
            | VerificationState::Video,
        ) => at_work(),
        Some(VerificationState::Checking) => told(Ui::PhoneFinished, "info").into_any(),
        Some(VerificationState::Passed) => view! {
            {told(Ui::VerificationPassed, "good")}
            <button type="button" class="button button--quiet" data-action="verify-again" on:click=move |_| new_code()>
                {t(Ui::VerifyAgain)}
            </button>
        }
        .into_any(),
        Some(VerificationState::Failed) => view! {
            {told(Ui::VerificationFailed, "bad")}
            <ul>{reasons}</ul>
            {begin(Ui::NewCode)}
        }
        .into_any(),
        Some(VerificationState::Expired) => view! { {told(Ui::CodeTooOld, "warn")} {begin(Ui::NewCode)} }.into_any(),
        Some(VerificationState::Cancelled) => {
            view! { {told(Ui::VerificationCancelled, "warn")} {begin(Ui::NewCode)} }.into_any()
        }
    };
    view! {
        <section class="handoff card" id=crate::model::Path::person(of, crate::model::PersonField::Verification).to_string()
            tabindex="-1" data-state=move || state.get().map(|state| state.as_str())>
            <div aria-live="polite">{content}</div>
            <Refusal error />
        </section>
    }
    .into_any()
}

/// The phone has come at least this far.
fn reached(state: Option<VerificationState>, stage: VerificationState) -> bool {
    state.is_some_and(|state| state >= stage)
}

#[component]
fn Stage(done: impl Fn() -> bool + Copy + Send + Sync + 'static, text: Ui) -> impl IntoView {
    view! {
        <li class="handoff__stage" data-done=move || done().then_some("true")>
            {t(text)} " "
            <span class="tag" class:tag--good=done>{move || if done() { t(Ui::Arrived)() } else { t(Ui::Awaited)() }}</span>
        </li>
    }
}

/// A phone cannot reach a page that is open on this machine's own address only.
#[component]
fn LoopbackNote() -> impl IntoView {
    let host = window().location().hostname().unwrap_or_default();
    let loopback = matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
    loopback.then(|| view! { <p class="notice notice--info">{t(Ui::LoopbackNote)}</p> })
}
