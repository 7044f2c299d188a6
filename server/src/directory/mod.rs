//! What is looked up, for a filing and before there is one: `resources`: cloud resources; `domains`: asked before anything is filed;
//! `known_domains`: what stands against one; `provinces`: what each bureau asks; `texts`: the operator's texts.

pub mod domains;
pub mod known_domains;
pub mod provinces;
pub mod resources;
pub mod texts;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;

/// What is asked of this room.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(provinces::routes()).merge(domains::routes()).merge(texts::routes())
}
