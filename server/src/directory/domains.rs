//! A domain before anything is filed: whether it may be, and what stands against it. For anybody, so counted by address.

use crate::app::App;
use crate::directory::known_domains;
use crate::http::limits;
use crate::http::peer::Peer;
use crate::http::problem::Answer;
use axum::Json;
use axum::extract::{Path, State};
use beian_model::Problem;
use beian_model::wire::DomainView;
use beian_rules::words::with_sentences;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(check))
}

/// Questions of one address …
const MOST: u32 = 30;
/// … in so many seconds.
const WITHIN: i64 = 600;

/// What is known of a domain: whether it may be filed at all, then what stands against it. Never whose it is.
#[utoipa::path(get, path = "/domains/{domain}", tag = "catalogue",
    params(("domain" = String, Path, description = "As typed, in Chinese or ASCII")), responses(
    (status = 200, body = DomainView), (status = 429, body = Problem)))]
pub async fn check(State(app): State<App>, peer: Peer, Path(typed): Path<String>) -> Answer<Json<DomainView>> {
    limits::count(&app, &format!("domains from {}", peer.client()), MOST, WITHIN).await?;
    Ok(Json(match known_domains::anywhere(&app, &typed) {
        Ok(domain) => DomainView {
            domain: domain.as_str().to_owned(),
            unicode: domain.unicode(),
            findings: with_sentences(known_domains::of_domain(&app, &domain).await?),
        },
        Err(finding) => {
            DomainView { domain: String::new(), unicode: String::new(), findings: with_sentences(vec![finding]) }
        }
    }))
}
