//! The page of the bureau's room (管局报送): what waits for the bureau, page by page, and packages of it. What it shows stands in `parts`; words:
//! `beian_locale::bureau`.

use crate::access::decide::may_record;
use crate::accounts::people::Colleague;
use crate::accounts::stored::Staff;
use crate::app::App;
use crate::bureau::hand_over::{self, Bureau, BureauError, ByHand};
use crate::bureau::package;
use crate::bureau::parts::{self, Line, Shown};
use crate::bureau::stored::{Package, PackageState};
use crate::filings::stored::{QueueAsk, QueueOf, QueuePlace};
use crate::http::extract::Query;
use crate::http::plain_page::{self, in_lang, lang_of};
use crate::http::problem::{Answer, Refused};
use crate::storage::StoreError;
use axum::extract::rejection::RawFormRejection;
use axum::extract::{RawForm, State};
use axum::response::{IntoResponse, Redirect, Response};
use beian_locale::bureau::BureauPage;
use beian_locale::{Lang, Words};
use beian_model::{FilingId, Problem, ProblemKind, Status};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where the page is.
pub const PAGE: &str = "/api/v1/staff/bureau";
/// The states that it lists.
pub const STATES: [Status; 4] = [Status::ToBureau, Status::SmsFailed, Status::SmsPending, Status::BureauReview];
/// Filings on a page.
const FILINGS: u32 = 50;
/// Packages that are listed.
const PACKAGES: u64 = 20;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show, send))
}

/// What of the page is asked for.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct At {
    /// `zh-CN` or `en`; without it, the language that the browser asks for.
    lang: Option<String>,
    /// Only filings in this state.
    status: Option<Status>,
    /// Those after this place: the link to the next page has it.
    #[param(pattern = r"^([0-9](\.[0-9]{1,18}){2})?$")]
    after: Option<String>,
    /// The package to show.
    package: Option<String>,
    /// What was done before, to be said: `handed_over`, `sending`, `changed` or `none`.
    done: Option<String>,
}

/// What a form of the page asks for; `filing` stands there once for each that was chosen.
#[derive(Default, ToSchema)]
#[allow(dead_code)] // the contract's words for what is read pair by pair
pub struct Asked {
    /// `package` (of the chosen filings), `handed_over` or `send` (a package).
    action: String,
    /// A filing that was chosen.
    filing: Option<String>,
    /// The package.
    package: Option<String>,
}

/// Filings that wait for the bureau or that it has, and packages.
#[utoipa::path(get, path = "/staff/bureau", tag = "bureau", params(At), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 401, body = Problem)))]
pub async fn show(State(app): State<App>, _: Colleague, Query(at): Query<At>, headers: HeaderMap) -> Answer<Response> {
    let lang = lang_of(at.lang.as_deref(), &headers);
    let after = match at.after.as_deref().filter(|after| !after.is_empty()) {
        Some(after) => Some(after.parse::<QueuePlace>().map_err(|_| ProblemKind::Unreadable)?),
        None => None,
    };
    let status = at.status.filter(|status| STATES.contains(status));
    let of = status.as_ref().map_or(&STATES[..], std::slice::from_ref);
    let rows = app.store.queue(&QueueAsk::all(QueueOf::Only(of)), after, FILINGS).await?;
    let next = rows.last().filter(|_| rows.len() == FILINGS as usize).map(|last| last.place.to_string());
    let package = match &at.package {
        Some(id) => Some(app.store.package(id).await?.ok_or(ProblemKind::NotFound)?),
        None => None,
    };
    let shown = Shown {
        lang,
        done: at.done.as_deref().and_then(BureauPage::done),
        status,
        is_first: after.is_none(),
        lines: rows.into_iter().map(Line::of).collect(),
        next,
        numbers: match &package {
            Some(package) => numbers(&app, package).await?,
            None => Vec::new(),
        },
        package,
        packages: app.store.packages(PACKAGES).await?,
        sends_by_itself: hand_over::by_itself(&app).is_some(),
    };
    let mut answer = plain_page::page_in(lang, BureauPage::Title.text(lang), &parts::body(&shown));
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}

