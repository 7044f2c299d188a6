//! Step 5: the websites (网站信息), one or more.

use super::verification::PhotoRules;
use crate::components::approvals_field::ApprovalsField;
use crate::components::domains_field::DomainsField;
use crate::components::field::Field;
use crate::components::focus::focus_soon;
use crate::components::handoff_panel::HandoffPanel;
use crate::components::languages_field::LanguagesField;
use crate::components::person_fields::PersonFields;
use crate::components::resource_field::ResourceField;
use crate::components::step::StepPage;
use crate::components::upload_field::UploadField;
use crate::locale::{fields, ui::Ui};
use crate::model::{Path, PersonRef, Site, SiteField, SiteId, Step};
use crate::rules;
use crate::state::{t, use_filing, use_language};
use leptos::prelude::*;

/// Most sites of one filing.
const MOST: usize = 10;

/// The websites.
#[component]
pub fn Websites() -> impl IntoView {
    let filing = use_filing();
    let ids = Memo::new(move |_| filing.document.read().sites.iter().map(|site| site.id).collect::<Vec<_>>());
    let add = move |_| {
        let id = SiteId((js_sys::Math::random() * f64::from(u32::MAX)) as u32);
        filing.document.update(|document| document.sites.push(Site::new(id)));
        focus_soon(format!("site-{id}"));
    };
    view! {
        <StepPage of=Step::Websites lead=Ui::WebsitesLead>
            <For each=move || ids.get() key=|id| *id let:site>
                <SiteFields site ids />
            </For>
            <Show when=move || ids.read().len() < MOST>
                <button type="button" class="button button--secondary" data-action="add-site" on:click=add>
                    {t(Ui::AddSite)}
                </button>
            </Show>
        </StepPage>
    }
}

#[component]
fn SiteFields(site: SiteId, ids: Memo<Vec<SiteId>>) -> impl IntoView {
    let filing = use_filing();
    let field = move |field| view! { <Field at=Path::Site(site, field) /> };
    let number = move || ids.read().iter().position(|id| *id == site).map_or(0, |n| n + 1);
    let remove = move |_| filing.document.update(|document| document.sites.retain(|one| one.id != site));
    let same = filing.text(Path::Site(site, SiteField::SamePerson));
    let letter = Memo::new(move |_| {
        let document = filing.document.read();
        let Some(one) = document.site(site) else { return false };
        let person = if one.same_person { PersonRef::Organiser } else { PersonRef::Site(site) };
        rules::is_not_legal(&document, person) || one.authorisation_letter.is_some()
    });
    let person = move || {
        same.read().is_empty().then(|| {
            view! {
                <PersonFields of=PersonRef::Site(site) />
                <HandoffPanel of=PersonRef::Site(site) on_passed=|| {} />
                <PhotoRules />
            }
        })
    };
    view! {
        <fieldset class="card site" data-site=site.to_string()>
            <legend id=format!("site-{site}") tabindex="-1">{t(Ui::Website)} " " {number}</legend>
            {field(SiteField::Name)}
            <DomainsField site />
            <ResourceField site />
            {field(SiteField::ServiceContent)}
            <ApprovalsField site />
            <LanguagesField site />
            {field(SiteField::Remark)}
            <h3>{t(Ui::SitePerson)}</h3>
            <SamePerson site />
            {person}
            <h3>{t(Ui::SitePapers)}</h3>
            <UploadField at=Path::Site(site, SiteField::DomainCertificate) />
            {move || letter.get().then(|| view! { <UploadField at=Path::Site(site, SiteField::AuthorisationLetter) /> })}
            <UploadField at=Path::Site(site, SiteField::DomainRecord) />
            <Show when=move || ids.read().len() != 1>
                <button type="button" class="button button--quiet" data-action="remove-site" on:click=remove>
                    {t(Ui::RemoveSite)}
                </button>
            </Show>
        </fieldset>
    }
    .into_any()
}

#[component]
fn SamePerson(site: SiteId) -> impl IntoView {
    let at = Path::Site(site, SiteField::SamePerson);
    let filing = use_filing();
    let language = use_language();
    let value = filing.text(at);
    view! {
        <div class="choice" data-path=at.to_string()>
            <div class="choice__item">
                <input type="checkbox" id=at.to_string() prop:checked=move || !value.read().is_empty()
                    on:change:target=move |event| filing.set_text(at, if event.target().checked() { "true" } else { "" }) />
                <label for=at.to_string()>{move || fields::label(at, language.get())}</label>
            </div>
        </div>
    }
}
