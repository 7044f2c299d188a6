//! The link of a hand-off to somebody elsewhere (远程核验): sent by SMS or e-mail, or already out.

use super::refusal::Refusal;
use super::text_input::TextInput;
use super::tick_input::choice_item;
use crate::dynamic::{dynamic, memo};
use crate::state::rules as rule_words;
use crate::state::{WatchedHandoff, clock, session, t, use_language};
use beian_browser::focus::focus_soon;
use beian_browser::keys::is_composing;
use beian_locale::{Word, Words, fill, handoff::Handoff};
use beian_model::{Finding, LinkChannel, Path, PersonField, Timestamp};
use beian_rules::checks::person::EMAIL_SHAPE;
use beian_rules::checks::phones::MOBILE_SHAPE;
use leptos::prelude::*;

/// What is wrong with where a link is to go; nothing where it can be sent there.
pub fn wrong_address(channel: LinkChannel, to: &str) -> Option<Finding> {
    let (field, rule, is_right) = match channel {
        LinkChannel::Sms => (PersonField::Mobile, &MOBILE_SHAPE, beian_rules::normalised_mobile(to).is_some()),
        LinkChannel::Email => (PersonField::Email, &EMAIL_SHAPE, beian_rules::is_email(to)),
    };
    (!is_right).then(|| rule.at(Path::OrganiserPerson(field)))
}

/// "Valid until 14:30", as the reader writes it.
#[component]
pub fn HoldsUntil(
    /// The hand-off.
    watched: WatchedHandoff,
) -> impl IntoView {
    let language = use_language();
    move || {
        let lang = language.get();
        let until = watched.view.read().as_ref().map_or(Timestamp(0), |view| view.expires_at);
        let until = clock::written(until, lang);
        fill(Handoff::HoldsUntil.text(lang), |_| Some(&until))
    }
}

/// Has the link sent; the QR code beside it stays as it is.
#[component]
pub fn SendLink(
    /// The hand-off, made for somebody elsewhere by this page.
    watched: WatchedHandoff,
) -> impl IntoView {
    let language = use_language();
    let of = watched.of;
    let person = of.verified_person();
    let typed = |field: PersonField| {
        let at = person.map(|person| Path::person(person, field));
        let document = watched.filing.document.read_untracked();
        at.and_then(|at| document.text(at)).unwrap_or_default().to_owned()
    };
    let (mobile, email) = (RwSignal::new(typed(PersonField::Mobile)), RwSignal::new(typed(PersonField::Email)));
    let by_email = mobile.read_untracked().is_empty() && !email.read_untracked().is_empty();
    let channel = RwSignal::new(if by_email { LinkChannel::Email } else { LinkChannel::Sms });
    let to = move || match channel.get() {
        LinkChannel::Sms => mobile,
        LinkChannel::Email => email,
    };
    let wrong: RwSignal<Option<Finding>> = RwSignal::new(None);
    let sending = session::request();
    let busy = sending.busy();
    let sent_to = memo(move || watched.view.read().as_ref().and_then(|view| view.sent_to.clone()));
    let id = format!("handoff-to-{of}");
    // Whoever said that the person is elsewhere goes on here.
    focus_soon(id.clone());

    let refocus = id.clone();
    let send = move || {
        if sending.is_busy() {
            return;
        }
        sending.reset();
        let channel = channel.get_untracked();
        let to = untrack(to).get_untracked().trim().to_owned();
        wrong.set(wrong_address(channel, &to));
        if wrong.read_untracked().is_some() {
            return focus_soon(refocus.clone());
        }
        watched.send_link(sending, channel, to, move |found| {
            wrong.try_set(Some(found));
        });
    };
    let send = StoredValue::new(send);
    let send = move || send.with_value(|send| send());

    let choice = move |which: LinkChannel, word: Word| {
        let choose = move |_| {
            wrong.set(None);
            channel.set(which);
        };
        choice_item(
            format!("handoff-by-{which}-{of}"),
            Some(format!("handoff-by-{of}")),
            Signal::derive(move || channel.get() == which),
            Callback::new(choose),
            None,
            dynamic(t(word)),
        )
    };
    let error_id = format!("{id}-error");
    let said = {
        let error_id = error_id.clone();
        move || {
            let wrong = wrong.get()?;
            let words = rule_words::message(&wrong, language.get());
            Some(view! {
                <p class="field__error" role="alert" id=error_id.clone() data-link-error="true" data-rule=wrong.rule.to_string()>
                    {words}
                </p>
            })
        }
    };
    let sent = move || {
        sent_to.get().map(|to| {
            let words = fill(Handoff::SentTo.text(language.get()), |_| Some(&to));
            view! { <p class="notice notice--good" data-sent-to="true">{words}</p> }
        })
    };
    let explained = if person.is_some() { Handoff::LinkExplained } else { Handoff::AttachmentLinkExplained };
    let is_email = move || channel.get() == LinkChannel::Email;
    let click = move || match (busy.get(), sent_to.read().is_some()) {
        (true, _) => t(Handoff::Sending)(),
        (false, true) => t(Handoff::SendAnother)(),
        (false, false) => t(Handoff::Send)(),
    };
    view! {
        <p>{t(explained)}</p>
        <div aria-live="polite">{dynamic(sent)}</div>
        <fieldset class="handoff__send" data-invalid=move || wrong.read().is_some().then_some("true")>
            <legend class="field__label">{t(Handoff::SendBy)}</legend>
            <div class="choice choice--columns">
                {choice(LinkChannel::Sms, Handoff::BySms)}
                {choice(LinkChannel::Email, Handoff::ByEmail)}
            </div>
            <label class="field__label" for=id.clone()>
                {dynamic(move || if is_email() { t(Handoff::ToEmail)() } else { t(Handoff::ToMobile)() })}
            </label>
            {said}
            <div class="field__row">
                <TextInput id=id attr:data-link-to="true"
                    mode=Signal::derive(move || if is_email() { "email" } else { "tel" })
                    value=Signal::derive(move || to().get())
                    invalid=Signal::derive(move || wrong.read().is_some())
                    described=Signal::derive(move || wrong.read().is_some().then(|| error_id.clone()))
                    on_text=move |text| {
                        wrong.set(None);
                        untrack(to).set(text);
                    }
                    on:keydown=move |event| {
                        if event.key() == "Enter" && !is_composing(&event) {
                            event.prevent_default();
                            send();
                        }
                    } />
                <button type="button" class="button button--secondary" data-action="send-link"
                    aria-disabled=move || busy.get().then_some("true") on:click=move |_| send()>
                    {dynamic(click)}
                </button>
            </div>
            <Refusal error=sending.refused() />
        </fieldset>
    }
}

