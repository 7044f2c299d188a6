//! One website of the filing: a line with its state and what can be done with it; its fields while it is open.

use super::approvals_field::ApprovalsField;
use super::below::below;
use super::domains_field::DomainsField;
use super::field::Field;
use super::handoff_panel::HandoffPanel;
use super::languages_field::LanguagesField;
use super::papers_field::PapersField;
use super::person_fields::PersonFields;
use super::photo_rules::PhotoRules;
use super::resource_field::ResourceField;
use super::same_person::{SamePerson, needs_letter};
use super::undo_bar::focus_undo;
use super::upload_field::UploadField;
use crate::dynamic::{dynamic, given, memo};
use crate::state::{OpenFiling, t, use_filing, use_language};
use beian_browser::focus::focus_soon;
use beian_browser::random;
use beian_locale::{Word, Words, fill, ui::Ui};
use beian_model::{Path, PersonRef, Site, SiteField, SiteId};
use leptos::prelude::*;

/// An id that no site of the filing has.
fn new_id() -> SiteId {
    SiteId(u32::from_le_bytes(random::bytes()))
}

/// Adds a site, opens it, and moves the focus to it.
pub fn add_site(filing: OpenFiling, site: impl FnOnce(SiteId) -> Site, after: Option<SiteId>) {
    let id = new_id();
    filing.show_site(id);
    filing.document.update(|document| {
        let at = after.and_then(|after| document.sites.iter().position(|one| one.id == after));
        document.sites.insert(at.map_or(document.sites.len(), |at| at + 1), site(id));
    });
    focus_soon(format!("site-{id}"));
}

/// A copy of a site to be filed beside it: what belongs to its domain alone is left out.
fn copy_of(site: &Site, id: SiteId) -> Site {
    Site {
        id,
        domains: vec![String::new()],
        domain_certificate: Vec::new(),
        domain_record: Vec::new(),
        papers: Vec::new(),
        ..site.clone()
    }
}

