//! Working days (工作日) in China: until when something is promised that takes so many of them, and what is late by now. Public holidays, and the
//! days worked for them (调休), are a table that a server has; here they are values.

use beian_model::{Date, Timestamp};
use std::collections::BTreeMap;

/// Working days in which staff do their step: the promise to applicants is one to two (初审时限 1-2 个工作日; AL, TQ, HW).
pub const PROMISED: u32 = 2;

/// Working days until what passed the first review is handed to the bureau, or again after a lapse: the promise is one to three (S, HW).
pub const HANDING_OVER: u32 = 3;
/// Working days in which a bureau decides (二十个工作日; 《非经营性互联网信息服务备案管理办法》第十二条).
pub const OF_BUREAU: u32 = 20;

/// Seconds by which China is ahead of UTC.
const AHEAD: i64 = 8 * 3600;
const DAY: i64 = 86_400;
/// Days that a calendar is asked of, both ways from 1970: what lies outside was never meant.
const MOST_DAYS: i64 = 365 * 10_000;

/// The days that work, or do not, otherwise than their weekday says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkingDays(BTreeMap<Date, bool>);

impl WorkingDays {
    /// A calendar of days that differ from their weekday; true for those that work.
    pub fn of(days: impl IntoIterator<Item = (Date, bool)>) -> WorkingDays {
        WorkingDays(days.into_iter().collect())
    }

    /// This day works.
    pub fn works(&self, day: Date) -> bool {
        // 1 January 1970 was a Thursday.
        let weekday = (day.days() + 3).rem_euclid(7);
        self.0.get(&day).copied().unwrap_or(weekday < 5)
    }

    /// The end of the last of so many working days behind the day of a moment; that day itself does not count.
    pub fn due(&self, since: Timestamp, days: u32) -> Timestamp {
        let mut day = day_of(since);
        let mut left = days;
        while left > 0 {
            day += 1;
            left -= u32::from(self.works(Date::from_days(day)));
        }
        begin(day + 1)
    }

    /// What has waited since before this moment is late by now: its so many working days are over.
    pub fn late_before(&self, now: Timestamp, days: u32) -> Timestamp {
        let mut day = day_of(now);
        let mut left = days;
        while left > 0 {
            day -= 1;
            left -= u32::from(self.works(Date::from_days(day)));
        }
        begin(day)
    }
}

/// The day of a moment in China, since 1970.
fn day_of(at: Timestamp) -> i64 {
    at.0.saturating_add(AHEAD).div_euclid(DAY).clamp(-MOST_DAYS, MOST_DAYS)
}

/// The moment at which a day begins in China.
fn begin(day: i64) -> Timestamp {
    Timestamp(day * DAY - AHEAD)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    /// The days around National Day of 2026 (国庆节): 1 to 7 October are free, the Saturday behind them works.
    fn calendar() -> WorkingDays {
        let free = (1..=7).map(|day| (Date::new(2026, 10, day).unwrap(), false));
        WorkingDays::of(free.chain([(date("2026-10-10"), true), (date("2026-09-20"), true)]))
    }

    /// An hour of a day in China.
    fn at(day: &str, hour: i64) -> Timestamp {
        Timestamp(date(day).days() * DAY - AHEAD + hour * 3600)
    }

    #[test]
    fn two_working_days_are_over_at_the_end_of_the_second() {
        for (since, hour, last) in [
            // Monday, whatever the hour.
            ("2026-11-30", 0, "2026-12-02"),
            ("2026-11-30", 23, "2026-12-02"),
            // Thursday, over a weekend; Saturday and Sunday.
            ("2026-11-26", 12, "2026-11-30"),
            ("2026-11-28", 12, "2026-12-01"),
            ("2026-11-29", 12, "2026-12-01"),
            // A Sunday that works, before and after.
            ("2026-09-18", 12, "2026-09-21"),
            ("2026-09-20", 12, "2026-09-22"),
            // Over the holidays, with the Saturday that works behind them.
            ("2026-09-30", 12, "2026-10-09"),
            ("2026-10-03", 12, "2026-10-09"),
            ("2026-10-08", 12, "2026-10-10"),
            ("2026-10-09", 12, "2026-10-12"),
        ] {
            let due = calendar().due(at(since, hour), PROMISED);
            assert_eq!(due, at(last, 24), "{since}, {hour} o'clock");
        }
    }

    #[test]
    fn a_day_is_one_of_china() {
        // 16:30 of Tuesday in UTC is half past midnight of Wednesday in China.
        let evening = Timestamp(date("2026-12-01").days() * DAY + 16 * 3600 + 1800);
        assert_eq!(calendar().due(evening, 1), at("2026-12-03", 24));
        assert_eq!(calendar().due(evening.plus(-3600), 1), at("2026-12-02", 24));
    }

    /// Whatever the calendar: what is late is what was due, what comes later is due no earlier, and it is due on the day behind one that works.
    #[test]
    fn what_is_late_was_due_and_nothing_else() {
        let worked_through = WorkingDays::of((0..20).map(|n| (date("2026-11-20").plus_days(n), true)));
        let free_for_long = WorkingDays::of((0..20).map(|n| (date("2026-11-20").plus_days(n), false)));
        for calendar in [WorkingDays::default(), calendar(), worked_through, free_for_long] {
            let begin = at("2026-09-10", 0);
            for days in [1, 2, 5] {
                let mut before = begin;
                for hour in (0..24 * 100).step_by(5) {
                    let since = begin.plus(hour * 3600);
                    let due = calendar.due(since, days);
                    assert!(due > since && due >= before);
                    assert!(calendar.works(due.plus(-1).date_in_china()));
                    before = due;
                    for now in [due.plus(-1), due, due.plus(1), since, since.plus(5 * DAY)] {
                        assert_eq!(since < calendar.late_before(now, days), due <= now, "{since:?} {now:?} {days}");
                    }
                }
            }
        }
    }

    #[test]
    fn no_moment_is_too_far() {
        for at in [i64::MIN, -1, 0, i64::MAX] {
            let (due, late) =
                (calendar().due(Timestamp(at), PROMISED), calendar().late_before(Timestamp(at), PROMISED));
            assert!(late < due);
        }
    }
}
