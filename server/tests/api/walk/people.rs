//! Who acts on the filing of a walk: its applicant, another one, somebody who is not signed in, three colleagues; and what each may.

use super::apart;
use super::seen::{Seen, message};
use crate::harness::{Answer, Client, MOBILE, Server};
use crate::marks::colleague;
use crate::steps::{Prepared, prepare, submit};
use beian_model::wire::Role;
use beian_model::{Actor, Event, FilingId, Status, TimelineEntry, Timestamp};
use beian_rules::transition;
use beian_rules::working_days::PROMISED;
use beian_server::access::asker::{Asker, HeldBy};
use beian_server::access::changes::Change;
use beian_server::access::decide::Verdict;
use beian_server::access::table::{Action, Besides};
use beian_server::config::TwoPersons;
use beian_server::jobs::scheduler;
use http::{Method, StatusCode};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// How many colleagues there are.
pub const COLLEAGUES: usize = 3;
/// The responsible person's number and address, as the sample has them.
const PERSON: (&str, &str) = ("13800100500", "person@example.com");
/// Whom seniors are told by.
const SENIOR: &str = "senior@example.com";
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;
/// For how long what was proved holds at least, in seconds: a submission may be refused later.
const PROVED_FOR: i64 = DAY;
/// Longer than any walk, in seconds.
const LONG: i64 = 100_000 * DAY;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The applicant whose filing it is.
    Owner,
    /// Another applicant.
    Other,
    /// Nobody who is signed in.
    Stranger,
    /// A colleague: two reviewers and a senior.
    Colleague(usize),
}

impl Asked {
    /// Everybody.
    pub const ALL: [Asked; 6] =
        [Asked::Owner, Asked::Other, Asked::Stranger, Asked::Colleague(0), Asked::Colleague(1), Asked::Colleague(2)];
}

/// The filing, and everybody.
pub struct People {
    server: Server,
    id: String,
    begun: Timestamp,
    owner: Client,
    other: Client,
    colleagues: Vec<(Client, String, Role)>,
    two: TwoPersons,
    undo: i64,
    /// How often something was sent under a key, or written.
    count: usize,
    /// The newest reminder of a state, by its beginning: after so many seconds.
    reminded: BTreeMap<i64, i64>,
    /// The beginnings of states of which seniors were told.
    escalated: BTreeSet<i64>,
}

/// The operation that makes an event happen; nothing makes a filing lapse but time.
fn action(event: Event) -> Option<Action> {
    Action::ALL.iter().copied().find(|action| action.change() == Some(Change::Move(event)))
}

impl People {
    /// A filing that was submitted a moment ago.
    pub async fn submitted() -> People {
        let server = Server::with(|config| {
            (config.sessions.idle, config.sessions.absolute) = (LONG, LONG);
            config.outbox.keep_days = LONG / DAY;
        })
        .await;
        let mut owner = server.applicant(MOBILE).await;
        let other = server.applicant("13900139000").await;
        let mut colleagues = Vec::new();
        for (name, role) in [("first", Role::Reviewer), ("second", Role::Reviewer), ("senior", Role::Senior)] {
            let client = colleague(&server, name, role).await;
            let id = server.texts(&format!("SELECT id AS line FROM staff WHERE name = '{name}'")).await;
            colleagues.push((client, id[0].clone(), role));
        }
        let Prepared { id, version, .. } = prepare(&server, &mut owner).await;
        submit(&mut owner, &id, version, "first-key").await.is(StatusCode::OK);
        let begun = server.app.clock.now();
        let (reminded, escalated) = (BTreeMap::new(), BTreeSet::new());
        People {
            server,
            id,
            begun,
            owner,
            other,
            colleagues,
            two: TwoPersons::Off,
            undo: 0,
            count: 0,
            reminded,
            escalated,
        }
    }

    /// The same on a server of its own, with these settings.
    pub async fn copy(&self, undo: i64, two: TwoPersons) -> People {
        let server = apart(&self.server, undo, two).await;
        let colleagues = self.colleagues.iter().map(|(client, id, role)| (client.at(&server), id.clone(), *role));
        let people = People {
            id: self.id.clone(),
            begun: self.begun,
            owner: self.owner.at(&server),
            other: self.other.at(&server),
            colleagues: colleagues.collect(),
            two,
            undo,
            count: 0,
            reminded: BTreeMap::new(),
            escalated: BTreeSet::new(),
            server,
        };
        people.tick().await;
        people
    }

    /// The id of a colleague.
    pub fn id_of(&self, n: usize) -> &str {
        &self.colleagues[n].1
    }

    async fn tick(&self) {
        scheduler::tick(&self.server.app).await.unwrap();
    }

