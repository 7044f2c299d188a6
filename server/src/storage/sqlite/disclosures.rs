//! Links under which staff see documents, and who saw what.

use super::*;
use beian_model::Capture;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

fn capture(text: &str) -> Stored<Option<Capture>> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn link(row: &SqliteRow) -> Stored<LinkRow> {
    Ok(LinkRow {
        token_hash: row.get("token_hash"),
        session_hash: row.get("session_hash"),
        staff: row.get("staff"),
        filing: FilingId(row.get("filing")),
        of: read(row.get("of"))?,
        capture: capture(row.get("capture"))?,
        file: row.get("file"),
        media_type: row.get("media_type"),
        expires_at: Timestamp(row.get("expires_at")),
    })
}

/// Notes within a transaction that a link was asked for or opened.
async fn note(transaction: &mut Transaction<'_, Sqlite>, link: &LinkRow, opened: bool, now: Timestamp) -> Stored<()> {
    sqlx::query("INSERT INTO disclosures (at, filing, staff, of, capture, opened) VALUES (?, ?, ?, ?, ?, ?)")
        .bind(now.0)
        .bind(link.filing.as_str())
        .bind(&link.staff)
        .bind(link.of.to_string())
        .bind(link.capture.map_or("", |capture| capture.as_str()))
        .bind(opened)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

impl SqliteStore {
    pub(super) async fn add_link_(&self, link: &LinkRow, now: Timestamp) -> Stored<()> {
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM shown_links WHERE expires_at <= ?").bind(now.0).execute(&mut *transaction).await?;
        sqlx::query(
            "INSERT INTO shown_links (token_hash, session_hash, staff, filing, of, capture, file, media_type, expires_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(&link.token_hash)
        .bind(&link.session_hash)
        .bind(&link.staff)
        .bind(link.filing.as_str())
        .bind(link.of.to_string())
        .bind(link.capture.map_or("", |capture| capture.as_str()))
        .bind(&link.file)
        .bind(&link.media_type)
        .bind(link.expires_at.0)
        .execute(&mut *transaction)
        .await?;
        note(&mut transaction, link, false, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn link_(&self, token_hash: &str) -> Stored<Option<LinkRow>> {
        let row = sqlx::query("SELECT * FROM shown_links WHERE token_hash = ?")
            .bind(token_hash)
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(link).transpose()
    }

    pub(super) async fn note_opening_(&self, link: &LinkRow, goes_on: bool, now: Timestamp) -> Stored<()> {
        let mut transaction = self.begin().await?;
        let first = sqlx::query("UPDATE shown_links SET opened = 1 WHERE token_hash = ? AND opened = 0")
            .bind(&link.token_hash)
            .execute(&mut *transaction)
            .await?;
        if first.rows_affected() == 1 || !goes_on {
            note(&mut transaction, link, true, now).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn disclosures_(&self, id: &FilingId, most: u32) -> Stored<Vec<Disclosure>> {
        let rows = sqlx::query(
            "SELECT d.at, d.of, d.capture, d.opened, s.name FROM disclosures d JOIN staff s ON s.id = d.staff
             WHERE d.filing = ? ORDER BY d.id DESC LIMIT ?",
        )
        .bind(id.as_str())
        .bind(most)
        .fetch_all(&self.pool)
        .await?;
        let disclosure = |row: &SqliteRow| {
            Ok(Disclosure {
                at: Timestamp(row.get("at")),
                by: row.get("name"),
                of: read(row.get("of"))?,
                capture: capture(row.get("capture"))?,
                opened: row.get("opened"),
            })
        };
        rows.iter().map(disclosure).collect()
    }
}
