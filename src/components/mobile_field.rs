//! A responsible person's mobile number (联系方式1), proved by a code that was sent to it.

use super::code_input::{Code, CodeError, CodeInput};
use super::field::FieldInput;
use super::field_frame::FieldFrame;
use super::refusal::Refusal;
use crate::state::{clock, t, use_filing};
use beian_browser::client::{ApiError, filings};
use beian_locale::ui::Ui;
use beian_model::wire::{CodeAnswer, CodeSent};
use beian_model::{Path, PersonField, PersonRef};
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
    let proved = Memo::new(move |_| {
        let number = beian_rules::normalised_mobile(&value.read());
        number.is_some_and(|number| filing.server.read().facts.proved_mobiles.contains(&number))
    });
    let sent: RwSignal<Option<CodeSent>> = RwSignal::new(None);
    let resend_at = RwSignal::new(clock::now());
    let code = Code::new();
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
                    beian_browser::focus::focus_soon(format!("{at}-code"));
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
        if busy.get_untracked() {
            return;
        }
        let Some(code_typed) = code.take() else { return };
        busy.set(true);
        error.set(None);
        let answer = CodeAnswer { mobile: value.get_untracked(), code: code_typed };
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
                    code.clear();
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
                <CodeInput id=code_id.clone() code on_whole=move |()| prove() />
                <button type="button" class="button button--secondary" data-action="prove-mobile" disabled=move || busy.get()
                    on:click=move |_| prove()>
                    {t(Ui::Confirm)}
                </button>
            </div>
            <CodeError id=code_id code />
            <OutboxNote outbox=answer.outbox />
        })
    };
    view! {
        <FieldFrame at>
            <div class="field__row">
                <FieldInput at kind="tel" mode="tel" autocomplete="tel-national" />
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
