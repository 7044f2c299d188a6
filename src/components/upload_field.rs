//! The pages of an attachment (备案材料): choose, drop, paste or photograph one by phone; watch it travel, turn, replace or remove it.

use super::field_frame::{FieldFrame, described_by};
use super::handoff_panel::AttachmentByPhone;
use super::part::part;
use super::refusal::Refusal;
use crate::chunk::chunked;
use crate::dynamic::{dynamic, memo};
use crate::state::uploads::{self, Stage, Upload, upload_of};
use crate::state::{OpenFiling, t, use_filing, use_session};
use beian_browser::focus::focus_soon;
use beian_locale::upload::Upload as Word;
use beian_model::attachment::MOST_PAGES;
use beian_model::attachments::{has_template, is_video};
use beian_model::{Attachment, AttachmentId, Path};
use leptos::ev::{ClipboardEvent, DragEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, File, FileList, HtmlElement};

chunked! {
    steps: fn fetch_by_phone() -> fn(Path, Callback<()>) -> AnyView {
        |at, on_passed| view! { <AttachmentByPhone at on_passed=move || on_passed.run(()) /> }.into_any()
    }
}

/// The pages at a path.
#[component]
pub fn UploadField(
    /// The slot.
    at: Path,
) -> impl IntoView {
    let filing = use_filing();
    let session = use_session();
    let upload = upload_of(filing, at);
    let (stage, preview, name) = (upload.stage.clone(), upload.preview.clone(), upload.name.clone());
    let stage = memo(move || stage.get());
    let is_busy = memo(move || stage.read().is_busy());
    let upload = StoredValue::new_local(upload);
    let pages = memo(move || filing.document.read().pages(at).unwrap_or_default().to_vec());
    let is_empty = move || pages.read().is_empty();
    let by_phone = RwSignal::new(is_on_phone(filing, at));
    // Put away it goes on watching: the phone may be at work.
    let asked = RwSignal::new(by_phone.get_untracked());
    // What was taken out, the last one last.
    let removed = RwSignal::new(Vec::<(usize, Attachment)>::new());
    // The page in whose place the next chosen file goes.
    let instead_of = RwSignal::new(None::<AttachmentId>);
    let error_message = filing.error_message(at);
    let is_video = is_video(at);
    let is_full = move || pages.read().len() >= if is_video { 1 } else { MOST_PAGES };
    let send = move |file: File| {
        let instead_of = instead_of.try_update(Option::take).flatten();
        if instead_of.is_some() || !untrack(is_full) {
            upload.with_value(|upload: &Upload| upload.choose(session, file, instead_of));
        }
    };
    let turn = move |page: Attachment, quarters: u32| upload.with_value(|upload| upload.turn(session, page, quarters));
    let replace = move |id: AttachmentId| {
        // The click tells the input that a further page is chosen: it is told otherwise behind it.
        click(&at.to_string());
        instead_of.set(Some(id));
    };
    let cancel = move |_| {
        upload.with_value(Upload::cancel);
        focus_soon(at.to_string());
    };
    let remove = move |id: AttachmentId| {
        uploads::change(filing, at, |pages| {
            if let Some(n) = pages.iter().position(|page| page.id == id) {
                removed.update(|removed| removed.push((n, pages.remove(n))));
            }
        });
        focus_soon(at.to_string());
    };
    let restore = move |_| {
        if let Some((n, page)) = removed.try_update(Vec::pop).flatten() {
            uploads::change(filing, at, |pages| pages.insert(n.min(pages.len()), page));
            focus_soon(at.to_string());
        }
    };
    let arrived = move || {
        by_phone.set(false);
        asked.set(false);
        focus_soon(at.to_string());
    };
    // What is dropped or pasted is a further page.
    let over = drop_zone(move |file| {
        instead_of.set(None);
        send(file);
    });
    let act = Callback::new(move |(act, page): (Act, Attachment)| match act {
        // What is on its way would come into the place of what is gone.
        _ if is_busy.get_untracked() => {}
        Act::Turn(quarters) => turn(page, quarters),
        Act::Replace => replace(page.id),
        Act::Remove => remove(page.id),
    });
    let shown = move || {
        let page = |page| view! { <Page filing page is_busy act /> };
        pages.get().into_iter().map(page).collect_view()
    };
    let under_way = move || {
        is_busy.get().then(|| {
            let (preview, name) = (preview.clone(), name.clone());
            let picture = move || {
                let url = preview.get();
                (!url.is_empty()).then(|| view! { <img class="upload__thumb" src=url alt="" /> })
            };
            view! {
                <div class="upload__progress">
                    {dynamic(picture)}
                    <div class="upload__bar">
                        <p class="upload__name">{dynamic(move || name.get())}</p>
                        <progress max=move || progress(&stage.read()).1 prop:value=move || progress(&stage.read()).0
                            aria-label=t(Word::Sending)></progress>
                        <p class="upload__state">{dynamic(move || said(&stage.read()))}</p>
                    </div>
                    <button type="button" class="button button--secondary" data-action="cancel-upload" on:click=cancel>
                        {t(Word::Cancel)}
                    </button>
                </div>
            }
        })
    };
    let undo = move || {
        (!removed.read().is_empty()).then(|| {
            view! {
                <button type="button" class="button button--quiet" data-action="restore-attachment" on:click=restore>
                    {t(Word::Restore)}
                </button>
            }
        })
    };
    let news = move || match &*stage.read() {
        Stage::Sending(..) => t(Word::Started)(),
        Stage::Waiting(..) => t(Word::Waiting)(),
        Stage::Arrived if removed.read().is_empty() => t(Word::Arrived)(),
        Stage::Cancelled => t(Word::Cancelled)(),
        Stage::Refused(_) => t(Word::Failed)(),
        _ if !removed.read().is_empty() => t(Word::Removed)(),
        _ => "",
    };
    let error = Signal::derive(move || match stage.get() {
        Stage::Refused(error) => Some(error),
        _ => None,
    });
    let after_refusal = move || {
        let refused = error.get()?;
        let can_retry = upload.with_value(Upload::can_retry);
        let heic = refused.kind() == Some(beian_model::ProblemKind::UnsupportedMedia)
            && upload.with_value(|upload| is_heic(&upload.name.read_untracked()));
        Some(view! {
            {heic.then(|| view! { <p class="field__hint">{t(Word::HeicHint)}</p> })}
            {can_retry.then(|| view! {
                <button type="button" class="button button--secondary" data-action="retry-upload"
                    on:click=move |_| upload.with_value(|upload| upload.retry(session))>
                    {t(Word::Retry)}
                </button>
            })}
        })
    };
    let phone = move || {
        asked.get().then(|| {
            view! {
                <div hidden=move || !by_phone.get()>
                    {part(fetch_by_phone, move |panel| panel(at, Callback::new(move |()| arrived())))}
                </div>
            }
        })
    };
    // Exact types, not image/*: with these iOS turns HEIC into JPEG by itself.
    let accept = if is_video { "video/*" } else { "image/jpeg,image/png,image/webp,application/pdf" };
    let how_to = if is_video { Word::HowToVideo } else { Word::HowTo };
    view! {
        <FieldFrame at>
            <div class="upload" tabindex="-1" class:upload--over=move || over.is_over.get()
                data-uploaded=move || (!is_empty()).then_some("true")
                on:dragover=move |event| over.enter(&event) on:dragleave=move |event| over.leave(&event)
                on:drop=move |event| over.drop(&event) on:paste=move |event| over.paste(&event)>
                {dynamic(shown)}
                {dynamic(under_way)}
                <div class="upload__actions">
                    <input
                        class="upload__input"
                        id=at.to_string()
                        type="file"
                        accept=accept
                        aria-invalid=move || error_message.read().is_some().then_some("true")
                        aria-describedby=described_by(at)
                        multiple=!is_video
                        on:click=move |_| instead_of.set(None)
                        on:cancel=move |_: web_sys::Event| instead_of.set(None)
                        on:change:target=move |event| {
                            let input = event.target();
                            each(input.files(), &send);
                            // The same file may be chosen again after it was put right.
                            input.set_value("");
                        }
                    />
                    <label class="button button--secondary" for=at.to_string() data-action="choose-attachment" hidden=is_full>
                        {dynamic(move || if is_empty() { t(Word::Choose)() } else { t(Word::AddPage)() })}
                    </label>
                    <button type="button" class="button button--secondary" data-action="send-by-phone"
                        hidden=move || is_video || is_full() && !by_phone.get()
                        aria-expanded=move || by_phone.get().to_string() on:click=move |_| {
                            by_phone.update(|open| *open = !*open);
                            asked.set(true);
                        }>
                        {dynamic(move || if by_phone.get() { t(Word::CloseByPhone)() } else { t(Word::ByPhone)() })}
                    </button>
                    {dynamic(undo)}
                </div>
                <p class="field__hint">{dynamic(move || if over.is_over.get() { t(Word::DropHere)() } else { t(how_to)() })}</p>
                {has_template(at).then(|| view! {
                    <p><a href=uploads::template(filing, at) target="_blank" rel="external noopener" data-template="true">
                        {t(Word::Template)}
                    </a></p>
                })}
                <p class="visually-hidden" role="status">{dynamic(news)}</p>
                <Refusal error />
                {dynamic(after_refusal)}
                {dynamic(phone)}
            </div>
        </FieldFrame>
    }
    .into_any()
}

