//! What is looked up, for a filing and before there is one: `resources`: cloud resources; `eligibility`: whether one may carry a filing;
//! `authorisation_codes`: codes for one site of another account; `code_page`: the page on which they are made; `real_names`: whom an account
//! belongs to; `domains`: asked before anything is filed; `known_domains`: what stands against one; `provinces`: what each bureau asks; `texts`: the
//! operator's texts; `stored`: how codes are kept.

pub mod authorisation_codes;
pub mod code_page;
pub mod domains;
pub mod eligibility;
pub mod known_domains;
pub mod provinces;
pub mod real_names;
pub mod resources;
pub mod stored;
pub mod texts;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;

/// What is asked of this room.
pub fn routes() -> OpenApiRouter<App> {
    let routes = OpenApiRouter::new().merge(provinces::routes()).merge(domains::routes());
    routes.merge(code_page::routes()).merge(texts::routes())
}
