//! What one server tells the others that share its database, by PostgreSQL's LISTEN and NOTIFY. A SQLite file has one server.
//!
//! A change is told after its transaction, by a statement of its own: PostgreSQL lets only one transaction at a time commit of those that
//! notify, and one that is told of need not be read to be believed: who is woken looks.

use super::*;
use crate::notifier::Key;
use sea_orm::sqlx::postgres::{PgListener, PgPoolOptions};

const CHANNEL: &str = "beian_changes";
/// Most bytes of a payload: PostgreSQL takes less than 8,000.
const LONGEST: usize = 7000;

/// What one server tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// The name of the server.
    pub by: String,
    /// What changed, printed; nothing where it only says that it is there.
    pub keys: Vec<String>,
}

impl Told {
    fn read(payload: &str) -> Told {
        let mut lines = payload.lines().map(str::to_owned);
        Told { by: lines.next().unwrap_or_default(), keys: lines.collect() }
    }
}

/// The payloads that say it, a key a line after the name of who says it; one where there is nothing to say.
fn payloads(by: &str, keys: &[Key]) -> Vec<String> {
    let mut all = vec![by.to_owned()];
    for key in keys {
        let line = format!("\n{key}");
        match all.last_mut() {
            Some(last) if last.len() + line.len() <= LONGEST => last.push_str(&line),
            _ => all.push(format!("{by}{line}")),
        }
    }
    all
}

/// Hears what others tell, on a connection of its own.
pub struct Listener(PgListener);

impl Listener {
    /// What is told next.
    ///
    /// # Errors
    /// When the connection is lost; what is told from then on is not heard.
    pub async fn next(&mut self) -> Stored<Told> {
        match self.0.try_recv().await {
            Ok(Some(heard)) => Ok(Told::read(heard.payload())),
            Ok(None) => Err(StoreError::Database(DbErr::Custom("the connection was lost".to_owned()))),
            Err(error) => Err(connect::failed(error)),
        }
    }
}

impl Store {
    /// Whether other servers may work on the database.
    pub fn is_shared(&self) -> bool {
        self.writer().get_database_backend() == DbBackend::Postgres
    }

    /// Tells all who listen, this one too.
    ///
    /// # Errors
    /// When the database fails; some of it may have been told.
    pub async fn tell(&self, by: &str, keys: &[Key]) -> Stored<()> {
        for payload in payloads(by, keys) {
            let values = [CHANNEL.into(), payload.into()];
            let notify = Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_notify($1, $2)", values);
            self.writer().execute_raw(notify).await?;
        }
        Ok(())
    }

    /// Begins to listen; nothing where nobody else can tell anything.
    ///
    /// # Errors
    /// When the database cannot be reached.
    pub async fn listen(&self) -> Stored<Option<Listener>> {
        if !self.is_shared() {
            return Ok(None);
        }
        let options = self.writer().get_postgres_connection_pool().connect_options();
        let own = PgPoolOptions::new().max_connections(1).max_lifetime(None).idle_timeout(None);
        let own = own.acquire_timeout(connect::PATIENCE).connect_lazy_with((*options).clone());
        let mut listener = PgListener::connect_with(&own).await.map_err(connect::failed)?;
        // Whoever hears that it was lost begins anew, and knows that something may have been missed.
        listener.eager_reconnect(false);
        listener.listen(CHANNEL).await.map_err(connect::failed)?;
        Ok(Some(Listener(listener)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_is_read_and_no_payload_is_too_long() {
        assert_eq!(payloads("a", &[]), ["a"]);
        assert_eq!(Told::read("a"), Told { by: "a".to_owned(), keys: Vec::new() });
        let keys: Vec<Key> = (0..1000).map(|n| Key::Filing(FilingId(format!("{n:032}")))).collect();
        let all = payloads("someone", &keys);
        assert!(all.len() > 1 && all.iter().all(|one| one.len() < 8000));
        let told: Vec<Told> = all.iter().map(|one| Told::read(one)).collect();
        assert!(told.iter().all(|one| one.by == "someone"));
        let printed: Vec<String> = keys.iter().map(Key::to_string).collect();
        assert_eq!(told.into_iter().flat_map(|one| one.keys).collect::<Vec<_>>(), printed);
    }
}
