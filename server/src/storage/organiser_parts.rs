//! What an organiser's name is found by, whatever part of it is typed: a part of a name is the beginning of one of its ends, so that the ends
//! stand in an index, cut to some letters. They tell no more than the name itself, which stands in the filing's row.

use super::tables::organiser_parts::{ActiveModel, Column, Entity};
use super::*;
use sea_orm::sea_query::{Expr, ExprTrait};
use std::collections::BTreeSet;

/// Characters of an end that are kept, and looked for: a longer search is compared with the name.
pub(crate) const LONGEST: usize = 12;

/// Rows that are written at a time.
const BATCH: usize = 500;

/// What comes behind every text that begins so.
const BEHIND: char = '\u{10ffff}';

/// The beginning of a name, or of a part of one, as it is kept.
fn cut(name: &str) -> String {
    name.chars().take(LONGEST).collect()
}

/// The ends of a name, as it is compared.
fn ends(name: &str) -> BTreeSet<String> {
    name.char_indices().filter_map(|(at, _)| name.get(at..)).map(cut).collect()
}

/// Writes those of filings, with their names as they are compared, in place of what was there. A draft keeps what it had: nobody finds it.
pub(crate) async fn write(database: &impl ConnectionTrait, filings: &[(&FilingId, Status, String)]) -> Stored<()> {
    let found = || filings.iter().filter(|(_, status, _)| *status != Status::Draft);
    let ids: Vec<&str> = found().map(|(id, ..)| id.as_str()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    Entity::delete_many().filter(Column::Filing.is_in(ids)).exec(database).await?;
    let mut rows = Vec::new();
    for (id, _, name) in found() {
        rows.extend(ends(name).into_iter().map(|part| ActiveModel { filing: Set(id.to_string()), part: Set(part) }));
    }
    for rows in rows.chunks(BATCH) {
        Entity::insert_many(rows.to_vec()).exec_without_returning(database).await?;
    }
    Ok(())
}

/// Whether a filing has none, as a condition over its row.
pub(super) fn none_of_filing() -> Expr {
    use super::tables::filings;
    let own = sea_orm::sea_query::Query::select()
        .expr(Expr::val(1))
        .from(Entity)
        .and_where(Expr::col((Entity, Column::Filing)).equals((filings::Entity, filings::Column::Id)))
        .to_owned();
    Expr::exists(own).not()
}

impl Store {
    /// Filings whose organiser's name has this part, as it is compared; nothing where there are so many or more. Of a part longer than
    /// [`LONGEST`] its beginning is looked for.
    ///
    /// # Errors
    /// When the database fails.
    pub(crate) async fn organisers_named(&self, part: &str, too_many: u64) -> Stored<Option<Vec<String>>> {
        let from = cut(part);
        let behind = format!("{from}{BEHIND}");
        let found = Entity::find().select_only().column(Column::Filing);
        let found = found.filter(Column::Part.gte(from)).filter(Column::Part.lt(behind)).limit(too_many);
        let mut found: Vec<String> = found.into_tuple().all(self.reader()).await?;
        if found.len() as u64 >= too_many {
            return Ok(None);
        }
        // A name may have a part twice.
        found.sort_unstable();
        found.dedup();
        Ok(Some(found))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_a_name_is_the_beginning_of_one_of_its_ends() {
        let name = "广州星海贸易有限公司（abc）分公司";
        let ends = ends(name);
        let letters: Vec<char> = name.chars().collect();
        for from in 0..letters.len() {
            for to in from + 1..=(from + LONGEST).min(letters.len()) {
                let part: String = letters[from..to].iter().collect();
                assert!(ends.iter().any(|end| end.starts_with(&part)), "{part}");
            }
        }
        assert!(ends.iter().all(|end| end.chars().count() <= LONGEST));
        assert!(super::ends("").is_empty());
        assert_eq!(super::ends("aaaa").len(), 4);
    }
}
