//! A responsible person's mobile number (联系方式1), proved by a code that was sent to it.

use super::code_input::{Code, CodeError, CodeInput};
use super::field::FieldInput;
use super::field_frame::FieldFrame;
use super::refusal::Refusal;
use crate::dynamic::dynamic;
use crate::state::{MobileProof, t};
use beian_browser::focus::focus_soon;
use beian_locale::ui::Ui;
use beian_model::{Path, PersonField, PersonRef};
use leptos::prelude::*;

/// The mobile number with "send code", the code, and the mark that it is proved.
#[component]
pub fn MobileField(
    /// Whose number.
    of: PersonRef,
) -> impl IntoView {
    let at = Path::person(of, PersonField::Mobile);
    let proof = MobileProof::of(at);
    let MobileProof { proved, request, .. } = proof;
    let code = Code::new();
    let busy = request.busy();
    let wait = move || proof.code.wait();

    let held = move || busy.get() || wait() > 0;

    let send = move |_| proof.send(move || focus_soon(format!("{at}-code")));
    let prove = move || {
        if request.is_busy() {
            return;
        }
        if let Some(typed) = code.take() {
            proof.prove(typed, move || code.clear());
        }
    };
    let code_row = move || {
        let answer = proof.code.sent.get()?;
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
                            {dynamic(move || if wait() > 0 {
                                format!("{} ({})", t(Ui::SendAgain)(), wait())
                            } else {
                                t(Ui::SendCode)().to_owned()
                            })}
                        </button>
                    }
                >
                    <span class="tag tag--good" data-proved="true">{t(Ui::MobileProved)}</span>
                </Show>
            </div>
            {dynamic(code_row)}
            <Refusal error=request.refused() />
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