    /// What is seen of the filing.
    pub async fn look(&mut self) -> Seen {
        let id = FilingId(self.id.clone());
        let store = &self.server.app.store;
        let row = store.filing(&id).await.unwrap().unwrap();
        let mut messages = store.messages(10_000).await.unwrap();
        messages.retain(|sent| sent.code.is_none());
        messages.reverse();
        let pending = store.pending_decision(&id).await.unwrap();
        let first = store.first_approval(&id).await.unwrap();
        let view = self.owner.get(&format!("/filings/{id}")).await.is(StatusCode::OK).json();
        assert_eq!(view["status"], json!(row.status.as_str()));
        let timeline: Vec<TimelineEntry> = serde_json::from_value(view["timeline"].clone()).unwrap();
        Seen {
            status: row.status,
            version: row.version,
            since: row.status_since,
            reviewer: row.reviewer,
            reasons: row.reasons.len(),
            timeline,
            messages: messages.into_iter().map(message).collect(),
            pending: pending.map(|one| (one.event, one.until)),
            first: first.map(|(by, ..)| by),
        }
    }

    fn client(&self, asked: Asked) -> Client {
        match asked {
            Asked::Owner => self.owner.clone(),
            Asked::Other => self.other.clone(),
            Asked::Stranger => self.server.stranger(),
            Asked::Colleague(n) => self.colleagues[n].0.clone(),
        }
    }

    /// Asks for an event over a version; nothing where no operation makes it happen.
    pub async fn event(&mut self, asked: Asked, event: Event, version: u64) -> Option<Answer> {
        self.count += 1;
        ask(self.client(asked), action(event)?, event, &self.id, version, self.count).await
    }

    async fn colleague(&self, n: usize, what: &str) -> Answer {
        self.client(Asked::Colleague(n)).post(&format!("/staff/filings/{}/{what}", self.id), Value::Null).await
    }

    /// A colleague takes it.
    pub async fn claim(&self, n: usize) -> Option<Answer> {
        Some(self.colleague(n, "claim").await)
    }

    /// A colleague gives it back.
    pub async fn release(&self, n: usize) -> Option<Answer> {
        Some(self.colleague(n, "release").await)
    }

    /// A colleague undoes what was decided.
    pub async fn undo(&self, n: usize, version: u64) -> Option<Answer> {
        let (path, tag) = (format!("/staff/filings/{}/decision", self.id), format!("\"{version}\""));
        let mut client = self.client(Asked::Colleague(n));
        Some(client.call(Method::DELETE, &path, Value::Null, &[("if-match", &tag)]).await)
    }

    /// The applicant changes the field that is returned, where the filing is theirs to change.
    pub async fn correct(&mut self) {
        let view = self.owner.get(&format!("/filings/{}", self.id)).await.is(StatusCode::OK).json();
        let status: Status = view["status"].as_str().unwrap().parse().unwrap();
        if status.is_editable() {
            self.count += 1;
            let mut document = view["filing"].clone();
            document["organiser"]["address"] = json!(format!("天河区体育西路 {} 号", self.count));
            let version = view["version"].as_u64().unwrap();
            self.owner.save(&self.id, version, &document).await.is(StatusCode::OK);
        }
    }

    fn asker(&self, asked: Asked, before: &Seen) -> Asker {
        match asked {
            Asked::Owner => Asker::Applicant { owns: true },
            Asked::Other => Asker::Applicant { owns: false },
            Asked::Stranger => Asker::Nobody,
            Asked::Colleague(n) => {
                let (_, id, role) = &self.colleagues[n];
                Asker::Colleague { role: *role, held: HeldBy::of(before.reviewer.as_deref(), id) }
            }
        }
    }

    /// Whether the tables allow it: who may do what, and which state comes next.
    fn allowed(&self, asked: Asked, event: Event, before: &Seen) -> Result<Option<Status>, TestCaseError> {
        let Some(action) = action(event) else { return Ok(None) };
        if action.decide(self.asker(asked, before), Some(before.status)) != Verdict::Allowed {
            return Ok(None);
        }
        let actor = if matches!(asked, Asked::Colleague(_)) { Actor::Reviewer } else { Actor::Applicant };
        let next = transition(before.status, event, actor);
        prop_assert!(next.is_ok(), "{event} by {asked:?} in {} is allowed and leads nowhere", before.status);
        Ok(next.ok())
    }

    /// Whether it must be refused, must be done, or is a matter of what the document says and of how long what was proved holds.
    fn must(&self, asked: Asked, event: Event, version: u64, before: &Seen) -> Result<Option<bool>, TestCaseError> {
        if self.allowed(asked, event, before)?.is_none() {
            return Ok(Some(false));
        }
        let over = action(event).is_some_and(|action| action.besides() == Besides::Version) || event == Event::Submit;
        if over && version != before.version {
            return Ok(Some(false));
        }
        let is_decision = matches!(event, Event::Approve | Event::Return | Event::Reject);
        let is_second = matches!(asked, Asked::Colleague(n) if before.first.as_deref() == Some(self.id_of(n)));
        Ok(match event {
            _ if is_decision && before.pending.is_some() => Some(false),
            Event::Approve if is_second => Some(false),
            Event::Submit if before.reasons > 0 => Some(false),
            Event::Submit if self.server.app.clock.now().0 - self.begun.0 > PROVED_FOR => None,
            _ => Some(true),
        })
    }

