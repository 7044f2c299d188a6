//! What the page of the bureau's room shows: from values to markup.

use crate::bureau::page::{PAGE, STATES};
use crate::bureau::results;
use crate::bureau::stored::{Outcome, Package, PackageFiling, PackageState};
use crate::filings::stored::QueueRow;
use crate::filings::view::main_domains;
use crate::http::plain_page::{in_lang, time_in_china};
use beian_locale::bureau::BureauPage;
use beian_locale::{Lang, Word, Words, fill};
use beian_model::{Status, Timestamp};
use maud::{Markup, html};

/// A filing of the list.
pub struct Line {
    id: String,
    number: String,
    status: Option<Status>,
    organiser: Option<String>,
    domains: String,
    since: Timestamp,
}

impl Line {
    /// As it stands in the queue; of one that cannot be read what can be.
    pub fn of(row: QueueRow) -> Line {
        match row.filing {
            Ok(row) => Line {
                domains: main_domains(&row).join(" "),
                id: row.id.0,
                number: row.number,
                status: Some(row.status),
                organiser: Some(row.document.organiser.name),
                since: row.status_since,
            },
            Err(row) => Line {
                domains: String::new(),
                id: row.id.0,
                number: row.number,
                status: row.status,
                organiser: None,
                since: row.status_since,
            },
        }
    }

    fn can_be_packed(&self) -> bool {
        self.organiser.is_some() && matches!(self.status, Some(Status::ToBureau | Status::SmsFailed))
    }
}

/// Everything that the page shows.
pub struct Shown {
    /// The language.
    pub lang: Lang,
    /// What was done.
    pub done: Option<Word>,
    /// The one state that is listed.
    pub status: Option<Status>,
    /// The list begins here.
    pub is_first: bool,
    /// Filings.
    pub lines: Vec<Line>,
    /// Where the next page begins.
    pub next: Option<String>,
    /// The package that is looked at.
    pub package: Option<Package>,
    /// The numbers of its filings.
    pub numbers: Vec<String>,
    /// The newest packages.
    pub packages: Vec<Package>,
    /// The server can hand packages over.
    pub sends_by_itself: bool,
}

/// The page below its title.
pub fn body(shown: &Shown) -> Markup {
    let lang = shown.lang;
    let said = |word: Word| word.text(lang);
    let other = if lang == Lang::Chinese { Lang::English } else { Lang::Chinese };
    html! {
        p {
            a.alone href="/desk" { (said(BureauPage::ToDesk)) } " · "
            a.alone href=(in_lang("/api/v1/staff/account", lang)) { (said(BureauPage::Account)) } " · "
            a.alone href=(in_lang(PAGE, other)) hreflang=(other.as_str()) lang=(other.as_str()) { (said(BureauPage::Language)) }
        }
        @if let Some(done) = shown.done { p.mark role="status" { (said(done)) } }
        @if let Some(package) = &shown.package { (one_package(shown, package)) }
        p { (said(BureauPage::Intro)) }
        h2.section id="filings" { (said(BureauPage::Filings)) }
        (states(shown))
        (filings(shown))
        h2.section id="results" { (said(BureauPage::Results)) }
        (results::form(lang, None))
        @if !shown.packages.is_empty() {
            h2.section id="packages" { (said(BureauPage::Packages)) }
            (packages(shown))
        }
    }
}

/// Links to the filings of one state.
fn states(shown: &Shown) -> Markup {
    let here = in_lang(PAGE, shown.lang);
    let current = |status| (shown.status == status).then_some("page");
    html! {
        p {
            a.alone href=(here) aria-current=[current(None)] { (BureauPage::All.text(shown.lang)) }
            @for status in STATES {
                " · "
                a.alone href={ (here) "&status=" (status.as_str()) } aria-current=[current(Some(status))] { (status.text(shown.lang)) }
            }
        }
    }
}

fn filings(shown: &Shown) -> Markup {
    let lang = shown.lang;
    let said = |word: Word| word.text(lang);
    let here = in_lang(PAGE, lang);
    let of_state = shown.status.map(|status| format!("&status={status}")).unwrap_or_default();
    if shown.lines.is_empty() {
        return html! {
            p { (said(BureauPage::None)) }
            @if !shown.is_first { p { a href={ (here) (of_state) } { (said(BureauPage::First)) } } }
        };
    }
    html! {
        form.fields method="post" action=(here) {
            input type="hidden" name="action" value="package";
            div.wide tabindex="0" role="region" aria-labelledby="filings" {
                table {
                    thead { tr {
                        @for word in [BureauPage::Choose, BureauPage::Number, BureauPage::Organiser, BureauPage::Domains, BureauPage::State, BureauPage::Since] {
                            th scope="col" { (said(word)) }
                        }
                    } }
                    tbody { @for line in &shown.lines { (filing(line, lang)) } }
                }
            }
            p { (said(BureauPage::AtMost)) }
            @if shown.lines.iter().any(Line::can_be_packed) { p { button { (said(BureauPage::MakePackage)) } } }
        }
        p {
            @if !shown.is_first { a href={ (here) (of_state) } { (said(BureauPage::First)) } " " }
            @if let Some(next) = &shown.next {
                a rel="next" href={ (here) (of_state) "&after=" (next) } { (said(BureauPage::Next)) }
            }
        }
    }
}

