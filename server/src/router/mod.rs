//! The root: every room's routes, and everything around them. `contract`: what holds for every operation and is declared once.

mod contract;

use crate::access::guard;
use crate::app::App;
use crate::connections::requests;
use crate::http::origin;
use crate::http::problem::in_words;
use crate::http::{health, pages, request_log, run_to_completion, strict_transport};
use crate::messages::outbox;
use crate::{accounts, bureau, directory, filings, handoff, oversight, review, uploads};
use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::{Router, middleware};
use bytes::Bytes;
use http::header::CONTENT_TYPE;
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
        .merge(accounts::routes())
        .merge(directory::routes())
        .merge(filings::routes())
        .merge(uploads::routes())
        .merge(handoff::routes())
        .merge(review::routes())
        .merge(bureau::routes())
        .merge(oversight::routes())
}

/// Everything that the server answers.
pub fn router(app: App) -> Router {
    let guarded = middleware::from_fn_with_state(app.clone(), guard::admit);
    let (routes, document) = OpenApiRouter::with_openapi(Contract::openapi())
        .nest("/api/v1", operations().layer(DefaultBodyLimit::max(LARGEST_JSON)).layer(guarded))
        .split_for_parts();
    // As text, of which every connection's routes share one: they copied a tree of it.
    let document = Bytes::from(serde_json::to_vec(&contract::told(&document)).unwrap_or_default());
    let mut router = routes
        .route("/api/v1/openapi.json", get(async move || ([(CONTENT_TYPE, "application/json")], document)))
        .route(
            "/api/{*rest}",
            axum::routing::any(async || crate::http::problem::Refused::new(beian_model::ProblemKind::NotFound)),
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
            crate::http::problem::Refused::internal("a handler panicked").into_response()
        }))
        .layer(middleware::from_fn_with_state(app.clone(), requests::paced))
        .layer(middleware::from_fn_with_state(app.clone(), in_words))
        .fallback_service(pages::service(&app.config.dist))
        .layer(middleware::from_fn_with_state(app.clone(), accounts::provider_choice::before_pages))
        .layer(middleware::from_fn(pages::headers))
        .layer(axum::Extension(pages::Policies::read(&app.config.dist)))
        .layer(middleware::from_fn_with_state(app.clone(), strict_transport::say))
        .layer(middleware::from_fn_with_state(app.clone(), request_log::log))
        .layer(middleware::from_fn(requests::under_way))
        .with_state(app)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::table::{Action, Besides};
    use serde_json::Value;

    /// Method, path and what is declared of every operation.
    fn declared() -> Vec<(String, String, Value)> {
        let (_, document) = operations().split_for_parts();
        let document = serde_json::to_value(&document).unwrap();
        let paths = document["paths"].as_object().unwrap().iter();
        let all = paths.flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().iter().filter(|(method, _)| *method != "parameters");
            methods.map(|(method, operation)| (method.clone(), path.clone(), operation.clone()))
        });
        all.collect()
    }

    #[test]
    fn every_operation_has_a_row_that_says_who_may_and_every_row_an_operation() {
        let mut declared: Vec<_> = declared().into_iter().map(|(method, path, _)| (method, path)).collect();
        let address = |action: &Action| (action.address().0.to_owned(), action.address().1.to_owned());
        let mut rows: Vec<_> = Action::ALL.iter().map(address).collect();
        declared.sort();
        rows.sort();
        assert_eq!(declared, rows, "say in `access::table` whom a new operation is for");
    }

    #[test]
    fn a_version_is_asked_for_by_the_operations_that_declare_it() {
        for (method, path, operation) in declared() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let named = |name| parameters.clone().any(|one| one["in"] == "header" && one["name"] == name);
            let action = Action::of(&method, &path).unwrap();
            // One that is answered again asks for it itself, once it knows that it was not answered before.
            let asked = action.besides() == Besides::Version || action == Action::Submit;
            assert_eq!(named("If-Match"), asked, "{action:?}");
        }
    }
}
