//! The tables of the statistics (统计): what the database counted, as a person reads it.

use crate::app::App;
use crate::http::problem::Answer;
use crate::oversight::stored::{Between, Counted};
use beian_locale::fields::bare_label;
use beian_locale::oversight::Statistics;
use beian_locale::{Lang, Word, Words};
use beian_model::{Date, Event, Path, Province, Status, coded_enum};
use std::collections::BTreeMap;

coded_enum! {
    /// A table.
    pub enum Of {
        /// How much was done, by day or week.
        Throughput = "throughput",
        /// How long filings are in a state.
        States = "states",
        /// How many were right the first time.
        First = "first",
        /// The fields that reasons were on.
        Reasons = "reasons",
        /// By province.
        Provinces = "provinces",
        /// By month.
        Months = "months",
        /// By reviewer.
        Reviewers = "reviewers",
    }
}

/// The events that are counted, in their order.
const EVENTS: [(Event, Word); 6] = [
    (Event::Submit, Statistics::Submitted),
    (Event::Approve, Statistics::Approved),
    (Event::Return, Statistics::Returned),
    (Event::Reject, Statistics::Rejected),
    (Event::BureauApprove, Statistics::BureauApproved),
    (Event::BureauReject, Statistics::BureauRejected),
];

/// A table with its picture's values.
pub struct Table {
    /// Which.
    pub of: Of,
    /// What the columns are called, in a language.
    pub header: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// A value for each row.
    pub values: Vec<i64>,
}

impl Table {
    /// Its picture's bars, by the names of their rows.
    pub fn bars(&self) -> Vec<(String, i64)> {
        let names = self.rows.iter().map(|row| row.first().cloned().unwrap_or_default());
        names.zip(self.values.iter().copied()).collect()
    }
}

/// What is asked for.
#[derive(Clone, Copy)]
pub struct Asked {
    /// In which time.
    pub between: Between,
    /// Throughput is told by weeks.
    pub by_week: bool,
    /// The language.
    pub lang: Lang,
}

/// A table.
///
/// # Errors
/// When the database fails.
pub async fn table(app: &App, of: Of, asked: Asked) -> Answer<Table> {
    let store = &app.store;
    let lang = asked.lang;
    Ok(match of {
        Of::Throughput => {
            let first = if asked.by_week { Statistics::Week } else { Statistics::Day };
            let start = |day: i64| if asked.by_week { day - (day + 3).rem_euclid(7) } else { day };
            let mut days = grouped(store.events_by_day(asked.between).await?, |day| start(*day));
            if !days.is_empty() {
                // A day on which nothing happened has its place too.
                let Between(from, to) = asked.between;
                for day in from.days()..=to.days() {
                    days.entry(start(day)).or_default();
                }
            }
            by_events(of, first, days.into_iter().map(|(day, counts)| (Date::from_days(day).to_string(), counts)), lang)
        }
        Of::Months => {
            let month = |day: &i64| {
                let date = Date::from_days(*day);
                format!("{:04}-{:02}", date.year(), date.month())
            };
            let months = grouped(store.events_by_day(asked.between).await?, month);
            by_events(of, Statistics::Month, months.into_iter(), lang)
        }
        Of::Provinces => {
            let name = |code: &String| {
                code.parse::<Province>().map_or(Statistics::Unknown.text(lang), |one| one.text(lang)).to_owned()
            };
            let provinces = grouped(store.events_by_province(asked.between).await?, name);
            by_events(of, Statistics::Province, busiest(provinces), lang)
        }
        Of::Reviewers => {
            let names: BTreeMap<String, String> = store.staff_names().await?.into_iter().collect();
            let name =
                |id: &String| names.get(id).cloned().unwrap_or_else(|| Statistics::Unknown.text(lang).to_owned());
            let reviewers = grouped(store.events_by_staff(asked.between).await?, name);
            by_events(of, Statistics::Reviewer, busiest(reviewers), lang)
        }
        Of::States => states(store.states_ended(asked.between).await?, lang),
        Of::First => first(&store.first_decisions(asked.between).await?, lang),
        Of::Reasons => reasons(store.reasons_by_field(asked.between).await?, lang),
    })
}

/// How often each event happened, by what a key says.
type Grouped<K> = BTreeMap<K, [i64; EVENTS.len()]>;

