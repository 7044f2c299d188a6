//! What was kept long enough, and what no row names any more.

use super::states::passed;
use super::tables::{calls, captures, deleted_captures, person_readings, remarks, shown_links, verifications};
use super::*;
use beian_model::FilingId;
use sea_orm::Condition;
use sea_orm::sea_query::{Expr, OnConflict};

/// Whether what the phone of a verification sent was kept long enough, as a condition over a row of `verifications` and its row of
/// `filings`; `$1` is the time after an end, `$2` after an abandonment or a verification that led to nothing, `$3` is now, `$4` the state
/// that counts.
///
/// - A filing that was submitted and has ended: approved, or rejected and left to lapse.
/// - One that its applicant gave up, and a draft that lapsed.
/// - Whatever the filing does: a verification that did not pass, or that a later one replaced, unless what was submitted last rests
///   on it. It had ended by `expires_at`.
fn due(verification: &str, filing: &str) -> String {
    const PATTERN: &str = "(ENDED
        OR (V.expires_at + $2 <= $3 AND NOT EXISTS (SELECT 1 FROM submitted_verifications s WHERE s.verification = V.id
                AND s.version = (SELECT max(version) FROM snapshots WHERE filing = s.filing))
            AND (V.state <> $4 OR EXISTS (SELECT 1 FROM verifications later WHERE later.filing = V.filing AND later.path = V.path
                AND later.state = $4 AND later.nth > V.nth)))
    )";
    PATTERN
        .replace("ENDED", &ended(filing))
        .replace("V.", &format!("{verification}."))
        .replace("F.", &format!("{filing}."))
}

/// The same of a filing alone: it has ended, and was kept long enough.
fn ended(filing: &str) -> String {
    const PATTERN: &str = "
        (F.status_since + $1 <= $3 AND (F.status = 'approved'
            OR F.status = 'expired' AND EXISTS (SELECT 1 FROM snapshots WHERE filing = F.id)))
        OR (F.status_since + $2 <= $3 AND (F.status = 'abandoned'
            OR F.status = 'expired' AND NOT EXISTS (SELECT 1 FROM snapshots WHERE filing = F.id)))";
    PATTERN.replace("F.", &format!("{filing}."))
}

