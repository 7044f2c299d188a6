//! Attachments that were uploaded and are not part of their filing.

use super::tables::{attachments, shown_links};
use super::*;

/// Attachments that are forgotten at a time.
const AT_ONCE: u64 = 500;

/// What neither the filing as it stands nor any of its submissions refers to, nor a hand-off by which it came. `$1`: uploaded by then.
/// Of those are looked at that came to this age, or whose filing changed, since the last time: `$2` is that age then, `$3` that time.
/// The ids are random, so that one stands in a document only where it is meant.
const UNREFERENCED: &str = "SELECT a.id FROM attachments a JOIN filings f ON f.id = a.filing
    WHERE a.at <= $1 AND (a.at > $2 OR f.updated_at >= $3) AND f.document NOT LIKE '%' || a.id || '%'
    AND NOT EXISTS (SELECT 1 FROM snapshots s WHERE s.filing = f.id AND s.document LIKE '%' || a.id || '%')
    AND NOT EXISTS (SELECT 1 FROM captures c WHERE c.file = a.id)";

impl Store {
    /// Forgets the attachments that were uploaded by a time and are not part of their filing, so many at a time; gives the names of their
    /// files, which nothing names any more. Only what may have come to be so since an earlier run, at which the time was `then_until`,
    /// is looked at.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_unreferenced(
        &self,
        uploaded_until: Timestamp,
        then_until: Timestamp,
        then: Timestamp,
    ) -> Stored<Vec<String>> {
        let transaction = self.begin_alone("unreferenced").await?;
        let values = [uploaded_until, then_until, then].map(|time| time.0.into());
        let sql = format!("{UNREFERENCED} LIMIT {AT_ONCE}");
        let sql = Statement::from_sql_and_values(transaction.get_database_backend(), sql, values);
        let rows = transaction.query_all_raw(sql).await?;
        let files = rows.iter().map(|row| column(row, "id")).collect::<Stored<Vec<String>>>()?;
        if !files.is_empty() {
            let of = || files.iter().map(String::as_str);
            let links = shown_links::Entity::delete_many().filter(shown_links::Column::File.is_in(of()));
            links.exec(&transaction).await?;
            let gone = attachments::Entity::delete_many().filter(attachments::Column::Id.is_in(of()));
            gone.exec(&transaction).await?;
            let act = Act::new(What::AttachmentsDeleted).with("attachments", files.len() as u64);
            self.finish(transaction, [act]).await?;
        }
        Ok(files)
    }
}
