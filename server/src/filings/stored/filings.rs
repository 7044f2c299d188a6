//! Filings written, their changes of state and proofs; lists of them are in `lists`.

use super::tables::filings::{ActiveModel, Column, Entity};
use super::tables::{
    captures, first_approvals, idempotency_keys, marks, pending_decisions, phone_proofs, sms_reports, snapshots,
    submitted_verifications, timeline, verifications,
};
use super::values::{read, stored, to_json};
use super::*;
use beian_model::{Actor, Date, Event, TimelineEntry};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};

/// Receipt number: the day, and the filing's place in the order of all.
fn number(day: Date, seq: i64) -> String {
    format!("BA{:04}{:02}{:02}{seq:06}", day.year(), day.month(), day.day())
}

fn entry(id: &FilingId, moved: Option<&Moved>, status: Status, now: Timestamp) -> timeline::ActiveModel {
    timeline::ActiveModel {
        id: NotSet,
        filing: Set(id.to_string()),
        at: Set(now.0),
        event: Set(moved.map(|moved| moved.event.to_string())),
        actor: Set(moved.map_or(Actor::Applicant, |moved| moved.actor).to_string()),
        status: Set(status.to_string()),
        note: Set(moved.map(|moved| moved.note.clone()).unwrap_or_default()),
        came_from: NotSet,
        lasted: NotSet,
    }
}

async fn keep_key(
    transaction: &Tx,
    account: &str,
    key: &str,
    request: String,
    id: &FilingId,
    now: Timestamp,
) -> Stored<()> {
    let row = idempotency_keys::ActiveModel {
        account: Set(account.to_owned()),
        key: Set(key.to_owned()),
        request: Set(request),
        filing: Set(id.to_string()),
        at: Set(now.0),
    };
    let done = idempotency_keys::Entity::insert(row).exec_without_returning(transaction).await;
    done.map(|_| ()).map_err(|error| unique(error, StoreError::Exists))
}

/// Keeps the document as it is submitted, and which verifications it rests on.
async fn keep_submission(
    transaction: &Tx,
    row: &FilingRow,
    version: i64,
    rests_on: &[VerificationId],
    now: Timestamp,
) -> Stored<()> {
    let snapshot = snapshots::ActiveModel {
        filing: Set(row.id.to_string()),
        version: Set(version),
        document: Set(to_json(&row.document)?),
        at: Set(now.0),
    };
    snapshots::Entity::insert(snapshot).exec_without_returning(transaction).await?;
    for verification in rests_on {
        let one = submitted_verifications::ActiveModel {
            filing: Set(row.id.to_string()),
            version: Set(version),
            verification: Set(verification.to_string()),
        };
        submitted_verifications::Entity::insert(one).exec_without_returning(transaction).await?;
    }
    Ok(())
}

/// Removes what was of the state before: what colleagues wrote on fields, the first of two
/// approvals, a decision that could be undone, and what the applicant said of the ministry's code.
async fn leave_state(transaction: &Tx, id: &FilingId) -> Stored<()> {
    marks::Entity::delete_many().filter(marks::Column::Filing.eq(id.as_str())).exec(transaction).await?;
    let approved = first_approvals::Column::Filing.eq(id.as_str());
    first_approvals::Entity::delete_many().filter(approved).exec(transaction).await?;
    let decided = pending_decisions::Column::Filing.eq(id.as_str());
    pending_decisions::Entity::delete_many().filter(decided).exec(transaction).await?;
    sms_reports::Entity::delete_by_id(id.to_string()).exec(transaction).await?;
    Ok(())
}

