//! Colleagues on both databases: what many do at once.

use crate::{NOW, on_both};
use beian_model::Timestamp;
use beian_model::wire::Role;
use beian_server::accounts::stored::{NewSession, SessionKind, Staff, Staying};
use beian_server::storage::{Store, StoreError};
use futures_util::future::join_all;

async fn added(store: &Store, email: &str, role: Role) -> Staff {
    let staff = Staff::new(email, "甲", "hash".to_owned(), role);
    store.add_staff(&staff, NOW).await.unwrap();
    staff
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_administrators_who_leave_at_once_one_stays_and_a_code_is_taken_once() {
    on_both(async |store| {
        let (one, other) =
            (added(&store, "a@example.com", Role::Admin).await, added(&store, "b@example.com", Role::Admin).await);
        let (first, second) = tokio::join!(store.disable_staff(&one.id, NOW), store.set_role(&other.id, Role::Senior));
        let left: Vec<_> = [first, second].into_iter().filter_map(Result::err).collect();
        assert!(matches!(left[..], [StoreError::LastAdmin]), "{left:?}");
        store.enable_staff(&one.id).await.unwrap();

        let session = |n: usize| NewSession {
            token_hash: format!("session {n}"),
            kind: SessionKind::Staff,
            owner: one.id.clone(),
            address: "192.0.2.*".to_owned(),
            browser: String::new(),
            by_provider: false,
        };
        let staying = Staying { session: "session 0", device: Some("device 0") };
        for n in 0..3 {
            store.know_device(&format!("device {n}"), &one.id, None, Timestamp(0), NOW).await.unwrap();
        }
        assert!(store.open_staff_session(&session(0), "hash", true, NOW).await.unwrap());
        assert!(!store.open_staff_session(&session(1), "another hash", true, NOW).await.unwrap());
        assert!(store.change_password(&one, "new", staying).await.unwrap());
        assert!(
            !store.change_password(&one, "newer", Staying { session: "", device: None }).await.unwrap(),
            "it was read before the change"
        );
        assert_eq!(store.sessions_of(SessionKind::Staff, &one.id).await.unwrap().len(), 1);
        // Of the browsers that were known the one that asked is.
        let known = |n: u8| {
            let device = format!("device {n}");
            let store = &store;
            async move { store.owner_of_device(&device, Timestamp(0)).await.unwrap() }
        };
        assert_eq!((known(0).await.as_ref(), known(1).await, known(2).await), (Some(&one.id), None, None));

        assert!(store.begin_totp(&one.id, "shown", NOW).await.unwrap());
        assert!(store.begin_totp(&one.id, "shown again", NOW).await.unwrap());
        let codes = ["x".to_owned(), "y".to_owned()];
        assert!(!store.confirm_totp(&one.id, ("shown", 7), &codes, staying, NOW).await.unwrap());
        assert!(store.confirm_totp(&one.id, ("shown again", 7), &codes, staying, NOW).await.unwrap());
        assert!(!store.begin_totp(&one.id, "another", NOW).await.unwrap());
        let taken = join_all((0..20).map(|_| store.take_step(&one.id, 8))).await;
        assert_eq!(taken.into_iter().filter(|taken| *taken.as_ref().unwrap()).count(), 1);
        assert!(!store.take_step(&one.id, 7).await.unwrap());
        let taken = join_all((0..20).map(|_| store.take_recovery_code(&one.id, "x", NOW))).await;
        assert_eq!(taken.into_iter().filter(|taken| *taken.as_ref().unwrap()).count(), 1);
        assert_eq!(store.recovery_codes_left(&one.id).await.unwrap(), 1);
        let listed = store.all_staff().await.unwrap();
        assert!(listed[0].has_totp && listed[0].seen_at == Some(NOW) && !listed[1].has_totp);
        store.reset_staff(&one.id, "reset").await.unwrap();
        assert!(store.totp(&one.id).await.unwrap().is_none());
        assert!(store.sessions_of(SessionKind::Staff, &one.id).await.unwrap().is_empty());
    })
    .await;
}
