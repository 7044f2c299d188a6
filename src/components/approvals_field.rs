//! Approvals of other authorities (前置审批): none of them, or some, each with its number and its paper.

use super::field::{Field, FieldFrame};
use super::upload_field::UploadField;
use crate::locale::{Words, ui::Ui};
use crate::model::{Path, PreApproval, PreApprovalField, PreApprovalKind, SiteField, SiteId};
use crate::state::{t, use_filing, use_language};
use leptos::prelude::*;

/// The approvals of a site.
#[component]
pub fn ApprovalsField(
    /// The site.
    site: SiteId,
) -> impl IntoView {
    let at = Path::Site(site, SiteField::PreApprovals);
    let filing = use_filing();
    let language = use_language();
    let kinds = Memo::new(move |_| {
        let document = filing.document.read();
        let approvals = document.site(site).map(|site| site.pre_approvals.as_slice()).unwrap_or_default();
        approvals.iter().map(|one| one.kind).collect::<Vec<_>>()
    });
    let change = move |apply: &dyn Fn(&mut Vec<PreApproval>)| {
        filing.document.update(|document| {
            if let Some(site) = document.site_mut(site) {
                apply(&mut site.pre_approvals);
            }
        });
        filing.touch(at);
    };
    let toggle = move |kind: PreApprovalKind, on: bool| {
        change(&|list| {
            list.retain(|one| on || one.kind != kind);
            if on && list.iter().all(|one| one.kind != kind) {
                list.push(PreApproval { kind, number: String::new(), document: None });
            }
        });
    };
    let none_id = format!("{at}-none");
    let items = PreApprovalKind::ALL
        .iter()
        .map(|kind| {
            let kind = *kind;
            let id = format!("{at}-{kind}");
            view! {
                <div class="choice__item">
                    <input type="checkbox" id=id.clone() prop:checked=move || kinds.read().contains(&kind)
                        on:change:target=move |event| toggle(kind, event.target().checked()) />
                    <label for=id>{move || kind.text(language.get())}</label>
                </div>
            }
        })
        .collect_view();
    let papers = move || {
        kinds
            .get()
            .into_iter()
            .enumerate()
            .map(|(n, kind)| {
                let n = n as u8;
                view! {
                    <fieldset class="card">
                        <legend>{move || kind.text(language.get())}</legend>
                        <Field at=Path::PreApproval(site, n, PreApprovalField::Number) />
                        <UploadField at=Path::PreApproval(site, n, PreApprovalField::Document) />
                    </fieldset>
                }
            })
            .collect_view()
    };
    view! {
        <FieldFrame at group=true>
            <div class="choice choice--columns" role="group" id=at.to_string() tabindex="-1"
                aria-labelledby=format!("{at}-label")>
                <div class="choice__item">
                    // Ticking it clears the others; they clear it: the two exclude each other.
                    <input type="checkbox" id=none_id.clone() prop:checked=move || kinds.read().is_empty()
                        on:change=move |_| change(&|list| list.clear()) />
                    <label for=none_id>{t(Ui::NoneOfThese)}</label>
                </div>
                {items}
            </div>
        </FieldFrame>
        {papers}
    }
}