/// The receipt numbers of a package's filings, in their order.
async fn numbers(app: &App, package: &Package) -> Answer<Vec<String>> {
    let mut numbers = Vec::new();
    for one in &package.filings {
        numbers.push(app.store.number_of(&one.filing).await?);
    }
    Ok(numbers)
}

/// Makes a package, or hands one over, and leads back to the page.
#[utoipa::path(post, path = "/staff/bureau", tag = "bureau", params(At),
    request_body(content = Asked, content_type = "application/x-www-form-urlencoded"), responses(
    (status = 303), (status = 401, body = Problem), (status = 404, body = Problem),
    (status = 415, body = Problem)))]
pub async fn send(
    State(app): State<App>,
    Colleague(staff): Colleague,
    Query(at): Query<At>,
    headers: HeaderMap,
    form: Result<RawForm, RawFormRejection>,
) -> Answer<Response> {
    let lang = lang_of(at.lang.as_deref(), &headers);
    let RawForm(form) = match form {
        Ok(form) => form,
        Err(unreadable) => return Ok(unreadable.into_response()),
    };
    let fields: Vec<(String, String)> = form_urlencoded::parse(&form).into_owned().collect();
    let all = |name: &'static str| fields.iter().filter(move |(of, _)| of == name).map(|(_, value)| value);
    match all("action").next().map(String::as_str) {
        Some("package") => {
            let chosen: Vec<FilingId> = all("filing").cloned().map(FilingId).collect();
            let made = package::make(&app, &staff, &chosen).await?;
            Ok(if made.filings.is_empty() { back(lang, None, "none") } else { back(lang, Some(&made.id), "") })
        }
        Some(action @ ("handed_over" | "send")) => {
            let id = all("package").next().ok_or_else(|| Refused::misread("package"))?;
            let package = app.store.package(id).await?.ok_or(ProblemKind::NotFound)?;
            let done =
                if action == "send" { begin(&app, &package).await? } else { by_hand(&app, &staff, &package).await? };
            Ok(back(lang, Some(&package.id), done))
        }
        _ => Err(Refused::misread("action")),
    }
}

/// A package that nobody hands over at the moment.
fn is_idle(package: &Package) -> bool {
    matches!(package.state, PackageState::Made | PackageState::Failed) && package.open().next().is_some()
}

/// Records that a colleague has handed a package over. A filing that another has taken since is left to them, and stays in the package.
async fn by_hand(app: &App, staff: &Staff, package: &Package) -> Answer<&'static str> {
    if !is_idle(package) {
        return Ok("changed");
    }
    let mut verdicts = match ByHand.hand_over(app, package).await {
        Ok(verdicts) => verdicts,
        Err(BureauError::Later(why) | BureauError::Never(why)) => return Err(Refused::internal(why)),
    };
    for one in package.open() {
        let row = app.store.filing(&one.filing).await.ok().flatten();
        if let Some(held) = row.filter(|row| !may_record(staff, row)) {
            verdicts.retain(|verdict| verdict.number != held.number);
        }
    }
    hand_over::settle(app, package, &verdicts).await?;
    Ok("handed_over")
}

/// Lets the server hand a package over by itself.
async fn begin(app: &App, package: &Package) -> Answer<&'static str> {
    if !is_idle(package) || hand_over::by_itself(app).is_none() {
        return Ok("changed");
    }
    match app.store.set_package(package, PackageState::Sending, (0, app.clock.now()), "").await {
        Ok(()) => Ok("sending"),
        Err(StoreError::Stale) => Ok("changed"),
        Err(error) => Err(error.into()),
    }
}

fn back(lang: Lang, package: Option<&str>, done: &str) -> Response {
    let mut to = in_lang(PAGE, lang);
    if let Some(package) = package {
        to.push_str(&format!("&package={package}"));
    }
    if !done.is_empty() {
        to.push_str(&format!("&done={done}"));
    }
    Redirect::to(&to).into_response()
}
