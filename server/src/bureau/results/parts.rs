//! What the pages of results show: from a plan to markup.

use super::{APPLIED, PAGE, TEMPLATE};
use crate::bureau::page::PAGE as ROOM;
use crate::bureau::results::plan::{Planned, Step, Wrong};
use crate::bureau::results::table::Row;
use crate::http::plain_page::in_lang;
use beian_locale::bureau::{BureauPage, ResultPage};
use beian_locale::fields::bare_label;
use beian_locale::{Lang, Word, Words, fill};
use beian_rules::identifiers::icp_number::IcpNumber;
use data_encoding::BASE64URL_NOPAD;
use maud::{Markup, html};

/// What came of a row.
pub enum Told {
    /// It was recorded.
    Recorded,
    /// The filing changed in this moment.
    TooLate,
    /// It was not to be recorded.
    Wrong(Wrong),
}

/// The form for a file, with what is wrong with the last one.
pub fn form(lang: Lang, wrong: Option<Word>) -> Markup {
    let said = |word: Word| word.text(lang);
    html! {
        p { (said(BureauPage::ResultsIntro)) }
        p {
            a.alone href=(in_lang(TEMPLATE, Lang::Chinese)) download { (said(BureauPage::TemplateZh)) } " · "
            a.alone href=(in_lang(TEMPLATE, Lang::English)) download { (said(BureauPage::TemplateEn)) }
        }
        form.fields method="post" action=(in_lang(PAGE, lang)) enctype="multipart/form-data" {
            label for="file" { (said(BureauPage::ResultsFile)) }
            @if let Some(wrong) = wrong { p.error id="file-error" role="alert" { (said(wrong)) } }
            input id="file" name="file" type="file" accept=".csv,text/csv" required
                aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| "file-error")];
            p { button { (said(BureauPage::Preview)) } }
        }
    }
}

fn way_back(lang: Lang) -> Markup {
    html! { p { a href=(in_lang(ROOM, lang)) { (ResultPage::Back.text(lang)) } } }
}

/// The form again, with what is wrong with the file.
pub fn again(lang: Lang, wrong: Word) -> Markup {
    html! { (way_back(lang)) (form(lang, Some(wrong))) }
}

fn counted(word: Word, lang: Lang, right: usize, all: usize) -> String {
    let (right, wrong) = (right.to_string(), (all - right).to_string());
    fill(word.text(lang), |place| Some(if place == "right" { right.as_str() } else { wrong.as_str() }))
}

/// What each row will do, and the form that confirms it; what differs from what was seen before is marked.
pub fn preview(lang: Lang, planned: &[Planned], file: &[u8], seen: Option<&[&str]>) -> Markup {
    let said = |word: Word| word.text(lang);
    let right = planned.iter().filter(|one| one.step.is_ok()).count();
    let marks: Vec<&str> = planned.iter().map(|one| one.mark.as_str()).collect();
    let has_changed = |n: usize| seen.is_some_and(|seen| seen.get(n) != Some(&marks[n]));
    html! {
        (way_back(lang))
        @if seen.is_some() { p.mark role="alert" { (said(ResultPage::HasChanged)) } }
        p role="status" { (counted(ResultPage::Count, lang, right, planned.len())) }
        (table(lang, ResultPage::Will, planned.iter().enumerate().map(|(n, one)| {
            let will = match &one.step {
                Ok((filing, step)) => html! { (will(step, lang)) " " span.about { (filing.document.organiser.name) } },
                Err(wrong) => html! { span.error { (why(wrong, &one.row, lang)) } },
            };
            (&one.row, html! { @if has_changed(n) { strong { (said(ResultPage::Changed)) } " " } (will) })
        })))
        @if right == 0 {
            p { (said(ResultPage::Nothing)) }
        } @else {
            form.fields method="post" action=(in_lang(APPLIED, lang)) {
                input type="hidden" name="file" value=(BASE64URL_NOPAD.encode(file));
                input type="hidden" name="seen" value=(marks.join(" "));
                p { button { (said(ResultPage::Apply)) } }
            }
        }
    }
}