/// A website.
#[component]
pub fn SiteCard(
    /// The site.
    site: SiteId,
    /// Every site, in order.
    ids: Memo<Vec<SiteId>>,
    /// What is said to a screen reader when the order changes.
    said: RwSignal<String>,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let at = memo(move || ids.read().iter().position(|id| *id == site).unwrap_or(0));
    let number = move || at.get() + 1;
    let is_open = memo(move || filing.open_site.get() == Some(site));
    let toggle = move |_| match is_open.get_untracked() {
        true => filing.open_site.set(None),
        false => filing.show_site(site),
    };
    let name = filing.text(Path::Site(site, SiteField::Name));
    let domain = filing.text(Path::Domain(site, 0));
    let errors = memo(move || filing.errors_in(site));
    let state = move || {
        let (lang, n) = (language.get(), errors.get());
        let text = n.to_string();
        if n == 0 { Ui::SiteComplete.text(lang).to_owned() } else { fill(Ui::NToFix.text(lang), |_| Some(&text)) }
    };
    let move_by = move |by: isize, button: &'static str| {
        let moved = filing.document.try_update(|document| {
            let from = document.sites.iter().position(|one| one.id == site)?;
            let to = from.checked_add_signed(by).filter(|to| *to < document.sites.len())?;
            document.sites.swap(from, to);
            Some(to + 1)
        });
        if let Some(Some(place)) = moved {
            let place = place.to_string();
            said.set(fill(Ui::SiteMoved.text(language.now()), |_| Some(&place)));
            // A moved element loses the focus; at the end of the list its button is gone, and the heading takes it.
            focus_soon(format!("site-{site}-{button}"));
        }
    };
    let copy = move |_| {
        let original = filing.document.with_untracked(|document| document.site(site).cloned());
        if let Some(original) = original {
            add_site(filing, |id| copy_of(&original, id), Some(site));
        }
    };
    let remove = move |_| {
        filing.remove_site(site);
        focus_undo();
    };
    let body_id = format!("site-{site}-fields");
    let fields_id = body_id.clone();
    let named = move |word: Word| move || format!("{} {}", word.text(language.get()), number());
    // What is typed is saved by itself: the button says so where people look for one, and leads on.
    let keep = move |_| {
        filing.open_site.set(None);
        let after = ids.with_untracked(|ids| ids.get(at.get_untracked() + 1).copied());
        match after {
            Some(next) => {
                filing.show_site(next);
                focus_soon(format!("site-{next}"));
            }
            // With the most websites that there may be nothing can be added.
            None if document().get_element_by_id("add-site").is_none() => focus_soon(format!("site-{site}")),
            None => focus_soon("add-site".to_owned()),
        }
        filing.save_now();
    };
    let kept = move || {
        view! {
            <button type="button" class="button button--secondary" data-action="save-site" aria-label=named(Ui::SaveSite)
                on:click=keep>{t(Ui::SaveSite)}</button>
        }
        .into_any()
    };
    let actions = move || {
        view! {
            {given(move || at.get() != 0, move || view! {
                <button type="button" class="button button--quiet" id=format!("site-{site}-up") data-action="move-up"
                    aria-label=named(Ui::MoveUp) on:click=move |_| move_by(-1, "up")>{t(Ui::MoveUpShort)}</button>
            })}
            {given(move || at.get() + 1 < ids.read().len(), move || view! {
                <button type="button" class="button button--quiet" id=format!("site-{site}-down") data-action="move-down"
                    aria-label=named(Ui::MoveDown) on:click=move |_| move_by(1, "down")>{t(Ui::MoveDownShort)}</button>
            })}
            <button type="button" class="button button--quiet" data-action="copy-site" aria-label=named(Ui::CopySite)
                on:click=copy>{t(Ui::CopySiteShort)}</button>
            {given(move || ids.read().len() != 1, move || view! {
                <button type="button" class="button button--quiet" data-action="remove-site"
                    aria-label=named(Ui::RemoveSite) on:click=remove>{t(Ui::Remove)}</button>
            })}
        }
        .into_any()
    };
    view! {
        <section class="card site" data-site=site.to_string() data-open=move || is_open.get().then_some("true")
            aria-labelledby=format!("site-{site}-name")>
            <div class="site__head">
                <h2 class="site__title" id=format!("site-{site}-name")>
                    <button type="button" class="site__toggle" id=format!("site-{site}") data-action="toggle-site"
                        aria-expanded=move || if is_open.get() { "true" } else { "false" }
                        aria-controls=body_id on:click=toggle>
                        <span>{t(Ui::Website)} " " {dynamic(number)}</span>
                        <span class="site__name">{dynamic(move || name.get())} " " {dynamic(move || domain.get())}</span>
                    </button>
                </h2>
                <span class="tag" data-site-state=move || if errors.get() == 0 { "complete" } else { "to-fix" }
                    class=("tag--good", move || errors.get() == 0) class=("tag--warn", move || errors.get() != 0)>
                    {dynamic(move || if errors.get() == 0 { "✓ " } else { "" })} {dynamic(state)}
                </span>
            </div>
            <div class="site__actions">
                {below(actions)}
            </div>
            <div class="site__fields" id=fields_id>
                {dynamic(move || is_open.get().then(|| view! {
                    {site_fields(site)}
                    {below(kept)}
                }))}
            </div>
        </section>
    }
    .into_any()
}

/// The fields of a site.
fn site_fields(site: SiteId) -> AnyView {
    let filing = use_filing();
    let field = move |field| view! { <Field at=Path::Site(site, field) /> };
    let same = filing.text(Path::Site(site, SiteField::SamePerson));
    let letter = memo(move || needs_letter(&filing.document.read(), site));
    let person = move || {
        same.read().is_empty().then(|| {
            view! {
                <PersonFields of=PersonRef::Site(site) />
                <HandoffPanel of=PersonRef::Site(site) on_passed=|| {} />
                <PhotoRules />
            }
        })
    };
    let rest = move || {
        view! {
            <DomainsField site />
            <ResourceField site />
            {field(SiteField::ServiceContent)}
            <ApprovalsField site />
            <LanguagesField site />
            {field(SiteField::Remark)}
            <h3>{t(Ui::SitePerson)}</h3>
            <SamePerson site />
            {dynamic(person)}
            <h3>{t(Ui::SiteAttachments)}</h3>
            <UploadField at=Path::Site(site, SiteField::DomainCertificate) />
            {dynamic(move || letter.get().then(|| view! { <UploadField at=Path::Site(site, SiteField::AuthorisationLetter) /> }))}
            <UploadField at=Path::Site(site, SiteField::DomainRecord) />
            <PapersField of=Some(site) />
        }
        .into_any()
    };
    view! {
        {field(SiteField::Name)}
        {below(rest)}
    }
    .into_any()
}
