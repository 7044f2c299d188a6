//! Attachments (备案材料) as they are kept: looked at, under a random name, known to their filing.

use crate::app::App;
use crate::http::problem::{Answer, Refused};
use crate::pdf::{self, Undrawn};
use crate::secret;
use crate::uploads::{pictures, videos};
use axum::body::Body;
use beian_locale::problems::Because;
use beian_model::attachment::MOST_PAGES;
use beian_model::attachments::is_video;
use beian_model::{Attachment, AttachmentId, FilingId, Path, ProblemKind, params};
use beian_rules::checks::uploads::{FILE_PAGES, FILE_PDF_UNDRAWN, FILE_TOO_LARGE, FILE_UNREADABLE};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;

/// Longest file name that is kept, in characters.
const LONGEST_NAME: usize = 120;

/// A name as it is kept: without what would disturb a line of text.
pub fn tidy_name(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect()
}

/// Reads a body up to a size; `None` when it is larger.
///
/// # Errors
/// `unreadable` when the connection broke.
pub async fn read(body: Body, most: u64) -> Answer<Option<Bytes>> {
    let mut stream = body.into_data_stream();
    let mut bytes = BytesMut::new();
    while let Some(chunk) = stream.next().await {
        let chunk = chunk.map_err(|_| ProblemKind::Unreadable)?;
        if (bytes.len() + chunk.len()) as u64 > most {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes.freeze()))
}

/// The refusal of a file larger than so many bytes.
pub fn too_large(at: Path, most: u64) -> Refused {
    Refused::new(ProblemKind::TooLarge).with(FILE_TOO_LARGE.at(at).with(params::MAX_BYTES, most))
}

/// Keeps bytes under a name.
///
/// # Errors
/// `unavailable`: a disk that is full is told as such, what was sent can be sent again.
pub async fn put(app: &App, name: &str, bytes: Bytes) -> Answer<()> {
    Ok(app.files.put(name, bytes).await?)
}

/// Looks at a file and keeps it as pages of the filing. The document does not refer to them yet.
///
/// # Errors
/// `unsupported-media` or `invalid` with the finding on the slot, `unavailable`.
pub async fn keep(app: &App, filing: &FilingId, slot: Path, name: &str, bytes: Bytes) -> Answer<Vec<Attachment>> {
    let files = if pdf::is_pdf(&bytes) && !is_video(slot) { drawn(app, slot, &bytes).await? } else { vec![bytes] };
    let several = files.len() > 1;
    let mut looked = Vec::new();
    for (n, file) in (1..).zip(files) {
        let name = if several { format!("{name} ({n})") } else { name.to_owned() };
        looked.push(look_at(app, slot, &name, AttachmentId(secret::id()), file).await?);
    }
    // Nothing is kept of a file of which one page is not taken.
    let ids: Vec<String> = looked.iter().map(|(page, _)| page.id.to_string()).collect();
    match keep_all(app, filing, slot, looked).await {
        Ok(pages) => Ok(pages),
        Err(refused) => {
            forget_unnamed(app, ids).await;
            Err(refused)
        }
    }
}

async fn keep_all(app: &App, filing: &FilingId, slot: Path, all: Vec<(Attachment, Bytes)>) -> Answer<Vec<Attachment>> {
    for (page, bytes) in &all {
        put(app, page.id.as_str(), bytes.clone()).await?;
    }
    let mut pages = Vec::new();
    for (page, bytes) in all {
        note(app, filing, slot, &page, &bytes).await?;
        pages.push(page);
    }
    Ok(pages)
}

/// The pages of a PDF as pictures.
async fn drawn(app: &App, slot: Path, file: &[u8]) -> Answer<Vec<Bytes>> {
    app.pdf.pages(file, MOST_PAGES).await.map_err(|undrawn| {
        let finding = match undrawn {
            Undrawn::Unavailable => return Refused::new(ProblemKind::Unavailable).because(Because::Decoding),
            Undrawn::TooManyPages => FILE_PAGES.at(slot).with(params::MAX, MOST_PAGES),
            Undrawn::Locked | Undrawn::TooMuch | Undrawn::NotWhole => FILE_PDF_UNDRAWN.at(slot),
            Undrawn::Damaged => FILE_UNREADABLE.at(slot),
        };
        Refused::invalid(vec![finding])
    })
}

/// The description of a page that is a picture of a kind that is taken, or of a video where its slot is one's, and the file as it is to
/// be kept.
///
/// # Errors
/// `unsupported-media` or `invalid` with the finding on the slot.
pub async fn look_at(app: &App, slot: Path, name: &str, id: AttachmentId, bytes: Bytes) -> Answer<(Attachment, Bytes)> {
    if is_video(slot) {
        let video = videos::of_any_length(&bytes, slot)?;
        let bytes = videos::without_notes(bytes);
        let (media_type, size) = (video.media_type.to_owned(), bytes.len() as u64);
        let attachment = Attachment { id, name: tidy_name(name), media_type, size, width: 0, height: 0 };
        return Ok((attachment, bytes));
    }
    let picture = pictures::look_at(app, bytes, slot, app.config.uploads.min_side).await?;
    let attachment = Attachment {
        id,
        name: tidy_name(name),
        media_type: picture.media_type.to_owned(),
        size: picture.bytes.len() as u64,
        width: picture.width,
        height: picture.height,
    };
    Ok((attachment, picture.bytes))
}

/// Makes a kept file an attachment of the filing.
///
/// # Errors
/// When the database fails.
pub async fn note(app: &App, filing: &FilingId, slot: Path, attachment: &Attachment, bytes: &Bytes) -> Answer<()> {
    let sha256 = secret::sha256(bytes);
    let noted = app.store.add_attachment(filing, &slot.to_string(), attachment, &sha256, app.clock.now()).await;
    Ok(noted?)
}

/// Forgets files. What is left over after a failure here is no harm, only bytes.
pub async fn forget(app: &App, files: Vec<String>) {
    if let Err(error) = app.files.remove_all(&files).await {
        tracing::warn!(%error, "files that nothing needs could not be removed; they are swept");
    }
}

/// Forgets files whose rows were not written. A database that failed may have written one all the same: what a row names stays.
pub async fn forget_unnamed(app: &App, files: Vec<String>) {
    match app.store.unnamed_files(&files).await {
        Ok(unnamed) => forget(app, unnamed).await,
        Err(error) => tracing::warn!(%error, "files that may be needed by nothing are left to the sweep"),
    }
}
