//! How long a code on the screen holds, and when another takes its place by itself: values in, values out.

/// Seconds before its end at which a code is replaced: a phone that scans it as late as this could not claim it in time.
pub const RENEW_BEFORE: i64 = 3;
/// How often in a row a code replaces itself while no phone comes: about an hour at ten minutes each. A page that was
/// forgotten asks for no more then.
pub const MOST_RENEWALS: u32 = 6;

/// Whole seconds from now until the end, both in milliseconds of the same clock; 0 when it is over.
pub fn seconds_left(ends: f64, now: f64) -> i64 {
    ((ends - now) / 1000.0).ceil().max(0.0) as i64
}

/// What decides whether a code is replaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    /// Seconds until its end; 0 also where the server says that it is over.
    pub left: i64,
    /// A phone claimed it, at any time.
    pub claimed: bool,
    /// Its link was meant for somebody elsewhere: a new code would end what they were given.
    pub remote: bool,
    /// The page that made it still shows it.
    pub on_screen: bool,
}

impl Code {
    /// It is time for the next one, after so many in a row that came by themselves.
    pub fn is_due(self, page_is_shown: bool, renewals: u32) -> bool {
        let renews = self.on_screen && !self.claimed && !self.remote && renewals < MOST_RENEWALS;
        renews && page_is_shown && self.left <= RENEW_BEFORE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_told_in_whole_seconds_and_never_below_nothing() {
        for (ends, now, left) in
            [(600_000.0, 0.0, 600), (600_000.0, 1.0, 600), (1_000.0, 999.0, 1), (1_000.0, 1_000.0, 0), (0.0, 9e9, 0)]
        {
            assert_eq!(seconds_left(ends, now), left, "{ends} at {now}");
        }
    }

    #[test]
    fn a_code_is_replaced_shortly_before_its_end_while_somebody_looks_and_nobody_holds_it() {
        let code = Code { left: RENEW_BEFORE, claimed: false, remote: false, on_screen: true };
        let table = [
            (code, true, 0, true),
            (Code { left: 0, ..code }, true, 0, true),
            (Code { left: RENEW_BEFORE + 1, ..code }, true, 0, false),
            (code, false, 0, false),
            (code, true, MOST_RENEWALS - 1, true),
            (code, true, MOST_RENEWALS, false),
            (Code { claimed: true, ..code }, true, 0, false),
            (Code { remote: true, ..code }, true, 0, false),
            (Code { on_screen: false, ..code }, true, 0, false),
        ];
        for (code, shown, renewals, due) in table {
            assert_eq!(code.is_due(shown, renewals), due, "{code:?}, shown {shown}, after {renewals}");
        }
    }
}
