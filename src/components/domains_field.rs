//! The domains of a site (网站域名): one line each, the first is the main one.

use super::field::FieldInput;
use super::field_frame::FieldFrame;
use super::undo_bar::focus_undo;
use crate::dynamic::{dynamic, memo};
use crate::state::{t, use_filing};
use beian_browser::focus::focus_soon;
use beian_locale::ui::Ui;
use beian_model::{Path, SiteField, SiteId};
use leptos::prelude::*;

/// The domains of a site, with "add" and "remove".
#[component]
pub fn DomainsField(
    /// The site.
    site: SiteId,
) -> impl IntoView {
    let filing = use_filing();
    let count = memo(move || filing.document.read().site(site).map_or(0, |site| site.domains.len()));
    let is_full = memo(move || {
        let most = filing.server.with(|server| server.facts.domains_per_site);
        most.is_some_and(|most| count.get() >= most as usize)
    });
    let change = move |apply: &dyn Fn(&mut Vec<String>)| {
        filing.document.update(|document| {
            if let Some(site) = document.site_mut(site) {
                apply(&mut site.domains);
            }
        });
    };
    let lines = move || {
        (0..count.get().min(usize::from(u8::MAX)))
            .map(|n| {
                let at = Path::Domain(site, n as u8);
                view! {
                    <FieldFrame at>
                        <div class="field__row">
                            <FieldInput at mode="url" />
                            {(n > 0).then(|| view! {
                                <button type="button" class="button button--quiet" data-action="remove-domain" on:click=move |_| {
                                    filing.remove_domain(site, n);
                                    focus_undo();
                                }>
                                    {t(Ui::Remove)}
                                </button>
                            })}
                        </div>
                    </FieldFrame>
                }
            })
            .collect_view()
    };
    view! {
        <div class="field-group" id=Path::Site(site, SiteField::Domains).to_string() tabindex="-1">
            {dynamic(lines)}
            <button type="button" class="button button--quiet" data-action="add-domain" hidden=move || is_full.get()
                on:click=move |_| {
                    change(&|list| list.push(String::new()));
                    let last = count.get_untracked().saturating_sub(1);
                    focus_soon(Path::Domain(site, u8::try_from(last).unwrap_or(u8::MAX)).to_string());
                }>
                {t(Ui::AddDomain)}
            </button>
        </div>
    }
}
