//! Rows as the contract shows them.

use crate::app::App;
use crate::config::texts::AgreementInForce;
use crate::directory::resources;
use crate::filings::checks;
use crate::filings::returned;
use crate::filings::stored::Listed;
use crate::filings::turn;
use crate::http::problem::Answer;
use crate::storage::{FilingRow, VerificationRow};
use crate::verification::reuse;
use crate::verification::stored::newest_of_each;
use beian_model::wire::{FilingSummary, FilingView, SmsPhone, SmsReport, SmsWindow, VerificationView};
use beian_model::{
    Facts, Path, PersonRef, ProvinceRule, ProvinceRules, Requirement, Severity, Status, Step, Timestamp,
};
use beian_rules::words::with_sentences;
use beian_rules::working_days::WorkingDays;
use beian_rules::{mask_document, mask_mobile, normalised_mobile};

/// What the rules need to know of a filing from outside.
///
/// # Errors
/// When the database fails.
pub async fn facts(app: &App, row: &FilingRow, verifications: &[VerificationRow]) -> Answer<Facts> {
    let people =
        std::iter::once(PersonRef::Organiser).chain(row.document.sites.iter().map(|site| PersonRef::Site(site.id)));
    let account = app.store.account(&row.account).await?;
    let mobile = account.map(|account| account.mobile).unwrap_or_default();
    Ok(Facts {
        today: app.clock.now().date_in_china(),
        resources: resources::of_account(app, &mobile, Some(&row.id)).await?,
        proved_mobiles: app.store.proofs(&row.id).await?,
        verified: people.filter(|person| reuse::holding(verifications, &row.document, *person).is_some()).collect(),
        basic_check: row.basic_check.clone(),
        province_rules: row.document.province.and_then(|province| app.catalogue.checked(province)).map(Into::into),
        domains_per_site: domains_per_site(app, row),
        domains_filed: checks::domains_filed(app, row).await?,
        agreements: app.texts.agreements().iter().map(AgreementInForce::told).collect(),
    })
}

/// Domains of one site at the most: the operator's limit, or where it is smaller that of the bureau, which is for all sites together.
fn domains_per_site(app: &App, row: &FilingRow) -> Option<u32> {
    let bureau = row.document.province.and_then(|province| app.catalogue.province(province));
    let insists = |rule: &ProvinceRule| match rule.asks {
        Requirement::Domains { max } if rule.severity == Severity::Error => Some(max),
        _ => None,
    };
    let of_bureau = bureau.iter().flat_map(|of| &of.rules).filter_map(insists);
    of_bureau.chain(app.config.domains_per_site).min().map(u32::from)
}

/// A filing as its applicant sees it.
///
/// # Errors
/// When the database fails.
pub async fn filing(app: &App, row: &FilingRow) -> Answer<FilingView> {
    let verifications = app.store.verifications(&row.id).await?;
    let now = app.clock.now();
    // A new verification answers a reason, and writes no document.
    let stands = row.reasons.iter().filter(|reason| !returned::is_answered(reason, &row.document, &verifications));
    let mut findings: Vec<_> = stands.map(|reason| reason.finding.clone()).collect();
    findings.extend(reuse::changed_since(&verifications, &row.document));
    let facts = facts(app, row, &verifications).await?;
    Ok(FilingView {
        id: row.id.clone(),
        number: row.number.clone(),
        version: row.version,
        status: row.status,
        filing: row.document.clone(),
        findings: with_sentences(findings),
        facts,
        reads_pictures: app.ocr.is_on(),
        until: turn::until(app, row.status, row.status_since, &turn::calendar(app, &[row.status]).await?),
        timeline: app.store.timeline(&row.id).await?,
        verifications: newest_of_each(&verifications).into_iter().map(|one| verification(one, now)).collect(),
        sms: sms(app, row).await?,
        verified_before: reuse::offered(app, row, &verifications).await?,
        contact: app.config.contact.clone(),
        numbers: row.numbers.clone(),
        organiser_in_footer: organiser_in_footer(app, row),
        created_at: row.created_at,
        updated_at: row.updated_at,
    })
}

/// The ministry's window of a filing, once it was opened.
///
/// # Errors
/// When the database fails.
pub async fn sms(app: &App, row: &FilingRow) -> Answer<Option<SmsWindow>> {
    let Some(opened_at) = row.sms_opened_at else { return Ok(None) };
    Ok(Some(sms_window(app, row, opened_at, app.store.sms_report(&row.id).await?)))
}

