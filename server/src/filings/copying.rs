//! A filing that lapsed or was given up, begun again (复制为新备案): what was typed in it and its attachments as far as they are kept, in a new
//! filing with sites of their own ids. Verifications, proved numbers and agreements stay with the filing that they were made for.
//!
//! What was approved is not copied: its organiser has a number, and a first filing of it would be refused (`organiser-filed`).

use crate::access::own::{found, present};
use crate::accounts::stored::Account;
use crate::app::App;
use crate::filings::transitions;
use crate::http::problem::{Answer, Refused};
use crate::secret;
use crate::storage::FilingRow;
use crate::uploads::attachments;
use beian_locale::problems::Because;
use beian_model::attachments::is_video;
use beian_model::{
    Agreements, Attachment, AttachmentId, Filing, FilingId, Path as FieldPath, ProblemKind, SiteId, Status, Step,
};
use rand::Rng;

/// The filing of the account that is to be begun again.
///
/// # Errors
/// `not-found`, also for somebody else's; `not-now` where it was approved; the filing itself as the one that blocks while it is in flight.
pub async fn source(app: &App, account: &Account, id: &FilingId) -> Answer<FilingRow> {
    let row = found(app.store.filing(id).await)?.filter(|row| row.account == account.id);
    let row = row.ok_or(ProblemKind::NotFound)?;
    match row.status {
        Status::Expired | Status::Abandoned => Ok(row),
        Status::Approved => Err(Refused::new(ProblemKind::NotNow).because(Because::CopyOfFiled)),
        _ => Err(Refused::in_flight(row.id)),
    }
}

/// What the new filing begins with: everything that was typed, without attachments, which are copied once it is there.
pub fn typed(from: &Filing) -> Filing {
    let mut new = renamed(from);
    for path in new.fields() {
        // A paper that was not there is not there afterwards either.
        let has_pages = new.pages(path).is_some_and(|pages| !pages.is_empty());
        if has_pages && let Some(pages) = new.pages_mut(path) {
            pages.clear();
        }
    }
    new
}

/// The same document under new ids of its sites, agreed to by nobody yet.
fn renamed(from: &Filing) -> Filing {
    let mut new = from.clone();
    new.step = Step::default();
    new.agreements = Agreements::default();
    for site in &mut new.sites {
        site.id = SiteId(rand::rng().random());
    }
    new
}

/// Copies the attachments of the earlier filing that are still kept, each under a name of its own, so that neither filing depends on the
/// other. Videos, and what cannot be read, are asked for again.
///
/// # Errors
/// When the database fails, or somebody wrote to the new filing in between.
pub async fn attachments(app: &App, from: &FilingRow, to: &FilingId) -> Answer<()> {
    let row = present(app, to).await?;
    let mut document = row.document.clone();
    for (old, new) in slots(&from.document, &document) {
        for page in from.document.pages(old).unwrap_or_default() {
            if let (Some(copied), Some(pages)) = (copied(app, to, new, page).await?, document.pages_mut(new)) {
                pages.push(copied);
            }
        }
    }
    if document != row.document {
        transitions::write(app, row, document, None).await?;
    }
    Ok(())
}

/// Each field of attachments in the earlier filing, and the same in the new one: their fields stand in the same order.
fn slots(from: &Filing, to: &Filing) -> Vec<(FieldPath, FieldPath)> {
    let pairs = from.fields().zip(to.fields());
    pairs.filter(|(old, new)| from.pages(*old).is_some() && to.pages(*new).is_some() && !is_video(*old)).collect()
}

/// A picture as one of another filing; nothing where it cannot be read any more.
async fn copied(app: &App, to: &FilingId, slot: FieldPath, page: &Attachment) -> Answer<Option<Attachment>> {
    let bytes = match app.files.get(page.id.as_str()).await {
        Ok(bytes) => bytes,
        Err(error) => {
            tracing::warn!(%error, "an earlier upload cannot be read and is not copied");
            return Ok(None);
        }
    };
    let copy = Attachment { id: AttachmentId(secret::id()), ..page.clone() };
    let sha256 = secret::sha256(&bytes);
    attachments::put(app, copy.id.as_str(), bytes).await?;
    app.store.add_attachment(to, &slot.to_string(), &copy, &sha256, app.clock.now()).await?;
    Ok(Some(copy))
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::sample::complete_filing;

    #[test]
    fn what_was_typed_stays_and_what_was_agreed_to_does_not() {
        let (from, _) = complete_filing();
        let new = typed(&from);
        assert_eq!(new.organiser.name, from.organiser.name);
        assert_eq!(new.sites.len(), from.sites.len());
        assert_eq!(new.sites[0].domains, from.sites[0].domains);
        assert_ne!(new.sites[0].id, from.sites[0].id);
        assert_eq!((new.agreements.clone(), new.step), (Agreements::default(), Step::default()));
        assert_eq!(new.attachments().count(), 0, "they are copied under names of their own");
        assert_ne!(from.attachments().count(), 0);
    }

    #[test]
    fn fields_of_attachments_answer_each_other() {
        let (mut from, _) = complete_filing();
        let mut second = from.sites[0].clone();
        second.id = SiteId(99);
        from.sites.push(second);
        let new = renamed(&from);
        let slots = slots(&from, &new);
        assert!(slots.len() > 5);
        for (old, new_path) in slots {
            assert_eq!(from.pages(old), new.pages(new_path), "{old}");
        }
    }
}
