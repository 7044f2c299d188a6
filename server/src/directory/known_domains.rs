//! What is known of domains (the embedded table of the settings), and what stands against one.

use crate::app::App;
use crate::config;
use crate::http::problem::Answer;
use crate::storage::{FilingRow, FoundBy, Held};
use beian_model::params::{self, Day, Param};
use beian_model::{Date, FilingId, Finding, Path, Province, Requirement, Severity};
use beian_rules::checks::domains::{
    DOMAIN_EXPIRES, DOMAIN_FILED, DOMAIN_HOLDER, DOMAIN_LIVE, DOMAIN_PRIVACY, DOMAIN_REGISTRAR, DOMAIN_SUFFIX_SOME,
    DOMAIN_SUFFIX_UNLISTED, DOMAIN_TAKEN, DOMAIN_UNREGISTERED, DOMAIN_UNVERIFIED,
};
use beian_rules::identifiers::domain::Domain;
use beian_rules::identifiers::idn;
use beian_rules::{Rule, text};

/// Days for which a domain must still be registered where the bureau says nothing else (TQ 备案域名).
const DOMAIN_DAYS: u16 = 90;
/// Days until a domain's real-name data have reached the ministry (TQ 备案域名: three calendar days).
const SYNC_DAYS: i64 = 3;

/// What stands against a domain whoever files it, the weightiest first. Its holder is not among it: whose name it is, nobody
/// is told who does not file it.
///
/// # Errors
/// When the database fails.
pub async fn of_domain(app: &App, domain: &Domain<'_>) -> Answer<Vec<Finding>> {
    let entry = app.config.domains.iter().find(|one| Domain::is_same(&one.name, domain.as_str()));
    let taken = || entry.is_some_and(|entry| entry.taken).then_some(&DOMAIN_TAKEN);
    let against = filed(app, domain.as_str(), None).await?.or_else(taken);
    let mut found: Vec<Finding> = against.iter().map(|rule| rule.at(Path::Filing)).collect();
    if let Some(province) = only_in(app, domain) {
        found.push(
            DOMAIN_SUFFIX_SOME.at(Path::Filing).with(params::SUFFIX, suffix(domain)).with(params::PROVINCE, province),
        );
    }
    if let Some(entry) = entry {
        let wrong = states(entry, app.clock.now().date_in_china(), DOMAIN_DAYS, &[]);
        found.extend(wrong.into_iter().map(|wrong| said(Path::Filing, wrong)));
    }
    Ok(found)
}

/// What stands against a domain that a filing names, this one left aside: it is filed here, or about to be.
///
/// # Errors
/// When the database fails.
pub async fn filed(app: &App, domain: &str, but: Option<&FilingId>) -> Answer<Option<&'static Rule>> {
    let Some(by) = FoundBy::domain(domain) else { return Ok(None) };
    let held = app.store.held(&by, but).await?;
    Ok(held.map(|held| if held == Held::Filed { &DOMAIN_FILED } else { &DOMAIN_TAKEN }))
}

/// The suffix of a domain as people read it, without its dot.
fn suffix(domain: &Domain) -> String {
    idn::to_unicode(domain.suffix())
}

/// The province whose bureau alone takes a domain's suffix, where neither the national list nor the operator's has it.
fn only_in(app: &App, domain: &Domain) -> Option<Province> {
    if Domain::parse_with(domain.as_str(), &app.catalogue.suffixes.approved).is_ok() {
        return None;
    }
    let takes = |province: &Province| app.catalogue.approved(Some(*province)).iter().any(|one| one == domain.suffix());
    Province::ALL.iter().copied().find(takes)
}

/// A domain that may be filed somewhere, before a province is chosen.
///
/// # Errors
/// What is wrong with it.
pub fn anywhere<'t>(app: &App, typed: &'t str) -> Result<Domain<'t>, Finding> {
    let mut approved: Vec<String> =
        Province::ALL.iter().flat_map(|province| app.catalogue.approved(Some(*province))).collect();
    approved.sort_unstable();
    approved.dedup();
    let domain = Domain::parse_with(typed, &approved).map_err(|error| error.finding(Path::Filing, typed))?;
    match unlisted(app, &domain, Path::Filing) {
        Some(finding) => Err(finding),
        None => Ok(domain),
    }
}

/// Says that the operator's list of suffixes lacks that of a domain, though the compiled one has it: that is no bureau's refusal.
pub fn unlisted(app: &App, domain: &Domain, at: Path) -> Option<Finding> {
    let own = &app.catalogue.suffixes;
    if !own.refused.iter().any(|one| one == domain.suffix()) {
        return None;
    }
    let date = &own.date;
    let (zh, en) = match app.config.contact.trim() {
        "" => (format!("（名单日期 {date}）"), format!(" (list of {date})")),
        contact => (format!("（名单日期 {date}，客服 {contact}）"), format!(" (list of {date}; {contact})")),
    };
    let finding = DOMAIN_SUFFIX_UNLISTED.at(at).with(params::SUFFIX, suffix(domain));
    Some(finding.with(params::SAY_ZH, zh).with(params::SAY_EN, en))
}

