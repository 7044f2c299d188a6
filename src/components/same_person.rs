//! The organiser's responsible person answers for the site too (同主体负责人): ticked, their data are copied, not linked.

use super::field_notes::BureauHints;
use super::tick_input::choice_item;
use crate::dynamic::dynamic;
use crate::state::rules as rule_words;
use crate::state::{OpenFiling, t, use_filing, use_language};
use beian_locale::{fields, ui::Ui};
use beian_model::{Filing, Path, PersonRef, ResponsiblePerson, Severity, SiteField, SiteId};
use beian_rules::checks::copies::COPY_DIFFERS;
use beian_rules::{mask_document, mask_mobile};
use leptos::prelude::*;

/// Copies the organiser's person as the site's.
fn copy_person(filing: OpenFiling, id: SiteId) {
    filing.document.update(|document| {
        let person = document.organiser.responsible_person.clone();
        if let Some(site) = document.site_mut(id) {
            site.same_person = true;
            site.responsible_person = person;
        }
    });
}

/// Copies the organiser's person, once nothing is wrong with it, to every site that means it and has no copy yet.
pub fn copy_where_missing(filing: OpenFiling) {
    let waits = |document: &Filing| {
        let empty = ResponsiblePerson::default();
        let missing = |site: &beian_model::Site| site.same_person && site.responsible_person == empty;
        let ids = document.sites.iter().filter(|site| missing(site)).map(|site| site.id);
        ids.collect::<Vec<_>>()
    };
    let is_whole = filing.with_findings(|findings| {
        let of_person = findings.iter().filter(|(path, _)| matches!(path, Path::OrganiserPerson(_)));
        !of_person.flat_map(|(_, found)| found).any(|one| one.severity == Severity::Error)
    });
    let missing = filing.document.with_untracked(waits);
    if is_whole && filing.server.with_untracked(|server| server.status.is_editable()) {
        missing.into_iter().for_each(|id| copy_person(filing, id));
    }
}

/// The tick, who was copied, and a button to copy anew.
#[component]
pub fn SamePerson(
    /// The site.
    site: SiteId,
) -> impl IntoView {
    let at = Path::Site(site, SiteField::SamePerson);
    let filing = use_filing();
    let language = use_language();
    let value = filing.text(at);
    let error_message = filing.error_message(at);
    let toggle = move |on: bool| {
        if on {
            return copy_person(filing, site);
        }
        filing.document.update(|document| {
            let organisers = document.organiser.responsible_person.clone();
            if let Some(site) = document.site_mut(site) {
                site.same_person = false;
                // Another person is meant: their fields begin empty.
                if site.responsible_person == organisers {
                    site.responsible_person = ResponsiblePerson::default();
                }
            }
        });
    };
    let copied = move || {
        let document = filing.document.read();
        let one = document.site(site).filter(|site| site.same_person)?;
        let own = one.responsible_person != ResponsiblePerson::default();
        let person = if own { &one.responsible_person } else { &document.organiser.responsible_person };
        if person.name.is_empty() {
            return None;
        }
        let parts = [person.name.clone(), mask_document(&person.document_number), mask_mobile(&person.mobile)];
        let shown = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        Some(view! { <p class="field__note" data-copied="true">{t(Ui::CopiedPerson)} " " {shown}</p> })
    };
    let error = move || {
        error_message.get().map(|finding| {
            let words = rule_words::message(&finding, language.get());
            let again = finding.rule == COPY_DIFFERS.id;
            view! {
                <p class="field__error" id=format!("{at}-error") data-rule=finding.rule.to_string()
                    data-severity=finding.severity.as_str()>
                    {words}
                </p>
                {again.then(|| view! {
                    <button type="button" class="button button--secondary" data-action="copy-person"
                        on:click=move |_| copy_person(filing, site)>
                        {t(Ui::CopyAgain)}
                    </button>
                })}
            }
        })
    };
    view! {
        <div class="field" data-path=at.to_string() data-invalid=move || error_message.read().is_some().then_some("true")>
            <BureauHints at />
            {dynamic(error)}
            <div class="choice">
                {choice_item(
                    at.to_string(),
                    None,
                    Signal::derive(move || !value.read().is_empty()),
                    Callback::new(toggle),
                    Some(at),
                    dynamic(move || fields::label(at, language.get())),
                )}
            </div>
            {dynamic(copied)}
        </div>
    }
    .into_any()
}

/// The site's letter of authorisation is asked for, or is there.
pub fn needs_letter(document: &Filing, id: SiteId) -> bool {
    let Some(one) = document.site(id) else { return false };
    let person = if one.same_person { PersonRef::Organiser } else { PersonRef::Site(id) };
    beian_rules::is_not_legal(document, person) || !one.authorisation_letter.is_empty()
}
