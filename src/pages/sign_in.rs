//! Sign-in (登录): a mobile number and the code that is sent to it.

use crate::components::code_input::{Code, CodeError, CodeInput};
use crate::components::heading::Heading;
use crate::components::mobile_field::OutboxNote;
use crate::components::refusal::Refusal;
use crate::components::slow_answer::SlowAnswer;
use crate::components::text_input::TextInput;
use crate::dynamic::{dynamic, effect, memo};
use crate::routes;
use crate::state::session::note_account;
use crate::state::{Request, SentCode, Session, t, use_language, use_session};
use beian_browser::client::session as calls;
use beian_browser::focus::focus_soon;
use beian_browser::shell;
use beian_locale::{Words, ui::Ui};
use beian_model::wire::CodeAnswer;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// The id of the code's field.
const CODE: &str = "code";

/// The sign-in page.
#[component]
pub fn SignIn() -> impl IntoView {
    let language = use_language();
    let session = use_session();
    let navigate = use_navigate();
    effect(move || {
        if matches!(session.get(), Session::SignedIn(_)) {
            navigate(routes::HOME, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    view! {
        <div class="narrow">
            <Heading text=Signal::derive(move || Ui::SignIn.text(language.get()).to_owned()) />
            <p class="lead">{t(Ui::SignInLead)}</p>
            <SignInForm />
        </div>
    }
}

/// The form alone: also shown in place when a session ended in the middle of a filing.
#[component]
pub fn SignInForm() -> impl IntoView {
    let session = use_session();
    let mobile = RwSignal::new(String::new());
    let code = Code::new();
    let sent_code = SentCode::new();
    let sent = sent_code.sent;
    // The number that the code went to, whatever is typed by now.
    let sent_to = RwSignal::new(String::new());
    let request = Request::new();
    let busy = request.busy();
    let wait = move || sent_code.wait();

    let held = move || busy.get() || wait() > 0;

    let send = move || {
        let to = mobile.get_untracked();
        request.send(async move {
            let answer = calls::send_code(to.clone()).await?;
            sent_to.try_set(to);
            sent_code.note(answer);
            focus_soon(CODE);
            Ok(())
        });
    };
    let sign_in = move || {
        if request.is_busy() {
            return;
        }
        let Some(digits) = code.take() else { return focus_soon(CODE) };
        let answer = CodeAnswer { mobile: sent_to.get_untracked(), code: digits };
        request.send(async move {
            let answer = calls::sign_in(answer).await.inspect_err(|_| focus_soon(CODE));
            note_account(session, answer?);
            Ok(())
        });
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if sent.read_untracked().is_some() { sign_in() } else { send() }
    };
    let code_part = move || {
        let answer = sent.get()?;
        Some(view! {
            <div class="field">
                <label class="field__label" for=CODE>{t(Ui::SmsCode)}</label>
                <p class="field__hint">{t(Ui::CodeSentTo)} " " {sent_to.get_untracked()}</p>
                <CodeError id=CODE code />
                <CodeInput id=CODE code on_whole=move |()| sign_in() />
            </div>
            <OutboxNote outbox=answer.outbox />
        })
    };
    let is_sent = memo(move || sent.read().is_some());
    let send_part = move || {
        is_sent.get().then(|| {
            view! {
                <div class="actions">
                    <button type="submit" class="button button--primary" data-action="sign-in" disabled=move || busy.get()>
                        {t(Ui::SignIn)}
                    </button>
                </div>
            }
        })
    };
    // After the heading has asked for the focus: a field that had it keeps it.
    shell::give_soon();
    view! {
        <form novalidate on:submit=on_submit>
            <div class="field">
                <label class="field__label" for="mobile">{t(Ui::MobileLabel)}</label>
                <p class="field__hint" id="mobile-hint">{t(Ui::MobileHint)}</p>
                <div class="field__row">
                    <TextInput id="mobile" kind="tel" mode="tel" autocomplete="tel-national"
                        described=Some("mobile-hint".to_owned()) value=mobile on_text=move |text| mobile.set(text) />
                    <button type="button" class="button button--secondary" data-action="send-code"
                        disabled=held on:click=move |_| send()>
                        {dynamic(move || match (wait(), sent.read().is_some()) {
                            (0, false) => t(Ui::SendCode)().to_owned(),
                            (0, true) => t(Ui::SendAgain)().to_owned(),
                            (wait, _) => format!("{} ({wait})", t(Ui::SendAgain)()),
                        })}
                    </button>
                </div>
            </div>
            {dynamic(code_part)}
            <Refusal error=request.refused() />
            <SlowAnswer busy />
            {dynamic(send_part)}
        </form>
    }
}
