//! Papers (材料) of the filing or of a site: those that the bureau demands in this case, and one that the applicant adds and explains.

use super::field::Field;
use super::upload_field::UploadField;
use crate::dynamic::{dynamic, memo};
use crate::state::{t, use_filing};
use beian_browser::focus::focus_soon;
use beian_locale::ui::Ui;
use beian_model::{Paper, PaperField, PaperKind, Path, SiteId};
use leptos::prelude::*;

/// The papers of a site, or of the filing.
#[component]
pub fn PapersField(
    /// The site; none for the filing.
    of: Option<SiteId>,
) -> impl IntoView {
    let filing = use_filing();
    let at = move |kind, field| Path::paper(of, kind, field);
    let has_added = RwSignal::new(false);
    let seen = StoredValue::new(Vec::<PaperKind>::new());
    let kinds = memo(move || {
        let document = filing.document.read();
        let papers = match of {
            None => document.papers.as_slice(),
            Some(id) => document.site(id).map_or(&[][..], |site| &site.papers),
        };
        let is_there = |kind| papers.iter().any(|paper: &Paper| paper.kind == kind && paper.is_there());
        let is_asked = |kind| filing.worst(at(kind, PaperField::Pages)).is_some();
        let is_added = |kind| kind == PaperKind::Other && has_added.get();
        // What was once shown stays, with what can be undone there.
        let was_shown = |kind| seen.with_value(|seen| seen.contains(&kind));
        let shown = |kind: &PaperKind| is_there(*kind) || is_asked(*kind) || is_added(*kind) || was_shown(*kind);
        let kinds = PaperKind::ALL.iter().copied().filter(shown).collect::<Vec<_>>();
        seen.set_value(kinds.clone());
        kinds
    });
    let add = move |_| {
        has_added.set(true);
        focus_soon(at(PaperKind::Other, PaperField::Explanation).to_string());
    };
    let paper = move |kind: PaperKind| {
        let explanation = (kind == PaperKind::Other).then(|| {
            view! { <Field at=at(kind, PaperField::Explanation) /> }
        });
        view! {
            {explanation}
            <UploadField at=at(kind, PaperField::Pages) />
        }
        .into_any()
    };
    let button = move || {
        (!kinds.read().contains(&PaperKind::Other)).then(|| {
            view! {
                <button type="button" class="button button--secondary" data-action="add-paper" on:click=add>
                    {t(Ui::AddPaper)}
                </button>
            }
        })
    };
    view! {
        {dynamic(move || kinds.get().into_iter().map(paper).collect_view())}
        {dynamic(button)}
    }
    .into_any()
}
