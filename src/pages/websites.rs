//! Step 5: the websites (网站信息), one or more; each a line with its state, and its fields while it is open.

use super::step::StepPage;
use crate::components::below::Appearing;
use crate::components::heading::wanted_field;
use crate::components::same_person::copy_where_missing;
use crate::components::site_card::{SiteCard, add_site};
use crate::dynamic::{dynamic, given, memo};
use crate::state::{t, use_filing};
use beian_locale::ui::Ui;
use beian_model::{Path, Site, Step};
use leptos::prelude::*;

/// Most sites that can be added; how many a filing may have, the rules say.
const MOST: usize = 50;

/// The websites.
#[component]
pub fn Websites() -> impl IntoView {
    let filing = use_filing();
    let ids = memo(move || filing.document.read().sites.iter().map(|site| site.id).collect::<Vec<_>>());
    let said = RwSignal::new(String::new());
    copy_where_missing(filing);
    // The address may ask for a field of a website that is closed.
    if let Some(site) = wanted_field().and_then(|path| path.site()) {
        filing.show_site(site);
    }
    let add = move || {
        view! {
            {given(move || ids.read().len() < MOST, move || view! {
                <button type="button" class="button button--secondary" id="add-site" data-action="add-site"
                    on:click=move |_| add_site(filing, Site::new, None)>
                    {t(Ui::AddSite)}
                </button>
            })}
        }
        .into_any()
    };
    view! {
        <StepPage of=Step::Websites lead=Ui::WebsitesLead below=Box::new(add)>
            <p class="visually-hidden" role="status">{dynamic(move || said.get())}</p>
            <div id=Path::Sites.to_string() tabindex="-1">
                {
                    // The first is all that the window has room for.
                    let is_over = Appearing::is_over();
                    let shown = move || ids.get().into_iter().take(if is_over() { usize::MAX } else { 1 });
                    view! {
                        <For each=shown key=|id| *id let:site>
                            <SiteCard site ids said />
                        </For>
                    }
                }
            </div>
        </StepPage>
    }
}
