//! A filing walked through its states at random on a real server: applicants, three colleagues and the clock with its jobs do what they may and
//! what they may not. After each step everything that is seen of the filing is held against the tables; `seen` is what is looked at, `people` who acts.

mod people;
mod seen;

use crate::harness::Server;
use beian_model::{Actor, Event, Status};
use beian_rules::{MOVES, allowed};
use beian_server::config::TwoPersons;
use people::{Asked, COLLEAGUES, People};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use seen::Seen;
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Walks, and the most steps of each.
const WALKS: u32 = 48;
const STEPS: usize = 40;
/// Seconds that pass at once: within and beyond the time to undo, claims, the ministry's window, working days, reminders, the end.
const PAUSES: [i64; 9] = [20, 61, 5 * 3600, 13 * 3600, 25 * 3600, 4 * 86_400, 8 * 86_400, 31 * 86_400, 46 * 86_400];

/// A step: what kind, who, and which one; each picks among what there is.
type Step = (u8, u8, u8);

/// What all walks have come to.
#[derive(Default)]
struct Covered {
    states: BTreeSet<Status>,
    events: BTreeSet<Event>,
    refused: usize,
}

#[test]
fn whatever_happens_the_tables_the_timeline_and_the_messages_agree() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let people = runtime.block_on(People::submitted());
    let settings = [(0, TwoPersons::Off), (60, TwoPersons::Off), (0, TwoPersons::Approve), (60, TwoPersons::Approve)];
    let covered = RefCell::new(Covered::default());
    let steps = vec((0..12_u8, any::<u8>(), any::<u8>()), STEPS / 2..=STEPS);
    ran(WALKS, (0..settings.len(), steps), |(setting, steps)| {
        let (undo, two) = settings[setting];
        runtime.block_on(async { walk(people.copy(undo, two).await, &steps, &covered).await })
    });
    // Luck has led through everything.
    let covered = covered.into_inner();
    let missing: Vec<_> = Status::ALL.iter().filter(|one| !covered.states.contains(one)).collect();
    assert!(missing.is_empty(), "no walk came to {missing:?}");
    let missing: Vec<_> = Event::ALL.iter().filter(|one| !covered.events.contains(one)).collect();
    assert!(missing.is_empty(), "in no walk happened {missing:?}");
    assert!(covered.refused > 50, "{} refusals", covered.refused);
}

/// Runs so many cases, the same ones each time; a failure is made shorter first.
fn ran<S: Strategy>(cases: u32, strategy: S, run: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config { cases, max_shrink_iters: 60, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    match runner.run(&strategy, run) {
        Ok(()) => {}
        Err(TestError::Fail(why, case)) => panic!("{why}\n{case:?}"),
        Err(other) => panic!("{other}"),
    }
}

async fn walk(mut people: People, steps: &[Step], covered: &RefCell<Covered>) -> Result<(), TestCaseError> {
    let mut before = people.look().await;
    before.holds_together()?;
    for step in steps {
        take(&mut people, &mut before, *step, covered).await?;
        covered.borrow_mut().states.insert(before.status);
        covered.borrow_mut().events.extend(before.timeline.iter().filter_map(|entry| entry.event));
    }
    people.timeline_is_stored_as_shown(&before).await
}

/// Takes a step. What is seen afterwards is held against what was seen before.
async fn take(
    people: &mut People,
    before: &mut Seen,
    (kind, who, which): Step,
    covered: &RefCell<Covered>,
) -> Result<(), TestCaseError> {
    let pick = usize::from(which);
    match kind {
        // Something that the state has, by somebody who may, though not by everybody: they take the filing first.
        0..=6 => {
            let moves: Vec<_> =
                MOVES.iter().filter(|one| one.from == before.status && one.actor != Actor::Clock).collect();
            // Most filings are not given up.
            let moves: Vec<_> = moves.into_iter().filter(|one| one.event != Event::Abandon || which > 230).collect();
            let Some(one) = (!moves.is_empty()).then(|| moves[pick % moves.len()]) else { return Ok(()) };
            let asker = match one.actor {
                Actor::Applicant => Asked::Owner,
                _ => Asked::Colleague(usize::from(who) % COLLEAGUES),
            };
            if let Asked::Colleague(n) = asker
                && before.reviewer.as_deref() != Some(people.id_of(n))
            {
                let answer = people.claim(n).await;
                *before = people.after(before, answer, None, covered_refusals(covered)).await?;
            }
            if one.event == Event::Submit {
                people.correct().await;
                *before = people.look().await;
            }
            let asked = people.event(asker, one.event, before.version).await;
            *before = people
                .after(before, asked, Some((asker, one.event, before.version)), covered_refusals(covered))
                .await?;
        }
        // Anything by anybody, over a version that may be old.
        7 | 8 => {
            let asker = Asked::ALL[usize::from(who) % Asked::ALL.len()];
            let event = Event::ALL[pick % Event::ALL.len()];
            let version = if kind == 8 { before.version - 1 } else { before.version };
            let asked = people.event(asker, event, version).await;
            *before = people.after(before, asked, Some((asker, event, version)), covered_refusals(covered)).await?;
        }
        9 => {
            let n = usize::from(who) % COLLEAGUES;
            let answer = match pick % 4 {
                0 => people.claim(n).await,
                1 => people.release(n).await,
                _ => people.undo(n, before.version).await,
            };
            *before = people.after(before, answer, None, covered_refusals(covered)).await?;
        }
        // Two at once, over what both have seen.
        10 => {
            let events: Vec<Event> = allowed(before.status, Actor::Reviewer).collect();
            if events.is_empty() {
                return Ok(());
            }
            let one = events[pick % events.len()];
            let other = events[usize::from(who) % events.len()];
            *before = people.two_at_once(before, one, other).await?;
        }
        _ => {
            *before = people.wait(before, PAUSES[pick % PAUSES.len()]).await?;
        }
    }
    before.holds_together()
}

/// Counts refusals.
fn covered_refusals(covered: &RefCell<Covered>) -> impl FnOnce() + '_ {
    || covered.borrow_mut().refused += 1
}

/// A server that is not the one of another walk.
async fn apart(server: &Server, undo: i64, two: TwoPersons) -> Server {
    server
        .copy_with(|config| {
            config.review.undo_seconds = undo;
            config.review.two_persons = two;
        })
        .await
}
