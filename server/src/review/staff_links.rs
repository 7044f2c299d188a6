//! Short-lived links to documents, for staff: made for one session, each making and each opening noted.

use crate::accounts::stored::Staff;
use crate::app::App;
use crate::http::problem::{Answer, Refused};
use crate::review::stored::LinkRow;
use crate::secret;
use crate::storage::FilingRow;
use beian_model::wire::ShownLink;
use beian_model::{AttachmentId, Capture, Path, ProblemKind};

/// What a link may open for, in seconds, whatever the settings say.
const HOLDS: (i64, i64) = (60, 300);

/// A document that may be shown.
pub struct Document {
    /// The slot of an attachment, or a person's verification.
    pub of: Path,
    /// Which picture or video; nothing for an attachment.
    pub capture: Option<Capture>,
    /// Name of its file.
    pub file: String,
    /// Its media type.
    pub media_type: String,
}

/// An attachment of a filing.
///
/// # Errors
/// `not-found`.
pub async fn attachment(app: &App, filing: &FilingRow, id: &AttachmentId) -> Answer<Document> {
    let known = app.store.attachment(&filing.id, id).await?;
    let slot = app.store.attachment_slot(&filing.id, id).await?;
    let (known, slot) = known.zip(slot).ok_or(ProblemKind::NotFound)?;
    let of = slot.parse().map_err(|_| Refused::internal("the slot of an attachment is no path"))?;
    Ok(Document { of, capture: None, file: id.to_string(), media_type: known.media_type })
}

/// Makes a link for a colleague's session.
///
/// # Errors
/// When the database fails.
pub async fn make(
    app: &App,
    staff: &Staff,
    session_hash: String,
    filing: &FilingRow,
    document: Document,
) -> Answer<ShownLink> {
    let (now, token) = (app.clock.now(), secret::token());
    let holds = app.config.links.holds.clamp(HOLDS.0, HOLDS.1);
    let Document { of, capture, file, media_type } = document;
    let link = LinkRow {
        token_hash: secret::hash(&token),
        session_hash,
        staff: staff.id.clone(),
        filing: filing.id.clone(),
        of,
        capture,
        file,
        media_type,
        expires_at: now.plus(holds),
    };
    app.store.add_link(&link, now).await?;
    Ok(ShownLink { path: format!("/staff/shown/{token}"), expires_in: u32::try_from(holds).unwrap_or_default() })
}

/// The link of a token, for the session that asked for it, while it opens.
///
/// # Errors
/// `not-found`, which does not tell why.
pub async fn of_token(app: &App, token: &str, session_hash: &str) -> Answer<LinkRow> {
    let link = app.store.link(&secret::hash(token)).await?;
    let now = app.clock.now();
    let opens = |link: &LinkRow| link.session_hash == session_hash && now < link.expires_at;
    link.filter(opens).ok_or_else(|| ProblemKind::NotFound.into())
}
