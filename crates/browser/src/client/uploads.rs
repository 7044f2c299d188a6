//! Files on their way to the server, attachments (备案材料) of a filing and captures of a phone alike: in parts, continued after any
//! cut, until they arrive or are given up.

use super::exchange::promised;
use super::upload::{self, Cancel};
use super::{ApiError, Headers, Method, call, call_without_answer, poll, problem};
use crate::random::hex;
use beian_model::wire::{UploadRequest, UploadView, Uploaded};
use beian_model::{FilingId, Finding, Path, ProblemKind, RuleId, Severity, UploadId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use std::rc::Rc;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// What is told of an upload on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inferred {
    /// So many bytes have gone.
    Sent(u64),
    /// The network is gone; it goes on by itself.
    Waiting,
}

/// Where a file goes, and what comes of it.
pub trait Way {
    /// What begins it.
    type Begin: Serialize;
    /// What the server says of it.
    type View: DeserializeOwned + Into<Standing<Self::Taken>>;
    /// What becomes of it.
    type Taken;

    /// The address of all uploads of this kind, below the API's.
    fn uploads(&self) -> String;
    /// The field that it is for.
    fn at(&self) -> Path;
    /// Begins an upload of so many bytes with this SHA-256, or finds the same one again.
    fn begin(&self, size: u64, sha256: String) -> Self::Begin;
    /// What is given up is taken back; else another takes its place.
    const TAKES_BACK: bool;
}

/// How far an upload is, whichever way it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing<T> {
    /// The upload.
    pub id: UploadId,
    /// Size in bytes.
    pub size: u64,
    /// Bytes that have arrived: where the next part begins.
    pub received: u64,
    /// Most bytes of a part.
    pub part: u32,
    /// What became of it, once the last part has arrived.
    pub taken: Option<T>,
}

/// An attachment, on its way to a field of a filing.
pub struct AttachmentWay {
    /// The filing.
    pub filing: FilingId,
    /// The field.
    pub slot: Path,
    /// The file's name.
    pub name: String,
}

impl Way for AttachmentWay {
    type Begin = UploadRequest;
    type View = UploadView;
    type Taken = Uploaded;
    const TAKES_BACK: bool = true;

    fn uploads(&self) -> String {
        format!("/filings/{}/uploads", self.filing)
    }

    fn at(&self) -> Path {
        self.slot
    }

    fn begin(&self, size: u64, sha256: String) -> UploadRequest {
        UploadRequest { slot: self.slot, name: self.name.clone(), size, sha256 }
    }
}

impl From<UploadView> for Standing<Uploaded> {
    fn from(view: UploadView) -> Self {
        Standing { id: view.id, size: view.size, received: view.received, part: view.part, taken: view.uploaded }
    }
}

/// Failures in a row of a server that answers, but not as it should, after which it is told.
const PATIENCE: u32 = 4;
/// How often an upload is looked up anew when the server has another idea of it.
const RESTARTS: u32 = 3;

/// The rule by which this page says that a chosen file cannot be read (`file.unreadable`).
const UNREADABLE: RuleId = RuleId::new("file.unreadable");
/// The rule by which the server says that what arrived is not what was sent (`file.altered`).
const ALTERED: RuleId = RuleId::new("file.altered");

/// Sends a file; `None` when it was given up. The same bytes go on where they stopped, after a reload too.
///
/// The checksums are computed here, not by `crypto.subtle`, which does not exist over plain HTTP.
///
/// # Errors
/// What the server refuses; a network that is gone is waited for.
pub async fn send<W: Way>(
    way: &W,
    file: &Blob,
    cancel: &Cancel,
    tell: Rc<dyn Fn(Inferred)>,
) -> Result<Option<W::Taken>, ApiError> {
    // A file that was moved or changed since it was chosen cannot be read.
    let unreadable = || problem(ProblemKind::Invalid, Finding::new(UNREADABLE, Severity::Error, way.at()));
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| unreadable())?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    let blob = Blob::new_with_buffer_source_sequence(&js_sys::Array::of1(&buffer)).map_err(|_| unreadable())?;
    let begin = way.begin(bytes.len() as u64, hex(&Sha256::digest(&bytes)));
    let uploads = way.uploads();

    let mut known: Option<Standing<W::Taken>> = None;
    let (mut failures, mut restarts) = (0, 0);
    loop {
        if cancel.is_cancelled() {
            if let Some(standing) = known.filter(|_| W::TAKES_BACK) {
                // What is left there is swept by the server.
                let path = format!("{uploads}/{}", standing.id);
                let _ = call_without_answer(Method::Delete, &path, Headers::default()).await;
            }
            return Ok(None);
        }
        let answer: Result<W::View, ApiError> = match &known {
            Some(standing) => {
                let start = begins(standing.received, standing.size, u64::from(standing.part));
                let end = (start + u64::from(standing.part)).min(standing.size);
                let path = format!("{uploads}/{}/parts/{start}", standing.id);
                let part = Part { path, start, end, bytes: &bytes, blob: &blob };
                part.send(cancel, &tell).await.and_then(|text| upload::read(&text))
            }
            None => call(Method::Post, &uploads, Some(&begin), Headers::default()).await.and_then(promised),
        };
        match answer.map(W::View::into) {
            Ok(Standing { taken: Some(taken), .. }) => return Ok(Some(taken)),
            Ok(standing) => {
                failures = 0;
                tell(Inferred::Sent(standing.received));
                known = Some(standing);
            }
            Err(_) if cancel.is_cancelled() => {}
            Err(error) => match next(&error, failures) {
                Next::Wait => {
                    failures += 1;
                    tell(Inferred::Waiting);
                    rest(failures, cancel).await;
                }
                // Beginning again finds the upload as far as it really is.
                Next::Begin if restarts < RESTARTS && known.is_some() => {
                    restarts += 1;
                    known = None;
                }
                Next::Begin | Next::Stop => return Err(error),
            },
        }
    }
}

