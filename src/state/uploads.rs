//! Attachments (备案材料) on their way, one a field: they go on while the person is at another step or another page, and are found again
//! there.

use super::open_filing::opened;
use super::saving::ask_to_stay;
use super::{OpenFiling, Session, session};
use crate::chunk::chunked;
use beian_browser::canvas::{self, Ready};
use beian_browser::client::upload::Cancel;
use beian_browser::client::uploads::{self, AttachmentWay, Inferred};
use beian_browser::client::{Answer, ApiError, api_base, filings, poll, problem};
use beian_browser::waiting::rest;
use beian_browser::window::hear_first;
use beian_locale::saving::is_tried_again;
use beian_model::attachment::MOST_PAGES;
use beian_model::attachments::{ATTACHMENT, is_video};
use beian_model::wire::FilingView;
use beian_model::{Attachment, AttachmentId, FilingId, Path, ProblemKind, params};
use beian_rules::checks::uploads::{FILE_EMPTY, FILE_KIND, FILE_TOO_LARGE};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{Blob, File};

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
    filing: FilingId,
    at: Path,
    own: Rc<RefCell<Own>>,
}

#[derive(Default)]
struct Own {
    cancel: Cancel,
    /// What was refused for a reason that may pass, to be sent again.
    kept: Option<(Blob, String)>,
    /// The page in whose place it goes; none where it is another page.
    instead_of: Option<AttachmentId>,
    /// What was chosen meanwhile: further pages, to go after it.
    waiting: Vec<File>,
}

thread_local! {
    static UPLOADS: RefCell<Vec<Upload>> = const { RefCell::new(Vec::new()) };
    static ASKS_TO_STAY: Cell<bool> = const { Cell::new(false) };
}

/// The attachment of a field: the one that is under way when there is one.
pub fn upload_of(filing: OpenFiling, at: Path) -> Upload {
    let filing = filing.id();
    UPLOADS.with_borrow_mut(|uploads| {
        let known = uploads.iter().find(|known| known.filing == filing && known.at == at).cloned();
        // What was refused while nobody saw it is said once.
        uploads.retain(|one| one.is_busy() || one.is_refused() && (&one.filing, one.at) != (&filing, at));
        known.filter(|known| known.is_busy() || known.is_refused()).unwrap_or_else(|| Upload {
            stage: ArcRwSignal::new(Stage::Idle),
            preview: ArcRwSignal::new(String::new()),
            name: ArcRwSignal::new(String::new()),
            filing,
            at,
            own: Rc::default(),
        })
    })
}

fn is_one_busy() -> bool {
    UPLOADS.with_borrow(|uploads| uploads.iter().any(Upload::is_busy))
}

/// A tab that is closed takes what is under way with it.
fn ask_to_stay_while_busy() {
    if !ASKS_TO_STAY.replace(true) {
        session::ask_what_is_sent(is_one_busy);
        hear_first(&["beforeunload"], |event| {
            if is_one_busy() {
                ask_to_stay(event.unchecked_ref());
            }
        });
    }
}

impl Upload {
    /// Sends a chosen file, after what is under way: as another page, or instead of one.
    pub fn choose(&self, session: RwSignal<Session>, file: File, instead_of: Option<AttachmentId>) {
        if self.is_busy() {
            return self.own.borrow_mut().waiting.push(file);
        }
        let name = file.name();
        self.send(session, file.into(), name, 0, instead_of);
    }

