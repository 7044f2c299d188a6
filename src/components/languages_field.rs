//! The languages of a site (网站语言): any of the national list, at least one.

use super::field_frame::FieldFrame;
use super::tick_input::TickInput;
use crate::dynamic::{dynamic, memo};
use crate::state::{use_filing, use_language};
use beian_locale::Words;
use beian_model::{Language, Path, SiteField, SiteId};
use leptos::prelude::*;

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
    let items = Language::ALL
        .iter()
        .map(|one| {
            let one = *one;
            let id = format!("{at}-{one}");
            view! {
                <div class="choice__item">
                    <TickInput id=id.clone() checked=Signal::derive(move || chosen.read().contains(&one))
                        on_tick=move |is| toggle(one, is) />
                    <label for=id>{dynamic(move || one.text(language.get()))}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <FieldFrame at group=true>
            <div class="choice choice--columns" role="group" id=at.to_string() tabindex="-1"
                aria-labelledby=format!("{at}-label")>
                {items}
            </div>
        </FieldFrame>
    }
}
