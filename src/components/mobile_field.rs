//! A responsible person's mobile number (联系方式1), proved by a code that was sent to it.

use super::field::{FieldFrame, described_by};
use super::refusal::Refusal;
use crate::client::{ApiError, filings};
use crate::locale::ui::Ui;
use crate::model::wire::{CodeAnswer, CodeSent};
use crate::model::{Path, PersonField, PersonRef};
use crate::rules;
use crate::state::{clock, t, use_filing};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The mobile number with "send code", the code, and the mark that it is proved.
#[component]
pub fn MobileField(
    /// Whose number.
    of: PersonRef,
) -> impl IntoView {
    let at = Path::person(of, PersonField::Mobile);
    let filing = use_filing();
    let value = filing.text(at);
    let complaint = filing.complaint(at);
    let proved = Memo::new(move |_| {
        let number = rules::normalised_mobile(&value.read());
        number.is_some_and(|number| filing.server.read().facts.proved_mobiles.contains(&number))
    });
    let sent: RwSignal<Option<CodeSent>> = RwSignal::new(None);
    let resend_at = RwSignal::new(clock::now());
    let code = RwSignal::new(String::new());
    let error: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let busy = RwSignal::new(false);
    let now = clock::ticking();
    let wait = move || (resend_at.get().0 - now.get().0).max(0);

    let held = move || busy.get() || wait() > 0;

    let send = move |_| {
        busy.set(true);
        error.set(None);
        let mobile = value.get_untracked();
        spawn_local(async move {
            match filings::send_phone_code(&filing.id(), mobile).await {
                Ok(answer) => {
                    resend_at.set(clock::now().plus(i64::from(answer.resend_in)));
                    sent.set(Some(answer));
                    crate::browser::focus::focus_soon(format!("{at}-code"));
                }
                Err(refused) => {
                    filing.touch(at);
                    error.set(Some(refused));
                }
            }
            busy.set(false);
        });
    };
    let prove = move || {
        busy.set(true);
        error.set(None);
        let answer = CodeAnswer { mobile: value.get_untracked(), code: code.get_untracked() };
        spawn_local(async move {
            // The number must be with the server before its proof is.
            let result = match filing.flush().await {
                Ok(()) => filings::prove_phone(&filing.id(), answer).await,
                Err(refused) => Err(refused),
            };
            match result {
                Ok(view) => {
                    filing.acknowledge_newer(view);
                    sent.set(None);
                    code.set(String::new());
                }
                Err(refused) => error.set(Some(refused)),
            }
            busy.set(false);
        });
    };
    let code_row = move || {
        let answer = sent.get()?;
        if proved.get() {
            return None;
        }
        let code_id = format!("{at}-code");
        Some(view! {
            <div class="field__row">
                <label class="field__label" for=code_id.clone()>{t(Ui::SmsCode)}</label>
                <input
                    class="input input--code"
                    id=code_id
                    inputmode="numeric"
                    autocomplete="one-time-code"
                    maxlength="6"
                    prop:value=move || code.get()
                    on:input:target=move |event| {
                        code.set(event.target().value());
                        if code.read_untracked().chars().count() == 6 {
                            prove();
                        }
                    }
                />
                <button type="button" class="button button--secondary" data-action="prove-mobile" disabled=move || busy.get()
                    on:click=move |_| prove()>
                    {t(Ui::Confirm)}
                </button>
            </div>
            <OutboxNote outbox=answer.outbox />
        })
    };
    view! {
        <FieldFrame at>
            <div class="field__row">
                <input
                    class="input"
                    id=at.to_string()
                    type="tel"
                    inputmode="tel"
                    autocomplete="tel-national"
                    prop:value=move || value.get()
                    aria-invalid=move || complaint.read().is_some().then_some("true")
                    aria-describedby=described_by(at)
                    on:input:target=move |event| filing.set_text(at, &event.target().value())
                    on:blur=move |_| filing.touch(at)
                />
                <Show
                    when=move || proved.get()
                    fallback=move || view! {
                        <button type="button" class="button button--secondary" data-action="send-code"
                            disabled=held on:click=send>
                            {move || if wait() > 0 {
                                format!("{} ({})", t(Ui::SendAgain)(), wait())
                            } else {
                                t(Ui::SendCode)().to_owned()
                            }}
                        </button>
                    }
                >
                    <span class="tag tag--good" data-proved="true">{t(Ui::MobileProved)}</span>
                </Show>
            </div>
            {code_row}
            <Refusal error />
        </FieldFrame>
    }
}

/// Where the embedded outbox shows a code, on installations that send nothing.
#[component]
pub fn OutboxNote(
    /// Path of the outbox on this server.
    outbox: Option<String>,
) -> impl IntoView {
    outbox.map(|href| {
        view! {
            <p class="notice notice--info" data-outbox="true">
                {t(Ui::OutboxNote)} " "
                <a href=href target="_blank" rel="external noopener">{t(Ui::OpenOutbox)}</a>
            </p>
        }
    })
}
