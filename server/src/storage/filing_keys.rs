//! What filings are found by: the domains, resources, numbers and people of those that were submitted and have not lapsed. They stand in an
//! index that is written in the transaction of the document, so that nobody reads a filing to learn that it is another.

use super::tables::filing_keys::{ActiveModel, Column, Entity};
use super::tables::filings;
use super::*;
use crate::sealing::index_key::IndexKey;
use beian_model::{Filing, Organiser, ResourceKind};
use beian_rules::identifiers::domain::Domain;
use beian_rules::{normalised_mobile, text};
use sea_orm::JoinType;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use std::collections::BTreeMap;

/// Something that a filing is found by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoundBy {
    /// A domain, in ASCII.
    Domain(String),
    /// A cloud resource of a kind.
    Resource(ResourceKind, String),
    /// The organiser: kind and number of its certificate.
    Organiser(String),
    /// The number of a person's identity document.
    Person(String),
    /// A person's mobile number.
    Mobile(String),
    /// A person's name, as names are compared.
    Name(String),
}

impl FoundBy {
    /// A domain as somebody typed it; nothing of what is none.
    pub fn domain(typed: &str) -> Option<FoundBy> {
        Domain::named(typed).map(FoundBy::Domain)
    }

    /// An organiser; nothing while its number is not filled in.
    pub fn organiser(organiser: &Organiser) -> Option<FoundBy> {
        let kind = organiser.certificate_type.map_or("", |kind| kind.as_str());
        let number = text::number(&organiser.certificate_number);
        (!number.is_empty()).then(|| FoundBy::Organiser(format!("{kind} {number}")))
    }

    /// A person by the number of their document.
    pub fn person(number: &str) -> Option<FoundBy> {
        let number = text::number(number);
        (!number.is_empty()).then(|| FoundBy::Person(number.into_owned()))
    }

    /// A person by their mobile number.
    pub fn mobile(number: &str) -> Option<FoundBy> {
        normalised_mobile(number).map(FoundBy::Mobile)
    }

    /// A person by their name.
    pub fn name(name: &str) -> Option<FoundBy> {
        let name = text::name_key(name);
        (!name.is_empty()).then_some(FoundBy::Name(name))
    }

    fn kind(&self) -> &'static str {
        match self {
            FoundBy::Domain(_) => "domain",
            FoundBy::Resource(..) => RESOURCE,
            FoundBy::Organiser(_) => "organiser",
            FoundBy::Person(_) => "person",
            FoundBy::Mobile(_) => "mobile",
            FoundBy::Name(_) => "name",
        }
    }

    /// How it stands in the index: its kind, and its value there.
    pub(crate) fn stored(&self, key: &IndexKey) -> (&'static str, String) {
        (self.kind(), self.value(key))
    }

    fn value(&self, key: &IndexKey) -> String {
        match self {
            FoundBy::Domain(domain) => domain.clone(),
            FoundBy::Resource(kind, id) => format!("{kind} {id}"),
            // What is personal is not told by the index. The kind is hashed as well: a number is not the same in two places.
            FoundBy::Organiser(text) | FoundBy::Person(text) | FoundBy::Mobile(text) | FoundBy::Name(text) => {
                key.hash(self.kind(), text)
            }
        }
    }
}

/// How a filing is held that is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It is approved.
    Filed,
    /// It is on its way, or its state cannot be read.
    InFlight,
}

const RESOURCE: &str = "resource";
/// Most bytes of the name of a resource that is looked for: what is longer is none, and an index of PostgreSQL takes 2,704.
const LONGEST_RESOURCE: usize = 200;
/// Rows that are written at a time.
const BATCH: usize = 500;