/// What follows a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Wait,
    Begin,
    Stop,
}

fn next(error: &ApiError, failures: u32) -> Next {
    match error {
        ApiError::Offline => Next::Wait,
        // A proxy's page while the server behind it is away; a disk that is full for the moment.
        ApiError::Unreadable(502..=504) if failures < PATIENCE => Next::Wait,
        ApiError::PartMissing | ApiError::Unreadable(_) => Next::Stop,
        ApiError::Problem(problem) => match problem.kind() {
            Some(ProblemKind::Unavailable | ProblemKind::Internal) if failures < PATIENCE => Next::Wait,
            Some(ProblemKind::WrongOffset | ProblemKind::NotFound) => Next::Begin,
            Some(ProblemKind::Invalid) if problem.findings.iter().any(|one| one.rule == ALTERED) => Next::Begin,
            _ => Next::Stop,
        },
    }
}

/// The part that comes next.
struct Part<'a> {
    path: String,
    start: u64,
    end: u64,
    bytes: &'a [u8],
    blob: &'a Blob,
}

impl Part<'_> {
    async fn send(self, cancel: &Cancel, tell: &Rc<dyn Fn(Inferred)>) -> Result<String, ApiError> {
        let Part { path, start, end, bytes, blob } = self;
        let piece = bytes.get(start as usize..end as usize).unwrap_or_default();
        let digest = format!("sha-256=:{}:", base64(&Sha256::digest(piece)));
        let body = blob.slice_with_f64_and_f64(start as f64, end as f64).map_err(|_| ApiError::Offline)?;
        let told = tell.clone();
        let on_progress = Rc::new(move |sent, _| told(Inferred::Sent(start + sent)));
        upload::put(&path, &body, Some(&digest), cancel, on_progress).await
    }
}

/// Where the next part begins. When all has arrived and nothing came of it yet, the last part is sent once more.
fn begins(received: u64, size: u64, part: u64) -> u64 {
    if received < size { received } else { size.saturating_sub(1) / part.max(1) * part }
}

/// Rests after a failure: until its time is over, the network is back, the page is shown again, or it is given up.
async fn rest(failures: u32, cancel: &Cancel) {
    let pause = poll::pause(failures, js_sys::Math::random());
    let Some(window) = web_sys::window() else { return };
    let woken = js_sys::Promise::new(&mut |resolve, _| {
        let options = web_sys::AddEventListenerOptions::new();
        options.set_once(true);
        let _ = window.add_event_listener_with_callback_and_add_event_listener_options("online", &resolve, &options);
        if let Some(document) = window.document() {
            let _ = document.add_event_listener_with_callback_and_add_event_listener_options(
                "visibilitychange",
                &resolve,
                &options,
            );
        }
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, pause as i32);
        cancel.wakes(resolve);
    });
    // Whatever woke it says nothing.
    let _ = JsFuture::from(woken).await;
}

/// The bytes of an attachment that the server has, to be turned.
///
/// # Errors
/// `not-found` when it is not this applicant's.
pub async fn picture(path: &str) -> Result<Blob, ApiError> {
    super::exchange::blob(path).await
}

/// Base64 with padding (RFC 4648, 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |n: usize| u32::from(chunk.get(n).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for n in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * n) & 63) as usize];
            text.push(if n > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_rules::SaidBy;
    use beian_rules::checks::uploads::{FILE_ALTERED, FILE_KIND, FILE_UNREADABLE};

    #[test]
    fn checksums_are_written_as_the_standards_say() {
        assert_eq!(hex(&[0, 0x0f, 0xa9]), "000fa9");
        // RFC 4648, 10.
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        // RFC 9530, appendix D: an empty body.
        assert_eq!(base64(&Sha256::digest(b"")), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn a_part_begins_where_the_last_one_ended() {
        for (received, size, start) in [(0, 9, 0), (4, 9, 4), (8, 9, 8), (9, 9, 8), (8, 8, 4), (1, 1, 0)] {
            assert_eq!(begins(received, size, 4), start, "{received} of {size}");
        }
    }

    #[test]
    fn a_cut_is_waited_for_and_a_refusal_is_told() {
        let of = |kind| problem(kind, FILE_KIND.at(Path::Filing));
        assert_eq!(next(&ApiError::Offline, 99), Next::Wait);
        assert_eq!(next(&ApiError::Unreadable(502), 0), Next::Wait);
        assert_eq!(next(&ApiError::Unreadable(502), PATIENCE), Next::Stop);
        assert_eq!(next(&of(ProblemKind::Unavailable), 0), Next::Wait);
        assert_eq!(next(&of(ProblemKind::WrongOffset), 0), Next::Begin);
        assert_eq!(next(&of(ProblemKind::UnsupportedMedia), 0), Next::Stop);
        let altered = FILE_ALTERED.at(Path::Filing);
        assert_eq!((&altered.rule, FILE_UNREADABLE.at(Path::Filing).rule), (&ALTERED, UNREADABLE));
        assert_eq!(FILE_UNREADABLE.said_by, SaidBy::Either, "a page needs its words");
        assert_eq!(next(&problem(ProblemKind::Invalid, altered), 0), Next::Begin);
    }
}
