//! A hand-off to a phone as the desktop shows it, for a verification (真实性核验) or an attachment (备案材料): one part a stage, and what
//! is told beside it.

use super::handoff_code::HandoffCode;
use super::handoff_link::LinkIsOut;
use super::handoff_progress::{GoOnHere, HandoffProgress, NotMyPhone, OtherPhones};
use super::refusal::Refusal;
use super::verified_before::VerifiedBeforeOffer;
use crate::dynamic::{dynamic, memo};
use crate::state::clock::Around;
use crate::state::code_life::{MOST_RENEWALS, seconds_left};
use crate::state::rules as rule_words;
use crate::state::watched_handoff::{Lost, Stage};
use crate::state::{WatchedHandoff, t, use_language};
use beian_locale::{Word, Words, fields, fill, handoff::Handoff, ui::Ui, upload::Upload};
use beian_model::{Path, PersonField, PersonRef, Severity};
use leptos::html;
use leptos::prelude::*;

/// The verification of a responsible person. `on_passed` is called once, when it passes while the page looks on.
#[component]
pub fn HandoffPanel(
    /// Whose.
    of: PersonRef,
    /// What happens when it passes.
    on_passed: impl Fn() + Copy + Send + Sync + 'static,
    /// The clock and the visibility of the page, where a test has its own.
    #[prop(optional)]
    around: Option<Around>,
) -> impl IntoView {
    let at = Path::person(of, PersonField::Verification);
    let around = around.unwrap_or_else(Around::watch);
    panel(WatchedHandoff::watch(at, around, Callback::new(move |()| on_passed())), at.to_string())
}

/// An attachment that is not on this computer, photographed by a phone. The code is shown at once, as it was asked for.
#[component]
pub fn AttachmentByPhone(
    /// The slot.
    at: Path,
    /// What happens when it is there.
    on_passed: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let watched = WatchedHandoff::watch(at, Around::watch(), Callback::new(move |()| on_passed()));
    if watched.view.with_untracked(Option::is_none) {
        watched.new_code(false);
    }
    panel(watched, format!("{at}-handoff"))
}