/// What a document is found by, each with how many of its sites have it.
fn all_of(document: &Filing) -> BTreeMap<FoundBy, i64> {
    let mut all: BTreeMap<FoundBy, i64> = BTreeMap::new();
    let sites = document.sites.iter();
    let domains = sites.clone().flat_map(|site| &site.domains).filter_map(|domain| FoundBy::domain(domain));
    let sites = sites.filter(|site| site.resource.len() <= LONGEST_RESOURCE);
    let resources = sites.filter_map(|site| Some(FoundBy::Resource(site.resource_kind?, site.resource.clone())));
    let people = || document.people().map(|(_, person)| person);
    let numbers = people().filter_map(|person| FoundBy::person(&person.document_number));
    let mobiles = people().filter_map(|person| FoundBy::mobile(&person.mobile));
    let names = people().filter_map(|person| FoundBy::name(&person.name));
    let found = domains.chain(resources).chain(FoundBy::organiser(&document.organiser));
    let found = found.chain(numbers).chain(mobiles).chain(names);
    for one in found {
        *all.entry(one).or_default() += 1;
    }
    all
}

/// A filing in this state keeps others from what it holds: it was submitted, and has not lapsed.
fn holds(status: Status) -> bool {
    !matches!(status, Status::Draft | Status::Expired | Status::Abandoned)
}

/// Writes what a filing is found by in place of what it was found by.
pub(crate) async fn write(
    database: &impl ConnectionTrait,
    key: &IndexKey,
    id: &FilingId,
    status: Status,
    document: &Filing,
) -> Stored<()> {
    write_all(database, key, &[(id, status, document)]).await
}

/// The same of several, by few statements.
pub(super) async fn write_all(
    database: &impl ConnectionTrait,
    key: &IndexKey,
    filings: &[(&FilingId, Status, &Filing)],
) -> Stored<()> {
    let ids = filings.iter().map(|(id, ..)| id.as_str());
    Entity::delete_many().filter(Column::Filing.is_in(ids)).exec(database).await?;
    let mut rows = Vec::new();
    for (id, _, document) in filings.iter().filter(|(_, status, _)| holds(*status)) {
        rows.extend(all_of(document).into_iter().map(|(one, times)| ActiveModel {
            filing: Set(id.to_string()),
            kind: Set(one.kind().to_owned()),
            value: Set(one.value(key)),
            times: Set(times),
        }));
    }
    for rows in rows.chunks(BATCH) {
        Entity::insert_many(rows.to_vec()).exec_without_returning(database).await?;
    }
    Ok(())
}

/// The number of an organiser's filing, as a condition over a row of the index.
fn of_organiser(key: &IndexKey, organiser: &FoundBy) -> sea_orm::sea_query::SelectStatement {
    let (own, this) = (Alias::new("own"), Column::Filing);
    Query::select()
        .expr(Expr::val(1))
        .from_as(Entity, own.clone())
        .and_where(Expr::col((own.clone(), Column::Filing)).equals((Entity, this)))
        .and_where(Expr::col((own.clone(), Column::Kind)).eq(organiser.kind()))
        .and_where(Expr::col((own, Column::Value)).eq(organiser.value(key)))
        .to_owned()
}

/// The filings of an organiser.
fn filings_of(key: &IndexKey, organiser: &FoundBy) -> sea_orm::sea_query::SelectStatement {
    Query::select()
        .column(Column::Filing)
        .from(Entity)
        .and_where(Expr::col(Column::Kind).eq(organiser.kind()))
        .and_where(Expr::col(Column::Value).eq(organiser.value(key)))
        .to_owned()
}

