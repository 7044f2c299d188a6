//! A browser whose store never opens. In a page of its own: a store that was opened stays open.
#![cfg(target_arch = "wasm32")]

use beian::state::merging::earlier_drafts;
use beian_model::FilingId;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_store_that_never_opens_is_given_up() {
    js_sys::eval("IDBFactory.prototype.open = () => new EventTarget()").unwrap();
    let (drafts, _) = earlier_drafts(FilingId("none".to_owned())).await;
    assert!(drafts.is_none(), "there is no store");
}
