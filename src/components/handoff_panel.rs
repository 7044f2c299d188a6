//! A hand-off to a phone as the desktop sees it, for a verification (真实性核验) or a paper (备案材料): QR code, link, what the phone
//! is doing, the result.

use super::countdown::Countdown;
use super::qr_code::QrImage;
use super::refusal::Refusal;
use crate::client::{ApiError, filings, poll, verification};
use crate::locale::{Words, fields, rules as rule_words, ui::Ui, upload::Upload, words};
use crate::model::wire::{VerificationCreated, VerificationView};
use crate::model::{Path, PersonField, PersonRef, VerificationState};
use crate::state::{OpenFiling, clock, t, uploads, use_filing, use_language};
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
    let at = Path::person(of, PersonField::Verification);
    panel(at, at.to_string(), Callback::new(move |()| on_passed()))
}

/// A paper that is not on this computer, photographed by a phone. The code is shown at once, as it was asked for.
#[component]
pub fn PaperByPhone(
    /// The slot.
    at: Path,
    /// What happens when it is there.
    on_passed: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    panel(at, format!("{at}-handoff"), Callback::new(move |()| on_passed()))
}

/// Takes over what the phone changed: a verification among the facts, a paper in the document. What is typed here meanwhile stays.
async fn take_over(filing: OpenFiling, of: Path) {
    let Ok(view) = filings::get(&filing.id()).await else { return };
    if filing.server.try_with_untracked(|_| ()).is_none() {
        // The person left the filing meanwhile.
        return;
    }
    let paper = view.filing.attachment(of).cloned();
    filing.acknowledge_newer(view);
    // Also where the rest of the document is not yet saved, and so not taken over.
    if let Some(Some(paper)) = paper
        && filing.document.with_untracked(|document| document.attachment(of) != Some(&Some(paper.clone())))
    {
        uploads::put(filing, of, Some(paper));
    }
}

fn panel(of: Path, id: String, on_passed: Callback<()>) -> AnyView {
    let filing = use_filing();
    let language = use_language();
    let is_paper = of.verified_person().is_none();
    let say = move |person: Ui, paper: Upload| {
        move || if is_paper { paper.text(language.get()) } else { person.text(language.get()) }
    };
    let known = filing.server.with_untracked(|server| server.verifications.iter().find(|one| one.of == of).cloned());
    // A paper that came before says nothing of the one that is asked for now.
    let known = known.filter(|known| !is_paper || known.state.is_on_phone());
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
                                    take_over(filing, of).await;
                                    // Nobody is told who left the page meanwhile.
                                    let _ = on_passed.try_run(());
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
    match known.filter(|known| known.state.is_on_phone() || known.state == VerificationState::Checking) {
        Some(known) => follow(known),
        None if is_paper => new_code(),
        None => {}
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
    let label = move || fields::label(of, language.get());
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
                <QrImage text=link label=Signal::derive(move || say(Ui::QrLabel, Upload::PaperQr)().to_owned()) />
                <div>
                    <p>{say(Ui::ScanThis, Upload::ScanPaper)} {is_paper.then(|| view! { " " <strong>{label}</strong> })}</p>
                    <p>{t(Ui::CodeHoldsFor)} " " <Countdown until /></p>
                    <p class="field__hint">{say(Ui::OrSendLink, Upload::PaperElsewhere)}</p>
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
    let stage = move |at: VerificationState, word: Ui| view! { <Stage state at text=t(word) /> };
    let at_work = move || {
        let stages = if is_paper {
            view! { <Stage state at=VerificationState::Passed text=t(Upload::StagePaper) /> }.into_any()
        } else {
            view! {
                {stage(VerificationState::Portrait, Ui::StagePortrait)}
                {stage(VerificationState::Emblem, Ui::StageEmblem)}
                {stage(VerificationState::Video, Ui::StageVideo)}
            }
            .into_any()
        };
        let silent = view.read().as_ref().and_then(|view| view.phone_seen_at);
        let silent = silent.is_some_and(|seen| now.get().0 - seen.0 > SILENT_AFTER);
        view! {
            <p class="handoff__words">{t(Ui::SameWords)} " " <strong data-words="true">{pair}</strong></p>
            <ol class="handoff__stages">
                <Stage state at=VerificationState::Connected text=t(Ui::StageConnected) />
                {stages}
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
        // The first code of a paper is on its way.
        None if is_paper && error.read().is_none() => told(Ui::Loading, "info").into_any(),
        None => view! { {begin(Ui::ShowCode)} }.into_any(),
        Some(VerificationState::Waiting) => waiting(),
        Some(
            VerificationState::Connected
            | VerificationState::Portrait
            | VerificationState::Emblem
            | VerificationState::Video,
        ) => at_work(),
        Some(VerificationState::Checking) => told(Ui::PhoneFinished, "info").into_any(),
        Some(VerificationState::Passed) if is_paper => {
            view! { <p class="notice notice--good">{t(Upload::PaperArrived)}</p> }.into_any()
        }
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
            let ended = say(Ui::VerificationCancelled, Upload::PaperEnded);
            view! { <p class="notice notice--warn">{ended}</p> {begin(Ui::NewCode)} }.into_any()
        }
    };
    view! {
        <section class="handoff card" id=id tabindex="-1" data-state=move || state.get().map(|state| state.as_str())>
            <div aria-live="polite">{content}</div>
            <Refusal error />
        </section>
    }
    .into_any()
}

/// How far the phone must have come for a stage, and what the stage is.
#[component]
fn Stage(
    state: Memo<Option<VerificationState>>,
    at: VerificationState,
    text: impl Fn() -> &'static str + Send + Sync + 'static,
) -> impl IntoView {
    let done = move || state.get().is_some_and(|state| state >= at);
    view! {
        <li class="handoff__stage" data-done=move || done().then_some("true")>
            {text} " "
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
