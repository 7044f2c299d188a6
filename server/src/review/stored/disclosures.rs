//! Links under which staff see documents, and who saw what.

use super::tables::{disclosures, shown_links, staff};
use super::values::read;
use super::*;
use beian_model::Capture;
use sea_orm::JoinType;
use sea_orm::sea_query::Expr;

fn capture(text: &str) -> Stored<Option<Capture>> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn link(row: shown_links::Model) -> Stored<LinkRow> {
    Ok(LinkRow {
        of: read(&row.of)?,
        capture: capture(&row.capture)?,
        token_hash: row.token_hash,
        session_hash: row.session_hash,
        staff: row.staff,
        filing: FilingId(row.filing),
        file: row.file,
        media_type: row.media_type,
        expires_at: Timestamp(row.expires_at),
    })
}

/// Notes within a transaction that a link was asked for or opened.
async fn note(transaction: &Tx, link: &LinkRow, opened: bool, now: Timestamp) -> Stored<()> {
    let row = disclosures::ActiveModel {
        id: NotSet,
        at: Set(now.0),
        filing: Set(link.filing.to_string()),
        staff: Set(link.staff.clone()),
        of: Set(link.of.to_string()),
        capture: Set(link.capture.map_or("", |capture| capture.as_str()).to_owned()),
        opened: Set(opened),
    };
    disclosures::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// The same, in the audit log.
fn act(what: What, link: &LinkRow) -> Act {
    let act = Act::of(what, &link.filing).with("of", link.of.to_string());
    match link.capture {
        Some(capture) => act.with("capture", capture.as_str()),
        None => act,
    }
}

impl Store {
    /// Keeps a link to a document, and notes that its colleague asked for it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_link(&self, link: &LinkRow, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        let over = shown_links::Column::ExpiresAt.lte(now.0);
        shown_links::Entity::delete_many().filter(over).exec(&transaction).await?;
        let row = shown_links::ActiveModel {
            token_hash: Set(link.token_hash.clone()),
            session_hash: Set(link.session_hash.clone()),
            staff: Set(link.staff.clone()),
            filing: Set(link.filing.to_string()),
            of: Set(link.of.to_string()),
            capture: Set(link.capture.map_or("", |capture| capture.as_str()).to_owned()),
            file: Set(link.file.clone()),
            media_type: Set(link.media_type.clone()),
            expires_at: Set(link.expires_at.0),
            opened: Set(false),
        };
        shown_links::Entity::insert(row).exec_without_returning(&transaction).await?;
        note(&transaction, link, false, now).await?;
        self.finish(transaction, [act(What::DocumentAskedFor, link)]).await
    }

    /// A link by the hash of its token.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn link(&self, token_hash: &str) -> Stored<Option<LinkRow>> {
        shown_links::Entity::find_by_id(token_hash).one(self.reader()).await?.map(link).transpose()
    }

    /// Notes that a link was opened; not again where a player goes on within what was opened under it before.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_opening(&self, link: &LinkRow, goes_on: bool, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        let first = shown_links::Entity::update_many()
            .col_expr(shown_links::Column::Opened, Expr::value(true))
            .filter(shown_links::Column::TokenHash.eq(link.token_hash.as_str()))
            .filter(shown_links::Column::Opened.eq(false))
            .exec(&transaction)
            .await?;
        let is_opened = first.rows_affected == 1 || !goes_on;
        if is_opened {
            note(&transaction, link, true, now).await?;
        }
        self.finish(transaction, is_opened.then(|| act(What::DocumentOpened, link))).await
    }

    /// Who asked for and opened the documents of a filing, newest first.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn disclosures(&self, id: &FilingId, most: u32) -> Stored<Vec<Disclosure>> {
        let by = disclosures::Entity::belongs_to(staff::Entity)
            .from(disclosures::Column::Staff)
            .to(staff::Column::Id)
            .into();
        let rows: Vec<(i64, String, String, bool, String)> = disclosures::Entity::find()
            .select_only()
            .columns([disclosures::Column::At, disclosures::Column::Of])
            .columns([disclosures::Column::Capture, disclosures::Column::Opened])
            .column(staff::Column::Name)
            .join(JoinType::InnerJoin, by)
            .filter(disclosures::Column::Filing.eq(id.as_str()))
            .order_by_desc(disclosures::Column::Id)
            .limit(u64::from(most))
            .into_tuple()
            .all(self.reader())
            .await?;
        let disclosure = |(at, of, shown, opened, by): (i64, String, String, bool, String)| {
            Ok(Disclosure { at: Timestamp(at), by, of: read(&of)?, capture: capture(&shown)?, opened })
        };
        rows.into_iter().map(disclosure).collect()
    }
}
