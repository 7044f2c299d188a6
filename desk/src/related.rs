//! Where else the organiser and its people stand, and what is known of the account.

use super::staff::address;
use beian::components::status_tag::StatusTag;
use beian::dynamic::dynamic;
use beian::state::{clock, t, use_language};
use beian_locale::{Words, fill, viewing::Viewing};
use beian_model::wire::{AccountFacts, RelatedFiling, ReviewView};
use leptos::prelude::*;

/// The section.
pub fn related(view: StoredValue<ReviewView>) -> AnyView {
    let (related, account) = view.with_value(|view| (view.background.related.clone(), view.background.account.clone()));
    let none = related.is_empty();
    let lines = related.into_iter().map(|one| view! { <Related one /> }).collect_view();
    view! {
        <section data-related="">
            <h2 class="fields__title">{t(Viewing::Related)}</h2>
            {account.map(|facts| view! { <Account facts /> })}
            {none.then(|| view! { <p>{t(Viewing::NoneRelated)}</p> })}
            <ul class="related">{lines}</ul>
        </section>
    }
    .into_any()
}

/// Another filing: its number, its state, whose it is, and why it is told.
#[component]
fn Related(one: RelatedFiling) -> impl IntoView {
    let RelatedFiling { id, number, status, organiser, domains, since, same_organiser, same_person } = one;
    let language = use_language();
    view! {
        <li data-filing=id.to_string()>
            <a href=address(&id)>{number}</a> " " <StatusTag status /> " " {organiser} " " {domains.join(" ")} " "
            {dynamic(move || clock::written(since, language.get()))} " "
            {same_organiser.then(|| view! { <span class="tag">{t(Viewing::SameOrganiser)}</span> })} " "
            {same_person.then(|| view! { <span class="tag">{t(Viewing::SamePerson)}</span> })}
        </li>
    }
    .into_any()
}

#[component]
fn Account(facts: AccountFacts) -> impl IntoView {
    let language = use_language();
    let said = move || {
        let (at, n, m) =
            (clock::written(facts.since, language.get()), facts.submitted.to_string(), facts.approved.to_string());
        fill(Viewing::AccountFacts.text(language.get()), |name| {
            Some(match name {
                "at" => at.as_str(),
                "n" => n.as_str(),
                _ => m.as_str(),
            })
        })
    };
    view! { <p class="field__hint" data-account="">{dynamic(said)}</p> }.into_any()
}
