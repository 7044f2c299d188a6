//! No change is missed, none wakes another's waiter, and nothing is left of who has gone.

use super::*;
use futures_util::FutureExt;
use proptest::prelude::*;
use std::sync::atomic::{AtomicU64, Ordering};

/// Longer than any test.
const LONG: Duration = Duration::from_secs(600);

fn filing(n: usize) -> Key {
    Key::Filing(FilingId(n.to_string()))
}

/// What a watch says without waiting.
async fn has_changed(watch: &mut Watch) -> bool {
    tokio::task::unconstrained(watch.changed()).now_or_never().unwrap_or(false)
}

#[test]
fn a_key_prints_and_parses() {
    let id = || "0a1b".to_owned();
    for (key, printed) in [
        (Key::Filing(FilingId(id())), "filing 0a1b"),
        (Key::Verification(VerificationId(id())), "verification 0a1b"),
        (Key::Reading(AttachmentId(id())), "reading 0a1b"),
        (Key::PersonReading(VerificationId(id())), "person-reading 0a1b"),
    ] {
        assert_eq!(key.to_string(), printed);
        assert_eq!(printed.parse(), Ok(key));
    }
    for unknown in ["", "filing", "filings 0a1b"] {
        assert_eq!(unknown.parse::<Key>(), Err(UnknownKey), "{unknown}");
    }
}

#[tokio::test]
async fn what_another_process_names_wakes_who_waits_for_it() {
    let notifier = Notifier::default();
    let mut watch = notifier.watch(filing(1), LONG);
    notifier.announce_printed("filing 2");
    notifier.announce_printed("verification 1");
    notifier.announce_printed("of a newer version");
    assert!(!has_changed(&mut watch).await);
    notifier.announce_printed("filing 1");
    assert!(has_changed(&mut watch).await);
}

#[tokio::test]
async fn what_changed_here_is_to_be_told_once_and_what_others_told_is_not() {
    let notifier = Notifier::default();
    notifier.announce(&filing(1));
    assert!(notifier.outgoing().take().is_empty(), "nobody listens");
    notifier.outgoing().open();
    for n in [1, 2, 1] {
        notifier.announce(&filing(n));
    }
    notifier.announce_printed("filing 3");
    notifier.outgoing().some().await;
    let mut taken = notifier.outgoing().take();
    taken.sort_by_key(Key::to_string);
    assert_eq!(taken, [filing(1), filing(2)]);
    assert!(notifier.outgoing().some().now_or_never().is_none());
    // They could not be told: they wait with those that came since.
    notifier.announce(&filing(4));
    notifier.outgoing().put_back(taken);
    assert_eq!(notifier.outgoing().take().len(), 3);
}

#[tokio::test]
async fn who_may_have_missed_something_looks_again_and_at_the_end_nobody_waits() {
    let notifier = Notifier::default();
    let mut watches: Vec<Watch> = (0..3).map(|n| notifier.watch(filing(n), LONG)).collect();
    notifier.announce_all();
    for watch in &mut watches {
        assert!(has_changed(watch).await && !has_changed(watch).await);
    }
    assert!(notifier.ended().now_or_never().is_none());
    // A change that came before counts; then every wait is over, and no other begins.
    notifier.announce(&filing(0));
    notifier.end();
    notifier.ended().await;
    assert!(watches[0].changed().await);
    watches.push(notifier.watch(filing(9), LONG));
    for watch in &mut watches {
        assert!(!watch.changed().await);
    }
    assert!(notifier.all().is_empty());
}

#[tokio::test]
async fn who_has_no_time_takes_no_place_and_who_has_little_is_told_when_it_is_over() {
    let notifier = Notifier::default();
    let mut none = notifier.watch(filing(1), Duration::ZERO);
    assert!(notifier.all().is_empty());
    notifier.announce(&filing(1));
    assert!(!none.changed().await);
    let mut little = notifier.watch(filing(1), LONG);
    little.at_most(Duration::from_millis(1));
    assert!(!little.changed().await);
    // A change that came before the end counts, also after it.
    notifier.announce(&filing(1));
    assert!(little.changed().await);
}

