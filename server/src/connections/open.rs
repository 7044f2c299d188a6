//! The connections that are open: counted by address and in all, each either under way with a request or at rest. Where there is no
//! place for another, the one that has rested longest makes room; where none rests, nobody is let in.

use futures_util::task::AtomicWaker;
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::Waker;
use std::time::Duration;
use tokio::time::Instant;

/// How many connections there may be, and how long each may rest.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// In all.
    pub most: usize,
    /// From one address.
    pub per_address: usize,
    /// From its beginning to the end of the first request's head.
    pub head: Duration,
    /// From an answer to the end of the next request's head; and while nothing of an answer is taken.
    pub idle: Duration,
}

/// The connections that are open.
#[derive(Clone)]
pub struct Open(Arc<Shared>);

struct Shared {
    limits: Limits,
    groups: Mutex<Groups>,
}

#[derive(Default)]
struct Groups {
    made: u64,
    all: Group,
    by_address: HashMap<IpAddr, Group>,
}

/// Those that are counted together.
#[derive(Default)]
struct Group {
    count: usize,
    /// Those at rest, the longest first: since when, and a number.
    resting: BTreeMap<(Instant, u64), Arc<Connection>>,
}

/// One connection.
pub struct Connection {
    open: Open,
    number: u64,
    /// Whose it is, where connections of one address are counted.
    address: Option<IpAddr>,
    state: Mutex<State>,
    /// Nothing more of an answer is taken at the moment.
    blocked: AtomicBool,
    waker: AtomicWaker,
}

#[derive(Clone, Copy)]
struct State {
    under_way: u32,
    /// When the last request ended, or the connection began.
    since: Instant,
    has_asked: bool,
    /// It made room for another, or is gone.
    has_ended: bool,
}

/// A request of a connection, until it is dropped.
pub struct UnderWay(Arc<Connection>);

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Groups {
    /// Changes the groups that a connection of this address is in.
    fn change(&mut self, address: Option<IpAddr>, change: impl Fn(&mut Group)) {
        change(&mut self.all);
        let Some(address) = address else { return };
        let group = self.by_address.entry(address).or_default();
        change(group);
        if group.count == 0 {
            self.by_address.remove(&address);
        }
    }

    /// Whether a group has a place, if need be because its longest at rest is ended.
    fn has_place(&mut self, address: Option<IpAddr>, most: usize) -> bool {
        let group = match address {
            Some(address) => self.by_address.get(&address),
            None => Some(&self.all),
        };
        let Some(group) = group.filter(|group| group.count >= most) else { return true };
        let Some(longest) = group.resting.values().next().cloned() else { return false };
        self.end(&longest);
        true
    }

    /// Takes a connection out of its groups, and tells it.
    fn end(&mut self, connection: &Connection) {
        let state = {
            let mut state = lock(&connection.state);
            if std::mem::replace(&mut state.has_ended, true) {
                return;
            }
            *state
        };
        self.change(connection.address, |group| {
            group.count -= 1;
            group.resting.remove(&(state.since, connection.number));
        });
        connection.waker.wake();
    }
}

impl Open {
    /// None are open yet.
    pub fn new(limits: Limits) -> Open {
        Open(Arc::new(Shared { limits, groups: Mutex::default() }))
    }

    /// How many there may be.
    pub fn limits(&self) -> Limits {
        self.0.limits
    }

    /// Lets a connection in, and counts it for an address where one is named; nothing where there is no place.
    pub fn enter(&self, address: Option<IpAddr>) -> Option<Arc<Connection>> {
        let mut groups = lock(&self.0.groups);
        if address.is_some() && !groups.has_place(address, self.0.limits.per_address) {
            return None;
        }
        if !groups.has_place(None, self.0.limits.most) {
            return None;
        }
        groups.made += 1;
        let since = Instant::now();
        let connection = Arc::new(Connection {
            open: self.clone(),
            number: groups.made,
            address,
            state: Mutex::new(State { under_way: 0, since, has_asked: false, has_ended: false }),
            blocked: AtomicBool::new(false),
            waker: AtomicWaker::new(),
        });
        groups.change(address, |group| {
            group.count += 1;
            group.resting.insert((since, connection.number), connection.clone());
        });
        Some(connection)
    }
}

impl Connection {
    /// Begins a request.
    pub fn begin(self: &Arc<Self>) -> UnderWay {
        let mut groups = lock(&self.open.0.groups);
        let state = {
            let mut state = lock(&self.state);
            state.under_way += 1;
            state.has_asked = true;
            *state
        };
        if state.under_way == 1 && !state.has_ended {
            groups.change(self.address, |group| drop(group.resting.remove(&(state.since, self.number))));
        }
        UnderWay(self.clone())
    }