    /// What is seen after a request, held against what was seen before. `asked`: who wanted which event, over which version; nothing where
    /// the state was to stay.
    pub async fn after(
        &mut self,
        before: &Seen,
        answer: Option<Answer>,
        asked: Option<(Asked, Event, u64)>,
        refused: impl FnOnce(),
    ) -> Result<Seen, TestCaseError> {
        let now = self.look().await;
        let Some(answer) = answer else {
            before.is_untouched(&now)?;
            return Ok(now);
        };
        let said = String::from_utf8_lossy(&answer.body).into_owned();
        prop_assert!(!answer.status.is_server_error(), "{said}");
        let done = answer.status.is_success();
        if !done {
            refused();
            before.is_untouched(&now)?;
        }
        let Some((asked, event, version)) = asked else {
            before.stands_as_before(&now)?;
            return Ok(now);
        };
        let must = self.must(asked, event, version, before)?;
        prop_assert!(must.is_none_or(|must| must == done), "{event} by {asked:?}: {must:?}, {said}\n{before:?}");
        if done {
            let next = self.allowed(asked, event, before)?;
            match before.entries_of(&now)? {
                [] => {
                    before.stands_as_before(&now)?;
                    let can_be_undone = self.undo > 0 && now.pending.is_some_and(|(one, _)| one == event);
                    let is_first = self.two == TwoPersons::Approve && event == Event::Approve;
                    prop_assert!(
                        can_be_undone || (is_first && now.first.is_some()),
                        "{event} was done, and nothing is seen of it"
                    );
                }
                [entry] => prop_assert_eq!((entry.event, Some(entry.status)), (Some(event), next)),
                more => prop_assert!(false, "one event has {} entries", more.len()),
            }
        }
        self.all_are_told(before, &now, Vec::new())?;
        Ok(now)
    }

    /// The colleague who has it decides twice at once, as from two windows: one of the two is done, and the other is refused.
    pub async fn two_at_once(&mut self, before: &Seen, one: Event, other: Event) -> Result<Seen, TestCaseError> {
        let mut before = before.clone();
        if before.reviewer.is_none() {
            let answer = self.claim(0).await;
            before = self.after(&before, answer, None, || ()).await?;
        }
        let Some(holder) = (0..COLLEAGUES).find(|n| before.reviewer.as_deref() == Some(self.id_of(*n))) else {
            return Ok(before);
        };
        let asked = Asked::Colleague(holder);
        let musts =
            [self.must(asked, one, before.version, &before)?, self.must(asked, other, before.version, &before)?];
        let (first, second) = (self.client(asked), self.client(asked));
        let (Some(one), Some(other)) = (action(one).zip(Some(one)), action(other).zip(Some(other))) else {
            return Ok(before);
        };
        let asks = |client, (action, event): (Action, Event)| ask(client, action, event, &self.id, before.version, 0);
        let (first, second) = tokio::join!(asks(first, one), asks(second, other));
        let done = [first, second].into_iter().flatten().filter(|answer| answer.status.is_success()).count();
        let expected = usize::from(musts.contains(&Some(true)));
        prop_assert_eq!(done, expected, "{:?} and {:?} at once: {:?}\n{:?}", one, other, musts, before);
        let now = self.look().await;
        prop_assert!(before.entries_of(&now)?.len() <= 1);
        self.all_are_told(&before, &now, Vec::new())?;
        Ok(now)
    }

    /// Time passes, and what is due happens: once, however often the jobs look.
    pub async fn wait(&mut self, before: &Seen, seconds: i64) -> Result<Seen, TestCaseError> {
        self.server.app.clock.advance(seconds);
        let at = self.server.app.clock.now();
        // Everybody has been there all the time: sessions that nobody used for long are forgotten.
        self.server.sql(&format!("UPDATE sessions SET seen_at = {}", at.0)).await;
        self.tick().await;
        let now = self.look().await;
        let expected = match before.pending {
            Some((event, until)) if until <= at => Some((event, Actor::Reviewer)),
            _ => self.by_the_clock(before, at),
        };
        let entries: Vec<_> = before.entries_of(&now)?.iter().map(|one| (one.event, one.actor)).collect();
        let wanted: Vec<_> = expected.into_iter().map(|(event, actor)| (Some(event), actor)).collect();
        prop_assert_eq!(entries, wanted, "after {} seconds\n{:?}", seconds, before);
        let besides = self.reminders(&now, at).await;
        self.all_are_told(before, &now, besides)?;
        self.tick().await;
        let again = self.look().await;
        now.is_untouched(&again)?;
        Ok(again)
    }

