//! The store on both databases: what many do at once to one row.

mod audit;
mod identities;
mod staff;
#[path = "../common/throw_away.rs"]
mod throw_away;

use beian_model::wire::Role;
use beian_model::{
    DocumentType, Filing, FilingId, OrganiserField, Path, PersonField, ResourceKind, SiteId, Status, Timestamp,
    VerificationState,
};
use beian_rules::VerificationEvent;
use beian_server::accounts::stored::{Code, Staff};
use beian_server::filings::stored::{FilingChange, NewFiling, QueueAsk, QueueOf, Submitted, Tab};
use beian_server::jobs::stored::Lease;
use beian_server::messages::stored::{Channel, Message};
use beian_server::sealing::keys::{self, Keys};
use beian_server::sealing::vault::Vault;
use beian_server::storage::{FilingRow, FoundBy, Held, Store, StoreError, VerificationRow, connect};
use beian_server::verification::stored::Claim;
use futures_util::future::join_all;
use std::collections::HashSet;
use throw_away::Postgres;

const NOW: Timestamp = Timestamp(1_000_000);
const MOBILE: &str = "13800138000";

/// Runs a test on a SQLite file, then on PostgreSQL.
async fn on_both<F: Future<Output = ()>>(test: impl Fn(Store) -> F) {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(Keys::of(&[keys::new()]).unwrap().unwrap());
    test(connect::sqlite(connect::sqlite_options(&folder.path().join("beian.sqlite")), &vault).await.unwrap()).await;
    let server = Postgres::start();
    test(connect::postgres(&server.address(), 20, &vault).await.unwrap()).await;
}

async fn draft(store: &Store) -> FilingRow {
    let account = store.account_of(MOBILE, NOW).await.unwrap().id;
    let new = NewFiling { id: FilingId("filing".to_owned()), account, document: Filing::new(SiteId(1)) };
    let id = store.create_filing(&new, "key", NOW).await.unwrap();
    store.filing(&id).await.unwrap().unwrap()
}