fn grouped<T, K: Ord>(counted: Counted<T>, key: impl Fn(&T) -> K) -> Grouped<K> {
    let mut all: Grouped<K> = BTreeMap::new();
    for (by, event, times) in counted {
        if let Some(place) = EVENTS.iter().position(|(one, _)| one.as_str() == event) {
            all.entry(key(&by)).or_default()[place] += times;
        }
    }
    all
}

/// Those with most decisions first.
fn busiest(all: Grouped<String>) -> impl Iterator<Item = (String, [i64; EVENTS.len()])> {
    let mut all: Vec<_> = all.into_iter().collect();
    all.sort_by_key(|(_, counts)| std::cmp::Reverse(decided(counts)));
    all.into_iter()
}

/// The decisions of the first review among counts.
fn decided(counts: &[i64; EVENTS.len()]) -> i64 {
    counts[1] + counts[2] + counts[3]
}

fn by_events(of: Of, first: Word, rows: impl Iterator<Item = (String, [i64; EVENTS.len()])>, lang: Lang) -> Table {
    let header = std::iter::once(first).chain(EVENTS.map(|(_, word)| word)).map(|word| word.text(lang)).collect();
    let (rows, values) = rows
        .map(|(name, counts)| {
            let row = std::iter::once(name).chain(counts.iter().map(i64::to_string)).collect();
            (row, decided(&counts))
        })
        .unzip();
    Table { of, header, rows, values }
}

fn hours(seconds: i64) -> String {
    format!("{}.{}", seconds / 3600, seconds % 3600 / 360)
}

fn states(ended: Vec<(String, i64, i64)>, lang: Lang) -> Table {
    let known =
        |(state, middle, times): (String, i64, i64)| Some((state.parse::<Status>().ok()?, (middle.max(0), times)));
    let by_state: BTreeMap<Status, (i64, i64)> = ended.into_iter().filter_map(known).collect();
    let header = [Statistics::State, Statistics::MedianHours, Statistics::Filings].map(|word| word.text(lang)).to_vec();
    let rows = by_state
        .into_iter()
        .map(|(state, (middle, times))| (vec![state.text(lang).to_owned(), hours(middle), times.to_string()], middle));
    let (rows, values) = rows.unzip();
    Table { of: Of::States, header, rows, values }
}

fn first(decisions: &[(String, i64)], lang: Lang) -> Table {
    let all: i64 = decisions.iter().map(|(_, times)| times).sum();
    let right: i64 =
        decisions.iter().filter(|(event, _)| event == Event::Approve.as_str()).map(|(_, times)| times).sum();
    let header =
        [Statistics::FirstDecision, Statistics::Filings, Statistics::Share].map(|word| word.text(lang)).to_vec();
    // Rounded, and together a hundred.
    let share = (right.saturating_mul(200) + all) / all.max(1).saturating_mul(2);
    let row =
        |word: Word, times: i64, share: i64| vec![word.text(lang).to_owned(), times.to_string(), format!("{share}%")];
    let rows =
        vec![row(Statistics::RightFirst, right, share), row(Statistics::NotRightFirst, all - right, 100 - share)];
    Table { of: Of::First, header, rows, values: vec![right, all - right] }
}

fn reasons(counted: Vec<(String, i64)>, lang: Lang) -> Table {
    let header = [Statistics::Field, Statistics::Times].map(|word| word.text(lang)).to_vec();
    let called =
        |field: &str| field.parse::<Path>().map_or_else(|_| field.to_owned(), |path| bare_label(path, lang).to_owned());
    let (rows, values) =
        counted.into_iter().map(|(field, times)| (vec![called(&field), times.to_string()], times)).unzip();
    Table { of: Of::Reasons, header, rows, values }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_states_has_hours_and_those_states_that_are_known() {
        let ended = [("to_bureau", 7_200, 3), ("first_review", 3_600 * 26 + 1_800, 5), ("teleported", 1, 1)];
        let ended = ended.map(|(state, middle, times)| (state.to_owned(), middle, times)).to_vec();
        let table = states(ended, Lang::English);
        let numbers: Vec<&[String]> = table.rows.iter().filter_map(|row| row.get(1..)).collect();
        assert_eq!(numbers, [["26.5", "5"], ["2.0", "3"]]);
        assert_eq!(hours(0), "0.0");
    }

    #[test]
    fn counts_of_one_key_are_one_row() {
        let counted = vec![(1, "approve".to_owned(), 2), (2, "approve".to_owned(), 3), (1, "expire".to_owned(), 9)];
        let all = grouped(counted, |_| "all");
        assert_eq!(all["all"], [0, 5, 0, 0, 0, 0]);
    }
}
