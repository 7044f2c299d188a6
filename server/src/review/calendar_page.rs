//! Public holidays, and the days worked for them (节假日与调休): a page that the server writes. Every colleague reads it, an administrator changes it.

use crate::accounts::people::Colleague;
use crate::app::App;
use crate::http::extract::Query;
use crate::http::plain_page::{self, in_lang, lang_of};
use crate::http::problem::{Answer, Refused};
use crate::notifier::Key;
use crate::review::calendar_parts::{self, Shown};
use crate::review::stored::CalendarDay;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use beian_locale::calendar::CalendarPage;
use beian_locale::staff_account::AccountPage;
use beian_locale::{Lang, Word, Words};
use beian_model::wire::Role;
use beian_model::{Date, Problem, ProblemKind};
use beian_rules::text;
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue};
use maud::html;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where the page is.
pub const PAGE: &str = "/api/v1/staff/calendar";

/// Days that are entered at once.
const MOST_AT_ONCE: i64 = 31;
/// Characters of a holiday's name.
const LONGEST_NAME: usize = 30;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show, change))
}

/// In which language, and what was done before.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct At {
    /// `zh-CN` or `en`; without it, the language that the browser asks for.
    lang: Option<String>,
    /// `saved`, where something was.
    done: Option<String>,
}

/// What a form of the page asks for.
#[derive(Clone, Debug, Default, Deserialize, ToSchema)]
pub struct Entered {
    /// `set`, or `remove`.
    #[serde(default)]
    pub action: String,
    /// The day, or the first of several.
    #[serde(default)]
    pub day: String,
    /// The last one; empty where there is one.
    #[serde(default)]
    pub until: String,
    /// `yes` where they are worked.
    #[serde(default)]
    pub works: String,
    /// Of which holiday.
    #[serde(default)]
    pub name: String,
}

/// The days that work, or do not, otherwise than their weekday says; to who is signed out, where to sign in.
#[utoipa::path(get, path = "/staff/calendar", tag = "staff", params(At), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String)))]
pub async fn show(
    State(app): State<App>,
    colleague: Result<Colleague, Refused>,
    Query(at): Query<At>,
    headers: HeaderMap,
) -> Answer<Response> {
    let lang = lang_of(at.lang.as_deref(), &headers);
    match colleague {
        Ok(Colleague(staff)) => {
            let saved = at.done.as_deref() == Some("saved");
            page(&app, lang, Shown { may_change: staff.role >= Role::Admin, saved, ..Shown::default() }).await
        }
        Err(refused) if refused.kind() == ProblemKind::SignedOut => Ok(signed_out(lang)),
        Err(refused) => Err(refused),
    }
}

/// Enters days, or removes one, and leads back to the page; what is wrong is said there.
#[utoipa::path(post, path = "/staff/calendar", tag = "staff", params(At),
    request_body(content = Entered, content_type = "application/x-www-form-urlencoded"), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 303), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 415, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    _: Colleague,
    Query(at): Query<At>,
    headers: HeaderMap,
    Form(entered): Form<Entered>,
) -> Answer<Response> {
    let lang = lang_of(at.lang.as_deref(), &headers);
    let done = match entered.action.as_str() {
        "set" => match days(&entered) {
            Ok(days) => app.store.set_days(&days).await,
            Err(wrong) => {
                let shown = Shown { may_change: true, wrong: Some(wrong), entered, ..Shown::default() };
                return page(&app, lang, shown).await;
            }
        },
        "remove" => {
            let day = entered.day.parse::<Date>().map_err(|_| Refused::misread("day"))?;
            app.store.forget_day(day).await
        }
        _ => return Err(Refused::misread("action")),
    };
    done?;
    // Promises are counted anew.
    app.notifier.announce(&Key::Queue);
    Ok(Redirect::to(&format!("{}&done=saved", in_lang(PAGE, lang))).into_response())
}

/// The days that were entered, or what is wrong with them.
fn days(entered: &Entered) -> Result<Vec<CalendarDay>, Word> {
    let name = text::name(&entered.name).into_owned();
    let day = |text: &str| text.trim().parse::<Date>().map_err(|_| CalendarPage::NotADay);
    let first = day(&entered.day)?;
    let last = if entered.until.trim().is_empty() { first } else { day(&entered.until)? };
    let count = last.days() - first.days() + 1;
    if !(1..=MOST_AT_ONCE).contains(&count) {
        return Err(CalendarPage::NotADay);
    }
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        return Err(CalendarPage::NoName);
    }
    let works = entered.works == "yes";
    Ok((0..count).map(|n| CalendarDay { day: first.plus_days(n), works, name: name.clone() }).collect())
}

fn signed_out(lang: Lang) -> Response {
    let said = html! {
        p { (AccountPage::SignedOut.text(lang)) }
        p { a href="/desk" { (AccountPage::SignIn.text(lang)) } }
    };
    plain_page::page_in(lang, CalendarPage::Title.text(lang), &said)
}

async fn page(app: &App, lang: Lang, shown: Shown) -> Answer<Response> {
    let body = calendar_parts::body(&app.store.calendar().await?, app.clock.now().date_in_china(), &shown, lang);
    let mut answer = plain_page::page_in(lang, CalendarPage::Title.text(lang), &body);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entered(day: &str, until: &str, name: &str) -> Entered {
        let [day, until, name] = [day, until, name].map(str::to_owned);
        Entered { day, until, name, ..Entered::default() }
    }

    #[test]
    fn days_are_entered_one_by_one_or_as_many_as_a_holiday_has() {
        let days = |day, until, name| days(&entered(day, until, name)).map(|days| days.len());
        assert_eq!(days("2027-01-01", "", "元旦"), Ok(1));
        assert_eq!(days("2026-12-31", "2027-01-02", " 元旦 "), Ok(3));
        for (day, until) in [("2027-02-30", ""), ("", ""), ("2027-01-02", "2027-01-01"), ("2027-01-01", "2027-02-01")] {
            assert_eq!(days(day, until, "元旦"), Err(CalendarPage::NotADay), "{day} {until}");
        }
        assert_eq!(days("2027-01-01", "", " "), Err(CalendarPage::NoName));
        assert_eq!(days("2027-01-01", "", &"长".repeat(31)), Err(CalendarPage::NoName));
    }
}
