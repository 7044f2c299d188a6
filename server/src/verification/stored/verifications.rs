//! Verifications: made, found, claimed by a phone, and what is noted of them on the way.

use super::states::{self, advance, any_of, passed};
use super::tables::verifications::{ActiveModel, Column, Entity};
use super::values::{stored, to_json};
use super::*;
use crate::audit::Who;
use beian_rules::states_for;
use sea_orm::sea_query::{Expr, ExprTrait};

/// Ends every open verification of a filing; gives those that it ended.
pub(crate) async fn end_open(transaction: &Tx, filing: &FilingId) -> Stored<Vec<VerificationId>> {
    let all = Entity::find().filter(Column::Filing.eq(filing.as_str()));
    end(transaction, all, VerificationEvent::Revoke).await
}

/// Ends those of these that an event can happen to; gives those that it ended.
async fn end(transaction: &Tx, of: Select<Entity>, event: VerificationEvent) -> Stored<Vec<VerificationId>> {
    let open = of.select_only().column(Column::Id).filter(Column::State.is_in(any_of(states_for(event))));
    let open: Vec<String> = open.order_by_asc(Column::Nth).into_tuple().all(transaction).await?;
    let open: Vec<VerificationId> = open.into_iter().map(VerificationId).collect();
    for id in &open {
        advance(transaction, id, event, &[]).await?;
    }
    Ok(open)
}

/// What happened to a hand-off, for the audit log.
pub(crate) fn act(what: What, filing: &FilingId, id: &VerificationId) -> Act {
    Act::of(what, filing).with("handoff", id.as_str())
}

/// That a phone has it from now on.
fn claimed(filing: &FilingId, id: &VerificationId) -> Act {
    act(What::HandoffClaimed, filing, id).by(Who::phone(id.as_str()))
}

/// The filing of a verification, for the audit log.
pub(crate) async fn filing_of(transaction: &Tx, id: &VerificationId) -> Stored<FilingId> {
    let filing: Option<String> =
        Entity::find_by_id(id.as_str()).select_only().column(Column::Filing).into_tuple().one(transaction).await?;
    filing.map(FilingId).ok_or(StoreError::NotFound)
}

/// Writes a new verification; those of its field that are still open end, because it takes their place, and are named.
pub(super) async fn in_place_of_others(transaction: &Tx, new: &VerificationRow) -> Stored<Vec<VerificationId>> {
    standing::still_editable(transaction, &new.filing).await?;
    let of_filing = Entity::find().filter(Column::Filing.eq(new.filing.as_str()));
    let of_field = of_filing.clone().filter(Column::Path.eq(new.of.to_string()));
    let ended = end(transaction, of_field, VerificationEvent::Replace).await?;
    let last: Option<Option<i64>> =
        of_filing.select_only().column_as(Column::Nth.max(), "last").into_tuple().one(transaction).await?;
    let row = ActiveModel {
        id: Set(new.id.to_string()),
        filing: Set(new.filing.to_string()),
        nth: Set(last.flatten().unwrap_or_default() + 1),
        path: Set(new.of.to_string()),
        state: Set(states::beginning(new.state)?.to_owned()),
        secret_hash: Set(new.secret_hash.clone()),
        session_hash: NotSet,
        word_a: Set(i64::from(new.words[0])),
        word_b: Set(i64::from(new.words[1])),
        code: Set(new.code.clone()),
        reasons: Set(to_json(&new.reasons)?),
        created_at: Set(new.created_at.0),
        claimed_at: NotSet,
        phone_seen_at: NotSet,
        expires_at: Set(new.expires_at.0),
        revision: Set(stored(new.revision)),
        remote: Set(new.remote),
        sent_to: NotSet,
        other_phones: NotSet,
        consented_at: Set(new.consented_at.map(|at| at.0)),
        consent_version: Set(new.consent_version.clone()),
        declined_at: NotSet,
        claim_key: NotSet,
        subject: Set(new.subject.clone()),
        passed_at: Set(new.passed_at.map(|at| at.0)),
        document: Set(new.document.map(|document| document.as_str().to_owned())),
        same_as: Set(new.same_as.as_ref().map(VerificationId::to_string)),
    };
    Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(ended)
}

/// Lets an event happen; false where the state does not have it.
async fn happens(transaction: &Tx, id: &VerificationId, event: VerificationEvent) -> Stored<bool> {
    match advance(transaction, id, event, &[]).await {
        Ok(_) => Ok(true),
        Err(StoreError::Stale) => Ok(false),
        Err(error) => Err(error),
    }
}

/// A statement that writes to one verification.
pub(crate) fn write(id: &VerificationId) -> UpdateMany<Entity> {
    Entity::update_many().filter(Column::Id.eq(id.as_str()))
}

/// The same, with a change that either side sees.
pub(super) fn write_seen(id: &VerificationId) -> UpdateMany<Entity> {
    write(id).col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
}

impl Store {
    /// Makes a verification; unfinished ones for the same field end.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where it renews a code by itself and a phone has claimed that code, or a newer one of the field, and where the
    /// filing cannot be changed any more.
    pub async fn create_verification(
        &self,
        new: &VerificationRow,
        renews: Option<&VerificationId>,
    ) -> Stored<Vec<VerificationId>> {
        let transaction = self.begin().await?;
        standing::lock(&transaction, &new.filing).await?;
        if let Some(old) = renews {
            let renewed = Entity::find_by_id(old.as_str()).one(&transaction).await?.ok_or(StoreError::Stale)?;
            // Nothing may be at work in this field: neither the code's own phone nor that of a newer code.
            let at_work = Entity::find()
                .filter(Column::Filing.eq(new.filing.as_str()))
                .filter(Column::Path.eq(new.of.to_string()))
                .filter(Column::CreatedAt.gte(renewed.created_at))
                .filter(Column::ClaimedAt.is_not_null().or(Column::State.eq(passed())));
            if at_work.count(&transaction).await? > 0 {
                return Err(StoreError::Stale);
            }
        }
        let ended = in_place_of_others(&transaction, new).await?;
        let made = act(What::HandoffMade, &new.filing, &new.id).with("of", new.of.to_string());
        self.finish(transaction, [made]).await?;
        Ok(ended)
    }