fn panel(watched: WatchedHandoff, id: String) -> AnyView {
    let language = use_language();
    let of = watched.of;
    let is_attachment = of.verified_person().is_none();
    let error = watched.error;
    let stage = watched.stage();
    let section: NodeRef<html::Section> = NodeRef::new();
    let making = move || watched.making.get().then_some("true");
    let begin = move |label: Word| {
        view! {
            <button type="button" class="button button--primary" data-action="new-code" aria-disabled=making
                on:click=move |_| watched.new_code(false)>
                {t(label)}
            </button>
        }
    };
    let begin_here_or_there = move |label: Word| {
        let word = if is_attachment { Handoff::AttachmentElsewhere } else { Handoff::Elsewhere };
        view! {
            <p class="field__row">
                <GoOnHere watched />
                {begin(label)}
                <button type="button" class="button button--quiet" data-action="elsewhere" aria-disabled=making
                    on:click=move |_| watched.new_code(true)>
                    {t(word)}
                </button>
            </p>
        }
    };
    let told = move |text: Word, kind: &'static str| notice(move || text.text(language.get()), kind);
    let offer = move || view! { <VerifiedBeforeOffer watched /> };
    let contact = move || {
        let contact = watched.filing.server.read().contact.clone();
        (!contact.is_empty()).then(|| {
            let words = move || fill(Ui::Contact.text(language.get()), |_| Some(&contact));
            view! { <p class="field__hint" data-contact="true">{dynamic(words)}</p> }
        })
    };
    let content = move || {
        let stage = stage.get();
        keep_focus(section);
        match stage {
            // The first code of an attachment is on its way.
            Stage::Idle if is_attachment && error.read().is_none() => notice(t(Ui::Loading), "info").into_any(),
            Stage::Idle => view! { {dynamic(offer)} {begin_here_or_there(Handoff::ShowCode)} }.into_any(),
            Stage::Shown => view! { {dynamic(offer)} <HandoffCode watched /> }.into_any(),
            Stage::ShownBefore => {
                view! { {dynamic(offer)} {told(Handoff::CodeShownBefore, "info")} {begin_here_or_there(Handoff::NewCode)} }
                    .into_any()
            }
            Stage::LinkOut => view! { {dynamic(offer)} <LinkIsOut watched /> }.into_any(),
            Stage::CodeOver => {
                let words = move || {
                    let is_link = watched.view.read().as_ref().is_some_and(|view| view.remote);
                    let rests = watched.renewals.get() >= MOST_RENEWALS && error.read().is_none();
                    match (is_link, rests) {
                        (true, _) => t(Handoff::LinkOver)(),
                        (false, true) => t(Handoff::CodeRests)(),
                        (false, false) => t(Handoff::CodeTooOld)(),
                    }
                };
                view! { {dynamic(offer)} {notice(words, "warn")} {begin_here_or_there(Handoff::NewCode)} }.into_any()
            }
            Stage::OnPhone => view! { <HandoffProgress watched /> }.into_any(),
            Stage::Checking => view! { {told(Handoff::PhoneFinished, "info")} <NotMyPhone watched /> }.into_any(),
            Stage::Passed if is_attachment => notice(t(Upload::AttachmentArrived), "good").into_any(),
            Stage::Passed => view! {
                {notice(t(Ui::VerificationPassed), "good")}
                <Reasons watched severity=Severity::Risk title=Handoff::ReviewerLooks />
                <button type="button" class="button button--quiet" data-action="verify-again" aria-disabled=making
                    on:click=move |_| watched.new_code(false)>
                    {t(Handoff::VerifyAgain)}
                </button>
            }
            .into_any(),
            Stage::Outdated => {
                view! { {dynamic(offer)} {told(Handoff::Outdated, "warn")} {begin_here_or_there(Handoff::ShowCode)} }.into_any()
            }
            Stage::Failed => {
                let title = if is_attachment { Handoff::AttachmentFailed } else { Handoff::VerificationFailed };
                view! {
                    {dynamic(offer)}
                    <div class="notice notice--bad"><Reasons watched severity=Severity::Error title /></div>
                    {begin_here_or_there(Handoff::NewCode)}
                    {dynamic(contact)}
                }
                .into_any()
            }
            Stage::TooSlow => {
                view! { {dynamic(offer)} {told(Handoff::PhoneTooSlow, "warn")} {begin_here_or_there(Handoff::NewCode)} }
                    .into_any()
            }
            Stage::Ended => {
                let ended = move || ended_words(watched, is_attachment);
                view! { {dynamic(offer)} {notice(ended, "warn")} {begin_here_or_there(Handoff::NewCode)} }.into_any()
            }
        }
    };
    let stands = memo(move || {
        let holds = |person| watched.filing.server.read().facts.verified.contains(&person);
        of.verified_person().is_some_and(holds) && !matches!(stage.get(), Stage::Passed | Stage::Checking)
    });
    // A new try takes nothing away before it has passed, and is taken back while no phone has it.
    let earlier = move || {
        stands.get().then(|| {
            let give_up = move || {
                matches!(stage.get(), Stage::Shown | Stage::ShownBefore).then(|| {
                    view! {
                        <button type="button" class="button button--quiet" data-action="keep-earlier"
                            on:click=move |_| watched.end()>
                            {t(Handoff::KeepEarlier)}
                        </button>
                    }
                })
            };
            view! {
                <div data-still-verified="true">{notice(t(Handoff::StillVerified), "good")} {dynamic(give_up)}</div>
            }
        })
    };
    let state = move || watched.view.read().as_ref().map(|view| view.state.as_str());
    view! {
        <section class="handoff card" id=id tabindex="-1" node_ref=section data-state=state
            aria-label=move || fields::label(of, language.get())>
            <p class="visually-hidden" role="status">{dynamic(move || said(watched, stage.get(), is_attachment))}</p>
            {dynamic(earlier)}
            {dynamic(content)}
            <div aria-live="polite"><OtherPhones watched /></div>
            <LostConnection watched />
            <Refusal error />
        </section>
    }
    .into_any()
}

fn notice(words: impl Fn() -> &'static str + Send + Sync + 'static, kind: &'static str) -> impl IntoView {
    view! { <p class=format!("notice notice--{kind}")>{dynamic(words)}</p> }
}

