//! Check your answers: every field of the filing with its value, what is wrong with it, and a way back to it.

use super::options;
use super::region_field::use_region_names;
use crate::routes;
use crate::state::{t, use_filing, use_language};
use beian_browser::client::api_base;
use beian_locale::{Lang, Words, fields, ui::Ui};
use beian_model::{Filing, OrganiserField, Path, PersonField, PersonRef, ResponsiblePerson, Severity, Site, SiteField};
use beian_rules::identifiers::domain::Domain;
use beian_rules::words as rule_words;
use leptos::prelude::*;
use leptos_router::components::A;

const ORGANISER: &[OrganiserField] = &[
    OrganiserField::Nature,
    OrganiserField::Name,
    OrganiserField::CertificateType,
    OrganiserField::CertificateNumber,
    OrganiserField::District,
    OrganiserField::Licence,
    OrganiserField::CertificateAddress,
    OrganiserField::LegalRepresentative,
    OrganiserField::LegalRepresentativeNumber,
    OrganiserField::Address,
    OrganiserField::Investor,
    OrganiserField::Remark,
    OrganiserField::AuthorisationLetter,
];

const PERSON: &[PersonField] = &[
    PersonField::DocumentType,
    PersonField::Name,
    PersonField::DocumentNumber,
    PersonField::ValidFrom,
    PersonField::ValidUntil,
    PersonField::Mobile,
    PersonField::EmergencyPhone,
    PersonField::SecondPhone,
    PersonField::Email,
    PersonField::Verification,
];

/// Every field of the filing, grouped as the pages are.
#[component]
pub fn Summary(
    /// Lines carry a way back to their field.
    editable: bool,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let regions = use_region_names();
    let read = as_read();
    let line = move |path: Path| view! { <Line path read editable regions /> };
    let person = move |of: PersonRef| PERSON.iter().map(|field| line(Path::person(of, *field))).collect_view();
    let ids = Memo::new(move |_| {
        let document = filing.document.read();
        document
            .sites
            .iter()
            .map(|site| (site.id, site.same_person, site.domains.len(), site.pre_approvals.len()))
            .collect::<Vec<_>>()
    });
    let sites = move || {
        ids.get()
            .into_iter()
            .enumerate()
            .map(|(n, (id, same_person, domains, approvals))| {
                let site = move |field| line(Path::Site(id, field));
                view! {
                    <h3>{t(Ui::Website)} " " {n + 1}</h3>
                    <dl class="summary">
                        {site(SiteField::Name)}
                        {(0..domains as u8).map(|n| line(Path::Domain(id, n))).collect_view()}
                        {site(SiteField::Resource)}
                        {site(SiteField::ServiceContent)}
                        {site(SiteField::Languages)}
                        {site(SiteField::PreApprovals)}
                        {(0..approvals as u8).map(|n| {
                            use beian_model::PreApprovalField::{Document, Number};
                            view! { {line(Path::PreApproval(id, n, Number))} {line(Path::PreApproval(id, n, Document))} }
                        }).collect_view()}
                        {site(SiteField::Remark)}
                        {site(SiteField::SamePerson)}
                        {(!same_person).then(|| person(PersonRef::Site(id)))}
                        {site(SiteField::DomainCertificate)}
                        {site(SiteField::AuthorisationLetter)}
                        {site(SiteField::DomainRecord)}
                    </dl>
                }
            })
            .collect_view()
    };
    view! {
        <section>
            <h2>{move || beian_model::Step::Organiser.text(language.get())}</h2>
            <dl class="summary">
                {line(Path::Province)}
                {ORGANISER.iter().map(|field| line(Path::Organiser(*field))).collect_view()}
            </dl>
            <h3>{t(Ui::OrganiserPerson)}</h3>
            <dl class="summary">{person(PersonRef::Organiser)}</dl>
        </section>
        <section>
            <h2>{move || beian_model::Step::Websites.text(language.get())}</h2>
            {sites}
        </section>
    }
    .into_any()
}

/// What is filed, not what was typed: the same that the server stores and a reviewer sees.
fn as_read() -> Memo<Filing> {
    let filing = use_filing();
    Memo::new(move |_| {
        let today = filing.server.with(|server| server.facts.today);
        filing.document.with(|document| beian_rules::as_read(document, today).into_owned())
    })
}

