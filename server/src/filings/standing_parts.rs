//! The parts of the page that says where a filing stands: the ministry's code, what is due after the approval, beginning again, the record.

use crate::app::App;
use crate::filings::obligations::{self, MINISTRY};
use crate::http::plain_page::{in_lang, time_in_china};
use crate::storage::FilingRow;
use beian_locale::standing::{self, Standing};
use beian_locale::{Lang, Word, Words, fields, fill, ui::Ui};
use beian_model::wire::{CameBack, IcpNumbers, SmsPhone, SmsReport, SmsSaid, SmsWindow};
use beian_model::{
    Actor, Filing, FilingId, Path, PersonRef, ProvinceRules, Requirement, Severity, Status, Subject, TimelineEntry,
    Timestamp,
};
use beian_rules::step_of;
use beian_rules::words::line;
use maud::{Markup, html};

/// Where a page's forms of a filing are sent.
pub fn at(id: &FilingId, rest: &str, lang: Lang) -> String {
    in_lang(&format!("/api/v1/filings/{id}/standing{rest}"), lang)
}

/// A sentence whose only place is filled.
fn filled(word: Word, lang: Lang, value: &str) -> String {
    fill(word.text(lang), |_| Some(value))
}

/// Which filing, its state, whose turn it is and by when.
pub fn head(row: &FilingRow, until: Option<Timestamp>, lang: Lang) -> Markup {
    let turn = row.status.turn().zip(until).map(|(whose, until)| {
        let (whose, time) = (standing::turn(whose).text(lang), time_in_china(until.plus(-1)));
        fill(Standing::Turn.text(lang), |name| Some(if name == "whose" { whose } else { &time }))
    });
    html! {
        p { (row.document.organiser.name) " · " (Ui::ReceiptNumber.text(lang)) " " (row.number) }
        p { strong { (row.status.text(lang)) } @if let Some(turn) = turn { " · " (turn) } }
        @if row.status.is_editable() { p { (Standing::Lapses.text(lang)) } }
    }
}

/// Why a filing came back, each reason ticked once its field was changed, and what was changed since.
pub fn came_back(row: &FilingRow, back: &CameBack, lang: Lang) -> Markup {
    let document = &row.document;
    let done = back.reasons.iter().filter(|one| one.severity == Severity::Note).count().to_string();
    let all = back.reasons.len().to_string();
    let count = fill(Standing::Corrected.text(lang), |name| Some(if name == "n" { &done } else { &all }));
    html! {
        h2.section { (Ui::ReturnedTitle.text(lang)) }
        p { (count) }
        ul data-reasons="" {
            @for one in &back.reasons {
                li data-answered=((one.severity == Severity::Note).to_string()) {
                    @if one.severity == Severity::Note { strong { "✓ " (Standing::Done.text(lang)) } " " }
                    (line(one, lang))
                    @if row.status.is_back() && one.severity != Severity::Note {
                        @if let Some(step) = step_of(document, one.path) {
                            " " a.alone href=(format!("/filings/{}/{step}?field={}&then=preview", row.id, one.path)) { (Ui::Correct.text(lang)) }
                        }
                    }
                }
            }
        }
        @if !back.accepted.is_empty() { p { (Standing::Accepted.text(lang)) } }
        @if !back.changed.is_empty() {
            h2.section { (Standing::Changed.text(lang)) }
            ul data-changed="" { @for path in &back.changed { li { (field(document, *path, lang)) } } }
        }
    }
}

/// What a field is called; that of a website that there are several of with its name.
fn field(document: &Filing, path: Path, lang: Lang) -> String {
    let label = fields::bare_label(path, lang);
    let site = path.site().filter(|_| document.sites.len() > 1).and_then(|id| document.site(id));
    site.map_or_else(|| label.to_owned(), |site| format!("{} · {label}", site.name))
}

/// The ministry's window: who received a code, where it is entered, what was told of it, what to do where it does not come.
pub fn sms(app: &App, row: &FilingRow, window: &SmsWindow, lang: Lang) -> Markup {
    let causes = [
        (Standing::WaitTitle, Standing::WaitText, SmsSaid::NothingCame, Standing::WaitTell),
        (Standing::SixTitle, Standing::SixText, SmsSaid::NotFound, Standing::SixTell),
        (Standing::NumberTitle, Standing::NumberText, SmsSaid::NumberCannot, Standing::NumberTell),
        (Standing::PersonTitle, Standing::PersonText, SmsSaid::PersonChanged, Standing::PersonTell),
    ];
    let told = window.reported.as_ref();
    let is_done = told.is_some_and(|told| told.said == SmsSaid::Entered);
    let rules = row.document.province.and_then(|province| app.catalogue.province(province));
    let tell = |said: SmsSaid, word: Word| {
        html! {
            form method="post" action=(at(&row.id, "/sms", lang)) {
                button name="said" value=(said.as_str()) { (word.text(lang)) }
            }
        }
    };
    html! {
        @if let Some(told) = told { (what_was_told(told, lang)) }
        @if !is_done { p { (Ui::SmsText.text(lang)) } }
        ul { @for phone in &window.phones { li { (phone_line(&row.document, phone, lang)) } } }
        p { (Standing::SmsWhere.text(lang)) }
        @for note in rules.iter().flat_map(|rules| notes(rules, lang)) { p { (note) } }
        p { a.way href=(MINISTRY) rel="noreferrer" { (Ui::SmsGo.text(lang)) } }
        @if !is_done { (tell(SmsSaid::Entered, Standing::SmsDone)) }
        h2.section { (Standing::NotCome.text(lang)) }
        @for (title, text, said, word) in causes {
            article {
                h3 { (title.text(lang)) }
                p { (text.text(lang)) }
                (tell(said, word))
            }
        }
        h2.section { (Standing::Lapse.text(lang)) }
        p { (Standing::LapseText.text(lang)) }
    }
}

