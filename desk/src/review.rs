//! One filing under review: fields and documents side by side, and what can be done with it now.

use super::calls::Unsent;
use super::deciding::{self, Case};
use super::fields::SubmittedFields;
use super::focused::Focused;
use super::staff::{Decision, on_sign_in_again, request};
use super::viewer::viewer;
use super::written::Written;
use beian::components::heading::Heading;
use beian::components::refusal::Refusal;
use beian::components::status_tag::StatusTag;
use beian::components::timeline::Timeline;
use beian::dynamic::{dynamic, effect, given};
use beian::state::{ApiError, t, use_language};
use beian_browser::client::staff;
use beian_locale::{Words, desk::Desk, ui::Ui};
use beian_model::FilingId;
use beian_model::wire::{CallRequest, ReviewView};
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;

/// The review of one filing.
#[component]
pub fn Review(
    /// Which.
    id: FilingId,
) -> impl IntoView {
    let language = use_language();
    let view: RwSignal<Option<ReviewView>> = RwSignal::new(None);
    let request = request();
    let (busy, error) = (request.busy(), request.refused());
    let written = Written::nothing(id.clone());
    let id = StoredValue::new(id);
    let show = move |newer: ReviewView| {
        let status = newer.view.status;
        let has_moved = view.with_untracked(|known| known.as_ref().is_some_and(|known| known.view.status != status));
        if has_moved {
            written.clear();
        }
        written.take(&newer);
        view.set(Some(newer));
    };
    let ask = move |answer: Pin<Box<dyn Future<Output = Result<ReviewView, ApiError>>>>| request.ask(answer, show);
    let load = move || {
        let id = id.get_value();
        ask(Box::pin(async move { staff::get(&id).await }));
    };
    load();
    on_sign_in_again(error, Box::new(load));
    let version = move || view.with_untracked(|view| view.as_ref().map_or(0, |view| view.view.version));
    let on_claim = Callback::new(move |take: bool| {
        let id = id.get_value();
        ask(Box::pin(async move {
            written.saved().await;
            staff::claim(&id, take).await
        }));
    });
    let on_decision = Callback::new(move |decision: Decision| {
        let (id, version) = (id.get_value(), version());
        ask(Box::pin(async move {
            written.saved().await;
            staff::decide(&id, version, &decision).await
        }));
    });
    let on_undo = Callback::new(move |()| {
        let (id, version) = (id.get_value(), version());
        ask(Box::pin(async move { staff::undo(&id, version).await }));
    });
    let on_undo_first = Callback::new(move |()| {
        let (id, version) = (id.get_value(), version());
        ask(Box::pin(async move { staff::undo_first(&id, version).await }));
    });
    let unsent = Unsent::nothing();
    let on_call = Callback::new(move |call: CallRequest| {
        let id = id.get_value();
        let sent = call.note.clone();
        request.ask(async move { staff::note_call(&id, &call).await }, move |newer| {
            Unsent::forget(unsent.note, &sent);
            show(newer);
        });
    });
    let on_remark = Callback::new(move |text: String| {
        let id = id.get_value();
        let sent = text.clone();
        request.ask(async move { staff::remark(&id, text).await }, move |newer| {
            Unsent::forget(unsent.remark, &sent);
            show(newer);
        });
    });
    let on_over = Callback::new(move |()| load());
    let title = Signal::derive(move || {
        let view = view.read();
        let number = view.as_ref().map(|view| view.view.number.as_str()).unwrap_or_default();
        format!("{} {number}", Desk::Review.text(language.get()))
    });
    let focused = Focused::nowhere();
    effect(move || focused.follow(view.read().as_ref().is_some_and(|view| view.mine)));
    let head = move || {
        view.get().map(|whole| {
            let status = whole.view.status;
            view! {
                <p>
                    <StatusTag status /> " " <strong>{whole.view.filing.organiser.name.clone()}</strong>
                    {whole.reviewer.clone().map(|name| view! { " · " {t(Desk::Reviewer)} {t(Ui::Colon)} {name} })}
                </p>
            }
        })
    };
    let fields = move || view.get().map(|view| view! { <SubmittedFields view written focused /> });
    let timeline = move || view.get().map(|whole| view! { <Timeline entries=whole.view.timeline /> });
    let deciding = move || {
        view.get().map(|view| {
            let busy = busy.into();
            deciding::shown(Case {
                view,
                written,
                busy,
                on_claim,
                on_decision,
                on_undo,
                on_undo_first,
                unsent,
                on_call,
                on_remark,
                on_over,
            })
        })
    };
    view! {
        <Heading text=title />
        <Refusal error />
        {given(move || error.read().is_some(), move || view! {
            <button type="button" class="button button--secondary" data-action="reload" on:click=move |_| load()>
                {t(Desk::Reload)}
            </button>
        })}
        {dynamic(head)}
        {given(move || view.read().is_some(), move || view! {
            <div class="split">
                <div class="split__fields">{dynamic(fields)}</div>
                <div class="split__documents">{viewer(view, focused)}</div>
            </div>
        })}
        {dynamic(timeline)}
        {dynamic(deciding)}
    }
}
