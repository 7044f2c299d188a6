//! Whom an identity provider has identified, on both databases: what many do at once.

use crate::{MOBILE, NOW, on_both};
use beian_model::wire::Role;
use beian_model::{CertificateType, Timestamp};
use beian_server::accounts::stored::{BegunSignIn, IdentifiedApplicant, IdentifiedStaff, RealNameRow, SessionKind};
use beian_server::storage::Store;
use futures_util::future::join_all;

fn applicant(subject: &str, mobile: Option<&str>) -> IdentifiedApplicant {
    IdentifiedApplicant {
        issuer: "https://id.example".to_owned(),
        subject: subject.to_owned(),
        called: format!("示例{subject}"),
        mobile: mobile.map(str::to_owned),
        real_name: RealNameRow::default(),
    }
}

fn colleague(subject: &str, role: Role) -> IdentifiedStaff {
    IdentifiedStaff {
        issuer: "https://id.example".to_owned(),
        subject: subject.to_owned(),
        email: format!("{subject}@example.com"),
        name: "甲".to_owned(),
        role,
        password_hash: "hash".to_owned(),
        joins: false,
    }
}

async fn account(store: &Store, subject: &str, mobile: Option<&str>) -> (String, String) {
    let account = store.account_of_identity(&applicant(subject, mobile), NOW).await.unwrap();
    (account.id.clone(), account.shown())
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_that_come_back_with_one_state_one_takes_it() {
    on_both(async |store| {
        let begun = BegunSignIn {
            state_hash: "state".to_owned(),
            browser_hash: "browser".to_owned(),
            kind: SessionKind::Applicant,
            back: "/checklist".to_owned(),
            lang: "en".to_owned(),
            expires_at: Timestamp(NOW.0 + 600),
        };
        store.begin_sign_in(&begun, NOW).await.unwrap();
        let take = |browser, kind, at| store.take_sign_in("state", browser, kind, Timestamp(NOW.0 + at));
        assert_eq!(take("another", SessionKind::Applicant, 0).await.unwrap(), None);
        assert_eq!(take("browser", SessionKind::Staff, 0).await.unwrap(), None);
        assert_eq!(take("browser", SessionKind::Applicant, 600).await.unwrap(), None, "it is over");
        let taken = join_all((0..20).map(|_| take("browser", SessionKind::Applicant, 599))).await;
        let taken: Vec<_> = taken.into_iter().filter_map(Result::unwrap).collect();
        assert_eq!(taken, [("/checklist".to_owned(), "en".to_owned())]);
        // The next that is begun takes away what is over.
        store.begin_sign_in(&begun, NOW).await.unwrap();
        store.begin_sign_in(&begun, Timestamp(NOW.0 + 600)).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_person_has_one_account_however_often_they_come_at_once() {
    on_both(async |store| {
        let all = join_all((0..20).map(|_| account(&store, "a", None))).await;
        assert!(all.iter().all(|one| *one == all[0]) && all[0].1 == "示例a", "{all:?}");
        // Two without a number are two.
        assert_ne!(account(&store, "b", None).await.0, all[0].0);
        // A number is one account's, whoever came first.
        let by_code = store.account_of(MOBILE, NOW).await.unwrap().id;
        let joined = join_all(["c", "d", "e"].map(|subject| account(&store, subject, Some(MOBILE)))).await;
        assert_eq!(joined.iter().filter(|(id, _)| *id == by_code).count(), 1, "{joined:?}");
        assert_eq!(store.account_of(MOBILE, NOW).await.unwrap().id, by_code);
        assert_eq!(store.account(&all[0].0).await.unwrap().unwrap().mobile, "");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_last_of_a_real_name_counts() {
    on_both(async |store| {
        let mut said = applicant("a", Some(MOBILE));
        let id = store.account_of_identity(&said, NOW).await.unwrap().id;
        assert_eq!(store.real_name_of(&id).await.unwrap(), None);
        said.real_name = RealNameRow {
            name: "深圳示例一科技有限公司".to_owned(),
            certificate_kind: Some(CertificateType::BusinessLicence),
            certificate_number: "91440300MA00D0021P".to_owned(),
        };
        store.account_of_identity(&said, NOW).await.unwrap();
        // Another provider of the same account says nothing of it, later.
        let other = IdentifiedApplicant { issuer: "https://other.example".to_owned(), ..applicant("z", Some(MOBILE)) };
        assert_eq!(store.account_of_identity(&other, Timestamp(NOW.0 + 1)).await.unwrap().id, id);
        assert_eq!(store.real_name_of(&id).await.unwrap(), Some(said.real_name));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_colleague_is_made_once_and_keeps_what_is_anothers() {
    on_both(async |store| {
        let all =
            join_all((0..20).map(|_| async {
                store.staff_of_identity(&colleague("a", Role::Reviewer), NOW).await.unwrap().unwrap()
            }))
            .await;
        assert!(all.iter().all(|one| *one == all[0]), "{all:?}");
        store.staff_of_identity(&colleague("b", Role::Admin), NOW).await.unwrap().unwrap();
        // An e-mail address that another has is not taken over.
        let renamed = IdentifiedStaff { email: "b@example.com".to_owned(), ..colleague("a", Role::Admin) };
        let renamed = store.staff_of_identity(&renamed, NOW).await.unwrap().unwrap();
        assert_eq!((renamed.email.as_str(), renamed.role), ("a@example.com", Role::Admin));
        let taken = IdentifiedStaff { email: "b@example.com".to_owned(), ..colleague("c", Role::Admin) };
        assert!(store.staff_of_identity(&taken, NOW).await.unwrap().is_none());
        // Who is disabled is given nothing new.
        store.disable_staff(&renamed.id, NOW).await.unwrap();
        let disabled = store.staff_of_identity(&colleague("a", Role::Senior), NOW).await.unwrap().unwrap();
        assert!(disabled.disabled_at.is_some() && disabled.role == Role::Admin, "{disabled:?}");
    })
    .await;
}
