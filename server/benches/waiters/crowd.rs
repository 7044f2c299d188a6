//! All pages at once: each waits, or asks every so often, on a connection of its own.

use crate::Done;
use crate::page::{Answer, Page};
use crate::seed::{Change, Kind, Seed, document};
use crate::server::{Cost, Server};
use std::cell::{Cell, RefCell};
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::{Duration, Instant};
use tokio::task::{JoinSet, LocalSet};
use tokio::time::{MissedTickBehavior, interval, sleep};

/// How a page learns of a change.
#[derive(Clone, Copy)]
pub enum Manner {
    /// It waits at the server, 25 seconds at a time.
    Waiting,
    /// It asks, and asks again after so long.
    Asking(Duration),
}

/// How long each is measured.
const WINDOW: Duration = Duration::from_secs(20);
/// Longest wait of a page that waits, with something to spare.
const ROUND: Duration = Duration::from_secs(27);
/// Longest time in which what was begun comes to its end.
const PATIENCE: Duration = Duration::from_secs(60);

/// What pages and who changes what they show tell each other.
struct Shared {
    to: SocketAddr,
    seeds: Vec<Seed>,
    /// The version that each page knows.
    known: Vec<Cell<u64>>,
    /// When a change was sent that the page has not heard of.
    sent: Vec<Cell<Option<Instant>>>,
    /// From each change to its page's answer.
    times: RefCell<Vec<Duration>>,
    answers: Cell<u64>,
    failed: RefCell<Option<String>>,
}

/// Pages that are there.
pub struct Crowd {
    shared: Rc<Shared>,
    local: LocalSet,
    pages: RefCell<JoinSet<()>>,
    /// How many pages have changed, by kind.
    next: [Cell<usize>; Kind::ALL.len()],
    files_before: usize,
}

/// What another tab saves: a filing of this number that is not as it was.
fn changed_document(number: usize) -> Done<Vec<u8>> {
    let mut changed = document(number);
    changed.organiser.remark = "changed".to_owned();
    Ok(serde_json::to_vec(&changed)?)
}

impl Shared {
    async fn page(self: Rc<Self>, number: usize, manner: Manner) {
        if let Err(error) = self.goes_on(number, manner).await {
            self.failed.borrow_mut().get_or_insert(format!("page {number}: {error}"));
        }
    }

    async fn goes_on(&self, number: usize, manner: Manner) -> Done<()> {
        let seed = &self.seeds[number];
        let mut page = Page::connect(self.to, number).await?;
        loop {
            let waits = matches!(manner, Manner::Waiting) && self.known[number].get() > 0;
            let Answer { status, version } = page.get(seed, self.known[number].get(), waits).await?;
            self.answers.set(self.answers.get() + 1);
            match status {
                200 => {
                    self.known[number].set(version);
                    if let Some(sent) = self.sent[number].take() {
                        self.times.borrow_mut().push(sent.elapsed());
                    }
                }
                304 => {}
                status => return Err(format!("status {status}").into()),
            }
            if let Manner::Asking(pause) = manner {
                sleep(pause).await;
            }
        }
    }

    async fn change(self: Rc<Self>, number: usize, pool: Rc<RefCell<Vec<Page>>>) {
        let seed = &self.seeds[number];
        let changed = async {
            let spare = pool.borrow_mut().pop();
            let mut page = match spare {
                Some(page) => page,
                None => Page::connect(self.to, number).await?,
            };
            let known = self.known[number].get();
            self.sent[number].set(Some(Instant::now()));
            let made = match &seed.change {
                Change::Save => page.save(seed, known, &changed_document(number)?).await?,
                Change::Claim(secret) => page.claim(secret).await?,
            };
            pool.borrow_mut().push(page);
            if made.status == 200 { Ok(()) } else { Err::<(), _>(format!("not made: {}", made.status).into()) }
        };
        let changed: Done<()> = changed.await;
        if let Err(error) = changed {
            self.failed.borrow_mut().get_or_insert(format!("change of {number}: {error}"));
        }
    }
}