/// Pixels of the tallest picture of a page, as it is shown.
const TALLEST: u32 = 256;

/// What is done with a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// It is turned clockwise by so many quarters.
    Turn(u32),
    /// Another file takes its place.
    Replace,
    /// It is taken out.
    Remove,
}

/// Clicks an element of the page.
fn click(id: &str) {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        element.click();
    }
}

/// A page that the field holds, and what can be done with it.
#[component]
fn Page(filing: OpenFiling, page: Attachment, is_busy: Memo<bool>, act: Callback<(Act, Attachment)>) -> impl IntoView {
    let source = uploads::address(filing, page.id.as_str());
    let picture = source.clone();
    let stored = StoredValue::new(page.clone());
    let button = move |action: &'static str, sign: &'static str, word: beian_locale::Word, what: Act| {
        let busy = move || is_busy.get().then_some("true");
        view! {
            <button type="button" class="button button--quiet" data-action=action aria-disabled=busy
                on:click=move |_| act.run((what, stored.get_value()))>
                <span aria-hidden="true">{sign}</span> <span class="upload__word">{t(word)}</span> <span class="visually-hidden">" " {stored.with_value(|page| page.name.clone())}</span>
            </button>
        }
    };
    // A video has no pixels that are known, and is opened by its name.
    let is_picture = page.width > 0;
    let name = page.name.clone();
    let look = is_picture.then(|| {
        // As large as it is shown, so that nothing moves when it has come.
        let height = page.height.clamp(1, TALLEST);
        let width = u64::from(page.width) * u64::from(height) / u64::from(page.height.max(1));
        view! { <img src=picture alt=name width=width.to_string() height=height.to_string() /> }
    });
    let pixels = if is_picture { format!(" · {}×{}", page.width, page.height) } else { String::new() };
    let turns = is_picture.then(|| {
        view! {
            {button("turn-left", "↺ ", Word::TurnLeft, Act::Turn(3))}
            {button("turn-right", "↻ ", Word::TurnRight, Act::Turn(1))}
        }
    });
    view! {
        <figure class="upload__preview" data-page=page.id.to_string()>
            <a href=source target="_blank" rel="external noopener">{look} {(!is_picture).then(|| page.name.clone())}</a>
            <figcaption>{page.name} " · " {page.size / 1024} " KB" {pixels}</figcaption>
            <div class="upload__actions">
                {turns}
                {button("replace-attachment", "", Word::Replace, Act::Replace)}
                {button("remove-attachment", "", Word::Remove, Act::Remove)}
            </div>
        </figure>
    }
    .into_any()
}

