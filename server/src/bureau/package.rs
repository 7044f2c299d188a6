//! What a package for the bureau (管局报送包) holds: of each filing the document that was submitted last, and every file that proves it. A filing
//! that cannot be packed is named, and keeps none of the others.

use crate::access::decide::may_record;
use crate::accounts::stored::Staff;
use crate::app::App;
use crate::audit::doing;
use crate::bureau::stored::{Disclosed, Outcome, Package, PackageFiling, PackageState, Why};
use crate::filings::stored::Submission;
use crate::http::problem::Answer;
use crate::review::case::captures_of;
use crate::secret;
use crate::storage::{FilingRow, StoreError};
use beian_model::{Capture, FilingId, Path, Status};
use std::collections::HashSet;

/// Most filings of one package.
pub const MOST_FILINGS: usize = 50;
/// Most bytes of the documents of one package: an archive is made in memory.
pub const MOST_BYTES: u64 = 128 * 1024 * 1024;

/// A document to be packed.
#[derive(Clone, Debug)]
pub struct Document {
    /// The slot of an attachment, or a person's verification.
    pub of: Path,
    /// Which picture or video; nothing for an attachment.
    pub capture: Option<Capture>,
    /// Name of its file.
    pub file: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
}

/// A filing that can be packed.
pub struct Content {
    /// The filing.
    pub row: FilingRow,
    /// What was submitted.
    pub submission: Submission,
    /// Its documents.
    pub documents: Vec<Document>,
}

impl Content {
    /// The documents as they are noted when somebody is given them.
    pub fn disclosed(&self) -> impl Iterator<Item = Disclosed> {
        self.documents.iter().map(|one| (self.row.id.clone(), one.of, one.capture))
    }
}

/// What of a filing is packed, or why it is not.
///
/// # Errors
/// When the database fails.
pub async fn content(app: &App, id: &FilingId) -> Answer<Result<Content, Why>> {
    let row = match app.store.filing(id).await {
        Ok(Some(row)) => row,
        Ok(None) | Err(StoreError::Value(_)) => return Ok(Err(Why::Unreadable)),
        Err(error) => return Err(error.into()),
    };
    let submission = match app.store.submission(id).await {
        Ok(Some(submission)) => submission,
        Ok(None) => return Ok(Err(Why::State)),
        Err(StoreError::Value(_)) => return Ok(Err(Why::Unreadable)),
        Err(error) => return Err(error.into()),
    };
    let captures = captures_of(app, &row, &submission).await?;
    if !captures.deleted.is_empty() {
        return Ok(Err(Why::Deleted));
    }
    let attachments = submission.document.attachments().map(|(of, page)| Document {
        of,
        capture: None,
        file: page.id.to_string(),
        media_type: page.media_type.clone(),
        size: page.size,
    });
    let captures = captures.shown.into_iter().map(|one| Document {
        of: one.of,
        capture: Some(one.row.capture),
        file: one.row.file,
        media_type: one.row.media_type,
        size: one.row.size,
    });
    let documents: Vec<Document> = attachments.chain(captures).collect();
    for document in &documents {
        if document.file.is_empty() || !app.files.has(&document.file).await? {
            return Ok(Err(Why::File));
        }
    }
    Ok(Ok(Content { row, submission, documents }))
}

/// Why a colleague cannot pack a filing now.
async fn hindered(app: &App, staff: &Staff, row: &FilingRow) -> Answer<Option<Why>> {
    if !matches!(row.status, Status::ToBureau | Status::SmsFailed) {
        return Ok(Some(Why::State));
    }
    if !may_record(staff, row) {
        return Ok(Some(Why::Held));
    }
    Ok(app.store.is_underway(&row.id).await?.then_some(Why::Underway))
}

/// Makes a package of the filings that were chosen; those that cannot be packed stand in it by their reasons.
///
/// # Errors
/// When the database fails.
pub async fn make(app: &App, staff: &Staff, chosen: &[FilingId]) -> Answer<Package> {
    let mut filings = Vec::new();
    let (mut bytes, mut seen) = (0_u64, HashSet::new());
    for id in chosen.iter().take(MOST_FILINGS).filter(|id| seen.insert(id.as_str())) {
        if !app.store.was_submitted(id).await? {
            continue;
        }
        let (version, why) = match content(app, id).await? {
            Err(why) => (0, Some(why)),
            Ok(content) => {
                let size: u64 = content.documents.iter().map(|one| one.size).sum();
                let fits = bytes.saturating_add(size) <= MOST_BYTES;
                let why = hindered(app, staff, &content.row).await?.or((!fits).then_some(Why::TooLarge));
                bytes += if why.is_none() { size } else { 0 };
                (content.row.version, why)
            }
        };
        let outcome = why.map(|_| Outcome::LeftOut);
        let said = why.map(|why| why.to_string()).unwrap_or_default();
        filings.push(PackageFiling { filing: id.clone(), version, outcome, said });
    }
    let package = Package {
        id: secret::id(),
        made_at: app.clock.now(),
        staff: staff.id.clone(),
        state: PackageState::Made,
        tries: 0,
        said: String::new(),
        filings,
    };
    if !package.filings.is_empty() {
        app.store.add_package(&package).await?;
    }
    Ok(package)
}

/// Who is given an archive: the colleague whom the present task works for, or nobody where the server sends it.
pub fn given_to() -> Option<String> {
    let doing = doing::present();
    (doing.who.kind == crate::audit::who::Kind::Colleague).then(|| doing.who.id.clone())
}
