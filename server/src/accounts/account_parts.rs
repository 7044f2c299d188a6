//! What the page of a colleague's account shows: from values to markup.

use crate::accounts::account_page::PAGE;
use crate::accounts::second_factor;
use crate::accounts::stored::Staff;
use crate::http::plain_page::{in_lang, time_in_china as time};
use crate::http::problem::Refused;
use beian_locale::bureau::BureauPage;
use beian_locale::oversight::{AuditPage, Statistics};
use beian_locale::staff_account::AccountPage;
use beian_locale::{Lang, Word, Words, fill};
use beian_model::wire::{Role, SessionView};
use maud::{Markup, PreEscaped, html};

/// Where on the page something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The present password.
    Old,
    /// The new one.
    New,
    /// The code that confirms.
    Code,
    /// The password that turns the second factor off.
    Off,
}

/// What came of the last form.
#[derive(Default)]
pub struct Shown {
    /// What was done.
    pub done: Option<Word>,
    /// What is wrong, and where.
    pub wrong: Option<(Part, String)>,
    /// Why it was refused.
    pub refused: Option<Refused>,
    /// Recovery codes that were just made.
    pub codes: Vec<String>,
}

/// Everything that the page shows.
pub struct Account<'a> {
    /// Whose it is.
    pub staff: &'a Staff,
    /// They can do nothing before they have a second factor.
    pub must_enrol: bool,
    /// They have one.
    pub has_totp: bool,
    /// Recovery codes that were not used.
    pub codes_left: u64,
    /// A secret that is to be confirmed.
    pub secret: Option<second_factor::Shown>,
    /// Their sessions.
    pub sessions: Vec<SessionView>,
    /// What came of the last form.
    pub shown: &'a Shown,
    /// The language.
    pub lang: Lang,
}

/// The page below its title.
pub fn body(account: &Account) -> Markup {
    let (lang, staff) = (account.lang, account.staff);
    let said = |word: Word| word.text(lang);
    let other = if lang == Lang::Chinese { Lang::English } else { Lang::Chinese };
    let who = fill(said(AccountPage::WhoIsIt), |place| {
        Some(match place {
            "name" => staff.name.as_str(),
            "email" => staff.email.as_str(),
            _ => staff.role.text(lang),
        })
    });
    html! {
        p {
            @if !account.must_enrol { a.alone href="/desk" { (said(AccountPage::ToDesk)) } " · " }
            @if !account.must_enrol && staff.role == Role::Admin {
                a.alone href=(in_lang("/api/v1/staff/reasons/library", lang)) { (said(AccountPage::Reasons)) } " · "
            }
            a.alone href=(in_lang(PAGE, other)) hreflang=(other.as_str()) lang=(other.as_str()) { (said(AccountPage::Language)) }
        }
        p { (who) }
        @if !account.must_enrol { (rooms(account)) }
        @if let Some(done) = account.shown.done { p.mark role="status" { (said(done)) } }
        @if account.must_enrol { p.mark { (said(AccountPage::MustEnrol)) } }
        @if !account.shown.codes.is_empty() { (recovery(&account.shown.codes, lang)) }
        h2.section id="step" { (said(AccountPage::Step)) }
        (step(account))
        h2.section id="password" { (said(AccountPage::Password)) }
        (password(account))
        h2.section id="sessions" { (said(AccountPage::Sessions)) }
        (sessions(&account.sessions, lang))
    }
}

/// The pages beside the desk that the colleague may open.
fn rooms(account: &Account) -> Markup {
    let link = |address: &str, word: Word| {
        html! { a.alone href=(in_lang(address, account.lang)) { (word.text(account.lang)) } }
    };
    html! {
        p {
            (link("/api/v1/staff/bureau", BureauPage::Title))
            @if account.staff.role >= Role::Senior {
                " · " (link("/api/v1/staff/statistics", Statistics::Title))
                " · " (link("/api/v1/staff/audit", AuditPage::Title))
            }
        }
    }
}

/// What is wrong at a place of the page.
fn wrong<'a>(account: &'a Account, part: Part) -> Option<&'a str> {
    account.shown.wrong.as_ref().filter(|(at, _)| *at == part).map(|(_, words)| words.as_str())
}

/// A field of a form with its label, its hint and what is wrong with it.
fn field(
    id: &str,
    name: &str,
    kind: &str,
    autocomplete: &str,
    label: &str,
    hint: Option<&str>,
    wrong: Option<&str>,
) -> Markup {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described = [wrong.map(|_| error_id.as_str()), hint.map(|_| hint_id.as_str())];
    let described = described.into_iter().flatten().collect::<Vec<_>>().join(" ");
    html! {
        label for=(id) { (label) }
        @if let Some(hint) = hint { p id=(hint_id) { (hint) } }
        @if let Some(words) = wrong { p.error id=(error_id) role="alert" { (words) } }
        input id=(id) name=(name) type=(kind) autocomplete=(autocomplete) required
            aria-invalid=[wrong.map(|_| "true")] aria-describedby=[(!described.is_empty()).then_some(described)];
    }
}

