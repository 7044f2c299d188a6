//! What the desk's queue is filtered by and found by, written beside a document: province, nature, the organiser's name as it is compared.
//! Rows of before have none: they are written as a server starts.

use super::tables::filings::{Column, Entity};
use super::values::read;
use super::*;
use crate::sealing::index_key::IndexKey;
use beian_model::Filing;
use beian_rules::text;
use sea_orm::sea_query::{Expr, ExprTrait};

/// Most characters of a name that are kept: nobody types more of one to find it.
const LONGEST_NAME: usize = 100;
/// Filings that are read at a time.
const BATCH: u64 = 500;

/// A name as it is found by its beginning.
pub(crate) fn name_key(name: &str) -> String {
    text::name_key(name).chars().take(LONGEST_NAME).collect()
}

/// The columns of a document; a text for each, so that what was written is known from what was not.
pub(crate) fn of(document: &Filing) -> [(Column, String); 3] {
    let organiser = &document.organiser;
    let province = document.province.map_or("", |province| province.as_str()).to_owned();
    let nature = organiser.nature.map_or("", |nature| nature.as_str()).to_owned();
    [(Column::Province, province), (Column::Nature, nature), (Column::OrganiserName, name_key(&organiser.name))]
}

/// A filing that a search finds, but not yet by the parts of its organiser's name.
fn without_parts() -> Expr {
    let is_found = Column::SubmittedAt.is_not_null().and(Column::Status.ne(Status::Draft.as_str()));
    is_found.and(Column::OrganiserName.ne("")).and(organiser_parts::none_of_filing())
}

/// Writes the columns of those filings that have none, and their index anew, which names more than it did. A server of before may still write
/// beside this one: a document of another version than was read is left to the next start.
///
/// # Errors
/// When the database fails.
pub(super) async fn fill_in(store: &Store, key: &IndexKey) -> Stored<()> {
    let mut after = 0;
    loop {
        let batch: Vec<(i64, String, i64, String, String)> = Entity::find()
            .select_only()
            .columns([Column::Seq, Column::Id, Column::Version, Column::Status, Column::Document])
            .filter(Column::Seq.gt(after))
            .filter(Column::OrganiserName.is_null().or(without_parts()))
            .order_by_asc(Column::Seq)
            .limit(BATCH)
            .into_tuple()
            .all(store.writer())
            .await?;
        let Some(last) = batch.last() else { return Ok(()) };
        after = last.0;
        let transaction = store.begin().await?;
        let mut written = Vec::new();
        for (_, id, version, status, document) in &batch {
            // One that cannot be read is found by its number alone.
            let (Ok(status), Ok(document)) = (read::<Status>(status), super::filing::document(document)) else {
                continue;
            };
            let mut write = Entity::update_many();
            for (column, value) in of(&document) {
                write = write.col_expr(column, Expr::value(value));
            }
            let write = write.filter(Column::Id.eq(id)).filter(Column::Version.eq(*version));
            if write.exec(&transaction).await?.rows_affected == 1 {
                written.push((FilingId(id.clone()), status, document));
            }
        }
        let keys: Vec<_> = written.iter().map(|(id, status, document)| (id, *status, document)).collect();
        super::filing_keys::write_all(&transaction, key, &keys).await?;
        let names = written.iter().map(|(id, status, document)| (id, *status, name_key(&document.organiser.name)));
        organiser_parts::write(&transaction, &names.collect::<Vec<_>>()).await?;
        transaction.commit().await?;
    }
}
