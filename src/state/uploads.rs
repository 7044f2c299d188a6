//! Attachments (备案材料) on their way, one a field: they go on while the person is at another step, and are found again there.

use super::{OpenFiling, Session, session};
use beian_browser::canvas::{self, Ready};
use beian_browser::client::upload::Cancel;
use beian_browser::client::uploads::{self, AttachmentWay, Inferred};
use beian_browser::client::{ApiError, api_base, problem};
use beian_model::attachments::ATTACHMENT;
use beian_model::{Attachment, AttachmentId, FilingId, Path, ProblemKind, params};
use beian_rules::checks::uploads::{FILE_EMPTY, FILE_KIND, FILE_TOO_LARGE};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use web_sys::Blob;

/// How far an attachment is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing is under way.
    Idle,
    /// It is read, turned or scaled down.
    Preparing,
    /// So many bytes of so many have gone.
    Sending(u64, u64),
    /// The network is gone; so many of so many had gone.
    Waiting(u64, u64),
    /// It has arrived.
    Arrived,
    /// It was given up.
    Cancelled,
    /// It was refused.
    Refused(ApiError),
}

impl Stage {
    /// It is under way.
    pub const fn is_busy(&self) -> bool {
        matches!(self, Stage::Preparing | Stage::Sending(..) | Stage::Waiting(..))
    }
}

/// The attachment of one field. Cheap to clone.
#[derive(Clone)]
pub struct Upload {
    /// How far it is.
    pub stage: ArcRwSignal<Stage>,
    /// Its address within this browser while it is under way.
    pub preview: ArcRwSignal<String>,
    /// Its name.
    pub name: ArcRwSignal<String>,
    filing: OpenFiling,
    at: Path,
    own: Rc<RefCell<Own>>,
}

#[derive(Default)]
struct Own {
    cancel: Cancel,
    /// What was refused for a reason that may pass, to be sent again.
    kept: Option<(Blob, String)>,
}

thread_local! {
    static UPLOADS: RefCell<Vec<((FilingId, Path), Upload)>> = const { RefCell::new(Vec::new()) };
}

/// The attachment of a field: the one that is under way when there is one.
pub fn upload_of(filing: OpenFiling, at: Path) -> Upload {
    let key = (filing.id(), at);
    UPLOADS.with_borrow_mut(|uploads| {
        let busy = |upload: &Upload| upload.stage.with_untracked(Stage::is_busy);
        uploads.retain(|(_, upload)| busy(upload));
        if let Some((_, known)) = uploads.iter_mut().find(|(other, _)| *other == key) {
            // The filing may have been opened anew meanwhile.
            known.filing = filing;
            return known.clone();
        }
        Upload {
            stage: ArcRwSignal::new(Stage::Idle),
            preview: ArcRwSignal::new(String::new()),
            name: ArcRwSignal::new(String::new()),
            filing,
            at,
            own: Rc::default(),
        }
    })
}

impl Upload {
    /// Sends a chosen file, turned clockwise by so many quarters, in place of what is under way.
    pub fn send(&self, session: RwSignal<Session>, file: Blob, name: String, quarters: u32) {
        self.cancel_quietly();
        let cancel = Cancel::default();
        self.own.replace(Own { cancel: cancel.clone(), kept: None });
        let (key, this) = ((self.filing.id(), self.at), self.clone());
        UPLOADS.with_borrow_mut(|uploads| {
            uploads.retain(|(other, _)| *other != key);
            uploads.push((key, this.clone()));
        });
        self.stage.set(Stage::Preparing);
        self.name.set(name.clone());
        spawn_local(async move {
            let (file, name) = match canvas::ready(&file, quarters).await {
                Ready::AsItIs => (file, name),
                Ready::Drawn(drawn) => (drawn, as_jpeg(&name)),
                Ready::Unreadable => {
                    if !cancel.is_cancelled() {
                        this.stage.set(Stage::Refused(unreadable(this.at, file.size())));
                    }
                    return;
                }
            };
            this.go(session, file, name, cancel).await;
        });
    }

    /// Sends once more what was refused for a reason that may pass.
    pub fn retry(&self, session: RwSignal<Session>) {
        let Some((file, name)) = self.own.borrow_mut().kept.take() else { return };
        self.send(session, file, name, 0);
    }

    /// There is something to send once more.
    pub fn can_retry(&self) -> bool {
        self.own.borrow().kept.is_some()
    }

    /// Gives up what is under way; what the field held before stays.
    pub fn cancel(&self) {
        self.cancel_quietly();
        self.stage.set(Stage::Cancelled);
    }

