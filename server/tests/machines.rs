//! The two state machines together, in every order of events up to a bound: an applicant with two tabs, two phones, a reviewer and the
//! clock, over one filing with one responsible person. What decides is the code of the server: `transition`, `verification_transition`
//! and `changes::may`; what is modelled here is that each request reads, then writes over the version that it read.

use beian_model::{Actor, Capture, DocumentType, Event, Status, VerificationState};
use beian_rules::{VerificationEvent, allowed, transition, verification_transition};
use beian_server::access::changes::{By, Change, may};
use stateright::{Checker, Model, Property};

/// Codes that are made for the person, at most.
const MOST_CODES: usize = 3;
const TABS: usize = 2;
const PHONES: u8 = 2;

/// One code, and what became of it.
#[derive(Clone, Debug, Hash, PartialEq, Eq)]
struct Code {
    state: VerificationState,
    /// The phone that claimed it.
    phone: Option<u8>,
    agreed: bool,
    sent: Vec<Capture>,
    /// Something was written to it since the submission that rests on it.
    touched: bool,
}

/// A filing and its codes, oldest first.
#[derive(Clone, Debug, Hash, PartialEq, Eq)]
struct World {
    status: Status,
    /// Which tab has read the present version.
    fresh: [bool; TABS],
    /// The reviewer has.
    reviewer_fresh: bool,
    codes: Vec<Code>,
    /// The code that the last submission rests on.
    submitted: Option<usize>,
    /// What the reviewer had before their eyes when they approved.
    approved: Option<usize>,
    /// The document changed since the last submission.
    edited: bool,
}

impl World {
    /// The verification that counts: the newest that passed.
    fn counts(&self) -> Option<usize> {
        self.codes.iter().rposition(|code| code.state == VerificationState::Passed)
    }

    /// The version grows: whoever read the one before is late.
    fn grow(&mut self) {
        (self.fresh, self.reviewer_fresh) = ([false; TABS], false);
    }

    /// Lets an event happen to a code; nothing where its state does not have it.
    fn advance(&mut self, code: usize, event: VerificationEvent) -> Option<()> {
        let code = self.codes.get_mut(code)?;
        code.state = verification_transition(code.state, event, &code.sent).ok()?;
        code.touched = true;
        Some(())
    }

    /// Ends what is open.
    fn end_open(&mut self, event: VerificationEvent) {
        for code in 0..self.codes.len() {
            let _ = self.advance(code, event);
        }
    }

    /// Moves the filing, as the store writes it.
    fn step(&mut self, event: Event, actor: Actor) -> Option<()> {
        may(Change::Move(event), By::Actor(actor), self.status).ok()?;
        self.status = transition(self.status, event, actor).ok()?;
        self.grow();
        if !self.status.is_editable() {
            self.end_open(VerificationEvent::Revoke);
        }
        Some(())
    }
}

/// What somebody does.
#[derive(Clone, Debug, PartialEq)]
enum Act {
    /// A tab reads the filing.
    Read(usize),
    /// A tab writes the document.
    Edit(usize),
    /// A tab makes a code.
    MakeCode,
    /// A tab ends a code.
    Revoke(usize),
    /// A tab makes something of the filing happen.
    Tab(usize, Event),
    /// A phone does something with a code.
    Phone(u8, usize, VerificationEvent),
    /// A phone sends a capture.
    Send(u8, usize, Capture),
    /// The server decides what a phone finished.
    Decide(usize, VerificationEvent),
    /// The reviewer reads the filing.
    Look,
    /// The reviewer makes something of it happen.
    Reviewer(Event),
    /// The time of a code is over.
    CodeOver(usize),
    /// The time of a filing's state is over.
    Clock(Event),
}

struct System;

impl Model for System {
    type State = World;
    type Action = Act;

    fn init_states(&self) -> Vec<World> {
        vec![World {
            status: Status::Draft,
            fresh: [false; TABS],
            reviewer_fresh: false,
            codes: Vec::new(),
            submitted: None,
            approved: None,
            edited: false,
        }]
    }

    fn actions(&self, world: &World, acts: &mut Vec<Act>) {
        acts.extend([Act::MakeCode, Act::Look]);
        for tab in 0..TABS {
            acts.extend([Act::Read(tab), Act::Edit(tab)]);
            acts.extend(allowed(world.status, Actor::Applicant).map(|event| Act::Tab(tab, event)));
        }
        acts.extend(allowed(world.status, Actor::Reviewer).map(Act::Reviewer));
        acts.extend(allowed(world.status, Actor::Clock).map(Act::Clock));
        for code in 0..world.codes.len() {
            acts.extend([Act::Revoke(code), Act::CodeOver(code)]);
            acts.extend([VerificationEvent::Pass, VerificationEvent::Fail].map(|event| Act::Decide(code, event)));
            for phone in 0..PHONES {
                use VerificationEvent::{Claim, Consent, Decline, Finish, Heartbeat};
                acts.extend([Claim, Consent, Decline, Finish, Heartbeat].map(|event| Act::Phone(phone, code, event)));
                acts.extend(
                    Capture::needed_for(person(), DocumentType::ResidentId)
                        .iter()
                        .map(|one| Act::Send(phone, code, *one)),
                );
            }
        }
    }

