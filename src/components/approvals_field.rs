//! Approvals of other authorities (前置审批): none of them, or some, each with its number and its attachment.

use super::combobox::{Choice, Combobox};
use super::field::Field;
use super::field_frame::FieldFrame;
use super::undo_bar::focus_undo;
use super::upload_field::UploadField;
use crate::dynamic::{dynamic, memo};
use crate::state::{t, use_filing, use_language};
use beian_locale::{Lang, Words, ui::Ui};
use beian_model::{Path, PreApproval, PreApprovalField, PreApprovalKind, SiteField, SiteId};
use leptos::prelude::*;

/// The approvals of a site: searched and added one by one.
#[component]
pub fn ApprovalsField(
    /// The site.
    site: SiteId,
) -> impl IntoView {
    let at = Path::Site(site, SiteField::PreApprovals);
    let filing = use_filing();
    let language = use_language();
    let kinds = memo(move || {
        let document = filing.document.read();
        let approvals = document.site(site).map(|site| site.pre_approvals.as_slice()).unwrap_or_default();
        approvals.iter().map(|one| one.kind).collect::<Vec<_>>()
    });
    let choices = Signal::derive(move || {
        let (lang, chosen) = (language.get(), kinds.read());
        let left = PreApprovalKind::ALL.iter().filter(|kind| !chosen.contains(kind));
        let choice = |kind: &PreApprovalKind| Choice {
            code: kind.to_string(),
            word: kind.text(lang).to_owned(),
            chinese: kind.text(Lang::Chinese).to_owned(),
        };
        left.map(choice).collect::<Vec<_>>()
    });
    // What is chosen is added to the list below; the control itself stays empty.
    let none = memo(String::new);
    let add = Callback::new(move |code: String| {
        let Ok(kind) = code.parse::<PreApprovalKind>() else { return };
        filing.document.update(|document| {
            if let Some(site) = document.site_mut(site)
                && site.pre_approvals.iter().all(|one| one.kind != kind)
            {
                site.pre_approvals.push(PreApproval { kind, number: String::new(), document: Vec::new() });
            }
        });
    });
    let attachments = move || {
        let each = kinds.get().into_iter().enumerate();
        each.map(|(n, kind)| {
            let at = move |field| Path::PreApproval(site, n as u8, field);
            let remove = move |_| {
                filing.remove_approval(site, n);
                focus_undo();
            };
            view! {
                <fieldset class="card" data-approval=kind.to_string()>
                    <legend>{dynamic(move || kind.text(language.get()))}</legend>
                    <Field at=at(PreApprovalField::Number) />
                    <UploadField at=at(PreApprovalField::Document) />
                    <button type="button" class="button button--quiet" data-action="remove-approval" on:click=remove>
                        {t(Ui::Remove)} " " {dynamic(move || kind.text(language.get()))}
                    </button>
                </fieldset>
            }
            .into_any()
        })
        .collect_view()
    };
    view! {
        <FieldFrame at>
            <Combobox at choices value=none on_choice=add />
            <p class="field__note" role="status">
                {dynamic(move || kinds.read().is_empty().then(|| t(Ui::NoApprovals)()))}
            </p>
        </FieldFrame>
        {dynamic(attachments)}
    }
    .into_any()
}
