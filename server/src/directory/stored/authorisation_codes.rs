//! Authorisation codes (备案授权码), and which filing uses which.

use super::tables::authorisation_code_uses::{self as uses};
use super::tables::authorisation_codes::{ActiveModel, Column, Entity, Model};
use super::tables::filings;
use super::*;
use beian_model::{Event, ResourceKind};
use beian_rules::text;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{JoinType, RelationDef};

/// Codes are listed so many at most.
const MOST_LISTED: u64 = 500;

/// What of a use is read with a code: the filing, since when, the filing's receipt number.
type Use = (String, i64, Option<String>);

fn code(row: Model, used: Option<Use>) -> AuthorisationCode {
    AuthorisationCode {
        code: row.code,
        owner: row.owner,
        resource: row.resource,
        mobile: row.mobile,
        made_at: Timestamp(row.made_at),
        form: row.form,
        withdrawn_at: row.withdrawn_at.map(Timestamp),
        used: used.map(|(filing, since, number)| CodeUse {
            filing: FilingId(filing),
            number: number.unwrap_or_default(),
            since: Timestamp(since),
        }),
    }
}

/// A use and its filing.
fn of_filing() -> RelationDef {
    uses::Entity::belongs_to(filings::Entity).from(uses::Column::Filing).to(filings::Column::Id).into()
}

/// Within the transaction of a change of state: what is submitted takes its codes, and what was withdrawn, or ended without a number, frees
/// them. [`StoreError::CodeTaken`] where another filing was faster, or the owner withdrew one.
pub(crate) async fn settle(transaction: &Tx, filing: &FilingRow, event: Event, now: Timestamp) -> Stored<()> {
    let by_code = |site: &&beian_model::Site| site.resource_kind == Some(ResourceKind::AuthorisationCode);
    let named: Vec<_> = match (event, filing.status) {
        (Event::Submit, _) => {
            filing.document.sites.iter().filter(by_code).map(|site| text::code(&site.resource)).collect()
        }
        (_, Status::Draft | Status::Expired | Status::Abandoned) => Vec::new(),
        _ => return Ok(()),
    };
    let others = uses::Column::Code.is_not_in(named.iter().map(|code| code.as_ref()));
    uses::Entity::delete_many()
        .filter(uses::Column::Filing.eq(filing.id.as_str()))
        .filter(others)
        .exec(transaction)
        .await?;
    for code in named {
        // Its owner withdraws it before this, or not until it was used.
        let made = Entity::find_by_id(code.as_ref()).lock_exclusive().one(transaction).await?;
        if made.is_some_and(|made| made.withdrawn_at.is_some()) {
            return Err(StoreError::CodeTaken(code.into_owned()));
        }
        let row =
            uses::ActiveModel { code: Set(code.to_string()), filing: Set(filing.id.to_string()), since: Set(now.0) };
        let there = OnConflict::new().do_nothing().to_owned();
        uses::Entity::insert(row).on_conflict(there).exec_without_returning(transaction).await?;
        let user = uses::Entity::find_by_id(code.as_ref()).one(transaction).await?;
        if user.is_none_or(|user| user.filing != filing.id.as_str()) {
            return Err(StoreError::CodeTaken(code.into_owned()));
        }
    }
    Ok(())
}

impl Store {
    /// Keeps an authorisation code, without the use, unless its form made the same one already.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where so many of its server stand already.
    pub async fn add_authorisation_code(&self, new: &AuthorisationCode, most: u32) -> Stored<()> {
        let transaction = self.begin_alone(&new.resource).await?;
        let stands = Column::WithdrawnAt.is_null();
        let of_owner = Entity::find().filter(Column::Owner.eq(new.owner.as_str()));
        let own = of_owner.clone().filter(Column::Resource.eq(new.resource.as_str())).filter(stands.clone());
        if own.all(&transaction).await?.into_iter().any(|one| code(one, None).is_of_same_form(new)) {
            return Ok(());
        }
        let standing = Entity::find().filter(Column::Resource.eq(new.resource.as_str())).filter(stands);
        if standing.count(&transaction).await? >= u64::from(most) {
            return Err(StoreError::Stale);
        }
        let last: Option<Option<i64>> =
            of_owner.select_only().column_as(Column::Nth.max(), "last").into_tuple().one(&transaction).await?;
        let row = ActiveModel {
            code: Set(new.code.clone()),
            owner: Set(new.owner.clone()),
            resource: Set(new.resource.clone()),
            mobile: Set(new.mobile.clone()),
            made_at: Set(new.made_at.0),
            form: Set(new.form.clone()),
            withdrawn_at: Set(None),
            nth: Set(last.flatten().unwrap_or_default() + 1),
        };
        let done = Entity::insert(row).exec_without_returning(&transaction).await;
        done.map_err(|error| unique(error, StoreError::Stale))?;
        // The code itself is a secret of its owner's.
        self.finish(transaction, [Act::new(What::AuthorisationMade).with("resource", new.resource.as_str())]).await
    }

