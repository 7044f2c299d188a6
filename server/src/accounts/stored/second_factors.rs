//! Second factors of colleagues (TOTP), and the codes that stand in for them.

use super::sessions::close_staff;
use super::staff::{forget_totp, of_staff};
use super::tables::{recovery_codes, staff, staff_totp};
use super::*;
use sea_orm::sea_query::Expr;

fn totp(row: staff_totp::Model) -> TotpRow {
    TotpRow { secret: row.secret, confirmed: row.confirmed_at.is_some(), last_step: row.last_step }
}

impl Store {
    /// The second factor of a colleague, confirmed or only shown.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn totp(&self, staff: &str) -> Stored<Option<TotpRow>> {
        Ok(staff_totp::Entity::find_by_id(staff).one(self.reader()).await?.map(totp))
    }

    /// A second factor that is asked for at sign-in.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn confirmed_totp(&self, staff: &str) -> Stored<Option<TotpRow>> {
        Ok(self.totp(staff).await?.filter(|totp| totp.confirmed))
    }

    /// All second factors, with their colleagues.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all_totp(&self) -> Stored<Vec<(String, TotpRow)>> {
        let all = staff_totp::Entity::find().order_by_asc(staff_totp::Column::Staff).all(self.reader()).await?;
        Ok(all.into_iter().map(|row| (row.staff.clone(), totp(row))).collect())
    }

    /// Keeps a second factor that is to be confirmed, in place of another such. False where the colleague has one that is confirmed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_totp(&self, staff: &str, secret: &str, now: Timestamp) -> Stored<bool> {
        let transaction = self.begin().await?;
        // There may be no row to lock: the colleague's stands for it.
        staff::Entity::find_by_id(staff).lock_exclusive().one(&transaction).await?;
        let present = staff_totp::Entity::find_by_id(staff).one(&transaction).await?;
        if present.is_some_and(|row| row.confirmed_at.is_some()) {
            return Ok(false);
        }
        forget_totp(&transaction, staff).await?;
        let new = staff_totp::ActiveModel {
            staff: Set(staff.to_owned()),
            secret: Set(secret.to_owned()),
            made_at: Set(now.0),
            confirmed_at: Set(None),
            last_step: Set(0),
        };
        staff_totp::Entity::insert(new).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Confirms the second factor that was shown, by a code of a step of time; keeps the hashes of the recovery codes, and ends the
    /// colleague's sessions but one. False where another is there meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn confirm_totp(
        &self,
        staff: &str,
        (secret, step): (&str, i64),
        codes: &[String],
        but: Staying<'_>,
        now: Timestamp,
    ) -> Stored<bool> {
        let transaction = self.begin().await?;
        // Nobody signs in by the password alone in this moment.
        super::staff::lock(&transaction, staff).await?;
        let done = staff_totp::Entity::update_many()
            .col_expr(staff_totp::Column::ConfirmedAt, Expr::value(now.0))
            .col_expr(staff_totp::Column::LastStep, Expr::value(step))
            .filter(staff_totp::Column::Staff.eq(staff))
            .filter(staff_totp::Column::Secret.eq(secret))
            .filter(staff_totp::Column::ConfirmedAt.is_null())
            .exec(&transaction)
            .await?;
        if done.rows_affected != 1 {
            return Ok(false);
        }
        let codes = codes.iter().map(|code| recovery_codes::ActiveModel {
            staff: Set(staff.to_owned()),
            code_hash: Set(code.clone()),
            used_at: Set(None),
        });
        recovery_codes::Entity::insert_many(codes).exec_without_returning(&transaction).await?;
        close_staff(&transaction, staff, but.session).await?;
        super::staff::forget_devices(&transaction, staff, but.device).await?;
        self.finish(transaction, [of_staff(What::FactorOn, staff)]).await?;
        Ok(true)
    }

    /// Takes the code of a step of time, once: false where one of this step or a later one was taken.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_step(&self, staff: &str, step: i64) -> Stored<bool> {
        let done = staff_totp::Entity::update_many()
            .col_expr(staff_totp::Column::LastStep, Expr::value(step))
            .filter(staff_totp::Column::Staff.eq(staff))
            .filter(staff_totp::Column::LastStep.lt(step))
            .exec(self.writer())
            .await?;
        Ok(done.rows_affected == 1)
    }

    /// Takes a recovery code, once.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_recovery_code(&self, staff: &str, code_hash: &str, now: Timestamp) -> Stored<bool> {
        let transaction = self.begin().await?;
        let done = recovery_codes::Entity::update_many()
            .col_expr(recovery_codes::Column::UsedAt, Expr::value(now.0))
            .filter(recovery_codes::Column::Staff.eq(staff))
            .filter(recovery_codes::Column::CodeHash.eq(code_hash))
            .filter(recovery_codes::Column::UsedAt.is_null())
            .exec(&transaction)
            .await?;
        let is_taken = done.rows_affected == 1;
        self.finish(transaction, is_taken.then(|| of_staff(What::RecoveryCodeUsed, staff))).await?;
        Ok(is_taken)
    }

    /// How many recovery codes a colleague has left.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recovery_codes_left(&self, staff: &str) -> Stored<u64> {
        let left = recovery_codes::Entity::find()
            .filter(recovery_codes::Column::Staff.eq(staff))
            .filter(recovery_codes::Column::UsedAt.is_null());
        Ok(left.count(self.reader()).await?)
    }

    /// Forgets a colleague's second factor and its recovery codes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end_totp(&self, staff: &str) -> Stored<()> {
        let transaction = self.begin().await?;
        forget_totp(&transaction, staff).await?;
        self.finish(transaction, [of_staff(What::FactorOff, staff)]).await
    }

    /// Keeps a second factor's secret as it is sealed now, in place of how it was sealed before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reseal_totp(&self, staff: &str, before: &str, secret: &str) -> Stored<()> {
        staff_totp::Entity::update_many()
            .col_expr(staff_totp::Column::Secret, Expr::value(secret))
            .filter(staff_totp::Column::Staff.eq(staff))
            .filter(staff_totp::Column::Secret.eq(before))
            .exec(self.writer())
            .await?;
        Ok(())
    }
}
