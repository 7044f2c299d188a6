//! The code of a hand-off on the desktop's screen: QR code, how long it holds, and its link to be copied.

use super::countdown::TimeLeft;
use super::handoff_link::{HoldsUntil, SendLink};
use super::handoff_progress::GoOnHere;
use super::qr_code::QrImage;
use crate::dynamic::{dynamic, effect, memo};
use crate::state::{WatchedHandoff, clipboard, t, use_language};
use beian_locale::{Word, Words, fields, handoff::Handoff, ui::Ui, upload::Upload};
use leptos::html::Input;
use leptos::prelude::*;

/// What became of the last wish to copy the link.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Done,
    /// The browser refused: the link is selected, and the person copies it.
    Selected,
}

/// The code. It stays one piece when it is renewed: nobody loses their place on the page.
#[component]
pub fn HandoffCode(
    /// The hand-off, whose code this page made.
    watched: WatchedHandoff,
) -> impl IntoView {
    let language = use_language();
    let of = watched.of;
    let is_attachment = of.verified_person().is_none();
    let link = watched.link();
    let left = watched.seconds_left();
    let remote = memo(move || watched.view.read().as_ref().is_some_and(|view| view.remote));
    let say = move |person: Word, attachment: Word| {
        move || if is_attachment { attachment.text(language.get()) } else { person.text(language.get()) }
    };
    let label = Signal::derive(move || say(Handoff::QrLabel, Upload::AttachmentQr)().to_owned());
    let attachment = move || fields::label(of, language.get());
    let holds = move || match remote.get() {
        true => view! { <HoldsUntil watched /> }.into_any(),
        false => view! { {t(Handoff::CodeHoldsFor)} " " <TimeLeft seconds=left /> }.into_any(),
    };
    let for_whom = move || {
        match remote.get() {
        true => view! {
            <SendLink watched />
            <button type="button" class="button button--quiet" data-action="cancel-link" on:click=move |_| watched.end()>
                {t(Handoff::CancelLink)}
            </button>
        }
        .into_any(),
        false => {
            let word = if is_attachment { Handoff::AttachmentElsewhere } else { Handoff::Elsewhere };
            view! {
                <button type="button" class="button button--secondary" data-action="elsewhere"
                    aria-disabled=move || watched.making.get().then_some("true") on:click=move |_| watched.new_code(true)>
                    {t(word)}
                </button>
            }
            .into_any()
        }
    }
    };
    let another = move || match (remote.get(), is_attachment) {
        (true, false) => t(Handoff::PersonIsHere)(),
        _ => t(Handoff::NewCode)(),
    };
    let here = move || (!remote.get()).then(|| view! { <GoOnHere watched /> });
    view! {
        {dynamic(here)}
        <div class="handoff__code">
            <QrImage text=link label />
            <div>
                <p>{say(Handoff::ScanThis, Upload::ScanAttachment)} {is_attachment.then(|| view! { " " <strong>{dynamic(attachment)}</strong> })}</p>
                <p>{dynamic(holds)}</p>
                <CopyLink link id=format!("handoff-link-{of}") />
                <LoopbackNote />
            </div>
        </div>
        <div class="handoff__otherwise">
            {dynamic(for_whom)}
            <button type="button" class="button button--quiet" data-action="new-code"
                aria-disabled=move || watched.making.get().then_some("true") on:click=move |_| watched.new_code(false)>
                {dynamic(another)}
            </button>
        </div>
    }
}

/// The link in a field, with a click that copies it; selected where the browser does not let a page copy.
#[component]
fn CopyLink(
    /// The link.
    link: Signal<String>,
    /// Id of the field.
    id: String,
) -> impl IntoView {
    let copied = RwSignal::new(Copied::NotYet);
    let field: NodeRef<Input> = NodeRef::new();
    // Another link is not copied yet.
    effect(move || {
        link.track();
        copied.set(Copied::NotYet);
    });
    let copy = move |_| {
        clipboard::copy(&link.get_untracked(), move |done| {
            copied.try_set(if done { Copied::Done } else { Copied::Selected });
            if let (false, Some(Some(field))) = (done, field.try_get_untracked()) {
                let _ = field.focus();
                field.select();
            }
        });
    };
    let hint_id = format!("{id}-hint");
    let by_hand = {
        let hint_id = hint_id.clone();
        move || {
            let hint_id = hint_id.clone();
            (copied.get() == Copied::Selected).then(|| {
                view! { <p class="field__note" id=hint_id role="status" data-copy-yourself="true">{t(Handoff::CopyYourself)}</p> }
            })
        }
    };
    let described = move || (copied.get() == Copied::Selected).then(|| hint_id.clone());
    view! {
        <p class="field__hint">{t(Handoff::OrOpenLink)}</p>
        <div class="field__row">
            <input class="input" id=id readonly node_ref=field prop:value=move || link.get()
                aria-label=t(Handoff::PhoneLink) aria-describedby=described data-handoff-link="true" />
            <button type="button" class="button button--secondary" data-action="copy-link" on:click=copy>
                <span aria-live="polite">
                    {dynamic(move || if copied.get() == Copied::Done { t(Ui::Copied)() } else { t(Handoff::CopyLink)() })}
                </span>
            </button>
        </div>
        {by_hand}
    }
}

/// A phone cannot reach a page that is open on this machine's own address only.
#[component]
fn LoopbackNote() -> impl IntoView {
    let host = window().location().hostname().unwrap_or_default();
    let loopback = matches!(host.as_str(), "localhost" | "127.0.0.1" | "[::1]");
    loopback.then(|| view! { <p class="notice notice--info">{t(Handoff::LoopbackNote)}</p> })
}