impl Store {
    /// Verifications whose captures were kept long enough.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_captures(&self, kept: KeptFor, now: Timestamp) -> Stored<Vec<DueCaptures>> {
        // A verification that another one repeats is due when that one is, too.
        let sql = format!(
            "SELECT v.id, CASE WHEN EXISTS (SELECT 1 FROM attachments WHERE id = c.file) THEN '' ELSE c.file END AS file
             FROM captures c JOIN verifications v ON v.id = c.verification JOIN filings f ON f.id = v.filing
             WHERE {} AND NOT EXISTS (SELECT 1 FROM verifications r JOIN filings g ON g.id = r.filing
                 WHERE r.same_as = v.id AND NOT {}) ORDER BY v.id",
            due("v", "f"),
            due("r", "g")
        );
        let values = [kept.ended.into(), kept.abandoned.into(), now.0.into(), passed().into()];
        let sql = Statement::from_sql_and_values(self.reader().get_database_backend(), sql, values);
        let mut found: Vec<DueCaptures> = Vec::new();
        for row in self.reader().query_all_raw(sql).await? {
            let (id, file): (String, String) = (column(&row, "id")?, column(&row, "file")?);
            if found.last().is_none_or(|last| last.verification.as_str() != id) {
                found.push(DueCaptures { verification: VerificationId(id), files: Vec::new() });
            }
            if let Some(last) = found.last_mut()
                && !file.is_empty()
            {
                last.files.push(file);
            }
        }
        Ok(found)
    }

    /// Forgets what the phone of a verification sent, what was read from it and what was found in it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_captures(&self, id: &VerificationId, now: Timestamp) -> Stored<()> {
        use verifications::{Column, Entity};
        let transaction = self.begin_alone(id.as_str()).await?;
        let files: Vec<String> = captures::Entity::find()
            .select_only()
            .column(captures::Column::File)
            .filter(captures::Column::Verification.eq(id.as_str()))
            .into_tuple()
            .all(&transaction)
            .await?;
        shown_links::Entity::delete_many().filter(shown_links::Column::File.is_in(files)).exec(&transaction).await?;
        let of = captures::Column::Verification.eq(id.as_str());
        captures::Entity::delete_many().filter(of).exec(&transaction).await?;
        person_readings::Entity::delete_by_id(id.as_str()).exec(&transaction).await?;
        // Why it failed, and what a reviewer was told of it, may say what stood on the card. One that failed, or that another replaced,
        // holds for nobody from now on, though its person be filled in again.
        let theirs = Condition::any().add(Column::Id.eq(id.as_str())).add(Column::SameAs.eq(id.as_str()));
        for one in Entity::find().filter(theirs).lock_exclusive().all(&transaction).await? {
            let later = Entity::find()
                .filter(Column::Filing.eq(one.filing.as_str()))
                .filter(Column::Path.eq(one.path.as_str()))
                .filter(Column::State.eq(passed()))
                .filter(Column::Nth.gt(one.nth));
            let holds_for_nobody =
                one.state == VerificationState::Failed.as_str() || later.count(&transaction).await? > 0;
            let subject = if holds_for_nobody { Some(String::new()) } else { one.subject };
            super::verifications::write(&VerificationId(one.id))
                .col_expr(Column::Reasons, Expr::value("[]"))
                .col_expr(Column::Subject, Expr::value(subject))
                .exec(&transaction)
                .await?;
        }
        let row = deleted_captures::ActiveModel { verification: Set(id.to_string()), at: Set(now.0) };
        let there = OnConflict::new().do_nothing().to_owned();
        deleted_captures::Entity::insert(row).on_conflict(there).exec_without_returning(&transaction).await?;
        let filing = super::verifications::filing_of(&transaction, id).await?;
        self.finish(transaction, [super::verifications::act(What::CapturesDeleted, &filing, id)]).await
    }

    /// Filings whose calls and remarks were kept long enough.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_calls(&self, kept: KeptFor, now: Timestamp) -> Stored<Vec<FilingId>> {
        let of =
            "EXISTS (SELECT 1 FROM calls WHERE filing = f.id) OR EXISTS (SELECT 1 FROM remarks WHERE filing = f.id)";
        let sql = format!("SELECT f.id FROM filings f WHERE ({}) AND ({of}) ORDER BY f.id", ended("f"));
        let values = [kept.ended.into(), kept.abandoned.into(), now.0.into()];
        let sql = Statement::from_sql_and_values(self.reader().get_database_backend(), sql, values);
        let rows = self.reader().query_all_raw(sql).await?;
        rows.iter().map(|row| Ok(FilingId(column(row, "id")?))).collect()
    }

    /// Forgets the calls about a filing, and what colleagues told each other of it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn forget_calls(&self, id: &FilingId) -> Stored<()> {
        let transaction = self.begin().await?;
        calls::Entity::delete_many().filter(calls::Column::Filing.eq(id.as_str())).exec(&transaction).await?;
        remarks::Entity::delete_many().filter(remarks::Column::Filing.eq(id.as_str())).exec(&transaction).await?;
        self.finish(transaction, [Act::of(What::CallsDeleted, id)]).await
    }

    /// Moves what is in SQLite's write-ahead log into its file, as far as nobody reads an older state. Who writes meanwhile waits for nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn checkpoint(&self) -> Stored<()> {
        if self.reader().get_database_backend() == DbBackend::Sqlite {
            self.reader().execute_unprepared("PRAGMA wal_checkpoint(PASSIVE)").await?;
        }
        Ok(())
    }

    /// Makes sure that nothing of what was deleted is left in the database's files, where that is ours to do.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn scrub(&self) -> Stored<()> {
        // The pages as they were before are in SQLite's write-ahead log until it is taken over and cut. Somebody who reads in this moment
        // keeps it from being cut; the next time it will be.
        if self.writer().get_database_backend() == DbBackend::Sqlite {
            self.writer().execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await?;
        }
        Ok(())
    }
}