    /// Turns the attachment that the field holds, clockwise by so many quarters, and sends it again.
    pub fn turn(&self, session: RwSignal<Session>, attachment: Attachment, quarters: u32) {
        self.cancel_quietly();
        let cancel = Cancel::default();
        self.own.replace(Own { cancel: cancel.clone(), kept: None });
        self.stage.set(Stage::Preparing);
        self.name.set(attachment.name.clone());
        let this = self.clone();
        let path = format!("/filings/{}/attachments/{}", self.filing.id(), attachment.id);
        spawn_local(async move {
            match uploads::picture(&path).await {
                _ if cancel.is_cancelled() => {}
                Ok(picture) => this.send(session, picture, attachment.name, quarters),
                Err(error) => {
                    session::note_error(session, &error);
                    this.stage.set(Stage::Refused(error));
                }
            }
        });
    }

    fn cancel_quietly(&self) {
        self.own.borrow().cancel.cancel();
        self.forget_preview();
    }

    fn forget_preview(&self) {
        let url = self.preview.try_update(std::mem::take).unwrap_or_default();
        if !url.is_empty() {
            let _ = web_sys::Url::revoke_object_url(&url);
        }
    }

    async fn go(self, session: RwSignal<Session>, file: Blob, name: String, cancel: Cancel) {
        if cancel.is_cancelled() {
            return;
        }
        let all = file.size() as u64;
        self.preview.set(canvas::url(&file));
        self.name.set(name.clone());
        self.stage.set(Stage::Sending(0, all));
        let (stage, given_up) = (self.stage.clone(), cancel.clone());
        let tell = move |told| {
            if !given_up.is_cancelled() {
                stage.update(|stage| {
                    *stage = match (told, &*stage) {
                        (Inferred::Sent(sent), _) => Stage::Sending(sent.min(all), all),
                        (Inferred::Waiting, Stage::Sending(sent, all) | Stage::Waiting(sent, all)) => {
                            Stage::Waiting(*sent, *all)
                        }
                        (Inferred::Waiting, _) => Stage::Waiting(0, all),
                    }
                });
            }
        };
        let Some(filing) = self.filing.server.try_with_untracked(|server| server.id.clone()) else { return };
        let way = AttachmentWay { filing, slot: self.at, name: name.clone() };
        let answer = uploads::send(&way, &file, &cancel, Rc::new(tell)).await;
        if cancel.is_cancelled() {
            return;
        }
        self.forget_preview();
        match answer {
            Ok(Some(uploaded)) => {
                put(self.filing, uploaded.slot, Some(uploaded.attachment));
                self.stage.set(Stage::Arrived);
            }
            Ok(None) => self.stage.set(Stage::Cancelled),
            Err(error) => {
                let for_good = matches!(
                    error.kind(),
                    Some(ProblemKind::Invalid | ProblemKind::UnsupportedMedia | ProblemKind::TooLarge)
                );
                if !for_good {
                    self.own.borrow_mut().kept = Some((file, name));
                }
                if session.try_with_untracked(|_| ()).is_some() {
                    session::note_error(session, &error);
                }
                self.stage.set(Stage::Refused(error));
            }
        }
    }
}

/// Puts an attachment into a field, or takes it out. The slot may be gone: its site was removed while the picture travelled.
pub fn put(filing: OpenFiling, at: Path, attachment: Option<Attachment>) {
    let written = filing.document.try_update(|document| match document.attachment_mut(at) {
        Some(slot) => {
            *slot = attachment;
            true
        }
        None => false,
    });
    if written == Some(true) {
        filing.touch(at);
    }
}

/// The address of an attachment that has arrived.
pub fn address(filing: OpenFiling, id: &AttachmentId) -> String {
    format!("{}/filings/{}/attachments/{id}", api_base(), filing.id())
}

/// The name of a picture that was drawn anew.
fn as_jpeg(name: &str) -> String {
    let (stem, kind) = name.rsplit_once('.').unwrap_or((name, ""));
    if kind.eq_ignore_ascii_case("jpg") || kind.eq_ignore_ascii_case("jpeg") {
        return name.to_owned();
    }
    format!("{stem}.jpg")
}

/// The refusal of what this browser cannot read, said before anything travels: 30 MB on a slow link help nobody.
fn unreadable(at: Path, size: f64) -> ApiError {
    if size == 0.0 {
        return problem(ProblemKind::Invalid, FILE_EMPTY.at(at));
    }
    if size > ATTACHMENT.largest as f64 {
        let finding = FILE_TOO_LARGE.at(at).with(params::MAX_BYTES, ATTACHMENT.largest);
        return problem(ProblemKind::TooLarge, finding);
    }
    problem(ProblemKind::UnsupportedMedia, FILE_KIND.at(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_drawn_anew_is_named_as_a_jpeg() {
        for (name, drawn) in
            [("执照.png", "执照.jpg"), ("a.b.webp", "a.b.jpg"), ("a.JPG", "a.JPG"), ("scan", "scan.jpg"), ("", ".jpg")]
        {
            assert_eq!(as_jpeg(name), drawn);
        }
    }
}
