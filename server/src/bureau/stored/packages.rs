//! Packages made, handed over and taken away.

use super::tables::{bureau_package_filings, bureau_packages, disclosures};
use super::values::{read, small, stored};
use super::*;
use sea_orm::ActiveValue::NotSet;
use sea_orm::sea_query::Expr;

fn filing(row: bureau_package_filings::Model) -> Stored<PackageFiling> {
    let outcome = if row.outcome.is_empty() { None } else { Some(read(&row.outcome)?) };
    Ok(PackageFiling { filing: FilingId(row.filing), version: row.version.unsigned_abs(), outcome, said: row.said })
}

fn package(row: bureau_packages::Model, filings: Vec<PackageFiling>) -> Stored<Package> {
    Ok(Package {
        id: row.id,
        made_at: Timestamp(row.made_at),
        staff: row.staff,
        state: read(&row.state)?,
        tries: small(row.tries)?,
        said: row.said,
        filings,
    })
}

impl Store {
    /// Keeps a package that was made, with what was left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_package(&self, new: &Package) -> Stored<()> {
        let transaction = self.begin().await?;
        let row = bureau_packages::ActiveModel {
            id: Set(new.id.clone()),
            made_at: Set(new.made_at.0),
            staff: Set(new.staff.clone()),
            state: Set(new.state.to_string()),
            tries: NotSet,
            next_at: NotSet,
            said: NotSet,
        };
        bureau_packages::Entity::insert(row).exec_without_returning(&transaction).await?;
        let filings = new.filings.iter().map(|one| bureau_package_filings::ActiveModel {
            package: Set(new.id.clone()),
            filing: Set(one.filing.to_string()),
            version: Set(stored(one.version)),
            outcome: Set(one.outcome.map(|outcome| outcome.to_string()).unwrap_or_default()),
            said: Set(one.said.clone()),
        });
        if !new.filings.is_empty() {
            bureau_package_filings::Entity::insert_many(filings).exec_without_returning(&transaction).await?;
        }
        let made = new.open().map(|one| Act::of(What::BureauPackageMade, &one.filing).with("package", &*new.id));
        let made: Vec<Act> = made.collect();
        self.finish(transaction, made).await
    }

    /// A package.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn package(&self, id: &str) -> Stored<Option<Package>> {
        let Some(row) = bureau_packages::Entity::find_by_id(id).one(self.reader()).await? else { return Ok(None) };
        let filings = bureau_package_filings::Entity::find()
            .filter(bureau_package_filings::Column::Package.eq(id))
            .order_by_asc(bureau_package_filings::Column::Filing)
            .all(self.reader())
            .await?;
        package(row, filings.into_iter().map(filing).collect::<Stored<_>>()?).map(Some)
    }

    /// The newest packages, without their filings.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn packages(&self, most: u64) -> Stored<Vec<Package>> {
        let rows = bureau_packages::Entity::find()
            .order_by_desc(bureau_packages::Column::MadeAt)
            .order_by_desc(bureau_packages::Column::Id)
            .limit(most)
            .all(self.reader())
            .await?;
        rows.into_iter().map(|row| package(row, Vec::new())).collect()
    }

    /// Whether the server is handing a filing over already.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_underway(&self, id: &FilingId) -> Stored<bool> {
        use bureau_package_filings::Column;
        let packages: Vec<String> = bureau_package_filings::Entity::find()
            .select_only()
            .column(Column::Package)
            .filter(Column::Filing.eq(id.as_str()))
            .filter(Column::Outcome.eq(""))
            .into_tuple()
            .all(self.reader())
            .await?;
        let sending = bureau_packages::Column::State.eq(PackageState::Sending.as_str());
        let found = bureau_packages::Entity::find()
            .filter(bureau_packages::Column::Id.is_in(packages))
            .filter(sending)
            .one(self.reader())
            .await?;
        Ok(found.is_some())
    }

    /// The packages that are to be handed over by now, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn packages_to_send(&self, now: Timestamp, most: u64) -> Stored<Vec<String>> {
        use bureau_packages::Column;
        let due = bureau_packages::Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::State.eq(PackageState::Sending.as_str()))
            .filter(Column::NextAt.lte(now.0))
            .order_by_asc(Column::NextAt)
            .limit(most);
        Ok(due.into_tuple().all(self.reader()).await?)
    }

    /// Notes where a package stands, when it is tried next, and what was said; over the state that it was seen in.
    ///
    /// # Errors
    /// [`StoreError::Stale`] where it stands elsewhere by now.
    pub async fn set_package(
        &self,
        seen: &Package,
        state: PackageState,
        (tries, next_at): (u32, Timestamp),
        said: &str,
    ) -> Stored<()> {
        use bureau_packages::Column;
        let transaction = self.begin().await?;
        let done = bureau_packages::Entity::update_many()
            .col_expr(Column::State, Expr::value(state.as_str()))
            .col_expr(Column::Tries, Expr::value(i64::from(tries)))
            .col_expr(Column::NextAt, Expr::value(next_at.0))
            .col_expr(Column::Said, Expr::value(said))
            .filter(Column::Id.eq(&*seen.id))
            .filter(Column::State.eq(seen.state.as_str()))
            .exec(&transaction)
            .await?;
        if done.rows_affected == 0 {
            return Err(StoreError::Stale);
        }
        let begins = state == PackageState::Sending && seen.state != PackageState::Sending;
        let act = begins.then(|| Act::new(What::BureauPackageSent).with("package", &*seen.id));
        self.finish(transaction, act).await
    }

    /// Notes what became of a filing of a package.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn set_outcome(&self, package: &str, filing: &FilingId, outcome: Outcome, said: &str) -> Stored<()> {
        use bureau_package_filings::Column;
        bureau_package_filings::Entity::update_many()
            .col_expr(Column::Outcome, Expr::value(outcome.as_str()))
            .col_expr(Column::Said, Expr::value(said))
            .filter(Column::Package.eq(package))
            .filter(Column::Filing.eq(filing.as_str()))
            .exec(self.writer())
            .await?;
        Ok(())
    }

    /// Notes that a colleague, or the server, was given an archive: every document of it.
    ///
    /// # Errors
    /// When the database fails; then nobody is given it.
    pub async fn note_archive(
        &self,
        package: &Package,
        documents: &[Disclosed],
        staff: Option<&str>,
        now: Timestamp,
    ) -> Stored<()> {
        let transaction = self.begin().await?;
        if let Some(staff) = staff.filter(|_| !documents.is_empty()) {
            let rows = documents.iter().map(|(filing, of, capture)| disclosures::ActiveModel {
                id: NotSet,
                at: Set(now.0),
                filing: Set(filing.to_string()),
                staff: Set(staff.to_owned()),
                of: Set(of.to_string()),
                capture: Set(capture.map_or("", |capture| capture.as_str()).to_owned()),
                opened: Set(true),
            });
            disclosures::Entity::insert_many(rows).exec_without_returning(&transaction).await?;
        }
        let mut filings: Vec<&FilingId> = documents.iter().map(|(filing, ..)| filing).collect();
        filings.dedup();
        let given = filings.into_iter().map(|filing| {
            let count = documents.iter().filter(|(of, ..)| of == filing).count();
            Act::of(What::BureauPackageTaken, filing).with("package", &*package.id).with("documents", count)
        });
        let given: Vec<Act> = given.collect();
        self.finish(transaction, given).await
    }

    /// The receipt number of a filing.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn number_of(&self, id: &FilingId) -> Stored<String> {
        use super::tables::filings::{Column, Entity};
        let number = Entity::find().select_only().column(Column::Number).filter(Column::Id.eq(id.as_str()));
        Ok(number.into_tuple().one(self.reader()).await?.unwrap_or_default())
    }

    /// The id of the filing with a receipt number.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn filing_of_number(&self, number: &str) -> Stored<Option<FilingId>> {
        use super::tables::filings::{Column, Entity};
        let id: Option<String> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::Number.eq(number))
            .into_tuple()
            .one(self.reader())
            .await?;
        Ok(id.map(FilingId))
    }
}