    fn next_state(&self, last: &World, act: Act) -> Option<World> {
        let mut world = last.clone();
        match act {
            Act::Read(tab) => world.fresh[tab] = true,
            Act::Look => world.reviewer_fresh = true,
            Act::Edit(tab) => {
                may(Change::Content, By::Actor(Actor::Applicant), world.status).ok()?;
                require(world.fresh[tab])?;
                world.grow();
                (world.fresh[tab], world.edited) = (true, true);
            }
            Act::MakeCode => {
                may(Change::Content, By::Actor(Actor::Applicant), world.status).ok()?;
                require(world.codes.len() < MOST_CODES)?;
                world.end_open(VerificationEvent::Replace);
                let state = VerificationState::Waiting;
                world.codes.push(Code { state, phone: None, agreed: false, sent: Vec::new(), touched: true });
            }
            Act::Revoke(code) => {
                may(Change::GiveUp, By::Actor(Actor::Applicant), world.status).ok()?;
                world.advance(code, VerificationEvent::Revoke)?;
            }
            Act::Tab(tab, event) => {
                require(event != Event::Submit || (world.fresh[tab] && world.counts().is_some()))?;
                world.step(event, Actor::Applicant)?;
                if event == Event::Submit {
                    (world.submitted, world.edited) = (world.counts(), false);
                    world.codes.iter_mut().for_each(|code| code.touched = false);
                }
            }
            Act::Phone(phone, code, event) => phone_does(&mut world, phone, code, event)?,
            Act::Send(phone, code, capture) => {
                let one = world.codes.get_mut(code)?;
                require(one.phone == Some(phone) && one.agreed)?;
                may(Change::Content, By::Phone, world.status).ok()?;
                one.sent.push(capture);
                one.sent.sort();
                one.sent.dedup();
                world.advance(code, VerificationEvent::Capture)?;
            }
            Act::Decide(code, event) => {
                require(world.codes[code].state == VerificationState::Checking)?;
                match may(Change::Content, By::Phone, world.status) {
                    Ok(()) => world.advance(code, event)?,
                    Err(_) => world.advance(code, VerificationEvent::Revoke)?,
                }
                world.grow();
            }
            Act::Reviewer(event) => {
                require(world.reviewer_fresh)?;
                let seen = world.counts();
                world.step(event, Actor::Reviewer)?;
                if event == Event::Approve {
                    world.approved = seen;
                }
            }
            Act::CodeOver(code) => world.advance(code, VerificationEvent::Expire)?,
            Act::Clock(event) => world.step(event, Actor::Clock)?,
        }
        // What a code that has ended was sent matters no more, but to what rests on it.
        for code in world.codes.iter_mut().filter(|code| code.state.is_final()) {
            (code.agreed, code.phone) = (false, None);
            code.sent.clear();
        }
        (world != *last).then_some(world)
    }

    fn properties(&self) -> Vec<Property<System>> {
        vec![
            Property::always("what is with reviewers and bureau is what was submitted", |_, world: &World| {
                if !is_submitted(world.status) {
                    return true;
                }
                world.counts() == world.submitted
                    && !world.edited
                    && world.submitted.is_some_and(|code| !world.codes[code].touched)
            }),
            Property::always("what was approved is what is kept", |_, world: &World| {
                world.status != Status::Approved || (world.approved.is_some() && world.approved == world.counts())
            }),
            Property::always("one code and one phone at a time", |_, world: &World| {
                world.codes.iter().filter(|code| !code.state.is_final()).count() <= 1
            }),
            Property::always("nothing is open that nobody may finish", |_, world: &World| {
                world.status.is_editable() || world.codes.iter().all(|code| code.state.is_final())
            }),
            Property::always("nothing passes that nobody agreed to", |_, world: &World| {
                world.codes.iter().all(|code| code.state != VerificationState::Checking || code.agreed)
            }),
            Property::always("no state without a way out but final ones", |system: &System, world: &World| {
                let open = world.codes.iter().position(|code| !code.state.is_final());
                let ends = |act| system.next_state(world, act).is_some();
                let revoked = open.is_none_or(|code| ends(Act::Revoke(code)));
                let moves = Actor::ALL.iter().any(|actor| allowed(world.status, *actor).next().is_some());
                revoked && (world.status.is_final() || moves)
            }),
            Property::sometimes("a filing is approved", |_, world: &World| world.status == Status::Approved),
            Property::sometimes("a second verification counts", |_, world: &World| {
                world.status == Status::Approved && world.counts() == Some(1)
            }),
            Property::sometimes("a phone is at work when its filing is submitted", |_, world: &World| {
                is_submitted(world.status)
                    && world.codes.last().is_some_and(|code| code.state == VerificationState::Cancelled)
            }),
        ]
    }
}

/// The field that the codes are for.
fn person() -> beian_model::Path {
    beian_model::Path::person(beian_model::PersonRef::Organiser, beian_model::PersonField::Verification)
}

fn require(holds: bool) -> Option<()> {
    holds.then_some(())
}

/// Its applicant does not have it, and it has not lapsed.
fn is_submitted(status: Status) -> bool {
    !status.is_editable() && !matches!(status, Status::Expired | Status::Abandoned)
}

/// What a phone does with a code, as the routes let it.
fn phone_does(world: &mut World, phone: u8, code: usize, event: VerificationEvent) -> Option<()> {
    may(Change::Content, By::Phone, world.status).ok()?;
    let one = world.codes.get_mut(code)?;
    match event {
        VerificationEvent::Claim => {
            require(one.phone.is_none())?;
            one.phone = Some(phone);
        }
        _ => require(one.phone == Some(phone))?,
    }
    match event {
        VerificationEvent::Consent => one.agreed = true,
        VerificationEvent::Decline => require(!one.agreed)?,
        VerificationEvent::Finish => {
            require(
                one.agreed
                    && Capture::needed_for(person(), DocumentType::ResidentId)
                        .iter()
                        .all(|needed| one.sent.contains(needed)),
            )?;
        }
        _ => {}
    }
    world.advance(code, event)
}

#[test]
fn every_order_of_events_keeps_the_invariants() {
    let checker = System.checker().threads(2).spawn_bfs().join();
    println!("{} states", checker.unique_state_count());
    checker.assert_properties();
}
