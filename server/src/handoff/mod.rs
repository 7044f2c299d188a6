//! The hand-off to a phone (扫码核验): what a desktop cannot do goes to a phone, and comes back by the server.
//!
//! - `desktop_routes`: a code is made, its link sent, its phone watched; `phone_routes`: the phone's side; `captures`: what it sends, in parts.
//! - `handoffs`: a hand-off as its phone sees it, and where its captures go; `deciding`: what becomes of a verification when its phone has finished; `kept_pieces`: what an attempt leaves to the next one; `links`: messages with a link; `stored`: what is kept of them.

pub mod captures;
pub mod deciding;
pub mod desktop_routes;
pub mod handoffs;
pub mod kept_pieces;
pub mod links;
pub mod phone_routes;
mod stored;

use crate::app::App;
use utoipa_axum::router::OpenApiRouter;

/// What is asked of this room.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().merge(desktop_routes::routes()).merge(phone_routes::routes()).merge(captures::routes())
}
