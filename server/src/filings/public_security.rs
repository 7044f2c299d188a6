//! The public security filing (公安联网备案), which is due within 30 days of a site going online: its date as a calendar entry.

use crate::access::own::Own;
use crate::app::App;
use crate::http::problem::Answer;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use beian_model::{Date, FilingId, Problem, ProblemKind, Status, Timestamp};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Days after the approval: the site is taken to be online from then on (《计算机信息网络国际联网安全保护管理办法》第十二条).
const DAYS: i64 = 30;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// The date of the public security filing as a calendar entry (RFC 5545), once the numbers are issued.
#[utoipa::path(get, path = "/filings/{id}/public-security.ics", tag = "filings", params(("id" = String, Path)), responses(
    (status = 200, content_type = "text/calendar; charset=utf-8", body = String), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(State(app): State<App>, Own { filing: row, .. }: Own) -> Answer<Response> {
    let timeline = app.store.timeline(&row.id).await?;
    let approved = timeline.iter().rev().find(|entry| entry.status == Status::Approved);
    let approved = approved.ok_or(ProblemKind::NotFound)?.at;
    let mut answer = calendar(&row.id, approved).into_response();
    for (name, value) in [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"public-security.ics\""),
        (CACHE_CONTROL, "private, no-store"),
    ] {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(answer)
}

/// An entry of a whole day with a reminder a week before. No line is longer than 75 bytes, so none is folded.
fn calendar(id: &FilingId, approved: Timestamp) -> String {
    let day = approved.date_in_china().days() + DAYS;
    let digits = |day| Date::from_days(day).to_string().replace('-', "");
    let stamp = digits(approved.date_in_china().days());
    let lines = [
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Beian//Beian//ZH".to_owned(),
        "BEGIN:VEVENT".to_owned(),
        format!("UID:public-security-{id}"),
        format!("DTSTAMP:{stamp}T000000Z"),
        format!("DTSTART;VALUE=DATE:{}", digits(day)),
        format!("DTEND;VALUE=DATE:{}", digits(day + 1)),
        "SUMMARY:公安联网备案到期 / Public security filing".to_owned(),
        "URL:https://beian.mps.gov.cn/".to_owned(),
        "BEGIN:VALARM".to_owned(),
        "ACTION:DISPLAY".to_owned(),
        "DESCRIPTION:公安联网备案还有 7 天到期".to_owned(),
        "TRIGGER:-P7D".to_owned(),
        "END:VALARM".to_owned(),
        "END:VEVENT".to_owned(),
        "END:VCALENDAR".to_owned(),
    ];
    lines.map(|line| line + "\r\n").concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_days_after_the_approval_in_china_and_no_line_too_long() {
        // 24 November 2026, 23:30 in China is 15:30 UTC; half an hour later it is the 25th there.
        let at = |seconds: i64| {
            calendar(&FilingId("0123456789abcdef01234567".to_owned()), Timestamp(20_781 * 86_400 + seconds))
        };
        assert!(at(15 * 3600 + 1800).contains("\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261225\r\n"));
        assert!(at(16 * 3600).contains("DTSTART;VALUE=DATE:20261225\r\n"));
        assert!(at(0).split("\r\n").all(|line| line.len() <= 75));
        assert_eq!(at(0).matches("BEGIN:").count(), at(0).matches("END:").count());
    }
}
