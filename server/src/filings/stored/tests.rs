//! Of two that want one code one has it; a code is used or withdrawn, never both; and older installations.

use super::*;
use crate::directory::stored::AuthorisationCode;
use crate::storage::connect;
use crate::storage::tests::open;
use beian_model::{Actor, Event, Filing, ResourceKind, SiteId};
use sqlx::SqlitePool;

const CODE: &str = "12345678-0000";

/// A filing of an account of its own whose site names the code, as it is before its submission.
async fn draft(store: &Store, n: u32) -> FilingRow {
    let account = store.account_of(&format!("1380013800{n}"), Timestamp(1)).await.unwrap();
    let mut document = Filing::new(SiteId(n));
    document.sites[0].resource_kind = Some(ResourceKind::AuthorisationCode);
    document.sites[0].resource = CODE.to_owned();
    let new = NewFiling { id: FilingId(format!("filing-{n}")), account: account.id, document };
    let id = store.create_filing(&new, &format!("key-{n}"), Timestamp(1)).await.unwrap();
    store.filing(&id).await.unwrap().unwrap()
}

async fn to(store: &Store, row: &mut FilingRow, event: Event, status: Status) -> Stored<()> {
    let row_then = FilingRow { status, ..row.clone() };
    let moved = Some(Moved { event, actor: Actor::Applicant, note: String::new() });
    let change = FilingChange { row: row_then, moved, submitted: None, key: None, passed: None, messages: Vec::new() };
    let version = store.commit(&change, Timestamp(2)).await?.version;
    *row = FilingRow { status, version, ..row.clone() };
    Ok(())
}

#[tokio::test]
async fn of_two_that_submit_at_once_one_has_the_code_and_nothing_of_the_other_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("beian.sqlite")).await.unwrap();
    let (mut first, mut second) = (draft(&store, 1).await, draft(&store, 2).await);
    to(&store, &mut first, Event::Submit, Status::FirstReview).await.unwrap();
    let refused = to(&store, &mut second, Event::Submit, Status::FirstReview).await.unwrap_err();
    assert!(matches!(refused, StoreError::CodeTaken(code) if code == CODE));
    let row = store.filing(&second.id).await.unwrap().unwrap();
    assert_eq!((row.status, row.version), (Status::Draft, second.version));
    // It keeps it through a return, and gives it up for another code, or with its end.
    to(&store, &mut first, Event::Return, Status::NeedsFix).await.unwrap();
    assert_eq!(store.user_of_code(CODE).await.unwrap(), Some(first.id.clone()));
    first.document.sites[0].resource = "87654321-0000".to_owned();
    to(&store, &mut first, Event::Submit, Status::Resubmitted).await.unwrap();
    assert_eq!(store.user_of_code(CODE).await.unwrap(), None);
    to(&store, &mut second, Event::Submit, Status::FirstReview).await.unwrap();
    for (event, status, user) in
        [(Event::BureauApprove, Status::Approved, Some(second.id.clone())), (Event::Expire, Status::Expired, None)]
    {
        to(&store, &mut second, event, status).await.unwrap();
        assert_eq!(store.user_of_code(CODE).await.unwrap(), user, "{status}");
    }
}

#[tokio::test]
async fn a_code_is_withdrawn_or_used_and_never_both() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(&folder.path().join("beian.sqlite")).await.unwrap();
    let owner = store.account_of("13700137000", Timestamp(1)).await.unwrap().id;
    let mut filing = draft(&store, 1).await;
    let new = AuthorisationCode {
        code: CODE.to_owned(),
        owner: owner.clone(),
        resource: "ins-1".to_owned(),
        mobile: "13800138001".to_owned(),
        made_at: Timestamp(1),
        form: Some("form".to_owned()),
        withdrawn_at: None,
        used: None,
    };
    store.add_authorisation_code(&new, 1).await.unwrap();
    // The same form again makes no second one; another finds no place.
    let again = AuthorisationCode { code: "88888888".to_owned(), ..new.clone() };
    store.add_authorisation_code(&again, 1).await.unwrap();
    assert_eq!(store.authorisation_code("88888888").await.unwrap(), None);
    let other = AuthorisationCode { code: "99999999".to_owned(), form: None, ..new.clone() };
    assert!(matches!(store.add_authorisation_code(&other, 1).await, Err(StoreError::Stale)));
    to(&store, &mut filing, Event::Submit, Status::FirstReview).await.unwrap();
    assert!(matches!(store.withdraw_authorisation_code(&owner, CODE, Timestamp(3)).await, Err(StoreError::Stale)));
    to(&store, &mut filing, Event::Withdraw, Status::Draft).await.unwrap();
    let stranger = filing.account.clone();
    assert!(matches!(store.withdraw_authorisation_code(&stranger, CODE, Timestamp(3)).await, Err(StoreError::Stale)));
    store.withdraw_authorisation_code(&owner, CODE, Timestamp(3)).await.unwrap();
    let refused = to(&store, &mut filing, Event::Submit, Status::FirstReview).await.unwrap_err();
    assert!(matches!(refused, StoreError::CodeTaken(_)));
    assert_eq!(store.codes_standing(["ins-1"]).await.unwrap(), []);
}

#[tokio::test]
async fn codes_that_were_used_before_there_was_a_table_are_used_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("beian.sqlite");
    let pool = SqlitePool::connect_with(connect::sqlite_options(&file)).await.unwrap();
    let mut before = sqlx::migrate!("./migrations/sqlite");
    before.migrations = before.migrations.iter().filter(|one| one.version < 11).cloned().collect();
    before.run(&pool).await.unwrap();
    let site = |code: &str| format!(r#"{{"sites":[{{"resource_kind":"authorisation_code","resource":"{code}"}}]}}"#);
    for (n, (status, document)) in [
        ("first_review", site("aaaaaaaa")),
        ("approved", site("bbbbbbbb")),
        ("draft", site("cccccccc")),
        ("abandoned", site("dddddddd")),
        ("first_review", "no document".to_owned()),
        ("first_review", "{}".to_owned()),
        ("first_review", r#"{"sites":["x"]}"#.to_owned()),
        ("first_review", site("aaaaaaaa")),
    ]
    .into_iter()
    .enumerate()
    {
        let account = format!("a{n}");
        sqlx::query("INSERT INTO accounts VALUES (?, ?, 1)")
            .bind(&account)
            .bind(&account)
            .execute(&pool)
            .await
            .unwrap();
        sqlx::query(
            "INSERT INTO filings (id, account, version, status, document, created_at, updated_at, status_since)
             VALUES (?, ?, 1, ?, ?, 1, 1, 1)",
        )
        .bind(format!("f{n}"))
        .bind(&account)
        .bind(status)
        .bind(document)
        .execute(&pool)
        .await
        .unwrap();
    }
    pool.close().await;
    let store = open(&file).await.unwrap();
    for (code, user) in [("aaaaaaaa", Some("f0")), ("bbbbbbbb", Some("f1")), ("cccccccc", None), ("dddddddd", None)] {
        assert_eq!(store.user_of_code(code).await.unwrap().map(|id| id.to_string()).as_deref(), user, "{code}");
    }
}
