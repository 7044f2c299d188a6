//! The browser's own copies of what was typed, in a browser: nothing takes the place of one that is still being read, and none goes before
//! another holds it.
#![cfg(target_arch = "wasm32")]

use any_spawner::Executor;
use beian::state::DraftCopy;
use beian::state::draft_copy::{Reading, forget, is_anything_kept, keep, kept, may_be_kept, taken};
use beian_browser::store;
use beian_model::{Filing, FilingId, OrganiserField, Path, SiteId};
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

fn typed(name: &str) -> Filing {
    let mut filing = Filing::new(SiteId(1));
    filing.set_text(Path::Organiser(OrganiserField::Name), name).unwrap();
    filing
}

/// The places of a filing's copies.
async fn places(id: &FilingId) -> Vec<String> {
    let prefix = format!("draft {id} ");
    store::keys().await.into_iter().filter(|key| key.starts_with(&prefix)).collect()
}

async fn until(id: &FilingId, is_so: impl Fn(&[String]) -> bool) {
    for _ in 0..500 {
        if is_so(&places(id).await) {
            return;
        }
        TimeoutFuture::new(20).await;
    }
    panic!("never so: {:?}", places(id).await);
}

#[wasm_bindgen_test]
async fn what_is_kept_while_copies_are_read_waits_and_is_this_tabs_own() {
    let _ = Executor::init_wasm_bindgen();
    let id = FilingId("waits".to_owned());
    let other = FilingId("other".to_owned());
    let (reading, again) = (Reading::of(&id), Reading::of(&id));
    let first = keep(&id, &typed(""), &typed("一"), &[]);
    let second = keep(&id, &typed(""), &typed("一二"), &[]);
    assert_eq!(kept(id.clone()).await, Some(Vec::new()));
    Reading::of(&other).done();
    again.done();
    assert!(places(&id).await.is_empty(), "it is still being read");
    reading.done();
    assert!(first.await && second.await);
    until(&id, |places| places.len() == 1 && !places[0].ends_with(' ')).await;
    assert!(may_be_kept(&id));
    assert_eq!(kept(id.clone()).await.unwrap()[0].typed, typed("一二"), "the newest");
    forget(&id);
    until(&id, <[String]>::is_empty).await;
    assert!(!may_be_kept(&id));
}

#[wasm_bindgen_test]
async fn what_is_being_read_is_not_forgotten() {
    let _ = Executor::init_wasm_bindgen();
    let id = FilingId("read".to_owned());
    assert!(kept(id.clone()).await.is_some());
    assert!(keep(&id, &typed(""), &typed("一"), &[]).await);
    let reading = Reading::of(&id);
    forget(&id);
    assert_eq!(kept(id.clone()).await.unwrap().len(), 1);
    assert!(may_be_kept(&id));
    reading.done();
    forget(&id);
    until(&id, <[String]>::is_empty).await;
}

/// What pages keep early of a filing.
fn early_places(id: &FilingId) -> Vec<String> {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    let keys = (0..storage.length().unwrap()).filter_map(|at| storage.key(at).unwrap());
    keys.filter(|key| key.starts_with(&format!("beian.early.{id}."))).collect()
}

#[wasm_bindgen_test]
async fn what_is_typed_while_copies_cannot_be_read_is_kept_in_a_place_of_its_own() {
    let _ = Executor::init_wasm_bindgen();
    let id = FilingId("early".to_owned());
    let reading = Reading::of(&id);
    assert!(keep(&id, &typed(""), &typed("一"), &[]).await, "it is kept before anything was read");
    assert_eq!((early_places(&id).len(), places(&id).await.len()), (1, 0));
    assert!(may_be_kept(&id));
    assert_eq!(kept(id.clone()).await, Some(Vec::new()), "it is on the page already");
    // The filing is left before they have been read: what was kept stays, and whoever opens it again finds it.
    drop(reading);
    let place = early_places(&id).remove(0);
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    storage.set_item(&format!("beian.early.{id}.damaged"), "{").unwrap();
    let found = kept(id.clone()).await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0].typed, found[0].place.as_deref()), (&typed("一"), Some(&*place)));
    assert_eq!(early_places(&id), [place], "what nobody can read is gone");
    taken(&id, &found);
    assert!(keep(&id, &typed(""), &typed("一二"), &[]).await);
    assert!(early_places(&id).is_empty(), "what was taken up is kept here");
    forget(&id);
    until(&id, <[String]>::is_empty).await;
}

#[wasm_bindgen_test]
async fn a_closed_tabs_copy_goes_once_it_is_kept_here() {
    let _ = Executor::init_wasm_bindgen();
    let id = FilingId("closed".to_owned());
    assert!(store::open().await);
    let left = DraftCopy { base: typed(""), typed: typed("一"), conflicts: Vec::new(), place: None };
    let place = format!("draft {id} someone");
    assert!(store::put(&place, &serde_json::to_string(&left).unwrap().into()).await);
    // Whoever read it and went away without it has taken nothing.
    for _ in 0..2 {
        let found = kept(id.clone()).await.unwrap();
        assert_eq!(found, [DraftCopy { place: Some(place.clone()), ..left.clone() }]);
    }
    taken(&id, &kept(id.clone()).await.unwrap());
    assert!(places(&id).await.contains(&place));
    assert!(keep(&id, &typed(""), &typed("一"), &[]).await);
    until(&id, |places| places.len() == 1 && places[0] != place).await;
    forget(&id);
    until(&id, <[String]>::is_empty).await;
}

#[wasm_bindgen_test]
async fn who_has_typed_what_no_server_has_is_known_before_they_sign_out() {
    let _ = Executor::init_wasm_bindgen();
    let (id, other) = (FilingId("leaves".to_owned()), FilingId("leaves-too".to_owned()));
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    storage.clear().unwrap();
    storage.set_item("beian.language", "en").unwrap();
    assert!(kept(id.clone()).await.is_some() && !is_anything_kept());
    assert!(keep(&id, &typed(""), &typed("一"), &[]).await && is_anything_kept());
    forget(&id);
    assert!(!is_anything_kept());
    // What is typed while copies are read is kept elsewhere.
    let reading = Reading::of(&other);
    let early = keep(&other, &typed(""), &typed("一二"), &[]);
    assert!(is_anything_kept());
    reading.done();
    assert!(early.await);
    forget(&other);
    assert!(!is_anything_kept());
}