impl Crowd {
    /// Lets all come, spread over a round, and waits until each was answered twice.
    pub async fn gather(server: &Server, seeds: &[Seed], manner: Manner) -> Done<Crowd> {
        let shared = Rc::new(Shared {
            to: server.address,
            seeds: seeds.to_vec(),
            known: seeds.iter().map(|_| Cell::new(0)).collect(),
            sent: seeds.iter().map(|_| Cell::new(None)).collect(),
            times: RefCell::default(),
            answers: Cell::new(0),
            failed: RefCell::default(),
        });
        let pages = RefCell::new(JoinSet::new());
        let crowd =
            Crowd { shared, local: LocalSet::new(), pages, next: Default::default(), files_before: server.files()? };
        let round = match manner {
            Manner::Waiting => ROUND,
            Manner::Asking(pause) => pause,
        };
        let come = async {
            let begin = Instant::now();
            for number in 0..seeds.len() {
                crowd.pages.borrow_mut().spawn_local(crowd.shared.clone().page(number, manner));
                let due = round.mul_f64(number as f64 / seeds.len() as f64);
                if due > begin.elapsed() {
                    sleep(due - begin.elapsed()).await;
                }
            }
            sleep(round).await;
            let begin = Instant::now();
            while crowd.shared.answers.get() < 2 * seeds.len() as u64 && begin.elapsed() < PATIENCE {
                sleep(Duration::from_millis(50)).await;
            }
        };
        crowd.local.run_until(come).await;
        crowd.is_well()?;
        Ok(crowd)
    }

    fn is_well(&self) -> Done<()> {
        match self.shared.failed.borrow_mut().take() {
            Some(failed) => Err(failed.into()),
            None => Ok(()),
        }
    }

    /// Makes so many changes of a kind a second, each to another page; how long each page took to hear of it, and what it cost.
    pub async fn change(&self, server: &Server, kind: Kind, rate: u32) -> Done<(Cost, Vec<Duration>)> {
        let cost = Cost::begin(server)?;
        let next = &self.next[kind as usize];
        let changing = async {
            let pool = Rc::new(RefCell::new(Vec::new()));
            let mut ticks = interval(Duration::from_secs(1) / rate);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
            let mut changes = JoinSet::new();
            for number in next.get()..next.get() + rate as usize * WINDOW.as_secs() as usize {
                ticks.tick().await;
                let number = number * Kind::ALL.len() + kind as usize;
                if number >= self.shared.seeds.len() {
                    break;
                }
                next.set(next.get() + 1);
                changes.spawn_local(self.shared.clone().change(number, pool.clone()));
            }
            changes.join_all().await;
            let begin = Instant::now();
            while self.shared.sent.iter().any(|sent| sent.get().is_some()) && begin.elapsed() < PATIENCE {
                sleep(Duration::from_millis(1)).await;
            }
        };
        self.local.run_until(changing).await;
        self.is_well()?;
        Ok((cost.end(server)?, self.shared.times.take()))
    }

    /// What it costs that nothing changes for a while, and how many answers there were.
    pub async fn listen(&self, server: &Server) -> Done<(Cost, u64)> {
        let (cost, answers) = (Cost::begin(server)?, self.shared.answers.get());
        self.local.run_until(sleep(WINDOW)).await;
        self.is_well()?;
        Ok((cost.end(server)?, self.shared.answers.get() - answers))
    }

    /// Lets all go, and waits until the server has seen it.
    pub async fn leave(self, server: &Server) -> Done<()> {
        let Crowd { pages, local, files_before, .. } = self;
        let mut pages = pages.into_inner();
        local.run_until(pages.shutdown()).await;
        let begin = Instant::now();
        while server.files()? > files_before + 50 {
            if begin.elapsed() > PATIENCE {
                return Err("the server keeps connections that have ended".into());
            }
            sleep(Duration::from_millis(50)).await;
        }
        Ok(())
    }
}
