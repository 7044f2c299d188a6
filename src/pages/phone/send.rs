//! Taking a shot to the server: progress, a refusal in words, another try with the same bytes.

use super::handoff::{Handoff, use_handoff};
use super::parts::Refused;
use crate::canvas;
use crate::client::{ApiError, handoff};
use crate::locale::phone::Phone;
use crate::model::Capture;
use crate::state::t;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

/// What was taken and is not yet with the server.
#[derive(Clone, Copy)]
pub struct Shot {
    capture: Capture,
    blob: RwSignal<Option<Blob>, LocalStorage>,
    /// Its address within this browser, empty while nothing was taken.
    pub url: RwSignal<String>,
    progress: RwSignal<Option<(u64, u64)>>,
    error: RwSignal<Option<ApiError>>,
}

impl Shot {
    /// Nothing taken yet.
    pub fn new(capture: Capture) -> Shot {
        Shot {
            capture,
            blob: RwSignal::new_local(None),
            url: RwSignal::new(String::new()),
            progress: RwSignal::new(None),
            error: RwSignal::new(None),
        }
    }

    /// Keeps what was taken, to be looked at.
    pub fn keep(self, blob: Blob) {
        self.error.set(None);
        self.url.set(canvas::url(&blob));
        self.blob.set(Some(blob));
    }

    /// Throws it away.
    pub fn drop_it(self) {
        let _ = web_sys::Url::revoke_object_url(&self.url.get_untracked());
        self.error.set(None);
        self.blob.set(None);
        self.url.set(String::new());
    }

    fn send(self, handoff: Handoff) {
        let Some(blob) = self.blob.get_untracked() else { return };
        self.error.set(None);
        self.progress.set(Some((0, blob.size() as u64)));
        spawn_local(async move {
            let told = move |sent, all| {
                self.progress.try_set(Some((sent, all)));
            };
            match handoff::send(self.capture, &blob, told).await {
                Ok(view) => {
                    handoff.remember(self.capture, self.url.try_get_untracked().unwrap_or_default());
                    // One picture was all: it is finished with it. Where that fails, the last look has a button for it.
                    let finished = match self.capture {
                        Capture::Paper => handoff::finish().await,
                        _ => Ok(view.clone()),
                    };
                    match finished {
                        Err(error) if Handoff::is_end(&error) => handoff.end(error),
                        finished => handoff.go_on(finished.unwrap_or(view)),
                    }
                }
                Err(error) if Handoff::is_end(&error) => handoff.end(error),
                Err(error) => {
                    self.error.try_set(Some(error));
                    self.progress.try_set(None);
                }
            }
        });
    }
}

/// What can be done with what was taken: use it, take it again, and while it travels, how far it has come.
#[component]
pub fn Decide(
    /// What was taken.
    shot: Shot,
) -> impl IntoView {
    let handoff = use_handoff();
    let buttons = move || match shot.progress.get() {
        Some((sent, all)) => {
            let percent = (sent * 100).checked_div(all).unwrap_or(0).min(100);
            view! {
                <div class="phone__progress" role="status">
                    <progress max="100" prop:value=percent.to_string()></progress>
                    <span>{t(Phone::Sending)} " " {percent} " % · " {sent / 1024} " / " {all / 1024} " KB"</span>
                </div>
            }
            .into_any()
        }
        None => {
            let failed = shot.error.with(Option::is_some);
            let (action, word) = if failed { ("retry", Phone::Retry) } else { ("use", Phone::Use) };
            view! {
                <button type="button" class="button button--primary" data-action=action on:click=move |_| shot.send(handoff)>
                    {t(word)}
                </button>
                <button type="button" class="button button--secondary" data-action="again" on:click=move |_| shot.drop_it()>
                    {t(Phone::Again)}
                </button>
            }
            .into_any()
        }
    };
    view! {
        <Refused error=shot.error />
        <div class="phone__actions">{buttons}</div>
    }
}