    /// What the clock makes of a state by now.
    fn by_the_clock(&self, before: &Seen, at: Timestamp) -> Option<(Event, Actor)> {
        let deadlines = &self.server.app.config.deadlines;
        let lasted = at.0 - before.since.0;
        match before.status {
            Status::SmsPending => (lasted >= deadlines.sms).then_some((Event::SmsFailed, Actor::Clock)),
            Status::Draft | Status::NeedsFix | Status::FirstRejected | Status::BureauRejected => {
                (lasted >= deadlines.idle_days * DAY).then_some((Event::Expire, Actor::Clock))
            }
            _ => None,
        }
    }

    /// Whom a look reminds of a filing that is as it is now, and that it was not reminded of yet.
    async fn reminders(&mut self, now: &Seen, at: Timestamp) -> Vec<(String, String)> {
        let (since, lasted) = (now.since.0, at.0 - now.since.0);
        let sms = |to: &str| ("sms".to_owned(), to.to_owned());
        let (after, to): (&[i64], Vec<_>) = match now.status {
            Status::SmsPending => (&[12 * HOUR, 22 * HOUR], vec![sms(MOBILE), sms(PERSON.0)]),
            one if one.is_editable() => (&[7 * DAY, 15 * DAY, 30 * DAY, 42 * DAY], vec![sms(MOBILE)]),
            Status::FirstReview | Status::Resubmitted | Status::ToBureau | Status::SmsFailed => {
                let days = self.server.app.store.working_days().await.unwrap();
                let is_late = now.since < days.late_before(at, PROMISED);
                let told = is_late && self.escalated.insert(since);
                return told.then(|| ("email".to_owned(), SENIOR.to_owned())).into_iter().collect();
            }
            _ => return Vec::new(),
        };
        let due = after.iter().copied().filter(|after| *after <= lasted).max();
        let is_new = due > self.reminded.get(&since).copied();
        match due.filter(|_| is_new) {
            Some(due) => {
                self.reminded.insert(since, due);
                to
            }
            None => Vec::new(),
        }
    }

    /// Since then everybody got one message of each event that they are told of, and these besides: no more, and none twice.
    fn all_are_told(&self, before: &Seen, now: &Seen, besides: Vec<(String, String)>) -> Result<(), TestCaseError> {
        let mut expected = besides;
        for entry in before.entries_of(now)? {
            if !matches!(entry.event, None | Some(Event::Withdraw | Event::Abandon)) {
                let to = [("sms", MOBILE), ("sms", PERSON.0), ("email", PERSON.1)];
                expected.extend(to.map(|(kind, to)| (kind.to_owned(), to.to_owned())));
            }
        }
        expected.sort();
        prop_assert_eq!(before.sent_since(now)?, expected);
        Ok(())
    }

    /// What is stored of the timeline says where each entry came from, and how long the state before had lasted.
    pub async fn timeline_is_stored_as_shown(&self, seen: &Seen) -> Result<(), TestCaseError> {
        let columns = "came_from || ' ' || coalesce(event, '-') || ' ' || status || ' ' || CAST(lasted AS TEXT)";
        let sql = format!("SELECT {columns} AS line FROM timeline WHERE filing = '{}' ORDER BY id", self.id);
        let mut expected = vec![" - draft 0".to_owned()];
        for pair in seen.timeline.windows(2) {
            let [from, to] = pair else { continue };
            let event = to.event.map(|event| event.as_str()).unwrap_or_default();
            expected.push(format!("{} {event} {} {}", from.status, to.status, to.at.0 - from.at.0));
        }
        prop_assert_eq!(self.server.texts(&sql).await, expected);
        Ok(())
    }
}

/// Asks for an event over a version, as its page does.
async fn ask(mut client: Client, action: Action, event: Event, id: &str, version: u64, n: usize) -> Option<Answer> {
    let (method, path) = action.address();
    let body = match event {
        Event::Return | Event::Reject | Event::BureauReject => {
            json!({ "reasons": [{ "path": "organiser.address", "text": "请写到门牌号" }] })
        }
        Event::BureauApprove => json!({ "organiser": "粤ICP备12345678号", "sites": [] }),
        Event::Approve | Event::Withdraw | Event::Abandon => json!({}),
        _ => Value::Null,
    };
    let (tag, key) = (format!("\"{version}\""), format!("key-of-a-walk-{n}"));
    let method: Method = method.to_uppercase().parse().ok()?;
    let headers = [("if-match", tag.as_str()), ("idempotency-key", key.as_str())];
    Some(client.call(method, &path.replace("{id}", id), body, &headers).await)
}
