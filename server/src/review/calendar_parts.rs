//! What the page of public holidays shows: from values to markup.

use crate::http::plain_page::in_lang;
use crate::review::calendar_page::{Entered, PAGE};
use crate::review::stored::CalendarDay;
use beian_locale::calendar::CalendarPage;
use beian_locale::{Lang, Word, Words, fill};
use beian_model::Date;
use maud::{Markup, html};

/// The month from which on the holidays of the next year are asked for: the notice comes in November.
const NOTICE_IN: u8 = 11;

/// What came of the last form, and who looks.
#[derive(Default)]
pub struct Shown {
    /// They may change the days.
    pub may_change: bool,
    /// Something was saved.
    pub saved: bool,
    /// What is wrong.
    pub wrong: Option<Word>,
    /// What was entered, where it is wrong.
    pub entered: Entered,
}

/// The page below its title.
pub fn body(days: &[CalendarDay], today: Date, shown: &Shown, lang: Lang) -> Markup {
    let said = |word: Word| word.text(lang);
    let other = if lang == Lang::Chinese { Lang::English } else { Lang::Chinese };
    let next = (today.month() >= NOTICE_IN).then(|| today.year() + 1);
    let missing = [Some(today.year()), next].into_iter().flatten();
    let missing = missing.filter(|year| !days.iter().any(|one| one.day.year() == *year));
    html! {
        p {
            a.alone href="/desk" { (said(CalendarPage::ToDesk)) } " · "
            a.alone href=(in_lang(PAGE, other)) hreflang=(other.as_str()) lang=(other.as_str()) { (said(CalendarPage::Language)) }
        }
        p { (said(CalendarPage::Intro)) }
        @if shown.saved { p.mark role="status" { (said(CalendarPage::Saved)) } }
        @for year in missing {
            @let year = year.to_string();
            p.mark data-missing=(year) { (fill(said(CalendarPage::NotKnown), |_| Some(year.as_str()))) }
        }
        @if shown.may_change {
            h2.section id="add" { (said(CalendarPage::Add)) }
            (form(shown, lang))
        } @else {
            p { (said(CalendarPage::AdminsOnly)) }
        }
        h2.section id="days" { (said(CalendarPage::Title)) }
        (table(days, shown.may_change, lang))
    }
}

fn form(shown: &Shown, lang: Lang) -> Markup {
    let said = |word: Word| word.text(lang);
    let Entered { day, until, works, name, .. } = &shown.entered;
    let wrong_days = shown.wrong.filter(|word| *word == CalendarPage::NotADay);
    let wrong_name = shown.wrong.filter(|word| *word != CalendarPage::NotADay);
    html! {
        form.fields method="post" action=(in_lang(PAGE, lang)) novalidate {
            input type="hidden" name="action" value="set";
            label for="day" { (said(CalendarPage::First)) }
            @if let Some(word) = wrong_days { p.error id="day-error" role="alert" { (said(word)) } }
            input id="day" name="day" type="date" required value=(day) aria-invalid=[wrong_days.map(|_| "true")]
                aria-describedby=[wrong_days.map(|_| "day-error")];
            label for="until" { (said(CalendarPage::Last)) }
            input id="until" name="until" type="date" value=(until);
            label for="works" { (said(CalendarPage::Kind)) }
            select id="works" name="works" {
                option value="no" { (said(CalendarPage::Free)) }
                option value="yes" selected[works == "yes"] { (said(CalendarPage::Works)) }
            }
            label for="name" { (said(CalendarPage::Name)) }
            @if let Some(word) = wrong_name { p.error id="name-error" role="alert" { (said(word)) } }
            input id="name" name="name" type="text" required value=(name) aria-invalid=[wrong_name.map(|_| "true")]
                aria-describedby=[wrong_name.map(|_| "name-error")];
            p { button { (said(CalendarPage::Save)) } }
        }
    }
}

/// The days, the newest year first.
fn table(days: &[CalendarDay], may_change: bool, lang: Lang) -> Markup {
    let said = |word: Word| word.text(lang);
    if days.is_empty() {
        return html! { p { (said(CalendarPage::None)) } };
    }
    html! {
        table {
            thead {
                tr {
                    @for word in [CalendarPage::Day, CalendarPage::Kind, CalendarPage::Name] { th scope="col" { (said(word)) } }
                    @if may_change { td {} }
                }
            }
            tbody {
                @for one in days.iter().rev() {
                    tr data-day=(one.day) {
                        td.whole { (one.day) }
                        td { (said(if one.works { CalendarPage::Works } else { CalendarPage::Free })) }
                        td { (one.name) }
                        @if may_change { td { (remove(one.day, lang)) } }
                    }
                }
            }
        }
    }
}

fn remove(day: Date, lang: Lang) -> Markup {
    let day = day.to_string();
    html! {
        form method="post" action=(in_lang(PAGE, lang)) {
            input type="hidden" name="action" value="remove";
            input type="hidden" name="day" value=(day);
            button aria-label=(fill(CalendarPage::RemoveOne.text(lang), |_| Some(day.as_str()))) { (CalendarPage::Remove.text(lang)) }
        }
    }
}
