//! What the guard itself adds to the audit log: what was looked at, and what was refused. What is changed is written with its change.

use crate::access::audited::Audited;
use crate::access::table::Action;
use crate::accounts::seen_from;
use crate::app::App;
use crate::audit::who::Kind;
use crate::audit::{Act, Doing, What, Who, doing};
use crate::http::peer::Peer;
use crate::http::problem::Refused;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use beian_model::ProblemKind;
use http::request::Parts;

/// From where somebody asks; who they are is found out next.
pub async fn asking(app: &App, parts: &mut Parts) -> Doing {
    let Ok(peer) = Peer::from_request_parts(parts, app).await;
    Doing::new(Who::nobody(), seen_from::network(peer), seen_from::browser(&parts.headers))
}

/// A refusal that says something of who is refused: a wrong secret, too many of them, or what they may not have.
const fn says_something(kind: ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::WrongCredentials
            | ProblemKind::WrongCode
            | ProblemKind::CodeExpired
            | ProblemKind::TooMany
            | ProblemKind::NotFound
            | ProblemKind::SecretUsed
            | ProblemKind::SecretExpired
    )
}

/// Notes that the guard let somebody not pass whom it knows. Who is not signed in is told so as often as they ask, and leaves nothing.
pub async fn refused(app: &App, action: Action, by: &Doing, kind: ProblemKind) {
    let known = !matches!(by.who.kind, Kind::Nobody);
    let counts = matches!(kind, ProblemKind::NotFound) || by.who.kind == Kind::Colleague && kind == ProblemKind::NotNow;
    if known && counts {
        let (method, path) = action.address();
        let act = Act::new(What::AccessRefused).with("operation", format!("{} {path}", method.to_uppercase()));
        let draft = by.draft(Act { filing: by.filing.clone(), ..act }, Some(kind));
        note(app, draft).await;
    }
}

/// Notes how an operation ended. What was to be shown is not shown where that cannot be noted.
pub async fn settle(app: &App, action: Action, by: &Doing, answer: Response) -> Response {
    let refused = by.refused().or_else(|| answer.extensions().get::<Refused>().map(Refused::kind));
    match (action.audited(), refused) {
        (Audited::Change { refused: Some(what), .. }, Some(kind)) if says_something(kind) => {
            note(app, doing::refused(by, what, kind)).await;
            answer
        }
        (Audited::View(what), None) if answer.status().is_success() => {
            let act = Act { filing: by.filing.clone(), ..Act::new(what) };
            match app.store.note(vec![by.draft(act, None)]).await {
                Ok(()) => answer,
                Err(error) => {
                    tracing::error!(%error, "a look at a filing cannot be noted, so it is not given");
                    // A full disk is said to be one.
                    let refused = Refused::internal(error);
                    let kind = refused.kind();
                    let refused =
                        if kind == ProblemKind::Unavailable { refused } else { ProblemKind::Unavailable.into() };
                    refused.into_response()
                }
            }
        }
        _ => answer,
    }
}

/// Notes a refusal, or counts it. It stands whether or not that can be written.
async fn note(app: &App, draft: crate::audit::Draft) {
    let write = app.refusals.note(draft, app.clock.now());
    if let Err(error) = app.store.note(write).await {
        tracing::error!(%error, "a refusal cannot be noted in the audit log");
    }
}