/// Lets the hand-off pass whose attachment is in the document now. What the desktop ended in this moment, or what was sent again, does not come into
/// it: [`StoreError::NotFound`].
async fn pass(transaction: &Tx, passed: &PassedAttachment, now: Timestamp) -> Stored<()> {
    let sent = captures::Entity::find()
        .filter(captures::Column::Verification.eq(passed.verification.as_str()))
        .filter(captures::Column::File.eq(passed.file.as_str()));
    if sent.count(transaction).await? == 0 {
        return Err(StoreError::NotFound);
    }
    match states::advance(transaction, &passed.verification, VerificationEvent::Pass, &[]).await {
        Err(StoreError::Stale) => return Err(StoreError::NotFound),
        other => other?,
    };
    super::verifications::write(&passed.verification)
        .col_expr(verifications::Column::PhoneSeenAt, Expr::value(now.0))
        .exec(transaction)
        .await?;
    Ok(())
}

impl Store {
    /// Begins a filing under a key; the filing that the key made before when it was sent already.
    ///
    /// # Errors
    /// [`StoreError::InFlight`] when the account has another.
    pub async fn create_filing(&self, new: &NewFiling, key: &str, now: Timestamp) -> Stored<FilingId> {
        let transaction = self.begin_alone(&new.account).await?;
        let known = idempotency_keys::Entity::find_by_id((new.account.clone(), key.to_owned()))
            .filter(idempotency_keys::Column::Request.eq("create"))
            .one(&transaction)
            .await?;
        if let Some(known) = known {
            return Ok(FilingId(known.filing));
        }
        let row = ActiveModel {
            seq: NotSet,
            id: Set(new.id.to_string()),
            account: Set(new.account.clone()),
            number: NotSet,
            version: Set(1),
            status: Set(Status::Draft.to_string()),
            document: Set(to_json(&new.document)?),
            reasons: NotSet,
            basic_check: NotSet,
            sms_opened_at: NotSet,
            numbers: NotSet,
            reviewer: NotSet,
            created_at: Set(now.0),
            updated_at: Set(now.0),
            status_since: Set(now.0),
            queue_rank: NotSet,
            province: NotSet,
            nature: NotSet,
            organiser_name: NotSet,
            submitted_at: NotSet,
            claimed_at: NotSet,
            at_risk: NotSet,
        };
        let done = Entity::insert(row).exec(&transaction).await.map_err(|error| unique(error, StoreError::InFlight))?;
        Entity::update_many()
            .col_expr(Column::Number, Expr::value(number(now.date_in_china(), done.last_insert_id)))
            .filter(Column::Id.eq(new.id.as_str()))
            .exec(&transaction)
            .await?;
        let begun = entry(&new.id, None, Status::Draft, now);
        timeline::Entity::insert(begun).exec_without_returning(&transaction).await?;
        keep_key(&transaction, &new.account, key, "create".to_owned(), &new.id, now).await?;
        self.finish(transaction, [Act::of(What::FilingBegun, &new.id)]).await?;
        Ok(new.id.clone())
    }