fn change(row: FilingRow) -> FilingChange {
    FilingChange { row, moved: None, submitted: None, key: None, passed: None, messages: Vec::new() }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_that_write_one_version_one_does_and_no_change_of_many_is_lost() {
    on_both(async |store| {
        let row = draft(&store).await;
        let writes = (0..50).map(|n| {
            let mut row = row.clone();
            row.document.set_text(Path::Organiser(OrganiserField::Name), &format!("示例{n}")).unwrap();
            let store = &store;
            async move { store.commit(&change(row), NOW).await }
        });
        let done = join_all(writes).await;
        assert_eq!(done.iter().filter(|one| one.is_ok()).count(), 1);
        assert!(done.iter().flat_map(|one| one.as_ref().err()).all(|error| matches!(error, StoreError::Stale)));
        // Each that is told so reads anew and writes again.
        let again = (0..50).map(|n| {
            let (store, id) = (&store, &row.id);
            async move {
                loop {
                    let mut row = store.filing(id).await.unwrap().unwrap();
                    let name = format!("{}.", row.document.organiser.name);
                    row.document.set_text(Path::Organiser(OrganiserField::Name), &name).unwrap();
                    match store.commit(&change(row), Timestamp(NOW.0 + n)).await {
                        Ok(_) => return,
                        Err(StoreError::Stale) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            }
        });
        join_all(again).await;
        let row = store.filing(&row.id).await.unwrap().unwrap();
        assert_eq!((row.version, row.document.organiser.name.matches('.').count()), (52, 50));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_fifty_that_try_a_code_at_once_each_takes_a_try_of_its_own() {
    on_both(async |store| {
        let code = Code {
            purpose: "sign-in".to_owned(),
            mobile: MOBILE.to_owned(),
            code_hash: "hash".to_owned(),
            sent_at: NOW,
            expires_at: Timestamp(NOW.0 + 300),
            tries_left: 5,
            blocked_until: Timestamp(0),
        };
        let message = Message::new(Channel::Sms, MOBILE.to_owned(), "1".to_owned(), "code");
        store.put_code(&code, &message, NOW, NOW).await.unwrap();
        let tries = (0..50).map(|_| store.try_code("sign-in", MOBILE, Timestamp(NOW.0 + 900), NOW));
        let mut left: Vec<u32> =
            join_all(tries).await.into_iter().flat_map(|one| one.unwrap()).map(|(_, left)| left).collect();
        left.sort_unstable();
        assert_eq!(left, [0, 1, 2, 3, 4]);
        // Blocked: no new one is sent, however often it is asked for.
        assert!(matches!(store.put_code(&code, &message, NOW, NOW).await, Err(StoreError::Stale)));
        // As many as are allowed are counted, and no more.
        let counted = (0..50).map(|_| store.attempt("send", 10, Timestamp(0), NOW));
        let refused = join_all(counted).await.into_iter().filter(|one| one.as_ref().unwrap().is_some()).count();
        assert_eq!(refused, 40);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_phones_one_claims_a_code_and_the_newest_of_a_field_stands() {
    on_both(async |store| {
        let row = draft(&store).await;
        let at = Path::OrganiserPerson(PersonField::Verification);
        let until = Timestamp(NOW.0 + 300);
        let made = (0..20).map(|n| {
            let new = VerificationRow::new(row.id.clone(), at, &format!("secret {n}"), NOW, until);
            let store = &store;
            async move { store.create_verification(&new, None).await.map(|_| ()) }
        });
        join_all(made).await.into_iter().for_each(Result::unwrap);
        let all = store.verifications(&row.id).await.unwrap();
        let open: Vec<_> = all.iter().filter(|one| one.state == VerificationState::Waiting).collect();
        assert_eq!((all.len(), open.len(), &open[0].id), (20, 1, &all[19].id));
        let claims = (0..20).map(|n| {
            let (store, id) = (&store, &all[19].id);
            async move {
                let claim = Claim { session: format!("session {n}"), key: Some(format!("key {n}")) };
                store.claim_verification(id, &claim, DocumentType::ResidentId, until, NOW).await.unwrap()
            }
        });
        assert_eq!(join_all(claims).await.into_iter().filter(|claimed| *claimed).count(), 1);
        // A document that is written and a verification that is heard of at once wait for each other and not for ever.
        let row = store.filing(&row.id).await.unwrap().unwrap();
        let heard = store.hear_of_phone(&all[19].id, until, NOW);
        let mut given_up = store.verification(&all[19].id).await.unwrap().unwrap();
        given_up.reasons.clear();
        let written = change(row);
        let (written, heard) = tokio::join!(store.commit(&written, NOW), heard);
        written.unwrap();
        heard.unwrap();
        store.update_verification(&given_up, VerificationEvent::Revoke, NOW).await.unwrap();
        assert_eq!(store.verification(&all[19].id).await.unwrap().unwrap().state, VerificationState::Cancelled);
    })
    .await;
}

/// A filing of an account of its own in a state, with these names in its document.
async fn filed(store: &Store, n: u8, status: Status, change_document: impl Fn(&mut Filing)) -> FilingRow {
    let account = store.account_of(&format!("138001380{n:02}"), NOW).await.unwrap().id;
    let mut document = Filing::new(SiteId(1));
    change_document(&mut document);
    let new = NewFiling { id: FilingId(format!("filing {n}")), account, document };
    let id = store.create_filing(&new, "key", NOW).await.unwrap();
    let row = store.filing(&id).await.unwrap().unwrap();
    store.commit(&change(FilingRow { status, ..row }), NOW).await.unwrap();
    store.filing(&id).await.unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filing_is_found_by_what_it_holds_while_it_holds_it() {
    on_both(async |store| {
        let holding = |filing: &mut Filing| {
            filing.organiser.certificate_number = "91440399MA00AAAA44".to_owned();
            filing.organiser.responsible_person.mobile = "+86 139-0013-9000".to_owned();
            filing.organiser.responsible_person.document_number = "110101199003070097".to_owned();
            filing.sites[0].domains = vec!["Example.com".to_owned(), "示例甲.中国".to_owned()];
            filing.sites[0].resource_kind = Some(ResourceKind::Cvm);
            filing.sites[0].resource = "ins-1".to_owned();
        };
        let other = FilingId("another".to_owned());
        let organiser = |number: &str| {
            let mut document = Filing::new(SiteId(1));
            document.organiser.certificate_number = number.to_owned();
            FoundBy::organiser(&document.organiser).unwrap()
        };
        let (same, foreign) = (organiser("91440399ma00aaaa44"), organiser("91440399MA00AAAA52"));
        let held = |typed: &str, but: Option<&FilingId>| {
            let (by, but) = (FoundBy::domain(typed).unwrap(), but.cloned());
            let store = &store;
            async move { store.held(&by, but.as_ref()).await.unwrap() }
        };
        // A draft keeps nobody from anything.
        let mut row = filed(&store, 1, Status::Draft, holding).await;
        assert_eq!(held("example.com", None).await, None);
        for (status, holds) in [
            (Status::FirstReview, true),
            (Status::NeedsFix, true),
            (Status::Draft, false),
            (Status::Resubmitted, true),
            (Status::Expired, false),
            (Status::Approved, true),
        ] {
            store.commit(&change(FilingRow { status, ..row.clone() }), NOW).await.unwrap();
            row = store.filing(&row.id).await.unwrap().unwrap();
            let found = holds.then_some(if status == Status::Approved { Held::Filed } else { Held::InFlight });
            assert_eq!(held("EXAMPLE.com", None).await, found, "{status}");
            assert_eq!(held("xn--fsqv13goyc.xn--fiqs8s", Some(&other)).await, found, "{status}");
            assert_eq!(held("example.com", Some(&row.id)).await, None, "its own");
            assert_eq!(held("example.cn", None).await, None);
            assert_eq!(store.held(&same, Some(&other)).await.unwrap(), found);
            assert_eq!(store.held(&foreign, None).await.unwrap(), None);
            for by in [FoundBy::mobile("13900139000").unwrap(), FoundBy::person("110101 19900307 0097").unwrap()] {
                assert_eq!(store.held_by_others(&by, &other, Some(&foreign)).await.unwrap(), holds, "{status} {by:?}");
                assert_eq!(store.held_by_others(&by, &other, None).await.unwrap(), holds, "{status} {by:?}");
                assert!(!store.held_by_others(&by, &other, Some(&same)).await.unwrap(), "its own organiser");
                assert!(!store.held_by_others(&by, &row.id, Some(&foreign)).await.unwrap(), "its own");
            }
            let sites = store.sites_on(&[(ResourceKind::Cvm, "ins-1"), (ResourceKind::Cvm, "ins-2")], None).await;
            let counts: Vec<u32> = sites.unwrap().into_iter().map(|(_, count)| count).collect();
            assert_eq!(counts, [u32::from(holds), 0], "{status}");
        }
        assert_eq!(store.domains_approved(&row.account, &same, &other).await.unwrap(), 2);
        assert_eq!(store.domains_approved(&row.account, &foreign, &other).await.unwrap(), 0);
        assert_eq!(store.domains_approved(&row.account, &same, &row.id).await.unwrap(), 0);
        assert_eq!(store.domains_approved("nobody", &same, &other).await.unwrap(), 0);
        // Of two that hold it the approved one is told; two sites on one server are two.
        let second = filed(&store, 2, Status::FirstReview, |filing| {
            holding(filing);
            let mut site = filing.sites[0].clone();
            site.id = SiteId(2);
            filing.sites.push(site);
        });
        let second = second.await;
        assert_eq!(held("example.com", None).await, Some(Held::Filed));
        assert_eq!(held("example.com", Some(&row.id)).await, Some(Held::InFlight));
        let sites = |but| store.sites_on(&[(ResourceKind::Cvm, "ins-1")], but);
        assert_eq!(sites(None).await.unwrap()[0].1, 3);
        assert_eq!(sites(Some(&second.id)).await.unwrap()[0].1, 1);
    })
    .await;
}

/// The tabs that are of a state, and not of a colleague.
const TABS: [Tab; 4] = [Tab::Waiting, Tab::Applicant, Tab::Bureau, Tab::Done];

fn tab_of(tab: Tab) -> QueueAsk<'static> {
    QueueAsk::all(QueueOf::Tab(tab, ""))
}

/// Many ask for the next filing at once: each gets one of its own, and none is left over or given twice.
#[tokio::test(flavor = "multi_thread")]
async fn the_next_filing_is_given_once() {
    on_both(async |store| {
        for n in 0..12 {
            filed(&store, n, Status::FirstReview, |_| {}).await;
        }
        for n in 0..20 {
            let staff = Staff::new(&format!("{n}@example.com"), "审核员", String::new(), Role::Reviewer);
            store.add_staff(&Staff { id: format!("colleague {n}"), ..staff }, NOW).await.unwrap();
        }
        let ask = tab_of(Tab::Waiting);
        let (store, ask) = (&store, &ask);
        let taken = (0..20).map(|n| async move { store.take_next(ask, &format!("colleague {n}"), NOW).await.unwrap() });
        let taken: Vec<FilingId> = join_all(taken).await.into_iter().flatten().collect();
        let each: HashSet<&FilingId> = taken.iter().collect();
        assert_eq!((taken.len(), each.len()), (12, 12));
        assert_eq!(store.take_next(ask, "colleague 0", NOW).await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_state_has_its_place_in_the_queue() {
    on_both(async |store| {
        let mut tabs: Vec<(Tab, Vec<FilingId>)> = TABS.map(|tab| (tab, Vec::new())).into();
        for (n, status) in Status::ALL.iter().enumerate() {
            let row = filed(&store, u8::try_from(n).unwrap(), *status, |_| {}).await;
            // What ended without a submission is nobody's at the desk.
            for (tab, _) in &tabs {
                let has = store.queue(&tab_of(*tab), None, 50).await.unwrap();
                let has = has.iter().any(|one| one.filing.as_ref().unwrap().id == row.id);
                let ended = matches!(status, Status::Expired | Status::Abandoned);
                assert_eq!(has, Tab::of(*status) == Some(*tab) && !ended, "{status} {tab:?}");
            }
            let submitted = FilingChange { submitted: Some(Submitted::default()), ..change(row.clone()) };
            store.commit(&submitted, NOW).await.unwrap();
            if let Some((_, ids)) = tabs.iter_mut().find(|(tab, _)| Tab::of(*status) == Some(*tab)) {
                ids.push(row.id);
            }
        }
        let counted = store.queue_counts("").await.unwrap();
        let counted = [counted.waiting, counted.applicant, counted.bureau, counted.done];
        assert_eq!(
            counted.map(|count| count as usize),
            TABS.map(|tab| tabs.iter().find(|one| one.0 == tab).unwrap().1.len())
        );
        for (tab, expected) in &tabs {
            // Page by page it is the same, in both orders.
            for newest in [false, true] {
                let ask = QueueAsk { newest, ..tab_of(*tab) };
                let (mut paged, mut after) = (Vec::new(), None);
                loop {
                    let page = store.queue(&ask, after, 2).await.unwrap();
                    let Some(last) = page.last() else { break };
                    after = Some(last.place);
                    paged.extend(page.iter().map(|one| one.filing.as_ref().unwrap().id.clone()));
                }
                if newest {
                    paged.reverse();
                }
                assert_eq!(paged, *expected, "{tab:?} {newest}");
            }
        }
        for status in Status::ALL {
            let only = [*status];
            assert_eq!(store.queue(&QueueAsk::all(QueueOf::Only(&only)), None, 50).await.unwrap().len(), 1, "{status}");
        }
        let expected = &tabs[0].1;
        let waiting = tab_of(Tab::Waiting);
        // Its lines are those of the documents as they are, though they were listed before.
        for name in ["", "改了名字", "又改了"] {
            let mut row = store.filing(&expected[1]).await.unwrap().unwrap();
            name.clone_into(&mut row.document.organiser.name);
            store.commit(&change(row), NOW).await.unwrap();
            let whole = store.queue(&waiting, None, 50).await.unwrap();
            for _ in 0..2 {
                let lines = store.queue_lines(&waiting, None, 50).await.unwrap();
                assert_eq!(lines.len(), whole.len());
                for (line, whole) in lines.iter().zip(&whole) {
                    let row = whole.filing.as_ref().unwrap();
                    let shown = line.line.as_ref().unwrap();
                    assert_eq!(
                        (&line.id, &line.number, line.status, line.place),
                        (&row.id, &row.number, Some(row.status), whole.place)
                    );
                    assert_eq!(
                        (&shown.organiser, line.reviewer.as_ref()),
                        (&row.document.organiser.name, row.reviewer.as_ref())
                    );
                    let domains = row.document.sites.iter().filter_map(|site| site.domains.first());
                    assert!(shown.domains.iter().eq(domains.filter(|domain| !domain.is_empty())));
                }
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_grown_sqlite_database_moves_to_postgresql_whole() {
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::new(Keys::of(&[keys::new()]).unwrap().unwrap());
    let file = folder.path().join("beian.sqlite");
    let from = connect::sqlite(connect::sqlite_options(&file), &vault).await.unwrap();
    let mobile = |n: usize| format!("139{n:08}");
    for n in 0..9 {
        let with = |filing: &mut Filing| filing.organiser.responsible_person.mobile = mobile(n.into());
        filed(&from, n, Status::FirstReview, with).await;
    }
    from.post(&Message::new(Channel::Sms, MOBILE.into(), "1".into(), "code"), NOW).await.unwrap();
    let server = Postgres::start();
    let to = connect::postgres(&server.address(), 5, &vault).await.unwrap();
    assert_eq!(to.occupied().await.unwrap(), None);
    let moved = to.take_all_of(&from).await.unwrap();
    // Every table of the schema is moved.
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", file.display())).await.unwrap();
    let mut tables: Vec<String> = sqlx::query_scalar(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('seaql_migrations', 'leases')",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    let mut names: Vec<&str> = moved.iter().map(|(table, _)| *table).collect();
    tables.sort_unstable();
    names.sort_unstable();
    assert_eq!(names, tables);
    for (table, rows) in moved {
        let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}")))
            .fetch_one(&pool)
            .await
            .unwrap();
        assert_eq!(rows, u64::try_from(count).unwrap(), "{table}");
    }
    assert_eq!(to.occupied().await.unwrap(), Some("accounts"));
    drop(to);
    // What comes after has a number of its own, and the index is read with the key that came along.
    let to = connect::postgres(&server.address(), 5, &vault).await.unwrap();
    for n in 0..9 {
        let id = FilingId(format!("filing {n}"));
        let (here, there) = (to.filing(&id).await.unwrap().unwrap(), from.filing(&id).await.unwrap().unwrap());
        assert_eq!((here.number, here.document, here.version), (there.number, there.document, there.version));
        let by = FoundBy::mobile(&mobile(n)).unwrap();
        assert_eq!(to.held(&by, None).await.unwrap(), Some(Held::InFlight));
    }
    let next = filed(&to, 50, Status::Draft, |_| {}).await;
    assert!(next.number.ends_with("000010"), "{}", next.number);
    to.post(&Message::new(Channel::Sms, MOBILE.into(), "2".into(), "code"), NOW).await.unwrap();
    assert_eq!(to.messages(9).await.unwrap().len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_servers_one_has_a_lease_until_it_has_run_out_or_was_left() {
    on_both(async |store| {
        let take =
            |seconds| {
                let store = &store;
                join_all((0..20).map(move |n| async move {
                    (n, store.lease("job", &format!("server {n}"), seconds).await.unwrap())
                }))
            };
        let holders = |asked: Vec<(usize, Lease)>| -> Vec<(usize, Lease)> {
            asked.into_iter().filter(|(_, lease)| *lease != Lease::Elsewhere).collect()
        };
        let first = holders(take(600).await);
        assert!(matches!(first[..], [(_, Lease::Taken)]), "{first:?}");
        let holder = format!("server {}", first[0].0);
        assert_eq!(holders(take(600).await), [(first[0].0, Lease::Renewed)]);
        // Another job has a lease of its own.
        assert_eq!(store.lease("other job", "server 99", 600).await.unwrap(), Lease::Taken);
        // It ends at once; whose it was takes it anew, or another.
        assert_eq!(store.lease("job", &holder, 0).await.unwrap(), Lease::Renewed);
        let next = holders(take(600).await);
        assert!(matches!(next[..], [(_, Lease::Taken)]), "{next:?}");
        // Who ends leaves what is theirs and nothing else.
        store.leave_leases("server 99").await.unwrap();
        assert_eq!(holders(take(600).await), [(next[0].0, Lease::Renewed)]);
        store.leave_leases(&format!("server {}", next[0].0)).await.unwrap();
        assert!(matches!(holders(take(600).await)[..], [(_, Lease::Taken)]));
    })
    .await;
}