/// The bureau wants the organiser's number at the foot of each site.
pub fn organiser_in_footer(app: &App, row: &FilingRow) -> bool {
    let rules = row.document.province.and_then(|province| app.catalogue.province(province));
    rules.is_some_and(ProvinceRules::organiser_in_footer)
}

/// A line of "my filings"; nothing where not even the state can be read. Steps are due by the calendar.
pub fn summary(app: &App, row: &Listed, days: &WorkingDays) -> Option<FilingSummary> {
    let row = match row {
        Ok(row) => row,
        Err(row) => {
            return row.status.map(|status| FilingSummary {
                id: row.id.clone(),
                number: row.number.clone(),
                status,
                organiser: String::new(),
                domains: Vec::new(),
                step: Step::default(),
                to: String::new(),
                updated_at: row.updated_at,
                sms_until: None,
                until: None,
                unreadable: true,
            });
        }
    };
    let sms_until = row.sms_opened_at.filter(|_| row.status == Status::SmsPending);
    let first = returned_at(row);
    Some(FilingSummary {
        id: row.id.clone(),
        number: row.number.clone(),
        status: row.status,
        organiser: row.document.organiser.name.clone(),
        domains: main_domains(row),
        step: first.map_or(row.document.step, |(step, _)| step),
        to: going_on(row.status, row.document.step, first),
        updated_at: row.updated_at,
        sms_until: sms_until.map(|at| at.plus(app.config.deadlines.sms)),
        until: turn::until(app, row.status, row.status_since, days),
        unreadable: false,
    })
}

/// What follows a filing's own address where its applicant goes on with it.
fn going_on(status: Status, step: Step, first: Option<(Step, Path)>) -> String {
    match first {
        Some((step, path)) => format!("/{step}?field={path}&then=preview"),
        None if status == Status::Draft => format!("/{step}"),
        None => String::new(),
    }
}

/// Where a filing that came back is to be corrected first: the field of its first reason that still stands and has a page, with that page.
pub fn returned_at(row: &FilingRow) -> Option<(Step, Path)> {
    let mut reasons = row.reasons.iter().filter(|_| row.status.is_back()).map(|reason| reason.finding.path);
    reasons.find_map(|path| Some((beian_rules::step_of(&row.document, path)?, path)))
}

/// The main domain of each site.
pub fn main_domains(row: &FilingRow) -> Vec<String> {
    let first = row.document.sites.iter().filter_map(|site| site.domains.first());
    first.filter(|domain| !domain.trim().is_empty()).cloned().collect()
}

/// A verification as the desktop sees it.
pub fn verification(row: &VerificationRow, now: Timestamp) -> VerificationView {
    VerificationView {
        id: row.id.clone(),
        of: row.of,
        state: row.state_at(now),
        expires_at: row.expires_at,
        expires_in: (row.expires_at.0 - now.0).clamp(0, i64::from(u32::MAX)) as u32,
        remote: row.remote,
        sent_to: row.sent_to.clone(),
        other_phones: row.other_phones,
        revision: row.revision,
        words: row.claimed_at.map(|_| row.words),
        phone_seen_at: row.phone_seen_at,
        declined: row.declined_at.is_some(),
        reasons: with_sentences(row.reasons.clone()),
    }
}

/// Who received the ministry's code: the organiser's person and every site's, each number once, with whom it stands for (短信核验).
fn sms_window(app: &App, row: &FilingRow, opened_at: Timestamp, reported: Option<SmsReport>) -> SmsWindow {
    let organiser = &row.document.organiser.responsible_person;
    let of_sites =
        row.document.sites.iter().map(|site| {
            (PersonRef::Site(site.id), if site.same_person { organiser } else { &site.responsible_person })
        });
    let mut phones: Vec<(String, SmsPhone)> = Vec::new();
    for (role, person) in std::iter::once((PersonRef::Organiser, organiser)).chain(of_sites) {
        let number = normalised_mobile(&person.mobile).unwrap_or_else(|| person.mobile.clone());
        if let Some((_, phone)) = phones.iter_mut().find(|(known, _)| *known == number) {
            phone.roles.push(role.to_string());
            continue;
        }
        let (mobile, document_hint) = (mask_mobile(&number), mask_document(&person.document_number));
        phones.push((number, SmsPhone { mobile, document_hint, roles: vec![role.to_string()] }));
    }
    let phones = phones.into_iter().map(|(_, phone)| phone).collect();
    SmsWindow { opened_at, closes_at: opened_at.plus(app.config.deadlines.sms), phones, reported }
}