/// A phone: its number, the end of the document that is asked for with its code, and for whom it stands.
fn phone_line(document: &Filing, phone: &SmsPhone, lang: Lang) -> Markup {
    let role = |role: &String| match document.sites.iter().find(|site| PersonRef::Site(site.id).to_string() == *role) {
        Some(site) => filled(Standing::RoleSite, lang, &site.name),
        None => Standing::RoleOrganiser.text(lang).to_owned(),
    };
    let roles: Vec<String> = phone.roles.iter().map(role).collect();
    html! {
        strong { (phone.mobile) } " · " (roles.join(" · ")) br;
        (Ui::LastSix.text(lang)) " " (phone.document_hint)
    }
}

/// What staff were told, and what follows.
fn what_was_told(told: &SmsReport, lang: Lang) -> Markup {
    let (time, what) = (time_in_china(told.at), told.said.text(lang));
    let is_done = told.said == SmsSaid::Entered;
    let word = if is_done { Standing::SmsDoneAt } else { Standing::SmsTold };
    let text = fill(word.text(lang), |name| Some(if name == "time" { &time } else { what }));
    html! {
        p role="status" { strong { (text) } @if is_done { " " (Standing::SmsDoneNext.text(lang)) } }
    }
}

/// What the bureau says of the check: its notes on telephones that name it.
fn notes(rules: &ProvinceRules, lang: Lang) -> Vec<&str> {
    let notes = rules.rules.iter().filter_map(|rule| match &rule.asks {
        Requirement::Note { subject: Some(Subject::Phones), zh, en, .. } if zh.contains("短信核验") => {
            Some(if lang == Lang::Chinese { zh.as_str() } else { en.as_str() })
        }
        _ => None,
    });
    notes.collect()
}

/// The window passed: what that means, and the way back.
pub fn lapsed(contact: &str, lang: Lang) -> Markup {
    html! {
        h2.section { (Standing::FailedTitle.text(lang)) }
        ul {
            li { (Standing::FailedAgain.text(lang)) }
            li { (Standing::FailedChange.text(lang)) }
        }
        @if !contact.is_empty() { p { (filled(Standing::Contact, lang, contact)) } }
    }
}

/// The numbers by organiser and site with the code for each site's foot, and what is due, each with its day.
pub fn numbers(row: &FilingRow, numbers: &IcpNumbers, in_footer: bool, approved: Timestamp, lang: Lang) -> Markup {
    let police = obligations::public_security_until(approved);
    let site = |id| row.document.site(id).map(|site| site.name.as_str()).unwrap_or_default();
    html! {
        h2.section { (Standing::Numbers.text(lang)) }
        table {
            tr { th scope="row" { (Ui::OrganiserNumber.text(lang)) } td { strong { (numbers.organiser) } } }
            @for one in &numbers.sites {
                tr { th scope="row" { (site(one.site)) } td { strong { (one.number) } } }
            }
        }
        h2.section { (Standing::Due.text(lang)) }
        p { (Ui::AfterFooter.text(lang)) }
        @for one in &numbers.sites {
            article.codes {
                h3 { (Standing::Snippet.text(lang)) " · " (site(one.site)) }
                p { code { (snippet(if in_footer { &numbers.organiser } else { &one.number })) } }
            }
        }
        ul {
            li {
                (filled(Standing::PoliceBy, lang, &police.to_string())) " "
                a href=(obligations::POLICE) rel="noreferrer" { (Standing::PoliceGo.text(lang)) }
            }
            li { (Standing::Yearly.text(lang)) }
            li { (Standing::Change.text(lang)) }
        }
        p { a.way href=(format!("/api/v1/filings/{}/obligations.ics", row.id)) download { (Standing::Calendar.text(lang)) } }
        p { (Standing::PrintIt.text(lang)) }
    }
}

/// What belongs at the foot of a site's home page.
fn snippet(number: &str) -> String {
    format!(r#"<a href="{MINISTRY}" target="_blank" rel="noopener">{number}</a>"#)
}

/// Beginning again: what a new filing takes, the button, and the filing that is in its way.
pub fn again(row: &FilingRow, key: &str, in_the_way: Option<&FilingId>, lang: Lang) -> Markup {
    let word = if row.status == Status::Expired { Standing::Restart } else { Standing::Copy };
    html! {
        h2.section { (Standing::AgainTitle.text(lang)) }
        @if let Some(other) = in_the_way {
            p.error role="alert" { (Standing::Blocked.text(lang)) }
            p { a.way href=(format!("/filings/{other}")) { (Standing::OpenOther.text(lang)) } }
        }
        p { (Standing::AgainText.text(lang)) }
        form method="post" action=(at(&row.id, "/copy", lang)) {
            input type="hidden" name="key" value=(key);
            button { (word.text(lang)) }
        }
    }
}

/// How it came there, newest first.
pub fn record(timeline: &[TimelineEntry], lang: Lang) -> Markup {
    let what = |entry: &TimelineEntry| match entry.event {
        Some(event) => event.text(lang),
        None => Ui::FilingBegun.text(lang),
    };
    let who = |actor| match actor {
        Actor::Applicant => Ui::ByYou,
        Actor::Reviewer => Ui::ByReviewer,
        Actor::Clock => Ui::ByClock,
    };
    html! {
        h2.section { (Ui::History.text(lang)) }
        ol reversed {
            @for entry in timeline.iter().rev() {
                li {
                    strong { (what(entry)) } " · " (entry.status.text(lang)) br;
                    (time_in_china(entry.at)) " · " (who(entry.actor).text(lang))
                    @if !entry.note.is_empty() { br; (entry.note) }
                }
            }
        }
    }
}
