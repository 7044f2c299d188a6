//! All of a database at once: copied to a file, or moved row by row into another one.

use super::tables::{
    account_identities, accounts, attachments, attempts, audit, audit_head, authorisation_code_uses,
    authorisation_codes, begun_sign_ins, calendar_days, calls, captures, clock, codes, deleted_captures, disclosures,
    filing_keys, filings, first_approvals, idempotency_keys, library_reasons, marks, organiser_parts, outbox,
    pending_decisions, person_readings, phone_proofs, readings, recovery_codes, remarks, reminders, returns, secrets,
    sessions, shown_links, sms_reports, snapshots, staff, staff_devices, staff_identities, staff_totp,
    submitted_verifications, timeline, upload_parts, uploads, verifications,
};
use super::tables::{bureau_package_filings, bureau_packages, decision_reasons, event_counts};
use super::*;
use futures_util::TryStreamExt;
use sea_orm::{ActiveModelTrait, IntoActiveModel};

/// Rows that are written at a time: PostgreSQL takes 65,535 values in a statement.
const BATCH: usize = 500;

/// Moves all rows of a table; gives how many. A column that the database derives is left to it.
async fn move_table<E>(from: &DatabaseConnection, to: &Tx, derived: Option<E::Column>) -> Stored<u64>
where
    E: EntityTrait,
    E::Model: IntoActiveModel<E::ActiveModel> + Send + Sync,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    let mut rows = E::find().stream(from).await?;
    let mut moved = 0;
    let mut batch: Vec<E::ActiveModel> = Vec::with_capacity(BATCH);
    loop {
        let row = rows.try_next().await?;
        let ended = row.is_none();
        if let Some(row) = row {
            let mut row = row.into_active_model().reset_all();
            if let Some(derived) = derived {
                row.not_set(derived);
            }
            batch.push(row);
        }
        if batch.len() == BATCH || ended && !batch.is_empty() {
            moved += batch.len() as u64;
            E::insert_many(std::mem::take(&mut batch)).exec_without_returning(to).await?;
        }
        if ended {
            return Ok(moved);
        }
    }
}

/// Lets the numbers that PostgreSQL gives go on after those that were moved.
async fn go_on_after(to: &Tx, table: &str, column: &str) -> Stored<()> {
    let sql = format!(
        "SELECT setval(pg_get_serial_sequence('{table}', '{column}'), GREATEST((SELECT max({column}) FROM {table}), 1))"
    );
    to.execute_unprepared(&sql).await?;
    Ok(())
}

/// Declares the order in which tables are moved: what others refer to comes first.
macro_rules! moved {
    ($from:expr, $to:expr; $($table:ident $(but $derived:ident)?),* $(,)?) => {{
        let mut moved = Vec::new();
        $(
            let derived = moved!(@ $table $($derived)?);
            moved.push((stringify!($table), move_table::<$table::Entity>($from, $to, derived).await?));
        )*
        moved
    }};
    (@ $table:ident) => { None };
    (@ $table:ident $derived:ident) => { Some($table::Column::$derived) };
}

/// Tables whose rows have a number that the database gives.
const NUMBERED: [(&str, &str); 5] =
    [("filings", "seq"), ("timeline", "id"), ("disclosures", "id"), ("decision_reasons", "id"), ("outbox", "id")];

impl Store {
    /// Closes all connections: nothing is left beside the file.
    ///
    /// # Errors
    /// When that fails.
    pub async fn close(&self) -> Stored<()> {
        self.reads.close_by_ref().await?;
        self.writes.close_by_ref().await?;
        Ok(())
    }

    /// What an installation that was used has rows of, by the name of the table; nothing of an empty one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn occupied(&self) -> Stored<Option<&'static str>> {
        let (accounts, staff) = (accounts::Entity::find(), staff::Entity::find());
        if accounts.count(self.reader()).await? > 0 {
            return Ok(Some("accounts"));
        }
        if staff.count(self.reader()).await? > 0 {
            return Ok(Some("staff"));
        }
        // Nothing is written over that was noted.
        Ok((audit::Entity::find().count(self.reader()).await? > 0).then_some("an audit log"))
    }

    /// Takes every row of another database, in one transaction; gives how many of each table.
    ///
    /// # Errors
    /// When a database fails; then nothing was taken.
    pub async fn take_all_of(&self, other: &Store) -> Stored<Vec<(&'static str, u64)>> {
        let to = self.begin_alone("import").await?;
        // Its own keys, what it knows of the clock and of holidays, the head of its empty audit log and the reasons of its library give way to those that come.
        library_reasons::Entity::delete_many().exec(&to).await?;
        secrets::Entity::delete_many().exec(&to).await?;
        audit_head::Entity::delete_many().exec(&to).await?;
        clock::Entity::delete_many().exec(&to).await?;
        calendar_days::Entity::delete_many().exec(&to).await?;
        let from = other.reader();
        let moved = moved!(from, &to;
            accounts, account_identities, staff, staff_identities, begun_sign_ins, staff_totp, recovery_codes, staff_devices, sessions, codes, attempts, filings but QueueRank, filing_keys, organiser_parts, marks, pending_decisions, first_approvals, calls, remarks, sms_reports, library_reasons, timeline, snapshots, returns, idempotency_keys,
            phone_proofs, attachments, verifications, captures, deleted_captures, submitted_verifications, uploads, upload_parts,
            readings, person_readings, shown_links, disclosures, authorisation_codes, authorisation_code_uses, bureau_packages, bureau_package_filings, decision_reasons, event_counts, outbox, reminders, clock, calendar_days, audit, audit_head, secrets,
        );
        for (table, column) in NUMBERED {
            go_on_after(&to, table, column).await?;
        }
        to.commit().await?;
        Ok(moved)
    }

    /// The name of every file that a row names.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn named_files(&self) -> Stored<Vec<String>> {
        let attachments = attachments::Entity::find().select_only().column(attachments::Column::Id);
        let captures = captures::Entity::find().select_only().column(captures::Column::File);
        let parts = upload_parts::Entity::find().select_only().column(upload_parts::Column::File);
        let mut named: Vec<String> = attachments.into_tuple().all(self.reader()).await?;
        named.extend(captures.into_tuple::<String>().all(self.reader()).await?);
        named.extend(parts.into_tuple::<String>().all(self.reader()).await?);
        named.retain(|name| !name.is_empty());
        named.sort_unstable();
        named.dedup();
        Ok(named)
    }
}