    /// The authorisation codes that an account made, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn authorisation_codes_of(&self, owner: &str) -> Stored<Vec<AuthorisationCode>> {
        let all = Entity::find().filter(Column::Owner.eq(owner)).order_by_desc(Column::Nth);
        let all = all.limit(MOST_LISTED).all(self.reader()).await?;
        let used: Vec<(String, String, i64, Option<String>)> = uses::Entity::find()
            .select_only()
            .columns([uses::Column::Code, uses::Column::Filing, uses::Column::Since])
            .column(filings::Column::Number)
            .join(JoinType::LeftJoin, of_filing())
            .filter(uses::Column::Code.is_in(all.iter().map(|one| one.code.as_str())))
            .into_tuple()
            .all(self.reader())
            .await?;
        let with_use = |row: Model| {
            let used = used.iter().find(|(code, ..)| *code == row.code);
            code(row, used.map(|(_, filing, since, number)| (filing.clone(), *since, number.clone())))
        };
        Ok(all.into_iter().map(with_use).collect())
    }

    /// An authorisation code that an account made.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn authorisation_code(&self, id: &str) -> Stored<Option<AuthorisationCode>> {
        let Some(row) = Entity::find_by_id(id).one(self.reader()).await? else { return Ok(None) };
        let used: Option<Use> = uses::Entity::find_by_id(id)
            .select_only()
            .columns([uses::Column::Filing, uses::Column::Since])
            .column(filings::Column::Number)
            .join(JoinType::LeftJoin, of_filing())
            .into_tuple()
            .one(self.reader())
            .await?;
        Ok(Some(code(row, used)))
    }

    /// The filing that uses an authorisation code, whoever made that.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn user_of_code(&self, code: &str) -> Stored<Option<FilingId>> {
        Ok(uses::Entity::find_by_id(code).one(self.reader()).await?.map(|row| FilingId(row.filing)))
    }

    /// Withdraws an account's own code.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where it is used or was withdrawn, or is none of theirs.
    pub async fn withdraw_authorisation_code(&self, owner: &str, code: &str, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        let own = Entity::find_by_id(code).filter(Column::Owner.eq(owner)).filter(Column::WithdrawnAt.is_null());
        let own = own.lock_exclusive().one(&transaction).await?.ok_or(StoreError::Stale)?;
        if uses::Entity::find_by_id(code).one(&transaction).await?.is_some() {
            return Err(StoreError::Stale);
        }
        Entity::update_many()
            .col_expr(Column::WithdrawnAt, Expr::value(now.0))
            .filter(Column::Code.eq(code))
            .exec(&transaction)
            .await?;
        self.finish(transaction, [Act::new(What::AuthorisationWithdrawn).with("resource", own.resource)]).await
    }

    /// How many codes stand of those of these servers that have any, used or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn codes_standing(&self, of: impl IntoIterator<Item = &str>) -> Stored<Vec<(String, u32)>> {
        let counts: Vec<(String, i64)> = Entity::find()
            .select_only()
            .column(Column::Resource)
            .column_as(Column::Code.count(), "standing")
            .filter(Column::Resource.is_in(of))
            .filter(Column::WithdrawnAt.is_null())
            .group_by(Column::Resource)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(counts.into_iter().map(|(resource, count)| (resource, u32::try_from(count).unwrap_or(u32::MAX))).collect())
    }
}