/// What a screen reader is told: each stage once, in a sentence, and nothing of the seconds that go by.
fn said(watched: WatchedHandoff, stage: Stage, is_attachment: bool) -> String {
    if watched.lost.read().is_some() {
        return t(Handoff::Lost)().to_owned();
    }
    let words = match stage {
        Stage::Idle | Stage::ShownBefore | Stage::LinkOut => "",
        Stage::Shown => {
            let renewals = watched.renewals.get();
            if renewals > 0 {
                // The same words twice are told once only: a blank more makes them others.
                return format!(
                    "{}{}",
                    t(Handoff::CodeRenewed)(),
                    if renewals.is_multiple_of(2) { "\u{a0}" } else { "" }
                );
            }
            if is_attachment { t(Upload::ScanAttachment)() } else { t(Handoff::ScanThis)() }
        }
        Stage::CodeOver => t(Handoff::CodeTooOld)(),
        Stage::OnPhone => match watched.view.read().as_ref() {
            Some(view) => t(view.state)(),
            None => "",
        },
        Stage::Checking => t(Handoff::PhoneFinished)(),
        Stage::Passed if is_attachment => t(Upload::AttachmentArrived)(),
        Stage::Passed => t(Ui::VerificationPassed)(),
        Stage::Outdated => t(Handoff::Outdated)(),
        Stage::Failed if is_attachment => t(Handoff::AttachmentFailed)(),
        Stage::Failed => t(Handoff::VerificationFailed)(),
        Stage::TooSlow => t(Handoff::PhoneTooSlow)(),
        Stage::Ended => ended_words(watched, is_attachment),
    };
    words.to_owned()
}

/// What is said of an end: what became of the phone, or of the link that nobody opened.
fn ended_words(watched: WatchedHandoff, is_attachment: bool) -> &'static str {
    let was_claimed = watched.view.read().as_ref().is_some_and(|view| view.words.is_some());
    match (watched.ended_here.get(), was_claimed, is_attachment) {
        (true, true, _) => t(Handoff::EndedHere)(),
        (true, false, _) => t(Handoff::LinkCancelled)(),
        (false, _, true) => t(Upload::AttachmentEnded)(),
        (false, _, false) => t(Handoff::VerificationEnded)(),
    }
}

/// A stage that goes takes its buttons with it: who was on one of them is kept in the panel.
fn keep_focus(section: NodeRef<html::Section>) {
    let Some(section) = section.get_untracked() else { return };
    let is_inside =
        |element: &web_sys::Element| section.contains(Some(element)) && !section.is_same_node(Some(element));
    if !document().active_element().is_some_and(|element| is_inside(&element)) {
        return;
    }
    request_animation_frame(move || {
        if document().active_element().is_none_or(|element| element.tag_name() == "BODY") {
            let _ = section.focus();
        }
    });
}

/// What the server found, under what it means; nothing where it found nothing of this weight. A failure is said in any case.
#[component]
fn Reasons(watched: WatchedHandoff, severity: Severity, title: Word) -> impl IntoView {
    let language = use_language();
    move || {
        let lang = language.get();
        let view = watched.view.read();
        let reasons = view.as_ref().map(|view| view.reasons.as_slice()).unwrap_or_default();
        let lines: Vec<String> = reasons
            .iter()
            // Of what failed everything is said, of what passed what somebody will look at.
            .filter(|one| severity == Severity::Error || one.severity == severity)
            .map(|one| rule_words::message(one, lang))
            .collect();
        (severity == Severity::Error || !lines.is_empty()).then(|| {
            view! {
                <p>{title.text(lang)}</p>
                <ul data-reasons="true">{lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul>
            }
        })
    }
}

/// The words of a lost connection, with the seconds until the next try.
#[component]
fn LostConnection(watched: WatchedHandoff) -> impl IntoView {
    let language = use_language();
    let words = move || {
        let lang = language.get();
        let left = match watched.lost.get()? {
            Lost::Until(at) => seconds_left(at, watched.around.elapsed.get()),
            Lost::Asking => 0,
        };
        Some(lost_words(left, lang))
    };
    let is_lost = memo(move || watched.lost.read().is_some());
    move || is_lost.get().then(|| view! { <p class="notice notice--warn" data-lost="true">{dynamic(words)}</p> })
}

/// What is said of a lost connection, so many seconds before the next try.
pub fn lost_words(left: i64, lang: beian_locale::Lang) -> String {
    if left == 0 {
        return Handoff::LostTrying.text(lang).to_owned();
    }
    let left = left.to_string();
    fill(Handoff::LostTryingIn.text(lang), |_| Some(&left))
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_locale::Lang;

    #[test]
    fn a_lost_connection_is_told_with_the_seconds_that_are_left() {
        assert_eq!(
            lost_words(7, Lang::English),
            "Connection to the server lost. Trying again in 7 s. The phone is not affected."
        );
        assert!(lost_words(7, Lang::Chinese).contains("7 秒后重试"));
        assert!(lost_words(0, Lang::English).contains("Trying now"));
    }
}
