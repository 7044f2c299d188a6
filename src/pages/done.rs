//! The numbers (备案号), the snippet for the site's footer, and what must follow, to read, to print and for a calendar.

use super::sms_duty::MINISTRY;
use crate::dynamic::{dynamic, memo};
use crate::state::{clipboard, clock, t, use_filing, use_language};
use beian_browser::client::api_base;
use beian_locale::standing::Standing;
use beian_locale::{Words, fill, ui::Ui};
use beian_model::{Status, wire};
use leptos::prelude::*;

/// Seconds after the approval in which the site is filed with the public security authorities.
const PUBLIC_SECURITY: i64 = 30 * 86_400;

/// What belongs at the foot of the site's home page.
pub fn footer_snippet(number: &str) -> String {
    format!(r#"<a href="{MINISTRY}" target="_blank" rel="noopener">{number}</a>"#)
}

/// The issued numbers.
#[component]
pub fn Done() -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let numbers = move || filing.server.read().numbers.clone();
    let name_of = move |one: &wire::SiteNumber| {
        let document = filing.document.read();
        document.site(one.site).map(|site| site.name.clone()).unwrap_or_default()
    };
    let rows = move || {
        let sites = numbers().map(|numbers| numbers.sites).unwrap_or_default();
        let row = |one: wire::SiteNumber| view! { <Row key=name_of(&one) number=one.number of="site" /> };
        sites.into_iter().map(row).collect_view()
    };
    let snippets = move || {
        let numbers = numbers()?;
        let of_organiser = filing.server.with(|server| server.organiser_in_footer).then_some(numbers.organiser);
        let site = |one: wire::SiteNumber| {
            let shown = of_organiser.clone().unwrap_or_else(|| one.number.clone());
            view! { <Snippet name=name_of(&one) shown /> }
        };
        Some(numbers.sites.into_iter().map(site).collect_view())
    };
    let police = move || {
        let lang = language.get();
        let server = filing.server.read();
        let approved = server.timeline.iter().rev().find(|entry| entry.status == Status::Approved)?.at;
        let day = clock::day(approved.plus(PUBLIC_SECURITY), lang);
        Some(fill(Standing::PoliceBy.text(lang), |_| Some(&day)))
    };
    let calendar = format!("{}/filings/{}/obligations.ics", api_base(), filing.id());
    let opened = clock::now();
    let printed = memo(move || {
        let lang = language.get();
        let time = clock::written(opened, lang);
        fill(Standing::Printed.text(lang), |_| Some(&time))
    });
    let organiser = move || {
        numbers().map(
            |numbers| view! { <Row key=t(Ui::OrganiserNumber)().to_owned() number=numbers.organiser of="organiser" /> },
        )
    };
    view! {
        <p class="print-only">{printed}</p>
        <section class="notice notice--good" data-done="true">
            <h2>{t(Ui::DoneTitle)}</h2>
            <dl class="summary">{dynamic(organiser)} {dynamic(rows)}</dl>
        </section>
        <h2>{t(Ui::AfterTitle)}</h2>
        <ul class="checklist" data-obligations="true">
            <li>{t(Ui::AfterFooter)} {dynamic(snippets)}</li>
            <li>
                {dynamic(police)} " "
                <a href="https://beian.mps.gov.cn/" target="_blank" rel="external noopener noreferrer">{t(Ui::PoliceGo)}</a>
            </li>
            <li>{t(Standing::Yearly)}</li>
            <li>{t(Standing::Change)}</li>
        </ul>
        <div class="actions">
            <a class="button button--secondary" href=calendar download="" rel="external" data-calendar="true">{t(Standing::Calendar)}</a>
            <button type="button" class="button button--quiet" data-action="print" on:click=move |_| {
                let _ = window().print();
            }>
                {t(Ui::Print)}
            </button>
        </div>
    }
}

/// A number and what has it.
#[component]
fn Row(
    /// What has it.
    key: String,
    /// The number.
    number: String,
    /// `organiser` or `site`.
    of: &'static str,
) -> impl IntoView {
    view! {
        <div class="summary__row">
            <dt class="summary__key">{key}</dt>
            <dd class="summary__value"><strong data-number=of>{number}</strong></dd>
        </div>
    }
}

/// The code for the foot of a site.
#[component]
fn Snippet(
    /// The site's name.
    name: String,
    /// What stands at its foot: its number, or the organiser's where the bureau wants that.
    shown: String,
) -> impl IntoView {
    let snippet = footer_snippet(&shown);
    let copied = RwSignal::new(false);
    let text = snippet.clone();
    let copy = move |_| {
        clipboard::copy(&text, move |done| {
            copied.try_set(done);
        });
    };
    view! {
        <h3>{name}</h3>
        <pre class="snippet" tabindex="0"><code>{snippet}</code></pre>
        <button type="button" class="button button--secondary" data-action="copy-snippet" on:click=copy>
            {dynamic(move || if copied.get() { t(Ui::Copied)() } else { t(Ui::CopySnippet)() })}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_snippet_links_the_number_to_the_ministry() {
        let snippet = footer_snippet("粤ICP备12345678号-1");
        assert!(snippet.contains("https://beian.miit.gov.cn/") && snippet.contains(">粤ICP备12345678号-1<"));
    }
}
