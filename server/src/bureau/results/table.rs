//! The rows of a CSV file with the bureau's results, as Excel writes it: UTF-8 with or without its mark, or GBK; commas, semicolons or tabs.

use csv::{ReaderBuilder, StringRecord, Trim};
use encoding_rs::GBK;
use std::borrow::Cow;

/// Most bytes of a file.
pub const MOST_BYTES: usize = 128 * 1024;
/// Most rows.
pub const MOST_ROWS: usize = 500;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    /// Receipt number.
    Number,
    /// What the bureau, or the ministry, says.
    Result,
    /// The organiser's ICP number.
    Organiser,
    /// Why it was rejected.
    Reason,
    /// The field that the reason is on.
    Field,
}

/// What a column may be called: case, blanks and underscores are no matter.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Number, &["订单号", "备案订单号", "编号", "number"]),
    (Column::Result, &["结果", "管局结果", "result"]),
    (Column::Organiser, &["主体备案号", "备案号", "organisernumber", "organizernumber", "icpnumber"]),
    (Column::Reason, &["原因", "驳回原因", "reason"]),
    (Column::Field, &["字段", "field"]),
];

/// A row, as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Its row in a spreadsheet: the header has 1, a row with broken lines in a cell counts once.
    pub line: u64,
    /// Receipt number.
    pub number: String,
    /// The result.
    pub result: String,
    /// The organiser's ICP number.
    pub organiser: String,
    /// Why it was rejected.
    pub reason: String,
    /// The field that the reason is on.
    pub field: String,
}

impl Row {
    /// It says the same as another, wherever each stands.
    pub fn is_same(&self, other: &Row) -> bool {
        Row { line: 0, ..self.clone() } == Row { line: 0, ..other.clone() }
    }
}

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is no CSV in an encoding that we know.
    NotCsv,
    /// It has too many bytes or rows.
    TooLong,
    /// Its first row does not name number and result.
    NoHeader,
    /// It has no rows.
    Empty,
}

/// The text of a file. Valid UTF-8 is that; what is none is GBK, as Excel in China writes it.
fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Cow::Borrowed(text));
    }
    let (text, wrong) = GBK.decode_without_bom_handling(bytes);
    if wrong { Err(Unreadable::NotCsv) } else { Ok(text) }
}

/// What stands between the columns of a header.
fn delimiter(text: &str) -> u8 {
    let header = text.trim_start_matches(['\r', '\n']).lines().next().unwrap_or_default();
    let count = |c: char| header.matches(c).count();
    let mut best = (b',', count(','));
    for (byte, c) in [(b'\t', '\t'), (b';', ';')] {
        if count(c) > best.1 {
            best = (byte, count(c));
        }
    }
    best.0
}

/// Which column each place of the header is.
fn columns(header: &StringRecord) -> Vec<Option<Column>> {
    let plain =
        |name: &str| name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let column = |name: &str| {
        let name = plain(name);
        NAMES.iter().find(|(_, names)| names.contains(&name.as_str())).map(|(column, _)| *column)
    };
    header.iter().map(column).collect()
}

/// How many empty lines stand at a place, from which the next row is read. A row's own `\r` may lie before the place and the `\n` after it.
fn empty_lines(text: &str, place: u64) -> u64 {
    let (before, after) =
        usize::try_from(place).ok().and_then(|place| text.split_at_checked(place)).unwrap_or_default();
    let after = if before.ends_with('\r') { after.strip_prefix('\n').unwrap_or(after) } else { after };
    let breaks = &after[..after.len() - after.trim_start_matches(['\r', '\n']).len()];
    let both = breaks.matches("\r\n").count();
    (breaks.len() - both) as u64
}

/// Reads a file.
///
/// # Errors
/// [`Unreadable`].
pub fn read(bytes: &[u8]) -> Result<Vec<Row>, Unreadable> {
    if bytes.len() > MOST_BYTES {
        return Err(Unreadable::TooLong);
    }
    let text = text(bytes)?;
    let mut reader = ReaderBuilder::new();
    reader.delimiter(delimiter(&text)).flexible(true).trim(Trim::All);
    let mut reader = reader.from_reader(text.as_bytes());
    // The reader's own number of a line is one too few after `\r\n`, and counts the lines of a cell.
    let starts = |record: &StringRecord| record.position().map_or(0, |start| empty_lines(&text, start.byte()));
    let header = reader.headers().map_err(|_| Unreadable::NotCsv)?;
    let mut line = starts(header) + 1;
    let columns = columns(header);
    if [Column::Number, Column::Result].iter().any(|must| !columns.contains(&Some(*must))) {
        return Err(Unreadable::NoHeader);
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Unreadable::NotCsv)?;
        line += starts(&record) + 1;
        if record.iter().all(str::is_empty) {
            continue;
        }
        if rows.len() == MOST_ROWS {
            return Err(Unreadable::TooLong);
        }
        let cell = |column: Column| {
            let place = columns.iter().position(|one| *one == Some(column));
            place.and_then(|place| record.get(place)).unwrap_or_default().to_owned()
        };
        rows.push(Row {
            line,
            number: cell(Column::Number),
            result: cell(Column::Result),
            organiser: cell(Column::Organiser),
            reason: cell(Column::Reason),
            field: cell(Column::Field),
        });
    }
    if rows.is_empty() { Err(Unreadable::Empty) } else { Ok(rows) }
}