/// What the table knows of a domain that a filing names: the weightiest that stands against it.
pub fn known(app: &App, row: &FilingRow, domain: &Domain, at: Path, organiser: &str) -> Option<Finding> {
    let entry = app.config.domains.iter().find(|one| Domain::is_same(&one.name, domain.as_str()));
    if entry.is_some_and(|entry| entry.taken) {
        return Some(DOMAIN_TAKEN.at(at));
    }
    let asks = row.document.province.and_then(|province| app.catalogue.province(province));
    let asks = || asks.iter().flat_map(|rules| &rules.rules);
    let days = asks().filter_map(|rule| match rule.asks {
        Requirement::DomainDays { days } if rule.severity == Severity::Error => Some(days),
        _ => None,
    });
    let days = days.max().unwrap_or(DOMAIN_DAYS);
    // Where the bureau does not insist on the organisation, its legal representative may own the domain.
    let strict =
        asks().any(|rule| matches!(rule.asks, Requirement::DomainHolder {}) && rule.severity == Severity::Error);
    let legal = row.document.organiser.legal_representative.as_str();
    // At the basic check the legal representative is not yet asked for: whose name it is, the submission tells.
    let owners = match (strict, &*text::name(legal)) {
        (true, _) => vec![organiser],
        (false, "") => Vec::new(),
        (false, _) => vec![organiser, legal],
    };
    let today = app.clock.now().date_in_china();
    states(entry?, today, days, &owners).into_iter().next().map(|wrong| said(at, wrong))
}

/// A rule that a domain breaks, with the day that its words need.
type Wrong = (&'static Rule, Option<(Param<Day>, Date)>);

fn said(at: Path, (rule, param): Wrong) -> Finding {
    let finding = rule.weighing(Severity::Error, at);
    match param {
        Some((param, day)) => finding.with(param, day),
        None => finding,
    }
}

/// What is wrong with a domain, the weightiest first. Of one that is not registered nothing else is known.
fn states(entry: &config::Domain, today: Date, days: u16, owners: &[&str]) -> Vec<Wrong> {
    if entry.unregistered {
        return vec![(&DOMAIN_UNREGISTERED, None)];
    }
    let ends = entry.expires.filter(|until| *until < today.plus_days(i64::from(days)));
    let ready = entry.verified.map(|day| day.plus_days(SYNC_DAYS)).filter(|ready| *ready > today);
    let owned = |holder: &str| owners.is_empty() || owners.iter().any(|owner| text::is_same_name(owner, holder));
    let foreign = entry.holder.as_deref().is_some_and(|holder| !owned(holder));
    let all = [
        entry.foreign_registrar.then_some((&DOMAIN_REGISTRAR, None)),
        ends.map(|until| (&DOMAIN_EXPIRES, Some((params::UNTIL, until)))),
        entry.privacy.then_some((&DOMAIN_PRIVACY, None)),
        ready.map(|ready| (&DOMAIN_UNVERIFIED, Some((params::READY, ready)))),
        foreign.then_some((&DOMAIN_HOLDER, None)),
        entry.live.then_some((&DOMAIN_LIVE, None)),
    ];
    all.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_a_domain() {
        let today: Date = "2026-11-24".parse().unwrap();
        let day = |text: &str| text.parse::<Date>().unwrap();
        let first =
            |entry: &config::Domain, owners: &[&str]| states(entry, today, 90, owners).first().map(|(rule, _)| rule.id);
        let plain = config::Domain {
            name: "example.com".to_owned(),
            taken: false,
            unregistered: false,
            expires: Some(day("2035-05-20")),
            holder: Some("示例一".to_owned()),
            foreign_registrar: false,
            privacy: false,
            verified: Some(day("2026-11-01")),
            live: false,
        };
        let table: [(config::Domain, Option<&str>); 8] = [
            (plain.clone(), None),
            (config::Domain { unregistered: true, live: true, ..plain.clone() }, Some(DOMAIN_UNREGISTERED.id)),
            (config::Domain { foreign_registrar: true, ..plain.clone() }, Some(DOMAIN_REGISTRAR.id)),
            (config::Domain { expires: Some(day("2027-01-01")), ..plain.clone() }, Some(DOMAIN_EXPIRES.id)),
            (config::Domain { privacy: true, ..plain.clone() }, Some(DOMAIN_PRIVACY.id)),
            (config::Domain { verified: Some(day("2026-11-23")), ..plain.clone() }, Some(DOMAIN_UNVERIFIED.id)),
            (config::Domain { holder: Some("别人".to_owned()), ..plain.clone() }, Some(DOMAIN_HOLDER.id)),
            (config::Domain { live: true, ..plain.clone() }, Some(DOMAIN_LIVE.id)),
        ];
        for (entry, rule) in table {
            assert_eq!(first(&entry, &["示例一"]), rule, "{entry:?}");
        }
        let legal = config::Domain { holder: Some("示例甲".to_owned()), ..plain.clone() };
        assert_eq!(first(&legal, &["示例一", "示例甲"]), None);
        assert_eq!(first(&legal, &[]), None, "not yet known");
        assert_eq!(first(&legal, &["示例一"]), Some(DOMAIN_HOLDER.id));
        let both = config::Domain { privacy: true, live: true, ..plain };
        let rules: Vec<&str> = states(&both, today, 90, &[]).into_iter().map(|(rule, _)| rule.id).collect();
        assert_eq!(rules, [DOMAIN_PRIVACY.id, DOMAIN_LIVE.id]);
    }
}