fn filing(line: &Line, lang: Lang) -> Markup {
    let choose = fill(BureauPage::ChooseOne.text(lang), |_| Some(line.number.as_str()));
    html! {
        tr data-filing=(line.id) {
            td { @if line.can_be_packed() { input type="checkbox" name="filing" value=(line.id) aria-label=(choose); } }
            th scope="row" { a href={ "/desk#/filings/" (line.id) } { (line.number) } }
            td { @match &line.organiser { Some(name) => (name), None => (BureauPage::Unreadable.text(lang)) } }
            td { (line.domains) }
            td { @if let Some(status) = line.status { (status.text(lang)) } }
            td.whole { (time_in_china(line.since)) }
        }
    }
}

fn state(package: &Package, lang: Lang) -> String {
    let word = match package.state {
        PackageState::Made => BureauPage::Made,
        PackageState::Sending => BureauPage::Sending,
        PackageState::HandedOver => BureauPage::HandedOver,
        PackageState::Failed => BureauPage::Failed,
    };
    let tries = package.tries.to_string();
    fill(word.text(lang), |place| Some(if place == "tries" { tries.as_str() } else { package.said.as_str() }))
}

fn packages(shown: &Shown) -> Markup {
    let lang = shown.lang;
    html! {
        ul {
            @for package in &shown.packages {
                @let made = time_in_china(package.made_at);
                li {
                    a href={ (in_lang(PAGE, lang)) "&package=" (package.id) }
                        aria-label=(fill(BureauPage::OpenOne.text(lang), |_| Some(made.as_str()))) { (made) }
                    " " (state(package, lang))
                }
            }
        }
    }
}

/// A package with what became of its filings, and what there is to do with it.
fn one_package(shown: &Shown, package: &Package) -> Markup {
    let lang = shown.lang;
    let said = |word: Word| word.text(lang);
    let made = time_in_china(package.made_at);
    let is_idle = matches!(package.state, PackageState::Made | PackageState::Failed);
    let last = fill(said(BureauPage::LastTry), |_| Some(package.said.as_str()));
    html! {
        article data-package=(package.id) {
            h2 { (fill(said(BureauPage::Package), |_| Some(made.as_str()))) }
            p { (state(package, lang)) }
            @if package.state == PackageState::Sending && !package.said.is_empty() { p { (last) } }
            table {
                thead { tr { th scope="col" { (said(BureauPage::Number)) } th scope="col" { (said(BureauPage::Outcome)) } } }
                tbody {
                    @for (one, number) in package.filings.iter().zip(&shown.numbers) {
                        tr { th scope="row" { (number) } td { (outcome(one, lang)) } }
                    }
                }
            }
            @if package.filings.iter().any(|one| one.outcome != Some(Outcome::LeftOut)) {
                p { a href={ (PAGE) "/packages/" (package.id) } download { (said(BureauPage::Download)) } }
                p { (said(BureauPage::DownloadHint)) }
            }
            @if is_idle && package.open().next().is_some() {
                @if shown.sends_by_itself {
                    p { (said(BureauPage::SendHint)) }
                    (act(lang, package, "send", if package.state == PackageState::Failed { BureauPage::SendAgain } else { BureauPage::Send }))
                }
                p { (said(BureauPage::HandOverHint)) }
                (act(lang, package, "handed_over", BureauPage::HandOver))
            }
        }
    }
}

fn act(lang: Lang, package: &Package, action: &str, button: Word) -> Markup {
    html! {
        form method="post" action=(in_lang(PAGE, lang)) {
            input type="hidden" name="action" value=(action);
            input type="hidden" name="package" value=(package.id);
            button { (button.text(lang)) }
        }
    }
}

fn outcome(one: &PackageFiling, lang: Lang) -> String {
    let word = match one.outcome {
        None => BureauPage::Waiting,
        Some(Outcome::HandedOver) => BureauPage::OutcomeHandedOver,
        Some(Outcome::Refused) => BureauPage::OutcomeRefused,
        Some(Outcome::Changed) => BureauPage::OutcomeChanged,
        Some(Outcome::LeftOut) => BureauPage::OutcomeLeftOut,
    };
    let why = BureauPage::why(&one.said).map_or(one.said.as_str(), |word| word.text(lang));
    fill(word.text(lang), |_| Some(why))
}
