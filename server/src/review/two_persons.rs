//! Two colleagues approve where the settings ask for it (双人复核): the first approval is kept, and the filing waits for another colleague.

use crate::accounts::stored::Staff;
use crate::app::App;
use crate::config::TwoPersons;
use crate::filings::transitions::written;
use crate::http::problem::{Answer, Refused};
use crate::notifier::Key;
use crate::storage::{FilingRow, StoreError};
use beian_locale::problems::Because;
use beian_model::wire::FirstApproval;
use beian_model::{FilingId, Path, ProblemKind};

/// The first approval of a filing, as a colleague sees it.
///
/// # Errors
/// When the database fails.
pub async fn view(app: &App, id: &FilingId, staff: &Staff) -> Answer<Option<FirstApproval>> {
    let Some((by, note, at)) = app.store.first_approval(id).await? else { return Ok(None) };
    let mine = by == staff.id;
    let by = app.store.staff(&by).await?.map(|staff| staff.name).unwrap_or_default();
    Ok(Some(FirstApproval { by, at, note, mine }))
}

/// Keeps an approval as the first of two; false where it is the second, or one is enough.
///
/// # Errors
/// `not-now` to who approved it first, `stale` when somebody wrote in between.
pub async fn is_first(app: &App, row: &FilingRow, staff: &Staff, note: &str) -> Answer<bool> {
    if app.config.review.two_persons == TwoPersons::Off {
        return Ok(false);
    }
    match app.store.first_approval(&row.id).await? {
        Some((by, ..)) if by == staff.id => Err(Refused::new(ProblemKind::NotNow).because(Because::AnotherApproves)),
        Some(_) => Ok(false),
        None => {
            let note = written(note, Path::Filing)?;
            match app.store.keep_first_approval(row, &staff.id, &note, app.clock.now()).await {
                Ok(()) => {}
                Err(StoreError::Stale | StoreError::Exists) => return Err(ProblemKind::Stale.into()),
                Err(error) => return Err(error.into()),
            }
            app.notifier.announce(&Key::Filing(row.id.clone()));
            Ok(true)
        }
    }
}
