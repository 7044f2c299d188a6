//! The table that a run of the tests closes with.

use super::count::Count;
use std::time::Duration;

/// How a part went.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The part.
    pub part: &'static str,
    /// Its tests.
    pub count: Count,
    /// How long it took.
    pub time: Duration,
}

/// The rows, aligned, each on its line.
pub fn print(rows: &[Row]) -> String {
    let mut out = line("part", "result", "count", "time");
    for Row { part, count, time } in rows {
        let result = if count.failed == 0 { "passed" } else { "FAILED" };
        let number = match count {
            Count { passed, failed: 0 } => passed.to_string(),
            Count { passed, failed } => format!("{failed} of {}", passed + failed),
        };
        out.push_str(&line(part, result, &number, &minutes(*time)));
    }
    out
}

fn line(part: &str, result: &str, count: &str, time: &str) -> String {
    format!("{part:<14} {result:<7} {count:>10} {time:>12}\n")
}

fn minutes(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{seconds}.{} s", time.subsec_millis() / 100),
        seconds => format!("{} min {:02} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aligns_parts_counts_and_times() {
        let row = |part, passed, failed, time| Row { part, count: Count { passed, failed }, time };
        let rows = [
            row("fmt", 1, 0, Duration::from_millis(1250)),
            row("clippy-native", 0, 1, Duration::from_secs(61)),
            row("unit", 120, 3, Duration::from_secs(754)),
        ];
        let expected = "\
part           result       count         time
fmt            passed           1        1.2 s
clippy-native  FAILED      1 of 1   1 min 01 s
unit           FAILED    3 of 123  12 min 34 s
";
        assert_eq!(print(&rows), expected);
    }
}
