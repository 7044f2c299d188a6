//! Accounts and colleagues by whom an identity provider says they are: its address and its name for them (`iss` and `sub`), and nothing else.

use super::people::{account, insert_account};
use super::staff::{ALL, colleague, of_staff};
use super::tables::{account_identities, accounts, staff, staff_identities};
use super::values::read;
use super::*;
use crate::audit::Who;
use beian_model::CertificateType;
use sea_orm::sea_query::Expr;

/// The account of a mobile number that somebody may join whom a provider has identified: nobody else of this provider is that account already.
async fn joined(database: &Tx, mobile: &str, issuer: &str) -> Stored<bool> {
    let Some(there) = accounts::Entity::find().filter(accounts::Column::Mobile.eq(mobile)).one(database).await? else {
        return Ok(true);
    };
    let others = account_identities::Entity::find()
        .filter(account_identities::Column::Account.eq(there.id))
        .filter(account_identities::Column::Issuer.eq(issuer));
    Ok(others.count(database).await? == 0)
}

/// Gives a known account what its provider says now. A number that another account has stays that account's.
async fn renew(database: &Tx, id: &str, it: &IdentifiedApplicant) -> Stored<()> {
    if let Some(mobile) = &it.mobile {
        let taken = accounts::Entity::find().filter(accounts::Column::Mobile.eq(mobile));
        if taken.count(database).await? == 0 {
            accounts::Entity::update_many()
                .col_expr(accounts::Column::Mobile, Expr::value(mobile.as_str()))
                .filter(accounts::Column::Id.eq(id))
                .exec(database)
                .await?;
        }
    }
    accounts::Entity::update_many()
        .col_expr(accounts::Column::Called, Expr::value(it.called.as_str()))
        .filter(accounts::Column::Id.eq(id))
        .exec(database)
        .await?;
    Ok(())
}

/// The colleague whom a provider names so.
async fn known_staff(database: &impl ConnectionTrait, issuer: &str, subject: &str) -> Stored<Option<staff::Model>> {
    let key = (issuer.to_owned(), subject.to_owned());
    match staff_identities::Entity::find_by_id(key).one(database).await? {
        Some(known) => Ok(staff::Entity::find_by_id(known.staff).one(database).await?),
        None => Ok(None),
    }
}

async fn link(database: &Tx, it: &IdentifiedStaff, staff: &str) -> Stored<()> {
    let row = staff_identities::ActiveModel {
        issuer: Set(it.issuer.clone()),
        subject: Set(it.subject.clone()),
        staff: Set(staff.to_owned()),
    };
    staff_identities::Entity::insert(row).exec_without_returning(database).await?;
    Ok(())
}

