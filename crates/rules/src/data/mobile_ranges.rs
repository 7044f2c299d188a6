//! Ranges of mobile numbers (号段) by what they are for: the number plan as published by the ministry and kept by
//! libphonenumber 9.0 (region CN, 2025). New ranges come, so one that is not here is a warning, never an error.

/// What a range is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// People's telephones: the ministry's SMS arrives.
    Personal,
    /// Virtual operators (虚拟运营商): the ministry's SMS may not arrive.
    Virtual,
    /// Machines (物联网): no SMS for people.
    Machine,
    /// Satellite telephones (卫星电话).
    Satellite,
    /// In no plan known here.
    Unknown,
}

/// The longest beginning that fits counts.
static RANGES: &[(&str, Range)] = &[
    ("13", Range::Personal),
    ("1349", Range::Satellite),
    ("140", Range::Machine),
    ("141", Range::Machine),
    ("144", Range::Machine),
    ("146", Range::Machine),
    ("148", Range::Machine),
    ("145", Range::Personal),
    ("147", Range::Personal),
    ("149", Range::Personal),
    ("150", Range::Personal),
    ("151", Range::Personal),
    ("152", Range::Personal),
    ("153", Range::Personal),
    ("155", Range::Personal),
    ("156", Range::Personal),
    ("157", Range::Personal),
    ("158", Range::Personal),
    ("159", Range::Personal),
    ("162", Range::Virtual),
    ("165", Range::Virtual),
    ("166", Range::Personal),
    ("167", Range::Virtual),
    ("170", Range::Virtual),
    ("171", Range::Virtual),
    ("172", Range::Personal),
    ("173", Range::Personal),
    ("174", Range::Satellite),
    ("175", Range::Personal),
    ("176", Range::Personal),
    ("177", Range::Personal),
    ("178", Range::Personal),
    ("18", Range::Personal),
    ("190", Range::Personal),
    ("191", Range::Personal),
    ("192", Range::Personal),
    ("193", Range::Personal),
    ("195", Range::Personal),
    ("196", Range::Personal),
    ("197", Range::Personal),
    ("198", Range::Personal),
    ("199", Range::Personal),
];

/// The range of eleven digits, and how many of them name it.
pub fn range_of(number: &str) -> (Range, usize) {
    let fits = RANGES.iter().filter(|(begin, _)| number.starts_with(begin));
    fits.max_by_key(|(begin, _)| begin.len()).map_or((Range::Unknown, 3), |(begin, range)| (*range, begin.len().max(3)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (number, range) in [
            ("13800138000", Range::Personal),
            ("13490000000", Range::Satellite),
            ("14700000000", Range::Personal),
            ("14800000000", Range::Machine),
            ("16500000000", Range::Virtual),
            ("17000000000", Range::Virtual),
            ("17400000000", Range::Satellite),
            ("19900000000", Range::Personal),
            ("16000000000", Range::Unknown),
            ("17900000000", Range::Unknown),
        ] {
            assert_eq!(range_of(number).0, range, "{number}");
        }
    }
}
