//! Colleagues: who they are, what they are there for, and whether they may sign in.

use super::sessions::close_staff;
use super::tables::{recovery_codes, sessions, staff, staff_devices, staff_totp};
use super::values::read;
use super::*;
use beian_model::wire::Role;
use sea_orm::sea_query::Expr;

pub(super) fn colleague(row: staff::Model) -> Stored<Staff> {
    Ok(Staff {
        id: row.id,
        email: row.email,
        name: row.name,
        password_hash: row.password_hash,
        role: read(&row.role)?,
        disabled_at: row.disabled_at.map(Timestamp),
    })
}

/// What was done to a colleague, or by one to their own account.
pub(super) fn of_staff(what: What, id: &str) -> Act {
    Act::new(what).with("colleague", id)
}

/// A transaction of which there is one at a time: who looks whether an administrator is left finds what is true at its end.
pub(super) const ALL: &str = "staff";

/// The colleague is the one administrator who can sign in.
async fn is_last_admin(database: &impl ConnectionTrait, id: &str) -> Stored<bool> {
    let admins: Vec<String> = staff::Entity::find()
        .select_only()
        .column(staff::Column::Id)
        .filter(staff::Column::Role.eq(Role::Admin.as_str()))
        .filter(staff::Column::DisabledAt.is_null())
        .into_tuple()
        .all(database)
        .await?;
    Ok(admins == [id])
}

/// Forgets a colleague's second factor.
pub(super) async fn forget_totp(database: &impl ConnectionTrait, id: &str) -> Stored<()> {
    staff_totp::Entity::delete_many().filter(staff_totp::Column::Staff.eq(id)).exec(database).await?;
    recovery_codes::Entity::delete_many().filter(recovery_codes::Column::Staff.eq(id)).exec(database).await?;
    Ok(())
}

/// Nobody else writes to what is a colleague's until the transaction ends.
pub(super) async fn lock(transaction: &Tx, id: &str) -> Stored<()> {
    staff::Entity::find_by_id(id).lock_exclusive().one(transaction).await?;
    Ok(())
}

/// Forgets the browsers in which a colleague has signed in, but for one.
pub(super) async fn forget_devices(database: &impl ConnectionTrait, id: &str, but: Option<&str>) -> Stored<()> {
    staff_devices::Entity::delete_many()
        .filter(staff_devices::Column::Staff.eq(id))
        .filter(staff_devices::Column::TokenHash.ne(but.unwrap_or_default()))
        .exec(database)
        .await?;
    Ok(())
}

async fn set_password(database: &impl ConnectionTrait, id: &str, password_hash: &str) -> Stored<()> {
    staff::Entity::update_many()
        .col_expr(staff::Column::PasswordHash, Expr::value(password_hash))
        .filter(staff::Column::Id.eq(id))
        .exec(database)
        .await?;
    Ok(())
}

impl Store {
    /// Adds a colleague.
    ///
    /// # Errors
    /// [`StoreError::Exists`] for a known e-mail address.
    pub async fn add_staff(&self, new: &Staff, now: Timestamp) -> Stored<()> {
        let added = of_staff(What::StaffAdded, &new.id).with("role", new.role.as_str());
        let new = staff::ActiveModel {
            id: Set(new.id.clone()),
            email: Set(new.email.clone()),
            name: Set(new.name.clone()),
            password_hash: Set(new.password_hash.clone()),
            created_at: Set(now.0),
            role: Set(new.role.as_str().to_owned()),
            disabled_at: Set(new.disabled_at.map(|at| at.0)),
        };
        let transaction = self.begin().await?;
        let done = staff::Entity::insert(new).exec_without_returning(&transaction).await;
        done.map_err(|error| unique(error, StoreError::Exists))?;
        self.finish(transaction, [added]).await
    }