#[component]
fn Line(path: Path, read: Memo<Filing>, editable: bool, regions: Signal<Option<String>>) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let value = move || {
        let lang = language.get();
        if path == Path::Organiser(OrganiserField::District)
            && let Some(names) = regions.get()
        {
            return names;
        }
        shown(&read.read(), &filing.server.read().facts.verified, path, lang)
    };
    let picture = move || {
        let paper = filing.document.read().attachment(path).cloned().flatten()?;
        let source = format!("{}/filings/{}/attachments/{}", api_base(), filing.id(), paper.id);
        let picture = source.clone();
        Some(view! {
            <a href=source target="_blank" rel="external noopener">
                <img class="summary__picture" src=picture alt=paper.name />
            </a>
        })
    };
    let complaint = move || {
        let document = filing.document.read();
        let findings = filing.all_findings();
        drop(document);
        findings.iter().find(|one| one.path == path && one.severity != Severity::Note).map(|one| {
            view! { <span class="field__error">{rule_words::message(one, language.get())}</span> }
        })
    };
    let way_back = move || {
        let step = beian_rules::step_of(&filing.document.read_untracked(), path)?;
        let address = routes::field(&filing.id(), step, path);
        Some(view! {
            <A href=address attr:class="summary__change">
                {t(Ui::Change)}
                <span class="visually-hidden">" " {move || fields::label(path, language.get())}</span>
            </A>
        })
    };
    view! {
        <div class="summary__row" data-path=path.to_string()>
            <dt class="summary__key">{move || fields::label(path, language.get())}</dt>
            <dd class="summary__value">{value} {picture} {complaint}</dd>
            <dd class="summary__action">{editable.then_some(way_back)}</dd>
        </div>
    }
    .into_any()
}

/// The value at a path in words.
fn shown(filing: &Filing, verified: &[PersonRef], path: Path, lang: Lang) -> String {
    let said = |word: Ui| word.text(lang).to_owned();
    let or_nothing = |text: String| if text.is_empty() { said(Ui::NotProvided) } else { text };
    let site = |id| filing.site(id);
    match path {
        Path::OrganiserPerson(PersonField::Verification) => passed(verified.contains(&PersonRef::Organiser), lang),
        Path::SitePerson(id, PersonField::Verification) => passed(verified.contains(&PersonRef::Site(id)), lang),
        Path::OrganiserPerson(PersonField::ValidUntil) | Path::SitePerson(_, PersonField::ValidUntil)
            if filing.text(path) == Some(ResponsiblePerson::LONG_TERM) =>
        {
            said(Ui::LongTerm)
        }
        // A Chinese domain in both forms: people know the one, registers the other.
        Path::Domain(..) => or_nothing(both_forms(filing.text(path).unwrap_or_default())),
        Path::Site(_, SiteField::SamePerson) => said(if filing.text(path) == Some("true") { Ui::Yes } else { Ui::No }),
        Path::Site(id, SiteField::Languages) => {
            or_nothing(joined(site(id), lang, |site, lang| site.languages.iter().map(|one| one.text(lang)).collect()))
        }
        Path::Site(id, SiteField::PreApprovals) => {
            let kinds =
                joined(site(id), lang, |site, lang| site.pre_approvals.iter().map(|one| one.kind.text(lang)).collect());
            if kinds.is_empty() { said(Ui::NoneOfThese) } else { kinds }
        }
        Path::Site(id, SiteField::Resource) => {
            let kind = options::shown(filing, Path::Site(id, SiteField::ResourceKind), lang);
            let name = filing.text(path).unwrap_or_default();
            or_nothing(if name.is_empty() { String::new() } else { format!("{kind} · {name}") })
        }
        _ if filing.attachment(path).is_some() => match filing.attachment(path) {
            Some(Some(paper)) => paper.name.clone(),
            _ => said(Ui::NotProvided),
        },
        _ => or_nothing(options::shown(filing, path, lang)),
    }
}

/// A domain as typed, with its other form where it has two.
fn both_forms(typed: &str) -> String {
    match Domain::parse(typed) {
        Ok(domain) if domain.unicode() != domain.as_str() => format!("{} ({})", domain.unicode(), domain.as_str()),
        _ => typed.to_owned(),
    }
}

fn passed(yes: bool, lang: Lang) -> String {
    if yes { Ui::VerificationPassed } else { Ui::NotVerifiedYet }.text(lang).to_owned()
}

fn joined(site: Option<&Site>, lang: Lang, words: impl Fn(&Site, Lang) -> Vec<&'static str>) -> String {
    let between = match lang {
        Lang::Chinese => "、",
        Lang::English => ", ",
    };
    site.map(|site| words(site, lang).join(between)).unwrap_or_default()
}

/// What the basic check already asked, to read only, with a way back to it.
#[component]
pub fn Checked() -> impl IntoView {
    let fields = [
        Path::Province,
        Path::Organiser(OrganiserField::Nature),
        Path::Organiser(OrganiserField::Name),
        Path::Organiser(OrganiserField::CertificateType),
        Path::Organiser(OrganiserField::CertificateNumber),
    ];
    let read = as_read();
    view! {
        <dl class="summary">
            {fields.into_iter().map(|path| view! { <Line path read editable=true regions=Signal::stored(None) /> }).collect_view()}
        </dl>
    }
}
