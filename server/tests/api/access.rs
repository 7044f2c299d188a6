//! Every operation of the contract, asked by everybody who could ask, of a filing in every state: what is answered is what `access` decides, and
//! what is refused leaves no trace. How those who ask and the filings come about is in `askers`.

use crate::askers::{Askers, Place};
use crate::changes::dump;
use crate::harness::{API, Answer};
use beian_model::Status;
use beian_server::access::asker::Asker;
use beian_server::access::decide::Verdict;
use beian_server::access::table::{Action, Audience};

/// What `access` says of it, as the kind of problem that it is refused with; nothing where it is allowed.
fn decided(action: Action, asker: Asker, status: Status) -> Option<&'static str> {
    match action.decide(asker, Some(status)) {
        Verdict::Allowed => None,
        Verdict::SignedOut => Some("signed-out"),
        Verdict::NotFound => Some("not-found"),
        Verdict::NotTheirs => Some("not-now"),
        Verdict::Fixed(_) => match action.audience() {
            Audience::Phone | Audience::Secret => Some("cancelled"),
            _ => Some("not-now"),
        },
    }
}

/// The kind of problem that an answer refuses with, where it is one of those that say whether somebody may. Whatever else is wrong with a
/// request is looked at behind that.
fn answered(answer: &Answer) -> Option<String> {
    match answer.status.as_u16() {
        // One that sent a form reads a page.
        401 => Some("signed-out".to_owned()),
        403 | 404 | 409 | 410 => {
            let problem = answer.json();
            let kind = problem["type"].as_str().unwrap().rsplit(':').next().unwrap().to_owned();
            ["foreign-origin", "not-found", "not-now", "cancelled"].contains(&kind.as_str()).then_some(kind)
        }
        _ => None,
    }
}

/// Asks, and notes where the answer is another than what was decided.
async fn ask(askers: &Askers, place: &Place, action: Action, asker: Asker, wrong: &mut Vec<String>) -> Answer {
    let answer = askers.ask(place, action, asker).await;
    let (decided, answered) = (decided(action, asker, place.status), answered(&answer));
    if answered.as_deref() != decided || answer.status.is_server_error() {
        let body = String::from_utf8_lossy(&answer.body);
        let status = place.status;
        wrong.push(format!("{action:?} by {asker:?} in {status}: {decided:?}, but {} {body}", answer.status));
    }
    answer
}

#[tokio::test]
async fn every_operation_answers_everybody_in_every_state_as_it_is_decided() {
    let askers = Askers::new().await;
    let document = askers.stranger().get("/openapi.json").await.json();
    let mut actions = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys().filter(|key| *key != "parameters") {
            let action = Action::of(method, path.strip_prefix(API).unwrap());
            actions.push(action.unwrap_or_else(|| panic!("{method} {path} has no row in `access::table`")));
        }
    }
    let mut wrong = Vec::new();
    for place in &askers.places {
        let allowed = |action: Action, asker| decided(action, asker, place.status).is_none();
        askers.set_out(place, Asker::Nobody).await;
        let before = dump(&askers.server).await;
        for asker in Asker::all() {
            askers.set_out(place, asker).await;
            for action in actions.iter().copied().filter(|action| !allowed(*action, asker)) {
                ask(&askers, place, action, asker, &mut wrong).await;
            }
        }
        askers.set_out(place, Asker::Nobody).await;
        assert_eq!(dump(&askers.server).await, before, "something that is refused in {} left a trace", place.status);
        for asker in Asker::all() {
            askers.set_out(place, asker).await;
            for action in actions.iter().copied().filter(|action| allowed(*action, asker)) {
                let answer = ask(&askers, place, action, asker, &mut wrong).await;
                if action.address().0 != "get" && answer.status.is_success() {
                    askers.set_out(place, asker).await;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

#[tokio::test]
async fn what_has_no_row_is_no_operation() {
    let askers = Askers::new().await;
    let (owner, place) = (Asker::Applicant { owns: true }, &askers.places[0]);
    let path = format!("/filings/{}", place.filing);
    for method in ["PATCH", "DELETE"] {
        let answer = askers.call(place, owner, method, &path).await;
        assert_eq!(answer.status.as_u16(), 405);
        assert_eq!(answer.headers["allow"], "GET,HEAD,PUT");
    }
}
