//! The page of statistics (统计), for seniors and administrators: the time is chosen in the address, each table stands beside its picture and
//! can be downloaded.

use crate::accounts::people::Colleague;
use crate::app::App;
use crate::http::extract::Query;
use crate::http::plain_page::{self, in_lang, lang_of};
use crate::http::problem::{Answer, Refused};
use crate::oversight::figures::{self, Asked, Of, Table};
use crate::oversight::stored::Between;
use crate::oversight::{charts, csv_text};
use axum::extract::State;
use axum::response::Response;
use beian_locale::oversight::Statistics;
use beian_locale::{Lang, Word, Words};
use beian_model::{Date, Problem};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue};
use maud::{Markup, html};
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where the page is.
const PAGE: &str = "/api/v1/staff/statistics";
/// Where its tables are.
const CSV: &str = "/api/v1/staff/statistics.csv";
/// Days that are shown where none are said, and at most.
const DAYS: (i64, i64) = (30, 366);

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(download))
}

/// The time that is looked at.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct At {
    /// `zh-CN` or `en`; without it, the language that the browser asks for.
    lang: Option<String>,
    /// The first day, such as `2026-11-01`; 30 days before the last where nothing is said.
    #[param(pattern = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
    from: Option<String>,
    /// The last day; today where nothing is said. 366 days at most.
    #[param(pattern = r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
    to: Option<String>,
    /// `day` or `week`.
    #[param(pattern = "^(day|week)?$")]
    by: Option<String>,
    /// The table to download: `throughput`, `states`, `first`, `reasons`, `provinces`, `months` or `reviewers`.
    #[param(pattern = "^(throughput|states|first|reasons|provinces|months|reviewers)?$")]
    table: Option<String>,
}

/// The days that are looked at, and how.
struct Looking {
    from: Date,
    to: Date,
    asked: Asked,
}

/// A day of the address; nothing where none is said.
fn day(name: &'static str, text: Option<&str>) -> Answer<Option<Date>> {
    match text.filter(|text| !text.is_empty()) {
        Some(text) => text.parse().map(Some).map_err(|_| Refused::misread(name)),
        None => Ok(None),
    }
}

impl At {
    fn looking(&self, app: &App, headers: &HeaderMap) -> Answer<Looking> {
        let to = day("to", self.to.as_deref())?.unwrap_or_else(|| app.clock.now().date_in_china());
        let from = day("from", self.from.as_deref())?.unwrap_or_else(|| to.plus_days(1 - DAYS.0));
        // A longer time is cut at its beginning.
        let from = from.max(to.plus_days(1 - DAYS.1)).min(to);
        let between = Between(from, to);
        let by_week = self.by.as_deref() == Some("week");
        Ok(Looking { from, to, asked: Asked { between, by_week, lang: lang_of(self.lang.as_deref(), headers) } })
    }
}

impl Looking {
    fn query(&self) -> String {
        let by = if self.asked.by_week { "week" } else { "day" };
        format!("&from={}&to={}&by={by}", self.from, self.to)
    }
}

/// Numbers of a time, as pictures and tables.
#[utoipa::path(get, path = "/staff/statistics", tag = "oversight", params(At), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(State(app): State<App>, _: Colleague, Query(at): Query<At>, headers: HeaderMap) -> Answer<Response> {
    let looking = at.looking(&app, &headers)?;
    let mut tables = Vec::new();
    for of in Of::ALL {
        tables.push(figures::table(&app, *of, looking.asked).await?);
    }
    let lang = looking.asked.lang;
    let mut answer = plain_page::page_in(lang, Statistics::Title.text(lang), &body(&looking, &tables));
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}

/// A table of them.
#[utoipa::path(get, path = "/staff/statistics.csv", tag = "oversight", params(At), responses(
    (status = 200, content_type = "text/csv; charset=utf-8", body = String), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn download(
    State(app): State<App>,
    _: Colleague,
    Query(at): Query<At>,
    headers: HeaderMap,
) -> Answer<Response> {
    let looking = at.looking(&app, &headers)?;
    let of = at.table.as_deref().filter(|of| !of.is_empty()).unwrap_or(Of::Throughput.as_str());
    let of: Of = of.parse().map_err(|_| Refused::misread("table"))?;
    let table = figures::table(&app, of, looking.asked).await?;
    let header: Vec<String> = table.header.iter().map(|name| (*name).to_owned()).collect();
    let rows = std::iter::once(&header).chain(&table.rows).map(|row| row.iter().map(String::as_str));
    Ok(csv_text::answer(&format!("{of}-{}-{}", looking.from, looking.to), csv_text::of(rows)))
}

const fn title(of: Of) -> Word {
    match of {
        Of::Throughput => Statistics::Throughput,
        Of::States => Statistics::States,
        Of::First => Statistics::First,
        Of::Reasons => Statistics::Reasons,
        Of::Provinces => Statistics::Provinces,
        Of::Months => Statistics::Months,
        Of::Reviewers => Statistics::Reviewers,
    }
}

fn body(looking: &Looking, tables: &[Table]) -> Markup {
    let lang = looking.asked.lang;
    let said = |word: Word| word.text(lang);
    let other = if lang == Lang::Chinese { Lang::English } else { Lang::Chinese };
    let query = looking.query();
    html! {
        p {
            a.alone href="/desk" { (said(Statistics::ToDesk)) } " · "
            a.alone href=(in_lang("/api/v1/staff/account", lang)) { (said(Statistics::Account)) } " · "
            a.alone href={ (in_lang(PAGE, other)) (query) } hreflang=(other.as_str()) lang=(other.as_str()) { (said(Statistics::Language)) }
        }
        (period(looking))
        p { (said(Statistics::Notes)) }
        @for table in tables {
            h2.section id=(table.of) { (said(title(table.of))) }
            @if table.rows.is_empty() || table.values.iter().all(|value| *value == 0) && table.of == Of::First {
                p { (said(Statistics::Nothing)) }
            } @else {
                @match table.of {
                    Of::Throughput | Of::Months => (charts::standing(said(title(table.of)), &table.bars())),
                    _ => (charts::lying(said(title(table.of)), &table.bars())),
                }
                (numbers(table, said(title(table.of))))
                p { a href={ (in_lang(CSV, lang)) (query) "&table=" (table.of) } download { (said(Statistics::Download)) } }
            }
        }
    }
}

/// The form that chooses the time.
fn period(looking: &Looking) -> Markup {
    let lang = looking.asked.lang;
    let said = |word: Word| word.text(lang);
    html! {
        form.fields method="get" action=(PAGE) {
            input type="hidden" name="lang" value=(lang.as_str());
            div.row {
                div {
                    label for="from" { (said(Statistics::From)) }
                    input id="from" name="from" type="date" value=(looking.from) required;
                }
                div {
                    label for="to" { (said(Statistics::To)) }
                    input id="to" name="to" type="date" value=(looking.to) required;
                }
                div {
                    label for="by" { (said(Statistics::By)) }
                    select id="by" name="by" {
                        option value="day" selected[!looking.asked.by_week] { (said(Statistics::Day)) }
                        option value="week" selected[looking.asked.by_week] { (said(Statistics::Week)) }
                    }
                }
                button { (said(Statistics::Show)) }
            }
        }
    }
}

fn numbers(table: &Table, label: &str) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label=(label) {
            table.numbers.narrow[table.header.len() <= 3] {
                thead { tr { @for name in &table.header { th scope="col" { (name) } } } }
                tbody {
                    @for row in &table.rows {
                        tr {
                            @for (n, cell) in row.iter().enumerate() {
                                @if n == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}
