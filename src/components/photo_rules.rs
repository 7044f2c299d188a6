//! The photo rules (拍摄要求), said before anybody videos.

use crate::state::t;
use beian_locale::ui::Ui;
use leptos::prelude::*;

/// The photo rules.
#[component]
pub fn PhotoRules() -> impl IntoView {
    let rules = [Ui::RuleBackground, Ui::RuleClothes, Ui::RuleFace, Ui::RuleHead, Ui::RuleLight, Ui::RuleSpeak];
    view! {
        <ul class="checklist">{rules.into_iter().map(|rule| view! { <li>{t(rule)}</li> }).collect_view()}</ul>
    }
}