    /// Sends a file, turned clockwise by so many quarters.
    fn send(
        &self,
        session: RwSignal<Session>,
        file: Blob,
        name: String,
        quarters: u32,
        instead_of: Option<AttachmentId>,
    ) {
        let cancel = self.begin(instead_of);
        let this = self.clone();
        UPLOADS.with_borrow_mut(|uploads| {
            uploads.retain(|other| (&other.filing, other.at) != (&self.filing, self.at));
            uploads.push(self.clone());
        });
        ask_to_stay_while_busy();
        self.stage.set(Stage::Preparing);
        self.name.set(name.clone());
        spawn_local(async move {
            let is_picture = !is_video(this.at) && !is_pdf(&file, &name);
            let ready = if is_picture { canvas::ready(&file, quarters).await } else { Ready::AsItIs };
            let (file, name) = match ready {
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

    /// Something else is under way from now on; what waits goes on waiting.
    fn begin(&self, instead_of: Option<AttachmentId>) -> Cancel {
        self.cancel_quietly();
        let cancel = Cancel::default();
        let waiting = std::mem::take(&mut self.own.borrow_mut().waiting);
        self.own.replace(Own { cancel: cancel.clone(), kept: None, instead_of, waiting });
        cancel
    }

    /// Sends once more what was refused for a reason that may pass.
    pub fn retry(&self, session: RwSignal<Session>) {
        let Some((file, name)) = self.own.borrow_mut().kept.take() else { return };
        let instead_of = self.own.borrow_mut().instead_of.take();
        self.send(session, file, name, 0, instead_of);
    }

    /// There is something to send once more.
    pub fn can_retry(&self) -> bool {
        self.own.borrow().kept.is_some()
    }

    /// Gives up what is under way and what waits behind it; what the field held before stays.
    pub fn cancel(&self) {
        self.own.borrow_mut().waiting.clear();
        self.cancel_quietly();
        self.stage.set(Stage::Cancelled);
    }

    /// Turns a page that the field holds, clockwise by so many quarters, and sends it again.
    pub fn turn(&self, session: RwSignal<Session>, attachment: Attachment, quarters: u32) {
        let cancel = self.begin(None);
        self.stage.set(Stage::Preparing);
        self.name.set(attachment.name.clone());
        let this = self.clone();
        let path = format!("/filings/{}/attachments/{}", self.filing, attachment.id);
        spawn_local(async move {
            match uploads::picture(&path).await {
                _ if cancel.is_cancelled() => {}
                Ok(picture) => this.send(session, picture, attachment.name, quarters, Some(attachment.id)),
                Err(error) => {
                    session::note_error(session, &error);
                    this.stage.set(Stage::Refused(error));
                }
            }
        });
    }

    fn is_busy(&self) -> bool {
        self.stage.with_untracked(Stage::is_busy)
    }

    fn is_refused(&self) -> bool {
        self.stage.with_untracked(|stage| matches!(stage, Stage::Refused(_)))
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
        if !is_video(self.at) && !is_pdf(&file, &name) {
            self.preview.set(canvas::url(&file));
        }
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
        let way = AttachmentWay { filing: self.filing.clone(), slot: self.at, name: name.clone() };
        let answer = match uploads::send(&way, &file, &cancel, Rc::new(tell)).await {
            Ok(Some(uploaded)) if !cancel.is_cancelled() => {
                let instead_of = self.own.borrow().instead_of.clone();
                let arrived = (uploaded.pages, instead_of);
                arrive(&self.filing, uploaded.slot, &arrived, &cancel).await.map(|()| Stage::Arrived)
            }
            other => other.map(|_| Stage::Cancelled),
        };
        if cancel.is_cancelled() {
            return;
        }
        self.forget_preview();
        match answer {
            Ok(stage) => {
                self.stage.set(stage);
                let next = {
                    let waiting = &mut self.own.borrow_mut().waiting;
                    (!waiting.is_empty()).then(|| waiting.remove(0))
                };
                if let Some(file) = next {
                    self.choose(session, file, None);
                }
            }
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

/// Pages that arrived, and the one in whose place they go.
type Arrived = (Vec<Attachment>, Option<AttachmentId>);

/// Puts what arrived into its field: of the filing that is open, or else of the one that the server has.
async fn arrive(id: &FilingId, at: Path, arrived: &Arrived, cancel: &Cancel) -> Result<(), ApiError> {
    let mut failures = 0;
    loop {
        if cancel.is_cancelled() {
            return Ok(());
        }
        if let Some(filing) = opened(id) {
            put(filing, at, arrived.0.clone(), arrived.1.as_ref());
            return Ok(());
        }
        match fetch_put().await?(id.clone(), at, arrived.clone(), cancel.clone()).await {
            Err(error) if is_tried_again(error.status()) || error.status() == 0 => {
                failures += 1;
                rest(poll::pause(failures, js_sys::Math::random())).await;
            }
            done => return done,
        }
    }
}

chunked! {
    mine: fn fetch_put() -> fn(FilingId, Path, Arrived, Cancel) -> Answer<()> {
        |id, at, arrived, cancel| Box::pin(put_into_saved(id, at, arrived, cancel))
    }
}

async fn put_into_saved(id: FilingId, at: Path, arrived: Arrived, cancel: Cancel) -> Result<(), ApiError> {
    let FilingView { mut filing, version, .. } = filings::get(&id).await?;
    if let Some(slot) = filing.pages_mut(at)
        && !cancel.is_cancelled()
    {
        insert(slot, arrived.0, arrived.1.as_ref());
        let view = filings::save(&id, version, &filing).await?;
        // Opened meanwhile.
        if let Some(open) = opened(&id) {
            open.acknowledge_newer(view);
        }
    }
    Ok(())
}

/// Puts pages into a field. The slot may be gone: its site was removed while they travelled.
pub fn put(filing: OpenFiling, at: Path, pages: Vec<Attachment>, instead_of: Option<&AttachmentId>) {
    change(filing, at, |slot| insert(slot, pages, instead_of));
}

/// Changes the pages of a field, where it is there.
pub fn change(filing: OpenFiling, at: Path, with: impl FnOnce(&mut Vec<Attachment>)) {
    let written = filing.document.try_update(|document| document.pages_mut(at).map(with).is_some());
    if written == Some(true) {
        filing.touch(at);
    }
}

/// Puts pages where the one is that they take the place of, else behind the others.
fn insert(slot: &mut Vec<Attachment>, pages: Vec<Attachment>, instead_of: Option<&AttachmentId>) {
    let taken = slot.iter().position(|page| Some(&page.id) == instead_of);
    if let Some(at) = taken {
        slot.remove(at);
    }
    let mut at = taken.unwrap_or(slot.len());
    for page in pages {
        // The same file sent twice is one page, and there are no more than may be.
        if slot.len() < MOST_PAGES && !slot.contains(&page) {
            slot.insert(at, page);
            at += 1;
        }
    }
}

/// The address of an attachment that has arrived.
pub fn address(filing: OpenFiling, id: &str) -> String {
    format!("{}/filings/{}/attachments/{id}", api_base(), filing.id())
}

/// The address of a slot's form, filled in from what is saved of the filing.
pub fn template(filing: OpenFiling, at: Path) -> String {
    format!("{}/filings/{}/templates/{at}", api_base(), filing.id())
}

/// A PDF goes as it is: the server draws its pages.
fn is_pdf(file: &Blob, name: &str) -> bool {
    file.type_() == "application/pdf" || name.rsplit('.').next().is_some_and(|kind| kind.eq_ignore_ascii_case("pdf"))
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
    fn a_page_goes_behind_the_others_or_in_the_place_of_one() {
        let page = |id: &&str| beian_model::sample::attachment(id);
        for (instead_of, ids) in
            [(None, "one two three new"), (Some("two"), "one new three"), (Some("gone"), "one two three new")]
        {
            let mut slot: Vec<_> = ["one", "two", "three"].iter().map(page).collect();
            insert(&mut slot, vec![page(&"new")], instead_of.map(|id| AttachmentId(id.to_owned())).as_ref());
            let found: Vec<_> = slot.iter().map(|page| page.id.as_str()).collect();
            assert_eq!(found.join(" "), ids);
        }
    }

    #[test]
    fn what_was_drawn_anew_is_named_as_a_jpeg() {
        for (name, drawn) in
            [("执照.png", "执照.jpg"), ("a.b.webp", "a.b.jpg"), ("a.JPG", "a.JPG"), ("scan", "scan.jpg"), ("", ".jpg")]
        {
            assert_eq!(as_jpeg(name), drawn);
        }
    }
}