#[tokio::test]
async fn ten_thousand_take_room_for_as_long_as_they_wait() {
    let notifier = Notifier::default();
    let mut watches: Vec<Watch> = (0..10_000).map(|n| notifier.watch(filing(n), LONG)).collect();
    let (room, others) = (notifier.all().capacity(), watches.split_off(1));
    notifier.announce(&filing(0));
    assert!(has_changed(&mut watches[0]).await);
    for mut watch in others {
        assert!(!has_changed(&mut watch).await);
    }
    assert_eq!(notifier.all().len(), 1);
    assert!(room >= 10_000 && notifier.all().capacity() <= 2 * LEAST_ROOM, "{}", notifier.all().capacity());
    drop(watches);
    assert!(notifier.all().is_empty());
}

/// One thing that happens.
#[derive(Clone, Debug)]
enum Step {
    Watch(usize),
    Announce(usize),
    Look(usize),
    Leave(usize),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0..4usize).prop_map(Step::Watch),
        (0..4usize).prop_map(Step::Announce),
        (0..8usize).prop_map(Step::Look),
        (0..8usize).prop_map(Step::Leave),
    ]
}

proptest! {
    #[test]
    fn a_watch_tells_of_its_own_changes_and_of_each_once(steps in prop::collection::vec(step(), 0..80)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        runtime.block_on(async {
            let notifier = Notifier::default();
            // Each with its key, and whether it has something to tell.
            let mut watches: Vec<(Watch, usize, bool)> = Vec::new();
            for step in steps {
                match step {
                    Step::Watch(key) => watches.push((notifier.watch(filing(key), LONG), key, false)),
                    Step::Announce(key) => {
                        notifier.announce(&filing(key));
                        watches.iter_mut().filter(|(_, own, _)| *own == key).for_each(|(_, _, told)| *told = true);
                    }
                    Step::Look(n) => {
                        if let Some((watch, _, told)) = watches.get_mut(n) {
                            prop_assert_eq!(has_changed(watch).await, std::mem::take(told));
                        }
                    }
                    Step::Leave(n) => {
                        if n < watches.len() {
                            watches.remove(n);
                        }
                    }
                }
                let mut keys: Vec<usize> = watches.iter().map(|(_, key, _)| *key).collect();
                keys.sort_unstable();
                keys.dedup();
                prop_assert_eq!(notifier.all().len(), keys.len());
            }
            Ok(())
        })?;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_change_falls_between_the_look_and_the_wait() {
    const KEYS: usize = 8;
    const CHANGES: u64 = 500;
    let notifier = Notifier::default();
    let states: Arc<Vec<AtomicU64>> = Arc::new((0..KEYS).map(|_| AtomicU64::new(0)).collect());
    let waiters = (0..4 * KEYS).map(|n| {
        let (notifier, states, key) = (notifier.clone(), states.clone(), n % KEYS);
        tokio::spawn(async move {
            let mut known = 0;
            while known < CHANGES {
                // As a long poll does: watch, look, wait; and again with another watch.
                let mut watch = notifier.watch(filing(key), LONG);
                while states[key].load(Ordering::SeqCst) == known {
                    assert!(watch.changed().await, "the time was over before a change was heard");
                }
                known = states[key].load(Ordering::SeqCst);
            }
        })
    });
    let waiters: Vec<_> = waiters.collect();
    let changers = (0..KEYS).map(|key| {
        let (notifier, states) = (notifier.clone(), states.clone());
        tokio::spawn(async move {
            for _ in 0..CHANGES {
                states[key].fetch_add(1, Ordering::SeqCst);
                notifier.announce(&filing(key));
                tokio::task::yield_now().await;
            }
        })
    });
    for task in changers.collect::<Vec<_>>().into_iter().chain(waiters) {
        task.await.unwrap();
    }
    assert!(notifier.all().is_empty());
}