fn form(lang: Lang, action: &str, fields: &Markup, button: Word) -> Markup {
    html! {
        form.fields method="post" action=(in_lang(PAGE, lang)) novalidate {
            input type="hidden" name="action" value=(action);
            (fields)
            p { button { (button.text(lang)) } }
        }
    }
}

fn password(account: &Account) -> Markup {
    let lang = account.lang;
    let said = |word: Word| word.text(lang);
    let fields = html! {
        (field("old", "old", "password", "current-password", said(AccountPage::PasswordNow), None, wrong(account, Part::Old)))
        (field("new", "new", "password", "new-password", said(AccountPage::PasswordNew), Some(said(AccountPage::PasswordHint)),
            wrong(account, Part::New)))
        (field("again", "again", "password", "new-password", said(AccountPage::PasswordAgain), None, None))
    };
    html! {
        p { (said(AccountPage::PasswordIntro)) }
        (form(lang, "password", &fields, AccountPage::Password))
    }
}

/// The second factor: off, to be confirmed, or on.
fn step(account: &Account) -> Markup {
    let lang = account.lang;
    let said = |word: Word| word.text(lang);
    if account.has_totp {
        let left = account.codes_left.to_string();
        let fields = field(
            "off",
            "old",
            "password",
            "current-password",
            said(AccountPage::PasswordNow),
            None,
            wrong(account, Part::Off),
        );
        return html! {
            p { (fill(said(AccountPage::StepOn), |_| Some(left.as_str()))) }
            (form(lang, "off", &fields, AccountPage::StepEnd))
        };
    }
    let Some(secret) = &account.secret else {
        return html! {
            p { (said(AccountPage::StepOff)) }
            (form(lang, "totp", &html! {}, AccountPage::StepBegin))
        };
    };
    let code =
        field("code", "code", "text", "one-time-code", said(AccountPage::Code), None, wrong(account, Part::Code));
    html! {
        p { (said(AccountPage::StepScan)) }
        div role="img" aria-label=(said(AccountPage::StepPicture)) { (PreEscaped(&secret.picture)) }
        p { (said(AccountPage::StepKey)) " " code data-secret=(secret.address) { (secret.text) } }
        (form(lang, "confirm", &code, AccountPage::StepConfirm))
        (form(lang, "totp", &html! {}, AccountPage::StepAnew))
    }
}

fn recovery(codes: &[String], lang: Lang) -> Markup {
    html! {
        h2.section id="recovery" { (AccountPage::Recovery.text(lang)) }
        p { (AccountPage::RecoveryIntro.text(lang)) }
        ol.codes { @for code in codes { li { code { (code) } } } }
        p { a.alone href=(in_lang(PAGE, lang)) { (AccountPage::RecoveryKept.text(lang)) } }
    }
}

fn sessions(all: &[SessionView], lang: Lang) -> Markup {
    let said = |word: Word| word.text(lang);
    let known = |text: &str| if text.is_empty() { said(AccountPage::Unknown).to_owned() } else { text.to_owned() };
    html! {
        table {
            thead {
                tr {
                    @for word in [AccountPage::Browser, AccountPage::Address, AccountPage::Opened, AccountPage::Seen] {
                        th scope="col" { (said(word)) }
                    }
                    td {}
                }
            }
            tbody {
                @for one in all {
                    tr data-session=(one.id) {
                        td { (known(&one.browser)) }
                        td { (known(&one.address)) }
                        td { (time(one.opened)) }
                        td { (time(one.seen)) }
                        td { @if one.current { (said(AccountPage::ThisOne)) } @else { (end(one, lang)) } }
                    }
                }
            }
        }
    }
}

fn end(one: &SessionView, lang: Lang) -> Markup {
    let opened = time(one.opened);
    let browser = if one.browser.is_empty() { AccountPage::Unknown.text(lang) } else { one.browser.as_str() };
    let label = fill(AccountPage::SessionEndOne.text(lang), |place| {
        Some(if place == "opened" { opened.as_str() } else { browser })
    });
    html! {
        form method="post" action=(in_lang(PAGE, lang)) {
            input type="hidden" name="action" value="end";
            input type="hidden" name="session" value=(one.id);
            button aria-label=(label) { (AccountPage::SessionEnd.text(lang)) }
        }
    }
}
