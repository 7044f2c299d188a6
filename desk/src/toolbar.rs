//! The buttons over the document that is looked at: what its keys do, for a mouse and for touch.

use super::lens::Lens;
use super::viewer_keys::Keys;
use beian::dynamic::dynamic;
use beian::state::t;
use beian_locale::{Word, viewing::Viewing};
use leptos::prelude::*;

/// What changes how a picture is looked at.
#[derive(Clone, Copy)]
struct Tool {
    /// Its name within the page.
    name: &'static str,
    word: Word,
    /// The key that does the same.
    key: &'static str,
    change: fn(Lens) -> Lens,
}

const TOOLS: [Tool; 5] = [
    Tool { name: "zoom-in", word: Viewing::ZoomIn, key: "+", change: Lens::larger },
    Tool { name: "zoom-out", word: Viewing::ZoomOut, key: "-", change: Lens::smaller },
    Tool { name: "turn", word: Viewing::Turn, key: "r", change: Lens::turned },
    Tool { name: "light", word: Viewing::Light, key: "b", change: Lens::lit },
    Tool { name: "reset", word: Viewing::Reset, key: "0", change: |_| Lens::default() },
];

/// The buttons.
#[component]
pub fn Toolbar(
    /// What they do.
    keys: Keys,
    /// A video is looked at, which has buttons of its own.
    is_video: Memo<Option<bool>>,
) -> impl IntoView {
    let tools = move || {
        let tool = |Tool { name, word, key, change }| {
            let press = move |_| {
                keys.look(|lens| Some(change(lens)));
            };
            view! {
                <button type="button" class="viewing__tool" data-tool=name aria-keyshortcuts=key on:click=press>{t(word)}</button>
            }
        };
        (is_video.get() == Some(false)).then(|| TOOLS.map(tool).collect_view())
    };
    let hint = move || if is_video.get() == Some(true) { t(Viewing::VideoKeys) } else { t(Viewing::Keys) };
    view! {
        <div class="viewing__bar" role="group" aria-label=t(Viewing::Toolbar)>
            <button type="button" class="viewing__tool" data-tool="previous" aria-keyshortcuts="[" on:click=move |_| keys.step(-1)>
                {t(Viewing::Previous)}
            </button>
            <button type="button" class="viewing__tool" data-tool="next" aria-keyshortcuts="]" on:click=move |_| keys.step(1)>
                {t(Viewing::Next)}
            </button>
            {dynamic(tools)}
        </div>
        <p class="field__hint viewing__keys">{dynamic(hint)}</p>
    }
    .into_any()
}
