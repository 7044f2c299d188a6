//! Tells browsers to come by HTTPS alone (HSTS, RFC 6797), where this server ends TLS itself with a certificate of the operator's: behind a
//! proxy that is the proxy's to say, and of a certificate that was made at the start a browser would remember nothing.

use crate::app::App;
use crate::config::Config;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderValue;
use http::header::STRICT_TRANSPORT_SECURITY;

/// A year, in seconds. Of the names below this one nothing is said: they may be others'.
const FOR: HeaderValue = HeaderValue::from_static("max-age=31536000");

fn is_ours(config: &Config) -> bool {
    config.tls.certificate.is_some() && config.tls.key.is_some()
}

/// Says so in every answer.
pub async fn say(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut answer = next.run(request).await;
    if is_ours(&app.config) {
        answer.headers_mut().insert(STRICT_TRANSPORT_SECURITY, FOR);
    }
    answer
}
