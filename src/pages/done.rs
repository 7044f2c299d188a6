//! The numbers (备案号), the snippet for the site's footer, and what must follow.

use crate::components::standing_link::StandingLink;
use crate::dynamic::dynamic;
use crate::state::{clipboard, t, use_filing};
use beian_locale::{standing::Standing, ui::Ui};
use leptos::prelude::*;

/// What belongs at the foot of the site's home page.
pub fn footer_snippet(number: &str) -> String {
    format!(r#"<a href="https://beian.miit.gov.cn/" target="_blank" rel="noopener">{number}</a>"#)
}

/// The issued numbers.
#[component]
pub fn Done() -> impl IntoView {
    let filing = use_filing();
    let numbers = move || filing.server.read().numbers.clone();
    let sites = move || {
        let document = filing.document.read();
        let Some(numbers) = numbers() else { return Vec::new() };
        let of_organiser = filing.server.with(|server| server.organiser_in_footer).then_some(numbers.organiser);
        let site = |one: beian_model::wire::SiteNumber| {
            let name = document.site(one.site).map(|site| site.name.clone()).unwrap_or_default();
            let shown = of_organiser.clone().unwrap_or_else(|| one.number.clone());
            view! { <SiteNumber name number=one.number shown /> }
        };
        numbers.sites.into_iter().map(site).collect()
    };
    view! {
        <section class="notice notice--good" data-done="true">
            <h2>{t(Ui::DoneTitle)}</h2>
            <dl class="summary">
                <div class="summary__row">
                    <dt class="summary__key">{t(Ui::OrganiserNumber)}</dt>
                    <dd class="summary__value"><strong data-number="organiser">{dynamic(move || numbers().map(|it| it.organiser))}</strong></dd>
                </div>
            </dl>
            {dynamic(sites)}
        </section>
        <h2>{t(Ui::AfterTitle)}</h2>
        <p>{t(Ui::AfterFooter)}</p>
        <StandingLink word=Standing::Afterwards />
    }
}

#[component]
fn SiteNumber(
    name: String,
    number: String,
    /// What stands at the foot of the site: its number, or the organiser's where the bureau wants that.
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
        <h3>{name} {t(Ui::Colon)} <span data-number="site">{number}</span></h3>
        <p>{t(Ui::SnippetText)}</p>
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
