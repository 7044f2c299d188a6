//! Whom to tell of a change, and what: the applicant and the responsible persons, by SMS and e-mail (备案消息通知).

use crate::messages::stored::{Channel, Message};
use crate::storage::{FilingRow, StandingReason};
use beian_locale::notices::in_china;
use beian_locale::told::{self, About, Reader, Role, Said};
use beian_locale::{Lang, fields};
use beian_model::wire::SiteNumber;
use beian_model::{Event, Filing, PersonRef, SiteId, Timestamp, params};
use beian_rules::{identifiers::email, mask_mobile, normalised_mobile};
use std::collections::{BTreeMap, BTreeSet};

/// Whose account has the filing (办理人).
#[derive(Clone, Debug)]
pub struct Applicant {
    /// Their mobile number; empty where the account has none.
    pub mobile: String,
    /// How others see them.
    pub shown: String,
    /// The language of their messages.
    pub lang: Lang,
}

/// What a message about a filing says beside what happened.
#[derive(Clone, Debug, Default)]
pub struct Saying {
    /// What the reviewer says of the whole; may be empty.
    pub note: String,
    /// Until when the next step must be done.
    pub until: Option<Timestamp>,
    /// Where the pages are; empty where the settings do not tell.
    pub address: String,
}

/// Longest name in a message, in characters: a message is paid by length.
const LONGEST_NAME: usize = 40;

fn short(name: &str) -> String {
    name.trim().chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect()
}

/// The messages of an event: one by SMS to each number and one by e-mail to each address.
pub fn of_event(event: Event, row: &FilingRow, applicant: &Applicant, saying: Saying) -> Vec<Message> {
    let about = about(row, saying);
    let blanks = blanks(&about);
    let text = |reader, lang| told::event(event, &about, reader, lang);
    let mut messages = BTreeMap::new();
    if !applicant.mobile.is_empty() {
        messages.insert((false, applicant.mobile.clone()), text(Reader::Applicant, applicant.lang));
    }
    for (_, person) in row.document.people() {
        let number = normalised_mobile(&person.mobile);
        let is_applicant = number.as_ref() == Some(&applicant.mobile);
        let said = match is_applicant {
            true => text(Reader::Applicant, applicant.lang),
            false => text(Reader::Person(&applicant.shown), Lang::Chinese),
        };
        let address = email::parse(&person.email).map(|address| address.into_owned());
        for to in [number.map(|to| (false, to)), address.map(|to| (true, to))].into_iter().flatten() {
            messages.entry(to).or_insert_with(|| said.clone());
        }
    }
    let channel = |by_email| if by_email { Channel::Email } else { Channel::Sms };
    messages
        .into_iter()
        .filter_map(|((by_email, to), text)| {
            let message = Message::new(channel(by_email), to, text?, event.as_str());
            Some(Message { blanks: blanks.clone(), ..message })
        })
        .collect()
}

/// What its applicant reads of an event.
pub fn to_applicant(event: Event, row: &FilingRow, applicant: &Applicant, saying: Saying) -> Option<String> {
    told::event(event, &about(row, saying), Reader::Applicant, applicant.lang)
}

/// What there is to say of a filing.
pub fn about(row: &FilingRow, saying: Saying) -> About {
    let document = &row.document;
    let numbers = row.numbers.as_ref();
    About {
        number: row.number.clone(),
        organiser: short(&document.organiser.name),
        domains: document.sites.iter().filter_map(|site| main_domain(document, site.id)).collect(),
        reasons: row.reasons.iter().filter_map(|reason| said(document, reason)).collect(),
        note: saying.note,
        until: saying.until,
        phones: phones(document),
        organiser_number: numbers.map(|numbers| numbers.organiser.clone()).unwrap_or_default(),
        site_numbers: numbers
            .map(|numbers| {
                let named =
                    |one: &SiteNumber| (main_domain(document, one.site).unwrap_or_default(), one.number.clone());
                numbers.sites.iter().map(named).collect()
            })
            .unwrap_or_default(),
        address: saying.address,
    }
}

/// What a template of messages about a filing can be filled with.
pub fn blanks(about: &About) -> Vec<(&'static str, String)> {
    vec![
        ("number", about.number.clone()),
        ("organiser", about.organiser.clone()),
        ("domain", about.domains.first().cloned().unwrap_or_default()),
        ("reasons", about.reasons.len().to_string()),
        ("until", about.until.map(in_china).unwrap_or_default()),
        ("icp_number", about.organiser_number.clone()),
        ("address", about.address.clone()),
    ]
}

fn main_domain(document: &Filing, site: SiteId) -> Option<String> {
    document.site(site)?.domains.first().map(|domain| short(domain)).filter(|domain| !domain.is_empty())
}

fn said(document: &Filing, reason: &StandingReason) -> Option<Said> {
    let at = reason.finding.path;
    let text = reason.finding.get(params::TEXT)?;
    let site = at.site().filter(|_| document.sites.len() > 1).and_then(|id| document.site(id));
    Some(Said { at, site: site.map(|site| short(&site.name)).unwrap_or_default(), text })
}

/// Why a filing came back, as its history keeps it: each reason with its field in both languages, and what was said of the whole.
pub fn in_full(row: &FilingRow, note: &str) -> String {
    let reasons = row.reasons.iter().filter_map(|reason| said(&row.document, reason));
    let mut all: Vec<String> = reasons
        .map(|Said { at, site, text }| {
            let [zh, en] = [Lang::Chinese, Lang::English].map(|lang| fields::bare_label(at, lang));
            let site = if site.is_empty() { site } else { format!("“{site}” ") };
            format!("{site}{zh} / {en}：{text}")
        })
        .collect();
    all.extend((!note.is_empty()).then(|| note.to_owned()));
    all.join("\n")
}

/// The numbers that the ministry's codes go to: one for each number, whatever persons have it (短信核验).
pub fn phones(document: &Filing) -> Vec<(Role, String)> {
    let mut roles: BTreeMap<String, BTreeSet<bool>> = BTreeMap::new();
    let mut order = Vec::new();
    for (person, form) in document.people() {
        let Some(number) = normalised_mobile(&form.mobile) else { continue };
        if !order.contains(&number) {
            order.push(number.clone());
        }
        let of = roles.entry(number).or_default();
        of.insert(person == PersonRef::Organiser);
        let also_site = document.sites.iter().any(|site| site.same_person);
        if person == PersonRef::Organiser && also_site {
            of.insert(false);
        }
    }
    let role = |number: &String| match roles.get(number).map(|of| (of.contains(&true), of.contains(&false))) {
        Some((true, true)) => Role::Both,
        Some((true, false)) => Role::Organiser,
        _ => Role::Site,
    };
    order.iter().map(|number| (role(number), mask_mobile(number))).collect()
}