/// Where a file is dropped or pasted.
#[derive(Clone, Copy)]
struct DropZone {
    is_over: RwSignal<bool>,
    take: StoredValue<Box<dyn Fn(File) + Send + Sync>>,
}

/// A zone that takes one file. Beside it nothing is dropped: the browser would open the file in place of the page.
fn drop_zone(take: impl Fn(File) + Send + Sync + 'static) -> DropZone {
    for event in [window_event_listener(leptos::ev::dragover, refuse), window_event_listener(leptos::ev::drop, refuse)]
    {
        on_cleanup(move || event.remove());
    }
    DropZone { is_over: RwSignal::new(false), take: StoredValue::new(Box::new(take)) }
}

fn refuse(event: DragEvent) {
    if !event.default_prevented() {
        event.prevent_default();
        if let Some(data) = event.data_transfer() {
            data.set_drop_effect("none");
        }
    }
}

impl DropZone {
    fn enter(self, event: &DragEvent) {
        event.prevent_default();
        if !self.is_over.get_untracked() {
            self.is_over.set(true);
        }
    }

    fn leave(self, event: &DragEvent) {
        // Going over to what lies within is no leaving.
        let within = event.current_target().zip(event.related_target()).is_some_and(|(zone, to)| {
            let zone = zone.dyn_ref::<web_sys::Node>();
            zone.is_some_and(|zone| zone.contains(to.dyn_ref::<web_sys::Node>()))
        });
        if !within {
            self.is_over.set(false);
        }
    }