impl Store {
    /// The account of an applicant whom a provider has identified, made when there is none, with what the provider says of it now. With a
    /// number that is believed the first sign-in joins the account of that number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_of_identity(&self, it: &IdentifiedApplicant, now: Timestamp) -> Stored<Account> {
        let transaction = self.begin_alone("identities").await?;
        let key = (it.issuer.clone(), it.subject.clone());
        let known = account_identities::Entity::find_by_id(key).one(&transaction).await?;
        let is_new = known.is_none();
        let id = match known {
            Some(known) => known.account,
            None => {
                let own = match &it.mobile {
                    Some(mobile) if joined(&transaction, mobile, &it.issuer).await? => Some(mobile.as_str()),
                    _ => None,
                };
                insert_account(&transaction, own, now).await?.id
            }
        };
        renew(&transaction, &id, it).await?;
        let row = account_identities::ActiveModel {
            issuer: Set(it.issuer.clone()),
            subject: Set(it.subject.clone()),
            account: Set(id.clone()),
            real_name: Set(it.real_name.name.clone()),
            certificate_kind: Set(it.real_name.certificate_kind.map_or("", CertificateType::as_str).to_owned()),
            certificate_number: Set(it.real_name.certificate_number.clone()),
            seen_at: Set(now.0),
        };
        if is_new {
            account_identities::Entity::insert(row).exec_without_returning(&transaction).await?;
        } else {
            account_identities::Entity::update(row).exec(&transaction).await?;
        }
        let found = accounts::Entity::find_by_id(&id).one(&transaction).await?.ok_or(StoreError::NotFound)?;
        transaction.commit().await?;
        Ok(account(found))
    }

    /// What a provider said of an account's real name when somebody last came from one that says something of it.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn real_name_of(&self, id: &str) -> Stored<Option<RealNameRow>> {
        let all = account_identities::Entity::find()
            .filter(account_identities::Column::Account.eq(id))
            .order_by_desc(account_identities::Column::SeenAt)
            .all(self.reader())
            .await?;
        for row in all {
            let kind = row.certificate_kind.as_str();
            let said = RealNameRow {
                certificate_kind: if kind.is_empty() { None } else { Some(read(kind)?) },
                name: row.real_name,
                certificate_number: row.certificate_number,
            };
            if !said.is_empty() {
                return Ok(Some(said));
            }
        }
        Ok(None)
    }

    /// The colleague whom a provider names so.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn staff_by_identity(&self, issuer: &str, subject: &str) -> Stored<Option<Staff>> {
        known_staff(self.reader(), issuer, subject).await?.map(colleague).transpose()
    }

    /// A colleague whom a provider has identified, made when there is none, with the role, name and e-mail address that it says now; one
    /// who was disabled stays as they are. Nothing where the e-mail address is another colleague's, whom they are not to join.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn staff_of_identity(&self, it: &IdentifiedStaff, now: Timestamp) -> Stored<Option<Staff>> {
        let transaction = self.begin_alone(ALL).await?;
        let role =
            |what, id: &str| of_staff(what, id).with("role", it.role.as_str()).by(Who::system("identity provider"));
        let changed =
            |before: &staff::Model| (before.role != it.role.as_str()).then(|| role(What::StaffRoleChanged, &before.id));
        let mut act = None;
        let of_email = staff::Entity::find().filter(staff::Column::Email.eq(&it.email)).one(&transaction).await?;
        let id = match (known_staff(&transaction, &it.issuer, &it.subject).await?, of_email) {
            (Some(known), of_email) if known.disabled_at.is_none() => {
                act = changed(&known);
                // What another colleague is called by stays theirs.
                let email = if of_email.is_some() { known.email } else { it.email.clone() };
                staff::Entity::update_many()
                    .col_expr(staff::Column::Email, Expr::value(email))
                    .col_expr(staff::Column::Name, Expr::value(it.name.as_str()))
                    .col_expr(staff::Column::Role, Expr::value(it.role.as_str()))
                    .filter(staff::Column::Id.eq(&known.id))
                    .exec(&transaction)
                    .await?;
                known.id
            }
            (Some(disabled), _) => disabled.id,
            (None, Some(_)) if !it.joins => return Ok(None),
            (None, Some(there)) => {
                if there.disabled_at.is_none() {
                    act = changed(&there);
                    staff::Entity::update_many()
                        .col_expr(staff::Column::Role, Expr::value(it.role.as_str()))
                        .filter(staff::Column::Id.eq(&there.id))
                        .exec(&transaction)
                        .await?;
                }
                link(&transaction, it, &there.id).await?;
                there.id
            }
            (None, None) => {
                let id = crate::secret::id();
                let new = staff::ActiveModel {
                    id: Set(id.clone()),
                    email: Set(it.email.clone()),
                    name: Set(it.name.clone()),
                    password_hash: Set(it.password_hash.clone()),
                    created_at: Set(now.0),
                    role: Set(it.role.as_str().to_owned()),
                    disabled_at: Set(None),
                };
                staff::Entity::insert(new).exec_without_returning(&transaction).await?;
                link(&transaction, it, &id).await?;
                act = Some(role(What::StaffAdded, &id));
                id
            }
        };
        let found = staff::Entity::find_by_id(&id).one(&transaction).await?.ok_or(StoreError::NotFound)?;
        self.finish(transaction, act).await?;
        colleague(found).map(Some)
    }
}