/// An empty table to fill in, in Chinese and in English; UTF-8 with the mark that Excel needs.
pub const TEMPLATES: [&str; 2] =
    ["\u{feff}订单号,结果,主体备案号,原因,字段\r\n", "\u{feff}number,result,organiser_number,reason,field\r\n"];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CHINESE: &str = "订单号,结果,主体备案号,原因,字段\r\nBA1,通过,粤ICP备12345678号,,\r\nBA2,驳回,,\"地址不详,请补充\",通信地址\r\n";

    fn expected() -> Vec<Row> {
        let row = |line, number: &str, result: &str| Row {
            line,
            number: number.to_owned(),
            result: result.to_owned(),
            ..Row::default()
        };
        vec![
            Row { organiser: "粤ICP备12345678号".to_owned(), ..row(2, "BA1", "通过") },
            Row {
                reason: "地址不详,请补充".to_owned(), field: "通信地址".to_owned(), ..row(3, "BA2", "驳回")
            },
        ]
    }

    #[test]
    fn a_file_is_read_as_excel_writes_it() {
        let (gbk, _, wrong) = GBK.encode(CHINESE);
        assert!(!wrong);
        assert_eq!(read(CHINESE.as_bytes()).unwrap(), expected());
        assert_eq!(read(format!("\u{feff}{CHINESE}").as_bytes()).unwrap(), expected());
        assert_eq!(read(&gbk).unwrap(), expected());
        let tabs = "Number\tResult\tOrganiser_Number\tReason\tField\nBA1\t通过\t粤ICP备12345678号\nBA2\t驳回\t\t地址不详,请补充\t通信地址\n";
        assert_eq!(read(tabs.as_bytes()).unwrap(), expected());
    }

    #[test]
    fn a_row_has_the_number_that_a_spreadsheet_shows() {
        for (file, expected) in [
            ("number,result\nBA1,通过\nBA2,通过\n", &[2, 3][..]),
            ("number,result\r\nBA1,通过\r\nBA2,通过\r\n", &[2, 3]),
            ("number,result\rBA1,通过\rBA2,通过", &[2, 3]),
            ("number,result,reason\nBA1,驳回,\"一\n二\n三\"\nBA2,通过,\n", &[2, 3]),
            ("number,result,reason\r\nBA1,驳回,\"一\r\n二\"\r\nBA2,通过,\r\n", &[2, 3]),
            ("number,\"re\nsult\"\nBA1,通过\nBA2,通过\n", &[2, 3]),
            ("number,result\n\n\nBA1,通过\n\nBA2,通过", &[4, 6]),
            ("number,result\r\n\r\n\r\nBA1,通过\r\n\r\nBA2,通过", &[4, 6]),
            ("number,result\n,\nBA1,通过\n , \nBA2,通过", &[3, 5]),
            ("\r\nnumber;result\r\nBA1;通过\r\n", &[3]),
        ] {
            let lines: Vec<u64> = read(file.as_bytes()).unwrap().iter().map(|row| row.line).collect();
            assert_eq!(lines, expected, "{file:?}");
        }
    }

    #[test]
    fn what_is_no_table_of_results_is_said_to_be_none() {
        let many = format!("number,result\n{}", "BA1,approved\n".repeat(MOST_ROWS + 1));
        for (bytes, wrong) in [
            (&b"\xff\xff\xff"[..], Unreadable::NotCsv),
            (b"", Unreadable::NoHeader),
            (b"number,reason\nBA1,x\n", Unreadable::NoHeader),
            (b"number,result\n,,\n\n", Unreadable::Empty),
            (many.as_bytes(), Unreadable::TooLong),
            (&vec![b'a'; MOST_BYTES + 1], Unreadable::TooLong),
        ] {
            assert_eq!(read(bytes), Err(wrong));
        }
        for template in TEMPLATES {
            assert_eq!(read(template.as_bytes()), Err(Unreadable::Empty));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = read(&bytes);
            let _ = read(&[b"number,result\n".to_vec(), bytes].concat());
        }
    }
}
