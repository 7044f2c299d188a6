//! The contract's routes, one file an area, and everything around them.
//!
//! - `session`: applicants; `staff_session`: colleagues; `filings`: reading and writing; `previous_organiser`: from one to the
//!   next; `steps`: check, submit, withdraw, abandon; `uploads`: attachments in parts; `attachments`: attachments shown; `phones`:
//!   proving numbers; `provinces`: what bureaus ask; `domains`: a domain before anything is filed; `readings`: what pictures
//!   say; `verifications`: the desktop's side; `verified_before`: an earlier one again; `handoff`: the phone's side, `captures`: what it sends in parts; `queue`: what waits for staff;
//!   `review`: one filing; `shown`: its documents; `decisions`: what a reviewer decides or records.
//! - `contract`: what holds for every operation and is declared once. `outbox`, `health`: beside the contract. `codes`: what sign-in and proving share.

mod attachments;
mod captures;
mod codes;
mod contract;
mod decisions;
mod domains;
mod filings;
mod handoff;
mod health;
mod outbox;
mod own;
mod phones;
mod previous_organiser;
mod provinces;
mod queue;
mod readings;
mod review;
mod session;
mod shown;
mod staff_session;
mod steps;
mod uploads;
mod verifications;
mod verified_before;

use crate::app::App;
use crate::auth::origin;
use crate::problem::in_words;
use crate::{pages, run_to_completion, telemetry};
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::{Json, Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;

/// Largest JSON body: a filing of ten sites takes some 40 KB.
const LARGEST_JSON: usize = 512 * 1024;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Beian",
        description = "ICP filing (网站备案): the JSON contract between the browser side and a backend. Errors are RFC 9457 problem documents.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    components(schemas(beian_model::Problem))
)]
struct Contract;

fn operations() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .merge(session::routes())
        .merge(staff_session::routes())
        .merge(provinces::routes())
        .merge(domains::routes())
        .merge(filings::routes())
        .merge(previous_organiser::routes())
        .merge(steps::routes())
        .merge(uploads::routes())
        .merge(attachments::routes())
        .merge(readings::routes())
        .merge(phones::routes())
        .merge(verifications::routes())
        .merge(verified_before::routes())
        .merge(handoff::routes())
        .merge(captures::routes())
        .merge(queue::routes())
        .merge(review::routes())
        .merge(shown::routes())
        .merge(decisions::routes())
}

/// Everything that the server answers.
pub fn router(app: App) -> Router {
    let (routes, document) = OpenApiRouter::with_openapi(Contract::openapi())
        .nest("/api/v1", operations().layer(DefaultBodyLimit::max(LARGEST_JSON)))
        .split_for_parts();
    let document = contract::told(&document);
    let mut router = routes
        .route("/api/v1/openapi.json", get(async move || Json(document)))
        .route(
            "/api/{*rest}",
            axum::routing::any(async || crate::problem::Refused::new(beian_model::ProblemKind::NotFound)),
        )
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/outbox", get(outbox::page));
    if app.config.demo.enabled {
        router = crate::demo::simulator::routes(router);
    }
    router
        .layer(middleware::from_fn(run_to_completion::to_the_end))
        .layer(middleware::from_fn_with_state(app.clone(), origin::check))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            use axum::response::IntoResponse;
            crate::problem::Refused::internal("a handler panicked").into_response()
        }))
        .layer(middleware::from_fn_with_state(app.clone(), in_words))
        .fallback_service(pages::service(&app.config.dist))
        .layer(middleware::from_fn(pages::headers))
        .layer(axum::Extension(pages::Policies::read(&app.config.dist)))
        .layer(middleware::from_fn_with_state(app.clone(), telemetry::log))
        .with_state(app)
}