    /// It must end: it made room for another.
    pub fn has_ended(&self) -> bool {
        lock(&self.state).has_ended
    }

    /// Until when it may rest, from its last request or from a later time at which something moved; nothing while a request is under way.
    pub fn rests_until(&self, moved: Instant) -> Option<Instant> {
        let state = *lock(&self.state);
        let limits = self.open.limits();
        let limit = if state.has_asked { limits.idle } else { limits.head };
        (state.under_way == 0).then(|| state.since.max(moved) + limit)
    }

    /// Says whether something was written that is not taken yet.
    pub fn blocks(&self, blocked: bool) {
        self.blocked.store(blocked, Ordering::Relaxed);
    }

    /// Something was written that is not taken yet.
    pub fn is_blocked(&self) -> bool {
        self.blocked.load(Ordering::Relaxed)
    }

    /// Longest time in which nothing of an answer is taken.
    pub fn longest_block(&self) -> Duration {
        self.open.limits().idle
    }

    /// Wakes this at the end of a request, and where it must end.
    pub fn wakes(&self, waker: &Waker) {
        self.waker.register(waker);
    }

    /// Gives its place back.
    pub fn leave(&self) {
        lock(&self.open.0.groups).end(self);
    }
}

impl Drop for UnderWay {
    fn drop(&mut self) {
        let connection = &self.0;
        let mut groups = lock(&connection.open.0.groups);
        let state = {
            let mut state = lock(&connection.state);
            state.under_way -= 1;
            state.since = Instant::now();
            *state
        };
        if state.under_way == 0 && !state.has_ended {
            groups.change(connection.address, |group| {
                group.resting.insert((state.since, connection.number), connection.clone());
            });
        }
        connection.waker.wake();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: Option<IpAddr> = Some(IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1)));
    const OTHER: Option<IpAddr> = Some(IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 2)));

    fn open(most: usize, per_address: usize) -> Open {
        let (head, idle) = (Duration::from_secs(15), Duration::from_secs(75));
        Open::new(Limits { most, per_address, head, idle })
    }

    #[test]
    fn who_rests_longest_makes_room_of_the_same_address_first() {
        let open = open(5, 2);
        let (elder, first) = (open.enter(OTHER).unwrap(), open.enter(ONE).unwrap());
        let second = open.enter(ONE).unwrap();
        let third = open.enter(ONE).unwrap();
        assert!(first.has_ended() && !elder.has_ended() && !second.has_ended(), "its own address's longest");
        first.leave();
        drop(second.begin());
        let fourth = open.enter(ONE).unwrap();
        assert!(third.has_ended() && !second.has_ended(), "the second has asked since");
        // A proxy's are counted in all alone.
        let proxied: Vec<_> = (0..3).map(|_| open.enter(None).unwrap()).collect();
        assert!(elder.has_ended() && !fourth.has_ended(), "of all the longest");
        [second, fourth].iter().chain(&proxied).for_each(|one| one.leave());
        let groups = lock(&open.0.groups);
        assert_eq!((groups.all.count, groups.all.resting.len(), groups.by_address.len()), (0, 0, 0));
    }

    #[test]
    fn where_all_are_under_way_nobody_is_let_in() {
        let open = open(3, 2);
        let all: Vec<_> = [ONE, ONE, OTHER].into_iter().map(|address| open.enter(address).unwrap()).collect();
        let mut requests: Vec<_> = all.iter().map(Connection::begin).collect();
        assert!(open.enter(ONE).is_none() && open.enter(None).is_none());
        // Of two requests at once the second still goes on.
        let again = all[0].begin();
        drop(requests.remove(0));
        assert!(all[0].rests_until(Instant::now()).is_none() && open.enter(ONE).is_none());
        drop(again);
        assert!(open.enter(ONE).is_some() && all[0].has_ended());
        assert!(requests.len() == 2 && !all[1].has_ended() && !all[2].has_ended());
    }

    #[test]
    fn the_first_head_has_less_time_than_the_next_and_an_answer_that_goes_out_prolongs_it() {
        let open = open(1, 1);
        let connection = open.enter(ONE).unwrap();
        let begun = lock(&connection.state).since;
        assert_eq!(connection.rests_until(begun), Some(begun + Duration::from_secs(15)));
        let request = connection.begin();
        assert_eq!(connection.rests_until(begun), None);
        drop(request);
        let since = lock(&connection.state).since;
        assert_eq!(connection.rests_until(begun), Some(since + Duration::from_secs(75)));
        let moved = since + Duration::from_secs(9);
        assert_eq!(connection.rests_until(moved), Some(moved + Duration::from_secs(75)));
    }
}