    /// A colleague by e-mail address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn staff_by_email(&self, email: &str) -> Stored<Option<Staff>> {
        let found = staff::Entity::find().filter(staff::Column::Email.eq(email)).one(self.reader()).await?;
        found.map(colleague).transpose()
    }

    /// A colleague.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn staff(&self, id: &str) -> Stored<Option<Staff>> {
        staff::Entity::find_by_id(id).one(self.reader()).await?.map(colleague).transpose()
    }

    /// All colleagues, by e-mail address.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all_staff(&self) -> Stored<Vec<ListedStaff>> {
        let all = staff::Entity::find().order_by_asc(staff::Column::Email).all(self.reader()).await?;
        let confirmed = staff_totp::Entity::find().filter(staff_totp::Column::ConfirmedAt.is_not_null());
        let confirmed = confirmed.all(self.reader()).await?;
        let of_staff = sessions::Column::Kind.eq(SessionKind::Staff.as_str());
        let seen: Vec<(String, i64)> = sessions::Entity::find()
            .select_only()
            .columns([sessions::Column::Owner, sessions::Column::SeenAt])
            .filter(of_staff)
            .into_tuple()
            .all(self.reader())
            .await?;
        let listed = all.into_iter().map(|row| {
            let seen = seen.iter().filter(|(owner, _)| *owner == row.id).map(|(_, at)| *at).max();
            Ok(ListedStaff {
                has_totp: confirmed.iter().any(|one| one.staff == row.id),
                seen_at: seen.map(Timestamp),
                staff: colleague(row)?,
            })
        });
        listed.collect()
    }

    /// Those colleagues who can sign in, by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn colleagues(&self) -> Stored<Vec<Staff>> {
        let able = staff::Entity::find().filter(staff::Column::DisabledAt.is_null());
        let able = able.order_by_asc(staff::Column::Name).order_by_asc(staff::Column::Id);
        able.all(self.reader()).await?.into_iter().map(colleague).collect()
    }

    /// Gives a colleague another role.
    ///
    /// # Errors
    /// [`StoreError::LastAdmin`] where nobody else could look after the colleagues.
    pub async fn set_role(&self, id: &str, role: Role) -> Stored<()> {
        let transaction = self.begin_alone(ALL).await?;
        if role != Role::Admin && is_last_admin(&transaction, id).await? {
            return Err(StoreError::LastAdmin);
        }
        staff::Entity::update_many()
            .col_expr(staff::Column::Role, Expr::value(role.as_str()))
            .filter(staff::Column::Id.eq(id))
            .exec(&transaction)
            .await?;
        self.finish(transaction, [of_staff(What::StaffRoleChanged, id).with("role", role.as_str())]).await
    }

    /// Lets a colleague sign in no more, and ends their sessions.
    ///
    /// # Errors
    /// [`StoreError::LastAdmin`] where nobody else could look after the colleagues.
    pub async fn disable_staff(&self, id: &str, now: Timestamp) -> Stored<()> {
        let transaction = self.begin_alone(ALL).await?;
        if is_last_admin(&transaction, id).await? {
            return Err(StoreError::LastAdmin);
        }
        staff::Entity::update_many()
            .col_expr(staff::Column::DisabledAt, Expr::value(now.0))
            .filter(staff::Column::Id.eq(id))
            .filter(staff::Column::DisabledAt.is_null())
            .exec(&transaction)
            .await?;
        close_staff(&transaction, id, "").await?;
        forget_devices(&transaction, id, None).await?;
        self.finish(transaction, [of_staff(What::StaffDisabled, id)]).await
    }

    /// Lets a colleague sign in again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn enable_staff(&self, id: &str) -> Stored<()> {
        let transaction = self.begin().await?;
        staff::Entity::update_many()
            .col_expr(staff::Column::DisabledAt, Expr::value(None::<i64>))
            .filter(staff::Column::Id.eq(id))
            .exec(&transaction)
            .await?;
        self.finish(transaction, [of_staff(What::StaffEnabled, id)]).await
    }

    /// Gives a colleague another password, forgets their second factor and the browsers that they signed in with, and ends their sessions.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reset_staff(&self, id: &str, password_hash: &str) -> Stored<()> {
        let transaction = self.begin().await?;
        set_password(&transaction, id, password_hash).await?;
        forget_totp(&transaction, id).await?;
        forget_devices(&transaction, id, None).await?;
        close_staff(&transaction, id, "").await?;
        self.finish(transaction, [of_staff(What::StaffReset, id)]).await
    }

    /// Gives a colleague another password in place of the one that they have, and ends their sessions and known browsers but the one that
    /// asks. False where the password is another meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn change_password(&self, of: &Staff, password_hash: &str, but: Staying<'_>) -> Stored<bool> {
        let transaction = self.begin().await?;
        let present = staff::Entity::find_by_id(&of.id)
            .filter(staff::Column::PasswordHash.eq(&of.password_hash))
            .lock_exclusive()
            .one(&transaction)
            .await?;
        if present.is_none() {
            return Ok(false);
        }
        set_password(&transaction, &of.id, password_hash).await?;
        close_staff(&transaction, &of.id, but.session).await?;
        // Who knew the old one may have browsers of their own that are known.
        forget_devices(&transaction, &of.id, but.device).await?;
        self.finish(transaction, [of_staff(What::PasswordChanged, &of.id)]).await?;
        Ok(true)
    }
}
