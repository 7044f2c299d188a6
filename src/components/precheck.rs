//! The pre-check panel (预检): everything that would get this filing rejected, page by page, always one key away (F8).

use super::field_link::FieldLink;
use super::part::{missing_rules, part};
use crate::chunk::chunked;
use crate::dynamic::dynamic;
use crate::state::left::Left;
use crate::state::rules as rule_words;
use crate::state::{OpenFiling, RuleSources, t, use_filing, use_language};
use beian_locale::{Lang, Words, fill, ui::Ui};
use beian_model::{Finding, Step};
use leptos::html;
use leptos::prelude::*;

/// The key that opens and closes the panel.
const KEY: &str = "F8";
const KEY_CODE: u32 = 119;
/// A window that has room beside a step, as `style/precheck.css` has it.
const WIDE: &str = "(min-width: 62.5rem)";

/// The button with its count, and the panel.
#[component]
pub fn Precheck() -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let dialog = NodeRef::<html::Dialog>::new();
    let is_open = RwSignal::new(false);
    let toggle = move || {
        let Some(element) = dialog.get_untracked() else { return };
        if element.open() {
            return element.close();
        }
        is_open.set(true);
        let _ = element.show_modal();
    };
    let key = window_event_listener(leptos::ev::keydown, move |event| {
        // Its number first: a name is a text that each letter typed would make.
        if event.key_code() == KEY_CODE && event.key() == KEY {
            event.prevent_default();
            toggle();
        }
    });
    on_cleanup(move || key.remove());
    let close = Callback::new(move |()| {
        if let Some(element) = dialog.get_untracked() {
            element.close();
        }
    });
    let content = move || is_open.get().then(|| part(fetch_found, move |found| found(filing, At::Panel(close))));
    view! {
        <div class="precheck">
            <button type="button" class="button button--secondary" data-action="precheck" aria-keyshortcuts=KEY
                aria-haspopup="dialog" on:click=move |_| toggle()>
                <span class="precheck__name">{t(Ui::Precheck)} " ·\u{a0}"</span> {dynamic(move || filing.left_in_words(language.get()))} " " <kbd class="precheck__key">{KEY}</kbd>
            </button>
            <dialog class="dialog dialog--side" node_ref=dialog aria-labelledby="precheck-title" data-precheck="true"
                on:close=move |_| is_open.set(false)>
                {dynamic(content)}
            </dialog>
        </div>
    }
    .into_any()
}

/// Where lines of the pre-check stand.
#[derive(Clone, Copy)]
pub enum At {
    /// In the panel: of every page, with their sources.
    Panel(Callback<()>),
    /// Beside a step: its own.
    Beside(Memo<Step>),
}

/// Beside a step, where there is room: what is left on it, each line a way to its field. The preparation asks for nothing.
#[component]
pub fn LeftHere(
    /// The step of this page.
    step: Memo<Step>,
) -> impl IntoView {
    let filing = use_filing();
    let has_room = RwSignal::new(has_room());
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        let now = self::has_room();
        if has_room.get_untracked() != now {
            has_room.set(now);
        }
    });
    on_cleanup(move || resized.remove());
    // What nobody sees is not drawn.
    let lines = move || has_room.get().then(|| part(fetch_found, move |found| found(filing, At::Beside(step))));
    view! {
        <aside class="rail" aria-label=t(Ui::OnThisStep) hidden=move || step.get() == Step::Prepare>
            <p class="field__label">{t(Ui::OnThisStep)}</p>
            {dynamic(lines)}
        </aside>
    }
    .into_any()
}

fn has_room() -> bool {
    window().match_media(WIDE).is_ok_and(|it| it.is_some_and(|it| it.matches()))
}

chunked! {
    fields: fn fetch_found() -> fn(OpenFiling, At) -> AnyView {
        |filing, at| {
            let sources = RuleSources::new();
            let language = use_language();
            let lines = dynamic(move || groups(filing, language.get(), sources, at));
            let At::Panel(close) = at else {
                return lines.into_any();
            };
            sources.fetch();
            view! {
                <h2 id="precheck-title">{t(Ui::PrecheckTitle)}</h2>
                <p>{t(Ui::PrecheckText)}</p>
                {lines}
                <div class="actions">
                    <button type="button" class="button button--secondary" data-action="precheck-close"
                        on:click=move |_| close.run(())>
                        {t(Ui::Close)}
                    </button>
                </div>
            }
            .into_any()
        }
    }
}

/// The findings, grouped by the page that asks for their field; beside a step its own, as one list.
fn groups(filing: OpenFiling, lang: Lang, sources: RuleSources, at: At) -> AnyView {
    // Nothing found is not to be said of what was not looked at.
    if rule_words::known().is_none() {
        return match rule_words::are_missing() {
            true => missing_rules(),
            false => view! { <p class="skeleton" role="status">{t(Ui::Loading)}</p> }.into_any(),
        };
    }
    let found = filing.all_findings();
    let mut groups = Vec::new();
    let mut group = |title: Option<&'static str>, belongs: &dyn Fn(Left, Step) -> bool| {
        let mut lines = Vec::new();
        for one in &found {
            let step = filing.step_of(one.path).unwrap_or(Step::Preview);
            if let Some(left) = Left::of(one).filter(|left| belongs(*left, step)) {
                lines.push(line(one, left, step, lang, sources, at));
            }
        }
        if !lines.is_empty() {
            groups.push(title.map(|title| view! { <h3>{title}</h3> }).into_any());
            groups.push(view! { <ul class="precheck__list">{lines}</ul> }.into_any());
        }
    };
    match at {
        At::Beside(here) => group(None, &|_, of| of == here.get()),
        At::Panel(_) => {
            for step in Step::ALL {
                group(Some(step.text(lang)), &|left, of| of == *step && left != Left::Risk);
            }
            // Nothing must be done about these.
            group(Some(Ui::StillRisky.text(lang)), &|left, _| left == Left::Risk);
        }
    }
    if groups.is_empty() {
        return view! { <p class="notice notice--good" data-nothing-found="true">{t(Ui::NothingFound)}</p> }.into_any();
    }
    groups.into_any()
}

fn line(one: &Finding, left: Left, step: Step, lang: Lang, sources: RuleSources, at: At) -> AnyView {
    let on_go = match at {
        At::Panel(close) => Some(close),
        At::Beside(_) => None,
    };
    let weight = [Ui::WeightEmpty, Ui::WeightError, Ui::WeightRisk][left as usize];
    let rule = one.rule.clone();
    let id = rule.to_string();
    let said = super::field_notes::said_by(one, lang);
    let source = move || {
        let source = sources.of(rule.as_str())?;
        Some(fill(Ui::Source.text(lang), |_| Some(&source)))
    };
    view! {
        <li data-left=left.as_str() data-severity=one.severity.as_str() data-rule=id>
            <span class="precheck__weight">{weight.text(lang)}</span> " "
            <FieldLink path=one.path step words=rule_words::line(one, lang) on_go />
            {said.map(|said| view! { " " <span class="field__said">{said}</span> })}
            <span class="precheck__source">{dynamic(source)}</span>
        </li>
    }
    .into_any()
}
