//! Dates and points in time without a clock: a calendar date, and seconds since 1970 (UTC).

use core::{fmt, str::FromStr};
use serde::{Deserialize, Serialize};

/// A point in time: whole seconds since 1 January 1970, UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The calendar date in China (UTC+8 all year), where every deadline of a filing is counted.
    pub fn date_in_china(self) -> Date {
        Date::from_days((self.0 + 8 * 3600).div_euclid(86_400))
    }

    /// This point moved by so many seconds.
    pub fn plus(self, seconds: i64) -> Timestamp {
        Timestamp(self.0 + seconds)
    }
}

/// A calendar date of the Gregorian calendar, `YYYY-MM-DD` on the wire; always a real day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Date {
    year: i16,
    month: u8,
    day: u8,
}

impl Date {
    /// The date, or nothing where no such day exists (30 February, month 13).
    pub fn new(year: i16, month: u8, day: u8) -> Option<Date> {
        let last = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 => 29,
            2 => 28,
            _ => return None,
        };
        (1..=last).contains(&day).then_some(Date { year, month, day })
    }

    /// The day so many days after 1 January 1970 (algorithm: Hinnant, `civil_from_days`).
    pub fn from_days(days: i64) -> Date {
        let z = days + 719_468;
        let era = z.div_euclid(146_097);
        let doe = z.rem_euclid(146_097);
        let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
        let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        let mp = (5 * doy + 2) / 153;
        let day = (doy - (153 * mp + 2) / 5 + 1) as u8;
        let month = if mp < 10 { mp + 3 } else { mp - 9 } as u8;
        let year = (yoe + era * 400 + i64::from(month <= 2)) as i16;
        Date { year, month, day }
    }

    /// Year of the Gregorian calendar.
    pub fn year(self) -> i16 {
        self.year
    }

    /// Month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Day of the month, 1 to 31.
    pub fn day(self) -> u8 {
        self.day
    }

    /// Completed years between this date (a birth) and another day.
    pub fn years_until(self, other: Date) -> i16 {
        let had_it = (other.month, other.day) >= (self.month, self.day);
        other.year - self.year - i16::from(!had_it)
    }

    /// Days since 1 January 1970 (algorithm: Hinnant, `days_from_civil`).
    pub fn days(self) -> i64 {
        let (year, month, day) = (i64::from(self.year), i64::from(self.month), i64::from(self.day));
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day so many days later.
    pub fn plus_days(self, days: i64) -> Date {
        Date::from_days(self.days() + days)
    }

    /// The same day so many months later; a day that month lacks becomes its last one.
    pub fn plus_months(self, months: u16) -> Date {
        let index = i32::from(self.year) * 12 + i32::from(self.month) - 1 + i32::from(months);
        let (year, month) = (index.div_euclid(12) as i16, (index.rem_euclid(12) + 1) as u8);
        (0..4).find_map(|back| Date::new(year, month, self.day.checked_sub(back)?)).unwrap_or(Date {
            year,
            month,
            day: 28,
        })
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl FromStr for Date {
    type Err = super::UnknownCode;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = text.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(i, b)| if i == 4 || i == 7 { *b == b'-' } else { b.is_ascii_digit() });
        if !shape {
            return Err(super::UnknownCode);
        }
        let number =
            |range: core::ops::Range<usize>| bytes[range].iter().fold(0i16, |sum, b| sum * 10 + i16::from(b - b'0'));
        Date::new(number(0..4), number(5..7) as u8, number(8..10) as u8).ok_or(super::UnknownCode)
    }
}

impl Serialize for Date {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("a date is YYYY-MM-DD"))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Date {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::schema::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .format(Some(utoipa::openapi::schema::SchemaFormat::KnownFormat(
                utoipa::openapi::schema::KnownFormat::Date,
            )))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Date {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days() {
        assert!(Date::new(2024, 2, 29).is_some());
        for (y, m, d) in [(2023, 2, 29), (1900, 2, 29), (2024, 4, 31), (2024, 13, 1), (2024, 1, 0)] {
            assert_eq!(Date::new(y, m, d), None, "{y}-{m}-{d}");
        }
    }

    #[test]
    fn china_is_eight_hours_ahead() {
        assert_eq!(Timestamp(0).date_in_china().to_string(), "1970-01-01");
        assert_eq!(Timestamp(57_600).date_in_china().to_string(), "1970-01-02");
        assert_eq!(Timestamp(1_795_000_000).date_in_china().to_string(), "2026-11-18");
    }

    #[test]
    fn months_stop_at_the_end_of_a_month() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(day("2026-11-30").plus_months(3), day("2027-02-28"));
        assert_eq!(day("2026-11-24").plus_months(3), day("2027-02-24"));
    }

    #[test]
    fn days_count_both_ways() {
        for days in (-30_000..60_000).step_by(37) {
            assert_eq!(Date::from_days(days).days(), days);
        }
        assert_eq!(Date::from_days(20_781).plus_days(90).to_string(), "2027-02-22");
    }

    #[test]
    fn years_are_completed_years() {
        let born: Date = "2000-02-29".parse().unwrap();
        assert_eq!(born.years_until("2018-02-28".parse().unwrap()), 17);
        assert_eq!(born.years_until("2018-03-01".parse().unwrap()), 18);
    }
}