    /// The version of a filing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn version(&self, id: &FilingId) -> Stored<Option<u64>> {
        let version = Entity::find().select_only().column(Column::Version).filter(Column::Id.eq(id.as_str()));
        let version: Option<i64> = version.into_tuple().one(self.reader()).await?;
        Ok(version.map(i64::unsigned_abs))
    }

    /// The filing of an account that is in flight.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn in_flight(&self, account: &str) -> Stored<Option<FilingId>> {
        let over = [Status::Approved, Status::Expired, Status::Abandoned].map(|status| status.as_str());
        let id: Option<String> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::Account.eq(account))
            .filter(Column::Status.is_not_in(over))
            .into_tuple()
            .one(self.reader())
            .await?;
        Ok(id.map(FilingId))
    }

    /// Writes a filing over the version it was read at, with everything that belongs to the change, in one transaction. Where the
    /// filing is not its applicant's to change any more, its open hand-offs end. What is submitted takes its authorisation codes, and
    /// frees them when it is withdrawn or ends without a number.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where somebody wrote in between, [`StoreError::CodeTaken`] where a code is not to be had.
    pub async fn commit(&self, change: &FilingChange, now: Timestamp) -> Stored<Committed> {
        let row = &change.row;
        let version = row.version + 1;
        let transaction = self.begin().await?;
        let mut write = Entity::update_many();
        for (column, value) in queue_columns::of(&row.document) {
            write = write.col_expr(column, Expr::value(value));
        }
        if let Some(submitted) = &change.submitted {
            write = write.col_expr(Column::SubmittedAt, Expr::value(now.0));
            write = write.col_expr(Column::AtRisk, Expr::value(submitted.at_risk));
        }
        let done = write
            .col_expr(Column::Version, Expr::value(stored(version)))
            .col_expr(Column::Status, Expr::value(row.status.as_str()))
            .col_expr(Column::Document, Expr::value(to_json(&row.document)?))
            .col_expr(Column::Reasons, Expr::value(to_json(&row.reasons)?))
            .col_expr(Column::BasicCheck, Expr::value(row.basic_check.as_ref().map(to_json).transpose()?))
            .col_expr(Column::SmsOpenedAt, Expr::value(row.sms_opened_at.map(|at| at.0)))
            .col_expr(Column::Numbers, Expr::value(row.numbers.as_ref().map(to_json).transpose()?))
            .col_expr(Column::UpdatedAt, Expr::value(now.0))
            .col_expr(Column::StatusSince, Expr::value(if change.moved.is_some() { now.0 } else { row.status_since.0 }))
            .filter(Column::Id.eq(row.id.as_str()))
            .filter(Column::Version.eq(stored(row.version)))
            .exec(&transaction)
            .await
            .map_err(|error| unique(error, StoreError::InFlight))?;
        if done.rows_affected == 0 {
            return Err(StoreError::Stale);
        }
        filing_keys::write(&transaction, self.index(), &row.id, row.status, &row.document).await?;
        let name = queue_columns::name_key(&row.document.organiser.name);
        organiser_parts::write(&transaction, &[(&row.id, row.status, name)]).await?;
        let mut is_first = false;
        if let Some(moved) = &change.moved {
            let entry = entry(&row.id, Some(moved), row.status, now);
            let (entry, first) = counts::ending(&transaction, &row.id, entry, moved.event, now).await?;
            is_first = first;
            timeline::Entity::insert(entry).exec_without_returning(&transaction).await?;
            authorisation_codes::settle(&transaction, row, moved.event, now).await?;
            if matches!(moved.event, Event::Return | Event::Reject | Event::BureauReject) {
                returns::keep(&transaction, row, now).await?;
            }
            leave_state(&transaction, &row.id).await?;
            reasons::count(&transaction, row, moved.event, now).await?;
        }
        if let Some(submitted) = &change.submitted {
            keep_submission(&transaction, row, stored(version), &submitted.rests_on, now).await?;
        }
        let ended = match row.status.is_editable() {
            true => Vec::new(),
            false => super::verifications::end_open(&transaction, &row.id).await?,
        };
        if let Some(key) = &change.key {
            keep_key(&transaction, &row.account, key, format!("submit {}", row.id), &row.id, now).await?;
        }
        if let Some(passed) = &change.passed {
            pass(&transaction, passed, now).await?;
        }
        for message in &change.messages {
            outbox::insert(&transaction, message, now).await?;
        }
        if let Some(moved) = &change.moved {
            counts::add(&transaction, row, moved, is_first, now).await?;
        }
        // A document that is saved leaves no entry: what is submitted of it stands by itself.
        let moved = change.moved.as_ref().map(|moved| {
            let act = Act::of(What::of_event(moved.event), &row.id);
            act.with("version", version).with("status", row.status.as_str()).with("as", moved.actor.as_str())
        });
        let passed = change
            .passed
            .as_ref()
            .map(|passed| super::verifications::act(What::HandoffPassed, &row.id, &passed.verification));
        self.finish(transaction, moved.into_iter().chain(passed)).await?;
        Ok(Committed { version, ended })
    }

    /// The filing that a key made or submitted, if it was sent before, and what it was sent for.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn key(&self, account: &str, key: &str) -> Stored<Option<(String, FilingId)>> {
        let row = idempotency_keys::Entity::find_by_id((account.to_owned(), key.to_owned())).one(self.reader()).await?;
        Ok(row.map(|row| (row.request, FilingId(row.filing))))
    }

    /// The changes of state of a filing, oldest first.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn timeline(&self, id: &FilingId) -> Stored<Vec<TimelineEntry>> {
        let all = timeline::Entity::find()
            .filter(timeline::Column::Filing.eq(id.as_str()))
            .order_by_asc(timeline::Column::Id);
        let one = |row: timeline::Model| {
            Ok(TimelineEntry {
                at: Timestamp(row.at),
                event: row.event.as_deref().map(read::<Event>).transpose()?,
                actor: read::<Actor>(&row.actor)?,
                status: read(&row.status)?,
                note: row.note,
            })
        };
        all.all(self.reader()).await?.into_iter().map(one).collect()
    }

    /// What was submitted last of a filing; nothing where it never was.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn submission(&self, id: &FilingId) -> Stored<Option<Submission>> {
        let last = snapshots::Entity::find()
            .filter(snapshots::Column::Filing.eq(id.as_str()))
            .order_by_desc(snapshots::Column::Version);
        let Some(row) = last.one(self.reader()).await? else { return Ok(None) };
        let verifications = self.rested_on(id, row.version).await?;
        Ok(Some(Submission { document: document(&row.document)?, verifications }))
    }

    /// The verifications that a submission rests on.
    pub(super) async fn rested_on(&self, id: &FilingId, version: i64) -> Stored<Vec<VerificationId>> {
        let rests_on = submitted_verifications::Entity::belongs_to(verifications::Entity)
            .from(submitted_verifications::Column::Verification)
            .to(verifications::Column::Id)
            .into();
        let ids: Vec<String> = submitted_verifications::Entity::find()
            .select_only()
            .column(submitted_verifications::Column::Verification)
            .join(sea_orm::JoinType::InnerJoin, rests_on)
            .filter(submitted_verifications::Column::Filing.eq(id.as_str()))
            .filter(submitted_verifications::Column::Version.eq(version))
            .order_by_asc(verifications::Column::CreatedAt)
            .order_by_asc(verifications::Column::Nth)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(ids.into_iter().map(VerificationId).collect())
    }

    /// Notes that a number was proved for a filing; the filing's version grows.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it cannot be changed any more.
    pub async fn add_proof(&self, id: &FilingId, mobile: &str, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        standing::still_editable(&transaction, id).await?;
        let row =
            phone_proofs::ActiveModel { filing: Set(id.to_string()), mobile: Set(mobile.to_owned()), at: Set(now.0) };
        let there = OnConflict::new().do_nothing().to_owned();
        phone_proofs::Entity::insert(row).on_conflict(there).exec_without_returning(&transaction).await?;
        standing::grow(&transaction, id, now).await?;
        self.finish(transaction, [Act::of(What::PhoneProved, id)]).await?;
        Ok(())
    }

    /// The numbers that were proved for a filing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn proofs(&self, id: &FilingId) -> Stored<Vec<String>> {
        let proofs = phone_proofs::Entity::find()
            .select_only()
            .column(phone_proofs::Column::Mobile)
            .filter(phone_proofs::Column::Filing.eq(id.as_str()))
            .order_by_asc(phone_proofs::Column::At);
        Ok(proofs.into_tuple().all(self.reader()).await?)
    }

    /// Notes what passed the basic check; the filing's version grows.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where somebody wrote in between.
    pub async fn set_basic_check(
        &self,
        id: &FilingId,
        version: u64,
        passed: &BasicInformation,
        now: Timestamp,
    ) -> Stored<u64> {
        let done = Entity::update_many()
            .col_expr(Column::BasicCheck, Expr::value(to_json(passed)?))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .col_expr(Column::UpdatedAt, Expr::value(now.0))
            .filter(Column::Id.eq(id.as_str()))
            .filter(Column::Version.eq(stored(version)))
            .exec(self.writer())
            .await?;
        if done.rows_affected == 1 { Ok(version + 1) } else { Err(StoreError::Stale) }
    }
}
