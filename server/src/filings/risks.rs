//! Whether the rules find a risk (风险) in what was submitted: said with each submission, so that the desk's queue can be narrowed to it.

use crate::app::App;
use crate::filings::view;
use crate::http::problem::Answer;
use crate::storage::{FilingRow, StoreError, Stored, VerificationRow};
use beian_model::{FilingId, Severity};

/// Filings of before that a look goes through at the most; the next look goes on.
const AT_ONCE: u64 = 100;

/// Whether there is one in the document of this row, as a reviewer sees it.
///
/// # Errors
/// When the database fails.
pub async fn are_in(app: &App, row: &FilingRow, verifications: &[VerificationRow]) -> Answer<bool> {
    let mut facts = view::facts(app, row, verifications).await?;
    facts.agreements = Vec::new();
    Ok(beian_rules::check(&row.document, &facts).iter().any(|one| one.severity == Severity::Risk))
}

/// Says it of filings that somebody still has to do something with and that were submitted when it was not said yet.
///
/// # Errors
/// When the database fails.
pub async fn look(app: &App) -> Answer<()> {
    for id in app.store.risk_unknown(AT_ONCE).await? {
        let at_risk = match submitted(app, &id).await {
            Ok(Some(row)) => are_in(app, &row, &app.store.verifications(&id).await?).await?,
            // What cannot be read was logged, and nothing is found in it.
            Ok(None) | Err(StoreError::Value(_)) => false,
            Err(error) => return Err(error.into()),
        };
        app.store.note_risk(&id, at_risk).await?;
    }
    Ok(())
}

/// A filing as it was submitted last; nothing of one that never was.
async fn submitted(app: &App, id: &FilingId) -> Stored<Option<FilingRow>> {
    let Some(row) = app.store.filing(id).await? else { return Ok(None) };
    let submission = app.store.submission(id).await?;
    Ok(submission.map(|submission| FilingRow { document: submission.document, ..row }))
}