    /// A verification by the hash of its one-time secret.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn verification_by_secret(&self, hash: &str) -> Stored<Option<VerificationRow>> {
        self.one_verification(Column::SecretHash, hash).await
    }

    /// The verifications of a filing, oldest first.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn verifications(&self, id: &FilingId) -> Stored<Vec<VerificationRow>> {
        let all = Entity::find().filter(Column::Filing.eq(id.as_str())).order_by_asc(Column::Nth);
        all.all(self.reader()).await?.into_iter().map(verification).collect()
    }

    /// The verifications that repeat an earlier one, in whichever filing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn repeats(&self, id: &VerificationId) -> Stored<Vec<VerificationRow>> {
        let all = Entity::find().filter(Column::SameAs.eq(id.as_str()));
        self.readable(VERIFICATION, all, verification).await
    }

    /// The newest attempt before this one that a phone claimed for the same field, where it is the same phone by its key.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn attempt_before(&self, id: &VerificationId) -> Stored<Option<VerificationRow>> {
        let Some(row) = Entity::find_by_id(id.as_str()).one(self.reader()).await? else { return Ok(None) };
        let before = Entity::find()
            .filter(Column::Filing.eq(row.filing))
            .filter(Column::Path.eq(row.path))
            .filter(Column::ClaimedAt.is_not_null())
            .filter(Column::Nth.lt(row.nth))
            .order_by_desc(Column::Nth);
        let before = before.one(self.reader()).await?;
        let same = before.filter(|before| before.claim_key.is_some() && before.claim_key == row.claim_key);
        same.map(verification).transpose()
    }

    /// Claims a waiting verification for a phone. False when another was faster.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_verification(
        &self,
        id: &VerificationId,
        claim: &Claim,
        document: DocumentType,
        expires: Timestamp,
        now: Timestamp,
    ) -> Stored<bool> {
        let transaction = self.begin().await?;
        let done = write(id)
            .col_expr(Column::SessionHash, Expr::value(claim.session.as_str()))
            .col_expr(Column::ClaimKey, Expr::value(claim.key.clone()))
            .col_expr(Column::ClaimedAt, Expr::value(now.0))
            .col_expr(Column::PhoneSeenAt, Expr::value(now.0))
            .col_expr(Column::ExpiresAt, Expr::value(expires.0))
            .col_expr(Column::Document, Expr::value(document.as_str()))
            .filter(Column::SessionHash.is_null())
            .filter(Column::ExpiresAt.gt(now.0))
            .exec(&transaction)
            .await?;
        let done = done.rows_affected == 1 && happens(&transaction, id, VerificationEvent::Claim).await?;
        if done {
            let filing = filing_of(&transaction, id).await?;
            self.finish(transaction, [claimed(&filing, id)]).await?;
        }
        Ok(done)
    }

    /// Gives the phone that claimed it with this key another session. False where it was claimed otherwise, or was ended.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn claim_again(&self, id: &VerificationId, claim: &Claim) -> Stored<bool> {
        let Some(key) = &claim.key else { return Ok(false) };
        let transaction = self.begin().await?;
        let done = write(id)
            .col_expr(Column::SessionHash, Expr::value(claim.session.as_str()))
            .filter(Column::ClaimKey.eq(key.as_str()))
            .exec(&transaction)
            .await?;
        let done = done.rows_affected == 1 && happens(&transaction, id, VerificationEvent::Resume).await?;
        if done {
            let filing = filing_of(&transaction, id).await?;
            self.finish(transaction, [claimed(&filing, id).with("again", true)]).await?;
        }
        Ok(done)
    }

    /// Notes that another phone tried a claimed code, so many times at most; true when that was noted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn other_phone(&self, id: &VerificationId, most: u32) -> Stored<bool> {
        let transaction = self.begin().await?;
        if !happens(&transaction, id, VerificationEvent::OtherPhone).await? {
            return Ok(false);
        }
        let done = write_seen(id)
            .col_expr(Column::OtherPhones, Expr::col(Column::OtherPhones).add(1))
            .filter(Column::OtherPhones.lt(i64::from(most)))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(done.rows_affected == 1)
    }

    /// Keeps the message with the link, and to whom it went (masked).
    ///
    /// # Errors
    /// [`StoreError::Stale`] when nobody waits for it any more.
    pub async fn send_link(&self, id: &VerificationId, masked: &str, message: &Message, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        advance(&transaction, id, VerificationEvent::SendLink, &[]).await?;
        let done = write_seen(id)
            .col_expr(Column::SentTo, Expr::value(masked))
            .filter(Column::ExpiresAt.gt(now.0))
            .exec(&transaction)
            .await?;
        outbox::insert_with(&transaction, done.rows_affected, message, now).await?;
        let filing = filing_of(&transaction, id).await?;
        self.finish(transaction, [act(What::HandoffLinkSent, &filing, id).with("by", message.channel.as_str())]).await
    }
}