impl Store {
    /// The filings that are found by any of these, so many at most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn found_by(&self, any: &[FoundBy], most: u64) -> Stored<Vec<String>> {
        let mut ids = Vec::new();
        for by in any {
            let found = self.holders(by).column(Column::Filing).order_by_desc(Column::Filing).limit(most);
            ids.extend(found.into_tuple::<String>().all(self.reader()).await?);
        }
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    }

    fn holders(&self, by: &FoundBy) -> Select<Entity> {
        let found = Entity::find().select_only().filter(Column::Kind.eq(by.kind()));
        found.filter(Column::Value.eq(by.value(self.index())))
    }

    /// How a filing is held that is found by this, of several an approved one; nothing where no other is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn held(&self, by: &FoundBy, but: Option<&FilingId>) -> Stored<Option<Held>> {
        let approved = Expr::col((filings::Entity, filings::Column::Status)).eq(Status::Approved.as_str());
        let mut found = self.holders(by);
        if let Some(but) = but {
            found = found.filter(Column::Filing.ne(but.as_str()));
        }
        let status: Option<String> = found
            .join(JoinType::InnerJoin, filing_of_key())
            .column_as(Expr::col((filings::Entity, filings::Column::Status)), "status")
            .order_by(approved, sea_orm::Order::Desc)
            .limit(1)
            .into_tuple()
            .one(self.reader())
            .await?;
        Ok(status.map(|status| if status == Status::Approved.as_str() { Held::Filed } else { Held::InFlight }))
    }

    /// Whether a filing of another organiser is found by this.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn held_by_others(&self, by: &FoundBy, but: &FilingId, organiser: Option<&FoundBy>) -> Stored<bool> {
        let mut found = self.holders(by).column(Column::Filing).filter(Column::Filing.ne(but.as_str()));
        if let Some(organiser) = organiser {
            found = found.filter(Expr::exists(of_organiser(self.index(), organiser)).not());
        }
        Ok(found.limit(1).into_tuple::<String>().one(self.reader()).await?.is_some())
    }

    /// How many domains an account has had approved for an organiser, a filing left aside.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn domains_approved(&self, account: &str, organiser: &FoundBy, but: &FilingId) -> Stored<u32> {
        let domains: Option<Option<i64>> = Entity::find()
            .select_only()
            .column_as(Expr::col((Entity, Column::Times)).sum().cast_as(Alias::new("BIGINT")), "domains")
            .join(JoinType::InnerJoin, filing_of_key())
            .filter(Column::Kind.eq("domain"))
            .filter(Column::Filing.ne(but.as_str()))
            .filter(filings::Column::Account.eq(account))
            .filter(filings::Column::Status.eq(Status::Approved.as_str()))
            // From the few filings of the organiser: neither database is to look at every domain.
            .filter(Column::Filing.in_subquery(filings_of(self.index(), organiser)))
            .into_tuple()
            .one(self.reader())
            .await?;
        Ok(domains.flatten().map_or(0, |domains| u32::try_from(domains).unwrap_or(u32::MAX)))
    }

    /// What was issued to an organiser's approved filings, as it is stored; a filing left aside, and so many at most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn issued_to(&self, organiser: &FoundBy, but: &FilingId, most: u64) -> Stored<Vec<String>> {
        let found = self.holders(organiser).filter(Column::Filing.ne(but.as_str()));
        let numbers: Vec<Option<String>> = found
            .join(JoinType::InnerJoin, filing_of_key())
            .column_as(Expr::col((filings::Entity, filings::Column::Numbers)), "numbers")
            .filter(filings::Column::Status.eq(Status::Approved.as_str()))
            .order_by_desc(filings::Column::Seq)
            .limit(most)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(numbers.into_iter().flatten().collect())
    }

    /// How many sites stand on each of these resources, a filing left aside.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sites_on(
        &self,
        resources: &[(ResourceKind, &str)],
        but: Option<&FilingId>,
    ) -> Stored<Vec<((ResourceKind, String), u32)>> {
        let value = |(kind, id): &(ResourceKind, &str)| FoundBy::Resource(*kind, (*id).to_owned()).value(self.index());
        let mut found = Entity::find()
            .select_only()
            .column(Column::Value)
            .column_as(Expr::col((Entity, Column::Times)).sum().cast_as(Alias::new("BIGINT")), "sites")
            .filter(Column::Kind.eq(RESOURCE))
            .filter(Column::Value.is_in(resources.iter().map(value)));
        if let Some(but) = but {
            found = found.filter(Column::Filing.ne(but.as_str()));
        }
        let counted: Vec<(String, i64)> = found.group_by(Column::Value).into_tuple().all(self.reader()).await?;
        let sites = |one: &(ResourceKind, &str)| {
            let count = counted.iter().find(|(found, _)| *found == value(one)).map_or(0, |(_, count)| *count);
            ((one.0, one.1.to_owned()), u32::try_from(count).unwrap_or(u32::MAX))
        };
        Ok(resources.iter().map(sites).collect())
    }
}

fn filing_of_key() -> sea_orm::RelationDef {
    Entity::belongs_to(filings::Entity).from(Column::Filing).to(filings::Column::Id).into()
}
