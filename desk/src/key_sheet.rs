//! The sheet of shortcuts (`?`).

use beian::dynamic::effect;
use beian::state::t;
use beian_locale::Word;
use beian_locale::deciding::Deciding;
use beian_locale::desk::Desk;
use leptos::html;
use leptos::prelude::*;

/// Keys, and what each does.
const KEYS: [(&[&str], Word); 14] = [
    (&["c"], Deciding::KeyClaim),
    (&["j", "k"], Deciding::KeyFields),
    (&["m"], Deciding::KeyMark),
    (&["1–9"], Deciding::KeyReasons),
    (&["f"], Deciding::KeyFinding),
    (&["Esc"], Deciding::KeyLeave),
    (&["r"], Deciding::KeyReturn),
    (&["R"], Deciding::KeyReject),
    (&["a"], Deciding::KeyApprove),
    (&["u"], Deciding::KeyUndo),
    (&["p"], Deciding::KeyCall),
    (&["n"], Desk::KeyNext),
    (&["q"], Deciding::KeyQueue),
    (&["?"], Deciding::KeySheet),
];

/// The sheet.
#[component]
pub fn KeySheet(
    /// Opens when it becomes true, and sets it back when it closes.
    open: RwSignal<bool>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    effect(move || {
        let Some(element) = dialog.get() else { return };
        if open.get() && !element.open() {
            let _ = element.show_modal();
        } else if !open.get() && element.open() {
            element.close();
        }
    });
    let lines = KEYS.map(|(keys, word)| {
        let keys = keys.iter().map(|key| view! { <kbd>{*key}</kbd> " " }).collect_view();
        view! { <dt>{keys}</dt> <dd>{t(word)}</dd> }
    });
    view! {
        <dialog class="dialog" node_ref=dialog on:close=move |_| open.set(false) aria-label=t(Deciding::Keys) data-keys="">
            <h2>{t(Deciding::Keys)}</h2>
            <dl class="keys">{lines.into_iter().collect_view()}</dl>
            <div class="actions">
                <button type="button" class="button button--secondary" data-action="close" on:click=move |_| open.set(false)>
                    {t(Deciding::Close)}
                </button>
            </div>
        </dialog>
    }
    .into_any()
}