/// What came of each row.
pub fn done(lang: Lang, told: &[(Row, Told)]) -> Markup {
    let said = |word: Word| word.text(lang);
    let right = told.iter().filter(|(_, told)| matches!(told, Told::Recorded)).count();
    html! {
        (way_back(lang))
        p.mark role="status" { (counted(ResultPage::Done, lang, right, told.len())) }
        (table(lang, ResultPage::Did, told.iter().map(|(row, told)| (row, match told {
            Told::Recorded => html! { (said(ResultPage::Recorded)) },
            Told::TooLate => html! { span.error { (said(ResultPage::NotRecorded)) } },
            Told::Wrong(wrong) => html! { span.error { (said(ResultPage::Skipped)) ": " (why(wrong, row, lang)) } },
        }))))
    }
}

fn table<'a>(lang: Lang, last: Word, rows: impl Iterator<Item = (&'a Row, Markup)>) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label=(last.text(lang)) {
            table {
                thead { tr {
                    @for word in [ResultPage::Row, BureauPage::Number, ResultPage::Given, last] { th scope="col" { (word.text(lang)) } }
                } }
                tbody {
                    @for (row, cell) in rows {
                        tr { td { (row.line) } th scope="row" { (row.number) } td { (row.result) } td { (cell) } }
                    }
                }
            }
        }
    }
}

/// What a row will do, in words.
fn will(step: &Step, lang: Lang) -> String {
    match step {
        Step::Approve(numbers) => {
            let running = numbers.sites.iter().filter_map(|one| IcpNumber::parse(&one.number).ok()?.service);
            let sites: Vec<String> = running.map(|(n, _)| format!("-{n}")).collect();
            let sites = sites.join(" ");
            fill(ResultPage::WillApprove.text(lang), |place| {
                Some(if place == "organiser" { numbers.organiser.as_str() } else { sites.as_str() })
            })
        }
        Step::Reject(path, reason, _) => fill(ResultPage::WillReject.text(lang), |place| {
            Some(if place == "field" { bare_label(*path, lang) } else { reason.as_str() })
        }),
        Step::Lapse => ResultPage::WillLapse.text(lang).to_owned(),
        Step::Verify => ResultPage::WillVerify.text(lang).to_owned(),
    }
}

/// Why a row does nothing, and what would be right.
fn why(wrong: &Wrong, row: &Row, lang: Lang) -> String {
    let with = |word: Word, value: &str| fill(word.text(lang), |_| Some(value));
    match wrong {
        Wrong::Number => ResultPage::WrongNumber.text(lang).to_owned(),
        Wrong::Unreadable => ResultPage::WrongUnreadable.text(lang).to_owned(),
        Wrong::Result => with(ResultPage::WrongResult, &row.result),
        Wrong::State(now, right) => fill(ResultPage::WrongState.text(lang), |place| {
            Some(if place == "now" { now.text(lang) } else { right.text(lang) })
        }),
        Wrong::Held => ResultPage::WrongHeld.text(lang).to_owned(),
        Wrong::Icp(prefix) => with(ResultPage::WrongIcp, &prefix.to_string()),
        Wrong::Province => ResultPage::WrongProvince.text(lang).to_owned(),
        Wrong::Reason => ResultPage::WrongReason.text(lang).to_owned(),
        Wrong::ReasonLong(count) => with(ResultPage::WrongReasonLong, &count.to_string()),
        Wrong::Field => with(ResultPage::WrongField, &row.field),
        Wrong::Repeated(line) => with(ResultPage::WrongRepeated, &line.to_string()),
        Wrong::Contradicts(line) => with(ResultPage::WrongContradicts, &line.to_string()),
    }
}