    fn drop(self, event: &DragEvent) {
        event.prevent_default();
        self.is_over.set(false);
        self.take_from(event.data_transfer());
    }

    fn paste(self, event: &ClipboardEvent) {
        if self.take_from(event.clipboard_data()) {
            event.prevent_default();
        }
    }

    fn take_from(self, data: Option<DataTransfer>) -> bool {
        self.take.with_value(|take| each(data.and_then(|data| data.files()), take))
    }
}

/// Takes each file, one after the other; whether there was one.
fn each(files: Option<FileList>, take: &dyn Fn(File)) -> bool {
    let Some(files) = files.filter(|files| files.length() > 0) else { return false };
    (0..files.length()).filter_map(|n| files.get(n)).for_each(take);
    true
}

fn progress(stage: &Stage) -> (String, String) {
    match stage {
        Stage::Sending(sent, all) | Stage::Waiting(sent, all) => (sent.to_string(), all.to_string()),
        _ => ("0".to_owned(), "1".to_owned()),
    }
}

/// The stage in words, with how much has gone.
fn said(stage: &Stage) -> String {
    let (word, sent, all) = match stage {
        Stage::Sending(sent, all) => (Word::Sending, sent, all),
        Stage::Waiting(sent, all) => (Word::Waiting, sent, all),
        _ => return t(Word::Preparing)().to_owned(),
    };
    format!("{} · {} / {} KB", t(word)(), sent / 1024, all.div_ceil(1024))
}

fn is_heic(name: &str) -> bool {
    let kind = name.rsplit('.').next().unwrap_or_default();
    kind.eq_ignore_ascii_case("heic") || kind.eq_ignore_ascii_case("heif")
}

/// A phone is at work on this attachment: after a reload it is watched again.
fn is_on_phone(filing: OpenFiling, at: Path) -> bool {
    filing
        .server
        .with_untracked(|server| server.verifications.iter().any(|one| one.of == at && one.state.is_on_phone()))
}
