//! The ministry's code (短信核验): who received it, where to enter it and until when, what to do where it does not come, and telling staff how it
//! goes.

use crate::components::countdown::Countdown;
use crate::components::refusal::Refusal;
use crate::dynamic::{dynamic, given, memo};
use crate::state::{OpenFiling, clock, session, t, use_filing, use_language};
use beian_browser::client::filings;
use beian_browser::focus::focus_soon;
use beian_locale::{Lang, Word, Words, fill, standing::Standing, ui::Ui};
use beian_model::wire::{SmsPhone, SmsReport, SmsSaid};
use beian_model::{Later, PersonRef, Requirement, Subject};
use leptos::prelude::*;

/// Where the codes are entered.
pub const MINISTRY: &str = "https://beian.miit.gov.cn/";
/// The id of what was told, which takes the focus as it appears.
const TOLD: &str = "sms-told";

/// Why a code does not come or is not taken: what it is, what to do, what to tell staff, and that in a word.
const CAUSES: [(Word, Word, SmsSaid, Word); 4] = [
    (Standing::WaitTitle, Standing::WaitText, SmsSaid::NothingCame, Standing::WaitTell),
    (Standing::SixTitle, Standing::SixText, SmsSaid::NotFound, Standing::SixTell),
    (Standing::NumberTitle, Standing::NumberText, SmsSaid::NumberCannot, Standing::NumberTell),
    (Standing::PersonTitle, Standing::PersonText, SmsSaid::PersonChanged, Standing::PersonTell),
];

/// What is to be done in the ministry's window.
#[component]
pub fn SmsDuty() -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let window = memo(move || filing.server.read().sms.clone());
    let told = memo(move || window.read().as_ref().and_then(|window| window.reported.clone()));
    let is_done = memo(move || told.read().as_ref().is_some_and(|told| told.said == SmsSaid::Entered));
    let until = memo(move || window.read().as_ref().map_or_else(clock::now, |window| window.closes_at));
    let request = session::request();
    let busy = request.busy();
    let tell = move |said| {
        let id = filing.id();
        request.send(async move {
            filing.acknowledge_newer(filings::report_sms(&id, said).await?);
            focus_soon(TOLD);
            Ok(())
        });
    };
    let phones = move || {
        let (lang, window) = (language.get(), window.get());
        let phones = window.map(|window| window.phones).unwrap_or_default();
        phones.into_iter().map(|one| phone(filing, one, lang)).collect_view()
    };
    let causes = CAUSES.map(|(title, text, said, word)| {
        view! {
            <h3>{t(title)}</h3>
            <p>{t(text)}</p>
            <p>
                <button type="button" class="button button--secondary" data-tell=said.as_str()
                    aria-disabled=move || busy.get().then_some("true") on:click=move |_| tell(said)>
                    {t(word)}
                </button>
            </p>
        }
    });
    view! {
        <section class=move || if is_done.get() { "notice notice--good" } else { "notice notice--warn" } data-sms="true">
            <h2>{t(Ui::SmsTitle)} " " <Countdown until /></h2>
            <div role="status" id=TOLD tabindex="-1" data-told=move || told.read().as_ref().map(|told| told.said.as_str())>
                {dynamic(move || told.get().map(|told| what_was_told(told, language.get())))}
            </div>
            {given(move || !is_done.get(), move || view! { <p>{t(Ui::SmsText)}</p> })}
            <ul>{dynamic(phones)}</ul>
            <p>{t(Standing::SmsWhere)}</p>
            {dynamic(move || of_bureau(filing, language.get()).map(|note| view! { <p data-bureau-note="true">{note}</p> }))}
            <p class="actions">
                <a class="button button--primary" href=MINISTRY target="_blank" rel="external noopener noreferrer">
                    {t(Ui::SmsGo)}
                </a>
                {given(move || !is_done.get(), move || view! {
                    <button type="button" class="button button--secondary" data-tell=SmsSaid::Entered.as_str()
                        aria-disabled=move || busy.get().then_some("true") on:click=move |_| tell(SmsSaid::Entered)>
                        {t(Standing::SmsDone)}
                    </button>
                })}
            </p>
            <Refusal error=request.refused() />
            <details data-fold="not-come">
                <summary>{t(Standing::NotCome)}</summary>
                {causes}
            </details>
            <details data-fold="lapse">
                <summary>{t(Standing::Lapse)}</summary>
                <p>{t(Standing::LapseText)}</p>
            </details>
        </section>
    }
}

/// A phone: its number, for whom it stands, and the end of the document that is asked for with its code.
fn phone(filing: OpenFiling, one: SmsPhone, lang: Lang) -> impl IntoView {
    let role = |role: &PersonRef| match role {
        PersonRef::Organiser => Standing::RoleOrganiser.text(lang).to_owned(),
        PersonRef::Site(id) => {
            let document = filing.document.read();
            let name = document.site(*id).map(|site| site.name.as_str()).unwrap_or_default();
            fill(Standing::RoleSite.text(lang), |_| Some(name))
        }
    };
    let roles: Vec<String> = one.roles.iter().map(role).collect();
    view! {
        <li>
            <strong>{one.mobile}</strong> " · " {Ui::LastSix.text(lang)} " " {one.document_hint}
            <br />
            <span class="field__hint" data-roles="true">{roles.join(" · ")}</span>
        </li>
    }
}

/// What staff were told, and what follows.
fn what_was_told(told: SmsReport, lang: Lang) -> impl IntoView {
    let (time, what) = (clock::written(told.at, lang), told.said.text(lang));
    let is_done = told.said == SmsSaid::Entered;
    let word = if is_done { Standing::SmsDoneAt } else { Standing::SmsTold };
    let text = fill(word.text(lang), |name| Some(if name == "time" { &time } else { what }));
    view! { <p><strong>{text}</strong> {is_done.then(|| view! { " " {Standing::SmsDoneNext.text(lang)} })}</p> }
}

/// What the bureau says of the check; its notes on telephones name it where they are about it.
fn of_bureau(filing: OpenFiling, lang: Lang) -> Option<String> {
    let server = filing.server.read();
    let rules = server.facts.province_rules.as_ref().and_then(Later::get)?;
    let notes = rules.rules.iter().filter_map(|rule| match &rule.asks {
        Requirement::Note { subject: Some(Subject::Phones), zh, en, .. } if zh.contains("短信核验") => {
            Some(if lang == Lang::Chinese { zh.as_str() } else { en.as_str() })
        }
        _ => None,
    });
    let notes: Vec<&str> = notes.collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}
