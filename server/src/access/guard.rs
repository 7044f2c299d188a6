//! Stands before every handler of the contract: finds the operation, who asks and the filing that is asked about, and lets nobody pass whom
//! `decide` refuses. Handlers are handed what was found (`own`, `phone`, `people`); one that takes nothing of it is guarded all the same.

use crate::access::asker::{Asker, HeldBy, SessionOf};
use crate::access::decide::Verdict;
use crate::access::holding;
use crate::access::noted;
use crate::access::own::{AtDesk, Own, found, named};
use crate::access::phone::{self, Phone};
use crate::access::table::{Action, Audience, Besides};
use crate::accounts::people::{Applicant, Colleague, OwnAccount};
use crate::app::App;
use crate::audit::{Doing, Who, doing};
use crate::http::extract::IfMatch;
use crate::http::problem::{Answer, Refused};
use crate::http::wait::Aside;
use crate::storage::FilingRow;
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use beian_model::{FilingId, ProblemKind};
use http::header::ALLOW;
use http::request::Parts;
use http::{HeaderValue, StatusCode};
use std::sync::Arc;

/// Where the contract begins.
const API: &str = "/api/v1";

/// Lets a request pass, or answers it.
pub async fn admit(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let matched = parts.extensions.get::<MatchedPath>();
    let path = matched.and_then(|matched| matched.as_str().strip_prefix(API)).unwrap_or_default();
    let Some(action) = Action::of(parts.method.as_str(), path) else { return no_such(&Action::allowed_at(path)) };
    // Who waited for a change that did not come was let in at the beginning, and hears nothing but that.
    if parts.extensions.get::<Aside>().is_some_and(Aside::is_over) {
        return StatusCode::NOT_MODIFIED.into_response();
    }
    let mut by = noted::asking(&app, &mut parts).await;
    let signs_out = matches!(action, Action::SignOut | Action::SignOutEverywhere);
    // Put away before the handler begins: a page may wait in it for long.
    let passed = Box::pin(pass(&app, action, &mut parts, &mut by)).await;
    let mut answer = match passed {
        Ok(()) => {
            let by = Arc::new(by);
            let answer = doing::within(by.clone(), next.run(Request::from_parts(parts, body))).await;
            noted::settle(&app, action, &by, answer).await
        }
        Err(refused) => {
            noted::refused(&app, action, &by, refused.kind()).await;
            refused.into_response()
        }
    };
    if signs_out && answer.status().is_success() {
        // What the browser kept of filings; cookies are other people's too, and end by themselves.
        answer.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"storage\""));
    }
    answer
}

/// There is no such operation: not in the table, whatever a router knows.
fn no_such(allowed: &str) -> Response {
    if allowed.is_empty() {
        return Refused::new(ProblemKind::NotFound).into_response();
    }
    let mut answer = Refused::new(ProblemKind::MethodNotAllowed).into_response();
    if let Ok(allowed) = HeaderValue::from_str(allowed) {
        answer.headers_mut().insert(ALLOW, allowed);
    }
    answer
}

/// Who it is.
enum Known {
    /// Nobody, and what is said to them where somebody is asked for.
    Nobody(Refused),
    Applicant(Applicant),
    Phone(Box<Phone>),
    OwnAccount(OwnAccount),
    Colleague(Colleague),
}

/// Whether something new may be done, where what was done already is answered again (`Besides::Again`).
#[derive(Clone)]
pub struct Fresh(Answer<()>);

impl Fresh {
    /// # Errors
    /// Why not.
    pub fn require(self) -> Answer<()> {
        self.0
    }
}

impl FromRequestParts<App> for Fresh {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, _: &App) -> Result<Fresh, Refused> {
        handed(parts)
    }
}

/// What the guard has put into a request for its handler.
///
/// # Errors
/// `internal` where the operation's row does not lead to it.
pub fn handed<T: Clone + Send + Sync + 'static>(parts: &mut Parts) -> Answer<T> {
    let missing = || Refused::internal(format!("{} is not handed out to this operation", std::any::type_name::<T>()));
    parts.extensions.remove::<T>().ok_or_else(missing)
}