/// A link that is out since before this page was opened.
#[component]
pub fn LinkIsOut(
    /// The hand-off.
    watched: WatchedHandoff,
) -> impl IntoView {
    let language = use_language();
    let words = move || {
        let lang = language.get();
        let view = watched.view.read();
        match view.as_ref().and_then(|view| view.sent_to.as_deref()) {
            Some(to) => fill(Handoff::LinkOutTo.text(lang), |_| Some(to)),
            None => Handoff::LinkOut.text(lang).to_owned(),
        }
    };
    let was_sent = move || watched.view.read().as_ref().is_some_and(|view| view.sent_to.is_some()).then_some("true");
    let making = move || watched.making.get().then_some("true");
    view! {
        <div class="notice notice--info" data-sent-to=was_sent>
            <p>{words} " " <HoldsUntil watched /></p>
            <p>{t(Handoff::LinkHidden)}</p>
        </div>
        <p class="field__row">
            <button type="button" class="button button--secondary" data-action="elsewhere" aria-disabled=making
                on:click=move |_| watched.new_code(true)>
                {t(Handoff::NewLink)}
            </button>
            <button type="button" class="button button--secondary" data-action="new-code" aria-disabled=making
                on:click=move |_| watched.new_code(false)>
                {t(Handoff::ShowCode)}
            </button>
            <button type="button" class="button button--quiet" data-action="cancel-link" on:click=move |_| watched.end()>
                {t(Handoff::CancelLink)}
            </button>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_goes_to_numbers_and_addresses_only() {
        let table = [
            (LinkChannel::Sms, "13800138000", None),
            (LinkChannel::Sms, "+86 138 0013 8000", None),
            (LinkChannel::Sms, "13800", Some(MOBILE_SHAPE.id)),
            (LinkChannel::Sms, "", Some(MOBILE_SHAPE.id)),
            (LinkChannel::Sms, "zhang@example.com", Some(MOBILE_SHAPE.id)),
            (LinkChannel::Email, "zhang@example.com", None),
            (LinkChannel::Email, "13800138000", Some(EMAIL_SHAPE.id)),
            (LinkChannel::Email, "", Some(EMAIL_SHAPE.id)),
        ];
        for (channel, to, rule) in table {
            assert_eq!(
                wrong_address(channel, to).map(|one| beian_rules::rule(&one.rule).unwrap().id),
                rule,
                "{channel} {to}"
            );
        }
    }
}
