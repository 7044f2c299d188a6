//! Whom to tell of a change: the applicant and the responsible persons, by SMS and e-mail.

use crate::messages::stored::{Channel, Message};
use crate::storage::FilingRow;
use beian_locale::notices;
use beian_model::Event;
use beian_rules::{identifiers::email, normalised_mobile};
use std::collections::BTreeSet;

/// The messages of an event, each number and address once.
pub fn of_event(event: Event, row: &FilingRow, applicant: &str) -> Vec<Message> {
    let Some(text) = notices::event(event, &row.number) else { return Vec::new() };
    let document = &row.document;
    let people: Vec<_> = document.people().map(|(_, person)| person).collect();
    let mut numbers = BTreeSet::from([applicant.to_owned()]);
    numbers.extend(people.iter().filter_map(|person| normalised_mobile(&person.mobile)));
    let addresses: BTreeSet<String> =
        people.iter().filter_map(|person| Some(email::parse(&person.email)?.into_owned())).collect();
    let message = |channel, to| Message { channel, to, text: text.clone(), code: None };
    let by_sms = numbers.into_iter().map(|to| message(Channel::Sms, to));
    let by_email = addresses.into_iter().map(|to| message(Channel::Email, to));
    by_sms.chain(by_email).collect()
}
