//! What comes with the desk's chunk `viewing`: the page of a filing, with its documents, what can be decided and the styles of all that. A file
//! of its own in what is delivered, as `case` is.

use super::review::Review;
use beian::chunk::chunked;
use beian_browser::styles;
use beian_model::FilingId;
use leptos::prelude::*;

/// What looks only here: the first visit does not pay for it.
const STYLES: [&str; 9] = [
    include_str!("../../style/card.css"),
    include_str!("../../style/summary.css"),
    include_str!("../../style/timeline.css"),
    include_str!("../../style/dialog.css"),
    include_str!("../../style/keys.css"),
    include_str!("../../style/case.css"),
    include_str!("../../style/fields.css"),
    include_str!("../../style/viewing.css"),
    include_str!("../../style/deciding.css"),
];

chunked! {
    pub viewing: fn fetch_page() -> fn(FilingId) -> AnyView {
        STYLES.iter().for_each(|text| styles::add(text));
        |id| view! { <Review id /> }.into_any()
    }
}
