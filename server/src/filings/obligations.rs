//! What is due once the numbers are issued (备案后的义务), as entries of a calendar (RFC 5545): the number at the foot of each site, the public
//! security filing (公安联网备案) within 30 days, the yearly check (年度核查), with what is to be done when something changes.

use crate::access::own::Own;
use crate::app::App;
use crate::http::problem::Answer;
use crate::storage::FilingRow;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use beian_model::wire::IcpNumbers;
use beian_model::{Date, Problem, ProblemKind, Status, TimelineEntry, Timestamp};
use http::HeaderValue;
use http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Days after the approval in which a site is filed with the public security authorities: it is taken to be online from then on
/// (《计算机信息网络国际联网安全保护管理办法》第十二条).
const PUBLIC_SECURITY: i64 = 30;
/// The ministry's site, where codes are entered and numbers are looked up.
pub const MINISTRY: &str = "https://beian.miit.gov.cn/";
/// Where a site is filed with the public security authorities.
pub const POLICE: &str = "https://beian.mps.gov.cn/";
/// Bytes of a line, its end not counted (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show))
}

/// What is due after the approval, as a calendar (RFC 5545), once the numbers are issued.
#[utoipa::path(get, path = "/filings/{id}/obligations.ics", tag = "filings", params(("id" = String, Path)), responses(
    (status = 200, content_type = "text/calendar; charset=utf-8", body = String), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(State(app): State<App>, Own { filing: row, .. }: Own) -> Answer<Response> {
    let timeline = app.store.timeline(&row.id).await?;
    let approved = approved_at(&timeline).ok_or(ProblemKind::NotFound)?;
    let mut answer = calendar(&row, approved).into_response();
    for (name, value) in [
        (CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"obligations.ics\""),
        (CACHE_CONTROL, "private, no-store"),
    ] {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Ok(answer)
}

/// When it was approved; nothing where it was not.
pub fn approved_at(timeline: &[TimelineEntry]) -> Option<Timestamp> {
    timeline.iter().rev().find(|entry| entry.status == Status::Approved).map(|entry| entry.at)
}

/// The last day of the public security filing (公安联网备案).
pub fn public_security_until(approved: Timestamp) -> Date {
    Date::from_days(approved.date_in_china().days() + PUBLIC_SECURITY)
}

/// An entry of a whole day.
struct Entry {
    /// Tells it from the others of the filing.
    name: String,
    /// The day, since 1970.
    day: i64,
    summary: String,
    description: String,
    url: &'static str,
    /// It comes again each year.
    yearly: bool,
    /// Days before it that a calendar reminds of it.
    remind: i64,
}

fn calendar(row: &FilingRow, approved: Timestamp) -> String {
    let approved = approved.date_in_china().days();
    let mut lines =
        vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".to_owned(), "PRODID:-//Beian//Beian//ZH".to_owned()];
    for entry in entries(row, approved) {
        lines.extend(written(&entry, row.id.as_str(), approved));
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn entries(row: &FilingRow, approved: i64) -> Vec<Entry> {
    let site = |one: &beian_model::wire::SiteNumber| {
        let name = row.document.site(one.site).map(|site| site.name.as_str()).unwrap_or_default();
        Entry {
            name: format!("footer-{}", one.site),
            day: approved + 1,
            summary: format!("在网站首页底部标明备案号：{name} / Number at the foot of the site"),
            description: format!("{}，并链接到 {MINISTRY}", one.number),
            url: MINISTRY,
            yearly: false,
            remind: 0,
        }
    };
    let sites = row.numbers.as_ref().map(|IcpNumbers { sites, .. }| sites.as_slice()).unwrap_or_default();
    let mut entries: Vec<Entry> = sites.iter().map(site).collect();
    entries.push(Entry {
        name: "public-security".to_owned(),
        day: approved + PUBLIC_SECURITY,
        summary: "公安联网备案到期 / Public security filing".to_owned(),
        description: "网站开通之日起 30 日内，到公安机关互联网站安全管理服务平台办理。".to_owned(),
        url: POLICE,
        yearly: false,
        remind: 7,
    });
    entries.push(Entry {
        name: "yearly-check".to_owned(),
        day: next_year(approved),
        summary: "年度核查：核对备案信息 / Yearly check of the filing".to_owned(),
        // 《非经营性互联网信息服务备案管理办法》第十四条、第十七条.
        description: "登录备案系统核对主办单位、负责人、域名和服务器，按管局通知完成年度核查。信息要变更的，提前 30 日办理变更备案。".to_owned(),
        url: MINISTRY,
        yearly: true,
        remind: 30,
    });
    entries
}

/// The same day a year later; of 29 February the day before, which each year has.
fn next_year(day: i64) -> i64 {
    let date = Date::from_days(day).to_string();
    let in_year = |rest: &str| {
        let year: i64 = date.get(..4)?.parse().ok()?;
        format!("{:04}-{rest}", year + 1).parse::<Date>().ok()
    };
    let same = date.get(5..).and_then(in_year).or_else(|| in_year("02-28"));
    same.map_or(day + 365, |date| date.days())
}

fn written(entry: &Entry, filing: &str, approved: i64) -> Vec<String> {
    let digits = |day| Date::from_days(day).to_string().replace('-', "");
    let mut lines = vec![
        "BEGIN:VEVENT".to_owned(),
        format!("UID:{}-{filing}", entry.name),
        format!("DTSTAMP:{}T000000Z", digits(approved)),
        format!("DTSTART;VALUE=DATE:{}", digits(entry.day)),
        format!("DTEND;VALUE=DATE:{}", digits(entry.day + 1)),
    ];
    if entry.yearly {
        lines.push("RRULE:FREQ=YEARLY".to_owned());
    }
    lines.push(format!("SUMMARY:{}", escaped(&entry.summary)));
    lines.push(format!("DESCRIPTION:{}", escaped(&entry.description)));
    lines.push(format!("URL:{}", entry.url));
    lines.push("BEGIN:VALARM".to_owned());
    lines.push("ACTION:DISPLAY".to_owned());
    lines.push(format!("DESCRIPTION:{}", escaped(&entry.summary)));
    lines.push(format!("TRIGGER:-P{}D", entry.remind));
    lines.push("END:VALARM".to_owned());
    lines.push("END:VEVENT".to_owned());
    lines
}

/// A text as a value (RFC 5545, 3.3.11). What nobody sees does not end its line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_control()) {
        if matches!(c, '\\' | ';' | ',') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A line with its end, in pieces of 75 bytes at the most, each but the first behind a space (RFC 5545, 3.1).
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut length = 0;
    for c in line.chars() {
        if length + c.len_utf8() > LONGEST_LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out + "\r\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::FilingId;
    use beian_model::sample::complete_filing;
    use beian_model::wire::SiteNumber;

    fn row() -> FilingRow {
        let (mut document, _) = complete_filing();
        document.sites[0].name =
            "一个名字很长的网站，一个名字很长的网站; 一个名字很长的网站\r\nBEGIN:VEVENT".to_owned();
        let sites = vec![SiteNumber { site: document.sites[0].id, number: "粤ICP备12345678号-1".to_owned() }];
        FilingRow {
            id: FilingId("0123456789abcdef01234567".to_owned()),
            account: "account".to_owned(),
            number: "BA20261124000001".to_owned(),
            version: 1,
            status: Status::Approved,
            document,
            reasons: Vec::new(),
            basic_check: None,
            sms_opened_at: None,
            numbers: Some(IcpNumbers { organiser: "粤ICP备12345678号".to_owned(), sites }),
            reviewer: None,
            created_at: Timestamp(0),
            updated_at: Timestamp(0),
            status_since: Timestamp(0),
            claimed_at: None,
        }
    }

    /// 24 November 2026, so many seconds after midnight in UTC.
    fn at(seconds: i64) -> String {
        calendar(&row(), Timestamp(20_781 * 86_400 + seconds))
    }

    #[test]
    fn each_obligation_has_its_day_in_china() {
        // 23:30 in China is 15:30 UTC; half an hour later it is the 25th there.
        assert!(at(15 * 3600 + 1800).contains("\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261225\r\n"));
        assert!(at(16 * 3600).contains("DTSTART;VALUE=DATE:20261225\r\n"));
        assert!(at(0).contains("DTSTART;VALUE=DATE:20261125\r\n"), "the number at the foot, at once");
        assert!(at(0).contains("DTSTART;VALUE=DATE:20271124\r\nDTEND;VALUE=DATE:20271125\r\nRRULE:FREQ=YEARLY\r\n"));
        assert_eq!(at(0).matches("BEGIN:VEVENT\r\n").count(), 3);
        assert_eq!(at(0).matches("\r\nBEGIN:").count(), at(0).matches("\r\nEND:").count() - 1);
    }

    #[test]
    fn lines_are_folded_and_a_name_ends_none() {
        assert!(at(0).split("\r\n").all(|line| line.len() <= LONGEST_LINE));
        let unfolded = at(0).replace("\r\n ", "");
        assert!(unfolded.contains("网站，一个名字很长的网站\\; 一个名字很长的网站BEGIN:VEVENT / Number"), "{unfolded}");
    }

    #[test]
    fn a_year_later_is_the_same_day() {
        let day = |text: &str| text.parse::<Date>().unwrap().days();
        assert_eq!(next_year(day("2026-11-24")), day("2027-11-24"));
        assert_eq!(next_year(day("2028-02-29")), day("2029-02-28"));
    }
}
