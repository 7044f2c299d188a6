//! Leases: what one server does at a time, and another once it has not been heard of for so long. The database's clock counts, for
//! servers' clocks may differ.

use super::*;

/// What became of asking for a lease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lease {
    /// It was this server's, and still is.
    Renewed,
    /// It was nobody's, and is this server's from now on.
    Taken,
    /// Another server has it.
    Elsewhere,
}

impl Store {
    fn statement(&self, sql: &str, values: impl IntoIterator<Item = sea_orm::Value>) -> Statement {
        let backend = self.writer().get_database_backend();
        // The one thing that the two say in ways of their own.
        let now = match backend {
            DbBackend::Sqlite => "unixepoch()",
            _ => "CAST(extract(epoch FROM clock_timestamp()) AS BIGINT)",
        };
        Statement::from_sql_and_values(backend, sql.replace("NOW", now), values)
    }

    /// Takes a lease, or renews it, for so many seconds from now.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn lease(&self, name: &str, holder: &str, seconds: i64) -> Stored<Lease> {
        let values = || [name.into(), holder.into(), seconds.into()];
        let renew = "UPDATE leases SET ends_at = NOW + $3 WHERE name = $1 AND holder = $2 AND ends_at > NOW";
        if self.writer().execute_raw(self.statement(renew, values())).await?.rows_affected() > 0 {
            return Ok(Lease::Renewed);
        }
        let take = "INSERT INTO leases (name, holder, ends_at) VALUES ($1, $2, NOW + $3) ON CONFLICT (name) DO UPDATE
            SET holder = excluded.holder, ends_at = excluded.ends_at WHERE leases.ends_at <= NOW";
        let taken = self.writer().execute_raw(self.statement(take, values())).await?.rows_affected();
        Ok(if taken > 0 { Lease::Taken } else { Lease::Elsewhere })
    }

    /// Gives up every lease of a server, so that no other waits until it has run out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave_leases(&self, holder: &str) -> Stored<()> {
        let leave = self.statement("DELETE FROM leases WHERE holder = $1", [holder.into()]);
        self.writer().execute_raw(leave).await?;
        Ok(())
    }
}
