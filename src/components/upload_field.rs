//! A picture of a paper (备案材料): choose, send with progress, look at it, replace it.

use super::field::{FieldFrame, described_by};
use super::refusal::Refusal;
use crate::client::{ApiError, Method, api_base, upload};
use crate::locale::ui::Ui;
use crate::model::wire::Uploaded;
use crate::model::{Path, Problem, ProblemKind, problem::PROBLEM_TYPE_PREFIX};
use crate::rules::papers::PAPER;
use crate::rules::{Finding, RuleId};
use crate::state::{t, use_filing};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{File, FormData};

/// Most bytes of one upload; the server's default limit.
const LARGEST: f64 = PAPER.largest as f64;

/// The picture at a path.
#[component]
pub fn UploadField(
    /// The slot.
    at: Path,
) -> impl IntoView {
    let filing = use_filing();
    let attachment = Memo::new(move |_| filing.document.read().attachment(at).cloned().flatten());
    let complaint = filing.complaint(at);
    let progress: RwSignal<Option<(u64, u64)>> = RwSignal::new(None);
    let error: RwSignal<Option<ApiError>> = RwSignal::new(None);

    let send = move |file: File| {
        error.set(None);
        if file.size() > LARGEST {
            // Said before anything travels: a refusal after 30 MB on a slow link helps nobody.
            return error.set(Some(too_large(at)));
        }
        progress.set(Some((0, file.size() as u64)));
        spawn_local(async move {
            let result = match form(at, &file) {
                Some(form) => {
                    let path = format!("/filings/{}/attachments", filing.id());
                    let told = move |sent, all| {
                        progress.try_set(Some((sent, all)));
                    };
                    upload::send::<Uploaded>(Method::Post, &path, upload::Body::Form(&form), told).await
                }
                None => Err(ApiError::Offline),
            };
            match result {
                Ok(uploaded) => {
                    filing.document.try_update(|document| {
                        // The slot may be gone: its site was removed while the picture travelled.
                        if let Some(slot) = document.attachment_mut(uploaded.slot) {
                            *slot = Some(uploaded.attachment);
                        }
                    });
                    filing.touch(at);
                }
                Err(refused) => {
                    error.try_set(Some(refused));
                }
            }
            progress.try_set(None);
        });
    };

    let preview = move || {
        attachment.get().map(|paper| {
            let source = format!("{}/filings/{}/attachments/{}", api_base(), filing.id(), paper.id);
            let picture = source.clone();
            view! {
                <figure class="upload__preview">
                    <a href=source target="_blank" rel="external noopener">
                        <img src=picture alt=paper.name.clone() />
                    </a>
                    <figcaption>
                        {paper.name} " · " {paper.size / 1024} " KB · " {paper.width} "×" {paper.height}
                    </figcaption>
                </figure>
            }
        })
    };
    let bar = move || {
        progress.get().map(|(sent, all)| {
            view! {
                <p class="upload__progress" role="status">
                    <progress max=all.to_string() value=sent.to_string()></progress>
                    {sent / 1024} " / " {all / 1024} " KB"
                </p>
            }
        })
    };
    view! {
        <FieldFrame at>
            <div class="upload" data-uploaded=move || attachment.read().is_some().then_some("true")>
                {preview}
                <input
                    class="upload__input"
                    id=at.to_string()
                    type="file"
                    // Exact types, not image/*: with these iOS turns HEIC into JPEG by itself.
                    accept="image/jpeg,image/png"
                    aria-invalid=move || complaint.read().is_some().then_some("true")
                    aria-describedby=described_by(at)
                    disabled=move || progress.read().is_some()
                    on:change:target=move |event| {
                        let input = event.target();
                        if let Some(file) = input.files().and_then(|files| files.get(0)) {
                            send(file);
                        }
                        // The same file may be chosen again after it was put right.
                        input.set_value("");
                    }
                />
                <p class="field__hint">{t(Ui::UploadKinds)}</p>
                {bar}
                <Refusal error />
            </div>
        </FieldFrame>
    }
}

fn form(at: Path, file: &File) -> Option<FormData> {
    let form = FormData::new().ok()?;
    form.append_with_str("slot", &at.to_string()).ok()?;
    form.append_with_blob_and_filename("file", file, &file.name()).ok()?;
    Some(form)
}

/// The refusal that the server would send.
fn too_large(at: Path) -> ApiError {
    let kind = ProblemKind::TooLarge;
    ApiError::Problem(Box::new(Problem {
        type_: format!("{PROBLEM_TYPE_PREFIX}{kind}"),
        title: String::new(),
        status: kind.status(),
        detail: String::new(),
        findings: vec![Finding::error(at, RuleId::FileTooLarge).with("max", LARGEST as u64)],
        retry_after: None,
        tries_left: None,
        filing: None,
    }))
}
