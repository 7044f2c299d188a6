//! The languages of a site (网站语言): any of the national list, at least one; the usual ones first, the others folded.

use super::field_frame::FieldFrame;
use super::tick_input::choice_item;
use crate::dynamic::{dynamic, memo};
use crate::state::{t, use_filing, use_language};
use beian_locale::{Words, ui::Ui};
use beian_model::{Language, Path, SiteField, SiteId};
use leptos::prelude::*;

/// What nearly every site is written in.
const USUAL: [Language; 3] = [Language::SimplifiedChinese, Language::TraditionalChinese, Language::English];

/// The languages of a site.
#[component]
pub fn LanguagesField(
    /// The site.
    site: SiteId,
) -> impl IntoView {
    let at = Path::Site(site, SiteField::Languages);
    let filing = use_filing();
    let language = use_language();
    let chosen = memo(move || filing.document.read().site(site).map(|site| site.languages.clone()).unwrap_or_default());
    let toggle = move |one: Language, on: bool| {
        filing.document.update(|document| {
            if let Some(site) = document.site_mut(site) {
                site.languages.retain(|other| *other != one);
                if on {
                    site.languages.push(one);
                }
            }
        });
        filing.touch(at);
    };
    let item = move |one: Language| {
        choice_item(
            format!("{at}-{one}"),
            None,
            Signal::derive(move || chosen.read().contains(&one)),
            Callback::new(move |is| toggle(one, is)),
            None,
            dynamic(move || one.text(language.get())),
        )
    };
    let (mut usual, mut others) = (Vec::new(), Vec::new());
    for one in Language::ALL {
        let to = if USUAL.contains(one) { &mut usual } else { &mut others };
        to.push(item(*one));
    }
    // Nothing that is chosen is hidden.
    let is_open = chosen.get_untracked().iter().any(|one| !USUAL.contains(one));
    view! {
        <FieldFrame at group=true>
            <div role="group" id=at.to_string() tabindex="-1" aria-labelledby=format!("{at}-label")>
                <div class="choice choice--columns">{usual}</div>
                <details open=is_open>
                    <summary>{t(Ui::OtherLanguages)}</summary>
                    <div class="choice choice--columns">{others}</div>
                </details>
            </div>
        </FieldFrame>
    }
}
