//! The queue's search, its filters and its order. They stand in the address alone, so that a view can be kept as a bookmark.

use super::queue_keys::SEARCH;
use super::queue_state::QueueState;
use super::queue_tools::go;
use beian::components::select_input::SelectInput;
use beian::components::text_input::TextInput;
use beian::dynamic::{dynamic, effect, given, memo};
use beian::state::{t, use_language};
use beian_locale::{Lang, Word, Words, desk::Desk};
use beian_model::{Nature, Province};
use leptos::prelude::*;
use web_sys::UrlSearchParams;

/// A choice of a filter: its code in the address, and its word.
type Choice = (&'static str, &'static str);

fn params(query: &str) -> Option<UrlSearchParams> {
    UrlSearchParams::new_with_str(query).ok()
}

/// What the query says of a name; empty where it says nothing.
fn value(query: &str, name: &str) -> String {
    params(query).and_then(|params| params.get(name)).unwrap_or_default()
}

/// The query with another value of a name; without it where the value is empty.
fn with(query: &str, name: &str, value: &str) -> String {
    let Some(params) = params(query) else { return query.to_owned() };
    if value.is_empty() {
        params.delete(name)
    } else {
        params.set(name, value)
    }
    String::from(params.to_string())
}

/// What is asked at another tab: filters and order stay, a search, which finds whatever the tab, ends.
pub fn at_tab(query: &str, tab: &str) -> String {
    with(&with(query, "search", ""), "tab", tab)
}

fn words(all: &[(&'static str, Word)], lang: Lang) -> Vec<Choice> {
    all.iter().map(|(code, word)| (*code, word.text(lang))).collect()
}

fn choices(name: &str, lang: Lang) -> Vec<Choice> {
    match name {
        "province" => Province::ALL.iter().map(|one| (one.as_str(), one.text(lang))).collect(),
        "nature" => Nature::ALL.iter().map(|one| (one.as_str(), one.text(lang))).collect(),
        "late" => words(&[("true", Desk::WaitedLate), ("false", Desk::WaitedInTime)], lang),
        "risk" => words(&[("true", Desk::RiskSome), ("false", Desk::RiskNone)], lang),
        "claimed" => words(
            &[("nobody", Desk::ClaimedNobody), ("me", Desk::ClaimedMe), ("colleague", Desk::ClaimedColleague)],
            lang,
        ),
        _ => words(&[("oldest", Desk::OrderOldest), ("newest", Desk::OrderNewest)], lang),
    }
}

/// The filters by their names in the address.
const FILTERS: [(&str, Word); 6] = [
    ("province", Desk::Province),
    ("nature", Desk::Nature),
    ("late", Desk::Waited),
    ("risk", Desk::Risk),
    ("claimed", Desk::Claimed),
    ("order", Desk::Order),
];

/// One of them.
fn filter(queue: QueueState, (name, word): (&'static str, Word)) -> AnyView {
    let language = use_language();
    let chosen = memo(move || value(&queue.query.read(), name));
    let options = move || {
        let mut all = vec![("", Desk::Any.text(language.get()))];
        all.extend(choices(name, language.get()));
        let option = |(code, word): Choice| {
            view! { <option value=code prop:selected=move || *chosen.read() == code>{word}</option> }
        };
        all.into_iter().map(option).collect_view()
    };
    let id = format!("queue-{name}");
    view! {
        <div class="queue-bar__filter">
            <label class="field__label" for=id.clone()>{t(word)}</label>
            <SelectInput id value=chosen on_choose=Callback::new(move |code: String| go(&with(&queue.query.read_untracked(), name, &code)))>
                {dynamic(options)}
            </SelectInput>
        </div>
    }
    .into_any()
}

/// The search and the filters.
pub fn filters(queue: QueueState) -> AnyView {
    let language = use_language();
    let typed = RwSignal::new(String::new());
    effect(move || typed.set(value(&queue.query.read(), "search")));
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        go(&with(&queue.query.read_untracked(), "search", typed.read_untracked().trim()));
    };
    let is_narrowed = move || {
        let query = queue.query.read();
        FILTERS.iter().map(|(name, _)| *name).chain(["search"]).any(|name| !value(&query, name).is_empty())
    };
    let clear = move |_| {
        let tab = value(&queue.query.read_untracked(), "tab");
        go(&with("", "tab", &tab));
    };
    view! {
        <form class="queue-bar__search" role="search" novalidate on:submit=search>
            <label class="field__label" for=SEARCH>{t(Desk::Search)}</label>
            <div class="queue-bar__line">
                {dynamic(move || view! {
                    <TextInput id=SEARCH placeholder=Desk::SearchHint.text(language.get()) value=typed on_text=move |text| typed.set(text) />
                })}
                <button type="submit" class="button button--secondary" data-action="search">{t(Desk::Search)}</button>
                {given(is_narrowed, move || view! {
                    <button type="button" class="button button--quiet" data-action="clear" on:click=clear>{t(Desk::ClearFilters)}</button>
                })}
            </div>
        </form>
        <div class="queue-bar__filters">{FILTERS.map(|one| filter(queue, one))}</div>
    }
    .into_any()
}
