//! The store on both databases: what many do at once to one row.

mod throw_away;

use beian_model::{
    DocumentType, Filing, FilingId, OrganiserField, Path, PersonField, SiteId, Timestamp, VerificationState,
};
use beian_rules::VerificationEvent;
use beian_server::storage::{
    Channel, Claim, Code, FilingChange, FilingRow, Message, NewFiling, Store, StoreError, VerificationRow, connect,
};
use futures_util::future::join_all;
use throw_away::Postgres;

const NOW: Timestamp = Timestamp(1_000_000);
const MOBILE: &str = "13800138000";

/// Runs a test on a SQLite file, then on PostgreSQL.
async fn on_both<F: Future<Output = ()>>(test: impl Fn(Store) -> F) {
    let folder = tempfile::tempdir().unwrap();
    test(connect::sqlite(connect::sqlite_options(&folder.path().join("beian.sqlite"))).await.unwrap()).await;
    let server = Postgres::start();
    test(connect::postgres(&server.address(), 20).await.unwrap()).await;
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
        let message = Message { channel: Channel::Sms, to: MOBILE.to_owned(), text: "1".to_owned(), code: None };
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