async fn pass(app: &App, action: Action, parts: &mut Parts, by: &mut Doing) -> Answer<()> {
    if action.audience() == Audience::Secret {
        // Which filing it is about is in the body: the handler asks.
        return Ok(());
    }
    let known = identify(app, action.audience(), parts).await?;
    by.who = named_in_log(&known);
    let filing = asked_about(app, action, &known, parts).await?;
    by.filing = match &known {
        Known::Phone(phone) => Some(phone.0.filing.clone()),
        _ => filing.as_ref().map(|filing| filing.id.clone()),
    };
    let verdict = action.decide(seen(&known, filing.as_ref()), filing.as_ref().map(|filing| filing.status));
    match (action.besides(), verdict) {
        (Besides::OwnPage, Verdict::SignedOut) => return Ok(()),
        (_, Verdict::SignedOut) => {
            // They may have to do something first, and are told what.
            if let Known::Nobody(refused) = known {
                return Err(refused);
            }
            action.answer(verdict)?;
        }
        (Besides::Again, Verdict::Allowed | Verdict::Fixed(_)) => {
            parts.extensions.insert(Fresh(action.answer(verdict)));
        }
        (Besides::Version, Verdict::Allowed | Verdict::Fixed(_)) => {
            let IfMatch(version) = IfMatch::from_request_parts(parts, app).await?;
            if filing.as_ref().is_some_and(|filing| filing.version != version) {
                return Err(ProblemKind::Stale.into());
            }
            action.answer(verdict)?;
        }
        _ => action.answer(verdict)?,
    }
    if let (Known::Colleague(Colleague(staff)), Some(filing)) = (&known, &filing) {
        holding::note(app, &staff.id, filing).await;
    }
    hand_out(known, filing, parts);
    Ok(())
}

/// Who has the session that the operation needs; nobody where there is none.
async fn identify(app: &App, audience: Audience, parts: &mut Parts) -> Answer<Known> {
    let known = match audience.session() {
        SessionOf::Nobody => Err(ProblemKind::SignedOut.into()),
        SessionOf::Applicant => Applicant::from_request_parts(parts, app).await.map(Known::Applicant),
        SessionOf::Staff if audience == Audience::OwnAccount => {
            OwnAccount::from_request_parts(parts, app).await.map(Known::OwnAccount)
        }
        SessionOf::Staff => Colleague::from_request_parts(parts, app).await.map(Known::Colleague),
        SessionOf::Phone => phone::identify(app, &parts.headers).await.map(|phone| Known::Phone(Box::new(phone))),
    };
    match known {
        Err(refused) if refused.kind() == ProblemKind::SignedOut => Ok(Known::Nobody(refused)),
        known => known,
    }
}

/// The filing that the address names, or that a phone is at work for; nothing where the operation is about none, or there is none.
async fn asked_about(app: &App, action: Action, known: &Known, parts: &mut Parts) -> Answer<Option<FilingRow>> {
    let id = match known {
        Known::Nobody(_) => return Ok(None),
        // What a phone only looks at depends on no state.
        Known::Phone(phone) if action.change().is_some() => phone.0.filing.clone(),
        Known::Applicant(_) | Known::Colleague(_) if action.audience().is_of_filing() => {
            FilingId(named(parts, app).await?)
        }
        _ => return Ok(None),
    };
    // A draft is its applicant's alone, however it ended.
    if matches!(known, Known::Colleague(_)) && !app.store.was_submitted(&id).await? {
        return Ok(None);
    }
    found(app.store.filing(&id).await)
}

/// Who it is, as the audit log has them.
fn named_in_log(known: &Known) -> Who {
    match known {
        Known::Nobody(_) => Who::nobody(),
        Known::Applicant(Applicant(account)) => Who::applicant(&account.id),
        Known::Phone(phone) => Who::phone(phone.0.id.as_str()),
        Known::OwnAccount(OwnAccount { staff, .. }) | Known::Colleague(Colleague(staff)) => Who::colleague(&staff.id),
    }
}

/// Who it is, as seen from the filing.
fn seen(known: &Known, filing: Option<&FilingRow>) -> Asker {
    match known {
        Known::Nobody(_) => Asker::Nobody,
        Known::Applicant(Applicant(account)) => {
            Asker::Applicant { owns: filing.is_some_and(|filing| filing.account == account.id) }
        }
        Known::Phone(_) => Asker::Phone { of_it: true },
        Known::OwnAccount(OwnAccount { staff, .. }) => Asker::Colleague { role: staff.role, held: HeldBy::Nobody },
        Known::Colleague(Colleague(staff)) => {
            let held = HeldBy::of(filing.and_then(|filing| filing.reviewer.as_deref()), &staff.id);
            Asker::Colleague { role: staff.role, held }
        }
    }
}

/// Puts what was found where the handler's parameters take it from.
fn hand_out(known: Known, filing: Option<FilingRow>, parts: &mut Parts) {
    let to = &mut parts.extensions;
    match (known, filing) {
        (Known::Nobody(_), _) => {}
        (Known::OwnAccount(own), _) => drop(to.insert(own)),
        (Known::Applicant(Applicant(account)), Some(filing)) => drop(to.insert(Own { account, filing })),
        (Known::Applicant(applicant), None) => drop(to.insert(applicant)),
        (Known::Colleague(Colleague(staff)), Some(filing)) => drop(to.insert(AtDesk { staff, filing })),
        (Known::Colleague(colleague), None) => drop(to.insert(colleague)),
        (Known::Phone(phone), _) => drop(to.insert(*phone)),
    }
}
